#include "check/selection.h"

#include <string.h>

#include "base/names.h"
#include "check/check.h"
#include "check/rules.h"

struct code_selection {
  bool has[RULE_COUNT];
};

/* ---- Words ---- */

enum { LONGEST = 8 }; /* a code has four letters */

static char capital(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }

/* In capitals; false where it is far too long for a code. */
static bool read_word(const char *word, char *code) {
  size_t length = strlen(word);
  if (length >= LONGEST) return false;
  for (size_t i = 0; i <= length; i++) code[i] = capital(word[i]);
  return true;
}

static bool is_family(char letter) {
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (rules[i]->row.code[0] == letter) return true;
  return false;
}

enum selection_word selection_word(const char *word) {
  char code[LONGEST];
  if (!read_word(word, code)) return SELECTION_NOTHING;
  if (!strcmp(code, "E")) return SELECTION_E_FAMILY;
  if (code[0] && !code[1] && is_family(code[0])) return SELECTION_FAMILY;
  if (rules_is_e_code(code)) return SELECTION_E_CODE;
  return rules_find(code) < RULE_COUNT ? SELECTION_CODE : SELECTION_NOTHING;
}

/* The first of those that are nearest. */
const char *selection_near(const char *word) {
  char code[LONGEST];
  const char *nearest = NULL;
  const struct code_row *row;
  int least = 2;
  if (!read_word(word, code)) return NULL;
  for (uint32_t i = 0; (row = check_code(i)) != NULL; i++) {
    int distance = names_distance(code, row->code, least);
    if (distance > least) continue;
    least = distance - 1;
    nearest = row->code;
  }
  return nearest;
}

/* ---- Selections ---- */

static bool names_family(const char *word) { return word[0] && !word[1]; }

/* Sets all rules that the words name as families, or as codes. */
static void set_named(struct code_selection *selection, const char *const *words, size_t count, bool families, bool has) {
  char code[LONGEST];
  for (size_t i = 0; i < count; i++) {
    if (names_family(words[i]) != families || !read_word(words[i], code)) continue;
    for (uint32_t rule = 0; rule < RULE_COUNT; rule++) {
      const char *known = rules[rule]->row.code;
      if (families ? known[0] == code[0] : !strcmp(known, code)) selection->has[rule] = has;
    }
  }
}

struct code_selection *selection_new(struct arena *arena, const struct selection_words *words) {
  if (!words->select_count && !words->ignore_count) return NULL;
  struct code_selection *selection = ARENA_NEW(arena, struct code_selection);
  memset(selection->has, words->select_count == 0, sizeof selection->has);
  for (int families = 1; families >= 0; families--) {
    set_named(selection, words->select, words->select_count, families, true);
    set_named(selection, words->ignore, words->ignore_count, families, false);
  }
  return selection;
}

bool selection_has(const struct code_selection *selection, uint32_t rule) { return !selection || selection->has[rule]; }
