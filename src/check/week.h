/* How much there is in a week. */
#ifndef CHECK_WEEK_H
#define CHECK_WEEK_H

#include "model/model.h"

/* Days of the week that are worked, holidays aside. */
int week_workdays(const struct calendar *calendar);

/* A time per a time, exact whatever their units: in minutes in seven years of 365 days, which are whole days, weeks,
 * months and quarters. Working days and hours are those of the calendar. */
struct decimal week_effort(const struct calendar *calendar, const struct quantity *effort);

/* The same in hours a week, to be shown. */
struct decimal week_hours(struct decimal effort);

#endif
