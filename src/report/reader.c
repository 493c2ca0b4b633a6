#include "report/reader.h"

#include <string.h>

static char theirs, others; /* what the map of things holds */

struct reading {
  struct reader *reader;
  const struct model *model;
};

/* ---- Who it is ---- */

/* A candidate of a name, held against the best so far. */
struct search {
  const char *name;
  atom atom;
  const struct entity *found;
  const char *near;
  int least;
};

static void consider(struct search *search, const struct entity *entity) {
  if (entity->name == ATOM_NONE) return;
  if (entity->name == search->atom) search->found = entity;
  int distance = names_distance(search->name, entity->spelling, search->least);
  if (distance > search->least) return;
  search->least = distance - 1;
  search->near = entity->spelling;
}

const struct entity *reader_find(const struct model *model, const char *name, const char **near) {
  size_t length = strlen(name);
  struct search search = {name, names_find(model->names, name, length), NULL, NULL, (int)(length < 60 ? length : 60) / 3};
  if (search.least < 1) search.least = 1;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    consider(&search, &party->entity);
    for (uint32_t k = 0; k < party->departments.count; k++) consider(&search, &party->departments.items[k]->entity);
    for (uint32_t k = 0; k < party->persons.count; k++) consider(&search, &party->persons.items[k]->entity);
  }
  if (near) *near = search.near;
  return search.found;
}

static void add_people(struct reader *reader, const struct entity *entity) { *entity_map_at(&reader->people, entity) = &theirs; }

/* Those of a party who are meant: a person, the people of a department, or all. */
static bool is_meant(const struct reader *reader, const struct person *person) {
  const struct entity *who = reader->who;
  return who == &person->entity || who == &person->party->entity || (person->department.to && who == person->department.to);
}

static void find_people(struct reader *reader, const struct model *model) {
  add_people(reader, reader->who);
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; reader->who == &party->entity && k < party->departments.count; k++)
      add_people(reader, &party->departments.items[k]->entity);
    for (uint32_t k = 0; k < party->persons.count; k++) {
      const struct person *person = party->persons.items[k];
      if (!is_meant(reader, person)) continue;
      add_people(reader, &person->entity);
      if (!party->contact.to || party->contact.to == &person->entity) add_people(reader, &party->entity);
    }
  }
}

bool reader_is(const struct reader *reader, const struct entity *person) {
  return person && entity_map_get(&reader->people, person);
}

bool reader_is_among(const struct reader *reader, const struct refs *people) {
  for (uint32_t i = 0; i < people->count; i++)
    if (reader_is(reader, people->items[i].to)) return true;
  return false;
}

/* ---- What is theirs ---- */

static void name(struct reading *r, const struct entity *thing, const struct entity *person) {
  if (!thing || !person) return;
  void **mark = entity_map_at(&r->reader->things, thing);
  if (reader_is(r->reader, person)) {
    *mark = &theirs;
    r->reader->named = true;
  } else if (!*mark) {
    *mark = &others;
  }
}

static void name_all(struct reading *r, const struct entity *thing, const struct refs *people) {
  for (uint32_t i = 0; i < people->count; i++) name(r, thing, people->items[i].to);
}

static void name_tails(struct reading *r, const struct entity *thing, const struct tail *tails) {
  for (const struct tail *tail = tails; tail; tail = tail->next) name_all(r, thing, &tail->by);
}

bool reader_has(const struct reader *reader, const struct entity *thing) {
  return !reader || entity_map_get(&reader->things, thing) != &others;
}

bool reader_names(const struct reader *reader, const struct entity *thing) {
  return entity_map_get(&reader->things, thing) == &theirs;
}

/* Whoever one thing belongs to has the other as well. */
static void pass_on(struct reading *r, const struct entity *from, const struct entity *to) {
  const void *mark = entity_map_get(&r->reader->things, from);
  if (!mark || !to) return;
  void **place = entity_map_at(&r->reader->things, to);
  if (mark == &theirs) *place = &theirs;
  else if (!*place) *place = &others;
}

/* An objective is its owner's, or its departments'; its KPIs are theirs, and those who report a KPI have that one. */
static void read_goals(struct reading *r) {
  const struct model *model = r->model;
  for (uint32_t i = 0; i < model->goals.count; i++) name(r, &model->goals.items[i]->entity, model->goals.items[i]->owner.to);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    name(r, &objective->entity, objective->owner.to);
    name_all(r, &objective->entity, &objective->departments);
    for (uint32_t k = 0; k < objective->kpis.count; k++) pass_on(r, &objective->entity, &objective->kpis.items[k]->entity);
  }
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    name_all(r, &kpi->entity, &kpi->reported_by);
    if (kpi->baseline.form == BASELINE_MEASURED) name(r, &kpi->entity, kpi->baseline.by.to);
  }
}

static void read_duty(struct reading *r, const struct duty *duty) {
  name(r, &duty->entity, duty->accountable.to);
  name_all(r, &duty->entity, &duty->responsible);
  name_all(r, &duty->entity, &duty->consulted);
  name_all(r, &duty->entity, &duty->informed);
  for (uint32_t i = 0; i < duty->includes.count; i++)
    if (duty->includes.items[i].to->kind == ENTITY_CHANNEL) name_all(r, duty->includes.items[i].to, &duty->responsible);
}

static void read_action(struct reading *r, const struct action *action) {
  name_all(r, &action->entity, &action->by);
  name_tails(r, &action->entity, action->criteria);
  for (uint32_t i = 0; i < action->channels.count; i++) name_all(r, action->channels.items[i].to, &action->by);
  name_all(r, action->cost_from.to, &action->by);
}

static void read_deliverable(struct reading *r, const struct deliverable *deliverable) {
  name(r, &deliverable->entity, deliverable->from.to);
  name(r, &deliverable->entity, deliverable->to.to);
  name(r, &deliverable->entity, deliverable->accepted_by.to);
  name_tails(r, &deliverable->entity, deliverable->criteria);
}

static void read_review(struct reading *r, const struct review *review) {
  name(r, &review->entity, review->chair.to);
  name(r, &review->entity, review->minutes_by.to);
  name_all(r, &review->entity, &review->attended);
  name_tails(r, &review->entity, review->asks);
}

static void read_approval(struct reading *r, const struct approval *approval) {
  for (uint32_t i = 0; i < approval->steps.count; i++) name_all(r, &approval->entity, &approval->steps.items[i].by);
  name(r, &approval->entity, approval->delegated.to);
  name(r, &approval->entity, approval->silence.to.to);
}

static void read_work(struct reading *r) {
  const struct model *model = r->model;
  for (uint32_t i = 0; i < model->duties.count; i++) read_duty(r, model->duties.items[i]);
  for (uint32_t i = 0; i < model->actions.count; i++) read_action(r, model->actions.items[i]);
  for (uint32_t i = 0; i < model->deliverables.count; i++) read_deliverable(r, model->deliverables.items[i]);
  for (uint32_t i = 0; i < model->approvals.count; i++) read_approval(r, model->approvals.items[i]);
  for (uint32_t i = 0; i < model->reviews.count; i++) read_review(r, model->reviews.items[i]);
  for (uint32_t i = 0; i < model->diagnoses.count; i++)
    name_tails(r, &model->diagnoses.items[i]->entity, model->diagnoses.items[i]->then);
}

/* A channel belongs to those who answer there, keep its account or make what is posted. */
static void read_channels(struct reading *r) {
  for (uint32_t i = 0; i < r->model->channels.count; i++) {
    const struct channel *channel = r->model->channels.items[i];
    name_all(r, &channel->entity, &channel->answers.by);
    name_all(r, &channel->entity, &channel->admin);
    for (uint32_t k = 0; k < channel->mix.items.count; k++) {
      const struct content *content = (const struct content *)channel->mix.items.items[k].of.to;
      if (content) name(r, &channel->entity, content->by.to);
    }
  }
}

const struct entity *reader_paying(const struct model *model, const struct line *line) {
  const struct party *client = NULL;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    if (model->parties.items[i]->entity.kind != ENTITY_CLIENT) continue;
    if (client) return NULL; /* which of them is not said */
    client = model->parties.items[i];
  }
  return client && line->to.to != &client->entity ? &client->entity : NULL;
}

/* A line belongs to who pays it, who gets it, who may shift it, and whose objectives it is split to. */
static void read_money(struct reading *r) {
  const struct budget *budget = r->model->budget;
  for (uint32_t i = 0; budget && i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    name(r, &line->entity, reader_paying(r->model, line));
    name(r, &line->entity, line->to.to);
    name(r, &line->entity, line->through.to);
  }
  for (uint32_t i = 0; budget && i < budget->shifts.count; i++)
    for (uint32_t k = 0; k < budget->shifts.items[i].lines.count; k++)
      name(r, budget->shifts.items[i].lines.items[k].to, budget->shifts.items[i].by.to);
  for (uint32_t i = 0; budget && i < budget->splits.count; i++)
    for (uint32_t k = 0; k < budget->splits.items[i].items.count; k++) {
      const struct objective *objective = (const struct objective *)budget->splits.items[i].items.items[k].of.to;
      if (objective) name(r, budget->splits.items[i].of.to, objective->owner.to);
    }
  for (uint32_t i = 0; i < r->model->incentives.count; i++) {
    const struct incentive *incentive = r->model->incentives.items[i];
    name(r, &incentive->entity, incentive->to.to);
    for (uint32_t k = 0; k < r->model->parties.count; k++)
      if (r->model->parties.items[k]->entity.kind == ENTITY_CLIENT)
        name(r, &incentive->entity, &r->model->parties.items[k]->entity);
  }
}

const struct reader *reader_of(struct arena *arena, const struct model *model, const struct entity *who) {
  struct reader *reader = ARENA_NEW(arena, struct reader);
  *reader = (struct reader){.who = who, .people = {.arena = arena}, .things = {.arena = arena}};
  struct reading reading = {reader, model};
  find_people(reader, model);
  read_goals(&reading);
  read_work(&reading);
  read_channels(&reading);
  read_money(&reading);
  return reader;
}
