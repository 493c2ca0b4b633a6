/* What KPIs can come to, as far as conditions tell it apart: of each KPI a list of outcomes, a figure and a state, such
 * that every set of conditions which can hold together at all holds for some choice of one outcome for each KPI.
 *
 * A KPI is in one state at a time; it is met only within its target and missed only outside. A count, an amount or a time
 * is never under 0, a score stays on its scale. That formulas tie KPIs to one another is left aside. */
#ifndef CHECK_OUTCOMES_H
#define CHECK_OUTCOMES_H

#include "check/entity_map.h"
#include "model/model.h"

/* A figure, or one that is only just under or over it; or one beyond all that are named. */
struct outcome_figure {
  struct decimal value;
  int8_t side;  /* -1, 0, 1 */
  bool beyond;
};

struct outcome {
  struct outcome_figure figure;
  int state;    /* enum kpi_state, never STATE_BEHIND; -1: no condition asks for it */
};

struct subject { /* a KPI that conditions speak of */
  const struct kpi *kpi;
  VECTOR(struct decimal) marks; /* figures that conditions compare it with */
  bool has_states, has_figures;
  struct outcome *outcomes;
  uint32_t count, current;
};

struct outcomes {
  struct arena *arena;
  struct entity_map by_kpi; /* of struct subject */
  VECTOR(struct subject *) subjects;
};

/* All zero but the arenas is an empty set; conditions are added, then it is prepared once. */
struct outcomes outcomes_in(struct arena *arena);
void outcomes_add(struct outcomes *outcomes, const struct condition *condition);

/* A further figure at which something changes for a KPI that was added. */
void outcomes_mark(struct outcomes *outcomes, const struct kpi *kpi, struct decimal figure);
void outcomes_prepare(struct outcomes *outcomes);

/* How many choices there are; `most` where there are more. */
uint32_t outcomes_count(const struct outcomes *outcomes, uint32_t most);

/* The next choice; false after the last, which leaves the first one. */
bool outcomes_next(struct outcomes *outcomes);

/* The first or the last outcome of each KPI, in this state where it has it. */
void outcomes_choose(struct outcomes *outcomes, bool last, enum kpi_state state);

/* Whether a condition holds for the present choice, and which outcome is chosen for a KPI. */
bool outcomes_hold(const struct outcomes *outcomes, const struct condition *condition);
const struct outcome *outcomes_of(const struct outcomes *outcomes, const struct kpi *kpi);

/* Whether a figure, as a KPI's baseline may be, passes a comparison. */
bool outcomes_compare(const struct condition *comparison, struct decimal figure);

#endif
