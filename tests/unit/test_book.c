/* Formulas' parts, and the names of sheets in each language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"
#include "report/book.h"

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

static void test_addresses(void **state) {
  (void)state;
  assert_string_equal(book_address(&arena, 0, 0), "A1");
  assert_string_equal(book_address(&arena, 8, 25), "Z9");
  assert_string_equal(book_address(&arena, 9, 26), "AA10");
  assert_string_equal(book_address(&arena, 99, 701), "ZZ100");
  assert_string_equal(book_address(&arena, 1048575, 16383), "XFD1048576");
  assert_string_equal(book_cell_name(&arena, "KPIs", 2, 1), "'KPIs'!$B$3");
  assert_string_equal(book_cell_name(&arena, "it's", 2, 1), "'it''s'!$B$3");
  assert_string_equal(book_range_name(&arena, "A", 0, 0, 4, 2), "'A'!$A$1:$C$5");
}

static void test_parts_of_formulas(void **state) {
  (void)state;
  struct decimal figure;
  assert_true(decimal_read("12.50", 5, &figure));
  assert_string_equal(book_figure(&arena, figure), "12.50");
  assert_string_equal(book_figure(&arena, decimal_negated(figure)), "(-12.50)");
  assert_string_equal(book_quoted(&arena, "a \"b\" =c"), "\"a \"\"b\"\" =c\"");
  assert_string_equal(book_day(&arena, 0), "25569");
  assert_string_equal(book_fill(&arena, "IF({1}>{2},{1},\"{0}{x\")", PARTS("A1", "{1}")), "IF(A1>{1},A1,\"{0}{x\")");
}

static const enum text_key sheet_names[] = {TEXT_SHEET_SUMMARY, TEXT_SHEET_KPIS,   TEXT_SHEET_CONTENT,  TEXT_SHEET_BUDGET,
                                            TEXT_SHEET_PEOPLE,  TEXT_SHEET_REVIEWS, TEXT_SELECTION_SHEET};
enum { SHEET_NAMES = sizeof sheet_names / sizeof sheet_names[0] };

/* What a spreadsheet program refuses as a name gives no workbook at all. */
static void test_names_of_sheets(void **state) {
  (void)state;
  for (int language = 0; language < LANGUAGE_COUNT; language++)
    for (int i = 0; i < SHEET_NAMES; i++) {
      const char *name = text_plain((enum text_language)language, sheet_names[i]);
      assert_true(*name && utf8_count(name, strlen(name)) <= 31);
      assert_null(strpbrk(name, "[]:*?/\\'"));
      for (int k = 0; k < i; k++)
        assert_string_not_equal(name, text_plain((enum text_language)language, sheet_names[k]));
    }
}

/* What is said where something wrong is typed: more than that is cut off. */
static void test_messages_have_room(void **state) {
  (void)state;
  for (int language = 0; language < LANGUAGE_COUNT; language++) {
    assert_true(strlen(text_plain((enum text_language)language, TEXT_SHEET_WRONG_TITLE)) <= 32 * 3);
    assert_true(strlen(text_plain((enum text_language)language, TEXT_SHEET_WRONG_NUMBER)) <= 255 * 3);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_addresses, begin, end),
      cmocka_unit_test_setup_teardown(test_parts_of_formulas, begin, end),
      cmocka_unit_test(test_names_of_sheets),
      cmocka_unit_test(test_messages_have_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
