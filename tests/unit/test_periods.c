/* The periods of a KPI, and its gain. */
#include "kpi_fixture.h"
#include "model/gain.h"
#include "model/units.h"
#include "score/periods.h"

/* ---- Periods ---- */

static void assert_ends(const char *expected, const struct recurrence *reported) {
  struct periods periods = periods_of(&arena, &model, reported);
  struct buffer out = buffer_in(&arena);
  for (uint32_t i = 0; i < periods.count; i++) {
    if (i > 0) buffer_char(&out, ' ');
    day_write(&out, periods.items[i].last);
  }
  assert_string_equal(expected, buffer_string(&out));
}

static struct recurrence every(enum time_unit unit, enum recurrence_spot spot, int nth) {
  return (struct recurrence){.unit = unit, .interval = 1, .spot = spot, .nth = nth, .from = model.agreement.term.from,
                             .to = day_add_months(model.agreement.term.to, 12)};
}

static void set_term(day_number from, day_number to) {
  model.agreement.term.from = from;
  model.agreement.term.to = to;
  calendar_prepare(&arena, &model.calendar, from, to);
}

static void test_months_where_nothing_is_reported(void **state) {
  (void)state;
  set_term(on(2026, 1, 15), on(2026, 4, 10));
  assert_ends("2026-01-31 2026-02-28 2026-03-31 2026-04-10", &kpi.reported);
}

static void test_no_periods_where_the_term_is_unknown(void **state) {
  (void)state;
  model.agreement.term.from = DAY_NONE;
  assert_ends("", &kpi.reported);
}

static void test_periods_of_monthly_reports(void **state) {
  (void)state;
  struct recurrence third = every(TIME_MONTH, SPOT_DAY, 3), last = every(TIME_MONTH, SPOT_LAST_DAY, 0);
  set_term(on(2026, 1, 1), on(2026, 3, 31));
  assert_ends("2026-01-31 2026-02-28 2026-03-31", &third); /* the report of 3 January is of a time before the term */
  assert_ends("2026-01-31 2026-02-28 2026-03-31", &last);
  set_term(on(2026, 1, 15), on(2026, 3, 15)); /* the last period is cut where the term ends */
  third.from = on(2026, 1, 15);
  assert_ends("2026-01-31 2026-02-28 2026-03-15", &third);
  third.to = on(2026, 3, 20); /* it goes on to the first report after the term at least */
  assert_ends("2026-01-31 2026-02-28 2026-03-15", &third);
  third.to = on(2026, 3, 10); /* unless it says otherwise */
  assert_ends("2026-01-31 2026-02-28", &third);
}

static void test_periods_of_weekly_and_quarterly_reports(void **state) {
  (void)state;
  set_term(on(2026, 1, 1), on(2026, 1, 21)); /* a Thursday to a Wednesday */
  struct recurrence monday = every(TIME_WEEK, SPOT_WEEKDAY, 0);
  monday.weekday = MONDAY;
  assert_ends("2026-01-04 2026-01-11 2026-01-18 2026-01-21", &monday);
  set_term(on(2026, 1, 1), on(2026, 12, 31));
  struct recurrence tenth = every(TIME_QUARTER, SPOT_DAY, 10);
  assert_ends("2026-03-31 2026-06-30 2026-09-30 2026-12-31", &tenth);
}

static void test_periods_are_kept_by_recurrence(void **state) {
  (void)state;
  struct periods_kept kept = {0};
  struct recurrence third = every(TIME_MONTH, SPOT_DAY, 3), fifth = every(TIME_MONTH, SPOT_DAY, 5);
  struct periods first = periods_find(&kept, &arena, &model, &third);
  assert_ptr_not_equal(first.items, periods_find(&kept, &arena, &model, &fifth).items);
  assert_ptr_equal(first.items, periods_find(&kept, &arena, &model, &third).items);
  assert_int_equal(12, first.count);
  for (int day = 6; day < 6 + PERIODS_KEPT; day++) {
    struct recurrence other = every(TIME_MONTH, SPOT_DAY, day);
    assert_int_equal(12, periods_find(&kept, &arena, &model, &other).count);
  }
  assert_int_equal(12, periods_find(&kept, &arena, &model, &third).count);
}

static void test_periods_that_are_partly_excused(void **state) {
  (void)state;
  struct excuse excuse = {.period = {on(2026, 2, 4), on(2026, 3, 1), {0}}};
  struct periods periods = periods_of(&arena, &model, &kpi.reported);
  assert_false(period_is_excused(&kpi, &periods.items[1]));
  kpi.excused = &excuse;
  assert_int_equal(on(2026, 2, 1), periods.items[1].first);
  assert_false(period_is_excused(&kpi, &periods.items[0]));
  assert_true(period_is_excused(&kpi, &periods.items[1]));
  assert_true(period_is_excused(&kpi, &periods.items[2]));
  assert_false(period_is_excused(&kpi, &periods.items[3]));
}

/* ---- Gain ---- */

static void assert_gain(const char *expected, const char *figure, day_number day) {
  struct decimal gain;
  assert_true(gain_of(&model, &kpi, number(figure), day, &gain));
  assert_int_equal(0, decimal_compare(number(expected), gain));
}

static void test_gain_over_the_baseline(void **state) {
  (void)state;
  struct decimal gain;
  aim(TARGET_LEAST, "20", on(2026, 12, 31));
  assert_gain("20", "20", on(2026, 12, 31)); /* without a baseline the whole */
  start_from("12", on(2025, 12, 31));
  assert_gain("8", "20", on(2026, 12, 31));
  kpi.target.form = TARGET_MOST;
  assert_gain("-8", "20", on(2026, 12, 31));
  kpi.tally = TALLY_SUM;
  kpi.target.form = TARGET_LEAST;
  kpi.baseline.form = BASELINE_OVER;
  kpi.baseline.figure.value = number("730");
  kpi.baseline.over = (struct period){on(2024, 1, 1), on(2025, 12, 30), {0}}; /* 730 days: one a day */
  assert_gain("69", "100", on(2026, 1, 31));
  measure_by(on(2026, 3, 1));
  kpi.tally = TALLY_LATEST;
  assert_false(gain_of(&model, &kpi, number("1"), on(2026, 12, 31), &gain));
}

static void assert_at_target(const char *expected, bool best) {
  struct decimal gain;
  assert_true(gain_at_target(&model, &kpi, &kpi.target, best, &gain));
  assert_int_equal(0, decimal_compare(number(expected), gain));
}

static void test_gain_at_target(void **state) {
  (void)state;
  struct decimal gain;
  assert_false(gain_at_target(&model, &kpi, &kpi.target, false, &gain)); /* nothing is asked for */
  aim(TARGET_LEAST, "20", on(2026, 12, 31));
  start_from("12", on(2025, 12, 31));
  assert_at_target("8", false);
  kpi.target.high = number("25");
  kpi.target.has_high = true; /* of a range the nearer end, or the better one */
  assert_at_target("8", false);
  assert_at_target("13", true);
  aim(TARGET_MOST, "7", on(2026, 12, 31));
  assert_at_target("5", false);
  kpi.target.by = DAY_NONE;
  assert_false(gain_at_target(&model, &kpi, &kpi.target, false, &gain));
}

static void test_one_unit_of_per_cent_is_a_percentage_point(void **state) {
  (void)state;
  struct unit percent = unit_percent(), count = unit_count(1, "orders");
  assert_int_equal(0, decimal_compare(number("0.05"), gain_units(&kpi, number("0.05")))); /* the unit is not known */
  kpi.unit = &count;
  assert_int_equal(0, decimal_compare(number("5"), gain_units(&kpi, number("5"))));
  kpi.unit = &percent;
  assert_int_equal(0, decimal_compare(number("5"), gain_units(&kpi, number("0.05"))));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_months_where_nothing_is_reported),
      TEST(test_no_periods_where_the_term_is_unknown),
      TEST(test_periods_of_monthly_reports),
      TEST(test_periods_of_weekly_and_quarterly_reports),
      TEST(test_periods_are_kept_by_recurrence),
      TEST(test_periods_that_are_partly_excused),
      TEST(test_gain_over_the_baseline),
      TEST(test_gain_at_target),
      TEST(test_one_unit_of_per_cent_is_a_percentage_point),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
