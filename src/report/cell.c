/* Cells: how they are made, and what a person reads in them. */
#include "report/document.h"
#include "text/catalogue.h"

/* ---- Made ---- */

struct cell cell_text(struct text text) {
  if (text.length == 0) return (struct cell){.kind = CELL_EMPTY};
  return (struct cell){.kind = CELL_TEXT, .as.text = text};
}

struct cell cell_words(const char *words) {
  return cell_text((struct text){.bytes = words, .length = (uint32_t)strlen(words)});
}

struct cell cell_sentence(struct document *document, enum text_key key, const struct argument *arguments) {
  size_t count = 0;
  while (arguments[count].kind != ARGUMENT_END) count++;
  struct cell cell = {.kind = CELL_SENTENCE, .as.sentence = {.key = key}};
  if (count == 0) return cell;
  struct argument *copy = ARENA_ARRAY(document->scratch, struct argument, count + 1);
  memcpy(copy, arguments, sizeof *copy * (count + 1));
  cell.as.sentence.arguments = copy;
  return cell;
}

struct cell cell_missing(enum text_key key) {
  return (struct cell){.kind = CELL_SENTENCE, .tone = TONE_MISSING, .as.sentence = {.key = key}};
}

struct cell cell_date(day_number day) {
  if (day == DAY_NONE) return (struct cell){.kind = CELL_EMPTY};
  return (struct cell){.kind = CELL_DATE, .as.date = day};
}

struct cell cell_figure(enum figure_form form, struct decimal value, const char *unit) {
  return (struct cell){.kind = CELL_FIGURE, .form = (uint8_t)form, .places = -1, .unit = unit, .as.figure = value};
}

struct cell cell_list(const struct cell *items, uint32_t count) {
  if (count == 0) return (struct cell){.kind = CELL_EMPTY};
  return (struct cell){.kind = CELL_LIST, .as.list = {items, count}};
}

/* ---- Said ---- */

struct decimal cell_digits(const struct cell *cell, struct decimal value) {
  if (cell->form == FIGURE_SHARE) value = decimal_scaled(value, 2);
  if (cell->places < 0) return value.exponent >= 0 ? value : text_shown_figure(value); /* no decimals: as it is */
  return decimal_is_finite(value) && value.exponent == -cell->places ? value : decimal_rounded(value, cell->places);
}

static void say_number(struct buffer *out, enum text_language language, struct decimal value) {
  struct buffer plain = buffer_in(out->arena);
  if (!decimal_is_finite(value)) {
    text_number(out, language, value);
    return;
  }
  decimal_write(&plain, value);
  text_digits(out, language, buffer_string(&plain));
}

static void say_figure(struct buffer *out, enum text_language language, const struct cell *cell, struct decimal value) {
  struct buffer digits = buffer_in(out->arena);
  say_number(cell->form == FIGURE_SHARE || cell->unit ? &digits : out, language, cell_digits(cell, value));
  if (cell->form == FIGURE_SHARE) {
    text_write(out, language, TEXT_PER_CENT, ARGS(arg_string(buffer_string(&digits))));
  } else if (cell->unit) {
    text_write(out, language, TEXT_AMOUNT, ARGS(arg_string(buffer_string(&digits)), arg_string(cell->unit)));
  }
}

static const char *figure_string(struct buffer *out, enum text_language language, const struct cell *cell,
                                 struct decimal value) {
  struct buffer words = buffer_in(out->arena);
  say_figure(&words, language, cell, value);
  return buffer_string(&words);
}

static void say_range(struct buffer *out, enum text_language language, const struct cell *cell) {
  const char *low = cell->has_low ? figure_string(out, language, cell, cell->as.range.low) : NULL;
  const char *high = cell->has_high ? figure_string(out, language, cell, cell->as.range.high) : NULL;
  if (low && high) text_write(out, language, TEXT_REPORT_BETWEEN, ARGS(arg_string(low), arg_string(high)));
  else if (low) text_write(out, language, TEXT_REPORT_AT_LEAST, ARGS(arg_string(low)));
  else if (high) text_write(out, language, TEXT_REPORT_AT_MOST, ARGS(arg_string(high)));
}

static void say_text(struct buffer *out, const struct text *text) {
  buffer_bytes(out, text->bytes, text->length);
  if (!text->second || text->second->length == 0) return;
  buffer_text(out, " / ");
  buffer_bytes(out, text->second->bytes, text->second->length);
}

static void say_date(struct buffer *out, enum text_language language, const struct cell *cell) {
  if (cell->month) text_month(out, language, cell->as.date);
  else text_date(out, language, cell->as.date);
}

static void say_list(struct buffer *out, enum text_language language, const struct cell *cell) {
  for (uint32_t i = 0; i < cell->as.list.count; i++) {
    if (i > 0) buffer_text(out, cell->lines ? "\n" : text_plain(language, TEXT_LIST_COMMA));
    cell_say(out, language, &cell->as.list.items[i]);
  }
}

void cell_say(struct buffer *out, enum text_language language, const struct cell *cell) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_EMPTY:
    case CELL_INPUT:
    case CELL_FOLLOWS: break;
    case CELL_TEXT: say_text(out, &cell->as.text); break;
    case CELL_SENTENCE:
      text_write(out, language, cell->as.sentence.key, cell->as.sentence.arguments ? cell->as.sentence.arguments : NO_ARGS);
      break;
    case CELL_FIGURE: say_figure(out, language, cell, cell->as.figure); break;
    case CELL_RANGE: say_range(out, language, cell); break;
    case CELL_DATE: say_date(out, language, cell); break;
    case CELL_LIST: say_list(out, language, cell); break;
  }
}

const char *cell_string(struct document *document, const struct cell *cell) {
  struct buffer words = buffer_in(document->scratch);
  cell_say(&words, document->language, cell);
  return buffer_string(&words);
}

struct argument arg_cell(struct document *document, const struct cell *cell) {
  return arg_string(cell_string(document, cell));
}

struct argument arg_words(struct document *document, struct text text) {
  return arg_string(arena_copy(document->scratch, text.bytes, text.length));
}

struct argument arg_said_date(struct document *document, day_number day) {
  uint32_t at = (uint32_t)day % DOCUMENT_DATES;
  char *kept = document->dates[at].words;
  if (*kept && document->dates[at].day == day) return arg_string(arena_copy(document->scratch, kept, strlen(kept)));
  struct buffer words = buffer_in(document->scratch);
  text_date(&words, document->language, day);
  const char *said = buffer_string(&words);
  if (words.length < DOCUMENT_DATE_LENGTH) {
    memcpy(kept, said, words.length + 1);
    document->dates[at].day = day;
  }
  return arg_string(said);
}
