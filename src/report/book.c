#include "report/book.h"

#include "base/utf8.h"

/* ---- Cells ---- */

static struct book_cell cell_at(struct book_place at, struct book_style style, enum book_value value) {
  return (struct book_cell){.at = at, .style = style, .value = (uint8_t)value};
}

void book_words(struct book *book, struct book_place at, struct book_style style, const char *words) {
  struct book_cell cell = cell_at(at, style, words && *words ? VALUE_WORDS : VALUE_BLANK);
  cell.words = words;
  book->back->cell(book, &cell);
}

void book_number(struct book *book, struct book_place at, struct book_style style, struct decimal number) {
  struct book_cell cell = cell_at(at, style, decimal_is_finite(number) ? VALUE_NUMBER : VALUE_BLANK);
  cell.number = number;
  book->back->cell(book, &cell);
}

void book_date(struct book *book, struct book_place at, struct book_style style, day_number day) {
  struct book_cell cell = cell_at(at, style, day == DAY_NONE ? VALUE_BLANK : VALUE_DATE);
  cell.date = day;
  book->back->cell(book, &cell);
}

void book_blank(struct book *book, struct book_place at, struct book_style style) {
  struct book_cell cell = cell_at(at, style, VALUE_BLANK);
  book->back->cell(book, &cell);
}

void book_spread(struct book *book, struct book_place at, uint32_t last, struct book_style style, const char *words) {
  struct book_cell cell = cell_at(at, style, VALUE_WORDS);
  cell.words = words ? words : "";
  cell.last = last;
  book->back->cell(book, &cell);
}

void book_formula(struct book *book, struct book_place at, struct book_style style, const char *formula,
                  const char *present) {
  struct book_cell cell = cell_at(at, style, VALUE_FORMULA);
  cell.formula = formula;
  cell.words = present;
  book->back->cell(book, &cell);
}

void book_counted(struct book *book, struct book_place at, struct book_style style, const char *formula,
                  struct decimal present) {
  struct book_cell cell = cell_at(at, style, VALUE_FORMULA);
  cell.formula = formula;
  cell.number = present;
  book->back->cell(book, &cell);
}

uint32_t book_lines(const char *words, uint32_t width) {
  uint32_t lines = 0;
  for (const char *at = words; at; at = *at ? at + 1 : NULL) {
    size_t length = strcspn(at, "\n");
    lines += 1 + (uint32_t)(utf8_width(at, length) / width);
    at += length;
  }
  return lines > 0 ? lines : 1;
}

/* ---- Formulas ---- */

const char *book_fill(struct arena *arena, const char *pattern, const char *const *parts) {
  struct buffer out = buffer_in(arena);
  for (const char *at = pattern; *at; at++) {
    bool place = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
    if (place) {
      buffer_text(&out, parts[at[1] - '1']);
      at += 2;
    } else {
      buffer_char(&out, *at);
    }
  }
  return buffer_string(&out);
}

/* A, …, Z, AA, …: the letters count as a number without a zero. */
static void put_column(struct buffer *out, uint32_t column) {
  char letters[8];
  int count = 0;
  for (uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters[count++] = (char)('A' + (rest - 1) % 26);
  while (count > 0) buffer_char(out, letters[--count]);
}

static void put_address(struct buffer *out, uint32_t row, uint32_t column, bool fixed) {
  if (fixed) buffer_char(out, '$');
  put_column(out, column);
  if (fixed) buffer_char(out, '$');
  buffer_integer(out, (int64_t)row + 1);
}

static void put_sheet(struct buffer *out, const char *sheet) {
  buffer_char(out, '\'');
  for (; *sheet; sheet++) {
    if (*sheet == '\'') buffer_char(out, '\'');
    buffer_char(out, *sheet);
  }
  buffer_text(out, "'!");
}

const char *book_address(struct arena *arena, uint32_t row, uint32_t column) {
  struct buffer out = buffer_in(arena);
  put_address(&out, row, column, false);
  return buffer_string(&out);
}

const char *book_cell_name(struct arena *arena, const char *sheet, uint32_t row, uint32_t column) {
  struct buffer out = buffer_in(arena);
  put_sheet(&out, sheet);
  put_address(&out, row, column, true);
  return buffer_string(&out);
}

const char *book_range_name(struct arena *arena, const char *sheet, uint32_t row, uint32_t column, uint32_t last_row,
                            uint32_t last_column) {
  struct buffer out = buffer_in(arena);
  put_sheet(&out, sheet);
  put_address(&out, row, column, true);
  buffer_char(&out, ':');
  put_address(&out, last_row, last_column, true);
  return buffer_string(&out);
}

const char *book_figure(struct arena *arena, struct decimal figure) {
  struct buffer out = buffer_in(arena);
  if (figure.negative) buffer_char(&out, '('); /* so that a sign before it stays apart */
  decimal_write(&out, figure);
  if (figure.negative) buffer_char(&out, ')');
  return buffer_string(&out);
}

const char *book_quoted(struct arena *arena, const char *words) {
  struct buffer out = buffer_in(arena);
  buffer_char(&out, '"');
  for (; *words; words++) {
    if (*words == '"') buffer_char(&out, '"');
    buffer_char(&out, *words);
  }
  buffer_char(&out, '"');
  return buffer_string(&out);
}

const char *book_day(struct arena *arena, day_number day) {
  struct buffer out = buffer_in(arena);
  buffer_integer(&out, (int64_t)day + BOOK_DAY_ZERO);
  return buffer_string(&out);
}
