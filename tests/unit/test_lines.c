/* Texts in lines, by how wide their characters are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emit/lines.h"

static struct arena arena;
static jmp_buf guard;

static int begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

/* The lines with bars between them, an ellipsis where one is cut. */
static const char *broken(const char *text, int width, uint32_t most) {
  struct buffer out = buffer_in(&arena);
  struct text_lines lines = lines_of(&arena, text, strlen(text), width, most);
  for (uint32_t i = 0; i < lines.count; i++) {
    if (i > 0) buffer_char(&out, '|');
    buffer_bytes(&out, lines.items[i].bytes, lines.items[i].length);
    if (lines.items[i].cut) buffer_text(&out, "…");
  }
  return buffer_string(&out);
}

static void test_words_stay_whole(void **state) {
  (void)state;
  assert_string_equal("Clicks from|ads to the|shop", broken("Clicks from ads to the shop", 800, 5));
  assert_string_equal("one", broken("  one  ", 800, 5));
  assert_string_equal("one\n two", broken("one\n two\t", 800, 5)); /* what blanks become is the medium's matter */
  assert_string_equal("", broken(" \n", 800, 5));
  assert_string_equal("", broken("", 800, 5));
}

static void test_long_words_are_broken(void **state) {
  (void)state;
  assert_string_equal("aaaa|aaaa|aa", broken("aaaaaaaaaa", 300, 9));
  assert_string_equal("a|b", broken("a b", 1, 9)); /* a character a line at least */
}

static void test_chinese_breaks_anywhere_but_at_marks(void **state) {
  (void)state;
  assert_string_equal("讓顧客|自己開|口", broken("讓顧客自己開口", 300, 5));
  assert_string_equal("顧客|說，真|的", broken("顧客說，真的", 300, 5));
  assert_string_equal("他們|「真|的」", broken("他們「真的」", 300, 5));
  assert_string_equal("臉書|Facebook", broken("臉書Facebook", 700, 5));
}

static void test_what_is_left_is_said(void **state) {
  (void)state;
  assert_string_equal("Clicks from|ads to the…", broken("Clicks from ads to the shop", 800, 2));
  assert_string_equal("讓顧…", broken("讓顧客自己開口", 300, 1));
}

static void test_graphemes_stay_whole(void **state) {
  (void)state;
  assert_string_equal("e\xCC\x81" "e\xCC\x81|e\xCC\x81", broken("e\xCC\x81" "e\xCC\x81" "e\xCC\x81", 150, 5));
  assert_int_equal(lines_width("e", 1), lines_width("e\xCC\x81\xCC\x81", 5));
  assert_int_equal(2 * LINES_EM, lines_width("標題", 6));
  assert_true(lines_width("W", 1) > lines_width("i", 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_words_stay_whole, begin, end),
      cmocka_unit_test_setup_teardown(test_long_words_are_broken, begin, end),
      cmocka_unit_test_setup_teardown(test_chinese_breaks_anywhere_but_at_marks, begin, end),
      cmocka_unit_test_setup_teardown(test_what_is_left_is_said, begin, end),
      cmocka_unit_test_setup_teardown(test_graphemes_stay_whole, begin, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
