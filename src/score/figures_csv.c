/* Figures from CSV: its first line names the columns. */
#include <string.h>

#include "base/utf8.h"
#include "score/figures_reading.h"
#include "score/sheet.h"
#include "text/text.h"

static const char *const columns[FIELD_COUNT] = {"kind", "name", "date", "value", "note"};

enum { NO_COLUMN = UINT32_MAX };

/* A sheet while it is read. */
struct csv {
  struct figures_reading *reading;
  struct sheet sheet;
  uint32_t places[FIELD_COUNT]; /* of each column */
  uint32_t count;               /* of all columns */
};

static struct finding *complain_row(struct csv *csv, struct span span, enum text_key key, const struct argument *arguments) {
  figures_leave_out(csv->reading, span);
  return complain(csv->reading->complaints, "D001", NULL, span, key, arguments);
}

static void help(struct csv *csv, struct finding *finding, enum text_key key, const struct argument *arguments) {
  complain_help(csv->reading->complaints, finding, key, arguments);
}

/* ---- The first line ---- */

static struct raw_cell raw_cell(const struct sheet_cell *cell) {
  return (struct raw_cell){cell->text, cell->length, cell->span};
}

static uint32_t column_of(const struct raw_cell *cell) {
  uint32_t i = 0;
  while (i < FIELD_COUNT && !figures_is_word(cell, columns[i])) i++;
  return i;
}

/* False where the column is none of the five, or stands twice; that is said. */
static bool place_column(struct csv *csv, const struct sheet_cell *cell, uint32_t at) {
  struct raw_cell raw = raw_cell(cell);
  uint32_t column = column_of(&raw);
  if (cell->length == 0) return true;
  struct argument name = arg_name(figures_shown(csv->sheet.arena, cell->text, cell->length));
  if (column == FIELD_COUNT) {
    struct finding *finding = complain_row(csv, cell->span, TEXT_D001_COLUMN, ARGS(name));
    help(csv, finding, TEXT_D001_COLUMNS, ARGS(arg_list(columns, FIELD_COUNT)));
    return false;
  }
  if (csv->places[column] != NO_COLUMN) {
    complain_row(csv, cell->span, TEXT_D001_COLUMN_TWICE, ARGS(name));
    return false;
  }
  csv->places[column] = at;
  return true;
}

static bool has_columns(struct csv *csv, const struct sheet_row *row) {
  const char **missing = ARENA_ARRAY(csv->sheet.arena, const char *, FIELD_COUNT);
  size_t count = 0;
  for (uint32_t i = 0; i < FIELD_COUNT; i++)
    if (csv->places[i] == NO_COLUMN) missing[count++] = columns[i];
  if (count == 0) return true;
  struct finding *finding = complain_row(csv, row->span, TEXT_D001_NO_COLUMN, ARGS(arg_list(missing, count)));
  help(csv, finding, TEXT_D001_COLUMNS, ARGS(arg_list(columns, FIELD_COUNT)));
  return false;
}

static bool read_head(struct csv *csv, const struct sheet_row *row) {
  bool fit = true;
  csv->count = row->cells.count;
  for (uint32_t i = 0; i < FIELD_COUNT; i++) csv->places[i] = NO_COLUMN;
  for (uint32_t i = 0; i < row->cells.count && fit; i++) fit = place_column(csv, &row->cells.items[i], i);
  return fit && has_columns(csv, row);
}

/* ---- The others ---- */

static bool is_whole(struct csv *csv, const struct sheet_row *row) {
  switch (row->fault) {
    case SHEET_FINE: return true;
    case SHEET_QUOTE_INSIDE:
      help(csv, complain_row(csv, row->fault_span, TEXT_D001_QUOTE, NO_ARGS), TEXT_D001_QUOTE_HELP, NO_ARGS);
      return false;
    case SHEET_AFTER_QUOTE:
      help(csv, complain_row(csv, row->fault_span, TEXT_D001_AFTER_QUOTE, NO_ARGS), TEXT_D001_QUOTE_HELP, NO_ARGS);
      return false;
    case SHEET_UNCLOSED: break;
  }
  complain_row(csv, row->fault_span, TEXT_D001_UNCLOSED, NO_ARGS);
  return false;
}

/* A cell too many, be it empty, is the mark of a figure with a comma in it. */
static bool has_cells(struct csv *csv, const struct sheet_row *row) {
  uint32_t count = row->cells.count;
  if (count == csv->count) return true;
  const char separator[] = {csv->sheet.separator, 0};
  struct finding *finding =
      complain_row(csv, row->span, TEXT_D001_CELLS, ARGS(arg_integer(count), arg_integer(csv->count)));
  if (count > csv->count)
    help(csv, finding, TEXT_D001_MORE_CELLS, ARGS(arg_name(arena_copy(csv->sheet.arena, separator, 1))));
  else
    help(csv, finding, TEXT_D001_FEWER_CELLS, ARGS(arg_name(arena_copy(csv->sheet.arena, separator, 1))));
  return false;
}

static bool is_digits(const struct raw_cell *cell, uint32_t least, uint32_t most) {
  if (cell->length < least || cell->length > most) return false;
  for (uint32_t i = 0; i < cell->length; i++)
    if (cell->text[i] < '0' || cell->text[i] > '9') return false;
  return true;
}

/* 1,900 without the comma behind it: a figure of 1 with the note 900. */
static bool is_cut_figure(struct csv *csv, const struct raw_row *row) {
  const struct raw_cell *value = &row->cells[FIELD_VALUE], *note = &row->cells[FIELD_NOTE];
  bool side_by_side = csv->sheet.separator == ',' && note->span.start == value->span.end + 1;
  if (!side_by_side || !is_digits(value, 1, 3) || !is_digits(note, 3, 3)) return false;
  struct finding *finding = complain_row(csv, (struct span){value->span.start, note->span.end, value->span.file},
                                         TEXT_D001_CUT, NO_ARGS);
  help(csv, finding, TEXT_D001_CUT_HELP, NO_ARGS);
  return true;
}

static void add_row(struct csv *csv, const struct sheet_row *row) {
  struct raw_row raw = {.span = row->span, .figure = csv->sheet.separator == ';' ? RAW_COMMA : RAW_POINT};
  if (sheet_row_is_empty(row) || !is_whole(csv, row) || !has_cells(csv, row)) return;
  for (uint32_t i = 0; i < FIELD_COUNT; i++) raw.cells[i] = raw_cell(&row->cells.items[csv->places[i]]);
  if (!is_cut_figure(csv, &raw)) figures_add_row(csv->reading, &raw);
}

bool figures_add_csv(struct figures_reading *reading, uint32_t file) {
  struct csv csv = {.reading = reading, .sheet = sheet_of(reading->arena, reading->model->sources, file)};
  struct sheet_row row = {.fault = SHEET_FINE};
  bool any = false;
  while (!any && sheet_next(&csv.sheet, &row)) any = !sheet_row_is_empty(&row);
  if (!any) {
    struct finding *finding = complain_row(&csv, span_at(file, 0, 0), TEXT_D001_EMPTY, NO_ARGS);
    help(&csv, finding, TEXT_D001_COLUMNS, ARGS(arg_list(columns, FIELD_COUNT)));
    return false;
  }
  if (!read_head(&csv, &row)) return false;
  while (sheet_next(&csv.sheet, &row)) add_row(&csv, &row);
  return true;
}

/* ---- Whether anything was typed ---- */

/* A sheet that is looked into. */
struct looking {
  struct sheet sheet;
  uint32_t *fields; /* of each column; FIELD_COUNT: of none that a sheet is born with */
  uint32_t count;
  bool version; /* the note that says of which version the sheet is was passed */
};

static enum figures_typed look_at_head(struct looking *looking, const struct sheet_row *head) {
  enum figures_typed typed = TYPED_UNKNOWN;
  bool more = false;
  looking->count = head->cells.count;
  looking->fields = ARENA_ARRAY(looking->sheet.arena, uint32_t, looking->count);
  for (uint32_t i = 0; i < looking->count; i++) {
    const struct raw_cell cell = raw_cell(&head->cells.items[i]);
    looking->fields[i] = column_of(&cell);
    if (looking->fields[i] == FIELD_VALUE) typed = TYPED_NOTHING;
    more = more || (looking->fields[i] == FIELD_COUNT && cell.length > 0);
  }
  return typed == TYPED_NOTHING && more ? TYPED_SOMETHING : typed;
}

/* Whether the row holds what no sheet is born with: only what its figures are of, and once the version. A row that does not
 * have the cells of the first line was typed into too. */
static bool is_typed(struct looking *looking, const struct sheet_row *row) {
  if (sheet_row_is_empty(row)) return false;
  if (row->fault != SHEET_FINE || row->cells.count != looking->count) return true;
  for (uint32_t i = 0; i < looking->count; i++) {
    const struct raw_cell cell = raw_cell(&row->cells.items[i]);
    if (cell.length == 0 || looking->fields[i] < FIELD_VALUE) continue;
    if (looking->fields[i] != FIELD_NOTE || looking->version || !figures_is_version(looking->sheet.arena, &cell)) return true;
    looking->version = true;
  }
  return false;
}

enum figures_typed figures_typed_csv(struct arena *arena, const char *bytes, uint32_t length) {
  struct sources sources = {.arena = arena};
  struct looking looking = {.sheet = sheet_of(arena, &sources, sources_add(&sources, "", NULL, bytes, length))};
  struct sheet_row row = {.fault = SHEET_FINE};
  bool any = false;
  while (!any && sheet_next(&looking.sheet, &row)) any = !sheet_row_is_empty(&row);
  if (!any) return TYPED_NOTHING;
  enum figures_typed typed = look_at_head(&looking, &row);
  while (typed == TYPED_NOTHING && sheet_next(&looking.sheet, &row))
    if (is_typed(&looking, &row)) typed = TYPED_SOMETHING;
  return typed;
}
