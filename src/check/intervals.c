#include "check/intervals.h"

/* An end: a decimal, or beyond all of them on one side. */
struct end {
  int beyond; /* -1 below everything, 1 above it, 0: the value */
  struct decimal value;
};

static struct decimal zero(void) { return decimal_from_integer(0); }

static struct end end_at(struct decimal value) { return (struct end){0, value}; }
static struct end end_beyond(int side) { return (struct end){side, zero()}; }

/* What is too large to work with counts as without end: nothing is claimed of it then. */
static struct end end_of(struct decimal value, int side) {
  return decimal_is_finite(value) ? end_at(value) : end_beyond(side);
}

static struct end low_end(struct interval a) { return a.has_low ? end_at(a.low) : end_beyond(-1); }
static struct end high_end(struct interval a) { return a.has_high ? end_at(a.high) : end_beyond(1); }

static struct interval interval_make(struct end low, struct end high) {
  return (struct interval){.has_low = low.beyond == 0, .has_high = high.beyond == 0, .low = low.value, .high = high.value};
}

static int compare_ends(struct end a, struct end b) {
  if (a.beyond != b.beyond) return a.beyond < b.beyond ? -1 : 1;
  return a.beyond ? 0 : decimal_compare(a.value, b.value);
}

static struct end lesser(struct end a, struct end b) { return compare_ends(a, b) <= 0 ? a : b; }
static struct end greater(struct end a, struct end b) { return compare_ends(a, b) >= 0 ? a : b; }

static int sign_of(struct end a) {
  if (a.beyond) return a.beyond;
  return decimal_is_zero(a.value) ? 0 : decimal_is_negative(a.value) ? -1 : 1;
}

struct interval interval_all(void) { return interval_make(end_beyond(-1), end_beyond(1)); }
struct interval interval_of(struct decimal value) { return interval_between(value, value); }
struct interval interval_between(struct decimal low, struct decimal high) {
  return interval_make(end_of(low, -1), end_of(high, 1));
}
struct interval interval_from(struct decimal low) { return interval_make(end_of(low, -1), end_beyond(1)); }
struct interval interval_up_to(struct decimal high) { return interval_make(end_beyond(-1), end_of(high, 1)); }

static struct end end_negated(struct end a) { return (struct end){-a.beyond, decimal_negated(a.value)}; }

struct interval interval_negated(struct interval a) {
  return interval_make(end_negated(high_end(a)), end_negated(low_end(a)));
}

/* Of two lower ends (side -1) or two upper ones (1). */
static struct end end_sum(struct end a, struct end b, int side) {
  if (a.beyond || b.beyond) return end_beyond(side);
  return end_of(decimal_add(a.value, b.value), side);
}

struct interval interval_sum(struct interval a, struct interval b) {
  return interval_make(end_sum(low_end(a), low_end(b), -1), end_sum(high_end(a), high_end(b), 1));
}

struct interval interval_difference(struct interval a, struct interval b) {
  return interval_sum(a, interval_negated(b));
}

/* Nothing times without end is nothing: the factor that is 0 is 0 whatever the other comes to. */
static struct end end_product(struct end a, struct end b) {
  int sign = sign_of(a) * sign_of(b);
  if (sign == 0) return end_at(zero());
  if (a.beyond || b.beyond) return end_beyond(sign);
  return end_of(decimal_multiply(a.value, b.value), sign);
}

/* The least and the greatest of four. */
static struct interval hull(struct end a, struct end b, struct end c, struct end d) {
  return interval_make(lesser(lesser(a, b), lesser(c, d)), greater(greater(a, b), greater(c, d)));
}

struct interval interval_product(struct interval a, struct interval b) {
  struct end p = low_end(a), q = high_end(a), r = low_end(b), s = high_end(b);
  return hull(end_product(p, r), end_product(p, s), end_product(q, r), end_product(q, s));
}

/* Of an end and an end that is not 0: what is divided by something without end comes as near to 0 as one likes. */
static struct end end_quotient(struct end a, struct end b) {
  int sign = sign_of(a) * sign_of(b);
  if (sign == 0 || b.beyond) return end_at(zero());
  if (a.beyond) return end_beyond(sign);
  return end_of(decimal_divide(a.value, b.value), sign);
}

/* By a divisor from 0 (left out) up: the nearer to 0, the farther off the quotient. */
static struct interval quotient_from_zero(struct interval a, struct end most) {
  struct end low = low_end(a), high = high_end(a);
  return interval_make(sign_of(low) >= 0 ? end_quotient(low, most) : end_beyond(-1),
                       sign_of(high) <= 0 ? end_quotient(high, most) : end_beyond(1));
}

struct interval interval_quotient(struct interval a, struct interval b) {
  struct end r = low_end(b), s = high_end(b), p = low_end(a), q = high_end(a);
  int from = sign_of(r), to = sign_of(s);
  if (from > 0 || to < 0) return hull(end_quotient(p, r), end_quotient(p, s), end_quotient(q, r), end_quotient(q, s));
  if (from == 0 && to > 0) return quotient_from_zero(a, s);
  if (from < 0 && to == 0) return quotient_from_zero(interval_negated(a), end_negated(r));
  bool always_zero = sign_of(p) == 0 && sign_of(q) == 0 && from != to;
  return always_zero ? interval_of(zero()) : interval_all();
}

struct interval interval_least(struct interval a, struct interval b) {
  return interval_make(lesser(low_end(a), low_end(b)), lesser(high_end(a), high_end(b)));
}

struct interval interval_most(struct interval a, struct interval b) {
  return interval_make(greater(low_end(a), low_end(b)), greater(high_end(a), high_end(b)));
}

struct interval interval_scaled(struct interval a, struct decimal factor) {
  return interval_product(a, interval_of(factor));
}

struct interval interval_divided(struct interval a, struct decimal factor) {
  return interval_quotient(a, interval_of(factor));
}

struct interval interval_common(struct interval a, struct interval b) {
  return interval_make(greater(low_end(a), low_end(b)), lesser(high_end(a), high_end(b)));
}

bool interval_is_empty(struct interval a) { return a.has_low && a.has_high && decimal_compare(a.low, a.high) > 0; }
