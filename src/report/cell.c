/* Cells: how they are made, and what a person reads in them. */
#include "report/document.h"
#include "text/catalogue.h"

/* ---- Made ---- */

struct cell cell_text(struct text text) {
  if (text.length == 0) return (struct cell){.kind = CELL_EMPTY};
  return (struct cell){.kind = CELL_TEXT, .as.text = text};
}

struct cell cell_plain(struct text text) {
  text.span = (struct span){0, 0, 0};
  return cell_text(text);
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

struct cell cell_figure(enum figure_form form, struct decimal value, struct text_unit unit) {
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

static void say_number(struct buffer *out, const struct document *document, struct decimal value) {
  struct buffer plain = buffer_in(out->arena);
  if (!decimal_is_finite(value)) {
    text_number(out, document->language, value);
    return;
  }
  decimal_write(&plain, value);
  text_digits(out, document->language, buffer_ended(&plain));
}

static void say_figure(struct buffer *out, const struct document *document, const struct cell *cell, struct decimal value) {
  struct buffer digits = buffer_in(out->arena);
  struct decimal shown = cell_digits(cell, value);
  bool share = cell->form == FIGURE_SHARE;
  if (!share && text_unit_none(&cell->unit)) {
    say_number(out, document, shown);
    return;
  }
  say_number(&digits, document, shown);
  const struct text_unit per_cent = text_unit_own(MEASURE_PER_CENT);
  text_amount(out, document->language, buffer_ended(&digits), shown, share ? &per_cent : &cell->unit);
}

static const char *figure_string(struct buffer *out, const struct document *document, const struct cell *cell,
                                 struct decimal value) {
  struct buffer words = buffer_in(out->arena);
  say_figure(&words, document, cell, value);
  return buffer_ended(&words);
}

static void say_range(struct buffer *out, const struct document *document, const struct cell *cell) {
  const char *low = cell->has_low ? figure_string(out, document, cell, cell->as.range.low) : NULL;
  const char *high = cell->has_high ? figure_string(out, document, cell, cell->as.range.high) : NULL;
  if (low && high) text_write(out, document->language, TEXT_REPORT_BETWEEN, ARGS(arg_string(low), arg_string(high)));
  else if (low) text_write(out, document->language, TEXT_REPORT_AT_LEAST, ARGS(arg_string(low)));
  else if (high) text_write(out, document->language, TEXT_REPORT_AT_MOST, ARGS(arg_string(high)));
}

/* A name in Latin letters is no word of a language that is written in others. */
static bool is_of(enum text_language language, const struct text *text) {
  if (language != LANGUAGE_ZH_HANT && language != LANGUAGE_BG) return true;
  for (uint32_t i = 0; i < text->length; i++)
    if ((unsigned char)text->bytes[i] >= 0x80) return true;
  return false;
}

void text_say(struct buffer *out, const struct document *document, const struct text *text) {
  bool translated = text->second && text->second->length > 0, written = text->span.end > text->span.start;
  if (document->second && translated) text = text->second;
  bool marked = document->second && !translated && written && is_of(document->first, text);
  if (marked) buffer_char(out, UNTRANSLATED_BEGINS);
  buffer_bytes(out, text->bytes, text->length);
  if (marked) buffer_char(out, UNTRANSLATED_ENDS);
}

static void say_date(struct buffer *out, const struct document *document, const struct cell *cell) {
  if (cell->month) text_month(out, document->language, cell->as.date);
  else text_date(out, document->language, cell->as.date);
}

/* Whether words have a comma of their own, so that one between them and others would not part them. */
static bool has_comma(struct buffer *words) {
  static const char *const commas[] = {", ", "\u3001", "\uFF0C"};
  const char *text = words->length ? buffer_ended(words) : "";
  for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
    if (strstr(text, commas[i])) return true;
  return false;
}

static void say_list(struct buffer *out, const struct document *document, const struct cell *cell) {
  uint32_t count = cell->as.list.count;
  struct buffer *items = ARENA_ARRAY(out->arena, struct buffer, count);
  enum text_key between = TEXT_LIST_COMMA;
  for (uint32_t i = 0; i < count; i++) {
    items[i] = buffer_in(out->arena);
    cell_say(&items[i], document, &cell->as.list.items[i]);
    if (has_comma(&items[i])) between = TEXT_LIST_APART;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_text(out, cell->lines ? "\n" : text_plain(document->language, between));
    buffer_bytes(out, items[i].data, items[i].length);
  }
}

void cell_say(struct buffer *out, const struct document *document, const struct cell *cell) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_EMPTY:
    case CELL_INPUT:
    case CELL_FOLLOWS: break;
    case CELL_TEXT: text_say(out, document, &cell->as.text); break;
    case CELL_SENTENCE:
      text_write(out, document->language, cell->as.sentence.key, cell->as.sentence.arguments ? cell->as.sentence.arguments : NO_ARGS);
      break;
    case CELL_FIGURE: say_figure(out, document, cell, cell->as.figure); break;
    case CELL_RANGE: say_range(out, document, cell); break;
    case CELL_DATE: say_date(out, document, cell); break;
    case CELL_LIST: say_list(out, document, cell); break;
  }
}

const char *cell_string(struct document *document, const struct cell *cell) {
  struct buffer words = buffer_in(document->scratch);
  cell_say(&words, document, cell);
  return buffer_ended(&words);
}

struct argument arg_cell(struct document *document, const struct cell *cell) {
  return arg_string(cell_string(document, cell));
}

struct argument arg_words(struct document *document, struct text text) {
  if (!document->second) return arg_string(arena_copy(document->scratch, text.bytes, text.length));
  struct buffer words = buffer_in(document->scratch);
  text_say(&words, document, &text);
  return arg_string(buffer_ended(&words));
}

struct argument arg_said_date(struct document *document, day_number day) {
  uint32_t at = (uint32_t)day % DOCUMENT_DATES;
  char *kept = document->dates[at].words;
  if (*kept && document->dates[at].day == day) return arg_string(arena_copy(document->scratch, kept, strlen(kept)));
  struct buffer words = buffer_in(document->scratch);
  text_date(&words, document->language, day);
  const char *said = buffer_ended(&words);
  if (words.length < DOCUMENT_DATE_LENGTH) {
    memcpy(kept, said, words.length + 1);
    document->dates[at].day = day;
  }
  return arg_string(said);
}
