/* One arena a compilation owns everything; it is freed as one. An allocation that fails does not return: it jumps to
 * the guard, which the library's public functions set, so no code in between has an error path for memory. Whatever
 * holds a resource that is not memory (an open file) must not allocate while it holds it. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

#include "remit/memory.h"

struct arena_chunk;

struct arena {
  const struct remit_allocator *allocator;
  jmp_buf *guard;             /* where a failed allocation goes */
  struct arena_chunk *chunks; /* newest first */
  struct arena_chunk *large;  /* allocations with a chunk of their own, a doubly linked list */
  struct arena_chunk *spare;  /* chunks that another arena gave, for what is handed out next */
  char *next, *end;           /* the room left in the newest chunk */
  size_t chunk_size;          /* of the next chunk, in bytes */
};

/* The C library's own allocator. */
extern const struct remit_allocator arena_standard_allocator;

void arena_init(struct arena *arena, const struct remit_allocator *allocator, jmp_buf *guard);
void arena_free(struct arena *arena);

/* Frees what was handed out, but keeps the newest chunk for what comes next: for a scratch that is emptied over and over. */
void arena_empty(struct arena *arena);

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `memory`, of `old_size` bytes, as `new_size` bytes (new_size >= old_size); it may move. The new part is not zeroed. */
void *arena_grow(struct arena *arena, void *memory, size_t old_size, size_t new_size);

/* What was handed out before `keep` was, as far as it fills whole chunks, is freed, or `to` uses its room for what it hands
 * out next: memory that the system gives anew costs time. `keep` must be alive, and what has a chunk of its own stays. Both
 * have one allocator. */
void arena_give_before(struct arena *arena, const void *keep, struct arena *to);

/* Frees the room that was given and not used. */
void arena_drop_spare(struct arena *arena);

/* All that `from` holds is `to`'s from now on, as if it had been handed out there just now; `from` is empty. Both have one
 * allocator. */
void arena_join(struct arena *to, struct arena *from);

/* `memory`, of `size` bytes, leaves the arena: its first `length` bytes as a block of the allocator, for the caller to
 * release. NULL where it has no chunk of its own: then it stays, and is to be copied. */
char *arena_hand_over(struct arena *arena, char *memory, size_t size, size_t length);

char *arena_copy(struct arena *arena, const char *bytes, size_t length); /* with a NUL after it */

/* Goes to the guard, as a failed allocation does. */
_Noreturn void arena_fail(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
