/* Whether a condition holds at the baselines of the KPIs that it names: where nothing changes. */
#ifndef CHECK_BASELINE_TRUTH_H
#define CHECK_BASELINE_TRUTH_H

#include "model/model.h"

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

/* The figure that a KPI has where nothing changes: of a sum what its baseline makes in the time of the term of `term_of`,
 * nothing where that is NULL, since a sum begins at nothing. False where it is not known. */
bool baseline_figure(const struct kpi *kpi, const struct model *term_of, struct decimal *figure);

/* Of states, of the figure of one post, and of KPIs without such a figure nothing is known. What is joined is known where
 * the rest cannot change it. */
enum truth condition_at_baseline(const struct condition *condition, const struct model *term_of);

#endif
