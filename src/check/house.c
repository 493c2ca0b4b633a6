/* P: house rules: what `policy` and `allow` themselves get wrong. */
#include <stdlib.h>
#include <string.h>

#include "check/levels.h"
#include "check/rules.h"

static const char *allow_written(const struct allowance *allowance, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "allow ");
  buffer_text(&out, allowance->code);
  return buffer_string(&out);
}

/* P001 */

/* Where the E findings are: something is unknown there, and what would have been found is not. */
struct faults {
  struct span *items;
  uint32_t count;
};

static int compare_spans(const void *left, const void *right) {
  const struct span *a = left, *b = right;
  if (a->file != b->file) return a->file < b->file ? -1 : 1;
  return (a->start > b->start) - (a->start < b->start);
}

static struct faults gather_faults(const struct report *report) {
  const struct findings *findings = report->findings;
  struct faults faults = {ARENA_ARRAY(report->arena, struct span, findings->list.count), 0};
  for (uint32_t i = 0; i < findings->list.count; i++)
    if (rules_is_e_code(findings->list.items[i]->code->code)) faults.items[faults.count++] = findings->list.items[i]->span;
  if (faults.count > 0) qsort(faults.items, faults.count, sizeof *faults.items, compare_spans);
  return faults;
}

static bool has_fault(const struct faults *faults, const struct allowance *allowance) {
  uint32_t low = 0, high = faults->count;
  if (allowance->everywhere) return faults->count > 0;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (compare_spans(&faults->items[middle], &allowance->where) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < faults->count && faults->items[low].file == allowance->where.file &&
         faults->items[low].start < allowance->where.end;
}

/* Whether the rule spoke of all that it would have spoken of. An `allow` of this rule itself is left alone: what it would
 * accept is only being found here. */
static bool is_heard_out(const struct report *report, uint32_t rule) {
  return rule < RULE_COUNT && rules[rule]->run && !rules[rule]->last && !levels_is_off(report->levels, rule) && !report->unsure[rule];
}

static void unused_allow(const struct model *model, struct report *report) {
  if (model->incomplete || report->findings->left_out > 0) return;
  struct faults faults = gather_faults(report);
  for (uint32_t i = 0; i < model->allowances.count; i++) {
    const struct allowance *allowance = &model->allowances.items[i];
    if (allowance->used || !is_heard_out(report, rules_find(allowance->code))) continue;
    if (levels_is_expired(allowance, report->as_of) || has_fault(&faults, allowance)) continue;
    bool everywhere = allowance->everywhere;
    struct finding *finding =
        report_finding(report, NULL, allowance->span, everywhere ? TEXT_P001_EVERYWHERE : TEXT_P001,
                       ARGS(arg_name(allow_written(allowance, report->arena))));
    report_help(report, finding, everywhere ? TEXT_P001_HELP_EVERYWHERE : TEXT_P001_HELP, NO_ARGS);
  }
}

const struct rule rule_P001 = {
    .row = {"P001", "unused-allow", LEVEL_WARNING, "an `allow` accepts a finding that is not there"},
    .why = "An `allow` that accepts nothing is left over from a fault that was mended, or stands in the wrong block. It would "
           "silently accept the same fault the next time.",
    .wrong = "kpi followers \"Followers\" {\n"
             "  unit   followers\n"
             "  target at least 20_000\n"
             "  allow  K001 \"The target follows in March\"\n"
             "}\n",
    .right = "kpi followers \"Followers\" {\n"
             "  unit   followers\n"
             "  target at least 20_000\n"
             "}\n",
    .last = true,
    .run = unused_allow,
};

/* P002 */

static void check_code(struct report *report, const char *code, struct span span) {
  if (rules_find(code) < RULE_COUNT || rules_is_e_code(code)) return;
  const char *near = rules_near(code);
  struct finding *finding = report_finding(report, NULL, span, TEXT_P002, ARGS(arg_name(code)));
  if (near && strlen(near) == strlen(code)) report_repair(report, finding, span, near); /* in small letters */
  if (near)
    report_help(report, finding, TEXT_P002_HELP_NEAR, ARGS(arg_name(near)));
  else
    report_help(report, finding, TEXT_P002_HELP, NO_ARGS);
}

static void unknown_code(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->allowances.count; i++)
    check_code(report, model->allowances.items[i].code, model->allowances.items[i].span);
  for (uint32_t i = 0; i < model->levels.count; i++)
    check_code(report, model->levels.items[i].code, model->levels.items[i].span);
}

const struct rule rule_P002 = {
    .row = {"P002", "unknown-code", LEVEL_ERROR, "`allow` or `level` of a code that no rule has"},
    .why = "A code with a slip in it accepts nothing and sets nothing, and looks as if it did.",
    .wrong = "policy {\n"
             "  level K09 error \"We promise only what has been reached before\"\n"
             "}\n",
    .right = "policy {\n"
             "  level K009 error \"We promise only what has been reached before\"\n"
             "}\n",
    .run = unknown_code,
};

/* P003 */

static void error_not_allowed(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->allowances.count; i++) {
    const struct allowance *allowance = &model->allowances.items[i];
    if (!rules_is_e_code(allowance->code)) continue;
    struct finding *finding = report_finding(report, NULL, allowance->span, TEXT_P003_ALLOW, ARGS(arg_name(allowance->code)));
    report_help(report, finding, TEXT_P003_HELP, NO_ARGS);
  }
  for (uint32_t i = 0; i < model->levels.count; i++) {
    const struct policy_level *level = &model->levels.items[i];
    if (!rules_is_e_code(level->code) || !level->known || level->level == LEVEL_ERROR) continue;
    struct finding *finding = report_finding(report, NULL, level->span, TEXT_P003_LEVEL, ARGS(arg_name(level->code)));
    report_help(report, finding, TEXT_P003_HELP, NO_ARGS);
  }
}

const struct rule rule_P003 = {
    .row = {"P003", "error-not-allowed", LEVEL_ERROR, "an E code cannot be accepted or set lower"},
    .why = "An E code says that the text cannot be understood. There is nothing to accept: what is not understood is not part of "
           "the agreement.",
    .wrong = "policy {\n"
             "  level E201 info \"We know what we mean\"\n"
             "}\n",
    .right = "policy {\n"
             "  level K009 info \"We have grown faster before\"\n"
             "}\n",
    .run = error_not_allowed,
};

/* P004 */

static struct argument parameter_names(struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, SETTING_COUNT);
  for (int i = 0; i < SETTING_COUNT; i++) names[i] = setting_rows[i].name;
  return arg_list(names, SETTING_COUNT);
}

static void unknown_parameter(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->settings.count; i++) {
    const struct policy_set *set = &model->settings.items[i];
    if (!*set->name || settings_find(set->name) != SETTING_COUNT) continue;
    const char *near = settings_near(set->name);
    struct finding *finding = report_finding(report, NULL, set->span, TEXT_P004, ARGS(arg_name(set->name)));
    if (near && settings_is_slip(set->name, near)) report_repair(report, finding, set->span, near);
    if (near)
      report_help(report, finding, TEXT_P004_HELP_NEAR, ARGS(arg_name(near)));
    else
      report_help(report, finding, TEXT_P004_HELP, ARGS(parameter_names(report->arena)));
  }
}

const struct rule rule_P004 = {
    .row = {"P004", "unknown-parameter", LEVEL_ERROR, "a name that `set` does not know"},
    .why = "A parameter with a slip in its name sets nothing: the rule goes on with its own limit, and nobody notices.",
    .wrong = "policy {\n"
             "  set growth_a_month 25%\n"
             "}\n",
    .right = "policy {\n"
             "  set growth_per_month 25%\n"
             "}\n",
    .run = unknown_parameter,
};

/* P005 */

static void expired_allow(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->allowances.count; i++) {
    const struct allowance *allowance = &model->allowances.items[i];
    if (!levels_is_expired(allowance, report->as_of) || rules_find(allowance->code) == RULE_COUNT) continue;
    struct finding *finding = report_finding(
        report, NULL, allowance->span, TEXT_P005,
        ARGS(arg_name(allow_written(allowance, report->arena)), arg_date(allowance->acceptance.until), arg_date(report->as_of)));
    report_help(report, finding, TEXT_P005_HELP, NO_ARGS);
  }
}

const struct rule rule_P005 = {
    .row = {"P005", "expired-allow", LEVEL_WARNING, "the day of `--as-of` is past the `until` of an `allow`"},
    .why = "What was accepted for a time is not accepted for ever. After that day the finding is back, so that somebody decides "
           "anew.",
    .wrong = "# checked with --as-of 2026-05-10\n"
             "allow K009 \"The spring campaign is a wonder\" until 2026-03-31\n",
    .right = "# checked with --as-of 2026-05-10\n"
             "allow K009 \"The spring campaign is a wonder\" until 2026-12-31\n",
    .run = expired_allow,
};
