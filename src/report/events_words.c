/* What is said of an event: a line that names it, and below that who does what. */
#include "report/events.h"
#include "report/phrases.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

enum { FINGERPRINT_DIGITS = 12 };

struct saying {
  struct document *document;
  const struct model *model;
  const struct event *event;
  day_number day; /* the one that is meant; DAY_NONE: all */
  VECTOR(struct cell) lines;
};

static void add_line(struct saying *s, struct cell cell) {
  if (!cell_is_empty(&cell)) VECTOR_PUSH(s->document->scratch, &s->lines, cell);
}

static void add_sentence(struct saying *s, enum text_key key) {
  add_line(s, (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}});
}

static void add_fact(struct saying *s, enum text_key label, struct cell value) {
  if (cell_is_empty(&value)) return;
  add_line(s, cell_sentence(s->document, TEXT_CALENDAR_FACT, ARGS(arg_text(label), arg_cell(s->document, &value))));
}

static void add_refs(struct saying *s, enum text_key label, const struct refs *refs) {
  add_fact(s, label, phrase_refs(s->document, refs));
}

static void add_ref(struct saying *s, enum text_key label, const struct entity *entity) {
  add_fact(s, label, phrase_entity(entity));
}

/* ---- Lists of texts ---- */

static struct cell item_cell(struct saying *s, const struct tail *tail) {
  struct cell words = cell_text(tail->text), who = phrase_refs(s->document, &tail->by);
  struct cell when = phrase_due(s->document, tail);
  struct argument what = arg_cell(s->document, &words);
  if (!cell_is_empty(&who) && !cell_is_empty(&when))
    return cell_sentence(s->document, TEXT_CALENDAR_ITEM_WHO_WHEN,
                         ARGS(what, arg_cell(s->document, &who), arg_cell(s->document, &when)));
  if (cell_is_empty(&who)) who = when;
  if (cell_is_empty(&who)) return cell_sentence(s->document, TEXT_CALENDAR_ITEM, ARGS(what));
  return cell_sentence(s->document, TEXT_CALENDAR_ITEM_WHO, ARGS(what, arg_cell(s->document, &who)));
}

static void add_items(struct saying *s, enum text_key label, const struct tail *tails) {
  if (!tails) return;
  add_sentence(s, label);
  for (const struct tail *tail = tails; tail; tail = tail->next) add_line(s, item_cell(s, tail));
}

static void add_item(struct saying *s, struct cell words) {
  add_line(s, cell_sentence(s->document, TEXT_CALENDAR_ITEM, ARGS(arg_cell(s->document, &words))));
}

static struct cell expected(struct saying *s, const struct kpi *kpi, const struct target *target) {
  struct cell words = phrase_target(s->document, kpi->unit, target);
  if (cell_is_empty(&words)) return phrase_entity(&kpi->entity);
  return cell_sentence(s->document, TEXT_CALENDAR_FIGURE_FROM,
                       ARGS(arg_entity(s->document, &kpi->entity), arg_cell(s->document, &words)));
}

static void add_expectations(struct saying *s, enum text_key label, const struct expectation *items, uint32_t count) {
  bool any = false;
  for (uint32_t i = 0; i < count; i++) {
    const struct kpi *kpi = (const struct kpi *)items[i].kpi.to;
    if (!kpi) continue;
    if (!any) add_sentence(s, label);
    any = true;
    add_item(s, expected(s, kpi, &items[i].target));
  }
}

/* ---- Kinds of events ---- */

static void say_term(struct saying *s) {
  const struct agreement *agreement = &s->model->agreement;
  struct cell *parties = ARENA_ARRAY(s->document->scratch, struct cell, s->model->parties.count + 1);
  for (uint32_t i = 0; i < s->model->parties.count; i++)
    parties[i] = phrase_entity(&s->model->parties.items[i]->entity);
  add_fact(s, TEXT_CALENDAR_PARTIES, cell_list(parties, s->model->parties.count));
  add_fact(s, TEXT_REPORT_TERM, phrase_period(s->document, &agreement->term));
  add_fact(s, TEXT_CALENDAR_RENEWS_FOR, phrase_duration(s->document, &agreement->renews));
}

/* What is to be reached has its figures, resolved, among the milestones of its KPI. */
static void add_reaches(struct saying *s, const struct phase *phase) {
  bool any = false;
  for (uint32_t i = 0; i < phase->reach.count; i++) {
    const struct kpi *kpi = (const struct kpi *)phase->reach.items[i].kpi.to;
    for (const struct milestone *m = kpi ? kpi->milestones : NULL; m; m = m->next) {
      if (m->phase != &phase->entity) continue;
      if (!any) add_sentence(s, TEXT_CALENDAR_REACH);
      any = true;
      add_item(s, expected(s, kpi, &m->target));
    }
  }
}

static void say_phase(struct saying *s) {
  const struct phase *phase = (const struct phase *)s->event->of;
  add_fact(s, TEXT_AGREEMENT_PERIOD, phrase_period(s->document, &phase->period));
  add_refs(s, TEXT_CALENDAR_FOCUS, &phase->focus);
  add_reaches(s, phase);
  add_items(s, TEXT_CALENDAR_EXITS, phase->exits);
}

static void say_baseline(struct saying *s) {
  const struct kpi *kpi = (const struct kpi *)s->event->of;
  add_ref(s, TEXT_CALENDAR_WHO, kpi->baseline.by.to);
  add_fact(s, TEXT_CALENDAR_MEANS, cell_text(kpi->means));
  add_fact(s, TEXT_REPORT_SOURCE, cell_text(kpi->source));
}

static struct cell figure_and_source(struct saying *s, const struct kpi *kpi) {
  struct cell source = cell_text(kpi->source);
  if (cell_is_empty(&source)) return phrase_entity(&kpi->entity);
  return cell_sentence(s->document, TEXT_CALENDAR_FIGURE_FROM,
                       ARGS(arg_entity(s->document, &kpi->entity), arg_cell(s->document, &source)));
}

static void say_report(struct saying *s) {
  const struct event *event = s->event;
  const struct recurrence *every = event->every;
  add_refs(s, TEXT_CALENDAR_WHO, &event->kpis[0]->reported_by);
  for (uint32_t i = 0; i < event->kpi_count; i++) add_item(s, figure_and_source(s, event->kpis[i]));
  if (every->unit == TIME_DAY || every->unit == TIME_WORKDAY) return;
  if (s->day == DAY_NONE) {
    add_sentence(s, TEXT_CALENDAR_FIGURES_BEFORE);
    return;
  }
  day_number end = recurrence_period_end(&s->model->calendar, every, s->day), term_end = s->model->agreement.term.to;
  if (term_end != DAY_NONE && end > term_end) end = term_end;
  add_line(s, cell_sentence(s->document, TEXT_CALENDAR_FIGURES_OF, ARGS(arg_said_date(s->document, end))));
}

static void say_figure(struct saying *s) {
  const struct kpi *kpi = (const struct kpi *)s->event->of;
  add_refs(s, TEXT_REPORT_OBJECTIVES, &kpi->measures);
  add_refs(s, TEXT_CALENDAR_WHO, &kpi->reported_by);
  if (s->event->milestone && s->event->milestone->phase)
    add_ref(s, TEXT_CALENDAR_CATEGORY_PHASE, s->event->milestone->phase);
  add_fact(s, TEXT_REPORT_SOURCE, cell_text(kpi->source));
}

static void say_deadline(struct saying *s) {
  const struct objective *objective = (const struct objective *)s->event->of;
  add_ref(s, TEXT_REPORT_OWNER, objective->owner.to);
  for (uint32_t i = 0; i < objective->kpis.count; i++)
    add_item(s, expected(s, objective->kpis.items[i], &objective->kpis.items[i]->target));
}

static struct cell covered(struct saying *s, const struct review *review) {
  if (review->all_kpis) return cell_sentence(s->document, TEXT_REPORT_ALL_KPIS, NO_ARGS);
  const struct refs refs = {.items = review->covers.items, .count = review->covers.count};
  return phrase_refs(s->document, &refs);
}

static struct cell by_within(struct saying *s, const struct entity *who, const struct duration *within) {
  struct cell time = phrase_duration(s->document, within);
  if (!who || cell_is_empty(&time)) return phrase_entity(who);
  return cell_sentence(s->document, TEXT_CALENDAR_ACCEPTED_WITHIN,
                       ARGS(arg_entity(s->document, who), arg_cell(s->document, &time)));
}

static void say_review(struct saying *s) {
  const struct review *review = (const struct review *)s->event->of;
  add_ref(s, TEXT_REPORT_CHAIR, review->chair.to);
  add_refs(s, TEXT_REPORT_ATTENDED, &review->attended);
  add_fact(s, TEXT_REPORT_COVERS, covered(s, review));
  add_refs(s, TEXT_REPORT_NEEDS, &review->needs);
  add_items(s, TEXT_CALENDAR_ASKS, review->asks);
  add_fact(s, TEXT_CALENDAR_MINUTES, by_within(s, review->minutes_by.to, &review->minutes_within));
}

static void say_action(struct saying *s) {
  const struct action *action = (const struct action *)s->event->of;
  add_refs(s, TEXT_CALENDAR_WHO, &action->by);
  add_refs(s, TEXT_REPORT_OBJECTIVES, &action->objectives);
  add_refs(s, TEXT_CALENDAR_WHERE, &action->channels);
  if (action->timing == TIMING_PERIOD) add_fact(s, TEXT_AGREEMENT_PERIOD, phrase_period(s->document, &action->period));
  add_refs(s, TEXT_CALENDAR_AFTER, &action->after);
  add_refs(s, TEXT_REPORT_NEEDS, &action->needs);
  add_expectations(s, TEXT_CALENDAR_EXPECTS, action->expects.items, action->expects.count);
  add_items(s, TEXT_CALENDAR_CRITERIA, action->criteria);
}

static void say_deliverable(struct saying *s) {
  const struct deliverable *deliverable = (const struct deliverable *)s->event->of;
  add_ref(s, TEXT_CALENDAR_FROM, deliverable->from.to);
  add_ref(s, TEXT_CALENDAR_TO, deliverable->to.to);
  add_fact(s, TEXT_CALENDAR_ACCEPTED_BY, by_within(s, deliverable->accepted_by.to, &deliverable->accepted_within));
  add_refs(s, TEXT_REPORT_NEEDS, &deliverable->needs);
  add_items(s, TEXT_CALENDAR_CRITERIA, deliverable->criteria);
}

static void say_payment(struct saying *s) {
  const struct payment *payment = s->event->payment;
  const struct line *line = (const struct line *)payment->line.to;
  struct cell within = phrase_duration(s->document, &payment->within);
  add_ref(s, TEXT_CALENDAR_PAID_TO, line->to.to);
  if (line->whole.known) add_fact(s, TEXT_REPORT_TOTAL, phrase_amount(s->model, line->whole.amount));
  if (!cell_is_empty(&within))
    add_line(s, cell_sentence(s->document, TEXT_CALENDAR_PAID_WITHIN, ARGS(arg_cell(s->document, &within))));
  if (payment->after.to)
    add_line(s, cell_sentence(s->document, TEXT_CALENDAR_PAID_AFTER, ARGS(arg_entity(s->document, payment->after.to))));
}

static void say_task(struct saying *s) {
  add_refs(s, TEXT_CALENDAR_WHO, &s->event->task->by);
  add_ref(s, TEXT_CALENDAR_TASK_OF, s->event->of);
}

/* ---- Descriptions ---- */

static void say_nothing(struct saying *s) { (void)s; }

static void (*const sayings[])(struct saying *s) = {
    [EVENT_TERM_BEGINS] = say_term,       [EVENT_TERM_ENDS] = say_term,         [EVENT_RENEWAL_NOTICE] = say_term,
    [EVENT_RENEWAL] = say_term,           [EVENT_NOTICE] = say_term,            [EVENT_PHASE_BEGINS] = say_phase,
    [EVENT_PHASE_ENDS] = say_phase,       [EVENT_CAMPAIGN_BEGINS] = say_phase,  [EVENT_CAMPAIGN_ENDS] = say_phase,
    [EVENT_BASELINE] = say_baseline,      [EVENT_REPORT] = say_report,          [EVENT_MILESTONE] = say_figure,
    [EVENT_TARGET] = say_figure,          [EVENT_DEADLINE] = say_deadline,      [EVENT_RETURN_JUDGED] = say_nothing,
    [EVENT_RETURN_EXPECTED] = say_nothing, [EVENT_REVIEW] = say_review,         [EVENT_ACTION] = say_action,
    [EVENT_ACTION_BEGINS] = say_action,   [EVENT_ACTION_ENDS] = say_action,     [EVENT_DELIVERABLE] = say_deliverable,
    [EVENT_PAYMENT] = say_payment,        [EVENT_TASK] = say_task,
};

struct cell event_description(struct document *document, const struct model *model, const struct event *event,
                              day_number day) {
  struct saying s = {.document = document, .model = model, .event = event, .day = day};
  sayings[event->kind](&s);
  if (event->every) add_fact(&s, TEXT_CALENDAR_RECURS, phrase_recurrence(document, model, event->every));
  struct cell lines = cell_list(s.lines.items, s.lines.count);
  lines.lines = true;
  return lines;
}

/* ---- Summaries ---- */

static const enum text_key summaries[] = {
    [EVENT_TERM_BEGINS] = TEXT_CALENDAR_TERM_BEGINS,         [EVENT_TERM_ENDS] = TEXT_CALENDAR_TERM_ENDS,
    [EVENT_RENEWAL_NOTICE] = TEXT_CALENDAR_RENEWAL_NOTICE,   [EVENT_PHASE_BEGINS] = TEXT_CALENDAR_PHASE_BEGINS,
    [EVENT_PHASE_ENDS] = TEXT_CALENDAR_PHASE_ENDS,           [EVENT_CAMPAIGN_BEGINS] = TEXT_CALENDAR_CAMPAIGN_BEGINS,
    [EVENT_CAMPAIGN_ENDS] = TEXT_CALENDAR_CAMPAIGN_ENDS,     [EVENT_BASELINE] = TEXT_CALENDAR_BASELINE,
    [EVENT_DEADLINE] = TEXT_CALENDAR_DEADLINE,               [EVENT_REVIEW] = TEXT_CALENDAR_REVIEW,
    [EVENT_ACTION] = TEXT_CALENDAR_ACTION,                   [EVENT_ACTION_BEGINS] = TEXT_CALENDAR_ACTION_BEGINS,
    [EVENT_ACTION_ENDS] = TEXT_CALENDAR_ACTION_ENDS,
};

static struct cell report_summary(struct document *document, const struct event *event) {
  struct cell people = phrase_refs(document, &event->kpis[0]->reported_by);
  if (event->kpi_count == 1 || cell_is_empty(&people)) people = phrase_entity(event->of);
  if (event->kpi_count == 1) return cell_sentence(document, TEXT_CALENDAR_REPORT_ONE, ARGS(arg_cell(document, &people)));
  return cell_sentence(document, TEXT_CALENDAR_REPORT_MANY,
                       ARGS(arg_integer(event->kpi_count), arg_cell(document, &people)));
}

static struct cell figure_summary(struct document *document, const struct event *event) {
  const struct kpi *kpi = (const struct kpi *)event->of;
  const struct target *target = event->milestone ? &event->milestone->target : &kpi->target;
  struct cell wanted = phrase_bounds(document, kpi->unit, target);
  if (cell_is_empty(&wanted)) wanted = phrase_target(document, kpi->unit, target);
  return cell_sentence(document, event->milestone ? TEXT_CALENDAR_MILESTONE : TEXT_CALENDAR_TARGET,
                       ARGS(arg_entity(document, event->of), arg_cell(document, &wanted)));
}

static struct cell deliverable_summary(struct document *document, const struct event *event) {
  const struct deliverable *deliverable = (const struct deliverable *)event->of;
  struct argument name = arg_entity(document, event->of);
  if (!deliverable->from.to) return cell_sentence(document, TEXT_CALENDAR_DELIVERABLE_ALONE, ARGS(name));
  return cell_sentence(document, TEXT_CALENDAR_DELIVERABLE, ARGS(name, arg_entity(document, deliverable->from.to)));
}

/* What is paid at once: of a share its part of the line, of a monthly line the month's. */
static struct cell amount_paid(const struct model *model, const struct payment *payment) {
  const struct line *line = (const struct line *)payment->line.to;
  const struct recurrence *every = &payment->every;
  if (every->unit != TIME_NONE)
    return line->per_month && every->unit == TIME_MONTH && every->interval <= 1 ? phrase_money(model, &line->amount) : nothing;
  if (!line->whole.known || !payment->share.known) return nothing;
  return phrase_amount(model, decimal_multiply(line->whole.amount, payment->share.value));
}

static struct cell payment_summary(struct document *document, const struct model *model, const struct event *event) {
  struct cell amount = amount_paid(model, event->payment);
  struct argument line = arg_entity(document, event->of);
  if (!cell_is_empty(&amount))
    return cell_sentence(document, TEXT_CALENDAR_PAYMENT_OF, ARGS(line, arg_cell(document, &amount)));
  if (event->payment->share.known)
    return cell_sentence(document, TEXT_CALENDAR_PAYMENT_SHARE, ARGS(line, arg_share(event->payment->share.value)));
  return cell_sentence(document, TEXT_CALENDAR_PAYMENT, ARGS(line));
}

static struct cell duration_summary(struct document *document, enum text_key key, const struct duration *duration,
                                    const struct event *event) {
  struct cell length = phrase_duration(document, duration);
  return cell_sentence(document, key, ARGS(arg_cell(document, &length), arg_entity(document, event->of)));
}

struct cell event_summary(struct document *document, const struct model *model, const struct event *event) {
  const struct agreement *agreement = &model->agreement;
  switch (event->kind) {
    case EVENT_RENEWAL: return duration_summary(document, TEXT_CALENDAR_RENEWAL, &agreement->renews, event);
    case EVENT_NOTICE: return duration_summary(document, TEXT_CALENDAR_NOTICE, &agreement->notice, event);
    case EVENT_REPORT: return report_summary(document, event);
    case EVENT_MILESTONE:
    case EVENT_TARGET: return figure_summary(document, event);
    case EVENT_RETURN_JUDGED: return cell_sentence(document, TEXT_CALENDAR_RETURN_JUDGED, NO_ARGS);
    case EVENT_RETURN_EXPECTED: {
      struct cell wanted = phrase_roi(document, &model->roi->expect);
      return cell_sentence(document, TEXT_CALENDAR_RETURN_EXPECTED, ARGS(arg_cell(document, &wanted)));
    }
    case EVENT_DELIVERABLE: return deliverable_summary(document, event);
    case EVENT_PAYMENT: return payment_summary(document, model, event);
    case EVENT_TASK:
      return cell_sentence(document, TEXT_CALENDAR_TASK, ARGS(arg_words(document, event->task->text)));
    default: return cell_sentence(document, summaries[event->kind], ARGS(arg_entity(document, event->of)));
  }
}

struct cell event_source(struct document *document, const struct model *model) {
  const struct agreement *agreement = &model->agreement;
  const char *fingerprint = model->fingerprint ? model->fingerprint : "";
  size_t digits = strlen(fingerprint);
  struct argument title = arg_entity(document, &agreement->entity);
  struct argument mark = arg_string(arena_copy(document->scratch, fingerprint,
                                               digits < FINGERPRINT_DIGITS ? digits : FINGERPRINT_DIGITS));
  if (agreement->version.length == 0) return cell_sentence(document, TEXT_CALENDAR_SOURCE_UNVERSIONED, ARGS(title, mark));
  return cell_sentence(document, TEXT_CALENDAR_SOURCE, ARGS(title, arg_words(document, agreement->version), mark));
}
