/* T: dates against the calendar, and against one another where something recurs. */
#include "check/recurrences.h"
#include "check/rule.h"

/* T006 */

/* Dates on which somebody is to do something. What a target's date or the end of a phase falls on does not matter. */
struct dated {
  const struct entity *entity;
  enum timing timing;
  day_number day;
  const struct recurrence *every;
  struct span span;
  enum text_key what;
};

/* Most things of an agreement recur alike: the last answer is kept. */
struct first_closed {
  const struct recurrence *every;
  day_number day;
};

struct dates_run {
  const struct model *model;
  struct report *report;
  struct first_closed last;
};

/* Who writes `every day` means the closed ones too, and a workday is none. */
static bool can_be_closed(const struct recurrence *every) {
  return every->unit != TIME_WORKDAY && every->unit != TIME_DAY && every->spot != SPOT_WORKDAY &&
         every->spot != SPOT_LAST_WORKDAY;
}

/* Of a term of centuries the first years are looked at. */
static day_number find_first_closed(const struct calendar *calendar, const struct recurrence *every) {
  enum { MOST_DAYS = 3653 };
  if (!can_be_closed(every)) return DAY_NONE;
  day_number day = recurrence_next(calendar, every, every->from);
  for (; day != DAY_NONE && day <= every->from + MOST_DAYS; day = recurrence_next(calendar, every, day + 1))
    if (!calendar_is_worked(calendar, day)) return day;
  return DAY_NONE;
}

static day_number first_closed(struct dates_run *run, const struct recurrence *every) {
  if (!run->last.every || recurrences_compare(run->last.every, every) != 0)
    run->last = (struct first_closed){every, find_first_closed(&run->model->calendar, every)};
  return run->last.day;
}

static struct argument weekday_argument(day_number day) {
  return arg_text((enum text_key)(TEXT_WEEKDAY_MONDAY + day_weekday(day)));
}

/* Only days of months and longer periods are moved by `closed`. */
static bool is_moved_by_closed(const struct dated *dated) {
  if (dated->timing != TIMING_EVERY) return false;
  enum time_unit unit = dated->every->unit;
  return unit == TIME_MONTH || unit == TIME_QUARTER || unit == TIME_YEAR;
}

static void report_closed(struct dates_run *run, const struct dated *dated, day_number day) {
  static const enum text_key messages[2][2] = {{TEXT_T006, TEXT_T006_HOLIDAY}, {TEXT_T006_FIRST, TEXT_T006_FIRST_HOLIDAY}};
  const struct calendar *calendar = &run->model->calendar;
  bool holiday = calendar->weekdays >> day_weekday(day) & 1, recurs = dated->timing == TIMING_EVERY;
  day_number next = calendar_next_worked(calendar, day);
  struct finding *finding =
      report_finding(run->report, dated->entity, dated->span, messages[recurs][holiday],
                     ARGS(arg_text(dated->what), arg_name(dated->entity->spelling), weekday_argument(day), arg_date(day)));
  if (next == DAY_NONE) return;
  struct argument weekday = weekday_argument(next), date = arg_date(next);
  if (is_moved_by_closed(dated))
    report_help(run->report, finding, TEXT_T006_HELP_CLOSED, ARGS(arg_name("closed next"), weekday, date));
  else if (recurs)
    report_help(run->report, finding, holiday ? TEXT_T006_HELP_HOLIDAY : TEXT_T006_HELP_RECURS,
                ARGS(weekday, date, arg_name("allow T006 \"…\"")));
  else
    report_help(run->report, finding, TEXT_T006_HELP, ARGS(weekday, date, arg_name(day_written(run->report->arena, next))));
}

static void check_dated(struct dates_run *run, struct dated dated) {
  bool recurs = dated.timing == TIMING_EVERY;
  if (!recurs && dated.timing != TIMING_DUE) return;
  if (report_unsure(run->report, recurs ? dated.every->unit == TIME_NONE : dated.day == DAY_NONE)) return;
  day_number day = recurs ? first_closed(run, dated.every) : dated.day;
  if (day != DAY_NONE && !calendar_is_worked(&run->model->calendar, day)) report_closed(run, &dated, day);
}

static void check_payments(struct dates_run *run, const struct budget *budget) {
  for (uint32_t i = 0; budget && i < budget->payments.count; i++) {
    const struct payment *p = &budget->payments.items[i];
    enum timing timing = p->every.unit != TIME_NONE ? TIMING_EVERY : p->on != DAY_NONE ? TIMING_DUE : TIMING_NONE;
    check_dated(run, (struct dated){p->line.to, timing, p->on, &p->every, timing == TIMING_EVERY ? p->every.span : p->span,
                                    TEXT_T006_PAYMENT});
  }
}

static void on_closed_day(const struct model *model, struct report *report) {
  struct dates_run run = {.model = model, .report = report};
  if (report_unsure(report, model->calendar.unknown) || model->calendar.closed != CLOSED_STAYS) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *k = model->kpis.items[i];
    if (k->reported.unit != TIME_NONE)
      check_dated(&run, (struct dated){&k->entity, TIMING_EVERY, DAY_NONE, &k->reported, k->reported.span, TEXT_T006_REPORT});
  }
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *a = model->actions.items[i];
    check_dated(&run, (struct dated){&a->entity, a->timing, a->due, &a->every, a->timing_span, TEXT_T006_ACTION});
  }
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *d = model->deliverables.items[i];
    check_dated(&run, (struct dated){&d->entity, d->timing, d->due, &d->every, d->timing_span, TEXT_T006_DELIVERABLE});
  }
  for (uint32_t i = 0; i < model->reviews.count; i++) {
    const struct review *r = model->reviews.items[i];
    check_dated(&run, (struct dated){&r->entity, r->timing, r->on, &r->every, r->timing_span, TEXT_T006_REVIEW});
  }
  check_payments(&run, model->budget);
}

const struct rule rule_T006 = {
    .row = {"T006", "on-closed-day", LEVEL_INFO,
            "a day on which something is due is a holiday or no workday, and the calendar does not say `closed`"},
    .why = "What is due on a Sunday comes on the Friday before for one side and on the Monday after for the other. `closed next` or "
           "`closed previous` in the calendar says it once for what recurs monthly or quarterly. Looked at are actions, "
           "deliverables, reviews, reports and payments; not targets and phases, whose dates are limits, and not what is due "
           "`every day`.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "action set_up \"Set up the page\" { due 2026-02-01 }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "action set_up \"Set up the page\" { due 2026-02-02 }\n",
    .run = on_closed_day,
};

/* T012 */

enum { MINUTES_A_DAY = 24 * 60, MOST_DAYS_LOOKED_AT = 3653 };

/* Its acceptance, with each revision accepted anew. */
struct rounds {
  struct duration steps[2]; /* all its rounds, then what silence adds to each of them */
  uint32_t step_count;
  int64_t count;
};

static struct duration times(const struct duration *duration, int64_t n) {
  struct duration all = *duration;
  all.amount = decimal_multiply(all.amount, decimal_from_integer(n));
  return all;
}

/* False where there is none, or it is not known. */
static bool acceptance_of(struct report *report, const struct deliverable *deliverable, struct rounds *rounds) {
  const struct entity *entity = &deliverable->entity;
  if (deliverable->timing != TIMING_EVERY || !entity_stated(entity, STATEMENT_deliverable_accepted)) return false;
  bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_deliverable_accepted) ||
                 entity_unknown(entity, STATEMENT_deliverable_silence) || entity_unknown(entity, STATEMENT_deliverable_due) ||
                 (deliverable->revisions.stated && !deliverable->revisions.known);
  if (report_unsure(report, unknown)) return false;
  rounds->count = 1 + (deliverable->revisions.stated ? deliverable->revisions.count : 0);
  rounds->steps[0] = times(&deliverable->accepted_within, rounds->count);
  rounds->step_count = 1;
  if (deliverable->silence.form == SILENCE_ESCALATES)
    rounds->steps[rounds->step_count++] = times(&deliverable->silence.within, rounds->count);
  return true;
}

/* Delivered when the day's work begins, and the next one at the same hour. */
static moment accepted_at(const struct calendar *calendar, const struct rounds *rounds, day_number delivered) {
  moment at = (moment)delivered * MINUTES_A_DAY + calendar->opens;
  for (uint32_t i = 0; i < rounds->step_count && at != MOMENT_NEVER; i++)
    at = calendar_after(calendar, at, &rounds->steps[i]);
  return at;
}

/* The day that a moment lies in. */
static day_number day_of(moment at) { return (day_number)(at / MINUTES_A_DAY - (at % MINUTES_A_DAY < 0)); }

struct overtaken {
  bool found;
  day_number delivered, next;
  moment accepted;
};

/* The first that can still be waiting when the next one comes. */
static struct overtaken find_overtaken(struct recurrences *recurrences, const struct recurrence *every,
                                       const struct rounds *rounds) {
  const struct calendar *calendar = recurrences->calendar;
  day_number day = recurrences_first(recurrences, every), last = every->from + MOST_DAYS_LOOKED_AT;
  while (day != DAY_NONE && day <= last) {
    day_number next = recurrences_next(recurrences, every, day + 1);
    if (next == DAY_NONE) break;
    moment accepted = accepted_at(calendar, rounds, day);
    if (accepted == MOMENT_NEVER || accepted > (moment)next * MINUTES_A_DAY + calendar->opens)
      return (struct overtaken){true, day, next, accepted};
    day = next;
  }
  return (struct overtaken){.found = false};
}

/* What was found of some: many deliverables recur alike, and are accepted alike. */
enum { KEPT = 8 };
struct kept_overtaken {
  struct {
    const struct recurrence *every;
    struct rounds rounds;
    struct overtaken found;
  } items[KEPT];
  uint32_t count; /* those that had to give way are counted too */
};

static bool are_equal(const struct duration *a, const struct duration *b) {
  return a->unit == b->unit && decimal_is_finite(a->amount) && decimal_is_finite(b->amount) &&
         decimal_compare(a->amount, b->amount) == 0;
}

/* The steps hold how often they are gone through. */
static bool are_accepted_alike(const struct rounds *a, const struct rounds *b) {
  bool equal = a->step_count == b->step_count;
  for (uint32_t i = 0; i < a->step_count && equal; i++) equal = are_equal(&a->steps[i], &b->steps[i]);
  return equal;
}

static struct overtaken overtaken_of(struct kept_overtaken *kept, struct report *report, const struct recurrence *every,
                                     const struct rounds *rounds) {
  for (uint32_t i = 0; i < KEPT && i < kept->count; i++)
    if (recurrences_compare(kept->items[i].every, every) == 0 && are_accepted_alike(&kept->items[i].rounds, rounds))
      return kept->items[i].found;
  uint32_t place = kept->count++ % KEPT;
  kept->items[place].every = every;
  kept->items[place].rounds = *rounds;
  return kept->items[place].found = find_overtaken(report->recurrences, every, rounds);
}

static struct finding *report_slow(struct report *report, const struct deliverable *deliverable,
                                   const struct rounds *rounds, const struct overtaken *found) {
  const struct entity *entity = &deliverable->entity;
  struct span span = deliverable->accepted_within.span;
  struct argument name = arg_name(entity->spelling), delivered = arg_date(found->delivered), next = arg_date(found->next);
  if (found->accepted == MOMENT_NEVER) return report_finding(report, entity, span, TEXT_T012_NEVER, ARGS(name));
  struct argument accepted = arg_date(day_of(found->accepted));
  if (rounds->count == 1) return report_finding(report, entity, span, TEXT_T012, ARGS(name, delivered, accepted, next));
  return report_finding(report, entity, span, TEXT_T012_REVISIONS,
                        ARGS(name, delivered, accepted, next, arg_integer(rounds->count - 1)));
}

static void explain_slow(struct report *report, struct finding *finding, const struct deliverable *deliverable,
                         const struct rounds *rounds, const struct overtaken *found) {
  report_related(report, finding, deliverable->timing_span, TEXT_T012_DUE,
                 ARGS(arg_integer((int64_t)found->next - found->delivered)));
  if (rounds->count > 1)
    report_related(report, finding, deliverable->revisions.span, TEXT_T012_ROUNDS, ARGS(arg_integer(rounds->count)));
  if (rounds->step_count > 1) report_related(report, finding, deliverable->silence.within.span, TEXT_T012_SILENCE, NO_ARGS);
  report_help(report, finding, rounds->count > 1 ? TEXT_T012_HELP_REVISIONS : TEXT_T012_HELP, NO_ARGS);
}

static void acceptance_too_slow(const struct model *model, struct report *report) {
  struct kept_overtaken kept = {.count = 0};
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    struct rounds rounds;
    if (!acceptance_of(report, deliverable, &rounds)) continue;
    struct overtaken found = overtaken_of(&kept, report, &deliverable->every, &rounds);
    if (!found.found) continue;
    struct finding *finding = report_slow(report, deliverable, &rounds, &found);
    explain_slow(report, finding, deliverable, &rounds, &found);
  }
}

const struct rule rule_T012 = {
    .row = {"T012", "acceptance-too-slow", LEVEL_WARNING,
            "the acceptance of what recurs, with all its revisions, can take longer than the time to the next one"},
    .why = "A plan for the next month that is accepted when that month is over was not accepted at all. Each revision is accepted "
           "anew, within the same time, and what silence escalates adds its own; the time that the agency takes to revise is not "
           "counted. Weekends and holidays are: once in the term is enough.",
    .wrong = "deliverable plan \"Plan for the week\" {\n"
             "  from      lantern to alpine\n"
             "  due       every week on monday\n"
             "  accepted  by mei within 2 workdays\n"
             "  revisions 2\n"
             "}\n",
    .right = "deliverable plan \"Plan for the week\" {\n"
             "  from      lantern to alpine\n"
             "  due       every week on monday\n"
             "  accepted  by mei within 1 workday\n"
             "  revisions 2\n"
             "}\n",
    .run = acceptance_too_slow,
};
