/* Files: read with a cap and inside a root; written whole or not at all. The only place that opens one. */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "remit/piece.h"

enum file_status {
  FILE_OK,
  FILE_FAILED,       /* the system says no: see `error` */
  FILE_NOT_REGULAR,  /* a folder, a device, a pipe */
  FILE_TOO_LARGE,
  FILE_OUTSIDE_ROOT
};

struct file_result {
  enum file_status status;
  int error; /* errno, where status is FILE_FAILED */
};

/* The system calls of the write path, so that tests can fail each of them; NULL stands for the system's own. */
struct file_calls {
  void *context;
  int (*open)(void *context, const char *path, int flags, unsigned mode);
  long (*write)(void *context, int file, const void *bytes, size_t length);
  int (*sync)(void *context, int file);
  int (*close)(void *context, int file);
  int (*rename)(void *context, const char *from, const char *to);
  int (*unlink)(void *context, const char *path);
};

/* The whole file at `path`, with two NUL bytes after it (flex wants them), at most `cap` bytes; nothing that is not a
 * regular file is waited for. Where `root` is given, the file must lie in that folder when every link is followed. */
struct file_result file_read(struct arena *arena, const char *path, const char *root, size_t cap, char **bytes,
                             size_t *length);

/* The same from an open descriptor (standard input): may be a pipe. */
struct file_result file_read_stream(struct arena *arena, int file, size_t cap, char **bytes, size_t *length);

/* The file at `path` becomes these bytes, or stays as it was: a temporary file beside it, then a rename. It keeps the
 * mode of the file that it replaces. */
struct file_result file_write(struct arena *arena, const struct file_calls *calls, const char *path, const char *bytes,
                              size_t length);

/* The same of pieces; NULL: there are none. */
struct file_result file_write_pieces(struct arena *arena, const struct file_calls *calls, const char *path,
                                     const struct remit_piece *pieces);

/* The temporary file that is being written at this moment, for a signal handler to remove; empty if none. */
const char *file_temporary(void);

/* A new, empty file that has no name: *file, which file_close gives back. A library opens it as /dev/fd/N; what it wrote
 * is read from the start. */
struct file_result file_open_nameless(int *file);
struct file_result file_read_nameless(struct arena *arena, int file, size_t cap, char **bytes, size_t *length);
void file_close(int file);

/* All of `bytes` to an open descriptor. */
struct file_result file_write_stream(int file, const char *bytes, size_t length);

struct file_result file_make_folder(const char *path); /* with those above it; one that exists is fine */
bool file_is_folder(const char *path);
bool file_is_link(const char *path);
bool file_is_regular(const char *path); /* itself, or what it is a link to */
bool file_is_there(const char *path);   /* whatever it is, be it a link to nothing */
bool file_lies_in(const char *path, const char *root); /* when every link is followed; false where there is nothing */
int file_refuses_writing(const char *path); /* errno; 0 where it may be written */
uint64_t file_size(const char *path); /* in bytes; 0 where it cannot be known */

/* `path` with every link followed, in `arena`; NULL where there is nothing. */
char *file_real_path(struct arena *arena, const char *path);

/* The folder part of `path` ("." where it has none). */
char *file_folder(struct arena *arena, const char *path);

/* `relative` as seen from the folder of the file `from`, with `.`, `..` and `//` taken out as text. */
char *file_beside(struct arena *arena, const char *from, const char *relative);

/* All files under `folder` whose names end in `ending`, sorted by their bytes; hidden folders are passed over, links
 * to folders are not followed. *count gets their number; a folder that cannot be read gives FILE_FAILED. */
struct file_result file_list(struct arena *arena, const char *folder, const char *ending, char ***paths,
                             size_t *count);

#endif
