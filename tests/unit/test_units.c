#include "front_fixture.h"
#include "model/units.h"

/* ---- Units by themselves ---- */

static struct unit count_of(atom base) { return unit_count(base, "things"); }

static void products(void **state) {
  (void)state;
  struct unit orders = count_of(5), visits = count_of(3), money = unit_money(9, "TWD");
  struct unit per = unit_product(&money, &orders, -1), back = unit_product(&per, &orders, 1);
  assert_true(unit_same(&back, &money));
  assert_false(unit_same(&per, &money));
  assert_false(unit_same(&orders, &visits));
  struct unit one = unit_product(&orders, &orders, -1);
  assert_true(unit_is_pure(&one));
  struct unit ratio = unit_product(&orders, &visits, -1), square = unit_product(&orders, &orders, 1);
  assert_true(unit_is_count_ratio(&ratio));
  assert_false(unit_is_count_ratio(&square));
  struct unit ab = unit_product(&orders, &visits, 1), ba = unit_product(&visits, &orders, 1);
  assert_true(unit_same(&ab, &ba));
}

static void too_many_parts(void **state) {
  (void)state;
  struct unit unit = count_of(1);
  for (atom i = 2; i < UNIT_BASES_MAX + 5; i++) {
    struct unit next = count_of(i);
    unit = unit_product(&unit, &next, 1);
  }
  assert_true(unit.overflow);
  assert_false(unit_same(&unit, &unit));
}

static void times(void **state) {
  (void)state;
  struct unit hours = unit_time(TIME_HOUR, "hours"), days = unit_time(TIME_DAY, "days");
  assert_true(unit_same(&hours, &days));
  assert_int_equal(decimal_compare(unit_scale(&days), decimal_multiply(unit_scale(&hours), decimal_from_integer(24))), 0);
}

/* ---- Figures in a KPI's unit ---- */

#define HEAD "agreement a { term from 2026-01-01 to 2026-12-31; currency TWD; exchange 32 TWD per USD on start }\n"

/* The target's figure as it is kept, in the KPI's unit. */
static void assert_figure(const char *unit, const char *target, const char *value) {
  struct buffer text = buffer_in(&front.arena);
  struct decimal expected;
  bool negative = value[0] == '-';
  assert_true(decimal_read(value + negative, strlen(value) - negative, &expected));
  if (negative) expected = decimal_negated(expected);
  buffer_text(&text, HEAD "kpi k { unit ");
  buffer_text(&text, unit);
  buffer_text(&text, "; target ");
  buffer_text(&text, target);
  buffer_text(&text, " }");
  struct model *model = front_build(buffer_string(&text));
  assert_string_equal(front_found(), "");
  assert_true(model->kpis.items[0]->target.known);
  if (decimal_compare(model->kpis.items[0]->target.a, expected) != 0) fail_msg("%s: not %s", target, value);
}

static void figures_take_the_unit_of_their_place(void **state) {
  (void)state;
  assert_figure("followers", "at least 20_000", "20000");
  assert_figure("followers", "at least 20_000 followers", "20000");
  assert_figure("orders, order", "at least 1 order", "1");
  assert_figure("\u4EBA", "at least 3\u842C\u4EBA", "30000");
  assert_figure("percent", "at least 2.5%", "0.025");
  assert_figure("percent", "grow 2pp", "0.02");
  assert_figure("followers", "grow 20%", "0.20");
  assert_figure("hours", "at most 2 days", "48");
  assert_figure("hours", "at most 90 minutes", "1.5");
  assert_figure("TWD", "at least 5 USD", "160");
  assert_figure("USD", "at least 64 TWD", "2");
  assert_figure("TWD per order", "at most 5 USD per order", "160");
  assert_figure("visits per hour", "at least 48 visits per day", "2");
  assert_figure("score 1 to 5", "at least 4.5", "4.5");
  assert_figure("score -100 to 100", "at least -20", "-20");
  assert_figure("visits, visit per order, orders", "at most 12 visits per order", "12");
  assert_figure("percent", "at least -5%", "-0.05");
}

/* The code of what is found, and what to write instead. */
static void assert_refused(const char *unit, const char *target, const char *code, const char *help) {
  struct buffer text = buffer_in(&front.arena);
  buffer_text(&text, HEAD "kpi k { unit ");
  buffer_text(&text, unit);
  buffer_text(&text, "; target ");
  buffer_text(&text, target);
  buffer_text(&text, " }");
  front_build(buffer_string(&text));
  assert_int_equal(front.findings.list.count, 1);
  assert_string_equal(front.findings.list.items[0]->code->code, code);
  assert_string_equal(front_help(), help);
}

static void figures_of_other_units(void **state) {
  (void)state;
  assert_refused("percent", "at least 5", "E201", "write `5%`");
  assert_refused("percent", "at least 5 orders", "E201", "write `5%`");
  assert_refused("orders", "at least 5%", "E201", "write `5 orders`");
  assert_refused("orders", "at least 5 visits", "E201", "write `5 orders`");
  assert_refused("orders", "at least 5 days", "E201", "write `5 orders`");
  assert_refused("orders", "grow 5pp", "E201", "write `5 orders`");
  assert_refused("percent", "at least 5pp", "E201", "write it like `30%`");
  assert_refused("TWD", "at least 5 EUR", "E202", "add to the agreement: `exchange RATE TWD per EUR on DATE`");
  assert_refused("TWD per order", "at least 5 EUR per order", "E202", "add to the agreement: `exchange RATE TWD per EUR on DATE`");
  assert_refused("TWD per order", "at least 5 TWD per visit", "E201", "write `5 TWD per order`");
  assert_refused("score 1 to 5", "at least 6", "E203", "write a figure on the scale, or change the scale in the KPI's `unit`");
  assert_refused("orders", "at least -6", "E203", "write it without the minus");
  assert_refused("orders", "grow -6", "E203", "to ask for less, write `reduce`");
  assert_refused("orders", "between 6 and 5", "E204", "put the smaller or earlier one first, or take another");
}

/* ---- Formulas ---- */

static const char *formula(const char *unit, const char *text) {
  struct buffer out = buffer_in(&front.arena);
  buffer_text(&out, HEAD "budget b { total 9 TWD; line ads 9 TWD }\n"
                         "kpi orders { unit orders, order }\nkpi clicks { unit clicks, click }\nkpi income { unit TWD }\n"
                         "kpi wait { unit hours }\nkpi ease { unit score 1 to 5 }\nkpi rate { unit percent }\nkpi k { unit ");
  buffer_text(&out, unit);
  buffer_text(&out, "; formula ");
  buffer_text(&out, text);
  buffer_text(&out, " }");
  front_build(buffer_string(&out));
  findings_sort(&front.findings);
  return front.findings.list.count ? front.findings.list.items[0]->code->code : "";
}

static void formulas_give_the_unit_of_their_kpi(void **state) {
  (void)state;
  static const struct { const char *unit, *text, *code; } rows[] = {
      {"orders", "orders + orders", ""},
      {"orders", "orders - 5", ""},
      {"orders", "orders * 2", ""},
      {"orders", "orders * 5%", ""},
      {"orders", "orders * rate", ""},
      {"percent", "orders / clicks", ""},
      {"percent", "orders / orders", ""},
      {"percent", "rate + 5%", ""},
      {"orders per click", "orders / clicks", ""},
      {"TWD per order", "spent(ads) / orders", ""},
      {"TWD", "orders * 9 TWD per order", ""},
      {"TWD", "income - spent(ads)", ""},
      {"TWD", "sum(income, spent(ads), 5 TWD)", ""},
      {"hours", "max(wait, 30 minutes)", ""},
      {"days", "wait + 1 day", ""},
      {"score 1 to 5", "min(ease, 4)", ""},
      {"orders", "-orders", ""},
      {"orders", "orders / (1 - 2)", ""},
      {"TWD", "orders", "E205"},
      {"orders", "orders / clicks", "E205"},
      {"percent", "income / orders", "E205"},
      {"orders", "orders * orders", "E205"},
      {"orders", "orders + clicks", "E201"},
      {"orders", "orders + 5 TWD", "E201"},
      {"TWD", "max(income, orders)", "E201"},
      {"orders", "orders / 0", "E208"},
      {"orders", "orders / (2 - 2)", "E208"},
      {"orders", "orders / min(0, 5)", "E208"},
      {"orders", "orders / (0 * 5%)", "E208"},
      {"orders", "k + 1", "E206"},
      {"orders", "spent(orders)", "E103"},
      {"orders", "avg(orders)", "E007"},
      {"orders", "nothing", "E101"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *code = formula(rows[i].unit, rows[i].text);
    if (strcmp(code, rows[i].code) != 0) fail_msg("%s in %s: %s", rows[i].text, rows[i].unit, code);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, front_set_up, front_tear_down)
  const struct CMUnitTest tests[] = {
      TEST(products), TEST(too_many_parts), TEST(times), TEST(figures_take_the_unit_of_their_place), TEST(figures_of_other_units),
      TEST(formulas_give_the_unit_of_their_kpi)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
