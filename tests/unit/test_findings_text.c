/* Findings as a person reads them: whole outputs. */

#include <string.h>

#include "emit/findings.h"

#include "arena_fixture.h"

static struct sources sources;
static struct findings findings;
static struct findings_style style;

static const struct code_row mix_row = {"M001", "mix-not-100", LEVEL_ERROR, "a mix that is not 100 %"};
static const struct code_row warning_row = {"M002", "mix-too-thin", LEVEL_WARNING, "a warning"};
static const struct code_row info_row = {"K003", "no-source", LEVEL_INFO, "an info"};

static int begin(void **state) {
  arena_begin(state);
  sources = (struct sources){.arena = &arena};
  findings = (struct findings){.arena = &arena, .sources = &sources, .limit = 100};
  style = (struct findings_style){.language = LANGUAGE_EN};
  return 0;
}

static uint32_t add_source(const char *name, const char *text) {
  return sources_add(&sources, name, NULL, text, (uint32_t)strlen(text));
}

/* The place of `part`, the first of its kind in the file. */
static struct span span_of(uint32_t file, const char *part) {
  const struct source *source = sources_get(&sources, file);
  const char *found = strstr(source->bytes, part);
  assert_non_null(found);
  size_t start = (size_t)(found - source->bytes);
  return span_at(file, start, start + strlen(part));
}

static struct finding *add(const struct code_row *code, struct span span, const char *words) {
  return finding_add(&findings, code, span, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static void label(struct finding *finding, const char *words) {
  finding_label(&findings, finding, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static void help(struct finding *finding, const char *words) {
  finding_help(&findings, finding, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static void related(struct finding *finding, struct span span, const char *words) {
  finding_related(&findings, finding, span, TEXT_IN_THESE_WORDS, ARGS(arg_string(words)));
}

static char *printed(void) {
  struct buffer out = buffer_in(&arena);
  emit_findings_text(&out, &findings, &style);
  return buffer_string(&out);
}

static void expect(const char *expected) { assert_string_equal(printed(), expected); }

/* One error over `part` of a one-line text. */
static void expect_excerpt(const char *text, const char *part, const char *expected) {
  findings.list.count = 0;
  add(&mix_row, span_of(add_source("a.remit", text), part), "wrong");
  expect(expected);
}

static void test_the_specification_s_example(void **state) {
  (void)state;
  char text[256] = "";
  for (int i = 0; i < 40; i++) strcat(text, "\n");
  strcat(text, "  mix {\n  }\n");
  struct finding *finding = add(&mix_row, span_of(add_source("plan.remit", text), "mix"),
                                "the mix of `facebook` comes to 90 %, 10 % short of 100 %");
  label(finding, "product 30 % + community 40 % + trend 20 %");
  help(finding, "give the missing 10 % to one of them, or make a share a range: `20% to 30%`");
  expect("error[M001]: the mix of `facebook` comes to 90 %, 10 % short of 100 %\n"
         "  --> plan.remit:41:3\n"
         "   |\n"
         "41 |   mix {\n"
         "   |   ^^^ product 30 % + community 40 % + trend 20 %\n"
         "   |\n"
         "   = help: give the missing 10 % to one of them, or make a share a range: `20% to 30%`\n"
         "\n");
}

static void test_related_places_have_their_own_lines(void **state) {
  (void)state;
  uint32_t people = add_source("people.remit", "person wu\n");
  uint32_t plan = add_source("plan.remit", "\n\n\n\n\n\n\n\n\n  person wu\n");
  struct finding *finding = add(&warning_row, span_of(plan, "wu"), "`wu` is declared twice");
  help(finding, "take another name");
  related(finding, span_of(people, "wu"), "first declared here");
  related(finding, span_of(plan, "person"), "see also");
  expect("warning[M002]: `wu` is declared twice\n"
         "  --> plan.remit:10:10\n"
         "   |\n"
         "10 |   person wu\n"
         "   |          ^^\n"
         "   |\n"
         "   = help: take another name\n"
         "note: first declared here\n"
         "  --> people.remit:1:8\n"
         "   |\n"
         " 1 | person wu\n"
         "   |        ^^\n"
         "note: see also\n"
         "  --> plan.remit:10:3\n"
         "   |\n"
         "10 |   person wu\n"
         "   |   ^^^^^^\n"
         "\n");
}

static void test_a_related_place_may_have_the_longest_line_number(void **state) {
  (void)state;
  uint32_t file = add_source("plan.remit", "a\n\n\n\n\n\n\n\n\nb");
  struct finding *finding = add(&info_row, span_of(file, "a"), "`a` and `b`");
  related(finding, span_of(file, "b"), "`b` is here");
  expect("info[K003]: `a` and `b`\n"
         "  --> plan.remit:1:1\n"
         "   |\n"
         " 1 | a\n"
         "   | ^\n"
         "   |\n"
         "note: `b` is here\n"
         "  --> plan.remit:10:1\n"
         "   |\n"
         "10 | b\n"
         "   | ^\n"
         "\n");
}

static void test_wide_characters(void **state) {
  (void)state;
  expect_excerpt("目標 社群 90%", "社群",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:4\n"
                 "  |\n"
                 "1 | 目標 社群 90%\n"
                 "  |      ^^^^\n"
                 "\n");
  expect_excerpt("ＡＢ ｶﾅ x", "x", /* full-width letters, half-width kana */
                 "error[M001]: wrong\n"
                 " --> a.remit:1:7\n"
                 "  |\n"
                 "1 | ＡＢ ｶﾅ x\n"
                 "  |         ^\n"
                 "\n");
}

static void test_combining_characters(void **state) {
  (void)state;
  /* Vietnamese, decomposed: each letter with its marks is one column, and several code points */
  expect_excerpt("bie\xCC\x82\xCC\x81n the\xCC\x82\xCC\x89 y", "the\xCC\x82\xCC\x89",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:8\n"
                 "  |\n"
                 "1 | bie\xCC\x82\xCC\x81n the\xCC\x82\xCC\x89 y\n"
                 "  |      ^^^\n"
                 "\n");
  /* a mark that has no letter */
  expect_excerpt("\xCC\x81x y", "y",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:4\n"
                 "  |\n"
                 "1 | <U+0301>x y\n"
                 "  |           ^\n"
                 "\n");
}

static void test_tabs(void **state) {
  (void)state;
  expect_excerpt("\tmix\tab\t{", "ab",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:6\n"
                 "  |\n"
                 "1 |     mix ab  {\n"
                 "  |         ^^\n"
                 "\n");
  expect_excerpt("目\tx\t\ty", "\t\t",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:4\n"
                 "  |\n"
                 "1 | 目  x       y\n"
                 "  |      ^^^^^^^\n"
                 "\n");
}

static void test_joined_emoji(void **state) {
  (void)state;
  const char *family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
  char text[64] = "a ";
  strcat(strcat(text, family), " b");
  expect_excerpt(text, "b",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:9\n"
                 "  |\n"
                 "1 | a \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 b\n"
                 "  |      ^\n"
                 "\n");
  /* a joiner that joins nothing is shown */
  expect_excerpt("a\xE2\x80\x8D" "b c", "c",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:5\n"
                 "  |\n"
                 "1 | a<U+200D>b c\n"
                 "  |            ^\n"
                 "\n");
  /* an emoji with a tag character behind it */
  expect_excerpt("\xF0\x9F\x8F\xB4\xF3\xA0\x81\xA7 c", "c",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:4\n"
                 "  |\n"
                 "1 | \xF0\x9F\x8F\xB4<U+E0067> c\n"
                 "  |             ^\n"
                 "\n");
}

static void test_half_of_a_grapheme_is_marked_whole(void **state) {
  (void)state;
  uint32_t file = add_source("a.remit", "e\xCC\x81x");
  add(&mix_row, span_at(file, 1, 3), "the accent");
  add(&mix_row, span_at(file, 3, 3), "nothing");
  expect("error[M001]: the accent\n"
         " --> a.remit:1:2\n"
         "  |\n"
         "1 | e\xCC\x81x\n"
         "  | ^\n"
         "\n"
         "error[M001]: nothing\n"
         " --> a.remit:1:3\n"
         "  |\n"
         "1 | e\xCC\x81x\n"
         "  |  ^\n"
         "\n");
}

static void test_bidi_and_control_characters(void **state) {
  (void)state;
  expect_excerpt("a \xE2\x80\xAE x", "\xE2\x80\xAE",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:3\n"
                 "  |\n"
                 "1 | a <U+202E> x\n"
                 "  |   ^^^^^^^^\n"
                 "\n");
  expect_excerpt("\x1b[31m \xC2\x9B \x7F \x01 \xEF\xBB\xBF x", "x",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:15\n"
                 "  |\n"
                 "1 | <U+001B>[31m <U+009B> <U+007F> <U+0001> <U+FEFF> x\n"
                 "  |                                                  ^\n"
                 "\n");
}

static void test_invalid_utf8(void **state) {
  (void)state;
  expect_excerpt("a \xE2\x82 \xC0\xAF x", "x",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:9\n"
                 "  |\n"
                 "1 | a <E2><82> <C0><AF> x\n"
                 "  |                     ^\n"
                 "\n");
  expect_excerpt("x \xE2\x82", "\xE2\x82",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:3\n"
                 "  |\n"
                 "1 | x <E2><82>\n"
                 "  |   ^^^^^^^^\n"
                 "\n");
}

static void test_nul(void **state) {
  (void)state;
  uint32_t file = sources_add(&sources, "a.remit", NULL, "a\0b\n", 4);
  add(&mix_row, span_at(file, 1, 2), "wrong");
  expect("error[M001]: wrong\n"
         " --> a.remit:1:2\n"
         "  |\n"
         "1 | a<U+0000>b\n"
         "  |  ^^^^^^^^\n"
         "\n");
}

static void test_crlf_and_byte_order_mark(void **state) {
  (void)state;
  uint32_t file = add_source("a.remit", "\xEF\xBB\xBFremit 1\r\nmix\r\n");
  add(&mix_row, span_of(file, "remit"), "first");
  add(&mix_row, span_at(file, 15, 17), "the line's end"); /* CR and LF */
  add(&mix_row, span_at(file, 16, 17), "LF");
  expect("error[M001]: first\n"
         " --> a.remit:1:1\n"
         "  |\n"
         "1 | remit 1\n"
         "  | ^^^^^\n"
         "\n"
         "error[M001]: the line's end\n"
         " --> a.remit:2:4\n"
         "  |\n"
         "2 | mix\n"
         "  |    ^\n"
         "\n"
         "error[M001]: LF\n"
         " --> a.remit:2:4\n"
         "  |\n"
         "2 | mix\n"
         "  |    ^\n"
         "\n");
}

static void test_empty_text_and_end_of_text(void **state) {
  (void)state;
  add(&mix_row, span_at(add_source("a.remit", ""), 0, 0), "nothing there");
  add(&mix_row, span_at(add_source("b.remit", "a {\n"), 4, 4), "not closed");
  expect("error[M001]: nothing there\n"
         " --> a.remit:1:1\n"
         "  |\n"
         "1 |\n"
         "  | ^\n"
         "\n"
         "error[M001]: not closed\n"
         " --> b.remit:2:1\n"
         "  |\n"
         "2 |\n"
         "  | ^\n"
         "\n");
}

static void test_a_span_over_several_lines(void **state) {
  (void)state;
  struct finding *finding =
      add(&mix_row, span_of(add_source("a.remit", "x {\n  mix {\n    a\n  }\n}\n"), "mix {\n    a\n  }"), "wrong");
  label(finding, "this block");
  help(finding, "close it");
  expect("error[M001]: wrong\n"
         " --> a.remit:2:3\n"
         "  |\n"
         "2 |   mix {\n"
         "  |   ^^^^^ this block\n"
         "...\n"
         "  |\n"
         "  = help: close it\n"
         "\n");
}

static void test_a_span_that_ends_with_its_line_is_of_one_line(void **state) {
  (void)state;
  expect_excerpt("mix\nb", "mix\n",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:1\n"
                 "  |\n"
                 "1 | mix\n"
                 "  | ^^^\n"
                 "\n");
}

static void test_messages_are_escaped(void **state) {
  (void)state;
  uint32_t file = add_source("a\x1b]0;t\a\n::error::.remit", "x");
  struct finding *finding =
      add(&mix_row, span_of(file, "x"), "\x1b[2J a\tb\r\n::error::x ##[error]y \xE2\x80\xAE \xFF");
  label(finding, "##[group] \xE2\x80\xA8");
  help(finding, "::add-mask::z");
  related(finding, span_of(file, "x"), "::stop-commands::t");
  expect("error[M001]: <U+001B>[2J a<U+0009>b<U+000D><U+000A>::error::x ##<U+005B>error]y <U+202E> <FF>\n"
         " --> a<U+001B>]0;t<U+0007><U+000A>::error::.remit:1:1\n"
         "  |\n"
         "1 | x\n"
         "  | ^ ##<U+005B>group] <U+2028>\n"
         "  |\n"
         "  = help: ::add-mask::z\n"
         "note: ::stop-commands::t\n"
         " --> a<U+001B>]0;t<U+0007><U+000A>::error::.remit:1:1\n"
         "  |\n"
         "1 | x\n"
         "  | ^\n"
         "\n");
}

static void test_log_commands_in_an_excerpt(void **state) {
  (void)state;
  expect_excerpt("::error::x ##[error]y z", "z",
                 "error[M001]: wrong\n"
                 " --> a.remit:1:23\n"
                 "  |\n"
                 "1 | ::error::x ##<U+005B>error]y z\n"
                 "  |                              ^\n"
                 "\n");
}

static void test_accepted_findings(void **state) {
  (void)state;
  const char *const people[] = {"wu", "lin"};
  struct acceptance accepted = {"the client wants it\x1b", people, 2, day_from_civil((struct civil){2026, 6, 30})};
  struct acceptance bare = {.reason = "so be it", .until = DAY_NONE};
  uint32_t file = add_source("a.remit", "x y");
  add(&warning_row, span_of(file, "x"), "first")->accepted = &accepted;
  add(&warning_row, span_of(file, "y"), "second")->accepted = &bare;
  expect("");
  style.show_accepted = true;
  expect("warning[M002]: first\n"
         " --> a.remit:1:1\n"
         "  |\n"
         "1 | x y\n"
         "  | ^\n"
         "  |\n"
         "  = accepted: the client wants it<U+001B>\n"
         "  = agreed by `wu` and `lin`\n"
         "  = until 30 June 2026\n"
         "\n"
         "warning[M002]: second\n"
         " --> a.remit:1:3\n"
         "  |\n"
         "1 | x y\n"
         "  |   ^\n"
         "  |\n"
         "  = accepted: so be it\n"
         "\n");
}

static void test_levels_are_left_out(void **state) {
  (void)state;
  uint32_t file = add_source("a.remit", "x");
  add(&info_row, span_of(file, "x"), "an info");
  add(&warning_row, span_of(file, "x"), "off")->level = LEVEL_OFF;
  expect("info[K003]: an info\n"
         " --> a.remit:1:1\n"
         "  |\n"
         "1 | x\n"
         "  | ^\n"
         "\n");
  style.least = LEVEL_WARNING;
  expect("");
}

static void test_findings_beyond_the_limit_are_mentioned(void **state) {
  (void)state;
  findings.limit = 0;
  add(&info_row, span_of(add_source("a.remit", "x"), "x"), "an info");
  expect("note: 1 more finding is not shown\n\n");
  findings.left_out = 1200;
  expect("note: 1,200 more findings are not shown\n\n");
}

static void test_colours(void **state) {
  (void)state;
  style.colour = true;
  uint32_t file = add_source("a.remit", "x\ny");
  struct finding *finding = add(&mix_row, span_at(file, 0, 3), "wrong\x1b[35m");
  label(finding, "here");
  help(finding, "mend it");
  related(finding, span_of(file, "y"), "there");
  add(&warning_row, span_of(file, "y"), "second");
  add(&info_row, span_of(file, "y"), "third");
  expect("\x1b[1;31merror[M001]\x1b[0m: wrong<U+001B>[35m\n"
         " \x1b[34m-->\x1b[0m a.remit:1:1\n"
         " \x1b[34m |\x1b[0m\n"
         "\x1b[34m1 |\x1b[0m x\n"
         " \x1b[34m |\x1b[0m \x1b[1;31m^\x1b[0m here\n"
         "\x1b[34m...\x1b[0m\n"
         " \x1b[34m |\x1b[0m\n"
         " \x1b[34m =\x1b[0m \x1b[32mhelp\x1b[0m: mend it\n"
         "\x1b[34mnote\x1b[0m: there\n"
         " \x1b[34m-->\x1b[0m a.remit:2:1\n"
         " \x1b[34m |\x1b[0m\n"
         "\x1b[34m2 |\x1b[0m y\n"
         " \x1b[34m |\x1b[0m \x1b[34m^\x1b[0m\n"
         "\n"
         "\x1b[1;33mwarning[M002]\x1b[0m: second\n"
         " \x1b[34m-->\x1b[0m a.remit:2:1\n"
         " \x1b[34m |\x1b[0m\n"
         "\x1b[34m2 |\x1b[0m y\n"
         " \x1b[34m |\x1b[0m \x1b[1;33m^\x1b[0m\n"
         "\n"
         "\x1b[34minfo[K003]\x1b[0m: third\n"
         " \x1b[34m-->\x1b[0m a.remit:2:1\n"
         " \x1b[34m |\x1b[0m\n"
         "\x1b[34m2 |\x1b[0m y\n"
         " \x1b[34m |\x1b[0m \x1b[34m^\x1b[0m\n"
         "\n");
}

/* The summary. */

static void expect_summary(const char *file, struct findings_count count, const char *expected) {
  struct buffer out = buffer_in(&arena);
  emit_findings_summary(&out, file, count, &style);
  assert_string_equal(buffer_string(&out), expected);
}

static void test_summary(void **state) {
  (void)state;
  struct findings_count all = {1, 2, 1000, 3};
  expect_summary("plan.remit", (struct findings_count){1, 2, 0, 0}, "plan.remit: 1 error, 2 warnings\n");
  expect_summary("plan.remit", (struct findings_count){0, 1, 0, 0}, "plan.remit: 1 warning\n");
  expect_summary("plan.remit", (struct findings_count){0, 0, 0, 0}, "");
  expect_summary("plan.remit", (struct findings_count){0, 0, 0, 1}, "");
  expect_summary("plan.remit", all, "plan.remit: 1 error, 2 warnings, 1,000 infos\n");
  style.show_accepted = true;
  expect_summary("plan.remit", all, "plan.remit: 1 error, 2 warnings, 1,000 infos, 3 accepted\n");
  style.least = LEVEL_WARNING;
  expect_summary("plan.remit", all, "plan.remit: 1 error, 2 warnings, 3 accepted\n");
  style.least = LEVEL_ERROR;
  expect_summary("plan.remit", (struct findings_count){0, 2, 0, 0}, "");
}

static void test_summary_of_a_hostile_file_name(void **state) {
  (void)state;
  struct findings_count one = {1, 0, 0, 0};
  expect_summary("::error::x", one, "<U+003A>:error::x: 1 error\n");
  expect_summary(" \xC2\xA0::x", one, " \xC2\xA0<U+003A>:x: 1 error\n");
  expect_summary("\xE3\x80\x80:", one, "\xE3\x80\x80<U+003A>: 1 error\n");
  expect_summary("a\n##[x]\xFF", one, "a<U+000A>##<U+005B>x]<FF>: 1 error\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_the_specification_s_example, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_related_places_have_their_own_lines, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_related_place_may_have_the_longest_line_number, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_wide_characters, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_combining_characters, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_tabs, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_joined_emoji, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_half_of_a_grapheme_is_marked_whole, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_bidi_and_control_characters, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_invalid_utf8, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_nul, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_crlf_and_byte_order_mark, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_empty_text_and_end_of_text, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_span_over_several_lines, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_span_that_ends_with_its_line_is_of_one_line, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_messages_are_escaped, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_log_commands_in_an_excerpt, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_accepted_findings, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_levels_are_left_out, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_findings_beyond_the_limit_are_mentioned, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_colours, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_summary, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_summary_of_a_hostile_file_name, begin, arena_end),
  };
  return cmocka_run_group_tests_name("findings_text", tests, NULL, NULL);
}
