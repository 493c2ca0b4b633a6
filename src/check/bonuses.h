/* What the bonuses of an agreement can come to together. */
#ifndef CHECK_BONUSES_H
#define CHECK_BONUSES_H

#include "model/model.h"

struct bonus {
  const struct incentive *incentive;
  struct decimal amount;
};

struct bonuses {
  bool known;                        /* every incentive was read and can be worked out */
  const struct incentive *limitless; /* nothing limits what it pays; NULL: there is none */
  VECTOR(struct bonus) together;     /* that can fall due together, in the order of the text */
  struct decimal sum;                /* of those: what is paid for certain if all goes so; the most where few KPIs are involved */
  struct decimal most;               /* no outcome pays more */
};

/* Two states of one KPI, and comparisons that no figure passes both, are never paid together. Deductions are not
 * counted. */
struct bonuses bonuses_together(const struct model *model, struct arena *arena);

/* Who is paid, or from whose line it is deducted; NULL: nobody, or it is not known. */
const struct party *incentive_party(const struct incentive *incentive);

/* Where it says what is paid. */
struct span bonuses_place(const struct incentive *incentive);

#endif
