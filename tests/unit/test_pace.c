/* How fast a figure is asked to rise: the pace a month, the limits, the first day that they allow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "check/pace.h"

static const char shares[] = "0.40 0.15";
static struct pace_limits limits;

static struct decimal number(const char *digits) {
  struct decimal value;
  assert_true(decimal_read(digits, strlen(digits), &value));
  return value;
}

static day_number date(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static int begin(void **state) {
  (void)state;
  assert_true(decimal_read(shares, 4, &limits.soon) && decimal_read(shares + 5, 4, &limits.later));
  return 0;
}

/* From 2026-01-01 on. */
static struct pace rise(const char *from, const char *to, day_number last) {
  return (struct pace){number(from), number(to), date(2026, 1, 1), last};
}

static void assert_decimal(struct decimal value, const char *digits) {
  if (decimal_compare(value, number(digits)) == 0) return;
  jmp_buf guard;
  struct arena arena;
  arena_init(&arena, &arena_standard_allocator, &guard);
  struct buffer out = buffer_in(&arena);
  decimal_write(&out, value);
  print_error("%s instead of %s\n", buffer_string(&out), digits);
  arena_free(&arena);
  fail();
}

static void test_months_are_calendar_months(void **state) {
  (void)state;
  assert_decimal(pace_months(date(2026, 1, 1), date(2026, 2, 28)), "2");
  assert_decimal(pace_months(date(2026, 1, 1), date(2026, 3, 31)), "3");
  assert_decimal(pace_months(date(2026, 1, 1), date(2026, 12, 31)), "12");
  assert_decimal(pace_months(date(2026, 2, 1), date(2026, 2, 14)), "0.5");
  assert_decimal(pace_months(date(2026, 1, 15), date(2026, 4, 14)), "3");
  assert_decimal(pace_months(date(2028, 2, 1), date(2028, 2, 29)), "1");
}

/* The seeds' case: twice as much by month 2. */
static void test_twice_as_much_in_two_months(void **state) {
  (void)state;
  struct pace pace = rise("1000", "2000", date(2026, 2, 28));
  assert_decimal(decimal_rounded(pace_monthly(&pace), 4), "0.4142");
  assert_true(pace_is_over(&pace, &limits));
  assert_decimal(pace_allowed(&pace, &limits), "1960");
  assert_int_equal(pace_earliest(&pace, &limits), date(2026, 3, 2));
}

static void test_the_limit_itself_is_not_over(void **state) {
  (void)state;
  struct pace pace = rise("1000", "1960", date(2026, 2, 28));
  assert_false(pace_is_over(&pace, &limits));
  pace = rise("1000", "1960.01", date(2026, 2, 28));
  assert_true(pace_is_over(&pace, &limits));
  /* 1.15^12, all its digits */
  pace = rise("1", "5.350250105470400146484375", date(2026, 12, 31));
  assert_false(pace_is_over(&pace, &limits));
}

static void test_the_limits_change_after_three_months(void **state) {
  (void)state;
  struct pace pace = rise("100", "270", date(2026, 3, 31));
  assert_decimal(pace_limit(&pace, &limits), "0.40");
  assert_false(pace_is_over(&pace, &limits));
  pace.last = date(2026, 4, 1);
  assert_decimal(pace_limit(&pace, &limits), "0.15");
  assert_true(pace_is_over(&pace, &limits));
}

/* A day after the one that was asked for, at the limit that goes for that day. */
static void test_the_earliest_day_is_a_later_one_that_is_allowed(void **state) {
  (void)state;
  struct pace pace = rise("100", "200", date(2026, 4, 30));
  day_number day = pace_earliest(&pace, &limits);
  assert_int_equal(day, date(2026, 5, 30));
  pace.last = day;
  assert_false(pace_is_over(&pace, &limits));
  pace.last = day - 1;
  assert_true(pace_is_over(&pace, &limits));
  pace = rise("100", "300", date(2026, 2, 28)); /* beyond 1.4^3: only the long limit can allow it */
  day = pace_earliest(&pace, &limits);
  assert_true(day > date(2026, 3, 31));
  pace.last = day;
  assert_false(pace_is_over(&pace, &limits));
  pace.last = day - 1;
  assert_true(pace_is_over(&pace, &limits));
}

static void test_what_no_time_allows(void **state) {
  (void)state;
  struct pace_limits none = {decimal_from_integer(0), decimal_from_integer(0)};
  struct pace pace = rise("100", "101", date(2026, 12, 31));
  assert_true(pace_is_over(&pace, &none));
  assert_int_equal(pace_earliest(&pace, &none), DAY_NONE);
}

static void test_a_single_day(void **state) {
  (void)state;
  struct pace pace = rise("100", "101", date(2026, 1, 1));
  assert_decimal(decimal_rounded(pace_monthly(&pace), 2), "0.36");
  assert_false(pace_is_over(&pace, &limits));
  pace = rise("100", "102", date(2026, 1, 1));
  assert_true(pace_is_over(&pace, &limits));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_months_are_calendar_months),
      cmocka_unit_test(test_twice_as_much_in_two_months),
      cmocka_unit_test(test_the_limit_itself_is_not_over),
      cmocka_unit_test(test_the_limits_change_after_three_months),
      cmocka_unit_test(test_the_earliest_day_is_a_later_one_that_is_allowed),
      cmocka_unit_test(test_what_no_time_allows),
      cmocka_unit_test(test_a_single_day),
  };
  return cmocka_run_group_tests(tests, begin, NULL);
}
