#include "base/decimal.h"

__extension__ typedef unsigned __int128 uint128;

/* Powers are worked out in binary with 256 bits after the point, some 77 decimal places. The logarithm of what is not
 * one is at least 10^-34, so that an exponent under which the result stays in range is at most 10^39: what it makes of
 * the last bits is then still beyond the last digit of the result. */
enum { WORDS = 8, FRACTION_WORDS = 4 };

/* A number that is not negative; the lowest word first. */
struct fixed {
  uint64_t word[WORDS];
};

static const struct fixed one = {{[FRACTION_WORDS] = 1}};
static const struct fixed ln_2 = {
    {0x8A0D175B8BAAFA2Cu, 0x40F343267298B62Du, 0xC9E3B39803F2F6AFu, 0xB17217F7D1CF79ABu, 0u}};
static const struct fixed ln_10 = {
    {0x0F187A0807C0B5CAu, 0x8A3FB3E76977E43Au, 0xA95B58AE0B4C28A3u, 0x4D763776AAA2B05Bu, 2u}};

static const uint64_t ten_to_19 = 10000000000000000000u;

/* ---- Fixed numbers ---- */

static struct fixed sum(struct fixed a, struct fixed b) {
  unsigned carry = 0;
  for (int i = 0; i < WORDS; i++) {
    uint128 part = (uint128)a.word[i] + b.word[i] + carry;
    a.word[i] = (uint64_t)part;
    carry = (unsigned)(part >> 64);
  }
  return a;
}

/* Of a and a smaller b. */
static struct fixed difference(struct fixed a, struct fixed b) {
  unsigned borrow = 0;
  for (int i = 0; i < WORDS; i++) {
    uint128 part = (uint128)a.word[i] - b.word[i] - borrow;
    a.word[i] = (uint64_t)part;
    borrow = (unsigned)(part >> 64) & 1;
  }
  return a;
}

static int order(struct fixed a, struct fixed b) {
  int i = WORDS - 1;
  while (i > 0 && a.word[i] == b.word[i]) i--;
  return (a.word[i] > b.word[i]) - (a.word[i] < b.word[i]);
}

static bool is_zero(struct fixed a) {
  uint64_t all = 0;
  for (int i = 0; i < WORDS; i++) all |= a.word[i];
  return !all;
}

static struct fixed times(struct fixed a, uint64_t factor) {
  uint64_t carry = 0;
  for (int i = 0; i < WORDS; i++) {
    uint128 part = (uint128)a.word[i] * factor + carry;
    a.word[i] = (uint64_t)part;
    carry = (uint64_t)(part >> 64);
  }
  return a;
}

static struct fixed divided(struct fixed a, uint64_t divisor) {
  uint64_t rest = 0;
  for (int i = WORDS - 1; i >= 0; i--) {
    uint128 part = (uint128)rest << 64 | a.word[i];
    a.word[i] = (uint64_t)(part / divisor);
    rest = (uint64_t)(part % divisor);
  }
  return a;
}

static struct fixed product(struct fixed a, struct fixed b) {
  uint64_t full[2 * WORDS] = {0};
  struct fixed result;
  for (int i = 0; i < WORDS; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < WORDS && a.word[i]; j++) {
      uint128 part = (uint128)a.word[i] * b.word[j] + full[i + j] + carry;
      full[i + j] = (uint64_t)part;
      carry = (uint64_t)(part >> 64);
    }
    full[i + WORDS] = carry;
  }
  for (int i = 0; i < WORDS; i++) result.word[i] = full[i + FRACTION_WORDS];
  return result;
}

/* part / whole, of which the first is the smaller and both are under 2^116. */
static struct fixed ratio(uint128 part, uint128 whole) {
  struct fixed result = {{0}};
  for (int i = FRACTION_WORDS - 1; i >= 0; i--)
    for (int shift = 56; shift >= 0; shift -= 8) {
      uint128 scaled = part << 8;
      result.word[i] |= (uint64_t)(scaled / whole) << shift;
      part = scaled % whole;
    }
  return result;
}

/* ---- Series ---- */

/* y + y^3/3 + y^5/5 + …, for y up to 1/5. */
static struct fixed inverse_tanh(struct fixed y) {
  struct fixed square = product(y, y), power = y, result = y;
  for (uint64_t n = 3;; n += 2) {
    power = product(power, square);
    struct fixed term = divided(power, n);
    if (is_zero(term)) return result;
    result = sum(result, term);
  }
}

static int bits_of(uint128 c) {
  uint64_t high = (uint64_t)(c >> 64), low = (uint64_t)c;
  return high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low);
}

/* ln c of a whole c from 1 to 10^34, by c = m * 2^k with m from 3/4 to 3/2, and ln m = 2 artanh((m - 1) / (m + 1)). */
static struct fixed ln_whole(uint128 c) {
  int k = bits_of(c) - 1;
  if (c > (uint128)3 << k >> 1) k++;
  uint128 power = (uint128)1 << k;
  struct fixed whole = times(ln_2, (uint64_t)k);
  if (c < power) return difference(whole, times(inverse_tanh(ratio(power - c, power + c)), 2));
  return sum(whole, times(inverse_tanh(ratio(c - power, c + power)), 2));
}

/* e^x for x up to ln 10: the series for x / 256, squared eight times. */
static struct fixed exponential(struct fixed x) {
  struct fixed result = one, term = one, small = divided(x, 256);
  for (uint64_t n = 1; !is_zero(term); n++) {
    term = divided(product(term, small), n);
    result = sum(result, term);
  }
  for (int i = 0; i < 8; i++) result = product(result, result);
  return result;
}

/* ---- Powers ---- */

/* |ln a|. */
static struct fixed ln(struct decimal a, bool *negative) {
  struct fixed whole = ln_whole((uint128)a.high << 64 | a.low);
  struct fixed tens = times(ln_10, (uint64_t)(a.exponent < 0 ? -a.exponent : a.exponent));
  *negative = false;
  if (a.exponent >= 0) return sum(whole, tens);
  *negative = order(whole, tens) < 0;
  return *negative ? difference(tens, whole) : difference(whole, tens);
}

/* e^MOST is beyond the range of decimals, e^-MOST under it. */
enum { MOST = 20000 };

static bool is_too_large(struct fixed a) {
  for (int i = FRACTION_WORDS + 1; i < WORDS; i++)
    if (a.word[i]) return true;
  return a.word[FRACTION_WORDS] > MOST;
}

/* a * |b|, which may also be anything too large. */
static struct fixed times_decimal(struct fixed a, struct decimal b) {
  struct fixed factor = {{[FRACTION_WORDS] = b.low, [FRACTION_WORDS + 1] = b.high}};
  int power = b.exponent;
  a = product(a, factor);
  for (; power > 0 && !is_zero(a) && !is_too_large(a); power--) a = times(a, 10);
  for (; power <= -19 && !is_zero(a); power += 19) a = divided(a, ten_to_19);
  for (; power < 0; power++) a = divided(a, 10);
  return a;
}

/* How often ln 10 goes into x, which is left with the rest. */
static int take_tens(struct fixed *x) {
  int count = 0;
  for (int bit = 13; bit >= 0; bit--) {
    struct fixed part = times(ln_10, (uint64_t)1 << bit);
    if (order(*x, part) < 0) continue;
    *x = difference(*x, part);
    count += 1 << bit;
  }
  return count;
}

/* 34 digits of x, from 1 to 10, times a power of ten. */
static struct decimal to_decimal(struct fixed x, int power) {
  struct fixed scaled = times(times(x, ten_to_19), 100000000000000u);
  uint128 c = (uint128)scaled.word[FRACTION_WORDS + 1] << 64 | scaled.word[FRACTION_WORDS];
  c += scaled.word[FRACTION_WORDS - 1] >> 63;
  bool over = c == (uint128)ten_to_19 * 1000000000000000u;
  if (over) c /= 10;
  struct decimal digits = {.low = (uint64_t)c, .high = (uint64_t)(c >> 64), .exponent = -33};
  return decimal_scaled(digits, over ? power + 1 : power);
}

/* e^x or e^-x. */
static struct decimal exp_to_decimal(struct fixed x, bool negative) {
  if (is_too_large(x)) return decimal_scaled(decimal_from_integer(1), negative ? -MOST : MOST);
  int tens = take_tens(&x);
  if (!negative) return to_decimal(exponential(x), tens);
  if (is_zero(x)) return to_decimal(one, -tens);
  return to_decimal(exponential(difference(ln_10, x)), -tens - 1);
}

struct decimal decimal_power(struct decimal a, uint32_t n) {
  struct decimal result = decimal_from_integer(1);
  if (a.state) return a;
  for (;;) {
    if (n & 1) result = decimal_multiply(result, a);
    n >>= 1;
    if (!n) return result;
    a = decimal_multiply(a, a);
  }
}

static struct decimal inverse(struct decimal a) { return decimal_divide(decimal_from_integer(1), a); }

static struct decimal power_of_zero(struct decimal b) {
  return b.negative ? inverse(decimal_from_integer(0)) : decimal_from_integer(0);
}

/* The inverse of the power is the more exact one, but the power may be out of range where its inverse is not. */
static struct decimal whole_power(struct decimal a, int64_t n) {
  struct decimal power = decimal_power(a, (uint32_t)(n < 0 ? -n : n));
  if (n >= 0) return power;
  return power.state || decimal_is_zero(power) ? decimal_power(inverse(a), (uint32_t)-n) : inverse(power);
}

/* Small whole powers are multiplied out, so that they are exact where that is possible. Of a negative number there
 * are no others: they count as beyond the range. */
struct decimal decimal_raised(struct decimal a, struct decimal b) {
  enum { FEW = 64 };
  int64_t n;
  bool ln_negative;
  if (a.state) return a;
  if (b.state) return b;
  if (decimal_to_integer(b, &n) && n >= -FEW && n <= FEW) return whole_power(a, n);
  if (decimal_is_zero(a)) return power_of_zero(b);
  if (a.negative) return (struct decimal){.state = DECIMAL_OVERFLOW};
  if (!decimal_compare(a, decimal_from_integer(1))) return decimal_from_integer(1);
  struct fixed x = times_decimal(ln(a, &ln_negative), b);
  return exp_to_decimal(x, ln_negative != b.negative);
}
