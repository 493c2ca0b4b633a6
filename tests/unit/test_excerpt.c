/* What is shown of a line, and how any text is made safe. */

#include <string.h>

#include "base/utf8.h"
#include "emit/excerpt.h"
#include "emit/shown.h"

#include "arena_fixture.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* `count` times `part`. */
static char *repeat(const char *part, size_t count) {
  struct buffer out = buffer_in(&arena);
  for (size_t i = 0; i < count; i++) buffer_text(&out, part);
  return buffer_string(&out);
}

static char *join(const char *a, const char *b, const char *c) {
  struct buffer out = buffer_in(&arena);
  buffer_text(&out, a);
  buffer_text(&out, b);
  buffer_text(&out, c);
  return buffer_string(&out);
}

static void expect_window(const char *line, size_t start, size_t end_of_mark, const char *expected, size_t column,
                          size_t count) {
  struct buffer out = buffer_in(&arena);
  struct carets carets = excerpt_write(&out, line, strlen(line), start, end_of_mark);
  assert_string_equal(buffer_string(&out), expected);
  assert_int_equal(carets.column, column);
  assert_int_equal(carets.count, count);
}

static void test_a_line_of_120_columns_is_whole(void **state) {
  (void)state;
  const char *line = repeat("a", 120);
  expect_window(line, 0, 1, line, 0, 1);
  expect_window(line, 119, 120, line, 119, 1);
  expect_window(line, 120, 120, line, 120, 1);
  expect_window(line, 0, 120, line, 0, 120);
}

static void test_a_long_line_is_cut_round_the_mark(void **state) {
  (void)state;
  const char *line = join(repeat("a", 500), "XX", repeat("a", 500));
  expect_window(line, 0, 3, join(repeat("a", 119), ELLIPSIS, ""), 0, 3);
  expect_window(line, 500, 502, join(ELLIPSIS, join(repeat("a", 58), "XX", repeat("a", 58)), ELLIPSIS), 59, 2);
  expect_window(line, 1001, 1002, join(ELLIPSIS, repeat("a", 119), ""), 119, 1); /* no room is left unused */
  expect_window(line, 1002, 1002, join(ELLIPSIS, repeat("a", 118), ""), 119, 1);
}

static void test_a_mark_wider_than_the_room_is_cut(void **state) {
  (void)state;
  const char *line = join(repeat("a", 500), repeat("X", 300), repeat("a", 10));
  expect_window(line, 500, 800, join(ELLIPSIS, join(repeat("a", 20), repeat("X", 98), ""), ELLIPSIS), 21, 98);
  line = repeat("X", 300);
  expect_window(line, 0, 300, join(repeat("X", 119), ELLIPSIS, ""), 0, 119);
}

static void test_wide_characters_in_a_long_line(void **state) {
  (void)state;
  const char *line = join(repeat("字", 200), "X", repeat("字", 200));
  expect_window(line, 600, 601, join(ELLIPSIS, join(repeat("字", 29), "X", repeat("字", 29)), ELLIPSIS), 59, 1);
  expect_window(line, 0, 3, join(repeat("字", 59), ELLIPSIS, ""), 0, 2);
}

static void test_a_huge_line_is_looked_at_only_near_the_mark(void **state) {
  (void)state;
  const char *line = join(repeat("\xE5\xAD\x97", 100000), "X", repeat("\t", 100000));
  expect_window(line, 300000, 300001,
                join(ELLIPSIS, join(repeat("字", 29), "X", repeat(" ", 57)), ELLIPSIS), 59, 1);
}

static void test_a_letter_with_thousands_of_marks(void **state) {
  (void)state;
  const char *line = join(join("X", "e", repeat("\xCC\x81", 10000)), "Y", "");
  const char *marks = repeat("<U+0301>", 14);
  expect_window(line, 0, 1, join(join("Xe", repeat("\xCC\x81", 31), ""), marks, ELLIPSIS), 0, 1);
  expect_window(line, 20002, 20003, join(ELLIPSIS, marks, "Y"), 1 + 14 * 8, 1);
}

static void test_a_line_of_continuation_bytes(void **state) {
  (void)state;
  const char *line = repeat("\x80", 3000);
  expect_window(line, 2000, 2001, join(ELLIPSIS, repeat("<80>", 29), ELLIPSIS), 1, 4);
}

static void test_tabs_in_a_long_line(void **state) {
  (void)state;
  const char *line = repeat("\ta", 100);
  expect_window(line, 1, 2, join("    a", repeat("   a", 28), ELLIPSIS), 4, 1);
}

/* Whatever a line holds: what is shown is safe, is not too wide, and the carets stand under it. */

static const char *const parts[] = {
    "a", "字", "e\xCC\x81", "\xCC\x81", "\t", "\xE2\x80\x8D", "\xF0\x9F\x91\xA9", "\xEF\xB8\x8F", "\xFF", "\xE2\x82",
    "\x1b[", "##[", "#", "[", "\xE2\x80\xAE", "\r", "\xC2\x9B", "\xF0\x9F\x87\xA7", "\xE1\x85\xA0", "한", " ", "::",
    "\xF3\xA0\x81\xA7", "\xE0\xA4\x95\xE0\xA5\x8D",
};

static bool is_safe(const char *text, size_t length) {
  int size;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c == UTF8_INVALID || c < ' ' || utf8_is_control(c) || utf8_is_bidi_control(c)) return false;
    if (c == '[' && at >= 2 && memcmp(text + at - 2, "##", 2) == 0) return false;
  }
  return true;
}

static void check_excerpt(const char *line, size_t length, size_t start, size_t end_of_mark) {
  struct buffer out = buffer_in(&arena);
  struct carets carets = excerpt_write(&out, line, length, start, end_of_mark);
  size_t width = utf8_width(out.data, out.length);
  assert_true(is_safe(out.data, out.length));
  assert_true(width <= 120);
  assert_true(carets.count >= 1);
  assert_true(carets.column + carets.count <= width + 1);
}

static void test_random_lines(void **state) {
  (void)state;
  uint32_t random = 1; /* the same lines each time */
  for (int round = 0; round < 2000; round++) {
    struct buffer line = buffer_in(&arena);
    for (uint32_t count = (random >> 8) % 300; count > 0; count--) {
      random = random * 1664525u + 1013904223u;
      buffer_text(&line, parts[(random >> 16) % (sizeof parts / sizeof parts[0])]);
    }
    random = random * 1664525u + 1013904223u;
    size_t start = (random >> 8) % (line.length + 1);
    random = random * 1664525u + 1013904223u;
    size_t end_of_mark = start + (random >> 8) % (line.length - start + 1);
    check_excerpt(line.data, line.length, start, end_of_mark);
  }
}

/* Any text. */

static void expect_shown(const char *text, const char *expected) {
  struct buffer out = buffer_in(&arena);
  shown_text(&out, text, strlen(text));
  assert_string_equal(buffer_string(&out), expected);
}

static void test_hidden_characters(void **state) {
  (void)state;
  expect_shown("a\tb\nc\rd", "a<U+0009>b<U+000A>c<U+000D>d");
  expect_shown("soft\xC2\xADhyphen \xE3\x85\xA4", "soft<U+00AD>hyphen <U+3164>");
  expect_shown("\xF3\xA0\x80\x81 \xF4\x8F\xBF\xBF", "<U+E0001> <U+10FFFF>");
  expect_shown("e\xCC\x81\xE2\x80\x8B", "e\xCC\x81<U+200B>"); /* what is visible stays together */
  expect_shown("\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4\xEF\xB8\x8F"); /* a heart and its variation selector */
  expect_shown("a \xEF\xB8\x8F", "a \xEF\xB8\x8F");
}

static void test_every_blank_is_seen_through_at_a_line_s_start(void **state) {
  (void)state;
  static const char *const blanks[] = {" ",      "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80",
                                       "\xE2\x80\x8A", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
  for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
    expect_shown(join(blanks[i], "::x", ""), join(blanks[i], "<U+003A>:x", ""));
  expect_shown("\xE2\x80\x94::x", "\xE2\x80\x94::x"); /* a dash is no blank */
  expect_shown("\xE1\x9A\x81::x", "\xE1\x9A\x81::x");
}

static void test_what_is_at_a_line_s_start(void **state) {
  (void)state;
  struct buffer out = buffer_in(&arena);
  buffer_text(&out, "x\n  ");
  shown_text(&out, ":a:", 3);
  shown_text(&out, ":", 1);
  assert_string_equal(buffer_string(&out), "x\n  <U+003A>a::");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_line_of_120_columns_is_whole, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_long_line_is_cut_round_the_mark, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_mark_wider_than_the_room_is_cut, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_wide_characters_in_a_long_line, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_huge_line_is_looked_at_only_near_the_mark, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_letter_with_thousands_of_marks, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_a_line_of_continuation_bytes, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_tabs_in_a_long_line, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_random_lines, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_hidden_characters, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_every_blank_is_seen_through_at_a_line_s_start, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_what_is_at_a_line_s_start, arena_begin, arena_end),
  };
  return cmocka_run_group_tests_name("excerpt", tests, NULL, NULL);
}
