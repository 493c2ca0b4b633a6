/* A document with one back end, and cells to put into it. */
#ifndef UNIT_DOCUMENT_FIXTURE_H
#define UNIT_DOCUMENT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "emit/document.h"

static struct arena arena, scratch;
static jmp_buf guard;
static struct document document;
static struct document_writer writer;
static struct buffer out;

static inline int begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  arena_init(&scratch, &arena_standard_allocator, &guard);
  return 0;
}

static inline int end(void **state) {
  (void)state;
  arena_free(&scratch);
  arena_free(&arena);
  return 0;
}

static inline void open_document(enum document_format format, bool byte_order_mark) {
  document = (struct document){.scratch = &scratch, .language = LANGUAGE_EN};
  out = buffer_in(&arena);
  document_writer_begin(&writer, format, &out, &document, byte_order_mark);
}

static const char *closed(void) {
  document_writer_end(&writer);
  return buffer_string(&out);
}

static inline struct text text(const char *words) { return (struct text){.bytes = words, .length = (uint32_t)strlen(words)}; }

static inline struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  assert_true(decimal_read(digits + negative, strlen(digits + negative), &value));
  return negative ? decimal_negated(value) : value;
}

static inline day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

static inline struct cell figure(enum figure_form form, const char *digits, int places, const char *unit) {
  struct cell cell = cell_figure(form, number(digits), text_unit_of(unit));
  cell.places = (int8_t)places;
  return cell;
}

static inline struct cell range(enum figure_form form, const char *low, const char *high, const char *unit) {
  struct cell cell = cell_figure(form, number("0"), text_unit_of(unit));
  cell.kind = CELL_RANGE;
  cell.has_low = low != NULL;
  cell.has_high = high != NULL;
  cell.as.range.low = number(low ? low : "0");
  cell.as.range.high = number(high ? high : "0");
  return cell;
}

static inline struct cell input(enum input_kind kind, const char *name, const char *part, day_number date, const char *label) {
  return (struct cell){.kind = CELL_INPUT, .as.place = {(uint8_t)kind, name, part, date, text(label)}};
}

static inline struct cell sentence(enum text_key key) { return cell_sentence(&document, key, NO_ARGS); }

static const struct cell nothing = {.kind = CELL_EMPTY};

/* A cell alone. */
static inline const char *csv_of(struct cell cell) {
  open_document(FORMAT_CSV, false);
  document_paragraph(&document, cell);
  char *line = (char *)(uintptr_t)closed();
  line[strlen(line) - 4] = 0; /* two line ends */
  return line;
}

#endif
