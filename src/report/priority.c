#include "report/priority.h"

#include <stdlib.h>

static int by_priority(const void *a, const void *b) {
  const struct objective *left = *(const struct objective *const *)a, *right = *(const struct objective *const *)b;
  if (left->priority.known != right->priority.known) return left->priority.known ? -1 : 1;
  int order = left->priority.known ? decimal_compare(left->priority.value, right->priority.value) : 0;
  if (order != 0) return order;
  return left->entity.order < right->entity.order ? -1 : left->entity.order > right->entity.order;
}

const struct objective **objectives_by_priority(struct arena *arena, const struct model *model) {
  uint32_t count = model->objectives.count;
  if (count == 0) return NULL;
  const struct objective **objectives = ARENA_ARRAY(arena, const struct objective *, count);
  for (uint32_t i = 0; i < count; i++) objectives[i] = model->objectives.items[i];
  qsort(objectives, count, sizeof *objectives, by_priority);
  return objectives;
}
