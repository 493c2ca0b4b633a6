#include "text/text.h"

#include <assert.h>

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
    found->one = rest + 1;
    found->many = bar + 1;
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

static void write_list(struct buffer *out, enum text_language language, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buffer_text(out, text_plain(language, i + 1 < count ? TEXT_LIST_COMMA : TEXT_LIST_AND));
    write_name(out, names[i]);
  }
}

static void write_share(struct buffer *out, enum text_language language, struct decimal fraction) {
  struct decimal shown = text_shown_figure(decimal_scaled(fraction, 2));
  text_share(out, language, decimal_scaled(shown, -2), DECIMAL_DIGITS);
}

static void write_quantity(struct buffer *out, enum text_language language, struct decimal value, const char *unit) {
  struct buffer figure = buffer_in(out->arena);
  text_number(&figure, language, text_shown_figure(value));
  const char *digits = buffer_string(&figure);
  if (unit && *unit) {
    text_write(out, language, TEXT_AMOUNT, ARGS(arg_string(digits), arg_string(unit)));
  } else {
    buffer_text(out, digits);
  }
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
      write_quantity(out, language, argument->as.quantity.number, argument->as.quantity.unit);
      break;
    case ARGUMENT_DATE: text_date(out, language, argument->as.date); break;
    case ARGUMENT_MONTH: text_month(out, language, argument->as.date); break;
    case ARGUMENT_TERMS: write_terms(out, language, argument); break;
    case ARGUMENT_MINUTES: text_minutes(out, language, argument->as.integer); break;
    case ARGUMENT_LIST: write_list(out, language, argument->as.list.names, argument->as.list.count); break;
    case ARGUMENT_TEXT: buffer_text(out, text_plain(language, argument->as.text)); break;
  }
}

static void write_placeholder(struct buffer *out, enum text_language language, const struct placeholder *found,
                              const struct argument *arguments) {
  const struct argument *argument = argument_at(arguments, found->argument);
  if (!found->well_formed) {
    buffer_bytes(out, found->start, (size_t)(found->end - found->start));
  } else if (!found->one) {
    write_argument(out, language, argument);
  } else if (argument->kind == ARGUMENT_INTEGER && argument->as.integer == 1) {
    buffer_bytes(out, found->one, (size_t)(found->many - found->one) - 1);
  } else {
    buffer_bytes(out, found->many, (size_t)(found->end - found->many) - 1);
  }
}

void text_fill(struct buffer *out, enum text_language language, const char *words, const struct argument *arguments) {
  struct placeholder found;
  while (text_placeholder(words, &found)) {
    buffer_bytes(out, words, (size_t)(found.start - words));
    write_placeholder(out, language, &found, arguments);
    words = found.end;
  }
  buffer_text(out, words);
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
