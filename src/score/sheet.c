#include "score/sheet.h"

#include <string.h>

#include "base/buffer.h"

static bool ends_line(char c) { return c == '\n' || c == '\r'; }

struct sheet sheet_of(struct arena *arena, const struct sources *sources, uint32_t file) {
  const struct source *source = sources_get(sources, file);
  struct sheet sheet = {arena, source->bytes, source->length, 0, file, ','};
  if (sheet.length >= 3 && !memcmp(sheet.bytes, "\xEF\xBB\xBF", 3)) sheet.at = 3;
  uint32_t at = sheet.at;
  while (at < sheet.length && !ends_line(sheet.bytes[at]) && sheet.bytes[at] != ',' && sheet.bytes[at] != ';') at++;
  if (at < sheet.length && sheet.bytes[at] == ';') sheet.separator = ';';
  return sheet;
}

static void fault(const struct sheet *sheet, struct sheet_row *row, enum sheet_fault fault, uint32_t start, uint32_t end) {
  if (row->fault != SHEET_FINE) return;
  row->fault = fault;
  row->fault_span = span_at(sheet->file, start, end);
}

/* Blanks of either kind that a program puts round a figure. */
static void trim(struct sheet_cell *cell) {
  const char *text = cell->text;
  uint32_t length = cell->length;
  for (bool again = true; again && length > 0;) {
    again = true;
    if (*text == ' ' || *text == '\t') {
      text++;
      length--;
    } else if (length >= 2 && !memcmp(text, "\xC2\xA0", 2)) {
      text += 2;
      length -= 2;
    } else if (text[length - 1] == ' ' || text[length - 1] == '\t') {
      length--;
    } else if (length >= 2 && !memcmp(text + length - 2, "\xC2\xA0", 2)) {
      length -= 2;
    } else {
      again = false;
    }
  }
  cell->text = text;
  cell->length = length;
}

static void add_cell(const struct sheet *sheet, struct sheet_row *row, const char *text, size_t length, uint32_t start,
                     uint32_t end) {
  struct sheet_cell cell = {text, (uint32_t)length, span_at(sheet->file, start, end)};
  trim(&cell);
  VECTOR_PUSH(sheet->arena, &row->cells, cell);
}

static bool ends_cell(const struct sheet *sheet, uint32_t at) {
  return at >= sheet->length || sheet->bytes[at] == sheet->separator || ends_line(sheet->bytes[at]);
}

static void read_plain(struct sheet *sheet, struct sheet_row *row) {
  uint32_t start = sheet->at;
  while (!ends_cell(sheet, sheet->at)) {
    if (sheet->bytes[sheet->at] == '"') fault(sheet, row, SHEET_QUOTE_INSIDE, sheet->at, sheet->at + 1);
    sheet->at++;
  }
  add_cell(sheet, row, sheet->bytes + start, sheet->at - start, start, sheet->at);
}

/* The quote that closes the cell, whose text begins at `from`; the sheet's length where there is none. *doubled says
 * whether a quote stands in it. */
static uint32_t closing_quote(const struct sheet *sheet, uint32_t from, bool *doubled) {
  *doubled = false;
  for (uint32_t at = from;; at += 2) {
    const char *quote = at < sheet->length ? memchr(sheet->bytes + at, '"', sheet->length - at) : NULL;
    if (!quote) return sheet->length;
    at = (uint32_t)(quote - sheet->bytes);
    if (at + 1 >= sheet->length || quote[1] != '"') return at;
    *doubled = true;
  }
}

static const char *without_doubles(struct sheet *sheet, uint32_t from, uint32_t to, size_t *length) {
  struct buffer text = buffer_in(sheet->arena);
  for (uint32_t at = from; at < to; at++) {
    buffer_char(&text, sheet->bytes[at]);
    if (sheet->bytes[at] == '"') at++;
  }
  *length = text.length;
  return text.data;
}

static void skip_to_end(struct sheet *sheet) {
  while (!ends_cell(sheet, sheet->at)) sheet->at++;
}

/* A quote that is never closed takes no other row with it. */
static void read_unclosed(struct sheet *sheet, struct sheet_row *row, uint32_t start) {
  while (sheet->at < sheet->length && !ends_line(sheet->bytes[sheet->at])) sheet->at++;
  fault(sheet, row, SHEET_UNCLOSED, start, start + 1);
  add_cell(sheet, row, sheet->bytes + start + 1, sheet->at - start - 1, start, sheet->at);
}

static void read_quoted(struct sheet *sheet, struct sheet_row *row) {
  bool doubled;
  uint32_t start = sheet->at, from = start + 1, to = closing_quote(sheet, from, &doubled);
  if (to >= sheet->length) {
    read_unclosed(sheet, row, start);
    return;
  }
  size_t length = to - from;
  const char *text = doubled ? without_doubles(sheet, from, to, &length) : sheet->bytes + from;
  sheet->at = to + 1;
  add_cell(sheet, row, text, length, start, sheet->at);
  if (ends_cell(sheet, sheet->at)) return;
  skip_to_end(sheet);
  fault(sheet, row, SHEET_AFTER_QUOTE, to + 1, sheet->at);
}

static void skip_line_end(struct sheet *sheet) {
  if (sheet->at >= sheet->length) return;
  if (sheet->bytes[sheet->at++] == '\r' && sheet->at < sheet->length && sheet->bytes[sheet->at] == '\n') sheet->at++;
}

bool sheet_next(struct sheet *sheet, struct sheet_row *row) {
  uint32_t start = sheet->at;
  if (start >= sheet->length) return false;
  row->cells.count = 0;
  row->fault = SHEET_FINE;
  for (;;) {
    if (sheet->at < sheet->length && sheet->bytes[sheet->at] == '"') read_quoted(sheet, row);
    else read_plain(sheet, row);
    if (sheet->at >= sheet->length || ends_line(sheet->bytes[sheet->at])) break;
    sheet->at++;
  }
  row->span = span_at(sheet->file, start, sheet->at);
  skip_line_end(sheet);
  return true;
}

bool sheet_row_is_empty(const struct sheet_row *row) {
  for (uint32_t i = 0; i < row->cells.count; i++)
    if (row->cells.items[i].length > 0) return false;
  return true;
}
