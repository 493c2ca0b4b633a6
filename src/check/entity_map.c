#include "check/entity_map.h"

enum { FIRST_SIZE = 8 };

static uint32_t home_of(const struct entity_map *map, const void *key) {
  uint64_t spread = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
  return (uint32_t)(spread >> 32) & (map->size - 1);
}

/* The slot of `key`, or the free one where it would stand. */
static struct entity_map_slot *find_slot(const struct entity_map *map, const void *key) {
  uint32_t at = home_of(map, key);
  while (map->slots[at].key && map->slots[at].key != key) at = (at + 1) & (map->size - 1);
  return &map->slots[at];
}

static void enlarge(struct entity_map *map) {
  struct entity_map larger = {.arena = map->arena, .count = map->count};
  larger.size = map->size ? map->size * 2 : FIRST_SIZE;
  larger.slots = ARENA_ARRAY(map->arena, struct entity_map_slot, larger.size);
  for (uint32_t i = 0; i < map->size; i++)
    if (map->slots[i].key) *find_slot(&larger, map->slots[i].key) = map->slots[i];
  *map = larger;
}

void **entity_map_at(struct entity_map *map, const void *key) {
  if (map->count * 2 >= map->size) enlarge(map);
  struct entity_map_slot *slot = find_slot(map, key);
  if (!slot->key) {
    slot->key = key;
    map->count++;
  }
  return &slot->value;
}

void *entity_map_get(const struct entity_map *map, const void *key) {
  return map->size ? find_slot(map, key)->value : NULL;
}
