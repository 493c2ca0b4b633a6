#include "report/links.h"

struct link_list {
  struct link *first, *last;
};

struct links links_in(struct arena *arena) { return (struct links){.lists = {.arena = arena}, .arena = arena}; }

void links_add(struct links *links, const struct entity *of, struct link link) {
  if (!of) return;
  void **place = entity_map_at(&links->lists, of);
  struct link_list *list = *place;
  if (!list) *place = list = ARENA_NEW(links->arena, struct link_list);
  struct link *copy = ARENA_NEW(links->arena, struct link);
  *copy = link;
  if (list->last) list->last->next = copy;
  else list->first = copy;
  list->last = copy;
}

void links_add_refs(struct links *links, const struct refs *of, struct link link) {
  for (uint32_t i = 0; i < of->count; i++) links_add(links, of->items[i].to, link);
}

const struct link *links_of(const struct links *links, const struct entity *entity) {
  const struct link_list *list = entity_map_get(&links->lists, entity);
  return list ? list->first : NULL;
}
