/* Recurrences told apart, and their ends: many things of an agreement recur alike, and what holds for one holds for all
 * of them. */
#ifndef CHECK_RECURRENCES_H
#define CHECK_RECURRENCES_H

#include "model/model.h"

/* An order among recurrences, for sorting: 0 where they have the same days. */
int recurrences_compare(const struct recurrence *a, const struct recurrence *b);

/* The last day of one; DAY_NONE: there is none, or it is not known. */
day_number recurrences_last(const struct calendar *calendar, const struct recurrence *every);

#endif
