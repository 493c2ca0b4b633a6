#include "report/events.h"

#include <assert.h>
#include <stdlib.h>

#include "check/entity_map.h"
#include "report/reader.h"
#include "score/periods.h"

static const struct event_row rows[] = {
    [EVENT_TERM_BEGINS] = {"term-begins", TEXT_CALENDAR_CATEGORY_TERM, {7}},
    [EVENT_TERM_ENDS] = {"term-ends", TEXT_CALENDAR_CATEGORY_TERM, {28, 7}},
    [EVENT_RENEWAL_NOTICE] = {"renewal-notice", TEXT_CALENDAR_CATEGORY_NOTICE, {28, 7}},
    [EVENT_RENEWAL] = {"renewal", TEXT_CALENDAR_CATEGORY_TERM, {7}},
    [EVENT_NOTICE] = {"notice", TEXT_CALENDAR_CATEGORY_NOTICE, {7}},
    [EVENT_PHASE_BEGINS] = {"phase-begins", TEXT_CALENDAR_CATEGORY_PHASE, {7}},
    [EVENT_PHASE_ENDS] = {"phase-ends", TEXT_CALENDAR_CATEGORY_PHASE, {7}},
    [EVENT_CAMPAIGN_BEGINS] = {"campaign-begins", TEXT_CALENDAR_CATEGORY_CAMPAIGN, {7}},
    [EVENT_CAMPAIGN_ENDS] = {"campaign-ends", TEXT_CALENDAR_CATEGORY_CAMPAIGN, {7}},
    [EVENT_BASELINE] = {"baseline", TEXT_CALENDAR_CATEGORY_BASELINE, {7, 1}},
    [EVENT_REPORT] = {"report", TEXT_CALENDAR_CATEGORY_REPORT, {1}},
    [EVENT_MILESTONE] = {"milestone", TEXT_CALENDAR_CATEGORY_MILESTONE, {7}},
    [EVENT_TARGET] = {"target", TEXT_CALENDAR_CATEGORY_TARGET, {28, 7}},
    [EVENT_DEADLINE] = {"deadline", TEXT_CALENDAR_CATEGORY_TARGET, {28, 7}},
    [EVENT_RETURN_JUDGED] = {"return-judged", TEXT_CALENDAR_CATEGORY_TARGET, {7}},
    [EVENT_RETURN_EXPECTED] = {"return-expected", TEXT_CALENDAR_CATEGORY_TARGET, {28, 7}},
    [EVENT_REVIEW] = {"review", TEXT_CALENDAR_CATEGORY_REVIEW, {7, 1}},
    [EVENT_ACTION] = {"action", TEXT_CALENDAR_CATEGORY_ACTION, {1}},
    [EVENT_ACTION_BEGINS] = {"action-begins", TEXT_CALENDAR_CATEGORY_ACTION, {1}},
    [EVENT_ACTION_ENDS] = {"action-ends", TEXT_CALENDAR_CATEGORY_ACTION, {7, 1}},
    [EVENT_DELIVERABLE] = {"deliverable", TEXT_CALENDAR_CATEGORY_DELIVERABLE, {7, 1}},
    [EVENT_PAYMENT] = {"payment", TEXT_CALENDAR_CATEGORY_PAYMENT, {1}},
    [EVENT_TASK] = {"task", TEXT_CALENDAR_CATEGORY_TASK, {1}},
};
static_assert(sizeof rows / sizeof rows[0] == EVENT_KIND_COUNT, "each kind has its row");

const struct event_row *event_row(enum event_kind kind) { return &rows[kind]; }

/* ---- Collected ---- */

/* An event, and where it stands among those of its day and kind. */
struct placed {
  struct event event;
  uint32_t place;
};

struct collecting {
  struct arena *arena;
  const struct model *model;
  const struct reader *reader;
  bool named;
  VECTOR(struct placed) events;
};

/* Those whom a statement of the event names; NULL: it is whose the thing is. */
static const struct refs *doers_of(const struct event *event) {
  const struct refs *by = event->task                   ? &event->task->by
                          : event->kind == EVENT_REPORT ? &event->kpis[0]->reported_by
                                                        : NULL;
  return by && by->count > 0 ? by : NULL;
}

/* Who gives a figure, and who pays and is paid; NULL: it is whose the thing is. */
static const struct entity *doer_of(const struct collecting *c, const struct event *event) {
  if (event->kind == EVENT_BASELINE) return ((const struct kpi *)event->of)->baseline.by.to;
  if (!event->payment || !event->of) return NULL;
  const struct line *line = (const struct line *)event->of;
  return reader_is(c->reader, line->to.to) ? line->to.to : reader_paying(c->model, line);
}

static bool is_readers(struct collecting *c, const struct event *event) {
  const struct refs *doers = doers_of(event);
  const struct entity *doer = NULL;
  bool named;
  if (!c->reader) return true;
  if (doers) named = reader_is_among(c->reader, doers);
  else if ((doer = doer_of(c, event))) named = reader_is(c->reader, doer);
  else if (event->of && !reader_has(c->reader, event->of)) return false;
  else named = event->of && reader_names(c->reader, event->of);
  if (named) c->named = true;
  return named || (!doers && !doer);
}

static void add(struct collecting *c, struct event event) {
  if (event.day == DAY_NONE || !is_readers(c, &event)) return;
  VECTOR_PUSH(c->arena, &c->events, ((struct placed){event, c->events.count}));
}

static void add_day(struct collecting *c, enum event_kind kind, const struct entity *of, day_number day) {
  add(c, (struct event){.kind = kind, .of = of, .day = day});
}

static void add_every(struct collecting *c, enum event_kind kind, const struct entity *of, const struct recurrence *every,
                      day_number from) {
  if (every->unit == TIME_NONE || from == DAY_NONE) return;
  add(c, (struct event){.kind = kind, .of = of, .every = every, .day = recurrence_next(&c->model->calendar, every, from)});
}

/* What begins and ends; on one day it is one event. */
static void add_period(struct collecting *c, enum event_kind begins, enum event_kind ends, const struct entity *of,
                       const struct period *period) {
  if (period->from == DAY_NONE || period->to == DAY_NONE) return;
  add_day(c, begins, of, period->from);
  add_day(c, ends, of, period->to);
}

/* What is to be done by a date, asked for somewhere. */
static void add_tasks(struct collecting *c, const struct entity *of, const struct tail *tasks) {
  for (const struct tail *tail = tasks; tail; tail = tail->next)
    add(c, (struct event){.kind = EVENT_TASK, .of = of, .task = tail, .day = tail->due});
}

/* ---- The frame ---- */

/* So long before the end of `day` that the whole of `duration` is left; parts of a day or month count as a whole one. */
static day_number day_before(const struct calendar *calendar, day_number day, const struct duration *duration) {
  static const int64_t months[] = {[TIME_MONTH] = 1, [TIME_QUARTER] = 3, [TIME_YEAR] = 12, [TIME_WORKHOUR] = 0};
  int64_t whole;
  struct decimal amount = duration->amount;
  if (!decimal_to_integer(amount, &whole)) {
    if (!decimal_to_integer(decimal_rounded(amount, 0), &whole)) return DAY_NONE;
    whole += decimal_compare(decimal_from_integer(whole), amount) < 0;
  }
  int64_t most = (int64_t)(DAY_LAST_YEAR - DAY_FIRST_YEAR) * 366;
  if (whole < 0 || whole > most) return DAY_NONE;
  if (duration->unit == TIME_WORKDAY) return calendar_add_workdays(calendar, day, -whole);
  if (duration->unit == TIME_MONTH || duration->unit == TIME_QUARTER || duration->unit == TIME_YEAR)
    return day_add_months(day, -whole * months[duration->unit]);
  int64_t days = duration->unit == TIME_WEEK ? whole * 7 : duration->unit == TIME_DAY ? whole : whole > 0;
  return day_in_range(day - days) ? (day_number)(day - days) : DAY_NONE;
}

static void add_frame(struct collecting *c) {
  const struct agreement *agreement = &c->model->agreement;
  const struct period *term = &agreement->term;
  add_day(c, EVENT_NOTICE, &agreement->entity, agreement->notice_from);
  if (term->from == DAY_NONE || term->to == DAY_NONE) return;
  add_day(c, EVENT_TERM_BEGINS, &agreement->entity, term->from);
  add_day(c, EVENT_TERM_ENDS, &agreement->entity, term->to);
  if (agreement->renews.unit == TIME_NONE) return;
  add_day(c, EVENT_RENEWAL, &agreement->entity, term->to + 1);
  if (agreement->renews_notice.unit != TIME_NONE)
    add_day(c, EVENT_RENEWAL_NOTICE, &agreement->entity,
            day_before(&c->model->calendar, term->to, &agreement->renews_notice));
}

static void add_phases(struct collecting *c) {
  for (uint32_t i = 0; i < c->model->phases.count; i++) {
    const struct phase *phase = c->model->phases.items[i];
    add_period(c, EVENT_PHASE_BEGINS, EVENT_PHASE_ENDS, &phase->entity, &phase->period);
    add_tasks(c, &phase->entity, phase->exits);
  }
  for (uint32_t i = 0; i < c->model->campaigns.count; i++) {
    const struct phase *campaign = c->model->campaigns.items[i];
    add_period(c, EVENT_CAMPAIGN_BEGINS, EVENT_CAMPAIGN_ENDS, &campaign->entity, &campaign->period);
    add_tasks(c, &campaign->entity, campaign->exits);
  }
}

/* ---- Figures ---- */

static void add_kpi(struct collecting *c, const struct kpi *kpi) {
  if (kpi->baseline.form == BASELINE_MEASURED) add_day(c, EVENT_BASELINE, &kpi->entity, kpi->baseline.on);
  for (const struct milestone *m = kpi->milestones; m; m = m->next)
    add(c, (struct event){.kind = EVENT_MILESTONE, .of = &kpi->entity, .milestone = m,
                          .day = m->target.known ? m->target.by : DAY_NONE});
  if (kpi->target.stated && kpi->target.known && kpi->target.form != TARGET_OBSERVE)
    add_day(c, EVENT_TARGET, &kpi->entity, kpi->target.by);
}

static void add_return(struct collecting *c) {
  const struct roi *roi = c->model->roi;
  if (!roi) return;
  add_day(c, EVENT_RETURN_JUDGED, &roi->entity, roi->judge);
  if (roi->expect.stated && roi->expect.known) add_day(c, EVENT_RETURN_EXPECTED, &roi->entity, roi->expect.by);
}

static void add_figures(struct collecting *c) {
  for (uint32_t i = 0; i < c->model->kpis.count; i++) add_kpi(c, c->model->kpis.items[i]);
  for (uint32_t i = 0; i < c->model->objectives.count; i++) {
    const struct objective *objective = c->model->objectives.items[i];
    if (objective->by_stated) add_day(c, EVENT_DEADLINE, &objective->entity, objective->by);
  }
  add_return(c);
}

/* ---- Reports: one for all figures that the same people give on the same days ---- */

struct group {
  VECTOR(const struct kpi *) kpis; /* the first of them names it */
  struct group *next;
};

typedef VECTOR(struct group *) group_list;

static bool are_same_people(const struct refs *a, const struct refs *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (a->items[i].to != b->items[i].to) return false;
  return true;
}

static bool is_of_group(const struct group *group, const struct kpi *kpi) {
  const struct kpi *first = group->kpis.items[0];
  return recurrence_is_same(&first->reported, &kpi->reported) && are_same_people(&first->reported_by, &kpi->reported_by);
}

static void put_into_group(struct arena *arena, struct entity_map *map, const struct kpi *kpi, group_list *groups) {
  const struct refs *people = &kpi->reported_by;
  const void *key = people->count > 0 ? (const void *)people->items[0].to : map;
  void **slot = entity_map_at(map, key);
  struct group *group = *slot;
  while (group && !is_of_group(group, kpi)) group = group->next;
  if (!group) {
    group = ARENA_NEW(arena, struct group);
    group->next = *slot;
    *slot = group;
    VECTOR_PUSH(arena, groups, group);
  }
  VECTOR_PUSH(arena, &group->kpis, kpi);
}

static void add_reports(struct collecting *c) {
  struct entity_map map = {.arena = c->arena};
  group_list groups = {0};
  for (uint32_t i = 0; i < c->model->kpis.count; i++)
    if (c->model->kpis.items[i]->reported.unit != TIME_NONE)
      put_into_group(c->arena, &map, c->model->kpis.items[i], &groups);
  for (uint32_t i = 0; i < groups.count; i++) {
    const struct group *group = groups.items[i];
    const struct kpi *first = group->kpis.items[0];
    const struct recurrence *every = &first->reported;
    if (every->from == DAY_NONE) continue;
    add(c, (struct event){.kind = EVENT_REPORT, .of = &first->entity, .every = every, .kpis = group->kpis.items,
                          .kpi_count = group->kpis.count,
                          .day = recurrence_next(&c->model->calendar, every, every->from)});
  }
}

/* ---- Work ---- */

/* A recurrence starts when what it comes after is done, on its last day at the earliest; what goes on to the end of the
 * term itself holds nothing up. */
static day_number start_of(const struct model *model, const struct action *action) {
  day_number from = action->every.from;
  for (uint32_t i = 0; i < action->after.count; i++) {
    const struct action *before = (const struct action *)action->after.items[i].to;
    day_number done = before->timing == TIMING_PERIOD ? before->period.to
                      : before->timing == TIMING_DUE  ? before->due
                                                      : before->every.to;
    if (before->timing == TIMING_EVERY && done == model->agreement.term.to) continue;
    if (done != DAY_NONE && done > from) from = done;
  }
  return from;
}

static void add_action(struct collecting *c, const struct action *action) {
  const struct entity *of = &action->entity;
  if (action->timing == TIMING_DUE) add_day(c, EVENT_ACTION, of, action->due);
  else if (action->timing == TIMING_EVERY) add_every(c, EVENT_ACTION, of, &action->every, start_of(c->model, action));
  else if (action->timing == TIMING_PERIOD && action->period.from == action->period.to)
    add_day(c, EVENT_ACTION, of, action->period.to);
  else if (action->timing == TIMING_PERIOD) add_period(c, EVENT_ACTION_BEGINS, EVENT_ACTION_ENDS, of, &action->period);
  add_tasks(c, of, action->criteria);
}

static void add_deliverable(struct collecting *c, const struct deliverable *deliverable) {
  const struct entity *of = &deliverable->entity;
  if (deliverable->timing == TIMING_DUE) add_day(c, EVENT_DELIVERABLE, of, deliverable->due);
  if (deliverable->timing == TIMING_EVERY)
    add_every(c, EVENT_DELIVERABLE, of, &deliverable->every, deliverable->every.from);
  add_tasks(c, of, deliverable->criteria);
}

static void add_review(struct collecting *c, const struct review *review) {
  if (review->timing == TIMING_DUE) add_day(c, EVENT_REVIEW, &review->entity, review->on);
  if (review->timing == TIMING_EVERY) add_every(c, EVENT_REVIEW, &review->entity, &review->every, review->every.from);
  add_tasks(c, &review->entity, review->asks);
}

/* What is paid after a deliverable that recurs has no day of its own. */
static void add_payment(struct collecting *c, const struct payment *payment) {
  const struct deliverable *after = (const struct deliverable *)payment->after.to;
  struct event event = {.kind = EVENT_PAYMENT, .of = payment->line.to, .payment = payment, .day = payment->on};
  if (payment->every.unit != TIME_NONE) {
    event.every = &payment->every;
    event.day = payment->every.from == DAY_NONE
                    ? DAY_NONE
                    : recurrence_next(&c->model->calendar, &payment->every, payment->every.from);
  } else if (after) {
    event.day = after->timing == TIMING_DUE ? after->due : DAY_NONE;
  }
  add(c, event);
}

static void add_work(struct collecting *c) {
  const struct model *model = c->model;
  for (uint32_t i = 0; i < model->reviews.count; i++) add_review(c, model->reviews.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++) add_action(c, model->actions.items[i]);
  for (uint32_t i = 0; i < model->deliverables.count; i++) add_deliverable(c, model->deliverables.items[i]);
  for (uint32_t i = 0; model->budget && i < model->budget->payments.count; i++)
    add_payment(c, &model->budget->payments.items[i]);
  for (uint32_t i = 0; i < model->diagnoses.count; i++)
    add_tasks(c, &model->diagnoses.items[i]->entity, model->diagnoses.items[i]->then);
}

/* ---- In order ---- */

static int by_day(const void *left, const void *right) {
  const struct placed *a = left, *b = right;
  if (a->event.day != b->event.day) return a->event.day < b->event.day ? -1 : 1;
  if (a->event.kind != b->event.kind) return a->event.kind < b->event.kind ? -1 : 1;
  return a->place < b->place ? -1 : a->place > b->place;
}

struct events events_of(struct arena *arena, const struct model *model, const struct reader *reader) {
  struct collecting c = {.arena = arena, .model = model, .reader = reader};
  add_frame(&c);
  add_phases(&c);
  add_figures(&c);
  add_reports(&c);
  add_work(&c);
  if (c.events.count == 0) return (struct events){NULL, 0, false};
  qsort(c.events.items, c.events.count, sizeof *c.events.items, by_day);
  struct event *items = ARENA_ARRAY(arena, struct event, c.events.count);
  for (uint32_t i = 0; i < c.events.count; i++) items[i] = c.events.items[i].event;
  return (struct events){items, c.events.count, c.named};
}

/* ---- Known by ---- */

/* Names may be of any script, and identities travel through systems that know ASCII only. */
static void put_name(struct buffer *out, const struct model *model, const struct entity *entity) {
  static const char digits[] = "0123456789ABCDEF";
  const char *name = entity->name != ATOM_NONE ? names_text(model->names, entity->name) : entity->spelling;
  for (; name && *name; name++) {
    unsigned char c = (unsigned char)*name;
    if (c < 0x80) {
      buffer_char(out, *name);
      continue;
    }
    buffer_char(out, '%');
    buffer_char(out, digits[c >> 4]);
    buffer_char(out, digits[c & 15]);
  }
}

static void put_dotted(struct buffer *out, const struct model *model, const struct entity *entity) {
  buffer_char(out, '.');
  put_name(out, model, entity);
}

static void put_dotted_day(struct buffer *out, day_number day) {
  buffer_char(out, '.');
  day_write(out, day);
}

void event_identity(struct buffer *out, const struct model *model, const struct event *event) {
  buffer_text(out, rows[event->kind].slug);
  if (event->of->name != ATOM_NONE && event->of->kind != ENTITY_AGREEMENT) put_dotted(out, model, event->of);
  if (event->milestone && event->milestone->phase) put_dotted(out, model, event->milestone->phase);
  else if (event->milestone || event->task) put_dotted_day(out, event->day);
  if (!event->payment || event->every) return;
  if (event->payment->after.to) put_dotted(out, model, event->payment->after.to);
  else put_dotted_day(out, event->day);
}

void event_agreement_identity(struct buffer *out, const struct model *model) {
  put_name(out, model, &model->agreement.entity);
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind != ENTITY_SUPPLIER) put_dotted(out, model, &model->parties.items[i]->entity);
}
