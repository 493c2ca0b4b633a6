/* The sheets of people and of reviews: parts of the scorecard that are a document, set into cells; and the map, which says
 * where in the workbook each figure stands. */
#include "report/scorecard_book_parts.h"

enum { LAST_COLUMN = 3, WIDTH = 140, BESIDE_WIDTH = 96 };

/* A document's parts as rows of a sheet. */
struct setting_sink {
  struct document_sink sink; /* first */
  struct card *card;
  enum card_sheet sheet;
  uint32_t row;
  const struct column *columns;
  uint32_t column_count;
};

static struct book_place at(const struct setting_sink *set, uint32_t column) {
  return card_at(set->card, set->sheet, set->row, column);
}

static void put_spread(struct setting_sink *set, enum book_look look, const struct cell *cell) {
  card_spread(set->card, set->sheet, set->row++, 0, LAST_COLUMN, look, WIDTH, card_say(set->card, *cell));
}

static void put_heading(struct setting_sink *set, const struct part *part) {
  set->row++;
  book_words(set->card->book, at(set, 0), (struct book_style){.look = LOOK_TITLE}, card_say(set->card, part->text));
  set->card->book->back->height(set->card->book, set->card->sheets[set->sheet], set->row++, 2);
}

static void put_facts(struct setting_sink *set, const struct part *part) {
  for (uint32_t i = 0; i < part->count; i++, set->row++) {
    book_words(set->card->book, at(set, 0), (struct book_style){.look = LOOK_STRONG, .wrap = true},
               card_words(set->card, part->facts[i].label));
    card_spread(set->card, set->sheet, set->row, 1, LAST_COLUMN, LOOK_PLAIN, BESIDE_WIDTH,
                card_say(set->card, part->facts[i].value));
  }
}

static void put_table(struct setting_sink *set, const struct part *part) {
  set->columns = part->columns;
  set->column_count = part->count;
  for (uint32_t i = 0; i < part->count; i++)
    book_words(set->card->book, at(set, i), (struct book_style){.look = LOOK_HEAD, .wrap = true},
               card_words(set->card, part->columns[i].head));
  set->row++;
}

/* What is done is typed in once; where it stands again, what was typed is shown. */
static void put_done(struct setting_sink *set, uint32_t column, const struct place *place) {
  struct card *card = set->card;
  struct book_style share = {.look = LOOK_CELL, .form = FORM_SHARE};
  uintptr_t first = (uintptr_t)entity_map_get(&card->filled, place->name);
  if (first == 0) {
    *entity_map_at(&card->filled, place->name) = (void *)(uintptr_t)(set->row + 1);
    card_input(card, at(set, column), share, place, &(struct unit){.kind = UNIT_PERCENT});
    card_rule_share(card, at(set, column));
    return;
  }
  const char *cell = book_address(card->sc.document->scratch, (uint32_t)first - 1, column);
  book_formula(card->book, at(set, column), share, book_fill(card->sc.document->scratch, "IF({1}=\"\",\"\",{1})", PARTS(cell)), "");
}

static void put_input(struct setting_sink *set, uint32_t column, const struct place *place) {
  if (place->kind == INPUT_ACTION || place->kind == INPUT_DELIVERABLE) put_done(set, column, place);
  else card_input(set->card, at(set, column), (struct book_style){.form = FORM_WORDS, .wrap = true}, place, NULL);
}

static void put_row(struct setting_sink *set, const struct part *part) {
  enum book_look look = part->style == ROW_TOTAL ? LOOK_TOTAL : LOOK_CELL;
  if (part->style == ROW_GROUP) {
    for (uint32_t i = 1; i < set->column_count; i++) book_blank(set->card->book, at(set, i), (struct book_style){.look = LOOK_BAND});
    book_words(set->card->book, at(set, 0), (struct book_style){.look = LOOK_BAND}, card_say(set->card, part->cells[0]));
  }
  for (uint32_t i = 0; part->style != ROW_GROUP && i < part->count; i++) {
    if (part->cells[i].kind == CELL_INPUT) put_input(set, i, &part->cells[i].as.place);
    else card_cell(set->card, set->sheet, set->row, i, part->cells[i], look);
  }
  set->row++;
}

static void put_room(struct setting_sink *set, const struct part *part) {
  enum { ROOM_LINES = 5 };
  struct card *card = set->card;
  put_spread(set, LOOK_STRONG, &part->text);
  card_input(card, at(set, 0), (struct book_style){.form = FORM_WORDS, .wrap = true}, &part->cells[0].as.place, NULL);
  book_spread(card->book, at(set, 0), LAST_COLUMN, (struct book_style){.look = LOOK_INPUT, .form = FORM_WORDS, .wrap = true}, "");
  card->book->back->height(card->book, card->sheets[set->sheet], set->row, ROOM_LINES);
  set->row += 2;
}

static void put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct setting_sink *set = (struct setting_sink *)sink;
  (void)scratch;
  switch ((enum part_kind)part->kind) {
    case PART_TITLE:
    case PART_CONTENTS: break;
    case PART_HEADING: put_heading(set, part); break;
    case PART_PARAGRAPH: put_spread(set, LOOK_QUIET, &part->text); break;
    case PART_NOTICE: put_spread(set, LOOK_NOTICE, &part->text); break;
    case PART_FACTS: put_facts(set, part); break;
    case PART_LIST:
      for (uint32_t i = 0; i < part->count; i++) put_spread(set, LOOK_PLAIN, &part->cells[i]);
      break;
    case PART_TABLE: put_table(set, part); break;
    case PART_ROW: put_row(set, part); break;
    case PART_TABLE_END: set->row++; break;
    case PART_ROOM: put_room(set, part); break;
    case PART_TASKS: /* no part of the scorecard */
    case PART_MATRIX:
    case PART_PANEL:
    case PART_LIVE_KPI:
    case PART_LIVE_CARD:
    case PART_CHART:
    case PART_SIGNATURE: break;
  }
}

static struct setting_sink begin(struct card *card, enum card_sheet sheet) {
  return (struct setting_sink){.sink = {.put = put}, .card = card, .sheet = sheet, .row = CARD_FIRST_ROW};
}

void card_people(struct card *card) {
  struct setting_sink set = begin(card, CARD_PEOPLE);
  card_title(card, CARD_PEOPLE, TEXT_REPORT_PEOPLE, scorecard_say(TEXT_SHEET_PEOPLE_HINT), LAST_COLUMN);
  card->sc.document->sinks = &set.sink;
  scorecard_people(&card->sc);
  card->sc.document->sinks = NULL;
  document_rest(card->sc.document);
}

/* ---- Reviews ---- */

static void put_diagnoses(struct card *card, struct setting_sink *set) {
  static const enum text_key heads[] = {TEXT_REPORT_DIAGNOSIS, TEXT_SHEET_HOLDS, TEXT_REPORT_WHEN};
  enum { NAME, HOLDS, WHEN };
  const struct model *model = card->sc.model;
  struct arena *scratch = card->sc.document->scratch;
  if (model->diagnoses.count == 0) return;
  for (uint32_t i = 0; i < 3; i++)
    book_words(card->book, at(set, i), (struct book_style){.look = LOOK_HEAD, .wrap = true}, card_words(card, heads[i]));
  set->row++;
  for (uint32_t i = 0; i < model->diagnoses.count; i++, set->row++) {
    const struct diagnosis *diagnosis = model->diagnoses.items[i];
    const char *yes = card_words(card, TEXT_SHEET_YES), *no = card_words(card, TEXT_SHEET_NO);
    card_cell(card, set->sheet, set->row, NAME, phrase_entity(&diagnosis->entity), LOOK_CELL);
    card_cell(card, set->sheet, set->row, WHEN, phrase_condition(card->sc.document, diagnosis->when), LOOK_CELL);
    book_formula(card->book, at(set, HOLDS), (struct book_style){.look = LOOK_STATUS},
                 book_fill(scratch, "IF(AND({1}>0,{2}),{3},{4})",
                           PARTS(card->as_of, card_holds(card, diagnosis->when), book_quoted(scratch, yes),
                                 book_quoted(scratch, no))),
                 no);
    struct book_tint tint = {.first = at(set, HOLDS), .last_row = set->row, .last_column = HOLDS, .words = yes, .colour = COLOUR_MIDDLING};
    card->book->back->tint(card->book, &tint);
  }
  document_rest(card->sc.document);
  scorecard_diagnoses(&card->sc);
}

static void put_customers(struct card *card, struct setting_sink *set) {
  set->row++;
  book_words(card->book, at(set, 0), (struct book_style){.look = LOOK_TITLE}, card_words(card, TEXT_REPORT_CUSTOMERS));
  card->book->back->height(card->book, card->sheets[CARD_REVIEWS], set->row++, 2);
  scorecard_customers(&card->sc);
}

void card_reviews(struct card *card) {
  struct setting_sink set = begin(card, CARD_REVIEWS);
  card_title(card, CARD_REVIEWS, TEXT_REPORT_REVIEWS, scorecard_say(TEXT_SHEET_REVIEWS_HINT), LAST_COLUMN);
  card->sc.document->sinks = &set.sink;
  put_diagnoses(card, &set);
  scorecard_reviews(&card->sc);
  put_customers(card, &set);
  card->sc.document->sinks = NULL;
  document_rest(card->sc.document);
}

/* ---- The map ---- */

/* What the workbook was made from, and the heads of the lines that follow; programs read it, so its words are fixed. */
void card_map_frame(struct card *card) {
  static const char *const heads[] = {"kind", "name", "date", "sheet", "cell", "unit", "note"};
  const struct agreement *agreement = &card->sc.model->agreement;
  const char *const facts[][2] = {{"remit_scorecard", "1"},
                                  {"agreement", agreement->entity.spelling},
                                  {"version", card_say(card, cell_text(agreement->version))},
                                  {"fingerprint", card->sc.model->fingerprint}};
  const struct book_style plain = {.look = LOOK_PLAIN};
  uint32_t row = 0;
  for (; row < sizeof facts / sizeof facts[0]; row++)
    for (uint32_t i = 0; i < 2; i++) book_words(card->book, card_at(card, CARD_MAP, row, i), plain, facts[row][i]);
  for (uint32_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
    book_words(card->book, card_at(card, CARD_MAP, row, i), plain, heads[i]);
  card->map_row = row + 1;
}
