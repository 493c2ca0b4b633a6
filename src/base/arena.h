/* One arena a compilation owns everything; it is freed as one. An allocation that fails does not return: it jumps to
 * the guard, which the library's public functions set, so no code in between has an error path for memory. Whatever
 * holds a resource that is not memory (an open file) must not allocate while it holds it. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdatomic.h>
#include <stddef.h>

#include "remit/memory.h"
#include "remit/piece.h"

struct arena_chunk;

/* Chunks that arenas gave back and that are handed out again: memory that the system gives anew costs time. Arenas of one
 * allocator may share it, also those that other threads work in. No more is held for its sake than was in use at once. */
struct arena_store {
  const struct remit_allocator *allocator;
  struct arena_chunk *chunks; /* of the last size, and longer ones */
  size_t held, most;          /* bytes that its arenas took and did not release, those in `chunks` too: now, and ever; what was
                               * handed over counts on */
  atomic_flag busy;           /* a thread is at it */
};

struct arena {
  const struct remit_allocator *allocator;
  struct arena_store *store;  /* NULL: what is freed goes back to the allocator */
  jmp_buf *guard;             /* where a failed allocation goes */
  struct arena_chunk *chunks; /* newest first */
  struct arena_chunk *large;  /* allocations with a chunk of their own, a doubly linked list */
  char *next, *end;           /* the room left in the newest chunk */
  size_t chunk_size;          /* of the next chunk, in bytes */
};

/* The size of what comes from the store, if it has any; and a size from which on memory has a chunk of its own. */
enum { ARENA_PIECE = 1024 * 1024 - 64, ARENA_FIRST_PIECE = ARENA_PIECE / 64 };

/* The C library's own allocator. */
extern const struct remit_allocator arena_standard_allocator;

void arena_init(struct arena *arena, const struct remit_allocator *allocator, jmp_buf *guard);
void arena_free(struct arena *arena);

void arena_store_init(struct arena_store *store, const struct remit_allocator *allocator);

/* What it holds goes back to the allocator. */
void arena_store_empty(struct arena_store *store);

/* Frees what was handed out, but keeps the newest chunk for what comes next: for a scratch that is emptied over and over. */
void arena_empty(struct arena *arena);

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `memory`, of `old_size` bytes, as `new_size` bytes (new_size >= old_size); it may move. The new part is not zeroed. */
void *arena_grow(struct arena *arena, void *memory, size_t old_size, size_t new_size);

/* What was handed out before `keep` was, as far as it fills whole chunks, is freed. `keep` must be alive, and what has a
 * chunk of its own stays. */
void arena_free_before(struct arena *arena, const void *keep);

/* All that `from` holds is `to`'s from now on, as if it had been handed out there just now; `from` is empty. Both have one
 * allocator. */
void arena_join(struct arena *to, struct arena *from);

/* `memory`, of `size` bytes, leaves the arena: its first `length` bytes as a block of the allocator, for the caller to
 * release. NULL where it has no chunk of its own: then it stays, and is to be copied. */
char *arena_hand_over(struct arena *arena, char *memory, size_t size, size_t length);

/* The same of ARENA_FIRST_PIECE or more, as a piece. */
struct remit_piece *arena_hand_over_piece(struct arena *arena, char *memory, size_t length);

char *arena_copy(struct arena *arena, const char *bytes, size_t length); /* with a NUL after it */

/* Goes to the guard, as a failed allocation does. */
_Noreturn void arena_fail(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
