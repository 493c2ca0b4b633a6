/* Intervals, and what formulas come to by them. */

#include <string.h>

#include "check/formula_reach.h"
#include "model/units.h"

#include "arena_fixture.h"

static struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &value));
  return negative ? decimal_negated(value) : value;
}

/* "2..5"; an end that is left out is without end. */
static struct interval between(const char *text) {
  const char *dots = strstr(text, "..");
  struct interval interval = interval_all();
  char *low = arena_copy(&arena, text, (size_t)(dots - text));
  if (*low) interval = interval_from(number(low));
  if (dots[2]) interval = interval_common(interval, interval_up_to(number(dots + 2)));
  return interval;
}

static const char *written(struct interval interval) {
  struct buffer out = buffer_in(&arena);
  if (interval.has_low) decimal_write(&out, decimal_reduced(interval.low));
  buffer_text(&out, "..");
  if (interval.has_high) decimal_write(&out, decimal_reduced(interval.high));
  return buffer_string(&out);
}

typedef struct interval interval_operation(struct interval a, struct interval b);

struct example {
  interval_operation *operation;
  const char *a, *b, *result;
};

static void check_examples(const struct example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct interval result = examples[i].operation(between(examples[i].a), between(examples[i].b));
    if (strcmp(written(result), examples[i].result) != 0)
      print_error("example %u: %s and %s\n", (unsigned)i, examples[i].a, examples[i].b);
    assert_string_equal(written(result), examples[i].result);
  }
}

static void test_sums_and_differences(void **state) {
  (void)state;
  static const struct example examples[] = {
      {interval_sum, "1..2", "10..20", "11..22"},       {interval_sum, "1..", "10..20", "11.."},
      {interval_sum, "..2", "10..20", "..22"},          {interval_sum, "1..", "..2", ".."},
      {interval_difference, "1..2", "10..20", "-19..-8"}, {interval_difference, "0..", "0..", ".."},
      {interval_difference, "5..", "..2", "3.."},       {interval_difference, "..5", "2..", "..3"},
  };
  check_examples(examples, sizeof examples / sizeof *examples);
}

static void test_products(void **state) {
  (void)state;
  static const struct example examples[] = {
      {interval_product, "2..3", "4..5", "8..15"},      {interval_product, "-2..3", "4..5", "-10..15"},
      {interval_product, "-2..3", "-5..4", "-15..12"},  {interval_product, "0..", "0..", "0.."},
      {interval_product, "2..", "3..", "6.."},          {interval_product, "2..", "-3..4", ".."},
      {interval_product, "0..0", "..", "0..0"},         {interval_product, "0..5", "..", ".."},
      {interval_product, "..-1", "..-2", "2.."},        {interval_product, "..-1", "2..", "..-2"},
  };
  check_examples(examples, sizeof examples / sizeof *examples);
}

static void test_quotients(void **state) {
  (void)state;
  static const struct example examples[] = {
      {interval_quotient, "10..20", "2..5", "2..10"},   {interval_quotient, "-10..20", "2..5", "-5..10"},
      {interval_quotient, "10..20", "-5..-2", "-10..-2"}, {interval_quotient, "10..20", "2..", "0..10"},
      {interval_quotient, "10..", "2..", "0.."},        {interval_quotient, "..10", "2..", "..5"},
      {interval_quotient, "..-10", "2..", "..0"},
      /* by something that may be 0 */
      {interval_quotient, "10..20", "0..5", "2.."},     {interval_quotient, "0..20", "0..5", "0.."},
      {interval_quotient, "-20..-10", "0..5", "..-2"},  {interval_quotient, "-1..20", "0..5", ".."},
      {interval_quotient, "10..20", "0..", "0.."},      {interval_quotient, "10..20", "-5..0", "..-2"},
      {interval_quotient, "10..20", "..0", "..0"},      {interval_quotient, "10..20", "-1..1", ".."},
      {interval_quotient, "0..0", "-1..1", "0..0"},     {interval_quotient, "0..0", "0..5", "0..0"},
      {interval_quotient, "10..20", "0..0", ".."},      {interval_quotient, "0..0", "0..0", ".."},
  };
  check_examples(examples, sizeof examples / sizeof *examples);
}

static void test_least_and_most(void **state) {
  (void)state;
  static const struct example examples[] = {
      {interval_least, "1..9", "3..5", "1..5"}, {interval_least, "1..", "3..5", "1..5"}, {interval_least, "..9", "3..", "..9"},
      {interval_most, "1..9", "3..5", "3..9"},  {interval_most, "1..", "3..5", "3.."},   {interval_most, "..", "3..5", "3.."},
  };
  check_examples(examples, sizeof examples / sizeof *examples);
}

static void test_what_both_hold(void **state) {
  (void)state;
  static const struct example examples[] = {
      {interval_common, "1..5", "3..9", "3..5"}, {interval_common, "1..", "..9", "1..9"}, {interval_common, "..", "..", ".."},
  };
  check_examples(examples, sizeof examples / sizeof *examples);
  assert_true(interval_is_empty(interval_common(between("1..2"), between("3.."))));
  assert_false(interval_is_empty(interval_common(between("1..3"), between("3.."))));
  assert_false(interval_is_empty(interval_all()));
}

static void test_too_large_is_without_end(void **state) {
  (void)state;
  struct interval large = interval_from(decimal_scaled(decimal_from_integer(1), DECIMAL_MAX_EXPONENT));
  assert_false(interval_product(large, large).has_low);
  assert_false(interval_product(large, large).has_high);
}

/* ---- Formulas ---- */

static const struct unit counted = {.kind = UNIT_COUNT, .base_count = 1, .time = TIME_NONE, .per_time = TIME_NONE};

static struct kpi *make_kpi(const char *bounds, day_number by) {
  struct kpi *kpi = ARENA_NEW(&arena, struct kpi);
  struct interval interval = between(bounds);
  kpi->unit = &counted;
  kpi->target = (struct target){.stated = true, .known = true, .by = by, .bounded = true, .form = TARGET_LEAST};
  kpi->target.has_low = interval.has_low;
  kpi->target.has_high = interval.has_high;
  kpi->target.low = interval.low;
  kpi->target.high = interval.high;
  return kpi;
}

static struct expression *leaf(struct kpi *kpi) {
  struct expression *e = ARENA_NEW(&arena, struct expression);
  *e = (struct expression){.kind = EXPRESSION_KPI, .kpi = kpi, .unit = *kpi->unit};
  return e;
}

static struct expression *of(enum expression_kind kind, char operation, struct expression *a, struct expression *b) {
  struct expression *e = ARENA_NEW(&arena, struct expression);
  *e = (struct expression){.kind = kind, .operation = operation, .first = a};
  a->next = b;
  return e;
}

static const char *reach_of(struct kpi *kpi) {
  struct formula_reach reach = {&arena, {.arena = &arena}};
  const struct reached *reached = formula_reach_of(&reach, kpi);
  return reached->known ? written(reached->interval) : "unknown";
}

static void test_parts_of_the_same_date_have_their_bounds(void **state) {
  (void)state;
  struct kpi *orders = make_kpi("2400..", 100), *clicks = make_kpi("..15000", 100), *ratio = make_kpi("..", 100);
  ratio->formula = of(EXPRESSION_BINARY, '/', leaf(orders), leaf(clicks));
  assert_string_equal(reach_of(ratio), "0.16..");
  clicks->target.by = 50;
  assert_string_equal(reach_of(ratio), "0..");
}

static void test_a_computed_part_has_the_range_of_its_formula(void **state) {
  (void)state;
  struct kpi *a = make_kpi("3..4", 100), *b = make_kpi("5..7", 100), *gain = make_kpi("..", 100), *twice = make_kpi("..", 100);
  gain->formula = of(EXPRESSION_BINARY, '-', leaf(a), leaf(b));
  twice->formula = of(EXPRESSION_SUM, 0, leaf(gain), leaf(gain));
  assert_string_equal(reach_of(twice), "-8..-2");
  gain->target.by = 50;
  assert_string_equal(reach_of(twice), "..");
}

static void test_a_part_at_odds_with_itself_is_not_known(void **state) {
  (void)state;
  struct kpi *a = make_kpi("3..4", 100), *gain = make_kpi("9..", 100), *twice = make_kpi("..", 100);
  gain->formula = of(EXPRESSION_NEGATIVE, 0, leaf(a), NULL);
  twice->formula = of(EXPRESSION_SUM, 0, leaf(gain), leaf(gain));
  assert_string_equal(reach_of(gain), "-4..-3");
  assert_string_equal(reach_of(twice), "unknown");
}

static void test_a_circle_is_not_known(void **state) {
  (void)state;
  struct kpi *a = make_kpi("..", 100), *b = make_kpi("..", 100);
  a->formula = leaf(b);
  b->formula = leaf(a);
  assert_string_equal(reach_of(a), "unknown");
}

/* As deep as an agreement may be long. */
static void test_a_long_chain(void **state) {
  (void)state;
  enum { LINKS = 200000 };
  struct kpi *kpi = make_kpi("1..2", 100);
  for (int i = 0; i < LINKS; i++) {
    struct kpi *next = make_kpi("..", 100);
    next->formula = leaf(kpi);
    kpi = next;
  }
  assert_string_equal(reach_of(kpi), "1..2");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sums_and_differences),
      cmocka_unit_test(test_products),
      cmocka_unit_test(test_quotients),
      cmocka_unit_test(test_least_and_most),
      cmocka_unit_test(test_what_both_hold),
      cmocka_unit_test(test_too_large_is_without_end),
      cmocka_unit_test(test_parts_of_the_same_date_have_their_bounds),
      cmocka_unit_test(test_a_computed_part_has_the_range_of_its_formula),
      cmocka_unit_test(test_a_part_at_odds_with_itself_is_not_known),
      cmocka_unit_test(test_a_circle_is_not_known),
      cmocka_unit_test(test_a_long_chain),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
