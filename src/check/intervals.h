/* Arithmetic of intervals: what a formula can come to when all that is known of its parts is from where to where each
 * lies. Ends are exact decimals, or none: then the interval goes on without end. */
#ifndef CHECK_INTERVALS_H
#define CHECK_INTERVALS_H

#include "base/decimal.h"

struct interval {
  bool has_low, has_high;
  struct decimal low, high; /* 0 where there is none */
};

struct interval interval_all(void);
struct interval interval_of(struct decimal value);
struct interval interval_between(struct decimal low, struct decimal high);
struct interval interval_from(struct decimal low);
struct interval interval_up_to(struct decimal high);

struct interval interval_negated(struct interval a);
struct interval interval_sum(struct interval a, struct interval b);
struct interval interval_difference(struct interval a, struct interval b);
struct interval interval_product(struct interval a, struct interval b);
struct interval interval_quotient(struct interval a, struct interval b); /* all where b is 0 alone */
struct interval interval_least(struct interval a, struct interval b);    /* of min(a, b) */
struct interval interval_most(struct interval a, struct interval b);     /* of max(a, b) */
struct interval interval_scaled(struct interval a, struct decimal factor);  /* factor above 0 */
struct interval interval_divided(struct interval a, struct decimal factor); /* factor above 0 */

/* What both hold; where that is nothing, `low` is over `high`. */
struct interval interval_common(struct interval a, struct interval b);
bool interval_is_empty(struct interval a);

#endif
