/* Who alone brings the figures that a KPI rests on. */
#ifndef CHECK_GRADERS_H
#define CHECK_GRADERS_H

#include "check/entity_map.h"
#include "model/model.h"

enum { GRADERS_MAX = 8 }; /* parties; of more nothing is said */

struct grader {
  const struct party *party;
  const struct kpi *kpi; /* the figure: the KPI's own, or that of a part of its formula */
};

struct graders {
  struct grader items[GRADERS_MAX];
  uint32_t count;
  bool unknown; /* who reports one of the figures could not be read */
  bool done;    /* false while the parts are worked out */
};

struct graders_map {
  struct arena *arena;
  struct entity_map graders; /* of KPIs, each worked out once */
};

/* The parties of which each reports a figure that the KPI rests on, with nobody of another party who reports it too or to
 * whom its source is open. */
const struct graders *graders_of(struct graders_map *map, const struct kpi *kpi);

#endif
