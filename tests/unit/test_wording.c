/* Which phrases of a list a text says, and where. */
#include "check/wording.h"

#include <string.h>

#include "arena_fixture.h"

/* What is found of the list in the text, as it stands there when made ready; "" where nothing is. */
static const char *found(enum wording_list list, const char *text) {
  struct wording_text ready = wording_text(&arena, text, strlen(text));
  struct wording_match match = wording_find(wording_of(list), ready, 0, ready.length);
  char *copy = arena_alloc(&arena, match.end - match.start + 1);
  memcpy(copy, ready.bytes + match.start, match.end - match.start);
  copy[match.end - match.start] = '\0';
  return copy;
}

static void words_are_bounded_in_spaced_scripts(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_SEEN, "more views a month"), "views");
  assert_string_equal(found(WORDING_SEEN, "interviews, reviews"), "");
  assert_string_equal(found(WORDING_SEEN, "viewed"), "");
  assert_string_equal(found(WORDING_SEEN, "story_views"), "views");
  assert_string_equal(found(WORDING_SEEN, "Facebook粉絲"), "粉絲");
  assert_string_equal(found(WORDING_SEEN, "每月views數"), "views");
}

static void case_and_forms_do_not_matter(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_WONDER, "GO VIRAL"), "go viral");
  assert_string_equal(found(WORDING_WONDER, "ｇｏ　ｖｉｒａｌ"), "go viral");
  assert_string_equal(found(WORDING_VAGUE, "ПОДОБРЯВАНЕ"), "подобряване");
  assert_string_equal(found(WORDING_VAGUE, "na\xCC\x82ng cao"), "nâng cao"); /* a mark apart from its letter */
  assert_string_equal(found(WORDING_VAGUE, "tối đa hoá"), found(WORDING_VAGUE, "tối đa hóa"));
}

static void words_of_a_phrase_may_be_joined_or_parted_otherwise(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_VAGUE, "as soon\n  as possible"), "as soon\n  as possible");
  assert_string_equal(found(WORDING_VAGUE, "top-of-mind"), "top-of-mind");
  assert_string_equal(found(WORDING_VAGUE, "topofmind"), "");
}

static void a_star_stands_for_the_rest_of_a_word(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_WONDER, "гарантираното първо място в класация"), "гарантираното първо място");
  assert_string_equal(found(WORDING_VAGUE, "increased sales"), "increased");
}

static void the_longest_of_a_place_is_found(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_VAGUE, "建立品牌形象"), "建立品牌形象");
  assert_string_equal(found(WORDING_FIGURE, "兩成以上"), "兩成");
  assert_string_equal(found(WORDING_WONDER, "保證第一名"), "保證第一名");
}

static void what_begins_within_another_is_found_with_it(void **state) {
  (void)state;
  assert_string_equal(found(WORDING_WONDER, "Гарантирано първо място в търсенето"), "гарантирано първо място в търсенето");
}

static bool has_figure(const char *text) {
  return wording_has_figure(&arena, wording_text(&arena, text, strlen(text)));
}

static void figures_in_digits_and_words(void **state) {
  (void)state;
  assert_true(has_figure("20_000 followers"));
  assert_true(has_figure("２萬名粉絲"));
  assert_true(has_figure("Twice as many orders"));
  assert_true(has_figure("訂單增加三成"));
  assert_true(has_figure("Удвояване на поръчките"));
  assert_true(has_figure("Doanh số gấp đôi"));
  assert_false(has_figure("品牌知名度提升，一起努力，十分有效"));
  assert_false(has_figure("Often more awareness"));
  assert_false(has_figure("Nâng cao trong năm nay"));
}

static void the_number_of_a_date_is_no_figure(void **state) {
  (void)state;
  assert_false(has_figure("Increase awareness by the end of 2026"));
  assert_false(has_figure("Increase awareness in Q3 2026, and after 2026-12-31"));
  assert_false(has_figure("Increase awareness by 30 June 2026 and by June 30th"));
  assert_false(has_figure("Increase awareness in the second half of 2026"));
  assert_false(has_figure("2026年12月31日前提升知名度，第3季開始"));
  assert_false(has_figure("Подобряване до края на 2026 г. и през 3-то тримесечие"));
  assert_false(has_figure("Nâng cao trong quý 3 năm 2026, đến ngày 30 tháng 9"));
  assert_true(has_figure("Increase awareness by 2000"));
  assert_true(has_figure("In 2026 shops"));
  assert_true(has_figure("2026 orders by 2026-12-31"));
  assert_true(has_figure("Each month 20 orders"));
  assert_true(has_figure("4.1 stars, 24/7, 3 years"));
}

/* The clause round the first wonder. */
static void assert_clause(const char *text, const char *expected) {
  struct wording_text ready = wording_text(&arena, text, strlen(text));
  struct wording_match match = wording_find(wording_of(WORDING_WONDER), ready, 0, ready.length);
  assert_true(wording_is_found(match));
  struct wording_match clause = wording_clause(wording_of(WORDING_CLAUSE), ready, match);
  assert_int_equal(clause.end - clause.start, strlen(expected));
  assert_memory_equal(ready.bytes + clause.start, expected, strlen(expected));
}

static void clauses_end_at_commas_and_the_like(void **state) {
  (void)state;
  assert_clause("2,400 orders: go viral, without ads", " go viral");
  assert_clause("no ads but go viral \u2014 not more", " go viral ");
  assert_clause("不投廣告，保證爆紅、不多說", "保證爆紅");
}

/* The sentence round the first wonder. */
static void assert_sentence(const char *text, const char *expected) {
  struct wording_text ready = wording_text(&arena, text, strlen(text));
  struct wording_match match = wording_find(wording_of(WORDING_WONDER), ready, 0, ready.length);
  assert_true(wording_is_found(match));
  struct wording_match sentence = wording_sentence(ready, match);
  assert_int_equal(sentence.end - sentence.start, strlen(expected));
  assert_memory_equal(ready.bytes + sentence.start, expected, strlen(expected));
}

static void sentences_end_at_their_stops(void **state) {
  (void)state;
  assert_sentence("no tricks. we go viral; no ads", " we go viral");
  assert_sentence("on lantern.example we go viral", "on lantern.example we go viral");
  assert_sentence("不投廣告。保證爆紅。不多說", "保證爆紅");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_bounded_in_spaced_scripts),
      cmocka_unit_test(case_and_forms_do_not_matter),
      cmocka_unit_test(words_of_a_phrase_may_be_joined_or_parted_otherwise),
      cmocka_unit_test(a_star_stands_for_the_rest_of_a_word),
      cmocka_unit_test(the_longest_of_a_place_is_found),
      cmocka_unit_test(what_begins_within_another_is_found_with_it),
      cmocka_unit_test(figures_in_digits_and_words),
      cmocka_unit_test(the_number_of_a_date_is_no_figure),
      cmocka_unit_test(clauses_end_at_commas_and_the_like),
      cmocka_unit_test(sentences_end_at_their_stops),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
