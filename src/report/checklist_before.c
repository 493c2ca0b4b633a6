/* Before the start: people, access, baselines, approvals, contracts, and what must be handed over first. */
#include "check/entity_map.h"
#include "report/checklist_parts.h"

struct group checklist_before_group(const struct checklist *list, uint32_t group) {
  static const enum text_key heads[BEFORE_COUNT] = {
      [BEFORE_AGREEING] = TEXT_CHECKLIST_AGREEING,   [BEFORE_PEOPLE] = TEXT_CHECKLIST_PEOPLE,
      [BEFORE_ACCESS] = TEXT_CHECKLIST_ACCESS,       [BEFORE_SOURCES] = TEXT_CHECKLIST_SOURCES,
      [BEFORE_APPROVALS] = TEXT_CHECKLIST_APPROVALS, [BEFORE_BRAND] = TEXT_CHECKLIST_BRAND,
      [BEFORE_MONEY] = TEXT_CHECKLIST_MONEY,         [BEFORE_FIRST] = TEXT_CHECKLIST_FIRST,
      [BEFORE_FREE_DAYS] = TEXT_CHECKLIST_FREE_DAYS};
  (void)list;
  return (struct group){heads[group], NULL};
}

/* By the start of the term. */
static struct item *add(struct checklist *list, enum before_group group, struct cell what, struct people who) {
  struct item *item = checklist_add(list, group, what);
  checklist_whose(list, item, who);
  checklist_due(item, list->model->agreement.term.from);
  return item;
}

static void add_refs(struct checklist *list, enum before_group group, struct cell what, const struct refs *who) {
  if (who->count > 0) add(list, group, what, people_of_refs(list, who));
}

static struct people contact_of(struct checklist *list, const struct entity *entity) {
  const struct party *party = entity ? entity_party(entity) : NULL;
  return people_of(list, party && party->contact.to ? party->contact.to : entity);
}

/* ---- The agreement and its people ---- */

static void add_agreeing(struct checklist *list) {
  const struct agreement *agreement = &list->model->agreement;
  struct people contacts = checklist_contacts(list);
  checklist_add_standing(list, STAGE_BEFORE, BEFORE_AGREEING);
  if (agreement->under.length)
    add(list, BEFORE_AGREEING, checklist_words(list, TEXT_CHECKLIST_UNDER, agreement->under), contacts);
  for (uint32_t i = 0; i < agreement->assumes.count; i++)
    add(list, BEFORE_AGREEING, checklist_words(list, TEXT_CHECKLIST_ASSUMED, agreement->assumes.items[i]), contacts);
  for (uint32_t i = 0; i < agreement->excludes.count; i++)
    add(list, BEFORE_AGREEING, checklist_words(list, TEXT_CHECKLIST_EXCLUDED, agreement->excludes.items[i]), contacts);
}

static void add_contact(struct checklist *list, const struct party *party) {
  const struct person *contact = (const struct person *)party->contact.to;
  enum text_key key = contact ? TEXT_CHECKLIST_CONTACT : TEXT_CHECKLIST_NO_CONTACT;
  struct item *item = add(list, BEFORE_PEOPLE, checklist_of(list, key, &party->entity),
                          people_of(list, contact ? &contact->entity : &party->entity));
  if (contact) item->task.note = cell_text(contact->email);
}

static void add_person(struct checklist *list, const struct person *person) {
  struct cell name = phrase_entity(&person->entity), effort = phrase_effort(list->document, &person->gives);
  if (person->deputy.to) {
    struct cell deputy = phrase_entity(person->deputy.to);
    add(list, BEFORE_PEOPLE, checklist_with(list, TEXT_CHECKLIST_DEPUTY, deputy, name), people_of(list, person->deputy.to));
  }
  if (!cell_is_empty(&effort))
    add(list, BEFORE_PEOPLE, checklist_with(list, TEXT_CHECKLIST_HOURS, effort, (struct cell){0}), people_of(list, &person->entity));
}

static void add_people(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->parties.count; i++) {
    const struct party *party = list->model->parties.items[i];
    add_contact(list, party);
    for (uint32_t k = 0; k < party->persons.count; k++) add_person(list, party->persons.items[k]);
  }
}

/* ---- Access, figures, approvals ---- */

static void add_account(struct checklist *list, const struct entity *of, const struct ref *owner, const struct refs *admin,
                        const struct refs *access) {
  if (owner->to)
    add(list, BEFORE_ACCESS, checklist_with(list, TEXT_CHECKLIST_OWNED, phrase_entity(of), phrase_entity(owner->to)),
        contact_of(list, owner->to));
  add_refs(list, BEFORE_ACCESS, checklist_of(list, TEXT_CHECKLIST_ADMIN, of), admin);
  add_refs(list, BEFORE_ACCESS, checklist_of(list, TEXT_CHECKLIST_ENTERED, of), access);
}

static void add_accounts(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->channels.count; i++) {
    const struct channel *channel = list->model->channels.items[i];
    add_account(list, &channel->entity, &channel->owner, &channel->admin, &channel->access);
  }
  for (uint32_t i = 0; i < list->model->assets.count; i++) {
    const struct asset *asset = list->model->assets.items[i];
    add_account(list, &asset->entity, &asset->owner, &asset->admin, &asset->access);
  }
}

static void add_figures(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->kpis.count; i++) {
    const struct kpi *kpi = list->model->kpis.items[i];
    if (kpi->baseline.form == BASELINE_MEASURED) {
      struct item *item = add(list, BEFORE_SOURCES, checklist_of(list, TEXT_CHECKLIST_MEASURE, &kpi->entity),
                              people_of(list, kpi->baseline.by.to));
      checklist_due(item, kpi->baseline.on);
      if (kpi->source.length) item->task.note = checklist_words(list, TEXT_CHECKLIST_READ_FROM, kpi->source);
    }
    if (kpi->source.length)
      add_refs(list, BEFORE_SOURCES,
               checklist_with(list, TEXT_CHECKLIST_OPEN, cell_text(kpi->source), phrase_entity(&kpi->entity)), &kpi->open_to);
  }
}

static struct people deciders(struct checklist *list, const struct approval *approval) {
  VECTOR(const struct entity *) people = {0};
  for (uint32_t i = 0; i < approval->steps.count; i++)
    for (uint32_t k = 0; k < approval->steps.items[i].by.count; k++)
      VECTOR_PUSH(list->document->scratch, &people, approval->steps.items[i].by.items[k].to);
  return (struct people){people.items, people.count};
}

static void add_approvals(struct checklist *list) {
  for (uint32_t i = 0; i < list->model->approvals.count; i++) {
    const struct approval *approval = list->model->approvals.items[i];
    struct people who = deciders(list, approval);
    if (approval->delegated.to)
      add(list, BEFORE_APPROVALS, checklist_of(list, TEXT_CHECKLIST_DELEGATED, &approval->entity),
          contact_of(list, approval->delegated.to));
    else
      add(list, BEFORE_APPROVALS, checklist_of(list, TEXT_CHECKLIST_APPROVER, &approval->entity), who);
  }
}

/* ---- Brand and money ---- */

static void add_brand(struct checklist *list) {
  const struct brand *brand = list->model->brand;
  if (!brand) return;
  struct people who = checklist_contacts(list);
  if (brand->voice.length) add(list, BEFORE_BRAND, checklist_words(list, TEXT_CHECKLIST_VOICE, brand->voice), who);
  for (uint32_t i = 0; i < brand->always.count; i++)
    add(list, BEFORE_BRAND, checklist_words(list, TEXT_CHECKLIST_ALWAYS, brand->always.items[i]), who);
  for (uint32_t i = 0; i < brand->never.count; i++)
    add(list, BEFORE_BRAND, checklist_words(list, TEXT_CHECKLIST_NEVER, brand->never.items[i]), who);
}

static void add_money(struct checklist *list) {
  const struct budget *budget = list->model->budget;
  struct entity_map seen = {.arena = list->document->scratch};
  if (!budget) return;
  for (uint32_t i = 0; i < budget->payments.count; i++) {
    struct entity *line = budget->payments.items[i].line.to;
    if (!line || entity_map_get(&seen, line)) continue; /* it is paid in several parts */
    *entity_map_at(&seen, line) = line;
    add(list, BEFORE_MONEY, checklist_of(list, TEXT_CHECKLIST_PAYMENT_SET, line),
        people_of(list, reader_paying(list->model, (const struct line *)line)));
  }
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    if (line->through.to)
      add(list, BEFORE_MONEY,
          checklist_with(list, TEXT_CHECKLIST_SPENT_THROUGH, phrase_entity(&line->entity), phrase_entity(line->through.to)),
          contact_of(list, line->through.to));
  }
  for (uint32_t i = 0; i < budget->rates.count; i++) {
    const struct rate *rate = budget->rates.items[i];
    struct item *item = add(list, BEFORE_MONEY, checklist_of(list, TEXT_CHECKLIST_RATE, &rate->entity),
                            contact_of(list, rate->to.to));
    item->task.note = checklist_said(list, phrase_money(list->model, &rate->each));
  }
}

/* ---- What is due first, and the calendar ---- */

static void add_first(struct checklist *list) {
  const struct model *model = list->model;
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    if (model->deliverables.items[i]->timing == TIMING_DUE && checklist_is_before(list, model->deliverables.items[i]->due))
      checklist_add_deliverable(list, BEFORE_FIRST, model->deliverables.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++)
    if (model->actions.items[i]->timing == TIMING_DUE && checklist_is_before(list, model->actions.items[i]->due))
      checklist_add_action(list, BEFORE_FIRST, model->actions.items[i]);
}

static void add_days(struct checklist *list, enum text_key key, const struct calendar_day *days, uint32_t count) {
  const struct period *term = &list->model->agreement.term;
  for (uint32_t i = 0; i < count; i++) {
    const struct period period = {.from = days[i].from, .to = days[i].to};
    if (term->from == DAY_NONE || period.to < term->from || (term->to != DAY_NONE && period.from > term->to)) continue;
    struct item *item = checklist_add(list, BEFORE_FREE_DAYS, checklist_words(list, key, days[i].name));
    checklist_due(item, period.from);
    if (period.from != period.to) item->task.when = phrase_period(list->document, &period);
  }
}

void checklist_before(struct checklist *list) {
  const struct calendar *calendar = &list->model->calendar;
  add_agreeing(list);
  add_people(list);
  add_accounts(list);
  add_figures(list);
  add_approvals(list);
  add_brand(list);
  add_money(list);
  add_first(list);
  add_days(list, TEXT_CHECKLIST_FREE_DAY, calendar->holidays.items, calendar->holidays.count);
  add_days(list, TEXT_CHECKLIST_OPEN_DAY, calendar->open_days.items, calendar->open_days.count);
}
