/* Figures, dates and lengths of time as a language writes them. */
#include "text/text.h"

#include <assert.h>

#include "text/catalogue.h"

static_assert(TEXT_MONTH_DECEMBER - TEXT_MONTH_JANUARY == 11, "the months' rows stand in the calendar's order");

enum {
  FIGURE_DECIMALS = 6,       /* with more of them a figure was worked out, not written */
  FIGURE_ROUNDED_DECIMALS = 2,
  FIGURE_ROUNDED_DIGITS = 4,
  GROUP = 3
};

/* The digits of a whole number (one at least) with a mark between each three, where it is long enough. */
static void write_grouped(struct buffer *out, enum text_language language, const char *digits, size_t count) {
  const char *mark = text_plain(language, TEXT_THOUSANDS_MARK);
  size_t least = (size_t)(*text_plain(language, TEXT_GROUPED_FROM) - '0');
  size_t first = count < least ? count : count % GROUP ? count % GROUP : GROUP;
  buffer_bytes(out, digits, first);
  for (size_t at = first; at < count; at += GROUP) {
    buffer_text(out, mark);
    buffer_bytes(out, digits + at, GROUP);
  }
}

void text_digits(struct buffer *out, enum text_language language, const char *plain) {
  if (*plain == '-') buffer_char(out, *plain++);
  size_t whole = strcspn(plain, ".");
  write_grouped(out, language, plain, whole);
  if (!plain[whole]) return;
  buffer_text(out, text_plain(language, TEXT_DECIMAL_POINT));
  buffer_text(out, plain + whole + 1);
}

static const char *plain_figure(struct buffer *out, struct decimal value) {
  struct buffer plain = buffer_in(out->arena);
  decimal_write(&plain, value);
  return buffer_ended(&plain);
}

void text_number(struct buffer *out, enum text_language language, struct decimal value) {
  switch ((enum decimal_state)value.state) {
    case DECIMAL_FINITE: text_digits(out, language, plain_figure(out, decimal_reduced(value))); break;
    case DECIMAL_OVERFLOW: buffer_text(out, text_plain(language, TEXT_NUMBER_TOO_LARGE)); break;
    case DECIMAL_DIVIDED_BY_ZERO: buffer_text(out, text_plain(language, TEXT_NUMBER_DIVIDED_BY_ZERO)); break;
  }
}

/* The power of ten of the first digit that counts: 0 for 7, 2 for 250, -3 for 0.004. */
static int leading_power(struct decimal value) {
  struct decimal size = decimal_absolute(value);
  int power = value.exponent;
  while (decimal_compare(size, decimal_scaled(decimal_from_integer(1), power + 1)) >= 0) power++;
  return power;
}

struct decimal text_shown_figure(struct decimal value) {
  if (!decimal_is_finite(value) || decimal_is_zero(value)) return value;
  struct decimal reduced = decimal_reduced(value);
  if (reduced.exponent >= -FIGURE_DECIMALS) return reduced;
  int places = FIGURE_ROUNDED_DIGITS - 1 - leading_power(reduced);
  return decimal_rounded(reduced, places > FIGURE_ROUNDED_DECIMALS ? places : FIGURE_ROUNDED_DECIMALS);
}

void text_share(struct buffer *out, enum text_language language, struct decimal fraction, int places) {
  struct buffer figure = buffer_in(out->arena);
  struct decimal per_cent = decimal_scaled(fraction, 2);
  bool longer = decimal_is_finite(per_cent) && per_cent.exponent < -places;
  text_number(&figure, language, longer ? decimal_rounded(per_cent, places) : per_cent);
  if (decimal_is_finite(per_cent)) {
    text_write(out, language, TEXT_PER_CENT, ARGS(arg_string(buffer_ended(&figure))));
  } else {
    buffer_bytes(out, figure.data, figure.length);
  }
}

static const char *digits_of(struct buffer *out, int64_t value) {
  struct buffer digits = buffer_in(out->arena);
  buffer_integer(&digits, value);
  return buffer_ended(&digits);
}

static struct argument month_name(struct civil civil) {
  return arg_text((enum text_key)(TEXT_MONTH_JANUARY + civil.month - 1));
}

void text_date(struct buffer *out, enum text_language language, day_number day) {
  assert(day != DAY_NONE);
  struct civil civil = civil_from_day(day);
  text_write(out, language, TEXT_DATE,
             ARGS(arg_string(digits_of(out, civil.day)), month_name(civil), arg_string(digits_of(out, civil.year))));
}

void text_month(struct buffer *out, enum text_language language, day_number day) {
  assert(day != DAY_NONE);
  struct civil civil = civil_from_day(day);
  text_write(out, language, TEXT_MONTH_OF_YEAR, ARGS(month_name(civil), arg_string(digits_of(out, civil.year))));
}

/* ---- Units ---- */

static_assert(TEXT_UNIT_WORKDAY - TEXT_UNIT_MINUTE == MEASURE_WORKDAY - MEASURE_MINUTE, "the units' rows stand in order");
static_assert(TEXT_UNITS_POINT - TEXT_UNITS_MINUTE == MEASURE_POINT - MEASURE_MINUTE, "the units' rows stand in order");
static_assert(TEXT_COUNTED_POINT - TEXT_COUNTED_MINUTE == MEASURE_POINT - MEASURE_MINUTE, "the units' rows stand in order");

static void write_counted(struct buffer *out, enum text_language language, enum measure measure, const char *digits,
                          struct decimal value) {
  text_write(out, language, (enum text_key)(TEXT_COUNTED_MINUTE + (int)measure - MEASURE_MINUTE),
             ARGS(arg_string(digits), arg_number(value)));
}

static const char *per_word(enum text_language language, const struct text_unit *unit) {
  if (unit->per) return unit->per;
  if (unit->per_own == MEASURE_NONE) return NULL;
  return text_plain(language, (enum text_key)(TEXT_UNIT_MINUTE + unit->per_own - MEASURE_MINUTE));
}

void text_amount(struct buffer *out, enum text_language language, const char *digits, struct decimal value,
                 const struct text_unit *unit) {
  const char *per = per_word(language, unit);
  struct buffer amount = buffer_in(out->arena), *to = per ? &amount : out;
  if (unit->own == MEASURE_PER_CENT) text_write(to, language, TEXT_PER_CENT, ARGS(arg_string(digits)));
  else if (unit->own != MEASURE_NONE) write_counted(to, language, (enum measure)unit->own, digits, value);
  else if (text_unit_none(unit)) buffer_text(to, digits);
  else text_write(to, language, TEXT_AMOUNT, ARGS(arg_string(digits), arg_string(unit->word)));
  if (per) text_write(out, language, TEXT_AMOUNT_PER, ARGS(arg_string(buffer_ended(&amount)), arg_string(per)));
}

void text_unit_name(struct buffer *out, enum text_language language, const struct text_unit *unit) {
  bool named = unit->own != MEASURE_NONE && unit->own != MEASURE_PER_CENT;
  const char *per = per_word(language, unit), *name = unit->word ? unit->word : "";
  if (named) name = text_plain(language, (enum text_key)(TEXT_UNITS_MINUTE + unit->own - MEASURE_MINUTE));
  if (per) text_write(out, language, TEXT_UNIT_PER, ARGS(arg_string(name), arg_string(per)));
  else buffer_text(out, name);
}

/* ---- Lengths of time: 3 days 4 hours 30 minutes ---- */

static void write_part(struct buffer *out, enum text_language language, enum measure measure, int64_t count) {
  struct buffer digits = buffer_in(out->arena);
  text_number(&digits, language, decimal_from_integer(count));
  write_counted(out, language, measure, buffer_ended(&digits), decimal_from_integer(count));
}

void text_minutes(struct buffer *out, enum text_language language, int64_t minutes) {
  static const struct {
    enum measure measure;
    uint64_t minutes;
  } units[] = {{MEASURE_DAY, 24 * 60}, {MEASURE_HOUR, 60}, {MEASURE_MINUTE, 1}};
  uint64_t left = minutes < 0 ? 0 - (uint64_t)minutes : (uint64_t)minutes;
  if (left == 0) write_part(out, language, MEASURE_MINUTE, 0);
  if (minutes < 0) buffer_char(out, '-');
  for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
    if (left < units[i].minutes) continue;
    write_part(out, language, units[i].measure, (int64_t)(left / units[i].minutes));
    left %= units[i].minutes;
    if (left > 0) buffer_char(out, ' ');
  }
}
