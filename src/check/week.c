#include "check/week.h"

#include "model/units.h"

enum { DAYS_A_WEEK = 7, HOUR_MINUTES = 60, WEEKS = 365, MINUTES_IN_ALL = 3679200 };

int week_workdays(const struct calendar *calendar) {
  int days = 0;
  for (int day = 0; day < DAYS_A_WEEK; day++) days += calendar->weekdays >> day & 1;
  return days;
}

/* How many of the unit there are in seven years. */
static struct decimal times_in_all(const struct calendar *calendar, enum time_unit per) {
  int64_t workdays = (int64_t)week_workdays(calendar) * WEEKS;
  if (per == TIME_WORKDAY) return decimal_from_integer(workdays);
  if (per == TIME_WORKHOUR)
    return decimal_divide(decimal_from_integer(workdays * calendar_minutes_a_day(calendar)), decimal_from_integer(HOUR_MINUTES));
  return decimal_divide(decimal_from_integer(MINUTES_IN_ALL), time_minutes(per, 0));
}

struct decimal week_effort(const struct calendar *calendar, const struct quantity *effort) {
  struct decimal minutes = time_minutes(effort->unit->time, calendar_minutes_a_day(calendar));
  return decimal_multiply(decimal_multiply(effort->value, minutes), times_in_all(calendar, effort->unit->per_time));
}

struct decimal week_hours(struct decimal effort) {
  return decimal_divide(effort, decimal_from_integer((int64_t)WEEKS * HOUR_MINUTES));
}
