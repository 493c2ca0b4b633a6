/* Recurrences told apart, and their days: many things of an agreement recur alike, and what holds for one holds for all of
 * them. */
#ifndef CHECK_RECURRENCES_H
#define CHECK_RECURRENCES_H

#include "model/model.h"

/* An order among recurrences, for sorting: 0 where they have the same days. */
int recurrences_compare(const struct recurrence *a, const struct recurrence *b);

/* Answers about recurrences, kept in the place that their questions' hash gives until another one needs it. */
enum { RECURRENCE_ANSWERS = 256, RECURRENCE_KEY = 7, RECURRENCE_ASKED = RECURRENCE_KEY + 2 };
struct recurrence_answer {
  int32_t asked[RECURRENCE_ASKED]; /* what the recurrence's days rest on, the day, and what is asked of it; zeros: nothing */
  day_number day;
};
struct recurrences {
  const struct calendar *calendar;
  struct recurrence_answer answers[RECURRENCE_ANSWERS];
};

/* As recurrence_next and recurrence_period_end. */
day_number recurrences_next(struct recurrences *known, const struct recurrence *every, day_number day);
day_number recurrences_period_end(struct recurrences *known, const struct recurrence *every, day_number day);

/* The first and the last day of one; DAY_NONE: there is none, or it is not known. */
day_number recurrences_first(struct recurrences *known, const struct recurrence *every);
day_number recurrences_last(struct recurrences *known, const struct recurrence *every);

#endif
