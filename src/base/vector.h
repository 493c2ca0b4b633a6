/* A list that grows, in an arena: VECTOR(struct person *) persons; VECTOR_PUSH(arena, &persons, person). */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include <stdint.h>

#include "base/arena.h"

#define VECTOR(type)          \
  struct {                    \
    type *items;              \
    uint32_t count, capacity; \
  }

/* One more room in `items`; returns the list, moved or not. */
void *vector_room(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size);

#define VECTOR_PUSH(arena, vector, item)                                                                      \
  ((vector)->items = vector_room((arena), (vector)->items, (vector)->count, &(vector)->capacity,              \
                                 sizeof *(vector)->items),                                                    \
   (vector)->items[(vector)->count++] = (item))

#endif
