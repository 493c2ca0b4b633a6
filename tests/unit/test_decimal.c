#include "base/decimal.h"

#include <limits.h>
#include <string.h>

#include "arena_fixture.h"

static struct decimal number(const char *text) {
  struct decimal result;
  bool negative = *text == '-';
  text += negative;
  assert_true(decimal_read(text, strlen(text), &result));
  return negative ? decimal_negated(result) : result;
}

static const char *written(struct decimal a) {
  struct buffer buffer = buffer_in(&arena);
  decimal_write(&buffer, a);
  assert_true(buffer.length < 7000);
  return buffer_string(&buffer);
}

#define NINES_34 "9999999999999999999999999999999999"

static void reads_what_is_written(void **state) {
  (void)state;
  static const char *const same[] = {
      "0", "1", "12", "0.5", "12.50", "0.000", "100", "1234567890123456789012345678901234", NINES_34,
      "0.0000000000000000000000000000000000000000000000000000000000001", "18446744073709551615", "18446744073709551616",
      "9999999999999999999", "10000000000000000000", "-1", "-0.10", "-99999999999999999999.5"};
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_string_equal(written(number(same[i])), same[i]);
  assert_string_equal(written(number("1_000_000.000_1")), "1000000.0001");
  assert_string_equal(written(number("007")), "7");
  assert_string_equal(written(number("00000000000000000000000000000000000000000000000000000000001.10")), "1.10");
}

static void refuses_what_is_no_number(void **state) {
  (void)state;
  static const char *const bad[] = {"",    ".",   "_",    ".5",   "5.",   "_1",   "1_",  "1__0", "1_.5", "1._5",
                                    "1.5_", "1..5", "1.2.3", "-1",  "+1",   "1e5",  "0x1", "1,5",  " 1",   "1 ",
                                    "nan", "inf", "1\xC2\xA0"};
  struct decimal unused;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(decimal_read(bad[i], strlen(bad[i]), &unused));
  assert_false(decimal_read("1\0", 2, &unused));
}

static void too_many_digits_overflow(void **state) {
  (void)state;
  struct decimal a;
  char many[7000];
  memset(many, '0', sizeof many);
  assert_true(decimal_read("12345678901234567890123456789012345", 35, &a));
  assert_int_equal(a.state, DECIMAL_OVERFLOW);
  assert_true(decimal_read("1.0000000000000000000000000000000000", 36, &a));
  assert_int_equal(a.state, DECIMAL_OVERFLOW);
  assert_true(decimal_read(many, sizeof many, &a));
  assert_true(decimal_is_zero(a) && decimal_is_finite(a));
  many[sizeof many - 1] = '1';
  assert_true(decimal_read(many, sizeof many, &a));
  assert_int_equal(a.low, 1);
  many[1] = '.';
  assert_true(decimal_read(many, 6178, &a));
  assert_int_equal(a.exponent, -6176);
  assert_true(decimal_read(many, 6179, &a));
  assert_int_equal(a.state, DECIMAL_OVERFLOW);
  many[6999] = 'x';
  assert_false(decimal_read(many, sizeof many, &a));
}

struct case_of_two {
  const char *a, *b, *result;
};

static void check_all(struct decimal (*operation)(struct decimal, struct decimal), const struct case_of_two *cases,
                      size_t count) {
  for (size_t i = 0; i < count; i++)
    assert_string_equal(written(operation(number(cases[i].a), number(cases[i].b))), cases[i].result);
}

static void sums(void **state) {
  (void)state;
  static const struct case_of_two cases[] = {
      {"1.20", "1", "2.20"},
      {"0.1", "0.2", "0.3"},
      {"1", "-1.00", "0.00"},
      {"-1", "1", "0"},
      {"0", "0.00", "0.00"},
      {"5", "-8", "-3"},
      {"-0.5", "-0.25", "-0.75"},
      {"18446744073709551615", "1", "18446744073709551616"},
      {NINES_34, "1", "10000000000000000000000000000000000"},
      {NINES_34, "0.5", "10000000000000000000000000000000000"},          /* a tie, to even */
      {NINES_34, "0.4", NINES_34},
      {"1000000000000000000000000000000000", "0.5", "1000000000000000000000000000000000"},
      {"1000000000000000000000000000000001", "0.5", "1000000000000000000000000000000002"},
      {"1000000000000000000000000000000000", "0.5000000000000000000000000000000001",
       "1000000000000000000000000000000001"},
      {"1000000000000000000000000000000000", "-0.0000000000000000000000000000000000000000000000000001",
       "1000000000000000000000000000000000"},
      {"1000000000000000000000000000000000", "-0.06", "999999999999999999999999999999999.9"},
      {"1", "0.0000000000000000000000000000000000000", "1.000000000000000000000000000000000"},
  };
  check_all(decimal_add, cases, sizeof cases / sizeof *cases);
  assert_string_equal(written(decimal_subtract(number("0.3"), number("0.1"))), "0.2");
  assert_string_equal(written(decimal_subtract(number("0"), number("0.1"))), "-0.1");
}

static void products(void **state) {
  (void)state;
  static const struct case_of_two cases[] = {
      {"1.20", "3", "3.60"},
      {"-2", "0", "0"},
      {"-2", "-0.5", "1.0"},
      {"30_000", "0.35", "10500.00"},
      {"18446744073709551616", "18446744073709551616", "340282366920938463463374607431768200000"},
      {NINES_34, NINES_34, "99999999999999999999999999999999980000000000000000000000000000000000"},
      {"0.3333333333333333333333333333333333", "3", "0.9999999999999999999999999999999999"},
      {"1.000000000000000000000000000000005", "1.5", "1.500000000000000000000000000000008"}, /* a tie, to even */
      {"1.000000000000000000000000000000003", "1.5", "1.500000000000000000000000000000004"},
  };
  check_all(decimal_multiply, cases, sizeof cases / sizeof *cases);
}

static void quotients(void **state) {
  (void)state;
  static const struct case_of_two cases[] = {
      {"6", "2", "3"},
      {"1", "4", "0.25"},
      {"1.00", "4", "0.25"},
      {"2.40", "2", "1.20"},
      {"1", "3", "0.3333333333333333333333333333333333"},
      {"2", "3", "0.6666666666666666666666666666666667"},
      {"-1", "8", "-0.125"},
      {"0", "7", "0"},
      {"0.00", "7", "0.00"},
      {"600", "0.2", "3000"},
      {"1", NINES_34, "0.0000000000000000000000000000000001000000000000000000000000000000000"},
      {NINES_34, "7", "1428571428571428571428571428571428"},
      {"12500", "30000", "0.4166666666666666666666666666666667"},
      {"1", "1024", "0.0009765625"},
  };
  check_all(decimal_divide, cases, sizeof cases / sizeof *cases);
}

static void what_is_no_number_says_why(void **state) {
  (void)state;
  struct decimal one = number("1"), zero = number("0"), by_zero = decimal_divide(one, zero);
  struct decimal huge = decimal_scaled(number(NINES_34), 6111), over = decimal_add(huge, huge);
  assert_int_equal(by_zero.state, DECIMAL_DIVIDED_BY_ZERO);
  assert_int_equal(decimal_divide(zero, zero).state, DECIMAL_DIVIDED_BY_ZERO);
  assert_int_equal(over.state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scaled(huge, 1).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scaled(one, INT_MAX).state, DECIMAL_OVERFLOW);
  assert_true(decimal_is_zero(decimal_scaled(one, INT_MIN)));
  assert_int_equal(decimal_multiply(huge, number("2")).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_divide(huge, number("0.1")).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_power(number("10"), 6145).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_power(number("10"), UINT32_MAX).state, DECIMAL_OVERFLOW);
  struct decimal (*const operations[])(struct decimal, struct decimal) = {
      decimal_add, decimal_subtract, decimal_multiply, decimal_divide, decimal_raised, decimal_min, decimal_max};
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    assert_int_equal(operations[i](over, one).state, DECIMAL_OVERFLOW);
    assert_int_equal(operations[i](one, over).state, DECIMAL_OVERFLOW);
    assert_int_equal(operations[i](by_zero, over).state, DECIMAL_DIVIDED_BY_ZERO);
    assert_int_equal(operations[i](over, by_zero).state, DECIMAL_OVERFLOW);
  }
  int64_t unused;
  assert_int_equal(decimal_negated(over).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_absolute(over).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_scaled(over, -10).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_rounded(over, 2).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_reduced(over).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_power(over, 0).state, DECIMAL_OVERFLOW);
  assert_false(decimal_to_integer(over, &unused));
  assert_string_equal(written(over), "?");
}

static void the_range_has_ends(void **state) {
  (void)state;
  struct decimal least = decimal_scaled(number("1"), -6176);
  assert_int_equal(least.exponent, -6176);
  assert_true(decimal_is_zero(decimal_divide(least, number("2"))));                 /* a tie, to even */
  assert_int_equal(decimal_divide(decimal_scaled(number("3"), -6176), number("2")).low, 2);
  assert_int_equal(decimal_divide(least, number("2")).exponent, -6176);
  assert_int_equal(strlen(written(least)), 6178);
  assert_int_equal(strlen(written(decimal_negated(decimal_scaled(number(NINES_34), 6111)))), 6146);
  assert_int_equal(decimal_scaled(number("0"), 9000).exponent, 6144);
  assert_string_equal(written(decimal_scaled(number("0"), 9000)), "0");
  assert_string_equal(written(decimal_scaled(number("12"), 3)), "12000");
  assert_string_equal(written(decimal_scaled(number("12.5"), -2)), "0.125");
}

static void powers(void **state) {
  (void)state;
  assert_string_equal(written(decimal_power(number("1.1"), 2)), "1.21");
  assert_string_equal(written(decimal_power(number("-2"), 3)), "-8");
  assert_string_equal(written(decimal_power(number("-2"), 10)), "1024");
  assert_string_equal(written(decimal_power(number("7"), 0)), "1");
  assert_string_equal(written(decimal_power(number("0"), 5)), "0");
  assert_string_equal(written(decimal_power(number("1"), UINT32_MAX)), "1");
  assert_string_equal(written(decimal_power(number("10"), 33)), "1000000000000000000000000000000000");
}

static void raised(void **state) {
  (void)state;
  static const struct case_of_two cases[] = {
      {"2", "10", "1024"},
      {"1.05", "2", "1.1025"},
      {"2", "-2", "0.25"},
      {"3", "-2", "0.1111111111111111111111111111111111"},
      {"-3", "3", "-27"},
      {"9", "0", "1"},
      {"0", "0", "1"},
      {"0", "2.5", "0"},
      {"1", "0.37", "1"},
      {"1.00", "-0.37", "1"},
      {"4", "0.5", "2.000000000000000000000000000000000"},
      {"2", "0.5", "1.414213562373095048801688724209698"},
      {"2", "-0.5", "0.7071067811865475244008443621048490"},
      {"0.5", "0.5", "0.7071067811865475244008443621048490"},
      {"10", "0.5", "3.162277660168379331998893544432719"},
      {"1.07", "0.25", "1.017058525001811312664557166663114"},
  };
  check_all(decimal_raised, cases, sizeof cases / sizeof *cases);
  struct decimal googol = decimal_reduced(decimal_raised(number("100"), number("50.5")));
  assert_true(googol.low == 1 && googol.exponent == 101);
  assert_int_equal(decimal_raised(number("0"), number("-2.5")).state, DECIMAL_DIVIDED_BY_ZERO);
  assert_int_equal(decimal_raised(number("0"), number("-2")).state, DECIMAL_DIVIDED_BY_ZERO);
  assert_int_equal(decimal_raised(number("-2"), number("0.5")).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_raised(number("10"), number("6144.5")).exponent, 6111);
  assert_int_equal(decimal_raised(number("10"), number("6145.5")).state, DECIMAL_OVERFLOW);
  assert_int_equal(decimal_raised(number("10"), number(NINES_34)).state, DECIMAL_OVERFLOW);
  assert_true(decimal_is_zero(decimal_raised(number("10"), decimal_negated(number(NINES_34)))));
  assert_true(decimal_is_zero(decimal_raised(number("0.1"), number("6178.5"))));
  /* The power is out of range where its inverse is not. */
  assert_int_equal(decimal_raised(decimal_scaled(number("1"), 3080), number("-2")).exponent, -6160);
  assert_int_equal(decimal_raised(decimal_scaled(number("1"), -4000), number("-2")).state, DECIMAL_OVERFLOW);
  struct decimal tiny = decimal_raised(number("10"), decimal_scaled(number("1.5"), -6000));
  assert_int_equal(decimal_compare(tiny, number("1")), 0);
  struct decimal always_one = decimal_raised(number("1.0"), decimal_scaled(number("1.5"), 6000));
  assert_int_equal(decimal_compare(always_one, number("1")), 0);
  struct decimal vast = decimal_raised(number("1.5"), decimal_scaled(number("1.5"), 6000));
  assert_int_equal(vast.state, DECIMAL_OVERFLOW);
}

static const char *rounded(const char *a, int places) { return written(decimal_rounded(number(a), places)); }

static void rounding_is_half_to_even(void **state) {
  (void)state;
  assert_string_equal(rounded("0.5", 0), "0");
  assert_string_equal(rounded("1.5", 0), "2");
  assert_string_equal(rounded("2.5", 0), "2");
  assert_string_equal(rounded("-2.5", 0), "-2");
  assert_string_equal(rounded("-0.4", 0), "0");
  assert_string_equal(rounded("2.51", 0), "3");
  assert_string_equal(rounded("1.005", 2), "1.00");
  assert_string_equal(rounded("1.015", 2), "1.02");
  assert_string_equal(rounded("9.999", 2), "10.00");
  assert_string_equal(rounded("12.5", 2), "12.50");
  assert_string_equal(rounded("0", 2), "0.00");
  assert_string_equal(rounded("1234", -2), "1200");
  assert_string_equal(rounded("1250", -2), "1200");
  assert_string_equal(rounded("1350", -2), "1400");
  assert_string_equal(rounded("4", -1), "0");
  assert_string_equal(rounded("6", -1), "10");
  assert_string_equal(rounded("6", -2), "0");
  assert_string_equal(rounded(NINES_34, 2), NINES_34);
  assert_string_equal(rounded(NINES_34, -1), "10000000000000000000000000000000000");
  assert_string_equal(rounded("1", INT_MIN), "0");
  assert_string_equal(rounded("1", INT_MAX), "1");
  assert_int_equal(decimal_rounded(decimal_scaled(number("9"), 6144), -6145).state, DECIMAL_FINITE);
}

static void reduced(void **state) {
  (void)state;
  assert_string_equal(written(decimal_reduced(number("12.500"))), "12.5");
  assert_string_equal(written(decimal_reduced(number("1200"))), "1200");
  assert_int_equal(decimal_reduced(number("1200")).low, 12);
  assert_string_equal(written(decimal_reduced(number("0.000"))), "0");
  assert_string_equal(written(decimal_reduced(number("-1.0"))), "-1");
  assert_int_equal(decimal_reduced(number("1000000000000000000000000000000000")).exponent, 33);
  assert_int_equal(decimal_reduced(number("1024")).low, 1024);
}

static void comparison(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    int order;
  } cases[] = {{"1", "1.00", 0},   {"0", "0.000", 0}, {"1", "2", -1},    {"-1", "1", -1},  {"-1", "-2", 1},
               {"0", "-0.1", 1},   {"0", "0.1", -1},  {"10", "9.99", 1}, {"-10", "-9.99", -1},
               {"100", "99", 1},   {"0.1", "0.09", 1}, {NINES_34, "10000", 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct decimal a = number(cases[i].a), b = number(cases[i].b);
    assert_int_equal(decimal_compare(a, b), cases[i].order);
    assert_int_equal(decimal_compare(b, a), -cases[i].order);
    assert_int_equal(decimal_compare(decimal_min(a, b), decimal_max(a, b)), cases[i].order ? -1 : 0);
  }
  struct decimal vast = decimal_scaled(number("1"), 6144), tiny = decimal_scaled(number(NINES_34), -6176);
  assert_int_equal(decimal_compare(vast, tiny), 1);
  assert_int_equal(decimal_compare(number("0"), tiny), -1);
  assert_int_equal(decimal_compare(decimal_scaled(number("0"), 100), number("0")), 0);
}

static void signs(void **state) {
  (void)state;
  assert_false(decimal_is_negative(decimal_negated(number("0.0"))));
  assert_true(decimal_is_negative(decimal_negated(number("0.1"))));
  assert_false(decimal_is_negative(decimal_absolute(number("-0.1"))));
  assert_false(decimal_is_negative(decimal_multiply(number("-1"), number("0"))));
  assert_false(decimal_is_negative(decimal_rounded(number("-0.1"), 0)));
}

static bool whole(const char *a, int64_t *value) { return decimal_to_integer(number(a), value); }

static void integers(void **state) {
  (void)state;
  int64_t value;
  const int64_t same[] = {0, 1, -1, 99, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    assert_true(decimal_to_integer(decimal_from_integer(same[i]), &value));
    assert_true(value == same[i]);
  }
  assert_string_equal(written(decimal_from_integer(INT64_MIN)), "-9223372036854775808");
  assert_true(whole("12.00", &value) && value == 12);
  assert_true(decimal_to_integer(decimal_scaled(number("12"), 3), &value) && value == 12000);
  assert_true(decimal_to_integer(decimal_scaled(number("0"), 300), &value) && value == 0);
  assert_false(whole("0.5", &value));
  assert_false(whole("9223372036854775808", &value));
  assert_false(whole("-9223372036854775809", &value));
  assert_false(whole("10000000000000000000", &value));
  assert_false(whole("18446744073709551617", &value));
  assert_false(decimal_to_integer(decimal_scaled(number("1"), 19), &value));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_what_is_written),
      cmocka_unit_test(refuses_what_is_no_number),
      cmocka_unit_test(too_many_digits_overflow),
      cmocka_unit_test(sums),
      cmocka_unit_test(products),
      cmocka_unit_test(quotients),
      cmocka_unit_test(what_is_no_number_says_why),
      cmocka_unit_test(the_range_has_ends),
      cmocka_unit_test(powers),
      cmocka_unit_test(raised),
      cmocka_unit_test(rounding_is_half_to_even),
      cmocka_unit_test(reduced),
      cmocka_unit_test(comparison),
      cmocka_unit_test(signs),
      cmocka_unit_test(integers),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
