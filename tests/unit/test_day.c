#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The calendar as one counts it on one's fingers, against which the formulas are held. */
static int days_of(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static struct civil after(struct civil civil) {
  if (++civil.day <= days_of(civil.year, civil.month)) return civil;
  civil.day = 1;
  if (++civil.month <= 12) return civil;
  return (struct civil){civil.year + 1, 1, 1};
}

static day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static void assert_civil(struct civil a, struct civil b) {
  assert_int_equal(a.year, b.year);
  assert_int_equal(a.month, b.month);
  assert_int_equal(a.day, b.day);
}

static void every_day_of_ten_thousand_years(void **state) {
  (void)state;
  struct civil civil = {1, 1, 1}; /* a Monday */
  int weekday = MONDAY;
  for (day_number day = on(1, 1, 1); civil.year <= 9999; day++) {
    assert_true(civil_is_valid(civil));
    assert_int_equal(day_from_civil(civil), day);
    assert_civil(civil_from_day(day), civil);
    assert_int_equal(day_weekday(day), weekday);
    assert_int_equal(day_in_range(day), civil.year >= DAY_FIRST_YEAR && civil.year <= DAY_LAST_YEAR);
    weekday = (weekday + 1) % 7;
    civil = after(civil);
  }
}

static void known_days(void **state) {
  (void)state;
  assert_int_equal(on(1970, 1, 1), 0);
  assert_int_equal(on(1969, 12, 31), -1);
  assert_int_equal(on(2000, 3, 1), 11017);
  assert_int_equal(on(2026, 3, 31), 20543);
  assert_int_equal(on(1, 1, 1), -719162);
  assert_int_equal(day_weekday(on(2026, 3, 31)), TUESDAY);
  assert_int_equal(day_weekday(on(1970, 1, 1)), THURSDAY);
  assert_false(day_in_range(INT64_MAX));
  assert_false(day_in_range(INT64_MIN));
  assert_false(day_in_range(DAY_NONE));
}

static void days_that_do_not_exist(void **state) {
  (void)state;
  static const struct civil bad[] = {{2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {0, 1, 1},    {-1, 1, 1},
                                     {10000, 1, 1}, {2024, 13, 1}, {2024, 0, 10}, {2024, 4, 31}, {2024, 1, 0},
                                     {2024, 1, 32}, {2024, -1, 1}, {2024, 1, -1}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(civil_is_valid(bad[i]));
  assert_true(civil_is_valid((struct civil){2024, 2, 29}));
  assert_true(civil_is_valid((struct civil){2000, 2, 29}));
  assert_true(civil_is_valid((struct civil){9999, 12, 31}));
}

static void months(void **state) {
  (void)state;
  for (int year = 1900; year < 2200; year++)
    for (int month = 1; month <= 12; month++) {
      assert_int_equal(month_length(year, month), days_of(year, month));
      for (int day = 1; day <= days_of(year, month); day++) {
        assert_int_equal(day_month_start(on(year, month, day)), on(year, month, 1));
        assert_int_equal(day_month_end(on(year, month, day)), on(year, month, days_of(year, month)));
      }
    }
}

static void adding_months(void **state) {
  (void)state;
  assert_int_equal(day_add_months(on(2026, 1, 31), 1), on(2026, 2, 28));
  assert_int_equal(day_add_months(on(2024, 1, 31), 1), on(2024, 2, 29));
  assert_int_equal(day_add_months(on(2026, 1, 31), 2), on(2026, 3, 31));
  assert_int_equal(day_add_months(on(2026, 3, 31), -1), on(2026, 2, 28));
  assert_int_equal(day_add_months(on(2024, 2, 29), 12), on(2025, 2, 28));
  assert_int_equal(day_add_months(on(2024, 2, 29), 48), on(2028, 2, 29));
  assert_int_equal(day_add_months(on(2024, 2, 29), -1200), on(1924, 2, 29));
  assert_int_equal(day_add_months(on(1970, 1, 1), 0), 0);
  assert_int_equal(day_add_months(on(1, 1, 15), -1), DAY_NONE);
  assert_int_equal(day_add_months(on(9999, 12, 1), 1), DAY_NONE);
  assert_int_equal(day_add_months(on(2026, 1, 1), INT64_MAX), DAY_NONE);
  assert_int_equal(day_add_months(on(2026, 1, 1), INT64_MIN), DAY_NONE);
  assert_int_equal(day_add_months(DAY_NONE, 1), DAY_NONE);
  for (day_number day = on(1995, 1, 1); day < on(2005, 1, 1); day++)
    for (int step = -40; step <= 40; step++) {
      struct civil from = civil_from_day(day), to = civil_from_day(day_add_months(day, step));
      assert_int_equal((to.year - from.year) * 12 + to.month - from.month, step);
      int length = days_of(to.year, to.month);
      assert_int_equal(to.day, from.day < length ? from.day : length);
    }
}

static void assert_between(day_number from, day_number to, int whole, int over, int of) {
  int rest, length;
  assert_int_equal(months_between(from, to, &rest, &length), whole);
  assert_int_equal(rest, over);
  assert_int_equal(length, of);
}

static void between_days(void **state) {
  (void)state;
  assert_between(on(2026, 1, 1), on(2026, 1, 1), 0, 0, 31);
  assert_between(on(2026, 1, 1), on(2027, 1, 1), 12, 0, 31);
  assert_between(on(2026, 4, 1), on(2026, 6, 16), 2, 15, 30);
  assert_between(on(2026, 1, 31), on(2026, 2, 28), 1, 0, 31);
  assert_between(on(2026, 1, 31), on(2026, 2, 27), 0, 27, 28);
  assert_between(on(2026, 1, 15), on(2026, 3, 14), 1, 27, 28);
  for (day_number from = on(2023, 12, 1); from < on(2024, 4, 2); from++)
    for (day_number to = from; to < from + 800; to++) {
      int rest, length, whole = months_between(from, to, &rest, &length);
      assert_int_equal(day_add_months(from, whole) + rest, to);
      assert_true(rest >= 0 && rest < length);
      assert_int_equal(day_add_months(from, whole) + length, day_add_months(from, whole + 1));
    }
}

static void written(void **state) {
  (void)state;
  jmp_buf guard;
  struct arena arena;
  arena_init(&arena, &arena_standard_allocator, &guard);
  struct buffer buffer = buffer_in(&arena);
  day_write(&buffer, on(2026, 3, 31));
  buffer_char(&buffer, ' ');
  day_write(&buffer, on(1900, 1, 1));
  buffer_char(&buffer, ' ');
  day_write(&buffer, on(7, 12, 9));
  assert_string_equal(buffer_string(&buffer), "2026-03-31 1900-01-01 0007-12-09");
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_day_of_ten_thousand_years),
      cmocka_unit_test(known_days),
      cmocka_unit_test(days_that_do_not_exist),
      cmocka_unit_test(months),
      cmocka_unit_test(adding_months),
      cmocka_unit_test(between_days),
      cmocka_unit_test(written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
