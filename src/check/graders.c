#include "check/graders.h"

typedef VECTOR(const struct kpi *) kpi_stack;

static void add_grader(struct graders *graders, struct grader grader) {
  for (uint32_t i = 0; i < graders->count; i++)
    if (graders->items[i].party == grader.party) return;
  if (graders->count < GRADERS_MAX) graders->items[graders->count++] = grader;
}

static bool all_of(const struct refs *persons, const struct party *party) {
  for (uint32_t i = 0; i < persons->count; i++)
    if (entity_party(persons->items[i].to) != party) return false;
  return true;
}

static void grade_reported(const struct kpi *kpi, struct graders *graders) {
  const struct entity *entity = &kpi->entity;
  graders->unknown = entity->incomplete || entity_unknown(entity, STATEMENT_kpi_reported) ||
                     entity_unknown(entity, STATEMENT_kpi_source) || entity_unknown(entity, STATEMENT_kpi_formula);
  if (kpi->reported_by.count == 0) return;
  const struct party *party = entity_party(kpi->reported_by.items[0].to);
  if (party && all_of(&kpi->reported_by, party) && all_of(&kpi->open_to, party))
    add_grader(graders, (struct grader){party, kpi});
}

/* What the parts rest on, the whole rests on. */
static void gather_parts(struct graders_map *map, const struct expression *e, struct graders *graders) {
  if (e->kind == EXPRESSION_UNKNOWN) graders->unknown = true;
  if (e->kind == EXPRESSION_KPI) {
    const struct graders *part = entity_map_get(&map->graders, e->kpi);
    for (uint32_t i = 0; part && i < part->count; i++) add_grader(graders, part->items[i]);
    if (!part || part->unknown || !part->done) graders->unknown = true;
  }
  for (const struct expression *x = e->first; x; x = x->next) gather_parts(map, x, graders);
}

static void push_parts(struct graders_map *map, const struct expression *e, kpi_stack *stack) {
  bool is_part = e->kind == EXPRESSION_KPI && !entity_map_get(&map->graders, e->kpi);
  if (is_part) VECTOR_PUSH(map->arena, stack, e->kpi);
  for (const struct expression *x = e->first; x; x = x->next) push_parts(map, x, stack);
}

/* Chains of formulas are as long as the agreement: what is still to be done stands on a stack of its own. A KPI is looked
 * at once for its parts, and, when it comes up again, worked out from them; one in a circle finds a part that is not
 * done. */
static void take_top(struct graders_map *map, kpi_stack *stack) {
  const struct kpi *kpi = stack->items[stack->count - 1];
  void **slot = entity_map_at(&map->graders, kpi);
  struct graders *graders = *slot;
  if (graders) {
    stack->count--;
    if (graders->done) return;
    if (kpi->formula) gather_parts(map, kpi->formula, graders);
    else grade_reported(kpi, graders);
    graders->done = true;
    return;
  }
  *slot = ARENA_NEW(map->arena, struct graders);
  if (kpi->formula) push_parts(map, kpi->formula, stack);
}

const struct graders *graders_of(struct graders_map *map, const struct kpi *kpi) {
  kpi_stack stack = {0};
  VECTOR_PUSH(map->arena, &stack, kpi);
  while (stack.count > 0) take_top(map, &stack);
  return entity_map_get(&map->graders, kpi);
}
