/* What has changed between two scorings of the same figures: of each KPI what it was and is, and whether that is better. */
#ifndef SCORE_CHANGES_H
#define SCORE_CHANGES_H

#include "score/score.h"

enum change_way {
  CHANGE_NONE,   /* neither better nor worse */
  CHANGE_BETTER,
  CHANGE_WORSE,
  CHANGE_BEGUN,  /* it is held against its target now, and was not before */
  CHANGE_LACKING /* it lacks the figure to be held against its target, and did not before */
};

struct change {
  const struct kpi_score *was, *is; /* standing, actual and score of each */
  enum change_way way; /* by the standing; where that is the same by the score, then by the figure in the target's direction */
};

struct changes {
  const struct change *items; /* of all KPIs, in the agreement's order */
  uint32_t count;
};

/* Both of the same agreement, `was` as of the earlier day. The figure of a sum grows of itself, and of a range no direction is better:
 * of these it says nothing. */
struct changes changes_of(struct arena *arena, const struct score *was, const struct score *is);

#endif
