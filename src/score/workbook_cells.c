/* The cells of a sheet. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/decimal.h"
#include "score/workbook_parts.h"

enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384 };

/* ---- Addresses and days ---- */

bool workbook_address(const char *text, size_t length, uint32_t *row, uint32_t *column) {
  size_t at = 0;
  uint32_t letters = 0, number = 0;
  for (; at < length && text[at] >= 'A' && text[at] <= 'Z' && at < 3; at++) letters = letters * 26 + (uint32_t)(text[at] - 'A') + 1;
  size_t digits = at;
  for (; at < length && text[at] >= '0' && text[at] <= '9' && at - digits < 7; at++) number = number * 10 + (uint32_t)(text[at] - '0');
  if (at < length || letters == 0 || letters > COLUMNS_MOST || number == 0 || number > ROWS_MOST) return false;
  *row = number - 1;
  *column = letters - 1;
  return true;
}

int stored_by_address(const void *a, const void *b) {
  const struct stored_cell *left = a, *right = b;
  if (left->row != right->row) return left->row < right->row ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

bool workbook_day(const struct workbook *book, const char *text, size_t length, day_number *out) {
  enum { ZERO = 25569, LATER = 1462, LAST = 2958465 }; /* 1970-01-01; days from 1900 to 1904; 9999-12-31 */
  struct decimal number;
  int64_t serial;
  if (!decimal_read(text, length, &number) || !decimal_is_finite(number)) return false;
  if (!decimal_to_integer(decimal_rounded_down(number, 0), &serial)) return false;
  if (serial < 1 || serial > LAST) return false;
  *out = (day_number)(serial + (book->from_1904 ? LATER : 0) - ZERO);
  return true;
}

/* ---- Reading ---- */

enum { TYPE_MOST = 16 };

struct cells {
  struct workbook *book;
  struct stored_cells *kept;
  bool all;             /* every cell before `columns`, not only those that are asked for */
  uint32_t columns, capacity;
  uint32_t row, column; /* of the cell that is being read */
  uint32_t rows;        /* the number of the row, from 1; 0 before the first */
  struct stored_cell *cell; /* NULL: nobody asks for it */
  char type[TYPE_MOST];
  long style;
  bool formula, valued, inline_words;
  struct part_words words;
};

/* Where the cell is to be kept; NULL: nowhere. */
static struct stored_cell *place_for(struct cells *cells) {
  struct stored_cells *kept = cells->kept;
  const struct stored_cell wanted = {.row = cells->row, .column = cells->column};
  if (!cells->all) return kept->count ? bsearch(&wanted, kept->items, kept->count, sizeof wanted, stored_by_address) : NULL;
  if (cells->column >= cells->columns) return NULL;
  if (kept->count >= WORKBOOK_TEXTS) {
    workbook_fails(cells->book, WORKBOOK_MANY_CELLS, NULL);
    return NULL;
  }
  kept->items = vector_room(cells->book->arena, kept->items, kept->count, &cells->capacity, sizeof *kept->items);
  kept->items[kept->count] = wanted;
  return &kept->items[kept->count++];
}

/* A row or a cell that does not say where it stands follows the one before. */
static void start_row(struct cells *cells, const char **attributes) {
  const char *number = part_attribute(attributes, "r", false);
  long row = number ? strtol(number, NULL, 10) : (long)cells->rows + 1;
  if (row < 1 || row > ROWS_MOST) {
    workbook_fails(cells->book, WORKBOOK_NOT_XML, NULL);
    return;
  }
  cells->rows = (uint32_t)row;
  cells->row = cells->rows - 1;
  cells->column = UINT32_MAX;
}

static void start_cell(struct cells *cells, const char **attributes) {
  const char *address = part_attribute(attributes, "r", false), *type = part_attribute(attributes, "t", false);
  const char *style = part_attribute(attributes, "s", false);
  cells->column++;
  if (++cells->book->cells > WORKBOOK_CELLS) workbook_fails(cells->book, WORKBOOK_MANY_CELLS, NULL);
  if (address && !workbook_address(address, strlen(address), &cells->row, &cells->column))
    workbook_fails(cells->book, WORKBOOK_NOT_XML, NULL);
  if (cells->book->fault != WORKBOOK_FINE) return;
  cells->cell = place_for(cells);
  if (!type || strlen(type) >= TYPE_MOST) type = type ? "?" : "n";
  memcpy(cells->type, type, strlen(type) + 1);
  cells->style = style ? strtol(style, NULL, 10) : 0;
  cells->formula = cells->valued = cells->inline_words = false;
}

static void start(void *context, const char *name, const char **attributes) {
  struct cells *cells = context;
  if (!strcmp(name, "row")) start_row(cells, attributes);
  else if (!strcmp(name, "c")) start_cell(cells, attributes);
  if (!cells->cell) return;
  if (!strcmp(name, "f")) cells->formula = true;
  if (!strcmp(name, "is")) cells->inline_words = true;
  cells->words.phonetic += !strcmp(name, "rPh");
  cells->words.wanted = !strcmp(name, "v") || (cells->inline_words && !strcmp(name, "t"));
  cells->valued = cells->valued || cells->words.wanted;
}

static void keep_words(struct cells *cells, struct stored_text text) {
  cells->cell->kind = text.length > 0 ? STORED_TEXT : STORED_NOTHING;
  cells->cell->text = text.bytes;
  cells->cell->length = text.length;
}

static void keep_shared(struct cells *cells, struct stored_text index) {
  char *end;
  unsigned long number = strtoul(index.bytes, &end, 10);
  if (end == index.bytes || *end || number >= cells->book->texts.count) workbook_fails(cells->book, WORKBOOK_NOT_XML, NULL);
  else keep_words(cells, cells->book->texts.items[number]);
}

/* What was read between a cell's start and its end. */
static void keep(struct cells *cells) {
  struct stored_text text = part_words_done(cells->book->arena, &cells->words);
  struct stored_cell *cell = cells->cell;
  const char *type = cells->type;
  bool styled = cells->style >= 0 && (unsigned long)cells->style < cells->book->styles.count;
  cell->style = styled ? cells->book->styles.items[cells->style] : STYLE_PLAIN;
  if (cells->formula && (!cells->valued || (text.length == 0 && strcmp(type, "str") != 0))) {
    cell->kind = STORED_FORMULA;
  } else if (!cells->valued || text.length == 0) {
    cell->kind = STORED_NOTHING;
  } else if (!strcmp(type, "s")) {
    keep_shared(cells, text);
  } else {
    keep_words(cells, text);
    if (!strcmp(type, "n")) cell->kind = STORED_NUMBER;
    if (!strcmp(type, "d")) cell->kind = STORED_DATE;
    if (!strcmp(type, "b")) keep_words(cells, *text.bytes == '1' ? (struct stored_text){"TRUE", 4} : (struct stored_text){"FALSE", 5});
  }
  cells->cell = NULL;
}

static void end(void *context, const char *name) {
  struct cells *cells = context;
  cells->words.wanted = false;
  if (!cells->cell) return;
  if (!strcmp(name, "rPh")) cells->words.phonetic--;
  else if (!strcmp(name, "is")) cells->inline_words = false;
  else if (!strcmp(name, "c")) keep(cells);
}

static void words(void *context, const char *bytes, size_t length) {
  struct cells *cells = context;
  if (cells->cell) part_words_add(&cells->words, bytes, length);
}

static void read_sheet(struct cells *cells, const struct workbook_sheet *sheet) {
  const struct part_reader reader = {cells, start, end, words};
  cells->words.text = buffer_in(cells->book->arena);
  cells->column = UINT32_MAX;
  if (!sheet->part) workbook_fails(cells->book, WORKBOOK_DAMAGED, NULL);
  else workbook_read_part(cells->book, sheet->part, &reader);
}

struct stored_cells workbook_cells(struct workbook *book, const struct workbook_sheet *sheet, uint32_t columns) {
  struct stored_cells kept = {NULL, 0};
  struct cells cells = {.book = book, .kept = &kept, .all = true, .columns = columns};
  read_sheet(&cells, sheet);
  return kept;
}

void workbook_find_cells(struct workbook *book, const struct workbook_sheet *sheet, struct stored_cells wanted) {
  struct cells cells = {.book = book, .kept = &wanted};
  read_sheet(&cells, sheet);
}
