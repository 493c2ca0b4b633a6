#include "check/pace.h"

static struct decimal one(void) { return decimal_from_integer(1); }

struct decimal pace_months(day_number first, day_number last) {
  int rest, length;
  int whole = months_between(first, last + 1, &rest, &length);
  struct decimal part = decimal_divide(decimal_from_integer(rest), decimal_from_integer(length));
  return decimal_add(decimal_from_integer(whole), part);
}

/* growth^(1 / months): a root where the months are whole and it comes out even stays as exact as 34 digits are. */
struct decimal pace_monthly(const struct pace *pace) {
  struct decimal growth = decimal_divide(pace->to, pace->from);
  struct decimal part = decimal_divide(one(), pace_months(pace->first, pace->last));
  return decimal_subtract(decimal_raised(growth, part), one());
}

static bool is_soon(const struct pace *pace) {
  return pace->last < day_add_months(pace->first, PACE_SOON_MONTHS);
}

struct decimal pace_limit(const struct pace *pace, const struct pace_limits *limits) {
  return is_soon(pace) ? limits->soon : limits->later;
}

struct decimal pace_allowed(const struct pace *pace, const struct pace_limits *limits) {
  struct decimal factor = decimal_add(one(), pace_limit(pace, limits));
  return decimal_multiply(pace->from, decimal_raised(factor, pace_months(pace->first, pace->last)));
}

/* Held against the figure that the limit allows, with what 34 digits may lose left out of account: exactly 40 % a month
 * is not over 40 %. */
bool pace_is_over(const struct pace *pace, const struct pace_limits *limits) {
  enum { SURE_DIGITS = 25 };
  struct decimal slack = decimal_scaled(pace->to, -SURE_DIGITS);
  struct decimal allowed = pace_allowed(pace, limits);
  if (!decimal_is_finite(allowed)) return false;
  return decimal_compare(decimal_subtract(pace->to, slack), allowed) > 0;
}

static bool is_within_on(struct pace pace, day_number day, const struct pace_limits *limits) {
  pace.last = day;
  return !pace_is_over(&pace, limits);
}

/* The first day from `low` to `high` that is within the limits; of all of them one limit goes, so that a later day is
 * never worse. DAY_NONE: not even `high` is. */
static day_number first_within(const struct pace *pace, day_number low, day_number high, const struct pace_limits *limits) {
  if (low > high || !is_within_on(*pace, high, limits)) return DAY_NONE;
  while (low < high) {
    day_number middle = low + (high - low) / 2;
    if (is_within_on(*pace, middle, limits))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

day_number pace_earliest(const struct pace *pace, const struct pace_limits *limits) {
  const day_number end = day_from_civil((struct civil){DAY_LAST_YEAR, 12, 31});
  day_number soon_end = day_add_months(pace->first, PACE_SOON_MONTHS) - 1;
  day_number day = first_within(pace, pace->last + 1, soon_end, limits);
  if (day != DAY_NONE) return day;
  return first_within(pace, pace->last >= soon_end ? pace->last + 1 : soon_end + 1, end, limits);
}
