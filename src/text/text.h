/* Catalogues: every sentence that a person reads, by key with typed arguments, in each language. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"

enum text_language { LANGUAGE_EN, LANGUAGE_ZH_HANT, LANGUAGE_BG, LANGUAGE_VI, LANGUAGE_COUNT };

/* The language of a code of BCP 47, without regard to case; LANGUAGE_COUNT: none of them. */
enum text_language text_language_of(const char *code);

/* One key for each row of en.def: TEXT(KEY, "argument kinds", "English"). */
enum text_key {
  TEXT_NONE,
#define TEXT(key, kinds, english) TEXT_##key,
#include "text/en.def"
#undef TEXT
  TEXT_COUNT
};

/* What an argument is; the letter stands in the row's argument kinds. */
enum argument_kind {
  ARGUMENT_END,
  ARGUMENT_NAME = 'N',     /* a name of the agreement, a word of the language: in code quotes */
  ARGUMENT_STRING = 'S',   /* text of the agreement or of the system, as it stands (made safe by the back end) */
  ARGUMENT_INTEGER = 'I',
  ARGUMENT_NUMBER = 'D',   /* a decimal */
  ARGUMENT_SHARE = 'P',    /* a fraction, shown in per cent: 0.4 is 40 % */
  ARGUMENT_QUANTITY = 'Q', /* a decimal and its unit's spelling */
  ARGUMENT_DATE = 'T',
  ARGUMENT_MINUTES = 'M',  /* a length of time in minutes: 3 days 4 hours */
  ARGUMENT_MONTH = 'O',    /* of a date: March 2026 */
  ARGUMENT_LIST = 'L',     /* names: `a`, `b` and `c` */
  ARGUMENT_TERMS = 'E',    /* of a sum: product 30 % + community 40 % */
  ARGUMENT_TEXT = 'X'      /* another sentence of the catalogue that takes no arguments */
};

struct argument;
struct term;

struct argument {
  uint8_t kind; /* enum argument_kind */
  union {
    const char *string;
    int64_t integer;
    struct decimal number;
    struct {
      struct decimal number;
      const char *unit;
    } quantity;
    day_number date;
    struct {
      const char *const *names;
      size_t count;
    } list;
    struct {
      const struct term *items;
      size_t count;
      bool cut; /* there are more */
    } terms;
    enum text_key text;
  } as;
};

/* A figure (Q, P) by its name. */
struct term {
  const char *name;
  struct argument figure;
};

static inline struct argument arg_name(const char *name) {
  return (struct argument){.kind = ARGUMENT_NAME, .as.string = name};
}
static inline struct argument arg_string(const char *text) {
  return (struct argument){.kind = ARGUMENT_STRING, .as.string = text};
}
static inline struct argument arg_integer(int64_t value) {
  return (struct argument){.kind = ARGUMENT_INTEGER, .as.integer = value};
}
static inline struct argument arg_number(struct decimal value) {
  return (struct argument){.kind = ARGUMENT_NUMBER, .as.number = value};
}
static inline struct argument arg_share(struct decimal fraction) {
  return (struct argument){.kind = ARGUMENT_SHARE, .as.number = fraction};
}
static inline struct argument arg_quantity(struct decimal value, const char *unit) {
  return (struct argument){.kind = ARGUMENT_QUANTITY, .as.quantity = {value, unit}};
}
static inline struct argument arg_date(day_number day) {
  return (struct argument){.kind = ARGUMENT_DATE, .as.date = day};
}
static inline struct argument arg_month(day_number day) {
  return (struct argument){.kind = ARGUMENT_MONTH, .as.date = day};
}
static inline struct argument arg_terms(const struct term *items, size_t count, bool cut) {
  return (struct argument){.kind = ARGUMENT_TERMS, .as.terms = {items, count, cut}};
}
static inline struct argument arg_minutes(int64_t minutes) {
  return (struct argument){.kind = ARGUMENT_MINUTES, .as.integer = minutes};
}
static inline struct argument arg_list(const char *const *names, size_t count) {
  return (struct argument){.kind = ARGUMENT_LIST, .as.list = {names, count}};
}
static inline struct argument arg_text(enum text_key key) {
  return (struct argument){.kind = ARGUMENT_TEXT, .as.text = key};
}

/* Arguments for a call: ARGS(arg_name("a"), arg_integer(2)), ended by an ARGUMENT_END. */
#define ARGS(...) ((const struct argument[]){__VA_ARGS__, {.kind = ARGUMENT_END}})
#define NO_ARGS ((const struct argument[]){{.kind = ARGUMENT_END}})

/* The sentence of `key` in `language`, with {1}, {2}, … replaced by the arguments as that language writes them. {1?one|many}
 * chooses by an integer argument 1 between two words. The arguments' kinds must be those of the row (asserted). */
void text_write(struct buffer *out, enum text_language language, enum text_key key, const struct argument *arguments);

/* The row as it stands, for sentences without arguments. */
const char *text_plain(enum text_language language, enum text_key key);

/* How a language writes figures and dates. */
void text_digits(struct buffer *out, enum text_language language, const char *plain);    /* of decimal_write's digits */
void text_number(struct buffer *out, enum text_language language, struct decimal value);  /* 12,000.5 */
void text_share(struct buffer *out, enum text_language language, struct decimal fraction, int places); /* 33.3 % */
void text_date(struct buffer *out, enum text_language language, day_number day);          /* 31 March 2026 */
void text_minutes(struct buffer *out, enum text_language language, int64_t minutes);
void text_month(struct buffer *out, enum text_language language, day_number day);         /* March 2026 */

#endif
