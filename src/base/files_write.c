#define _GNU_SOURCE

#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

static struct file_result succeeded(void) { return (struct file_result){.status = FILE_OK}; }
static struct file_result failed(int error) { return (struct file_result){.status = FILE_FAILED, .error = error}; }

/* ---- The system's own calls ---- */

static int system_open(void *context, const char *path, int flags, unsigned mode) {
  (void)context;
  return open(path, flags, (mode_t)mode);
}

static long system_write(void *context, int file, const void *bytes, size_t length) {
  (void)context;
  return write(file, bytes, length);
}

static int system_sync(void *context, int file) {
  (void)context;
  return fsync(file);
}

static int system_close(void *context, int file) {
  (void)context;
  return close(file);
}

static int system_rename(void *context, const char *from, const char *to) {
  (void)context;
  return rename(from, to);
}

static int system_unlink(void *context, const char *path) {
  (void)context;
  return unlink(path);
}

static const struct file_calls system_calls = {.open = system_open,
                                               .write = system_write,
                                               .sync = system_sync,
                                               .close = system_close,
                                               .rename = system_rename,
                                               .unlink = system_unlink};

/* ---- What a signal handler may remove ---- */

/* One name is enough: of two threads that write at once, the second's is not shown. */
enum { NOTHING, BEING_SET, SHOWN };

static char shown_path[PATH_MAX];
static atomic_int shown_state = NOTHING;

const char *file_temporary(void) { return atomic_load(&shown_state) == SHOWN ? shown_path : ""; }

static bool show(const char *path) {
  int expected = NOTHING;
  size_t size = strlen(path) + 1;
  if (size > sizeof shown_path || !atomic_compare_exchange_strong(&shown_state, &expected, BEING_SET)) return false;
  memcpy(shown_path, path, size);
  atomic_store(&shown_state, SHOWN);
  return true;
}

static void hide(bool was_shown) {
  if (was_shown) atomic_store(&shown_state, NOTHING);
}

/* ---- Where to write ---- */

struct target {
  char *path;     /* what is replaced: no link */
  char *folder;
  const char *name;
  bool exists;
  mode_t mode;    /* of the file that is replaced */
};

static char *link_target(struct arena *arena, const char *path, const char *link, size_t length) {
  struct buffer target = buffer_in(arena);
  if (*link != '/') {
    buffer_text(&target, file_folder(arena, path));
    buffer_char(&target, '/');
  }
  buffer_bytes(&target, link, length);
  return buffer_string(&target);
}

/* Follows the links by hand, since the last may lead to a file that is not there yet. */
static struct file_result follow_links(struct arena *arena, struct target *target) {
  enum { MOST_LINKS = 40 };
  char link[PATH_MAX];
  for (int i = 0; i < MOST_LINKS; i++) {
    struct stat about;
    if (lstat(target->path, &about)) return errno == ENOENT ? succeeded() : failed(errno);
    if (!S_ISLNK(about.st_mode)) {
      target->exists = true;
      target->mode = about.st_mode & 0777;
      return S_ISREG(about.st_mode) ? succeeded() : (struct file_result){.status = FILE_NOT_REGULAR};
    }
    ssize_t length = readlink(target->path, link, sizeof link);
    if (length < 0) return failed(errno);
    if ((size_t)length == sizeof link) return failed(ENAMETOOLONG);
    target->path = link_target(arena, target->path, link, (size_t)length);
  }
  return failed(ELOOP);
}

static struct file_result find_target(struct arena *arena, const char *path, struct target *target) {
  *target = (struct target){.path = arena_copy(arena, path, strlen(path))};
  struct file_result result = follow_links(arena, target);
  if (result.status != FILE_OK) return result;
  const char *slash = strrchr(target->path, '/');
  target->name = slash ? slash + 1 : target->path;
  target->folder = file_folder(arena, target->path);
  return *target->name ? succeeded() : failed(ENOENT);
}

/* `.NAME.remit-PID-N` beside the target; of a long name only the start, since a folder allows 255 bytes. */
static char *temporary_path(struct arena *arena, const struct target *target) {
  enum { LONGEST_NAME = 200 };
  static atomic_uint number;
  struct buffer path = buffer_in(arena);
  size_t length = strlen(target->name);
  if (length > LONGEST_NAME) {
    length = LONGEST_NAME;
    while (length && (target->name[length] & 0xC0) == 0x80) length--;
  }
  buffer_bytes(&path, target->path, (size_t)(target->name - target->path));
  buffer_char(&path, '.');
  buffer_bytes(&path, target->name, length);
  buffer_text(&path, ".remit-");
  buffer_integer(&path, getpid());
  buffer_char(&path, '-');
  buffer_integer(&path, (int64_t)atomic_fetch_add(&number, 1));
  return buffer_string(&path);
}

/* ---- Writing ---- */

static long write_some(const struct file_calls *calls, int file, const char *bytes, size_t length) {
  enum { MOST_AT_ONCE = 1 << 30 };
  for (;;) {
    long count = calls->write(calls->context, file, bytes, length < MOST_AT_ONCE ? length : MOST_AT_ONCE);
    if (count > 0) return count;
    if (count == 0) errno = EIO;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      struct pollfd entry = {.fd = file, .events = POLLOUT};
      if (poll(&entry, 1, -1) < 0 && errno != EINTR) return -1;
    } else if (errno != EINTR) {
      return -1;
    }
  }
}

/* Each of these returns errno or 0. */
static int write_all(const struct file_calls *calls, int file, const char *bytes, size_t length) {
  while (length) {
    long count = write_some(calls, file, bytes, length);
    if (count < 0) return errno;
    bytes += count;
    length -= (size_t)count;
  }
  return 0;
}

/* The disk begins with what was written so far, so that there is less to wait for at the end. It is but a hint. */
static void begin_to_sync(int file) {
#ifdef SYNC_FILE_RANGE_WRITE
  (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
  (void)file;
#endif
}

/* `written`: how many bytes of the file are, before the piece and after. */
static int write_piece(const struct file_calls *calls, int file, const struct remit_piece *piece, size_t *written) {
  enum { STRIDE = 4 * 1024 * 1024 };
  for (size_t at = 0, length; at < piece->length; at += length) {
    size_t rest = STRIDE - *written % STRIDE;
    length = piece->length - at < rest ? piece->length - at : rest;
    int error = write_all(calls, file, piece->bytes + at, length);
    if (error) return error;
    *written += length;
    if (length == rest) begin_to_sync(file);
  }
  return 0;
}

static int sync_file(const struct file_calls *calls, int file) {
  while (calls->sync(calls->context, file))
    if (errno != EINTR) return errno;
  return 0;
}

/* An interrupted close has closed the file, and what was in it is on the disk by then. */
static int close_file(const struct file_calls *calls, int file) {
  return calls->close(calls->context, file) && errno != EINTR ? errno : 0;
}

static int open_file(const struct file_calls *calls, const char *path, int flags, unsigned mode, int *file) {
  do *file = calls->open(calls->context, path, flags | O_CLOEXEC, mode);
  while (*file < 0 && errno == EINTR);
  return *file < 0 ? errno : 0;
}

/* The mode is asked for when the file is made, so that it is never wider than the old one; the umask may have made it
 * narrower. Where a file system has no modes there is nothing to keep. */
static int fill(const struct file_calls *calls, int file, const struct target *target, const struct remit_piece *pieces) {
  int error = 0;
  size_t written = 0;
  if (target->exists) (void)!fchmod(file, target->mode);
  for (; pieces && !error; pieces = pieces->next) error = write_piece(calls, file, pieces, &written);
  if (!error) error = sync_file(calls, file);
  int close_error = close_file(calls, file);
  return error ? error : close_error;
}

/* So that the rename outlives a loss of power. Once renamed the file is written, whole: what fails here is no failure
 * of the write, which could not be taken back. */
static void sync_folder(const struct file_calls *calls, const char *folder) {
  int file;
  if (open_file(calls, folder, O_RDONLY | O_DIRECTORY, 0, &file)) return;
  sync_file(calls, file);
  close_file(calls, file);
}

/* Makes a new file, of a name that nothing has; its path is shown to signal handlers before there is one. */
static int open_temporary(struct arena *arena, const struct file_calls *calls, const struct target *target,
                          char **path, bool *is_shown, int *file) {
  enum { TRIES = 100 };
  int error = EEXIST;
  for (int i = 0; i < TRIES && error == EEXIST; i++) {
    *path = temporary_path(arena, target);
    *is_shown = show(*path);
    error = open_file(calls, *path, O_WRONLY | O_CREAT | O_EXCL, target->exists ? target->mode : 0666, file);
    if (error) hide(*is_shown);
  }
  return error;
}

struct file_result file_write(struct arena *arena, const struct file_calls *calls, const char *path, const char *bytes,
                              size_t length) {
  return file_write_pieces(arena, calls, path, &(struct remit_piece){.bytes = bytes, .length = length});
}

struct file_result file_write_pieces(struct arena *arena, const struct file_calls *calls, const char *path,
                                     const struct remit_piece *pieces) {
  struct target target;
  char *temporary;
  bool is_shown;
  int file;
  if (!calls) calls = &system_calls;
  struct file_result result = find_target(arena, path, &target);
  if (result.status != FILE_OK) return result;
  int error = open_temporary(arena, calls, &target, &temporary, &is_shown, &file);
  if (error) return failed(error);
  error = fill(calls, file, &target, pieces);
  if (!error && calls->rename(calls->context, temporary, target.path)) error = errno;
  if (error) calls->unlink(calls->context, temporary);
  hide(is_shown);
  if (error) return failed(error);
  sync_folder(calls, target.folder);
  return succeeded();
}

struct file_result file_write_stream(int file, const char *bytes, size_t length) {
  int error = write_all(&system_calls, file, bytes, length);
  return error ? failed(error) : succeeded();
}

/* ---- Without a name ---- */

struct file_result file_open_nameless(int *file) {
  char name[] = "/tmp/remit-XXXXXX";
  *file = mkstemp(name);
  if (*file < 0) return failed(errno);
  unlink(name);
  return succeeded();
}

struct file_result file_read_nameless(struct arena *arena, int file, size_t cap, char **bytes, size_t *length) {
  if (lseek(file, 0, SEEK_SET) < 0) return failed(errno);
  return file_read_stream(arena, file, cap, bytes, length);
}

void file_close(int file) { close(file); }
