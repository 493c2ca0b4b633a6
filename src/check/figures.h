/* Figures of the model, and names, as arguments of sentences; and sums of shares. */
#ifndef CHECK_FIGURES_H
#define CHECK_FIGURES_H

#include "model/model.h"

/* A figure of this unit: 12 %, 2 hours, 5 TWD per order. */
struct argument figure_argument(const struct unit *unit, struct decimal value);

/* The names of KPIs. */
struct argument kpis_argument(const struct kpi *const *kpis, uint32_t count, struct arena *arena);

/* Money in the agreement's currency, rounded to its places. */
struct argument money_argument(const struct model *model, struct decimal amount);

/* The same as a person writes it in an agreement: 1_100_000 TWD. */
const char *money_written(const struct model *model, struct decimal amount, struct arena *arena);

/* A figure as a person writes it where its place calls for the unit: 20_000, 5%. */
const char *figure_written(const struct unit *unit, struct decimal value, struct arena *arena);

/* Of things that are counted the whole ones, downwards, unless they are few: what is proposed must keep to a limit. */
struct decimal whole_things(const struct unit *unit, struct decimal value);

/* A share as a person writes it in an agreement: 20%, rounded to a hundredth of a per cent. */
const char *share_written(struct decimal fraction, struct arena *arena);

/* Shares that should make 100 %: how much they miss it by, over it or (negative) short of it; 0 where it is no more than
 * the 0.1 percentage points that three thirds may miss. */
struct decimal shares_excess(struct decimal sum);

#endif
