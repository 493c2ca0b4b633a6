/* Recurrences told apart: many things of an agreement recur alike, and what holds for one holds for all of them. */
#ifndef CHECK_RECURRENCES_H
#define CHECK_RECURRENCES_H

#include "model/model.h"

/* An order among recurrences, for sorting: 0 where they have the same days. */
int recurrences_compare(const struct recurrence *a, const struct recurrence *b);

#endif
