#include "base/decimal.h"

__extension__ typedef unsigned __int128 uint128;

/* decimal128: the least exponent of a coefficient, and the most digits that a uint128 always holds. */
enum { LEAST_EXPONENT = -6176, HELD_DIGITS = 38 };

#define E19 ((uint128)10000000000000000000u)

static const uint128 powers[HELD_DIGITS + 1] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    E19,
    E19 * 10u,
    E19 * 100u,
    E19 * 1000u,
    E19 * 10000u,
    E19 * 100000u,
    E19 * 1000000u,
    E19 * 10000000u,
    E19 * 100000000u,
    E19 * 1000000000u,
    E19 * 10000000000u,
    E19 * 100000000000u,
    E19 * 1000000000000u,
    E19 * 10000000000000u,
    E19 * 100000000000000u,
    E19 * 1000000000000000u,
    E19 * 10000000000000000u,
    E19 * 100000000000000000u,
    E19 * 1000000000000000000u,
    E19 * E19,
};

#define MOST_COEFFICIENT (E19 * 1000000000000000u - 1u) /* 34 nines */

/* ---- Coefficients ---- */

static uint128 coefficient(struct decimal a) { return (uint128)a.high << 64 | a.low; }

static int bits_of(uint128 c) {
  uint64_t high = (uint64_t)(c >> 64), low = (uint64_t)c;
  return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

static int digits_of(uint128 c) {
  int digits = bits_of(c) * 1233 >> 12; /* by log10(2); the least number of so many bits may have one digit fewer */
  return digits + (c >= powers[digits]);
}

static struct decimal failed(enum decimal_state state) { return (struct decimal){.state = (uint8_t)state}; }

static struct decimal failed_as(struct decimal a, struct decimal b) {
  return failed((enum decimal_state)(a.state ? a.state : b.state));
}

/* A coefficient that needs no rounding. */
static struct decimal placed(bool negative, uint128 c, int exponent) {
  if (exponent > DECIMAL_MAX_EXPONENT - DECIMAL_DIGITS) {
    if (!c && exponent > DECIMAL_MAX_EXPONENT) exponent = DECIMAL_MAX_EXPONENT;
    if (exponent + digits_of(c) - 1 > DECIMAL_MAX_EXPONENT) return failed(DECIMAL_OVERFLOW);
  }
  return (struct decimal){.low = (uint64_t)c,
                          .high = (uint64_t)(c >> 64),
                          .exponent = (int16_t)exponent,
                          .negative = negative && c};
}

/* Without its last digits, half to even; `more` says that something under the last digit was lost before. */
static uint128 without_digits(uint128 c, int digits, bool more) {
  if (digits > HELD_DIGITS) return 0;
  uint128 unit = powers[digits], kept = c / unit, rest = c - kept * unit, half = unit / 2;
  return kept + (rest > half || (rest == half && (more || (kept & 1))));
}

/* With `more` the coefficient has at least a digit more than a result, so that it is rounded here. */
static struct decimal finished(bool negative, uint128 c, int exponent, bool more) {
  int over = c > MOST_COEFFICIENT ? digits_of(c) - DECIMAL_DIGITS : 0;
  if (exponent + over < LEAST_EXPONENT) over = LEAST_EXPONENT - exponent;
  if (over > 0) {
    c = without_digits(c, over, more);
    exponent += over;
    if (c > MOST_COEFFICIENT) {
      c /= 10;
      exponent++;
    }
  }
  return placed(negative, c, exponent);
}

/* Takes zeros off the end while the exponent stays within the limit. */
static void strip_zeros(uint128 *c, int *exponent, int limit) {
  if (!*c) return;
  for (int zeros = 32; zeros; zeros /= 2) {
    if (*exponent + zeros > limit || *c & (((uint128)1 << zeros) - 1)) continue;
    uint128 kept = *c / powers[zeros];
    if (kept * powers[zeros] != *c) continue;
    *c = kept;
    *exponent += zeros;
  }
}

/* ---- Made and read ---- */

struct decimal decimal_from_integer(int64_t value) {
  return placed(value < 0, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 0);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Whether a mark at `i` stands between two digits; after another mark there is one, since this was asked of it too. */
static bool is_between_digits(const char *digits, size_t length, size_t i) {
  return i && i + 1 < length && is_digit(digits[i + 1]);
}

bool decimal_read(const char *digits, size_t length, struct decimal *out) {
  uint128 c = 0;
  size_t places = 0;
  bool point = false, too_long = false;
  if (!length) return false;
  for (size_t i = 0; i < length; i++) {
    if (is_digit(digits[i])) {
      if (c > MOST_COEFFICIENT / 10) too_long = true;
      else c = c * 10 + (unsigned char)(digits[i] - '0');
      places += point;
    } else {
      if ((digits[i] != '.' || point) && digits[i] != '_') return false;
      if (!is_between_digits(digits, length, i)) return false;
      if (digits[i] == '.') point = true;
    }
  }
  too_long = too_long || places > (size_t)-LEAST_EXPONENT;
  *out = too_long ? failed(DECIMAL_OVERFLOW) : placed(false, c, -(int)places);
  return true;
}

struct decimal decimal_scaled(struct decimal a, int power) {
  enum { ENOUGH = 20000 };
  if (a.state) return a;
  int shift = power > ENOUGH ? ENOUGH : power < -ENOUGH ? -ENOUGH : power;
  return finished(a.negative, coefficient(a), a.exponent + shift, false);
}

struct decimal decimal_negated(struct decimal a) {
  if (!a.state && !decimal_is_zero(a)) a.negative = !a.negative;
  return a;
}

struct decimal decimal_absolute(struct decimal a) {
  a.negative = false;
  return a;
}

/* ---- Sums ---- */

/* The sum of two coefficients at one exponent; `more` is lost under `small`. */
static struct decimal sum_of(bool large_negative, uint128 large, bool small_negative, uint128 small, int exponent,
                             bool more) {
  if (large_negative == small_negative) return finished(large_negative, large + small, exponent, more);
  if (large < small) return finished(small_negative, small - large, exponent, false);
  return finished(large_negative, large - small - more, exponent, more);
}

/* The sum where a, of the greater exponent, is so much larger that b's last digits only tell how to round. */
static struct decimal sum_of_unlike(struct decimal a, struct decimal b) {
  int shift = HELD_DIGITS - digits_of(coefficient(a)), lost = a.exponent - b.exponent - shift;
  uint128 large = coefficient(a) * powers[shift], small = coefficient(b);
  uint128 kept = lost > HELD_DIGITS ? 0 : small / powers[lost];
  bool more = lost > HELD_DIGITS ? small != 0 : kept * powers[lost] != small;
  return sum_of(a.negative, large, b.negative, kept, a.exponent - shift, more);
}

struct decimal decimal_add(struct decimal a, struct decimal b) {
  if (a.state || b.state) return failed_as(a, b);
  if (a.exponent < b.exponent) return decimal_add(b, a);
  int shift = a.exponent - b.exponent;
  uint128 large = coefficient(a), small = coefficient(b);
  if (!shift) return sum_of(a.negative, large, b.negative, small, b.exponent, false);
  if (!large) return finished(b.negative, small, b.exponent, false);
  if (digits_of(large) + shift > HELD_DIGITS) return sum_of_unlike(a, b);
  return sum_of(a.negative, large * powers[shift], b.negative, small, b.exponent, false);
}

struct decimal decimal_subtract(struct decimal a, struct decimal b) { return decimal_add(a, decimal_negated(b)); }

/* ---- Products ---- */

/* Four words, the lowest first. */
struct wide {
  uint64_t word[4];
};

static struct wide wide_product(uint128 a, uint128 b) {
  uint64_t left[2] = {(uint64_t)a, (uint64_t)(a >> 64)}, right[2] = {(uint64_t)b, (uint64_t)(b >> 64)};
  struct wide product = {{0}};
  for (int i = 0; i < 2; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < 2; j++) {
      uint128 sum = (uint128)left[i] * right[j] + product.word[i + j] + carry;
      product.word[i + j] = (uint64_t)sum;
      carry = (uint64_t)(sum >> 64);
    }
    product.word[i + 2] = carry;
  }
  return product;
}

/* Returns the remainder. */
static uint64_t wide_divide(struct wide *a, uint64_t divisor) {
  uint64_t rest = 0;
  for (int i = 3; i >= 0; i--) {
    uint128 part = (uint128)rest << 64 | a->word[i];
    a->word[i] = (uint64_t)(part / divisor);
    rest = (uint64_t)(part % divisor);
  }
  return rest;
}

/* Divides by as little a power of ten as makes it fit, so that at least 36 digits are left; *more tells of a rest. */
static uint128 narrowed(struct wide a, int *exponent, bool *more) {
  int over = bits_of((uint128)a.word[3] << 64 | a.word[2]);
  int digits = over ? ((over + 1) * 1233 >> 12) + 1 : 0;
  *more = false;
  *exponent += digits;
  for (; digits > 0; digits -= 19)
    if (wide_divide(&a, (uint64_t)powers[digits < 19 ? digits : 19])) *more = true;
  return (uint128)a.word[1] << 64 | a.word[0];
}

struct decimal decimal_multiply(struct decimal a, struct decimal b) {
  if (a.state || b.state) return failed_as(a, b);
  bool negative = a.negative != b.negative, more;
  int exponent = a.exponent + b.exponent;
  if (!a.high && !b.high) return finished(negative, (uint128)a.low * b.low, exponent, false);
  uint128 c = narrowed(wide_product(coefficient(a), coefficient(b)), &exponent, &more);
  return finished(negative, c, exponent, more);
}

/* ---- Quotients ---- */

/* Long division, as many digits at a time as the remainder has room for. */
static struct decimal quotient(bool negative, uint128 a, uint128 b, int ideal) {
  int at_once = HELD_DIGITS - digits_of(b), exponent = ideal;
  uint128 c = a / b, rest = a - c * b;
  while (rest && c <= MOST_COEFFICIENT) {
    int digits = HELD_DIGITS - digits_of(c);
    if (digits > at_once) digits = at_once;
    uint128 scaled = rest * powers[digits], part = scaled / b;
    c = c * powers[digits] + part;
    rest = scaled - part * b;
    exponent -= digits;
  }
  if (!rest) strip_zeros(&c, &exponent, ideal);
  return finished(negative, c, exponent, rest != 0);
}

struct decimal decimal_divide(struct decimal a, struct decimal b) {
  if (a.state || b.state) return failed_as(a, b);
  if (decimal_is_zero(b)) return failed(DECIMAL_DIVIDED_BY_ZERO);
  return quotient(a.negative != b.negative, coefficient(a), coefficient(b), a.exponent - b.exponent);
}

/* ---- Rounded, reduced ---- */

static int exponent_of_places(int places) {
  if (places > -LEAST_EXPONENT) return LEAST_EXPONENT;
  return places < -DECIMAL_MAX_EXPONENT ? DECIMAL_MAX_EXPONENT : -places;
}

struct decimal decimal_rounded(struct decimal a, int places) {
  if (a.state) return a;
  int least = exponent_of_places(places), over = least - a.exponent;
  uint128 c = coefficient(a);
  if (over > 0) return finished(a.negative, without_digits(c, over, false), least, false);
  if (c && digits_of(c) - over > DECIMAL_DIGITS) return a; /* no room for the zeros */
  return placed(a.negative, c ? c * powers[-over] : 0, least);
}

struct decimal decimal_rounded_down(struct decimal a, int places) {
  struct decimal near = decimal_rounded(a, places);
  if (near.state || decimal_compare(near, a) <= 0) return near;
  return decimal_subtract(near, decimal_scaled(decimal_from_integer(1), -places));
}

struct decimal decimal_reduced(struct decimal a) {
  if (a.state) return a;
  int exponent = decimal_is_zero(a) ? 0 : a.exponent;
  uint128 c = coefficient(a);
  strip_zeros(&c, &exponent, DECIMAL_MAX_EXPONENT);
  return placed(a.negative, c, exponent);
}

/* ---- Compared ---- */

static int order(uint128 a, uint128 b) { return (a > b) - (a < b); }

static int compare_magnitudes(struct decimal a, struct decimal b) {
  uint128 left = coefficient(a), right = coefficient(b);
  if (!left || !right || a.exponent == b.exponent) return order(left, right);
  int left_digits = digits_of(left) + a.exponent, right_digits = digits_of(right) + b.exponent;
  if (left_digits != right_digits) return left_digits < right_digits ? -1 : 1;
  if (a.exponent > b.exponent) return order(left * powers[a.exponent - b.exponent], right);
  return order(left, right * powers[b.exponent - a.exponent]);
}

int decimal_compare(struct decimal a, struct decimal b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  return a.negative ? compare_magnitudes(b, a) : compare_magnitudes(a, b);
}

struct decimal decimal_min(struct decimal a, struct decimal b) {
  if (a.state || b.state) return failed_as(a, b);
  return decimal_compare(a, b) <= 0 ? a : b;
}

struct decimal decimal_max(struct decimal a, struct decimal b) {
  if (a.state || b.state) return failed_as(a, b);
  return decimal_compare(a, b) >= 0 ? a : b;
}

/* ---- Given out ---- */

bool decimal_to_integer(struct decimal a, int64_t *out) {
  if (a.state) return false;
  struct decimal reduced = decimal_reduced(a);
  if (reduced.exponent < 0 || reduced.exponent > 18) return false;
  if (digits_of(coefficient(reduced)) + reduced.exponent > 19) return false;
  uint128 c = coefficient(reduced) * powers[reduced.exponent], most = (uint128)INT64_MAX + a.negative;
  if (c > most) return false;
  *out = a.negative ? -(int64_t)(c - 1) - 1 : (int64_t)c;
  return true;
}

/* The digits at the end of `text`; returns where they start, so that a zero has one. Nearly all figures fit 64 bits. */
static int write_digits(uint128 c, char text[HELD_DIGITS + 1]) {
  int start = HELD_DIGITS + 1;
  for (; c > UINT64_MAX; c /= E19) {
    uint64_t part = (uint64_t)(c % E19);
    for (int i = 0; i < 19; i++, part /= 10) text[--start] = (char)('0' + part % 10);
  }
  uint64_t rest = (uint64_t)c;
  do text[--start] = (char)('0' + rest % 10);
  while (rest /= 10);
  return start;
}

/* No larger than 6,180 bytes, at either end of the range. */
void decimal_write(struct buffer *buffer, struct decimal a) {
  char text[HELD_DIGITS + 1];
  if (a.state) {
    buffer_char(buffer, '?');
    return;
  }
  int start = write_digits(coefficient(a), text), count = HELD_DIGITS + 1 - start, whole = count + a.exponent;
  if (a.negative) buffer_char(buffer, '-');
  if (a.exponent >= 0) {
    buffer_bytes(buffer, text + start, (size_t)count);
    if (!decimal_is_zero(a)) buffer_repeat(buffer, '0', (size_t)a.exponent);
    return;
  }
  if (whole > 0) buffer_bytes(buffer, text + start, (size_t)whole);
  else buffer_char(buffer, '0');
  buffer_char(buffer, '.');
  if (whole < 0) buffer_repeat(buffer, '0', (size_t)-whole);
  buffer_bytes(buffer, text + start + (whole > 0 ? whole : 0), (size_t)(whole > 0 ? -a.exponent : count));
}
