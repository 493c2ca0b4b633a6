/* Sentences, figures, dates; and the check of the catalogue, whose program is compiled in under another name. */

#include <string.h>

#define main catalogue_check_main
int catalogue_check_main(int count, char **arguments);
#include "text/catalogue_check.c"

#include "arena_fixture.h"
#undef main

static struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &value));
  return negative ? decimal_negated(value) : value;
}

static void expect_filled(const char *words, const struct argument *arguments, const char *expected) {
  struct buffer out = buffer_in(&arena);
  text_fill(&out, LANGUAGE_EN, words, arguments);
  assert_string_equal(buffer_string(&out), expected);
}

static void expect_number(const char *digits, const char *expected) {
  struct buffer out = buffer_in(&arena);
  text_number(&out, LANGUAGE_EN, number(digits));
  assert_string_equal(buffer_string(&out), expected);
}

static void test_numbers(void **state) {
  (void)state;
  expect_number("0", "0");
  expect_number("7", "7");
  expect_number("999", "999");
  expect_number("1000", "1,000");
  expect_number("-1000", "-1,000");
  expect_number("12000.5", "12,000.5");
  expect_number("12000.50", "12,000.5");
  expect_number("1234567.00", "1,234,567");
  expect_number("123456", "123,456");
  expect_number("0.001", "0.001");
  expect_number("-0.5", "-0.5");
  expect_number("1234.56789", "1,234.56789"); /* no groups after the point */
  expect_number("1234567890123456789012345678901234", "1,234,567,890,123,456,789,012,345,678,901,234");
}

static void test_numbers_that_are_none(void **state) {
  (void)state;
  expect_filled("{1}", ARGS(arg_number(decimal_divide(number("1"), number("0")))), "a division by zero");
  expect_filled("{1}", ARGS(arg_number((struct decimal){.state = DECIMAL_OVERFLOW})),
                "a number too large to work with");
  expect_filled("{1}", ARGS(arg_share((struct decimal){.state = DECIMAL_OVERFLOW})),
                "a number too large to work with");
}

static void expect_share(const char *fraction, int places, const char *expected) {
  struct buffer out = buffer_in(&arena);
  text_share(&out, LANGUAGE_EN, number(fraction), places);
  assert_string_equal(buffer_string(&out), expected);
}

static void test_shares(void **state) {
  (void)state;
  expect_share("0.9", 1, "90 %");
  expect_share("0.3333333", 1, "33.3 %");
  expect_share("0.3333333", 2, "33.33 %");
  expect_share("0.3", 3, "30 %");
  expect_share("0.0005", 0, "0 %");
  expect_share("-0.125", 1, "-12.5 %");
  expect_share("12.5", 1, "1,250 %");
  expect_share("1", 0, "100 %");
}

static void expect_date(int year, int month, int day, const char *date, const char *month_only) {
  struct buffer out = buffer_in(&arena);
  day_number number_of_day = day_from_civil((struct civil){year, month, day});
  text_date(&out, LANGUAGE_EN, number_of_day);
  assert_string_equal(buffer_string(&out), date);
  out.length = 0;
  text_month(&out, LANGUAGE_EN, number_of_day);
  assert_string_equal(buffer_string(&out), month_only);
}

static void test_dates(void **state) {
  (void)state;
  expect_date(2026, 3, 31, "31 March 2026", "March 2026");
  expect_date(1900, 1, 1, "1 January 1900", "January 1900");
  expect_date(2199, 12, 9, "9 December 2199", "December 2199");
  expect_filled("by {1}", ARGS(arg_date(0)), "by 1 January 1970");
}

static void expect_minutes(int64_t minutes, const char *expected) {
  struct buffer out = buffer_in(&arena);
  text_minutes(&out, LANGUAGE_EN, minutes);
  assert_string_equal(buffer_string(&out), expected);
}

static void test_minutes(void **state) {
  (void)state;
  expect_minutes(0, "0 minutes");
  expect_minutes(1, "1 minute");
  expect_minutes(60, "1 hour");
  expect_minutes(61, "1 hour 1 minute");
  expect_minutes(24 * 60, "1 day");
  expect_minutes(24 * 60 + 5, "1 day 5 minutes");
  expect_minutes(3 * 24 * 60 + 4 * 60 + 30, "3 days 4 hours 30 minutes");
  expect_minutes(2000 * 24 * 60, "2,000 days");
  expect_minutes(-90, "-1 hour 30 minutes");
  expect_minutes(INT64_MIN, "-6,405,119,470,038,038 days 18 hours 8 minutes");
}

static void test_arguments_of_each_kind(void **state) {
  (void)state;
  const char *const names[] = {"wu", "lin", "任務"};
  expect_filled("the mix of {1}", ARGS(arg_name("facebook")), "the mix of `facebook`");
  expect_filled("\"{1}\"", ARGS(arg_string("a {1} b")), "\"a {1} b\"");
  expect_filled("{1}", ARGS(arg_integer(-12000)), "-12,000");
  expect_filled("{1}", ARGS(arg_number(number("0.50"))), "0.5");
  expect_filled("{1}", ARGS(arg_number(number("0"))), "0");
  expect_filled("{1}", ARGS(arg_share(number("0.4"))), "40 %");
  expect_filled("{1}", ARGS(arg_quantity(number("12000"), "TWD")), "12,000 TWD");
  expect_filled("{1}", ARGS(arg_quantity(number("12000"), "")), "12,000");
  expect_filled("{1}", ARGS(arg_quantity(number("12000"), NULL)), "12,000");
  expect_filled("{1}", ARGS(arg_minutes(90)), "1 hour 30 minutes");
  expect_filled("{1}", ARGS(arg_text(TEXT_MONTH_MAY)), "May");
  expect_filled("<{1}>", ARGS(arg_list(names, 0)), "<>");
  expect_filled("{1}", ARGS(arg_list(names, 1)), "`wu`");
  expect_filled("{1}", ARGS(arg_list(names, 2)), "`wu` and `lin`");
  expect_filled("{1}", ARGS(arg_list(names, 3)), "`wu`, `lin` and `任務`");
}

static void test_figures_that_were_worked_out_are_rounded(void **state) {
  (void)state;
  struct decimal third = decimal_divide(number("1"), number("3"));
  expect_filled("{1}", ARGS(arg_number(third)), "0.3333");
  expect_filled("{1}", ARGS(arg_share(third)), "33.33 %");
  expect_filled("{1}", ARGS(arg_number(decimal_multiply(third, number("10000")))), "3,333.33");
  expect_filled("{1}", ARGS(arg_number(decimal_divide(third, number("10000")))), "0.00003333");
  expect_filled("{1}", ARGS(arg_quantity(decimal_negated(third), "TWD")), "-0.3333 TWD");
  expect_filled("{1}", ARGS(arg_number(number("1.123456"))), "1.123456"); /* as written */
  expect_filled("{1}", ARGS(arg_share(number("0.99999999"))), "99.999999 %");
  expect_filled("{1}", ARGS(arg_number(number("0.00000012"))), "0.00000012");
  expect_filled("{1}", ARGS(arg_number(number("9.9999999"))), "10");
}

static void test_placeholders(void **state) {
  (void)state;
  expect_filled("", NO_ARGS, "");
  expect_filled("a { without its }", NO_ARGS, "a { without its }");
  expect_filled("{", NO_ARGS, "{");
  expect_filled("{2} before {1}, {2}", ARGS(arg_string("a"), arg_string("b")), "b before a, b");
  expect_filled("{1} {1?error|errors}", ARGS(arg_integer(1)), "1 error");
  expect_filled("{1} {1?error|errors}", ARGS(arg_integer(0)), "0 errors");
  expect_filled("{1} {1?error|errors}", ARGS(arg_integer(1000)), "1,000 errors");
  expect_filled("{1?|s}.", ARGS(arg_integer(1)), ".");
  expect_filled("{{1}}", ARGS(arg_string("x")), "{x}");
  expect_filled("{2}{3}", ARGS(arg_string("x")), ""); /* what lacks gives nothing */
  expect_filled("{1?a|b}", ARGS(arg_string("x")), "b");
  /* what is malformed stays as it is: the build's check names it */
  expect_filled("{1 {1?a {1?b}", NO_ARGS, "{1 {1?a {1?b}");
  expect_filled("{1?a", NO_ARGS, "{1?a");
  expect_filled("{1?a|b", NO_ARGS, "{1?a|b");
}

static void test_rows_are_written_by_key(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  text_write(&out, LANGUAGE_EN, TEXT_COUNT_ERRORS, ARGS(arg_integer(2)));
  assert_string_equal(buffer_string(&out), "2 errors");
  assert_string_equal(text_plain(LANGUAGE_EN, TEXT_LEVEL_ERROR), "error");
}

/* The check: each fault by a made-up row. */

static void expect_faults(const struct text_row *row, const struct text_row *other, const char *expected) {
  FILE *file = tmpfile();
  assert_non_null(file);
  struct checking checking = {.out = file, .column = "en", .key = "KEY"};
  if (other) {
    check_pair(&checking, row, other);
  } else {
    check_row(&checking, row);
  }
  char seen[1024] = "";
  rewind(file);
  seen[fread(seen, 1, sizeof seen - 1, file)] = '\0';
  fclose(file);
  assert_string_equal(seen, expected);
  assert_int_equal(checking.faults > 0, *expected != '\0');
}

static void expect_row(const char *kinds, const char *words, const char *expected) {
  expect_faults(&(struct text_row){kinds, words}, NULL, expected);
}

static void test_catalogue_has_no_fault(void **state) {
  (void)state;
  char *all[] = {"catalogue_check", NULL};
  assert_int_equal(catalogue_check_main(1, all), 0);
}

static void test_check_of_a_row(void **state) {
  (void)state;
  expect_row("", "a { without its }", "");
  expect_row("NI", "{1} has {2} {2?part|parts}", "");
  expect_row("NI", "{1} has one {2?part|parts}", "");
  expect_row("", NULL, "en: KEY: no text\n");
  expect_row("", "", "en: KEY: no text\n");
  expect_row("N", "{1} and {2}", "en: KEY: {2} is used, but the row's kinds have no argument 2\n");
  expect_row("N", "{0} {1}", "en: KEY: {0} is used, but the row's kinds have no argument 0\n");
  expect_row("NN", "only {2}", "en: KEY: argument 1 is not used\n");
  expect_row("N", "{1} {1?a|b}", "en: KEY: {1?one|many} chooses by argument 1, which is no integer (I)\n");
  expect_row("I", "{1} {1?a}", "en: KEY: {1 is neither {1} nor {1?one|many}\n");
  expect_row("I", "{1} {1", "en: KEY: {1 is neither {1} nor {1?one|many}\n");
  expect_row("N", "{1} {12}", "en: KEY: {1 is neither {1} nor {1?one|many}\n");
  expect_row("n", "{1}", "en: KEY: a letter among the kinds that stands for none\n");
  expect_row("SSSSSSSSSS", "{1}{2}{3}{4}{5}{6}{7}{8}{9}", "en: KEY: more than 9 arguments\n");
}

static void expect_pair(const char *kinds, const char *words, const char *other_kinds, const char *other_words,
                        const char *expected) {
  expect_faults(&(struct text_row){kinds, words}, &(struct text_row){other_kinds, other_words}, expected);
}

static void test_check_of_two_languages(void **state) {
  (void)state;
  const char *same = "en: KEY: the text is that of another language: not translated\n";
  expect_pair("", "грешка", "", "error", "");
  expect_pair("", "error", "", "error", same);
  expect_pair("", "錯誤", "", "錯誤", same);
  expect_pair("I", "{1} {1?x|y}", "I", "{1} {1?x|y}", same);
  expect_pair("S", "{1} %", "S", "{1} %", "");
  expect_pair("", "KPI", "", "KPI", "");
  expect_pair("N", "{1}", "S", "{1}", "en: KEY: the kinds are not those of an earlier language\n");
  expect_pair("", NULL, "", "error", ""); /* named as a row without text */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_numbers, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_numbers_that_are_none, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_shares, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_dates, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_minutes, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_arguments_of_each_kind, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_figures_that_were_worked_out_are_rounded, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_placeholders, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_rows_are_written_by_key, arena_begin, arena_end),
      cmocka_unit_test(test_catalogue_has_no_fault),
      cmocka_unit_test(test_check_of_a_row),
      cmocka_unit_test(test_check_of_two_languages),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
