/* Numbers, days, addresses and forms of cells as workbooks keep them; and where a place of their text stands. */
#include <string.h>

#include "score/workbook_parts.h"
#include "score/workbook_text.h"

#include "arena_fixture.h"

static void assert_figure(const char *expected, const char *written, bool share) {
  const char *figure = stored_figure(&arena, written, strlen(written), share);
  if (!expected) assert_null(figure);
  else assert_string_equal(expected, figure);
}

static void test_figures(void **state) {
  (void)state;
  assert_figure("0.035", "3.5000000000000003E-2", false);
  assert_figure("3.5%", "3.5000000000000003E-2", true);
  assert_figure("0.3", "0.30000000000000004", false);
  assert_figure("1.234", "1.234", false);
  assert_figure("-12.5", "-12.50", false);
  assert_figure("100", "1e2", false);
  assert_figure("1000000000000000", "1E+15", false);
  assert_figure("123456789012346000", "123456789012345678", false);
  assert_figure("1", ".99999999999999999", false);
  assert_figure("5", "5.", false);
  assert_figure("0", "-0", false);
  assert_figure("0", "0.000E9", false);
  assert_figure("0%", "0", true);
}

static void test_what_is_no_figure(void **state) {
  static const char *const written[] = {"", "-", ".", "e1", "1e", "1e+", "1.2.3", "1 ", "0x1", "NaN", "inf", "1e9999999999", "1,5", "--1"};
  (void)state;
  for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) assert_figure(NULL, written[i], false);
}

static void test_forms(void **state) {
  static const struct {
    const char *code;
    enum stored_style style;
  } forms[] = {{"General", STYLE_PLAIN}, {"#,##0.00", STYLE_PLAIN}, {"0.0%", STYLE_SHARE}, {"+0.0%;-0.0%", STYLE_SHARE},
               {"[$-809]d mmmm yyyy", STYLE_DATE}, {"[h]:mm", STYLE_DATE}, {"[mm]:ss", STYLE_DATE}, {"\"days\" 0", STYLE_PLAIN},
               {"[Red]0", STYLE_PLAIN}, {"0 \\d", STYLE_PLAIN}, {"0\" %\"", STYLE_PLAIN}, {"_d0", STYLE_PLAIN}, {"@", STYLE_PLAIN},
               {"[$лв.-402] #,##0", STYLE_PLAIN}, {"0\"", STYLE_PLAIN}, {"0[", STYLE_PLAIN}, {"", STYLE_PLAIN}, {"0\\", STYLE_PLAIN}};
  (void)state;
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    if (workbook_style_of(forms[i].code) != forms[i].style) fail_msg("%s", forms[i].code);
}

static void test_addresses(void **state) {
  static const char *const wrong[] = {"", "A", "1", "A0", "a1", "XFE1", "A1048577", "AAAA1", "A1B", "$A$1", "A-1", "A00000001"};
  uint32_t row, column;
  (void)state;
  assert_true(workbook_address("E14", 3, &row, &column) && row == 13 && column == 4);
  assert_true(workbook_address("XFD1048576", 10, &row, &column) && row == 1048575 && column == 16383);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    if (workbook_address(wrong[i], strlen(wrong[i]), &row, &column)) fail_msg("%s", wrong[i]);
}

static void assert_day(const char *expected, const char *serial, bool from_1904) {
  const struct workbook book = {.from_1904 = from_1904};
  struct buffer out = buffer_in(&arena);
  day_number day;
  bool found = workbook_day(&book, serial, strlen(serial), &day);
  if (found) day_write(&out, day);
  assert_int_equal(expected != NULL, found);
  if (expected) assert_string_equal(expected, buffer_string(&out));
}

static void test_days(void **state) {
  (void)state;
  assert_day("2026-03-31", "46112", false);
  assert_day("2026-03-31", "46112.75", false);
  assert_day("2026-03-31", "44650", true);
  assert_day(NULL, "0", false);
  assert_day(NULL, "-5", false);
  assert_day(NULL, "9999999999", false);
  assert_day(NULL, "1e5", false);
  assert_day(NULL, "", false);
}

static void test_places(void **state) {
  struct workbook_text text = workbook_text_begin(&arena, 0);
  struct sources sources = {.arena = &arena};
  const struct stored_cell value = {.row = 13, .column = 4}, note = {.row = 13, .column = 26};
  struct raw_row row = {.cells = {{"kpi", 3, {0}}, {"orders", 6, {0}}, {"2026-01-31", 10, {0}}, {"7", 1, {0}}, {"a\nb", 3, {0}}}};
  (void)state;
  sources_add(&sources, "plan.xlsx", NULL, "PK", 2);
  struct span fact = workbook_text_fact(&text, "remit_map", 3, 1, "0123");
  workbook_text_line(&text, &(struct book_line){"Mei's", &value, &note}, &row);
  workbook_text_end(&text, sources_get(&sources, 0));
  assert_string_equal("0123\nkpi,orders,2026-01-31,7,a b\n", sources_get(&sources, 0)->bytes);
  assert_string_equal("remit_map!B4", source_cell(&sources, fact)->name);
  for (int i = 0; i < FIELD_NOTE; i++) assert_string_equal("'Mei''s'!E14", source_cell(&sources, row.cells[i].span)->name);
  assert_string_equal("'Mei''s'!E14", source_cell(&sources, row.span)->name);
  assert_string_equal("'Mei''s'!AA14", source_cell(&sources, row.cells[FIELD_NOTE].span)->name);
  assert_null(source_cell(&sources, span_at(0, 0, 0)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_figures, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_what_is_no_figure, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_forms, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_addresses, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_days, arena_begin, arena_end),
      cmocka_unit_test_setup_teardown(test_places, arena_begin, arena_end),
  };
  return cmocka_run_group_tests_name("workbook", tests, NULL, NULL);
}
