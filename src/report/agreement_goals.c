/* Objectives, each with the KPIs that measure it. */
#include <stdlib.h>

#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- In order of priority ---- */

static int by_priority(const void *a, const void *b) {
  const struct objective *left = *(const struct objective *const *)a, *right = *(const struct objective *const *)b;
  if (left->priority.known != right->priority.known) return left->priority.known ? -1 : 1;
  int order = left->priority.known ? decimal_compare(left->priority.value, right->priority.value) : 0;
  if (order != 0) return order;
  return left->entity.order < right->entity.order ? -1 : left->entity.order > right->entity.order;
}

static const struct objective **ordered(struct paper *paper) {
  uint32_t count = paper->model->objectives.count;
  const struct objective **list = ARENA_ARRAY(paper->arena, const struct objective *, count + 1);
  for (uint32_t i = 0; i < count; i++) list[i] = paper->model->objectives.items[i];
  if (count > 1) qsort(list, count, sizeof *list, by_priority);
  return list;
}

/* ---- What an objective says ---- */

static struct cell returns(struct paper *paper, const struct objective *objective) {
  struct paper_lines kinds = {.paper = paper};
  if (objective->direct) paper_lines_add(&kinds, paper_say(TEXT_REPORT_DIRECT));
  for (int kind = 0; kind < RETURN_KIND_COUNT; kind++)
    if (objective->indirect_kinds & 1u << kind)
      paper_lines_add(&kinds, paper_say(phrase_indirect_kind((enum indirect_kind)kind)));
  return cell_list(kinds.cells.items, kinds.cells.count);
}

static struct cell inaction(struct paper *paper, const struct objective *objective) {
  struct cell amount = paper_money(paper, &objective->inaction);
  if (cell_is_empty(&amount)) return nothing;
  return paper_sentence(paper, TEXT_REPORT_A_YEAR, ARGS(arg_cell(paper->document, &amount)));
}

static struct cell deadline(struct paper *paper, const struct objective *objective) {
  if (objective->by == DAY_NONE) return nothing;
  return objective->by_stated ? cell_date(objective->by)
                              : paper_sentence(paper, TEXT_AGREEMENT_BY_LATEST, ARGS(paper_date(paper, objective->by)));
}

static struct cell endorsements(struct paper *paper, const struct objective *objective) {
  struct paper_lines lines = {.paper = paper};
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    const struct endorsement *endorsed = &objective->endorsed.items[i];
    if (endorsed->by.count > 0 && endorsed->on != DAY_NONE)
      paper_lines_add(&lines, paper_sentence(paper, TEXT_AGREEMENT_ENDORSED_ON,
                                             ARGS(paper_refs(paper, &endorsed->by), paper_date(paper, endorsed->on))));
  }
  return paper_lines_cell(&lines);
}

static struct cell measured_by(struct paper *paper, const struct objective *objective) {
  struct paper_lines kpis = {.paper = paper};
  for (uint32_t i = 0; i < objective->kpis.count; i++) paper_lines_add(&kpis, phrase_entity(&objective->kpis.items[i]->entity));
  return cell_list(kpis.cells.items, kpis.cells.count);
}

static void put_facts(struct paper *paper, const struct objective *objective) {
  struct document *document = paper->document;
  struct fact_list facts = facts_in(document);
  facts_add(&facts, TEXT_AGREEMENT_AIM, cell_text(objective->aim));
  facts_add(&facts, TEXT_REPORT_PROBLEM, cell_text(objective->problem));
  facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(objective->because));
  facts_add(&facts, TEXT_REPORT_SERVES, phrase_refs(document, &objective->serves));
  facts_add(&facts, TEXT_REPORT_DEPARTMENTS, phrase_refs(document, &objective->departments));
  facts_add(&facts, TEXT_REPORT_OWNER, phrase_entity(objective->owner.to));
  facts_add(&facts, TEXT_REPORT_DEADLINE, deadline(paper, objective));
  facts_add(&facts, TEXT_REPORT_RETURNS, returns(paper, objective));
  facts_add(&facts, TEXT_REPORT_INACTION, inaction(paper, objective));
  facts_add(&facts, TEXT_AGREEMENT_ENDORSED, endorsements(paper, objective));
  facts_add(&facts, TEXT_AGREEMENT_MEASURED_BY, measured_by(paper, objective));
  facts_put(&facts, STYLE_PLAIN);
}

static void put_objective(struct paper *paper, const struct objective *objective) {
  struct cell kicker = paper_say(TEXT_REPORT_OBJECTIVE);
  int64_t priority;
  if (objective->priority.known && decimal_to_integer(objective->priority.value, &priority))
    kicker = paper_sentence(paper, TEXT_REPORT_OBJECTIVE_PRIORITY, ARGS(arg_integer(priority)));
  paper_thing(paper, 2, kicker, &objective->entity);
  put_facts(paper, objective);
  document_rest(paper->document);
}

/* A KPI that measures several objectives stands in full under the first of them. */
static void put_once(struct paper *paper, struct entity_map *done, int depth, const struct kpi *kpi) {
  void **place = entity_map_at(done, kpi);
  if (*place) return;
  *place = (void *)1;
  paper_kpi(paper, depth, kpi);
}

void paper_objectives(struct paper *paper) {
  struct entity_map done = {.arena = paper->arena};
  const struct objective **objectives = ordered(paper);
  for (uint32_t i = 0; i < paper->model->objectives.count; i++) {
    put_objective(paper, objectives[i]);
    for (uint32_t k = 0; k < objectives[i]->kpis.count; k++) put_once(paper, &done, 3, objectives[i]->kpis.items[k]);
  }
  for (uint32_t i = 0; i < paper->model->kpis.count; i++) put_once(paper, &done, 2, paper->model->kpis.items[i]);
}
