/* The list of findings: limit, order, repetitions, tally. */

#include <string.h>

#include "diag/diag.h"

#include "arena_fixture.h"

static struct sources sources;
static struct findings findings;

static const struct code_row warning_row = {"M002", "mix-too-thin", LEVEL_WARNING, "a warning"};
static const struct code_row info_row = {"K003", "no-source", LEVEL_INFO, "an info"};

static int begin(void **state) {
  arena_begin(state);
  sources = (struct sources){.arena = &arena};
  findings = (struct findings){.arena = &arena, .sources = &sources, .limit = 100};
  return 0;
}

static struct finding *add(const struct code_row *code, struct span span, const char *words) {
  return finding_add(&findings, code, span, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static const char *words_of(uint32_t index) {
  assert_true(index < findings.list.count);
  return findings.list.items[index]->message.arguments[0].as.string;
}

static void test_every_e_code_has_its_row(void **state) {
  (void)state;
  assert_string_equal(e_codes[E001].code, "E001");
  assert_string_equal(e_codes[E102].name, "duplicate-name");
  for (int i = 0; i < E_CODE_COUNT; i++) {
    assert_int_equal(e_codes[i].level, LEVEL_ERROR);
    assert_true(e_codes[i].code[0] == 'E' && strlen(e_codes[i].code) == 4);
    assert_true(strlen(e_codes[i].summary) > 0);
    for (int k = 0; k < i; k++) assert_string_not_equal(e_codes[i].name, e_codes[k].name);
  }
}

static void test_a_finding_is_what_was_said(void **state) {
  (void)state;
  struct finding *finding =
      finding_error(&findings, E102, span_at(0, 3, 5), TEXT_IN_THESE_WORDS, ARGS(arg_string("twice")));
  finding_label(&findings, finding, TEXT_NOTE, NO_ARGS);
  finding_help(&findings, finding, TEXT_COUNT_ERRORS, ARGS(arg_integer(2)));
  finding_related(&findings, finding, span_at(0, 1, 2), TEXT_IN_THESE_WORDS, ARGS(arg_string("here")));
  finding_related(&findings, finding, span_at(1, 7, 8), TEXT_IN_THESE_WORDS, ARGS(arg_string("there")));
  assert_ptr_equal(findings.list.items[0], finding);
  assert_ptr_equal(finding->code, &e_codes[E102]);
  assert_int_equal(finding->level, LEVEL_ERROR);
  assert_int_equal(finding->label.key, TEXT_NOTE);
  assert_int_equal(finding->help.arguments[0].as.integer, 2);
  assert_int_equal(finding->related.count, 2);
  assert_string_equal(finding->related.items[1].message.arguments[0].as.string, "there");
  assert_int_equal(finding->related.items[1].span.file, 1);
  assert_null(finding->accepted);
}

static void test_arguments_are_copied(void **state) {
  (void)state;
  struct argument arguments[] = {arg_string("first"), {.kind = ARGUMENT_END}};
  struct finding *finding = finding_add(&findings, &info_row, span_at(0, 0, 0), TEXT_IN_THESE_WORDS, arguments);
  arguments[0] = arg_string("second");
  assert_string_equal(finding->message.arguments[0].as.string, "first");
  assert_int_equal(finding->message.arguments[1].kind, ARGUMENT_END);
}

static void test_beyond_the_limit_findings_are_counted(void **state) {
  (void)state;
  findings.limit = 2;
  add(&warning_row, span_at(0, 0, 1), "a");
  add(&warning_row, span_at(0, 1, 2), "b");
  for (int i = 0; i < 3; i++) {
    struct finding *finding =
        finding_error(&findings, E007, span_at(0, 2, 3), TEXT_IN_THESE_WORDS, ARGS(arg_string("c")));
    assert_non_null(finding);
    assert_int_equal(finding->related.count, 0);
    finding_label(&findings, finding, TEXT_NOTE, NO_ARGS);
    finding_help(&findings, finding, TEXT_NOTE, NO_ARGS);
    finding_related(&findings, finding, span_at(0, 0, 1), TEXT_NOTE, NO_ARGS);
  }
  assert_int_equal(findings.list.count, 2);
  assert_int_equal(findings.left_out, 3);
  assert_int_equal(findings.errors, 3); /* later passes must know */
  assert_string_equal(words_of(1), "b");
}

static void test_a_limit_of_none_keeps_none(void **state) {
  (void)state;
  findings.limit = 0;
  assert_non_null(add(&info_row, span_at(0, 0, 1), "a"));
  assert_int_equal(findings.list.count, 0);
  assert_int_equal(findings.left_out, 1);
  findings_sort(&findings);
}

static void test_order_is_file_start_end_code_order(void **state) {
  (void)state;
  add(&warning_row, span_at(1, 0, 1), "8");
  add(&warning_row, span_at(0, 9, 12), "7");
  add(&warning_row, span_at(0, 9, 10), "5");
  add(&warning_row, span_at(0, 9, 10), "6");
  add(&info_row, span_at(0, 9, 10), "4"); /* K003 before M002 */
  add(&warning_row, span_at(0, 2, 30), "3");
  add(&warning_row, span_at(0, 2, 3), "2");
  add(&warning_row, span_at(0, 0, 900), "1");
  findings_sort(&findings);
  assert_int_equal(findings.list.count, 8);
  for (uint32_t i = 0; i < 8; i++) assert_int_equal(words_of(i)[0], '1' + (int)i);
}

static void test_a_finding_is_kept_once(void **state) {
  (void)state;
  struct span span = span_at(0, 4, 6);
  struct finding *first = add(&warning_row, span, "same");
  add(&warning_row, span, "other");
  add(&warning_row, span, "same");
  add(&info_row, span, "same");
  add(&warning_row, span_at(0, 4, 7), "same");
  finding_add(&findings, &warning_row, span, TEXT_NOTE, NO_ARGS);
  finding_add(&findings, &warning_row, span, TEXT_NOTE, NO_ARGS);
  findings_sort(&findings);
  assert_int_equal(findings.list.count, 5);
  assert_ptr_equal(findings.list.items[1], first);
  assert_string_equal(words_of(2), "other");
}

/* Two findings of one place that differ in the one argument. */
static uint32_t kept_of(struct argument a, struct argument b) {
  findings.list.count = 0;
  finding_add(&findings, &info_row, span_at(0, 0, 1), TEXT_NOTE, ARGS(a));
  finding_add(&findings, &info_row, span_at(0, 0, 1), TEXT_NOTE, ARGS(b));
  findings_sort(&findings);
  return findings.list.count;
}

static void test_messages_are_compared_by_value(void **state) {
  (void)state;
  char copy[] = "a"; /* another place, the same letters */
  const char *const names[] = {"a", "b"}, *const copies[] = {copy, "b"}, *const others[] = {"a", "c"};
  struct decimal one = decimal_from_integer(1), two = decimal_from_integer(2);
  assert_int_equal(kept_of(arg_name("a"), arg_name(copy)), 1);
  assert_int_equal(kept_of(arg_name("a"), arg_name("b")), 2);
  assert_int_equal(kept_of(arg_name("a"), arg_string("a")), 2);
  assert_int_equal(kept_of(arg_integer(1), arg_integer(1)), 1);
  assert_int_equal(kept_of(arg_integer(1), arg_integer(2)), 2);
  assert_int_equal(kept_of(arg_minutes(1), arg_minutes(2)), 2);
  assert_int_equal(kept_of(arg_number(one), arg_number(one)), 1);
  assert_int_equal(kept_of(arg_number(one), arg_number(two)), 2);
  assert_int_equal(kept_of(arg_number(one), arg_number(decimal_negated(one))), 2);
  assert_int_equal(kept_of(arg_number(one), arg_number(decimal_scaled(one, 1))), 2);
  assert_int_equal(kept_of(arg_number((struct decimal){.high = 1}), arg_number((struct decimal){.high = 2})), 2);
  assert_int_equal(kept_of(arg_number(one), arg_number((struct decimal){.low = 1, .state = DECIMAL_OVERFLOW})), 2);
  assert_int_equal(kept_of(arg_share(one), arg_share(two)), 2);
  assert_int_equal(kept_of(arg_quantity(one, text_unit_of("a")), arg_quantity(one, text_unit_of(copy))), 1);
  assert_int_equal(kept_of(arg_quantity(one, text_unit_of("a")), arg_quantity(one, (struct text_unit){0})), 2);
  assert_int_equal(kept_of(arg_quantity(one, (struct text_unit){0}), arg_quantity(one, text_unit_of("a"))), 2);
  assert_int_equal(kept_of(arg_quantity(one, (struct text_unit){0}), arg_quantity(two, (struct text_unit){0})), 2);
  assert_int_equal(kept_of(arg_date(1), arg_date(1)), 1);
  assert_int_equal(kept_of(arg_date(1), arg_date(2)), 2);
  assert_int_equal(kept_of(arg_list(names, 2), arg_list(copies, 2)), 1);
  assert_int_equal(kept_of(arg_list(names, 2), arg_list(others, 2)), 2);
  assert_int_equal(kept_of(arg_list(names, 2), arg_list(names, 1)), 2);
  assert_int_equal(kept_of(arg_text(TEXT_NOTE), arg_text(TEXT_NOTE)), 1);
  assert_int_equal(kept_of(arg_text(TEXT_NOTE), arg_text(TEXT_HELP)), 2);
}

static void test_order_goes_on_after_sorting(void **state) {
  (void)state;
  add(&info_row, span_at(0, 0, 1), "same");
  add(&info_row, span_at(0, 0, 1), "same");
  add(&info_row, span_at(0, 0, 1), "second");
  findings_sort(&findings);
  add(&info_row, span_at(0, 0, 1), "third");
  findings_sort(&findings);
  assert_string_equal(words_of(1), "second");
  assert_string_equal(words_of(2), "third");
}

static void test_tally(void **state) {
  (void)state;
  static const struct acceptance accepted = {.reason = "so agreed", .until = DAY_NONE};
  finding_error(&findings, E007, span_at(0, 0, 1), TEXT_NOTE, NO_ARGS);
  add(&warning_row, span_at(0, 0, 1), "a");
  add(&warning_row, span_at(0, 0, 1), "b");
  add(&warning_row, span_at(0, 0, 1), "c")->accepted = &accepted;
  add(&warning_row, span_at(0, 0, 1), "d")->level = LEVEL_OFF;
  add(&info_row, span_at(0, 0, 1), "e");
  struct findings_count count = findings_tally(&findings);
  assert_int_equal(count.errors, 1);
  assert_int_equal(count.warnings, 2);
  assert_int_equal(count.infos, 1);
  assert_int_equal(count.accepted, 1);
  assert_int_equal(findings.errors, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_e_code_has_its_row),
      cmocka_unit_test_setup_teardown(test_a_finding_is_what_was_said, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_arguments_are_copied, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_beyond_the_limit_findings_are_counted, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_limit_of_none_keeps_none, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_order_is_file_start_end_code_order, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_finding_is_kept_once, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_messages_are_compared_by_value, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_order_goes_on_after_sorting, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_tally, begin, arena_end),
  };
  return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
