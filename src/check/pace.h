/* How fast a figure is asked to rise, compounded a month. */
#ifndef CHECK_PACE_H
#define CHECK_PACE_H

#include "base/day.h"
#include "base/decimal.h"

struct pace_limits {
  struct decimal soon, later; /* a month, as fractions: within PACE_SOON_MONTHS, and over a longer time */
};

enum { PACE_SOON_MONTHS = 3 };

/* A rise from a figure above 0 to a larger one, from the start of a day to the end of another. */
struct pace {
  struct decimal from, to;
  day_number first, last; /* last >= first */
};

/* The months from the start of `first` to the end of `last`: whole ones, and the days over as a part of theirs. */
struct decimal pace_months(day_number first, day_number last);

/* What each month adds to the one before: 0.4142… for twice as much in two months. */
struct decimal pace_monthly(const struct pace *pace);

/* The limit that goes for so long a time. */
struct decimal pace_limit(const struct pace *pace, const struct pace_limits *limits);
bool pace_is_over(const struct pace *pace, const struct pace_limits *limits);

/* The first day after `last` on which the rise would be within the limits; DAY_NONE: there is none before 2200. */
day_number pace_earliest(const struct pace *pace, const struct pace_limits *limits);

/* The figure that the limit allows at `last`. */
struct decimal pace_allowed(const struct pace *pace, const struct pace_limits *limits);

#endif
