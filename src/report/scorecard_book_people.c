/* The sheets of people and of reviews: parts of the scorecard that are a document, set into cells; and the map, which says
 * where in the workbook each figure stands. */
#include "report/book_setting.h"
#include "report/scorecard_book_parts.h"

enum { LAST_COLUMN = 3 };

struct people_setting {
  struct book_setting set; /* first */
  struct card *card;
};

/* What is done is typed in once; where it stands again, what was typed is shown. */
static void put_done(struct card *card, struct book_place at, const struct place *place) {
  struct book_style share = {.look = LOOK_CELL, .form = FORM_SHARE};
  uintptr_t first = (uintptr_t)entity_map_get(&card->filled, place->name);
  if (first == 0) {
    *entity_map_at(&card->filled, place->name) = (void *)(uintptr_t)(at.row + 1);
    card_input(card, at, share, place, &(struct unit){.kind = UNIT_PERCENT});
    card_rule_share(card, at);
    return;
  }
  const char *cell = book_address(card->sc.document->scratch, (uint32_t)first - 1, at.column);
  book_formula(card->book, at, share, book_fill(card->sc.document->scratch, "IF({1}=\"\",\"\",{1})", PARTS(cell)), "");
}

static void put_input(struct book_setting *set, struct book_place at, const struct place *place, bool room) {
  struct card *card = ((struct people_setting *)set)->card;
  const struct book_style words = {.look = LOOK_INPUT, .form = FORM_WORDS, .wrap = true};
  if (place->kind == INPUT_ACTION || place->kind == INPUT_DELIVERABLE) {
    put_done(card, at, place);
    return;
  }
  card_input(card, at, words, place, NULL);
  if (room) book_spread(card->book, at, LAST_COLUMN, words, "");
}

static struct people_setting begin(struct card *card, enum card_sheet sheet) {
  return (struct people_setting){.card = card,
                                 .set = {.sink = {.put = book_setting_put}, .book = card->book, .document = card->sc.document,
                                         .form = card_form(sheet), .arena = card->sc.arena, .sheet = card->sheets[sheet],
                                         .row = CARD_FIRST_ROW, .last = LAST_COLUMN, .input = put_input}};
}

void card_people(struct card *card) {
  struct people_setting people = begin(card, CARD_PEOPLE);
  card_title(card, CARD_PEOPLE, TEXT_REPORT_PEOPLE, scorecard_say(TEXT_SHEET_PEOPLE_HINT), LAST_COLUMN);
  card->sc.document->sinks = &people.set.sink;
  scorecard_people(&card->sc);
  card->sc.document->sinks = NULL;
  document_rest(card->sc.document);
}

/* ---- Reviews ---- */

static void put_diagnoses(struct card *card, struct book_setting *set) {
  static const enum text_key heads[] = {TEXT_REPORT_DIAGNOSIS, TEXT_SHEET_HOLDS, TEXT_REPORT_WHEN};
  enum { NAME, HOLDS, WHEN };
  const struct model *model = card->sc.model;
  struct arena *scratch = card->sc.document->scratch;
  if (model->diagnoses.count == 0) return;
  for (uint32_t i = 0; i < 3; i++)
    book_words(card->book, card_at(card, CARD_REVIEWS, set->row, i), (struct book_style){.look = LOOK_HEAD, .wrap = true}, card_words(card, heads[i]));
  set->row++;
  for (uint32_t i = 0; i < model->diagnoses.count; i++, set->row++) {
    const struct diagnosis *diagnosis = model->diagnoses.items[i];
    const char *yes = card_words(card, TEXT_SHEET_YES), *no = card_words(card, TEXT_SHEET_NO);
    card_cell(card, CARD_REVIEWS, set->row, NAME, phrase_entity(&diagnosis->entity), LOOK_CELL);
    card_cell(card, CARD_REVIEWS, set->row, WHEN, phrase_condition(card->sc.document, diagnosis->when), LOOK_CELL);
    book_formula(card->book, card_at(card, CARD_REVIEWS, set->row, HOLDS), (struct book_style){.look = LOOK_STATUS},
                 book_fill(scratch, "IF(AND({1}>0,{2}),{3},{4})",
                           PARTS(card->as_of, card_holds(card, diagnosis->when), book_quoted(scratch, yes),
                                 book_quoted(scratch, no))),
                 no);
    struct book_tint tint = {.first = card_at(card, CARD_REVIEWS, set->row, HOLDS), .last_row = set->row, .last_column = HOLDS, .words = yes, .colour = COLOUR_MIDDLING};
    card->book->back->tint(card->book, &tint);
  }
  document_rest(card->sc.document);
  scorecard_diagnoses(&card->sc);
}

static void put_customers(struct card *card, struct book_setting *set) {
  set->row++;
  book_words(card->book, card_at(card, CARD_REVIEWS, set->row, 0), (struct book_style){.look = LOOK_TITLE}, card_words(card, TEXT_REPORT_CUSTOMERS));
  card->book->back->height(card->book, card->sheets[CARD_REVIEWS], set->row++, 2);
  scorecard_customers(&card->sc);
}

void card_reviews(struct card *card) {
  struct people_setting people = begin(card, CARD_REVIEWS);
  card_title(card, CARD_REVIEWS, TEXT_REPORT_REVIEWS, scorecard_say(TEXT_SHEET_REVIEWS_HINT), LAST_COLUMN);
  card->sc.document->sinks = &people.set.sink;
  put_diagnoses(card, &people.set);
  scorecard_reviews(&card->sc);
  put_customers(card, &people.set);
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
