/* A document in two languages. A back end writes it twice: in the second language, where what it writes as each side is
 * kept, then in the first, where each side is followed by the one that was kept. Both come in the same order, since both
 * are made of the same model. */
#ifndef EMIT_SIDES_H
#define EMIT_SIDES_H

#include "base/buffer.h"
#include "base/vector.h"
#include "text/text.h"

struct side {
  const char *bytes;
  size_t length;
};

struct sides {
  struct arena *arena;
  enum text_language first, second;
  bool keeping; /* it is being written in the second language */
  VECTOR(struct side) kept;
  uint32_t next;
};

/* The side that was kept beside the one that begins at byte `from` of `out` and ends there: while sides are kept it is
 * that one, and nothing follows it (false). */
bool sides_other(struct sides *sides, const struct buffer *out, size_t from, struct side *other);

/* zh-Hant */
const char *sides_code(enum text_language language);

#endif
