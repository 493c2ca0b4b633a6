/* House rules, what is known and accepted, and where both sides sign. */
#include <stdlib.h>

#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- House rules ---- */

static struct cell setting_value(struct paper *paper, const struct quantity *value) {
  const struct unit *unit = value->unit;
  if (!value->known) return nothing;
  if (unit && unit->kind == UNIT_TIME && unit->per_time == TIME_NONE)
    return phrase_duration(paper->document, &(struct duration){.amount = value->value, .unit = unit->time});
  return phrase_figure(paper->document, unit, value->value);
}

static void put_settings(struct paper *paper) {
  static const struct column columns[] = {{TEXT_AGREEMENT_LIMIT, NULL, COLUMN_TEXT}, {TEXT_AGREEMENT_VALUE, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 2};
  for (uint32_t i = 0; i < paper->model->settings.count; i++) {
    const struct policy_set *set = &paper->model->settings.items[i];
    paper_table_row(&table, (const struct cell[]){cell_words(set->name), setting_value(paper, &set->value)});
  }
  paper_table_put(&table, TEXT_AGREEMENT_LIMITS);
}

static void put_levels(struct paper *paper) {
  static const enum text_key words[] = {[LEVEL_OFF] = TEXT_AGREEMENT_LEVEL_OFF, [LEVEL_INFO] = TEXT_LEVEL_INFO,
                                        [LEVEL_WARNING] = TEXT_LEVEL_WARNING, [LEVEL_ERROR] = TEXT_LEVEL_ERROR};
  static const struct column columns[] = {{TEXT_AGREEMENT_CODE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_LEVEL, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BECAUSE, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 3};
  for (uint32_t i = 0; i < paper->model->levels.count; i++) {
    const struct policy_level *level = &paper->model->levels.items[i];
    if (level->known)
      paper_table_row(&table, (const struct cell[]){cell_words(level->code), paper_say(words[level->level]),
                                                    cell_text(level->reason)});
  }
  paper_table_put(&table, TEXT_AGREEMENT_LEVELS);
}

void paper_house_rules(struct paper *paper) {
  paper_clause(paper, TEXT_AGREEMENT_HOUSE_RULES_WHY, NO_ARGS);
  put_settings(paper);
  put_levels(paper);
}

/* ---- Accepted findings ---- */

/* The things in whose blocks a finding may be accepted, in their order in the files; persons by their names. */
struct places {
  struct arena *arena;
  VECTOR(const struct entity *) things;
  struct entity_map persons; /* by the spelling that everything which names one shares */
};

static void add_place(struct places *places, const struct entity *thing) { VECTOR_PUSH(places->arena, &places->things, thing); }

static void add_goals(struct places *places, const struct model *model) {
  for (uint32_t i = 0; i < model->goals.count; i++) add_place(places, &model->goals.items[i]->entity);
  for (uint32_t i = 0; i < model->objectives.count; i++) add_place(places, &model->objectives.items[i]->entity);
  for (uint32_t i = 0; i < model->kpis.count; i++) add_place(places, &model->kpis.items[i]->entity);
  for (uint32_t i = 0; i < model->contents.count; i++) add_place(places, &model->contents.items[i]->entity);
  for (uint32_t i = 0; i < model->channels.count; i++) add_place(places, &model->channels.items[i]->entity);
  for (uint32_t i = 0; i < model->assets.count; i++) add_place(places, &model->assets.items[i]->entity);
}

static void add_work(struct places *places, const struct model *model) {
  for (uint32_t i = 0; i < model->incentives.count; i++) add_place(places, &model->incentives.items[i]->entity);
  for (uint32_t i = 0; i < model->actions.count; i++) add_place(places, &model->actions.items[i]->entity);
  for (uint32_t i = 0; i < model->deliverables.count; i++) add_place(places, &model->deliverables.items[i]->entity);
  for (uint32_t i = 0; i < model->duties.count; i++) add_place(places, &model->duties.items[i]->entity);
  for (uint32_t i = 0; i < model->approvals.count; i++) add_place(places, &model->approvals.items[i]->entity);
  for (uint32_t i = 0; i < model->phases.count; i++) add_place(places, &model->phases.items[i]->entity);
  for (uint32_t i = 0; i < model->campaigns.count; i++) add_place(places, &model->campaigns.items[i]->entity);
  for (uint32_t i = 0; i < model->reviews.count; i++) add_place(places, &model->reviews.items[i]->entity);
  for (uint32_t i = 0; i < model->diagnoses.count; i++) add_place(places, &model->diagnoses.items[i]->entity);
}

static void add_frame(struct places *places, const struct model *model) {
  add_place(places, &model->agreement.entity);
  if (model->budget) add_place(places, &model->budget->entity);
  if (model->brand) add_place(places, &model->brand->entity);
  if (model->roi) add_place(places, &model->roi->entity);
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    add_place(places, &party->entity);
    for (uint32_t k = 0; k < party->persons.count; k++) {
      struct entity *person = &party->persons.items[k]->entity;
      add_place(places, person);
      *entity_map_at(&places->persons, person->spelling) = person;
    }
  }
}

static int by_place(const void *a, const void *b) {
  const struct span *left = &(*(const struct entity *const *)a)->block, *right = &(*(const struct entity *const *)b)->block;
  if (left->file != right->file) return left->file < right->file ? -1 : 1;
  return left->start < right->start ? -1 : left->start > right->start;
}

static struct places places_of(struct paper *paper) {
  struct places places = {.arena = paper->arena, .persons = {.arena = paper->arena}};
  add_frame(&places, paper->model);
  add_goals(&places, paper->model);
  add_work(&places, paper->model);
  qsort(places.things.items, places.things.count, sizeof *places.things.items, by_place);
  return places;
}

static bool is_around(const struct span *block, const struct span *inner) {
  return block->file == inner->file && block->start <= inner->start && block->end >= inner->end;
}

/* The thing in whose block something stands: the last one that begins no later and ends no earlier. */
static const struct entity *thing_around(const struct places *places, const struct span *span) {
  const struct entity sought = {.block = *span}, *key = &sought;
  uint32_t from = 0, to = places->things.count;
  while (from < to) {
    uint32_t middle = from + (to - from) / 2;
    if (by_place(&places->things.items[middle], &key) <= 0) from = middle + 1;
    else to = middle;
  }
  while (from > 0 && places->things.items[from - 1]->block.file == span->file) {
    const struct entity *thing = places->things.items[--from];
    if (is_around(&thing->block, span)) return thing;
  }
  return NULL;
}

static bool is_in_calendar(const struct model *model, const struct span *block) {
  const struct span *head = &model->calendar.span;
  return model->calendar.stated && head->file == block->file && head->start == block->start;
}

/* Where a finding is accepted; blocks without a name are called by what they are. */
static struct cell place_of(const struct places *places, const struct model *model, const struct allowance *allowance) {
  const struct entity *thing = allowance->everywhere ? NULL : thing_around(places, &allowance->where);
  if (allowance->everywhere) return paper_say(TEXT_AGREEMENT_EVERYWHERE);
  if (!thing && is_in_calendar(model, &allowance->where)) return paper_say(TEXT_AGREEMENT_CALENDAR);
  if (!thing) return paper_say(TEXT_AGREEMENT_HOUSE_RULES);
  if (thing->kind == ENTITY_BRAND) return paper_say(TEXT_AGREEMENT_BRAND);
  return thing->kind == ENTITY_ROI ? paper_say(TEXT_AGREEMENT_ROI) : phrase_entity(thing);
}

static struct cell agreed_by(struct paper *paper, const struct places *places, const struct acceptance *acceptance) {
  struct paper_lines persons = {.paper = paper};
  for (uint32_t i = 0; i < acceptance->agreed_count; i++)
    paper_lines_add(&persons, phrase_entity(entity_map_get(&places->persons, acceptance->agreed_by[i])));
  return cell_list(persons.cells.items, persons.cells.count);
}

void paper_accepted(struct paper *paper) {
  static const struct column columns[] = {{TEXT_AGREEMENT_CODE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_WHERE, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BECAUSE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_AGREED_BY, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_UNTIL, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 5};
  const struct places places = places_of(paper);
  paper_clause(paper, TEXT_AGREEMENT_ACCEPTED_WHY, NO_ARGS);
  for (uint32_t i = 0; i < paper->model->allowances.count; i++) {
    const struct allowance *allowance = &paper->model->allowances.items[i];
    const struct cell cells[] = {cell_words(allowance->code), place_of(&places, paper->model, allowance),
                                 cell_words(allowance->acceptance.reason), agreed_by(paper, &places, &allowance->acceptance),
                                 cell_date(allowance->acceptance.until)};
    paper_table_row(&table, cells);
  }
  paper_table_put(&table, TEXT_AGREEMENT_ACCEPTED);
}

/* ---- Signatures ---- */

static struct cell side(const struct party *party) {
  return paper_say(party->entity.kind == ENTITY_CLIENT   ? TEXT_REPORT_CLIENT
                   : party->entity.kind == ENTITY_AGENCY ? TEXT_REPORT_AGENCY
                                                         : TEXT_REPORT_SUPPLIER);
}

static void put_signature(struct paper *paper, const struct party *party, const struct person *person) {
  struct fact_list lines = facts_in(paper->document);
  facts_add_line(&lines, TEXT_AGREEMENT_NAME, person ? phrase_entity(&person->entity) : nothing);
  facts_add_line(&lines, TEXT_REPORT_ROLE, person ? cell_text(person->role) : nothing);
  facts_add_line(&lines, TEXT_AGREEMENT_PLACE_AND_DATE, nothing);
  facts_add_line(&lines, TEXT_AGREEMENT_SIGNATURE, nothing);
  facts_sign(&lines, side(party), phrase_entity(&party->entity));
}

/* Those who sign amendments sign here too; a party that names nobody has an empty block. */
void paper_signatures(struct paper *paper) {
  const struct refs *signers = &paper->model->agreement.change_by;
  if (*paper->model->fingerprint)
    paper_clause(paper, TEXT_AGREEMENT_SIGNED_TEXT, ARGS(arg_string(paper->model->fingerprint)));
  for (uint32_t i = 0; i < paper->model->parties.count; i++) {
    const struct party *party = paper->model->parties.items[i];
    bool any = false;
    for (uint32_t k = 0; k < signers->count; k++) {
      if (entity_party(signers->items[k].to) != party) continue;
      any = true;
      put_signature(paper, party, (const struct person *)signers->items[k].to);
    }
    if (!any) put_signature(paper, party, NULL);
  }
}
