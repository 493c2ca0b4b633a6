/* After each phase, and at the end. */
#include "report/checklist_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- After each phase; the campaigns come after the phases ---- */

static const struct phase *phase_at(const struct model *model, uint32_t i) {
  return i < model->phases.count ? model->phases.items[i] : model->campaigns.items[i - model->phases.count];
}

struct group checklist_phase_group(const struct checklist *list, uint32_t group) {
  const struct phase *phase = phase_at(list->model, group);
  return (struct group){phase->entity.kind == ENTITY_CAMPAIGN ? TEXT_REPORT_CAMPAIGN : TEXT_CHECKLIST_PHASE, &phase->entity};
}

static void add_reach(struct checklist *list, uint32_t group, const struct phase *phase, const struct expectation *reach) {
  const struct kpi *kpi = (const struct kpi *)reach->kpi.to;
  if (!kpi) return;
  struct cell target = phrase_target(list->document, kpi->unit, &reach->target);
  if (cell_is_empty(&target)) return;
  struct item *item = checklist_add(
      list, group, checklist_with(list, TEXT_CHECKLIST_REACHED, phrase_entity(&kpi->entity), target));
  checklist_due(item, phase->period.to);
  checklist_whose(list, item, people_of_refs(list, &kpi->reported_by));
}

static void add_tails(struct checklist *list, uint32_t group, const struct tail *tails, struct people who, day_number day,
                      struct cell note) {
  for (const struct tail *tail = tails; tail; tail = tail->next) {
    struct item *item = checklist_add(list, group, cell_text(tail->text));
    struct cell within = phrase_due(list->document, tail);
    checklist_due(item, tail->due == DAY_NONE ? day : tail->due);
    if (tail->within.unit != TIME_NONE)
      item->task.when = checklist_with(list, TEXT_CHECKLIST_THEN, item->task.when, within);
    checklist_whose(list, item, tail->by.count > 0 ? people_of_refs(list, &tail->by) : who);
    item->task.note = note;
  }
}

void checklist_after_phase(struct checklist *list) {
  uint32_t count = list->model->phases.count + list->model->campaigns.count;
  for (uint32_t i = 0; i < count; i++) {
    const struct phase *phase = phase_at(list->model, i);
    for (uint32_t k = 0; k < phase->reach.count; k++) add_reach(list, i, phase, &phase->reach.items[k]);
    add_tails(list, i, phase->exits, (struct people){NULL, 0}, phase->period.to, nothing);
    checklist_add_standing(list, STAGE_AFTER_PHASE, i);
  }
}

/* ---- At the end ---- */

struct group checklist_end_group(const struct checklist *list, uint32_t group) {
  static const enum text_key heads[END_COUNT] = {[END_RESULTS] = TEXT_CHECKLIST_RESULTS,
                                                 [END_RETURN] = TEXT_CHECKLIST_RETURN,
                                                 [END_HAND_OVER] = TEXT_CHECKLIST_HAND_OVER,
                                                 [END_NEXT] = TEXT_CHECKLIST_NEXT,
                                                 [END_LAST] = TEXT_CHECKLIST_LAST};
  (void)list;
  return (struct group){heads[group], NULL};
}

static struct item *add(struct checklist *list, enum end_group group, struct cell what, struct people who, day_number day) {
  struct item *item = checklist_add(list, group, what);
  checklist_whose(list, item, who);
  checklist_due(item, day);
  return item;
}

static void add_results(struct checklist *list) {
  const struct model *model = list->model;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    add(list, END_RESULTS, checklist_of(list, TEXT_CHECKLIST_OBJECTIVE_REACHED, &objective->entity),
        people_of(list, objective->owner.to), objective->by);
  }
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    struct cell target = phrase_target(list->document, kpi->unit, &kpi->target);
    if (cell_is_empty(&target) || kpi->target.form == TARGET_OBSERVE) continue;
    add(list, END_RESULTS, checklist_with(list, TEXT_CHECKLIST_REACHED, phrase_entity(&kpi->entity), target),
        people_of_refs(list, &kpi->reported_by), kpi->target.by);
  }
}

static void add_proxies(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->kpis.count; i++) {
    const struct kpi *kpi = list->model->kpis.items[i];
    if (kpi->proxy < 0 || kpi->proxy >= RETURN_KIND_COUNT) continue;
    struct cell kind = checklist_say(phrase_indirect_kind((enum indirect_kind)kpi->proxy));
    add(list, END_RETURN, checklist_with(list, TEXT_CHECKLIST_INDIRECT, kind, phrase_entity(&kpi->entity)),
        people_of_refs(list, &kpi->reported_by), list->model->agreement.term.to);
  }
}

static void add_return(struct checklist *list) {
  const struct model *model = list->model;
  day_number end = model->agreement.term.to;
  if (model->roi) {
    struct cell expected = phrase_roi(list->document, &model->roi->expect);
    if (!cell_is_empty(&expected))
      add(list, END_RETURN, checklist_with(list, TEXT_CHECKLIST_RETURN_DONE, expected, nothing), checklist_contacts(list),
          model->roi->expect.by);
  }
  add_proxies(list);
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    const struct incentive *incentive = model->incentives.items[i];
    enum text_key key = incentive->deducts ? TEXT_CHECKLIST_DEDUCTION : TEXT_CHECKLIST_BONUS;
    struct cell condition = phrase_condition(list->document, incentive->when);
    struct item *item = add(list, END_RETURN, checklist_of(list, key, &incentive->entity), checklist_contacts(list), end);
    if (!cell_is_empty(&condition)) item->task.note = checklist_with(list, TEXT_CHECKLIST_IF, condition, nothing);
  }
}

/* ---- Hand-over ---- */

void checklist_add_action(struct checklist *list, uint32_t group, const struct action *action) {
  struct people who = people_of_refs(list, &action->by);
  struct item *item = checklist_add(list, group, phrase_entity(&action->entity));
  checklist_whose(list, item, who);
  checklist_due(item, action->due);
  add_tails(list, group, action->criteria, who, action->due,
            checklist_of(list, TEXT_CHECKLIST_CRITERION, &action->entity));
}

void checklist_add_deliverable(struct checklist *list, uint32_t group, const struct deliverable *d) {
  struct people accepts = people_of(list, d->accepted_by.to);
  struct cell within = phrase_duration(list->document, &d->accepted_within);
  struct item *item = checklist_add(list, group, checklist_of(list, TEXT_CHECKLIST_DELIVER, &d->entity));
  checklist_whose(list, item, people_of(list, d->from.to));
  checklist_due(item, d->due);
  if (accepts.count > 0) {
    item = checklist_add(list, group, checklist_of(list, TEXT_CHECKLIST_ACCEPT, &d->entity));
    checklist_whose(list, item, accepts);
    checklist_due(item, d->due);
    if (!cell_is_empty(&within)) {
      within = cell_sentence(list->document, TEXT_REPORT_WITHIN, ARGS(arg_cell(list->document, &within)));
      item->task.when = checklist_with(list, TEXT_CHECKLIST_THEN, item->task.when, within);
    }
  }
  add_tails(list, group, d->criteria, accepts, d->due, checklist_of(list, TEXT_CHECKLIST_CRITERION, &d->entity));
}

static void add_access(struct checklist *list, const struct entity *of, const struct refs *admin, const struct refs *access) {
  if (admin->count + access->count == 0) return;
  add(list, END_HAND_OVER, checklist_of(list, TEXT_CHECKLIST_ACCESS_ENDS, of), people_of_refs(list, admin),
      list->model->agreement.term.to);
}

static void add_hand_over(struct checklist *list) {
  const struct model *model = list->model;
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    if (model->deliverables.items[i]->timing == TIMING_DUE && checklist_is_after(list, model->deliverables.items[i]->due))
      checklist_add_deliverable(list, END_HAND_OVER, model->deliverables.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++)
    if (model->actions.items[i]->timing == TIMING_DUE && checklist_is_after(list, model->actions.items[i]->due))
      checklist_add_action(list, END_HAND_OVER, model->actions.items[i]);
  for (uint32_t i = 0; i < model->channels.count; i++)
    add_access(list, &model->channels.items[i]->entity, &model->channels.items[i]->admin, &model->channels.items[i]->access);
  for (uint32_t i = 0; i < model->assets.count; i++)
    add_access(list, &model->assets.items[i]->entity, &model->assets.items[i]->admin, &model->assets.items[i]->access);
}

/* ---- Renewal and notice ---- */

/* A length of time before `day`; DAY_NONE where it is not in whole days. */
static day_number day_before(const struct model *model, day_number day, const struct duration *by) {
  enum { MOST = 3600 };
  int64_t n;
  if (day == DAY_NONE || !decimal_to_integer(by->amount, &n) || n < 0 || n > MOST) return DAY_NONE;
  switch (by->unit) {
    case TIME_DAY: return (day_number)(day - n);
    case TIME_WEEK: return (day_number)(day - 7 * n);
    case TIME_WORKDAY: return calendar_add_workdays(&model->calendar, day, -n);
    case TIME_MONTH: return day_add_months(day, -n);
    case TIME_QUARTER: return day_add_months(day, -3 * n);
    case TIME_YEAR: return day_add_months(day, -12 * n);
    default: return DAY_NONE;
  }
}

static void add_next(struct checklist *list) {
  const struct agreement *agreement = &list->model->agreement;
  day_number end = agreement->term.to;
  struct people contacts = checklist_contacts(list);
  struct cell renews = phrase_duration(list->document, &agreement->renews);
  struct cell notice = phrase_duration(list->document, &agreement->notice);
  if (!cell_is_empty(&renews))
    add(list, END_NEXT, checklist_with(list, TEXT_CHECKLIST_RENEW, renews, nothing), contacts,
        day_before(list->model, end, &agreement->renews_notice));
  if (cell_is_empty(&notice)) return;
  if (agreement->notice_from != DAY_NONE)
    add(list, END_NEXT, checklist_with(list, TEXT_CHECKLIST_NOTICE_FROM, notice, nothing), contacts, agreement->notice_from);
  add(list, END_NEXT, checklist_with(list, TEXT_CHECKLIST_NOTICE, notice, nothing), contacts,
      day_before(list->model, end, &agreement->notice));
}

void checklist_end(struct checklist *list) {
  add_results(list);
  add_return(list);
  add_hand_over(list);
  add_next(list);
  checklist_add_standing(list, STAGE_END, END_LAST);
}
