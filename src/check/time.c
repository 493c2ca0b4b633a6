/* T: time. */
#include "check/recurrences.h"
#include "check/review_days.h"
#include "check/rule.h"

/* T001 */

/* Where something may lie. */
struct window {
  struct period term;
  struct recurrences *recurrences; /* without `closed`: who writes `on last day` means a day of the term */
  day_number from, to;
  bool wider; /* than the term */
};

enum { DAYS_BEFORE = 30, DAYS_AFTER = 90 };

static struct window window_of(const struct period *term, struct recurrences *recurrences, int before, int after) {
  return (struct window){*term, recurrences, term->from - before, term->to + after, before > 0};
}

/* Something with dates of its own: from its first to its last. */
struct dated {
  enum text_key what;
  const struct entity *entity;
  struct period days; /* its span is where a finding stands */
};

/* By the end that lies outside: the first day where both do. */
static void check_dated(struct report *report, const struct window *window, struct dated dated) {
  if (report_unsure(report, dated.days.from == DAY_NONE || dated.days.to == DAY_NONE)) return;
  bool before = dated.days.from < window->from, after = dated.days.to > window->to;
  if (!before && !after) return;
  day_number day = before ? dated.days.from : dated.days.to;
  int64_t days = before ? (int64_t)window->term.from - day : (int64_t)day - window->term.to;
  struct finding *finding = report_finding(
      report, dated.entity, dated.days.span, before ? TEXT_T001_BEFORE : TEXT_T001_AFTER,
      ARGS(arg_text(dated.what), arg_name(dated.entity->spelling), arg_date(day), arg_integer(days)));
  struct argument from = arg_date(window->term.from), to = arg_date(window->term.to);
  if (window->wider)
    report_label(report, finding, TEXT_T001_LABEL_WIDER, ARGS(from, to, arg_date(window->from), arg_date(window->to)));
  else
    report_label(report, finding, TEXT_T001_LABEL, ARGS(from, to));
  report_help(report, finding, TEXT_T001_HELP, NO_ARGS);
}

static struct period one_day(day_number day, struct span span) { return (struct period){day, day, span}; }

/* A date that is not stated is the term's end. One that a phase asks for is the phase's own. */
static void check_kpi_dates(struct report *report, const struct window *window, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  if (target->stated && target->by_stated)
    check_dated(report, window, (struct dated){TEXT_T001_TARGET, &kpi->entity, one_day(target->by, target->by_span)});
  for (const struct milestone *m = kpi->milestones; m; m = m->next)
    if (!m->phase)
      check_dated(report, window, (struct dated){TEXT_T001_MILESTONE, &kpi->entity, one_day(m->target.by, m->target.by_span)});
}

/* The time of something that is due once, lasts, or recurs. */
struct timed {
  enum text_key what;
  const struct entity *entity;
  enum timing timing;
  day_number due;
  const struct period *period; /* NULL: it never lasts */
  const struct recurrence *every;
  struct span span;
};

/* Of what recurs the first and the last of its days, not the bounds that are set to them. */
static struct period recurring_days(const struct window *window, const struct timed *timed) {
  struct recurrences *recurrences = window->recurrences;
  return (struct period){recurrences_first(recurrences, timed->every), recurrences_last(recurrences, timed->every), timed->span};
}

static struct period days_of(const struct window *window, const struct timed *timed) {
  if (timed->timing == TIMING_EVERY) return recurring_days(window, timed);
  if (timed->timing == TIMING_PERIOD) return (struct period){timed->period->from, timed->period->to, timed->span};
  return one_day(timed->due, timed->span);
}

static void check_timed(struct report *report, const struct window *window, struct timed timed) {
  if (timed.timing != TIMING_NONE)
    check_dated(report, window, (struct dated){timed.what, timed.entity, days_of(window, &timed)});
}

static void check_action(struct report *report, const struct window *window, const struct action *action) {
  check_timed(report, window, (struct timed){TEXT_T001_ACTION, &action->entity, action->timing, action->due, &action->period,
                                             &action->every, action->timing_span});
}

static void check_deliverable(struct report *report, const struct window *window, const struct deliverable *deliverable) {
  check_timed(report, window, (struct timed){TEXT_T001_DELIVERABLE, &deliverable->entity, deliverable->timing,
                                             deliverable->due, NULL, &deliverable->every, deliverable->timing_span});
}

/* A recurring review goes on to its first day after the term by itself, however far off that is. */
static void check_review(struct report *report, const struct window *window, const struct review *review) {
  if (review->timing == TIMING_NONE) return;
  const struct timed timed = {TEXT_T001_REVIEW, &review->entity, review->timing, review->on, NULL, &review->every, review->timing_span};
  struct period days = days_of(window, &timed);
  bool goes_on = review->timing == TIMING_EVERY && days.to != DAY_NONE && days.to > window->to &&
                 recurrence_count(window->recurrences->calendar, &review->every, window->term.to + 1, days.to) <= 1;
  if (goes_on) days.to = window->to;
  check_dated(report, window, (struct dated){timed.what, timed.entity, days});
}

static void check_phases(struct report *report, const struct window *window, const struct model *model) {
  for (uint32_t i = 0; i < model->phases.count; i++) {
    const struct phase *phase = model->phases.items[i];
    check_dated(report, window, (struct dated){TEXT_T001_PHASE, &phase->entity, phase->period});
  }
  for (uint32_t i = 0; i < model->campaigns.count; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    check_dated(report, window, (struct dated){TEXT_T001_CAMPAIGN, &campaign->entity, campaign->period});
  }
}

static void outside_term(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  struct calendar calendar = model->calendar;
  calendar.closed = CLOSED_STAYS;
  struct recurrences recurrences = {.calendar = &calendar};
  const struct window window = window_of(term, &recurrences, 0, 0);
  const struct window wider = window_of(term, &recurrences, DAYS_BEFORE, DAYS_AFTER);
  for (uint32_t i = 0; i < model->kpis.count; i++) check_kpi_dates(report, &window, model->kpis.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++) check_action(report, &window, model->actions.items[i]);
  check_phases(report, &window, model);
  for (uint32_t i = 0; i < model->deliverables.count; i++) check_deliverable(report, &wider, model->deliverables.items[i]);
  for (uint32_t i = 0; i < model->reviews.count; i++) check_review(report, &wider, model->reviews.items[i]);
}

const struct rule rule_T001 = {
    .row = {"T001", "outside-term", LEVEL_ERROR,
            "a target's or milestone's date, a phase or an action outside the term; a deliverable or review far outside it"},
    .why = "What is due after the agreement has ended binds nobody, and what was due before it began cannot be kept. Deliverables "
           "and reviews may lie up to 30 days before the term, to prepare it, and up to 90 after it, to wind it up.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 by 2027-01-31 }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 by end }\n",
    .run = outside_term,
};

/* T005 */

/* The KPIs that reviews name; false where that is not known of all of them. */
static bool gather_reviewed(const struct model *model, struct entity_map *reviewed, bool *all) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->reviews.count; i++) {
    const struct review *review = model->reviews.items[i];
    *all = *all || review->all_kpis;
    known = known && !review->entity.incomplete && !entity_unknown(&review->entity, STATEMENT_review_covers);
    for (uint32_t k = 0; k < review->covers.count; k++)
      if (review->covers.items[k].to) *entity_map_at(reviewed, review->covers.items[k].to) = review->covers.items[k].to;
  }
  return known;
}

/* One mistake, one finding: it is the review that is missing, not something of each KPI. */
static void report_no_review(const struct model *model, struct report *report) {
  const struct entity *first = &model->kpis.items[0]->entity;
  struct finding *finding = report_finding(report, &model->agreement.entity, first->head, TEXT_T005_NO_REVIEW, NO_ARGS);
  report_help(report, finding, TEXT_T005_NO_REVIEW_HELP, ARGS(arg_name(review_days_proposed)));
}

static void kpi_not_reviewed(const struct model *model, struct report *report) {
  struct entity_map reviewed = {.arena = report->arena};
  bool all = false;
  if (report_unsure(report, !gather_reviewed(model, &reviewed, &all)) || all || model->kpis.count == 0) return;
  if (model->reviews.count == 0) {
    report_no_review(model, report);
    return;
  }
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct entity *entity = &model->kpis.items[i]->entity;
    if (entity_map_get(&reviewed, entity)) continue;
    struct argument name = arg_name(entity->spelling);
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_T005, ARGS(name));
    report_help(report, finding, TEXT_T005_HELP, ARGS(name));
  }
}

const struct rule rule_T005 = {
    .row = {"T005", "kpi-not-reviewed", LEVEL_WARNING, "a KPI that no review covers"},
    .why = "A figure that is reported and never talked about changes nothing. Each KPI belongs to a review in which both sides "
           "look at it and decide what follows.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "kpi answers   \"Answers\"   { unit answers; target at least 40 }\n"
             "review look \"Second look\" {\n"
             "  every  month on day 8\n"
             "  covers followers\n"
             "}\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "kpi answers   \"Answers\"   { unit answers; target at least 40 }\n"
             "review look \"Second look\" {\n"
             "  every  month on day 8\n"
             "  covers all kpis\n"
             "}\n",
    .prerequisites = {&rule_T004},
    .run = kpi_not_reviewed,
};
