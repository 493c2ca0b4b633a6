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

/* As gain_at_target, of the KPI's own target; false too where what it rests on could not be read. */
bool spending_gain_at_target(const struct model *model, const struct kpi *kpi, bool best, struct decimal *gain);

/* What is to be gained on the way to a target, and what that is expected to cost: 0 where nothing is to be gained. */
struct purchase {
  struct decimal gain, cost;
};

/* False where it is not known. */
bool spending_expected(const struct model *model, const struct kpi *kpi, struct purchase *purchase);

/* What one unit more costs, of which a part may come by itself. */
struct decimal spending_of_one(const struct kpi *kpi);

#endif
