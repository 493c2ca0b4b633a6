#define _GNU_SOURCE

#include "base/files.h"

#include <errno.h>
#include <limits.h>
#include <sys/resource.h>

#include "files_fixture.h"

/* ---- Writing ---- */

static struct file_result write_to(const char *path, const char *text) {
  return file_write(&arena, NULL, path, text, strlen(text));
}

static void writes_a_file(void **state) {
  (void)state;
  umask(027);
  assert_status(write_to("file", "one"), FILE_OK, 0);
  assert_holds("file", "one");
  assert_int_equal(mode_of("file"), 0640);
  umask(022);
  assert_status(write_to("file", "two, longer"), FILE_OK, 0);
  assert_holds("file", "two, longer");
  assert_int_equal(mode_of("file"), 0640);
  static const unsigned modes[] = {0600, 0666, 0755, 0400, 0777};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    chmod("file", modes[i]);
    assert_status(write_to("file", ""), FILE_OK, 0);
    assert_int_equal(mode_of("file"), modes[i]);
  }
  assert_holds("file", "");
  assert_int_equal(mkdir("sub", 0700), 0);
  assert_status(write_to("sub/new", "three"), FILE_OK, 0);
  assert_holds("sub/new", "three");
  assert_int_equal(entries_in("."), 2);
  assert_int_equal(entries_in("sub"), 1);
  assert_string_equal(file_temporary(), "");
}

/* In pieces, whatever their lengths, as in one. */
static void writes_much(void **state) {
  (void)state;
  enum { SIZE = 20000000, STRIDE = 4 * 1024 * 1024 };
  char *text = malloc(SIZE), *bytes;
  size_t length;
  assert_non_null(text);
  for (size_t i = 0; i < SIZE; i++) text[i] = (char)(i * 7 % 251);
  assert_status(file_write(&arena, NULL, "file", text, SIZE), FILE_OK, 0);
  assert_status(file_read(&arena, "file", NULL, SIZE, &bytes, &length), FILE_OK, 0);
  assert_int_equal(length, SIZE);
  assert_int_equal(memcmp(bytes, text, SIZE), 0);
  struct remit_piece pieces[] = {{&pieces[1], text, STRIDE}, {&pieces[2], text + STRIDE, 1}, {&pieces[3], text, 0},
                                 {NULL, text + STRIDE + 1, SIZE - STRIDE - 1}};
  assert_status(file_write_pieces(&arena, NULL, "pieces", pieces), FILE_OK, 0);
  assert_status(file_read(&arena, "pieces", NULL, SIZE, &bytes, &length), FILE_OK, 0);
  assert_int_equal(length, SIZE);
  assert_int_equal(memcmp(bytes, text, SIZE), 0);
  free(text);
}

static void writes_through_links(void **state) {
  (void)state;
  char link[PATH_MAX];
  assert_int_equal(mkdir("sub", 0700), 0);
  put("sub/file", "old");
  assert_int_equal(symlink("sub/file", "link"), 0);
  assert_int_equal(symlink("link", "link2"), 0);
  assert_status(write_to("link2", "new"), FILE_OK, 0);
  assert_holds("sub/file", "new");
  assert_int_equal(readlink("link", link, sizeof link), 8);
  assert_int_equal(readlink("link2", link, sizeof link), 4);
  assert_int_equal(symlink("../made", "sub/dangling"), 0);
  assert_status(write_to("sub/dangling", "made"), FILE_OK, 0);
  assert_holds("made", "made");
  snprintf(link, sizeof link, "%s/absolute", home);
  assert_int_equal(symlink(link, "sub/far"), 0);
  assert_status(write_to("sub/far", "far"), FILE_OK, 0);
  assert_holds("absolute", "far");
  assert_int_equal(symlink("sub", "way"), 0);
  assert_status(write_to("way/other", "other"), FILE_OK, 0);
  assert_holds("sub/other", "other");
  assert_int_equal(symlink("b", "a") | symlink("a", "b"), 0);
  assert_status(write_to("a", "x"), FILE_FAILED, ELOOP);
  assert_int_equal(entries_in("sub"), 4);
  assert_int_equal(entries_in("."), 8);
}

static void replaces_files_only(void **state) {
  (void)state;
  assert_int_equal(mkfifo("pipe", 0600) | mkdir("folder", 0700) | symlink("folder", "link"), 0);
  put("file", "old");
  assert_status(write_to("pipe", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("folder", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("folder/", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("link", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("/dev/null", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("/dev/full", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to(".", "x"), FILE_NOT_REGULAR, 0);
  assert_status(write_to("", "x"), FILE_FAILED, ENOENT);
  assert_status(write_to("new/", "x"), FILE_FAILED, ENOENT);
  assert_status(write_to("none/file", "x"), FILE_FAILED, ENOENT);
  assert_status(write_to("file/x", "x"), FILE_FAILED, ENOTDIR);
  if (geteuid()) {
    chmod("folder", 0500);
    assert_status(write_to("folder/new", "x"), FILE_FAILED, EACCES);
  }
  assert_int_equal(entries_in("."), 4);
}

static void long_names_are_written(void **state) {
  (void)state;
  char name[258] = {0};
  memset(name, 'n', 255);
  assert_status(write_to(name, "x"), FILE_OK, 0);
  for (size_t i = 0; i + 3 <= 255; i += 3) memcpy(name + i, "\xE4\xB8\xAD", 3);
  assert_status(write_to(name, "x"), FILE_OK, 0);
  memset(name, 'n', 256);
  assert_status(write_to(name, "x"), FILE_FAILED, ENAMETOOLONG);
  assert_int_equal(entries_in("."), 2);
}

static void other_names_of_a_file_keep_the_old(void **state) {
  (void)state;
  put("file", "old");
  assert_int_equal(link("file", "other"), 0);
  assert_status(write_to("file", "new"), FILE_OK, 0);
  assert_holds("file", "new");
  assert_holds("other", "old");
}

/* ---- Calls that fail ---- */

enum call { CALL_OPEN, CALL_WRITE, CALL_SYNC, CALL_CLOSE, CALL_RENAME, CALL_UNLINK, CALL_KINDS };

struct faults {
  int calls, fail_at, error;
  bool from_then_on;
  bool unlink_too;      /* else the temporary can always be removed */
  int short_write;      /* at most so many bytes at a time; -1: none at all, without an error */
  int after_rename;     /* the number of the first call after the rename */
  int of_kind[CALL_KINDS];
  bool temporary_seen;
};

static bool fails(struct faults *faults, enum call call) {
  faults->calls++;
  faults->of_kind[call]++;
  if (call == CALL_UNLINK && !faults->unlink_too) return false;
  if (!faults->fail_at) return false;
  if (faults->from_then_on ? faults->calls < faults->fail_at : faults->calls != faults->fail_at) return false;
  errno = faults->error;
  return true;
}

static int faulty_open(void *context, const char *path, int flags, unsigned mode) {
  return fails(context, CALL_OPEN) ? -1 : open(path, flags, (mode_t)mode);
}

static long faulty_write(void *context, int file, const void *bytes, size_t length) {
  struct faults *faults = context;
  assert_int_equal(access(file_temporary(), F_OK), 0);
  assert_int_equal(strncmp(file_temporary(), "sub/.file.remit-", 16), 0);
  faults->temporary_seen = true;
  if (faults->short_write < 0) return 0;
  if (faults->short_write && length > (size_t)faults->short_write) length = (size_t)faults->short_write;
  return fails(faults, CALL_WRITE) ? -1 : write(file, bytes, length);
}

static int faulty_sync(void *context, int file) { return fails(context, CALL_SYNC) ? -1 : fsync(file); }

static int faulty_close(void *context, int file) {
  close(file); /* whatever it says */
  return fails(context, CALL_CLOSE) ? -1 : 0;
}

static int faulty_rename(void *context, const char *from, const char *to) {
  struct faults *faults = context;
  bool failing = fails(faults, CALL_RENAME);
  faults->after_rename = faults->calls + 1;
  return failing ? -1 : rename(from, to);
}

static int faulty_unlink(void *context, const char *path) { return fails(context, CALL_UNLINK) ? -1 : unlink(path); }

/* In two pieces, so that calls fail in either. */
static struct file_result write_with(struct faults *faults, const char *text) {
  size_t length = strlen(text), first = length / 3;
  struct remit_piece pieces[] = {{&pieces[1], text, first}, {NULL, text + first, length - first}};
  struct file_calls calls = {.context = faults,
                             .open = faulty_open,
                             .write = faulty_write,
                             .sync = faulty_sync,
                             .close = faulty_close,
                             .rename = faulty_rename,
                             .unlink = faulty_unlink};
  struct file_result result = file_write_pieces(&arena, &calls, "sub/file", pieces);
  assert_string_equal(file_temporary(), "");
  assert_int_equal(open_files(), files_open_before);
  return result;
}

static void check_fault(struct faults faults, bool existed, int calls_to_rename) {
  unlink("sub/file");
  if (existed) put("sub/file", "old");
  struct file_result result = write_with(&faults, "brand-new");
  assert_int_equal(entries_in("sub"), existed || result.status == FILE_OK);
  if (result.status == FILE_OK) {
    assert_holds("sub/file", "brand-new");
    assert_true(faults.fail_at > calls_to_rename || faults.error == EINTR);
  } else {
    assert_status(result, FILE_FAILED, faults.error);
    if (existed) assert_holds("sub/file", "old");
    else assert_int_not_equal(access("sub/file", F_OK), 0);
    assert_true(faults.fail_at <= calls_to_rename);
  }
}

static void every_call_may_fail(void **state) {
  (void)state;
  static const int errors[] = {ENOSPC, EIO, EDQUOT, EINTR, EINVAL};
  assert_int_equal(mkdir("sub", 0700), 0);
  struct faults none = {.short_write = 2};
  assert_status(write_with(&none, "brand-new"), FILE_OK, 0);
  assert_true(none.temporary_seen);
  assert_int_equal(none.of_kind[CALL_WRITE], 5);
  assert_int_equal(none.of_kind[CALL_SYNC], 2);
  assert_int_equal(none.of_kind[CALL_CLOSE], 2);
  assert_int_equal(none.of_kind[CALL_UNLINK], 0);
  assert_int_equal(none.after_rename + 2, none.calls); /* open, fsync, close of the folder */
  for (size_t e = 0; e < sizeof errors / sizeof *errors; e++)
    for (int mode = 0; mode < (errors[e] == EINTR ? 1 : 2); mode++)
      for (int n = 1; n <= none.calls + 1; n++)
        for (int existed = 0; existed < 2; existed++)
          check_fault((struct faults){.fail_at = n, .error = errors[e], .from_then_on = mode, .short_write = 2},
                      existed, none.after_rename - 1);
}

static void interrupted_calls_go_on(void **state) {
  (void)state;
  assert_int_equal(mkdir("sub", 0700), 0);
  for (int n = 1; n <= 4; n++) { /* open, write, fsync, close */
    struct faults faults = {.fail_at = n, .error = EINTR};
    assert_status(write_with(&faults, "whole"), FILE_OK, 0);
    assert_holds("sub/file", "whole");
  }
  struct faults blocked = {.fail_at = 2, .error = EAGAIN};
  assert_status(write_with(&blocked, "later"), FILE_OK, 0);
  assert_holds("sub/file", "later");
}

static void a_limit_on_sizes_fails(void **state) {
  (void)state;
  struct rlimit before, limit;
  put("file", "old");
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  limit = before;
  limit.rlim_cur = 5;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
  struct file_result result = write_to("file", "larger than five");
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  signal(SIGXFSZ, SIG_DFL);
  assert_status(result, FILE_FAILED, EFBIG);
  assert_holds("file", "old");
  assert_int_equal(entries_in("."), 1);
}

static long write_within(void *context, int file, const void *bytes, size_t length) {
  char shown[PATH_MAX];
  strcpy(shown, file_temporary());
  assert_status(write_to("inner", "inner"), FILE_OK, 0);
  assert_string_equal(file_temporary(), shown);
  assert_int_equal(access(shown, F_OK), 0);
  return faulty_write(context, file, bytes, length);
}

static void the_first_of_two_writes_is_shown(void **state) {
  (void)state;
  assert_int_equal(mkdir("sub", 0700), 0);
  struct faults none = {0};
  struct file_calls calls = {.context = &none,
                             .open = faulty_open,
                             .write = write_within,
                             .sync = faulty_sync,
                             .close = faulty_close,
                             .rename = faulty_rename,
                             .unlink = faulty_unlink};
  assert_status(file_write(&arena, &calls, "sub/file", "outer", 5), FILE_OK, 0);
  assert_holds("sub/file", "outer");
  assert_holds("inner", "inner");
  assert_string_equal(file_temporary(), "");
}

static void short_writes_go_on(void **state) {
  (void)state;
  assert_int_equal(mkdir("sub", 0700), 0);
  struct faults single = {.short_write = 1};
  assert_status(write_with(&single, "letter by letter"), FILE_OK, 0);
  assert_holds("sub/file", "letter by letter");
  assert_int_equal(single.of_kind[CALL_WRITE], 16);
  struct faults none = {.short_write = -1};
  assert_status(write_with(&none, "x"), FILE_FAILED, EIO);
  assert_holds("sub/file", "letter by letter");
  assert_int_equal(entries_in("sub"), 1);
}

static void failures_on_failures(void **state) {
  (void)state;
  assert_int_equal(mkdir("sub", 0700), 0);
  put("sub/file", "old");
  for (int n = 1; n <= 5; n++) {
    struct faults faults = {.fail_at = n, .error = EIO, .from_then_on = true, .unlink_too = true};
    assert_status(write_with(&faults, "new"), FILE_FAILED, EIO);
    assert_holds("sub/file", "old");
    assert_int_equal(entries_in("sub"), 1 + (n > 1 ? n - 1 : 0)); /* the temporary cannot be removed by anyone */
  }
}

static void taken_names_are_passed_over(void **state) {
  (void)state;
  assert_int_equal(mkdir("sub", 0700), 0);
  struct faults once = {.fail_at = 1, .error = EEXIST};
  assert_status(write_with(&once, "new"), FILE_OK, 0);
  struct faults always = {.fail_at = 1, .error = EEXIST, .from_then_on = true};
  assert_status(write_with(&always, "newer"), FILE_FAILED, EEXIST);
  assert_holds("sub/file", "new");
}

/* Two write, one reads: what is read is always one of the two, whole. */
static void writers_do_not_mix(void **state) {
  (void)state;
  enum { SIZE = 100000 };
  pid_t children[2];
  assert_status(write_to("file", ""), FILE_OK, 0);
  for (int i = 0; i < 2; i++) {
    children[i] = start_child();
    if (children[i]) continue;
    char *text = malloc(SIZE);
    memset(text, 'a' + i, SIZE);
    for (;;)
      if (file_write(&arena, NULL, "file", text, SIZE).status != FILE_OK) _exit(1);
  }
  for (int i = 0; i < 500; i++) {
    char *bytes;
    size_t length;
    assert_status(file_read(&arena, "file", NULL, 2 * SIZE, &bytes, &length), FILE_OK, 0);
    assert_true(length == 0 || length == SIZE);
    for (size_t at = 1; at < length; at++) assert_true(bytes[at] == bytes[0]);
    arena_free(&arena);
  }
  stop(children[0]);
  stop(children[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(writes_a_file),
      TEST(writes_much),
      TEST(writes_through_links),
      TEST(replaces_files_only),
      TEST(long_names_are_written),
      TEST(other_names_of_a_file_keep_the_old),
      TEST(every_call_may_fail),
      TEST(interrupted_calls_go_on),
      TEST(a_limit_on_sizes_fails),
      TEST(the_first_of_two_writes_is_shown),
      TEST(short_writes_go_on),
      TEST(failures_on_failures),
      TEST(taken_names_are_passed_over),
      TEST(writers_do_not_mix),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
