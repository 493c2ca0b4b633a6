/* Places: offset to line and column, and the lines themselves. */

#include <string.h>

#include "source/source.h"

#include "arena_fixture.h"

static struct sources sources;

static int begin(void **state) {
  arena_begin(state);
  sources = (struct sources){.arena = &arena};
  return 0;
}

static uint32_t add(const char *text) {
  return sources_add(&sources, "plan.remit", NULL, text, (uint32_t)strlen(text));
}

static void expect_position(uint32_t file, uint32_t offset, uint32_t line, uint32_t column) {
  struct position position = source_position(&sources, file, offset);
  assert_int_equal(position.line, line);
  assert_int_equal(position.column, column);
}

static void expect_line(uint32_t file, uint32_t line, const char *expected) {
  size_t length;
  const char *text = source_line(&sources, file, line, &length);
  assert_int_equal(length, strlen(expected));
  assert_memory_equal(text, expected, length);
}

static void test_sources_have_indices(void **state) {
  (void)state;
  uint32_t first = sources_add(&sources, "a.remit", "/tmp/a.remit", "a", 1);
  uint32_t second = sources_add(&sources, "<stdin>", NULL, "b", 1);
  assert_int_equal(first, 0);
  assert_int_equal(second, 1);
  assert_string_equal(sources_get(&sources, first)->name, "a.remit");
  assert_string_equal(sources_get(&sources, first)->path, "/tmp/a.remit");
  assert_null(sources_get(&sources, second)->path);
  assert_null(sources_get(&sources, second)->lines); /* not made before it is needed */
}

static void test_empty_text_has_one_line(void **state) {
  (void)state;
  uint32_t file = add("");
  expect_position(file, 0, 1, 1);
  expect_line(file, 1, "");
  assert_int_equal(sources_get(&sources, file)->line_count, 1);
}

static void test_lines_end_with_lf(void **state) {
  (void)state;
  uint32_t file = add("one\n\ntwo");
  expect_position(file, 0, 1, 1);
  expect_position(file, 2, 1, 3);
  expect_position(file, 3, 1, 4); /* the line end itself */
  expect_position(file, 4, 2, 1);
  expect_position(file, 5, 3, 1);
  expect_position(file, 8, 3, 4); /* the end of the text */
  expect_line(file, 1, "one");
  expect_line(file, 2, "");
  expect_line(file, 3, "two");
  assert_int_equal(sources_get(&sources, file)->line_count, 3);
}

static void test_a_last_line_end_starts_an_empty_line(void **state) {
  (void)state;
  uint32_t file = add("one\n");
  expect_position(file, 4, 2, 1);
  expect_line(file, 2, "");
}

static void test_lines_end_with_crlf(void **state) {
  (void)state;
  uint32_t file = add("one\r\n\r\ntwo\r\n");
  expect_position(file, 3, 1, 4);
  expect_position(file, 4, 1, 4); /* between CR and LF is still the line's end */
  expect_position(file, 5, 2, 1);
  expect_position(file, 7, 3, 1);
  expect_line(file, 1, "one");
  expect_line(file, 2, "");
  expect_line(file, 3, "two");
}

static void test_a_lone_cr_ends_no_line(void **state) {
  (void)state;
  uint32_t file = add("a\rb\nc\r");
  expect_position(file, 2, 1, 3);
  expect_line(file, 1, "a\rb");
  expect_line(file, 2, "c\r");
}

static void test_columns_count_code_points(void **state) {
  (void)state;
  uint32_t file = add("每月 e\xCC\x81 x\n\xF0\x9F\x8D\xB5 y");
  expect_position(file, 3, 1, 2);  /* 月 */
  expect_position(file, 7, 1, 4);  /* e */
  expect_position(file, 8, 1, 5);  /* its accent */
  expect_position(file, 11, 1, 7); /* x */
  expect_position(file, 18, 2, 3); /* y, after a character outside the first plane */
  expect_position(file, 16, 2, 1); /* within that character */
}

static void test_each_invalid_byte_is_a_column(void **state) {
  (void)state;
  uint32_t file = add("\xE2\x82x");
  expect_position(file, 2, 1, 3);
}

static void test_byte_order_mark_has_no_column(void **state) {
  (void)state;
  uint32_t file = add("\xEF\xBB\xBFremit 1\n\xEF\xBB\xBFx");
  expect_position(file, 0, 1, 1);
  expect_position(file, 3, 1, 1);
  expect_position(file, 9, 1, 7);
  expect_line(file, 1, "remit 1");
  expect_position(file, 14, 2, 2); /* one in the middle is a character */
}

static void test_offset_beyond_the_end_is_the_end(void **state) {
  (void)state;
  uint32_t file = add("one\ntwo");
  expect_position(file, 100, 2, 4);
}

/* A column does not depend on what was asked before. */
static void test_columns_in_any_order(void **state) {
  (void)state;
  const char *text = "字e\xCC\x81\xFF 字字\r\n字 \xE2\x82 字\nx";
  uint32_t length = (uint32_t)strlen(text);
  uint32_t file = add(text);
  for (uint32_t first = 0; first <= length; first++) {
    for (uint32_t second = 0; second <= length; second++) {
      uint32_t fresh = add(text);
      struct position expected = source_position(&sources, fresh, second);
      source_position(&sources, file, first);
      expect_position(file, second, expected.line, expected.column);
    }
  }
}

static void test_nul_is_a_character(void **state) {
  (void)state;
  uint32_t file = sources_add(&sources, "x", NULL, "a\0b\nc", 5);
  expect_position(file, 2, 1, 3);
  expect_position(file, 4, 2, 1);
}

static void test_every_line_of_many_is_found(void **state) {
  (void)state;
  enum { LINES = 1000 };
  char *text = arena_alloc(&arena, LINES * 2 + 1);
  for (int i = 0; i < LINES; i++) memcpy(text + 2 * i, "x\n", 2);
  uint32_t file = add(text);
  for (uint32_t i = 0; i < LINES; i++) {
    expect_position(file, 2 * i, i + 1, 1);
    expect_position(file, 2 * i + 1, i + 1, 2);
  }
}

static void test_spans_join(void **state) {
  (void)state;
  struct span joined = span_join(span_at(2, 3, 5), span_at(2, 8, 9));
  assert_int_equal(joined.file, 2);
  assert_int_equal(joined.start, 3);
  assert_int_equal(joined.end, 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_sources_have_indices, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_empty_text_has_one_line, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_lines_end_with_lf, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_last_line_end_starts_an_empty_line, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_lines_end_with_crlf, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_lone_cr_ends_no_line, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_columns_count_code_points, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_each_invalid_byte_is_a_column, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_byte_order_mark_has_no_column, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_offset_beyond_the_end_is_the_end, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_columns_in_any_order, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_nul_is_a_character, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_every_line_of_many_is_found, begin, arena_end),
      cmocka_unit_test_setup_teardown(test_spans_join, begin, arena_end),
  };
  return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
