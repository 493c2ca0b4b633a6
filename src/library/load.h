/* The texts of one agreement: the root's, and those of the files that it includes, each read once and parsed. */
#ifndef LIBRARY_LOAD_H
#define LIBRARY_LOAD_H

#include "base/files.h"
#include "remit/remit.h"
#include "syntax/syntax.h"

enum { LOAD_DIGEST = 32, LOAD_FINGERPRINT = 2 * LOAD_DIGEST }; /* bytes; hexadecimal digits */

/* A file that an `include` names, or the root. One that could not be read stands here too, so that it is not tried
 * again. */
struct loaded {
  const char *name;     /* as findings show it */
  const char *path;     /* with every link followed; NULL: it is no file */
  struct file_result result; /* how its reading went */
  uint32_t source;      /* its index among the sources, where it was read */
  uint32_t depth;       /* of includes; the root's is 0 */
  struct loaded *includer; /* NULL: the root */
  bool open;            /* its includes are being followed */
  struct ast_file *tree;
  const char *bytes;         /* as read, with a byte-order mark */
  size_t length;
};

struct load_key;

struct loader {
  struct arena *arena;       /* of what outlives the trees */
  struct syntax syntax;      /* its arena is that of the trees */
  const char *root;          /* folder; NULL: nothing can be included */
  struct remit_limits limits; /* filled in: none is 0 */
  VECTOR(struct loaded *) files; /* those that were read, in that order */
  size_t total;              /* bytes read so far */
  struct load_key *keys;     /* a table by names and paths; NULL until the first include */
  uint32_t tried;            /* different files that were named */
  bool refused;              /* the files are too many, and no more are read */
  bool incomplete;           /* an included file is missing */
};

/* The compiler's limits where those given are none, or more. */
struct remit_limits load_limits(const struct remit_limits *given);

/* A text that is at hand, as the root: two NUL bytes stand after it, and the scanner may write to it while it reads.
 * `path` may be NULL. */
struct loaded *load_text(struct loader *loader, const char *name, const char *path, const char *bytes, size_t length);

/* A root that is too large: an empty source, and a finding. */
struct loaded *load_too_large(struct loader *loader, const char *name, const char *path);

/* Follows the includes of a file, and theirs; no deeper than the limit of includes. */
void load_includes(struct loader *loader, struct loaded *from);

/* The SHA-256 of all that was read, in hexadecimal digits with a NUL: of one file its digest, of several the digest of
 * their digests in the order of reading. It is worked out when it is asked for: a check needs none. Takes no memory. */
void load_fingerprint(const struct loader *loader, char fingerprint[LOAD_FINGERPRINT + 1]);

#endif
