/* B: what is taken from lines. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/terms.h"

/* B004 */

/* What actions, KPIs and boosts take from one line. */
struct taken {
  struct decimal sum;
  struct terms terms;
  struct span last; /* in the text */
  bool unknown;
  bool spoken_of;   /* a KPI that is bought from it has a finding of its own */
};

static struct taken *taken_from(struct report *report, struct entity_map *map, const struct line *line) {
  void **slot = entity_map_at(map, line);
  if (!*slot) {
    struct taken *taken = ARENA_NEW(report->arena, struct taken);
    *taken = (struct taken){.sum = decimal_from_integer(0), .terms = terms_in(report->arena)};
    *slot = taken;
  }
  return *slot;
}

static void take(const struct model *model, struct taken *taken, const struct entity *by, struct decimal amount,
                 struct span span) {
  if (decimal_is_zero(amount)) return;
  if (decimal_is_zero(taken->sum) || span_is_before(taken->last, span)) taken->last = span;
  taken->sum = decimal_add(taken->sum, amount);
  terms_add(&taken->terms, by->spelling, money_argument(model, amount));
}

/* The three below give false where it is not known from which line something is taken. */

static bool take_actions(const struct model *model, struct report *report, struct entity_map *map) {
  bool known = true;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    bool unknown = action->entity.incomplete || entity_unknown(&action->entity, STATEMENT_action_cost);
    if (unknown && !action->cost_from.to) known = false;
    if (!action->cost_from.to) continue;
    struct taken *taken = taken_from(report, map, (const struct line *)action->cost_from.to);
    if (unknown || !action->cost.known) taken->unknown = true;
    else take(model, taken, &action->entity, action->cost.amount, action->cost.span);
  }
  return known;
}

static bool take_kpis(const struct model *model, struct report *report, struct entity_map *map) {
  bool known = true;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    struct purchase purchase;
    bool unknown = kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_costs);
    if (unknown && !kpi->costs->from.to) known = false;
    if (!kpi->costs->from.to) continue;
    struct taken *taken = taken_from(report, map, (const struct line *)kpi->costs->from.to);
    if (report_is_silenced(report, &kpi->entity)) taken->spoken_of = true;
    if (unknown || !spending_expected(model, kpi, &purchase)) taken->unknown = true;
    else take(model, taken, &kpi->entity, purchase.cost, kpi->costs->each.span);
  }
  return known;
}

/* How often a boost of so much a month, a week, … is paid, begun ones too. */
static int64_t times_in_term(const struct period *term, enum time_unit per) {
  int64_t months = spending_months(term), days = months ? (int64_t)term->to - term->from + 1 : 0;
  switch (per) {
    case TIME_DAY: return days;
    case TIME_WEEK: return (days + 6) / 7;
    case TIME_QUARTER: return (months + 2) / 3;
    case TIME_YEAR: return (months + 11) / 12;
    default: return months;
  }
}

static bool take_boosts(const struct model *model, struct report *report, struct entity_map *map) {
  bool known = true;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    bool unknown = channel->entity.incomplete || entity_unknown(&channel->entity, STATEMENT_channel_boost);
    if (unknown && !channel->boost.from.to) known = false;
    if (!channel->boost.from.to) continue;
    struct taken *taken = taken_from(report, map, (const struct line *)channel->boost.from.to);
    int64_t times = times_in_term(&model->agreement.term, channel->boost.per);
    if (unknown || times == 0 || !channel->boost.up_to.known) taken->unknown = true;
    else take(model, taken, &channel->entity, decimal_multiply(channel->boost.up_to.amount, decimal_from_integer(times)),
              channel->boost.up_to.span);
  }
  return known;
}

static void report_overspent(const struct model *model, struct report *report, const struct line *line,
                             struct taken *taken) {
  struct argument name = arg_name(line->entity.spelling), sum = money_argument(model, taken->sum);
  struct argument whole = money_argument(model, line->whole.amount);
  struct argument over = money_argument(model, decimal_subtract(taken->sum, line->whole.amount));
  struct finding *finding = report_finding(report, &line->entity, taken->last, TEXT_B004, ARGS(name, sum, over, whole));
  report_label(report, finding, TEXT_TERMS, ARGS(terms_argument(&taken->terms)));
  report_related(report, finding, line->entity.head, TEXT_B004_LINE, ARGS(name, whole));
  report_help(report, finding, TEXT_B004_HELP, ARGS(over, name, sum));
}

static void line_overspent(const struct model *model, struct report *report) {
  struct entity_map map = {.arena = report->arena};
  if (!model->budget) return;
  bool actions = take_actions(model, report, &map), kpis = take_kpis(model, report, &map);
  bool boosts = take_boosts(model, report, &map);
  if (report_unsure(report, model->incomplete || !actions || !kpis || !boosts)) return;
  for (uint32_t i = 0; i < model->budget->lines.count; i++) {
    const struct line *line = model->budget->lines.items[i];
    struct taken *taken = entity_map_get(&map, line);
    if (!taken || taken->spoken_of || report_unsure(report, taken->unknown || !line->whole.known)) continue;
    if (decimal_is_finite(taken->sum) && decimal_compare(taken->sum, line->whole.amount) > 0)
      report_overspent(model, report, line, taken);
  }
}

const struct rule rule_B004 = {
    .row = {"B004", "line-overspent", LEVEL_ERROR, "what is planned from one line comes to more than the line"},
    .why = "What actions cost, what KPIs are expected to cost on the way to their targets, and what boosted posts may take, all "
           "comes out of lines. Where that is more than a line holds, something that was promised will not be paid. An action's "
           "cost is for the whole of it, however often it recurs; a boost counts for each month of the term.",
    .wrong = "action fair \"Tea fair\" { for sales; by jo; due 2026-03-31; cost 40_000 TWD from events }\n"
             "action tour \"Garden tour\" { for sales; by jo; due 2026-05-31; cost 30_000 TWD from events }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  events \"Events\" 60_000 TWD\n"
             "}\n",
    .right = "action fair \"Tea fair\" { for sales; by jo; due 2026-03-31; cost 40_000 TWD from events }\n"
             "action tour \"Garden tour\" { for sales; by jo; due 2026-05-31; cost 20_000 TWD from events }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  events \"Events\" 60_000 TWD\n"
             "}\n",
    .prerequisites = {&rule_K017},
    .run = line_overspent,
};
