/* K: whether what a target asks for is paid for, and worked for. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "model/gain.h"

static bool is_above_0(struct decimal value) { return !decimal_is_zero(value) && !decimal_is_negative(value); }

/* K017 */

/* How lines are split: of each that is, the shares of objectives. */
struct division {
  const struct shares *shares;
  struct entity_map shares_of; /* of objectives: struct share_item */
};

static struct entity_map gather_divisions(const struct budget *budget, struct arena *arena) {
  struct entity_map divisions = {.arena = arena};
  for (uint32_t i = 0; budget && i < budget->splits.count; i++) {
    struct shares *shares = &budget->splits.items[i];
    if (!shares->of.to) continue;
    struct division *division = ARENA_NEW(arena, struct division);
    *division = (struct division){shares, {.arena = arena}};
    for (uint32_t k = 0; k < shares->items.count; k++)
      if (shares->items.items[k].of.to) *entity_map_at(&division->shares_of, shares->items.items[k].of.to) = &shares->items.items[k];
    *entity_map_at(&divisions, shares->of.to) = division;
  }
  return divisions;
}

/* The money that is there for a KPI. */
struct funds {
  struct decimal amount;
  bool known, split;
};

static struct funds funds_of(const struct budget *budget, const struct entity_map *divisions, const struct kpi *kpi) {
  const struct line *line = (const struct line *)kpi->costs->from.to;
  const struct division *division = line ? entity_map_get(divisions, &line->entity) : NULL;
  struct funds funds = {.split = division != NULL};
  struct decimal part = decimal_from_integer(0);
  if (!line || !line->whole.known || !budget || budget->entity.incomplete) return funds;
  funds.amount = line->whole.amount;
  funds.known = decimal_is_finite(funds.amount) && !entity_unknown(&budget->entity, STATEMENT_budget_split);
  if (!division) return funds;
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    const struct share_item *item = entity_map_get(&division->shares_of, kpi->measures.items[i].to);
    if (item) part = decimal_add(part, item->most);
  }
  funds.known = funds.known && division->shares->complete && !entity_unknown(&kpi->entity, STATEMENT_kpi_measures);
  funds.amount = decimal_multiply(funds.amount, part);
  return funds;
}

/* One that is more than its funds. */
struct overdraft {
  const struct kpi *kpi;
  const struct line *line;
  struct purchase purchase;
  struct funds funds;
};

/* The target that the money would allow; NULL: it is not enough for any. */
static const char *affordable(const struct overdraft *overdraft, struct arena *arena) {
  enum { SURE_PLACES = 20 };
  const struct kpi *kpi = overdraft->kpi;
  const struct target *target = &kpi->target;
  struct decimal whole = gain_units(kpi, decimal_from_integer(1)); /* what 1 of the figure is in units: 100 % is 100 */
  struct decimal gain = decimal_divide(overdraft->funds.amount, decimal_multiply(spending_of_one(kpi), whole));
  struct decimal less = decimal_subtract(overdraft->purchase.gain, gain);
  bool falls = target->form == TARGET_MOST || target->form == TARGET_REDUCE;
  struct decimal figure = falls ? decimal_add(target->high, less) : decimal_subtract(target->has_low ? target->low : target->high, less);
  struct decimal near = falls ? figure_above(kpi->unit, figure) : figure_below(kpi->unit, figure);
  struct decimal left = decimal_subtract(gain, decimal_absolute(decimal_subtract(near, figure)));
  return is_above_0(decimal_rounded(left, SURE_PLACES)) ? suggested_target(kpi, figure, arena) : NULL;
}

/* Of a KPI in per cent the points: that is what `each` counts. */
static struct argument gained(const struct kpi *kpi, struct decimal gain) {
  bool share = kpi->unit && kpi->unit->kind == UNIT_PERCENT;
  return share ? arg_quantity(gain_units(kpi, gain), text_unit_own(MEASURE_POINT)) : figure_argument(kpi->unit, gain);
}

static void label_purchase(const struct model *model, struct report *report, struct finding *finding,
                           const struct overdraft *overdraft) {
  const struct kpi *kpi = overdraft->kpi;
  const struct kpi_costs *costs = kpi->costs;
  struct argument gain = gained(kpi, overdraft->purchase.gain), each = money_argument(model, costs->each.amount);
  struct argument sum = money_argument(model, overdraft->purchase.cost);
  if (decimal_compare(costs->part, decimal_from_integer(1)) == 0)
    report_label(report, finding, TEXT_K017_LABEL, ARGS(gain, each, sum));
  else
    report_label(report, finding, TEXT_K017_LABEL_PART, ARGS(gain, arg_share(costs->part), each, sum));
}

static void report_unaffordable(const struct model *model, struct report *report, const struct overdraft *overdraft) {
  const struct kpi *kpi = overdraft->kpi;
  struct argument line = arg_name(overdraft->line->entity.spelling), money = money_argument(model, overdraft->funds.amount);
  struct argument sum = money_argument(model, overdraft->purchase.cost);
  struct decimal lacking = decimal_subtract(overdraft->purchase.cost, overdraft->funds.amount);
  struct finding *finding =
      report_finding(report, &kpi->entity, kpi->target.span, overdraft->funds.split ? TEXT_K017_SPLIT : TEXT_K017,
                     ARGS(arg_name(kpi->entity.spelling), sum, money_argument(model, lacking), money, line));
  label_purchase(model, report, finding, overdraft);
  report_related(report, finding, kpi->costs->each.span, TEXT_K017_COSTS, NO_ARGS);
  report_related(report, finding, overdraft->line->entity.span, TEXT_K017_LINE, NO_ARGS);
  const char *less = affordable(overdraft, report->arena);
  if (less) {
    report_help(report, finding, TEXT_K017_HELP, ARGS(arg_name(less), line, sum));
    return;
  }
  report_help(report, finding, TEXT_K017_HELP_NOTHING, ARGS(line, sum));
  for (uint32_t i = 0; i < kpi->measures.count; i++)
    if (kpi->measures.items[i].to) report_also_about(report, kpi->measures.items[i].to); /* B013 would say the same */
}

static void check_purchase(const struct model *model, struct report *report, const struct kpi *kpi,
                           const struct entity_map *divisions) {
  struct overdraft overdraft = {.kpi = kpi, .line = (const struct line *)kpi->costs->from.to};
  if (!kpi->target.stated || report_unsure(report, !spending_expected(model, kpi, &overdraft.purchase))) return;
  if (decimal_is_zero(overdraft.purchase.cost)) return;
  overdraft.funds = funds_of(model->budget, divisions, kpi);
  if (report_unsure(report, !overdraft.funds.known)) return;
  if (decimal_compare(overdraft.purchase.cost, overdraft.funds.amount) > 0) report_unaffordable(model, report, &overdraft);
}

static void target_unaffordable(const struct model *model, struct report *report) {
  struct entity_map divisions = gather_divisions(model->budget, report->arena);
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (model->kpis.items[i]->costs->stated) check_purchase(model, report, model->kpis.items[i], &divisions);
}

const struct rule rule_K017 = {
    .row = {"K017", "target-unaffordable", LEVEL_ERROR,
            "what the gain to the target is expected to cost is more than its line, or its objectives' share of it"},
    .why = "A price for each unit, a number of units and a sum of money: the third follows from the other two. Where the money is less "
           "than that, either the target will be missed or the budget broken, and both can be read off the agreement on the "
           "day it is signed. Only the part that is bought counts (`for 70%`), and of a line that is split only what the "
           "objectives of the KPI have of it together.",
    .wrong = "kpi clicks \"Clicks\" {\n"
             "  measures sales\n"
             "  unit     clicks\n"
             "  tally    sum\n"
             "  target   at least 30_000\n"
             "  costs    10 TWD each from ads\n"
             "}\n"
             "budget year \"Budget\" { total 200_000 TWD; line ads \"Ads\" 200_000 TWD }\n",
    .right = "kpi clicks \"Clicks\" {\n"
             "  measures sales\n"
             "  unit     clicks\n"
             "  tally    sum\n"
             "  target   at least 20_000\n"
             "  costs    10 TWD each from ads\n"
             "}\n"
             "budget year \"Budget\" { total 200_000 TWD; line ads \"Ads\" 200_000 TWD }\n",
    .run = target_unaffordable,
};

/* K020 */

/* What all actions expect of one KPI. */
struct expected {
  struct decimal gain;
  struct terms terms;
  const struct expectation *last; /* in the text */
  bool unknown;
};

/* What one action is expected to add. A sum is added to, by what an action brings; any other figure is brought to one. */
static bool gain_expected(const struct model *model, const struct kpi *kpi, const struct target *target, struct decimal *gain) {
  bool plain = (target->form == TARGET_GROW || target->form == TARGET_REDUCE) && !target->relative && target->each == TIME_NONE;
  bool brings = kpi->tally == TALLY_SUM && target->form == TARGET_LEAST;
  if (target->known && (plain || brings)) {
    bool falls = kpi->target.form == TARGET_MOST || kpi->target.form == TARGET_REDUCE;
    *gain = falls != (target->form == TARGET_REDUCE) ? decimal_negated(target->a) : target->a;
    return true;
  }
  return gain_at_target(model, kpi, target, false, gain);
}

static void add_expectation(const struct model *model, struct arena *arena, struct entity_map *map, const struct action *action,
                            const struct expectation *expectation) {
  const struct kpi *kpi = (const struct kpi *)expectation->kpi.to;
  struct decimal gain = decimal_from_integer(0);
  void **slot = entity_map_at(map, &kpi->entity);
  struct expected *expected = *slot;
  if (!expected) {
    *slot = expected = ARENA_NEW(arena, struct expected);
    *expected = (struct expected){.gain = gain, .terms = terms_in(arena)};
  }
  expected->last = expectation;
  if (!gain_expected(model, kpi, &expectation->target, &gain)) expected->unknown = true;
  expected->gain = decimal_add(expected->gain, gain);
  terms_add(&expected->terms, action->entity.spelling, figure_argument(kpi->unit, gain));
}

/* False where it is not known of all of them. */
static bool gather_expected(const struct model *model, struct arena *arena, struct entity_map *map) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    known = known && !action->entity.incomplete && !entity_unknown(&action->entity, STATEMENT_action_expects);
    for (uint32_t k = 0; k < action->expects.count && known; k++)
      if (action->expects.items[k].kpi.to) add_expectation(model, arena, map, action, &action->expects.items[k]);
  }
  return known;
}

/* Whether there is a way to go: from a baseline, or from the 0 of a sum. */
static bool has_way(const struct kpi *kpi) {
  enum target_form form = kpi->target.form;
  bool begins = kpi->baseline.form != BASELINE_NONE || kpi->tally == TALLY_SUM;
  return begins && kpi->target.stated &&
         (form == TARGET_LEAST || form == TARGET_MOST || form == TARGET_BETWEEN || form == TARGET_GROW || form == TARGET_REDUCE);
}

static struct finding *report_way(struct report *report, const struct kpi *kpi, struct expected *expected, struct decimal way) {
  enum { SHARE_PLACES = 4 };
  struct argument name = arg_name(kpi->entity.spelling), whole = difference_argument(kpi->unit, way);
  struct argument by = difference_argument(kpi->unit, decimal_absolute(expected->gain));
  struct span place = expected->last->target.span;
  if (decimal_is_negative(expected->gain)) return report_finding(report, &kpi->entity, place, TEXT_K020_BACK, ARGS(name, by, whole));
  struct argument part = arg_share(decimal_rounded(decimal_divide(expected->gain, way), SHARE_PLACES));
  return report_finding(report, &kpi->entity, place, TEXT_K020, ARGS(name, by, whole, part));
}

static void report_short(struct report *report, const struct kpi *kpi, struct expected *expected, struct decimal way) {
  struct decimal share = setting_of(report->settings, SETTING_EXPECTED_SHARE), wanted = decimal_multiply(way, share);
  struct argument lacking = difference_argument(kpi->unit, decimal_subtract(wanted, expected->gain));
  struct finding *finding = report_way(report, kpi, expected, way);
  report_label(report, finding, TEXT_TERMS, ARGS(terms_argument(&expected->terms)));
  report_related(report, finding, kpi->target.span, TEXT_KPI_TARGET_RELATED, NO_ARGS);
  report_help(report, finding, TEXT_K020_HELP, ARGS(lacking, arg_share(share), difference_argument(kpi->unit, wanted)));
}

static void actions_fall_short(const struct model *model, struct report *report) {
  struct entity_map map = {.arena = report->arena};
  if (report_unsure(report, !gather_expected(model, report->arena, &map))) return;
  struct decimal share = setting_of(report->settings, SETTING_EXPECTED_SHARE);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    struct expected *expected = entity_map_get(&map, &kpi->entity);
    struct decimal way;
    if (!expected || !has_way(kpi)) continue;
    bool unknown = expected->unknown || kpi->entity.incomplete || !gain_at_target(model, kpi, &kpi->target, false, &way);
    if (report_unsure(report, unknown)) continue;
    if (is_above_0(way) && decimal_compare(expected->gain, decimal_multiply(way, share)) < 0)
      report_short(report, kpi, expected, way);
  }
}

const struct rule rule_K020 = {
    .row = {"K020", "actions-fall-short", LEVEL_INFO,
            "what the actions are expected to do for a KPI is less than most of the way to its target"},
    .why = "A target needs a plan that leads to it. Where the parties have said what each action shall bring, and all of it together "
           "falls well short of the target, the rest is hope. Four fifths of the way are enough (`expected_share`): not "
           "everything that moves a figure is an action. Of a sum, `at least 200` is what the action itself brings.",
    .wrong = "kpi followers \"Followers\" { unit followers; baseline 12_000 on 2025-12-31; target at least 20_000 }\n"
             "action quiz \"Weekly quiz\" { by jo; every week on wednesday; expects followers grow 4_000 }\n",
    .right = "kpi followers \"Followers\" { unit followers; baseline 12_000 on 2025-12-31; target at least 20_000 }\n"
             "action quiz \"Weekly quiz\" { by jo; every week on wednesday; expects followers grow 4_000 }\n"
             "action ads \"Followers by ads\" { by jo; due 2026-06-30; expects followers grow 3_000 }\n",
    .run = actions_fall_short,
};
