/* From things of the model to what a rule notes about them. Only looked up, never walked through: the order of addresses
 * must not reach an output. */
#ifndef CHECK_ENTITY_MAP_H
#define CHECK_ENTITY_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct entity_map_slot {
  const void *key; /* NULL: free */
  void *value;
};

/* All zero but the arena is an empty map. */
struct entity_map {
  struct arena *arena;
  struct entity_map_slot *slots;
  uint32_t count, size; /* size: a power of two, or 0 */
};

/* Where the value of `key` (not NULL) stands: NULL in it at first. Good until the next call. */
void **entity_map_at(struct entity_map *map, const void *key);

/* The value, or NULL. */
void *entity_map_get(const struct entity_map *map, const void *key);

#endif
