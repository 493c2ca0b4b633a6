/* On which days there is a review: a table of the days around the term. */
#ifndef CHECK_REVIEW_DAYS_H
#define CHECK_REVIEW_DAYS_H

#include "model/model.h"

struct review_days {
  day_number first, last;
  const uint32_t *before; /* by day - first: how many of the days before it count; one more than there are days */
  bool known;             /* all reviews' days are */
};

/* A review that recurs at least every `often` days counts for all days of its time, so that the table takes no longer
 * for an agreement of many reviews. The term must be known. `moved`: days are moved off closed days, as `closed` says. */
struct review_days review_days_of(struct arena *arena, const struct model *model, int often, bool moved);

/* Whether there is one from `from` to `to`, both included. */
bool review_days_any(const struct review_days *days, day_number from, day_number to);

/* A review as it might be written where there is none. */
extern const char review_days_proposed[];

#endif
