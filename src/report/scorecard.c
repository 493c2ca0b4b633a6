#include "report/scorecard.h"

#include "check/settings.h"
#include "report/frame.h"
#include "report/priority.h"
#include "report/scorecard_live.h"

/* ---- What the parts share ---- */

struct cell scorecard_say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

void scorecard_heading(struct scorecard *sc, const char *anchor, enum text_key key) {
  document_heading(sc->document, HEADING_FIRST, anchor, (struct cell){.kind = CELL_EMPTY}, scorecard_say(key));
}

void scorecard_thing(struct scorecard *sc, const char *anchor, enum text_key kicker, const struct entity *entity) {
  document_heading(sc->document, HEADING_FIRST + 1, anchor, scorecard_say(kicker), phrase_entity(entity));
}

struct cell scorecard_input(enum input_kind kind, const char *name, const char *part, day_number date, struct text label) {
  return (struct cell){.kind = CELL_INPUT, .as.place = {(uint8_t)kind, name, part, date, label}};
}

struct cell scorecard_follows(enum follows_kind kind, const char *name, day_number date) {
  return (struct cell){.kind = CELL_FOLLOWS, .as.place = {.kind = (uint8_t)kind, .name = name, .date = date}};
}

struct cell scorecard_note(struct scorecard *sc, struct text label) {
  struct buffer number = buffer_in(sc->document->scratch);
  buffer_integer(&number, ++sc->notes);
  return scorecard_input(INPUT_NOTE, buffer_ended(&number), NULL, DAY_NONE, label);
}

struct cell scorecard_recurrence(struct scorecard *sc, const struct recurrence *recurrence) {
  struct said *said = &sc->said;
  for (uint32_t i = 0; i < said->count; i++)
    if (recurrence_is_same(&said->items[i].recurrence, recurrence)) return cell_text(said->items[i].words);
  struct cell cell = phrase_recurrence(sc->document, sc->model, recurrence);
  struct buffer words = buffer_in(sc->arena);
  cell_say(&words, sc->document, &cell);
  uint32_t at = said->next;
  said->items[at].recurrence = *recurrence;
  said->items[at].words = (struct text){.bytes = words.data, .length = (uint32_t)words.length};
  said->next = (at + 1) % SAID_KEPT;
  if (said->count < SAID_KEPT) said->count++;
  return cell_text(said->items[at].words);
}

struct cell scorecard_column_amount(const struct scorecard *sc, struct decimal amount) {
  struct cell cell = phrase_amount(sc->model, amount);
  cell.unit = (struct text_unit){0};
  return cell;
}

uint32_t scorecard_rank(const struct scorecard *sc, const struct entity *objective) {
  return (uint32_t)(uintptr_t)entity_map_get(&sc->ranks, objective);
}

struct kpi_list scorecard_kpis_of(struct scorecard *sc, const struct objective *objective) {
  struct kpi_list list = {(const struct kpi *const *)objective->kpis.items, objective->kpis.count};
  if (!sc->model->partial) return list;
  const struct kpi **items = ARENA_ARRAY(sc->arena, const struct kpi *, list.count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < list.count; i++)
    if (entity_map_get(&sc->kpis, list.items[i])) items[count++] = list.items[i];
  return (struct kpi_list){items, count};
}

const struct objective *scorecard_home(const struct scorecard *sc, const struct kpi *kpi) {
  uint32_t first = 0;
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    uint32_t rank = scorecard_rank(sc, kpi->measures.items[i].to);
    if (rank > 0 && (first == 0 || rank < first)) first = rank;
  }
  return first > 0 ? sc->objectives[first - 1] : NULL;
}

void scorecard_questions(struct scorecard *sc, enum text_key caption, const struct tail *questions) {
  static const struct column columns[] = {{TEXT_REPORT_QUESTION, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHO, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_ANSWER, NULL, COLUMN_TEXT}};
  if (!questions) return;
  document_table(sc->document, scorecard_say(caption), columns, 4);
  for (const struct tail *tail = questions; tail; tail = tail->next) {
    const struct cell cells[] = {cell_text(tail->text), phrase_refs(sc->document, &tail->by), phrase_due(sc->document, tail),
                                 scorecard_note(sc, tail->text)};
    document_row(sc->document, ROW_PLAIN, cells, 4);
  }
  document_table_end(sc->document);
}

/* ---- Objectives in order ---- */

static void order_objectives(struct scorecard *sc) {
  sc->objective_count = sc->model->objectives.count;
  sc->objectives = objectives_by_priority(sc->arena, sc->model);
  for (uint32_t i = 0; i < sc->objective_count; i++)
    *entity_map_at(&sc->ranks, sc->objectives[i]) = (void *)(uintptr_t)(i + 1);
}

static void link_splits(struct scorecard *sc) {
  const struct budget *budget = sc->model->budget;
  for (uint32_t i = 0; budget && i < budget->splits.count; i++) {
    const struct shares *split = &budget->splits.items[i];
    for (uint32_t k = 0; k < split->items.count; k++)
      if (split->items.items[k].known)
        links_add(&sc->links, split->items.items[k].of.to,
                  (struct link){.part = LINK_FUNDS, .by = split->of.to, .share = &split->items.items[k]});
  }
}

/* ---- The parts ---- */

static bool always(const struct model *model) {
  (void)model;
  return true;
}
static bool has_objectives(const struct model *model) { return model->objectives.count + model->kpis.count > 0; }
static bool has_budget(const struct model *model) { return model->budget != NULL; }
static bool has_diagnoses(const struct model *model) { return model->diagnoses.count > 0; }
bool scorecard_has_people(const struct model *model) {
  return model->duties.count + model->actions.count + model->deliverables.count > 0;
}
static bool has_reviews(const struct model *model) { return model->reviews.count > 0; }

static const struct {
  const char *anchor; /* of its heading; NULL: it has several of its own */
  enum text_key title;
  bool (*has)(const struct model *model);
  void (*put)(struct scorecard *sc);
} parts[] = {
    {"summary", TEXT_REPORT_SUMMARY, always, scorecard_summary},
    {NULL, TEXT_REPORT_OBJECTIVES, has_objectives, scorecard_objectives},
    {"content", TEXT_REPORT_CONTENT, scorecard_has_content, scorecard_content},
    {"budget", TEXT_REPORT_BUDGET, has_budget, scorecard_budget},
    {"return", TEXT_REPORT_RETURN, scorecard_has_return, scorecard_return},
    {"diagnoses", TEXT_REPORT_DIAGNOSES, has_diagnoses, scorecard_diagnoses},
    {"people", TEXT_REPORT_PEOPLE, scorecard_has_people, scorecard_people},
    {"reviews", TEXT_REPORT_REVIEWS, has_reviews, scorecard_reviews},
    {"customers", TEXT_REPORT_CUSTOMERS, always, scorecard_customers},
};
enum {
  PART_COUNT = sizeof parts / sizeof parts[0],
  BEGINNING = 2 /* parts of the first share: with the objectives, which are most of a scorecard */
};

enum { OBJECTIVES_LISTED = 12 };

static void add_content(struct cell *cells, uint32_t *count, struct cell cell, const char *anchor) {
  cell.anchor = anchor;
  cells[(*count)++] = cell;
}

/* Each objective, unless there are too many of them to be found that way. */
static void add_objectives(struct scorecard *sc, struct cell *cells, uint32_t *count) {
  if (sc->objective_count == 0) {
    add_content(cells, count, scorecard_say(TEXT_REPORT_NO_OBJECTIVE), "unmeasured");
  } else if (sc->objective_count > OBJECTIVES_LISTED) {
    add_content(cells, count, scorecard_say(TEXT_REPORT_OBJECTIVES),
                phrase_anchor(sc->document, "objective", &sc->objectives[0]->entity));
  } else {
    for (uint32_t i = 0; i < sc->objective_count; i++)
      add_content(cells, count, phrase_entity(&sc->objectives[i]->entity),
                  phrase_anchor(sc->document, "objective", &sc->objectives[i]->entity));
  }
}

static void put_contents(struct scorecard *sc) {
  struct cell cells[PART_COUNT + OBJECTIVES_LISTED];
  uint32_t count = 0;
  for (size_t i = 0; i < PART_COUNT; i++) {
    if (!parts[i].has(sc->model)) continue;
    if (parts[i].anchor) add_content(cells, &count, scorecard_say(parts[i].title), parts[i].anchor);
    else add_objectives(sc, cells, &count);
  }
  document_put(sc->document, &(struct part){.kind = PART_CONTENTS, .cells = cells, .count = count});
}

struct scorecard scorecard_begin(struct document *document, struct arena *arena, const struct model *model) {
  struct scorecard sc = {.document = document, .model = model, .arena = arena, .ranks = {.arena = arena},
                         .kpis = {.arena = arena}};
  struct settings settings;
  settings_read(&settings, model);
  sc.tolerance = setting_of(&settings, SETTING_TOLERANCE);
  for (uint32_t i = 0; model->partial && i < model->kpis.count; i++) *entity_map_at(&sc.kpis, model->kpis.items[i]) = sc.document;
  sc.links = links_in(arena);
  order_objectives(&sc);
  link_splits(&sc);
  return sc;
}

/* What a live page needs besides; the figures come first in it, before what they are of. */
static void begin_live(struct scorecard *sc) {
  sc->live = true;
  sc->actuals = actuals_of(sc->arena, sc->model);
  sc->by_thing = scorecard_by_thing(sc);
  sc->months = scorecard_months_of(sc);
  document_put(sc->document, &(struct part){.kind = PART_PANEL});
}

static void put_frame(struct scorecard *sc, const struct report_options *options) {
  const struct reader *reader = sc->document->reader;
  frame_put(sc->document, sc->model, TEXT_REPORT_SCORECARD, options->inconsistent);
  frame_put_reader(sc->document, reader && reader->named);
  if (options->live) begin_live(sc);
  put_contents(sc);
}

static void put_parts(struct scorecard *sc, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (!parts[i].has(sc->model)) continue;
    if (parts[i].anchor) scorecard_heading(sc, parts[i].anchor, parts[i].title);
    parts[i].put(sc);
    document_rest(sc->document);
  }
}

void scorecard_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options) {
  struct scorecard sc = scorecard_begin(document, arena, model);
  if (options->share != REPORT_REST) put_frame(&sc, options);
  put_parts(&sc, options->share == REPORT_REST ? BEGINNING : 0, options->share == REPORT_BEGINNING ? BEGINNING : PART_COUNT);
  if (sc.live) scorecard_live_card(&sc, options->inconsistent);
}
