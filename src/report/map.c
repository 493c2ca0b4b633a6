#include "report/map.h"

#include <assert.h>

#include "check/entity_map.h"
#include "report/phrases.h"
#include "report/priority.h"

struct making {
  struct arena *arena;
  const struct model *model;
  struct map map;
  struct entity_map places; /* of entities among the nodes, from 1 */
  uint32_t *marks;          /* of nodes: the last stamp that they got */
  uint32_t stamp;
};

/* ---- Nodes ---- */

static void add_node(struct making *m, enum map_layer layer, const struct entity *entity, uint32_t objective) {
  VECTOR_PUSH(m->arena, &m->map.nodes, ((struct map_node){.layer = layer, .entity = entity, .objective = objective}));
  *entity_map_at(&m->places, entity) = (void *)(uintptr_t)m->map.nodes.count;
}

static uint32_t place_of(const struct making *m, const struct entity *entity) {
  uintptr_t place = entity ? (uintptr_t)entity_map_get(&m->places, entity) : 0;
  return place > 0 ? (uint32_t)place - 1 : MAP_NONE;
}

/* The first in the order of priority that it measures. */
static uint32_t first_objective(const struct making *m, const struct kpi *kpi) {
  uint32_t first = MAP_NONE;
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    uint32_t place = place_of(m, kpi->measures.items[i].to);
    if (place != MAP_NONE && m->map.nodes.items[place].objective < first) first = m->map.nodes.items[place].objective;
  }
  return first;
}

static void add_nodes(struct making *m) {
  const struct model *model = m->model;
  const struct objective **objectives = objectives_by_priority(m->arena, model);
  for (uint32_t i = 0; i < model->goals.count; i++) add_node(m, MAP_GOALS, &model->goals.items[i]->entity, MAP_NONE);
  for (uint32_t i = 0; i < model->objectives.count; i++) add_node(m, MAP_OBJECTIVES, &objectives[i]->entity, i);
  for (uint32_t i = 0; i < model->kpis.count; i++)
    add_node(m, MAP_KPIS, &model->kpis.items[i]->entity, first_objective(m, model->kpis.items[i]));
  for (uint32_t i = 0; i < model->actions.count; i++) add_node(m, MAP_WORK, &model->actions.items[i]->entity, MAP_NONE);
  for (uint32_t i = 0; i < model->contents.count; i++) add_node(m, MAP_WORK, &model->contents.items[i]->entity, MAP_NONE);
  for (uint32_t i = 0; i < model->channels.count; i++) add_node(m, MAP_CHANNELS, &model->channels.items[i]->entity, MAP_NONE);
  m->marks = ARENA_ARRAY(m->arena, uint32_t, m->map.nodes.count + 1);
}

/* ---- Edges: gathered from each side by who serves, since the text says them on either side ---- */

struct serving {
  uint32_t to;
  struct serving *next;
};

static void serve(struct arena *arena, struct serving **lists, uint32_t from, uint32_t to) {
  if (from == MAP_NONE || to == MAP_NONE) return;
  struct serving **last = &lists[from];
  while (*last && (*last)->to != to) last = &(*last)->next;
  if (*last) return;
  *last = ARENA_NEW(arena, struct serving);
  (*last)->to = to;
}

static void serve_refs(struct making *m, struct serving **lists, const struct entity *from, const struct refs *refs) {
  for (uint32_t i = 0; i < refs->count; i++) serve(m->arena, lists, place_of(m, from), place_of(m, refs->items[i].to));
}

static void add_edge(struct making *m, uint32_t from, uint32_t to, bool influences) {
  VECTOR_PUSH(m->arena, &m->map.edges, ((struct map_edge){from, to, influences}));
}

/* Marks what `from` serves through the lists, and what that serves, down to the objectives. */
static void mark_served(struct making *m, struct serving **lists, uint32_t from) {
  for (const struct serving *s = lists[from]; s; s = s->next) {
    if (m->marks[s->to] == m->stamp) continue;
    m->marks[s->to] = m->stamp;
    if (m->map.nodes.items[s->to].layer > MAP_OBJECTIVES) mark_served(m, lists, s->to);
  }
}

/* What it serves directly, unless something that it serves already does. */
static void serve_unless_marked(struct making *m, struct serving **lists, const struct entity *from,
                                const struct entity *served) {
  uint32_t place = place_of(m, from), to = place_of(m, served);
  if (place == MAP_NONE || to == MAP_NONE) return;
  m->stamp++;
  mark_served(m, lists, place);
  if (m->marks[to] != m->stamp) serve(m->arena, lists, place, to);
}

/* All of them looked at before any is added: none of them hides another. */
static void serve_refs_unless_marked(struct making *m, struct serving **lists, const struct entity *from,
                                     const struct refs *refs) {
  uint32_t place = place_of(m, from);
  if (place == MAP_NONE || refs->count == 0) return;
  m->stamp++;
  mark_served(m, lists, place);
  for (uint32_t i = 0; i < refs->count; i++) {
    uint32_t to = place_of(m, refs->items[i].to);
    if (to != MAP_NONE && m->marks[to] != m->stamp) serve(m->arena, lists, place, to);
  }
}

static void gather_goals(struct making *m, struct serving **lists) {
  for (uint32_t i = 0; i < m->model->objectives.count; i++)
    serve_refs(m, lists, &m->model->objectives.items[i]->entity, &m->model->objectives.items[i]->serves);
  for (uint32_t i = 0; i < m->model->kpis.count; i++)
    serve_refs(m, lists, &m->model->kpis.items[i]->entity, &m->model->kpis.items[i]->measures);
}

static bool is_content(const struct entity *entity) { return entity && entity->kind == ENTITY_CONTENT; }

/* What KPIs are counted on: contents before channels, since a content may already say what its channel serves. */
static void gather_counted(struct making *m, struct serving **lists, bool contents) {
  for (uint32_t i = 0; i < m->model->kpis.count; i++) {
    const struct kpi *kpi = m->model->kpis.items[i];
    for (uint32_t k = 0; k < kpi->on.count; k++)
      if (is_content(kpi->on.items[k].to) == contents) serve_unless_marked(m, lists, kpi->on.items[k].to, &kpi->entity);
  }
}

static void gather_work(struct making *m, struct serving **lists) {
  const struct model *model = m->model;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    for (uint32_t k = 0; k < action->expects.count; k++)
      serve(m->arena, lists, place_of(m, &action->entity), place_of(m, action->expects.items[k].kpi.to));
    serve_refs_unless_marked(m, lists, &action->entity, &action->objectives);
  }
  gather_counted(m, lists, true);
  for (uint32_t i = 0; i < model->contents.count; i++)
    serve_refs_unless_marked(m, lists, &model->contents.items[i]->entity, &model->contents.items[i]->serves);
}

static void gather_mix(struct making *m, struct serving **lists, const struct entity *channel, const struct shares *mix) {
  for (uint32_t i = 0; i < mix->items.count; i++)
    serve(m->arena, lists, place_of(m, channel), place_of(m, mix->items.items[i].of.to));
}

static void gather_channels(struct making *m, struct serving **lists) {
  const struct model *model = m->model;
  for (uint32_t i = 0; i < model->channels.count; i++)
    gather_mix(m, lists, &model->channels.items[i]->entity, &model->channels.items[i]->mix);
  for (uint32_t i = 0; i < model->campaigns.count; i++)
    for (uint32_t k = 0; k < model->campaigns.items[i]->mixes.count; k++)
      gather_mix(m, lists, model->campaigns.items[i]->mixes.items[k].of.to, &model->campaigns.items[i]->mixes.items[k]);
  for (uint32_t i = 0; i < model->actions.count; i++)
    for (uint32_t k = 0; k < model->actions.items[i]->channels.count; k++)
      serve(m->arena, lists, place_of(m, model->actions.items[i]->channels.items[k].to),
            place_of(m, &model->actions.items[i]->entity));
  gather_counted(m, lists, false);
  for (uint32_t i = 0; i < model->channels.count; i++)
    serve_refs_unless_marked(m, lists, &model->channels.items[i]->entity, &model->channels.items[i]->suits);
}

static void add_influences(struct making *m, uint32_t from) {
  const struct map_node *node = &m->map.nodes.items[from];
  if (node->layer != MAP_KPIS) return;
  const struct refs *refs = &((const struct kpi *)node->entity)->influences;
  m->stamp++;
  for (uint32_t i = 0; i < refs->count; i++) {
    uint32_t to = place_of(m, refs->items[i].to);
    if (to == MAP_NONE || to == from || m->map.nodes.items[to].layer != MAP_KPIS || m->marks[to] == m->stamp) continue;
    m->marks[to] = m->stamp;
    add_edge(m, from, to, true);
  }
}

struct map map_of(struct arena *arena, const struct model *model) {
  struct making m = {.arena = arena, .model = model, .places = {.arena = arena}};
  add_nodes(&m);
  struct serving **lists = ARENA_ARRAY(arena, struct serving *, m.map.nodes.count + 1);
  gather_goals(&m, lists);
  gather_work(&m, lists);
  gather_channels(&m, lists);
  for (uint32_t i = 0; i < m.map.nodes.count; i++) {
    for (const struct serving *s = lists[i]; s; s = s->next)
      if (m.map.nodes.items[s->to].layer < m.map.nodes.items[i].layer) add_edge(&m, i, s->to, false);
    add_influences(&m, i);
  }
  return m.map;
}

/* ---- Parts ---- */

struct map map_reduced(struct arena *arena, const struct map *map, const bool *kept) {
  struct map part = {0};
  uint32_t *places = ARENA_ARRAY(arena, uint32_t, map->nodes.count + 1);
  for (uint32_t i = 0; i < map->nodes.count; i++) {
    if (!kept[i]) continue;
    places[i] = part.nodes.count;
    VECTOR_PUSH(arena, &part.nodes, map->nodes.items[i]);
  }
  for (uint32_t i = 0; i < map->edges.count; i++) {
    const struct map_edge *edge = &map->edges.items[i];
    if (kept[edge->from] && kept[edge->to])
      VECTOR_PUSH(arena, &part.edges, ((struct map_edge){places[edge->from], places[edge->to], edge->influences}));
  }
  return part;
}

struct map map_overview(struct arena *arena, const struct map *map) {
  bool *kept = ARENA_ARRAY(arena, bool, map->nodes.count + 1);
  for (uint32_t i = 0; i < map->nodes.count; i++) kept[i] = map->nodes.items[i].layer <= MAP_OBJECTIVES;
  return map_reduced(arena, map, kept);
}

/* Edges stand by who serves, layer after layer: what serves something that is kept is found in one go. */
static void keep_serving(const struct map *map, bool *kept) {
  for (uint32_t i = 0; i < map->edges.count; i++) {
    const struct map_edge *edge = &map->edges.items[i];
    if (!edge->influences && map->nodes.items[edge->to].layer >= MAP_OBJECTIVES && kept[edge->to]) kept[edge->from] = true;
  }
}

struct map map_around(struct arena *arena, const struct map *map, uint32_t objective) {
  bool *kept = ARENA_ARRAY(arena, bool, map->nodes.count + 1);
  kept[objective] = true;
  keep_serving(map, kept);
  for (uint32_t i = 0; i < map->edges.count; i++)
    if (map->edges.items[i].from == objective) kept[map->edges.items[i].to] = true;
  return map_reduced(arena, map, kept);
}

struct map map_unattached(struct arena *arena, const struct map *map) {
  bool *kept = ARENA_ARRAY(arena, bool, map->nodes.count + 1), *others = ARENA_ARRAY(arena, bool, map->nodes.count + 1);
  for (uint32_t i = 0; i < map->nodes.count; i++) kept[i] = map->nodes.items[i].layer <= MAP_OBJECTIVES;
  keep_serving(map, kept);
  for (uint32_t i = 0; i < map->nodes.count; i++) others[i] = !kept[i];
  return map_reduced(arena, map, others);
}

/* ---- Words ---- */

enum text_key map_layer_name(enum map_layer layer) {
  static const enum text_key names[] = {TEXT_MAP_GOALS, TEXT_MAP_OBJECTIVES, TEXT_MAP_KPIS, TEXT_MAP_WORK,
                                        TEXT_MAP_CHANNELS};
  static_assert(sizeof names / sizeof names[0] == MAP_LAYER_COUNT, "each layer has its name");
  return names[layer];
}

enum text_key map_kind(const struct map_node *node) {
  static const enum text_key kinds[] = {TEXT_MAP_GOAL, TEXT_MAP_OBJECTIVE, TEXT_MAP_KPI, TEXT_MAP_ACTION, TEXT_MAP_CHANNEL};
  return node->entity && node->entity->kind == ENTITY_CONTENT ? TEXT_MAP_CONTENT : kinds[node->layer];
}

struct cell map_title(struct document *document, const struct map_node *node) {
  if (!node->entity) return cell_sentence(document, TEXT_MAP_MORE, ARGS(arg_integer(node->more)));
  return phrase_entity(node->entity);
}

static struct cell owner_and_day(struct document *document, const struct entity *owner, day_number day) {
  if (day == DAY_NONE) return phrase_entity(owner);
  if (!owner) return cell_date(day);
  return cell_sentence(document, TEXT_MAP_WHO_WHEN, ARGS(arg_entity(document, owner), arg_said_date(document, day)));
}

static struct cell action_detail(struct document *document, const struct action *action) {
  struct cell who = phrase_refs(document, &action->by);
  day_number day = action->timing == TIMING_DUE ? action->due : action->timing == TIMING_PERIOD ? action->period.to : DAY_NONE;
  if (day == DAY_NONE || cell_is_empty(&who)) return cell_is_empty(&who) ? cell_date(day) : who;
  return cell_sentence(document, TEXT_MAP_WHO_WHEN, ARGS(arg_cell(document, &who), arg_said_date(document, day)));
}

struct cell map_detail(struct document *document, const struct map_node *node) {
  const struct entity *entity = node->entity;
  if (!entity) return (struct cell){.kind = CELL_EMPTY};
  switch (entity->kind) {
    case ENTITY_GOAL: return phrase_entity(((const struct goal *)entity)->owner.to);
    case ENTITY_OBJECTIVE: {
      const struct objective *objective = (const struct objective *)entity;
      return owner_and_day(document, objective->owner.to, objective->by);
    }
    case ENTITY_KPI: {
      const struct kpi *kpi = (const struct kpi *)entity;
      return phrase_target_by(document, kpi->unit, &kpi->target);
    }
    case ENTITY_ACTION: return action_detail(document, (const struct action *)entity);
    default: return (struct cell){.kind = CELL_EMPTY};
  }
}

struct cell map_headline(struct document *document, const struct model *model) {
  struct cell name = phrase_entity(&model->agreement.entity);
  return cell_sentence(document, TEXT_MAP_TITLE, ARGS(arg_cell(document, &name)));
}

struct cell map_version(struct document *document, const struct model *model) {
  enum { FINGERPRINT_DIGITS = 12 };
  const struct text *version = &model->agreement.version;
  const char *digits = model->fingerprint ? model->fingerprint : "";
  size_t length = strlen(digits);
  if (length > FINGERPRINT_DIGITS) length = FINGERPRINT_DIGITS;
  struct argument mark = arg_string(arena_copy(document->scratch, digits, length));
  if (version->length == 0) return cell_sentence(document, TEXT_MAP_UNVERSIONED, ARGS(mark));
  return cell_sentence(document, TEXT_MAP_VERSIONED, ARGS(arg_words(document, *version), mark));
}

struct cell map_said(struct document *document, const struct map *map, uint32_t node) {
  const struct map_node *self = &map->nodes.items[node];
  struct cell title = map_title(document, self), detail = map_detail(document, self);
  VECTOR(struct cell) served = {0};
  if (!self->entity) return title;
  for (uint32_t i = 0; i < map->edges.count; i++)
    if (map->edges.items[i].from == node && !map->edges.items[i].influences)
      VECTOR_PUSH(document->scratch, &served, map_title(document, &map->nodes.items[map->edges.items[i].to]));
  struct argument kind = arg_text(map_kind(self));
  if (!cell_is_empty(&detail))
    title = cell_sentence(document, TEXT_MAP_TITLE_DETAIL, ARGS(arg_cell(document, &title), arg_cell(document, &detail)));
  struct argument words = arg_cell(document, &title);
  if (served.count == 0) return cell_sentence(document, TEXT_MAP_SAID_ALONE, ARGS(kind, words));
  struct cell list = cell_list(served.items, served.count);
  return cell_sentence(document, TEXT_MAP_SAID, ARGS(kind, words, arg_cell(document, &list)));
}
