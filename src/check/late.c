#include "check/late.h"

#include <assert.h>

#include "check/levels.h"
#include "check/rules.h"

struct late {
  struct findings *findings;
  struct levels *levels;
  const struct code_selection *selection;
};

struct late *late_new(struct model *model, struct findings *findings, day_number as_of,
                      const struct code_selection *selection) {
  struct late *late = ARENA_NEW(model->arena, struct late);
  *late = (struct late){findings, levels_new(model, as_of), selection};
  return late;
}

struct finding *late_finding(struct late *late, const char *code, const struct entity *about, struct span span,
                             enum text_key message, const struct argument *arguments) {
  uint32_t rule = rules_find(code);
  struct span where = about ? about->head : span;
  assert(rule < RULE_COUNT);
  if (rule >= RULE_COUNT || levels_is_off(late->levels, rule) || !selection_has(late->selection, rule)) return NULL;
  if (levels_acceptance(late->levels, rule, where)) late->findings->limit++; /* it must not take the room of what is not */
  struct finding *finding = finding_add(late->findings, &rules[rule]->row, where, message, arguments);
  levels_decide(late->levels, finding);
  finding->span = span;
  return finding;
}
