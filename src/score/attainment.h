/* What kind of comparison a KPI's attainment, score and status are. It is decided here alone: the scoring works by it, and
 * the workbook and the page are told it. */
#ifndef SCORE_ATTAINMENT_H
#define SCORE_ATTAINMENT_H

#include "score/path.h"

/* How the way that a figure has come is measured. */
enum way_form {
  WAY_WITHIN,     /* 1 within the target, 0 outside */
  WAY_FROM_START, /* (figure − start) ÷ (target − start) */
  WAY_OF_TARGET,  /* figure ÷ target */
  WAY_TO_TARGET   /* target ÷ figure, less being better; 1 at a figure of 0 or below */
};

/* Where the path hangs on a baseline that is still to be measured its form is that of most baselines: it is WAY_WITHIN all
 * the same where that makes the start and the target equal, or, without a start, the target 0 or less. */
enum way_form way_of_path(const struct path *path, bool hangs);

/* `maintain` in any form: it binds all through, and what was missed once stays missed. */
bool target_is_maintained(const struct target *target);

/* What is to be maintained at the end of each period. What adds up is under its floor until it has added up: a sum is held
 * against a floor at the target's date alone. */
struct bounds path_maintained(const struct path *path, struct bounds asked);

/* Whether a target that is reached stays reached: that of a sum, unless it is computed. */
bool path_is_for_good(const struct path *path);

#endif
