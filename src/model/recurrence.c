/* The days of recurrences. Each lies in a period of its own (a day, week, month …); periods are numbered, so that the
 * first day on or after another is found by arithmetic. */
#include "model/calendar.h"

enum { WEEK = 7, FIRST_MONDAY = -3 }; /* 1969-12-29 */

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

static day_number later(day_number a, day_number b) { return a > b ? a : b; }
static day_number earlier(day_number a, day_number b) { return a < b ? a : b; }

/* The last day that anything can be on. */
static day_number last_day(void) { return day_from_civil((struct civil){DAY_LAST_YEAR, 12, 31}); }

/* ---- Periods ---- */

static int months_of(enum time_unit unit) {
  return unit == TIME_YEAR ? 12 : unit == TIME_QUARTER ? 3 : unit == TIME_MONTH ? 1 : 0;
}

/* The number of the period that the day lies in; for workdays, of the first on or after it. */
static int64_t period_of(const struct calendar *calendar, enum time_unit unit, day_number day) {
  if (unit == TIME_DAY) return day;
  if (unit == TIME_WORKDAY) return calendar_workdays_before(calendar, day);
  if (unit == TIME_WEEK) return floor_divide((int64_t)day - FIRST_MONDAY, WEEK);
  struct civil civil = civil_from_day(day);
  return (civil.year * 12 + civil.month - 1) / months_of(unit);
}

/* Of weeks and longer periods. */
static day_number period_start(enum time_unit unit, int64_t number) {
  if (unit == TIME_WEEK) return (day_number)(number * WEEK + FIRST_MONDAY);
  int month = (int)number * months_of(unit);
  return day_from_civil((struct civil){month / 12, month % 12 + 1, 1});
}

/* ---- The day in a period ---- */

static day_number nth_workday(const struct calendar *calendar, day_number start, day_number end, int nth) {
  int64_t before = calendar_workdays_before(calendar, start);
  int64_t count = calendar_workdays_before(calendar, end + 1) - before;
  if (!count) return DAY_NONE;
  return calendar_workday(calendar, before + (nth < count ? nth : count) - 1);
}

static day_number nth_weekday(day_number start, day_number end, enum weekday weekday, int nth) {
  int to_first = (int)(weekday + WEEK - day_weekday(start)) % WEEK;
  int most = (end - start - to_first) / WEEK;
  return start + to_first + WEEK * (nth - 1 < most ? nth - 1 : most);
}

/* What a period lacks is its last. DAY_NONE: a period without any workday. */
static day_number day_within(const struct calendar *calendar, const struct recurrence *r, day_number start,
                             day_number end) {
  int nth = r->nth < 1 ? 1 : r->nth;
  switch (r->spot) {
    case SPOT_ANY: break;
    case SPOT_WEEKDAY: return nth_weekday(start, end, r->weekday, 1);
    case SPOT_DAY: return nth > end - start ? end : start + nth - 1;
    case SPOT_LAST_DAY: return end;
    case SPOT_WORKDAY: return nth_workday(calendar, start, end, nth);
    case SPOT_LAST_WORKDAY: return nth_workday(calendar, start, end, INT32_MAX);
    case SPOT_NTH_WEEKDAY: return nth_weekday(start, end, r->weekday, nth);
    case SPOT_LAST_WEEKDAY: return nth_weekday(start, end, r->weekday, INT32_MAX);
  }
  return start;
}

static day_number day_of_period(const struct calendar *calendar, const struct recurrence *r, int64_t number) {
  if (r->unit == TIME_DAY) return (day_number)number;
  if (r->unit == TIME_WORKDAY) return calendar_workday(calendar, number);
  return day_within(calendar, r, period_start(r->unit, number), period_start(r->unit, number + 1) - 1);
}

/* ---- The first day on or after another, before it is moved ---- */

static int64_t interval_of(const struct recurrence *r) { return r->interval < 1 ? 1 : r->interval; }

/* The first number from `number` on that is a whole number of intervals from `first`. */
static int64_t in_step(int64_t number, int64_t first, int64_t interval) {
  return number <= first ? first : first + (number - first + interval - 1) / interval * interval;
}

/* The first of the periods `first`, `first` + `interval` … whose day lies from `day` to `last`: a period's day may lie
 * before `day`, in the next it can't; periods without a workday are passed over, up to the next one that has one. */
static bool find_period(const struct calendar *calendar, const struct recurrence *r, int64_t first, int64_t interval,
                        day_number day, day_number last, int64_t *number) {
  int64_t end = period_of(calendar, r->unit, last);
  for (*number = in_step(period_of(calendar, r->unit, day), first, interval); *number <= end;) {
    day_number found = day_of_period(calendar, r, *number);
    if (found != DAY_NONE && found >= day) return found <= last;
    *number += interval;
    if (found != DAY_NONE || *number > end) continue;
    day_number worked = calendar_next_worked(calendar, period_start(r->unit, *number));
    if (worked == DAY_NONE || worked > last) return false;
    *number = in_step(period_of(calendar, r->unit, worked), *number, interval);
  }
  return false;
}

/* Intervals are counted from the period of the first day on or after the start. */
static day_number plain_next(const struct calendar *calendar, const struct recurrence *r, day_number day) {
  day_number last = earlier(r->to, last_day());
  int64_t first = 0, number = 0;
  if (r->from > last || day > last) return DAY_NONE;
  if (!find_period(calendar, r, period_of(calendar, r->unit, r->from), 1, r->from, last, &first)) return DAY_NONE;
  if (!find_period(calendar, r, first, interval_of(r), later(day, r->from), last, &number)) return DAY_NONE;
  return day_of_period(calendar, r, number);
}

/* ---- Moved off closed days ---- */

/* Days of weeks and shorter recurrences stay; so does everything where no weekday is worked. */
static bool moves(const struct calendar *calendar, const struct recurrence *r) {
  return calendar->closed != CLOSED_STAYS && calendar->weekdays && months_of(r->unit);
}

static day_number moved(const struct calendar *calendar, const struct recurrence *r, day_number day) {
  if (day == DAY_NONE || !moves(calendar, r)) return day;
  if (calendar->closed == CLOSED_NEXT) return calendar_next_worked(calendar, day);
  return calendar_previous_worked(calendar, day);
}

/* The first day that isn't moved to before `day`. */
static day_number least_moved_to(const struct calendar *calendar, const struct recurrence *r, day_number day) {
  if (!moves(calendar, r)) return day;
  if (calendar->closed == CLOSED_PREVIOUS) return calendar_next_worked(calendar, day);
  return calendar_previous_worked(calendar, day - 1) + 1;
}

/* Whether it is of any use: its bounds are known, and it is of a unit that holds days. */
static bool recurs(const struct recurrence *r) {
  if (!day_in_range(r->from) || r->to < r->from) return false; /* or it is DAY_NONE */
  return r->unit == TIME_DAY || r->unit == TIME_WORKDAY || r->unit == TIME_WEEK || months_of(r->unit);
}

/* The day, before it is moved, of recurrence_next. */
static day_number unmoved_next(const struct calendar *calendar, const struct recurrence *r, day_number day) {
  if (!recurs(r) || day == DAY_NONE || day > last_day()) return DAY_NONE;
  return plain_next(calendar, r, least_moved_to(calendar, r, day));
}

day_number recurrence_next(const struct calendar *calendar, const struct recurrence *recurrence, day_number day) {
  return moved(calendar, recurrence, unmoved_next(calendar, recurrence, day));
}

uint32_t recurrence_count(const struct calendar *calendar, const struct recurrence *recurrence, day_number from,
                          day_number to) {
  uint32_t count = 0;
  day_number day = recurrence_next(calendar, recurrence, from);
  for (; day != DAY_NONE && day <= to; day = recurrence_next(calendar, recurrence, day + 1)) count++;
  return count;
}

/* ---- What a report is of ---- */

/* Whether it falls on the last day of each of its periods, whatever the calendar. */
static bool ends_periods(const struct recurrence *r) {
  switch (r->spot) {
    case SPOT_LAST_DAY:
    case SPOT_LAST_WORKDAY: return true;
    case SPOT_WEEKDAY: return r->unit == TIME_WEEK && r->weekday == SUNDAY;
    case SPOT_DAY: return r->nth >= (r->unit == TIME_MONTH ? 31 : r->unit == TIME_QUARTER ? 92 : 366);
    default: return false;
  }
}

day_number recurrence_period_end(const struct calendar *calendar, const struct recurrence *recurrence, day_number day) {
  if (day == DAY_NONE || !recurs(recurrence) || recurrence->unit == TIME_DAY || recurrence->unit == TIME_WORKDAY)
    return day;
  day_number plain = unmoved_next(calendar, recurrence, day);
  if (plain == DAY_NONE || moved(calendar, recurrence, plain) != day) plain = day;
  int64_t number = period_of(calendar, recurrence->unit, plain);
  return period_start(recurrence->unit, number + ends_periods(recurrence)) - 1;
}
