/* The agreement with only that in its lists which one reader is shown. */
#include "report/reader.h"

#include <string.h>

struct narrowing {
  struct arena *arena;
  const struct model *whole;
  const struct reader *reader;
  struct model *model;
  struct entity_map needed; /* what the things that are shown are worked out from */
  VECTOR(const struct kpi *) to_read; /* of these, those whose formulas were not looked at */
};

static bool is_shown(const struct narrowing *n, const struct entity *thing) {
  return reader_has(n->reader, thing) || entity_map_get(&n->needed, thing);
}

static void need(struct narrowing *n, const struct entity *thing) {
  if (thing) *entity_map_at(&n->needed, thing) = n;
}

/* ---- What else must be shown ---- */

static void need_kpi(struct narrowing *n, const struct kpi *kpi) {
  if (entity_map_get(&n->needed, kpi)) return;
  need(n, &kpi->entity);
  VECTOR_PUSH(n->arena, &n->to_read, kpi);
}

static void need_parts(struct narrowing *n, const struct expression *expression) {
  for (const struct expression *part = expression; part; part = part->next) {
    if (part->kpi) need_kpi(n, part->kpi);
    if (part->line) need(n, &part->line->entity);
    need_parts(n, part->first);
  }
}

static void need_condition(struct narrowing *n, const struct condition *condition) {
  if (!condition) return;
  if (condition->kpi) need_kpi(n, condition->kpi);
  need_condition(n, condition->left);
  need_condition(n, condition->right);
}

static void find_needed(struct narrowing *n) {
  const struct model *whole = n->whole;
  for (uint32_t i = 0; i < whole->diagnoses.count; i++)
    if (is_shown(n, &whole->diagnoses.items[i]->entity)) need_condition(n, whole->diagnoses.items[i]->when);
  for (uint32_t i = 0; i < whole->incentives.count; i++)
    if (is_shown(n, &whole->incentives.items[i]->entity)) need_condition(n, whole->incentives.items[i]->when);
  for (uint32_t i = 0; i < whole->kpis.count; i++)
    if (is_shown(n, &whole->kpis.items[i]->entity)) need_kpi(n, whole->kpis.items[i]);
  while (n->to_read.count > 0) need_parts(n, n->to_read.items[--n->to_read.count]->formula);
  for (uint32_t i = 0; i < whole->kpis.count; i++) /* an objective is the heading of its KPIs */
    for (uint32_t k = 0; is_shown(n, &whole->kpis.items[i]->entity) && k < whole->kpis.items[i]->measures.count; k++)
      need(n, whole->kpis.items[i]->measures.items[k].to);
}

/* ---- Lists ---- */

/* Of pointers to things, each of which has its entity first, those that are shown; *count becomes theirs. */
static void *shown(const struct narrowing *n, const void *items, uint32_t *count) {
  const struct entity *thing;
  char *kept = arena_alloc(n->arena, (*count + 1) * sizeof thing);
  uint32_t whole = *count;
  *count = 0;
  for (uint32_t i = 0; i < whole; i++) {
    memcpy(&thing, (const char *)items + i * sizeof thing, sizeof thing);
    if (is_shown(n, thing)) memcpy(kept + (*count)++ * sizeof thing, &thing, sizeof thing);
  }
  return kept;
}

static void narrow_lists(struct narrowing *n) {
  struct model *m = n->model;
  m->objectives.items = shown(n, m->objectives.items, &m->objectives.count);
  m->kpis.items = shown(n, m->kpis.items, &m->kpis.count);
  m->channels.items = shown(n, m->channels.items, &m->channels.count);
  m->incentives.items = shown(n, m->incentives.items, &m->incentives.count);
  m->actions.items = shown(n, m->actions.items, &m->actions.count);
  m->deliverables.items = shown(n, m->deliverables.items, &m->deliverables.count);
  m->duties.items = shown(n, m->duties.items, &m->duties.count);
  m->approvals.items = shown(n, m->approvals.items, &m->approvals.count);
  m->reviews.items = shown(n, m->reviews.items, &m->reviews.count);
  m->diagnoses.items = shown(n, m->diagnoses.items, &m->diagnoses.count);
}

static void narrow_campaigns(struct narrowing *n) {
  memset(&n->model->campaigns, 0, sizeof n->model->campaigns);
  for (uint32_t i = 0; i < n->whole->campaigns.count; i++) {
    const struct phase *whole = n->whole->campaigns.items[i];
    struct phase *campaign = ARENA_NEW(n->arena, struct phase);
    *campaign = *whole;
    memset(&campaign->mixes, 0, sizeof campaign->mixes);
    memset(&campaign->posts, 0, sizeof campaign->posts);
    for (uint32_t k = 0; k < whole->mixes.count; k++)
      if (whole->mixes.items[k].of.to && is_shown(n, whole->mixes.items[k].of.to))
        VECTOR_PUSH(n->arena, &campaign->mixes, whole->mixes.items[k]);
    for (uint32_t k = 0; k < whole->posts.count; k++)
      if (whole->posts.items[k].channel.to && is_shown(n, whole->posts.items[k].channel.to))
        VECTOR_PUSH(n->arena, &campaign->posts, whole->posts.items[k]);
    VECTOR_PUSH(n->arena, &n->model->campaigns, campaign);
  }
}

static void narrow_budget(struct narrowing *n) {
  const struct budget *whole = n->whole->budget;
  if (!whole) return;
  struct budget *budget = ARENA_NEW(n->arena, struct budget);
  *budget = *whole;
  memset(&budget->lines, 0, sizeof budget->lines);
  memset(&budget->splits, 0, sizeof budget->splits);
  for (uint32_t i = 0; i < whole->lines.count; i++)
    if (is_shown(n, &whole->lines.items[i]->entity)) VECTOR_PUSH(n->arena, &budget->lines, whole->lines.items[i]);
  for (uint32_t i = 0; i < whole->splits.count; i++)
    if (whole->splits.items[i].of.to && is_shown(n, whole->splits.items[i].of.to))
      VECTOR_PUSH(n->arena, &budget->splits, whole->splits.items[i]);
  n->model->budget = budget->lines.count > 0 ? budget : NULL;
}

const struct model *reader_model(struct arena *arena, const struct model *model, const struct reader *reader) {
  struct narrowing n = {.arena = arena, .whole = model, .reader = reader, .needed = {.arena = arena}};
  n.model = ARENA_NEW(arena, struct model);
  *n.model = *model;
  n.model->partial = true;
  n.model->roi = NULL;
  find_needed(&n);
  narrow_lists(&n);
  narrow_campaigns(&n);
  narrow_budget(&n);
  return n.model;
}
