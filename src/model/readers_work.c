/* actions, deliverables, duties, approvals, phases, reviews, diagnoses, selections */
#include "model/builder.h"

/* When something is: the same three forms for actions, deliverables and reviews. */
struct times {
  enum timing *timing;
  day_number *day;
  struct recurrence *every;
  struct span *span;
};

static void read_due(struct reading *r, struct times times, const struct node *node) {
  *times.timing = TIMING_DUE;
  *times.day = read_day(r->b, r->statement, node, DAY_LAST);
  *times.span = ast_span(r->statement, node);
  if (*times.day == DAY_NONE) mark_unknown(r);
}

static void read_every(struct reading *r, struct times times) {
  const struct node *node = argument(r, ROLE_VALUE);
  *times.timing = TIMING_EVERY;
  *times.every = read_recurrence(r->b, r->statement, node);
  *times.span = ast_span(r->statement, node);
  if (times.every->unit == TIME_NONE) mark_unknown(r);
}

static struct times action_times(struct reading *r) {
  struct action *a = (struct action *)r->entity;
  return (struct times){&a->timing, &a->due, &a->every, &a->timing_span};
}

static void read_action_from(struct reading *r) {
  struct action *a = (struct action *)r->entity;
  a->timing = TIMING_PERIOD;
  a->period = read_period(r->b, r->statement, argument(r, ROLE_FROM), argument(r, ROLE_TO));
  a->timing_span = a->period.span;
  if (a->period.from == DAY_NONE) mark_unknown(r);
}

static void read_action_due(struct reading *r) { read_due(r, action_times(r), argument(r, ROLE_VALUE)); }
static void read_action_every(struct reading *r) { read_every(r, action_times(r)); }

static void read_cost(struct reading *r) {
  struct action *a = (struct action *)r->entity;
  a->cost = read_money(r->b, r->statement, argument(r, ROLE_VALUE));
  a->cost_from = ref_of(r, ROLE_FROM, &wanted_line);
  if (!a->cost.known || !a->cost_from.to) mark_unknown(r);
}

static struct expectation expectation(struct reading *r) {
  struct expectation e = {.kpi = ref_of(r, ROLE_NAME, &wanted_kpi)};
  const struct kpi *kpi = (const struct kpi *)e.kpi.to;
  e.target = read_target(r->b, r->statement, argument(r, ROLE_VALUE), kpi ? kpi->unit : NULL);
  e.target.by = r->b->model->agreement.term.to;
  if (!e.target.known) mark_unknown(r);
  return e;
}

static void read_expects(struct reading *r) {
  struct expectation e = expectation(r);
  VECTOR_PUSH(r->b->arena, &((struct action *)r->entity)->expects, e);
}

static struct times deliverable_times(struct reading *r) {
  struct deliverable *d = (struct deliverable *)r->entity;
  return (struct times){&d->timing, &d->due, &d->every, &d->timing_span};
}

static void read_deliverable_from(struct reading *r) {
  struct deliverable *d = (struct deliverable *)r->entity;
  d->from = ref_of(r, ROLE_FROM, &wanted_side);
  d->to = ref_of(r, ROLE_TO, &wanted_side);
  if (!d->from.to || !d->to.to) mark_unknown(r);
}

static void read_deliverable_due(struct reading *r) {
  const struct node *date = argument(r, ROLE_DUE);
  if (date) read_due(r, deliverable_times(r), date);
  else read_every(r, deliverable_times(r));
}

static void read_accepted(struct reading *r) {
  struct deliverable *d = (struct deliverable *)r->entity;
  d->accepted_by = ref_of(r, ROLE_BY, &wanted_person);
  d->accepted_within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  if (!d->accepted_by.to || d->accepted_within.unit == TIME_NONE) mark_unknown(r);
}

static void read_silence(struct reading *r) {
  static const enum sense accepts[] = {SENSE_accepts, SENSE_rejects, SENSE_NONE};
  static const enum sense approves[] = {SENSE_approves, SENSE_rejects, SENSE_NONE};
  struct silence *s = r->field;
  *s = (struct silence){.span = ast_head_span(r->statement), .within.unit = TIME_NONE};
  if (argument(r, ROLE_ESCALATE)) {
    s->form = SILENCE_ESCALATES;
    s->to = ref_of(r, ROLE_ESCALATE, &wanted_person);
    s->within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
    if (!s->to.to || s->within.unit == TIME_NONE) mark_unknown(r);
    return;
  }
  const enum sense *choices = r->entity->kind == ENTITY_APPROVAL ? approves : accepts;
  enum sense sense = read_choice(r->b, r->statement, argument(r, ROLE_VALUE), choices);
  if (sense == SENSE_NONE) mark_unknown(r);
  else s->form = sense == SENSE_rejects ? SILENCE_REJECTS : SILENCE_ACCEPTS;
}

static void read_covers(struct reading *r) {
  struct approval *a = (struct approval *)r->entity;
  if (!argument(r, ROLE_SPEND)) {
    struct refs refs = name_refs(r->b, r->statement, argument(r, ROLE_VALUE), &wanted_approved);
    for (uint32_t i = 0; i < refs.count; i++) VECTOR_PUSH(r->b->arena, &a->covers, refs.items[i]);
    if (refs.count < list_length(argument(r, ROLE_VALUE))) mark_unknown(r);
    return;
  }
  struct spend_limit limit = {.span = ast_span(r->statement, argument(r, ROLE_SPEND))};
  check_parts(r);
  if (argument(r, ROLE_OVER)) limit.over = read_money(r->b, r->statement, argument(r, ROLE_OVER));
  if (argument(r, ROLE_UP_TO)) limit.up_to = read_money(r->b, r->statement, argument(r, ROLE_UP_TO));
  if (argument(r, ROLE_ON)) limit.line = ref_of(r, ROLE_ON, &wanted_line);
  if (limit.over.known && limit.up_to.known && decimal_compare(limit.over.amount, limit.up_to.amount) >= 0)
    finding_help(r->b->findings,
                 fault_at(r->b, E204, span_join(limit.over.span, limit.up_to.span), TEXT_EMPTY_SPEND,
                          ARGS(arg_number(limit.over.amount), arg_number(limit.up_to.amount))),
                 TEXT_EMPTY_HELP, NO_ARGS);
  VECTOR_PUSH(r->b->arena, &a->spend, limit);
}

static void read_step(struct reading *r) {
  const struct node *by = argument(r, ROLE_BY);
  struct step step = {.all = argument(r, ROLE_ALL) != NULL, .span = ast_head_span(r->statement)};
  step.by = name_refs(r->b, r->statement, by, &wanted_person);
  step.within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  if (step.by.count < list_length(by) || step.within.unit == TIME_NONE) mark_unknown(r);
  VECTOR_PUSH(r->b->arena, &((struct approval *)r->entity)->steps, step);
}

static void read_reach(struct reading *r) {
  struct expectation e = expectation(r);
  struct phase *p = (struct phase *)r->entity;
  e.target.by = p->period.to;
  e.target.by_span = ast_head_span(r->statement);
  VECTOR_PUSH(r->b->arena, &p->reach, e);
}

static struct times review_times(struct reading *r) {
  struct review *v = (struct review *)r->entity;
  return (struct times){&v->timing, &v->on, &v->every, &v->timing_span};
}

static void read_review_every(struct reading *r) { read_every(r, review_times(r)); }
static void read_review_on(struct reading *r) { read_due(r, review_times(r), argument(r, ROLE_VALUE)); }

static void read_review_covers(struct reading *r) {
  struct review *v = (struct review *)r->entity;
  if (argument(r, ROLE_ALL)) {
    v->all_kpis = true;
    return;
  }
  struct refs refs = name_refs(r->b, r->statement, argument(r, ROLE_VALUE), &wanted_reviewed);
  for (uint32_t i = 0; i < refs.count; i++) VECTOR_PUSH(r->b->arena, &v->covers, refs.items[i]);
  if (refs.count < list_length(argument(r, ROLE_VALUE))) mark_unknown(r);
}

static void read_minutes(struct reading *r) {
  struct review *v = (struct review *)r->entity;
  v->minutes_by = ref_of(r, ROLE_BY, &wanted_person);
  v->minutes_within = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
}

static void read_criterion(struct reading *r) {
  const struct node *name = argument(r, ROLE_NAME);
  struct criterion *c = (struct criterion *)name_entity(r->b, name->atom);
  if (!c || c->entity.kind != ENTITY_CRITERION || c->entity.span.start != name->start) return;
  c->weight = read_share(r->b, r->statement, argument(r, ROLE_WEIGHT), true);
  if (!c->weight.known) mark_unknown(r);
}

#define ACTION(field) offsetof(struct action, field)
#define DELIVERABLE(field) offsetof(struct deliverable, field)
#define DUTY(field) offsetof(struct duty, field)
#define APPROVAL(field) offsetof(struct approval, field)
#define PHASE(field) offsetof(struct phase, field)
#define REVIEW(field) offsetof(struct review, field)

const struct reader *readers_work(enum statement_kind kind) {
  static const struct reader rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_action_for] = {reader_refs, ACTION(objectives), &wanted_objective},
    [STATEMENT_action_on] = {reader_refs, ACTION(channels), &wanted_channel},
    [STATEMENT_action_by] = {reader_refs, ACTION(by), &wanted_person},
    [STATEMENT_action_from] = {read_action_from, 0, NULL},
    [STATEMENT_action_due] = {read_action_due, 0, NULL},
    [STATEMENT_action_every] = {read_action_every, 0, NULL},
    [STATEMENT_action_after] = {reader_refs, ACTION(after), &wanted_action},
    [STATEMENT_action_needs] = {reader_refs, ACTION(needs), &wanted_needed},
    [STATEMENT_action_cost] = {read_cost, 0, NULL},
    [STATEMENT_action_takes] = {reader_effort, ACTION(takes), NULL},
    [STATEMENT_action_expects] = {read_expects, 0, NULL},
    [STATEMENT_action_criteria] = {reader_tail, ACTION(criteria), NULL},
    [STATEMENT_action_precedent] = {reader_text, ACTION(precedent), NULL},
    [STATEMENT_deliverable_from] = {read_deliverable_from, 0, NULL},
    [STATEMENT_deliverable_due] = {read_deliverable_due, 0, NULL},
    [STATEMENT_deliverable_needs] = {reader_refs, DELIVERABLE(needs), &wanted_needed},
    [STATEMENT_deliverable_accepted] = {read_accepted, 0, NULL},
    [STATEMENT_deliverable_silence] = {read_silence, DELIVERABLE(silence), NULL},
    [STATEMENT_deliverable_criteria] = {reader_tail, DELIVERABLE(criteria), NULL},
    [STATEMENT_duty_responsible] = {reader_refs, DUTY(responsible), &wanted_person},
    [STATEMENT_duty_accountable] = {reader_ref, DUTY(accountable), &wanted_person},
    [STATEMENT_duty_consulted] = {reader_refs, DUTY(consulted), &wanted_person},
    [STATEMENT_duty_informed] = {reader_refs, DUTY(informed), &wanted_person},
    [STATEMENT_duty_includes] = {reader_refs, DUTY(includes), &wanted_included},
    [STATEMENT_duty_takes] = {reader_effort, DUTY(takes), NULL},
    [STATEMENT_duty_because] = {reader_text, DUTY(because), NULL},
    [STATEMENT_approval_covers] = {read_covers, 0, NULL},
    [STATEMENT_approval_step] = {read_step, 0, NULL},
    [STATEMENT_approval_silence] = {read_silence, APPROVAL(silence), NULL},
    [STATEMENT_approval_delegated] = {reader_ref, APPROVAL(delegated), &wanted_party},
    [STATEMENT_phase_focus] = {reader_refs, PHASE(focus), &wanted_objective},
    [STATEMENT_phase_reach] = {read_reach, 0, NULL},
    [STATEMENT_phase_exit] = {reader_tail, PHASE(exits), NULL},
    [STATEMENT_campaign_focus] = {reader_refs, PHASE(focus), &wanted_objective},
    [STATEMENT_campaign_reach] = {read_reach, 0, NULL},
    [STATEMENT_campaign_exit] = {reader_tail, PHASE(exits), NULL},
    [STATEMENT_review_every] = {read_review_every, 0, NULL},
    [STATEMENT_review_on] = {read_review_on, 0, NULL},
    [STATEMENT_review_chair] = {reader_ref, REVIEW(chair), &wanted_person},
    [STATEMENT_review_attended] = {reader_refs, REVIEW(attended), &wanted_person},
    [STATEMENT_review_covers] = {read_review_covers, 0, NULL},
    [STATEMENT_review_needs] = {reader_refs, REVIEW(needs), &wanted_deliverable},
    [STATEMENT_review_asks] = {reader_tail, REVIEW(asks), NULL},
    [STATEMENT_review_minutes] = {read_minutes, 0, NULL},
    [STATEMENT_diagnosis_then] = {reader_tail, offsetof(struct diagnosis, then), NULL},
    [STATEMENT_selection_criterion] = {read_criterion, 0, NULL}};
  return rows[kind].read ? &rows[kind] : NULL;
}
