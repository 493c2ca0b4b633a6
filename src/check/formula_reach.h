/* What a computed KPI can come to at its date, when the KPIs in its formula meet their targets of that same date. */
#ifndef CHECK_FORMULA_REACH_H
#define CHECK_FORMULA_REACH_H

#include "check/entity_map.h"
#include "check/intervals.h"
#include "model/model.h"

struct formula_reach {
  struct arena *arena;
  struct entity_map reached; /* of computed KPIs: struct reached, each worked out once, for its own date */
};

struct reached {
  bool known;               /* nothing in it was unknown or at odds with itself */
  bool done;                /* false while what it rests on is worked out */
  struct interval interval; /* in the KPI's unit */
};

/* What a reported figure can be, whatever happens. */
struct interval unit_interval(const struct unit *unit);

/* From where to where the target leaves the figure; all of them where it asks for none. */
struct interval target_interval(const struct target *target);

/* The interval of a computed KPI's formula. A KPI in it with a target at the same date has that one's bounds; any figure
 * that is reported lies in its unit's own range (a count is never under 0); a computed one has the range of its formula
 * where it is of the same date. */
const struct reached *formula_reach_of(struct formula_reach *reach, const struct kpi *kpi);

#endif
