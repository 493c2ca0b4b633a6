#include "check/check.h"

#include "check/levels.h"
#include "check/rules.h"

struct run {
  const struct model *model;
  struct report report;
  bool done[RULE_COUNT], unsure[RULE_COUNT];
};

/* A rule runs after those that may silence it. */
static void run_rule(struct run *run, uint32_t index) {
  const struct rule *rule = rules[index];
  if (run->done[index] || !rule->run) return;
  run->done[index] = true;
  for (int i = 0; i < RULE_PREREQUISITES_MAX && rule->prerequisites[i]; i++) {
    uint32_t other = rules_find(rule->prerequisites[i]);
    if (other < RULE_COUNT) run_rule(run, other);
  }
  run->report.rule = index;
  rule->run(run->model, &run->report);
}

static void run_rules(struct run *run, bool last) {
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (rules[i]->last == last) run_rule(run, i);
}

void check_run(struct model *model, struct findings *findings, const struct check_options *options) {
  struct settings settings;
  struct run run = {.model = model};
  settings_read(&settings, model);
  settings_check_values(model, findings);
  run.report = (struct report){.arena = model->arena,
                               .settings = &settings,
                               .as_of = options->as_of,
                               .findings = findings,
                               .selection = options->selection,
                               .levels = levels_new(model, options->as_of),
                               .unsure = run.unsure,
                               .marks = {.arena = model->arena}};
  run_rules(&run, false);
  run_rules(&run, true);
}
