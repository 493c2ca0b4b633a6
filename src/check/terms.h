/* "product 30 % + community 40 %": what a sum was worked out from, for the label beside the caret. */
#ifndef CHECK_TERMS_H
#define CHECK_TERMS_H

#include "text/text.h"

struct terms {
  struct buffer out;
  uint32_t count;
};

struct terms terms_in(struct arena *arena);

/* Beyond a line's length only a "…" is added. */
void terms_add(struct terms *terms, const char *name, struct argument figure);

struct argument terms_argument(struct terms *terms);

#endif
