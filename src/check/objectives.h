/* What several rules about objectives ask of one. */
#ifndef CHECK_OBJECTIVES_H
#define CHECK_OBJECTIVES_H

#include "check/rule.h"

/* The first of its KPIs whose target asks for a figure that is known; NULL: none does. */
const struct kpi *objectives_first_target(const struct objective *objective);

/* The figure that such a KPI's target asks for. */
struct decimal objectives_asked(const struct kpi *kpi);
struct argument objectives_asked_argument(const struct kpi *kpi);

/* A statement as it is written: its word, a blank, a name. */
const char *objectives_written(const char *word, const char *name, struct arena *arena);

/* The names of its KPIs as an argument. */
struct argument objectives_kpi_names(const struct objective *objective, struct arena *arena);

/* The client's person to propose: the contact of the first client, else its first person; NULL: there is none. */
const struct entity *objectives_client_person(const struct model *model);

#endif
