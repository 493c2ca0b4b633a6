/* What computed KPIs rest on, and the days of which figures of a KPI may be. */
#include "report/scorecard_days.h"

#include <stdlib.h>

/* ---- What a formula rests on ---- */

struct looking {
  struct arena *arena;
  struct entity_map seen;
  VECTOR(const struct kpi *) computed, reported;
  VECTOR(const struct line *) lines;
};

static void look_at(struct looking *looking, const struct expression *e) {
  if (e->kind == EXPRESSION_SPENT) VECTOR_PUSH(looking->arena, &looking->lines, e->line);
  if (e->kind == EXPRESSION_KPI && !entity_map_get(&looking->seen, e->kpi)) {
    *entity_map_at(&looking->seen, e->kpi) = looking;
    if (e->kpi->formula) VECTOR_PUSH(looking->arena, &looking->computed, e->kpi);
    else VECTOR_PUSH(looking->arena, &looking->reported, e->kpi);
  }
  for (const struct expression *x = e->first; x && e->kind != EXPRESSION_UNKNOWN; x = x->next) look_at(looking, x);
}

struct leaves scorecard_leaves(struct arena *arena, const struct kpi *kpi) {
  struct looking looking = {.arena = arena, .seen = {.arena = arena}};
  VECTOR_PUSH(arena, &looking.computed, kpi);
  for (uint32_t i = 0; i < looking.computed.count; i++) look_at(&looking, looking.computed.items[i]->formula);
  return (struct leaves){looking.reported.items, looking.reported.count, looking.lines.items, looking.lines.count};
}

/* ---- Days ---- */

struct listing {
  struct arena *arena;
  VECTOR(day_number) items;
};

/* The days of which figures of a KPI that is reported may be. */
static void add_reported(struct scorecard *sc, const struct kpi *kpi, struct listing *days) {
  const struct periods periods = periods_find(&sc->periods, sc->arena, sc->model, &kpi->reported);
  for (uint32_t i = 0; i < periods.count; i++) VECTOR_PUSH(days->arena, &days->items, periods.items[i].last);
  if (kpi->baseline.form == BASELINE_MEASURED && kpi->baseline.on != DAY_NONE) VECTOR_PUSH(days->arena, &days->items, kpi->baseline.on);
}

/* A page has fields for spending on other days than the months' last; a workbook has months. */
static void add_spent(struct scorecard *sc, const struct line *line, struct listing *days) {
  static const struct recurrence none = {.unit = TIME_NONE};
  const struct periods months = periods_find(&sc->periods, sc->arena, sc->model, &none);
  for (uint32_t i = 0; i < sc->actuals.count; i++)
    if (sc->actuals.items[i].kind == INPUT_SPEND && sc->actuals.items[i].thing == &line->entity)
      VECTOR_PUSH(days->arena, &days->items, sc->actuals.items[i].date);
  for (uint32_t i = 0; i < months.count && !sc->live; i++) VECTOR_PUSH(days->arena, &days->items, months.items[i].last);
}

static int by_day(const void *a, const void *b) {
  const day_number *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

static struct days sorted(struct listing *days) {
  uint32_t kept = 0;
  if (days->items.count == 0) return (struct days){NULL, 0};
  qsort(days->items.items, days->items.count, sizeof *days->items.items, by_day);
  for (uint32_t i = 1; i < days->items.count; i++)
    if (days->items.items[i] != days->items.items[kept]) days->items.items[++kept] = days->items.items[i];
  return (struct days){days->items.items, kept + 1};
}

/* A computed KPI is of a day on which what it rests on has figures; of spending alone, of one of which that has. */
struct days scorecard_days(struct scorecard *sc, const struct kpi *kpi) {
  struct listing days = {.arena = sc->document->scratch};
  add_reported(sc, kpi, &days);
  if (!kpi->formula) return sorted(&days);
  const struct leaves leaves = scorecard_leaves(days.arena, kpi);
  for (uint32_t i = 0; i < leaves.reported_count; i++) add_reported(sc, leaves.reported[i], &days);
  for (uint32_t i = 0; i < leaves.line_count && leaves.reported_count == 0; i++) add_spent(sc, leaves.lines[i], &days);
  return sorted(&days);
}
