/* What came back, what it cost, and what is to be paid for it. */
#include "model/gain.h"
#include "score/scoring.h"

static const struct result unknown = {.known = false};

static struct result zero(void) { return (struct result){decimal_from_integer(0), true}; }

static void add(struct result *sum, struct decimal value) {
  sum->value = sum->known ? decimal_add(sum->value, value) : value;
  sum->known = true;
}

/* ---- Value ---- */

/* A baseline that was to be measured and has been counts as any other. */
static struct result gain_now(const struct scoring *scoring, const struct kpi_score *k) {
  struct decimal gain;
  struct kpi kpi = *k->kpi;
  if (!k->now.figure.known) return unknown;
  if (kpi.baseline.form == BASELINE_MEASURED && k->measured.known) {
    kpi.baseline.form = BASELINE_ON;
    kpi.baseline.figure = (struct figure){.value = k->measured.value, .known = true};
  }
  return gain_of(scoring->model, &kpi, k->now.figure.value, k->now.date, &gain) ? result_of(gain) : unknown;
}

static struct result value_of(const struct scoring *scoring, const struct kpi_score *k) {
  struct result gain = gain_now(scoring, k);
  if (!gain.known || !k->kpi->worth->known) return unknown;
  return result_of(decimal_multiply(gain_units(k->kpi, gain.value), k->kpi->worth->amount));
}

static struct objective_score *objective_score(const struct scoring *scoring, const struct entity *objective) {
  for (uint32_t i = 0; i < scoring->score->objectives.count; i++)
    if (&scoring->score->objectives.items[i].objective->entity == objective) return &scoring->score->objectives.items[i];
  return NULL;
}

/* In equal parts to the objectives that the refs name. */
static void share_out(const struct scoring *scoring, const struct refs *to, struct decimal amount, bool cost) {
  struct decimal part = to->count ? decimal_divide(amount, decimal_from_integer(to->count)) : amount;
  for (uint32_t i = 0; i < to->count; i++) {
    struct objective_score *o = objective_score(scoring, to->items[i].to);
    if (o) add(cost ? &o->cost : &o->value, part);
  }
}

static void add_values(const struct scoring *scoring, const struct roi *roi, struct returns_score *returns) {
  for (uint32_t i = 0; i < scoring->score->kpis.count; i++) {
    const struct kpi_score *k = &scoring->score->kpis.items[i];
    if (!roi_counts(roi, k->kpi)) continue;
    struct result value = value_of(scoring, k);
    if (!value.known || k->incomplete) returns->incomplete = true;
    if (!value.known) continue;
    add(&returns->value, value.value);
    share_out(scoring, &k->kpi->measures, value.value, false);
  }
}

/* ---- Cost ---- */

/* What rows say was spent, else the part of the line that belongs to the days so far. */
static struct result cost_of(const struct line_score *line) { return line->spent.known ? line->spent : line->planned; }

static const struct shares *split_of(const struct budget *budget, const struct line *line) {
  for (uint32_t i = 0; i < budget->splits.count; i++)
    if (budget->splits.items[i].of.to == &line->entity) return &budget->splits.items[i];
  return NULL;
}

static void share_by_split(const struct scoring *scoring, const struct shares *split, struct decimal cost) {
  for (uint32_t i = 0; i < split->items.count; i++) {
    const struct share_item *item = &split->items.items[i];
    struct objective_score *o = item->of.to && item->known ? objective_score(scoring, item->of.to) : NULL;
    if (o) add(&o->cost, decimal_multiply(cost, item->least));
  }
}

/* Each KPI that is bought from the line, or channel that it is for, gets the same part. */
static uint32_t count_buyers(const struct scoring *scoring, const struct line *line) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < scoring->model->kpis.count; i++)
    count += scoring->model->kpis.items[i]->costs->from.to == &line->entity;
  return count;
}

static void share_by_costs(const struct scoring *scoring, const struct line *line, struct decimal cost, uint32_t count) {
  struct decimal part = decimal_divide(cost, decimal_from_integer(count));
  for (uint32_t i = 0; i < scoring->model->kpis.count; i++) {
    const struct kpi *kpi = scoring->model->kpis.items[i];
    if (kpi->costs->from.to == &line->entity) share_out(scoring, &kpi->measures, part, true);
  }
}

static void share_by_channels(const struct scoring *scoring, const struct line *line, struct decimal cost) {
  struct decimal part = line->channels.count ? decimal_divide(cost, decimal_from_integer(line->channels.count)) : cost;
  for (uint32_t i = 0; i < line->channels.count; i++)
    share_out(scoring, &((const struct channel *)line->channels.items[i].to)->suits, part, true);
}

static void share_line(const struct scoring *scoring, const struct line *line, struct decimal cost) {
  const struct shares *split = split_of(scoring->model->budget, line);
  uint32_t buyers = split ? 0 : count_buyers(scoring, line);
  if (split) share_by_split(scoring, split, cost);
  else if (buyers > 0) share_by_costs(scoring, line, cost, buyers);
  else share_by_channels(scoring, line, cost);
}

static void add_costs(const struct scoring *scoring, const struct roi *roi, struct returns_score *returns) {
  for (uint32_t i = 0; i < scoring->score->lines.count; i++) {
    const struct line_score *line = &scoring->score->lines.items[i];
    struct result cost = cost_of(line);
    if (!roi_costs(roi, line->line) || !cost.known) continue;
    add(&returns->cost, cost.value);
    share_line(scoring, line->line, cost.value);
  }
}

/* (value - cost) / cost */
static struct result return_on(struct result value, struct result cost) {
  if (!value.known || !cost.known) return unknown;
  return result_quotient(result_of(decimal_subtract(value.value, cost.value)), cost);
}

/* ---- Indirect returns ---- */

static bool is_returned(const struct model *model, int kind) {
  for (uint32_t i = 0; i < model->objectives.count; i++)
    if (model->objectives.items[i]->indirect_kinds >> kind & 1) return true;
  return false;
}

static void add_kind(struct scoring *scoring, int kind) {
  struct score *score = scoring->score;
  struct indirect_score *indirect = &score->indirect.items[score->indirect.count];
  indirect->kind = (enum indirect_kind)kind;
  indirect->proxies = ARENA_ARRAY(scoring->arena, const struct kpi_score *, score->kpis.count);
  for (uint32_t i = 0; i < score->kpis.count; i++)
    if (score->kpis.items[i].kpi->proxy == kind) indirect->proxies[indirect->count++] = &score->kpis.items[i];
  if (indirect->count > 0 || is_returned(scoring->model, kind)) score->indirect.count++;
}

void scoring_returns(struct scoring *scoring) {
  const struct roi *roi = scoring->model->roi;
  struct score *score = scoring->score;
  struct returns_score *returns = &score->returns;
  score->indirect.items = ARENA_ARRAY(scoring->arena, struct indirect_score, RETURN_KIND_COUNT);
  for (int kind = 0; kind < RETURN_KIND_COUNT; kind++) add_kind(scoring, kind);
  returns->stated = roi != NULL;
  if (!roi) return;
  add_values(scoring, roi, returns);
  add_costs(scoring, roi, returns);
  returns->roi = return_on(returns->value, returns->cost);
  returns->too_soon = roi->judge != DAY_NONE && roi->judge > scoring->day;
  for (uint32_t i = 0; i < score->objectives.count; i++) {
    struct objective_score *o = &score->objectives.items[i];
    o->roi = return_on(o->value, o->cost);
  }
}

/* ---- Incentives ---- */

/* The one comparison that `each` counts from; NULL: there is none, or more than one. */
struct passed {
  const struct condition *comparison;
  bool negated; /* under an odd number of `not`s */
  uint32_t count;
};

static void find_comparison(const struct condition *c, bool negated, struct passed *passed) {
  if (c->kind == CONDITION_COMPARISON) {
    *passed = (struct passed){c, negated, passed->count + 1};
    return;
  }
  if (c->kind == CONDITION_NOT) negated = !negated;
  if (c->left) find_comparison(c->left, negated, passed);
  if (c->right) find_comparison(c->right, negated, passed);
}

/* Things are counted, and points; what is measured (money, time, a score, one thing per another) has parts. */
static bool is_counted_whole(const struct unit *unit) {
  return unit && (unit->kind == UNIT_PERCENT || (unit->kind == UNIT_COUNT && unit->base_count == 1));
}

/* By how many units the comparison is passed: 0 where it is not. */
static struct result units_passed(const struct scoring *scoring, const struct incentive *incentive) {
  struct passed passed = {.count = 0};
  find_comparison(incentive->when, false, &passed);
  const struct condition *c = passed.comparison;
  if (passed.count != 1 || !c->kpi || !c->figure.known) return unknown;
  const struct tallied *now = &scoring_kpi(scoring, c->kpi)->now;
  if (!now->figure.known || scoring_holds(scoring, c) == passed.negated) return zero();
  struct quotient by = quotient_add(now->exactly, quotient_of(decimal_negated(c->figure.value)));
  by.over = gain_units(c->kpi, decimal_absolute(by.over));
  return result_of(is_counted_whole(c->kpi->unit) ? quotient_floor(by) : quotient_value(by));
}

static struct result amount_of(const struct scoring *scoring, const struct incentive *incentive) {
  const struct line *line = (const struct line *)incentive->share_of.to;
  if (line) {
    if (!line->whole.known || !incentive->share.known) return unknown;
    return result_of(decimal_multiply(line->whole.amount, incentive->share.value));
  }
  if (!incentive->amount.known) return unknown;
  struct result units = incentive->each ? units_passed(scoring, incentive) : result_of(decimal_from_integer(1));
  return units.known ? result_of(decimal_multiply(incentive->amount.amount, units.value)) : unknown;
}

void scoring_incentives(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  score->incentives.count = model->incentives.count;
  score->incentives.items = ARENA_ARRAY(scoring->arena, struct incentive_score, model->incentives.count);
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    struct incentive_score *s = &score->incentives.items[i];
    s->incentive = model->incentives.items[i];
    s->amount = zero().value;
    s->due = s->incentive->when && scoring_holds(scoring, s->incentive->when);
    struct result amount = s->due ? amount_of(scoring, s->incentive) : unknown;
    if (!amount.known) continue;
    s->amount = amount.value;
    if (s->incentive->cap.known) s->amount = decimal_min(s->amount, s->incentive->cap.amount);
  }
}
