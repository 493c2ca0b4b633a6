#include "report/raci.h"

#include <assert.h>
#include <stdlib.h>

#include "check/entity_map.h"
#include "report/frame.h"
#include "report/phrases.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

enum letter { LETTER_R, LETTER_A, LETTER_C, LETTER_I, LETTER_COUNT };
static_assert(TEXT_RACI_INFORMED - TEXT_RACI_RESPONSIBLE == LETTER_COUNT - 1 &&
                  TEXT_RACI_INFORMED_MEANS - TEXT_RACI_RESPONSIBLE_MEANS == LETTER_COUNT - 1,
              "the letters and their meanings stand in their order");

/* The party is that under which the person stands: one that could not be read as a whole knows none. */
struct person_column {
  const struct party *party;
  const struct person *person;
};

struct raci {
  struct document *document;
  const struct model *model;
  struct arena *arena;
  struct person_column *people; /* the columns but the first, in their order */
  uint32_t count;
  struct entity_map columns;    /* of people: from 1 */
  struct head *heads;           /* one more than there are people */
  struct entity_map included;   /* things that a duty includes */
};

static struct cell say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

/* ---- Columns ---- */

static uint32_t department_order(const struct person *person) {
  return person->department.to ? person->department.to->order : 0;
}

/* By department; then as in the text. */
static int by_department(const void *a, const void *b) {
  const struct person *left = ((const struct person_column *)a)->person, *right = ((const struct person_column *)b)->person;
  uint32_t first = department_order(left), second = department_order(right);
  if (first == second) {
    first = left->entity.order;
    second = right->entity.order;
  }
  return first < second ? -1 : first > second;
}

static void add_people(struct raci *raci, const struct party *party) {
  struct person_column *first = &raci->people[raci->count];
  for (uint32_t i = 0; i < party->persons.count; i++)
    raci->people[raci->count++] = (struct person_column){party, party->persons.items[i]};
  if (party->persons.count > 1) qsort(first, party->persons.count, sizeof *first, by_department);
}

static void find_people(struct raci *raci) {
  const struct model *model = raci->model;
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->parties.count; i++) count += model->parties.items[i]->persons.count;
  raci->people = ARENA_ARRAY(raci->arena, struct person_column, count + 1);
  for (uint32_t i = 0; i < model->parties.count; i++) add_people(raci, model->parties.items[i]);
  for (uint32_t i = 0; i < count; i++)
    *entity_map_at(&raci->columns, raci->people[i].person) = (void *)(uintptr_t)(i + 1);
}

static void make_heads(struct raci *raci) {
  raci->heads = ARENA_ARRAY(raci->arena, struct head, raci->count + 1);
  raci->heads[0] = (struct head){.name = say(TEXT_RACI_DUTY), .note = say(TEXT_RACI_NOTE)};
  for (uint32_t i = 0; i < raci->count; i++) {
    const struct person_column *column = &raci->people[i], *before = i > 0 ? column - 1 : NULL;
    const struct entity *department = column->person->department.to;
    bool party = !before || before->party != column->party;
    raci->heads[i + 1] = (struct head){.groups = {phrase_entity(&column->party->entity), phrase_entity(department)},
                                       .begins = {party, party || before->person->department.to != department},
                                       .name = phrase_entity(&column->person->entity),
                                       .note = cell_text(column->person->role)};
  }
}

/* ---- Rows ---- */

/* What each person is, of one duty: a set of letters. */
static void mark(struct raci *raci, uint8_t *marks, const struct entity *person, enum letter letter) {
  uintptr_t column = person ? (uintptr_t)entity_map_get(&raci->columns, person) : 0;
  if (column > 0) marks[column] = (uint8_t)(marks[column] | 1u << letter);
}

static void mark_all(struct raci *raci, uint8_t *marks, const struct refs *people, enum letter letter) {
  for (uint32_t i = 0; i < people->count; i++) mark(raci, marks, people->items[i].to, letter);
}

static struct cell letters(struct raci *raci, uint8_t marks) {
  struct cell *cells = ARENA_ARRAY(raci->document->scratch, struct cell, LETTER_COUNT);
  uint32_t count = 0;
  for (int letter = 0; letter < LETTER_COUNT; letter++) {
    if (!(marks & 1u << letter)) continue;
    cells[count] = say((enum text_key)(TEXT_RACI_RESPONSIBLE + letter));
    cells[count++].tone = letter <= LETTER_A ? TONE_STRONG : TONE_PLAIN;
  }
  return cell_list(cells, count);
}

/* The client's own; takes 6 hours per week; includes: Weekly quiz, Editorial plan. */
static struct cell belongings(struct raci *raci, const struct duty *duty) {
  struct document *document = raci->document;
  struct cell *cells = ARENA_ARRAY(document->scratch, struct cell, 3);
  struct cell effort = phrase_effort(document, &duty->takes), included = phrase_refs(document, &duty->includes);
  uint32_t count = 0;
  if (duty->core) cells[count++] = say(TEXT_RACI_CORE);
  else if (duty->specialist) cells[count++] = say(TEXT_RACI_SPECIALIST);
  if (!cell_is_empty(&effort)) cells[count++] = cell_sentence(document, TEXT_RACI_TAKES, ARGS(arg_cell(document, &effort)));
  if (!cell_is_empty(&included))
    cells[count++] = cell_sentence(document, TEXT_RACI_INCLUDES, ARGS(arg_cell(document, &included)));
  struct cell cell = cell_list(cells, count);
  cell.lines = true;
  return cell;
}

static void put_duty(struct raci *raci, const struct duty *duty) {
  uint8_t *marks = ARENA_ARRAY(raci->document->scratch, uint8_t, raci->count + 1);
  struct cell *cells = ARENA_ARRAY(raci->document->scratch, struct cell, raci->count + 1);
  memset(marks, 0, raci->count + 1);
  mark_all(raci, marks, &duty->responsible, LETTER_R);
  mark(raci, marks, duty->accountable.to, LETTER_A);
  mark_all(raci, marks, &duty->consulted, LETTER_C);
  mark_all(raci, marks, &duty->informed, LETTER_I);
  cells[0] = phrase_entity(&duty->entity);
  for (uint32_t i = 1; i <= raci->count; i++) cells[i] = letters(raci, marks[i]);
  document_matrix_row(raci->document, belongings(raci, duty), cells, raci->count + 1);
  document_rest(raci->document);
}

static void put_matrix(struct raci *raci) {
  find_people(raci);
  make_heads(raci);
  document_matrix(raci->document, say(TEXT_RACI_CAPTION), raci->heads, raci->count + 1);
  for (uint32_t i = 0; i < raci->model->duties.count; i++) put_duty(raci, raci->model->duties.items[i]);
  document_table_end(raci->document);
}

/* What the letters mean; before the matrix, so that it is on the first page. */
static void put_legend(struct raci *raci) {
  struct fact_list facts = facts_in(raci->document);
  for (int letter = 0; letter < LETTER_COUNT; letter++)
    facts_add(&facts, (enum text_key)(TEXT_RACI_RESPONSIBLE + letter),
              say((enum text_key)(TEXT_RACI_RESPONSIBLE_MEANS + letter)));
  facts_put(&facts, STYLE_LEGEND);
}

/* ---- What no duty includes ---- */

static const struct column apart_columns[] = {{TEXT_RACI_WHAT, NULL, COLUMN_TEXT}, {TEXT_REPORT_WHO, NULL, COLUMN_TEXT}};

static void put_apart(struct raci *raci, const struct entity *thing, struct cell who, bool *begun) {
  if (entity_map_get(&raci->included, thing)) return;
  if (!*begun) document_table(raci->document, say(TEXT_RACI_APART), apart_columns, 2);
  *begun = true;
  if (cell_is_empty(&who)) who = cell_missing(TEXT_RACI_NOBODY);
  document_row(raci->document, ROW_PLAIN, (const struct cell[]){phrase_entity(thing), who}, 2);
}

static void put_rest(struct raci *raci) {
  const struct model *model = raci->model;
  bool begun = false;
  for (uint32_t i = 0; i < model->duties.count; i++)
    for (uint32_t k = 0; k < model->duties.items[i]->includes.count; k++)
      *entity_map_at(&raci->included, model->duties.items[i]->includes.items[k].to) = model->duties.items[i];
  for (uint32_t i = 0; i < model->actions.count; i++)
    put_apart(raci, &model->actions.items[i]->entity, phrase_refs(raci->document, &model->actions.items[i]->by), &begun);
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    put_apart(raci, &model->deliverables.items[i]->entity, phrase_entity(model->deliverables.items[i]->from.to), &begun);
  if (begun) document_table_end(raci->document);
}

void raci_write(struct document *document, struct arena *arena, const struct model *model,
                const struct report_options *options) {
  struct raci raci = {.document = document, .model = model, .arena = arena, .columns = {.arena = arena},
                      .included = {.arena = arena}};
  frame_put(document, model, TEXT_RACI, options->inconsistent);
  if (model->duties.count == 0) {
    document_paragraph(document, say(TEXT_RACI_NO_DUTY));
  } else {
    document_heading(document, HEADING_FIRST, NULL, nothing, say(TEXT_RACI_MATRIX));
    put_legend(&raci);
    put_matrix(&raci);
  }
  put_rest(&raci);
}
