/* Sheets of comma-separated values, taken apart. */
#include <string.h>

#include "base/buffer.h"
#include "score/sheet.h"

#include "arena_fixture.h"

/* The cells of all rows: "a|b / c|d"; a fault as a letter before its row. */
static const char *read_bytes(const char *bytes, size_t length) {
  static const char faults[] = {[SHEET_FINE] = 0, [SHEET_QUOTE_INSIDE] = 'I', [SHEET_AFTER_QUOTE] = 'A', [SHEET_UNCLOSED] = 'U'};
  struct sources sources = {.arena = &arena};
  struct buffer out = buffer_in(&arena);
  char *copy = arena_alloc(&arena, length + 2);
  memcpy(copy, bytes, length);
  struct sheet sheet = sheet_of(&arena, &sources, sources_add(&sources, "a.csv", NULL, copy, (uint32_t)length));
  struct sheet_row row = {.fault = SHEET_FINE};
  for (bool first = true; sheet_next(&sheet, &row); first = false) {
    if (!first) buffer_text(&out, " / ");
    if (row.fault != SHEET_FINE) buffer_char(&out, faults[row.fault]);
    for (uint32_t i = 0; i < row.cells.count; i++) {
      if (i > 0) buffer_char(&out, '|');
      buffer_bytes(&out, row.cells.items[i].text, row.cells.items[i].length);
    }
  }
  return buffer_string(&out);
}

static const char *read(const char *text) { return read_bytes(text, strlen(text)); }

static void test_line_ends(void **state) {
  (void)state;
  assert_string_equal("a|b / c|d", read("a,b\nc,d\n"));
  assert_string_equal("a|b / c|d", read("a,b\r\nc,d"));
  assert_string_equal("a|b /  / c|d", read("a,b\r\rc,d\r"));
  assert_string_equal("", read(""));
  assert_string_equal("", read("\n"));
  assert_string_equal("a|", read("a,"));
}

static void test_separators(void **state) {
  (void)state;
  assert_string_equal("a|b / 1,5|2", read("a;b\n1,5;2\n"));
  assert_string_equal("a|b;c / 1;5|2", read("a,b;c\n1;5,2\n"));
  assert_string_equal("a|b", read("\xEF\xBB\xBF"
                                  "a;b"));
}

static void test_quotes(void **state) {
  (void)state;
  assert_string_equal("a,b|c\nd|e\"f", read("\"a,b\",\"c\nd\",\"e\"\"f\""));
  assert_string_equal("|", read("\"\",\"\""));
  assert_string_equal("\"", read("\"\"\"\""));
}

static void test_blanks(void **state) {
  (void)state;
  assert_string_equal("a|b c|d", read(" a ,\tb c\t,\" d\xC2\xA0\""));
  assert_string_equal("|", read("  , "));
}

static void test_faults_stay_in_their_row(void **state) {
  (void)state;
  assert_string_equal("Ia\"b|c / d", read("a\"b,c\nd"));
  assert_string_equal("Aa|c / d", read("\"a\"b,c\nd"));
  assert_string_equal("Ua,b / c|d", read("\"a,b\nc,d"));
  assert_string_equal("Ua| / b", read("a,\"\nb"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_begin, arena_end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_line_ends), TEST(test_separators), TEST(test_quotes), TEST(test_blanks), TEST(test_faults_stay_in_their_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
