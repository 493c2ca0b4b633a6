/* A scoring while it goes on: what its parts share. */
#ifndef SCORE_SCORING_H
#define SCORE_SCORING_H

#include "score/score.h"

struct scoring {
  struct arena *arena;
  const struct model *model;
  const struct figures *figures;
  struct tallies *tallies;
  struct score *score;
  const struct complaints *complaints;
  day_number day;
  struct decimal tolerance;
  struct gaps *gaps; /* by KPI */
};

/* A period without a row, and the first day on which that counts. */
struct gap {
  day_number last, due;
};

/* Of a KPI that is reported: in the order of their periods, each of which counts earlier than all before it. */
struct gaps {
  bool known;
  const struct gap *items;
  uint32_t count;
};

/* `score` is what is filled in. */
struct scoring scoring_begin(struct arena *arena, const struct score_input *input, struct score *score);

/* Each fills its part of the score; those before it are there already. */
void scoring_kpis(struct scoring *scoring);
void scoring_objectives(struct scoring *scoring);
void scoring_budget(struct scoring *scoring);
void scoring_mixes(struct scoring *scoring);
void scoring_tasks(struct scoring *scoring);
void scoring_notes(struct scoring *scoring);
void scoring_returns(struct scoring *scoring);
void scoring_incentives(struct scoring *scoring);
void scoring_diagnoses(struct scoring *scoring);

/* What one KPI comes to on the scoring's day; its course, and what is missing, apart. `before`: the same of an earlier day, of which
 * is taken over what cannot have changed; NULL: none. */
void scoring_hold(struct scoring *scoring, const struct kpi *kpi, const struct kpi_score *before, struct kpi_score *k);
void scoring_course(struct scoring *scoring, struct kpi_score *k);
bool scoring_is_excused(const struct scoring *scoring, const struct kpi *kpi, day_number day);

const struct kpi_score *scoring_kpi(const struct scoring *scoring, const struct kpi *kpi);

/* Whether a condition holds on the day. */
bool scoring_holds(const struct scoring *scoring, const struct condition *condition);

/* a / b, where both are known and b is not 0. */
struct result result_quotient(struct result a, struct result b);
static inline struct result result_of(struct decimal value) { return (struct result){value, decimal_is_finite(value)}; }

#endif
