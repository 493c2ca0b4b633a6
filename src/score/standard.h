/* What a KPI is held against: its path, and on each day the limits that its figure is judged by. The workbook states them
 * as formulas and the page as data; both take them from here, so that they cannot disagree with the scoring, nor with one
 * another. */
#ifndef SCORE_STANDARD_H
#define SCORE_STANDARD_H

#include "score/attainment.h"
#include "score/path.h"
#include "score/periods.h"

struct standard {
  const struct kpi *kpi;
  struct path path;      /* as long as a baseline that is still to be measured is not */
  bool measured;         /* what it is held against hangs on a baseline that is still to be measured: then there are also */
  struct path zero, one; /* … the paths of a baseline of 0 and of 1, what lies between being linear; */
  struct path unmeasured; /* … and, where nobody measures it, that without a baseline */
  bool clamped;          /* a baseline that meets the target already counts as the target: here one still to be measured */
  bool maintain;         /* it binds all through its period */
  bool for_good;         /* a target that is reached stays reached */
  day_number from;       /* nothing is due before this day; DAY_NONE: never */
  day_number due;        /* a figure that is not there counts as 0 from this day on; DAY_NONE: never */
  day_number until;      /* the last day of which figures are held against the target; DAY_NONE: without end */
};

/* The points of its paths are in the arena. */
struct standard standard_of(struct arena *arena, const struct model *model, const struct kpi *kpi,
                            const struct periods *periods);

/* What a path asks for, and short of that amber. */
struct limits_asked {
  struct bounds asked, amber;
};

/* What holds for a figure of one day: one from before the path is held against where that starts. */
struct day_standard {
  bool early;            /* it is from before */
  bool over;             /* the target's date has come: bands say nothing any more */
  bool known;            /* there is a plan, if only once the baseline is measured */
  struct bounds asked;   /* by the plan, or as a baseline of 0 makes it … */
  struct bounds at_one;  /* … and of 1; the same where nothing hangs on it */
  struct bounds amber;
  bool amber_follows;    /* it is worked out of what the baseline makes of the plan, by the tolerance */
  struct limits_asked unmeasured; /* where something hangs on a baseline, and nobody measured it */
};

struct day_standard standard_on(const struct standard *standard, day_number day, struct decimal tolerance);

/* The path by which figures are judged once the baseline is measured, as one of 0 makes it; any other KPI's own. */
const struct path *standard_path(const struct standard *standard);

/* The band that green means before the target's date; NULL: what the plan asks for. */
const struct band *standard_green(const struct standard *standard);
const struct band *standard_amber(const struct standard *standard); /* NULL: none is stated */

/* In which directions the plan asks. */
struct directions {
  bool low, high;
};
struct directions standard_directions(const struct standard *standard);

/* How the way that a figure has come is measured. */
enum way_form standard_way(const struct standard *standard);

#endif
