#include <string.h>

#include "model/model.h"

struct text entity_label(const struct entity *entity) {
  if (entity->title.bytes && entity->title.length) return entity->title;
  return (struct text){.bytes = entity->spelling, .length = (uint32_t)strlen(entity->spelling)};
}

/* The rows of a block stand together, so a statement's bit is its distance from the first of them. */
static uint64_t bit_of(enum statement_kind kind) {
  int first = (int)kind;
  while (first > 1 && statement_rows[first - 1].block == statement_rows[kind].block) first--;
  return 1ull << ((int)kind - first);
}

bool entity_stated(const struct entity *entity, enum statement_kind kind) { return entity->stated & bit_of(kind); }

bool entity_unknown(const struct entity *entity, enum statement_kind kind) { return entity->unknown & bit_of(kind); }

const char *entities_circle(struct arena *arena, const struct entity *const *members, uint32_t count) {
  enum { SHOWN = 12 };
  struct buffer out = buffer_in(arena);
  for (uint32_t i = 0; i < count; i++) {
    bool skips = count > SHOWN && i == SHOWN / 2;
    buffer_text(&out, skips ? "\u2026" : members[i]->spelling);
    buffer_text(&out, " \u2192 ");
    if (skips) i = count - SHOWN / 2;
  }
  buffer_text(&out, members[0]->spelling);
  return buffer_string(&out);
}

const struct party *entity_party(const struct entity *entity) {
  if (!entity) return NULL;
  if (entity->kind == ENTITY_PERSON) return ((const struct person *)entity)->party;
  bool party = entity->kind == ENTITY_CLIENT || entity->kind == ENTITY_AGENCY || entity->kind == ENTITY_SUPPLIER;
  return party ? (const struct party *)entity : NULL;
}

bool entity_is_client(const struct entity *entity) {
  const struct party *party = entity_party(entity);
  return party && party->entity.kind == ENTITY_CLIENT;
}

bool kpi_less_is_better(const struct kpi *kpi) {
  if (kpi->green->stated) return !kpi->green->least;
  enum target_form stretch = kpi->stretch->form;
  if (kpi->stretch->stated) return stretch == TARGET_MOST || stretch == TARGET_REDUCE || stretch == TARGET_MAINTAIN_MOST;
  if (!kpi->unit) return false;
  return kpi->unit->kind == UNIT_TIME || (kpi->unit->kind == UNIT_MONEY && kpi->unit->base_count > 1);
}

bool comparison_passes(enum comparison comparison, int order) {
  switch (comparison) {
    case COMPARE_LESS: return order < 0;
    case COMPARE_LESS_EQUAL: return order <= 0;
    case COMPARE_GREATER: return order > 0;
    case COMPARE_GREATER_EQUAL: return order >= 0;
    case COMPARE_EQUAL: break;
  }
  return order == 0;
}
