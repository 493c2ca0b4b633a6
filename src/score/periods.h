/* The periods of a KPI: the days that its figures are of. */
#ifndef SCORE_PERIODS_H
#define SCORE_PERIODS_H

#include "model/model.h"

struct reporting_period {
  day_number first, last; /* figures are dated by its last day */
  bool month;             /* it ends with a calendar month */
  day_number due;         /* the day on which its report is due: its last where nobody says */
};

/* Within the term and in order; the last one ends with the term at the latest. */
struct periods {
  const struct reporting_period *items;
  uint32_t count;
};

/* Whether a figure of the period is held against nothing: some of its days are excused. */
bool period_is_excused(const struct kpi *kpi, const struct reporting_period *period);

/* Whether a figure of a day is held against nothing: that of an excused period, or, of a day outside them, excused itself. */
bool periods_excuse(const struct kpi *kpi, const struct periods *periods, day_number day);

/* The period that a day lies in; NULL: none. */
const struct reporting_period *period_at(const struct periods *periods, day_number day);

/* The day on which the first period ends that is held against something, and that on which the first report of such a one is
 * due; DAY_NONE: every one is excused. */
day_number periods_end_first(const struct kpi *kpi, const struct periods *periods);
day_number periods_due_first(const struct kpi *kpi, const struct periods *periods);

/* The last day of which figures are held against a target by `by`: that on which its period ends. */
day_number periods_held_until(const struct periods *periods, day_number by);

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
