/* The periods of a KPI: the days that its figures are of. */
#ifndef SCORE_PERIODS_H
#define SCORE_PERIODS_H

#include "model/model.h"

struct period_end {
  day_number day;
  bool month; /* the last day of a calendar month */
};

/* The last days of the periods, within the term and in order; the last one ends with the term at the latest. */
struct periods {
  const struct period_end *ends;
  uint32_t count;
};

/* Those of figures reported at `reported`; months where that is none. */
struct periods periods_of(struct arena *arena, const struct model *model, const struct recurrence *reported);

/* Whether two recurrences have the same days. */
bool recurrence_is_same(const struct recurrence *a, const struct recurrence *b);

/* Most KPIs of an agreement are reported alike: periods that were worked out before are found again. */
enum { PERIODS_KEPT = 8 };
struct periods_kept {
  struct {
    struct recurrence reported;
    struct periods periods;
  } items[PERIODS_KEPT];
  uint32_t count, next;
};
struct periods periods_find(struct periods_kept *kept, struct arena *arena, const struct model *model,
                            const struct recurrence *reported);

#endif
