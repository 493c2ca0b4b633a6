/* The summary, and each objective with what its five SMART letters rest on. */
#include "base/ahead.h"
#include "report/scorecard_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- The summary ---- */

enum { SUMMARY_COLUMNS = 7, LIVE_COLUMNS = 9 };

/* On a live page what has come stands before what was asked for: on a phone the rest is moved into sight. */
static void put_live_row(struct scorecard *sc, const struct kpi *kpi) {
  const char *name = kpi->entity.spelling;
  struct cell cells[LIVE_COLUMNS] = {
      phrase_entity(&kpi->entity),
      scorecard_follows(FOLLOWS_STATUS, name, DAY_NONE),
      scorecard_follows(FOLLOWS_LATEST, name, DAY_NONE),
      scorecard_follows(FOLLOWS_PLANNED, name, DAY_NONE),
      scorecard_follows(FOLLOWS_WAY, name, DAY_NONE),
      scorecard_follows(FOLLOWS_SCORE, name, DAY_NONE),
      scorecard_target(sc, kpi),
  };
  cells[0].anchor = phrase_anchor(sc->document, "kpi", &kpi->entity);
  if (kpi->target.stated && kpi->target.form != TARGET_OBSERVE) cells[7] = phrase_by(kpi->target.by);
  if (kpi->weight_stated && kpi->weight.known) cells[8] = cell_figure(FIGURE_SHARE, kpi->weight.value, (struct text_unit){0});
  document_row(sc->document, ROW_PLAIN, cells, LIVE_COLUMNS);
}

static void put_summary_row(struct scorecard *sc, const struct kpi *kpi) {
  if (sc->live) {
    put_live_row(sc, kpi);
    return;
  }
  const char *name = kpi->entity.spelling;
  struct cell cells[SUMMARY_COLUMNS] = {phrase_entity(&kpi->entity), scorecard_baseline(sc, kpi), scorecard_target(sc, kpi)};
  cells[0].anchor = phrase_anchor(sc->document, "kpi", &kpi->entity);
  cells[1].unit = (struct text_unit){0};
  if (kpi->target.stated && kpi->target.form != TARGET_OBSERVE) cells[3] = phrase_by(kpi->target.by);
  if (kpi->weight_stated && kpi->weight.known) cells[4] = cell_figure(FIGURE_SHARE, kpi->weight.value, (struct text_unit){0});
  cells[5] = scorecard_follows(FOLLOWS_LATEST, name, DAY_NONE);
  cells[6] = scorecard_follows(FOLLOWS_STATUS, name, DAY_NONE);
  document_row(sc->document, ROW_PLAIN, cells, SUMMARY_COLUMNS);
}

/* A KPI that measures several objectives has a line under each. */
static void put_summary_group(struct scorecard *sc, const struct objective *objective) {
  struct cell title = phrase_entity(&objective->entity);
  title.anchor = phrase_anchor(sc->document, "objective", &objective->entity);
  document_row(sc->document, ROW_GROUP, &title, 1);
  const struct kpi_list kpis = scorecard_kpis_of(sc, objective);
  for (uint32_t i = 0; i < kpis.count; i++) put_summary_row(sc, kpis.items[i]);
  document_rest(sc->document);
}

static void put_unmeasured_rows(struct scorecard *sc) {
  bool any = false;
  struct cell title = scorecard_say(TEXT_REPORT_NO_OBJECTIVE);
  for (uint32_t i = 0; i < sc->model->kpis.count; i++) {
    const struct kpi *kpi = sc->model->kpis.items[i];
    if (scorecard_home(sc, kpi)) continue;
    if (!any) document_row(sc->document, ROW_GROUP, &title, 1);
    any = true;
    put_summary_row(sc, kpi);
  }
}

static struct cell expected_return(struct scorecard *sc) {
  const struct roi *roi = sc->model->roi;
  struct cell expected = roi ? phrase_roi(sc->document, &roi->expect) : nothing;
  if (cell_is_empty(&expected) || roi->expect.by == DAY_NONE) return nothing;
  return cell_sentence(sc->document, TEXT_REPORT_EXPECTED_RETURN,
                       ARGS(arg_cell(sc->document, &expected), arg_said_date(sc->document, roi->expect.by)));
}

void scorecard_summary(struct scorecard *sc) {
  static const struct column columns[SUMMARY_COLUMNS] = {
      {TEXT_REPORT_KPI, NULL, COLUMN_TEXT},      {TEXT_REPORT_BASELINE, NULL, COLUMN_FIGURE},
      {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE}, {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT},
      {TEXT_REPORT_WEIGHT, NULL, COLUMN_FIGURE}, {TEXT_REPORT_LATEST, NULL, COLUMN_INPUT},
      {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT}};
  static const struct column live[LIVE_COLUMNS] = {
      {TEXT_REPORT_KPI, NULL, COLUMN_TEXT},           {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT},
      {TEXT_SHEET_ACTUAL_NOW, NULL, COLUMN_FIGURE},   {TEXT_SHEET_PLANNED_NOW, NULL, COLUMN_FIGURE},
      {TEXT_SHEET_ATTAINMENT, NULL, COLUMN_FIGURE},   {TEXT_SHEET_SCORE, NULL, COLUMN_FIGURE},
      {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE},      {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT},
      {TEXT_REPORT_WEIGHT, NULL, COLUMN_FIGURE}};
  const struct model *model = sc->model;
  const struct argument *counts = ARGS(arg_integer(model->objectives.count), arg_integer(model->kpis.count));
  document_paragraph(sc->document, cell_sentence(sc->document, TEXT_REPORT_COUNTS, counts));
  document_paragraph(sc->document, expected_return(sc));
  document_paragraph(sc->document, cell_sentence(sc->document, TEXT_REPORT_HOW_TO, ARGS(arg_share(sc->tolerance))));
  if (model->kpis.count == 0) return;
  document_table(sc->document, scorecard_say(TEXT_REPORT_AT_A_GLANCE), sc->live ? live : columns,
                 sc->live ? LIVE_COLUMNS : SUMMARY_COLUMNS);
  for (uint32_t i = 0; i < sc->objective_count; i++) put_summary_group(sc, sc->objectives[i]);
  put_unmeasured_rows(sc);
  document_table_end(sc->document);
}

/* ---- SMART ---- */

struct facts_of_letter {
  struct arena *arena;
  VECTOR(struct cell) cells;
};

static void add_fact(struct facts_of_letter *facts, struct cell cell) {
  if (!cell_is_empty(&cell)) VECTOR_PUSH(facts->arena, &facts->cells, cell);
}

static void specific(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts) {
  (void)sc;
  add_fact(facts, cell_text(objective->aim));
}

static void measurable(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts) {
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    struct cell target = phrase_target_by(sc->document, kpi->unit, &kpi->target);
    if (cell_is_empty(&target)) target = scorecard_say(TEXT_REPORT_NO_TARGET);
    add_fact(facts, cell_sentence(sc->document, TEXT_REPORT_KPI_AND_TARGET,
                                  ARGS(arg_entity(sc->document, &kpi->entity),
                                       arg_cell(sc->document, &target))));
  }
}

static struct cell endorsement(struct scorecard *sc, const struct endorsement *e) {
  struct cell who = phrase_refs(sc->document, &e->by);
  if (cell_is_empty(&who) || e->on == DAY_NONE) return nothing;
  return cell_sentence(sc->document, TEXT_REPORT_ENDORSED,
                       ARGS(arg_cell(sc->document, &who), arg_said_date(sc->document, e->on)));
}

static struct cell funding(struct scorecard *sc, const struct link *link) {
  const struct line *line = (const struct line *)link->by;
  if (!line || !line->whole.known) return nothing;
  struct cell amount = phrase_amount(sc->model, decimal_multiply(line->whole.amount, link->share->least));
  return cell_sentence(sc->document, TEXT_REPORT_FUNDED,
                       ARGS(arg_cell(sc->document, &amount),
                            arg_entity(sc->document, &line->entity), arg_share(link->share->least)));
}

static void achievable(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts) {
  for (uint32_t i = 0; i < objective->endorsed.count; i++) add_fact(facts, endorsement(sc, &objective->endorsed.items[i]));
  for (const struct link *link = links_of(&sc->links, &objective->entity); link; link = link->next)
    if (link->part == LINK_FUNDS) add_fact(facts, funding(sc, link));
}

static void relevant(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts) {
  for (uint32_t i = 0; i < objective->serves.count; i++) {
    const struct goal *goal = (const struct goal *)objective->serves.items[i].to;
    struct argument title = arg_entity(sc->document, &goal->entity);
    if (goal->because.length == 0) add_fact(facts, cell_sentence(sc->document, TEXT_REPORT_SERVES_GOAL, ARGS(title)));
    else add_fact(facts, cell_sentence(sc->document, TEXT_REPORT_SERVES_GOAL_BECAUSE,
                                       ARGS(title, arg_words(sc->document, goal->because))));
  }
}

static void timely(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts) {
  if (objective->by == DAY_NONE) return;
  add_fact(facts, cell_sentence(sc->document, objective->by_stated ? TEXT_REPORT_BY : TEXT_REPORT_BY_LATEST,
                                ARGS(arg_said_date(sc->document, objective->by))));
}

static const struct {
  enum text_key letter, missing;
  void (*find)(struct scorecard *sc, const struct objective *objective, struct facts_of_letter *facts);
} letters[] = {
    {TEXT_REPORT_SPECIFIC, TEXT_REPORT_NOT_SPECIFIC, specific},
    {TEXT_REPORT_MEASURABLE, TEXT_REPORT_NOT_MEASURABLE, measurable},
    {TEXT_REPORT_ACHIEVABLE, TEXT_REPORT_NOT_ACHIEVABLE, achievable},
    {TEXT_REPORT_RELEVANT, TEXT_REPORT_NOT_RELEVANT, relevant},
    {TEXT_REPORT_TIMELY, TEXT_REPORT_NOT_TIMELY, timely},
};

static void put_smart(struct scorecard *sc, const struct objective *objective) {
  static const struct column columns[] = {{TEXT_REPORT_SMART, NULL, COLUMN_TEXT}, {TEXT_REPORT_RESTS_ON, NULL, COLUMN_TEXT}};
  document_table(sc->document, scorecard_say(TEXT_REPORT_SMART_CAPTION), columns, 2);
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    struct facts_of_letter facts = {.arena = sc->document->scratch};
    letters[i].find(sc, objective, &facts);
    struct cell rests = cell_list(facts.cells.items, facts.cells.count);
    rests.lines = true;
    if (facts.cells.count == 0) rests = cell_missing(letters[i].missing);
    const struct cell cells[] = {scorecard_say(letters[i].letter), rests};
    document_row(sc->document, ROW_PLAIN, cells, 2);
  }
  document_table_end(sc->document);
}

/* ---- Objectives ---- */

static struct cell returns(struct scorecard *sc, const struct objective *objective) {
  struct cell *items = ARENA_ARRAY(sc->document->scratch, struct cell, RETURN_KIND_COUNT + 1);
  uint32_t count = 0;
  if (objective->direct) items[count++] = scorecard_say(TEXT_REPORT_DIRECT);
  for (int kind = 0; kind < RETURN_KIND_COUNT; kind++)
    if (objective->indirect_kinds & 1u << kind)
      items[count++] = scorecard_say(phrase_indirect_kind((enum indirect_kind)kind));
  return cell_list(items, count);
}

static struct cell inaction(struct scorecard *sc, const struct objective *objective) {
  struct cell amount = phrase_money(sc->model, &objective->inaction);
  if (cell_is_empty(&amount)) return nothing;
  return cell_sentence(sc->document, TEXT_REPORT_A_YEAR, ARGS(arg_cell(sc->document, &amount)));
}

static void put_objective_facts(struct scorecard *sc, const struct objective *objective) {
  struct fact_list large = facts_in(sc->document), facts = facts_in(sc->document);
  struct cell owner = phrase_entity(objective->owner.to);
  if (cell_is_empty(&owner)) owner = cell_missing(TEXT_REPORT_NOBODY);
  facts_add(&large, TEXT_REPORT_SERVES, phrase_refs(sc->document, &objective->serves));
  facts_add(&large, TEXT_REPORT_OWNER, owner);
  facts_add(&large, TEXT_REPORT_DEADLINE, cell_date(objective->by));
  facts_add(&large, TEXT_REPORT_RETURNS, returns(sc, objective));
  facts_put(&large, STYLE_LARGE);
  facts_add(&facts, TEXT_REPORT_PROBLEM, cell_text(objective->problem));
  facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(objective->because));
  facts_add(&facts, TEXT_REPORT_DEPARTMENTS, phrase_refs(sc->document, &objective->departments));
  facts_add(&facts, TEXT_REPORT_INACTION, inaction(sc, objective));
  facts_put(&facts, STYLE_PLAIN);
}

static void put_objective_heading(struct scorecard *sc, const struct objective *objective) {
  struct cell kicker = scorecard_say(TEXT_REPORT_OBJECTIVE);
  int64_t priority;
  if (objective->priority.known && decimal_to_integer(objective->priority.value, &priority))
    kicker = cell_sentence(sc->document, TEXT_REPORT_OBJECTIVE_PRIORITY, ARGS(arg_integer(priority)));
  document_heading(sc->document, HEADING_FIRST, phrase_anchor(sc->document, "objective", &objective->entity), kicker,
                   phrase_entity(&objective->entity));
}

/* Those that are shown in full under another objective are only named. */
static void put_kpis(struct scorecard *sc, const struct objective *objective) {
  const struct kpi_list kpis = scorecard_kpis_of(sc, objective);
  for (uint32_t i = 0; i < kpis.count; i++) {
    const struct kpi *kpi = kpis.items[i];
    const struct objective *home = scorecard_home(sc, kpi);
    if (home == objective) continue;
    document_paragraph(sc->document,
                       cell_sentence(sc->document, TEXT_REPORT_SHOWN_ELSEWHERE,
                                     ARGS(arg_entity(sc->document, &kpi->entity),
                                          arg_entity(sc->document, home ? &home->entity : NULL))));
  }
  document_rest(sc->document);
  for (uint32_t i = 0; i < kpis.count; i++)
    if (scorecard_home(sc, kpis.items[i]) == objective) scorecard_kpi(sc, kpis.items[i]);
}

static void put_unmeasured(struct scorecard *sc) {
  bool any = false;
  for (uint32_t i = 0; i < sc->model->kpis.count; i++) {
    const struct kpi *kpi = sc->model->kpis.items[i];
    if (scorecard_home(sc, kpi)) continue;
    if (!any) scorecard_heading(sc, "unmeasured", TEXT_REPORT_NO_OBJECTIVE);
    any = true;
    scorecard_kpi(sc, kpi);
  }
}

/* While an objective's heading and facts are written, its KPIs (the first of very many) and the next objective come nearer. */
static void look_ahead_from(const struct scorecard *sc, uint32_t at) {
  enum { KPIS_MOST = 16 };
  const struct objective *objective = sc->objectives[at];
  for (uint32_t i = 0; i < objective->kpis.count && i < KPIS_MOST; i++) look_ahead_all(objective->kpis.items[i], sizeof(struct kpi));
  if (at + 1 < sc->objective_count) look_ahead_all(sc->objectives[at + 1], sizeof(struct objective));
}

void scorecard_objectives(struct scorecard *sc) {
  for (uint32_t i = 0; i < sc->objective_count; i++) {
    look_ahead_from(sc, i);
    put_objective_heading(sc, sc->objectives[i]);
    put_objective_facts(sc, sc->objectives[i]);
    put_smart(sc, sc->objectives[i]);
    put_kpis(sc, sc->objectives[i]);
  }
  put_unmeasured(sc);
}
