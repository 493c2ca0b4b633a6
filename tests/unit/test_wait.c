/* The longest wait of steps in a row: by hand, and against every minute of short terms. */

#include <string.h>

#include "model/calendar.h"

#include "arena_fixture.h"

static struct calendar calendar;

static int begin(void **state) {
  arena_begin(state);
  calendar_init(&calendar);
  return 0;
}

static day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static moment at(int year, int month, int day, int hour, int minute) {
  return (int64_t)on(year, month, day) * 1440 + hour * 60 + minute;
}

static void holiday(day_number from, day_number to) {
  VECTOR_PUSH(&arena, &calendar.holidays, ((struct calendar_day){.from = from, .to = to}));
}

static void open_day(day_number day) {
  VECTOR_PUSH(&arena, &calendar.open_days, ((struct calendar_day){.from = day, .to = day}));
}

static void tea(void) {
  holiday(on(2026, 1, 1), on(2026, 1, 1));
  holiday(on(2026, 2, 16), on(2026, 2, 20));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
}

static struct duration lasting(int64_t amount, enum time_unit unit) {
  return (struct duration){.amount = decimal_from_integer(amount), .unit = unit};
}

static struct wait longest_of_2026(const struct duration *steps, uint32_t count) {
  return calendar_longest_wait(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31), steps, count);
}

/* ---- By hand ---- */

/* Asked as the office closes on the Thursday before the Lunar New Year (on the Friday it is as long); else on any. */
static void one_workday(void **state) {
  (void)state;
  tea();
  struct duration step = lasting(1, TIME_WORKDAY);
  struct wait wait = longest_of_2026(&step, 1);
  assert_true(wait.minutes == (10 * 24 + 15) * 60);
  assert_true(wait.from == at(2026, 2, 12, 18, 0));
  assert_true(wait.minutes_without_holidays == (3 * 24 + 15) * 60);
  assert_true(wait.holiday);
}

static void two_steps(void **state) {
  (void)state;
  tea();
  struct duration steps[] = {lasting(2, TIME_WORKDAY), lasting(1, TIME_WORKDAY)};
  struct wait wait = longest_of_2026(steps, 2);
  assert_true(wait.minutes == (12 * 24 + 15) * 60);
  assert_true(wait.from == at(2026, 2, 10, 18, 0)); /* three workdays later it is the Monday after */
  assert_true(wait.minutes_without_holidays == (5 * 24 + 15) * 60);
}

/* Asked on a Friday at 16:01, the last of two workhours' minutes is Monday's first. */
static void workhours(void **state) {
  (void)state;
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  struct duration step = lasting(2, TIME_WORKHOUR);
  struct wait wait = longest_of_2026(&step, 1);
  assert_true(wait.from == at(2026, 1, 2, 16, 1));
  assert_true(wait.minutes == at(2026, 1, 5, 9, 1) - wait.from);
  assert_false(wait.holiday);
  assert_true(wait.minutes_without_holidays == wait.minutes);
}

static void clock_and_calendar(void **state) {
  (void)state;
  tea();
  struct duration hours = lasting(4, TIME_HOUR), month = lasting(1, TIME_MONTH);
  struct wait wait = longest_of_2026(&hours, 1);
  assert_true(wait.minutes == 240 && wait.from == at(2026, 1, 1, 0, 0) && !wait.holiday);
  wait = longest_of_2026(&month, 1);
  assert_true(wait.minutes == 31 * 1440 && wait.from == at(2026, 1, 1, 0, 0));
  wait = calendar_longest_wait(&arena, &calendar, on(2026, 2, 2), on(2026, 3, 2), &month, 1);
  assert_true(wait.minutes == 31 * 1440 && wait.from == at(2026, 3, 1, 0, 0));
}

static void nothing_to_wait_for(void **state) {
  (void)state;
  tea();
  struct duration step = lasting(1, TIME_WORKDAY);
  assert_true(longest_of_2026(NULL, 0).minutes == 0);
  assert_true(calendar_longest_wait(&arena, &calendar, DAY_NONE, on(2026, 1, 1), &step, 1).minutes == 0);
  assert_true(calendar_longest_wait(&arena, &calendar, on(2026, 1, 1), DAY_NONE, &step, 1).minutes == 0);
  assert_true(calendar_longest_wait(&arena, &calendar, on(2026, 1, 2), on(2026, 1, 1), &step, 1).minutes == 0);
}

/* After the last open day nothing more is worked. */
static void never(void **state) {
  (void)state;
  struct duration step = lasting(1, TIME_WORKHOUR);
  calendar.weekdays = 0;
  open_day(on(2026, 3, 3));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  struct wait wait = longest_of_2026(&step, 1);
  assert_true(wait.minutes == MOMENT_NEVER && wait.from == at(2026, 3, 3, 17, 1) && !wait.holiday);
  calendar.weekdays = 1 << MONDAY;
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  step = lasting(INT64_MAX, TIME_WORKDAY);
  wait = longest_of_2026(&step, 1);
  assert_true(wait.minutes == MOMENT_NEVER && wait.from == at(2026, 1, 1, 0, 0));
}

/* ---- Against every minute ---- */

enum { ORIGIN_BACK = 10, WINDOW = 3000, MOST_STEPS = 4 };

static uint64_t seed = 20260216;

static int below(int n) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (int)((seed >> 33) % (uint64_t)n);
}

/* A step as the test sees it: `amount` parts of `of` a unit. */
struct asked {
  enum time_unit unit;
  int64_t amount, of;
};

static bool worked[WINDOW]; /* from `origin` on */
static day_number origin;

static bool within(const struct calendar_day *days, uint32_t count, day_number day) {
  for (uint32_t i = 0; i < count; i++)
    if (day >= days[i].from && day <= days[i].to) return true;
  return false;
}

static void mark_window(bool holidays) {
  for (int i = 0; i < WINDOW; i++) {
    day_number day = origin + i;
    worked[i] = calendar.weekdays >> day_weekday(day) & 1;
    if (holidays && within(calendar.holidays.items, calendar.holidays.count, day)) worked[i] = false;
    if (within(calendar.open_days.items, calendar.open_days.count, day)) worked[i] = true;
  }
}

static int64_t half_even(int64_t a, int64_t b) {
  int64_t whole = a / b, rest = a % b * 2;
  return whole + (rest > b || (rest == b && whole % 2));
}

static int64_t next_worked(int64_t day) {
  do assert_true(++day < WINDOW);
  while (!worked[day]);
  return day;
}

/* Goes through the days one by one; minutes are counted from the origin. */
static int64_t work_by_hand(int64_t from, int64_t days, int64_t minutes) {
  int64_t day = from / 1440, time = from % 1440;
  if (!worked[day] || time >= calendar.closes) {
    day = next_worked(day);
    time = 0;
  }
  if (time < calendar.opens) time = calendar.opens;
  while (days--) day = next_worked(day);
  while (minutes > calendar.closes - time) {
    minutes -= calendar.closes - time;
    day = next_worked(day);
    time = calendar.opens;
  }
  return day * 1440 + time + minutes;
}

static int64_t months_by_hand(int64_t from, int64_t amount, int64_t of) {
  struct civil civil = civil_from_day(origin + (day_number)(from / 1440));
  struct civil ends[2];
  for (int i = 0; i < 2; i++) {
    int64_t month = civil.year * 12 + civil.month - 1 + amount / of + i;
    ends[i] = (struct civil){(int)(month / 12), (int)(month % 12) + 1, civil.day};
    int length = month_length(ends[i].year, ends[i].month);
    if (ends[i].day > length) ends[i].day = length;
  }
  int64_t day = day_from_civil(ends[0]), days = day_from_civil(ends[1]) - day;
  return (day - origin) * 1440 + from % 1440 + half_even(amount % of * days * 1440, of);
}

static int64_t step_by_hand(int64_t from, const struct asked *step) {
  int64_t a_day = calendar.closes - calendar.opens;
  switch (step->unit) {
    case TIME_MINUTE: return from + half_even(step->amount, step->of);
    case TIME_HOUR: return from + half_even(step->amount * 60, step->of);
    case TIME_DAY: return from + half_even(step->amount * 1440, step->of);
    case TIME_WEEK: return from + half_even(step->amount * 1440 * 7, step->of);
    case TIME_MONTH: return months_by_hand(from, step->amount, step->of);
    case TIME_QUARTER: return months_by_hand(from, step->amount * 3, step->of);
    case TIME_YEAR: return months_by_hand(from, step->amount * 12, step->of);
    case TIME_WORKHOUR: return work_by_hand(from, 0, half_even(step->amount * 60, step->of));
    case TIME_WORKDAY:
      return work_by_hand(from, step->amount / step->of, half_even(step->amount % step->of * a_day, step->of));
    case TIME_NONE: break;
  }
  return from;
}

static struct wait longest_by_hand(int64_t first, int64_t last, const struct asked *steps, uint32_t count) {
  struct wait wait = {.minutes = -1};
  for (int64_t from = first; from <= last; from++) {
    int64_t now = from;
    for (uint32_t i = 0; i < count; i++) now = step_by_hand(now, &steps[i]);
    if (now - from <= wait.minutes) continue;
    wait.minutes = now - from;
    wait.from = from;
  }
  wait.from += (int64_t)origin * 1440;
  return wait;
}

static void random_calendar(day_number from, day_number to) {
  calendar_init(&calendar);
  if (below(3)) calendar.weekdays = (uint8_t)(1 + below(127));
  if (below(2)) {
    calendar.opens = below(1440);
    calendar.closes = calendar.opens + 1 + below(1440 - calendar.opens);
  }
  for (int i = below(4); i > 0; i--) {
    day_number first = from - 5 + below(to - from + 25);
    holiday(first, first + below(9));
  }
  for (int i = below(3); i > 0; i--) open_day(from - 5 + below(to - from + 25));
  calendar_prepare(&arena, &calendar, from, to);
}

static struct asked random_step(bool *long_one) {
  static const int parts[] = {1, 1, 1, 2, 4, 5, 8, 10, 16};
  struct asked step = {.of = parts[below(9)]};
  int kind = below(12);
  step.unit = kind < 4 ? TIME_WORKDAY : kind < 8 ? TIME_WORKHOUR : (enum time_unit)below(TIME_YEAR + 1);
  int hours = calendar.closes - calendar.opens < 60 ? 1 : 30; /* so that they end within the window */
  int most = step.unit == TIME_WORKHOUR ? hours : step.unit == TIME_WORKDAY ? 6 : step.unit < TIME_DAY ? 90 : 3;
  if (step.unit == TIME_QUARTER || step.unit == TIME_YEAR) {
    if (*long_one) step.unit = TIME_MONTH;
    *long_one = true;
    most = 1;
  }
  step.amount = below(most * (int)step.of + 1);
  return step;
}

static struct duration duration_of(const struct asked *step) {
  struct decimal amount = decimal_divide(decimal_from_integer(step->amount), decimal_from_integer(step->of));
  return (struct duration){.amount = amount, .unit = step->unit};
}

static void one_case(day_number from, day_number to) {
  struct asked steps[MOST_STEPS];
  struct duration durations[MOST_STEPS];
  uint32_t count = (uint32_t)(1 + below(MOST_STEPS));
  bool long_one = false;
  random_calendar(from, to);
  for (uint32_t i = 0; i < count; i++) {
    steps[i] = random_step(&long_one);
    durations[i] = duration_of(&steps[i]);
  }
  origin = from - ORIGIN_BACK;
  int64_t first = ORIGIN_BACK * 1440, last = first + (int64_t)(to - from + 1) * 1440 - 1;
  mark_window(true);
  struct wait wait = calendar_longest_wait(&arena, &calendar, from, to, durations, count);
  struct wait expected = longest_by_hand(first, last, steps, count);
  assert_true(wait.minutes == expected.minutes);
  assert_true(wait.from == expected.from);
  mark_window(false);
  expected = longest_by_hand(first, last, steps, count);
  assert_true(wait.minutes_without_holidays == expected.minutes);
  assert_int_equal(wait.holiday, wait.minutes > expected.minutes);
}

static void every_minute_of_short_terms(void **state) {
  (void)state;
  for (int i = 0; i < 500; i++) {
    day_number from = i % 4 ? on(2026, 1, 1) + below(800) : on(1969, 12, 1) + below(60);
    one_case(from, from + below(9));
  }
}

/* Month ends, where a month's wait falls back and leaps. */
static void every_minute_of_whole_months(void **state) {
  (void)state;
  for (int i = 0; i < 12; i++) {
    day_number from = day_month_start(on(2027, 1, 1) + below(700));
    one_case(from + 20, from + 65);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(one_workday, begin, arena_end),
      cmocka_unit_test_setup_teardown(two_steps, begin, arena_end),
      cmocka_unit_test_setup_teardown(workhours, begin, arena_end),
      cmocka_unit_test_setup_teardown(clock_and_calendar, begin, arena_end),
      cmocka_unit_test_setup_teardown(nothing_to_wait_for, begin, arena_end),
      cmocka_unit_test_setup_teardown(never, begin, arena_end),
      cmocka_unit_test_setup_teardown(every_minute_of_short_terms, begin, arena_end),
      cmocka_unit_test_setup_teardown(every_minute_of_whole_months, begin, arena_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
