/* A line of a text as findings show it: safe, tabs as blanks, a long one cut round the marked part. */
#ifndef EMIT_EXCERPT_H
#define EMIT_EXCERPT_H

#include "base/buffer.h"

/* Where the carets stand under what was written: blanks before them, and how many (at least one). */
struct carets {
  size_t column, count;
};

/* Writes `line`, of which the bytes start to end (start <= end <= length) are marked, in at most 120 columns. */
struct carets excerpt_write(struct buffer *out, const char *line, size_t length, size_t start, size_t end);

#endif
