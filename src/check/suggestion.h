/* What help lines propose: somebody of this agreement, and pieces of the language as they might be written. */
#ifndef CHECK_SUGGESTION_H
#define CHECK_SUGGESTION_H

#include "model/model.h"

/* `name` with what stands before and after it. */
const char *suggestion(struct arena *arena, const char *before, const char *name, const char *after);

/* 4 hours, 1 workday. */
const char *suggested_duration(const struct duration *duration, struct arena *arena);

/* The KPI's target with another figure, rounded so that it asks for no more: `at least 200`, `between 140 and 300`. */
const char *suggested_target(const struct kpi *kpi, struct decimal figure, struct arena *arena);

/* The first party of a kind; NULL: there is none. */
const struct party *suggested_party(const struct model *model, enum entity_kind kind);

/* The contact of such a party, or else its first person; a word in its place where there is none. */
const char *suggested_person(const struct model *model, enum entity_kind kind);

#endif
