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

static void put_until(struct buffer *out, day_number day) {
  struct civil civil = civil_from_day(day);
  buffer_text(out, ";UNTIL=");
  buffer_padded(out, civil.year, 4);
  buffer_padded(out, civil.month, 2);
  buffer_padded(out, civil.day, 2);
}

bool recurrence_rule_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence) {
  enum { MOST_APART = 10000 };
  if (!has_rule(calendar, recurrence) || recurrence->interval > MOST_APART) return false;
  put_unit(out, recurrence);
  if (recurrence->unit == TIME_WEEK) {
    buffer_text(out, ";BYDAY=");
    buffer_text(out, weekdays[recurrence->spot == SPOT_ANY ? MONDAY : recurrence->weekday]);
    buffer_text(out, ";WKST=MO"); /* weeks are counted from Monday, whatever the reader's are */
  } else if (recurrence->unit != TIME_DAY) {
    put_spot(out, recurrence);
  }
  put_until(out, recurrence->to);
  return true;
}
