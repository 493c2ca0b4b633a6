/* House rules, what is known and accepted, and where both sides sign. */
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

/* The innermost thing within whose block something stands. */
struct search {
  struct span span;
  const struct entity *found;
};

static void look(struct search *search, const struct entity *entity) {
  const struct span *block = &entity->block;
  bool around = block->file == search->span.file && block->start <= search->span.start && block->end >= search->span.end;
  if (!around) return;
  if (!search->found || block->end - block->start < search->found->block.end - search->found->block.start)
    search->found = entity;
}

static void look_at_goals(struct search *search, const struct model *model) {
  for (uint32_t i = 0; i < model->goals.count; i++) look(search, &model->goals.items[i]->entity);
  for (uint32_t i = 0; i < model->objectives.count; i++) look(search, &model->objectives.items[i]->entity);
  for (uint32_t i = 0; i < model->kpis.count; i++) look(search, &model->kpis.items[i]->entity);
  for (uint32_t i = 0; i < model->contents.count; i++) look(search, &model->contents.items[i]->entity);
  for (uint32_t i = 0; i < model->channels.count; i++) look(search, &model->channels.items[i]->entity);
  for (uint32_t i = 0; i < model->assets.count; i++) look(search, &model->assets.items[i]->entity);
}

static void look_at_work(struct search *search, const struct model *model) {
  for (uint32_t i = 0; i < model->incentives.count; i++) look(search, &model->incentives.items[i]->entity);
  for (uint32_t i = 0; i < model->actions.count; i++) look(search, &model->actions.items[i]->entity);
  for (uint32_t i = 0; i < model->deliverables.count; i++) look(search, &model->deliverables.items[i]->entity);
  for (uint32_t i = 0; i < model->duties.count; i++) look(search, &model->duties.items[i]->entity);
  for (uint32_t i = 0; i < model->approvals.count; i++) look(search, &model->approvals.items[i]->entity);
  for (uint32_t i = 0; i < model->phases.count; i++) look(search, &model->phases.items[i]->entity);
  for (uint32_t i = 0; i < model->campaigns.count; i++) look(search, &model->campaigns.items[i]->entity);
  for (uint32_t i = 0; i < model->reviews.count; i++) look(search, &model->reviews.items[i]->entity);
  for (uint32_t i = 0; i < model->diagnoses.count; i++) look(search, &model->diagnoses.items[i]->entity);
}

static void look_at_parties(struct search *search, const struct model *model) {
  look(search, &model->agreement.entity);
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    look(search, &party->entity);
    for (uint32_t k = 0; k < party->persons.count; k++) look(search, &party->persons.items[k]->entity);
  }
}

/* Where a finding is accepted; blocks without a name are called by what they are. */
static struct cell place_of(const struct model *model, const struct allowance *allowance) {
  struct search search = {.span = allowance->where};
  if (allowance->everywhere) return paper_say(TEXT_AGREEMENT_EVERYWHERE);
  look_at_parties(&search, model);
  look_at_goals(&search, model);
  look_at_work(&search, model);
  if (model->budget) look(&search, &model->budget->entity);
  if (search.found) return phrase_entity(search.found);
  if (model->brand) look(&search, &model->brand->entity);
  if (search.found) return paper_say(TEXT_AGREEMENT_BRAND);
  if (model->roi) look(&search, &model->roi->entity);
  if (search.found) return paper_say(TEXT_AGREEMENT_ROI);
  return model->calendar.stated ? paper_say(TEXT_AGREEMENT_CALENDAR) : nothing;
}

static const struct entity *person_called(const struct model *model, const char *name) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++)
      if (strcmp(party->persons.items[k]->entity.spelling, name) == 0) return &party->persons.items[k]->entity;
  }
  return NULL;
}

static struct cell agreed_by(struct paper *paper, const struct acceptance *acceptance) {
  struct paper_lines persons = {.paper = paper};
  for (uint32_t i = 0; i < acceptance->agreed_count; i++)
    paper_lines_add(&persons, phrase_entity(person_called(paper->model, acceptance->agreed_by[i])));
  return cell_list(persons.cells.items, persons.cells.count);
}

void paper_accepted(struct paper *paper) {
  static const struct column columns[] = {{TEXT_AGREEMENT_CODE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_WHERE, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BECAUSE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_AGREED_BY, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_UNTIL, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 5};
  paper_clause(paper, TEXT_AGREEMENT_ACCEPTED_WHY, NO_ARGS);
  for (uint32_t i = 0; i < paper->model->allowances.count; i++) {
    const struct allowance *allowance = &paper->model->allowances.items[i];
    const struct cell cells[] = {cell_words(allowance->code), place_of(paper->model, allowance),
                                 cell_words(allowance->acceptance.reason), agreed_by(paper, &allowance->acceptance),
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
