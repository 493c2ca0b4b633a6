/* An exact quotient: plans run through thirds and sevenths, and whether a figure is on plan must not hang on how one of
 * them is rounded. */
#ifndef SCORE_FRACTION_H
#define SCORE_FRACTION_H

#include "base/decimal.h"

struct fraction {
  struct decimal over;
  int32_t under; /* at least 1 */
};

static inline struct fraction fraction_of(struct decimal value) { return (struct fraction){value, 1}; }

struct decimal fraction_value(struct fraction fraction);
int fraction_compare(struct decimal figure, struct fraction fraction); /* -1, 0, 1; both finite */

/* To `places` (at least 0) after the point, upwards or downwards: a figure that reaches the rounded limit reaches the
 * exact one too. */
struct decimal fraction_rounded(struct fraction fraction, int places, bool up);

/* What a mean or a formula comes to, not yet divided. */
struct quotient {
  struct decimal over, under; /* `under` is above 0 */
};

static inline struct quotient quotient_of(struct decimal value) {
  return (struct quotient){value, decimal_from_integer(1)};
}

struct decimal quotient_value(struct quotient quotient);
struct quotient quotient_negated(struct quotient a);
struct quotient quotient_add(struct quotient a, struct quotient b);
struct quotient quotient_multiply(struct quotient a, struct quotient b);
struct quotient quotient_divide(struct quotient a, struct quotient b); /* b is not 0 */
int quotient_compare(struct quotient figure, struct fraction fraction); /* -1, 0, 1; both finite */

/* The whole number below it. */
struct decimal quotient_floor(struct quotient quotient);

#endif
