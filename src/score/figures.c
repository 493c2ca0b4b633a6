#include "score/figures.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "score/figures_reading.h"
#include "text/text.h"

static const char *const kinds[] = {
    [ROW_KPI] = "kpi", [ROW_SPEND] = "spend", [ROW_POSTS] = "posts", [ROW_ACTION] = "action", [ROW_DELIVERABLE] = "deliverable"};
static_assert(sizeof kinds / sizeof kinds[0] == ROW_KIND_COUNT, "each kind has its word");

/* What the rows of each kind are of. */
static const enum entity_kind things[] = {[ROW_KPI] = ENTITY_KPI,
                                          [ROW_SPEND] = ENTITY_LINE,
                                          [ROW_POSTS] = ENTITY_CHANNEL,
                                          [ROW_ACTION] = ENTITY_ACTION,
                                          [ROW_DELIVERABLE] = ENTITY_DELIVERABLE};
static_assert(sizeof things / sizeof things[0] == ROW_KIND_COUNT, "each kind has its things");

/* ---- What the agreement declares ---- */

static void enter(struct figures_reading *reading, const struct entity *entity) {
  if (entity->name == ATOM_NONE || entity->name > reading->name_count) return;
  if (!reading->by_name[entity->name]) reading->by_name[entity->name] = entity;
}

#define ENTER_ALL(reading, list) \
  for (uint32_t i = 0; i < (list).count; i++) enter((reading), &(list).items[i]->entity)

static void enter_things(struct figures_reading *reading, const struct model *model) {
  ENTER_ALL(reading, model->kpis);
  ENTER_ALL(reading, model->channels);
  ENTER_ALL(reading, model->contents);
  ENTER_ALL(reading, model->actions);
  ENTER_ALL(reading, model->deliverables);
  ENTER_ALL(reading, model->objectives);
  ENTER_ALL(reading, model->goals);
  if (model->budget) ENTER_ALL(reading, model->budget->lines);
}

struct figures_reading *figures_begin(struct arena *arena, const struct model *model, const struct complaints *complaints) {
  struct figures_reading *reading = ARENA_NEW(arena, struct figures_reading);
  *reading = (struct figures_reading){.arena = arena, .model = model, .complaints = complaints, .judged_on = DAY_NONE};
  reading->name_count = names_count(model->names);
  reading->by_name = ARENA_ARRAY(arena, const struct entity *, (size_t)reading->name_count + 1);
  enter_things(reading, model);
  return reading;
}

/* ---- Names ---- */

enum { SHOWN = 60, LONGEST_NAME = 1000 };

const char *figures_shown(struct arena *arena, const char *text, size_t length) {
  struct buffer out = buffer_in(arena);
  size_t end = length;
  if (length > SHOWN) end = SHOWN;
  while (end < length && ((unsigned char)text[end] & 0xC0) == 0x80) end--;
  buffer_bytes(&out, text, end);
  if (end < length) buffer_text(&out, "\u2026");
  return buffer_string(&out);
}

static const char *shown(const struct figures_reading *reading, const struct raw_cell *cell) {
  return figures_shown(reading->arena, cell->text, cell->length);
}

static const struct entity *find(const struct figures_reading *reading, const char *text, size_t length) {
  atom name = length > 0 && length <= LONGEST_NAME ? names_find(reading->model->names, text, length) : ATOM_NONE;
  return name == ATOM_NONE || name > reading->name_count ? NULL : reading->by_name[name];
}

static struct finding *complain_at(struct figures_reading *reading, const char *code, const struct figure_row *row,
                                   struct span span, enum text_key key, const struct argument *arguments) {
  figures_leave_out(reading, span);
  return complain(reading->complaints, code, row ? row->thing : NULL, span, key, arguments);
}

static bool is_among(const struct refs *refs, const struct entity *entity) {
  for (uint32_t i = 0; i < refs->count; i++)
    if (refs->items[i].to == entity) return true;
  return false;
}

static bool part_fits(const struct figure_row *row, const struct entity *part) {
  switch (row->kind) {
    case ROW_KPI: return is_among(&((const struct kpi *)row->thing)->on, part);
    case ROW_SPEND: return part->kind == ENTITY_ACTION && ((const struct action *)part)->cost_from.to == row->thing;
    case ROW_POSTS: return part->kind == ENTITY_CONTENT;
    default: return false;
  }
}

/* What the row could be of; where that is known already, of which part of it. */
static bool could_be(const struct figure_row *row, const struct entity *entity) {
  return row->thing ? part_fits(row, entity) : entity->kind == things[row->kind];
}

struct nearest {
  const struct entity *entity;
  int distance;
};

static void look_near(struct nearest *nearest, const char *written, const struct entity *entity) {
  int distance = names_distance(written, entity->spelling, nearest->distance);
  if (distance >= nearest->distance) return;
  nearest->entity = entity;
  nearest->distance = distance;
}

/* What was perhaps meant; NULL: no name is near. */
static const struct entity *near_name(const struct figures_reading *reading, const struct figure_row *row, const char *text,
                                      size_t length) {
  const char *written = arena_copy(reading->arena, text, length < SHOWN ? length : SHOWN);
  struct nearest nearest = {NULL, (int)(length < SHOWN ? length : SHOWN) / 3 + 2};
  for (uint32_t i = 1; i <= reading->name_count; i++)
    if (reading->by_name[i] && could_be(row, reading->by_name[i])) look_near(&nearest, written, reading->by_name[i]);
  return nearest.entity;
}

static bool unknown_thing(struct figures_reading *reading, const struct figure_row *row, const struct raw_cell *cell, size_t length) {
  static const enum text_key keys[] = {[ROW_KPI] = TEXT_D002_KPI,
                                       [ROW_SPEND] = TEXT_D002_LINE,
                                       [ROW_POSTS] = TEXT_D002_CHANNEL,
                                       [ROW_ACTION] = TEXT_D002_ACTION,
                                       [ROW_DELIVERABLE] = TEXT_D002_DELIVERABLE};
  struct finding *finding = complain_at(reading, "D002", row, cell->span, keys[row->kind],
                                        ARGS(arg_name(figures_shown(reading->arena, cell->text, length))));
  if (!is_told(reading->complaints, finding)) return false;
  const struct entity *near = near_name(reading, row, cell->text, length);
  if (near) complain_help(reading->complaints, finding, TEXT_D002_NEAR, ARGS(arg_name(near->spelling)));
  else complain_help(reading->complaints, finding, TEXT_D002_HELP, ARGS(arg_name(kinds[row->kind])));
  return false;
}

static bool wrong_part(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell, enum text_key key,
                       const char *text, size_t length) {
  const char *thing = row->thing->spelling;
  struct finding *finding =
      complain_at(reading, "D002", row, cell->span, key, ARGS(arg_name(thing), arg_name(shown(reading, cell))));
  if (!is_told(reading->complaints, finding)) return false;
  const struct entity *near = near_name(reading, row, text, length);
  struct buffer whole = buffer_in(reading->arena);
  buffer_text(&whole, thing);
  if (near) buffer_char(&whole, '/');
  if (near) buffer_text(&whole, near->spelling);
  complain_help(reading->complaints, finding, near ? TEXT_D002_NEAR : TEXT_D002_WHOLE, ARGS(arg_name(buffer_string(&whole))));
  return false;
}

static bool read_part(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell, size_t slash) {
  static const enum text_key keys[] = {[ROW_KPI] = TEXT_D002_NOT_ON,
                                       [ROW_SPEND] = TEXT_D002_NOT_FROM,
                                       [ROW_POSTS] = TEXT_D002_NO_CONTENT,
                                       [ROW_ACTION] = TEXT_D002_NO_PARTS,
                                       [ROW_DELIVERABLE] = TEXT_D002_NO_PARTS};
  const char *text = cell->text + slash + 1;
  size_t length = cell->length - slash - 1;
  while (length > 0 && *text == ' ') {
    text++;
    length--;
  }
  const struct entity *part = find(reading, text, length);
  if (!part || !part_fits(row, part)) return wrong_part(reading, row, cell, keys[row->kind], text, length);
  row->part = part;
  return true;
}

static bool read_name(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell) {
  const char *slash = memchr(cell->text, '/', cell->length);
  size_t length = slash ? (size_t)(slash - cell->text) : cell->length, end = length;
  while (end > 0 && cell->text[end - 1] == ' ') end--;
  const struct entity *thing = find(reading, cell->text, end);
  if (!thing || thing->kind != things[row->kind]) return unknown_thing(reading, row, cell, end);
  row->thing = thing;
  return !slash || read_part(reading, row, cell, length);
}

/* ---- Rows ---- */

bool figures_is_word(const struct raw_cell *cell, const char *word) {
  size_t length = strlen(word);
  if (cell->length != length) return false;
  for (size_t i = 0; i < length; i++)
    if ((cell->text[i] >= 'A' && cell->text[i] <= 'Z' ? cell->text[i] + 32 : cell->text[i]) != word[i]) return false;
  return true;
}

static bool read_kind(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell) {
  for (int kind = 0; kind < ROW_KIND_COUNT; kind++) {
    if (!figures_is_word(cell, kinds[kind])) continue;
    row->kind = (enum row_kind)kind;
    return true;
  }
  struct finding *finding =
      cell->length ? complain_at(reading, "D001", NULL, cell->span, TEXT_D001_KIND, ARGS(arg_name(shown(reading, cell))))
                   : complain_at(reading, "D001", NULL, row->span, TEXT_D001_NO_KIND, NO_ARGS);
  complain_help(reading->complaints, finding, TEXT_D001_KIND_HELP, ARGS(arg_list(kinds, ROW_KIND_COUNT)));
  return false;
}

static bool is_computed(struct figures_reading *reading, const struct figure_row *row, const struct raw_cell *cell) {
  const struct kpi *kpi = (const struct kpi *)row->thing;
  if (row->kind != ROW_KPI || !kpi->formula) return false;
  struct finding *finding =
      complain_at(reading, "D003", row, cell->span, TEXT_D003, ARGS(arg_name(kpi->entity.spelling)));
  complain_related(reading->complaints, finding, kpi->formula->span, TEXT_D003_FORMULA, NO_ARGS);
  complain_help(reading->complaints, finding, TEXT_D003_HELP, NO_ARGS);
  return true;
}

/* A row whose figure is not filled in yet says nothing but what is noted in it; the rest of it is held against the agreement all the same. */
void figures_add_row(struct figures_reading *reading, const struct raw_row *raw) {
  struct figure_row row = {.date = DAY_NONE, .span = raw->span, .date_span = raw->cells[FIELD_DATE].span};
  const struct raw_cell *value = &raw->cells[FIELD_VALUE], *note = &raw->cells[FIELD_NOTE];
  figures_look_for_version(reading, note);
  if (!read_kind(reading, &row, &raw->cells[FIELD_KIND]) || !read_name(reading, &row, &raw->cells[FIELD_NAME])) return;
  if (value->length > 0 && is_computed(reading, &row, &raw->cells[FIELD_NAME])) return;
  if (!figures_read_date(reading, &row, &raw->cells[FIELD_DATE])) return;
  if (note->length > 0 && !figures_names_version(reading, note))
    row.note = (struct text){.bytes = note->text, .length = note->length, .span = note->span};
  if (value->length == 0 && row.note.length > 0) VECTOR_PUSH(reading->arena, &reading->remarks, row);
  if (value->length == 0 || !figures_read_value(reading, &row, value, raw->figure)) return;
  VECTOR_PUSH(reading->arena, &reading->rows, row);
}

day_number figures_judged_on(const struct figures_reading *reading) { return reading->judged_on; }

void figures_leave_out(struct figures_reading *reading, struct span span) {
  if (reading->left_out < LEFT_NAMED) reading->left[reading->left_out] = span;
  reading->left_out++;
}

/* ---- All of them ---- */

static int compare(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int64_t part_order(const struct figure_row *row) { return row->part ? (int64_t)row->part->order : -1; }

static int by_thing(const struct figure_row *a, const struct figure_row *b) {
  int order = compare(a->kind, b->kind);
  return order ? order : compare(a->thing->order, b->thing->order);
}

static int by_day_of_thing(const struct figure_row *a, const struct figure_row *b) {
  int order = by_thing(a, b);
  if (!order) order = compare(part_order(a), part_order(b));
  return order ? order : compare(a->date, b->date);
}

static int by_place(const void *left, const void *right) {
  const struct figure_row *a = left, *b = right;
  int order = by_day_of_thing(a, b);
  if (!order) order = compare(a->span.file, b->span.file);
  return order ? order : compare(a->span.start, b->span.start);
}

static bool is_same(const struct figure_row *a, const struct figure_row *b) {
  return by_thing(a, b) == 0 && a->part == b->part && a->date == b->date;
}

static void complain_twice(struct figures_reading *reading, const struct figure_row *first, const struct figure_row *row,
                           enum text_key key) {
  struct finding *finding = complain_at(reading, "D006", row, row->span, key,
                                        ARGS(arg_name(row->thing->spelling), arg_date(row->date)));
  complain_related(reading->complaints, finding, first->span, TEXT_D006_FIRST, NO_ARGS);
  complain_help(reading->complaints, finding, TEXT_D006_HELP, NO_ARGS);
}

static uint32_t without_doubles(struct figures_reading *reading, struct figure_row *rows, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (kept > 0 && is_same(&rows[kept - 1], &rows[i])) complain_twice(reading, &rows[kept - 1], &rows[i], TEXT_D006);
    else rows[kept++] = rows[i];
  }
  return kept;
}

/* The row of a day among those of the whole of a KPI; NULL: there is none. */
static const struct figure_row *whole_on(const struct figure_row *wholes, uint32_t count, day_number date) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (wholes[middle].date < date) low = middle + 1;
    else high = middle;
  }
  return low < count && wholes[low].date == date ? &wholes[low] : NULL;
}

/* A figure of a KPI as a whole says what those of its parts on the same day say. */
static uint32_t without_parts_of_wholes(struct figures_reading *reading, struct figure_row *rows, uint32_t count) {
  uint32_t kept = 0, first = 0, wholes = 0; /* of a thing: where its rows begin, and how many are of the whole */
  for (uint32_t i = 0; i < count; i++) {
    if (kept == 0 || by_thing(&rows[kept - 1], &rows[i]) != 0) {
      first = kept;
      wholes = 0;
    }
    bool part = rows[i].kind == ROW_KPI && rows[i].part;
    const struct figure_row *whole = part ? whole_on(rows + first, wholes, rows[i].date) : NULL;
    if (!rows[i].part) wholes++;
    if (whole) complain_twice(reading, whole, &rows[i], TEXT_D006_PART);
    else rows[kept++] = rows[i];
  }
  return kept;
}

struct figures figures_end(struct figures_reading *reading) {
  struct figure_row *rows = reading->rows.items;
  uint32_t count = reading->rows.count;
  if (count > 1) qsort(rows, count, sizeof *rows, by_place);
  count = without_doubles(reading, rows, count);
  count = without_parts_of_wholes(reading, rows, count);
  if (reading->remarks.count > 1) qsort(reading->remarks.items, reading->remarks.count, sizeof *reading->remarks.items, by_place);
  struct figures figures = {.items = rows, .count = count, .left_out = reading->left_out, .left = reading->left, .remarks = reading->remarks.items,
                            .remark_count = reading->remarks.count, .latest = DAY_NONE};
  for (uint32_t i = 0; i < count; i++)
    if (rows[i].date > figures.latest) figures.latest = rows[i].date;
  return figures;
}

struct figures figures_of(const struct figures *all, enum row_kind kind, const struct entity *thing) {
  const struct figure_row wanted = {.kind = kind, .thing = thing};
  uint32_t low = 0, high = all->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (by_thing(&all->items[middle], &wanted) < 0) low = middle + 1;
    else high = middle;
  }
  uint32_t end = low;
  while (end < all->count && by_thing(&all->items[end], &wanted) == 0) end++;
  if (low == end) return (struct figures){.latest = all->latest};
  return (struct figures){.items = all->items + low, .count = end - low, .latest = all->latest};
}

struct text figures_remark(const struct figures *all, enum row_kind kind, const struct entity *thing, day_number date) {
  const struct figure_row wanted = {.kind = kind, .thing = thing, .date = date};
  uint32_t low = 0, high = all->remark_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (by_day_of_thing(&all->remarks[middle], &wanted) < 0) low = middle + 1;
    else high = middle;
  }
  bool found = low < all->remark_count && by_day_of_thing(&all->remarks[low], &wanted) == 0;
  return found ? all->remarks[low].note : (struct text){.length = 0};
}
