#define _GNU_SOURCE

#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/vector.h"

#ifdef O_PATH
enum { WALK_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
#else
enum { WALK_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
#endif

/* Without O_NONBLOCK the opening of a pipe would wait for who writes to it. */
enum { READ_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

static struct file_result succeeded(void) { return (struct file_result){.status = FILE_OK}; }
static struct file_result refused(enum file_status status) { return (struct file_result){.status = status}; }
static struct file_result failed(int error) { return (struct file_result){.status = FILE_FAILED, .error = error}; }

/* ---- Opening ---- */

static int open_retrying(int folder, const char *name, int flags) {
  int file;
  do file = openat(folder, name, flags);
  while (file < 0 && errno == EINTR);
  return file;
}

static void close_keeping_error(int file) {
  int error = errno;
  close(file);
  errno = error;
}

/* Opens `path`, a real path's end, relative to `folder`, which it closes; no component may be a link. */
static int open_below(int folder, const char *path, int flags) {
  char name[PATH_MAX];
  while (folder >= 0) {
    size_t length = strcspn(path, "/");
    bool last = !path[length];
    memcpy(name, path, length);
    name[length] = 0;
    int next = open_retrying(folder, length ? name : ".", last ? flags | O_NOFOLLOW : WALK_FLAGS);
    close_keeping_error(folder);
    if (last) return next;
    folder = next;
    path += length + 1;
  }
  return -1;
}

/* What follows `root` in a path below it; NULL in another. Both are real paths. */
static const char *path_below(const char *path, const char *root) {
  size_t length = strlen(root);
  while (length && root[length - 1] == '/') length--;
  if (strncmp(path, root, length) || (path[length] && path[length] != '/')) return NULL;
  path += length;
  return *path ? path + 1 : path;
}

/* Whether a part of the path is `..`. */
static bool goes_up(const char *path) {
  for (; *path; path += strspn(path, "/")) {
    size_t length = strcspn(path, "/");
    if (length == 2 && !strncmp(path, "..", length)) return true;
    path += length;
  }
  return false;
}

/* Most paths are written as below the root, without a link on the way: those need not be made real. -1: this one is not,
 * or cannot be opened. */
static int open_written_below(const char *path, const char *root) {
  const char *below = strlen(path) < PATH_MAX ? path_below(path, root) : NULL;
  if (!below || !*root || goes_up(below)) return -1;
  return open_below(open_retrying(AT_FDCWD, root, WALK_FLAGS & ~O_NOFOLLOW), below, READ_FLAGS);
}

/* The links are followed first; then the file is opened from the root downwards without following any, so that a link
 * put there in between leads nowhere. */
static struct file_result open_in_root(const char *path, const char *root, int *file) {
  char real_path[PATH_MAX], real_root[PATH_MAX];
  *file = open_written_below(path, root);
  if (*file >= 0) return succeeded();
  if (!realpath(root, real_root) || !realpath(path, real_path)) return failed(errno);
  const char *below = path_below(real_path, real_root);
  if (!below) return refused(FILE_OUTSIDE_ROOT);
  *file = open_below(open_retrying(AT_FDCWD, real_root, WALK_FLAGS), below, READ_FLAGS);
  return *file < 0 ? failed(errno) : succeeded();
}

static struct file_result open_anywhere(const char *path, int *file) {
  *file = open_retrying(AT_FDCWD, path, READ_FLAGS);
  return *file < 0 ? failed(errno) : succeeded();
}

/* ---- Reading ---- */

/* Waits where the other end of a pipe set it not to block. */
static bool wait_for(int file, short events) {
  struct pollfd entry = {.fd = file, .events = events};
  return poll(&entry, 1, -1) >= 0 || errno == EINTR;
}

static ssize_t read_some(int file, char *bytes, size_t size) {
  enum { MOST_AT_ONCE = 1 << 30 };
  for (;;) {
    ssize_t count = read(file, bytes, size < MOST_AT_ONCE ? size : MOST_AT_ONCE);
    if (count >= 0) return count;
    bool blocked = errno == EAGAIN || errno == EWOULDBLOCK;
    if (errno != EINTR && !(blocked && wait_for(file, POLLIN))) return -1;
  }
}

/* Reads to the end, whatever size the file was said to have, but never more than a byte beyond the cap. */
static struct file_result read_all(struct arena *arena, int file, size_t expected, size_t cap, char **bytes,
                                   size_t *length) {
  enum { AFTER = 2, LEAST_ROOM = 4096 };
  struct buffer buffer = buffer_in(arena);
  size_t most = cap < SIZE_MAX - AFTER - 1 ? cap : SIZE_MAX - AFTER - 1;
  buffer_reserve(&buffer, (expected < most ? expected : most) + 1 + AFTER);
  for (;;) {
    size_t room = buffer.capacity - buffer.length - AFTER, allowed = most + 1 - buffer.length;
    ssize_t count = read_some(file, buffer.data + buffer.length, room < allowed ? room : allowed);
    if (count < 0) return errno == EISDIR ? refused(FILE_NOT_REGULAR) : failed(errno);
    if (!count) break;
    buffer.length += (size_t)count;
    if (buffer.length > most) return refused(FILE_TOO_LARGE);
    if (buffer.capacity - buffer.length <= AFTER) buffer_reserve(&buffer, LEAST_ROOM);
  }
  memset(buffer.data + buffer.length, 0, AFTER);
  *bytes = buffer.data;
  *length = buffer.length;
  return succeeded();
}

/* Memory that fails while the file is open comes here first, so that the file is closed. */
static struct file_result read_and_close(struct arena *arena, int file, size_t expected, size_t cap, char **bytes,
                                         size_t *length) {
  jmp_buf here, *const outer = arena->guard;
  if (setjmp(here)) {
    close(file);
    arena->guard = outer;
    arena_fail(arena);
  }
  arena->guard = &here;
  struct file_result result = read_all(arena, file, expected, cap, bytes, length);
  arena->guard = outer;
  close(file);
  return result;
}

struct file_result file_read(struct arena *arena, const char *path, const char *root, size_t cap, char **bytes,
                             size_t *length) {
  int file = -1;
  struct stat about;
  *bytes = NULL;
  *length = 0;
  struct file_result result = root ? open_in_root(path, root, &file) : open_anywhere(path, &file);
  if (result.status != FILE_OK) {
    bool device = result.status == FILE_FAILED && result.error == ENXIO; /* a socket */
    return device ? refused(FILE_NOT_REGULAR) : result;
  }
  if (fstat(file, &about)) result = failed(errno);
  else if (!S_ISREG(about.st_mode)) result = refused(FILE_NOT_REGULAR);
  else if (about.st_size > 0 && (uintmax_t)about.st_size > cap) result = refused(FILE_TOO_LARGE);
  if (result.status == FILE_OK)
    return read_and_close(arena, file, about.st_size > 0 ? (size_t)about.st_size : 0, cap, bytes, length);
  close(file);
  return result;
}

struct file_result file_read_stream(struct arena *arena, int file, size_t cap, char **bytes, size_t *length) {
  enum { EXPECTED = 16 * 1024 };
  *bytes = NULL;
  *length = 0;
  return read_all(arena, file, EXPECTED, cap, bytes, length);
}

/* ---- Paths ---- */

bool file_is_folder(const char *path) {
  struct stat about;
  return !stat(path, &about) && S_ISDIR(about.st_mode);
}

bool file_is_link(const char *path) {
  struct stat about;
  return !lstat(path, &about) && S_ISLNK(about.st_mode);
}

bool file_is_regular(const char *path) {
  struct stat about;
  return !stat(path, &about) && S_ISREG(about.st_mode);
}

bool file_is_there(const char *path) {
  struct stat about;
  return !lstat(path, &about);
}

bool file_lies_in(const char *path, const char *root) {
  char real_path[PATH_MAX], real_root[PATH_MAX];
  return realpath(root, real_root) && realpath(path, real_path) && path_below(real_path, real_root);
}

int file_refuses_writing(const char *path) { return access(path, W_OK) ? errno : 0; }

uint64_t file_size(const char *path) {
  struct stat about;
  return !stat(path, &about) && about.st_size > 0 ? (uint64_t)about.st_size : 0;
}

char *file_real_path(struct arena *arena, const char *path) {
  char real_path[PATH_MAX];
  return realpath(path, real_path) ? arena_copy(arena, real_path, strlen(real_path)) : NULL;
}

char *file_folder(struct arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return arena_copy(arena, ".", 1);
  while (slash > path && slash[-1] == '/') slash--;
  return slash == path ? arena_copy(arena, "/", 1) : arena_copy(arena, path, (size_t)(slash - path));
}

/* Takes the last component off, or adds one `..` where there is none to take. */
static void go_up(struct buffer *path) {
  bool absolute = path->length && path->data[0] == '/';
  size_t start = path->length;
  while (start > absolute && path->data[start - 1] != '/') start--;
  bool is_up = path->length - start == 2 && !memcmp(path->data + start, "..", 2);
  if (start < path->length && !is_up) {
    path->length = start > absolute ? start - 1 : start;
  } else if (!absolute) {
    buffer_text(path, path->length ? "/.." : "..");
  }
}

static void add_components(struct buffer *path, const char *text) {
  while (*text) {
    size_t length = strcspn(text, "/");
    bool is_here = length == 0 || (length == 1 && text[0] == '.');
    if (length == 2 && text[0] == '.' && text[1] == '.') {
      go_up(path);
    } else if (!is_here) {
      if (path->length && path->data[path->length - 1] != '/') buffer_char(path, '/');
      buffer_bytes(path, text, length);
    }
    text += length;
    if (*text) text++;
  }
}

char *file_beside(struct arena *arena, const char *from, const char *relative) {
  struct buffer path = buffer_in(arena);
  const char *folder = *relative == '/' ? "/" : file_folder(arena, from);
  if (*folder == '/') buffer_char(&path, '/');
  add_components(&path, folder);
  add_components(&path, relative);
  if (!path.length) buffer_char(&path, '.');
  return buffer_string(&path);
}

/* ---- Folders ---- */

struct file_result file_make_folder(const char *path) {
  char part[PATH_MAX];
  size_t length = strlen(path);
  if (length >= sizeof part) return failed(ENAMETOOLONG);
  for (size_t i = 1; i <= length; i++) {
    if (path[i] && path[i] != '/') continue;
    memcpy(part, path, i);
    part[i] = 0;
    if (!mkdir(part, 0777)) continue;
    int error = errno;
    if (!file_is_folder(part)) return failed(error == EEXIST ? ENOTDIR : error);
  }
  return length ? succeeded() : failed(ENOENT);
}

typedef VECTOR(char *) path_list;

static char *path_in(struct arena *arena, const char *folder, const char *name) {
  struct buffer path = buffer_in(arena);
  if (strcmp(folder, ".")) buffer_text(&path, folder);
  if (path.length && path.data[path.length - 1] != '/') buffer_char(&path, '/');
  buffer_text(&path, name);
  return buffer_string(&path);
}

static bool ends_in(const char *name, const char *ending) {
  size_t length = strlen(name), wanted = strlen(ending);
  return length >= wanted && !strcmp(name + length - wanted, ending);
}

/* One that was there when the folder was read and now is not is passed over, as is a link to nothing. */
static struct file_result list_entry(struct arena *arena, DIR *open, const char *folder, const char *name,
                                     const char *ending, path_list *files, path_list *folders) {
  struct stat about;
  bool wanted = ends_in(name, ending);
  if (fstatat(dirfd(open), name, &about, AT_SYMLINK_NOFOLLOW)) return errno == ENOENT ? succeeded() : failed(errno);
  if (S_ISDIR(about.st_mode)) {
    if (*name != '.') VECTOR_PUSH(arena, folders, path_in(arena, folder, name));
    return succeeded();
  }
  if (wanted && S_ISLNK(about.st_mode) && fstatat(dirfd(open), name, &about, 0)) return succeeded();
  if (wanted && S_ISREG(about.st_mode)) VECTOR_PUSH(arena, files, path_in(arena, folder, name));
  return succeeded();
}

static struct file_result list_open_folder(struct arena *arena, DIR *open, const char *folder, const char *ending,
                                           path_list *files, path_list *folders) {
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(open);
    if (!entry) return errno ? failed(errno) : succeeded();
    const char *name = entry->d_name;
    if (!strcmp(name, ".") || !strcmp(name, "..")) continue;
    struct file_result result = list_entry(arena, open, folder, name, ending, files, folders);
    if (result.status != FILE_OK) return result;
  }
}

/* Memory that fails while the folder is open comes here first, so that the folder is closed. */
static struct file_result list_folder(struct arena *arena, const char *folder, const char *ending, path_list *files,
                                      path_list *folders) {
  jmp_buf here, *const outer = arena->guard;
  DIR *const open = opendir(folder);
  if (!open) return failed(errno);
  if (setjmp(here)) {
    closedir(open);
    arena->guard = outer;
    arena_fail(arena);
  }
  arena->guard = &here;
  struct file_result result = list_open_folder(arena, open, folder, ending, files, folders);
  arena->guard = outer;
  closedir(open);
  return result;
}

static int compare_paths(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

struct file_result file_list(struct arena *arena, const char *folder, const char *ending, char ***paths,
                             size_t *count) {
  path_list files = {0}, folders = {0};
  VECTOR_PUSH(arena, &folders, arena_copy(arena, folder, strlen(folder)));
  *paths = NULL;
  *count = 0;
  while (folders.count) {
    const char *next = folders.items[--folders.count];
    struct file_result result = list_folder(arena, next, ending, &files, &folders);
    if (result.status != FILE_OK) return result;
  }
  if (files.count) qsort(files.items, files.count, sizeof *files.items, compare_paths);
  *paths = files.items;
  *count = files.count;
  return succeeded();
}
