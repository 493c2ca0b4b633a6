/* B: budget and return. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/terms.h"

static bool lines_are_known(const struct budget *budget) {
  bool known = budget->total.known && !budget->entity.incomplete && !entity_unknown(&budget->entity, STATEMENT_budget_line);
  for (uint32_t i = 0; i < budget->lines.count && known; i++) known = budget->lines.items[i]->whole.known;
  return known;
}

static struct decimal sum_of_lines(const struct budget *budget) {
  struct decimal sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < budget->lines.count; i++) sum = decimal_add(sum, budget->lines.items[i]->whole.amount);
  return sum;
}

static struct argument line_terms(const struct model *model, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < model->budget->lines.count; i++) {
    const struct line *line = model->budget->lines.items[i];
    terms_add(&terms, line->entity.spelling, money_argument(model, line->whole.amount));
  }
  return terms_argument(&terms);
}

/* B001 */

static const char *total_written(const struct model *model, struct decimal amount, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "total ");
  buffer_text(&out, money_written(model, amount, arena));
  return buffer_string(&out);
}

static void over_budget(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || report_unsure(report, !lines_are_known(budget))) return;
  struct decimal sum = sum_of_lines(budget), total = budget->total.amount;
  if (!decimal_is_finite(sum) || decimal_compare(sum, total) <= 0) return;
  struct finding *finding = report_finding(
      report, &budget->entity, budget->total_head, TEXT_B001,
      ARGS(money_argument(model, sum), money_argument(model, decimal_subtract(sum, total)), money_argument(model, total)));
  report_label(report, finding, TEXT_TERMS, ARGS(line_terms(model, report->arena)));
  report_help(report, finding, TEXT_B001_HELP, ARGS(arg_name(total_written(model, sum, report->arena))));
}

const struct rule rule_B001 = {
    .row = {"B001", "over-budget", LEVEL_ERROR, "the lines of the budget come to more than its total"},
    .why = "Each line is a promise of money. Where they come to more than the total, one of them cannot be kept, and it will be "
           "found out when the money is gone.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 500_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "  line  ads      \"Ads\" 60_000 TWD\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 540_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "  line  ads      \"Ads\" 60_000 TWD\n"
             "}\n",
    .run = over_budget,
};
