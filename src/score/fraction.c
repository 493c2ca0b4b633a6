#include "score/fraction.h"

enum { EXACT_POWER = 9 }; /* 10^9 times an int32_t is well within 64 bits */

static const uint64_t powers[EXACT_POWER + 1] = {1u,      10u,      100u,      1000u,      10000u,
                                                 100000u, 1000000u, 10000000u, 100000000u, 1000000000u};

struct decimal fraction_value(struct fraction fraction) {
  if (fraction.under == 1) return fraction.over;
  return decimal_divide(fraction.over, decimal_from_integer(fraction.under));
}

int fraction_compare(struct decimal figure, struct fraction fraction) {
  if (fraction.under != 1) figure = decimal_multiply(figure, decimal_from_integer(fraction.under));
  return decimal_compare(figure, fraction.over);
}

/* Its size by whole numbers of 64 bits, as nearly all plans allow; false where these do not hold it. */
static bool rounded_fast(struct fraction fraction, int places, bool up, uint64_t *out) {
  int shift = fraction.over.exponent + places;
  uint64_t over = fraction.over.low, under = (uint64_t)fraction.under;
  if (fraction.over.high || shift > EXACT_POWER || shift < -EXACT_POWER) return false;
  if (shift < 0) under *= powers[-shift];
  else if (over > UINT64_MAX / powers[EXACT_POWER]) return false;
  else over *= powers[shift];
  *out = over / under;
  if (up != fraction.over.negative && *out * under != over) ++*out;
  return true;
}

struct decimal fraction_rounded(struct fraction fraction, int places, bool up) {
  uint64_t size;
  if (!decimal_is_finite(fraction.over)) return fraction.over;
  if (rounded_fast(fraction, places, up, &size))
    return (struct decimal){.low = size, .exponent = (int16_t)-places, .negative = fraction.over.negative && size};
  struct decimal result = decimal_rounded(fraction_value(fraction), places);
  int order = fraction_compare(result, fraction);
  struct decimal last = decimal_scaled(decimal_from_integer(1), -places);
  if (up && order < 0) return decimal_add(result, last);
  if (!up && order > 0) return decimal_subtract(result, last);
  return result;
}

/* ---- Quotients ---- */

static bool is_whole(struct quotient a) { return decimal_compare(a.under, decimal_from_integer(1)) == 0; }

struct decimal quotient_value(struct quotient quotient) {
  return is_whole(quotient) ? quotient.over : decimal_divide(quotient.over, quotient.under);
}

/* A divisor that no longer has room for its digits is divided by after all: a chain of formulas would go on growing. */
static struct quotient settled(struct decimal over, struct decimal under) {
  struct quotient quotient = {over, under};
  if (under.exponent <= 0 && under.exponent >= -DECIMAL_DIGITS) return quotient;
  return quotient_of(decimal_divide(over, under));
}

struct quotient quotient_negated(struct quotient a) { return (struct quotient){decimal_negated(a.over), a.under}; }

struct quotient quotient_add(struct quotient a, struct quotient b) {
  if (!decimal_compare(a.under, b.under)) return (struct quotient){decimal_add(a.over, b.over), a.under};
  struct decimal left = decimal_multiply(a.over, b.under), right = decimal_multiply(b.over, a.under);
  return settled(decimal_add(left, right), decimal_multiply(a.under, b.under));
}

struct quotient quotient_multiply(struct quotient a, struct quotient b) {
  return settled(decimal_multiply(a.over, b.over), decimal_multiply(a.under, b.under));
}

struct quotient quotient_divide(struct quotient a, struct quotient b) {
  struct quotient turned = {b.under, b.over};
  if (decimal_is_negative(b.over)) turned = (struct quotient){decimal_negated(b.under), decimal_negated(b.over)};
  return quotient_multiply(a, turned);
}

int quotient_compare(struct quotient figure, struct fraction fraction) {
  struct decimal limit = is_whole(figure) ? fraction.over : decimal_multiply(fraction.over, figure.under);
  return fraction_compare(figure.over, (struct fraction){limit, fraction.under});
}

struct decimal quotient_floor(struct quotient quotient) {
  struct decimal below = decimal_rounded_down(quotient_value(quotient), 0), one = decimal_from_integer(1);
  return quotient_compare(quotient, fraction_of(below)) < 0 ? decimal_subtract(below, one) : below;
}
