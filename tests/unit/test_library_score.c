/* Figures held against an agreement by the library. */
#define _GNU_SOURCE

#include "library_fixture.h"

#define HEAD "kind,name,date,value,note\n"

/* The base agreement, read and checked. */
static struct remit_agreement *agreement_with(const struct remit_options *options, const char *more) {
  struct remit_agreement *agreement = NULL;
  struct remit_buffer base = {0};
  char text[16384] = "";
  assert_int_equal(remit_write_base(&base), REMIT_OK);
  assert_true(base.length + strlen(more) < sizeof text);
  memcpy(text, base.data, base.length);
  strcat(text, more);
  remit_buffer_free(&base);
  assert_int_equal(remit_read_text(options, "plan.remit", text, strlen(text), &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  return agreement;
}

static struct remit_agreement *agreement_of(const char *as_of, const char *more) {
  return agreement_with(&(struct remit_options){.as_of = as_of}, more);
}

static struct remit_agreement *agreement_before(const char *previous) {
  return agreement_with(&(struct remit_options){.previous = previous}, "");
}

static void add(struct remit_agreement *agreement, const char *sheet) {
  assert_int_equal(remit_add_figures_text(agreement, "actuals.csv", sheet, strlen(sheet)), REMIT_OK);
}

static void assert_holds(struct remit_agreement *agreement, enum remit_score_form form, const char *words) {
  struct remit_buffer out = {0};
  assert_int_equal(remit_write_score(agreement, form, NULL, &out), REMIT_OK);
  if (!memmem(out.data, out.length, words, strlen(words))) fail_msg("%s is not in %.*s", words, (int)out.length, out.data);
  remit_buffer_free(&out);
}

static void test_a_score_from_memory(void **state) {
  (void)state;
  struct remit_agreement *agreement = agreement_of(NULL, "");
  add(agreement, HEAD "kpi,orders,2026-01-31,190,\n");
  assert_int_equal(remit_standings(agreement).on_track, 0);
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_int_equal(remit_standings(agreement).on_track, 1);
  assert_int_equal(remit_count(agreement).errors, 0);
  assert_holds(agreement, REMIT_SCORE_TEXT, "190 orders");
  assert_holds(agreement, REMIT_SCORE_JSON, "\"as_of\": \"2026-01-31\"");
  remit_free(agreement);
}

static void test_sheets_from_files_add_up(void **state) {
  (void)state;
  struct remit_agreement *agreement = agreement_of("2026-02-28", "");
  put("january.csv", HEAD "kpi,orders,2026-01-31,190,\n");
  put("february.csv", HEAD "kpi,orders,2026-02-28,10,\nkpi,orders,2026-03-31,10,\n");
  assert_int_equal(remit_add_figures_file(agreement, at("january.csv")), REMIT_OK);
  assert_int_equal(remit_add_figures_file(agreement, at("february.csv")), REMIT_OK);
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_holds(agreement, REMIT_SCORE_TEXT, "200 orders");
  assert_int_equal(remit_count(agreement).infos, 1); /* D008 */
  remit_free(agreement);
}

static void test_files_that_cannot_be_read(void **state) {
  (void)state;
  struct remit_agreement *agreement = agreement_of(NULL, "");
  assert_int_equal(remit_add_figures_file(agreement, at("none.csv")), REMIT_NOT_READ);
  assert_int_equal(remit_add_figures_file(agreement, home), REMIT_NOT_A_FILE);
  assert_int_equal(remit_score(agreement), REMIT_OK); /* without any */
  assert_int_equal(remit_standings(agreement).not_due, 1);
  remit_free(agreement);
}

static void test_sheets_of_which_nothing_could_be_read(void **state) {
  (void)state;
  struct remit_agreement *agreement = agreement_of(NULL, "");
  add(agreement, HEAD "kpi,orders,2026-01-31,190,\nkpi,order,2026-01-31,190,\n"); /* a row that cannot be right is not the sheet */
  assert_int_equal(remit_add_figures_text(agreement, "headless.csv", "orders;190\n", 11), REMIT_OK);
  assert_int_equal(remit_add_figures_text(agreement, "bytes.csv", "\xFF\xFE", 2), REMIT_OK);
  assert_int_equal(remit_unread_figures(agreement), 0); /* not scored yet */
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_int_equal(remit_unread_figures(agreement), 2);
  assert_string_equal(remit_unread_figures_at(agreement, 0), "headless.csv");
  assert_string_equal(remit_unread_figures_at(agreement, 1), "bytes.csv");
  assert_null(remit_unread_figures_at(agreement, 2));
  assert_int_equal(remit_unread_figures(NULL), 0);
  remit_free(agreement);
}

static void test_findings_are_those_of_the_figures(void **state) {
  (void)state;
  struct remit_agreement *agreement = agreement_of(NULL, "goal more \"More\" { owner mei }\n");
  assert_true(remit_count(agreement).warnings > 0);
  add(agreement, HEAD "kpi,order,2026-01-31,190,\n");
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_int_equal(remit_count(agreement).errors, 1);
  assert_int_equal(remit_count(agreement).warnings, 0);
  remit_free(agreement);
}

static void test_the_course_of_a_kpi(void **state) {
  (void)state;
  static const char line[] = "\"date\": \"2026-01-31\", \"reported\": 190, \"actual\": 190,";
  struct remit_agreement *agreement = agreement_of("2026-01-31", "");
  struct remit_buffer out = {0};
  add(agreement, HEAD "kpi,orders,2026-01-31,190,\n");
  assert_int_equal(remit_write_history(agreement, REMIT_HISTORY_CSV, true, &out), REMIT_WRONG_USE); /* not scored */
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_string_equal(remit_scored_day(agreement), "2026-01-31");
  assert_int_equal(remit_write_history(agreement, REMIT_HISTORY_NDJSON, true, &out), REMIT_OK);
  assert_non_null(memmem(out.data, out.length, line, strlen(line)));
  assert_int_equal(remit_write_history(agreement, (enum remit_history_form)7, true, &out), REMIT_WRONG_USE);
  remit_buffer_free(&out);
  remit_free(agreement);
}

/* Where the day of the scoring is not after the earlier one, it is scored all the same. */
static void test_an_earlier_day(void **state) {
  (void)state;
  const struct remit_options later = {.as_of = "2026-01-31", .previous = "2026-01-31"}, none = {.previous = "January"};
  struct remit_agreement *agreement = NULL;
  assert_int_equal(remit_read_text(&later, "plan.remit", "", 0, &agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_read_text(&none, "plan.remit", "", 0, &agreement), REMIT_WRONG_USE);
  agreement = agreement_before("2026-03-31");
  add(agreement, HEAD "kpi,orders,2026-01-31,190,\n");
  assert_int_equal(remit_score(agreement), REMIT_NOT_BEFORE);
  assert_int_equal(remit_standings(agreement).on_track, 1);
  assert_holds(agreement, REMIT_SCORE_JSON, "\"previous\": null");
  remit_free(agreement);
  agreement = agreement_before("2026-01-31");
  add(agreement, HEAD "kpi,orders,2026-01-31,190,\nkpi,orders,2026-02-28,190,\n");
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_holds(agreement, REMIT_SCORE_JSON, "\"previous\": {\n    \"as_of\": \"2026-01-31\"");
  remit_free(agreement);
}

static void test_calls_out_of_turn(void **state) {
  (void)state;
  struct remit_agreement *agreement = NULL;
  struct remit_buffer out = {0};
  assert_int_equal(remit_read_text(NULL, "plan.remit", "", 0, &agreement), REMIT_OK);
  assert_int_equal(remit_score(agreement), REMIT_WRONG_USE); /* not checked */
  assert_int_equal(remit_add_figures_text(agreement, "a", "", 0), REMIT_WRONG_USE);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_int_equal(remit_score(agreement), REMIT_NOT_CONSISTENT);
  assert_int_equal(remit_write_score(agreement, REMIT_SCORE_TEXT, NULL, &out), REMIT_WRONG_USE);
  remit_free(agreement);
  agreement = agreement_of(NULL, "");
  assert_int_equal(remit_add_figures_text(agreement, NULL, "", 0), REMIT_WRONG_USE);
  assert_int_equal(remit_add_figures_text(agreement, "a", NULL, 1), REMIT_WRONG_USE);
  assert_int_equal(remit_score(agreement), REMIT_OK);
  assert_int_equal(remit_score(agreement), REMIT_WRONG_USE); /* scored */
  assert_int_equal(remit_add_figures_text(agreement, "a", "", 0), REMIT_WRONG_USE);
  assert_int_equal(remit_write_score(agreement, (enum remit_score_form)9, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_score(agreement, REMIT_SCORE_TEXT, &(struct remit_score_style){.language = "xx"}, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_score(agreement, REMIT_SCORE_JSON, NULL, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_score(NULL), REMIT_WRONG_USE);
  remit_free(agreement);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_a_score_from_memory),       IN_FOLDER(test_sheets_from_files_add_up),
      IN_FOLDER(test_files_that_cannot_be_read), IN_FOLDER(test_sheets_of_which_nothing_could_be_read),
      IN_FOLDER(test_findings_are_those_of_the_figures),
      IN_FOLDER(test_the_course_of_a_kpi),       IN_FOLDER(test_an_earlier_day),
      IN_FOLDER(test_calls_out_of_turn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
