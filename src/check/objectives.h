/* What several rules about objectives ask of one. */
#ifndef CHECK_OBJECTIVES_H
#define CHECK_OBJECTIVES_H

#include "check/rule.h"

/* The first of its KPIs whose target asks for a figure that is known; NULL: none does. */
const struct kpi *objectives_first_target(const struct objective *objective);

/* The figure that such a KPI's target asks for. */
struct decimal objectives_asked(const struct kpi *kpi);
struct argument objectives_asked_argument(const struct kpi *kpi);

/* The names of its KPIs as an argument. */
struct argument objectives_kpi_names(const struct objective *objective, struct arena *arena);

#endif
