#include "check/rules.h"

#include <assert.h>
#include <string.h>

#include "base/names.h"
#include "check/check.h"

const struct rule *const rules[] = {
#define RULE(code) [RULE_##code] = &rule_##code,
#include "check/rules.def"
#undef RULE
};
static_assert(sizeof rules / sizeof rules[0] == RULE_COUNT, "each rule has its place");

const struct code_row *check_code(uint32_t index) {
  if (index < E_CODE_COUNT) return &e_codes[index];
  index -= E_CODE_COUNT;
  return index < RULE_COUNT ? &rules[index]->row : NULL;
}

uint32_t check_index(const struct code_row *row) {
  uint32_t i = 0;
  for (const struct code_row *known; (known = check_code(i)) != NULL && known != row;) i++;
  return i;
}

/* Whether a line of the text begins with `agreement`. */
static bool holds_agreement(const char *text) {
  static const char word[] = "agreement ";
  for (const char *line = text; line; line = (line = strchr(line, '\n')) ? line + 1 : NULL)
    if (!strncmp(line, word, sizeof word - 1)) return true;
  return false;
}

bool check_page(uint32_t index, struct code_page *page) {
  const struct code_row *row = check_code(index);
  if (!row) return false;
  if (index < E_CODE_COUNT) {
    const struct code_text *text = &e_texts[index];
    *page = (struct code_page){row, text->why, text->wrong, text->right, text->apart, false};
  } else {
    const struct rule *rule = rules[index - E_CODE_COUNT];
    *page = (struct code_page){row, rule->why, rule->wrong, rule->right, !rule->run, false};
  }
  page->whole = holds_agreement(page->wrong);
  return true;
}

uint32_t rules_find(const char *code) {
  uint32_t i = 0;
  while (i < RULE_COUNT && strcmp(rules[i]->row.code, code) != 0) i++;
  return i;
}

uint32_t rules_index(const struct rule *rule) {
  uint32_t i = 0;
  while (rules[i] != rule) i++;
  return i;
}

uint32_t rules_of_row(const struct code_row *row) {
  uint32_t i = 0;
  while (i < RULE_COUNT && &rules[i]->row != row) i++;
  return i;
}

bool rules_is_e_code(const char *code) {
  if (code[0] != 'E') return false;
  for (int i = 0; i < E_CODE_COUNT; i++)
    if (strcmp(e_codes[i].code, code) == 0) return true;
  return false;
}

/* ASCII letters only: that is what codes are made of. */
static bool same_letters(const char *a, const char *b) {
  while (*a && (*a | 0x20) == (*b | 0x20)) {
    a++;
    b++;
  }
  return !*a && !*b;
}

const char *rules_near(const char *code) {
  const struct code_row *row = NULL;
  for (uint32_t i = 0; (row = check_code(i)) != NULL; i++)
    if (same_letters(row->code, code)) return row->code;
  for (uint32_t i = 0; (row = check_code(i)) != NULL; i++)
    if (strlen(code) != strlen(row->code) && names_distance(code, row->code, 1) <= 1) return row->code;
  return NULL;
}
