/* Exact decimals: a coefficient of at most 34 digits and an exponent of ten. What is written is kept as it stands;
 * operations give 34 significant digits, rounded half to even, as decimal128 of IEEE 754-2008 does. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* A result that is not a number says why, and whatever is worked out from it says the same. */
enum decimal_state { DECIMAL_FINITE, DECIMAL_OVERFLOW, DECIMAL_DIVIDED_BY_ZERO };

enum { DECIMAL_DIGITS = 34, DECIMAL_MAX_EXPONENT = 6144 };

/* value = (-1)^negative * (high * 2^64 + low) * 10^exponent. A zero is never negative. */
struct decimal {
  uint64_t low, high;
  int16_t exponent;
  bool negative;
  uint8_t state; /* enum decimal_state */
};

struct decimal decimal_from_integer(int64_t value);

/* `digits` as written: digits, underscores between them, at most one point with digits on both sides. False where it
 * is none of that; more than 34 digits give DECIMAL_OVERFLOW. */
bool decimal_read(const char *digits, size_t length, struct decimal *out);

struct decimal decimal_scaled(struct decimal a, int power); /* a * 10^power, exact */
struct decimal decimal_negated(struct decimal a);
struct decimal decimal_absolute(struct decimal a);
struct decimal decimal_add(struct decimal a, struct decimal b);
struct decimal decimal_subtract(struct decimal a, struct decimal b);
struct decimal decimal_multiply(struct decimal a, struct decimal b);
struct decimal decimal_divide(struct decimal a, struct decimal b);
struct decimal decimal_power(struct decimal a, uint32_t n);         /* by repeated squaring */
struct decimal decimal_raised(struct decimal a, struct decimal b);  /* a^b for a > 0, by exp(b ln a); 30 digits good */
struct decimal decimal_rounded(struct decimal a, int places);       /* to `places` after the point, half to even */
struct decimal decimal_rounded_down(struct decimal a, int places);  /* the same, never to a larger number */
struct decimal decimal_reduced(struct decimal a);                   /* without trailing zeros in the coefficient */

int decimal_compare(struct decimal a, struct decimal b); /* -1, 0, 1; both finite */
static inline bool decimal_is_finite(struct decimal a) { return a.state == DECIMAL_FINITE; }
static inline bool decimal_is_zero(struct decimal a) { return !(a.low | a.high); }
static inline bool decimal_is_negative(struct decimal a) { return a.negative; }
struct decimal decimal_min(struct decimal a, struct decimal b);
struct decimal decimal_max(struct decimal a, struct decimal b);

/* The value as a whole number if it is one and fits. */
bool decimal_to_integer(struct decimal a, int64_t *out);

/* Plain notation with a point and no grouping: -12.5, 0.001; never an exponent. Trailing zeros are kept as written. */
void decimal_write(struct buffer *buffer, struct decimal a);

#endif
