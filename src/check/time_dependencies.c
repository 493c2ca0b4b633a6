/* T: what comes after what, and what is needed first. */
#include "check/dependencies.h"
#include "check/recurrences.h"
#include "check/rule.h"

/* T007 */

static void note_unknown_ties(const struct model *model, struct report *report) {
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct entity *entity = &model->actions.items[i]->entity;
    unknown = unknown || entity->incomplete || entity_unknown(entity, STATEMENT_action_after) ||
              entity_unknown(entity, STATEMENT_action_needs);
  }
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct entity *entity = &model->deliverables.items[i]->entity;
    unknown = unknown || entity->incomplete || entity_unknown(entity, STATEMENT_deliverable_needs);
  }
  report_unsure(report, unknown); /* circles of what is known are circles all the same */
}

static const char *circle_written(const struct circle *circle, struct arena *arena) {
  const struct entity **members = ARENA_ARRAY(arena, const struct entity *, circle->count);
  for (uint32_t i = 0; i < circle->count; i++) members[i] = circle->ties[i].of;
  return entities_circle(arena, members, circle->count);
}

static void report_circle(struct report *report, const struct circle *circle) {
  enum { MOST_RELATED = 6 };
  const struct tie *first = &circle->ties[0];
  struct argument written = arg_name(circle_written(circle, report->arena));
  struct argument name = arg_name(first->of->spelling);
  struct finding *finding = circle->count == 1 ? report_finding(report, first->of, first->to->span, TEXT_T007_SELF, ARGS(name))
                                               : report_finding(report, first->of, first->to->span, TEXT_T007, ARGS(written));
  for (uint32_t i = 1; i < circle->count && i <= MOST_RELATED; i++)
    report_related(report, finding, circle->ties[i].to->span, TEXT_T007_TIE,
                   ARGS(arg_name(circle->ties[i].of->spelling), arg_name(circle->ties[i].to->to->spelling)));
  if (circle->count == 1)
    report_help(report, finding, TEXT_T007_SELF_HELP, ARGS(name));
  else
    report_help(report, finding, TEXT_T007_HELP, NO_ARGS);
}

static void dependency_cycle(const struct model *model, struct report *report) {
  struct dependencies dependencies = dependencies_find(report->arena, model);
  note_unknown_ties(model, report);
  for (uint32_t i = 0; i < dependencies.circles.count; i++) report_circle(report, &dependencies.circles.items[i]);
}

const struct rule rule_T007 = {
    .row = {"T007", "dependency-cycle", LEVEL_ERROR, "actions or deliverables that wait for one another in a circle"},
    .why = "Where the film waits for the script and the script for the film, neither can begin. Somebody will begin all the same, "
           "and each side will say that it was waiting for the other.",
    .wrong = "action script \"Script\" { by jo; due 2026-03-10; after film }\n"
             "action film   \"Film\"   { by jo; due 2026-03-20; after script }\n",
    .right = "action script \"Script\" { by jo; due 2026-03-10 }\n"
             "action film   \"Film\"   { by jo; due 2026-03-20; after script }\n",
    .run = dependency_cycle,
};

/* T008 */

/* The day on which an action is done. */
struct finish {
  day_number day;   /* DAY_NONE: unknown */
  bool recurs;      /* it goes on until then */
  bool open;        /* it recurs, and nothing is said of its end */
};

static struct finish finish_of(const struct model *model, struct report *report, const struct action *action) {
  switch (action->timing) {
    case TIMING_PERIOD: return (struct finish){action->period.to, false, false};
    case TIMING_DUE: return (struct finish){action->due, false, false};
    case TIMING_EVERY:
      return (struct finish){recurrences_last(report->recurrences, &action->every), true, action->every.to == model->agreement.term.to};
    case TIMING_NONE: break;
  }
  return (struct finish){DAY_NONE, false, false};
}

static bool is_fixed(const struct action *action) {
  return action->timing == TIMING_PERIOD || action->timing == TIMING_DUE;
}

static day_number beginning_of(const struct action *action) {
  return action->timing == TIMING_PERIOD ? action->period.from : action->due;
}

static void report_too_early(struct report *report, const struct action *action, const struct ref *after,
                             const struct finish *finish) {
  static const enum text_key messages[2][2] = {{TEXT_T008_DUE, TEXT_T008_DUE_GOES_ON},
                                               {TEXT_T008_STARTS, TEXT_T008_STARTS_GOES_ON}};
  const struct action *before = (const struct action *)after->to;
  day_number day = beginning_of(action);
  struct argument name = arg_name(before->entity.spelling), done = arg_date(finish->day);
  struct finding *finding =
      report_finding(report, &action->entity, after->span, messages[action->timing == TIMING_PERIOD][finish->recurs],
                     ARGS(arg_name(action->entity.spelling), arg_date(day), name, done));
  report_label(report, finding, TEXT_T008_LABEL, ARGS(arg_integer((int64_t)finish->day - day)));
  report_related(report, finding, action->timing_span, TEXT_T008_TIME, ARGS(arg_name(action->entity.spelling)));
  report_related(report, finding, before->timing_span, TEXT_T008_TIME, ARGS(name));
  report_help(report, finding, finish->open ? TEXT_T008_GOES_ON_HELP : TEXT_T008_HELP,
              ARGS(arg_name(action->entity.spelling), done, name));
}

/* A recurrence starts when what it comes after is done: it may have no day left. */
static void check_recurring(const struct model *model, struct report *report, const struct action *action,
                            const struct ref *after, const struct finish *finish) {
  const struct recurrence *every = &action->every;
  const struct action *before = (const struct action *)after->to;
  if (finish->open || finish->day > model->agreement.term.to) return;
  if (recurrences_first(report->recurrences, every) == DAY_NONE) return;
  if (recurrences_next(report->recurrences, every, finish->day) != DAY_NONE) return;
  struct argument name = arg_name(action->entity.spelling), other = arg_name(before->entity.spelling);
  struct finding *finding = report_finding(report, &action->entity, after->span, TEXT_T008_NEVER,
                                           ARGS(name, arg_date(every->to), other, arg_date(finish->day)));
  report_related(report, finding, action->timing_span, TEXT_T008_TIME, ARGS(name));
  report_related(report, finding, before->timing_span, TEXT_T008_TIME, ARGS(other));
  report_help(report, finding, TEXT_T008_NEVER_HELP, ARGS(name, arg_date(finish->day), other));
}

static void check_after(const struct model *model, struct report *report, const struct action *action,
                        const struct ref *after) {
  struct finish finish = finish_of(model, report, (const struct action *)after->to);
  if (report_unsure(report, finish.day == DAY_NONE)) return;
  if (!is_fixed(action)) {
    check_recurring(model, report, action, after, &finish);
    return;
  }
  if (beginning_of(action) < finish.day) report_too_early(report, action, after, &finish);
}

static bool action_time_is_known(const struct action *action) {
  if (action->timing == TIMING_EVERY) return action->every.unit != TIME_NONE;
  return action->timing != TIMING_NONE && beginning_of(action) != DAY_NONE;
}

static void starts_before_dependency(const struct model *model, struct report *report) {
  const struct dependencies dependencies = dependencies_find(report->arena, model);
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    report_unsure(report, action->entity.incomplete || entity_unknown(&action->entity, STATEMENT_action_after));
    if (!action->after.stated || report_unsure(report, !action_time_is_known(action))) continue;
    for (uint32_t k = 0; k < action->after.count; k++)
      if (!dependencies_are_circular(&dependencies, &action->entity, action->after.items[k].to))
        check_after(model, report, action, &action->after.items[k]);
  }
}

const struct rule rule_T008 = {
    .row = {"T008", "starts-before-dependency", LEVEL_ERROR, "a fixed date before the end of what it comes after"},
    .why = "What comes after something cannot begin before that is done: one of the two dates is not meant. To begin on its last "
           "day is allowed. A recurrence waits by itself: it starts when what it comes after is done, and is at fault only where "
           "no day is left for it. What recurs is done on its last day, so nothing with a date of its own can come after "
           "something that goes on to the end of the term.",
    .wrong = "action tracking \"Set up tracking\" { by jo; due 2026-02-13 }\n"
             "action launch   \"First ads\"       { by jo; from 2026-02-02 to 2026-02-27; after tracking }\n",
    .right = "action tracking \"Set up tracking\" { by jo; due 2026-01-30 }\n"
             "action launch   \"First ads\"       { by jo; from 2026-02-02 to 2026-02-27; after tracking }\n",
    .run = starts_before_dependency,
};

/* T013 */

/* Something that needs others: from which day on it needs them. */
struct needing {
  const struct entity *entity;
  const struct refs *needs;
  day_number day;  /* DAY_NONE: unknown */
  const struct recurrence *every; /* NULL: it does not recur */
  struct span span;
  enum text_key message;
};

struct needing_run {
  const struct model *model;
  struct report *report;
  struct dependencies dependencies;
};

/* Where it recurs, the first day: the one on which it is there, or needs what it needs, for the first time. */
static day_number day_of(const struct report *report, enum timing timing, day_number due, const struct recurrence *every) {
  if (timing == TIMING_EVERY) return recurrences_first(report->recurrences, every);
  return timing == TIMING_DUE ? due : DAY_NONE;
}

/* An action that lasts is there when it is over. */
static day_number there_on(const struct report *report, const struct entity *entity, struct span *span) {
  const struct action *action = (const struct action *)entity;
  const struct deliverable *deliverable = (const struct deliverable *)entity;
  *span = entity->kind == ENTITY_ACTION ? action->timing_span : deliverable->timing_span;
  if (entity->kind == ENTITY_DELIVERABLE) return day_of(report, deliverable->timing, deliverable->due, &deliverable->every);
  if (action->timing == TIMING_PERIOD) return action->period.to;
  return day_of(report, action->timing, action->due, &action->every);
}

/* The first day of an action that recurs: it starts when what it comes after is done. */
static day_number first_day_after(const struct model *model, struct report *report, const struct action *action) {
  day_number from = action->every.from;
  if (action->every.unit == TIME_NONE || entity_unknown(&action->entity, STATEMENT_action_after)) return DAY_NONE;
  for (uint32_t i = 0; i < action->after.count; i++) {
    struct finish finish = finish_of(model, report, (const struct action *)action->after.items[i].to);
    if (finish.day == DAY_NONE) return DAY_NONE;
    if (!finish.open && finish.day > from) from = finish.day;
  }
  return recurrences_next(report->recurrences, &action->every, from);
}

/* The last day on which such a thing may be without lying outside the term. */
static day_number last_day_of(const struct model *model, enum entity_kind kind) {
  enum { DAYS_AFTER = 90 };
  bool wider = kind == ENTITY_DELIVERABLE || kind == ENTITY_REVIEW;
  return model->agreement.term.to == DAY_NONE ? DAY_NONE : model->agreement.term.to + (wider ? DAYS_AFTER : 0);
}

/* A review is not moved for it: there may be none in some month then. */
static void help_late_input(struct needing_run *run, struct finding *finding, const struct needing *needing,
                            const struct ref *need, day_number there) {
  struct argument name = arg_name(needing->entity->spelling), other = arg_name(need->to->spelling), day = arg_date(needing->day);
  enum entity_kind kind = needing->entity->kind;
  day_number last = last_day_of(run->model, kind);
  if (kind == ENTITY_REVIEW || last == DAY_NONE || there > last)
    report_help(run->report, finding, TEXT_T013_HELP_BY, ARGS(other, day));
  else
    report_help(run->report, finding,
                kind == ENTITY_KPI ? TEXT_T013_HELP_TARGET : needing->every ? TEXT_T013_HELP_FROM : TEXT_T013_HELP,
                ARGS(other, day, name, arg_date(there)));
}

static void report_late_input(struct needing_run *run, const struct needing *needing, const struct ref *need, day_number there,
                              struct span span) {
  struct report *report = run->report;
  struct argument name = arg_name(needing->entity->spelling), other = arg_name(need->to->spelling);
  struct finding *finding = report_finding(report, needing->entity, need->span, needing->message,
                                           ARGS(name, arg_date(needing->day), other, arg_date(there)));
  report_label(report, finding, TEXT_T013_LABEL, ARGS(arg_integer((int64_t)there - needing->day)));
  report_related(report, finding, needing->span, TEXT_T013_TIME, ARGS(name));
  report_related(report, finding, span, TEXT_T013_TIME, ARGS(other));
  help_late_input(run, finding, needing, need, there);
}

/* T008 speaks where an action also comes `after` what it needs. */
static void gather_after(const struct needing *needing, struct entity_map *after) {
  if (needing->entity->kind != ENTITY_ACTION) return;
  const struct refs *refs = &((const struct action *)needing->entity)->after;
  for (uint32_t i = 0; i < refs->count; i++) *entity_map_at(after, refs->items[i].to) = refs->items[i].to;
}

/* Where both recur, what comes before there is anything to need does without it: of the first month there is no report.
 * Held against what it needs is the last one. */
static struct needing needing_of(const struct report *report, const struct needing *needing, const struct entity *need) {
  struct needing each = *needing;
  enum timing timing = need->kind == ENTITY_ACTION ? ((const struct action *)need)->timing : ((const struct deliverable *)need)->timing;
  if (!needing->every || timing != TIMING_EVERY) return each;
  each.day = recurrences_last(report->recurrences, needing->every);
  each.message = TEXT_T013_LAST;
  return each;
}

static void check_needing(struct needing_run *run, struct needing needing) {
  struct report *report = run->report;
  struct entity_map after = {.arena = report->arena};
  if (!needing.needs->stated || report_unsure(report, needing.day == DAY_NONE)) return;
  gather_after(&needing, &after);
  for (uint32_t i = 0; i < needing.needs->count; i++) {
    const struct ref *need = &needing.needs->items[i];
    bool tied = needing.entity->kind == ENTITY_ACTION || needing.entity->kind == ENTITY_DELIVERABLE;
    if (tied && dependencies_are_circular(&run->dependencies, needing.entity, need->to)) continue;
    if (entity_map_get(&after, need->to)) continue;
    struct span span;
    day_number there = there_on(report, need->to, &span);
    if (report_unsure(report, there == DAY_NONE)) continue;
    const struct needing each = needing_of(report, &needing, need->to);
    if (each.day < there) report_late_input(run, &each, need, there, span);
  }
}

static enum text_key message_of(enum timing timing) {
  return timing == TIMING_EVERY ? TEXT_T013_FIRST : timing == TIMING_PERIOD ? TEXT_T013_STARTS : TEXT_T013;
}

static const struct recurrence *recurring(enum timing timing, const struct recurrence *every) {
  return timing == TIMING_EVERY ? every : NULL;
}

static void check_kpi_needs(struct needing_run *run, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  report_unsure(run->report, kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_needs));
  if (!target->stated) return;
  struct span span = target->by_stated ? target->by_span : target->span;
  check_needing(run, (struct needing){&kpi->entity, &kpi->needs, target->by, NULL, span, TEXT_T013_TARGET});
}

static void check_action_needs(struct needing_run *run, const struct action *action) {
  day_number day = action->timing == TIMING_EVERY ? first_day_after(run->model, run->report, action)
                   : is_fixed(action)             ? beginning_of(action)
                                                  : DAY_NONE;
  report_unsure(run->report, action->entity.incomplete || entity_unknown(&action->entity, STATEMENT_action_needs));
  check_needing(run, (struct needing){&action->entity, &action->needs, day, recurring(action->timing, &action->every),
                                      action->timing_span, message_of(action->timing)});
}

static void check_deliverable_needs(struct needing_run *run, const struct deliverable *deliverable) {
  const struct entity *entity = &deliverable->entity;
  day_number day = day_of(run->report, deliverable->timing, deliverable->due, &deliverable->every);
  report_unsure(run->report, entity->incomplete || entity_unknown(entity, STATEMENT_deliverable_needs));
  check_needing(run, (struct needing){entity, &deliverable->needs, day, recurring(deliverable->timing, &deliverable->every),
                                      deliverable->timing_span, message_of(deliverable->timing)});
}

static void check_review_needs(struct needing_run *run, const struct review *review) {
  const struct entity *entity = &review->entity;
  day_number day = day_of(run->report, review->timing, review->on, &review->every);
  report_unsure(run->report, entity->incomplete || entity_unknown(entity, STATEMENT_review_needs));
  check_needing(run, (struct needing){entity, &review->needs, day, recurring(review->timing, &review->every),
                                      review->timing_span, message_of(review->timing)});
}

static void input_too_late(const struct model *model, struct report *report) {
  struct needing_run run = {model, report, dependencies_find(report->arena, model)};
  for (uint32_t i = 0; i < model->kpis.count; i++) check_kpi_needs(&run, model->kpis.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++) check_action_needs(&run, model->actions.items[i]);
  for (uint32_t i = 0; i < model->deliverables.count; i++) check_deliverable_needs(&run, model->deliverables.items[i]);
  for (uint32_t i = 0; i < model->reviews.count; i++) check_review_needs(&run, model->reviews.items[i]);
}

const struct rule rule_T013 = {
    .row = {"T013", "input-too-late", LEVEL_ERROR, "a date before that of something it needs"},
    .why = "A plan that needs facts which come a week after it is a plan without them. Of what recurs the first day counts; "
           "where both recur it is enough that one of the later ones has what it needs, since in the first month there is nothing "
           "to report yet. Of an action that lasts its beginning against what it needs, and its end where others need it; "
           "of a KPI the date of its target. On the same day is in time.",
    .wrong = "deliverable plan \"Plan for the year\" {\n"
             "  from  lantern to alpine\n"
             "  due   2026-01-16\n"
             "  needs facts\n"
             "}\n"
             "deliverable facts \"Product facts\" { from alpine to lantern; due every month on day 20 }\n",
    .right = "deliverable plan \"Plan for the year\" {\n"
             "  from  lantern to alpine\n"
             "  due   2026-01-22\n"
             "  needs facts\n"
             "}\n"
             "deliverable facts \"Product facts\" { from alpine to lantern; due every month on day 20 }\n",
    .run = input_too_late,
};
