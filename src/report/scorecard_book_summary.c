/* The summary: what day is judged, and how every KPI and objective stands on it. */
#include "report/scorecard_book_parts.h"
#include "report/frame.h"

enum { SUM_KPI, SUM_UNIT, SUM_BASELINE, SUM_TARGET, SUM_BY, SUM_WEIGHT, SUM_PLANNED, SUM_ACTUAL, SUM_WAY, SUM_SCORE, SUM_STATUS,
       SUM_LACKING };

static const struct cell nothing = {.kind = CELL_EMPTY};

static struct book_place at(const struct card *card, uint32_t row, uint32_t column) {
  return card_at(card, CARD_SUMMARY, row, column);
}

static const char *fill(const struct card *card, const char *pattern, const char *const *parts) {
  return book_fill(card->sc.document->scratch, pattern, parts);
}

/* ---- Above the table ---- */

static void put_day(struct card *card) {
  struct arena *scratch = card->sc.document->scratch;
  const struct period *term = &card->sc.model->agreement.term;
  struct place place = {.kind = INPUT_NOTE, .name = "as_of", .date = DAY_NONE};
  struct book_rule rule = {.kind = RULE_DATE, .first = at(card, CARD_AS_OF_ROW, CARD_AS_OF_COLUMN),
                           .last_row = CARD_AS_OF_ROW, .last_column = CARD_AS_OF_COLUMN,
                           .title = card_words(card, TEXT_SHEET_WRONG_TITLE)};
  book_words(card->book, at(card, CARD_AS_OF_ROW, 0), (struct book_style){.look = LOOK_STRONG}, card_words(card, TEXT_SHEET_AS_OF));
  card_input(card, rule.first, (struct book_style){.form = FORM_DATE}, &place, NULL);
  card_spread(card, CARD_SUMMARY, CARD_AS_OF_ROW, 2, SUM_LACKING, LOOK_QUIET, 120, card_words(card, TEXT_SHEET_AS_OF_NOTE));
  if (term->from != DAY_NONE) {
    struct argument first = arg_said_date(card->sc.document, term->from);
    rule.low = book_day(scratch, term->from);
    rule.message = card_say(card, cell_sentence(card->sc.document, TEXT_SHEET_WRONG_DATE, ARGS(first)));
    card->book->back->rule(card->book, &rule);
  }
  book_words(card->book, at(card, CARD_AS_OF_ROW + 1, 0), (struct book_style){.look = LOOK_STRONG}, card_words(card, TEXT_SHEET_AS_OF_USED));
  book_formula(card->book, at(card, CARD_AS_OF_ROW + 1, 1), (struct book_style){.look = LOOK_CELL, .form = FORM_DATE},
               fill(card, "IF({1}>0,{1},\"\")", PARTS(card->as_of)), "");
}

static void put_roi(struct card *card) {
  if (!card->roi) return;
  book_words(card->book, at(card, CARD_AS_OF_ROW + 1, SUM_BASELINE), (struct book_style){.look = LOOK_STRONG},
             card_words(card, TEXT_SHEET_ROI_NOW));
  book_formula(card->book, at(card, CARD_AS_OF_ROW + 1, SUM_WEIGHT),
               (struct book_style){.look = LOOK_CELL, .form = FORM_SHARE, .places = 1}, card->roi, "");
}

static struct cell title_of(struct card *card) {
  struct document *document = card->sc.document;
  const struct entity *agreement = &card->sc.model->agreement.entity;
  if (!document->reader) return phrase_entity(agreement);
  return cell_sentence(document, TEXT_REPORT_TITLE_FOR,
                       ARGS(arg_entity(document, agreement), arg_entity(document, document->reader->who)));
}

static void put_reader(struct card *card, uint32_t *row) {
  struct document *document = card->sc.document;
  if (!document->reader) return;
  struct argument who = arg_entity(document, document->reader->who);
  enum text_key key = document->reader->named ? TEXT_REPORT_FOR_ONE : TEXT_REPORT_FOR_NOTHING;
  card_spread(card, CARD_SUMMARY, (*row)++, 0, SUM_LACKING, LOOK_QUIET, 150, card_say(card, cell_sentence(document, key, ARGS(who))));
}

static void put_top(struct card *card, const struct report_options *options) {
  const struct agreement *agreement = &card->sc.model->agreement;
  const char *title = card_say(card, title_of(card));
  enum text_key notice = options->inconsistent ? TEXT_REPORT_INCONSISTENT : agreement->draft ? TEXT_REPORT_DRAFT : TEXT_NONE;
  book_words(card->book, at(card, 0, 0), (struct book_style){.look = LOOK_TITLE}, title);
  card->book->back->height(card->book, card->sheets[CARD_SUMMARY], 0, 2);
  if (notice != TEXT_NONE) card_spread(card, CARD_SUMMARY, 1, 0, SUM_LACKING, LOOK_NOTICE, 150, card_words(card, notice));
  else card_spread(card, CARD_SUMMARY, 1, 0, SUM_LACKING, LOOK_QUIET, 150, card_words(card, TEXT_SHEET_HOW_TO));
  put_day(card);
  put_roi(card);
}

/* ---- The table ---- */

static struct cell without_unit(struct cell cell) {
  cell.unit = (struct text_unit){0};
  return cell;
}

static void put_planned(struct card *card, const struct kpi *kpi, uint32_t row, int places) {
  struct path path = path_of(card->sc.document->scratch, card->sc.model, kpi, NULL);
  struct book_style style = card_figures(kpi->unit, places, LOOK_CELL);
  bool level = path.shape == PATH_LEVEL, both = level && path.level.has_low && path.level.has_high;
  if (path.state == PLAN_NONE || both) {
    card_cell(card, CARD_SUMMARY, row, SUM_PLANNED, both ? without_unit(scorecard_target(&card->sc, kpi)) : nothing, LOOK_CELL);
    return;
  }
  bool most = level ? kpi->target.form == TARGET_MAINTAIN ? kpi_less_is_better(kpi) : path.level.has_high : !path.least;
  style.bound = most ? SIGN_MOST : SIGN_LEAST;
  const char *now = card_now(card, kpi, most ? NOW_PLAN_HIGH : NOW_PLAN_LOW);
  book_formula(card->book, at(card, row, SUM_PLANNED), style, fill(card, "IF(ISNUMBER({1}),{1},\"\")", PARTS(now)), "");
}

static void put_facts(struct card *card, const struct kpi *kpi, uint32_t row) {
  struct cell by = nothing, weight = nothing;
  bool judged = kpi->target.stated && kpi->target.form != TARGET_OBSERVE;
  if (judged) by = phrase_by(kpi->target.by);
  if (kpi->weight_stated && kpi->weight.known) weight = cell_figure(FIGURE_SHARE, kpi->weight.value, (struct text_unit){0});
  card_cell(card, CARD_SUMMARY, row, SUM_KPI, phrase_entity(&kpi->entity), LOOK_CELL);
  card_cell(card, CARD_SUMMARY, row, SUM_UNIT, phrase_unit(card->sc.document, kpi->unit), LOOK_CELL);
  card_cell(card, CARD_SUMMARY, row, SUM_BASELINE, without_unit(scorecard_baseline(&card->sc, kpi)), LOOK_CELL);
  card_cell(card, CARD_SUMMARY, row, SUM_TARGET, without_unit(scorecard_target(&card->sc, kpi)), LOOK_CELL);
  card_cell(card, CARD_SUMMARY, row, SUM_BY, by, LOOK_CELL);
  card_cell(card, CARD_SUMMARY, row, SUM_WEIGHT, weight, LOOK_CELL);
}

static void put_kpi(struct card *card, const struct kpi *kpi, uint32_t row) {
  const struct kpi_block *block = entity_map_get(&card->of_kpi, kpi);
  struct path path = path_of(card->sc.document->scratch, card->sc.model, kpi, NULL);
  bool share = kpi->unit && kpi->unit->kind == UNIT_PERCENT, watched = path.state == PLAN_NONE || block->periods.count == 0;
  int places = share && path.places < 2 ? 2 : path.places;
  struct book *book = card->book;
  put_facts(card, kpi, row);
  for (uint32_t column = SUM_PLANNED; column <= SUM_LACKING; column++)
    book_blank(book, at(card, row, column), (struct book_style){.look = LOOK_CELL});
  if (block->periods.count == 0) return;
  put_planned(card, kpi, row, places);
  book_formula(book, at(card, row, SUM_ACTUAL), card_figures(kpi->unit, places, LOOK_CELL), card_now(card, kpi, NOW_HELD), "");
  if (!watched) {
    struct book_style part = {.look = LOOK_CELL, .form = FORM_SHARE};
    book_formula(book, at(card, row, SUM_WAY), part, card_now(card, kpi, NOW_WAY), "");
    book_formula(book, at(card, row, SUM_SCORE), part, card_now(card, kpi, NOW_SCORE), "");
  }
  book_formula(book, at(card, row, SUM_STATUS), (struct book_style){.look = LOOK_STATUS},
               card_state_word(card, card_now(card, kpi, NOW_STATE)),
               card_words(card, watched ? TEXT_SHEET_WATCHED : TEXT_SHEET_NOT_DUE));
  book_counted(book, at(card, row, SUM_LACKING), (struct book_style){.look = LOOK_CELL, .form = FORM_NUMBER},
               card_now(card, kpi, NOW_LACKING), decimal_from_integer(0));
}

/* The mean of those KPIs that have a score, by their weights; where these come to nothing each counts alike. */
static const char *objective_score(struct card *card, const struct objective *objective, uint32_t first) {
  struct arena *scratch = card->sc.document->scratch;
  uint32_t last = first + objective->kpis.count - 1;
  bool weighted = false;
  for (uint32_t i = 0; i < objective->kpis.count; i++)
    weighted = weighted || (objective->kpis.items[i]->weight_stated && objective->kpis.items[i]->weight.known);
  const char *scores = fill(card, "{1}:{2}", PARTS(book_address(scratch, first, SUM_SCORE), book_address(scratch, last, SUM_SCORE)));
  const char *weights = fill(card, "{1}:{2}", PARTS(book_address(scratch, first, SUM_WEIGHT), book_address(scratch, last, SUM_WEIGHT)));
  if (!weighted) return fill(card, "IF(COUNT({1})=0,\"\",AVERAGE({1}))", PARTS(scores));
  return fill(card, "IF(COUNT({1})=0,\"\",IFERROR(SUMPRODUCT({2},{1})/SUMPRODUCT({2},ISNUMBER({1})*1),AVERAGE({1})))",
              PARTS(scores, weights));
}

static void put_band(struct card *card, uint32_t row, const char *words) {
  const struct book_style band = {.look = LOOK_BAND};
  for (uint32_t column = 0; column <= SUM_LACKING; column++) book_blank(card->book, at(card, row, column), band);
  book_words(card->book, at(card, row, 0), band, words);
}

static uint32_t put_objective(struct card *card, const struct objective *objective, uint32_t row) {
  const struct kpi_list kpis = scorecard_kpis_of(&card->sc, objective);
  put_band(card, row, card_say(card, phrase_entity(&objective->entity)));
  if (kpis.count > 0 && kpis.count == objective->kpis.count) /* of a part there is no score */
    book_formula(card->book, at(card, row, SUM_SCORE), (struct book_style){.look = LOOK_BAND, .form = FORM_SHARE},
                 objective_score(card, objective, row + 1), "");
  row++;
  for (uint32_t i = 0; i < kpis.count; i++) put_kpi(card, kpis.items[i], row++);
  document_rest(card->sc.document);
  return row;
}

static uint32_t put_unmeasured(struct card *card, uint32_t row) {
  bool any = false;
  for (uint32_t i = 0; i < card->sc.model->kpis.count; i++) {
    const struct kpi *kpi = card->sc.model->kpis.items[i];
    if (scorecard_home(&card->sc, kpi)) continue;
    if (!any) put_band(card, row++, card_words(card, TEXT_REPORT_NO_OBJECTIVE));
    any = true;
    put_kpi(card, kpi, row++);
  }
  return row;
}

static uint32_t put_table(struct card *card) {
  static const enum text_key heads[] = {TEXT_REPORT_KPI, TEXT_SHEET_UNIT, TEXT_REPORT_BASELINE, TEXT_REPORT_TARGET,
                                        TEXT_REPORT_BY_WHEN, TEXT_REPORT_WEIGHT, TEXT_SHEET_PLANNED_NOW, TEXT_SHEET_ACTUAL_NOW,
                                        TEXT_SHEET_ATTAINMENT, TEXT_SHEET_SCORE, TEXT_REPORT_STATUS, TEXT_SHEET_LACKING};
  uint32_t row = CARD_SUMMARY_FIRST_ROW;
  card_heads(card, CARD_SUMMARY, row - 1, heads, sizeof heads / sizeof heads[0]);
  for (uint32_t i = 0; i < card->sc.objective_count; i++) row = put_objective(card, card->sc.objectives[i], row);
  row = put_unmeasured(card, row);
  card_statuses(card, CARD_SUMMARY, CARD_SUMMARY_FIRST_ROW, row, SUM_STATUS);
  return row;
}

/* ---- Below it ---- */

static void put_fact(struct card *card, uint32_t *row, enum text_key label, struct cell value) {
  if (cell_is_empty(&value)) return;
  book_words(card->book, at(card, *row, 0), (struct book_style){.look = LOOK_STRONG, .wrap = true}, card_words(card, label));
  card_spread(card, CARD_SUMMARY, *row, 1, SUM_LACKING, LOOK_PLAIN, 130, card_say(card, value));
  (*row)++;
}

static void put_about(struct card *card, uint32_t row) {
  const struct model *model = card->sc.model;
  const struct agreement *agreement = &model->agreement;
  struct document *document = card->sc.document;
  struct argument tolerance = arg_share(card->sc.tolerance);
  put_reader(card, &row);
  card_spread(card, CARD_SUMMARY, row++, 0, SUM_LACKING, LOOK_QUIET, 150,
              card_say(card, cell_sentence(document, TEXT_SHEET_HOW_JUDGED, ARGS(tolerance))));
  card_spread(card, CARD_SUMMARY, row++, 0, SUM_LACKING, LOOK_QUIET, 150, card_words(card, TEXT_SHEET_OBJECTIVES_NOTE));
  row++;
  put_fact(card, &row, TEXT_SHEET_MISSION, cell_text(agreement->mission));
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    put_fact(card, &row, party->entity.kind == ENTITY_CLIENT ? TEXT_REPORT_CLIENT
                         : party->entity.kind == ENTITY_AGENCY ? TEXT_REPORT_AGENCY : TEXT_REPORT_SUPPLIER,
             phrase_entity(&party->entity));
  }
  put_fact(card, &row, TEXT_REPORT_TERM, phrase_period(document, &agreement->term));
  put_fact(card, &row, TEXT_REPORT_VERSION, cell_text(agreement->version));
  put_fact(card, &row, TEXT_REPORT_FINGERPRINT, frame_fingerprint(model));
}

void card_summary(struct card *card, const struct report_options *options) {
  put_top(card, options);
  put_about(card, put_table(card) + 1);
  document_rest(card->sc.document);
}
