/* While the agreement runs: by how often it comes, then by whose it is. */
#include "report/checklist_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

enum rhythm {
  RHYTHM_DAILY, RHYTHM_WEEKLY, RHYTHM_MONTHLY, RHYTHM_QUARTERLY, RHYTHM_YEARLY, RHYTHM_DATED, RHYTHM_WHENEVER,
  RHYTHM_ALL_ALONG
};

struct group checklist_running_group(const struct checklist *list, uint32_t group) {
  (void)list;
  return (struct group){(enum text_key)(TEXT_CHECKLIST_DAILY + (int)group), NULL};
}

static enum rhythm rhythm_of(enum time_unit unit) {
  switch (unit) {
    case TIME_WEEK: return RHYTHM_WEEKLY;
    case TIME_MONTH: return RHYTHM_MONTHLY;
    case TIME_QUARTER: return RHYTHM_QUARTERLY;
    case TIME_YEAR: return RHYTHM_YEARLY;
    default: return RHYTHM_DAILY;
  }
}

/* When something is done: how often it comes, in words, and by which day it is sorted. */
struct occasion {
  enum rhythm rhythm;
  struct cell when;
  day_number day;
};

/* Where in its week, month, quarter or year something comes. */
static day_number place_in(enum time_unit unit, day_number day) {
  if (day == DAY_NONE) return day;
  return unit == TIME_WEEK ? (day_number)day_weekday(day) : day - day_month_start(day);
}

static struct occasion occasion_every(struct checklist *list, const struct recurrence *every) {
  const struct model *model = list->model;
  day_number day = model->agreement.term.from;
  return (struct occasion){rhythm_of(every->unit), phrase_recurrence(list->document, model, every),
                           place_in(every->unit, day == DAY_NONE ? day : recurrence_next(&model->calendar, every, day))};
}

static struct occasion occasion_on(day_number day) { return (struct occasion){RHYTHM_DATED, cell_date(day), day}; }

static struct occasion occasion_whenever(struct checklist *list, const struct duration *within) {
  struct cell length = phrase_duration(list->document, within);
  if (cell_is_empty(&length)) return (struct occasion){RHYTHM_WHENEVER, nothing, DAY_NONE};
  struct cell when = cell_sentence(list->document, TEXT_REPORT_WITHIN, ARGS(arg_cell(list->document, &length)));
  return (struct occasion){RHYTHM_WHENEVER, when, DAY_NONE};
}

static struct occasion occasion_of(struct checklist *list, enum timing timing, const struct period *period, day_number due,
                                   const struct recurrence *every) {
  struct occasion occasion = occasion_on(due);
  if (timing == TIMING_EVERY) return occasion_every(list, every);
  if (timing != TIMING_PERIOD) return occasion;
  occasion.when = phrase_period(list->document, period);
  occasion.day = period->from;
  return occasion;
}

/* The same, and a length of time after it: every month on day 8, within 2 working days. */
static struct occasion occasion_within(struct checklist *list, struct occasion occasion, const struct duration *within) {
  struct occasion after = occasion_whenever(list, within);
  if (cell_is_empty(&after.when)) return occasion;
  occasion.when = cell_is_empty(&occasion.when)
                      ? after.when
                      : checklist_with(list, TEXT_CHECKLIST_THEN, occasion.when, after.when);
  return occasion;
}

static void add(struct checklist *list, const struct entity *owner, struct occasion occasion, struct cell what,
                struct cell note) {
  struct item *item = checklist_add(list, occasion.rhythm, what);
  item->owner = owner;
  item->whose = people_of(list, owner);
  item->day = occasion.day;
  item->task.when = occasion.when;
  item->task.note = note;
}

/* For each of them, since each has a box to tick; where there is none, for nobody. */
static void add_for(struct checklist *list, const struct refs *owners, struct occasion occasion, struct cell what,
                    struct cell note) {
  if (owners->count == 0) add(list, NULL, occasion, what, note);
  for (uint32_t i = 0; i < owners->count; i++) add(list, owners->items[i].to, occasion, what, note);
}

/* ---- Questions ---- */

/* `usual` answers what names nobody, on `occasion` where it says no other. */
static void add_tails(struct checklist *list, const struct tail *tails, const struct entity *usual,
                      struct occasion occasion, struct cell note) {
  for (const struct tail *tail = tails; tail; tail = tail->next) {
    struct occasion when = tail->due == DAY_NONE ? occasion_within(list, occasion, &tail->within) : occasion_on(tail->due);
    if (tail->by.count == 0) add(list, usual, when, cell_text(tail->text), note);
    else add_for(list, &tail->by, when, cell_text(tail->text), note);
  }
}

/* ---- Figures ---- */

static void add_report(struct checklist *list, const struct kpi *kpi) {
  struct occasion occasion = {RHYTHM_MONTHLY, nothing, DAY_NONE};
  struct cell note = nothing;
  if (kpi->formula) return; /* it is worked out */
  if (kpi->reported.unit != TIME_NONE) occasion = occasion_every(list, &kpi->reported);
  if (kpi->source.length) note = checklist_words(list, TEXT_CHECKLIST_READ_FROM, kpi->source);
  add_for(list, &kpi->reported_by, occasion, checklist_of(list, TEXT_CHECKLIST_REPORT, &kpi->entity), note);
}

static const struct entity *owner_of(const struct kpi *kpi) {
  if (kpi->reported_by.count > 0) return kpi->reported_by.items[0].to;
  if (kpi->measures.count == 0) return NULL;
  return ((const struct objective *)kpi->measures.items[0].to)->owner.to;
}

/* Those of phases stand where the phases end. */
static void add_milestones(struct checklist *list, const struct kpi *kpi) {
  for (const struct milestone *m = kpi->milestones; m; m = m->next) {
    struct cell target = phrase_target(list->document, kpi->unit, &m->target);
    if (m->phase || cell_is_empty(&target)) continue;
    add(list, owner_of(kpi), occasion_on(m->target.by),
        checklist_with(list, TEXT_CHECKLIST_MILESTONE, phrase_entity(&kpi->entity), target), nothing);
  }
}

/* ---- Work ---- */

static void add_action(struct checklist *list, const struct action *action) {
  struct occasion occasion = occasion_of(list, action->timing, &action->period, action->due, &action->every);
  const struct entity *first = action->by.count > 0 ? action->by.items[0].to : NULL;
  add_for(list, &action->by, occasion, phrase_entity(&action->entity), nothing);
  add_tails(list, action->criteria, first, occasion, checklist_of(list, TEXT_CHECKLIST_CRITERION, &action->entity));
}

static void add_deliverable(struct checklist *list, const struct deliverable *d) {
  struct occasion occasion = occasion_of(list, d->timing, NULL, d->due, &d->every);
  struct cell criterion = checklist_of(list, TEXT_CHECKLIST_CRITERION, &d->entity);
  add(list, d->from.to, occasion, checklist_of(list, TEXT_CHECKLIST_DELIVER, &d->entity), nothing);
  if (d->accepted_by.to)
    add(list, d->accepted_by.to, occasion_within(list, occasion, &d->accepted_within),
        checklist_of(list, TEXT_CHECKLIST_ACCEPT, &d->entity), nothing);
  add_tails(list, d->criteria, d->accepted_by.to, occasion, criterion);
}

static bool is_elsewhere(const struct checklist *list, enum timing timing, day_number due) {
  return timing == TIMING_DUE && (checklist_is_before(list, due) || checklist_is_after(list, due));
}

static void add_work(struct checklist *list) {
  const struct model *model = list->model;
  for (uint32_t i = 0; i < model->actions.count; i++)
    if (!is_elsewhere(list, model->actions.items[i]->timing, model->actions.items[i]->due))
      add_action(list, model->actions.items[i]);
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    if (!is_elsewhere(list, model->deliverables.items[i]->timing, model->deliverables.items[i]->due))
      add_deliverable(list, model->deliverables.items[i]);
}

static void add_duty(struct checklist *list, const struct duty *duty) {
  struct occasion occasion = {RHYTHM_ALL_ALONG, phrase_effort(list->document, &duty->takes), DAY_NONE};
  struct cell note = nothing;
  if (duty->accountable.to) note = checklist_of(list, TEXT_CHECKLIST_ACCOUNTABLE, duty->accountable.to);
  if (duty->responsible.count > 1) occasion.when = nothing; /* the effort is of all of them together */
  if (duty->responsible.count == 0 && duty->accountable.to)
    add(list, duty->accountable.to, occasion, phrase_entity(&duty->entity), note);
  else add_for(list, &duty->responsible, occasion, phrase_entity(&duty->entity), note);
}

/* ---- Channels ---- */

/* Who does what a duty includes: the responsible of the first that includes it. */
static struct refs doers_of(const struct checklist *list, const struct entity *thing) {
  const struct link *link = links_of(&list->duties, thing);
  return link ? ((const struct duty *)link->by)->responsible : (struct refs){0};
}

/* Who makes a content: the agency, where it does not say. */
static const struct entity *maker_of(const struct model *model, const struct content *content) {
  const struct entity *agency = NULL;
  if (content->by.to) return content->by.to;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    if (model->parties.items[i]->entity.kind != ENTITY_AGENCY) continue;
    if (agency) return NULL; /* which of them is not said */
    agency = &model->parties.items[i]->entity;
  }
  return agency;
}

/* Who makes all that is posted there; NULL where several do. */
static const struct entity *poster_of(const struct model *model, const struct channel *channel) {
  const struct entity *poster = NULL;
  for (uint32_t i = 0; i < channel->mix.items.count; i++) {
    const struct entity *content = channel->mix.items.items[i].of.to;
    const struct entity *maker = content ? maker_of(model, (const struct content *)content) : NULL;
    if (!maker || (poster && maker != poster)) return NULL;
    poster = maker;
  }
  return poster;
}

static struct cell posts_cell(struct checklist *list, const struct cadence *posts) {
  struct cell cell = cell_figure(FIGURE_NUMBER, decimal_from_integer(posts->has_least ? posts->least : posts->most), (struct text_unit){0});
  if (!posts->has_least || !posts->has_most || posts->least != posts->most) {
    cell.kind = CELL_RANGE;
    cell.has_low = posts->has_least;
    cell.has_high = posts->has_most;
    cell.as.range.low = decimal_from_integer(posts->least);
    cell.as.range.high = decimal_from_integer(posts->most);
  }
  return cell_sentence(list->document, TEXT_CHECKLIST_POSTS_PER,
                       ARGS(arg_cell(list->document, &cell), arg_text(phrase_time_unit(posts->per))));
}

static void add_posts(struct checklist *list, const struct channel *channel) {
  const struct cadence *posts = &channel->posts;
  if (!posts->stated || !posts->known || posts->per == TIME_NONE) return;
  struct occasion occasion = {rhythm_of(posts->per), nothing, DAY_NONE};
  struct cell what = checklist_with(list, TEXT_CHECKLIST_POST, phrase_entity(&channel->entity), posts_cell(list, posts));
  const struct refs doers = doers_of(list, &channel->entity);
  if (doers.count > 0) add_for(list, &doers, occasion, what, nothing);
  else add(list, poster_of(list->model, channel), occasion, what, nothing);
}

static void add_answers(struct checklist *list, const struct channel *channel) {
  if (!channel->answers.stated) return;
  struct occasion occasion = occasion_whenever(list, &channel->answers.within);
  occasion.rhythm = RHYTHM_DAILY;
  add_for(list, &channel->answers.by, occasion, checklist_of(list, TEXT_CHECKLIST_ANSWER, &channel->entity), nothing);
}

static void add_boost(struct checklist *list, const struct channel *channel) {
  struct document *document = list->document;
  if (!channel->boost.stated || !channel->boost.when) return;
  struct cell when = phrase_condition(document, channel->boost.when);
  struct cell money = phrase_money(list->model, &channel->boost.up_to);
  struct cell note = checklist_with(list, TEXT_CHECKLIST_BOOST_NOTE, when, nothing);
  if (!cell_is_empty(&money) && channel->boost.per != TIME_NONE)
    note = cell_sentence(document, TEXT_CHECKLIST_BOOST_NOTE_UP_TO,
                         ARGS(arg_cell(document, &when), arg_cell(document, &money),
                              arg_text(phrase_time_unit(channel->boost.per))));
  const struct refs doers = doers_of(list, &channel->entity);
  add_for(list, &doers, (struct occasion){RHYTHM_WHENEVER, nothing, DAY_NONE},
          checklist_of(list, TEXT_CHECKLIST_BOOST, &channel->entity), note);
}

static void add_channels(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->channels.count; i++) {
    const struct channel *channel = list->model->channels.items[i];
    add_posts(list, channel);
    add_answers(list, channel);
    add_boost(list, channel);
  }
}

/* ---- Money ---- */

static struct occasion payment_occasion(struct checklist *list, const struct payment *payment) {
  struct occasion occasion = occasion_on(payment->on);
  if (payment->every.unit != TIME_NONE) return occasion_within(list, occasion_every(list, &payment->every), &payment->within);
  if (payment->on != DAY_NONE || !payment->after.to) return occasion;
  const struct deliverable *after = (const struct deliverable *)payment->after.to;
  occasion.when = checklist_of(list, TEXT_CHECKLIST_AFTER, payment->after.to);
  occasion.day = after->timing == TIMING_DUE ? after->due : DAY_NONE;
  return occasion;
}

static void add_payment(struct checklist *list, const struct payment *payment) {
  const struct line *line = (const struct line *)payment->line.to;
  struct cell what = checklist_of(list, TEXT_CHECKLIST_PAY, payment->line.to), note = nothing;
  if (!line) return;
  if (payment->every.unit == TIME_NONE && payment->share.known) {
    what = cell_sentence(list->document, TEXT_CHECKLIST_PAY_SHARE,
                         ARGS(arg_share(payment->share.value), arg_entity(list->document, payment->line.to)));
    if (line->whole.known)
      note = checklist_said(list, phrase_amount(list->model, decimal_multiply(line->whole.amount, payment->share.value)));
  } else if (line->per_month && payment->every.unit == TIME_MONTH && payment->every.interval <= 1) {
    note = phrase_money(list->model, &line->amount);
    if (!cell_is_empty(&note)) note = checklist_with(list, TEXT_CHECKLIST_EACH_TIME, note, nothing);
  }
  add(list, reader_paying(list->model, line), payment_occasion(list, payment), what, note);
}

static void add_payments(struct checklist *list) {
  const struct budget *budget = list->model->budget;
  for (uint32_t i = 0; budget && i < budget->payments.count; i++) add_payment(list, &budget->payments.items[i]);
}

/* ---- Reviews, decisions, diagnoses ---- */

static void add_review(struct checklist *list, const struct review *review) {
  struct occasion occasion = occasion_of(list, review->timing, NULL, review->on, &review->every);
  add(list, review->chair.to, occasion, checklist_of(list, TEXT_CHECKLIST_HOLD, &review->entity), nothing);
  if (review->attended.count > 0)
    add_for(list, &review->attended, occasion, checklist_of(list, TEXT_CHECKLIST_ATTEND, &review->entity), nothing);
  if (review->minutes_by.to)
    add(list, review->minutes_by.to, occasion_within(list, occasion, &review->minutes_within),
        checklist_of(list, TEXT_CHECKLIST_MINUTES, &review->entity), nothing);
  add_tails(list, review->asks, review->chair.to, occasion,
            checklist_of(list, TEXT_CHECKLIST_OF_REVIEW, &review->entity));
}

static void add_approval(struct checklist *list, const struct approval *approval) {
  enum text_key key = approval->covers.count == 0 ? TEXT_CHECKLIST_DECIDE_MONEY : TEXT_CHECKLIST_DECIDE;
  for (uint32_t i = 0; i < approval->steps.count; i++)
    add_for(list, &approval->steps.items[i].by, occasion_whenever(list, &approval->steps.items[i].within),
            checklist_of(list, key, &approval->entity), nothing);
  if (approval->delegated.to)
    add(list, approval->delegated.to, (struct occasion){RHYTHM_WHENEVER, nothing, DAY_NONE},
        checklist_of(list, key, &approval->entity), nothing);
  if (approval->silence.form == SILENCE_ESCALATES && approval->silence.to.to)
    add(list, approval->silence.to.to, occasion_whenever(list, &approval->silence.within),
        checklist_of(list, TEXT_CHECKLIST_IF_NO_ANSWER, &approval->entity), nothing);
}

static void add_diagnosis(struct checklist *list, const struct diagnosis *diagnosis) {
  struct cell condition = phrase_condition(list->document, diagnosis->when);
  add_tails(list, diagnosis->then, NULL, (struct occasion){RHYTHM_WHENEVER, nothing, DAY_NONE},
            checklist_with(list, TEXT_CHECKLIST_IF, condition, nothing));
}

static void add_crises(struct checklist *list) {
  const struct brand *brand = list->model->brand;
  for (uint32_t i = 0; brand && i < brand->crises.count; i++)
    add_for(list, &brand->crises.items[i].by, occasion_whenever(list, &brand->crises.items[i].within),
            checklist_say(TEXT_CHECKLIST_CRISIS), cell_text(brand->crises.items[i].what));
}

static void add_trends(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->contents.count; i++) {
    const struct content *content = list->model->contents.items[i];
    if (content->reacts.unit != TIME_NONE)
      add(list, maker_of(list->model, content), occasion_whenever(list, &content->reacts),
          checklist_of(list, TEXT_CHECKLIST_TREND, &content->entity), nothing);
  }
}

static void link_duties(struct checklist *list) {
  list->duties = links_in(list->document->scratch);
  for (uint32_t i = 0; i < list->model->duties.count; i++)
    links_add_refs(&list->duties, &list->model->duties.items[i]->includes,
                   (struct link){.part = LINK_RESPONSIBLE, .by = &list->model->duties.items[i]->entity});
}

void checklist_running(struct checklist *list) {
  const struct model *model = list->model;
  link_duties(list);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    add_report(list, model->kpis.items[i]);
    add_milestones(list, model->kpis.items[i]);
  }
  add_work(list);
  add_channels(list);
  add_payments(list);
  for (uint32_t i = 0; i < model->reviews.count; i++) add_review(list, model->reviews.items[i]);
  for (uint32_t i = 0; i < model->approvals.count; i++) add_approval(list, model->approvals.items[i]);
  for (uint32_t i = 0; i < model->diagnoses.count; i++) add_diagnosis(list, model->diagnoses.items[i]);
  add_crises(list);
  add_trends(list);
  for (uint32_t i = 0; i < model->duties.count; i++) add_duty(list, model->duties.items[i]);
}
