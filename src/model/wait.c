/* How long things last: one wait, and the longest of several in a row. */
#include <assert.h>

#include "model/calendar.h"

enum { DAY_MINUTES = 24 * 60, HOUR_MINUTES = 60 };

/* No wait that ends by the year 9999 lasts longer, and no moment lies later. */
static const int64_t most_minutes = INT64_C(10000) * 366 * DAY_MINUTES;
static const moment last_moment = INT64_C(2932897) * DAY_MINUTES - 1;

/* Long after any moment, and short enough to be added to one. */
static const int64_t forever = INT64_MAX / 4;

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Durations in whole minutes ---- */

enum pace { PACE_CLOCK, PACE_MONTHS, PACE_WORK, PACE_NEVER };

struct stride {
  enum pace pace;
  int64_t whole;       /* months or workdays */
  int64_t minutes;     /* of clock time or working time */
  struct decimal part; /* of a month */
};

struct unit_pace {
  enum pace pace;
  int whole, minutes; /* in one of the unit */
};

static const struct unit_pace unit_paces[] = {
    [TIME_MINUTE] = {PACE_CLOCK, 0, 1},
    [TIME_HOUR] = {PACE_CLOCK, 0, HOUR_MINUTES},
    [TIME_DAY] = {PACE_CLOCK, 0, DAY_MINUTES},
    [TIME_WEEK] = {PACE_CLOCK, 0, 7 * DAY_MINUTES},
    [TIME_MONTH] = {PACE_MONTHS, 1, 0},
    [TIME_QUARTER] = {PACE_MONTHS, 3, 0},
    [TIME_YEAR] = {PACE_MONTHS, 12, 0},
    [TIME_WORKHOUR] = {PACE_WORK, 0, HOUR_MINUTES},
    [TIME_WORKDAY] = {PACE_WORK, 1, 0},
};
static_assert(sizeof unit_paces / sizeof *unit_paces == TIME_NONE, "a row for each unit of time");

static struct decimal times(struct decimal a, int64_t n) { return decimal_multiply(a, decimal_from_integer(n)); }

/* Half to even; -1 where it is beyond all limits. */
static int64_t whole_minutes(struct decimal minutes) {
  int64_t whole;
  return decimal_to_integer(decimal_rounded(minutes, 0), &whole) && whole <= most_minutes ? whole : -1;
}

/* Splits a positive amount; false where it is beyond all limits. */
static bool split(struct decimal amount, int64_t *whole, struct decimal *part) {
  struct decimal rounded = decimal_rounded(amount, 0);
  if (!decimal_to_integer(rounded, whole) || *whole > most_minutes) return false;
  if (decimal_compare(rounded, amount) > 0) --*whole;
  *part = decimal_subtract(amount, decimal_from_integer(*whole));
  return true;
}

static struct stride stride_of(const struct calendar *calendar, const struct duration *duration) {
  static const struct stride nothing = {.pace = PACE_CLOCK}, never = {.pace = PACE_NEVER};
  if (duration->unit >= TIME_NONE) return nothing;
  if (!decimal_is_finite(duration->amount)) return never;
  if (decimal_is_negative(duration->amount)) return nothing;
  const struct unit_pace *unit = &unit_paces[duration->unit];
  struct stride stride = {.pace = unit->pace};
  if (!unit->whole) stride.minutes = whole_minutes(times(duration->amount, unit->minutes));
  else if (!split(times(duration->amount, unit->whole), &stride.whole, &stride.part)) return never;
  if (duration->unit == TIME_WORKDAY)
    stride.minutes = whole_minutes(times(stride.part, calendar_minutes_a_day(calendar)));
  return stride.minutes < 0 ? never : stride;
}

/* ---- One wait ---- */

/* What becomes of a wait that begins at a moment, and of those that begin soon after: until `room` minutes later none
 * ends earlier than this one or gains on it (by a minute for each minute that it begins later, at most), and those that
 * begin within `still` minutes all end at `end`. */
struct passage {
  moment end; /* or MOMENT_NEVER */
  int64_t still, room;
};

static const struct passage endless = {MOMENT_NEVER, 0, 1};

static int64_t day_of(moment at) { return at / DAY_MINUTES - (at % DAY_MINUTES < 0); }

static struct passage pass_clock(const struct stride *stride, moment from) {
  return (struct passage){from + stride->minutes, 0, forever};
}

/* All moments of one day pass alike; from one day to the next the end may fall back or leap. */
static struct passage pass_months(const struct stride *stride, moment from) {
  day_number day = (day_number)day_of(from);
  int64_t time = from - (int64_t)day * DAY_MINUTES, rest = 0;
  day_number end = day_add_months(day, stride->whole), next = day_add_months(day, stride->whole + 1);
  if (end == DAY_NONE || next == DAY_NONE) return endless;
  if (!decimal_is_zero(stride->part)) rest = whole_minutes(times(stride->part, (int64_t)(next - end) * DAY_MINUTES));
  return (struct passage){(int64_t)end * DAY_MINUTES + time + rest, 0, DAY_MINUTES - time};
}

/* A place in working time: minutes since the opening of the workday of this number. */
struct working {
  int64_t number, offset;
};

static moment moment_of(const struct calendar *calendar, struct working at) {
  day_number day = calendar_workday(calendar, at.number);
  return day == DAY_NONE ? MOMENT_NEVER : (int64_t)day * DAY_MINUTES + calendar->opens + at.offset;
}

/* The closing itself is outside working hours. */
static struct working working_from(const struct calendar *calendar, moment at) {
  day_number day = (day_number)day_of(at);
  int64_t time = at - (int64_t)day * DAY_MINUTES;
  struct working place = {calendar_workdays_before(calendar, day), 0};
  if (!calendar_is_worked(calendar, day) || time < calendar->opens) return place;
  if (time >= calendar->closes) place.number++;
  else place.offset = time - calendar->opens;
  return place;
}

/* Working time ends at a closing rather than at the next opening, so the end leaps over a night in the minute after the
 * one that brings it to a closing; and without minutes when the beginning leaps from a closing to an opening. */
static struct passage pass_work(const struct calendar *calendar, const struct stride *stride, moment from) {
  int64_t a_day = calendar_minutes_a_day(calendar);
  struct working place = working_from(calendar, from);
  moment start = a_day ? moment_of(calendar, place) : MOMENT_NEVER;
  if (start == MOMENT_NEVER) return endless;
  int64_t passed = place.offset + stride->minutes, days = stride->minutes ? (passed - 1) / a_day : 0;
  struct working last = {place.number + stride->whole + days, passed - days * a_day};
  moment end = moment_of(calendar, last), still = start - from;
  int64_t leap = place.offset + (stride->minutes ? a_day - last.offset + 1 : a_day - place.offset);
  int64_t room = still + least(leap, a_day) - place.offset; /* to the closing at most */
  if (leap > a_day) {
    moment next = moment_of(calendar, (struct working){place.number + 1, leap - a_day});
    if (next != MOMENT_NEVER) room = next - from;
  }
  return (struct passage){end, still, room};
}

static struct passage pass(const struct calendar *calendar, const struct stride *stride, moment from) {
  if (from > last_moment || from < -last_moment) return endless;
  switch (stride->pace) {
    case PACE_CLOCK: return pass_clock(stride, from);
    case PACE_MONTHS: return pass_months(stride, from);
    case PACE_WORK: return pass_work(calendar, stride, from);
    case PACE_NEVER: break;
  }
  return endless;
}

moment calendar_after(const struct calendar *calendar, moment from, const struct duration *duration) {
  struct stride stride = stride_of(calendar, duration);
  moment end = pass(calendar, &stride, from).end;
  return end > last_moment ? MOMENT_NEVER : end;
}

/* ---- The longest of several ---- */

/* The wait through all steps from `from`; *room gets how many minutes later one could last longer.
 *
 * Why that is enough: let g be what a step makes of the moment that it begins at. Within its room, 0 <= g(y') - g(y) <=
 * y' - y for y <= y', so the same is true of steps in a row as long as each is within its room: then the whole wait,
 * end - x, never grows as x does, and its longest is the one at the beginning of the room. So it is enough to look at
 * the first moment of the period and, from there, at the end of each room in turn; and as they are looked at in order,
 * the first longest one found is the earliest of all. What a step begins at moves no faster than x, and stands still
 * for as long as x is in closed time (`held`), which keeps the looks few: one or two for each worked day and step. */
static int64_t waited(const struct calendar *calendar, const struct stride *strides, uint32_t count, moment from,
                      int64_t *room) {
  moment at = from;
  int64_t held = 0;
  *room = forever;
  for (uint32_t i = 0; i < count; i++) {
    struct passage passage = pass(calendar, &strides[i], at);
    if (passage.end > last_moment) return MOMENT_NEVER;
    *room = least(*room, held + passage.room);
    held += passage.still;
    at = passage.end;
  }
  return at - from;
}

/* Nothing is longer than never, so that ends the search. */
static struct wait longest(const struct calendar *calendar, const struct stride *strides, uint32_t count, moment first,
                           moment last) {
  struct wait wait = {.minutes = -1};
  int64_t room = 0;
  for (moment from = first; from <= last && wait.minutes != MOMENT_NEVER; from += room) {
    int64_t minutes = waited(calendar, strides, count, from, &room);
    if (minutes <= wait.minutes) continue;
    wait.minutes = minutes;
    wait.from = from;
  }
  return wait;
}

struct wait calendar_longest_wait(struct arena *arena, const struct calendar *calendar, day_number from, day_number to,
                                  const struct duration *steps, uint32_t count) {
  if (from == DAY_NONE || to == DAY_NONE || to < from) return (struct wait){0};
  struct stride *strides = ARENA_ARRAY(arena, struct stride, count);
  bool by_calendar = false;
  for (uint32_t i = 0; i < count; i++) {
    strides[i] = stride_of(calendar, &steps[i]);
    by_calendar |= strides[i].pace == PACE_WORK;
  }
  moment first = (int64_t)from * DAY_MINUTES, last = ((int64_t)to + 1) * DAY_MINUTES - 1;
  struct wait wait = longest(calendar, strides, count, first, last);
  wait.minutes_without_holidays = wait.minutes;
  if (by_calendar && calendar->without_holidays)
    wait.minutes_without_holidays = longest(calendar->without_holidays, strides, count, first, last).minutes;
  wait.holiday = wait.minutes > wait.minutes_without_holidays;
  return wait;
}
