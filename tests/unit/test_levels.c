/* Which level a finding has, and what accepts it; the policy's parameters; the table of rules. */

#include <stdio.h>
#include <string.h>

#include "check/check.h"
#include "check/levels.h"
#include "check/rules.h"
#include "model/units.h"

#include "arena_fixture.h"

static struct sources sources;
static struct findings findings;
static struct model model;

static int begin(void **state) {
  arena_begin(state);
  sources = (struct sources){.arena = &arena};
  sources_add(&sources, "a.remit", NULL, "", 0);
  findings = (struct findings){.arena = &arena, .sources = &sources, .limit = 1000};
  model = (struct model){.arena = &arena, .sources = &sources};
  model.agreement.term.from = model.agreement.term.to = DAY_NONE;
  return 0;
}

static const struct code_row contact_row = {"C001", "no-contact", LEVEL_WARNING, "of the C family"};
static const struct code_row endorsed_row = {"G007", "objective-not-endorsed", LEVEL_WARNING, "milder in a draft"};

static struct finding *find_at(const struct code_row *row, uint32_t start) {
  return finding_add(&findings, row, span_at(0, start, start + 1), TEXT_IN_THESE_WORDS, ARGS(arg_string("here")));
}

static void set_level(const char *code, enum level level) {
  struct policy_level row = {.code = code, .level = level, .known = true};
  VECTOR_PUSH(&arena, &model.levels, row);
}

/* From `from` to before `to`; everywhere where both are 0. */
static struct allowance *allow(const char *code, uint32_t from, uint32_t to, day_number until) {
  struct allowance allowance = {.code = code, .where = span_at(0, from, to), .everywhere = from == to};
  allowance.acceptance = (struct acceptance){.reason = "so be it", .until = until};
  VECTOR_PUSH(&arena, &model.allowances, allowance);
  return &model.allowances.items[model.allowances.count - 1];
}

static void decide(day_number as_of) {
  struct levels *levels = levels_new(&model, as_of);
  for (uint32_t i = 0; i < findings.list.count; i++) levels_decide(levels, findings.list.items[i]);
}

/* ---- Levels ---- */

static void test_a_rule_has_its_level(void **state) {
  (void)state;
  struct finding *error = find_at(&rule_M001.row, 1), *warning = find_at(&rule_K009.row, 2);
  decide(DAY_NONE);
  assert_int_equal(error->level, LEVEL_ERROR);
  assert_int_equal(warning->level, LEVEL_WARNING);
}

static void test_a_lesser_case_is_an_info(void **state) {
  (void)state;
  struct finding *finding = find_at(&rule_A004.row, 1);
  finding->lowered = true;
  decide(DAY_NONE);
  assert_int_equal(finding->level, LEVEL_INFO);
}

static void test_the_policy_sets_a_level(void **state) {
  (void)state;
  struct finding *lower = find_at(&rule_M001.row, 1), *higher = find_at(&rule_K009.row, 2), *off = find_at(&rule_T005.row, 3);
  set_level("M001", LEVEL_INFO);
  set_level("K009", LEVEL_ERROR);
  set_level("T005", LEVEL_OFF);
  set_level("X999", LEVEL_OFF);
  decide(DAY_NONE);
  assert_int_equal(lower->level, LEVEL_INFO);
  assert_int_equal(higher->level, LEVEL_ERROR);
  assert_int_equal(off->level, LEVEL_OFF);
  struct levels *levels = levels_new(&model, DAY_NONE);
  assert_true(levels_is_off(levels, RULE_T005));
  assert_false(levels_is_off(levels, RULE_K009));
}

/* Who raises a code means all of it; who lowers it means no lesser case to rise. */
static void test_the_policy_and_a_lesser_case(void **state) {
  (void)state;
  struct finding *lowered = find_at(&rule_A004.row, 1), *raised = find_at(&rule_K009.row, 2);
  lowered->lowered = raised->lowered = true;
  set_level("A004", LEVEL_WARNING);
  set_level("K009", LEVEL_ERROR);
  decide(DAY_NONE);
  assert_int_equal(lowered->level, LEVEL_INFO);
  assert_int_equal(raised->level, LEVEL_ERROR);
}

static void test_the_later_word_of_a_policy_holds(void **state) {
  (void)state;
  struct finding *finding = find_at(&rule_M001.row, 1);
  set_level("M001", LEVEL_OFF);
  set_level("M001", LEVEL_WARNING);
  decide(DAY_NONE);
  assert_int_equal(finding->level, LEVEL_WARNING);
  assert_false(levels_is_off(levels_new(&model, DAY_NONE), RULE_M001));
}

static void test_an_e_code_is_an_error_always(void **state) {
  (void)state;
  struct finding *finding = find_at(&e_codes[E101], 5);
  set_level("E101", LEVEL_OFF);
  allow("E101", 0, 0, DAY_NONE);
  model.agreement.draft = true;
  decide(DAY_NONE);
  assert_int_equal(finding->level, LEVEL_ERROR);
  assert_null(finding->accepted);
}

static void test_a_draft_is_milder(void **state) {
  (void)state;
  struct finding *contact = find_at(&contact_row, 1), *endorsed = find_at(&endorsed_row, 2), *other = find_at(&rule_M001.row, 3);
  decide(DAY_NONE);
  assert_int_equal(contact->level, LEVEL_WARNING);
  assert_int_equal(endorsed->level, LEVEL_WARNING);
  model.agreement.draft = true;
  decide(DAY_NONE);
  assert_int_equal(contact->level, LEVEL_INFO);
  assert_int_equal(endorsed->level, LEVEL_INFO);
  assert_int_equal(other->level, LEVEL_ERROR);
}

/* ---- Acceptances ---- */

static void test_a_block_accepts_what_stands_in_it(void **state) {
  (void)state;
  struct allowance *allowance = allow("M001", 10, 20, DAY_NONE);
  struct finding *before = find_at(&rule_M001.row, 9), *first = find_at(&rule_M001.row, 10);
  struct finding *last = find_at(&rule_M001.row, 19), *after = find_at(&rule_M001.row, 20), *other = find_at(&rule_M002.row, 15);
  decide(DAY_NONE);
  assert_null(before->accepted);
  assert_ptr_equal(first->accepted, &allowance->acceptance);
  assert_non_null(last->accepted);
  assert_null(after->accepted);
  assert_null(other->accepted);
  assert_int_equal(first->level, LEVEL_ERROR);
  assert_true(allowance->used);
}

static void test_the_innermost_accepts(void **state) {
  (void)state;
  allow("M001", 0, 0, DAY_NONE);
  allow("M001", 10, 90, DAY_NONE);
  allow("M001", 20, 30, DAY_NONE);
  allow("M001", 40, 50, DAY_NONE);
  struct allowance *all = model.allowances.items;
  struct finding *inner = find_at(&rule_M001.row, 25), *between = find_at(&rule_M001.row, 35), *top = find_at(&rule_M001.row, 95);
  decide(DAY_NONE);
  assert_ptr_equal(inner->accepted, &all[2].acceptance);
  assert_ptr_equal(between->accepted, &all[1].acceptance);
  assert_ptr_equal(top->accepted, &all[0].acceptance);
  assert_true(all[0].used && all[1].used && all[2].used);
  assert_false(all[3].used);
}

static void test_other_files_are_other_places(void **state) {
  (void)state;
  allow("M001", 10, 20, DAY_NONE);
  struct finding *finding = finding_add(&findings, &rule_M001.row, span_at(1, 15, 16), TEXT_IN_THESE_WORDS, ARGS(arg_string("")));
  decide(DAY_NONE);
  assert_null(finding->accepted);
  assert_false(model.allowances.items[0].used);
}

static void test_its_last_day_is_the_last(void **state) {
  (void)state;
  enum { UNTIL = 20000 };
  struct finding *finding = find_at(&rule_M001.row, 15);
  allow("M001", 10, 20, UNTIL);
  decide(UNTIL);
  assert_non_null(finding->accepted);
  finding->accepted = NULL;
  decide(UNTIL + 1);
  assert_null(finding->accepted);
  decide(DAY_NONE);
  assert_non_null(finding->accepted);
}

static void test_an_outer_one_accepts_for_an_expired(void **state) {
  (void)state;
  allow("M001", 10, 20, 100);
  allow("M001", 0, 0, 300);
  struct finding *finding = find_at(&rule_M001.row, 15);
  decide(200);
  assert_ptr_equal(finding->accepted, &model.allowances.items[1].acceptance);
}

static void test_many_of_one_place(void **state) {
  (void)state;
  enum { MANY = 3000 };
  for (int i = 0; i < MANY; i++) allow("M001", 10, 20, DAY_NONE);
  for (uint32_t i = 0; i < 500; i++) find_at(&rule_M001.row, 10 + i % 10);
  decide(DAY_NONE);
  for (uint32_t i = 0; i < 500; i++) assert_non_null(findings.list.items[i]->accepted);
  for (int i = 0; i < MANY; i++) assert_true(model.allowances.items[i].used);
}

static void run(void) {
  const struct check_options options = {.as_of = DAY_NONE};
  struct arena working;
  arena_init(&working, &arena_standard_allocator, arena.guard);
  check_run(&model, &findings, &options, &working);
  assert_null(working.chunks); /* what findings say is with the findings */
  assert_null(working.large);
}

/* What is accepted is kept beyond the limit, so that what is not has its room. */
static void test_what_is_accepted_takes_no_room(void **state) {
  (void)state;
  enum { MANY = 20 };
  struct content *contents = ARENA_ARRAY(&arena, struct content, MANY);
  findings.limit = MANY / 2;
  allow("A001", 0, MANY / 2, DAY_NONE);
  for (uint32_t i = 0; i < RULE_COUNT; i++) /* others have something to say of such contents too */
    if (rules[i] != &rule_A001) set_level(rules[i]->row.code, LEVEL_OFF);
  for (uint32_t i = 0; i < MANY; i++) {
    struct content *content = &contents[i];
    content->entity = (struct entity){.kind = ENTITY_CONTENT, .spelling = "c", .head = span_at(0, i, i + 1)};
    VECTOR_PUSH(&arena, &model.contents, content);
  }
  run();
  assert_int_equal(findings.list.count, MANY);
  assert_int_equal(findings.left_out, 0);
}

/* ---- House rules through the whole run ---- */

static uint32_t count_of(const char *code) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < findings.list.count; i++) count += strcmp(findings.list.items[i]->code->code, code) == 0;
  return count;
}

static void test_an_empty_model_has_no_findings(void **state) {
  (void)state;
  run();
  assert_int_equal(findings.list.count, 0);
}

static void test_an_allow_that_accepts_nothing(void **state) {
  (void)state;
  allow("M001", 10, 20, DAY_NONE);
  run();
  assert_int_equal(count_of("P001"), 1);
}

static void test_when_nobody_can_tell_whether_an_allow_is_used(void **state) {
  (void)state;
  allow("M001", 10, 20, DAY_NONE);
  finding_error(&findings, E101, span_at(0, 12, 13), TEXT_IN_THESE_WORDS, ARGS(arg_string("")));
  run();
  assert_int_equal(count_of("P001"), 0);
  findings.list.count = 0;
  model.incomplete = true;
  run();
  assert_int_equal(count_of("P001"), 0);
}

static void test_a_fault_elsewhere_says_nothing_of_an_allow(void **state) {
  (void)state;
  allow("M001", 10, 20, DAY_NONE);
  finding_error(&findings, E101, span_at(0, 30, 31), TEXT_IN_THESE_WORDS, ARGS(arg_string("")));
  run();
  assert_int_equal(count_of("P001"), 1);
}

static void test_an_allow_of_a_rule_that_is_off_does_not_count(void **state) {
  (void)state;
  allow("M001", 10, 20, DAY_NONE);
  set_level("M001", LEVEL_OFF);
  run();
  assert_int_equal(findings.list.count, 0);
}

static void test_codes_that_no_rule_has(void **state) {
  (void)state;
  allow("M999", 10, 20, DAY_NONE);
  set_level("m001", LEVEL_OFF);
  set_level("E101", LEVEL_ERROR);
  run();
  assert_int_equal(count_of("P002"), 2);
  assert_int_equal(findings.list.count, 2);
  assert_string_equal(rules_near("m001"), "M001");
  assert_string_equal(rules_near("M01"), "M001");
  assert_string_equal(rules_near("e101"), "E101");
  assert_null(rules_near("M999"));
}

static void set_parameter(const char *name, const char *digits, const struct unit *unit) {
  struct policy_set set = {.name = name, .span = span_at(0, 1, 2), .value_span = span_at(0, 3, 4)};
  set.value = (struct quantity){.unit = unit, .known = true};
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &set.value.value));
  if (negative) set.value.value = decimal_negated(set.value.value);
  VECTOR_PUSH(&arena, &model.settings, set);
}

static void assert_setting(enum setting setting, const char *digits) {
  struct settings settings;
  struct decimal expected;
  settings_read(&settings, &model);
  assert_true(decimal_read(digits, strlen(digits), &expected));
  assert_int_equal(decimal_compare(setting_of(&settings, setting), expected), 0);
}

static void test_parameters_have_defaults(void **state) {
  (void)state;
  assert_setting(SETTING_GROWTH_PER_MONTH, "0.4");
  assert_setting(SETTING_GROWTH_PER_MONTH_LONG, "0.15");
  assert_setting(SETTING_OBJECTIVES, "5");
  assert_setting(SETTING_SEO_MONTHS, "4");
  assert_setting(SETTING_TOLERANCE, "0.1");
  for (int i = 0; i < SETTING_COUNT; i++) assert_int_equal(settings_find(setting_rows[i].name), i);
}

static void test_parameters_are_set(void **state) {
  (void)state;
  struct unit percent = unit_percent(), quarters = unit_time(TIME_QUARTER, "quarters"), weeks = unit_time(TIME_WEEK, "weeks");
  set_parameter("growth_per_month", "0.25", &percent);
  set_parameter("seo_months", "6", NULL);
  set_parameter("brand_months", "3", &quarters);
  run();
  assert_int_equal(findings.list.count, 0);
  assert_setting(SETTING_GROWTH_PER_MONTH, "0.25");
  assert_setting(SETTING_SEO_MONTHS, "6");
  assert_setting(SETTING_BRAND_MONTHS, "9");
  set_parameter("email_months", "3", &weeks);
  set_parameter("promotion", "30", NULL);
  set_parameter("objectives", "0.3", &percent);
  set_parameter("responsible", "-1", NULL);
  run();
  assert_int_equal(count_of("E201"), 3);
  assert_int_equal(count_of("E203"), 1);
  assert_setting(SETTING_EMAIL_MONTHS, "1");
  assert_setting(SETTING_PROMOTION, "0.5");
  assert_setting(SETTING_OBJECTIVES, "5");
  assert_setting(SETTING_RESPONSIBLE, "2");
}

/* ---- The table ---- */

static void test_every_code_is_of_one_row(void **state) {
  (void)state;
  uint32_t count = 0;
  for (const struct code_row *row; (row = check_code(count)) != NULL; count++) {
    for (uint32_t k = 0; k < count; k++) {
      assert_string_not_equal(check_code(k)->code, row->code);
      assert_string_not_equal(check_code(k)->name, row->name);
    }
  }
  assert_int_equal(count, E_CODE_COUNT + RULE_COUNT);
}

static void test_every_rule_is_explained(void **state) {
  (void)state;
  for (int i = 0; i < RULE_COUNT; i++) {
    const struct rule *rule = rules[i];
    assert_true(rule->row.code && strlen(rule->row.code) == 4 && rule->row.level > LEVEL_OFF);
    assert_true(rule->row.name && rule->row.summary && strlen(rule->row.summary) > 0);
    assert_true(rule->why && rule->wrong && rule->right && strcmp(rule->wrong, rule->right) != 0);
  }
}

static bool has_text(const char *code, const char *name) {
  char path[1024];
  snprintf(path, sizeof path, "%s/tests/rules/%s/%s.remit", REMIT_FOLDER, code, name);
  FILE *file = fopen(path, "rb");
  if (file) fclose(file);
  return file != NULL;
}

static void test_every_rule_has_texts(void **state) {
  (void)state;
  for (int i = 0; i < RULE_COUNT; i++) {
    bool complete = has_text(rules[i]->row.code, "bad") && has_text(rules[i]->row.code, "good");
    if (!complete) print_error("tests/rules/%s has no bad.remit or no good.remit\n", rules[i]->row.code);
    assert_true(complete);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, arena_end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_a_rule_has_its_level),
      TEST(test_a_lesser_case_is_an_info),
      TEST(test_the_policy_sets_a_level),
      TEST(test_the_policy_and_a_lesser_case),
      TEST(test_the_later_word_of_a_policy_holds),
      TEST(test_an_e_code_is_an_error_always),
      TEST(test_a_draft_is_milder),
      TEST(test_a_block_accepts_what_stands_in_it),
      TEST(test_the_innermost_accepts),
      TEST(test_other_files_are_other_places),
      TEST(test_its_last_day_is_the_last),
      TEST(test_an_outer_one_accepts_for_an_expired),
      TEST(test_many_of_one_place),
      TEST(test_what_is_accepted_takes_no_room),
      TEST(test_an_empty_model_has_no_findings),
      TEST(test_an_allow_that_accepts_nothing),
      TEST(test_when_nobody_can_tell_whether_an_allow_is_used),
      TEST(test_a_fault_elsewhere_says_nothing_of_an_allow),
      TEST(test_an_allow_of_a_rule_that_is_off_does_not_count),
      TEST(test_codes_that_no_rule_has),
      TEST(test_parameters_have_defaults),
      TEST(test_parameters_are_set),
      TEST(test_every_code_is_of_one_row),
      TEST(test_every_rule_is_explained),
      TEST(test_every_rule_has_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
