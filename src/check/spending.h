/* Money that is planned: the lines of the budget, and what is to be taken from them. */
#ifndef CHECK_SPENDING_H
#define CHECK_SPENDING_H

#include "model/model.h"
#include "text/text.h"

/* Whether the total and all lines were read and worked out. */
bool spending_is_known(const struct budget *budget);
struct decimal spending_of_lines(const struct budget *budget);

/* "retainer 480,000 TWD + ads 60,000 TWD" */
struct argument spending_terms(const struct model *model, struct arena *arena);

/* Months of the term, those that have only begun too; 0 where it is unknown. */
int64_t spending_months(const struct period *term);

/* A gain in what `each` means: of a share the percentage points. */
struct decimal spending_units(const struct kpi *kpi, struct decimal gain);

/* The gain when the target is met exactly; of a range where it is met at its better end (`best`), else at its nearer one.
 * False where that is not known, or nothing is asked for. */
bool spending_gain_at_target(const struct model *model, const struct kpi *kpi, bool best, struct decimal *gain);

/* What the gain to the target is expected to cost: 0 where nothing is to be gained; false where that is not known. */
bool spending_expected(const struct model *model, const struct kpi *kpi, struct decimal *cost);

/* Whether `a` stands before `b` in the text. */
bool spending_is_before(struct span a, struct span b);

#endif
