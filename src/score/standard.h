/* What a KPI is held against: its path, and on each day the limits that its figure is judged by. The workbook states them
 * as formulas and the page as data; both take them from here, so that their statuses cannot disagree. */
#ifndef SCORE_STANDARD_H
#define SCORE_STANDARD_H

#include "score/path.h"

struct standard {
  const struct kpi *kpi;
  struct path path;
  struct path zero, one; /* as they would be, were the baseline measured as 0 and as 1: what lies between is linear */
  bool measured;         /* the path rests on a baseline that is still to be measured */
  bool clamped;          /* a baseline that meets the target already counts as the target: here one still to be measured */
  bool maintain;         /* it binds all through its period */
  bool for_good;         /* a target that is reached stays reached */
};

/* The points of its paths are in the arena. */
struct standard standard_of(struct arena *arena, const struct model *model, const struct kpi *kpi);

/* What holds on one day. */
struct day_standard {
  struct plan plan;      /* where it rests on the baseline, as a baseline of 0 makes it */
  bool over;             /* the target's date has come: bands say nothing any more */
  struct bounds asked;   /* by the plan, or as a baseline of 0 makes it … */
  struct bounds at_one;  /* … and of 1; the same where nothing rests on it */
  struct bounds amber;
  bool amber_follows;    /* it is worked out of what the baseline makes of the plan, by the tolerance */
};

struct day_standard standard_on(const struct standard *standard, day_number day, struct decimal tolerance);

/* The band that green means before the target's date; NULL: what the plan asks for. */
const struct band *standard_green(const struct standard *standard);
const struct band *standard_amber(const struct standard *standard); /* NULL: none is stated */

/* In which directions the plan asks. */
struct directions {
  bool low, high;
};
struct directions standard_directions(const struct standard *standard);

/* The figure at the end of a path that is a line. */
bool path_end(const struct path *path, struct decimal *aim);

/* How the way that a figure has come is measured. */
enum way_form {
  WAY_WITHIN,    /* 1 within the target, 0 outside */
  WAY_FROM_START, /* (figure − start) ÷ (target − start) */
  WAY_OF_TARGET,  /* figure ÷ target */
  WAY_TO_TARGET   /* target ÷ figure, less being better; 1 at a figure of 0 */
};

/* WAY_FROM_START of a path that rests on the baseline is WAY_WITHIN where that makes the start and the target equal. */
enum way_form standard_way(const struct standard *standard);

#endif
