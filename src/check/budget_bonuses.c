/* B: what bonuses may cost. */
#include "check/bonuses.h"
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/suggestion.h"
#include "check/terms.h"

/* B015 */

/* A line that is kept back: to nobody, for nothing, and nothing is planned from it. It may pay bonuses too. */
struct reserve {
  const char **names;
  uint32_t count;
  const struct line *first;
  struct decimal sum;
};

static void mark_used(struct entity_map *used, struct entity *line) {
  if (line) *entity_map_at(used, line) = line;
}

static struct entity_map used_lines(const struct model *model, struct arena *arena) {
  struct entity_map used = {.arena = arena};
  const struct budget *budget = model->budget;
  for (uint32_t i = 0; i < model->actions.count; i++) mark_used(&used, model->actions.items[i]->cost_from.to);
  for (uint32_t i = 0; i < model->kpis.count; i++) mark_used(&used, model->kpis.items[i]->costs->from.to);
  for (uint32_t i = 0; i < model->channels.count; i++) mark_used(&used, model->channels.items[i]->boost.from.to);
  for (uint32_t i = 0; i < budget->lines.count; i++) mark_used(&used, budget->lines.items[i]->share_of.to);
  for (uint32_t i = 0; i < budget->splits.count; i++) mark_used(&used, budget->splits.items[i].of.to);
  for (uint32_t i = 0; i < budget->payments.count; i++) mark_used(&used, budget->payments.items[i].line.to);
  return used;
}

static bool is_kept_back(const struct line *line) {
  bool assigned = line->to.to || line->through.to || line->channels.stated || line->hours.known;
  return !assigned && !line->internal && !line->per_month;
}

static struct reserve reserve_of(const struct model *model, struct arena *arena) {
  struct entity_map used = used_lines(model, arena);
  struct reserve reserve = {.sum = decimal_from_integer(0)};
  reserve.names = ARENA_ARRAY(arena, const char *, model->budget->lines.count);
  for (uint32_t i = 0; i < model->budget->lines.count; i++) {
    const struct line *line = model->budget->lines.items[i];
    if (!is_kept_back(line) || entity_map_get(&used, line)) continue;
    if (reserve.count == 0) reserve.first = line;
    reserve.names[reserve.count++] = line->entity.spelling;
    reserve.sum = decimal_add(reserve.sum, line->whole.amount);
  }
  return reserve;
}

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

/* What the budget holds, and what of it is promised to somebody. */
struct room {
  struct reserve reserve;
  struct decimal total, lines; /* lines: without the reserve */
  struct decimal left;
};

static struct room room_of(const struct model *model, struct arena *arena) {
  struct room room = {.reserve = reserve_of(model, arena), .total = model->budget->total.amount};
  room.lines = decimal_subtract(spending_of_lines(model->budget), room.reserve.sum);
  room.left = decimal_subtract(room.total, room.lines);
  return room;
}

static void relate_budget(const struct model *model, struct report *report, struct finding *finding, const struct room *room) {
  struct argument total = money_argument(model, room->total), lines = money_argument(model, room->lines);
  const struct reserve *reserve = &room->reserve;
  if (reserve->count == 0) {
    report_related(report, finding, model->budget->total_head, TEXT_B015_TOTAL, ARGS(total, lines));
    return;
  }
  struct argument names = arg_list(reserve->names, reserve->count);
  report_related(report, finding, model->budget->total_head, TEXT_B015_TOTAL_RESERVE, ARGS(total, names, lines));
  report_related(report, finding, reserve->first->entity.head, TEXT_B015_RESERVE_LINE,
                 ARGS(arg_name(reserve->first->entity.spelling)));
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

static struct finding *report_sum(const struct model *model, struct report *report, const struct bonuses *bonuses,
                                  const struct room *room, struct decimal sum) {
  struct span place = last_bonus(bonuses);
  struct argument all = money_argument(model, sum), total = money_argument(model, room->total);
  struct argument over = money_argument(model, decimal_subtract(sum, room->total));
  if (room->reserve.count > 0)
    return report_finding(report, &model->budget->entity, place, TEXT_B015_RESERVE,
                          ARGS(arg_list(room->reserve.names, room->reserve.count), all, over, total));
  enum text_key key = bonuses->together.count > 1 ? TEXT_B015 : TEXT_B015_ONE;
  return report_finding(report, &model->budget->entity, place, key, ARGS(all, over, total));
}

static void report_bonuses(const struct model *model, struct report *report, const struct bonuses *bonuses,
                           const struct room *room) {
  struct decimal sum = decimal_add(room->lines, bonuses->sum);
  struct finding *finding = report_sum(model, report, bonuses, room, sum);
  report_label(report, finding, TEXT_TERMS, ARGS(bonus_terms(model, bonuses, report->arena)));
  relate_budget(model, report, finding, room);
  struct argument total = arg_name(suggested_money(model, "total ", sum, report->arena));
  if (decimal_is_zero(room->left))
    report_help(report, finding, TEXT_B015_HELP_TOTAL, ARGS(total));
  else
    report_help(report, finding, TEXT_B015_HELP, ARGS(money_argument(model, room->left), total));
}

static void incentive_over_budget(const struct model *model, struct report *report) {
  const struct budget *budget = model->budget;
  if (!budget || !budget->total.stated || model->incentives.count == 0) return;
  if (report_unsure(report, !spending_is_known(budget))) return;
  struct room room = room_of(model, report->arena);
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
           "with its `cap`; without one, nothing limits it where the figure has no upper end. A line that is kept back (to nobody, "
           "for no channel, not each month, and nothing is planned from it) may pay bonuses: it is not counted against them.",
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
    .prerequisites = {"B001"},
    .run = incentive_over_budget,
};

