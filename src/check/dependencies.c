#include "check/dependencies.h"

/* An entity whose ties are being walked, depth first: each rests on the next. */
struct visit {
  const struct entity *entity;
  const struct refs *lists[2];
  uint32_t list, item; /* the tie that is walked next; the one before it leads to the next visit */
  uint32_t ringed;     /* of the visits below, those up to the last that is in a circle */
};

enum { NEW = 0, DONE = UINT32_MAX };

struct walk {
  struct arena *arena;
  struct dependencies found;
  uint32_t *circle_of, *place; /* by order; its place on the stack from 1, NEW or DONE */
  VECTOR(struct visit) stack;
};

static struct visit visit_of(const struct entity *entity) {
  const struct action *action = (const struct action *)entity;
  const struct deliverable *deliverable = (const struct deliverable *)entity;
  if (entity->kind == ENTITY_ACTION) return (struct visit){.entity = entity, .lists = {&action->after, &action->needs}};
  return (struct visit){.entity = entity, .lists = {&deliverable->needs, NULL}};
}

/* NULL: there are no more. */
static const struct ref *next_tie(struct visit *visit) {
  while (visit->list < 2 && visit->lists[visit->list]) {
    const struct refs *refs = visit->lists[visit->list];
    if (visit->item < refs->count) return &refs->items[visit->item++];
    visit->list++;
    visit->item = 0;
  }
  return NULL;
}

/* Of the visits, those up to the last that is in a circle. */
static uint32_t ringed(const struct walk *walk) {
  if (!walk->stack.count) return 0;
  const struct visit *last = &walk->stack.items[walk->stack.count - 1];
  return walk->circle_of[last->entity->order] ? walk->stack.count : last->ringed;
}

static void enter(struct walk *walk, const struct entity *entity) {
  struct visit visit = visit_of(entity);
  visit.ringed = ringed(walk);
  VECTOR_PUSH(walk->arena, &walk->stack, visit);
  walk->place[entity->order] = walk->stack.count;
}

/* The visits from `from` on, turned so that the first in the text leads. */
static void add_circle(struct walk *walk, uint32_t from) {
  uint32_t count = walk->stack.count - from, first = 0;
  const struct visit *visits = &walk->stack.items[from];
  struct circle circle = {ARENA_ARRAY(walk->arena, struct tie, count), count};
  for (uint32_t i = 1; i < count; i++)
    if (visits[i].entity->order < visits[first].entity->order) first = i;
  for (uint32_t i = 0; i < count; i++) {
    const struct visit *visit = &visits[(first + i) % count];
    circle.ties[i] = (struct tie){visit->entity, &visit->lists[visit->list]->items[visit->item - 1]};
    walk->circle_of[visit->entity->order] = walk->found.circles.count + 1;
  }
  VECTOR_PUSH(walk->arena, &walk->found.circles, circle);
}

static void follow(struct walk *walk, const struct entity *to) {
  uint32_t place = walk->place[to->order];
  if (place == NEW)
    enter(walk, to);
  else if (place != DONE && place - 1 >= ringed(walk))
    add_circle(walk, place - 1);
}

static void walk_from(struct walk *walk, const struct entity *start) {
  if (walk->place[start->order] != NEW) return;
  enter(walk, start);
  while (walk->stack.count) {
    struct visit *last = &walk->stack.items[walk->stack.count - 1];
    const struct ref *tie = next_tie(last);
    if (tie) {
      follow(walk, tie->to);
    } else {
      walk->place[last->entity->order] = DONE;
      walk->stack.count--;
    }
  }
}

static uint32_t orders_of(const struct model *model) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < model->actions.count; i++)
    if (model->actions.items[i]->entity.order > most) most = model->actions.items[i]->entity.order;
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    if (model->deliverables.items[i]->entity.order > most) most = model->deliverables.items[i]->entity.order;
  return most + 1;
}

struct dependencies dependencies_find(struct arena *arena, const struct model *model) {
  uint32_t orders = orders_of(model);
  struct walk walk = {.arena = arena, .circle_of = ARENA_ARRAY(arena, uint32_t, orders)};
  walk.place = ARENA_ARRAY(arena, uint32_t, orders);
  for (uint32_t i = 0; i < model->actions.count; i++) walk_from(&walk, &model->actions.items[i]->entity);
  for (uint32_t i = 0; i < model->deliverables.count; i++) walk_from(&walk, &model->deliverables.items[i]->entity);
  walk.found.circle_of = walk.circle_of;
  return walk.found;
}

bool dependencies_are_circular(const struct dependencies *dependencies, const struct entity *a, const struct entity *b) {
  uint32_t circle = dependencies->circle_of[a->order];
  return circle && circle == dependencies->circle_of[b->order];
}
