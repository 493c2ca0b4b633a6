#include "text/text.h"

#include <assert.h>

#include "base/utf8.h"
#include "text/catalogue.h"

static bool same_code(const char *a, const char *b) {
  while (*a && *b && (*a | 0x20) == (*b | 0x20)) {
    a++;
    b++;
  }
  return !*a && !*b;
}

enum text_language text_language_of(const char *code) {
  int language = 0;
  while (language < LANGUAGE_COUNT && !same_code(code, text_row_of((enum text_language)language, TEXT_LANGUAGE_CODE).words)) language++;
  return (enum text_language)language;
}

/* What follows the digit: the closing brace, or `?one|many}`. */
static bool placeholder_rest(const char *rest, struct placeholder *found) {
  if (*rest == '?') {
    const char *bar = strpbrk(rest, "|}");
    if (!bar || *bar != '|') return false;
    found->choices = rest + 1;
    rest = strchr(bar, '}');
    if (!rest) return false;
  }
  found->end = rest + 1;
  return *rest == '}';
}

bool text_placeholder(const char *words, struct placeholder *found) {
  const char *brace = strchr(words, '{');
  while (brace && (brace[1] < '0' || brace[1] > '9')) brace = strchr(brace + 1, '{');
  if (!brace) return false;
  *found = (struct placeholder){.start = brace, .argument = brace[1] - '0'};
  found->well_formed = placeholder_rest(brace + 2, found);
  if (!found->well_formed) found->end = brace + 2;
  return true;
}

static bool kinds_match(const char *kinds, const struct argument *arguments) {
  size_t i = 0;
  while (kinds[i] && arguments[i].kind == kinds[i]) i++;
  return !kinds[i] && arguments[i].kind == ARGUMENT_END;
}

/* Argument `number`, from 1; the one that ends the list where there are fewer. */
static const struct argument *argument_at(const struct argument *arguments, int number) {
  while (number > 1 && arguments->kind != ARGUMENT_END) {
    arguments++;
    number--;
  }
  return arguments;
}

static void write_name(struct buffer *out, const char *name) {
  buffer_char(out, '`');
  buffer_text(out, name);
  buffer_char(out, '`');
}

static void write_list(struct buffer *out, enum text_language language, const struct argument *list, enum text_key between,
                       enum text_key before_last) {
  size_t count = list->as.list.count;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buffer_text(out, text_plain(language, i + 1 < count ? between : before_last));
    write_name(out, list->as.list.names[i]);
  }
}

static void write_share(struct buffer *out, enum text_language language, struct decimal fraction) {
  struct decimal shown = text_shown_figure(decimal_scaled(fraction, 2));
  text_share(out, language, decimal_scaled(shown, -2), DECIMAL_DIGITS);
}

static void write_quantity(struct buffer *out, enum text_language language, struct decimal value,
                           const struct text_unit *unit) {
  struct buffer figure = buffer_in(out->arena);
  struct decimal shown = text_shown_figure(value);
  text_number(&figure, language, shown);
  text_amount(out, language, buffer_ended(&figure), shown, unit);
}

static void write_argument(struct buffer *out, enum text_language language, const struct argument *argument);

static void write_terms(struct buffer *out, enum text_language language, const struct argument *terms) {
  for (size_t i = 0; i < terms->as.terms.count; i++) {
    if (i > 0) buffer_text(out, " + ");
    buffer_text(out, terms->as.terms.items[i].name);
    buffer_char(out, ' ');
    write_argument(out, language, &terms->as.terms.items[i].figure);
  }
  if (terms->as.terms.cut) buffer_text(out, " + …");
}

static void write_argument(struct buffer *out, enum text_language language, const struct argument *argument) {
  switch ((enum argument_kind)argument->kind) {
    case ARGUMENT_END: break;
    case ARGUMENT_NAME: write_name(out, argument->as.string); break;
    case ARGUMENT_STRING: buffer_text(out, argument->as.string); break;
    case ARGUMENT_INTEGER: text_number(out, language, decimal_from_integer(argument->as.integer)); break;
    case ARGUMENT_NUMBER: text_number(out, language, text_shown_figure(argument->as.number)); break;
    case ARGUMENT_SHARE: write_share(out, language, argument->as.number); break;
    case ARGUMENT_QUANTITY:
      write_quantity(out, language, argument->as.quantity.number, &argument->as.quantity.unit);
      break;
    case ARGUMENT_DATE: text_date(out, language, argument->as.date); break;
    case ARGUMENT_MONTH: text_month(out, language, argument->as.date); break;
    case ARGUMENT_TERMS: write_terms(out, language, argument); break;
    case ARGUMENT_MINUTES: text_minutes(out, language, argument->as.integer); break;
    case ARGUMENT_LIST: write_list(out, language, argument, TEXT_LIST_COMMA, TEXT_LIST_AND); break;
    case ARGUMENT_ANY: write_list(out, language, argument, TEXT_LIST_COMMA, TEXT_LIST_OR); break;
    case ARGUMENT_CHAIN: write_list(out, language, argument, TEXT_LIST_THEN, TEXT_LIST_THEN); break;
    case ARGUMENT_TEXT: buffer_text(out, text_plain(language, argument->as.text)); break;
  }
}

/* Which choice an argument asks for, from 1; 0, which there is none of: it is no whole number. */
static int64_t choice_of(const struct argument *argument) {
  int64_t whole = 0;
  if (argument->kind == ARGUMENT_INTEGER) return argument->as.integer;
  if (argument->kind == ARGUMENT_NUMBER && !decimal_to_integer(argument->as.number, &whole)) return 0;
  return whole;
}

/* The last choice stands for whatever has none of its own. */
static void write_choice(struct buffer *out, const struct placeholder *found, int64_t wanted) {
  const char *start = found->choices, *close = found->end - 1;
  const char *bar = memchr(start, '|', (size_t)(close - start));
  for (int64_t at = 1; bar && at != wanted; at++) {
    start = bar + 1;
    bar = memchr(start, '|', (size_t)(close - start));
  }
  buffer_bytes(out, start, (size_t)((bar ? bar : close) - start));
}

static void write_placeholder(struct buffer *out, enum text_language language, const struct placeholder *found,
                              const struct argument *arguments) {
  const struct argument *argument = argument_at(arguments, found->argument);
  if (!found->well_formed) {
    buffer_bytes(out, found->start, (size_t)(found->end - found->start));
  } else if (!found->choices) {
    write_argument(out, language, argument);
  } else {
    write_choice(out, found, choice_of(argument));
  }
}

/* ---- Blanks between scripts ---- */

/* Chinese characters and their punctuation, which has room of its own. */
static bool is_wide(uint32_t c) {
  return utf8_script(c) == UTF8_HAN || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
}

static bool is_letter(uint32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static uint32_t character_before(const struct buffer *out, size_t start, size_t at) {
  int size;
  size_t first = at;
  if (at == start) return 0;
  do first--;
  while (first > start && ((unsigned char)out->data[first] & 0xC0) == 0x80);
  return utf8_decode(out->data + first, at - first, &size);
}

static uint32_t character_after(const struct buffer *out, size_t at) {
  int size;
  return at < out->length ? utf8_decode(out->data + at, out->length - at, &size) : 0;
}

static void insert_blank(struct buffer *out, size_t at) {
  buffer_char(out, ' ');
  memmove(out->data + at + 1, out->data + at, out->length - at - 1);
  out->data[at] = ' ';
}

/* Where a text meets a row's words, `at`: the row cannot know in which script the text begins or ends. The row's are before
 * it, or behind; only a blank of theirs is taken away. */
static void settle_blank(struct buffer *out, size_t start, size_t at, bool behind) {
  size_t from = at, to = at;
  if (behind) to += at < out->length && out->data[at] == ' ';
  else from -= at > start && out->data[at - 1] == ' ';
  uint32_t before = character_before(out, start, from), after = character_after(out, to);
  if (from < to && is_wide(before) && is_wide(after)) {
    memmove(out->data + from, out->data + to, out->length - to);
    out->length -= to - from;
  } else if (from == to && ((utf8_script(before) == UTF8_HAN && is_letter(after)) ||
                            (is_letter(before) && utf8_script(after) == UTF8_HAN))) {
    insert_blank(out, at);
  }
}

void text_fill(struct buffer *out, enum text_language language, const char *words, const struct argument *arguments) {
  bool by_script = *text_row_of(language, TEXT_BLANKS_BY_SCRIPT).words == '1';
  size_t start = out->length, edge = start; /* where the argument before ended */
  struct placeholder found;
  while (text_placeholder(words, &found)) {
    buffer_bytes(out, words, (size_t)(found.start - words));
    if (by_script && edge > start) settle_blank(out, start, edge, true);
    edge = out->length;
    write_placeholder(out, language, &found, arguments);
    if (by_script && out->length > edge) settle_blank(out, start, edge, false);
    edge = out->length;
    words = found.end;
  }
  buffer_text(out, words);
  if (by_script && edge > start) settle_blank(out, start, edge, true);
}

void text_write(struct buffer *out, enum text_language language, enum text_key key, const struct argument *arguments) {
  struct text_row row = text_row_of(language, key);
  bool as_declared = row.words && kinds_match(row.kinds, arguments);
  assert(as_declared);
  (void)as_declared; /* where assertions are off; the arguments know their kinds, so what is written is still sound */
  text_fill(out, language, row.words, arguments);
}

const char *text_plain(enum text_language language, enum text_key key) {
  struct text_row row = text_row_of(language, key);
  assert(row.words && !*row.kinds);
  return row.words;
}

const char *text_pattern(enum text_language language, enum text_key key) { return text_row_of(language, key).words; }
