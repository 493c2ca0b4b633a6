#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ast/literals.h"

struct fixture {
  jmp_buf guard;
  struct arena arena;
  struct buffer out;
};

static struct fixture fixture;

static int set_up(void **state) {
  (void)state;
  if (setjmp(fixture.guard)) return -1;
  arena_init(&fixture.arena, &arena_standard_allocator, &fixture.guard);
  fixture.out = buffer_in(&fixture.arena);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&fixture.arena);
  return 0;
}

/* A copy without a NUL, so that a sanitizer sees a read behind its end. */
static char *bare(const char *text) {
  size_t length = strlen(text);
  char *copy = test_malloc(length ? length : 1);
  memcpy(copy, text, length);
  return copy;
}

/* ---- Numbers ---- */

static bool number(const char *text, struct decimal *out) {
  char *copy = bare(text);
  bool read = literal_number(copy, strlen(text), out);
  test_free(copy);
  return read;
}

static void assert_number(const char *text, const char *expected) {
  struct decimal value;
  if (!number(text, &value)) fail_msg("%s", text);
  fixture.out.length = 0;
  decimal_write(&fixture.out, value);
  assert_string_equal(buffer_string(&fixture.out), expected);
}

static void assert_no_number(const char *text) {
  struct decimal value;
  if (number(text, &value)) fail_msg("%s", text);
}

static void plain_numbers(void **state) {
  (void)state;
  assert_number("0", "0");
  assert_number("12", "12");
  assert_number("12_000", "12000");
  assert_number("1_2_3", "123");
  assert_number("0.5", "0.5");
  assert_number("12.50", "12.50");
  assert_number("1234567890123456789012345678901234", "1234567890123456789012345678901234");
}

static void full_width_numbers(void **state) {
  (void)state;
  assert_number("１２", "12");
  assert_number("０．５", "0.5");
  assert_number("１2．５0", "12.50");
  assert_number("１２＿０００", "12000");
  assert_number("３０萬", "300000");
}

static void magnitudes(void **state) {
  (void)state;
  static const struct {
    const char *text, *value;
  } rows[] = {
      {"10k", "10000"},       {"2.5M", "2500000"},        {"30萬", "300000"},        {"1.2億", "120000000"},
      {"5nghìn", "5000"},     {"50triệu", "50000000"},    {"2tỷ", "2000000000"},     {"2tỉ", "2000000000"},
      {"7хил", "7000"},       {"1.5млн", "1500000"},      {"3млрд", "3000000000"},   {"12_000k", "12000000"},
      {"１０ｋ", "10000"},    {"２Ｍ", "2000000"},        {"0k", "0"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct decimal value, expected;
    if (!number(rows[i].text, &value)) fail_msg("%s", rows[i].text);
    assert_true(number(rows[i].value, &expected));
    if (decimal_compare(value, expected)) fail_msg("%s", rows[i].text);
  }
}

static void magnitudes_after_blanks(void **state) {
  (void)state;
  assert_number("50 triệu", "50000000");
  assert_number("50\u00A0triệu", "50000000"); /* no-break */
  assert_number("50\u202Ftriệu", "50000000"); /* narrow no-break */
  assert_number("50\u3000萬", "500000");      /* ideographic */
  assert_number("1.5 \u00A0\tмлн", "1500000");
  assert_number("10 k", "10000");
}

static void decomposed_magnitudes(void **state) {
  (void)state;
  assert_number("50 trie\u0323\u0302u", "50000000");
  assert_number("50 trie\u0302\u0323u", "50000000");
  assert_number("50 tri\u00EA\u0323u", "50000000");
  assert_number("50 tri\u1EB9\u0302u", "50000000");
  assert_number("5 nghi\u0300n", "5000");
  assert_number("2 ty\u0309", "2000000000");
  assert_number("2 ti\u0309", "2000000000");
}

static void no_numbers(void **state) {
  (void)state;
  assert_no_number("");
  assert_no_number("k");
  assert_no_number("12_");
  assert_no_number("_12");
  assert_no_number(".5");
  assert_no_number("5.");
  assert_no_number("1.2.3");
  assert_no_number("-5");
  assert_no_number("10kg");
  assert_no_number("10kk");
  assert_no_number("10 km");
  assert_no_number("10 ");
  assert_no_number("12 000");
  assert_no_number("12,000");
  assert_no_number("5 tri\u1EC7");
  assert_no_number("5 tri\u1EC7u\u0323");
  assert_no_number("5\xE4");
  assert_no_number("１２＿");
  assert_no_number("１．２．３");
}

static void long_numbers_overflow(void **state) {
  (void)state;
  char plain[400], wide[3 * 400 + 1];
  memset(plain, '9', sizeof plain);
  struct decimal value;
  assert_true(literal_number(plain, sizeof plain, &value));
  assert_int_equal(value.state, DECIMAL_OVERFLOW);
  for (size_t i = 0; i < 400; i++) memcpy(wide + 3 * i, "９", 3);
  assert_true(literal_number(wide, 3 * 400, &value));
  assert_int_equal(value.state, DECIMAL_OVERFLOW);
  assert_true(literal_number(wide, (size_t)3 * 35, &value));
  assert_int_equal(value.state, DECIMAL_OVERFLOW);
  memcpy(wide + 3 * 400 - 3, "k", 1);
  assert_true(literal_number(wide, 3 * 399 + 1, &value));
  assert_int_equal(value.state, DECIMAL_OVERFLOW);
}

/* ---- Dates ---- */

static bool date(const char *text, enum date_form *form, day_number *first, day_number *last) {
  char *copy = bare(text);
  bool exists = literal_date(copy, strlen(text), form, first, last);
  test_free(copy);
  return exists;
}

static void assert_date(const char *text, enum date_form expected, const char *days) {
  enum date_form form;
  day_number first, last;
  if (!date(text, &form, &first, &last)) fail_msg("%s", text);
  assert_int_equal(form, expected);
  fixture.out.length = 0;
  day_write(&fixture.out, first);
  buffer_char(&fixture.out, ' ');
  day_write(&fixture.out, last);
  assert_string_equal(buffer_string(&fixture.out), days);
}

static void assert_no_date(const char *text) {
  enum date_form form;
  day_number first, last;
  if (date(text, &form, &first, &last)) fail_msg("%s", text);
}

static void dates(void **state) {
  (void)state;
  assert_date("2026-03-31", DATE_OF_DAY, "2026-03-31 2026-03-31");
  assert_date("2026-03", DATE_OF_MONTH, "2026-03-01 2026-03-31");
  assert_date("2024-02", DATE_OF_MONTH, "2024-02-01 2024-02-29");
  assert_date("2026-02", DATE_OF_MONTH, "2026-02-01 2026-02-28");
  assert_date("2026-Q1", DATE_OF_QUARTER, "2026-01-01 2026-03-31");
  assert_date("2026-q2", DATE_OF_QUARTER, "2026-04-01 2026-06-30");
  assert_date("2026-Q3", DATE_OF_QUARTER, "2026-07-01 2026-09-30");
  assert_date("2026-Q4", DATE_OF_QUARTER, "2026-10-01 2026-12-31");
  assert_date("2026", DATE_OF_YEAR, "2026-01-01 2026-12-31");
  assert_date("2024-02-29", DATE_OF_DAY, "2024-02-29 2024-02-29");
}

static void full_width_dates(void **state) {
  (void)state;
  assert_date("２０２６－０７－０１", DATE_OF_DAY, "2026-07-01 2026-07-01");
  assert_date("2026－07", DATE_OF_MONTH, "2026-07-01 2026-07-31");
  assert_date("２０２６-Ｑ１", DATE_OF_QUARTER, "2026-01-01 2026-03-31");
  assert_date("２０２６－ｑ４", DATE_OF_QUARTER, "2026-10-01 2026-12-31");
  assert_date("２０２６", DATE_OF_YEAR, "2026-01-01 2026-12-31");
}

static void days_that_do_not_exist(void **state) {
  (void)state;
  static const char *const texts[] = {
      "2026-02-30", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-13",     "2026-00",
      "2026-Q0",    "2026-Q5",    "2026-Q",     "2026-Q12",   "2026-01-00", "2026-01-32", "2026-1-5",    "2026-01-5",
      "2026-1",     "26-01-01",   "02026",      "0000",       "0000-01-01", "",           "2026-",       "2026-01-",
      "2026-03-31x", "2026-03-31-", "2026/03/31", "x2026",     "2026-03-311",
      "２０２６－０２－３０", "2026\xEF\xBC",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_no_date(texts[i]);
}

/* ---- Times ---- */

static int time_of(const char *text) {
  char *copy = bare(text);
  int minutes = literal_time(copy, strlen(text));
  test_free(copy);
  return minutes;
}

static void times(void **state) {
  (void)state;
  assert_int_equal(time_of("00:00"), 0);
  assert_int_equal(time_of("09:00"), 540);
  assert_int_equal(time_of("9:05"), 545);
  assert_int_equal(time_of("23:59"), 1439);
  assert_int_equal(time_of("24:00"), 1440);
  assert_int_equal(time_of("10：00"), 600);
  assert_int_equal(time_of("１０：３０"), 630);
}

static void times_that_do_not_exist(void **state) {
  (void)state;
  static const char *const texts[] = {
      "24:01", "25:00", "09:60", "9:5", "09:000", "009:00", ":30", "09:", "09", "", "09:00x", "09.00",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (time_of(texts[i]) != -1) fail_msg("%s", texts[i]);
}

/* ---- Texts ---- */

static void add_plain(void *context, const char *bytes, size_t length) {
  assert_true(length > 0);
  buffer_bytes(context, bytes, length);
}

/* A parameter is shown as <NAME>. */
static void add_parameter(void *context, const char *bytes, size_t length) {
  buffer_char(context, '<');
  buffer_bytes(context, bytes, length);
  buffer_char(context, '>');
}

static enum text_fault text(const char *literal, size_t *fault_at) {
  const struct text_pieces pieces = {&fixture.out, add_plain, add_parameter};
  char *copy = bare(literal);
  fixture.out.length = 0;
  enum text_fault fault = literal_text(copy, strlen(literal), &pieces, fault_at);
  test_free(copy);
  return fault;
}

static void assert_text(const char *literal, const char *expected) {
  size_t fault_at = 0;
  if (text(literal, &fault_at) != TEXT_FINE) fail_msg("%s: fault at %zu", literal, fault_at);
  assert_string_equal(buffer_string(&fixture.out), expected);
}

static void assert_fault(const char *literal, enum text_fault expected, size_t expected_at) {
  size_t fault_at = 999;
  enum text_fault fault = text(literal, &fault_at);
  if (fault != expected || fault_at != expected_at) fail_msg("%s: %d at %zu", literal, (int)fault, fault_at);
}

static void quotes(void **state) {
  (void)state;
  assert_text("\"Members\"", "Members");
  assert_text("\"\"", "");
  assert_text("「會員」", "會員");
  assert_text("『會員』", "會員");
  assert_text("“Members”", "Members");
  assert_text("„Членове“", "Членове");
  assert_text("„Членове”", "Членове");
  assert_text("「」", "");
  assert_text("„“", "");
}

static void other_quotes_inside_are_plain(void **state) {
  (void)state;
  assert_text("\"「會員」 “x” „y“\"", "「會員」 “x” „y“");
  assert_text("「他說『好』\"」", "他說『好』\"");
  assert_text("『a「b」c』", "a「b」c");
  assert_text("“say \"hi\" “there”", "say \"hi\" “there");
}

static void escapes(void **state) {
  (void)state;
  assert_text("\"say \\\"hi\\\"\"", "say \"hi\"");
  assert_text("\"a\\\\b\"", "a\\b");
  assert_text("\"\\\\\"", "\\");
  assert_text("\"a\\nb\\tc\"", "a\nb\tc");
  assert_text("\"\\u{41}\\u{1F600}\\u{00e9}\\u{Ac}\\u{10FFFF}\"", "A\U0001F600\u00E9\u00AC\U0010FFFF");
  assert_text("\"\\{$x}\"", "{$x}");
  assert_text("\"\\{\"", "{");
  assert_text("\"\\u{9}\\u{A}\\u{00000a}\"", "\t\n\n");
}

static void the_own_closing_quote_is_escaped(void **state) {
  (void)state;
  assert_text("「a\\」b」", "a」b");
  assert_text("『a\\』b』", "a』b");
  assert_text("“a\\”b”", "a”b");
  assert_text("„a\\“b\\”c“", "a“b”c");
  assert_text("「a\\\"b」", "a\"b");
  assert_text("\"\"\"a\\\"\"\"b\"\"\"", "a\"\"\"b");
}

static void bidi_controls_may_be_escaped(void **state) {
  (void)state;
  assert_text("\"\\u{202E}x\\u{2069}\"", "\u202Ex\u2069");
  assert_text("\"\\u{200B}\"", "\u200B");
}

static void bad_escapes(void **state) {
  (void)state;
  assert_fault("\"ab\\q\"", TEXT_BAD_ESCAPE, 3);
  assert_fault("\"\\}\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\」\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("「a\\』」", TEXT_BAD_ESCAPE, 4);
  assert_fault("“\\“”", TEXT_BAD_ESCAPE, 3);
  assert_fault("\"\\N\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u41\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u{}\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u{41\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u{4g}\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u{0000041}\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\\u{ 41}\"", TEXT_BAD_ESCAPE, 1);
  assert_fault("\"\"\"\n  a\n  b \\x\n  \"\"\"", TEXT_BAD_ESCAPE, 12);
  assert_fault("\"\"\"a\\\n\"\"\"", TEXT_BAD_ESCAPE, 4);
  assert_fault("\"fine\\n, then \\d and \\e\"", TEXT_BAD_ESCAPE, 14);
}

static void bad_code_points(void **state) {
  (void)state;
  assert_fault("\"\\u{0}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{D}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"x\\u{1B}\"", TEXT_BAD_CODE_POINT, 2);
  assert_fault("\"\\u{7F}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{85}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{2028}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{D800}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{DFFF}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{110000}\"", TEXT_BAD_CODE_POINT, 1);
  assert_fault("\"\\u{FFFFFF}\"", TEXT_BAD_CODE_POINT, 1);
}

static void parameters(void **state) {
  (void)state;
  assert_text("\"{$client}\"", "<client>");
  assert_text("\"for {$client} and {$b_2}.\"", "for <client> and <b_2>.");
  assert_text("「{$客戶}的」", "<客戶>的");
  assert_text("„{$име}“", "<име>");
  assert_text("\"{$tên}\"", "<tên>");
  assert_text("\"{$te\u0302n}\"", "<te\u0302n>");
  assert_text("\"{$a}{$b}\"", "<a><b>");
  assert_text("\"\"\"\n  {$a}\n  x\n  \"\"\"", "<a>\nx");
}

static void other_braces_are_plain(void **state) {
  (void)state;
  assert_text("\"{client} {} { $x} {\"", "{client} {} { $x} {");
  assert_text("\"{$} {$20} {$a b} {$a\"", "{$} {$20} {$a b} {$a");
  assert_text("\"$client }\"", "$client }");
  assert_text("\"{{$a}}\"", "{<a>}");
}

static void unterminated_texts(void **state) {
  (void)state;
  assert_text("\"abc", "abc");
  assert_text("\"", "");
  assert_text("「會", "會");
  assert_text("\"abc\\\"", "abc\"");
  assert_text("\"\"\"", "");
  assert_text("\"\"\"\n  a\n  b", "a\nb");
  assert_text("\"\"\"\n  a\\\"\"\"", "a\"\"\"");
  assert_text("\"\"\"a\"\"", "a\"\"");
  assert_fault("\"abc\\", TEXT_BAD_ESCAPE, 4);
  assert_fault("\"abc\\u{4", TEXT_BAD_ESCAPE, 4);
}

/* ---- Blocks ---- */

static void blocks_drop_their_frame(void **state) {
  (void)state;
  assert_text("\"\"\"\n    One\n    two\n    \"\"\"", "One\ntwo");
  assert_text("\"\"\"\nOne\n\"\"\"", "One");
  assert_text("\"\"\"  \t\n  One\n\t\"\"\"", "One");
  assert_text("\"\"\"\n  One\n  two\"\"\"", "One\ntwo");
  assert_text("\"\"\"One\"\"\"", "One");
  assert_text("\"\"\" One \"\"\"", " One ");
  assert_text("\"\"\"\"\"\"", "");
  assert_text("\"\"\"\n\"\"\"", "");
  assert_text("\"\"\"\n\n\"\"\"", "");
  assert_text("\"\"\"\n\n\n\"\"\"", "\n");
  assert_text("\"\"\"\n  \"Hi\", she said\n  \"\"\"", "\"Hi\", she said");
}

static void blocks_drop_the_common_indentation(void **state) {
  (void)state;
  assert_text("\"\"\"\n    a\n      b\n    c\n    \"\"\"", "a\n  b\nc");
  assert_text("\"\"\"\n      a\n    b\n\"\"\"", "  a\nb");
  assert_text("\"\"\"\n\ta\n\t\tb\n\t\"\"\"", "a\n\tb");
  assert_text("\"\"\"\n\t  a\n\t b\n\"\"\"", " a\nb");
  assert_text("\"\"\"\n\ta\n    b\n\"\"\"", "\ta\n    b");
  assert_text("\"\"\"\n  a\nb\n\"\"\"", "  a\nb");
  assert_text("\"\"\"\n  a  \n  b\n\"\"\"", "a  \nb");
  assert_text("\"\"\"\n  \u3000甲\n  \u3000乙\n  \"\"\"", "\u3000甲\n\u3000乙");
  assert_text("\"\"\"\n    \\ta\n    b\n\"\"\"", "\ta\nb");
  assert_text("\"\"\"\n    a\\n  b\n    c\n\"\"\"", "a\n  b\nc");
}

static void blank_lines_do_not_count(void **state) {
  (void)state;
  assert_text("\"\"\"\n    a\n\n    b\n    \"\"\"", "a\n\nb");
  assert_text("\"\"\"\n    a\n  \n    b\n    \"\"\"", "a\n\nb");
  assert_text("\"\"\"\n    a\n        \n    b\n    \"\"\"", "a\n\nb");
  assert_text("\"\"\"\n\n    a\n\n    \"\"\"", "\na\n");
  assert_text("\"\"\"\n    a\n  \"\"\"", "a");
}

static void text_beside_the_opening_quotes(void **state) {
  (void)state;
  assert_text("\"\"\"One\n    two\n      three\n    \"\"\"", "One\ntwo\n  three");
  assert_text("\"\"\"One\n\"\"\"", "One");
  assert_text("\"\"\"One\n\n\"\"\"", "One\n");
  assert_text("\"\"\"  One\n  two\"\"\"", "  One\ntwo");
}

static void crlf_is_one_line_end(void **state) {
  (void)state;
  assert_text("\"\"\"\r\n    One\r\n      two\r\n    \"\"\"", "One\n  two");
  assert_text("\"\"\"\r\n    a\r\n\r\n    b\r\n    \"\"\"", "a\n\nb");
  assert_text("\"\"\"\r\n    a\r\n   \r\n    b\r\n    \"\"\"", "a\n\nb");
  assert_text("\"\"\"One\r\n    two\r\n\"\"\"", "One\ntwo");
  assert_text("\"\"\"\r\n\"\"\"", "");
}

static void what_is_no_text_is_given_as_it_is(void **state) {
  (void)state;
  assert_text("abc", "abc");
  assert_text("", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(plain_numbers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(full_width_numbers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(magnitudes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(magnitudes_after_blanks, set_up, tear_down),
      cmocka_unit_test_setup_teardown(decomposed_magnitudes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(no_numbers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(long_numbers_overflow, set_up, tear_down),
      cmocka_unit_test_setup_teardown(dates, set_up, tear_down),
      cmocka_unit_test_setup_teardown(full_width_dates, set_up, tear_down),
      cmocka_unit_test_setup_teardown(days_that_do_not_exist, set_up, tear_down),
      cmocka_unit_test_setup_teardown(times, set_up, tear_down),
      cmocka_unit_test_setup_teardown(times_that_do_not_exist, set_up, tear_down),
      cmocka_unit_test_setup_teardown(quotes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_quotes_inside_are_plain, set_up, tear_down),
      cmocka_unit_test_setup_teardown(escapes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_own_closing_quote_is_escaped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(bidi_controls_may_be_escaped, set_up, tear_down),
      cmocka_unit_test_setup_teardown(bad_escapes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(bad_code_points, set_up, tear_down),
      cmocka_unit_test_setup_teardown(parameters, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_braces_are_plain, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unterminated_texts, set_up, tear_down),
      cmocka_unit_test_setup_teardown(blocks_drop_their_frame, set_up, tear_down),
      cmocka_unit_test_setup_teardown(blocks_drop_the_common_indentation, set_up, tear_down),
      cmocka_unit_test_setup_teardown(blank_lines_do_not_count, set_up, tear_down),
      cmocka_unit_test_setup_teardown(text_beside_the_opening_quotes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(crlf_is_one_line_end, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_is_no_text_is_given_as_it_is, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
