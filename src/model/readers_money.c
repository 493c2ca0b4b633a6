/* budget, incentives, roi */
#include "model/builder.h"

static void read_line_amount(struct reading *r, struct line *line) {
  const struct node *value = argument(r, ROLE_VALUE), *of = argument(r, ROLE_OF), *least = argument(r, ROLE_LEAST);
  if (!value) {
    part_missing(r->b, r->statement, &line->entity, TEXT_PART_AMOUNT);
    mark_unknown(r);
    return;
  }
  if (!of) {
    line->amount = read_money(r->b, r->statement, value);
    if (!line->amount.known) mark_unknown(r);
    return;
  }
  line->by_share = true;
  line->share = read_share(r->b, r->statement, value, true);
  line->share_of = ref_of(r, ROLE_OF, &wanted_line);
  if (least) line->share_least = read_money(r->b, r->statement, least);
  if (!line->share.known || !line->share_of.to) mark_unknown(r);
}

static void not_per_month(struct reading *r, struct value v) {
  struct finding *f = fault_at(r->b, E007, v.span, TEXT_PER_MONTH_ONLY, ARGS(arg_name(spell(r->b, v))));
  finding_help(r->b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("40_000 TWD per month")));
}

static void read_line_tails(struct reading *r, struct line *line) {
  for (const struct node *n = r->statement->arguments; n; n = n->next) {
    struct value v = {n, r->statement->file, ast_span(r->statement, n), NULL};
    switch (n->role) {
      case ROLE_PER:
        line->per_month = read_time_unit(r->b, v) == TIME_MONTH;
        if (!line->per_month) not_per_month(r, v);
        break;
      case ROLE_TO: line->to = name_ref(r->b, value_of(r->b, r->statement, n), &wanted_party); break;
      case ROLE_THROUGH: line->through = name_ref(r->b, value_of(r->b, r->statement, n), &wanted_party); break;
      case ROLE_COST: line->at_cost = true; break;
      case ROLE_MARKUP: line->markup = read_share(r->b, r->statement, n, false); break;
      case ROLE_FOR: line->channels = name_refs(r->b, r->statement, n, &wanted_channel); break;
      case ROLE_HOURS: line->hours = read_effort(r->b, r->statement, n); break;
      case ROLE_INTERNAL: line->internal = true; break;
      default: break;
    }
  }
}

static void read_line(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME);
  struct line *line = (struct line *)name_entity(r->b, name->atom);
  if (!line || line->entity.kind != ENTITY_LINE || line->entity.span.start != name->start) return;
  struct reading own = *r;
  read_line_amount(&own, line);
  read_line_tails(&own, line);
  check_parts(&own);
}

static void read_rate(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME);
  struct rate *rate = (struct rate *)name_entity(r->b, name->atom);
  if (!rate || rate->entity.kind != ENTITY_RATE || rate->entity.span.start != name->start) return;
  rate->each = read_money(r->b, r->statement, argument(r, ROLE_VALUE));
  rate->to = ref_of(r, ROLE_TO, &wanted_party);
}

static void read_total(struct reading *r) {
  ((struct budget *)r->entity)->total_head = ast_head_span(r->statement);
  reader_money(r);
}

static void read_shift(struct reading *r) {
  struct shift shift = {.span = ast_head_span(r->statement)};
  shift.up_to = read_share(r->b, r->statement, argument(r, ROLE_UP_TO), true);
  shift.lines = name_refs(r->b, r->statement, argument(r, ROLE_VALUE), &wanted_line);
  shift.by = ref_of(r, ROLE_BY, &wanted_person);
  VECTOR_PUSH(r->b->arena, &((struct budget *)r->entity)->shifts, shift);
}

static void read_pay(struct reading *r) {
  struct payment p = {.on = DAY_NONE, .span = ast_span(r->statement, argument(r, ROLE_NAME))};
  const struct node *every = argument(r, ROLE_VALUE), *share = argument(r, ROLE_OF), *on = argument(r, ROLE_ON);
  p.line = ref_of(r, ROLE_NAME, &wanted_line);
  p.every.unit = TIME_NONE;
  p.within.unit = TIME_NONE;
  if (every) p.every = read_recurrence(r->b, r->statement, every);
  if (argument(r, ROLE_WITHIN)) p.within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  if (share) p.share = read_share(r->b, r->statement, share, true);
  if (on) p.on = read_day(r->b, r->statement, on, DAY_LAST);
  p.after = ref_of(r, ROLE_AFTER, &wanted_deliverable);
  p.when = every ? p.every.span : on ? ast_span(r->statement, on) : p.after.span;
  bool unknown = !p.line.to || (every && p.every.unit == TIME_NONE) || (share && !p.share.known) ||
                 (on && p.on == DAY_NONE) || (argument(r, ROLE_AFTER) && !p.after.to);
  if (unknown) mark_unknown(r);
  else VECTOR_PUSH(r->b->arena, &((struct budget *)r->entity)->payments, p);
}

static void read_when(struct reading *r) {
  struct condition **when = r->field;
  *when = read_condition(r->b, r->statement, argument(r, ROLE_WHEN), false);
  if (!*when) mark_unknown(r);
}

static void read_pays(struct reading *r) {
  struct incentive *i = (struct incentive *)r->entity;
  const struct node *value = argument(r, ROLE_VALUE), *of = argument(r, ROLE_OF);
  i->deducts = r->statement->kind == STATEMENT_incentive_deducts;
  i->each = argument(r, ROLE_EACH) != NULL;
  if (of) {
    i->share = read_share(r->b, r->statement, value, true);
    i->share_of = ref_of(r, ROLE_OF, &wanted_line);
    if (!i->share.known || !i->share_of.to) mark_unknown(r);
    return;
  }
  i->amount = read_money(r->b, r->statement, value);
  i->to = ref_of(r, ROLE_TO, &wanted_party);
  if (!i->amount.known || !i->to.to) mark_unknown(r);
}

static void read_expect(struct reading *r) {
  struct roi *roi = (struct roi *)r->entity;
  struct unit percent = unit_percent();
  roi->expect = read_target(r->b, r->statement, argument(r, ROLE_VALUE), &percent);
  roi->expect.by = read_day(r->b, r->statement, argument(r, ROLE_DUE), DAY_LAST);
  roi->expect.by_stated = true;
  roi->expect.by_span = ast_span(r->statement, argument(r, ROLE_DUE));
  if (!roi->expect.known || roi->expect.by == DAY_NONE) mark_unknown(r);
}

static void read_judge(struct reading *r) {
  struct roi *roi = (struct roi *)r->entity;
  const struct node *from = argument(r, ROLE_FROM);
  roi->judge = read_day(r->b, r->statement, from, DAY_FIRST);
  roi->judge_span = ast_span(r->statement, from);
  if (roi->judge == DAY_NONE) mark_unknown(r);
}

#define BUDGET(field) offsetof(struct budget, field)
#define INCENTIVE(field) offsetof(struct incentive, field)

const struct reader *readers_money(enum statement_kind kind) {
  static const struct reader rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_budget_total] = {read_total, BUDGET(total), NULL},
    [STATEMENT_budget_line] = {read_line, 0, NULL},
    [STATEMENT_budget_rate] = {read_rate, 0, NULL},
    [STATEMENT_budget_shift] = {read_shift, 0, NULL},
    [STATEMENT_budget_pay] = {read_pay, 0, NULL},
    [STATEMENT_incentive_when] = {read_when, INCENTIVE(when), NULL},
    [STATEMENT_incentive_pays] = {read_pays, 0, NULL},
    [STATEMENT_incentive_deducts] = {read_pays, 0, NULL},
    [STATEMENT_incentive_cap] = {reader_money, INCENTIVE(cap), NULL},
    [STATEMENT_roi_counts] = {reader_refs, offsetof(struct roi, counts), &wanted_kpi},
    [STATEMENT_roi_costs] = {reader_refs, offsetof(struct roi, costs), &wanted_line},
    [STATEMENT_roi_expect] = {read_expect, 0, NULL},
    [STATEMENT_roi_judge] = {read_judge, 0, NULL},
    [STATEMENT_diagnosis_when] = {read_when, offsetof(struct diagnosis, when), NULL}};
  return rows[kind].read ? &rows[kind] : NULL;
}
