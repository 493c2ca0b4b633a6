#include "check/terms.h"

enum { MOST_TERMS = 12 };

void terms_add(struct terms *terms, const char *name, struct argument figure) {
  struct term term = {name, figure};
  terms->cut = terms->items.count == MOST_TERMS;
  if (!terms->cut) VECTOR_PUSH(terms->arena, &terms->items, term);
}

struct argument terms_argument(const struct terms *terms) {
  return arg_terms(terms->items.items, terms->items.count, terms->cut);
}
