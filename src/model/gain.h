/* What a KPI has gained over its baseline, in its target's direction: what ROI counts. */
#ifndef MODEL_GAIN_H
#define MODEL_GAIN_H

#include "model/model.h"

/* The gain of a figure of `day`: of a sum what it is over that which the baseline makes in the same length of time,
 * else what it is over (or, where less is better, under) the baseline; without a baseline the whole. False where it
 * can't be told: the baseline is not measured yet, or less is better and there is none. */
bool gain_of(const struct model *model, const struct kpi *kpi, struct decimal figure, day_number day,
             struct decimal *gain);

/* The gain when a target of the KPI is met exactly; of a range where it is met at its nearer end, or at the better one
 * (`best`). False where that is not known, or no figure is asked for. */
bool gain_at_target(const struct model *model, const struct kpi *kpi, const struct target *target, bool best,
                    struct decimal *gain);

/* Whether `roi` counts the gain of a KPI: of those that it names, else of all that are worth something; and whether it
 * counts what is spent on a line. `roi` may be NULL. */
bool roi_counts(const struct roi *roi, const struct kpi *kpi);
bool roi_costs(const struct roi *roi, const struct line *line);

/* Whether less is better, so that the gain is what the figure has fallen by. */
bool gain_is_fall(const struct kpi *kpi);

/* A gain in what `each` of `worth`, `costs` and `pays` means: one unit, of a KPI in per cent one percentage point. */
struct decimal gain_units(const struct kpi *kpi, struct decimal gain);

#endif
