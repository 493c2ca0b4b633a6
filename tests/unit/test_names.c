#include "base/names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#include "arena_fixture.h"

static atom intern(struct names *names, const char *text) { return names_intern(names, text, strlen(text)); }
static atom find(struct names *names, const char *text) { return names_find(names, text, strlen(text)); }

static void equal_names_are_one_atom(void **state) {
  (void)state;
  struct names *names = names_new(&arena);
  assert_int_equal(names_count(names), 0);
  assert_int_equal(find(names, "reach"), ATOM_NONE);
  assert_int_equal(intern(names, "reach"), 1);
  assert_int_equal(intern(names, "sales"), 2);
  assert_int_equal(intern(names, "reach"), 1);
  assert_int_equal(names_intern(names, "sales_more", 5), 2);
  assert_int_equal(intern(names, ""), 3);
  assert_int_equal(intern(names, "Reach"), 4);
  assert_int_equal(find(names, "sales"), 2);
  assert_int_equal(find(names, "sale"), ATOM_NONE);
  assert_int_equal(names_count(names), 4);
  assert_string_equal(names_text(names, 2), "sales");
  assert_int_equal(names_get(names, 2)->length, 5);
  assert_int_equal(names_get(names, 2)->word, 0);
}

static void spellings_of_one_form_are_one_atom(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"caf\xC3\xA9", "cafe\xCC\x81"},                          /* é composed and not */
      {"\xEF\xBC\xA1\xEF\xBC\xBF\xEF\xBC\x91", "A_1"},          /* full-width */
      {"h\xC3\xB2" "a", "ho\xC3\xA0"},                          /* hòa, hoà */
      {"th\xE1\xBB\xA7y_t\xC3\xADnh", "thu\xE1\xBB\xB7_t\xC3\xADnh"}, /* thủy, thuỷ */
  };
  struct names *names = names_new(&arena);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    for (int first = 0; first < 2; first++) {
      struct names *fresh = names_new(&arena);
      atom a = intern(fresh, pairs[i][first]);
      assert_int_equal(find(fresh, pairs[i][!first]), a);
      assert_int_equal(intern(fresh, pairs[i][!first]), a);
      assert_int_equal(names_count(fresh), 1);
      assert_string_equal(names_text(fresh, a), names_text(names, intern(names, pairs[i][0])));
    }
  assert_int_equal(names_count(names), 4);
  assert_int_not_equal(intern(names, "qu\xC3\xBD"), intern(names, "q\xC3\xBAy"));
  assert_int_equal(find(names, "\xE7\xB2\x89\xE7\xB5\xB2"), ATOM_NONE);
  atom followers = intern(names, "\xE7\xB2\x89\xE7\xB5\xB2");
  assert_int_equal(intern(names, "\xE7\xB2\x89\xE7\xB5\xB2"), followers);
  atom broken = intern(names, "a\xFF");
  assert_int_equal(intern(names, "a\xFF"), broken);
}

static void make_name(char *text, uint32_t i, size_t length) {
  memset(text, 'n', length);
  for (size_t at = length; i && at; i /= 26) text[--at] = (char)('a' + i % 26);
}

static void many_names_stay_where_they_are(void **state) {
  (void)state;
  enum { MANY = 100000 };
  struct names *names = names_new(&arena);
  const struct name **seen = calloc(MANY, sizeof *seen);
  char text[64];
  assert_non_null(seen);
  for (uint32_t i = 0; i < MANY; i++) {
    size_t length = 8 + i % 50; /* each length has its own way through the hash */
    make_name(text, i, length);
    assert_int_equal(names_intern(names, text, length), i + 1);
    seen[i] = names_get(names, i + 1);
  }
  for (uint32_t i = 0; i < MANY; i++) {
    size_t length = 8 + i % 50;
    make_name(text, i, length);
    assert_int_equal(names_intern(names, text, length), i + 1);
    assert_ptr_equal(names_get(names, i + 1), seen[i]);
    assert_memory_equal(seen[i]->text, text, length);
    assert_int_equal(seen[i]->text[length], 0);
  }
  assert_int_equal(names_count(names), MANY);
  free(seen);
}

static void every_byte_of_a_name_counts(void **state) {
  (void)state;
  struct names *names = names_new(&arena);
  uint32_t count = 0;
  char text[40];
  for (size_t length = 1; length <= sizeof text; length++)
    for (size_t at = 0; at < length; at++) {
      memset(text, 'a', length);
      text[at] = 'b';
      assert_int_equal(names_intern(names, text, length), ++count);
    }
}

static void enter(struct names *names, uint32_t number, size_t length) {
  char text[64];
  make_name(text, number, length);
  names_intern(names, text, length);
}

/* Tables of some names and of many, of which some stand in both. */
static void joined_names_have_their_atoms(void **state) {
  (void)state;
  static const uint32_t counts[] = {0, 1, 15, 16, 17, 40, 3000};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    struct names *names = names_new(&arena), *others = names_beside(&arena, names);
    for (uint32_t n = 0; n < 1000; n++) enter(names, 2 * n, 8 + n % 50);
    for (uint32_t n = 0; n < counts[i]; n++) enter(others, n, 8 + n / 2 % 50);
    for (uint32_t n = 0; n < counts[i]; n += 3) names_get(others, n + 1)->checked = true;
    const atom *atoms = names_join(names, others, &arena);
    for (uint32_t n = 0, added = 1000; n < counts[i]; n++) {
      assert_int_equal(atoms[n + 1], n % 2 || n >= 2000 ? ++added : n / 2 + 1);
      assert_string_equal(names_text(names, atoms[n + 1]), names_text(others, n + 1));
      assert_int_equal(names_get(names, atoms[n + 1])->checked, n % 3 == 0);
      assert_int_equal(intern(names, names_text(others, n + 1)), atoms[n + 1]);
    }
  }
}

/* ---- Distance ---- */

/* The whole table, without any short cut. */
static int plain_distance(const char *a, const char *b) {
  int rows[20][20], m = (int)strlen(a), n = (int)strlen(b);
  for (int i = 0; i <= m; i++)
    for (int j = 0; j <= n; j++) {
      int cost = i && j ? rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]) : i + j;
      if (i && j && rows[i - 1][j] + 1 < cost) cost = rows[i - 1][j] + 1;
      if (i && j && rows[i][j - 1] + 1 < cost) cost = rows[i][j - 1] + 1;
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && rows[i - 2][j - 2] + 1 < cost) cost = rows[i - 2][j - 2] + 1;
      rows[i][j] = cost;
    }
  return rows[m][n];
}

static void known_distances(void **state) {
  (void)state;
  assert_int_equal(names_distance("", "", 2), 0);
  assert_int_equal(names_distance("reach", "reach", 0), 0);
  assert_int_equal(names_distance("reach", "raech", 2), 1);
  assert_int_equal(names_distance("reach", "reech", 2), 1);
  assert_int_equal(names_distance("reach", "each", 2), 1);
  assert_int_equal(names_distance("reach", "reaches", 2), 2);
  assert_int_equal(names_distance("reach", "reaches", 1), 2);
  assert_int_equal(names_distance("reach", "sales", 2), 3);
  assert_int_equal(names_distance("", "ab", 2), 2);
  assert_int_equal(names_distance("", "abc", 2), 3);
  assert_int_equal(names_distance("\xE7\xB2\x89\xE7\xB5\xB2", "\xE7\xB2\x89", 2), 1);
  assert_int_equal(names_distance("caf\xC3\xA9", "cafe", 2), 1);
}

static void distances_are_those_of_the_whole_table(void **state) {
  (void)state;
  uint32_t random = 7;
  for (int round = 0; round < 100000; round++) {
    char text[2][16];
    for (int which = 0; which < 2; which++) {
      random = random * 1664525u + 1013904223u;
      size_t length = (random >> 10) % 12;
      for (size_t i = 0; i < length; i++) {
        random = random * 1664525u + 1013904223u;
        text[which][i] = (char)('a' + (random >> 16) % 3);
      }
      text[which][length] = 0;
    }
    int full = plain_distance(text[0], text[1]);
    for (int limit = 0; limit < 14; limit++)
      assert_int_equal(names_distance(text[0], text[1], limit), full <= limit ? full : limit + 1);
  }
}

static void long_texts_have_a_distance(void **state) {
  (void)state;
  char a[600], b[600];
  memset(a, 'a', sizeof a);
  memset(b, 'a', sizeof b);
  a[256] = b[255] = 0;
  assert_int_equal(names_distance(a, b, 2), 1);
  b[255] = 'b';
  b[256] = 0;
  assert_int_equal(names_distance(a, b, 2), 1);
  a[256] = b[256] = 'c';
  a[599] = b[599] = 0;
  assert_int_equal(names_distance(a, b, 2), 3);
  assert_int_equal(names_distance("a", b, 2), 3);
  b[255] = 'a';
  assert_int_equal(names_distance(a, b, 2), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_names_are_one_atom),
      cmocka_unit_test(spellings_of_one_form_are_one_atom),
      cmocka_unit_test(many_names_stay_where_they_are),
      cmocka_unit_test(every_byte_of_a_name_counts),
      cmocka_unit_test(joined_names_have_their_atoms),
      cmocka_unit_test(known_distances),
      cmocka_unit_test(distances_are_those_of_the_whole_table),
      cmocka_unit_test(long_texts_have_a_distance),
  };
  return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
