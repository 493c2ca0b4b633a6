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
  figures_leave_out(csv->reading);
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

void figures_add_csv(struct figures_reading *reading, uint32_t file) {
  struct csv csv = {.reading = reading, .sheet = sheet_of(reading->arena, reading->model->sources, file)};
  struct sheet_row row = {.fault = SHEET_FINE};
  bool any = false;
  while (!any && sheet_next(&csv.sheet, &row)) any = !sheet_row_is_empty(&row);
  if (!any) {
    struct finding *finding = complain_row(&csv, span_at(file, 0, 0), TEXT_D001_EMPTY, NO_ARGS);
    help(&csv, finding, TEXT_D001_COLUMNS, ARGS(arg_list(columns, FIELD_COUNT)));
    return;
  }
  if (!read_head(&csv, &row)) return;
  while (sheet_next(&csv.sheet, &row)) add_row(&csv, &row);
}

/* ---- Whether anything was typed ---- */

/* Where the figures stand; NO_COLUMN: in none of them. */
static uint32_t value_column(const struct sheet_row *head) {
  for (uint32_t i = 0; i < head->cells.count; i++) {
    const struct raw_cell cell = raw_cell(&head->cells.items[i]);
    if (figures_is_word(&cell, columns[FIELD_VALUE])) return i;
  }
  return NO_COLUMN;
}

/* A row that does not have the cells of the first line was typed into too. */
static bool is_typed(const struct sheet_row *row, uint32_t count, uint32_t value) {
  if (sheet_row_is_empty(row)) return false;
  return row->fault != SHEET_FINE || row->cells.count != count || row->cells.items[value].length > 0;
}

enum figures_typed figures_typed_csv(struct arena *arena, const char *bytes, uint32_t length) {
  struct sources sources = {.arena = arena};
  struct sheet sheet = sheet_of(arena, &sources, sources_add(&sources, "", NULL, bytes, length));
  struct sheet_row row = {.fault = SHEET_FINE};
  bool any = false, typed = false;
  while (!any && sheet_next(&sheet, &row)) any = !sheet_row_is_empty(&row);
  if (!any) return TYPED_NOTHING;
  uint32_t count = row.cells.count, value = value_column(&row);
  if (value == NO_COLUMN) return TYPED_UNKNOWN;
  while (!typed && sheet_next(&sheet, &row)) typed = is_typed(&row, count, value);
  return typed ? TYPED_SOMETHING : TYPED_NOTHING;
}

/* ---- The version ---- */

enum { FINGERPRINT = 12 };

/* The words right before the fingerprint in what the sheet says of its version, in a language. */
static struct buffer words_before(struct arena *arena, enum text_language language, enum text_key key) {
  static const char version[] = "\1", fingerprint[] = "\2";
  struct buffer whole = buffer_in(arena);
  if (key == TEXT_ACTUALS_OF_VERSION)
    text_write(&whole, language, key, ARGS(arg_string(version), arg_string(fingerprint)));
  else
    text_write(&whole, language, key, ARGS(arg_string(fingerprint)));
  const char *end = memchr(whole.data, 2, whole.length), *start = memchr(whole.data, 1, whole.length);
  struct buffer words = buffer_in(arena);
  if (end && (!start || start < end)) {
    start = start ? start + 1 : whole.data;
    buffer_bytes(&words, start, (size_t)(end - start));
  }
  return words;
}

static bool is_hexadecimal(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f'))) return false;
  return true;
}

/* The fingerprint behind these words in the note; NULL: there is none. */
static const char *behind(const struct raw_cell *note, const struct buffer *words) {
  for (size_t at = 0; words->length > 0 && at + words->length + FINGERPRINT <= note->length; at++) {
    const char *digits = note->text + at + words->length;
    if (!memcmp(note->text + at, words->data, words->length) && is_hexadecimal(digits, FINGERPRINT)) return digits;
  }
  return NULL;
}

static const char *fingerprint_in(struct arena *arena, const struct raw_cell *note) {
  const char *found = NULL;
  for (int language = 0; language < LANGUAGE_COUNT && !found; language++) {
    struct buffer whole = words_before(arena, (enum text_language)language, TEXT_ACTUALS_OF);
    struct buffer tail = words_before(arena, (enum text_language)language, TEXT_ACTUALS_OF_VERSION);
    found = behind(note, &whole);
    if (!found) found = behind(note, &tail);
  }
  return found;
}

void figures_look_for_version(struct figures_reading *reading, const struct raw_cell *note) {
  enum { LONGEST = 400 };
  const char *own = reading->model->fingerprint;
  if (reading->version_told || !own || note->length < FINGERPRINT || note->length > LONGEST) return;
  const char *found = fingerprint_in(reading->arena, note);
  if (!found || !memcmp(found, own, FINGERPRINT)) return;
  reading->version_told = true;
  struct finding *finding =
      complain(reading->complaints, "D010", NULL, note->span, TEXT_D010,
               ARGS(arg_string(arena_copy(reading->arena, found, FINGERPRINT)),
                    arg_string(arena_copy(reading->arena, own, FINGERPRINT))));
  complain_help(reading->complaints, finding, TEXT_D010_HELP, NO_ARGS);
}
