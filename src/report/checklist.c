#include "report/checklist.h"

#include <assert.h>
#include <stdlib.h>

#include "report/checklist_parts.h"
#include "report/frame.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Items ---- */

struct cell checklist_say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

struct cell checklist_words(struct checklist *list, enum text_key key, struct text text) {
  return cell_sentence(list->document, key, ARGS(arg_words(list->document, text)));
}

struct cell checklist_of(struct checklist *list, enum text_key key, const struct entity *entity) {
  return cell_sentence(list->document, key, ARGS(arg_entity(list->document, entity)));
}

struct cell checklist_with(struct checklist *list, enum text_key key, struct cell first, struct cell second) {
  if (cell_is_empty(&second)) return cell_sentence(list->document, key, ARGS(arg_cell(list->document, &first)));
  return cell_sentence(list->document, key,
                       ARGS(arg_cell(list->document, &first), arg_cell(list->document, &second)));
}

struct cell checklist_said(struct checklist *list, struct cell cell) {
  return cell_is_empty(&cell) ? cell : cell_words(cell_string(list->document, &cell));
}

struct item *checklist_add(struct checklist *list, uint32_t group, struct cell what) {
  struct item item = {.task.what = what, .group = group, .day = DAY_NONE, .order = list->items.count};
  VECTOR_PUSH(list->document->scratch, &list->items, item);
  return &list->items.items[list->items.count - 1];
}

void checklist_due(struct item *item, day_number day) {
  item->day = day;
  item->task.when = cell_date(day);
}

struct people people_of(struct checklist *list, const struct entity *entity) {
  if (!entity) return (struct people){NULL, 0};
  const struct entity **items = ARENA_ARRAY(list->document->scratch, const struct entity *, 1);
  items[0] = entity;
  return (struct people){items, 1};
}

struct people people_of_refs(struct checklist *list, const struct refs *refs) {
  const struct entity **items = ARENA_ARRAY(list->document->scratch, const struct entity *, refs->count + 1);
  for (uint32_t i = 0; i < refs->count; i++) items[i] = refs->items[i].to;
  return (struct people){items, refs->count};
}

struct people checklist_contacts(struct checklist *list) {
  const struct model *model = list->model;
  const struct entity **items = ARENA_ARRAY(list->document->scratch, const struct entity *, model->parties.count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->contact.to) items[count++] = model->parties.items[i]->contact.to;
  return (struct people){items, count};
}

void checklist_whose(struct checklist *list, struct item *item, struct people people) {
  struct cell *cells = ARENA_ARRAY(list->document->scratch, struct cell, people.count + 1);
  for (uint32_t i = 0; i < people.count; i++) cells[i] = phrase_entity(people.items[i]);
  item->whose = people;
  item->task.who = people.count == 1 ? cells[0] : cell_list(cells, people.count);
}

bool checklist_is_before(const struct checklist *list, day_number day) {
  day_number from = list->model->agreement.term.from;
  return day != DAY_NONE && from != DAY_NONE && day <= from;
}

bool checklist_is_after(const struct checklist *list, day_number day) {
  day_number to = list->model->agreement.term.to;
  return day != DAY_NONE && to != DAY_NONE && day > to;
}

/* ---- Standing items ---- */

static const struct standing standing_items[] = {
    {STAGE_BEFORE, BEFORE_AGREEING, TEXT_CHECKLIST_SIGNED, STANDING_SIGNERS},
    {STAGE_BEFORE, BEFORE_AGREEING, TEXT_CHECKLIST_PART_KNOWN, STANDING_NOBODY},
    {STAGE_AFTER_PHASE, 0, TEXT_CHECKLIST_LESSONS_OF_PHASE, STANDING_NOBODY},
    {STAGE_END, END_LAST, TEXT_CHECKLIST_LEARNED, STANDING_NOBODY},
};

/* Questions of which no figure tells anything. */
static const enum text_key customer_questions[] = {TEXT_REPORT_CUSTOMERS_SAY, TEXT_REPORT_CUSTOMERS_ASK,
                                                   TEXT_REPORT_CUSTOMERS_DO};
enum { CUSTOMER_QUESTIONS = sizeof customer_questions / sizeof *customer_questions };

/* Those who sign an amendment, else the contacts of both sides. */
static struct people signers(struct checklist *list) {
  const struct refs *who = &list->model->agreement.change_by;
  return who->count > 0 ? people_of_refs(list, who) : checklist_contacts(list);
}

static day_number standing_day(const struct checklist *list, enum stage stage, uint32_t group) {
  const struct period *term = &list->model->agreement.term;
  if (stage == STAGE_BEFORE) return term->from;
  if (stage == STAGE_END) return term->to;
  const struct group head = checklist_phase_group(list, group);
  return head.thing ? ((const struct phase *)head.thing)->period.to : DAY_NONE;
}

void checklist_add_standing(struct checklist *list, enum stage stage, uint32_t group) {
  for (size_t i = 0; i < sizeof standing_items / sizeof *standing_items; i++) {
    const struct standing *standing = &standing_items[i];
    if (standing->stage != stage || (stage != STAGE_AFTER_PHASE && standing->group != group)) continue;
    struct item *item = checklist_add(list, group, checklist_say(standing->key));
    if (standing->who == STANDING_SIGNERS) checklist_whose(list, item, signers(list));
    checklist_due(item, standing_day(list, stage, group));
  }
}

/* ---- Stages ---- */

static const struct {
  const char *anchor;
  enum text_key title;
  bool owned; /* each group is divided by whose the items are */
  void (*collect)(struct checklist *list);
  struct group (*head)(const struct checklist *list, uint32_t group);
} stages[] = {
    [STAGE_BEFORE] = {"before", TEXT_CHECKLIST_BEFORE, false, checklist_before, checklist_before_group},
    [STAGE_RUNNING] = {"running", TEXT_CHECKLIST_RUNNING, true, checklist_running, checklist_running_group},
    [STAGE_AFTER_PHASE] = {"phases", TEXT_CHECKLIST_AFTER_PHASE, false, checklist_after_phase, checklist_phase_group},
    [STAGE_END] = {"end", TEXT_CHECKLIST_END, false, checklist_end, checklist_end_group},
};
static_assert(sizeof stages / sizeof *stages == STAGE_COUNT, "each stage has its row");

static uint32_t owner_order(const struct item *item) { return item->owner ? item->owner->order : UINT32_MAX; }

static int compare(int64_t a, int64_t b) { return a < b ? -1 : a > b; }

static int by_place(const void *a, const void *b) {
  const struct item *left = a, *right = b;
  int order = compare(left->group, right->group);
  if (!order) order = compare(owner_order(left), owner_order(right));
  if (!order) order = compare(left->day == DAY_NONE ? INT64_MAX : left->day, right->day == DAY_NONE ? INT64_MAX : right->day);
  return order ? order : compare(left->order, right->order);
}

/* What names nobody is everybody's, so that it stands in somebody's list. */
static bool is_readers(const struct checklist *list, const struct item *item) {
  const struct reader *reader = list->document->reader;
  if (!reader || item->whose.count == 0) return true;
  for (uint32_t i = 0; i < item->whose.count; i++)
    if (reader_is(reader, item->whose.items[i])) return true;
  return false;
}

static void keep_readers(struct checklist *list) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->items.count; i++)
    if (is_readers(list, &list->items.items[i])) list->items.items[kept++] = list->items.items[i];
  list->items.count = kept;
}

static void collect(struct checklist *list, enum stage stage) {
  memset(&list->items, 0, sizeof list->items);
  stages[stage].collect(list);
  keep_readers(list);
  if (list->items.count > 1) qsort(list->items.items, list->items.count, sizeof *list->items.items, by_place);
  for (uint32_t i = 0; i < list->items.count; i++) list->items.items[i].task.number = ++list->boxes;
}

static struct cell head_of(const struct checklist *list, enum stage stage, uint32_t group) {
  struct group head = stages[stage].head(list, group);
  return head.thing ? phrase_entity(head.thing) : checklist_say(head.key);
}

static struct cell name_of(const struct entity *owner) {
  return owner ? phrase_entity(owner) : cell_missing(TEXT_CHECKLIST_NOBODY);
}

/* ---- As headed lists ---- */

static void put_group_head(struct checklist *list, enum stage stage, uint32_t group) {
  struct group head = stages[stage].head(list, group);
  document_heading(list->document, HEADING_FIRST + 1, NULL, head.thing ? checklist_say(head.key) : nothing,
                   head_of(list, stage, group));
}

static void put_owner_head(struct checklist *list, const struct entity *owner) {
  const struct party *party = owner && owner->kind == ENTITY_PERSON ? entity_party(owner) : NULL;
  document_heading(list->document, HEADING_FIRST + 2, NULL, phrase_entity(party ? &party->entity : NULL), name_of(owner));
}

/* The items from `from` on that stand under one head; returns where the next begin. */
static uint32_t put_items(struct checklist *list, uint32_t from) {
  const struct item *items = list->items.items;
  uint32_t to = from;
  while (to < list->items.count && items[to].group == items[from].group && items[to].owner == items[from].owner) to++;
  struct task *tasks = ARENA_ARRAY(list->document->scratch, struct task, to - from);
  for (uint32_t i = from; i < to; i++) tasks[i - from] = items[i].task;
  document_tasks(list->document, tasks, to - from);
  return to;
}

static void put_stage(struct checklist *list, enum stage stage) {
  collect(list, stage);
  const struct item *items = list->items.items;
  if (list->items.count == 0) return;
  document_heading(list->document, HEADING_FIRST, stages[stage].anchor, nothing, checklist_say(stages[stage].title));
  for (uint32_t i = 0; i < list->items.count;) {
    if (i == 0 || items[i].group != items[i - 1].group) put_group_head(list, stage, items[i].group);
    if (stages[stage].owned) put_owner_head(list, items[i].owner);
    i = put_items(list, i);
  }
  document_rest(list->document);
}

static void put_contents(struct checklist *list) {
  struct cell cells[STAGE_COUNT + 1];
  uint32_t count = 0;
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    if (!list->stages[stage]) continue;
    cells[count] = checklist_say(stages[stage].title);
    cells[count++].anchor = stages[stage].anchor;
  }
  cells[count] = checklist_say(TEXT_REPORT_CUSTOMERS);
  cells[count++].anchor = "customers";
  document_put(list->document, &(struct part){.kind = PART_CONTENTS, .cells = cells, .count = count});
}

static void put_customers(struct checklist *list) {
  document_heading(list->document, HEADING_FIRST, "customers", nothing, checklist_say(TEXT_REPORT_CUSTOMERS));
  document_paragraph(list->document, checklist_say(TEXT_REPORT_CUSTOMERS_WHY));
  for (uint32_t i = 0; i < CUSTOMER_QUESTIONS; i++) {
    const char *words = text_plain(list->document->language, customer_questions[i]);
    struct buffer number = buffer_in(list->document->scratch);
    buffer_integer(&number, i + 1);
    struct place place = {.kind = INPUT_NOTE, .name = buffer_string(&number), .date = DAY_NONE,
                          .label = {.bytes = words, .length = (uint32_t)strlen(words)}};
    document_room(list->document, checklist_say(customer_questions[i]), (struct cell){.kind = CELL_INPUT, .as.place = place});
  }
}

/* ---- As one table ---- */

enum { SHEET_COLUMNS = 8 };

static void put_sheet_stage(struct checklist *list, enum stage stage) {
  collect(list, stage);
  for (uint32_t i = 0; i < list->items.count; i++) {
    const struct item *item = &list->items.items[i];
    const struct task *task = &item->task;
    const struct cell cells[SHEET_COLUMNS] = {checklist_say(stages[stage].title),
                                              head_of(list, stage, item->group),
                                              task->what,
                                              stages[stage].owned ? name_of(item->owner) : task->who,
                                              task->when,
                                              task->note};
    document_row(list->document, ROW_PLAIN, cells, SHEET_COLUMNS);
  }
  document_rest(list->document);
}

static void put_sheet(struct checklist *list) {
  static const struct column columns[SHEET_COLUMNS] = {{TEXT_CHECKLIST_STAGE, NULL, COLUMN_TEXT},
                                                       {TEXT_CHECKLIST_GROUP, NULL, COLUMN_TEXT},
                                                       {TEXT_CHECKLIST_ITEM, NULL, COLUMN_TEXT},
                                                       {TEXT_REPORT_WHO, NULL, COLUMN_TEXT},
                                                       {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT},
                                                       {TEXT_CHECKLIST_NOTE, NULL, COLUMN_TEXT},
                                                       {TEXT_CHECKLIST_TICK, NULL, COLUMN_INPUT},
                                                       {TEXT_CHECKLIST_REMARKS, NULL, COLUMN_INPUT}};
  document_table(list->document, checklist_say(TEXT_CHECKLIST_ITEMS), columns, SHEET_COLUMNS);
  for (int stage = 0; stage < STAGE_COUNT; stage++) put_sheet_stage(list, (enum stage)stage);
  for (uint32_t i = 0; i < CUSTOMER_QUESTIONS; i++) {
    const struct cell cells[SHEET_COLUMNS] = {checklist_say(TEXT_REPORT_CUSTOMERS), nothing,
                                              checklist_say(customer_questions[i])};
    document_row(list->document, ROW_PLAIN, cells, SHEET_COLUMNS);
  }
  document_table_end(list->document);
}

/* Which stages there are; for a reader also whether any item names them. */
static bool find_stages(struct checklist *list) {
  bool named = false;
  for (int stage = 0; stage < STAGE_COUNT; stage++) {
    list->stages[stage] = stage != STAGE_AFTER_PHASE || list->model->phases.count + list->model->campaigns.count > 0;
    if (!list->document->reader) continue;
    collect(list, (enum stage)stage);
    list->stages[stage] = list->items.count > 0;
    for (uint32_t i = 0; i < list->items.count; i++) named = named || list->items.items[i].whose.count > 0;
    document_rest(list->document);
  }
  list->boxes = 0;
  return named;
}

void checklist_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options) {
  (void)arena;
  struct checklist list = {.document = document, .model = model, .sheet = options->sheet};
  bool named = find_stages(&list);
  frame_put(document, model, TEXT_CHECKLIST, options->inconsistent);
  frame_put_reader(document, named);
  document_paragraph(document, checklist_say(TEXT_CHECKLIST_HOW_TO));
  if (list.sheet) {
    put_sheet(&list);
    return;
  }
  put_contents(&list);
  document_rest(document);
  for (int stage = 0; stage < STAGE_COUNT; stage++) put_stage(&list, (enum stage)stage);
  put_customers(&list);
}
