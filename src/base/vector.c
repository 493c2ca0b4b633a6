#include "base/vector.h"

enum { FIRST_CAPACITY = 8 };

void *vector_room(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size) {
  if (count < *capacity) return items;
  if (*capacity > UINT32_MAX / 2) arena_fail(arena);
  uint32_t larger = *capacity ? *capacity * 2 : FIRST_CAPACITY;
  if (item_size > SIZE_MAX / larger) arena_fail(arena);
  items = arena_grow(arena, items, *capacity * item_size, larger * item_size);
  *capacity = larger;
  return items;
}
