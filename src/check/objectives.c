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

const char *objectives_written(const char *word, const char *name, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, word);
  buffer_char(&out, ' ');
  buffer_text(&out, name);
  return buffer_string(&out);
}

struct argument objectives_kpi_names(const struct objective *objective, struct arena *arena) {
  uint32_t count = objective->kpis.count;
  const char **names = ARENA_ARRAY(arena, const char *, count);
  for (uint32_t i = 0; i < count; i++) names[i] = objective->kpis.items[i]->entity.spelling;
  return arg_list(names, count);
}

const struct entity *objectives_client_person(const struct model *model) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    if (party->entity.kind != ENTITY_CLIENT) continue;
    if (party->contact.to && entity_is_client(party->contact.to)) return party->contact.to;
    if (party->persons.count > 0) return &party->persons.items[0]->entity;
  }
  return NULL;
}
