/* What help lines propose: somebody of this agreement, and pieces of the language as they might be written. */
#ifndef CHECK_SUGGESTION_H
#define CHECK_SUGGESTION_H

#include "model/model.h"

/* `name` with what stands before and after it. */
const char *suggestion(struct arena *arena, const char *before, const char *name, const char *after);

/* A brand, and its route for a crisis, to somebody of a client. */
const char *suggested_brand(const struct model *model, struct arena *arena);
const char *suggested_crisis(const struct model *model, struct arena *arena);

/* 4 hours, 1 workday. */
const char *suggested_duration(const struct duration *duration, struct arena *arena);

/* An amount with what stands before it: total 5_000 EUR. */
const char *suggested_money(const struct model *model, const char *before, struct decimal amount, struct arena *arena);

/* worth 100 EUR each */
const char *suggested_worth(const struct model *model, struct arena *arena);

/* The KPI's target with another figure, rounded so that it asks for no more: `at least 200`, `between 140 and 300`. */
const char *suggested_target(const struct kpi *kpi, struct decimal figure, struct arena *arena);

/* The first party of a kind; NULL: there is none. */
const struct party *suggested_party(const struct model *model, enum entity_kind kind);

/* Whom a party would be asked through: its contact, else its first person; NULL: it has none. */
const struct entity *suggested_contact(const struct party *party);

/* The same of the first party of a kind that has somebody. */
const struct entity *suggested_somebody(const struct model *model, enum entity_kind kind);

/* The person's name; a word in its place where there is none. */
const char *suggested_name(const struct entity *person);
const char *suggested_person(const struct model *model, enum entity_kind kind);

#endif
