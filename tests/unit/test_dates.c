#include "front_fixture.h"

#define HEAD "agreement a { term from 2026-01-15 to 2026-12-31; currency TWD }\n"

static const char *day_text(day_number day) {
  struct buffer out = buffer_in(&front.arena);
  if (day == DAY_NONE) return "none";
  struct civil civil = civil_from_day(day);
  buffer_padded(&out, civil.year, 4);
  buffer_char(&out, '-');
  buffer_padded(&out, civil.month, 2);
  buffer_char(&out, '-');
  buffer_padded(&out, civil.day, 2);
  return buffer_string(&out);
}

static const char *join(const char *a, const char *b, const char *c) {
  struct buffer out = buffer_in(&front.arena);
  buffer_text(&out, a);
  buffer_text(&out, b);
  buffer_text(&out, c);
  return buffer_string(&out);
}

/* What the date stands for after `by`, and after `from`. */
static void assert_date(const char *date, const char *last, const char *first) {
  struct model *model = front_build(join(HEAD "objective o { by ", date, " }"));
  assert_string_equal(front_found(), "");
  if (strcmp(day_text(model->objectives.items[0]->by), last) != 0)
    fail_msg("by %s: %s", date, day_text(model->objectives.items[0]->by));
  model = front_build(join(HEAD "roi { expect at least 5% by end; judge from ", date, " }"));
  if (strcmp(day_text(model->roi->judge), first) != 0) fail_msg("from %s: %s", date, day_text(model->roi->judge));
}

static void literals(void **state) {
  (void)state;
  assert_date("2026-03-31", "2026-03-31", "2026-03-31");
  assert_date("2026-02", "2026-02-28", "2026-02-01");
  assert_date("2024-02", "2024-02-29", "2024-02-01");
  assert_date("2026-Q2", "2026-06-30", "2026-04-01");
  assert_date("2026", "2026-12-31", "2026-01-01");
}

static void counted_from_the_terms_first_day(void **state) {
  (void)state;
  assert_date("start", "2026-01-15", "2026-01-15");
  assert_date("end", "2026-12-31", "2026-12-31");
  assert_date("day 1", "2026-01-15", "2026-01-15");
  assert_date("day 10", "2026-01-24", "2026-01-24");
  assert_date("week 1", "2026-01-21", "2026-01-15");
  assert_date("week 6", "2026-02-25", "2026-02-19");
  assert_date("month 1", "2026-02-14", "2026-01-15");
  assert_date("month 3", "2026-04-14", "2026-03-15");
  assert_date("quarter 2", "2026-07-14", "2026-04-15");
}

static void moved(void **state) {
  (void)state;
  assert_date("start + 2 weeks", "2026-01-29", "2026-01-29");
  assert_date("2026-01-31 + 1 month", "2026-02-28", "2026-02-28");
  assert_date("2024-02-29 + 1 year", "2025-02-28", "2025-02-28");
  assert_date("2026-03-31 - 1 month", "2026-02-28", "2026-02-28");
  assert_date("2026-01-31 + 1 month + 1 month", "2026-03-28", "2026-03-28");
  assert_date("end + 1 quarter", "2027-03-31", "2027-03-31");
  assert_date("2026-01-02 + 1 workday", "2026-01-05", "2026-01-05");
  assert_date("2026-01-05 - 1 workday", "2026-01-02", "2026-01-02");
  assert_date("2026-02 + 1 day", "2026-03-01", "2026-02-02");
}

static void refused(void **state) {
  (void)state;
  static const struct { const char *date, *found; } rows[] = {
      {"2026-02-30", "E006 2:18"},        {"12", "E006 2:18"},
      {"1899-12-31", "E207 2:18"},        {"2200", "E207 2:18"},
      {"2199-12-31 + 1 day", "E207 2:18"}, {"end + 200000 days", "E207 2:18"},
      {"start + 3000 years", "E207 2:18"}, {"end + 5 hours", "E201 2:24"},
      {"end + 1.5 days", "E201 2:24"},    {"end + 5", "E201 2:24"},
      {"end + 5 cats", "E201 2:24"},      {"day 0", "E203 2:22"},
      {"month 1.5", "E203 2:24"},         {"end of o", "E103 2:25"},
      {"end of nothing", "E101 2:25"},    {"$nothing", "E210 2:18"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    front_build(join(HEAD "objective o { by ", rows[i].date, " }"));
    if (strcmp(front_found(), rows[i].found) != 0) fail_msg("%s: %s", rows[i].date, front_found());
  }
}

/* ---- Phases ---- */

static void assert_phases(const char *text, const char *found, const char *first, const char *last) {
  struct model *model = front_build(join(HEAD, text, ""));
  assert_string_equal(front_found(), found);
  assert_string_equal(day_text(model->phases.items[0]->period.from), first);
  assert_string_equal(day_text(model->phases.items[0]->period.to), last);
}

static void phases_that_rest_on_others(void **state) {
  (void)state;
  assert_phases("phase p from start to start of q - 1 day\nphase q from end of r to end\nphase r from month 2 to month 3", "",
                "2026-01-15", "2026-04-13");
  assert_phases("phase p from end of q to end\nparam d date = month 2\nphase q from start to $d", "", "2026-03-14", "2026-12-31");
  assert_phases("phase p from 2026-05 to 2026-04", "E204 2:14", "none", "none");
}

static void phases_that_rest_on_themselves(void **state) {
  (void)state;
  assert_phases("phase p from start of p to end", "E206 2:14", "none", "none");
  assert_phases("phase p from start to end of q\nphase q from start of p to end\nphase r from start of q to end", "E206 2:23",
                "none", "none");
  assert_phases("phase p from start of q to end of q\nphase q from start of r to end\nphase r from start to end of q",
                "E206 3:14", "none", "none");
}

static void long_chains(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  struct buffer text = buffer_in(&front.arena);
  buffer_text(&text, HEAD);
  for (int i = 0; i < COUNT; i++) {
    buffer_text(&text, "phase p");
    buffer_integer(&text, i);
    buffer_text(&text, i + 1 < COUNT ? " from start to start of p" : " from month 2 to end");
    if (i + 1 < COUNT) buffer_integer(&text, i + 1);
    buffer_char(&text, '\n');
  }
  struct model *model = front_build(buffer_string(&text));
  assert_string_equal(front_found(), "");
  assert_string_equal(day_text(model->phases.items[0]->period.to), "2026-01-15");
  assert_string_equal(day_text(model->phases.items[COUNT - 2]->period.to), "2026-02-15");
}

/* ---- The term ---- */

static void assert_term(const char *term, const char *found, const char *first, const char *last) {
  struct model *model = front_build(join("agreement a { currency TWD; term ", term, " }\nphase p from start to month 2"));
  assert_string_equal(front_found(), found);
  assert_string_equal(day_text(model->agreement.term.from), first);
  assert_string_equal(day_text(model->agreement.term.to), last);
}

static void terms(void **state) {
  (void)state;
  assert_term("from 2026 to 2027-06", "", "2026-01-01", "2027-06-30");
  assert_term("12 months from 2026-01-01", "", "2026-01-01", "2026-12-31");
  assert_term("1 year from 2024-02-29", "", "2024-02-29", "2025-02-27");
  assert_term("2 weeks from 2026-01-01", "", "2026-01-01", "2026-01-14");
  assert_term("from start to end", "E206 1:39", "none", "none");
  assert_term("from 2026-01-01 to end of p", "E206 1:39", "none", "none");
  assert_term("12 months from start", "E206 1:34", "none", "none");
  assert_term("from 2026-12-31 to 2026-01-01", "E204 1:39", "none", "none");
  assert_term("5 workdays from 2026-01-01", "E201 1:34", "none", "none");
  assert_term("400 years from 2026-01-01", "E207 1:34", "none", "none");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, front_set_up, front_tear_down)
  const struct CMUnitTest tests[] = {
      TEST(literals), TEST(counted_from_the_terms_first_day), TEST(moved), TEST(refused), TEST(phases_that_rest_on_others),
      TEST(phases_that_rest_on_themselves), TEST(long_chains), TEST(terms)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
