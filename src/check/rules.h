/* All rules in one table, in the order of the catalogue. */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "check/rule.h"

enum rule_index {
#define RULE(code) RULE_##code,
#include "check/rules.def"
#undef RULE
  RULE_COUNT
};

extern const struct rule *const rules[RULE_COUNT];

/* The index of the rule with this code, of this row; RULE_COUNT: there is none (an E code, or no code at all). */
uint32_t rules_find(const char *code);
uint32_t rules_of_row(const struct code_row *row);

/* That of a rule of the table. */
uint32_t rules_index(const struct rule *rule);

/* Whether it is the code of an E row. */
bool rules_is_e_code(const char *code);

/* The code that was perhaps meant: one slip away, or written in small letters. NULL: none. */
const char *rules_near(const char *code);

#endif
