#include "model/calendar.h"

#include <string.h>

/* ---- Weekdays alone ---- */

/* 1969-12-29, from which weeks are counted, was a Monday. */
enum { WEEK = 7, FIRST_MONDAY = -3 };
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* of the years 1 and 9999 */

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

static int bits_of(unsigned mask) {
  int count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}

/* Days of these weekdays from the first Monday to before the day. */
static int64_t week_days_before(unsigned mask, day_number day) {
  int64_t since = (int64_t)day - FIRST_MONDAY, weeks = floor_divide(since, WEEK);
  unsigned passed = (1u << (since - weeks * WEEK)) - 1;
  return weeks * bits_of(mask) + bits_of(mask & passed);
}

/* The day before which there are `number` of them, itself one. */
static day_number week_day(unsigned mask, int64_t number) {
  int in_a_week = bits_of(mask), weekday = MONDAY;
  if (!in_a_week || number > LAST_DAY || number < FIRST_DAY) return DAY_NONE;
  int64_t weeks = floor_divide(number, in_a_week), rest = number - weeks * in_a_week;
  while (rest || !(mask & 1u << weekday)) rest -= mask >> weekday++ & 1u;
  int64_t day = weeks * WEEK + FIRST_MONDAY + weekday;
  return day < FIRST_DAY || day > LAST_DAY ? DAY_NONE : (day_number)day;
}

/* ---- The table ---- */

struct span_of_days {
  int64_t first, last; /* last < first: none */
};

void calendar_init(struct calendar *calendar) {
  *calendar = (struct calendar){.closed = CLOSED_STAYS};
  calendar->weekdays = 1 << MONDAY | 1 << TUESDAY | 1 << WEDNESDAY | 1 << THURSDAY | 1 << FRIDAY;
  calendar->opens = 9 * 60;
  calendar->closes = 18 * 60;
}

static void widen(struct span_of_days *span, day_number day, int margin) {
  if (!day_in_range(day)) return;
  if (span->first > day - margin) span->first = day - margin;
  if (span->last < day + margin) span->last = day + margin;
}

/* What the table must hold. Days that no agreement can name (checked when they are read) would only make it large. */
static struct span_of_days table_span(const struct calendar *calendar, day_number from, day_number to) {
  enum { A_YEAR = 366 };
  struct span_of_days span = {INT32_MAX, INT32_MIN};
  widen(&span, from, A_YEAR);
  widen(&span, to, A_YEAR);
  for (uint32_t i = 0; i < calendar->holidays.count; i++) {
    widen(&span, calendar->holidays.items[i].from, 0);
    widen(&span, calendar->holidays.items[i].to, 0);
  }
  for (uint32_t i = 0; i < calendar->open_days.count; i++) {
    widen(&span, calendar->open_days.items[i].from, 0);
    widen(&span, calendar->open_days.items[i].to, 0);
  }
  return span;
}

/* By memset, since a hostile text may name centuries of holidays many times. */
static void mark(struct calendar *calendar, const struct calendar_day *day, int worked) {
  if (!day_in_range(day->from) || !day_in_range(day->to) || day->to < day->from) return;
  memset(calendar->worked + (day->from - calendar->first), worked, (size_t)(day->to - day->from) + 1);
}

static void mark_days(struct calendar *calendar) {
  for (uint32_t i = 0; i < calendar->days; i++)
    calendar->worked[i] = calendar->weekdays >> day_weekday(calendar->first + (day_number)i) & 1;
  for (uint32_t i = 0; i < calendar->holidays.count; i++) mark(calendar, &calendar->holidays.items[i], 0);
  for (uint32_t i = 0; i < calendar->open_days.count; i++) mark(calendar, &calendar->open_days.items[i], 1);
}

static void number_days(struct calendar *calendar) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < calendar->days; i++) {
    calendar->worked_before[i] = count;
    if (calendar->worked[i]) calendar->worked_days[count++] = calendar->first + (day_number)i;
  }
  calendar->worked_before[calendar->days] = count;
}

static void make_table(struct arena *arena, struct calendar *calendar, struct span_of_days span) {
  calendar->first = span.last < span.first ? 0 : (day_number)span.first;
  calendar->days = span.last < span.first ? 0 : (uint32_t)(span.last - span.first + 1);
  calendar->worked = ARENA_ARRAY(arena, uint8_t, calendar->days);
  calendar->worked_before = ARENA_ARRAY(arena, uint32_t, calendar->days + 1);
  calendar->worked_days = ARENA_ARRAY(arena, day_number, calendar->days);
  mark_days(calendar);
  number_days(calendar);
}

void calendar_prepare(struct arena *arena, struct calendar *calendar, day_number from, day_number to) {
  struct span_of_days span = table_span(calendar, from, to);
  make_table(arena, calendar, span);
  calendar->without_holidays = NULL;
  if (!calendar->holidays.count) return;
  struct calendar *without = ARENA_NEW(arena, struct calendar);
  *without = *calendar;
  without->holidays.count = 0;
  make_table(arena, without, span);
  calendar->without_holidays = without;
}

/* ---- Look-ups ---- */

static int64_t worked_in_table(const struct calendar *calendar) {
  return calendar->days ? calendar->worked_before[calendar->days] : 0;
}

/* The day after the table. */
static day_number table_end(const struct calendar *calendar) {
  return calendar->first + (day_number)calendar->days;
}

bool calendar_is_worked(const struct calendar *calendar, day_number day) {
  if (day < calendar->first || day >= table_end(calendar)) return calendar->weekdays >> day_weekday(day) & 1;
  return calendar->worked[day - calendar->first];
}

/* Outside the table by weekdays, counted from its nearer end. */
int64_t calendar_workdays_before(const struct calendar *calendar, day_number day) {
  unsigned mask = calendar->weekdays;
  day_number end = table_end(calendar);
  if (day < calendar->first) return week_days_before(mask, day) - week_days_before(mask, calendar->first);
  if (day >= end) return worked_in_table(calendar) + week_days_before(mask, day) - week_days_before(mask, end);
  return calendar->worked_before[day - calendar->first];
}

day_number calendar_workday(const struct calendar *calendar, int64_t number) {
  int64_t in_table = worked_in_table(calendar);
  if (number >= 0 && number < in_table) return calendar->worked_days[number];
  if (number < FIRST_DAY || number > LAST_DAY) return DAY_NONE;
  unsigned mask = calendar->weekdays;
  if (number < 0) return week_day(mask, week_days_before(mask, calendar->first) + number);
  return week_day(mask, week_days_before(mask, table_end(calendar)) + number - in_table);
}

day_number calendar_next_worked(const struct calendar *calendar, day_number day) {
  return calendar_workday(calendar, calendar_workdays_before(calendar, day));
}

day_number calendar_previous_worked(const struct calendar *calendar, day_number day) {
  if (calendar_is_worked(calendar, day)) return day;
  return calendar_workday(calendar, calendar_workdays_before(calendar, day) - 1);
}

day_number calendar_add_workdays(const struct calendar *calendar, day_number day, int64_t n) {
  int64_t before = calendar_workdays_before(calendar, day);
  if (!n) return day;
  if (n > LAST_DAY || n < FIRST_DAY) return DAY_NONE;
  return calendar_workday(calendar, n < 0 ? before + n : before + n - !calendar_is_worked(calendar, day));
}

int calendar_minutes_a_day(const struct calendar *calendar) {
  return calendar->closes > calendar->opens ? calendar->closes - calendar->opens : 0;
}
