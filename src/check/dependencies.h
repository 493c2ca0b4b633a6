/* What rests on what in time: actions and deliverables, tied by `after` and `needs`. */
#ifndef CHECK_DEPENDENCIES_H
#define CHECK_DEPENDENCIES_H

#include "model/model.h"

/* `of` names `to` in its `after` or `needs`. */
struct tie {
  const struct entity *of;
  const struct ref *to;
};

/* Each tie leads to the next one's entity, the last to the first's, which is the first of them in the text. */
struct circle {
  struct tie *ties;
  uint32_t count;
};

struct dependencies {
  VECTOR(struct circle) circles; /* no two of them have a member in common */
  const uint32_t *circle_of;     /* by an entity's order: the number of its circle from 1, or 0 */
};

/* In linear time. Of circles that share a member only one is found: the others can only be judged once it is broken. */
struct dependencies dependencies_find(struct arena *arena, const struct model *model);

/* Whether the two are in one circle: what their dates are is then beside the point. */
bool dependencies_are_circular(const struct dependencies *dependencies, const struct entity *a, const struct entity *b);

#endif
