#include "report/portfolio.h"

#include "report/standings.h"

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof *(array)))

struct page {
  struct document *document;
  struct arena *arena;
  const struct portfolio *portfolio;
  struct portfolio_sums sums;
};

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Cells ---- */

static struct cell say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

static struct cell words(const char *text) { return text ? cell_words(text) : nothing; }

static struct cell count_of(uint32_t count) {
  struct cell cell = cell_figure(FIGURE_NUMBER, decimal_from_integer(count), (struct text_unit){0});
  if (count == 0) cell.tone = TONE_QUIET;
  return cell;
}

static struct cell share_of(struct result result) {
  enum { PLACES = 1, OF_SHARES = PLACES + 2 };
  if (!result.known) return nothing;
  struct cell cell = cell_figure(FIGURE_SHARE, decimal_reduced(decimal_rounded(result.value, OF_SHARES)), (struct text_unit){0});
  return cell;
}

/* The agreement's title, which leads to its scorecard. */
static struct cell agreement_of(const struct portfolio_row *row) {
  struct cell cell = words(row->label);
  cell.address = row->scorecard;
  return cell;
}

static struct cell all_of(struct page *page, const char *const *items, uint32_t count) {
  struct cell *cells = ARENA_ARRAY(page->document->scratch, struct cell, count);
  for (uint32_t i = 0; i < count; i++) cells[i] = words(items[i]);
  return count == 1 ? cells[0] : cell_list(cells, count);
}

/* ---- The head ---- */

static void add_count(struct fact_list *facts, enum text_key label, uint32_t count) {
  if (count > 0) facts_add(facts, label, count_of(count));
}

static void put_facts(struct page *page) {
  const struct portfolio_sums *sums = &page->sums;
  struct document *document = page->document;
  struct fact_list facts = facts_in(document);
  facts_add_noted(&facts, TEXT_PORTFOLIO_AGREEMENTS, count_of(page->portfolio->rows.count),
                  cell_sentence(document, TEXT_PORTFOLIO_DIVIDED,
                                ARGS(arg_integer(sums->scored), arg_integer(sums->unfilled), arg_integer(sums->unscored))));
  add_count(&facts, TEXT_PORTFOLIO_KPIS_MISSED, sums->standings[STANDING_MISSED]);
  add_count(&facts, TEXT_PORTFOLIO_KPIS_OFF_TRACK, sums->standings[STANDING_OFF_TRACK]);
  add_count(&facts, TEXT_PORTFOLIO_KPIS_AT_RISK, sums->standings[STANDING_AT_RISK]);
  add_count(&facts, TEXT_PORTFOLIO_KPIS_NO_DATA, sums->standings[STANDING_NO_DATA]);
  if (sums->previous != DAY_NONE)
    facts_add_noted(&facts, TEXT_PORTFOLIO_SINCE,
                    cell_sentence(document, TEXT_PORTFOLIO_CHANGED, ARGS(arg_integer(sums->better), arg_integer(sums->worse))),
                    cell_sentence(document, TEXT_PORTFOLIO_THEN, ARGS(arg_said_date(document, sums->previous))));
  if (sums->not_before != DAY_NONE)
    facts_add_noted(&facts, TEXT_PORTFOLIO_UNCOMPARED, count_of(sums->uncompared),
                    cell_sentence(document, TEXT_PORTFOLIO_NOT_AFTER, ARGS(arg_said_date(document, sums->not_before))));
  facts_put(&facts, STYLE_LARGE);
}

static void add_content(struct cell *cells, uint32_t *count, enum text_key title, const char *anchor) {
  cells[*count] = say(title);
  cells[(*count)++].anchor = anchor;
}

static void put_contents(struct page *page) {
  struct cell cells[5];
  uint32_t count = 0;
  if (page->sums.scored > 0) add_content(cells, &count, TEXT_PORTFOLIO_RISK, "risk");
  if (page->sums.scored > 0) add_content(cells, &count, TEXT_PORTFOLIO_EACH, "each");
  if (page->sums.unscored > 0) add_content(cells, &count, TEXT_PORTFOLIO_UNSCORED, "unscored");
  if (page->sums.unfilled > 0) add_content(cells, &count, TEXT_PORTFOLIO_UNFILLED, "unfilled");
  if (page->portfolio->passed_over.count > 0) add_content(cells, &count, TEXT_PORTFOLIO_PASSED_BY, "passed-over");
  document_put(page->document, &(struct part){.kind = PART_CONTENTS, .cells = cells, .count = count});
}

static void put_heading(struct page *page, enum text_key title, const char *anchor) {
  document_heading(page->document, HEADING_FIRST, anchor, nothing, say(title));
}

/* ---- What is at risk ---- */

static struct cell before(struct page *page, const struct portfolio_kpi *kpi) {
  if (kpi->was == STANDING_COUNT) return nothing;
  struct argument was = arg_text(standing_words(kpi->was));
  if (kpi->way == CHANGE_BETTER) return cell_sentence(page->document, TEXT_PORTFOLIO_NOW_BETTER, ARGS(was));
  if (kpi->way == CHANGE_WORSE) return cell_sentence(page->document, TEXT_PORTFOLIO_NOW_WORSE, ARGS(was));
  return standing_cell(kpi->was);
}

static void put_kpi(struct page *page, const struct portfolio_row *row, const struct portfolio_kpi *kpi) {
  const struct cell cells[] = {words(kpi->title), agreement_of(row), words(row->client),
                               all_of(page, kpi->owner_titles, kpi->owner_count), share_of(kpi->score), before(page, kpi)};
  document_row(page->document, ROW_PLAIN, cells, page->sums.previous != DAY_NONE ? COUNT(cells) : COUNT(cells) - 1);
  document_rest(page->document);
}

static bool is_urgent(enum standing standing) {
  for (int i = 0; i < PORTFOLIO_URGENT; i++)
    if (portfolio_urgent[i] == standing) return true;
  return false;
}

/* `standing` STANDING_COUNT: those that only lack a figure. */
static bool belongs(const struct portfolio_kpi *kpi, enum standing standing) {
  return standing == STANDING_COUNT ? !is_urgent(kpi->standing) : kpi->standing == standing;
}

static void put_urgent(struct page *page, enum standing standing, enum text_key title) {
  bool any = false;
  for (uint32_t i = 0; i < page->portfolio->rows.count; i++) {
    const struct portfolio_row *row = &page->portfolio->rows.items[i];
    for (uint32_t k = 0; k < row->kpi_count; k++) {
      if (!belongs(&row->kpis[k], standing)) continue;
      const struct cell group = say(title);
      if (!any) document_row(page->document, ROW_GROUP, &group, 1);
      any = true;
      put_kpi(page, row, &row->kpis[k]);
    }
  }
}

static void put_risk(struct page *page) {
  static const struct column columns[] = {{TEXT_PORTFOLIO_KPI, NULL, COLUMN_TEXT},    {TEXT_PORTFOLIO_AGREEMENT, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_CLIENT, NULL, COLUMN_TEXT},    {TEXT_REPORT_OWNER, NULL, COLUMN_TEXT},
                                          {TEXT_SHEET_SCORE, NULL, COLUMN_FIGURE},    {TEXT_PORTFOLIO_BEFORE, NULL, COLUMN_TEXT}};
  static const enum text_key titles[PORTFOLIO_URGENT] = {TEXT_PORTFOLIO_MISSED, TEXT_PORTFOLIO_OFF_TRACK, TEXT_PORTFOLIO_AT_RISK,
                                                         TEXT_PORTFOLIO_NO_DATA};
  bool any = false;
  for (uint32_t i = 0; i < page->portfolio->rows.count && !any; i++) any = portfolio_needs_attention(&page->portfolio->rows.items[i]);
  put_heading(page, TEXT_PORTFOLIO_RISK, "risk");
  if (!any) {
    document_paragraph(page->document, say(TEXT_PORTFOLIO_NO_RISK));
    return;
  }
  document_table(page->document, say(TEXT_PORTFOLIO_RISK_CAPTION), columns,
                 page->sums.previous != DAY_NONE ? COUNT(columns) : COUNT(columns) - 1);
  for (int i = 0; i < PORTFOLIO_URGENT; i++) put_urgent(page, portfolio_urgent[i], titles[i]);
  put_urgent(page, STANDING_COUNT, TEXT_PORTFOLIO_LACKING);
  document_table_end(page->document);
}

/* ---- Each agreement ---- */

/* In this order they stand in the table; of what is not due yet nothing can be said. */
static const enum standing counted[] = {STANDING_MISSED,   STANDING_OFF_TRACK, STANDING_AT_RISK, STANDING_NO_DATA,
                                        STANDING_ON_TRACK, STANDING_MET};
enum { BEFORE_COUNTS = 2, COUNTS = COUNT(counted), AFTER_COUNTS = 2, EACH_COLUMNS = BEFORE_COUNTS + COUNTS + AFTER_COUNTS };

static void put_agreement(struct page *page, const struct portfolio_row *row) {
  struct cell cells[EACH_COLUMNS] = {agreement_of(row), words(row->client)};
  for (uint32_t i = 0; i < COUNTS; i++) cells[BEFORE_COUNTS + i] = count_of(row->standings[counted[i]]);
  cells[BEFORE_COUNTS + COUNTS] = share_of(row->roi);
  if (row->as_of != DAY_NONE) cells[BEFORE_COUNTS + COUNTS + 1] = cell_sentence(page->document, TEXT_PORTFOLIO_DAY, ARGS(arg_date(row->as_of)));
  document_row(page->document, ROW_PLAIN, cells, EACH_COLUMNS);
  document_rest(page->document);
}

static void put_total(struct page *page) {
  struct cell cells[EACH_COLUMNS] = {say(TEXT_PORTFOLIO_ALL)};
  for (uint32_t i = 0; i < COUNTS; i++) cells[BEFORE_COUNTS + i] = count_of(page->sums.standings[counted[i]]);
  document_row(page->document, ROW_TOTAL, cells, EACH_COLUMNS);
}

static void put_each(struct page *page) {
  static const struct column columns[EACH_COLUMNS] = {
      {TEXT_PORTFOLIO_AGREEMENT, NULL, COLUMN_TEXT},  {TEXT_REPORT_CLIENT, NULL, COLUMN_TEXT},
      {TEXT_PORTFOLIO_MISSED, NULL, COLUMN_FIGURE},   {TEXT_PORTFOLIO_OFF_TRACK, NULL, COLUMN_FIGURE},
      {TEXT_PORTFOLIO_AT_RISK, NULL, COLUMN_FIGURE},  {TEXT_PORTFOLIO_NO_DATA, NULL, COLUMN_FIGURE},
      {TEXT_PORTFOLIO_ON_TRACK, NULL, COLUMN_FIGURE}, {TEXT_PORTFOLIO_MET, NULL, COLUMN_FIGURE},
      {TEXT_PORTFOLIO_ROI, NULL, COLUMN_FIGURE},      {TEXT_PORTFOLIO_AS_OF, NULL, COLUMN_TEXT}};
  uint32_t count;
  const struct portfolio_row **rows = portfolio_by_urgency(page->arena, page->portfolio, &count);
  put_heading(page, TEXT_PORTFOLIO_EACH, "each");
  document_table(page->document, say(TEXT_PORTFOLIO_EACH_CAPTION), columns, EACH_COLUMNS);
  for (uint32_t i = 0; i < count; i++) put_agreement(page, rows[i]);
  if (count > 1) put_total(page);
  document_table_end(page->document);
}

/* ---- What was not scored ---- */

static void put_unscored(struct page *page) {
  static const struct column columns[] = {{TEXT_PORTFOLIO_FILE, NULL, COLUMN_TEXT}, {TEXT_PORTFOLIO_AGREEMENT, NULL, COLUMN_TEXT},
                                          {TEXT_PORTFOLIO_WHY, NULL, COLUMN_TEXT}};
  struct document *document = page->document;
  put_heading(page, TEXT_PORTFOLIO_UNSCORED, "unscored");
  document_table(document, say(TEXT_PORTFOLIO_UNSCORED_CAPTION), columns, COUNT(columns));
  for (uint32_t i = 0; i < page->portfolio->rows.count; i++) {
    const struct portfolio_row *row = &page->portfolio->rows.items[i];
    struct buffer why = buffer_in(document->scratch);
    if (row->state != PORTFOLIO_UNSCORED) continue;
    portfolio_say_reason(&why, document->language, row);
    const struct cell cells[] = {words(row->path), words(row->title), words(buffer_string(&why))};
    document_row(document, ROW_PLAIN, cells, COUNT(cells));
    document_rest(document);
  }
  document_table_end(document);
}

static void put_unfilled(struct page *page) {
  static const struct column columns[] = {{TEXT_PORTFOLIO_AGREEMENT, NULL, COLUMN_TEXT}, {TEXT_REPORT_CLIENT, NULL, COLUMN_TEXT},
                                          {TEXT_PORTFOLIO_FILE, NULL, COLUMN_TEXT}};
  put_heading(page, TEXT_PORTFOLIO_UNFILLED, "unfilled");
  document_table(page->document, say(TEXT_PORTFOLIO_UNFILLED_CAPTION), columns, COUNT(columns));
  for (uint32_t i = 0; i < page->portfolio->rows.count; i++) {
    const struct portfolio_row *row = &page->portfolio->rows.items[i];
    const struct cell cells[] = {words(row->title), words(row->client), words(row->path)};
    if (row->state == PORTFOLIO_UNFILLED) document_row(page->document, ROW_PLAIN, cells, COUNT(cells));
  }
  document_table_end(page->document);
}

static void put_passed_over(struct page *page) {
  struct buffer said = buffer_in(page->arena);
  portfolio_say_passed_over(&said, page->document->language, page->portfolio, page->portfolio->passed_over.count);
  put_heading(page, TEXT_PORTFOLIO_PASSED_BY, "passed-over");
  document_paragraph(page->document, words(buffer_string(&said)));
}

void portfolio_write(struct document *document, struct arena *arena, const struct portfolio *portfolio) {
  const struct portfolio labelled = portfolio_labelled(arena, portfolio, document->language);
  struct page page = {document, arena, &labelled, portfolio_sum(portfolio)};
  document_title(document, say(TEXT_PORTFOLIO_KIND),
                 cell_sentence(document, TEXT_PORTFOLIO_TITLE, ARGS(arg_integer(portfolio->rows.count))));
  put_facts(&page);
  put_contents(&page);
  if (page.sums.scored > 0) put_risk(&page);
  if (page.sums.scored > 0) put_each(&page);
  if (page.sums.unscored > 0) put_unscored(&page);
  if (page.sums.unfilled > 0) put_unfilled(&page);
  if (portfolio->passed_over.count > 0) put_passed_over(&page);
}
