/* One KPI: what it counts, where it is to go, and a line for each period in which a figure is due. */
#include "report/scorecard_live.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Facts ---- */

struct cell scorecard_baseline(struct scorecard *sc, const struct kpi *kpi) {
  if (kpi->baseline.form == BASELINE_MEASURED) return scorecard_say(TEXT_REPORT_NOT_MEASURED);
  if (kpi->baseline.form == BASELINE_NONE || !kpi->baseline.figure.known) return nothing;
  return phrase_figure(sc->document, kpi->unit, kpi->baseline.figure.value);
}

struct cell scorecard_target(struct scorecard *sc, const struct kpi *kpi) {
  struct cell bounds = phrase_bounds(sc->document, kpi->unit, &kpi->target);
  if (!cell_is_empty(&bounds)) return bounds;
  struct cell words = phrase_target(sc->document, kpi->unit, &kpi->target);
  return cell_is_empty(&words) ? cell_missing(TEXT_REPORT_NO_TARGET) : words;
}

static struct cell baseline_note(struct scorecard *sc, const struct kpi *kpi) {
  struct document *document = sc->document;
  switch (kpi->baseline.form) {
    case BASELINE_NONE: break;
    case BASELINE_ON:
      if (kpi->baseline.on == DAY_NONE) break;
      return cell_sentence(document, TEXT_REPORT_ON_DATE, ARGS(arg_said_date(document, kpi->baseline.on)));
    case BASELINE_OVER: return phrase_period(document, &kpi->baseline.over);
    case BASELINE_MEASURED:
      if (kpi->baseline.on == DAY_NONE) break;
      return cell_sentence(document, TEXT_REPORT_MEASURED_BY,
                           ARGS(arg_said_date(document, kpi->baseline.on), arg_entity(document, kpi->baseline.by.to)));
  }
  return nothing;
}

/* By when, and in its own words where those are others than its bounds. */
static struct cell target_note(struct scorecard *sc, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  if (!target->stated || target->by == DAY_NONE || target->form == TARGET_OBSERVE) return nothing;
  struct argument by = arg_said_date(sc->document, target->by);
  if (target->form < TARGET_GROW || !target->bounded)
    return cell_sentence(sc->document, TEXT_REPORT_BY, ARGS(by));
  struct cell words = phrase_target(sc->document, kpi->unit, target);
  return cell_sentence(sc->document, TEXT_REPORT_WORDS_BY, ARGS(arg_cell(sc->document, &words), by));
}

static void put_large(struct scorecard *sc, const struct kpi *kpi) {
  struct fact_list facts = facts_in(sc->document);
  facts_add_noted(&facts, TEXT_REPORT_BASELINE, scorecard_baseline(sc, kpi), baseline_note(sc, kpi));
  facts_add_noted(&facts, TEXT_REPORT_TARGET, scorecard_target(sc, kpi), target_note(sc, kpi));
  if (kpi->stretch->stated && kpi->stretch->known)
    facts_add_noted(&facts, TEXT_REPORT_STRETCH, phrase_target(sc->document, kpi->unit, kpi->stretch),
                    scorecard_say(TEXT_REPORT_STRETCH_NOTE));
  if (kpi->weight_stated && kpi->weight.known)
    facts_add_noted(&facts, TEXT_REPORT_WEIGHT, cell_figure(FIGURE_SHARE, kpi->weight.value, (struct text_unit){0}),
                    scorecard_say(TEXT_REPORT_WEIGHT_NOTE));
  facts_put(&facts, STYLE_LARGE);
}

struct cell scorecard_reported(struct scorecard *sc, const struct kpi *kpi) {
  struct cell when = scorecard_recurrence(sc, &kpi->reported);
  struct cell who = phrase_refs(sc->document, &kpi->reported_by);
  if (cell_is_empty(&when) && kpi->formula) return scorecard_say(TEXT_REPORT_COMPUTED);
  if (cell_is_empty(&when)) return cell_missing(TEXT_REPORT_NOBODY_REPORTS);
  if (cell_is_empty(&who)) return when;
  return cell_sentence(sc->document, TEXT_REPORT_WHEN_BY,
                       ARGS(arg_cell(sc->document, &when), arg_cell(sc->document, &who)));
}

struct cell scorecard_source(struct scorecard *sc, const struct kpi *kpi) {
  if (kpi->source.length == 0) return kpi->formula ? nothing : cell_missing(TEXT_REPORT_NO_SOURCE);
  if (kpi->open_to.count == 0) return cell_text(kpi->source);
  struct cell who = phrase_refs(sc->document, &kpi->open_to);
  return cell_sentence(sc->document, TEXT_REPORT_OPEN_TO,
                       ARGS(arg_words(sc->document, kpi->source), arg_cell(sc->document, &who)));
}

/* What each item of a list adds to a cell. */
struct lines {
  struct arena *arena;
  VECTOR(struct cell) cells;
};

static struct cell cell_of_lines(const struct lines *lines) {
  struct cell cell = cell_list(lines->cells.items, lines->cells.count);
  cell.lines = true;
  return cell;
}

static struct cell milestones(struct scorecard *sc, const struct kpi *kpi) {
  struct lines lines = {.arena = sc->document->scratch};
  for (const struct milestone *m = kpi->milestones; m; m = m->next) {
    struct cell cell = phrase_target_by(sc->document, kpi->unit, &m->target);
    if (cell_is_empty(&cell)) continue;
    if (m->phase)
      cell = cell_sentence(sc->document, TEXT_REPORT_OF_PHASE, ARGS(arg_cell(sc->document, &cell),
                                                                   arg_entity(sc->document, m->phase)));
    VECTOR_PUSH(lines.arena, &lines.cells, cell);
  }
  return cell_of_lines(&lines);
}

static struct cell forecasts(struct scorecard *sc, const struct kpi *kpi) {
  struct lines lines = {.arena = sc->document->scratch};
  for (const struct forecast *f = kpi->forecasts; f; f = f->next) {
    struct cell figure = phrase_figure(sc->document, kpi->unit, f->figure.value);
    struct argument words = arg_cell(sc->document, &figure), on = arg_said_date(sc->document, f->on);
    VECTOR_PUSH(lines.arena, &lines.cells, cell_sentence(sc->document, TEXT_REPORT_FIGURE_ON, ARGS(words, on)));
  }
  return cell_of_lines(&lines);
}

static struct cell excuses(struct scorecard *sc, const struct kpi *kpi) {
  struct lines lines = {.arena = sc->document->scratch};
  for (const struct excuse *e = kpi->excused; e; e = e->next) {
    if (e->period.from == DAY_NONE || e->period.to == DAY_NONE) continue;
    struct argument from = arg_said_date(sc->document, e->period.from), to = arg_said_date(sc->document, e->period.to);
    VECTOR_PUSH(lines.arena, &lines.cells,
                cell_sentence(sc->document, TEXT_REPORT_EXCUSED_FOR, ARGS(from, to, arg_words(sc->document, e->why))));
  }
  return cell_of_lines(&lines);
}

static struct cell worth(struct scorecard *sc, const struct money *money) {
  struct cell amount = phrase_money(sc->model, money);
  if (cell_is_empty(&amount)) return nothing;
  return cell_sentence(sc->document, TEXT_REPORT_EACH, ARGS(arg_cell(sc->document, &amount)));
}

static struct cell expected_cost(struct scorecard *sc, const struct kpi *kpi) {
  struct cell each = kpi->costs->stated ? worth(sc, &kpi->costs->each) : nothing;
  if (cell_is_empty(&each) || !kpi->costs->from.to) return each;
  return cell_sentence(sc->document, TEXT_REPORT_EACH_FROM,
                       ARGS(arg_cell(sc->document, &each),
                            arg_entity(sc->document, kpi->costs->from.to)));
}

enum text_key scorecard_tally(enum tally tally) {
  static const enum text_key tallies[] = {[TALLY_LATEST] = TEXT_REPORT_TALLY_LATEST,
                                          [TALLY_SUM] = TEXT_REPORT_TALLY_SUM,
                                          [TALLY_AVERAGE] = TEXT_REPORT_TALLY_AVERAGE};
  return tallies[tally];
}

static void put_facts(struct scorecard *sc, const struct kpi *kpi) {
  struct fact_list facts = facts_in(sc->document);
  facts_add(&facts, TEXT_REPORT_UNIT, phrase_unit(sc->document, kpi->unit));
  facts_add(&facts, TEXT_REPORT_SOURCE, scorecard_source(sc, kpi));
  facts_add(&facts, TEXT_REPORT_REPORTED, scorecard_reported(sc, kpi));
  facts_add(&facts, TEXT_REPORT_FORMULA, phrase_expression(sc->document, kpi->formula));
  if (!kpi->formula) facts_add(&facts, TEXT_REPORT_TALLY, scorecard_say(scorecard_tally(kpi->tally)));
  facts_add(&facts, TEXT_REPORT_MILESTONES, milestones(sc, kpi));
  facts_add(&facts, TEXT_REPORT_FORECASTS, forecasts(sc, kpi));
  facts_add(&facts, TEXT_REPORT_GREEN, phrase_band(sc->document, kpi->unit, kpi->green));
  facts_add(&facts, TEXT_REPORT_AMBER, phrase_band(sc->document, kpi->unit, kpi->amber));
  facts_add(&facts, TEXT_REPORT_WORTH, worth(sc, kpi->worth));
  facts_add(&facts, TEXT_REPORT_EXPECTED_COST, expected_cost(sc, kpi));
  if (kpi->proxy >= 0 && kpi->proxy < RETURN_KIND_COUNT)
    facts_add(&facts, TEXT_REPORT_PROXY_FOR, scorecard_say(phrase_indirect_kind((enum indirect_kind)kpi->proxy)));
  facts_add(&facts, TEXT_REPORT_COUNTED_ON, phrase_refs(sc->document, &kpi->on));
  facts_add(&facts, TEXT_REPORT_NEEDS, phrase_refs(sc->document, &kpi->needs));
  facts_add(&facts, TEXT_REPORT_INFLUENCES, phrase_refs(sc->document, &kpi->influences));
  facts_add(&facts, TEXT_REPORT_EXCUSED_IN, excuses(sc, kpi));
  facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(kpi->because));
  facts_put(&facts, STYLE_BESIDE);
}

/* How it stands, on a live page. */
static void put_now(struct scorecard *sc, const struct kpi *kpi) {
  static const struct {
    enum text_key label;
    enum follows_kind kind;
  } rows[] = {{TEXT_REPORT_STATUS, FOLLOWS_STATUS},       {TEXT_SHEET_ACTUAL_NOW, FOLLOWS_LATEST},
              {TEXT_SHEET_PLANNED_NOW, FOLLOWS_PLANNED},  {TEXT_SHEET_ATTAINMENT, FOLLOWS_WAY},
              {TEXT_SHEET_SCORE, FOLLOWS_SCORE},          {TEXT_SHEET_LACKING, FOLLOWS_LACKING}};
  struct fact_list facts = facts_in(sc->document);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    facts_add(&facts, rows[i].label, scorecard_follows(rows[i].kind, kpi->entity.spelling, DAY_NONE));
  facts_put(&facts, STYLE_NOW);
}

/* ---- The table of periods ---- */

enum { COLUMNS_MOST = 7 };

/* What stays the same from line to line. */
struct plan_table {
  const struct kpi *kpi;
  struct path path;
  const struct standard *standard; /* of a live page; else NULL */
  enum figure_form form; /* of its limits, */
  int places;            /* and the decimals to which they are rounded */
  bool months;           /* its periods are calendar months */
  bool level_is_set;     /* a plan that is level has the same cell in each line */
  struct text label;     /* of the KPI */
  struct column columns[COLUMNS_MOST];
  struct cell cells[COLUMNS_MOST];
  uint32_t count;
  /* Cells of the columns that there are; NULL: there is none. */
  struct cell *planned, *green, *amber, *actual, *status;
  struct cell *tallied; /* the figure that is held against the target, where it is not the period's own */
};

static struct cell *add_column(struct plan_table *table, enum text_key head, const char *unit, enum column_form form) {
  table->columns[table->count] = (struct column){head, unit, form};
  return &table->cells[table->count++];
}

static bool asks_for_least(const struct plan_table *table, const struct band *stated) {
  if (stated->stated && stated->known) return stated->least;
  return table->path.shape == PATH_LINE ? table->path.least : table->path.level.has_low;
}

static bool is_stated(const struct band *band) { return band->stated && band->known; }

static void make_columns(struct document *document, struct plan_table *table) {
  const struct kpi *kpi = table->kpi;
  const char *unit = phrase_head_unit(document, kpi->unit);
  bool planned = table->path.state != PLAN_NONE;
  add_column(table, TEXT_REPORT_PERIOD_END, NULL, COLUMN_TEXT);
  if (planned) table->planned = add_column(table, TEXT_REPORT_PLANNED, unit, COLUMN_FIGURE);
  if (planned && is_stated(kpi->green))
    table->green = add_column(table, asks_for_least(table, kpi->green) ? TEXT_REPORT_GREEN_FROM : TEXT_REPORT_GREEN_UP_TO,
                              unit, COLUMN_FIGURE);
  if (planned && (is_stated(kpi->amber) || table->path.shape == PATH_LINE))
    table->amber = add_column(table, asks_for_least(table, kpi->amber) ? TEXT_REPORT_AMBER_FROM : TEXT_REPORT_AMBER_UP_TO,
                              unit, COLUMN_FIGURE);
  table->actual = add_column(table, TEXT_REPORT_ACTUAL, unit, COLUMN_INPUT);
  if (table->standard && !kpi->formula && kpi->tally != TALLY_LATEST)
    table->tallied = add_column(table, TEXT_SHEET_HELD, unit, COLUMN_FIGURE);
  table->status = add_column(table, TEXT_REPORT_STATUS, NULL, COLUMN_TEXT);
}

/* A limit as a cell, rounded so that a figure which reaches what is shown reaches what is meant. */
static void set_limit(struct cell *cell, const struct plan_table *table, const struct bounds *bounds) {
  int places = table->places;
  cell->kind = CELL_EMPTY;
  cell->form = (uint8_t)table->form;
  cell->places = (int8_t)(table->form == FIGURE_SHARE ? places - 2 : places);
  cell->tone = TONE_PLAIN;
  cell->has_low = cell->has_high = bounds->has_low && bounds->has_high;
  if (cell->has_low) {
    cell->kind = CELL_RANGE;
    cell->as.range.low = fraction_rounded(bounds->low, places, true);
    cell->as.range.high = fraction_rounded(bounds->high, places, false);
  } else if (bounds->has_low || bounds->has_high) {
    cell->kind = CELL_FIGURE;
    cell->as.figure = fraction_rounded(bounds->has_low ? bounds->low : bounds->high, places, bounds->has_low);
  }
}

static void set_planned(struct cell *cell, const struct plan_table *table, const struct plan *plan) {
  switch (plan->state) {
    case PLAN_NONE: *cell = nothing; break;
    case PLAN_NOT_DUE: *cell = scorecard_say(TEXT_REPORT_NOT_DUE); break;
    case PLAN_UNKNOWN: *cell = scorecard_say(TEXT_REPORT_NOT_KNOWN); break;
    case PLAN_DUE: set_limit(cell, table, &plan->asked); return;
  }
  cell->tone = TONE_QUIET;
}

/* From the target's date on a KPI is met or missed, and bands say nothing. */
static struct limits limits_at(const struct scorecard *sc, const struct plan_table *table, const struct plan *plan,
                               day_number end) {
  if (end >= table->path.by) return (struct limits){.green = {.has_low = false}};
  return path_limits(&table->path, plan, sc->tolerance);
}

/* What hangs on a baseline which is still to be measured is worked out on a live page. */
static bool is_live(const struct plan_table *table) { return table->standard && table->standard->measured; }

static bool is_worked_out(const struct plan_table *table) {
  return table->kpi->formula || (table->standard && table->kpi->on.count > 1);
}

static void set_plan(struct plan_table *table, const struct plan *plan, day_number end) {
  bool hangs = is_live(table) && (plan->state == PLAN_UNKNOWN || plan->state == PLAN_DUE);
  bool same = table->path.shape == PATH_LEVEL && plan->state == PLAN_DUE && table->level_is_set;
  if (!table->planned || same) return;
  table->level_is_set = plan->state == PLAN_DUE && !hangs; /* before it is due the cell says so instead */
  if (hangs) *table->planned = scorecard_follows(FOLLOWS_PLANNED, table->kpi->entity.spelling, end);
  else set_planned(table->planned, table, plan);
}

static void set_limits(struct scorecard *sc, struct plan_table *table, const struct plan *plan, day_number end) {
  const struct limits limits = limits_at(sc, table, plan, end);
  if (table->green) set_limit(table->green, table, &limits.green);
  if (!table->amber) return;
  set_limit(table->amber, table, &limits.amber);
  if (is_live(table) && !is_stated(table->kpi->amber) && end < table->path.by)
    *table->amber = scorecard_follows(FOLLOWS_AMBER, table->kpi->entity.spelling, end);
}

static void set_status(struct plan_table *table, const struct reporting_period *period) {
  const struct kpi *kpi = table->kpi;
  bool excused = kpi->excused && period_is_excused(kpi, period);
  if (excused) *table->status = scorecard_say(TEXT_REPORT_EXCUSED);
  else if (table->status->kind == CELL_FOLLOWS) table->status->as.place.date = period->last;
  else *table->status = scorecard_follows(FOLLOWS_STATUS, kpi->entity.spelling, period->last);
}

/* Only what differs from the line before is made anew: a scorecard has hundreds of thousands of them. */
static void put_period(struct scorecard *sc, struct plan_table *table, const struct reporting_period *period) {
  day_number end = period->last;
  struct plan plan = path_at(&table->path, end);
  table->cells[0].as.date = end;
  table->cells[0].month = table->months && period->month;
  set_plan(table, &plan, end);
  if (table->green || table->amber) set_limits(sc, table, &plan, end);
  table->actual->as.place.date = end;
  if (table->tallied) table->tallied->as.place.date = end;
  set_status(table, period);
  document_row(sc->document, ROW_PLAIN, table->cells, table->count);
}

/* Cells of the first line, without what its period says. */
static void make_cells(struct plan_table *table) {
  const char *name = table->kpi->entity.spelling;
  table->cells[0] = (struct cell){.kind = CELL_DATE};
  *table->actual = is_worked_out(table) ? scorecard_follows(FOLLOWS_FIGURE, name, DAY_NONE) /* it is never reported */
                                        : scorecard_input(INPUT_KPI, name, NULL, DAY_NONE, table->label);
  if (table->tallied) *table->tallied = scorecard_follows(FOLLOWS_LATEST, name, DAY_NONE);
  *table->status = nothing;
}

bool scorecard_baseline_row(const struct kpi *kpi, const struct periods *periods) {
  if (kpi->baseline.form != BASELINE_MEASURED || kpi->baseline.on == DAY_NONE) return false;
  for (uint32_t i = 0; i < periods->count; i++)
    if (periods->items[i].last == kpi->baseline.on) return false;
  return true;
}

/* On a live page a baseline that is still to be measured has a line of its own, unless a period ends on its day. */
static void put_baseline(struct scorecard *sc, struct plan_table *table, const struct periods *periods) {
  const struct kpi *kpi = table->kpi;
  day_number on = kpi->baseline.on;
  if (!sc->live || is_worked_out(table) || !scorecard_baseline_row(kpi, periods)) return;
  for (uint32_t i = 0; i < table->count; i++) table->cells[i] = nothing;
  table->cells[0] = cell_sentence(sc->document, TEXT_SHEET_BASELINE_BY, ARGS(arg_said_date(sc->document, on)));
  *table->actual = scorecard_input(INPUT_KPI, kpi->entity.spelling, NULL, on, table->label);
  document_row(sc->document, ROW_PLAIN, table->cells, table->count);
}

/* `standard`: of a live page, else NULL. */
static void put_periods(struct scorecard *sc, const struct kpi *kpi, const struct periods *periods,
                        const struct standard *standard) {
  struct plan_table table = {.kpi = kpi, .label = phrase_label(sc->document->language, &kpi->entity), .standard = standard};
  table.path = standard ? standard->path : path_of(sc->document->scratch, sc->model, kpi, NULL);
  table.form = kpi->unit && kpi->unit->kind == UNIT_PERCENT ? FIGURE_SHARE : FIGURE_NUMBER;
  table.places = table.form == FIGURE_SHARE && table.path.places < 2 ? 2 : table.path.places;
  table.months = kpi->reported.unit == TIME_NONE || (kpi->reported.unit == TIME_MONTH && kpi->reported.interval <= 1);
  make_columns(sc->document, &table);
  document_table(sc->document, scorecard_say(TEXT_REPORT_PLAN_AND_FIGURES), table.columns, table.count);
  put_baseline(sc, &table, periods);
  make_cells(&table);
  for (uint32_t i = 0; i < periods->count; i++) put_period(sc, &table, &periods->items[i]);
  document_table_end(sc->document);
}

void scorecard_kpi(struct scorecard *sc, const struct kpi *kpi) {
  scorecard_thing(sc, phrase_anchor(sc->document, "kpi", &kpi->entity), TEXT_REPORT_KPI, &kpi->entity);
  struct periods periods = periods_find(&sc->periods, sc->arena, sc->model, &kpi->reported);
  struct standard standard;
  bool live = sc->live && periods.count > 0;
  if (live) standard = standard_of(sc->document->scratch, sc->model, kpi, &periods);
  document_paragraph(sc->document, cell_text(kpi->means));
  put_large(sc, kpi);
  if (live) put_now(sc, kpi);
  if (periods.count > 0) put_periods(sc, kpi, &periods, live ? &standard : NULL);
  put_facts(sc, kpi);
  if (live && kpi->on.count > 1 && !kpi->formula) scorecard_parts_of(sc, kpi, &periods);
  if (live) scorecard_live_kpi(sc, &standard, &periods);
  document_rest(sc->document);
}
