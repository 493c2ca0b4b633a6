/* The library's rules: which of them a check is asked for, their list and their pages, and the formats by name. */
#define _GNU_SOURCE

#include "library_fixture.h"

static const char text[] =
    "agreement a \"A\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
    "objective first \"First\" { aim \"It is better.\" }\n"
    "kpi k \"K\" { measures first; unit posts, post; target at least 5 posts by end; weight 50% }\n"
    "objective other \"Other\" { allow G001 \"so be it\" }\n"
    "channel c \"C\" { media nowhere }\n";

/* The codes of what is found, each once, such as "E007 K008 ". */
static void expect_found(const char *const *select, size_t select_count, const char *const *ignore, size_t ignore_count,
                         const char *there, const char *not_there) {
  const struct remit_options options = {
      .select = select, .select_count = select_count, .ignore = ignore, .ignore_count = ignore_count};
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_text(&options, "a", text, sizeof text - 1, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  char *found = listed(agreement, REMIT_FORMAT_NDJSON);
  if (there) assert_non_null(strstr(found, there));
  if (not_there) assert_null(strstr(found, not_there));
  assert_non_null(strstr(found, "\"E007\"")); /* always */
  free(found);
  remit_free(agreement);
}

static void test_rules_are_selected_and_ignored(void **state) {
  (void)state;
  const char *const family[] = {"K"}, *const code[] = {"k008"}, *const e_code[] = {"E007"}, *const both[] = {"T", "K008"};
  expect_found(NULL, 0, NULL, 0, "\"K008\"", NULL);
  expect_found(family, 1, NULL, 0, "\"K008\"", "\"T004\"");
  expect_found(NULL, 0, family, 1, "\"T004\"", "\"K008\"");
  expect_found(family, 1, code, 1, NULL, "\"K008\"");
  expect_found(code, 1, family, 1, "\"K008\"", "\"T004\""); /* a code counts for more than a family */
  expect_found(both, 2, NULL, 0, "\"T004\"", "\"A001\"");
  expect_found(e_code, 1, NULL, 0, NULL, "\"K008\"");
  expect_found(code, 1, code, 1, NULL, "\"K008\"");
}

/* What is not wanted does not stand among what is counted, and what would accept it is not called unused. */
static void test_what_is_ignored_leaves_no_trace(void **state) {
  (void)state;
  const char *const family[] = {"G"}, *const rest[] = {"P"};
  expect_found(NULL, 0, family, 1, NULL, "\"P001\"");
  expect_found(rest, 1, NULL, 0, NULL, "\"P001\"");
}

static void expect_refused(const char *select, const char *ignore) {
  const struct remit_options options = {
      .select = &select, .select_count = select != NULL, .ignore = &ignore, .ignore_count = ignore != NULL};
  struct remit_agreement *agreement;
  assert_int_equal(remit_read_text(&options, "a", text, sizeof text - 1, &agreement), REMIT_WRONG_USE);
  assert_null(agreement);
}

static void test_names_that_are_none_are_refused(void **state) {
  (void)state;
  static const char *const none[] = {"", "X", "K9999", "K00", "mix-not-100", "EE", "K008 ", "KK", "a very long word indeed"};
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
    assert_false(remit_rule_exists(none[i]));
    expect_refused(none[i], NULL);
    expect_refused(NULL, none[i]);
  }
  assert_false(remit_rule_exists(NULL));
  assert_true(remit_rule_exists("E") && remit_rule_exists("e007") && remit_rule_exists("K") && remit_rule_exists("K008"));
  expect_refused(NULL, "E");
  expect_refused(NULL, "e007");
}

static void test_formats_have_names(void **state) {
  (void)state;
  for (int i = 0; i < REMIT_FORMAT_COUNT; i++) {
    assert_true(*remit_format_name((enum remit_format)i));
    for (int k = 0; k < i; k++)
      assert_string_not_equal(remit_format_name((enum remit_format)i), remit_format_name((enum remit_format)k));
  }
  assert_null(remit_format_name(REMIT_FORMAT_COUNT));
}

static void test_pages(void **state) {
  (void)state;
  struct remit_buffer out = {0};
  assert_int_equal(remit_write_explanation("m001", REMIT_PAGE_TEXT, NULL, &out), REMIT_OK);
  assert_memory_equal(out.data, "M001 mix-not-100 (error): ", 26);
  size_t length = out.length;
  assert_int_equal(remit_write_explanation("M01", REMIT_PAGE_TEXT, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_explanation(NULL, REMIT_PAGE_TEXT, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_explanation("M001", (enum remit_page_form)3, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_explanation("M001", REMIT_PAGE_TEXT, NULL, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_write_rules((enum remit_page_form)3, NULL, &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_rules(REMIT_PAGE_TEXT, "xx", &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_explanation("M001", REMIT_PAGE_TEXT, "xx", &out), REMIT_WRONG_USE);
  assert_int_equal(remit_write_rules(REMIT_PAGE_TEXT, NULL, NULL), REMIT_WRONG_USE);
  assert_int_equal(remit_write_base(NULL), REMIT_WRONG_USE);
  assert_int_equal(out.length, length);
  remit_buffer_free(&out);
}

/* The agreement that the examples go on from is one in which nothing is found. */
static void test_the_base_agreement_is_clean(void **state) {
  (void)state;
  struct remit_buffer out = {0};
  struct remit_agreement *agreement;
  assert_int_equal(remit_write_base(&out), REMIT_OK);
  assert_int_equal(remit_read_text(NULL, "base", out.data, out.length, &agreement), REMIT_OK);
  assert_int_equal(remit_check(agreement), REMIT_OK);
  struct remit_counts count = remit_count(agreement);
  assert_int_equal(count.errors + count.warnings + count.infos + count.accepted, 0);
  remit_free(agreement);
  remit_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rules_are_selected_and_ignored),
      cmocka_unit_test(test_what_is_ignored_leaves_no_trace),
      cmocka_unit_test(test_names_that_are_none_are_refused),
      cmocka_unit_test(test_formats_have_names),
      cmocka_unit_test(test_pages),
      cmocka_unit_test(test_the_base_agreement_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
