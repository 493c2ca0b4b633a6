#define _GNU_SOURCE

#include "base/files.h"

#include <errno.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "failing_memory.h"
#include "files_fixture.h"

/* ---- Reading ---- */

static struct file_result read_in(const char *path, const char *root, size_t cap, char **bytes) {
  size_t length = 99;
  struct file_result result = file_read(&arena, path, root, cap, bytes, &length);
  if (result.status == FILE_OK) {
    assert_int_equal((*bytes)[length], 0);
    assert_int_equal((*bytes)[length + 1], 0);
  } else {
    assert_null(*bytes);
    assert_int_equal(length, 0);
  }
  return result;
}

static void assert_reads(const char *path, const char *root, const char *text) {
  char *bytes;
  assert_status(read_in(path, root, 1000, &bytes), FILE_OK, 0);
  assert_string_equal(bytes, text);
}

static void assert_refuses(const char *path, const char *root, enum file_status status, int error) {
  char *bytes;
  assert_status(read_in(path, root, 1000, &bytes), status, error);
}

static void reads_a_file(void **state) {
  (void)state;
  char *bytes;
  size_t length;
  put("plain", "remit 1\n");
  put("empty", "");
  assert_reads("plain", NULL, "remit 1\n");
  assert_reads("empty", NULL, "");
  FILE *file = fopen("nul", "w");
  assert_non_null(file);
  fwrite("a\0b\0", 1, 4, file);
  fclose(file);
  assert_status(file_read(&arena, "nul", NULL, 10, &bytes, &length), FILE_OK, 0);
  assert_int_equal(length, 4);
  assert_memory_equal(bytes, "a\0b\0\0", 6);
}

static void the_cap_is_exact(void **state) {
  (void)state;
  char *bytes, text[5001] = {0};
  memset(text, 'x', 5000);
  put("file", text);
  assert_status(read_in("file", NULL, 4999, &bytes), FILE_TOO_LARGE, 0);
  assert_status(read_in("file", NULL, 5000, &bytes), FILE_OK, 0);
  assert_status(read_in("file", NULL, 5001, &bytes), FILE_OK, 0);
  assert_status(read_in("file", NULL, SIZE_MAX, &bytes), FILE_OK, 0);
  assert_int_equal(strlen(bytes), 5000);
  put("empty", "");
  assert_status(read_in("empty", NULL, 0, &bytes), FILE_OK, 0);
  assert_status(read_in("file", NULL, 0, &bytes), FILE_TOO_LARGE, 0);
  assert_int_equal(truncate("file", (off_t)3 << 30), 0); /* sparse */
  assert_status(read_in("file", NULL, 16 << 20, &bytes), FILE_TOO_LARGE, 0);
}

static void what_is_no_file_is_not_waited_for(void **state) {
  (void)state;
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  assert_int_equal(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
  assert_int_equal(mkfifo("pipe", 0600), 0);
  assert_int_equal(mkdir("folder", 0700), 0);
  assert_refuses("pipe", NULL, FILE_NOT_REGULAR, 0);
  assert_refuses("pipe", ".", FILE_NOT_REGULAR, 0);
  assert_refuses("socket", NULL, FILE_NOT_REGULAR, 0);
  assert_refuses("folder", NULL, FILE_NOT_REGULAR, 0);
  assert_refuses("folder", ".", FILE_NOT_REGULAR, 0);
  assert_refuses("/dev/zero", NULL, FILE_NOT_REGULAR, 0);
  assert_refuses("/dev/null", NULL, FILE_NOT_REGULAR, 0);
  assert_refuses("", NULL, FILE_FAILED, ENOENT);
  assert_refuses("none", NULL, FILE_FAILED, ENOENT);
  put("file", "x");
  assert_refuses("file/", NULL, FILE_FAILED, ENOTDIR);
  assert_refuses("file/x", ".", FILE_FAILED, ENOTDIR);
  close(listener);
  if (geteuid()) {
    chmod("file", 0);
    assert_refuses("file", NULL, FILE_FAILED, EACCES);
  }
}

static void long_paths_fail(void **state) {
  (void)state;
  char path[PATH_MAX + 10];
  memset(path, 'a', sizeof path);
  path[sizeof path - 1] = 0;
  assert_refuses(path, NULL, FILE_FAILED, ENAMETOOLONG);
  assert_refuses(path, ".", FILE_FAILED, ENAMETOOLONG);
  path[300] = 0;
  assert_refuses(path, NULL, FILE_FAILED, ENAMETOOLONG);
  assert_refuses(path, ".", FILE_FAILED, ENAMETOOLONG);
}

static void a_size_may_be_a_lie(void **state) {
  (void)state;
  char *bytes;
  assert_status(read_in("/proc/self/status", NULL, 1 << 20, &bytes), FILE_OK, 0); /* says that it has 0 bytes */
  assert_non_null(strstr(bytes, "Pid:"));
  assert_status(read_in("/proc/self/status", NULL, 100, &bytes), FILE_TOO_LARGE, 0);
}

static void tree_with_secrets(void) {
  assert_int_equal(mkdir("root", 0700) | mkdir("root/sub", 0700) | mkdir("root2", 0700), 0);
  put("secret", "secret");
  put("root2/secret", "secret");
  put("root/in", "in");
  put("root/sub/deep", "deep");
  assert_int_equal(symlink("../secret", "root/out"), 0);
  assert_int_equal(symlink("out", "root/out2"), 0);
  assert_int_equal(symlink("../root2", "root/way"), 0);
  assert_int_equal(symlink("sub/deep", "root/inside"), 0);
  assert_int_equal(symlink("../in", "root/sub/up"), 0);
  assert_int_equal(symlink("loop", "root/loop"), 0);
  assert_int_equal(symlink("nothing", "root/dangling"), 0);
  assert_int_equal(symlink("/proc/self/environ", "root/environ"), 0);
  assert_int_equal(symlink("root", "root-link"), 0);
}

static void the_root_holds(void **state) {
  (void)state;
  static const char *const outside[] = {
      "secret",       "root/../secret",   "root/sub/../../secret", "/etc/passwd",     "//etc/passwd",
      "root/out",     "root/./../secret", "root/out2",             "root/way/secret", "root2/secret",
      "root/environ", "/dev/stdin",       "/proc/self/environ",    "/proc/self/fd/0", "root/sub/../../root2/secret"};
  tree_with_secrets();
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    char *bytes;
    struct file_result result = read_in(outside[i], "root", 100000, &bytes);
    assert_true(result.status == FILE_OUTSIDE_ROOT || (result.status == FILE_FAILED && result.error == ENOENT));
  }
  assert_refuses("secret", "root", FILE_OUTSIDE_ROOT, 0);
  assert_refuses("root/out2", "root", FILE_OUTSIDE_ROOT, 0);
  assert_refuses("root/way/secret", "root", FILE_OUTSIDE_ROOT, 0);
  assert_refuses("root/loop", "root", FILE_FAILED, ELOOP);
  assert_refuses("root/dangling", "root", FILE_FAILED, ENOENT);
  assert_refuses("root", "root", FILE_NOT_REGULAR, 0);
  assert_refuses("root/in", "none", FILE_FAILED, ENOENT);
  assert_refuses("root/in", "root/in", FILE_FAILED, ENOTDIR);
  assert_refuses(".", "root", FILE_OUTSIDE_ROOT, 0);
}

static void what_is_inside_is_read(void **state) {
  (void)state;
  tree_with_secrets();
  assert_reads("root/in", "root", "in");
  assert_reads("root/in", "root/", "in");
  assert_reads("root/in", "root-link", "in");
  assert_reads("root-link/sub/deep", "root", "deep");
  assert_reads("root/inside", "root", "deep");
  assert_reads("root/sub/up", "root", "in");
  assert_reads("root/sub/../in", "root", "in");
  assert_reads("root/way/secret", ".", "secret");
  assert_reads("secret", "/", "secret");
  assert_reads("root/sub/deep", home, "deep");
}

/* Puts a file and a link to what is outside in each other's place as fast as it can, until it is killed. */
static pid_t swap_in_child(const char *path, const char *other) {
  pid_t child = start_child();
  if (child) return child;
  for (;;) renameat2(AT_FDCWD, path, AT_FDCWD, other, RENAME_EXCHANGE);
}

static int count_of_reads(const char *path) {
  int good = 0;
  for (int i = 0; i < 10000; i++) {
    char *bytes;
    struct file_result result = read_in(path, "root", 1000, &bytes);
    if (result.status == FILE_OK) assert_string_equal(bytes, "good");
    good += result.status == FILE_OK;
    if (i % 1000 == 0) arena_free(&arena);
  }
  return good;
}

static void swapped_links_lead_nowhere(void **state) {
  (void)state;
  assert_int_equal(mkdir("root", 0700) | mkdir("root/sub", 0700) | mkdir("outside", 0700), 0);
  put("outside/file", "secret");
  put("root/sub/file", "good");
  put("root/file", "good");
  assert_int_equal(symlink("../outside/file", "root/link"), 0);
  assert_int_equal(symlink("../outside", "root/way"), 0);
  pid_t child = swap_in_child("root/file", "root/link");
  int good = count_of_reads("root/file");
  stop(child);
  child = swap_in_child("root/sub", "root/way");
  good += count_of_reads("root/sub/file");
  stop(child);
  assert_true(good > 0 && good < 20000);
}

static void files_may_change_while_they_are_read(void **state) {
  (void)state;
  char text[8192];
  memset(text, 'x', sizeof text);
  pid_t child = start_child();
  if (!child) {
    int file = open("file", O_RDWR | O_CREAT, 0600);
    for (;;) {
      for (int i = 0; i < 20; i++)
        if (write(file, text, sizeof text) < 0) _exit(1);
      if (ftruncate(file, 0) || lseek(file, 0, SEEK_SET)) _exit(1);
    }
  }
  while (access("file", F_OK)) continue;
  for (int i = 0; i < 3000; i++) {
    char *bytes;
    struct file_result result = read_in("file", NULL, 100000, &bytes);
    assert_true(result.status == FILE_OK || result.status == FILE_TOO_LARGE);
    arena_free(&arena);
  }
  stop(child);
}

static void streams(void **state) {
  (void)state;
  for (int blocking = 0; blocking < 2; blocking++) {
    int ends[2];
    assert_int_equal(pipe2(ends, blocking ? 0 : O_NONBLOCK), 0);
    pid_t child = start_child();
    if (!child) {
      char part[1000];
      memset(part, 'y', sizeof part);
      close(ends[0]);
      for (int i = 0; i < 300; i++) {
        if (i % 100 == 0) usleep(2000);
        if (file_write_stream(ends[1], part, sizeof part).status != FILE_OK) _exit(1);
      }
      _exit(0);
    }
    close(ends[1]);
    char *bytes;
    size_t length;
    int status = 1;
    assert_status(file_read_stream(&arena, ends[0], 300000, &bytes, &length), FILE_OK, 0);
    assert_int_equal(length, 300000);
    assert_int_equal(bytes[length - 1], 'y');
    assert_int_equal(bytes[length] | bytes[length + 1], 0);
    close(ends[0]);
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
  }
}

static void streams_have_a_cap(void **state) {
  (void)state;
  char *bytes;
  size_t length;
  int zero = open("/dev/zero", O_RDONLY), folder = open(".", O_RDONLY), null = open("/dev/null", O_RDONLY);
  assert_status(file_read_stream(&arena, zero, 100000, &bytes, &length), FILE_TOO_LARGE, 0);
  assert_null(bytes);
  assert_status(file_read_stream(&arena, folder, 100000, &bytes, &length), FILE_NOT_REGULAR, 0);
  assert_status(file_read_stream(&arena, null, 0, &bytes, &length), FILE_OK, 0);
  assert_int_equal(length, 0);
  assert_status(file_read_stream(&arena, -1, 10, &bytes, &length), FILE_FAILED, EBADF);
  assert_status(file_write_stream(null, "x", 1), FILE_FAILED, EBADF);
  close(zero);
  close(folder);
  close(null);
  int full = open("/dev/full", O_WRONLY);
  assert_status(file_write_stream(full, "x", 1), FILE_FAILED, ENOSPC);
  assert_status(file_write_stream(full, "", 0), FILE_OK, 0);
  close(full);
}

static bool read_and_list(struct arena *used) {
  char *bytes, **paths;
  size_t length;
  if (setjmp(guard)) return false;
  assert_int_equal(file_read(used, "/proc/self/maps", "/", 1 << 20, &bytes, &length).status, FILE_OK);
  assert_int_equal(file_read(used, "large", NULL, 1 << 20, &bytes, &length).status, FILE_OK);
  assert_int_equal(file_list(used, ".", "", &paths, &length).status, FILE_OK);
  assert_int_equal(file_write(used, NULL, "file", "new", 3).status, FILE_OK);
  return true;
}

static void memory_that_fails_leaves_nothing_open(void **state) {
  (void)state;
  char name[600];
  put("file", "old");
  put("large", "");
  assert_int_equal(truncate("large", 500000), 0);
  for (int i = 0; i < 300; i++) {
    memset(name, 'n', 200);
    snprintf(name + 200, 20, "%d", i);
    put(name, "");
  }
  for (int from_then_on = 0; from_then_on < 2; from_then_on++) {
    bool succeeded = false;
    for (size_t n = 1; !succeeded; n++) {
      struct failing_memory memory = {.fail_at = n, .from_then_on = from_then_on};
      struct remit_allocator allocator = failing_memory_allocator(&memory);
      struct arena used;
      arena_init(&used, &allocator, &guard);
      succeeded = read_and_list(&used);
      assert_true(succeeded || memory.calls >= n);
      assert_ptr_equal(used.guard, &guard);
      arena_free(&used);
      assert_int_equal(memory.live, 0);
      assert_int_equal(open_files(), files_open_before);
      assert_int_equal(entries_in("."), 302);
      if (!succeeded && !from_then_on) assert_holds("file", "old");
    }
    assert_holds("file", "new");
  }
}

/* ---- Paths and folders ---- */

static void folders_of_paths(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"a/b.remit", "a"}, {"b.remit", "."},  {"/b", "/"},   {"/a/b", "/a"},
                                         {"a//b", "a"},      {"//b", "/"},      {"a/b/c", "a/b"}, {"./b", "."},
                                         {"../b", ".."},     {"", "."}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_string_equal(file_folder(&arena, pairs[i][0]), pairs[i][1]);
}

static void paths_beside(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"main.remit", "base.remit", "base.remit"},
      {"a/main.remit", "base.remit", "a/base.remit"},
      {"a/b/main.remit", "../base.remit", "a/base.remit"},
      {"a/main.remit", "../../x", "../x"},
      {"main.remit", "../x", "../x"},
      {"../main.remit", "../x", "../../x"},
      {"../../main.remit", "y/../x", "../../x"},
      {"./a//b/./main", ".//x/./y", "a/b/x/y"},
      {"/a/main", "../../../x", "/x"},
      {"/main", "x", "/x"},
      {"a/main", "/etc//x/../y", "/etc/y"},
      {"a/main", "..", "."},
      {"a/main", "", "a"},
      {"main", "", "."},
      {"main", ".", "."},
      {"a/main", "x/", "a/x"},
      {"a/main", "...", "a/..."},
      {"a/main", "..x", "a/..x"},
      {"a/main", ".x", "a/.x"},
      {"a/main", "x.", "a/x."},
      {"a/ab/main", "..", "a"},
      {"a/.b/main", "..", "a"},
      {"/a", "..", "/"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(file_beside(&arena, cases[i][0], cases[i][1]), cases[i][2]);
}

static void folders_are_made(void **state) {
  (void)state;
  assert_status(file_make_folder("a/b/c"), FILE_OK, 0);
  assert_true(file_is_folder("a/b/c"));
  assert_status(file_make_folder("a/b/c"), FILE_OK, 0);
  assert_status(file_make_folder("a//d/"), FILE_OK, 0);
  assert_true(file_is_folder("a/d"));
  assert_status(file_make_folder("/"), FILE_OK, 0);
  assert_status(file_make_folder("."), FILE_OK, 0);
  put("file", "x");
  assert_false(file_is_folder("file"));
  assert_false(file_is_folder("none"));
  assert_status(file_make_folder("file"), FILE_FAILED, ENOTDIR);
  assert_status(file_make_folder("file/x"), FILE_FAILED, ENOTDIR);
  assert_status(file_make_folder(""), FILE_FAILED, ENOENT);
  char path[PATH_MAX + 1];
  memset(path, 'a', sizeof path);
  path[PATH_MAX] = 0;
  assert_status(file_make_folder(path), FILE_FAILED, ENAMETOOLONG);
}

static void real_paths(void **state) {
  (void)state;
  char expected[PATH_MAX + 10];
  snprintf(expected, sizeof expected, "%s/file", home);
  put("file", "x");
  assert_int_equal(symlink("file", "link"), 0);
  assert_string_equal(file_real_path(&arena, "link"), expected);
  assert_string_equal(file_real_path(&arena, "./../../tmp/.."), "/");
  assert_null(file_real_path(&arena, "none"));
}

static void assert_lists(const char *folder, const char *ending, const char *expected) {
  char **paths, all[1000] = "";
  size_t count;
  assert_status(file_list(&arena, folder, ending, &paths, &count), FILE_OK, 0);
  for (size_t i = 0; i < count; i++) strcat(strcat(all, paths[i]), " ");
  assert_string_equal(all, expected);
}

static void files_are_listed(void **state) {
  (void)state;
  assert_int_equal(mkdir("t", 0700) | mkdir("t/b", 0700) | mkdir("t/.git", 0700) | mkdir("t/d.remit", 0700), 0);
  put("t/z.remit", "");
  put("t/a.remit", "");
  put("t/B.remit", "");
  put("t/a.txt", "");
  put("t/.remit", "");
  put("t/b/x.remit", "");
  put("t/.git/hidden.remit", "");
  put("t/d.remit/y.remit", "");
  put("outside.remit", "");
  assert_int_equal(symlink("../outside.remit", "t/link.remit"), 0);
  assert_int_equal(symlink("..", "t/up"), 0);
  assert_int_equal(symlink("nothing", "t/dangling.remit"), 0);
  assert_int_equal(mkfifo("t/pipe.remit", 0600), 0);
  static const char all[] = "t/.remit t/B.remit t/a.remit t/b/x.remit t/d.remit/y.remit t/link.remit t/z.remit ";
  assert_lists("t", ".remit", all);
  assert_lists("t/", ".remit", all);
  assert_lists("t/b", ".remit", "t/b/x.remit ");
  assert_lists("t", ".none", "");
  assert_lists("t", "a.txt", "t/a.txt ");
  assert_lists(".", "e.remit", "outside.remit ");
  char **paths;
  size_t count = 9;
  assert_status(file_list(&arena, "none", "", &paths, &count), FILE_FAILED, ENOENT);
  assert_int_equal(count, 0);
  assert_status(file_list(&arena, "outside.remit", "", &paths, &count), FILE_FAILED, ENOTDIR);
}

static void deep_folders_are_listed(void **state) {
  (void)state;
  char **paths;
  size_t count;
  for (int i = 0; i < 1000; i++) assert_int_equal(mkdir("d", 0700) | chdir("d"), 0);
  put("x.remit", "");
  assert_int_equal(chdir(home), 0);
  assert_status(file_list(&arena, "d", ".remit", &paths, &count), FILE_OK, 0);
  assert_int_equal(count, 1);
  assert_int_equal(strlen(paths[0]), 2 * 1000 + 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_a_file),
      TEST(the_cap_is_exact),
      TEST(what_is_no_file_is_not_waited_for),
      TEST(long_paths_fail),
      TEST(a_size_may_be_a_lie),
      TEST(the_root_holds),
      TEST(what_is_inside_is_read),
      TEST(swapped_links_lead_nowhere),
      TEST(files_may_change_while_they_are_read),
      TEST(streams),
      TEST(streams_have_a_cap),
      TEST(memory_that_fails_leaves_nothing_open),
      TEST(folders_of_paths),
      TEST(paths_beside),
      TEST(folders_are_made),
      TEST(real_paths),
      TEST(files_are_listed),
      TEST(deep_folders_are_listed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
