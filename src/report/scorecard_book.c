#include "report/scorecard_book.h"
#include "report/frame.h"

#include "base/utf8.h"
#include "report/scorecard_book_parts.h"

/* ---- Cells ---- */

struct book_place card_at(const struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column) {
  return (struct book_place){card->sheets[sheet], row, column};
}

const char *card_say(const struct card *card, struct cell cell) {
  struct buffer words = buffer_in(card->sc.document->scratch);
  cell_say(&words, card->sc.document, &cell);
  return buffer_string(&words);
}

const char *card_words(const struct card *card, enum text_key key) { return text_plain(card->sc.document->language, key); }

const char *card_name(const struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column) {
  return book_cell_name(card->sc.document->scratch, card->names[sheet], row, column);
}

void card_heads(struct card *card, enum card_sheet sheet, uint32_t row, const enum text_key *keys, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    book_words(card->book, card_at(card, sheet, row, i),
               (struct book_style){.look = i > 0 ? LOOK_FIGURE_HEAD : LOOK_HEAD, .wrap = true}, card_words(card, keys[i]));
  card->book->back->height(card->book, card->sheets[sheet], row, 2);
}

void card_month_heads(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column) {
  for (uint32_t i = 0; i < card->months.count; i++) {
    struct book_style head = {.look = LOOK_FIGURE_HEAD, .wrap = true,
                              .form = card->months.items[i].month ? FORM_SHORT_MONTH : FORM_DATE};
    book_date(card->book, card_at(card, sheet, row, column + i), head, card->months.items[i].last);
  }
}

void card_title(struct card *card, enum card_sheet sheet, enum text_key title, struct cell hint, uint32_t last_column) {
  enum { HINT_WIDTH = 100 };
  const struct book_style name = {.look = LOOK_TITLE};
  book_words(card->book, card_at(card, sheet, 0, 0), name, card_words(card, title));
  card->book->back->height(card->book, card->sheets[sheet], 0, 2);
  card_spread(card, sheet, 1, 0, last_column, LOOK_QUIET, HINT_WIDTH, card_say(card, hint));
}

static uint32_t lines_of(const char *words, uint32_t width) {
  uint32_t lines = 0;
  for (const char *at = words; at; at = *at ? at + 1 : NULL) {
    size_t length = strcspn(at, "\n");
    lines += 1 + (uint32_t)(utf8_width(at, length) / width);
    at += length;
  }
  return lines > 0 ? lines : 1;
}

void card_spread(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, uint32_t last,
                 enum book_look look, uint32_t width, const char *words) {
  enum { LINES_MOST = 26 }; /* of 15 points: a row is at most 409 points high */
  uint32_t lines = lines_of(words, width);
  book_spread(card->book, card_at(card, sheet, row, column), last, (struct book_style){.look = (uint8_t)look, .wrap = true}, words);
  card->book->back->height(card->book, card->sheets[sheet], row, lines > LINES_MOST ? LINES_MOST : lines);
}

struct book_style card_figures(const struct unit *unit, int places, enum book_look look) {
  bool share = unit && unit->kind == UNIT_PERCENT;
  if (share) places = places > 2 ? places - 2 : 0;
  return (struct book_style){.look = (uint8_t)look, .form = share ? FORM_SHARE : FORM_NUMBER, .places = (uint8_t)places};
}

static int places_of(const struct cell *cell, struct decimal figure) {
  enum { PLACES_MOST = 6 };
  struct decimal digits = decimal_reduced(cell_digits(cell, figure));
  int places = digits.exponent < 0 ? -digits.exponent : 0;
  return places > PLACES_MOST ? PLACES_MOST : places;
}

void card_cell(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, struct cell cell,
               enum book_look look) {
  struct book_place at = card_at(card, sheet, row, column);
  struct book_style style = {.look = (uint8_t)look, .wrap = true};
  bool bound = cell.kind == CELL_RANGE && cell.has_low != cell.has_high;
  struct decimal figure = bound ? (cell.has_low ? cell.as.range.low : cell.as.range.high) : cell.as.figure;
  if (cell.kind == CELL_DATE) {
    style.form = cell.month ? FORM_MONTH : FORM_DATE;
    book_date(card->book, at, style, cell.as.date);
  } else if (bound || cell.kind == CELL_FIGURE) {
    style.form = cell.form == FIGURE_SHARE ? FORM_SHARE : FORM_NUMBER;
    style.places = (uint8_t)places_of(&cell, figure);
    style.bound = !bound ? SIGN_NONE : cell.has_low ? SIGN_LEAST : SIGN_MOST;
    style.wrap = false;
    book_number(card->book, at, style, figure);
  } else {
    const char *words = card_say(card, cell);
    book_words(card->book, at, style, words);
    card_fit(card, sheet, row, column, words);
  }
}

/* ---- Inputs ---- */

static void put_map(struct card *card, struct book_place at, const struct place *place, const struct unit *unit) {
  static const char *const kinds[INPUT_KIND_COUNT] = {[INPUT_KPI] = "kpi", [INPUT_SPEND] = "spend", [INPUT_POSTS] = "posts",
                                                      [INPUT_ACTION] = "action", [INPUT_DELIVERABLE] = "deliverable",
                                                      [INPUT_NOTE] = "note"};
  struct arena *scratch = card->sc.document->scratch;
  const struct book_style plain = {.look = LOOK_PLAIN};
  struct buffer name = buffer_in(scratch), date = buffer_in(scratch);
  uint32_t row = card->map_row++, column = 0;
  const char *sheet = NULL;
  bool noted = card->names[CARD_KPIS] && at.sheet == card->sheets[CARD_KPIS];
  for (int i = 0; i < CARD_SHEETS; i++)
    if (card->names[i] && card->sheets[i] == at.sheet) sheet = card->names[i];
  buffer_text(&name, place->name);
  if (place->part) {
    buffer_char(&name, '/');
    buffer_text(&name, place->part);
  }
  if (place->date != DAY_NONE) day_write(&date, place->date);
  const char *const cells[] = {kinds[place->kind], buffer_string(&name), buffer_string(&date), sheet,
                               book_address(scratch, at.row, at.column), unit && unit->kind == UNIT_PERCENT ? "percent" : "",
                               noted ? book_address(scratch, at.row, KPI_NOTE) : ""};
  for (; column < sizeof cells / sizeof cells[0]; column++)
    book_words(card->book, card_at(card, CARD_MAP, row, column), plain, cells[column]);
}

void card_input(struct card *card, struct book_place at, struct book_style style, const struct place *place,
                const struct unit *unit) {
  style.look = LOOK_INPUT;
  book_blank(card->book, at, style);
  put_map(card, at, place, unit);
}

static const char *between(struct card *card, const char *low, const char *high) {
  struct cell words = high ? cell_sentence(card->sc.document, TEXT_SHEET_WRONG_BETWEEN, ARGS(arg_string(low), arg_string(high)))
                           : cell_sentence(card->sc.document, TEXT_SHEET_WRONG_FROM, ARGS(arg_string(low)));
  return card_say(card, words);
}

void card_rule(struct card *card, struct book_place first, uint32_t last_row, uint32_t last_column,
               const struct unit *unit) {
  struct arena *scratch = card->sc.document->scratch;
  struct book_rule rule = {.kind = RULE_NUMBER, .first = first, .last_row = last_row, .last_column = last_column,
                           .title = card_words(card, TEXT_SHEET_WRONG_TITLE),
                           .message = card_words(card, TEXT_SHEET_WRONG_NUMBER)};
  if (unit && unit->kind == UNIT_SCORE) {
    struct cell low = cell_figure(FIGURE_NUMBER, unit->low, (struct text_unit){0}), high = cell_figure(FIGURE_NUMBER, unit->high, (struct text_unit){0});
    rule.kind = RULE_BETWEEN;
    rule.low = book_figure(scratch, unit->low);
    rule.high = book_figure(scratch, unit->high);
    rule.message = between(card, card_say(card, low), card_say(card, high));
  } else if (unit && (unit->kind == UNIT_TIME)) {
    rule.kind = RULE_BETWEEN;
    rule.low = "0";
    rule.message = between(card, "0", NULL);
  }
  card->book->back->rule(card->book, &rule);
}

void card_rule_share(struct card *card, struct book_place at) {
  struct cell none = cell_figure(FIGURE_SHARE, decimal_from_integer(0), (struct text_unit){0});
  struct cell whole = cell_figure(FIGURE_SHARE, decimal_from_integer(1), (struct text_unit){0});
  struct book_rule rule = {.kind = RULE_BETWEEN, .first = at, .last_row = at.row, .last_column = at.column,
                           .low = "0", .high = "1", .title = card_words(card, TEXT_SHEET_WRONG_TITLE),
                           .message = between(card, card_say(card, none), card_say(card, whole))};
  card->book->back->rule(card->book, &rule);
}

/* ---- States ---- */

static const struct {
  const char *code;
  enum text_key word;
  enum book_colour colour;
} states[] = {
    {"on_track", TEXT_SHEET_ON_TRACK, COLOUR_GOOD},   {"at_risk", TEXT_SHEET_AT_RISK, COLOUR_MIDDLING},
    {"off_track", TEXT_SHEET_OFF_TRACK, COLOUR_BAD},  {"met", TEXT_SHEET_MET, COLOUR_GOOD},
    {"missed", TEXT_SHEET_MISSED, COLOUR_BAD},        {"no_data", TEXT_SHEET_NO_DATA, COLOUR_BAD},
    {"not_due", TEXT_SHEET_NOT_DUE, COLOUR_NEUTRAL},  {"excused", TEXT_SHEET_EXCUSED, COLOUR_NEUTRAL},
    {"observe", TEXT_SHEET_WATCHED, COLOUR_NEUTRAL},  {"no_figure", TEXT_SHEET_NO_FIGURE, COLOUR_NEUTRAL},
};
enum { STATE_COUNT = sizeof states / sizeof states[0] };

static void put_states(struct card *card) {
  const struct book_style plain = {.look = LOOK_PLAIN};
  for (uint32_t i = 0; i < STATE_COUNT; i++) {
    book_words(card->book, card_at(card, CARD_WORKING, i, WORK_CODES), plain, states[i].code);
    book_words(card->book, card_at(card, CARD_WORKING, i, WORK_WORDS), plain, card_words(card, states[i].word));
  }
}

void card_statuses(struct card *card, enum card_sheet sheet, uint32_t first_row, uint32_t last_row, uint32_t column) {
  for (uint32_t i = 0; i < STATE_COUNT; i++) {
    struct book_tint tint = {.first = card_at(card, sheet, first_row, column), .last_row = last_row, .last_column = column,
                             .words = card_words(card, states[i].word), .colour = (uint8_t)states[i].colour};
    card->book->back->tint(card->book, &tint);
  }
}

const char *card_state_word(struct card *card, const char *state) {
  struct arena *scratch = card->sc.document->scratch;
  const char *sheet = card->names[CARD_WORKING];
  return book_fill(scratch, "IFERROR(INDEX({2},MATCH({1},{3},0)),\"\")",
                   PARTS(state, book_range_name(scratch, sheet, 0, WORK_WORDS, STATE_COUNT - 1, WORK_WORDS),
                         book_range_name(scratch, sheet, 0, WORK_CODES, STATE_COUNT - 1, WORK_CODES)));
}

/* ---- Where things stand ---- */

enum { CHART_ROWS = 10 }; /* lines of periods beside which a chart has room, with those above them */

static uint32_t lay_out_block(struct kpi_block *block, uint32_t row) {
  if (block->heads_home) row++;
  block->head = row;
  block->baseline_row = !block->kpi->formula && scorecard_baseline_row(block->kpi, &block->periods);
  block->first = row + 2 + block->baseline_row;
  uint32_t rows = block->periods.count > CHART_ROWS ? block->periods.count : CHART_ROWS;
  return block->first + rows + 1;
}

static void add_block(struct card *card, const struct kpi *kpi, const struct objective *home, uint32_t *row) {
  struct kpi_block *block = &card->blocks[card->block_count];
  *block = (struct kpi_block){.kpi = kpi, .home = home};
  block->heads_home = card->block_count == 0 || block[-1].home != home;
  block->periods = periods_find(&card->sc.periods, card->sc.arena, card->sc.model, &kpi->reported);
  card->block_count++;
  *row = lay_out_block(block, *row);
  *entity_map_at(&card->of_kpi, kpi) = block;
}

static void lay_out(struct card *card) {
  const struct model *model = card->sc.model;
  uint32_t row = CARD_FIRST_ROW;
  card->blocks = ARENA_ARRAY(card->sc.arena, struct kpi_block, model->kpis.count + 1);
  for (uint32_t i = 0; i < card->sc.objective_count; i++) {
    const struct objective *objective = card->sc.objectives[i];
    const struct kpi_list kpis = scorecard_kpis_of(&card->sc, objective);
    for (uint32_t k = 0; k < kpis.count; k++)
      if (scorecard_home(&card->sc, kpis.items[k]) == objective) add_block(card, kpis.items[k], objective, &row);
  }
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (!scorecard_home(&card->sc, model->kpis.items[i])) add_block(card, model->kpis.items[i], NULL, &row);
  card->rows = row;
  card->plan_row = row + 1;
}

/* ---- The sheets ---- */

void card_add_sheet(struct card *card, enum card_sheet sheet, const struct book_sheet *form) {
  struct book_sheet made = *form;
  made.name = card->names[sheet];
  made.footer = card->footer;
  if (made.frozen_columns > 0 && card->months.count > 0) made.pages_wide = (uint8_t)(1 + (card->months.count - 1) % 3600 / 12);
  card->sheets[sheet] = card->book->back->sheet(card->book, &made);
}

static bool always(const struct model *model) {
  (void)model;
  return true;
}
static bool has_kpis(const struct model *model) { return model->kpis.count > 0; }
static bool has_money(const struct model *model) { return model->budget || scorecard_has_direct(model); }

struct sheet_row {
  enum text_key name; /* TEXT_NONE: a hidden one, which is found by its name whatever the language */
  const char *fixed_name;
  bool (*has)(const struct model *model);
  struct book_sheet form;
};

static const struct sheet_row sheets[CARD_SHEETS] = {
    [CARD_SUMMARY] = {TEXT_SHEET_SUMMARY, NULL, always, {.widths = {44, 20, 12, 15, 18, 9, 15, 12, 10, 10, 14, 10},
                                                         .landscape = true, .frozen_rows = CARD_SUMMARY_FIRST_ROW}},
    [CARD_KPIS] = {TEXT_SHEET_KPIS, NULL, has_kpis, {.widths = {22, 14, 13, 13, 14, 14, 10, 14, 26, 2}, .landscape = true, .print_scale = 52,
                                                     .frozen_rows = CARD_FIRST_ROW}},
    [CARD_CONTENT] = {TEXT_SHEET_CONTENT, NULL, scorecard_has_content,
                      {.widths = {40, 16, 16, 11, 11, 12}, .other_width = 11, .landscape = true,
                       .frozen_rows = CARD_FIRST_ROW, .frozen_columns = 1}},
    [CARD_BUDGET] = {TEXT_SHEET_BUDGET, NULL, has_money,
                     {.widths = {34, 24, 15, 12, 15, 15, 11, 15}, .other_width = 12, .landscape = true,
                      .frozen_rows = CARD_FIRST_ROW, .frozen_columns = 1}},
    [CARD_PEOPLE] = {TEXT_SHEET_PEOPLE, NULL, scorecard_has_people, {.widths = {46, 24, 34, 44}, .landscape = true,
                                                                     .frozen_rows = CARD_FIRST_ROW}},
    [CARD_REVIEWS] = {TEXT_SHEET_REVIEWS, NULL, always, {.widths = {46, 24, 34, 44}, .landscape = true,
                                                         .frozen_rows = CARD_FIRST_ROW}},
    [CARD_WORKING] = {TEXT_NONE, "remit_working", always, {.hidden = true}},
    [CARD_MAP] = {TEXT_NONE, "remit_map", always, {.widths = {14, 30, 12, 14, 10, 10}, .hidden = true}},
};

void card_fit(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, const char *words) {
  enum { TIGHT = 2 }; /* characters of a column that the edges take */
  uint32_t width = column < SHEET_COLUMNS_MOST ? sheets[sheet].form.widths[column] : 0;
  uint32_t lines = width > TIGHT ? lines_of(words, width - TIGHT) : 1;
  if (card->tall.sheet != card->sheets[sheet] || card->tall.row != row) card->tall.lines = 1;
  card->tall.sheet = card->sheets[sheet];
  card->tall.row = row;
  if (lines <= card->tall.lines) return;
  card->tall.lines = lines;
  card->book->back->height(card->book, card->sheets[sheet], row, lines);
}

static void add_sheets(struct card *card) {
  for (int i = 0; i < CARD_SHEETS; i++)
    if (sheets[i].has(card->sc.model))
      card->names[i] = sheets[i].name == TEXT_NONE ? sheets[i].fixed_name : card_words(card, sheets[i].name);
  for (int i = 0; i < CARD_SHEETS; i++)
    if (card->names[i]) card_add_sheet(card, (enum card_sheet)i, &sheets[i].form);
}

static const char *footer_of(struct card *card) {
  const struct agreement *agreement = &card->sc.model->agreement;
  struct cell title = phrase_entity(&agreement->entity), print = frame_fingerprint(card->sc.model);
  struct argument name = arg_cell(card->sc.document, &title), digits = arg_cell(card->sc.document, &print);
  struct buffer words = buffer_in(card->sc.arena);
  if (agreement->version.length == 0)
    text_write(&words, card->sc.document->language, TEXT_SHEET_FOOTER_NO_VERSION, ARGS(name, digits));
  else
    text_write(&words, card->sc.document->language, TEXT_SHEET_FOOTER,
               ARGS(name, arg_words(card->sc.document, agreement->version), digits));
  return buffer_string(&words);
}

static void put_kpi_sheets(struct card *card) {
  card_working_frame(card);
  put_states(card);
  if (card->names[CARD_KPIS]) card_kpis(card);
  document_rest(card->sc.document);
}

void scorecard_book_write(struct book *book, struct document *document, struct arena *arena, const struct model *model,
                          const struct report_options *options) {
  static const struct recurrence none = {.unit = TIME_NONE};
  struct card card = {.sc = scorecard_begin(document, arena, model), .book = book, .of_kpi = {.arena = arena},
                      .line_rows = {.arena = arena}, .filled = {.arena = arena}};
  card.months = periods_find(&card.sc.periods, arena, model, &none);
  card.footer = footer_of(&card);
  lay_out(&card);
  add_sheets(&card);
  card.as_of = book_cell_name(arena, card.names[CARD_WORKING], 0, 1);
  book->back->properties(book, card_say(&card, phrase_entity(&model->agreement.entity)), card.footer);
  card_map_frame(&card);
  if (card.names[CARD_CONTENT]) card_content(&card);
  if (card.names[CARD_BUDGET]) card_budget(&card);
  put_kpi_sheets(&card);
  card_summary(&card, options);
  if (card.names[CARD_PEOPLE]) card_people(&card);
  card_reviews(&card);
}
