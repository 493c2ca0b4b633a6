/* Figures held against an agreement by the library. */
#define _GNU_SOURCE

#include "library_fixture.h"

#define HEAD "kind,name,date,value,note\n"

/* The base agreement, read and checked. */
static struct remit_agreement *agreement_of(const char *as_of, const char *more) {
  const struct remit_options options = {.as_of = as_of};
  struct remit_agreement *agreement = NULL;
  struct remit_buffer base = {0};
  char text[16384] = "";
  assert_int_equal(remit_write_base(&base), REMIT_OK);
  assert_true(base.length + strlen(more) < sizeof text);
  memcpy(text, base.data, base.length);
  strcat(text, more);
  remit_buffer_free(&base);
  assert_int_equal(remit_read_text(&options, "plan.remit", text, strlen(text), &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  return agreement;
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
  assert_int_equal(remit_write_score(agreement, (enum remit_score_form)7, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_score(agreement, REMIT_SCORE_TEXT, "xx", &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_score(agreement, REMIT_SCORE_JSON, NULL, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_score(NULL), REMIT_WRONG_USE);
  remit_free(agreement);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_a_score_from_memory),       IN_FOLDER(test_sheets_from_files_add_up),
      IN_FOLDER(test_files_that_cannot_be_read), IN_FOLDER(test_findings_are_those_of_the_figures),
      IN_FOLDER(test_calls_out_of_turn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
