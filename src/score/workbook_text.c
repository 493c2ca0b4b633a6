#include "score/workbook_text.h"

#include <string.h>

#include "base/decimal.h"
#include "score/figures_reading.h"

struct workbook_text workbook_text_begin(struct arena *arena, uint32_t file) {
  return (struct workbook_text){.arena = arena, .file = file, .bytes = buffer_in(arena)};
}

/* ---- Places ---- */

/* Whether a formula would have the sheet's name in quotes. */
static bool wants_quotes(const char *sheet) {
  bool plain = *sheet && !(*sheet >= '0' && *sheet <= '9');
  for (const char *at = sheet; *at && plain; at++) {
    bool letter = (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
    plain = letter || *at == '_' || (unsigned char)*at >= 0x80;
  }
  return !plain;
}

/* KPIs!E14, 'The money'!C5 */
static const char *cell_name(struct arena *arena, const char *sheet, uint32_t row, uint32_t column) {
  struct buffer out = buffer_in(arena);
  bool quotes = wants_quotes(sheet);
  char letters[8];
  int count = 0;
  if (quotes) buffer_char(&out, '\'');
  for (const char *at = sheet; *at; at++) {
    buffer_char(&out, *at);
    if (*at == '\'') buffer_char(&out, *at);
  }
  if (quotes) buffer_char(&out, '\'');
  buffer_char(&out, '!');
  for (uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters[count++] = (char)('A' + (rest - 1) % 26);
  while (count > 0) buffer_char(&out, letters[--count]);
  buffer_integer(&out, (int64_t)row + 1);
  return buffer_string(&out);
}

/* All up to here, since the last such place, stands in this cell. */
static void end_cell(struct workbook_text *text, const char *sheet, uint32_t row, uint32_t column) {
  const struct source_cell cell = {(uint32_t)text->bytes.length, row + 1, column + 1, cell_name(text->arena, sheet, row, column)};
  VECTOR_PUSH(text->arena, &text->cells, cell);
}

/* ---- Lines ---- */

static struct span put(struct workbook_text *text, const char *words, size_t length) {
  size_t start = text->bytes.length;
  for (const char *at = figures_shown(text->arena, words, length); *at; at++)
    buffer_char(&text->bytes, (unsigned char)*at < ' ' ? ' ' : *at);
  return span_at(text->file, start, text->bytes.length);
}

void workbook_text_line(struct workbook_text *text, const struct book_line *line, struct raw_row *row) {
  size_t start = text->bytes.length;
  for (int field = 0; field < FIELD_NOTE; field++) {
    if (field > 0) buffer_char(&text->bytes, ',');
    row->cells[field].span = put(text, row->cells[field].text, row->cells[field].length);
  }
  buffer_char(&text->bytes, ',');
  end_cell(text, line->sheet, line->value->row, line->value->column);
  row->cells[FIELD_NOTE].span = put(text, row->cells[FIELD_NOTE].text, row->cells[FIELD_NOTE].length);
  row->span = span_at(text->file, start, text->bytes.length);
  buffer_char(&text->bytes, '\n');
  const struct stored_cell *last = line->note ? line->note : line->value;
  end_cell(text, line->sheet, last->row, last->column);
}

struct span workbook_text_fact(struct workbook_text *text, const char *sheet, uint32_t row, uint32_t column, const char *words) {
  struct span span = put(text, words, strlen(words));
  buffer_char(&text->bytes, '\n');
  end_cell(text, sheet, row, column);
  return span;
}

void workbook_text_end(struct workbook_text *text, struct source *source) {
  struct source_book *book = ARENA_NEW(text->arena, struct source_book);
  *book = (struct source_book){text->cells.items, text->cells.count};
  source->length = (uint32_t)text->bytes.length;
  source->bytes = buffer_string(&text->bytes);
  source->book = book;
}

/* ---- Numbers ---- */

enum { KEPT_DIGITS = 15, EXPONENT_MOST = 400 };

/* A number's digits without its mark, and the power of ten that the last of them stands for. */
struct digits {
  char kept[DECIMAL_DIGITS + 1];
  int count, power;
};

/* The digits and the point of it; returns what follows. */
static const char *take_digits(const char *at, const char *end, struct digits *digits) {
  bool point = false, any = false;
  for (; at < end && ((*at >= '0' && *at <= '9') || (*at == '.' && !point)); at++) {
    if (*at == '.') {
      point = true;
      continue;
    }
    any = true;
    bool room = digits->count < DECIMAL_DIGITS;
    if (room && (digits->count > 0 || *at != '0')) digits->kept[digits->count++] = *at;
    if (room && point) digits->power--;
    if (!room && !point) digits->power++;
  }
  return any ? at : NULL;
}

/* The power after E; false where something else stands there. */
static bool take_power(const char *at, const char *end, struct digits *digits) {
  if (at == end) return true;
  if (*at != 'E' && *at != 'e') return false;
  at++;
  bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) at++;
  int power = 0;
  if (at == end) return false;
  for (; at < end && *at >= '0' && *at <= '9' && power <= EXPONENT_MOST; at++) power = power * 10 + (*at - '0');
  digits->power += negative ? -power : power;
  return at == end;
}

static struct decimal to_kept_digits(const struct digits *digits) {
  struct decimal value = decimal_from_integer(0);
  int over = digits->count > KEPT_DIGITS ? digits->count - KEPT_DIGITS : 0;
  if (digits->count > 0) decimal_read(digits->kept, (size_t)digits->count, &value);
  return decimal_scaled(decimal_rounded(decimal_scaled(value, -over), 0), over + digits->power);
}

const char *stored_figure(struct arena *arena, const char *text, size_t length, bool share) {
  struct digits digits = {.count = 0};
  const char *at = text, *end = text + length;
  bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) at++;
  at = take_digits(at, end, &digits);
  if (!at || !take_power(at, end, &digits)) return NULL;
  if (digits.power > EXPONENT_MOST || digits.power < -EXPONENT_MOST) return NULL;
  struct decimal value = to_kept_digits(&digits);
  struct buffer out = buffer_in(arena);
  if (share) value = decimal_scaled(value, 2);
  value = decimal_reduced(value);
  decimal_write(&out, negative ? decimal_negated(value) : value);
  if (share) buffer_char(&out, '%');
  return buffer_string(&out);
}
