#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ast/ast.h"
#include "ast/words.h"
#include "base/utf8.h"

struct fixture {
  jmp_buf guard;
  struct arena arena;
  struct names *names;
  struct words *words;
};

static struct fixture fixture;

static int set_up(void **state) {
  (void)state;
  if (setjmp(fixture.guard)) return -1;
  arena_init(&fixture.arena, &arena_standard_allocator, &fixture.guard);
  fixture.names = names_new(&fixture.arena);
  fixture.words = words_new(&fixture.arena);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&fixture.arena);
  return 0;
}

static atom name(const char *text) { return names_intern(fixture.names, text, strlen(text)); }
static const struct word *word(const char *text) { return words_of(fixture.words, fixture.names, name(text)); }
static bool has(const char *text, enum sense sense) {
  return words_has_sense(fixture.words, fixture.names, name(text), sense);
}
static enum statement_kind statement(const char *text, enum block_kind block) {
  return words_statement(word(text), block);
}

/* ---- The table ---- */

static bool phrase_has(const char *text, enum sense sense) {
  const char *blank = strchr(text, ' ');
  atom first = names_intern(fixture.names, text, (size_t)(blank - text));
  const struct word *found = words_of(fixture.words, fixture.names, first);
  for (int i = 0; found && i < found->phrase_count; i++)
    if (found->phrases[i].sense == sense && found->phrases[i].second == name(blank + 1)) return true;
  return false;
}

/* A sense for which a word had no room would fail here. */
static void every_spelling_finds_its_sense(void **state) {
  (void)state;
  static const struct {
    enum sense sense;
    const char *spellings;
  } rows[] = {
#define KEYWORD(sense, terminal, en, zh, bg, vi) {SENSE_##sense, en "|" zh "|" bg "|" vi},
#include "keywords.def"
#undef KEYWORD
  };
  assert_int_equal(sizeof rows / sizeof *rows, SENSE_COUNT - 1);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char copy[1024];
    assert_true(strlen(rows[i].spellings) < sizeof copy);
    strcpy(copy, rows[i].spellings);
    for (char *text = strtok(copy, "|"); text; text = strtok(NULL, "|")) {
      const char *blank = strchr(text, ' ');
      if (blank ? !phrase_has(text, rows[i].sense) : !has(text, rows[i].sense)) fail_msg("%s", text);
      assert_false(blank && strchr(blank + 1, ' '));
    }
  }
}

static void spellings_are_lower_case(void **state) {
  (void)state;
  static const char *const columns[] = {
#define KEYWORD(sense, terminal, en, zh, bg, vi) en, zh, bg, vi,
#include "keywords.def"
#undef KEYWORD
  };
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    size_t length = strlen(columns[i]);
    assert_ptr_equal(utf8_fold_case(&fixture.arena, columns[i], &length), columns[i]);
  }
}

static void english_spelling_is_the_first(void **state) {
  (void)state;
  static const char *const english[SENSE_COUNT] = {
#define KEYWORD(sense, terminal, en, zh, bg, vi) [SENSE_##sense] = en,
#include "keywords.def"
#undef KEYWORD
  };
  for (int sense = 1; sense < SENSE_COUNT; sense++) {
    const char *spelling = words_spelling((enum sense)sense);
    size_t length = strcspn(english[sense], "|");
    assert_int_equal(strlen(spelling), length);
    assert_memory_equal(spelling, english[sense], length);
  }
  assert_string_equal(words_spelling(SENSE_minute), "minute");
  assert_string_equal(words_spelling(SENSE_workdays_head), "workdays");
  assert_string_equal(words_spelling(SENSE_by_date), "by");
  assert_string_equal(words_spelling(SENSE_accepted_by), "accepted by");
  assert_string_equal(words_spelling(SENSE_NONE), "");
}

/* ---- Look-up ---- */

static void a_word_has_all_its_senses(void **state) {
  (void)state;
  const struct word *by = word("by");
  assert_non_null(by);
  assert_int_equal(by->count, 4);
  assert_true(has("by", SENSE_by_date_head));
  assert_true(has("by", SENSE_by_person_head));
  assert_true(has("by", SENSE_by_date));
  assert_true(has("by", SENSE_by_person));
  assert_false(has("by", SENSE_to));
  assert_true(has("target", SENSE_target));
  assert_int_equal(word("target")->count, 1);
}

static void other_names_are_no_words(void **state) {
  (void)state;
  assert_null(word("followers"));
  assert_null(word("followers"));
  assert_null(word("Followers"));
  assert_null(word("Цел")); /* not before the Bulgarian column is filled */
  assert_null(word("目標"));
  assert_null(word("targets"));
  assert_null(words_of(fixture.words, fixture.names, ATOM_NONE));
  assert_false(has("followers", SENSE_target));
}

static void case_is_nothing(void **state) {
  (void)state;
  assert_ptr_equal(word("Target"), word("target"));
  assert_ptr_equal(word("TARGET"), word("target"));
  assert_ptr_equal(word("tArGeT"), word("target"));
  assert_true(has("Седмица", SENSE_week));
  assert_true(has("МЕСЕЦА", SENSE_month));
  assert_true(has("Tháng", SENSE_month));
  assert_true(has("THÁNG", SENSE_month));
  assert_true(has("KPI", SENSE_kpi));
  assert_true(has("ｔａｒｇｅｔ", SENSE_target));
}

static void an_answer_is_kept_in_the_name(void **state) {
  (void)state;
  atom shouted = name("BASELINE"), plain = name("baseline"), other = name("OtherName");
  assert_int_equal(names_get(fixture.names, shouted)->word, 0);
  const struct word *known = words_of(fixture.words, fixture.names, plain);
  assert_ptr_equal(words_of(fixture.words, fixture.names, shouted), known);
  assert_int_equal(names_get(fixture.names, shouted)->word, names_get(fixture.names, plain)->word);
  assert_true(names_get(fixture.names, plain)->word >= 2);
  assert_null(words_of(fixture.words, fixture.names, other));
  assert_int_equal(names_get(fixture.names, other)->word, 1);
  uint32_t count = names_count(fixture.names);
  words_of(fixture.words, fixture.names, other);
  assert_int_equal(names_count(fixture.names), count);
}

static void units_in_four_languages(void **state) {
  (void)state;
  static const struct {
    const char *text;
    enum sense sense;
  } units[] = {
      {"minute", SENSE_minute}, {"minutes", SENSE_minute}, {"分鐘", SENSE_minute}, {"минути", SENSE_minute},
      {"phút", SENSE_minute}, {"hours", SENSE_hour}, {"個小時", SENSE_hour}, {"часа", SENSE_hour},
      {"часове", SENSE_hour}, {"giờ", SENSE_hour}, {"day", SENSE_day}, {"days", SENSE_day}, {"天", SENSE_day},
      {"ден", SENSE_day}, {"дни", SENSE_day}, {"дена", SENSE_day}, {"ngày", SENSE_day}, {"週", SENSE_week},
      {"周", SENSE_week}, {"個週", SENSE_week}, {"седмици", SENSE_week}, {"tuần", SENSE_week},
      {"月", SENSE_month}, {"個月", SENSE_month}, {"месец", SENSE_month}, {"месеца", SENSE_month},
      {"месеци", SENSE_month}, {"tháng", SENSE_month}, {"quarters", SENSE_quarter}, {"季", SENSE_quarter},
      {"тримесечия", SENSE_quarter}, {"quý", SENSE_quarter}, {"years", SENSE_year}, {"年", SENSE_year},
      {"години", SENSE_year}, {"năm", SENSE_year}, {"工時", SENSE_workhour}, {"работни_часа", SENSE_workhour},
      {"giờ_công", SENSE_workhour}, {"workdays", SENSE_workday}, {"工作天", SENSE_workday},
      {"個工作天", SENSE_workday}, {"работни_дни", SENSE_workday}, {"ngày_làm_việc", SENSE_workday},
      {"pp", SENSE_pp}, {"百分點", SENSE_pp}, {"пп", SENSE_pp}, {"điểm_phần_trăm", SENSE_pp},
  };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (!has(units[i].text, units[i].sense)) fail_msg("%s", units[i].text);
  assert_true(has("workdays", SENSE_workdays_head));
  assert_true(has("tha\u0301ng", SENSE_month)); /* decomposed */
  assert_true(has("nga\u0300y_la\u0300m_vi\u00EA\u0323c", SENSE_workday));
}

static void phrases_begin_with_their_first_word(void **state) {
  (void)state;
  const struct word *at = word("at");
  assert_non_null(at);
  assert_int_equal(at->count, 0);
  assert_int_equal(at->phrase_count, 3);
  assert_true(phrase_has("at least", SENSE_at_least));
  assert_true(phrase_has("at most", SENSE_at_most));
  assert_true(phrase_has("at cost", SENSE_at_cost));
  assert_ptr_equal(word("At"), at);
  assert_false(has("at", SENSE_at_least));
  assert_int_equal(word("open")->count, 1);
  assert_int_equal(word("open")->phrase_count, 1);
  assert_string_equal(names_text(fixture.names, word("accepted")->phrases[0].second), "by");
}

static void a_second_word_is_found_in_any_case(void **state) {
  (void)state;
  const struct word *least = word("LEAST");
  assert_non_null(least);
  assert_int_equal(least->count, 0);
  assert_int_equal(least->phrase_count, 0);
  assert_ptr_equal(words_of(fixture.words, fixture.names, word("at")->phrases[0].second), least);
  assert_ptr_equal(words_of(fixture.words, fixture.names, word("accepted")->phrases[0].second), word("BY"));
  assert_int_equal(words_phrase(fixture.words, fixture.names, word("at"), least), SENSE_at_least);
  assert_int_equal(words_phrase(fixture.words, fixture.names, word("at"), word("by")), SENSE_NONE);
  assert_int_equal(words_phrase(fixture.words, fixture.names, word("at"), NULL), SENSE_NONE);
}

static void choice_is_the_first_sense_among_some(void **state) {
  (void)state;
  static const enum sense bands[] = {SENSE_green, SENSE_amber, SENSE_NONE};
  static const enum sense persons[] = {SENSE_to, SENSE_by_person, SENSE_NONE};
  static const enum sense none[] = {SENSE_NONE};
  struct words *words = fixture.words;
  struct names *names = fixture.names;
  assert_int_equal(words_choice(words, names, name("Amber"), bands), SENSE_amber);
  assert_int_equal(words_choice(words, names, name("target"), bands), SENSE_NONE);
  assert_int_equal(words_choice(words, names, name("nobody"), bands), SENSE_NONE);
  assert_int_equal(words_choice(words, names, name("by"), persons), SENSE_by_person);
  assert_int_equal(words_choice(words, names, name("by"), none), SENSE_NONE);
}

/* ---- Statements ---- */

static void a_word_starts_a_statement_by_its_block(void **state) {
  (void)state;
  assert_int_equal(statement("by", BLOCK_OBJECTIVE), STATEMENT_objective_by);
  assert_int_equal(statement("by", BLOCK_CONTENT), STATEMENT_content_by);
  assert_int_equal(statement("by", BLOCK_ACTION), STATEMENT_action_by);
  assert_int_equal(statement("by", BLOCK_KPI), STATEMENT_NONE);
  assert_int_equal(statement("costs", BLOCK_KPI), STATEMENT_kpi_costs);
  assert_int_equal(statement("costs", BLOCK_ROI), STATEMENT_roi_costs);
  assert_int_equal(statement("covers", BLOCK_APPROVAL), STATEMENT_approval_covers);
  assert_int_equal(statement("covers", BLOCK_REVIEW), STATEMENT_review_covers);
  assert_int_equal(statement("from", BLOCK_DELIVERABLE), STATEMENT_deliverable_from);
  assert_int_equal(statement("every", BLOCK_REVIEW), STATEMENT_review_every);
  assert_int_equal(statement("Agreement", BLOCK_FILE), STATEMENT_agreement);
  assert_int_equal(statement("email", BLOCK_PERSON), STATEMENT_person_email);
  assert_int_equal(statement("email", BLOCK_KPI), STATEMENT_NONE);
  assert_int_equal(statement("instagram", BLOCK_MIX), STATEMENT_NONE);
  assert_int_equal(words_statement(NULL, BLOCK_FILE), STATEMENT_NONE);
}

static void a_phrase_starts_a_statement(void **state) {
  (void)state;
  assert_int_equal(statement("accepted", BLOCK_DELIVERABLE), STATEMENT_deliverable_accepted);
  assert_int_equal(statement("delegated", BLOCK_APPROVAL), STATEMENT_approval_delegated);
  assert_int_equal(statement("attended", BLOCK_REVIEW), STATEMENT_review_attended);
  assert_int_equal(statement("proxy", BLOCK_KPI), STATEMENT_kpi_proxy);
  assert_int_equal(statement("at", BLOCK_KPI), STATEMENT_NONE);
}

static void allow_stands_in_every_block(void **state) {
  (void)state;
  for (int block = BLOCK_FILE; block < BLOCK_KIND_COUNT; block++)
    assert_int_equal(statement("allow", (enum block_kind)block), STATEMENT_allow);
}

static void every_row_is_found_by_its_word(void **state) {
  (void)state;
  for (int kind = 1; kind < STATEMENT_KIND_COUNT; kind++) {
    const struct statement_row *row = &statement_rows[kind];
    assert_non_null(row->form);
    assert_true(row->block != BLOCK_NONE);
    if (row->sense == SENSE_NONE) continue;
    char first[64];
    size_t length = strcspn(words_spelling(row->sense), " ");
    assert_true(length && length < sizeof first);
    memcpy(first, words_spelling(row->sense), length);
    first[length] = 0;
    assert_int_equal(statement(first, row->block), kind);
  }
}

static void rows_hold_what_the_table_says(void **state) {
  (void)state;
  const struct statement_row *line = &statement_rows[STATEMENT_agreement_term];
  assert_int_equal(line->block, BLOCK_AGREEMENT);
  assert_int_equal(line->opens, BLOCK_NONE);
  assert_int_equal(line->sense, SENSE_term);
  assert_int_equal(line->often, OFTEN_ONCE);
  assert_int_equal(line->group, 1);
  assert_int_equal(statement_rows[STATEMENT_client].opens, BLOCK_PARTY);
  assert_int_equal(statement_rows[STATEMENT_incentive_pays].often, OFTEN_EXCLUSIVE);
  assert_int_equal(statement_rows[STATEMENT_mix_share].sense, SENSE_NONE);
  assert_string_equal(statement_rows[STATEMENT_kpi_weight].form, "weight 20%");
}

static void another_block_is_named(void **state) {
  (void)state;
  assert_int_equal(words_other_block(word("total"), BLOCK_KPI), BLOCK_BUDGET);
  assert_int_equal(words_other_block(word("kpi"), BLOCK_AGREEMENT), BLOCK_FILE);
  assert_int_equal(words_other_block(word("accepted"), BLOCK_KPI), BLOCK_DELIVERABLE);
  assert_int_equal(words_other_block(word("total"), BLOCK_BUDGET), BLOCK_NONE);
  assert_int_equal(words_other_block(word("monday"), BLOCK_KPI), BLOCK_NONE);
  assert_int_equal(words_other_block(NULL, BLOCK_KPI), BLOCK_NONE);
}

static void openers(void **state) {
  (void)state;
  assert_int_equal(words_opener(BLOCK_PARTY), STATEMENT_client);
  assert_int_equal(words_opener(BLOCK_KPI), STATEMENT_kpi);
  assert_int_equal(words_opener(BLOCK_MIX), STATEMENT_channel_mix);
  assert_int_equal(words_opener(BLOCK_SPLIT), STATEMENT_budget_split);
  assert_int_equal(words_opener(BLOCK_PERSON), STATEMENT_party_person);
  assert_int_equal(words_opener(BLOCK_FILE), STATEMENT_NONE);
  assert_int_equal(words_opener(BLOCK_NONE), STATEMENT_NONE);
  assert_int_equal(words_opener(BLOCK_ANY), STATEMENT_NONE);
}

/* ---- Misspelt words ---- */

static void assert_nearest(enum block_kind block, const char *text, enum statement_kind expected, int expected_slips) {
  int distance = -1;
  assert_int_equal(words_nearest(block, text, &distance), expected);
  if (expected) assert_int_equal(distance, expected_slips);
}

static void misspelt_words_find_the_nearest(void **state) {
  (void)state;
  assert_nearest(BLOCK_KPI, "taget", STATEMENT_kpi_target, 1);
  assert_nearest(BLOCK_KPI, "tagret", STATEMENT_kpi_target, 1);
  assert_nearest(BLOCK_KPI, "Taget", STATEMENT_kpi_target, 1);
  assert_nearest(BLOCK_KPI, "TRAGETT", STATEMENT_kpi_target, 2);
  assert_nearest(BLOCK_KPI, "baseline", STATEMENT_kpi_baseline, 0);
  assert_nearest(BLOCK_KPI, "basline", STATEMENT_kpi_baseline, 1);
  assert_nearest(BLOCK_KPI, "mesures", STATEMENT_kpi_measures, 1);
  assert_nearest(BLOCK_KPI, "followers", STATEMENT_NONE, 0);
  assert_nearest(BLOCK_AGREEMENT, "curency", STATEMENT_agreement_currency, 1);
  assert_nearest(BLOCK_FILE, "objektive", STATEMENT_objective, 1);
  assert_nearest(BLOCK_FILE, "alow", STATEMENT_allow, 1);
  assert_nearest(BLOCK_KPI, "alow", STATEMENT_allow, 1);
}

static void short_words_are_near_by_one_letter_only(void **state) {
  (void)state;
  assert_nearest(BLOCK_AGREEMENT, "tem", STATEMENT_agreement_term, 1);
  assert_nearest(BLOCK_AGREEMENT, "trrn", STATEMENT_NONE, 0);
  assert_nearest(BLOCK_OBJECTIVE, "claim", STATEMENT_NONE, 0); /* two from `aim` */
  assert_nearest(BLOCK_OBJECTIVE, "aims", STATEMENT_objective_aim, 1);
}

static void a_phrase_is_near_by_its_first_word(void **state) {
  (void)state;
  assert_nearest(BLOCK_APPROVAL, "delegate", STATEMENT_approval_delegated, 1);
  assert_nearest(BLOCK_DELIVERABLE, "acepted", STATEMENT_deliverable_accepted, 1);
}

static void what_cannot_be_near_is_not(void **state) {
  (void)state;
  char long_word[600];
  memset(long_word, 'a', sizeof long_word - 1);
  long_word[sizeof long_word - 1] = 0;
  assert_nearest(BLOCK_KPI, long_word, STATEMENT_NONE, 0);
  assert_nearest(BLOCK_KPI, "", STATEMENT_NONE, 0);
  assert_nearest(BLOCK_KPI, "\xFF\xFE", STATEMENT_NONE, 0);
  assert_nearest(BLOCK_KPI, "目標", STATEMENT_NONE, 0);
  assert_nearest(BLOCK_MIX, "instagram", STATEMENT_NONE, 0);
}

/* ---- What alone can be meant ---- */

static const char *corrected(const char *text) {
  static const enum sense senses[] = {SENSE_baseline, SENSE_target, SENSE_measures, SENSE_unit, SENSE_source, SENSE_due, SENSE_NONE};
  struct correction correction;
  return words_correct(&fixture.arena, senses, text, &correction) ? correction.word : "";
}

static void one_slip_from_one_word(void **state) {
  (void)state;
  assert_string_equal(corrected("basline"), "baseline");
  assert_string_equal(corrected("Taregt"), "target");
  assert_string_equal(corrected("measuress"), "measures");
  assert_string_equal(corrected("unjt"), "unit");
}

static void more_slips_and_short_words_are_left_alone(void **state) {
  (void)state;
  static const char *const left[] = {"bsaelien", "target", "dew", "duee", "", "xyzzy", "\xFF\xFE", "target1"};
  for (size_t i = 0; i < sizeof left / sizeof *left; i++) assert_string_equal(corrected(left[i]), "");
}

static void another_word_nearly_as_near(void **state) {
  (void)state;
  static const enum sense senses[] = {SENSE_month, SENSE_minute, SENSE_hour, SENSE_NONE};
  struct correction correction;
  assert_false(words_correct(&fixture.arena, senses, "houur", &correction) && strcmp(correction.word, "hour") != 0);
  assert_false(words_correct(&fixture.arena, senses, "mouth", &correction) && strcmp(correction.word, "month") != 0);
}

static void a_phrase_is_corrected_with_its_second_word(void **state) {
  (void)state;
  static const enum sense senses[] = {SENSE_accepted_by, SENSE_NONE};
  struct correction correction;
  assert_true(words_correct(&fixture.arena, senses, "acepted", &correction));
  assert_string_equal(correction.word, "accepted");
  assert_string_equal(correction.second, "by");
}

/* ---- Nodes ---- */

static void nodes_chain(void **state) {
  (void)state;
  struct node *a = node_new(&fixture.arena, NODE_NAME, 3, 7), *b = node_new(&fixture.arena, NODE_TEXT, 8, 9);
  assert_int_equal(a->kind, NODE_NAME);
  assert_int_equal(a->start, 3);
  assert_int_equal(a->end, 7);
  assert_null(a->next);
  struct node_list none = node_list_of(NULL), list = node_list_add(none, a);
  assert_null(none.first);
  assert_ptr_equal(list.first, a);
  list = node_list_add(node_list_add(list, NULL), b);
  assert_ptr_equal(list.first, a);
  assert_ptr_equal(list.last, b);
  assert_ptr_equal(a->next, b);
  struct node_list other = node_list_of(node_new(&fixture.arena, NODE_DATE, 0, 0));
  list = node_list_join(node_list_join(none, list), node_list_join(other, none));
  assert_ptr_equal(b->next, other.first);
  assert_ptr_equal(list.last, other.first);
}

static void arguments_are_found_by_role(void **state) {
  (void)state;
  struct node *a = node_new(&fixture.arena, NODE_NAME, 0, 1), *b = node_new(&fixture.arena, NODE_NAME, 2, 3);
  struct node *c = node_new(&fixture.arena, NODE_NAME, 4, 5);
  b->role = c->role = ROLE_BY;
  struct node_list list = node_list_add(node_list_add(node_list_of(a), b), c);
  struct statement s = {.arguments = list.first};
  struct node parent = {.children = list.first};
  assert_ptr_equal(ast_argument(&s, ROLE_VALUE), a);
  assert_ptr_equal(ast_argument(&s, ROLE_BY), b);
  assert_null(ast_argument(&s, ROLE_ON));
  assert_ptr_equal(ast_child(&parent, ROLE_BY), b);
  assert_null(ast_child(a, ROLE_BY));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_spelling_finds_its_sense, set_up, tear_down),
      cmocka_unit_test_setup_teardown(spellings_are_lower_case, set_up, tear_down),
      cmocka_unit_test_setup_teardown(english_spelling_is_the_first, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_word_has_all_its_senses, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_names_are_no_words, set_up, tear_down),
      cmocka_unit_test_setup_teardown(case_is_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_answer_is_kept_in_the_name, set_up, tear_down),
      cmocka_unit_test_setup_teardown(units_in_four_languages, set_up, tear_down),
      cmocka_unit_test_setup_teardown(phrases_begin_with_their_first_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_second_word_is_found_in_any_case, set_up, tear_down),
      cmocka_unit_test_setup_teardown(choice_is_the_first_sense_among_some, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_word_starts_a_statement_by_its_block, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_phrase_starts_a_statement, set_up, tear_down),
      cmocka_unit_test_setup_teardown(allow_stands_in_every_block, set_up, tear_down),
      cmocka_unit_test_setup_teardown(every_row_is_found_by_its_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(rows_hold_what_the_table_says, set_up, tear_down),
      cmocka_unit_test_setup_teardown(another_block_is_named, set_up, tear_down),
      cmocka_unit_test_setup_teardown(openers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(misspelt_words_find_the_nearest, set_up, tear_down),
      cmocka_unit_test_setup_teardown(short_words_are_near_by_one_letter_only, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_phrase_is_near_by_its_first_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_cannot_be_near_is_not, set_up, tear_down),
      cmocka_unit_test_setup_teardown(one_slip_from_one_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(more_slips_and_short_words_are_left_alone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(another_word_nearly_as_near, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_phrase_is_corrected_with_its_second_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(nodes_chain, set_up, tear_down),
      cmocka_unit_test_setup_teardown(arguments_are_found_by_role, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
