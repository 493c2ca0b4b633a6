/* goals, objectives, KPIs */
#include "model/builder.h"

static const enum sense indirect_kinds[] = {
  SENSE_thought_leadership, SENSE_relationships, SENSE_word_of_mouth, SENSE_reputation, SENSE_authority,
  SENSE_indirect_sales, SENSE_service_savings, SENSE_messaging, SENSE_NONE};

static int indirect_kind(struct reading *r, const struct node *node) {
  enum sense sense = read_choice(r->b, r->statement, node, indirect_kinds);
  return sense == SENSE_NONE ? -1 : (int)(sense - SENSE_thought_leadership);
}

static void read_priority(struct reading *r) {
  struct objective *o = (struct objective *)r->entity;
  o->priority = read_integer(r->b, r->statement, argument(r, ROLE_VALUE), 1, 1000000);
}

static void read_returns(struct reading *r) {
  static const enum sense direct[] = {SENSE_direct, SENSE_indirect, SENSE_NONE};
  struct objective *o = (struct objective *)r->entity;
  const struct node *kinds = argument(r, ROLE_KIND);
  if (!kinds) {
    o->direct = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), direct) == SENSE_direct;
    if (!o->direct) mark_unknown(r);
    return;
  }
  o->indirect = true;
  for (const struct node *n = kinds->children; n; n = n->next) {
    int kind = indirect_kind(r, n);
    if (kind < 0) {
      mark_unknown(r);
      continue;
    }
    o->indirect_kinds |= 1u << kind;
    o->indirect_spans[kind] = ast_span(r->statement, n);
  }
}

/* `costs MONEY per year`, or a month, a quarter: kept for a year. */
static void read_inaction(struct reading *r) {
  struct objective *o = (struct objective *)r->entity;
  const struct node *node = argument(r, ROLE_VALUE);
  struct value v = value_of(r->b, r->statement, node);
  enum time_unit per = TIME_NONE;
  if (v.node && v.node->kind == NODE_QUANTITY && v.node->flag == QUANTITY_RATIO)
    per = read_time_unit(r->b, value_child(r->b, v, v.node->children->next));
  if (v.node && per != TIME_YEAR && per != TIME_QUARTER && per != TIME_MONTH) {
    struct finding *f = fault_at(r->b, E201, v.span, TEXT_INACTION_FORM, ARGS(arg_name(spell(r->b, v))));
    finding_help(r->b->findings, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[STATEMENT_objective_inaction].form)));
  }
  if (per == TIME_NONE) {
    mark_unknown(r);
    return;
  }
  struct node amount = *v.node, unit = *v.node->children;
  unit.next = NULL;
  amount.children = &unit;
  amount.flag = QUANTITY_UNIT;
  amount.end = unit.end;
  o->inaction = money_of(r->b, (struct value){&amount, v.file, v.span, NULL});
  o->inaction.amount = decimal_multiply(o->inaction.amount, decimal_from_integer(per == TIME_MONTH ? 12 : per == TIME_QUARTER ? 4 : 1));
  if (!o->inaction.known) mark_unknown(r);
}

static void read_endorsed(struct reading *r) {
  struct objective *o = (struct objective *)r->entity;
  struct endorsement e = {.by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person),
                          .on = read_day(r->b, r->statement, argument(r, ROLE_ON), DAY_LAST),
                          .span = ast_head_span(r->statement)};
  VECTOR_PUSH(r->b->arena, &o->endorsed, e);
}

static void read_objective_by(struct reading *r) {
  struct objective *o = (struct objective *)r->entity;
  o->by = read_day(r->b, r->statement, argument(r, ROLE_VALUE), DAY_LAST);
  o->by_stated = true;
  if (o->by == DAY_NONE) mark_unknown(r);
}

/* KPIs: `unit` is read before all else, see build.c */

static struct kpi *kpi_of(struct reading *r) { return (struct kpi *)r->entity; }

static void read_formula(struct reading *r) {
  kpi_of(r)->formula = read_expression(r->b, r->statement, argument(r, ROLE_VALUE));
}

static void read_tally(struct reading *r) {
  static const enum sense choices[] = {SENSE_latest, SENSE_sum, SENSE_average, SENSE_NONE};
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  kpi_of(r)->tally = sense == SENSE_sum ? TALLY_SUM : sense == SENSE_average ? TALLY_AVERAGE : TALLY_LATEST;
  if (sense == SENSE_NONE) mark_unknown(r);
}

static void read_baseline(struct reading *r) {
  struct kpi *k = kpi_of(r);
  const struct node *measured = argument(r, ROLE_MEASURED), *on = argument(r, ROLE_ON), *value = argument(r, ROLE_VALUE);
  k->baseline.span = span_at(r->statement->file, r->statement->start + r->statement->head_length + 1u, r->statement->end);
  k->baseline.on = DAY_NONE;
  if (measured) {
    k->baseline.form = BASELINE_MEASURED;
    k->baseline.on = read_day(r->b, r->statement, measured, DAY_LAST);
    k->baseline.date_span = ast_span(r->statement, measured);
    k->baseline.by = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_BY)), &wanted_person);
    if (k->baseline.on == DAY_NONE) mark_unknown(r);
    return;
  }
  k->baseline.figure = read_figure(r->b, r->statement, value, k->unit);
  k->baseline.span = k->baseline.figure.span;
  k->baseline.date_span = ast_span(r->statement, on ? on : argument(r, ROLE_OVER));
  if (on) {
    k->baseline.form = BASELINE_ON;
    k->baseline.on = read_day(r->b, r->statement, on, DAY_LAST);
    if (k->baseline.on == DAY_NONE) mark_unknown(r);
  } else {
    k->baseline.form = BASELINE_OVER;
    k->baseline.over = read_period_node(r->b, r->statement, argument(r, ROLE_OVER));
    if (k->baseline.over.from == DAY_NONE) mark_unknown(r);
  }
  if (!k->baseline.figure.known) mark_unknown(r);
}

static void target_date(struct reading *r, struct target *t) {
  const struct node *due = argument(r, ROLE_DUE);
  t->by = r->b->model->agreement.term.to;
  if (!due) return;
  t->by = read_day(r->b, r->statement, due, DAY_LAST);
  t->by_stated = true;
  t->by_span = ast_span(r->statement, due);
}

static void read_target_into(struct reading *r, struct target *t) {
  *t = read_target(r->b, r->statement, argument(r, ROLE_VALUE), kpi_of(r)->unit);
  target_date(r, t);
  if (!t->known || t->by == DAY_NONE) mark_unknown(r);
}

static void read_kpi_target(struct reading *r) { read_target_into(r, &kpi_of(r)->target); }

static void read_stretch(struct reading *r) {
  struct target *stretch = ARENA_NEW(r->b->arena, struct target);
  kpi_of(r)->stretch = stretch;
  read_target_into(r, stretch);
}

static void read_milestone(struct reading *r) {
  struct kpi *k = kpi_of(r);
  struct milestone *m = ARENA_NEW(r->b->arena, struct milestone);
  m->target = read_target(r->b, r->statement, argument(r, ROLE_VALUE), k->unit);
  target_date(r, &m->target);
  m->next = k->milestones;
  k->milestones = m;
  if (!m->target.known || m->target.by == DAY_NONE) mark_unknown(r);
}

static void read_forecast(struct reading *r) {
  struct kpi *k = kpi_of(r);
  struct forecast *f = ARENA_NEW(r->b->arena, struct forecast);
  f->figure = read_figure(r->b, r->statement, argument(r, ROLE_VALUE), k->unit);
  f->on = read_day(r->b, r->statement, argument(r, ROLE_ON), DAY_LAST);
  if (!f->figure.known || f->on == DAY_NONE) {
    mark_unknown(r);
    return;
  }
  f->next = k->forecasts;
  k->forecasts = f;
}

static void read_band(struct reading *r) {
  struct band *band = ARENA_NEW(r->b->arena, struct band);
  *(const struct band **)r->field = band;
  const struct node *target = argument(r, ROLE_VALUE);
  struct figure figure = read_figure(r->b, r->statement, target->children, kpi_of(r)->unit);
  *band = (struct band){true, figure.known, target->flag == TARGET_LEAST, figure.value, ast_span(r->statement, target)};
  if (!figure.known) mark_unknown(r);
}

static void read_source(struct reading *r) {
  const struct node *open_to = argument(r, ROLE_OPEN_TO);
  kpi_of(r)->source = read_text(r->b, r->statement, argument(r, ROLE_VALUE));
  if (open_to) kpi_of(r)->open_to = name_refs(r->b, r->statement, open_to, &wanted_person);
}

static void read_reported(struct reading *r) {
  struct kpi *k = kpi_of(r);
  k->reported = read_recurrence(r->b, r->statement, argument(r, ROLE_VALUE));
  k->reported_by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person);
  if (k->reported.unit == TIME_NONE) mark_unknown(r);
}

static void read_weight(struct reading *r) {
  struct kpi *k = kpi_of(r);
  k->weight = read_share(r->b, r->statement, argument(r, ROLE_VALUE), true);
  k->weight_stated = true;
  if (!k->weight.known) mark_unknown(r);
}

static void read_worth(struct reading *r) {
  struct money *worth = ARENA_NEW(r->b->arena, struct money);
  kpi_of(r)->worth = worth;
  *worth = read_money(r->b, r->statement, argument(r, ROLE_VALUE));
  if (!worth->known) mark_unknown(r);
}

static void read_costs(struct reading *r) {
  struct kpi_costs *costs = ARENA_NEW(r->b->arena, struct kpi_costs);
  const struct node *part = argument(r, ROLE_FOR);
  kpi_of(r)->costs = costs;
  costs->stated = true;
  costs->each = read_money(r->b, r->statement, argument(r, ROLE_VALUE));
  costs->from = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_FROM)), &wanted_line);
  costs->part = decimal_from_integer(1);
  bool known = costs->each.known && costs->from.to;
  if (part) {
    struct figure share = read_share(r->b, r->statement, part, true);
    costs->part = share.value;
    known = known && share.known;
  }
  if (!known) mark_unknown(r);
}

static void read_discipline(struct reading *r) {
  static const enum sense choices[] = {SENSE_seo, SENSE_ads, SENSE_social, SENSE_content, SENSE_email, SENSE_brand,
                                       SENSE_sales, SENSE_service, SENSE_web, SENSE_NONE};
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  for (int i = 0; choices[i] != SENSE_NONE; i++)
    if (choices[i] == sense) kpi_of(r)->discipline = (enum discipline)(i + 1);
  if (sense == SENSE_NONE) mark_unknown(r);
}

static void read_proxy(struct reading *r) {
  kpi_of(r)->proxy = indirect_kind(r, argument(r, ROLE_VALUE));
  if (kpi_of(r)->proxy < 0) mark_unknown(r);
}

static void read_excused(struct reading *r) {
  struct kpi *k = kpi_of(r);
  struct excuse *e = ARENA_NEW(r->b->arena, struct excuse);
  e->period = read_period(r->b, r->statement, argument(r, ROLE_FROM), argument(r, ROLE_TO));
  e->why = read_text(r->b, r->statement, argument(r, ROLE_REASON));
  e->by = name_refs(r->b, r->statement, argument(r, ROLE_BY), &wanted_person);
  e->next = k->excused;
  if (e->period.from == DAY_NONE) mark_unknown(r);
  else k->excused = e;
}

#define KPI(field) offsetof(struct kpi, field)
#define OBJECTIVE(field) offsetof(struct objective, field)

const struct reader *readers_goals(enum statement_kind kind) {
  static const struct reader rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_goal_owner] = {reader_ref, offsetof(struct goal, owner), &wanted_person},
    [STATEMENT_goal_because] = {reader_text, offsetof(struct goal, because), NULL},
    [STATEMENT_objective_serves] = {reader_refs, OBJECTIVE(serves), &wanted_goal},
    [STATEMENT_objective_for] = {reader_refs, OBJECTIVE(departments), &wanted_department},
    [STATEMENT_objective_problem] = {reader_text, OBJECTIVE(problem), NULL},
    [STATEMENT_objective_aim] = {reader_text, OBJECTIVE(aim), NULL},
    [STATEMENT_objective_because] = {reader_text, OBJECTIVE(because), NULL},
    [STATEMENT_objective_owner] = {reader_ref, OBJECTIVE(owner), &wanted_person},
    [STATEMENT_objective_priority] = {read_priority, 0, NULL},
    [STATEMENT_objective_returns] = {read_returns, 0, NULL},
    [STATEMENT_objective_inaction] = {read_inaction, 0, NULL},
    [STATEMENT_objective_endorsed] = {read_endorsed, 0, NULL},
    [STATEMENT_objective_by] = {read_objective_by, 0, NULL},
    [STATEMENT_kpi_measures] = {reader_refs, KPI(measures), &wanted_objective},
    [STATEMENT_kpi_means] = {reader_text, KPI(means), NULL},
    [STATEMENT_kpi_because] = {reader_text, KPI(because), NULL},
    [STATEMENT_kpi_unit] = {reader_nothing, 0, NULL},
    [STATEMENT_kpi_formula] = {read_formula, 0, NULL},
    [STATEMENT_kpi_tally] = {read_tally, 0, NULL},
    [STATEMENT_kpi_baseline] = {read_baseline, 0, NULL},
    [STATEMENT_kpi_target] = {read_kpi_target, 0, NULL},
    [STATEMENT_kpi_stretch] = {read_stretch, 0, NULL},
    [STATEMENT_kpi_milestone] = {read_milestone, 0, NULL},
    [STATEMENT_kpi_forecast] = {read_forecast, 0, NULL},
    [STATEMENT_kpi_green] = {read_band, KPI(green), NULL},
    [STATEMENT_kpi_amber] = {read_band, KPI(amber), NULL},
    [STATEMENT_kpi_source] = {read_source, 0, NULL},
    [STATEMENT_kpi_reported] = {read_reported, 0, NULL},
    [STATEMENT_kpi_on] = {reader_refs, KPI(on), &wanted_counted_on},
    [STATEMENT_kpi_needs] = {reader_refs, KPI(needs), &wanted_needed},
    [STATEMENT_kpi_weight] = {read_weight, 0, NULL},
    [STATEMENT_kpi_worth] = {read_worth, 0, NULL},
    [STATEMENT_kpi_costs] = {read_costs, 0, NULL},
    [STATEMENT_kpi_discipline] = {read_discipline, 0, NULL},
    [STATEMENT_kpi_influences] = {reader_refs, KPI(influences), &wanted_kpi},
    [STATEMENT_kpi_proxy] = {read_proxy, 0, NULL},
    [STATEMENT_kpi_excused] = {read_excused, 0, NULL}};
  return rows[kind].read ? &rows[kind] : NULL;
}
