/* Which days are worked, and when single waits are over. */
#include "model/calendar.h"

#include <string.h>

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

/* Taiwan 2026: New Year, and the Lunar New Year week. */
static void tea(void) {
  holiday(on(2026, 1, 1), on(2026, 1, 1));
  holiday(on(2026, 2, 16), on(2026, 2, 20));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
}

static struct duration lasting(const char *amount, enum time_unit unit) {
  struct duration duration = {.unit = unit};
  assert_true(decimal_read(amount, strlen(amount), &duration.amount));
  return duration;
}

#define assert_after(from, amount, unit, to)                                                        \
  do {                                                                                              \
    struct duration duration_ = lasting(amount, unit);                                              \
    assert_true(calendar_after(&calendar, (from), &duration_) == (to));                             \
  } while (0)

static void the_usual_week(void **state) {
  (void)state;
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  assert_int_equal(calendar.opens, 540);
  assert_int_equal(calendar.closes, 1080);
  assert_int_equal(calendar_minutes_a_day(&calendar), 540);
  assert_true(calendar_is_worked(&calendar, on(2026, 2, 13)));
  assert_false(calendar_is_worked(&calendar, on(2026, 2, 14)));
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 2, 14)), on(2026, 2, 16));
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 2, 16)), on(2026, 2, 16));
  assert_int_equal(calendar_previous_worked(&calendar, on(2026, 2, 15)), on(2026, 2, 13));
  assert_int_equal(calendar_previous_worked(&calendar, on(2026, 2, 13)), on(2026, 2, 13));
}

static void lunar_new_year(void **state) {
  (void)state;
  tea();
  assert_false(calendar_is_worked(&calendar, on(2026, 2, 18)));
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 2, 14)), on(2026, 2, 23));
  assert_int_equal(calendar_previous_worked(&calendar, on(2026, 2, 22)), on(2026, 2, 13));
  assert_after(at(2026, 2, 13, 17, 0), "1", TIME_WORKDAY, at(2026, 2, 23, 17, 0));
  assert_after(at(2026, 2, 13, 18, 0), "1", TIME_WORKDAY, at(2026, 2, 24, 9, 0));
  assert_after(at(2026, 2, 13, 17, 0), "2", TIME_WORKHOUR, at(2026, 2, 23, 10, 0));
  assert_after(at(2026, 2, 17, 12, 0), "2", TIME_WORKHOUR, at(2026, 2, 23, 11, 0));
}

static void open_days_are_worked_all_the_same(void **state) {
  (void)state;
  open_day(on(2026, 2, 7));  /* a Saturday, made up for */
  open_day(on(2026, 2, 18)); /* in the middle of the holiday */
  tea();
  assert_true(calendar_is_worked(&calendar, on(2026, 2, 7)));
  assert_true(calendar_is_worked(&calendar, on(2026, 2, 18)));
  assert_after(at(2026, 2, 6, 10, 0), "1", TIME_WORKDAY, at(2026, 2, 7, 10, 0));
  assert_after(at(2026, 2, 13, 10, 0), "1", TIME_WORKDAY, at(2026, 2, 18, 10, 0));
  assert_after(at(2026, 2, 18, 10, 0), "1", TIME_WORKDAY, at(2026, 2, 23, 10, 0));
}

static void counting_workdays(void **state) {
  (void)state;
  tea();
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 1, 1), 15), on(2026, 1, 22));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 1, 2), 15), on(2026, 1, 23));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 14), 1), on(2026, 2, 23));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 14), -1), on(2026, 2, 13));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 23), -1), on(2026, 2, 13));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 14), 0), on(2026, 2, 14));
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 14), INT64_MAX), DAY_NONE);
  assert_int_equal(calendar_add_workdays(&calendar, on(2026, 2, 14), INT64_MIN), DAY_NONE);
}

static void clock_time(void **state) {
  (void)state;
  tea();
  assert_after(at(2026, 2, 13, 17, 0), "4", TIME_HOUR, at(2026, 2, 13, 21, 0));
  assert_after(at(2026, 2, 13, 17, 0), "90", TIME_MINUTE, at(2026, 2, 13, 18, 30));
  assert_after(at(2026, 2, 13, 17, 0), "1.5", TIME_DAY, at(2026, 2, 15, 5, 0));
  assert_after(at(2026, 2, 13, 17, 0), "2", TIME_WEEK, at(2026, 2, 27, 17, 0));
  assert_after(at(2026, 2, 13, 17, 0), "0.5", TIME_MINUTE, at(2026, 2, 13, 17, 0)); /* half to even */
  assert_after(at(2026, 2, 13, 17, 0), "1.5", TIME_MINUTE, at(2026, 2, 13, 17, 2));
  assert_after(at(2026, 2, 13, 17, 0), "2.5", TIME_MINUTE, at(2026, 2, 13, 17, 2));
  assert_after(at(1969, 12, 31, 23, 0), "2", TIME_HOUR, at(1970, 1, 1, 1, 0));
}

static void months_go_by_the_calendar(void **state) {
  (void)state;
  tea();
  assert_after(at(2026, 1, 31, 17, 0), "1", TIME_MONTH, at(2026, 2, 28, 17, 0));
  assert_after(at(2028, 1, 31, 17, 0), "1", TIME_MONTH, at(2028, 2, 29, 17, 0));
  assert_after(at(2026, 1, 31, 17, 0), "1", TIME_QUARTER, at(2026, 4, 30, 17, 0));
  assert_after(at(2024, 2, 29, 17, 0), "1", TIME_YEAR, at(2025, 2, 28, 17, 0));
  assert_after(at(2026, 4, 1, 0, 0), "2.5", TIME_MONTH, at(2026, 6, 16, 0, 0)); /* 15 of June's 30 days */
  assert_after(at(2026, 2, 1, 6, 0), "0.5", TIME_MONTH, at(2026, 2, 15, 6, 0));
  assert_after(at(2026, 1, 1, 0, 0), "0.5", TIME_MONTH, at(2026, 1, 16, 12, 0));
  assert_after(at(2026, 1, 1, 0, 0), "0.5", TIME_QUARTER, at(2026, 2, 15, 0, 0));
}

static void working_hours(void **state) {
  (void)state;
  tea();
  assert_after(at(2026, 3, 2, 9, 0), "9", TIME_WORKHOUR, at(2026, 3, 2, 18, 0));
  assert_after(at(2026, 3, 2, 9, 1), "9", TIME_WORKHOUR, at(2026, 3, 3, 9, 1));
  assert_after(at(2026, 3, 2, 18, 0), "1", TIME_WORKHOUR, at(2026, 3, 3, 10, 0));
  assert_after(at(2026, 3, 2, 3, 0), "1", TIME_WORKHOUR, at(2026, 3, 2, 10, 0));
  assert_after(at(2026, 3, 2, 10, 0), "45", TIME_WORKHOUR, at(2026, 3, 9, 10, 0));
  assert_after(at(2026, 3, 2, 10, 0), "0.5", TIME_WORKHOUR, at(2026, 3, 2, 10, 30));
  assert_after(at(2026, 3, 7, 10, 0), "0", TIME_WORKHOUR, at(2026, 3, 9, 9, 0));
}

static void workdays(void **state) {
  (void)state;
  tea();
  assert_after(at(2026, 3, 2, 10, 0), "1", TIME_WORKDAY, at(2026, 3, 3, 10, 0));
  assert_after(at(2026, 3, 6, 17, 59), "1", TIME_WORKDAY, at(2026, 3, 9, 17, 59));
  assert_after(at(2026, 3, 6, 18, 0), "1", TIME_WORKDAY, at(2026, 3, 10, 9, 0));
  assert_after(at(2026, 3, 7, 12, 0), "1", TIME_WORKDAY, at(2026, 3, 10, 9, 0));
  assert_after(at(2026, 3, 9, 8, 59), "1", TIME_WORKDAY, at(2026, 3, 10, 9, 0));
  assert_after(at(2026, 3, 2, 9, 0), "0.5", TIME_WORKDAY, at(2026, 3, 2, 13, 30));
  assert_after(at(2026, 3, 2, 15, 0), "1.5", TIME_WORKDAY, at(2026, 3, 4, 10, 30));
  calendar.closes = 541 + 540; /* halves of 541 minutes */
  assert_after(at(2026, 3, 2, 9, 0), "0.5", TIME_WORKDAY, at(2026, 3, 2, 13, 30));
  assert_after(at(2026, 3, 2, 9, 0), "1.5", TIME_WORKDAY, at(2026, 3, 3, 13, 30));
}

static void round_the_clock(void **state) {
  (void)state;
  calendar.opens = 0;
  calendar.closes = 1440;
  tea();
  assert_after(at(2026, 3, 6, 23, 0), "2", TIME_WORKHOUR, at(2026, 3, 9, 1, 0));
  assert_after(at(2026, 3, 6, 23, 0), "1", TIME_WORKHOUR, at(2026, 3, 7, 0, 0));
  assert_after(at(2026, 3, 6, 23, 0), "1", TIME_WORKDAY, at(2026, 3, 9, 23, 0));
}

static void waits_that_never_end(void **state) {
  (void)state;
  moment now = at(2026, 3, 2, 9, 0);
  tea();
  assert_after(now, "1000000000000000000000000000000", TIME_WORKDAY, MOMENT_NEVER);
  assert_after(now, "1000000000000000000000000000000", TIME_MINUTE, MOMENT_NEVER);
  assert_after(now, "4000000000", TIME_WORKDAY, MOMENT_NEVER);
  assert_after(now, "4200000000", TIME_MINUTE, MOMENT_NEVER);
  assert_after(now, "8000", TIME_YEAR, MOMENT_NEVER);
  assert_after(now, "99999999", TIME_WORKHOUR, MOMENT_NEVER);
  assert_after(INT64_MAX, "1", TIME_MINUTE, MOMENT_NEVER);
  assert_after(INT64_MIN, "1", TIME_WORKDAY, MOMENT_NEVER);
  struct duration overflown = {.amount = {.state = DECIMAL_OVERFLOW}, .unit = TIME_HOUR}, none = {.unit = TIME_NONE};
  assert_true(calendar_after(&calendar, now, &overflown) == MOMENT_NEVER);
  assert_true(calendar_after(&calendar, now, &none) == now);
  calendar.closes = calendar.opens;
  assert_int_equal(calendar_minutes_a_day(&calendar), 0);
  assert_after(now, "1", TIME_WORKHOUR, MOMENT_NEVER);
  assert_after(now, "1", TIME_HOUR, now + 60);
}

static void no_day_is_worked(void **state) {
  (void)state;
  calendar.weekdays = 0;
  open_day(on(2026, 3, 3));
  tea();
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 3, 1)), on(2026, 3, 3));
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 3, 4)), DAY_NONE);
  assert_int_equal(calendar_previous_worked(&calendar, on(2026, 3, 2)), DAY_NONE);
  assert_after(at(2026, 3, 2, 9, 0), "9", TIME_WORKHOUR, at(2026, 3, 3, 18, 0));
  assert_after(at(2026, 3, 2, 9, 0), "10", TIME_WORKHOUR, MOMENT_NEVER);
}

/* Nothing is known of the term, a holiday is centuries long, faulty, or far away. */
static void tables_of_any_size(void **state) {
  (void)state;
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 2, 14)), on(2026, 2, 16)); /* before there is a table */
  calendar_prepare(&arena, &calendar, DAY_NONE, DAY_NONE);
  assert_int_equal(calendar.days, 0);
  assert_int_equal(calendar_next_worked(&calendar, on(2026, 2, 14)), on(2026, 2, 16));
  assert_null(calendar.without_holidays);
  holiday(on(2150, 1, 1), on(2150, 1, 1));
  holiday(DAY_NONE, on(2026, 3, 3));
  holiday(on(2026, 3, 3), DAY_NONE);
  holiday(on(2026, 3, 5), on(2026, 3, 4));
  holiday(on(2500, 3, 5), on(2500, 3, 6));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  assert_false(calendar_is_worked(&calendar, on(2150, 1, 1))); /* a Thursday */
  assert_true(calendar_is_worked(calendar.without_holidays, on(2150, 1, 1)));
  assert_true(calendar_is_worked(&calendar, on(2026, 3, 3)));
  assert_true(calendar_is_worked(&calendar, on(2026, 3, 4)));
  holiday(on(1900, 1, 1), on(2199, 12, 31));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  assert_int_equal(calendar_next_worked(&calendar, on(1900, 1, 1)), on(2200, 1, 1));
  assert_int_equal(calendar_previous_worked(&calendar, on(2199, 12, 31)), on(1899, 12, 29));
  assert_after(at(2026, 3, 2, 9, 0), "1", TIME_WORKHOUR, at(2200, 1, 1, 10, 0));
}

/* ---- Against counting on one's fingers ---- */

static uint64_t seed = 20260212;

static int below(int n) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (int)((seed >> 33) % (uint64_t)n);
}

static bool within(const struct calendar_day *days, uint32_t count, day_number day) {
  for (uint32_t i = 0; i < count; i++)
    if (day >= days[i].from && day <= days[i].to) return true;
  return false;
}

static bool fingers_say_worked(day_number day) {
  if (within(calendar.open_days.items, calendar.open_days.count, day)) return true;
  if (within(calendar.holidays.items, calendar.holidays.count, day)) return false;
  return calendar.weekdays >> day_weekday(day) & 1;
}

static void random_calendar(day_number from, day_number to) {
  calendar_init(&calendar);
  calendar.weekdays = (uint8_t)(1 + below(127));
  for (int i = below(5); i > 0; i--) {
    day_number first = from - 30 + below(to - from + 60);
    holiday(first, first + below(below(4) ? 3 : 40));
  }
  for (int i = below(4); i > 0; i--) open_day(from - 30 + below(to - from + 60));
  calendar_prepare(&arena, &calendar, from, to);
}

static void assert_lookups(day_number day) {
  day_number next = day, previous = day;
  while (!fingers_say_worked(next)) next++;
  while (!fingers_say_worked(previous)) previous--;
  assert_int_equal(calendar_is_worked(&calendar, day), fingers_say_worked(day));
  assert_int_equal(calendar_next_worked(&calendar, day), next);
  assert_int_equal(calendar_previous_worked(&calendar, day), previous);
  assert_int_equal(calendar_workday(&calendar, calendar_workdays_before(&calendar, day)), next);
  day_number forward = day, back = day;
  for (int n = 1; n < 8; n++) {
    do forward++;
    while (!fingers_say_worked(forward));
    do back--;
    while (!fingers_say_worked(back));
    assert_int_equal(calendar_add_workdays(&calendar, day, n), forward);
    assert_int_equal(calendar_add_workdays(&calendar, day, -n), back);
  }
}

/* Within the table and beyond both its ends. */
static void lookups_by_counting(void **state) {
  (void)state;
  for (int i = 0; i < 100; i++) {
    day_number from = on(1969, 6, 1) + below(600), to = from + below(40);
    random_calendar(from, to);
    for (day_number day = from - 480; day < to + 480; day++) assert_lookups(day);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_usual_week, begin, arena_end),
      cmocka_unit_test_setup_teardown(lunar_new_year, begin, arena_end),
      cmocka_unit_test_setup_teardown(open_days_are_worked_all_the_same, begin, arena_end),
      cmocka_unit_test_setup_teardown(counting_workdays, begin, arena_end),
      cmocka_unit_test_setup_teardown(clock_time, begin, arena_end),
      cmocka_unit_test_setup_teardown(months_go_by_the_calendar, begin, arena_end),
      cmocka_unit_test_setup_teardown(working_hours, begin, arena_end),
      cmocka_unit_test_setup_teardown(workdays, begin, arena_end),
      cmocka_unit_test_setup_teardown(round_the_clock, begin, arena_end),
      cmocka_unit_test_setup_teardown(waits_that_never_end, begin, arena_end),
      cmocka_unit_test_setup_teardown(no_day_is_worked, begin, arena_end),
      cmocka_unit_test_setup_teardown(tables_of_any_size, begin, arena_end),
      cmocka_unit_test_setup_teardown(lookups_by_counting, begin, arena_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
