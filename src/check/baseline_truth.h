/* Whether a condition holds at the baselines of the KPIs that it names. */
#ifndef CHECK_BASELINE_TRUTH_H
#define CHECK_BASELINE_TRUTH_H

#include "model/model.h"

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

/* Of states, of the figure of one post, and of KPIs without a baseline figure nothing is known; nor of a sum, which begins
 * at nothing. What is joined is known where the rest cannot change it. */
enum truth condition_at_baseline(const struct condition *condition);

/* The same of one comparison. */
enum truth comparison_at_baseline(const struct condition *comparison);

#endif
