/* B: what bonuses may cost. */
#include "check/bonuses.h"
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/suggestion.h"
#include "check/terms.h"

/* B015 */

static struct argument bonus_terms(const struct model *model, const struct bonuses *bonuses, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < bonuses->together.count; i++) {
    const struct bonus *bonus = &bonuses->together.items[i];
    terms_add(&terms, bonus->incentive->entity.spelling, money_argument(model, bonus->amount));
  }
  return terms_argument(&terms);
}

static struct span last_bonus(const struct bonuses *bonuses) {
  struct span last = bonuses_place(bonuses->together.items[0].incentive);
  for (uint32_t i = 1; i < bonuses->together.count; i++) {
    struct span place = bonuses_place(bonuses->together.items[i].incentive);
    if (span_is_before(last, place)) last = place;
  }
  return last;
}

/* What the budget holds, and what of it the lines take. */
struct room {
  struct decimal total, lines, left;
};

static struct room room_of(const struct budget *budget) {
  struct room room = {.total = budget->total.amount, .lines = spending_of_lines(budget)};
  room.left = decimal_subtract(room.total, room.lines);
  return room;
}

static void relate_budget(const struct model *model, struct report *report, struct finding *finding, const struct room *room) {
  struct argument total = money_argument(model, room->total), lines = money_argument(model, room->lines);
  report_related(report, finding, model->budget->total_head, TEXT_B015_TOTAL, ARGS(total, lines));
}

static void report_limitless(const struct model *model, struct report *report, const struct incentive *incentive,
                             const struct room *room) {
  struct finding *finding = report_finding(report, &model->budget->entity, incentive->amount.span, TEXT_B015_LIMITLESS,
                                           ARGS(arg_name(incentive->entity.spelling), money_argument(model, room->left)));
  relate_budget(model, report, finding, room);
  if (decimal_is_zero(room->left))
    report_help(report, finding, TEXT_B015_HELP_RAISE, NO_ARGS);
  else
    report_help(report, finding, TEXT_B015_HELP_CAP, ARGS(arg_name(suggested_money(model, "cap ", room->left, report->arena))));
}

static void report_bonuses(const struct model *model, struct report *report, const struct bonuses *bonuses,
                           const struct room *room) {
  struct decimal sum = decimal_add(room->lines, bonuses->sum);
  struct argument all = money_argument(model, sum), total = money_argument(model, room->total);
  struct argument over = money_argument(model, decimal_subtract(sum, room->total));
  struct finding *finding = report_finding(report, &model->budget->entity, last_bonus(bonuses),
                                           bonuses->together.count > 1 ? TEXT_B015 : TEXT_B015_ONE, ARGS(all, over, total));
  report_label(report, finding, TEXT_TERMS, ARGS(bonus_terms(model, bonuses, report->arena)));
  relate_budget(model, report, finding, room);
  struct argument enough = arg_name(suggested_money(model, "total ", sum, report->arena));
  if (decimal_is_zero(room->left))
    report_help(report, finding, TEXT_B015_HELP_TOTAL, ARGS(enough));
  else
    report_help(report, finding, TEXT_B015_HELP, ARGS(money_argument(model, room->left), enough));
}

static void incentive_over_budget(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || model->incentives.count == 0) return;
  if (report_unsure(report, !spending_is_known(budget))) return;
  struct room room = room_of(budget);
  struct bonuses bonuses = bonuses_together(model, report->arena);
  if (report_unsure(report, !bonuses.known || !decimal_is_finite(room.left)) || decimal_is_negative(room.left)) return;
  if (bonuses.limitless)
    report_limitless(model, report, bonuses.limitless, &room);
  else if (decimal_compare(bonuses.sum, room.left) > 0)
    report_bonuses(model, report, &bonuses, &room);
}

const struct rule rule_B015 = {
    .row = {"B015", "incentive-over-budget", LEVEL_ERROR,
            "the bonuses that could fall due together, and the lines, come to more than the budget's total"},
    .why = "A bonus is earned just when all goes well, and then the money must be there. Bonuses that exclude one another (two states "
           "of one KPI, figures that cannot both be) do not count together; deductions do not count. What is paid `each` counts "
           "with its `cap`; without one, nothing limits it where the figure has no upper end. A line is a promise of its own, also one "
           "that is called a reserve: bonuses are what the total holds beside the lines.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD for page\n"
             "}\n"
             "incentive bonus \"More orders\" { when orders > 2_600 orders; pays 50 TWD each to lantern; cap 20_000 TWD }\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 80_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD for page\n"
             "}\n"
             "incentive bonus \"More orders\" { when orders > 2_600 orders; pays 50 TWD each to lantern; cap 20_000 TWD }\n",
    .prerequisites = {&rule_B001},
    .run = incentive_over_budget,
};

