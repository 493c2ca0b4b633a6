/* The plan of a KPI and its bands: each case of outputs.md section 4, worked by hand. */
#include "kpi_fixture.h"
#include "score/path.h"

static struct path path(void) { return path_of(&arena, &model, &kpi, NULL); }

static struct plan plan_on(day_number day) {
  struct path made = path();
  return path_at(&made, day);
}

static void assert_state(enum plan_state state, day_number day) { assert_int_equal(state, plan_on(day).state); }

/* The plan is exactly over / under. */
static void assert_fraction(const char *over, int under, struct fraction fraction) {
  struct decimal left = decimal_multiply(number(over), decimal_from_integer(fraction.under));
  struct decimal right = decimal_multiply(fraction.over, decimal_from_integer(under));
  assert_int_equal(0, decimal_compare(left, right));
}

static void assert_least(const char *over, int under, day_number day) {
  struct plan plan = plan_on(day);
  assert_int_equal(PLAN_DUE, plan.state);
  assert_true(plan.asked.has_low && !plan.asked.has_high);
  assert_fraction(over, under, plan.asked.low);
}

static void assert_most(const char *over, int under, day_number day) {
  struct plan plan = plan_on(day);
  assert_int_equal(PLAN_DUE, plan.state);
  assert_true(plan.asked.has_high && !plan.asked.has_low);
  assert_fraction(over, under, plan.asked.high);
}

/* ---- Where a path starts ---- */

static void test_sum_starts_at_nothing_on_the_day_before_the_term(void **state) {
  (void)state;
  kpi.tally = TALLY_SUM;
  kpi.baseline.form = BASELINE_OVER; /* of a sum the baseline is no point of the path */
  kpi.baseline.figure = (struct figure){.value = number("9_000"), .known = true};
  kpi.baseline.over = (struct period){on(2025, 1, 1), on(2025, 12, 31), {0}};
  aim(TARGET_LEAST, "30_000", on(2026, 12, 31));
  assert_state(PLAN_DUE, on(2025, 12, 31));
  assert_least("0", 1, on(2025, 12, 31));
  assert_least("930_000", 365, on(2026, 1, 31)); /* 30,000 × 31 ÷ 365 */
  assert_least("5_430_000", 365, on(2026, 6, 30));
  assert_least("30_000", 1, on(2026, 12, 31));
  assert_least("30_000", 1, on(2027, 3, 1)); /* level after it */
}

static void test_baseline_starts_the_path(void **state) {
  (void)state;
  start_from("12_000", on(2025, 12, 31));
  aim(TARGET_LEAST, "20_000", on(2026, 12, 31));
  add_milestone("15_000", on(2026, 6, 30));
  assert_least("12_000", 1, on(2025, 12, 31));
  assert_least("2_442_000", 181, on(2026, 3, 31)); /* 12,000 + 3,000 × 90 ÷ 181 */
  assert_least("15_000", 1, on(2026, 6, 30));
  assert_least("17_500", 1, on(2026, 9, 30)); /* 92 of 184 days */
  assert_least("20_000", 1, on(2026, 12, 31));
}

static void test_older_baseline_starts_on_the_day_before_the_term(void **state) {
  (void)state;
  start_from("100", on(2025, 6, 30));
  aim(TARGET_LEAST, "465", on(2026, 12, 31));
  assert_least("100", 1, on(2025, 12, 31));
  assert_least("131", 1, on(2026, 1, 31)); /* one a day from 1 January */
}

static void test_later_baseline_starts_there(void **state) {
  (void)state;
  start_from("100", on(2026, 2, 28));
  aim(TARGET_LEAST, "400", on(2026, 12, 25));
  assert_state(PLAN_NOT_DUE, on(2026, 1, 31));
  assert_least("100", 1, on(2026, 2, 28));
  assert_least("131", 1, on(2026, 3, 31)); /* one a day */
}

static void test_baseline_of_an_average_is_of_its_last_day(void **state) {
  (void)state;
  kpi.tally = TALLY_AVERAGE;
  kpi.baseline.form = BASELINE_OVER;
  kpi.baseline.figure = (struct figure){.value = number("4"), .known = true};
  kpi.baseline.over = (struct period){on(2025, 10, 1), on(2026, 1, 30), {0}};
  aim(TARGET_LEAST, "5", on(2026, 2, 9));
  assert_state(PLAN_NOT_DUE, on(2026, 1, 29));
  assert_least("45", 10, on(2026, 2, 4)); /* half way */
}

static void test_measured_baseline_is_not_due_before_it_is_measured(void **state) {
  (void)state;
  measure_by(on(2026, 1, 29));
  aim(TARGET_LEAST, "4.5", on(2026, 12, 31));
  add_milestone("4.2", on(2026, 6, 30));
  assert_state(PLAN_NOT_DUE, on(2026, 1, 28));
  assert_state(PLAN_UNKNOWN, on(2026, 1, 31));
  assert_least("4.2", 1, on(2026, 6, 30)); /* from the first point that is known */
  assert_least("4.35", 1, on(2026, 9, 30));
}

static void test_measured_baseline_that_was_measured(void **state) {
  (void)state;
  struct decimal measured = number("4.0");
  measure_by(on(2026, 1, 30));
  aim(TARGET_LEAST, "4.5", on(2026, 2, 9));
  struct path made = path_of(&arena, &model, &kpi, &measured);
  assert_int_equal(PLAN_NOT_DUE, path_at(&made, on(2026, 1, 29)).state);
  assert_fraction("4.0", 1, path_at(&made, on(2026, 1, 30)).asked.low);
  assert_fraction("4.25", 1, path_at(&made, on(2026, 2, 4)).asked.low);
}

static void test_without_a_baseline_the_path_is_level(void **state) {
  (void)state;
  aim(TARGET_LEAST, "20_000", on(2026, 12, 31));
  assert_least("20_000", 1, on(2026, 1, 31));
  add_milestone("15_000", on(2026, 6, 30)); /* then at the first of its points, up to that */
  assert_least("15_000", 1, on(2026, 1, 31));
  assert_least("17_500", 1, on(2026, 9, 30));
}

/* ---- Points ---- */

static void test_forecasts_are_points_between_milestones(void **state) {
  (void)state;
  start_from("0", on(2025, 12, 31));
  aim(TARGET_LEAST, "1_000", on(2026, 12, 31));
  add_forecast("10", on(2026, 1, 31));
  add_milestone("100", on(2026, 3, 31));
  add_forecast("999", on(2026, 3, 31)); /* the milestone of that day holds */
  add_forecast("300", on(2026, 6, 30));
  add_forecast("9_999", on(2027, 1, 31)); /* after the target: no point */
  assert_least("10", 1, on(2026, 1, 31));
  assert_least("100", 1, on(2026, 3, 31));
  assert_least("300", 1, on(2026, 6, 30));
  assert_least("650", 1, on(2026, 9, 30));
  assert_least("1_000", 1, on(2027, 1, 31));
}

static void test_of_two_milestones_on_a_day_the_greater_demand_holds(void **state) {
  (void)state;
  start_from("10", on(2025, 12, 31));
  aim(TARGET_LEAST, "100", on(2026, 12, 31));
  add_milestone("40", on(2026, 6, 30));
  add_milestone("50", on(2026, 6, 30));
  add_milestone("45", on(2026, 6, 30));
  assert_least("50", 1, on(2026, 6, 30));
}

static void test_points_outside_the_way_are_passed_over(void **state) {
  (void)state;
  start_from("10", on(2026, 1, 31));
  aim(TARGET_LEAST, "100", on(2026, 6, 30));
  add_milestone("5", on(2026, 1, 15));   /* before the start */
  add_milestone("99", on(2026, 6, 30));  /* on the target's date */
  add_milestone("200", on(2026, 9, 30)); /* after it */
  struct path made = path();
  assert_int_equal(2, made.count);
  assert_least("100", 1, on(2026, 6, 30));
}

static void test_less_is_better(void **state) {
  (void)state;
  start_from("6", on(2025, 12, 31));
  aim(TARGET_MOST, "2", on(2026, 6, 30));
  assert_most("962", 181, on(2026, 1, 31)); /* 6 − 4 × 31 ÷ 181 */
  assert_most("2", 1, on(2026, 6, 30));
  assert_most("2", 1, on(2026, 12, 31));
}

static void test_target_before_the_start_is_level(void **state) {
  (void)state;
  start_from("10", on(2026, 6, 30));
  aim(TARGET_LEAST, "20", on(2026, 3, 31));
  assert_state(PLAN_NOT_DUE, on(2026, 3, 31));
  assert_least("20", 1, on(2026, 7, 31));
}

/* ---- Month by month ---- */

static void grow_each(enum time_unit each, bool relative, const char *amount, const char *comes_to, day_number by) {
  aim(TARGET_GROW, comes_to, by);
  kpi.target.each = each;
  kpi.target.relative = relative;
  kpi.target.a = number(amount);
}

static void test_growth_by_an_amount_each_month(void **state) {
  (void)state;
  start_from("12_000", on(2025, 12, 31));
  grow_each(TIME_MONTH, false, "500", "18_000", on(2026, 12, 31));
  assert_least("12_500", 1, on(2026, 1, 31));
  assert_least("12_750", 1, on(2026, 2, 14)); /* 14 of February's 28 days */
  assert_least("13_000", 1, on(2026, 2, 28));
  assert_least("17_500", 1, on(2026, 11, 30));
  assert_least("18_000", 1, on(2026, 12, 31));
}

static void test_growth_by_a_share_is_compounded(void **state) {
  (void)state;
  start_from("1_000", on(2025, 12, 31));
  grow_each(TIME_MONTH, true, "0.1", "1_331", on(2026, 3, 31));
  assert_least("1_100", 1, on(2026, 1, 31));
  assert_least("1_155", 1, on(2026, 2, 14));
  assert_least("1_210", 1, on(2026, 2, 28));
  assert_least("1_331", 1, on(2026, 3, 31));
  assert_least("1_331", 1, on(2026, 12, 31));
}

static void test_growth_is_counted_from_the_baseline(void **state) {
  (void)state;
  start_from("100", on(2025, 10, 31));
  grow_each(TIME_MONTH, false, "10", "140", on(2026, 3, 15));
  assert_least("120", 1, on(2025, 12, 31)); /* two months after it */
  assert_least("130", 1, on(2026, 1, 31));
  assert_least("140", 1, on(2026, 2, 28));
  assert_least("140", 1, on(2026, 3, 15)); /* March is not over by then */
}

static void test_growth_each_week_and_fall_each_quarter(void **state) {
  (void)state;
  start_from("100", on(2025, 12, 31));
  grow_each(TIME_WEEK, false, "7", "107", on(2026, 1, 10));
  assert_least("103", 1, on(2026, 1, 3));
  assert_least("107", 1, on(2026, 1, 7));
  grow_each(TIME_QUARTER, false, "10", "60", on(2026, 12, 31));
  kpi.target.form = TARGET_REDUCE;
  assert_most("90", 1, on(2026, 3, 31));
  assert_most("60", 1, on(2026, 12, 31));
}

static void test_growth_each_month_from_a_measured_baseline(void **state) {
  (void)state;
  struct decimal measured = number("200");
  measure_by(on(2026, 1, 31));
  grow_each(TIME_MONTH, true, "0.5", "0", on(2026, 3, 31));
  kpi.target.bounded = kpi.target.has_low = false;
  assert_state(PLAN_UNKNOWN, on(2026, 3, 31));
  struct path made = path_of(&arena, &model, &kpi, &measured);
  assert_fraction("300", 1, path_at(&made, on(2026, 2, 28)).asked.low);
  assert_fraction("450", 1, path_at(&made, on(2026, 3, 31)).asked.low);
}

/* ---- Level ---- */

static void test_maintain_and_between_are_level(void **state) {
  (void)state;
  start_from("4", on(2025, 12, 31));
  aim(TARGET_MAINTAIN_LEAST, "4.5", on(2026, 12, 31));
  assert_least("4.5", 1, on(2026, 1, 31));
  aim(TARGET_BETWEEN, "5", on(2026, 12, 31));
  kpi.target.has_low = kpi.target.has_high = true;
  kpi.target.high = number("12");
  struct plan plan = plan_on(on(2026, 1, 31));
  assert_int_equal(PLAN_DUE, plan.state);
  assert_fraction("5", 1, plan.asked.low);
  assert_fraction("12", 1, plan.asked.high);
  assert_true(bounds_hold(&plan.asked, quotient_of(number("5"))));
  assert_true(bounds_hold(&plan.asked, quotient_of(number("12"))));
  assert_false(bounds_hold(&plan.asked, quotient_of(number("4.99"))));
  assert_false(bounds_hold(&plan.asked, quotient_of(number("12.01"))));
}

static void test_observe_and_unknown_targets_plan_nothing(void **state) {
  (void)state;
  assert_state(PLAN_NONE, on(2026, 1, 31));
  aim(TARGET_OBSERVE, "0", on(2026, 12, 31));
  assert_state(PLAN_NONE, on(2026, 1, 31));
  aim(TARGET_LEAST, "5", on(2026, 12, 31));
  kpi.target.known = false;
  assert_state(PLAN_NONE, on(2026, 1, 31));
  kpi.target.known = true;
  model.agreement.term.from = DAY_NONE;
  assert_state(PLAN_NONE, on(2026, 1, 31));
}

/* Targets that rest on a baseline which has been measured since. */
static void test_relative_targets_follow_a_measured_baseline(void **state) {
  (void)state;
  struct decimal measured = number("50");
  measure_by(on(2025, 12, 31));
  aim(TARGET_GROW, "0.2", on(2026, 12, 31));
  kpi.target.relative = true;
  kpi.target.bounded = kpi.target.has_low = false;
  struct path grown = path_of(&arena, &model, &kpi, &measured);
  assert_fraction("60", 1, path_at(&grown, on(2026, 12, 31)).asked.low);
  kpi.target.form = TARGET_MAINTAIN_WITHIN;
  struct path within = path_of(&arena, &model, &kpi, &measured);
  assert_fraction("40", 1, path_at(&within, on(2026, 3, 31)).asked.low);
  assert_fraction("60", 1, path_at(&within, on(2026, 3, 31)).asked.high);
  kpi.target.form = TARGET_MAINTAIN;
  struct path kept = path_of(&arena, &model, &kpi, &measured);
  assert_fraction("50", 1, path_at(&kept, on(2026, 3, 31)).asked.low);
  assert_state(PLAN_UNKNOWN, on(2026, 3, 31));
}

/* ---- Bands ---- */

static struct limits limits_on(day_number day) {
  struct path made = path();
  struct plan plan = path_at(&made, day);
  return path_limits(&made, &plan, number("0.1"));
}

static void test_amber_is_short_of_the_plan_by_a_tenth_of_the_way(void **state) {
  (void)state;
  start_from("12_000", on(2025, 12, 31));
  aim(TARGET_LEAST, "20_000", on(2026, 12, 31));
  add_milestone("15_000", on(2026, 6, 30));
  struct limits limits = limits_on(on(2026, 6, 30));
  assert_fraction("15_000", 1, limits.green.low);
  assert_true(limits.amber.has_low && !limits.amber.has_high);
  assert_fraction("14_700", 1, limits.amber.low); /* 3,000 have come, 300 may lack */
  limits = limits_on(on(2026, 3, 31));
  assert_fraction("2_415_000", 181, limits.amber.low); /* 12,000 + 2,700 × 90 ÷ 181 */
  assert_true(bounds_hold(&limits.green, quotient_of(number("13_492"))) && !bounds_hold(&limits.green, quotient_of(number("13_491"))));
}

static void test_amber_where_less_is_better(void **state) {
  (void)state;
  start_from("6", on(2025, 12, 31));
  aim(TARGET_MOST, "2", on(2026, 6, 30));
  struct limits limits = limits_on(on(2026, 6, 30));
  assert_fraction("2", 1, limits.green.high);
  assert_true(limits.amber.has_high && !limits.amber.has_low);
  assert_fraction("2.4", 1, limits.amber.high);
}

static void test_amber_without_a_baseline_is_counted_from_nothing(void **state) {
  (void)state;
  aim(TARGET_LEAST, "200", on(2026, 12, 31));
  assert_fraction("180", 1, limits_on(on(2026, 3, 31)).amber.low);
  aim(TARGET_MOST, "4", on(2026, 12, 31));
  assert_fraction("4.4", 1, limits_on(on(2026, 3, 31)).amber.high);
}

static void test_no_amber_where_no_way_has_come(void **state) {
  (void)state;
  start_from("10", on(2025, 12, 31));
  aim(TARGET_LEAST, "20", on(2026, 12, 31));
  struct limits limits = limits_on(on(2025, 12, 31));
  assert_false(limits.amber.has_low || limits.amber.has_high);
  aim(TARGET_MAINTAIN_LEAST, "10", on(2026, 12, 31));
  limits = limits_on(on(2026, 3, 31));
  assert_true(limits.green.has_low);
  assert_false(limits.amber.has_low || limits.amber.has_high);
  measure_by(on(2026, 6, 30));
  limits = limits_on(on(2026, 3, 31)); /* not due: no limits at all */
  assert_false(limits.green.has_low || limits.green.has_high || limits.amber.has_low || limits.amber.has_high);
}

static struct band band(bool least, const char *figure) {
  return (struct band){.stated = true, .known = true, .least = least, .value = number(figure)};
}

static void test_stated_bands_hold(void **state) {
  (void)state;
  start_from("4", on(2025, 12, 31));
  aim(TARGET_LEAST, "5", on(2026, 12, 31));
  struct band green = band(true, "4.4"), amber = band(true, "4.1");
  kpi.green = &green;
  kpi.amber = &amber;
  struct limits limits = limits_on(on(2026, 3, 31));
  assert_fraction("4.4", 1, limits.green.low);
  assert_fraction("4.1", 1, limits.amber.low);
  amber.stated = false; /* then by the plan, as long as that is below green */
  assert_fraction("1_541", 365, limits_on(on(2026, 3, 31)).amber.low); /* 4 + 0.9 × 90 ÷ 365, less than 4.4 */
  assert_false(limits_on(on(2026, 12, 31)).amber.has_low);                     /* 4.9 is above it */
  measure_by(on(2026, 1, 31)); /* stated bands hold before the plan is known, if not before anything is due */
  limits = limits_on(on(2026, 3, 31));
  assert_fraction("4.4", 1, limits.green.low);
  assert_false(limits.amber.has_low);
  assert_false(limits_on(on(2026, 1, 30)).green.has_low);
}

/* ---- Fractions ---- */

static void assert_rounded(const char *expected, struct fraction fraction, int places, bool up) {
  struct decimal rounded = fraction_rounded(fraction, places, up);
  assert_int_equal(0, decimal_compare(number(expected), rounded));
  assert_int_equal(-places, rounded.exponent);
}

static void test_fractions_are_rounded_to_the_safe_side(void **state) {
  (void)state;
  struct fraction third = {number("10"), 3}, below = {number("-10"), 3}, exact = {number("7.50"), 3};
  assert_rounded("3.34", third, 2, true);
  assert_rounded("3.33", third, 2, false);
  assert_rounded("-3.3", below, 1, true);
  assert_rounded("-3.4", below, 1, false);
  assert_rounded("4", third, 0, true);
  assert_rounded("2.50", exact, 2, true);
  assert_rounded("2.50", exact, 2, false);
  assert_rounded("3", exact, 0, true);
  assert_rounded("0", fraction_of(number("0")), 0, true);
  struct fraction large = {number("1000000000000000000000000000001"), 3}; /* beyond 64 bits */
  assert_rounded("333333333333333333333333333334", large, 0, true);
  assert_rounded("333333333333333333333333333333", large, 0, false);
  struct fraction fine = {number("0.00000000000000000001"), 3};
  assert_rounded("0.01", fine, 2, true);
  assert_rounded("0.00", fine, 2, false);
}

static void test_fractions_compare_exactly(void **state) {
  (void)state;
  struct fraction third = {number("1"), 3};
  assert_int_equal(-1, fraction_compare(number("0.333333333333333333333333333333333"), third));
  assert_int_equal(1, fraction_compare(number("0.333333333333333333333333333333334"), third));
  assert_int_equal(0, fraction_compare(number("2"), (struct fraction){number("14"), 7}));
}

/* The arithmetic of 64 bits gives what the decimals give, for figures of every size that it takes. */
static uint64_t seed = 20260101;
static uint64_t next_random(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return seed >> 33;
}

static struct decimal random_figure(void) {
  struct decimal value = decimal_from_integer((int64_t)(next_random() % (1u << (next_random() % 31))));
  return decimal_scaled(next_random() % 4 ? value : decimal_negated(value), -(int)(next_random() % 4));
}

static void assert_same_bounds(const struct bounds *a, const struct bounds *b) {
  assert_int_equal(a->has_low, b->has_low);
  assert_int_equal(a->has_high, b->has_high);
  assert_true(!a->has_low || fraction_compare(fraction_value(a->low), b->low) == 0 || a->low.under > 1);
  if (a->has_low) assert_int_equal(0, decimal_compare(fraction_rounded(a->low, 6, true), fraction_rounded(b->low, 6, true)));
  if (a->has_high) assert_int_equal(0, decimal_compare(fraction_rounded(a->high, 6, true), fraction_rounded(b->high, 6, true)));
}

static void test_quick_arithmetic_is_the_same(void **state) {
  (void)state;
  uint32_t quick = 0;
  for (int i = 0; i < 20000; i++) {
    arena_end(NULL);
    begin(NULL);
    start_from("0", on(2025, 12, 31));
    kpi.baseline.figure.value = random_figure();
    aim(next_random() % 2 ? TARGET_LEAST : TARGET_MOST, "0", on(2026, 12, 31));
    kpi.target.low = kpi.target.high = random_figure();
    add_milestone("0", on(2026, 1 + (int)(next_random() % 12), 15));
    kpi.milestones->target.low = kpi.milestones->target.high = random_figure();
    struct decimal tolerance = decimal_scaled(decimal_from_integer((int64_t)(next_random() % 100)), -2);
    struct path first = path(), second = first;
    second.quick = false;
    quick += first.quick;
    day_number day = on(2026, 1, 1) + (day_number)(next_random() % 365);
    struct plan a = path_at(&first, day), b = path_at(&second, day);
    assert_same_bounds(&a.asked, &b.asked);
    struct limits with = path_limits(&first, &a, tolerance), without = path_limits(&second, &b, tolerance);
    assert_same_bounds(&with.amber, &without.amber);
  }
  assert_true(quick > 15000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, arena_end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_sum_starts_at_nothing_on_the_day_before_the_term),
      TEST(test_baseline_starts_the_path),
      TEST(test_older_baseline_starts_on_the_day_before_the_term),
      TEST(test_later_baseline_starts_there),
      TEST(test_baseline_of_an_average_is_of_its_last_day),
      TEST(test_measured_baseline_is_not_due_before_it_is_measured),
      TEST(test_measured_baseline_that_was_measured),
      TEST(test_without_a_baseline_the_path_is_level),
      TEST(test_forecasts_are_points_between_milestones),
      TEST(test_of_two_milestones_on_a_day_the_greater_demand_holds),
      TEST(test_points_outside_the_way_are_passed_over),
      TEST(test_less_is_better),
      TEST(test_target_before_the_start_is_level),
      TEST(test_growth_by_an_amount_each_month),
      TEST(test_growth_by_a_share_is_compounded),
      TEST(test_growth_is_counted_from_the_baseline),
      TEST(test_growth_each_week_and_fall_each_quarter),
      TEST(test_growth_each_month_from_a_measured_baseline),
      TEST(test_maintain_and_between_are_level),
      TEST(test_observe_and_unknown_targets_plan_nothing),
      TEST(test_relative_targets_follow_a_measured_baseline),
      TEST(test_amber_is_short_of_the_plan_by_a_tenth_of_the_way),
      TEST(test_amber_where_less_is_better),
      TEST(test_amber_without_a_baseline_is_counted_from_nothing),
      TEST(test_no_amber_where_no_way_has_come),
      TEST(test_stated_bands_hold),
      TEST(test_fractions_are_rounded_to_the_safe_side),
      TEST(test_fractions_compare_exactly),
      TEST(test_quick_arithmetic_is_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
