/* The amounts of spend that approvals cover. */
#ifndef CHECK_APPROVALS_SPEND_H
#define CHECK_APPROVALS_SPEND_H

#include "check/rule.h"

/* Amounts over `from` and up to `to`. */
struct amounts {
  struct decimal from, to;
  bool endless; /* there is no `to` */
};

/* A `covers spend …` whose figures are known. */
struct covered_spend {
  const struct approval *approval;
  const struct spend_limit *limit;
  const struct entity *line; /* NULL: of any line */
  struct amounts amounts;
  uint32_t order;            /* in the text */
};

/* All of them: those of no line first, then by line; of one line by `from`, then in the text's order. */
struct covered_spends {
  struct covered_spend *items;
  uint32_t count;
  bool known; /* none is left out since it could not be read */
};

struct covered_spends covered_spends_of(const struct model *model, struct arena *arena);

/* The index after the last of the line's own that begin at `first`. */
uint32_t covered_spends_end(const struct covered_spends *spends, uint32_t first);

/* As they might be written: spend over 10_000 TWD up to 20_000 TWD on ads. `line`: NULL: of any. */
const char *amounts_written(const struct model *model, const struct amounts *amounts, const struct entity *line,
                            struct arena *arena);

#endif
