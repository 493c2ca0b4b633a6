#include "check/objectives.h"

#include "check/figures.h"

static bool asks_figure(const struct target *target) {
  return target->known && target->bounded && (target->has_low || target->has_high) && target->by != DAY_NONE;
}

const struct kpi *objectives_first_target(const struct objective *objective) {
  for (uint32_t i = 0; i < objective->kpis.count; i++)
    if (asks_figure(&objective->kpis.items[i]->target)) return objective->kpis.items[i];
  return NULL;
}

struct decimal objectives_asked(const struct kpi *kpi) { return kpi->target.has_low ? kpi->target.low : kpi->target.high; }

struct argument objectives_asked_argument(const struct kpi *kpi) { return figure_argument(kpi->unit, objectives_asked(kpi)); }

struct argument objectives_kpi_names(const struct objective *objective, struct arena *arena) {
  return kpis_argument((const struct kpi *const *)objective->kpis.items, objective->kpis.count, arena);
}
