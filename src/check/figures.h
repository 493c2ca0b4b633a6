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

/* The difference of two figures of the unit; a single thing without its unit, which often has only the form for many. */
struct argument difference_argument(const struct unit *unit, struct decimal difference);

/* The same figure as it may be shown, without parts of things that are counted, unless they are few. */
struct argument whole_argument(const struct unit *unit, struct decimal value);

/* The nearest figure that can be proposed and is no more than this one, or no less: whole things unless they are few, else
 * with the places that figure_written has. */
struct decimal figure_below(const struct unit *unit, struct decimal value);
struct decimal figure_above(const struct unit *unit, struct decimal value);

/* A share as a person writes it in an agreement: 20%, rounded to a hundredth of a per cent. */
const char *share_written(struct decimal fraction, struct arena *arena);

/* Shares that should make 100 %: how much they miss it by, over it or (negative) short of it; 0 where it is no more than
 * the 0.1 percentage points that three thirds may miss. */
struct decimal shares_tolerance(void);
struct decimal shares_excess(struct decimal sum);

#endif
