/* A portfolio as the library makes it. */
#define _GNU_SOURCE

#include <errno.h>

#include "library_fixture.h"

#define HEAD "kind,name,date,value,note\n"

static struct remit_agreement *scored(const char *sheet) {
  struct remit_agreement *agreement = NULL;
  struct remit_buffer base = {0};
  assert_int_equal(remit_write_base(&base), REMIT_OK);
  assert_int_equal(remit_read_text(NULL, "plan.remit", base.data, base.length, &agreement), REMIT_OK);
  remit_buffer_free(&base);
  assert_false(remit_has_agreement(agreement)); /* not checked */
  assert_int_equal(remit_check(agreement), REMIT_OK);
  assert_true(remit_has_agreement(agreement));
  if (!sheet) return agreement;
  assert_int_equal(remit_add_figures_text(agreement, "actuals.csv", sheet, strlen(sheet)), REMIT_OK);
  assert_int_equal(remit_score(agreement), REMIT_OK);
  return agreement;
}

static struct remit_portfolio *portfolio_new(void) {
  struct remit_portfolio *portfolio = NULL;
  assert_int_equal(remit_portfolio_new(NULL, &portfolio), REMIT_OK);
  return portfolio;
}

static void assert_holds(const struct remit_portfolio *portfolio, enum remit_portfolio_form form, const char *words) {
  struct remit_buffer out = {0};
  assert_int_equal(remit_write_portfolio(portfolio, form, NULL, &out), REMIT_OK);
  if (!memmem(out.data, out.length, words, strlen(words))) fail_msg("%s is not in %.*s", words, (int)out.length, out.data);
  remit_buffer_free(&out);
}

/* Rows outlive their agreements; what leads to a scorecard is an address. */
static void test_rows_outlive_agreements(void **state) {
  (void)state;
  struct remit_portfolio *portfolio = portfolio_new();
  struct remit_agreement *agreement = scored(HEAD "kpi,orders,2026-01-31,10,\n");
  const struct remit_entry entry = {.path = "north/a b.remit", .figures = "north/a b.actuals.csv", .scorecard = "north/a b.filled.html"};
  assert_int_equal(remit_portfolio_add(portfolio, &entry, agreement), REMIT_OK);
  remit_free(agreement);
  assert_holds(portfolio, REMIT_PORTFOLIO_HTML, "<a href=\"north/a%20b.filled.html\">");
  assert_holds(portfolio, REMIT_PORTFOLIO_TEXT, "1 agreement\n1 scored, 0 without figures, 0 not scored\n");
  assert_holds(portfolio, REMIT_PORTFOLIO_NDJSON, "\"owners\": [\"mei\"]");
  assert_holds(portfolio, REMIT_PORTFOLIO_JSON, "\"scorecard\": \"north/a b.filled.html\"");
  remit_portfolio_free(portfolio);
}

static void test_reasons(void **state) {
  static const struct {
    enum remit_entry_result result;
    enum remit_status status;
    int error;
    const char *reason, *words;
  } cases[] = {
      {REMIT_ENTRY_UNREAD, REMIT_NOT_READ, ENOENT, "unread", "cannot be read: "},
      {REMIT_ENTRY_UNREAD, REMIT_OUTSIDE_ROOT, 0, "outside", "outside the folder"},
      {REMIT_ENTRY_UNREAD, REMIT_NOT_A_FILE, 0, "no_file", "it is no regular file"},
      {REMIT_ENTRY_UNREAD, REMIT_NO_MEMORY, 0, "no_memory", "not enough memory"},
      {REMIT_ENTRY_FIGURES_UNREAD, REMIT_NOT_READ, EACCES, "figures_unread", "plan.actuals.csv cannot be read: "},
      {REMIT_ENTRY_FIGURES_UNREAD, REMIT_NOT_A_FILE, 0, "figures_no_file", "plan.actuals.csv is no regular file"},
      {REMIT_ENTRY_FIGURES_UNREAD, REMIT_NO_LIBRARY, 0, "no_library", "plan.actuals.csv is a workbook"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct remit_portfolio *portfolio = portfolio_new();
    const struct remit_entry entry = {"plan.remit", "plan.actuals.csv", NULL, cases[i].result, cases[i].status, cases[i].error};
    assert_int_equal(remit_portfolio_add(portfolio, &entry, NULL), REMIT_OK);
    assert_holds(portfolio, REMIT_PORTFOLIO_NDJSON, cases[i].reason);
    assert_holds(portfolio, REMIT_PORTFOLIO_TEXT, cases[i].words);
    assert_holds(portfolio, REMIT_PORTFOLIO_HTML, cases[i].words);
    remit_portfolio_free(portfolio);
  }
}

static void test_passed_over_stand_in_order(void **state) {
  (void)state;
  struct remit_portfolio *portfolio = portfolio_new();
  for (const char *const *path = (const char *const[]){"d", "a", "c", "b", NULL}; *path; path++)
    assert_int_equal(remit_portfolio_pass_over(portfolio, *path), REMIT_OK);
  assert_holds(portfolio, REMIT_PORTFOLIO_TEXT, "4 files hold no agreement and were passed over; the first are a, b, c\n");
  remit_portfolio_free(portfolio);
}

static void test_wrong_use(void **state) {
  (void)state;
  struct remit_portfolio *portfolio = portfolio_new();
  struct remit_agreement *agreement = scored(NULL);
  struct remit_buffer out = {0};
  const struct remit_entry entry = {.path = "plan.remit"}, nameless = {.path = NULL};
  assert_int_equal(remit_portfolio_add(portfolio, &entry, agreement), REMIT_WRONG_USE); /* not scored */
  assert_int_equal(remit_portfolio_add(portfolio, &entry, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_portfolio_add(portfolio, &nameless, agreement), REMIT_WRONG_USE);
  assert_int_equal(remit_portfolio_pass_over(portfolio, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_portfolio_new(NULL, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_write_portfolio(portfolio, (enum remit_portfolio_form)9, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_portfolio(portfolio, REMIT_PORTFOLIO_TEXT, "xx", &out), REMIT_WRONG_USE);
  remit_free(agreement);
  remit_portfolio_free(portfolio);
  remit_portfolio_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(test_rows_outlive_agreements),
      IN_FOLDER(test_reasons),
      IN_FOLDER(test_passed_over_stand_in_order),
      IN_FOLDER(test_wrong_use),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
