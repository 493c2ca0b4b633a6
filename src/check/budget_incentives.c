/* B: when bonuses and deductions fall due, and by whose work. */
#include "check/baseline_truth.h"
#include "check/bonuses.h"
#include "check/figures.h"
#include "check/outcomes.h"
#include "check/rule.h"

/* B016 */

/* Whether some figure makes the comparison hold, or not hold. */
static bool can_be(struct arena *arena, const struct condition *condition, bool holds) {
  enum { MOST_CHOICES = 4096 };
  struct outcomes outcomes = outcomes_in(arena);
  outcomes_add(&outcomes, condition);
  outcomes_prepare(&outcomes);
  if (outcomes_count(&outcomes, MOST_CHOICES) == MOST_CHOICES) return true;
  do
    if (outcomes_hold(&outcomes, condition) == holds) return true;
  while (outcomes_next(&outcomes));
  return false;
}

static bool asks_for_states(const struct condition *c) {
  return c->kind == CONDITION_STATE || (c->left && asks_for_states(c->left)) || (c->right && asks_for_states(c->right));
}

/* The first comparison that no figure passes; under a `not`, that every figure passes. */
static const struct condition *impossible_in(struct arena *arena, const struct condition *c, bool denied) {
  if (c->kind == CONDITION_STATE) return NULL;
  if (c->kind == CONDITION_COMPARISON) return can_be(arena, c, !denied) ? NULL : c;
  if (c->kind == CONDITION_NOT) denied = !denied;
  const struct condition *found = impossible_in(arena, c->left, denied);
  return found || !c->right ? found : impossible_in(arena, c->right, denied);
}

/* The part that makes it hold by itself: one side of an `or`. */
static const struct condition *part_that_holds(const struct model *model, const struct condition *c) {
  while (c->kind == CONDITION_OR) c = condition_at_baseline(c->left, model) == TRUTH_YES ? c->left : c->right;
  return c;
}

/* The one comparison that it is, negated or not; NULL: there are more. */
static const struct condition *comparison_in(const struct condition *c) {
  while (c->kind == CONDITION_NOT) c = c->left;
  return c->kind == CONDITION_COMPARISON ? c : NULL;
}

static void help_figure(struct report *report, struct finding *finding, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  if (!target->bounded)
    report_help(report, finding, TEXT_B016_HELP, ARGS(arg_name(kpi->entity.spelling)));
  else
    report_help(report, finding, TEXT_B016_HELP_TARGET,
                ARGS(arg_name(kpi->entity.spelling), figure_argument(kpi->unit, target->has_low ? target->low : target->high)));
}

static void report_never(struct report *report, const struct incentive *incentive, const struct condition *c) {
  const struct unit *unit = c->kpi->unit;
  struct finding *finding = report_finding(report, &incentive->entity, c->span, TEXT_B016_NEVER,
                                           ARGS(arg_name(incentive->entity.spelling), arg_name(c->kpi->entity.spelling)));
  if (unit && unit->kind == UNIT_SCORE)
    report_label(report, finding, TEXT_B016_SCALE, ARGS(arg_number(unit->low), arg_number(unit->high)));
  else
    report_label(report, finding, TEXT_B016_FLOOR, NO_ARGS);
  help_figure(report, finding, c->kpi);
}

static void report_already(const struct model *model, struct report *report, const struct incentive *incentive) {
  const struct condition *part = part_that_holds(model, incentive->when), *c = comparison_in(part);
  struct argument name = arg_name(incentive->entity.spelling);
  struct decimal figure;
  if (!c || !baseline_figure(c->kpi, model, &figure)) {
    struct finding *whole = report_finding(report, &incentive->entity, part->span, TEXT_B016_ALREADY_ALL, ARGS(name));
    report_help(report, whole, TEXT_B016_HELP_ALL, NO_ARGS);
    return;
  }
  bool sum = c->kpi->tally == TALLY_SUM;
  struct finding *finding =
      report_finding(report, &incentive->entity, part->span, sum ? TEXT_B016_ALREADY_SUM : TEXT_B016_ALREADY,
                     ARGS(name, arg_name(c->kpi->entity.spelling), figure_argument(c->kpi->unit, decimal_rounded(figure, 2))));
  report_related(report, finding, c->kpi->baseline.span, TEXT_B016_BASELINE, NO_ARGS);
  help_figure(report, finding, c->kpi);
}

static void check_incentive(const struct model *model, struct report *report, const struct incentive *incentive) {
  const struct condition *when = incentive->when;
  const struct condition *impossible = impossible_in(report->arena, when, false);
  if (impossible) {
    report_never(report, incentive, impossible);
  } else if (!asks_for_states(when) && !can_be(report->arena, when, true)) {
    struct finding *finding =
        report_finding(report, &incentive->entity, when->span, TEXT_B016_TOGETHER, ARGS(arg_name(incentive->entity.spelling)));
    report_help(report, finding, TEXT_B016_HELP_TOGETHER, NO_ARGS);
  } else if (!incentive->deducts && condition_at_baseline(when, model) == TRUTH_YES) {
    report_already(model, report, incentive);
  }
}

static bool condition_is_known(const struct incentive *incentive) {
  const struct entity *entity = &incentive->entity;
  return !entity->incomplete && incentive->when && !entity_unknown(entity, STATEMENT_incentive_when);
}

static void incentive_never_due(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->incentives.count; i++)
    if (!report_unsure(report, !condition_is_known(model->incentives.items[i])))
      check_incentive(model, report, model->incentives.items[i]);
}

const struct rule rule_B016 = {
    .row = {"B016", "incentive-never-due", LEVEL_WARNING,
            "an incentive's comparison cannot hold, or holds already at the baseline"},
    .why = "An incentive moves nobody where it cannot be earned, nor where it is earned by leaving everything as it is. A count, an "
           "amount or a time cannot be under 0, a score not beyond its scale. Of several comparisons joined by `and`, one may hold "
           "at the baseline: it guards against a loss; and a deduction may, for it presses for a change. Of a sum the baseline "
           "stands for what it makes in the time of the term.",
    .wrong = "kpi followers \"Followers\" { measures sales; unit followers; baseline 12_000 on 2025-12-31; target at least 15_000 }\n"
             "incentive bonus \"More followers\" { when followers > 10_000 followers; pays 20_000 TWD to lantern }\n",
    .right = "kpi followers \"Followers\" { measures sales; unit followers; baseline 12_000 on 2025-12-31; target at least 15_000 }\n"
             "incentive bonus \"More followers\" { when followers > 15_000 followers; pays 20_000 TWD to lantern }\n",
    .run = incentive_never_due,
};

/* B020 */

enum { MOST_HANDS = 6 };

/* The parties that have a hand in something. */
struct hands {
  const struct party *parties[MOST_HANDS];
  uint32_t count;
  bool many; /* more than there is room for: anybody may be among them */
  struct span first; /* where the first one of them is named */
};

struct steering {
  struct arena *arena;
  struct entity_map hands; /* of KPIs, objectives, actions, deliverables, channels: struct hands */
};

static struct hands *hands_on(struct steering *steering, const struct entity *entity) {
  void **slot = entity_map_at(&steering->hands, entity);
  if (!*slot) *slot = ARENA_NEW(steering->arena, struct hands);
  return *slot;
}

static void add_hand(struct hands *hands, const struct party *party, struct span place) {
  for (uint32_t i = 0; i < hands->count; i++)
    if (hands->parties[i] == party) return;
  if (hands->count == 0) hands->first = place;
  if (hands->count == MOST_HANDS) hands->many = true;
  else hands->parties[hands->count++] = party;
}

static void add_hands(struct hands *hands, const struct hands *other) {
  for (uint32_t i = 0; i < other->count; i++) add_hand(hands, other->parties[i], other->first);
  hands->many = hands->many || other->many;
}

static void add_persons(struct hands *hands, const struct refs *persons) {
  for (uint32_t i = 0; i < persons->count; i++) {
    const struct party *party = entity_party(persons->items[i].to);
    if (party) add_hand(hands, party, persons->items[i].span);
  }
}

/* Who is responsible or accountable for an action, a deliverable, a channel. */
static bool gather_duties(const struct model *model, struct steering *steering) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    struct hands own = {.count = 0};
    add_persons(&own, &duty->responsible);
    if (duty->accountable.to) add_persons(&own, &(struct refs){.items = (struct ref *)&duty->accountable, .count = 1});
    known = known && !duty->entity.incomplete && !duty->entity.unknown;
    for (uint32_t k = 0; k < duty->includes.count; k++) add_hands(hands_on(steering, duty->includes.items[k].to), &own);
  }
  return known;
}

/* Who does what is for an objective, or is expected to move a KPI. */
static bool gather_actions(const struct model *model, struct steering *steering) {
  bool known = true;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    struct hands *own = hands_on(steering, &action->entity);
    add_persons(own, &action->by);
    struct hands all = *own;
    known = known && !action->entity.incomplete && !entity_unknown(&action->entity, STATEMENT_action_by);
    for (uint32_t k = 0; k < action->objectives.count; k++)
      add_hands(hands_on(steering, action->objectives.items[k].to), &all);
    for (uint32_t k = 0; k < action->expects.count; k++)
      if (action->expects.items[k].kpi.to) add_hands(hands_on(steering, action->expects.items[k].kpi.to), &all);
  }
  return known;
}

/* What is noted of the KPI itself, once all that it is joined to was added. */
static void add_joined(struct steering *steering, struct hands *hands, const struct refs *refs) {
  for (uint32_t i = 0; i < refs->count; i++) {
    const struct hands *other = entity_map_get(&steering->hands, refs->items[i].to);
    if (other) add_hands(hands, other);
  }
}

static void gather_kpis(const struct model *model, struct steering *steering) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    struct hands *hands = hands_on(steering, &kpi->entity);
    add_joined(steering, hands, &kpi->measures);
    add_joined(steering, hands, &kpi->on);
    add_joined(steering, hands, &kpi->needs);
  }
}

static bool has_hand(const struct hands *hands, const struct party *party) {
  for (uint32_t i = 0; i < hands->count; i++)
    if (hands->parties[i] == party) return true;
  return hands->many;
}

static struct argument names_of(const struct hands *hands, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, MOST_HANDS);
  for (uint32_t i = 0; i < hands->count; i++) names[i] = hands->parties[i]->entity.spelling;
  return arg_list(names, hands->count);
}

/* One finding for an incentive, at the first KPI that it is true of. */
static bool check_steering(struct steering *steering, struct report *report, const struct incentive *incentive,
                           const struct condition *c) {
  if (c->left && check_steering(steering, report, incentive, c->left)) return true;
  if (c->right && check_steering(steering, report, incentive, c->right)) return true;
  const struct hands *hands = c->kpi ? entity_map_get(&steering->hands, c->kpi) : NULL;
  const struct party *party = incentive_party(incentive);
  if (!hands || hands->count == 0 || has_hand(hands, party)) return false;
  struct argument name = arg_name(incentive->entity.spelling), kpi = arg_name(c->kpi->entity.spelling);
  struct argument paid = arg_name(party->entity.spelling), others = names_of(hands, report->arena);
  struct finding *finding = report_finding(report, &incentive->entity, c->span, incentive->deducts ? TEXT_B020_DEDUCTS : TEXT_B020,
                                           ARGS(name, paid, kpi, others));
  report_related(report, finding, hands->first, TEXT_B020_HAND, ARGS(kpi));
  report_help(report, finding, TEXT_B020_HELP, ARGS(paid, kpi));
  return true;
}

static void steered_by_others(const struct model *model, struct report *report) {
  struct steering steering = {report->arena, {.arena = report->arena}};
  if (model->incentives.count == 0) return;
  bool duties = gather_duties(model, &steering), actions = gather_actions(model, &steering);
  if (report_unsure(report, !duties || !actions)) return;
  gather_kpis(model, &steering);
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    const struct incentive *incentive = model->incentives.items[i];
    if (report_unsure(report, !condition_is_known(incentive)) || !incentive_party(incentive)) continue;
    check_steering(&steering, report, incentive, incentive->when);
  }
}

const struct rule rule_B020 = {
    .row = {"B020", "steered-by-others", LEVEL_WARNING,
            "an incentive of one party on a KPI whose every duty and action lies with another"},
    .why = "Who is paid for a figure should be able to move it. A bonus for what the client's own people do is luck for the agency, "
           "and a deduction for it is unjust. What counts as work on a KPI: actions for its objectives, that expect something of it "
           "or that it needs, and duties that include one of these, a deliverable that it needs or a channel that it is counted on.",
    .wrong = "action follow_up \"Call those who asked\" { for sales; by mei; every week on monday }\n"
             "incentive bonus \"More orders\" { when orders > 2_600 orders; pays 20_000 TWD to lantern }\n",
    .right = "action follow_up \"Call those who asked\" { for sales; by mei; every week on monday }\n"
             "action stories \"Stories about those who bought\" { for sales; by jo; every week on monday }\n"
             "incentive bonus \"More orders\" { when orders > 2_600 orders; pays 20_000 TWD to lantern }\n",
    .run = steered_by_others,
};
