#include "emit/recurrence_rule.h"

enum { SHORTEST_MONTH = 28, WEEKS_OF_ALL_MONTHS = 4 };

static const char *const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

static int nth_of(const struct recurrence *r) { return r->nth < 1 ? 1 : r->nth; }

/* Of a month or quarter: whether its day is found in the same way in each of them. A quarter's days up to the 28th, and
 * its first four of a weekday, lie in its first month, its last ones in its last month. */
static bool is_regular(const struct recurrence *r) {
  switch (r->spot) {
    case SPOT_ANY:
    case SPOT_LAST_DAY:
    case SPOT_LAST_WEEKDAY: return true;
    case SPOT_DAY: return nth_of(r) <= SHORTEST_MONTH;
    case SPOT_NTH_WEEKDAY: return nth_of(r) <= WEEKS_OF_ALL_MONTHS;
    default: return false;
  }
}

static bool has_rule(const struct calendar *calendar, const struct recurrence *r) {
  if (r->unit == TIME_DAY) return true;
  if (r->unit == TIME_WORKDAY) return r->interval <= 1 && calendar->open_days.count == 0;
  if (r->unit == TIME_WEEK) return r->spot == SPOT_ANY || r->spot == SPOT_WEEKDAY;
  if (r->unit != TIME_MONTH && r->unit != TIME_QUARTER) return false;
  return calendar->closed == CLOSED_STAYS && is_regular(r);
}

static void put_spot(struct buffer *out, const struct recurrence *r) {
  bool weekday = r->spot == SPOT_NTH_WEEKDAY || r->spot == SPOT_LAST_WEEKDAY;
  buffer_text(out, weekday ? ";BYDAY=" : ";BYMONTHDAY=");
  buffer_integer(out, r->spot == SPOT_LAST_DAY || r->spot == SPOT_LAST_WEEKDAY ? -1 : r->spot == SPOT_ANY ? 1 : nth_of(r));
  if (weekday) buffer_text(out, weekdays[r->weekday]);
}

static void put_unit(struct buffer *out, const struct recurrence *r) {
  int interval = (r->interval < 1 ? 1 : r->interval) * (r->unit == TIME_QUARTER ? 3 : 1);
  buffer_text(out, r->unit == TIME_DAY ? "FREQ=DAILY" : r->unit == TIME_WEEK ? "FREQ=WEEKLY" : "FREQ=MONTHLY");
  if (interval == 1) return;
  buffer_text(out, ";INTERVAL=");
  buffer_integer(out, interval);
}

static void put_digits(struct buffer *out, day_number day) {
  struct civil civil = civil_from_day(day);
  buffer_padded(out, civil.year, 4);
  buffer_padded(out, civil.month, 2);
  buffer_padded(out, civil.day, 2);
}

static bool is_weekday(const struct calendar *calendar, enum weekday weekday) {
  return calendar->weekdays >> (int)weekday & 1;
}

static void put_workdays(struct buffer *out, const struct calendar *calendar) {
  buffer_text(out, "FREQ=WEEKLY;BYDAY=");
  bool any = false;
  for (int weekday = MONDAY; weekday <= SUNDAY; weekday++) {
    if (!is_weekday(calendar, (enum weekday)weekday)) continue;
    if (any) buffer_char(out, ',');
    buffer_text(out, weekdays[weekday]);
    any = true;
  }
}

static void put_week(struct buffer *out, const struct recurrence *r) {
  buffer_text(out, ";BYDAY=");
  buffer_text(out, weekdays[r->spot == SPOT_ANY ? MONDAY : r->weekday]);
  buffer_text(out, ";WKST=MO"); /* weeks are counted from Monday, whatever the reader's are */
}

bool recurrence_rule_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence) {
  enum { MOST_APART = 10000 };
  if (!has_rule(calendar, recurrence) || recurrence->interval > MOST_APART) return false;
  if (recurrence->unit == TIME_WORKDAY) {
    put_workdays(out, calendar);
  } else {
    put_unit(out, recurrence);
    if (recurrence->unit == TIME_WEEK) put_week(out, recurrence);
    else if (recurrence->unit != TIME_DAY) put_spot(out, recurrence);
  }
  buffer_text(out, ";UNTIL=");
  put_digits(out, recurrence->to);
  return true;
}

bool recurrence_exceptions_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence,
                                 day_number first) {
  bool any = false;
  if (recurrence->unit != TIME_WORKDAY) return false;
  for (day_number day = first; day <= recurrence->to; day++) {
    if (!is_weekday(calendar, day_weekday(day)) || calendar_is_worked(calendar, day)) continue;
    if (any) buffer_char(out, ',');
    put_digits(out, day);
    any = true;
  }
  return any;
}
