/* The course of each KPI: what it came to on the last day of each of its periods and on each day of which something was reported,
 * as it was scored on that day. */
#ifndef SCORE_HISTORY_H
#define SCORE_HISTORY_H

#include "score/score.h"

struct history_point {
  day_number day;
  struct result reported;        /* of that day; not known where nothing was, or where it is computed */
  bool excused;
  const struct kpi_score *score; /* as of that day; its course and what is missing are not filled in */
};

/* Calls `take` for each, KPI by KPI in the agreement's order, days in order, up to the day of `input`. One scoring of the KPI for each
 * of its days. Works in the arena. */
void history_each(struct arena *arena, const struct score_input *input, void *context,
                  void (*take)(void *context, const struct history_point *point));

#endif
