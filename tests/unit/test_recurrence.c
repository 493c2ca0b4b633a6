/* The days of recurrences: by hand, and against going through all days. */

#include "model/calendar.h"

#include "arena_fixture.h"

static struct calendar calendar;
static struct recurrence r;

static day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static void holiday(day_number from, day_number to) {
  VECTOR_PUSH(&arena, &calendar.holidays, ((struct calendar_day){.from = from, .to = to}));
}

static int begin(void **state) {
  arena_begin(state);
  calendar_init(&calendar);
  holiday(on(2026, 1, 1), on(2026, 1, 1));
  holiday(on(2026, 2, 16), on(2026, 2, 20));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  r = (struct recurrence){.unit = TIME_MONTH, .interval = 1, .from = on(2026, 1, 1), .to = on(2026, 12, 31)};
  return 0;
}

/* The first days, each on or after the day after the one before; DAY_NONE ends them. */
static void assert_days(const day_number *days, size_t count) {
  day_number from = r.from;
  for (size_t i = 0; i < count; i++) {
    day_number day = recurrence_next(&calendar, &r, from);
    assert_int_equal(day, days[i]);
    if (day == DAY_NONE) return;
    assert_int_equal(recurrence_next(&calendar, &r, day), day);
    from = day + 1;
  }
}

#define ASSERT_DAYS(...)                                             \
  do {                                                               \
    static const struct civil civil_[] = {__VA_ARGS__};              \
    day_number days_[sizeof civil_ / sizeof *civil_];                \
    size_t count_ = sizeof civil_ / sizeof *civil_;                  \
    for (size_t i_ = 0; i_ < count_; i_++)                           \
      days_[i_] = civil_[i_].year ? day_from_civil(civil_[i_]) : DAY_NONE; \
    assert_days(days_, count_);                                      \
  } while (0)

#define NO_MORE {0, 0, 0}

/* ---- By hand ---- */

static void every_day_and_workday(void **state) {
  (void)state;
  r.unit = TIME_DAY;
  ASSERT_DAYS({2026, 1, 1}, {2026, 1, 2}, {2026, 1, 3});
  assert_int_equal(recurrence_count(&calendar, &r, on(2026, 1, 1), on(2027, 12, 31)), 365);
  r.interval = 10;
  ASSERT_DAYS({2026, 1, 1}, {2026, 1, 11}, {2026, 1, 21}, {2026, 1, 31}, {2026, 2, 10});
  r.unit = TIME_WORKDAY;
  r.interval = 1;
  ASSERT_DAYS({2026, 1, 2}, {2026, 1, 5}, {2026, 1, 6});
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 14)), on(2026, 2, 23));
  assert_int_equal(recurrence_count(&calendar, &r, on(2026, 1, 1), on(2026, 12, 31)), 261 - 6);
  r.interval = 2;
  ASSERT_DAYS({2026, 1, 2}, {2026, 1, 6}, {2026, 1, 8}, {2026, 1, 12});
}

static void every_week(void **state) {
  (void)state;
  r.unit = TIME_WEEK;
  ASSERT_DAYS({2026, 1, 5}, {2026, 1, 12}); /* its first day */
  r.spot = SPOT_WEEKDAY;
  r.weekday = THURSDAY;
  ASSERT_DAYS({2026, 1, 1}, {2026, 1, 8}, {2026, 1, 15});
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 18)), on(2026, 2, 19)); /* closed, and stays */
  calendar.closed = CLOSED_NEXT;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 18)), on(2026, 2, 19)); /* no month, no quarter */
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 12, 31)), on(2026, 12, 31));
  assert_int_equal(recurrence_next(&calendar, &r, on(2027, 1, 1)), DAY_NONE);
}

/* Calendar weeks from that of the first such day, wherever the term begins. */
static void every_two_weeks(void **state) {
  (void)state;
  r = (struct recurrence){.unit = TIME_WEEK, .interval = 2, .spot = SPOT_WEEKDAY, .to = on(2026, 2, 15)};
  r.weekday = FRIDAY;
  r.from = on(2026, 1, 1);
  ASSERT_DAYS({2026, 1, 2}, {2026, 1, 16}, {2026, 1, 30}, {2026, 2, 13}, NO_MORE);
  r.from = on(2026, 1, 2);
  ASSERT_DAYS({2026, 1, 2}, {2026, 1, 16});
  r.from = on(2026, 1, 3);
  ASSERT_DAYS({2026, 1, 9}, {2026, 1, 23}, {2026, 2, 6}, NO_MORE);
  r.weekday = MONDAY;
  r.from = on(2026, 1, 1);
  ASSERT_DAYS({2026, 1, 5}, {2026, 1, 19}, {2026, 2, 2}, NO_MORE);
}

static void a_day_that_a_month_lacks(void **state) {
  (void)state;
  r.spot = SPOT_DAY;
  r.nth = 31;
  ASSERT_DAYS({2026, 1, 31}, {2026, 2, 28}, {2026, 3, 31}, {2026, 4, 30});
  r.from = on(2028, 2, 1);
  r.to = on(2028, 3, 31);
  r.nth = 30;
  ASSERT_DAYS({2028, 2, 29}, {2028, 3, 30}, NO_MORE);
  r.spot = SPOT_LAST_DAY;
  ASSERT_DAYS({2028, 2, 29}, {2028, 3, 31}, NO_MORE);
  r.from = on(2028, 2, 29);
  r.spot = SPOT_DAY;
  r.nth = 5;
  ASSERT_DAYS({2028, 3, 5}, NO_MORE);
}

static void workdays_of_the_month(void **state) {
  (void)state;
  r.spot = SPOT_WORKDAY;
  r.nth = 3;
  ASSERT_DAYS({2026, 1, 6}, {2026, 2, 4}, {2026, 3, 4});
  r.nth = 11;
  ASSERT_DAYS({2026, 1, 16}, {2026, 2, 23}); /* ten before the Lunar New Year */
  r.nth = 23;                                /* months with fewer: the last */
  ASSERT_DAYS({2026, 1, 30}, {2026, 2, 27}, {2026, 3, 31}, {2026, 4, 30});
  r.spot = SPOT_LAST_WORKDAY;
  ASSERT_DAYS({2026, 1, 30}, {2026, 2, 27}, {2026, 3, 31}, {2026, 4, 30}, {2026, 5, 29});
  holiday(on(2026, 5, 27), on(2026, 5, 31));
  calendar_prepare(&arena, &calendar, r.from, r.to);
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 5, 1)), on(2026, 5, 26));
}

static void weekdays_of_the_month(void **state) {
  (void)state;
  r.spot = SPOT_NTH_WEEKDAY;
  r.weekday = TUESDAY;
  r.nth = 2;
  ASSERT_DAYS({2026, 1, 13}, {2026, 2, 10}, {2026, 3, 10}, {2026, 4, 14}, {2026, 5, 12}, {2026, 6, 9});
  r.nth = 5; /* months with four: the last */
  ASSERT_DAYS({2026, 1, 27}, {2026, 2, 24}, {2026, 3, 31});
  r.spot = SPOT_LAST_WEEKDAY;
  r.weekday = SATURDAY;
  ASSERT_DAYS({2026, 1, 31}, {2026, 2, 28}, {2026, 3, 28});
  r.interval = 2;
  r.from = on(2026, 2, 1);
  ASSERT_DAYS({2026, 2, 28}, {2026, 4, 25}, {2026, 6, 27});
}

static void every_quarter(void **state) {
  (void)state;
  r.unit = TIME_QUARTER;
  r.spot = SPOT_DAY;
  r.nth = 10;
  ASSERT_DAYS({2026, 1, 10}, {2026, 4, 10}, {2026, 7, 10}, {2026, 10, 10}, NO_MORE);
  r.from = on(2026, 2, 1);
  ASSERT_DAYS({2026, 4, 10}, {2026, 7, 10});
  r.nth = 92;
  ASSERT_DAYS({2026, 3, 31}, {2026, 6, 30}, {2026, 9, 30}, {2026, 12, 31}, NO_MORE);
  r.nth = 45;
  ASSERT_DAYS({2026, 2, 14}, {2026, 5, 15});
  r.spot = SPOT_LAST_WORKDAY;
  ASSERT_DAYS({2026, 3, 31}, {2026, 6, 30}, {2026, 9, 30}, {2026, 12, 31}, NO_MORE);
  r.unit = TIME_YEAR;
  r.spot = SPOT_DAY;
  r.nth = 1;
  r.to = on(2030, 12, 31);
  ASSERT_DAYS({2027, 1, 1}, {2028, 1, 1});
}

static void closed_days_move(void **state) {
  (void)state;
  r.spot = SPOT_DAY;
  r.nth = 18;
  calendar.closed = CLOSED_NEXT;
  ASSERT_DAYS({2026, 1, 19}, {2026, 2, 23}, {2026, 3, 18}, {2026, 4, 20});
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 19)), on(2026, 2, 23)); /* though past the 18th */
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 24)), on(2026, 3, 18));
  calendar.closed = CLOSED_PREVIOUS;
  ASSERT_DAYS({2026, 1, 16}, {2026, 2, 13}, {2026, 3, 18}, {2026, 4, 17});
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 14)), on(2026, 3, 18)); /* February's has been */
  calendar.closed = CLOSED_STAYS;
  ASSERT_DAYS({2026, 1, 18}, {2026, 2, 18});
}

/* The bounds are of the day before it is moved: twelve months have twelve days. */
static void moved_over_the_edge(void **state) {
  (void)state;
  r.spot = SPOT_LAST_DAY;
  r.to = on(2026, 1, 31); /* a Saturday */
  calendar.closed = CLOSED_NEXT;
  ASSERT_DAYS({2026, 2, 2}, NO_MORE);
  r.spot = SPOT_DAY;
  r.nth = 1;
  calendar.closed = CLOSED_PREVIOUS;
  assert_int_equal(recurrence_next(&calendar, &r, on(2025, 12, 1)), on(2025, 12, 31));
  r.to = on(2026, 12, 31);
  assert_int_equal(recurrence_count(&calendar, &r, on(2025, 12, 1), on(2027, 1, 31)), 12);
}

static void nothing_recurs(void **state) {
  (void)state;
  assert_int_equal(recurrence_next(&calendar, &r, DAY_NONE), DAY_NONE);
  assert_int_equal(recurrence_next(&calendar, &r, INT32_MAX), DAY_NONE);
  assert_int_equal(recurrence_next(&calendar, &r, INT32_MIN + 1), on(2026, 1, 1));
  r.from = DAY_NONE;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), DAY_NONE);
  assert_int_equal(recurrence_count(&calendar, &r, on(2026, 1, 1), on(2026, 12, 31)), 0);
  r.from = on(2026, 5, 1);
  r.to = DAY_NONE;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), DAY_NONE);
  r.to = on(2026, 4, 30);
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), DAY_NONE);
  r.to = INT32_MAX;
  r.unit = TIME_HOUR;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), DAY_NONE);
  r.unit = TIME_NONE;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), DAY_NONE);
}

/* Neither the end of time nor a calendar without workdays is searched day by day. */
static void far_away(void **state) {
  (void)state;
  r.to = INT32_MAX;
  r.spot = SPOT_DAY;
  r.nth = 31;
  assert_int_equal(recurrence_next(&calendar, &r, on(2199, 12, 2)), on(2199, 12, 31));
  r.interval = INT32_MAX;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 30)), on(2026, 1, 31));
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), DAY_NONE);
  r.interval = 0;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), on(2026, 2, 28));
  r.spot = SPOT_LAST_WORKDAY;
  r.interval = 1;
  calendar.weekdays = 0;
  calendar.closed = CLOSED_NEXT;
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), DAY_NONE);
  r.spot = SPOT_LAST_DAY;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), on(2026, 2, 28));
  r.unit = TIME_WORKDAY;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), DAY_NONE);
  calendar.weekdays = 1 << MONDAY;
  holiday(on(1900, 1, 1), on(2199, 12, 1));
  calendar_prepare(&arena, &calendar, on(2026, 1, 1), on(2026, 12, 31));
  r.unit = TIME_WEEK;
  r.spot = SPOT_LAST_WORKDAY;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 2, 1)), on(2199, 12, 2));
}

static void what_a_report_is_of(void **state) {
  (void)state;
  r.spot = SPOT_DAY;
  r.nth = 3;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 2, 3)), on(2026, 1, 31));
  r.spot = SPOT_LAST_DAY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 2, 28)), on(2026, 2, 28));
  r.spot = SPOT_LAST_WORKDAY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 30)), on(2026, 1, 31));
  r.spot = SPOT_DAY;
  r.nth = 31; /* always the last */
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 4, 30)), on(2026, 4, 30));
  r.nth = 30; /* only at times the last */
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 4, 30)), on(2026, 3, 31));
  r.unit = TIME_QUARTER;
  r.nth = 10;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 4, 10)), on(2026, 3, 31));
  r.unit = TIME_YEAR;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 10)), on(2025, 12, 31));
  r.unit = TIME_DAY;
  r.spot = SPOT_ANY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 10)), on(2026, 1, 10));
  r.unit = TIME_WORKDAY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 12)), on(2026, 1, 12));
  r.unit = TIME_WEEK;
  r.spot = SPOT_WEEKDAY;
  r.weekday = FRIDAY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 9)), on(2026, 1, 4));
  r.interval = 2;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 16)), on(2026, 1, 11));
  r.weekday = SUNDAY;
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 4)), on(2026, 1, 4));
  assert_int_equal(recurrence_period_end(&calendar, &r, DAY_NONE), DAY_NONE);
}

/* The report of the last of January is still January's when it is made in February. */
static void what_a_moved_report_is_of(void **state) {
  (void)state;
  r.spot = SPOT_LAST_DAY;
  calendar.closed = CLOSED_NEXT;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 1)), on(2026, 2, 2));
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 2, 2)), on(2026, 1, 31));
  r.spot = SPOT_DAY;
  r.nth = 1;
  calendar.closed = CLOSED_PREVIOUS;
  assert_int_equal(recurrence_next(&calendar, &r, on(2026, 1, 2)), on(2026, 1, 30)); /* for 1 February, a Sunday */
  assert_int_equal(recurrence_period_end(&calendar, &r, on(2026, 1, 30)), on(2026, 1, 31));
}

/* ---- Against going through all days ---- */

enum { BACK = 450, WINDOW = 1800 };

static uint64_t seed = 20260131;

static int below(int n) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (int)((seed >> 33) % (uint64_t)n);
}

/* One number for all days of a period, the next for those of the next. */
static int period_by_hand(day_number day) {
  struct civil civil = civil_from_day(day);
  switch (r.unit) {
    case TIME_DAY: return day;
    case TIME_WEEK: return (day - (int)day_weekday(day) + 7003) / 7;
    case TIME_MONTH: return civil.year * 12 + civil.month;
    case TIME_QUARTER: return civil.year * 4 + (civil.month + 2) / 3;
    default: return civil.year;
  }
}

static bool in_same_period(day_number a, day_number b) { return period_by_hand(a) == period_by_hand(b); }

/* Of the days of `day`'s period that `fits`: how many up to `day`, and how many after it. */
static void ranks(day_number day, bool (*fits)(day_number day), int *rank, int *after) {
  *rank = *after = 0;
  for (day_number d = day; in_same_period(d, day); d--) *rank += fits(d);
  for (day_number d = day + 1; in_same_period(d, day); d++) *after += fits(d);
}

static bool is_any(day_number day) {
  (void)day;
  return true;
}
static bool is_worked(day_number day) { return calendar_is_worked(&calendar, day); }
static bool is_weekday(day_number day) { return day_weekday(day) == r.weekday; }

static bool is_spot(day_number day) {
  bool (*fits)(day_number) = r.spot == SPOT_WORKDAY || r.spot == SPOT_LAST_WORKDAY ? is_worked : is_any;
  if (r.spot == SPOT_WEEKDAY || r.spot == SPOT_NTH_WEEKDAY || r.spot == SPOT_LAST_WEEKDAY) fits = is_weekday;
  bool last = r.spot == SPOT_LAST_DAY || r.spot == SPOT_LAST_WORKDAY || r.spot == SPOT_LAST_WEEKDAY;
  int nth = r.spot == SPOT_ANY || r.spot == SPOT_WEEKDAY ? 1 : r.nth, rank, after;
  if (!fits(day)) return false;
  ranks(day, fits, &rank, &after);
  return last ? !after : rank == nth || (rank < nth && !after);
}

static bool falls[WINDOW]; /* by day - r.from + BACK */

static void put(day_number day) {
  bool moves = calendar.closed != CLOSED_STAYS && r.unit != TIME_DAY && r.unit != TIME_WORKDAY && r.unit != TIME_WEEK;
  while (moves && !is_worked(day)) day += calendar.closed == CLOSED_NEXT ? 1 : -1;
  falls[day - r.from + BACK] = true;
}

static void mark_by_hand(void) {
  int first = INT32_MIN, workdays = 0;
  for (int i = 0; i < WINDOW; i++) falls[i] = false;
  for (day_number day = r.from; day <= r.to; day++) {
    if (r.unit == TIME_WORKDAY) {
      if (is_worked(day) && workdays++ % r.interval == 0) put(day);
    } else if (is_spot(day)) {
      if (first == INT32_MIN) first = period_by_hand(day);
      if ((period_by_hand(day) - first) % r.interval == 0) put(day);
    }
  }
}

static void assert_as_marked(void) {
  day_number next = DAY_NONE, low = r.from - BACK;
  int counts[WINDOW + 1] = {0};
  for (int i = WINDOW - 1; i >= 0; i--) {
    counts[i] = counts[i + 1] + falls[i];
    if (falls[i]) next = low + i;
    assert_int_equal(recurrence_next(&calendar, &r, low + i), next);
  }
  for (int i = 0; i < 4; i++) {
    int a = below(WINDOW), b = a + below(WINDOW - a);
    assert_int_equal(recurrence_count(&calendar, &r, low + a, low + b), counts[a] - counts[b + 1]);
  }
}

static void random_calendar(day_number from, day_number to) {
  calendar_init(&calendar);
  if (below(2)) calendar.weekdays = (uint8_t)(1 + below(127));
  int closed = below(3);
  calendar.closed = closed == 0 ? CLOSED_STAYS : closed == 1 ? CLOSED_NEXT : CLOSED_PREVIOUS;
  for (int i = below(5); i > 0; i--) {
    day_number first = from - 10 + below(to - from + 20);
    holiday(first, first + below(below(3) ? 8 : 70));
  }
  calendar_prepare(&arena, &calendar, from, to);
}

static void by_going_through_all_days(void **state) {
  (void)state;
  static const enum time_unit units[] = {TIME_DAY,   TIME_WORKDAY, TIME_WEEK,    TIME_WEEK, TIME_MONTH,
                                         TIME_MONTH, TIME_MONTH,   TIME_QUARTER, TIME_YEAR};
  for (int i = 0; i < 600; i++) {
    day_number from = on(1969, 6, 1) + below(700), to = from + below(900);
    random_calendar(from, to);
    r = (struct recurrence){.unit = units[below(9)], .interval = 1 + below(below(2) ? 1 : 4), .from = from, .to = to};
    if (r.unit != TIME_DAY && r.unit != TIME_WORKDAY) r.spot = (enum recurrence_spot)below(SPOT_LAST_WEEKDAY + 1);
    r.nth = 1 + below(r.spot == SPOT_DAY ? r.unit == TIME_WEEK ? 8 : r.unit == TIME_MONTH ? 33 : 95 : 6);
    r.weekday = (enum weekday)below(7);
    mark_by_hand();
    assert_as_marked();
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_day_and_workday, begin, arena_end),
      cmocka_unit_test_setup_teardown(every_week, begin, arena_end),
      cmocka_unit_test_setup_teardown(every_two_weeks, begin, arena_end),
      cmocka_unit_test_setup_teardown(a_day_that_a_month_lacks, begin, arena_end),
      cmocka_unit_test_setup_teardown(workdays_of_the_month, begin, arena_end),
      cmocka_unit_test_setup_teardown(weekdays_of_the_month, begin, arena_end),
      cmocka_unit_test_setup_teardown(every_quarter, begin, arena_end),
      cmocka_unit_test_setup_teardown(closed_days_move, begin, arena_end),
      cmocka_unit_test_setup_teardown(moved_over_the_edge, begin, arena_end),
      cmocka_unit_test_setup_teardown(nothing_recurs, begin, arena_end),
      cmocka_unit_test_setup_teardown(far_away, begin, arena_end),
      cmocka_unit_test_setup_teardown(what_a_report_is_of, begin, arena_end),
      cmocka_unit_test_setup_teardown(what_a_moved_report_is_of, begin, arena_end),
      cmocka_unit_test_setup_teardown(by_going_through_all_days, begin, arena_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
