/* "product 30 % + community 40 %": what a sum was worked out from, for the label beside the caret. */
#ifndef CHECK_TERMS_H
#define CHECK_TERMS_H

#include "base/vector.h"
#include "text/text.h"

struct terms {
  struct arena *arena;
  VECTOR(struct term) items;
  bool cut;
};

static inline struct terms terms_in(struct arena *arena) { return (struct terms){.arena = arena}; }

/* Beyond a line's length only a "…" is added. */
void terms_add(struct terms *terms, const char *name, struct argument figure);

struct argument terms_argument(const struct terms *terms);

#endif
