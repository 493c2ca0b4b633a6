#include "base/vector.h"

/* Most lists of large things hold one or two: room for the first is made as if it were the only one. */
static uint32_t first_capacity(size_t item_size) { return item_size > 16 ? 1 : 4; }

void *vector_room(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size) {
  if (count < *capacity) return items;
  if (*capacity > UINT32_MAX / 2) arena_fail(arena);
  uint32_t larger = *capacity ? *capacity * 2 : first_capacity(item_size);
  if (item_size > SIZE_MAX / larger) arena_fail(arena);
  items = arena_grow(arena, items, *capacity * item_size, larger * item_size);
  *capacity = larger;
  return items;
}
