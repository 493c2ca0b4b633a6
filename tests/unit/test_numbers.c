#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "syntax/numbers.h"

static struct {
  jmp_buf guard;
  struct arena arena;
} fixture;

static int set_up(void **state) {
  (void)state;
  if (setjmp(fixture.guard)) return -1;
  arena_init(&fixture.arena, &arena_standard_allocator, &fixture.guard);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&fixture.arena);
  return 0;
}

static void assert_text(const char *written, const char *what, const char *given, const char *expected) {
  if (given == expected || (given && expected && strcmp(given, expected) == 0)) return;
  fail_msg("%s, %s: %s, not %s", written, what, given ? given : "nothing", expected ? expected : "nothing");
}

/* The figure alone in memory, so that a sanitizer sees a read behind its end. */
static void assert_repair(const char *written, const char *write, const char *either, const char *list) {
  size_t length = strlen(written);
  char *bytes = test_malloc(length);
  memcpy(bytes, written, length);
  struct number_repair repair = number_repair(&fixture.arena, bytes, length);
  test_free(bytes);
  assert_text(written, "write", repair.write, write);
  assert_text(written, "either", repair.either, either);
  assert_text(written, "list", repair.list, list);
}

static void assert_certain(const char *written, enum certainty expected) {
  struct number_repair repair = number_repair(&fixture.arena, written, strlen(written));
  if (repair.certainty != expected) fail_msg("%s: certainty %d, not %d", written, (int)repair.certainty, (int)expected);
}

static void what_nobody_means_otherwise(void **state) {
  (void)state;
  static const char *const certain[] = {"12,000", "1,200,300", "1.200.300", "1'200", "1\u00A0200", "1 000", "1 200 300",
                                        "1,234.56", "1.234,56", "1'234.5", ".5", "\u20AC12", "\u20AC12.50", "12 \u20AC",
                                        "\u20AC1,500", "NT$30,000", "12\u0111", "12K", "\uFF11\uFF12,\uFF10\uFF10\uFF10"};
  for (size_t i = 0; i < sizeof certain / sizeof *certain; i++) assert_certain(certain[i], CERTAINTY_FULL);
  static const char *const amounts[] = {"1,500", "40,250"};
  for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) assert_certain(amounts[i], CERTAINTY_OF_MONEY);
}

static void what_can_be_meant_otherwise(void **state) {
  (void)state;
  static const char *const uncertain[] = {"12.000", "1.500", "2,5", "2,50", "0,500", "0.500,25", "1 200", "5-3", "1e6", "12_", "850.",
                                          "\u22125", "12m", "12k\u20AC", "$12", "\u00A312", "\u00A512", "\u20AC2,50", "\u20AC12,",
                                          "\u20AC12.000", "50.000\u0111", "1,2345", "1,00,000", "12kg"};
  for (size_t i = 0; i < sizeof uncertain / sizeof *uncertain; i++) assert_certain(uncertain[i], CERTAINTY_NONE);
}

static void a_unit_beside_its_figure(void **state) {
  (void)state;
  assert_string_equal(number_repair(&fixture.arena, "10kg", 4).unit, "kg");
  assert_string_equal(number_repair(&fixture.arena, "2.5kg", 5).unit, "kg");
  static const char *const none[] = {"12K", "5d", "10kg2", "2,5kg", "1_O0", "-5kg", "\u20AC10kg"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_null(number_repair(&fixture.arena, none[i], strlen(none[i])).unit);
}

static void dates_that_nobody_means_otherwise(void **state) {
  (void)state;
  static const char *const certain[] = {"31.12.2026", "2026-1-5", "2026/3/1", "2026.3.1", "1/1/2026", "13/2/2026", "2/13/2026",
                                        "2026\u5E743\u67081\u65E5", "2026\u5E743\u6708", "2026\u201303", "2026\u201303\u201301"};
  static const char *const uncertain[] = {"1/2/2026", "1.2.2026", "2026-1", "2026/03", "26-01-05", "1-2-2026", "31.12.2626", "3000-1-5"};
  for (size_t i = 0; i < sizeof certain / sizeof *certain; i++)
    if (!date_is_certain(certain[i], strlen(certain[i]))) fail_msg("%s is certain", certain[i]);
  for (size_t i = 0; i < sizeof uncertain / sizeof *uncertain; i++)
    if (date_is_certain(uncertain[i], strlen(uncertain[i]))) fail_msg("%s is not certain", uncertain[i]);
}

/* The examples of checks.md and of section 2 of language.md. */
static void figures_of_the_specification(void **state) {
  (void)state;
  assert_repair("12,000", "12_000", "12.0000", "12, 000");
  assert_repair("12.000", "12_000", "12.0000", NULL);
  assert_repair("12 000", "12_000", NULL, NULL);
  assert_repair("2,5", "2.5", NULL, "2, 5");
  assert_repair("1.2.3", NULL, NULL, NULL);
  assert_repair("12_", "12", NULL, NULL);
  assert_repair("\u20AC12", "12 EUR", NULL, NULL);
  assert_repair("NT$30,000", "30_000 TWD", NULL, "30, 000");
  assert_repair("50.000.000\u0111", "50_000_000 VND", NULL, NULL);
  assert_repair("10kg", "10 kg", NULL, NULL);
  assert_repair("1,200", "1_200", "1.2000", "1, 200");
}

static void separators(void **state) {
  (void)state;
  assert_repair("1,234,567", "1_234_567", NULL, "1, 234, 567");
  assert_repair("1.234.567", "1_234_567", NULL, NULL);
  assert_repair("1 234 567", "1_234_567", NULL, NULL);
  assert_repair("1\u00A0234", "1_234", NULL, NULL);
  assert_repair("1'234'567", "1_234_567", NULL, NULL);
  assert_repair("1\u2019234.50", "1_234.50", NULL, NULL);
  assert_repair("1.234,56", "1_234.56", NULL, NULL);
  assert_repair("1,234.56", "1_234.56", NULL, NULL);
  assert_repair("1,2,3", NULL, NULL, "1, 2, 3");
  assert_repair("12,34,567", NULL, NULL, "12, 34, 567");
  assert_repair("1,2345", "1.2345", NULL, "1, 2345");
  assert_repair("1234,567", "1234.567", NULL, "1234, 567");
  assert_repair("12__000", "12000", NULL, NULL);
}

static void full_width(void **state) {
  (void)state;
  assert_repair("\uFF11\uFF12\uFF0C\uFF10\uFF10\uFF10", "12_000", "12.0000", "12, 000");
  assert_repair("\uFF11\uFF12\uFF0E\uFF10\uFF10\uFF10", "12_000", "12.0000", NULL);
  assert_repair("1\u3001200", "1_200", "1.2000", "1, 200");
}

static void signs(void **state) {
  (void)state;
  assert_repair("12\u20AC", "12 EUR", NULL, NULL);
  assert_repair("12 \u20AC", "12 EUR", NULL, NULL);
  assert_repair("$30", "30 USD", NULL, NULL);
  assert_repair("HK$ 5", "5 HKD", NULL, NULL);
  assert_repair("\u00A35.50", "5.50 GBP", NULL, NULL);
  assert_repair("\u22125", "-5", NULL, NULL);
  assert_repair("\u20135.5", "-5.5", NULL, NULL);
  assert_repair("5-3", "5 to 3", "5 - 3", NULL);
  assert_repair("12\u201320", "12 to 20", "12 - 20", NULL);
}

static void letters(void **state) {
  (void)state;
  assert_repair("12K", "12k", NULL, NULL);
  assert_repair("12m", "12 m", "12M", NULL);
  assert_repair("1e3", NULL, NULL, NULL);
  assert_repair("1E400", NULL, NULL, NULL);
  assert_repair("5euros", "5 euros", NULL, NULL);
  assert_repair("12EUR", "12 EUR", NULL, NULL);
}

static void points(void **state) {
  (void)state;
  assert_repair(".5", "0.5", NULL, NULL);
  assert_repair("5.", "5", NULL, NULL);
}

static void a_figure_of_many_groups(void **state) {
  (void)state;
  char written[4 * 1000 + 2] = "1";
  for (int i = 0; i < 1000; i++) strcat(written, ",000");
  struct number_repair repair = number_repair(&fixture.arena, written, strlen(written));
  assert_null(repair.write);
}

static void assert_date(const char *written, const char *expected) {
  size_t length = strlen(written);
  char *bytes = test_malloc(length);
  memcpy(bytes, written, length);
  const char *given = date_repair(&fixture.arena, bytes, length);
  test_free(bytes);
  assert_text(written, "date", given, expected);
}

static void dates(void **state) {
  (void)state;
  assert_date("2026-1-5", "2026-01-05");
  assert_date("2026-3", "2026-03");
  assert_date("31.12.2026", "2026-12-31");
  assert_date("1.2.2026", "2026-02-01"); /* day first, where points part them */
  assert_date("1/2/2026", NULL);         /* day or month first */
  assert_date("13/2/2026", "2026-02-13");
  assert_date("2/13/2026", "2026-02-13");
  assert_date("31-12-2026", "2026-12-31");
  assert_date("2026/3/1", "2026-03-01");
  assert_date("2026.03.01", "2026-03-01");
  assert_date("2026\u201103\u201131", "2026-03-31");
  assert_date("2026\u5E743\u670831\u65E5", "2026-03-31");
  assert_date("2026\u5E743\u6708", "2026-03");
  assert_date("\uFF12\uFF10\uFF12\uFF16\uFF0D\uFF13\uFF0D\uFF11", "2026-03-01");
}

static void dates_that_there_are_not(void **state) {
  (void)state;
  assert_date("2026-2-30", NULL);
  assert_date("31.4.2026", NULL);
  assert_date("2026-13", NULL);
  assert_date("26-03-31", NULL);
  assert_date("10000-01-01", NULL);
  assert_date("2026-03-31-14", NULL);
  assert_date("99999999999.1.2026", NULL);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(what_nobody_means_otherwise), TEST(what_can_be_meant_otherwise), TEST(a_unit_beside_its_figure),
      TEST(dates_that_nobody_means_otherwise),
      TEST(figures_of_the_specification), TEST(separators), TEST(full_width), TEST(signs), TEST(letters), TEST(points),
      TEST(a_figure_of_many_groups), TEST(dates), TEST(dates_that_there_are_not)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
