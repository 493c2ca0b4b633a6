#include "check/check.h"

#include "check/levels.h"
#include "check/recurrences.h"
#include "check/rules.h"

struct run {
  const struct model *model;
  struct report report;
  uint32_t found; /* by the rules that have ended, and before them */
  bool done[RULE_COUNT], unsure[RULE_COUNT];
  struct recurrences recurrences;
};

/* What a rule worked in is used again by the next one, unless findings point there. */
static void finish_rule(struct run *run) {
  struct findings *findings = run->report.findings;
  if (findings->added > run->found) arena_join(findings->arena, run->report.arena);
  else arena_empty(run->report.arena);
  run->found = findings->added;
}

/* A rule runs after those that may silence it. */
static void run_rule(struct run *run, uint32_t index) {
  const struct rule *rule = rules[index];
  if (run->done[index] || !rule->run) return;
  run->done[index] = true;
  for (int i = 0; i < RULE_PREREQUISITES_MAX && rule->prerequisites[i]; i++)
    run_rule(run, rules_index(rule->prerequisites[i]));
  run->report.rule = index;
  rule->run(run->model, &run->report);
  finish_rule(run);
}

static void run_rules(struct run *run, bool last) {
  for (uint32_t i = 0; i < RULE_COUNT; i++)
    if (rules[i]->last == last) run_rule(run, i);
}

void check_run(struct model *model, struct findings *findings, const struct check_options *options, struct arena *working) {
  struct settings settings;
  struct run run = {.model = model, .recurrences = {.calendar = &model->calendar}};
  settings_read(&settings, model);
  settings_check_values(model, findings);
  run.report = (struct report){.arena = working,
                               .settings = &settings,
                               .as_of = options->as_of,
                               .recurrences = &run.recurrences,
                               .findings = findings,
                               .selection = options->selection,
                               .levels = levels_new(model, options->as_of),
                               .unsure = run.unsure,
                               .marks = {.arena = model->arena}};
  run.found = findings->added;
  run_rules(&run, false);
  run_rules(&run, true);
  arena_free(working);
}
