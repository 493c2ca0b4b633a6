/* What the rows of a KPI come to on a day: tallied as the KPI says, or computed by its formula. */
#ifndef SCORE_TALLIES_H
#define SCORE_TALLIES_H

#include "model/model.h"
#include "score/figures.h"
#include "score/fraction.h"
#include "score/periods.h"

/* A figure that may not be there. */
struct result {
  struct decimal value;
  bool known;
};

/* What a KPI comes to, and the day of the last row that it rests on. */
struct tallied {
  struct result figure;
  struct quotient exactly; /* the same, not rounded: what is compared */
  day_number date; /* DAY_NONE: there is no row */
};

enum trouble { TROUBLE_NONE, TROUBLE_MISSING, TROUBLE_ZERO };

/* Of one KPI or line, or of one of the things that it is counted on, or was spent for. */
struct series {
  const struct entity *part; /* NULL: the KPI or the line as a whole */
  const struct figure_row *rows;
  uint32_t count;
  struct series_state *states; /* after each row */
};

struct kpi_rows {
  const struct kpi *kpi;
  struct periods periods;  /* the days that its figures are of */
  struct series *series;
  uint32_t count;
};

/* What was spent from a line, for each action that it was for. */
struct line_rows {
  struct series *series;
  uint32_t count;
};

struct tallies {
  struct arena *arena;
  const struct model *model;
  const struct figures *figures;
  struct kpi_rows *kpis;   /* in the model's order */
  struct line_rows *lines; /* in the budget's order */
  uint32_t *index_of;      /* of a KPI or a line, by its entity's order */
  struct periods_kept periods;
  struct formula_memory *memory;
};

struct tallies *tallies_of(struct arena *arena, const struct model *model, const struct figures *figures);
const struct kpi_rows *tallies_rows(const struct tallies *tallies, const struct kpi *kpi);

/* On `day`. A computed KPI is computed of the last day on which all KPIs in its formula have a figure. */
struct tallied tallies_at(struct tallies *tallies, const struct kpi *kpi, day_number day);

/* The last row dated up to `day`, whatever the tally, also before the term. */
struct tallied tallies_last(struct tallies *tallies, const struct kpi *kpi, day_number day);

/* Why a computed KPI has no figure on `day`; *lacking gets what has none, or NULL. */
enum trouble tallies_trouble(struct tallies *tallies, const struct kpi *kpi, day_number day, const char **lacking);

/* The earliest of the days that `day_of` has for the reported KPIs that a computed one rests on; DAY_NONE: it has none for
 * any of them. What it comes to is kept for each `day`: it is to be one and the same function, whose answers hang on that alone. */
day_number tallies_earliest(struct tallies *tallies, const struct kpi *kpi, day_number day, void *context,
                            day_number (*day_of)(void *context, const struct kpi *kpi));

/* What was spent from a line up to `day`; not known where no row says so. */
struct result tallies_spent(const struct tallies *tallies, const struct line *line, day_number day);

/* Whether a period has a row, of a part where it is counted on several. */
bool series_has(const struct series *series, const struct reporting_period *period);

/* Whether figures of the unit add up; of others those of several things are averaged. */
bool tallies_add_up(const struct unit *unit);

#endif
