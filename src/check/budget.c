/* B: the budget as a whole. */
#include "check/bonuses.h"
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/suggestion.h"

/* B001 */

static void over_budget(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || report_unsure(report, !spending_is_known(budget))) return;
  struct decimal sum = spending_of_lines(budget), total = budget->total.amount;
  if (!decimal_is_finite(sum) || decimal_compare(sum, total) <= 0) return;
  struct finding *finding = report_finding(
      report, &budget->entity, budget->total_head, TEXT_B001,
      ARGS(money_argument(model, sum), money_argument(model, decimal_subtract(sum, total)), money_argument(model, total)));
  report_label(report, finding, TEXT_TERMS, ARGS(spending_terms(model, report->arena)));
  report_help(report, finding, TEXT_B001_HELP, ARGS(arg_name(suggested_money(model, "total ", sum, report->arena))));
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

/* B002 */

static void report_unallocated(const struct model *model, struct report *report, struct decimal planned,
                               struct decimal bonuses) {
  const struct budget *budget = model->budget;
  struct decimal total = budget->total.amount, rest = decimal_subtract(total, planned);
  bool none = decimal_is_zero(bonuses);
  struct finding *finding =
      report_finding(report, &budget->entity, budget->total_head, none ? TEXT_B002 : TEXT_B002_BONUSES,
                     ARGS(money_argument(model, planned), money_argument(model, rest), money_argument(model, total)));
  if (none)
    report_label(report, finding, TEXT_TERMS, ARGS(spending_terms(model, report->arena)));
  else
    report_label(report, finding, TEXT_B002_BONUSES_LABEL, ARGS(money_argument(model, bonuses)));
  report_help(report, finding, TEXT_B002_HELP,
              ARGS(arg_name(suggested_money(model, "line reserve \"Reserve\" ", rest, report->arena)),
                   arg_name(suggested_money(model, "total ", planned, report->arena))));
  struct decimal tenth = decimal_scaled(total, -1);
  if (decimal_compare(rest, tenth) <= 0) report_lowered(report, finding);
}

static void unallocated(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || report_unsure(report, !spending_is_known(budget))) return;
  if (budget->lines.count == 0) return;
  struct decimal sum = spending_of_lines(budget), total = budget->total.amount;
  if (!decimal_is_finite(sum) || decimal_compare(sum, total) >= 0) return;
  struct bonuses bonuses = bonuses_together(model, report->arena);
  if (report_unsure(report, !bonuses.known) || bonuses.limitless) return;
  struct decimal planned = decimal_add(sum, bonuses.most);
  if (decimal_compare(planned, total) < 0) report_unallocated(model, report, planned, bonuses.most);
}

const struct rule rule_B002 = {
    .row = {"B002", "unallocated", LEVEL_WARNING,
            "the lines, and the bonuses that could fall due, come to less than the budget's total"},
    .why = "Money that no line claims is spent late and without a purpose, or asked for by whoever comes first. What is kept back "
           "on purpose is a line too: a reserve. Up to a tenth of the total is an info only. Bonuses count with the most that "
           "they can come to.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 600_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 600_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "  line  reserve  \"Reserve\" 120_000 TWD\n"
             "}\n",
    .run = unallocated,
};

/* B005 */

static void no_breakdown(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || !report_lacks(report, &budget->entity, STATEMENT_budget_line)) return;
  struct argument total = money_argument(model, budget->total.amount);
  struct finding *finding =
      report_finding(report, &budget->entity, budget->entity.head, TEXT_B005, ARGS(arg_name(budget->entity.spelling)));
  report_help(report, finding, TEXT_B005_HELP, ARGS(total, arg_name("line NAME \"Title\" MONEY")));
}

const struct rule rule_B005 = {
    .row = {"B005", "no-breakdown", LEVEL_WARNING, "a budget with a total and no lines"},
    .why = "A total alone does not say what it buys: nobody can tell a fair fee from a small advertising budget, nor see in the "
           "middle of the year which part is running out.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 480_000 TWD\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 480_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "}\n",
    .run = no_breakdown,
};

/* B006 */

static void own_cost_not_counted(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || budget->lines.count == 0) return;
  for (uint32_t i = 0; i < budget->lines.count; i++)
    if (budget->lines.items[i]->internal) return;
  if (report_unsure(report, budget->entity.incomplete || entity_unknown(&budget->entity, STATEMENT_budget_line))) return;
  struct finding *finding =
      report_finding(report, &budget->entity, budget->entity.head, TEXT_B006, ARGS(arg_name(budget->entity.spelling)));
  report_help(report, finding, TEXT_B006_HELP, ARGS(arg_name("line own_time \"Our own time\" MONEY internal")));
}

const struct rule rule_B006 = {
    .row = {"B006", "own-cost-not-counted", LEVEL_INFO, "no line of the budget is `internal`"},
    .why = "An agency's work costs the client time as well: to brief, to approve, to answer. Where that is left out, outsourcing "
           "looks cheaper and its return greater than they are.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 480_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "}\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 540_000 TWD\n"
             "  line  retainer \"Retainer\" 40_000 TWD per month to lantern\n"
             "  line  own_time \"Our own time\" 60_000 TWD internal\n"
             "}\n",
    .run = own_cost_not_counted,
};

/* B019 */

/* The currency with its tax, as it might be written. */
static const char *tax_written(const struct model *model, const char *how, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "currency ");
  buffer_text(&out, model->agreement.currency ? model->agreement.currency : "CURRENCY");
  buffer_text(&out, how);
  buffer_text(&out, " tax 5%");
  return buffer_string(&out);
}

static bool has_price(const struct revisions *revisions) { return revisions->stated && revisions->then; }

/* Whether something is to be paid. */
static bool has_amounts(const struct model *model) {
  bool priced = model->budget || model->incentives.count > 0;
  for (uint32_t i = 0; i < model->contents.count && !priced; i++) priced = has_price(&model->contents.items[i]->revisions);
  for (uint32_t i = 0; i < model->deliverables.count && !priced; i++)
    priced = has_price(&model->deliverables.items[i]->revisions);
  return priced;
}

static void tax_unsaid(const struct model *model, struct report *report) {
  const struct agreement *agreement = &model->agreement;
  const struct entity *entity = &agreement->entity;
  if (!model->has_agreement || !has_amounts(model) || agreement->tax_stated || !agreement->currency) return;
  if (report_unsure(report, entity->incomplete || entity_unknown(entity, STATEMENT_agreement_currency))) return;
  struct finding *finding = report_finding(report, entity, entity->head, TEXT_B019, NO_ARGS);
  report_help(report, finding, TEXT_B019_HELP,
              ARGS(arg_name(tax_written(model, " plus", report->arena)),
                   arg_name(tax_written(model, " including", report->arena))));
}

const struct rule rule_B019 = {
    .row = {"B019", "tax-unsaid", LEVEL_INFO, "nothing says whether the amounts include tax"},
    .why = "Whether tax comes on top of an amount or is within it changes what the client pays and what the agency keeps, and is "
           "remembered differently by both. It is asked for only where something is to be paid (a budget, an incentive, the price of a "
           "further revision): what a KPI is worth, or inaction costs, is nobody's bill.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "}\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD plus tax 5% }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "}\n",
    .run = tax_unsaid,
};
