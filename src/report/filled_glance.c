/* The first page: how all stands, what needs attention and whose it is, what is to be asked, what comes to be reviewed. */
#include "report/filled_parts.h"
#include "score/changes.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- How all stands ---- */

static struct cell counted(uint32_t count) {
  return cell_figure(FIGURE_NUMBER, decimal_from_integer(count), (struct text_unit){0});
}

static void add_counts(struct filled *filled, struct fact_list *facts) {
  static const struct {
    enum text_key label;
    enum standing standing;
  } rows[] = {{TEXT_SHEET_MISSED, STANDING_MISSED},     {TEXT_SHEET_OFF_TRACK, STANDING_OFF_TRACK},
              {TEXT_SHEET_AT_RISK, STANDING_AT_RISK},   {TEXT_SHEET_NO_DATA, STANDING_NO_DATA},
              {TEXT_SHEET_ON_TRACK, STANDING_ON_TRACK}, {TEXT_SHEET_MET, STANDING_MET},
              {TEXT_SHEET_NOT_DUE, STANDING_NOT_DUE}};
  uint32_t counts[STANDING_COUNT] = {0};
  for (uint32_t i = 0; i < filled->score->kpis.count; i++) counts[filled->score->kpis.items[i].standing]++;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (counts[rows[i].standing]) facts_add(facts, rows[i].label, counted(counts[rows[i].standing]));
}

/* Rows that cannot be right, and where the first of them stand. */
static void put_left_out(struct filled *filled) {
  const struct score *score = filled->score;
  uint32_t named = score->left_out < LEFT_NAMED ? score->left_out : LEFT_NAMED;
  struct cell places[LEFT_NAMED];
  if (score->left_out == 0) return;
  document_notice(filled->document, cell_sentence(filled->document, TEXT_SCORE_LEFT_OUT, ARGS(arg_integer(score->left_out))));
  for (uint32_t i = 0; i < named; i++) places[i] = cell_words(score->left[i]);
  document_list(filled->document, places, named);
}

void filled_overview(struct filled *filled) {
  const struct score *score = filled->score;
  struct document *document = filled->document;
  struct fact_list facts = facts_in(document);
  if (score->as_of == DAY_NONE) document_notice(document, filled_say(TEXT_SCORE_EMPTY));
  put_left_out(filled);
  facts_add(&facts, TEXT_SCORE_AS_OF, cell_date(score->as_of));
  add_counts(filled, &facts);
  facts_add_noted(&facts, TEXT_REPORT_ROI, filled_share(score->returns.roi), filled_expected(filled));
  facts_put(&facts, STYLE_LARGE);
}

/* ---- What needs attention ---- */

/* Those that are worst come first. */
static const enum standing urgent[] = {STANDING_MISSED, STANDING_OFF_TRACK, STANDING_AT_RISK, STANDING_NO_DATA};
enum { URGENT_COUNT = sizeof urgent / sizeof *urgent };

static bool is_urgent(const struct kpi_score *k, enum standing standing) {
  return k->standing == standing && (standing != STANDING_NO_DATA || k->due);
}

static bool is_any_urgent(const struct kpi_score *k) {
  for (int n = 0; n < URGENT_COUNT; n++)
    if (is_urgent(k, urgent[n])) return true;
  return false;
}

/* The unit stands with the first of the figures of a line. */
static void drop_units(struct cell *cells, uint32_t count) {
  bool said = false;
  for (uint32_t i = 0; i < count; i++) {
    bool figure = cells[i].kind == CELL_FIGURE || cells[i].kind == CELL_RANGE;
    if (figure && said) cells[i].unit = (struct text_unit){0};
    said = said || figure;
  }
}

enum { URGENT_COLUMNS = 6 };

static bool any_lacks(const struct score *score) {
  for (uint32_t i = 0; i < score->kpis.count; i++)
    if (score->kpis.items[i].missing_count) return true;
  return false;
}

/* What lacks has a column only where something does. */
static void put_urgent(struct filled *filled, const struct kpi_score *k) {
  struct cell cells[URGENT_COLUMNS] = {phrase_entity(&k->kpi->entity), filled_standing(filled, k), filled_actual(filled, k),
                                       filled_planned(filled, k, &k->plan), filled_owners(filled, k->kpi), filled_lacking(filled, k)};
  drop_units(cells, 4);
  if (!filled->brief) cells[0].anchor = phrase_anchor(filled->document, "kpi", &k->kpi->entity);
  document_row(filled->document, ROW_PLAIN, cells, URGENT_COLUMNS - !filled->lacks);
}

/* The worst first, then those that lack a figure besides. */
static void put_urgent_rows(struct filled *filled) {
  const struct score *score = filled->score;
  for (int n = 0; n < URGENT_COUNT; n++)
    for (uint32_t i = 0; i < score->kpis.count; i++)
      if (is_urgent(&score->kpis.items[i], urgent[n])) put_urgent(filled, &score->kpis.items[i]);
  for (uint32_t i = 0; i < score->kpis.count; i++)
    if (score->kpis.items[i].missing_count && !is_any_urgent(&score->kpis.items[i])) put_urgent(filled, &score->kpis.items[i]);
}

static bool is_overspent(const struct line_score *line) {
  return line->spent.known && line->whole.known && decimal_compare(line->spent.value, line->whole.value) > 0;
}

static void put_overspent(struct filled *filled) {
  for (uint32_t i = 0; i < filled->score->lines.count; i++) {
    const struct line_score *line = &filled->score->lines.items[i];
    struct cell spent = filled_money(filled, line->spent), whole = filled_money(filled, line->whole);
    if (is_overspent(line))
      document_notice(filled->document, cell_sentence(filled->document, TEXT_SCORE_OVERSPENT,
                                                      ARGS(arg_entity(filled->document, &line->line->entity),
                                                           arg_cell(filled->document, &spent), arg_cell(filled->document, &whole))));
  }
}

/* Whether anything at all is behind, lacking, late or overspent. */
static bool any_behind(const struct score *score, bool *kpis) {
  bool any = false;
  for (uint32_t i = 0; i < score->kpis.count; i++)
    any = any || score->kpis.items[i].missing_count || is_any_urgent(&score->kpis.items[i]);
  *kpis = any;
  for (uint32_t i = 0; i < score->tasks.count; i++) any = any || score->tasks.items[i].late;
  for (uint32_t i = 0; i < score->lines.count; i++) any = any || is_overspent(&score->lines.items[i]);
  return any;
}

void filled_attention(struct filled *filled) {
  static const struct column columns[URGENT_COLUMNS] = {
      {TEXT_REPORT_KPI, NULL, COLUMN_TEXT},       {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT}, {TEXT_SHEET_ACTUAL_NOW, NULL, COLUMN_FIGURE},
      {TEXT_REPORT_PLANNED, NULL, COLUMN_FIGURE}, {TEXT_SCORE_WHOSE, NULL, COLUMN_TEXT},   {TEXT_SCORE_LACKS, NULL, COLUMN_TEXT}};
  bool kpis;
  if (filled->score->as_of == DAY_NONE) return;
  bool any = any_behind(filled->score, &kpis);
  filled->lacks = any_lacks(filled->score);
  filled_heading(filled, "attention", TEXT_SCORE_BEHIND);
  if (!any) document_paragraph(filled->document, filled_say(TEXT_SCORE_NOTHING_BEHIND));
  if (!kpis && any) document_paragraph(filled->document, filled_say(TEXT_SCORE_NO_KPI_BEHIND));
  if (kpis) {
    document_table(filled->document, nothing, columns, URGENT_COLUMNS - !filled->lacks);
    put_urgent_rows(filled);
    document_table_end(filled->document);
  }
  put_overspent(filled);
}

/* ---- What has changed ---- */

static struct cell way_of(enum change_way way) {
  static const struct {
    enum text_key words;
    enum tone tone;
  } ways[] = {[CHANGE_BETTER] = {TEXT_SCORE_IS_BETTER, TONE_GOOD},
              [CHANGE_WORSE] = {TEXT_SCORE_IS_WORSE, TONE_BAD},
              [CHANGE_BEGUN] = {TEXT_SCORE_HAS_BEGUN, TONE_NEUTRAL},
              [CHANGE_LACKING] = {TEXT_SCORE_IS_LACKING, TONE_MIDDLING}};
  if (way == CHANGE_NONE) return nothing;
  struct cell cell = filled_say(ways[way].words);
  cell.tone = (uint8_t)ways[way].tone;
  return cell;
}

enum { CHANGE_COLUMNS = 6 };

static void put_change(struct filled *filled, const struct change *change) {
  struct cell cells[CHANGE_COLUMNS] = {phrase_entity(&change->is->kpi->entity), way_of(change->way),
                                       filled_standing(filled, change->was), filled_standing(filled, change->is),
                                       filled_figure(filled, change->was, change->was->actual),
                                       filled_figure(filled, change->is, change->is->actual)};
  drop_units(cells, CHANGE_COLUMNS);
  if (!filled->brief) cells[0].anchor = phrase_anchor(filled->document, "kpi", &change->is->kpi->entity);
  document_row(filled->document, ROW_PLAIN, cells, CHANGE_COLUMNS);
}

void filled_changes(struct filled *filled) {
  static const struct column columns[CHANGE_COLUMNS] = {
      {TEXT_REPORT_KPI, NULL, COLUMN_TEXT},          {TEXT_SCORE_CHANGE, NULL, COLUMN_TEXT},
      {TEXT_SCORE_STATUS_THEN, NULL, COLUMN_TEXT},   {TEXT_SCORE_STATUS_NOW, NULL, COLUMN_TEXT},
      {TEXT_SCORE_FIGURE_THEN, NULL, COLUMN_FIGURE}, {TEXT_SCORE_FIGURE_NOW, NULL, COLUMN_FIGURE}};
  struct document *document = filled->document;
  if (!filled->previous) return;
  filled_heading_of(filled, "changes",
                    cell_sentence(document, TEXT_SCORE_CHANGES, ARGS(filled_day(filled, filled->previous->as_of))));
  const struct changes changes = changes_of(filled->arena, filled->previous, filled->score);
  document_table(document, nothing, columns, CHANGE_COLUMNS);
  for (uint32_t i = 0; i < changes.count; i++) put_change(filled, &changes.items[i]);
  document_table_end(document);
}

/* ---- What the figures say together ---- */

void filled_diagnoses(struct filled *filled) {
  struct document *document = filled->document;
  if (filled->score->diagnoses.count == 0) return;
  filled_heading(filled, "diagnoses", TEXT_SCORE_DIAGNOSES);
  for (uint32_t i = 0; i < filled->score->diagnoses.count; i++) {
    const struct diagnosis_score *d = &filled->score->diagnoses.items[i];
    struct cell holds = phrase_condition(document, d->diagnosis->when);
    document_heading(document, HEADING_FIRST + 1, NULL, nothing, phrase_entity(&d->diagnosis->entity));
    if (!cell_is_empty(&holds)) document_paragraph(document, cell_sentence(document, TEXT_SCORE_HOLDS, ARGS(arg_cell(document, &holds))));
    filled_questions(filled, d->questions, d->count);
    document_rest(document);
  }
}

/* ---- Planned beside actual ---- */

enum { GLANCE_COLUMNS = 7 };

static void put_kpi(struct filled *filled, const struct kpi_score *k) {
  struct cell cells[GLANCE_COLUMNS] = {phrase_entity(&k->kpi->entity), filled_standing(filled, k),
                                       filled_actual(filled, k), filled_planned(filled, k, &k->plan),
                                       filled_range(filled, k, &k->asked), filled_projected(filled, k)};
  drop_units(cells, 6);
  cells[6] = filled_share(k->score);
  if (!filled->brief) cells[0].anchor = phrase_anchor(filled->document, "kpi", &k->kpi->entity);
  document_row(filled->document, ROW_PLAIN, cells, GLANCE_COLUMNS);
}

static struct cell objective_line(struct filled *filled, const struct objective_score *o) {
  struct document *document = filled->document;
  struct argument title = arg_entity(document, &o->objective->entity), owner = arg_entity(document, o->objective->owner.to);
  struct argument share = arg_share(filled_rounded_share(o->score.known ? o->score.value : decimal_from_integer(0)));
  bool owned = o->objective->owner.to;
  if (!o->score.known)
    return owned ? cell_sentence(document, TEXT_SCORE_OBJECTIVE_NONE_OF, ARGS(title, owner))
                 : cell_sentence(document, TEXT_SCORE_OBJECTIVE_NONE, ARGS(title));
  return owned ? cell_sentence(document, TEXT_SCORE_OBJECTIVE_OF, ARGS(title, share, owner))
               : cell_sentence(document, TEXT_SCORE_OBJECTIVE, ARGS(title, share));
}

static void put_unmeasured(struct filled *filled) {
  struct cell title = filled_say(TEXT_REPORT_NO_OBJECTIVE);
  bool any = false;
  for (uint32_t i = 0; i < filled->score->kpis.count; i++) {
    const struct kpi_score *k = &filled->score->kpis.items[i];
    if (k->kpi->measures.count > 0) continue;
    if (!any) document_row(filled->document, ROW_GROUP, &title, 1);
    any = true;
    put_kpi(filled, k);
  }
}

void filled_glance(struct filled *filled) {
  static const struct column columns[GLANCE_COLUMNS] = {
      {TEXT_REPORT_KPI, NULL, COLUMN_TEXT},         {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT},
      {TEXT_SHEET_ACTUAL_NOW, NULL, COLUMN_FIGURE}, {TEXT_REPORT_PLANNED, NULL, COLUMN_FIGURE},
      {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE},    {TEXT_SCORE_PROJECTED, NULL, COLUMN_FIGURE},
      {TEXT_SHEET_SCORE, NULL, COLUMN_FIGURE}};
  if (filled->score->kpis.count == 0) return;
  filled_heading(filled, "glance", TEXT_REPORT_AT_A_GLANCE);
  document_table(filled->document, nothing, columns, GLANCE_COLUMNS);
  for (uint32_t i = 0; i < filled->objective_count; i++) {
    const struct objective_score *o = filled->objectives[i];
    struct cell line = objective_line(filled, o);
    document_row(filled->document, ROW_GROUP, &line, 1);
    for (uint32_t n = 0; n < o->kpi_count; n++) put_kpi(filled, o->kpis[n]);
    document_rest(filled->document);
  }
  put_unmeasured(filled);
  document_table_end(filled->document);
}

/* ---- What comes to be reviewed ---- */

/* Its first day on or after that of the scoring; DAY_NONE: there is none any more. */
static day_number next_day(const struct filled *filled, const struct review *review) {
  day_number as_of = filled->score->as_of;
  if (review->timing == TIMING_EVERY) return recurrence_next(&filled->model->calendar, &review->every, as_of);
  return review->timing == TIMING_DUE && review->on != DAY_NONE && review->on >= as_of ? review->on : DAY_NONE;
}

static void put_review(struct filled *filled, const struct review *review, day_number day) {
  struct document *document = filled->document;
  struct fact_list facts = facts_in(document);
  uint32_t count = 0;
  for (const struct tail *tail = review->asks; tail; tail = tail->next) count++;
  struct question_score *questions = ARENA_ARRAY(document->scratch, struct question_score, count);
  count = 0;
  for (const struct tail *tail = review->asks; tail; tail = tail->next)
    questions[count++] = (struct question_score){tail, tail->due != DAY_NONE ? tail->due : day};
  filled_heading_of(filled, NULL,
                    cell_sentence(document, TEXT_SCORE_REVIEW,
                                  ARGS(arg_entity(document, &review->entity), filled_day(filled, day))));
  facts_add(&facts, TEXT_REPORT_CHAIR, phrase_entity(review->chair.to));
  facts_add(&facts, TEXT_REPORT_ATTENDED, phrase_refs(document, &review->attended));
  facts_put(&facts, STYLE_PLAIN);
  filled_questions(filled, questions, count);
  document_rest(document);
}

/* Those of the next day on which there is one. */
void filled_review(struct filled *filled) {
  day_number next = DAY_NONE;
  if (filled->score->as_of == DAY_NONE) return;
  for (uint32_t i = 0; i < filled->model->reviews.count; i++) {
    day_number day = next_day(filled, filled->model->reviews.items[i]);
    if (day != DAY_NONE && (next == DAY_NONE || day < next)) next = day;
  }
  for (uint32_t i = 0; i < filled->model->reviews.count && next != DAY_NONE; i++)
    if (next_day(filled, filled->model->reviews.items[i]) == next) put_review(filled, filled->model->reviews.items[i], next);
}
