/* The sheet of KPIs: for each a line of its own, what is said of it, a line for each period, and a chart beside them. */
#include "report/scorecard_book_parts.h"

enum { CHARTS_MOST = 250, CHART_LINES = 15 };

static const struct cell nothing = {.kind = CELL_EMPTY};

struct table {
  struct card *card;
  const struct kpi_block *block;
  const struct kpi *kpi;
  struct standard standard;
  struct path path;    /* as long as a baseline that is still to be measured is not */
  int places;          /* decimals shown */
  bool planned, amber;  /* whether there is a plan to be held against; whether amber has limits */
  bool months;
};

static struct scorecard *sc_of(const struct table *table) { return &table->card->sc; }

static struct book_place at(const struct table *table, uint32_t row, uint32_t column) {
  return card_at(table->card, CARD_KPIS, row, column);
}

static const char *work_cell(const struct table *table, uint32_t row, uint32_t column) {
  return card_name(table->card, CARD_WORKING, row, column);
}

static const char *fill(const struct table *table, const char *pattern, const char *const *parts) {
  return book_fill(sc_of(table)->document->scratch, pattern, parts);
}

static bool is_stated(const struct band *band) { return band->stated && band->known; }

/* ---- What is said of a KPI ---- */

static void add_line(const struct table *table, struct buffer *out, enum text_key label, struct cell value) {
  struct scorecard *sc = sc_of(table);
  if (cell_is_empty(&value)) return;
  if (out->length > 0) buffer_char(out, '\n');
  text_write(out, sc->document->language, TEXT_SHEET_LABELLED, ARGS(arg_text(label), arg_cell(sc->document, &value)));
}

static struct cell target_of(const struct table *table) {
  struct cell words = phrase_target_by(sc_of(table)->document, table->kpi->unit, &table->kpi->target);
  return cell_is_empty(&words) ? scorecard_say(TEXT_REPORT_NO_TARGET) : words;
}

static void put_about(const struct table *table) {
  enum { WIDTH = 150 };
  struct scorecard *sc = sc_of(table);
  const struct kpi *kpi = table->kpi;
  struct buffer words = buffer_in(sc->document->scratch);
  add_line(table, &words, TEXT_REPORT_TARGET, target_of(table));
  add_line(table, &words, TEXT_REPORT_UNIT, phrase_unit(sc->document, kpi->unit));
  add_line(table, &words, TEXT_REPORT_SOURCE, scorecard_source(sc, kpi));
  if (kpi->formula) add_line(table, &words, TEXT_REPORT_FORMULA, phrase_expression(sc->document, kpi->formula));
  else add_line(table, &words, TEXT_REPORT_TALLY, scorecard_say(scorecard_tally(kpi->tally)));
  add_line(table, &words, TEXT_REPORT_REPORTED, scorecard_reported(sc, kpi));
  card_spread(table->card, CARD_KPIS, table->block->head + 1, 0, KPI_NOTE, LOOK_QUIET, WIDTH, buffer_string(&words));
}

/* Its own line: how it stands on the day that is judged. */
static void put_head(const struct table *table) {
  struct book *book = table->card->book;
  const struct kpi_block *block = table->block;
  const struct book_style band = {.look = LOOK_BAND};
  struct book_style share = {.look = LOOK_BAND, .form = FORM_SHARE};
  for (uint32_t column = 0; column <= KPI_NOTE; column++) book_blank(book, at(table, block->head, column), band);
  book_words(book, at(table, block->head, KPI_PERIOD), band, card_say(table->card, phrase_entity(&table->kpi->entity)));
  if (block->periods.count == 0) return;
  book_formula(book, at(table, block->head, KPI_HELD), card_figures(table->kpi->unit, table->places, LOOK_BAND),
               work_cell(table, block->head, NOW_HELD), "");
  bool planned = table->path.state != PLAN_NONE;
  if (planned) book_formula(book, at(table, block->head, KPI_WAY), share, work_cell(table, block->head, NOW_WAY), "");
  book_formula(book, at(table, block->head, KPI_STATUS), (struct book_style){.look = LOOK_STATUS},
               card_state_word(table->card, work_cell(table, block->head, NOW_STATE)),
               card_words(table->card, planned ? TEXT_SHEET_NOT_DUE : TEXT_SHEET_WATCHED));
}

/* ---- Lines of periods ---- */

static struct book_style limit_style(const struct table *table, bool least) {
  struct book_style style = card_figures(table->kpi->unit, table->places, LOOK_CELL);
  style.bound = least ? SIGN_LEAST : SIGN_MOST;
  return style;
}

/* Rounded so that a figure which reaches what is shown reaches what is meant. */
static void put_limit(const struct table *table, uint32_t row, uint32_t column, const struct bounds *bounds) {
  struct book *book = table->card->book;
  if (bounds->has_low && bounds->has_high) {
    bool share = table->kpi->unit && table->kpi->unit->kind == UNIT_PERCENT;
    struct cell cell = scorecard_range(share ? FIGURE_SHARE : FIGURE_NUMBER, true, fraction_value(bounds->low), true,
                                       fraction_value(bounds->high));
    cell.places = (int8_t)(share ? (table->places > 2 ? table->places - 2 : 0) : table->places);
    card_cell(table->card, CARD_KPIS, row, column, cell, LOOK_CELL);
  } else if (bounds->has_low || bounds->has_high) {
    struct fraction limit = bounds->has_low ? bounds->low : bounds->high;
    book_number(book, at(table, row, column), limit_style(table, bounds->has_low),
                fraction_rounded(limit, table->places, bounds->has_low));
  } else {
    book_blank(book, at(table, row, column), (struct book_style){.look = LOOK_CELL});
  }
}

/* A limit that hangs on a baseline which is still to be measured: not known before its day. */
static void put_live_limit(const struct table *table, uint32_t row, uint32_t column, uint32_t work_column, bool least,
                           enum text_key unknown) {
  const char *limit = work_cell(table, row, work_column);
  const char *words = unknown == TEXT_NONE ? "" : card_words(table->card, unknown);
  book_formula(table->card->book, at(table, row, column), limit_style(table, least),
               fill(table, "IF(AND({1}>={2},ISNUMBER({3})),{3},{4})",
                    PARTS(table->card->as_of, book_day(sc_of(table)->document->scratch, table->standard.from), limit,
                          book_quoted(sc_of(table)->document->scratch, words))),
               words);
}

static bool is_live(const struct table *table) { return table->standard.measured; }

static bool asks_for_least(const struct table *table) { return standard_directions(&table->standard).low; }

static void put_band(const struct table *table, uint32_t row, uint32_t column, const struct band *band) {
  book_number(table->card->book, at(table, row, column), limit_style(table, band->least), band->value);
}

static void put_live_limits(const struct table *table, uint32_t row, bool over) {
  bool least = asks_for_least(table);
  const struct band *green = table->kpi->green, *amber = table->kpi->amber;
  struct book_style empty = {.look = LOOK_CELL};
  put_live_limit(table, row, KPI_PLANNED, least ? WORK_PLAN_LOW : WORK_PLAN_HIGH, least, TEXT_REPORT_NOT_KNOWN);
  if (over) book_blank(table->card->book, at(table, row, KPI_GREEN), empty);
  else if (is_stated(green)) put_band(table, row, KPI_GREEN, green);
  else put_live_limit(table, row, KPI_GREEN, least ? WORK_PLAN_LOW : WORK_PLAN_HIGH, least, TEXT_NONE);
  if (over || !table->amber) book_blank(table->card->book, at(table, row, KPI_AMBER), empty);
  else if (is_stated(amber)) put_band(table, row, KPI_AMBER, amber);
  else put_live_limit(table, row, KPI_AMBER, least ? WORK_AMBER_LOW : WORK_AMBER_HIGH, least, TEXT_NONE);
}

static void put_limits(const struct table *table, uint32_t row, const struct plan *plan, day_number day) {
  static const struct bounds none;
  struct limits limits = {none, none};
  if (day < table->path.by) limits = path_limits(&table->path, plan, sc_of(table)->tolerance);
  put_limit(table, row, KPI_PLANNED, &plan->asked);
  put_limit(table, row, KPI_GREEN, table->planned ? &limits.green : &none);
  put_limit(table, row, KPI_AMBER, table->amber ? &limits.amber : &none);
}

static void put_plan(const struct table *table, uint32_t row, day_number day) {
  struct plan plan = path_at(&table->path, day);
  struct cell words = plan.state == PLAN_NOT_DUE ? scorecard_say(TEXT_REPORT_NOT_DUE) : nothing;
  if (plan.state == PLAN_NOT_DUE || plan.state == PLAN_NONE) {
    card_cell(table->card, CARD_KPIS, row, KPI_PLANNED, words, LOOK_CELL);
    for (uint32_t column = KPI_GREEN; column <= KPI_AMBER; column++)
      book_blank(table->card->book, at(table, row, column), (struct book_style){.look = LOOK_CELL});
  } else if (is_live(table)) {
    put_live_limits(table, row, day >= table->path.by);
  } else {
    put_limits(table, row, &plan, day);
  }
}

static void put_actual(const struct table *table, uint32_t row, day_number day) {
  struct card *card = table->card;
  const struct kpi *kpi = table->kpi;
  struct place place = {.kind = INPUT_KPI, .name = kpi->entity.spelling, .date = day};
  struct book_style style = card_figures(kpi->unit, table->places, LOOK_CELL);
  if (!kpi->formula) {
    card_input(card, at(table, row, KPI_ACTUAL), style, &place, kpi->unit);
  } else {
    book_formula(card->book, at(table, row, KPI_ACTUAL), style,
                 fill(table, "IF({1}<={2},{3},\"\")",
                      PARTS(work_cell(table, row, WORK_DATE), card->as_of, work_cell(table, row, WORK_AT))),
                 "");
  }
  struct book_style note = {.look = LOOK_INPUT, .form = FORM_WORDS};
  book_blank(card->book, at(table, row, KPI_NOTE), note);
}

/* The state of a line whose period is over. */
static const char *status_of(const struct table *table, uint32_t row, bool excused) {
  const char *date = work_cell(table, row, WORK_DATE), *actual = card_name(table->card, CARD_KPIS, row, KPI_ACTUAL);
  const char *state = work_cell(table, row, WORK_STATE);
  if (excused) return fill(table, "IF({1}<={2},\"excused\",\"\")", PARTS(date, table->card->as_of));
  return fill(table, "IF({1}>{2},\"\",IF(OR(ISNUMBER({3}),{4}=\"not_due\"),{4},\"no_figure\"))",
              PARTS(date, table->card->as_of, actual, state));
}

/* The line of which the figure counts in this one: its own, up to the period of the target's date. */
static uint32_t held_row(const struct table *table, uint32_t row) {
  const struct periods *periods = &table->block->periods;
  uint32_t last = row - table->block->first;
  if (table->standard.until == DAY_NONE) return row;
  while (last > 0 && periods->items[last].last > table->standard.until) last--;
  return table->block->first + last;
}

static void put_results(const struct table *table, uint32_t row, bool excused) {
  struct book *book = table->card->book;
  const char *actual = card_name(table->card, CARD_KPIS, row, KPI_ACTUAL), *held = work_cell(table, held_row(table, row), WORK_HELD);
  struct book_style figures = card_figures(table->kpi->unit, table->places, LOOK_CELL), empty = {.look = LOOK_CELL};
  bool planned = table->path.state != PLAN_NONE;
  if (excused) book_blank(book, at(table, row, KPI_HELD), empty);
  else book_formula(book, at(table, row, KPI_HELD), figures, fill(table, "IF(ISNUMBER({1}),{2},\"\")", PARTS(actual, held)), "");
  if (excused || !planned) book_blank(book, at(table, row, KPI_WAY), empty);
  else book_formula(book, at(table, row, KPI_WAY), (struct book_style){.look = LOOK_CELL, .form = FORM_SHARE},
                    fill(table, "IF(ISNUMBER({1}),{2},\"\")", PARTS(actual, work_cell(table, row, WORK_WAY))), "");
  if (planned) book_formula(book, at(table, row, KPI_STATUS), (struct book_style){.look = LOOK_STATUS},
                            card_state_word(table->card, status_of(table, row, excused)), "");
  else book_blank(book, at(table, row, KPI_STATUS), empty);
}

static void put_period(const struct table *table, uint32_t index) {
  const struct reporting_period *period = &table->block->periods.items[index];
  uint32_t row = table->block->first + index;
  struct cell date = cell_date(period->last);
  date.month = table->months && period->month;
  card_cell(table->card, CARD_KPIS, row, KPI_PERIOD, date, LOOK_CELL);
  put_plan(table, row, period->last);
  put_actual(table, row, period->last);
  put_results(table, row, table->kpi->excused && period_is_excused(table->kpi, period));
}

static void put_baseline(const struct table *table) {
  struct scorecard *sc = sc_of(table);
  const struct kpi *kpi = table->kpi;
  uint32_t row = table->block->first - 1;
  struct place place = {.kind = INPUT_KPI, .name = kpi->entity.spelling, .date = kpi->baseline.on};
  struct cell label = cell_sentence(sc->document, TEXT_SHEET_BASELINE_BY, ARGS(arg_said_date(sc->document, kpi->baseline.on)));
  card_cell(table->card, CARD_KPIS, row, KPI_PERIOD, label, LOOK_CELL);
  card_input(table->card, at(table, row, KPI_ACTUAL), card_figures(kpi->unit, table->places, LOOK_CELL), &place, kpi->unit);
}

/* ---- Charts ---- */

static void put_chart(const struct table *table) {
  struct card *card = table->card;
  const struct kpi_block *block = table->block;
  struct argument title = arg_entity(sc_of(table)->document, &table->kpi->entity);
  struct book_chart chart = {.at = at(table, block->head, KPI_CHART), .source = card->sheets[CARD_WORKING],
                             .first_row = block->first, .last_row = block->first + block->periods.count - 1,
                             .dates = WORK_DATE, .rows = CHART_LINES,
                             .figures = card_figures(table->kpi->unit, table->places, LOOK_CELL),
                             .description = card_say(card, cell_sentence(sc_of(table)->document, TEXT_SHEET_CHART, ARGS(title)))};
  bool low = true, high = false;
  if (table->path.state == PLAN_NONE) low = false;
  else if (table->path.shape == PATH_LINE) low = table->path.least, high = !table->path.least;
  else low = standard_directions(&table->standard).low, high = standard_directions(&table->standard).high;
  enum text_key first = low && high ? TEXT_SHEET_PLAN_LOW : TEXT_REPORT_PLANNED, second = low ? TEXT_SHEET_PLAN_HIGH : first;
  if (low) chart.series[chart.series_count++] = (struct book_series){card_words(card, first), WORK_PLAN_LOW, false};
  if (high) chart.series[chart.series_count++] = (struct book_series){card_words(card, second), WORK_PLAN_HIGH, false};
  chart.series[chart.series_count++] = (struct book_series){card_words(card, TEXT_REPORT_ACTUAL), WORK_SHOWN, true};
  card->book->back->chart(card->book, &chart);
}

/* ---- The sheet ---- */

static struct table table_of(struct card *card, const struct kpi_block *block) {
  const struct kpi *kpi = block->kpi;
  struct table table = {.card = card, .block = block, .kpi = kpi};
  bool share = kpi->unit && kpi->unit->kind == UNIT_PERCENT;
  table.standard = standard_of(card->sc.document->scratch, card->sc.model, kpi, &block->periods);
  table.path = table.standard.path;
  table.places = share && table.path.places < 2 ? 2 : table.path.places;
  bool planned = table.path.state != PLAN_NONE;
  table.planned = planned;
  table.amber = planned && (is_stated(kpi->amber) || table.path.shape == PATH_LINE);
  table.months = kpi->reported.unit == TIME_NONE || (kpi->reported.unit == TIME_MONTH && kpi->reported.interval <= 1);
  return table;
}

static void put_home(struct card *card, const struct kpi_block *block) {
  if (!block->heads_home) return;
  const char *words = block->home ? card_say(card, phrase_entity(&block->home->entity)) : card_words(card, TEXT_REPORT_NO_OBJECTIVE);
  book_words(card->book, card_at(card, CARD_KPIS, block->head - 1, 0), (struct book_style){.look = LOOK_TITLE}, words);
  card->book->back->height(card->book, card->sheets[CARD_KPIS], block->head - 1, 2);
}

static void put_block(struct card *card, const struct kpi_block *block, bool chart) {
  struct table table = table_of(card, block);
  put_home(card, block);
  put_head(&table);
  put_about(&table);
  card_working(card, block, &table.standard);
  if (block->baseline_row) put_baseline(&table);
  for (uint32_t i = 0; i < block->periods.count; i++) put_period(&table, i);
  if (block->periods.count == 0) return;
  uint32_t first = block->first - block->baseline_row;
  if (!table.kpi->formula)
    card_rule(card, card_at(card, CARD_KPIS, first, KPI_ACTUAL), block->first + block->periods.count - 1, KPI_ACTUAL,
              table.kpi->unit);
  if (chart) put_chart(&table);
}

/* Pages begin where a KPI, or what heads it, begins. */
static void put_breaks(struct card *card) {
  enum { PAGE_ROWS = 48, ABOUT_ROWS = 4 };
  uint32_t *rows = ARENA_ARRAY(card->sc.document->scratch, uint32_t, card->block_count + 1), count = 0, used = CARD_FIRST_ROW;
  for (uint32_t i = 0; i < card->block_count; i++) {
    const struct kpi_block *block = &card->blocks[i];
    uint32_t start = block->head - block->heads_home;
    uint32_t end = i + 1 < card->block_count ? block[1].head - block[1].heads_home : card->rows;
    uint32_t needed = end - start + ABOUT_ROWS;
    if (i > 0 && used + needed > PAGE_ROWS) {
      rows[count++] = start;
      used = 1;
    }
    used += needed;
  }
  card->book->back->breaks(card->book, card->sheets[CARD_KPIS], rows, count);
}

void card_kpis(struct card *card) {
  static const enum text_key heads[] = {TEXT_REPORT_PERIOD_END, TEXT_REPORT_PLANNED, TEXT_SHEET_GREEN_LIMIT,
                                        TEXT_SHEET_AMBER_LIMIT, TEXT_REPORT_ACTUAL, TEXT_SHEET_HELD, TEXT_SHEET_ATTAINMENT,
                                        TEXT_REPORT_STATUS, TEXT_SHEET_NOTE};
  card_title(card, CARD_KPIS, TEXT_SHEET_KPIS, scorecard_say(TEXT_SHEET_KPIS_HINT), KPI_NOTE);
  card_heads(card, CARD_KPIS, CARD_FIRST_ROW - 1, heads, sizeof heads / sizeof heads[0]);
  for (uint32_t i = 0; i < card->block_count; i++) {
    put_block(card, &card->blocks[i], card->block_count <= CHARTS_MOST);
    document_rest(card->sc.document);
  }
  put_breaks(card);
  card_statuses(card, CARD_KPIS, CARD_FIRST_ROW, card->rows, KPI_STATUS);
}
