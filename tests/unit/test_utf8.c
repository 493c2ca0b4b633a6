#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "arena_fixture.h"

static void every_code_point_goes_and_comes(void **state) {
  (void)state;
  for (uint32_t c = 0; c < 0x110000; c++) {
    char text[5] = {0};
    int length = utf8_encode(c, text), size;
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    assert_int_equal(utf8_decode(text, (size_t)length, &size), surrogate ? 0xFFFD : c);
    assert_int_equal(size, length);
    assert_int_equal(length, c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
    for (int cut = 1; cut < length; cut++) {
      assert_int_equal(utf8_decode(text, (size_t)cut, &size), UTF8_INVALID);
      assert_int_equal(size, 1);
    }
  }
}

struct invalid {
  const char *text;
  size_t at;
};

static void what_is_no_utf8_is_found(void **state) {
  (void)state;
  static const struct invalid cases[] = {
      {"\xC0\xAF", 0},         {"\xE0\x80\xAF", 0},     {"\xF4\x90\x80\x80", 0}, {"\xED\xA0\x80", 0},
      {"\xED\xBF\xBF", 0},     {"\x80", 0},             {"a\xE2\x82", 1},        {"12345678\xFF", 8},
      {"1234567\xFE" "9", 7},  {"\xC3\xA9\xC3", 2},     {"\xF8\x88\x80\x80\x80", 0}, {"\xC1\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0}, {"\xC3" "a", 0},         {"\xE4\xB8" "a", 0},     {"\xF0\x9F\x98" "a", 0},
      {"abcdefghijklmnop\xC3\xA9qrstuvwxyz\xA9", 28},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(utf8_first_invalid(cases[i].text, strlen(cases[i].text)), cases[i].at);
  static const char *const good[] = {"", "a", "\xC3\xA9", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF",
                                     "\xEE\x80\x80", "12345678\xE4\xB8\xADxyzxyzxyzxyz"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_int_equal(utf8_first_invalid(good[i], strlen(good[i])), strlen(good[i]));
  assert_int_equal(utf8_first_invalid("a\0b", 3), 3);
}

/* At the end of a block of its own, so that the sanitizer sees a byte too many. */
static void nothing_is_read_beyond_the_end(void **state) {
  (void)state;
  for (size_t length = 0; length < 40; length++) {
    char *text = malloc(length + 1), *end = text + 1;
    assert_non_null(text);
    memset(text, 'a', length + 1);
    assert_int_equal(utf8_first_invalid(end, length), length);
    assert_int_equal(utf8_count(end, length), length);
    assert_int_equal(utf8_width(end, length), length);
    if (length) {
      end[length - 1] = '\xE4';
      assert_int_equal(utf8_first_invalid(end, length), length - 1);
      assert_int_equal(utf8_count(end, length), length);
      assert_int_equal(utf8_width(end, length), length);
    }
    free(text);
  }
}

static size_t count(const char *text) { return utf8_count(text, strlen(text)); }
static size_t width(const char *text) { return utf8_width(text, strlen(text)); }

static void counts(void **state) {
  (void)state;
  assert_int_equal(count(""), 0);
  assert_int_equal(count("abc"), 3);
  assert_int_equal(count("12345678\xC3\xA9" "1234567890"), 19);
  assert_int_equal(count("\xE7\xB2\x89\xE7\xB5\xB2\xE6\x95\xB8"), 3);
  assert_int_equal(count("e\xCC\x81"), 2);
  assert_int_equal(count("\xF0\x9F\x98\x80"), 1);
  assert_int_equal(count("\xFF\xFE"), 2);
}

#define FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"

static void widths(void **state) {
  (void)state;
  assert_int_equal(width(""), 0);
  assert_int_equal(width("abc\t"), 4);
  assert_int_equal(width("\xE7\xB2\x89\xE7\xB5\xB2"), 4);
  assert_int_equal(width("caf\xC3\xA9"), 4);
  assert_int_equal(width("cafe\xCC\x81s"), 5);
  assert_int_equal(width("\xEF\xBC\xA1"), 2);                                /* full-width A */
  assert_int_equal(width("\xD0\xBA\xD0\xBB"), 2);
  assert_int_equal(width(FAMILY), 2);
  assert_int_equal(width("a" FAMILY "b"), 4);
  assert_int_equal(width("\xF0\x9F\x87\xB9\xF0\x9F\x87\xBC"), 2);            /* a flag */
  assert_int_equal(width("\xF0\x9F\x91\x8B\xF0\x9F\x8F\xBD"), 2);            /* a hand in a colour */
  assert_int_equal(width("x\xFFy\x7F\x01"), 3);
  assert_int_equal(width("\xE0\xA4\x95\xE0\xA4\xBF"), 1);                    /* a mark that takes no column */
  assert_int_equal(width("a\r\nb"), 2);
}

static void graphemes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t bytes;
    int width;
  } cases[] = {{"ab", 1, 1}, {"e\xCC\x81\xCC\xA3x", 5, 1}, {FAMILY "x", 18, 2}, {"\r\nx", 2, 0}, {"\t\t", 1, 1},
               {"\xE4\xB8\xAD\xE4\xB8\xAD", 3, 2}, {"\xFF\xCC\x81", 1, 1}, {"a\xFF", 1, 1}, {"", 0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int columns = -1;
    assert_int_equal(utf8_grapheme(cases[i].text, strlen(cases[i].text), &columns), cases[i].bytes);
    assert_int_equal(columns, cases[i].width);
  }
  char marks[20001] = "a";
  for (size_t i = 1; i < sizeof marks; i += 2) memcpy(marks + i, "\xCC\x81", 2);
  int columns;
  assert_int_equal(utf8_grapheme(marks, sizeof marks, &columns), sizeof marks);
  assert_int_equal(columns, 1);
}

static uint32_t count_of(bool (*is)(uint32_t)) {
  uint32_t found = 0;
  for (uint32_t c = 0; c < 0x110000; c++) found += is(c);
  return found;
}

static void hidden_characters(void **state) {
  (void)state;
  static const uint32_t bidi[] = {0x61C,  0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                  0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
  for (size_t i = 0; i < sizeof bidi / sizeof *bidi; i++) assert_true(utf8_is_bidi_control(bidi[i]));
  assert_int_equal(count_of(utf8_is_bidi_control), 12);
  static const uint32_t controls[] = {0, 1, 8, 0xB, 0xC, 0xE, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0x2028, 0x2029};
  for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) assert_true(utf8_is_control(controls[i]));
  assert_int_equal(count_of(utf8_is_control), 32 - 3 + 1 + 32 + 2);
  static const uint32_t invisible[] = {0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x2060, 0x206A, 0xFEFF,
                                       0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFFA0, 0xE0001,
                                       0xE0020, 0xE007F};
  for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
    assert_true(utf8_is_invisible(invisible[i]));
    assert_false(utf8_is_name_continue(invisible[i]));
  }
  assert_false(utf8_is_invisible('a') || utf8_is_invisible(' ') || utf8_is_invisible(0xFE0F));
}

static void name_characters(void **state) {
  (void)state;
  static const uint32_t start[] = {'a', 'Z', '_', 0xE9, 0x43A, 0x7C89, 0x1EA1, 0x1885, 0x1886, 0x2118,
                                   0x212E, 0x2160, 0xFF21, 0xFF3F, 0x20000};
  for (size_t i = 0; i < sizeof start / sizeof *start; i++) {
    assert_true(utf8_is_name_start(start[i]));
    assert_true(utf8_is_name_continue(start[i]));
  }
  static const uint32_t later[] = {'0', '9', 0xB7, 0x387, 0x301, 0x660, 0x1369, 0x19DA, 0xE33, 0xEB3, 0xFF9E, 0xFF9F,
                                   0x203F, 0x1371, 0xFF10};
  for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
    assert_false(utf8_is_name_start(later[i]));
    assert_true(utf8_is_name_continue(later[i]));
  }
  static const uint32_t never[] = {' ', '-', '.', '@', '[', '`', '{', 0x7F, 0xA0, 0xD7, 0x2013, 0x37A, 0x2E2F, 0x309B,
                                   0xFDFA, 0xFDFB, 0xFC5E, 0xFC63, 0xFE70, 0xFE7E, 0x3164, 0xFE0F, 0x200D, 0xE000,
                                   0x110000, UTF8_INVALID};
  for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
    assert_false(utf8_is_name_start(never[i]));
    assert_false(utf8_is_name_continue(never[i]));
  }
}

static void plain_forms(void **state) {
  (void)state;
  static const uint32_t pairs[][2] = {{0xFF01, '!'}, {0xFF0C, ','}, {0xFF10, '0'}, {0xFF3F, '_'}, {0xFF5E, '~'},
                                      {0x3000, ' '}, {0xA0, ' '},   {0x202F, ' '}, {0x2007, ' '}, {'a', 'a'},
                                      {0xFF00, 0xFF00}, {0xFF5F, 0xFF5F}, {0x4E2D, 0x4E2D}, {0x3001, 0x3001}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_int_equal(utf8_plain_form(pairs[i][0]), pairs[i][1]);
}

static void assert_name_form(const char *text, const char *form) {
  size_t length = strlen(text);
  const char *result = utf8_name_form(&arena, text, &length);
  assert_int_equal(length, strlen(form));
  assert_memory_equal(result, form, length);
  assert_int_equal(result == text, !strcmp(text, form));
  if (result != text) assert_int_equal(result[length], 0);
  size_t again = length;
  assert_ptr_equal(utf8_name_form(&arena, result, &again), result);
  assert_int_equal(again, length);
}

static void names_are_composed(void **state) {
  (void)state;
  assert_name_form("", "");
  assert_name_form("reach_2", "reach_2");
  assert_name_form("\xE7\xB2\x89\xE7\xB5\xB2", "\xE7\xB2\x89\xE7\xB5\xB2");
  assert_name_form("cafe\xCC\x81", "caf\xC3\xA9");
  assert_name_form("e\xCC\x81\xCC\xA3", "\xE1\xBA\xB9\xCC\x81");                 /* marks in canonical order */
  assert_name_form("\xD5\xA1\xD6\x80", "\xD5\xA1\xD6\x80");    /* Armenian, kana, Hangul: as they are */
  assert_name_form("\xE3\x81\x82\xEA\xB0\x80", "\xE3\x81\x82\xEA\xB0\x80");
  assert_name_form("tu\xCC\x9Bo\xCC\x9Bng", "t\xC6\xB0\xC6\xA1ng");              /* tương, decomposed */
  assert_name_form("\xD0\xB8\xCC\x86", "\xD0\xB9");                              /* й */
  assert_name_form("\xE2\x84\xAB", "\xC3\x85");                                  /* the ångström sign */
  assert_name_form("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xEA\xB0\x81");      /* Hangul */
  assert_name_form("\xE0\xA5\x98", "\xE0\xA4\x95\xE0\xA4\xBC");                  /* excluded from composition */
  assert_name_form("\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\xBF\xEF\xBC\x91", "AB_1");
  assert_name_form("\xEF\xBC\xA5\xCC\x81", "\xC3\x89");                          /* full-width E, accent */
  assert_name_form("a\xFF" "e\xCC\x81", "a\xFF" "e\xCC\x81");                    /* no UTF-8 stays */
}

/* The marks on a pair of vowels, by tone: o is the first and the second vowel by itself. */
static void vietnamese_tone_marks(void **state) {
  (void)state;
  static const char *const newer[] = {
      "ho\xC3\xA0", "ho\xC3\xA1", "ho\xE1\xBA\xA3", "ho\xC3\xA3", "ho\xE1\xBA\xA1",
      "kho\xC3\xA8", "kho\xC3\xA9", "kho\xE1\xBA\xBB", "kho\xE1\xBA\xBD", "kho\xE1\xBA\xB9",
      "thu\xE1\xBB\xB3", "thu\xC3\xBD", "thu\xE1\xBB\xB7", "thu\xE1\xBB\xB9", "thu\xE1\xBB\xB5",
      "HO\xC3\x80", "KHO\xE1\xBA\xBA", "THU\xE1\xBB\xB6", "Ho\xC3\x80", "\xE1\xBB\xA7y"};
  static const char *const older[] = {
      "h\xC3\xB2" "a", "h\xC3\xB3" "a", "h\xE1\xBB\x8F" "a", "h\xC3\xB5" "a", "h\xE1\xBB\x8D" "a",
      "kh\xC3\xB2" "e", "kh\xC3\xB3" "e", "kh\xE1\xBB\x8F" "e", "kh\xC3\xB5" "e", "kh\xE1\xBB\x8D" "e",
      "th\xC3\xB9y", "th\xC3\xBAy", "th\xE1\xBB\xA7y", "th\xC5\xA9y", "th\xE1\xBB\xA5y",
      "H\xC3\x92" "A", "KH\xE1\xBB\x8E" "E", "TH\xE1\xBB\xA6Y", "H\xC3\xB2" "A", "\xE1\xBB\xA7y"};
  for (size_t i = 0; i < sizeof newer / sizeof *newer; i++) {
    assert_name_form(newer[i], older[i]);
    assert_name_form(older[i], older[i]);
  }
  assert_name_form("thu\xE1\xBB\xB7_qu\xE1\xBB\xB3_ho\xC3\xA0" "2", "th\xE1\xBB\xA7y_qu\xE1\xBB\xB3_h\xC3\xB2" "a2");
  assert_name_form("hoa\xCC\x80", "h\xC3\xB2" "a");                              /* decomposed */
  assert_name_form("u\xE1\xBB\xB7_quy\xE1\xBB\x81n", "\xE1\xBB\xA7y_quy\xE1\xBB\x81n"); /* ủy_quyền */
}

static void tone_marks_that_stay(void **state) {
  (void)state;
  static const char *const same[] = {
      "qu\xC3\xBD", "Qu\xE1\xBB\xB3", "QU\xE1\xBB\xB6",          /* qu is a consonant */
      "ho\xC3\xA0n", "kho\xE1\xBA\xBBn", "thu\xE1\xBB\xB7u",    /* the syllable goes on */
      "ho\xC3\xA0\xC4\x91", "ho\xC3\xA0\xCC\xA7",               /* a letter, a mark */
      "h\xC3\xA0", "\xC3\xA0", "o\xC4\x83", "ho\xE1\xBA\xAF",   /* no pair: à, ă, ắ */
      "mua\xC3\xA0", "to\xC3\xB2", "u\xC3\xA0", "o\xC3\xBD",
      "\xC6\xA1\xC3\xA0"};                                     /* ơ is not o */
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_name_form(same[i], same[i]);
}

static void long_and_hostile_names(void **state) {
  (void)state;
  enum { TIMES = 200000 };
  char *text = malloc(4 * TIMES + 1);
  assert_non_null(text);
  text[0] = 'a';
  for (size_t i = 0; i < TIMES; i++) memcpy(text + 1 + 4 * i, i % 2 ? "\xCC\xA3\xCC\x81" : "\xCC\x81\xCC\xA3", 4);
  size_t length = 4 * TIMES + 1;
  utf8_name_form(&arena, text, &length); /* is here for its time: sorting so many would take hours */
  for (size_t i = 0; i < TIMES; i++) memcpy(text + 4 * i, "\xEF\xBC\xA1_", 4);
  length = 4 * TIMES;
  const char *form = utf8_name_form(&arena, text, &length);
  assert_int_equal(length, 2 * TIMES);
  assert_memory_equal(form + 2 * TIMES - 4, "A_A_", 5);
  free(text);
}

static void assert_folded(const char *text, const char *folded) {
  size_t length = strlen(text);
  const char *result = utf8_fold_case(&arena, text, &length);
  assert_int_equal(length, strlen(folded));
  assert_memory_equal(result, folded, length);
  assert_int_equal(result == text, !strcmp(text, folded));
}

static void case_is_folded(void **state) {
  (void)state;
  assert_folded("", "");
  assert_folded("target", "target");
  assert_folded("Target", "target");
  assert_folded("AZaz@[`{09_", "azaz@[`{09_");
  assert_folded("\xD0\xA6\xD0\xB5\xD0\xBB", "\xD1\x86\xD0\xB5\xD0\xBB");          /* Цел */
  assert_folded("Ch\xE1\xBB\x88_TI\xC3\x8AU", "ch\xE1\xBB\x89_ti\xC3\xAAu");     /* ChỈ_TIÊU */
  assert_folded("\xCE\xA3\xCF\x82", "\xCF\x83\xCF\x83");                         /* both sigmas */
  assert_folded("\xC3\x9F", "\xC3\x9F");                                         /* ß: the full folding is not ours */
  assert_folded("\xE1\xBA\x9E", "\xC3\x9F");
  assert_folded("I\xC4\xB0\xC4\xB1", "i\xC4\xB0\xC4\xB1");                       /* as everywhere but in Turkey */
  assert_folded("\xC8\xBA", "\xE2\xB1\xA5");                                     /* grows by a byte */
  assert_folded("\xFF" "A\xE4\xB8", "\xFF" "a\xE4\xB8");
}

static void scripts(void **state) {
  (void)state;
  static const struct {
    uint32_t code_point;
    enum utf8_script script;
  } cases[] = {{'a', UTF8_LATIN}, {'Z', UTF8_LATIN}, {'1', UTF8_COMMON}, {'_', UTF8_COMMON}, {0x1EA1, UTF8_LATIN},
               {0x430, UTF8_CYRILLIC}, {0x3B1, UTF8_GREEK}, {0x7C89, UTF8_HAN}, {0x3007, UTF8_HAN},
               {0x20000, UTF8_HAN}, {0x323B0, UTF8_COMMON}, {0x3042, UTF8_OTHER}, {0x5D0, UTF8_OTHER},
               {0xAC00, UTF8_OTHER}, {0x301, UTF8_COMMON}, {0xB5, UTF8_COMMON}, {0x30FC, UTF8_COMMON}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(utf8_script(cases[i].code_point), cases[i].script);
}

static void skeletons(void **state) {
  (void)state;
  static const uint32_t pairs[][2] = {{0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'},
                                      {0x443, 'y'}, {0x445, 'x'}, {0x410, 'A'}, {0x412, 'B'}, {0x39F, 'O'},
                                      {0x3BF, 'o'}, {'a', 'a'},   {0x436, 0x436}, {0x7C89, 0x7C89}, {0xE9, 0xE9}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_int_equal(utf8_skeleton(pairs[i][0]), pairs[i][1]);
  for (uint32_t c = 0; c < 0x3000; c++) {
    if (utf8_skeleton(c) == c) continue;
    assert_int_equal(utf8_script(utf8_skeleton(c)), UTF8_LATIN);
    assert_true(utf8_script(c) == UTF8_CYRILLIC || utf8_script(c) == UTF8_GREEK);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_goes_and_comes),
      cmocka_unit_test(what_is_no_utf8_is_found),
      cmocka_unit_test(nothing_is_read_beyond_the_end),
      cmocka_unit_test(counts),
      cmocka_unit_test(widths),
      cmocka_unit_test(graphemes),
      cmocka_unit_test(hidden_characters),
      cmocka_unit_test(name_characters),
      cmocka_unit_test(plain_forms),
      cmocka_unit_test(names_are_composed),
      cmocka_unit_test(vietnamese_tone_marks),
      cmocka_unit_test(tone_marks_that_stay),
      cmocka_unit_test(long_and_hostile_names),
      cmocka_unit_test(case_is_folded),
      cmocka_unit_test(scripts),
      cmocka_unit_test(skeletons),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
