#include "check/figures.h"

#include "model/units.h"

struct argument figure_argument(const struct unit *unit, struct decimal value) {
  bool share = unit && unit->kind == UNIT_PERCENT;
  return share ? arg_quantity(decimal_scaled(value, 2), text_unit_own(MEASURE_PER_CENT)) : arg_quantity(value, unit_said(unit));
}

struct argument kpis_argument(const struct kpi *const *kpis, uint32_t count, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, count);
  for (uint32_t i = 0; i < count; i++) names[i] = kpis[i]->entity.spelling;
  return arg_list(names, count);
}

static struct decimal rounded_money(const struct model *model, struct decimal amount) {
  return decimal_is_finite(amount) ? decimal_rounded(amount, model->agreement.currency_places) : amount;
}

struct argument money_argument(const struct model *model, struct decimal amount) {
  return arg_quantity(rounded_money(model, amount), text_unit_of(model->agreement.currency));
}

static void write_grouped(struct buffer *out, const char *digits, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && (count - i) % 3 == 0) buffer_char(out, '_');
    buffer_char(out, digits[i]);
  }
}

static void write_number(struct buffer *out, struct decimal value, struct arena *arena) {
  struct buffer plain = buffer_in(arena);
  decimal_write(&plain, decimal_reduced(value));
  const char *digits = buffer_string(&plain);
  size_t sign = digits[0] == '-', whole = strcspn(digits + sign, ".");
  buffer_bytes(out, digits, sign);
  write_grouped(out, digits + sign, whole);
  buffer_text(out, digits + sign + whole);
}

const char *figure_written(const struct unit *unit, struct decimal value, struct arena *arena) {
  if (unit && unit->kind == UNIT_PERCENT) return share_written(value, arena);
  enum { PLACES = 2 };
  struct buffer out = buffer_in(arena);
  write_number(&out, decimal_is_finite(value) ? decimal_rounded(value, PLACES) : value, arena);
  return buffer_string(&out);
}

/* Few things are told apart by parts of one. */
static int shown_places(const struct unit *unit, struct decimal value) {
  enum { FEW = 10, PLACES = 2, PLACES_OF_SHARES = PLACES + 2 };
  if (unit && unit->kind == UNIT_PERCENT) return PLACES_OF_SHARES;
  bool whole = unit && unit->kind == UNIT_COUNT && decimal_compare(decimal_absolute(value), decimal_from_integer(FEW)) >= 0;
  return whole ? 0 : PLACES;
}

struct argument difference_argument(const struct unit *unit, struct decimal difference) {
  bool single = decimal_compare(difference, decimal_from_integer(1)) == 0;
  bool counted = unit && unit->kind == UNIT_COUNT; /* in the writer's word, which is one for many */
  return single && counted ? arg_quantity(difference, (struct text_unit){0}) : figure_argument(unit, difference);
}

struct argument whole_argument(const struct unit *unit, struct decimal value) {
  bool whole = decimal_is_finite(value) && shown_places(unit, value) == 0;
  return figure_argument(unit, whole ? decimal_rounded(value, 0) : value);
}

struct decimal figure_below(const struct unit *unit, struct decimal value) {
  return decimal_rounded_down(value, shown_places(unit, value));
}

struct decimal figure_above(const struct unit *unit, struct decimal value) {
  return decimal_negated(figure_below(unit, decimal_negated(value)));
}

const char *money_written(const struct model *model, struct decimal amount, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  write_number(&out, rounded_money(model, amount), arena);
  if (model->agreement.currency) {
    buffer_char(&out, ' ');
    buffer_text(&out, model->agreement.currency);
  }
  return buffer_string(&out);
}

const char *share_written(struct decimal fraction, struct arena *arena) {
  enum { PLACES = 2 };
  struct buffer out = buffer_in(arena);
  decimal_write(&out, decimal_reduced(decimal_rounded(decimal_scaled(fraction, 2), PLACES)));
  buffer_char(&out, '%');
  return buffer_string(&out);
}

struct decimal shares_tolerance(void) { return decimal_scaled(decimal_from_integer(1), -3); }

struct decimal shares_excess(struct decimal sum) {
  struct decimal excess = decimal_subtract(sum, decimal_from_integer(1));
  return decimal_compare(decimal_absolute(excess), shares_tolerance()) <= 0 ? decimal_from_integer(0) : excess;
}
