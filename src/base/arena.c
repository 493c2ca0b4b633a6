#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
  struct arena_chunk *next, *previous; /* `previous` only of large ones */
  size_t size;                         /* only of shared ones */
};

/* The size from which memory gets a chunk of its own is the same for the arena's whole life, so that arena_grow knows
 * from the old size alone where the memory lies. With ARENA_SEPARATE all memory does, so that the address sanitizer
 * sees where each piece ends. */
enum {
  ALIGNMENT = _Alignof(max_align_t),
  HEADER = (sizeof(struct arena_chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
  ALLOCATORS_OWN = 32, /* what allocators put round a block: with it, a chunk fills whole pages */
  FIRST_CHUNK = 32 * 1024,
  LAST_CHUNK = 1024 * 1024,
#ifdef ARENA_SEPARATE
  LARGEST_SHARED = 0
#else
  LARGEST_SHARED = FIRST_CHUNK / 4
#endif
};

static void *standard_allocate(void *context, size_t size) {
  (void)context;
  return malloc(size);
}

static void *standard_reallocate(void *context, void *memory, size_t size) {
  (void)context;
  return realloc(memory, size);
}

static void standard_release(void *context, void *memory) {
  (void)context;
  free(memory);
}

const struct remit_allocator arena_standard_allocator = {
    .allocate = standard_allocate, .reallocate = standard_reallocate, .release = standard_release};

void arena_init(struct arena *arena, const struct remit_allocator *allocator, jmp_buf *guard) {
  *arena = (struct arena){.allocator = allocator, .guard = guard, .chunk_size = FIRST_CHUNK};
}

static char *chunk_bytes(struct arena_chunk *chunk) { return (char *)chunk + HEADER; }

/* What a chunk that fills whole pages has room for. */
static size_t chunk_room(size_t size) { return size - HEADER - ALLOCATORS_OWN; }

static void release_all(const struct remit_allocator *allocator, struct arena_chunk *chunk) {
  while (chunk) {
    struct arena_chunk *next = chunk->next;
    allocator->release(allocator->context, chunk);
    chunk = next;
  }
}

void arena_free(struct arena *arena) {
  release_all(arena->allocator, arena->chunks);
  release_all(arena->allocator, arena->large);
  release_all(arena->allocator, arena->spare);
  arena_init(arena, arena->allocator, arena->guard);
}

static void start_chunk(struct arena *arena, struct arena_chunk *chunk) {
  arena->next = chunk_bytes(chunk);
  arena->end = arena->next + chunk->size;
}

void arena_empty(struct arena *arena) {
  struct arena_chunk *kept = arena->chunks;
  release_all(arena->allocator, arena->large);
  arena->large = NULL;
  if (!kept) return;
  release_all(arena->allocator, kept->next);
  kept->next = NULL;
  start_chunk(arena, kept);
}

void arena_drop_spare(struct arena *arena) {
  release_all(arena->allocator, arena->spare);
  arena->spare = NULL;
}

/* Chunks of the last size alone, so that there are few. */
static bool wants_spare(const struct arena *arena, const struct arena_chunk *chunk) {
  enum { SPARE_MOST = 2 };
  int count = 0;
  for (const struct arena_chunk *spare = arena->spare; spare; spare = spare->next) count++;
  return chunk->size == chunk_room(LAST_CHUNK) && count < SPARE_MOST;
}

void arena_give_before(struct arena *arena, const void *keep, struct arena *to) {
  const char *at = keep;
  struct arena_chunk *chunk = arena->chunks, *next;
  while (chunk && !(at >= chunk_bytes(chunk) && at < chunk_bytes(chunk) + chunk->size)) chunk = chunk->next;
  if (!chunk) return;
  struct arena_chunk *given = chunk->next;
  for (chunk->next = NULL; given; given = next) {
    next = given->next;
    if (!wants_spare(to, given)) {
      arena->allocator->release(arena->allocator->context, given);
      continue;
    }
    given->next = to->spare;
    to->spare = given;
  }
}

static void join_shared(struct arena *to, const struct arena *from) {
  struct arena_chunk *last = from->chunks;
  if (!last) return;
  while (last->next) last = last->next;
  last->next = to->chunks;
  to->chunks = from->chunks;
  to->next = from->next;
  to->end = from->end;
  if (to->chunk_size < from->chunk_size) to->chunk_size = from->chunk_size;
}

static void join_large(struct arena *to, struct arena_chunk *from) {
  struct arena_chunk *last = from;
  if (!from) return;
  while (last->next) last = last->next;
  last->next = to->large;
  if (to->large) to->large->previous = last;
  to->large = from;
}

void arena_join(struct arena *to, struct arena *from) {
  arena_drop_spare(from);
  join_shared(to, from);
  join_large(to, from->large);
  arena_init(from, from->allocator, from->guard);
}

_Noreturn void arena_fail(struct arena *arena) { longjmp(*arena->guard, 1); }

static struct arena_chunk *allocate_chunk(struct arena *arena, size_t size) {
  if (size > SIZE_MAX - HEADER) arena_fail(arena);
  struct arena_chunk *chunk = arena->allocator->allocate(arena->allocator->context, HEADER + size);
  if (!chunk) arena_fail(arena);
  return chunk;
}

/* A spare one, if there is one. */
static struct arena_chunk *next_chunk(struct arena *arena) {
  struct arena_chunk *chunk = arena->spare;
  if (chunk) {
    arena->spare = chunk->next;
    return chunk;
  }
  chunk = allocate_chunk(arena, chunk_room(arena->chunk_size));
  chunk->size = chunk_room(arena->chunk_size);
  return chunk;
}

static void add_chunk(struct arena *arena) {
  struct arena_chunk *chunk = next_chunk(arena);
  *chunk = (struct arena_chunk){.next = arena->chunks, .size = chunk->size};
  arena->chunks = chunk;
  start_chunk(arena, chunk);
  if (arena->chunk_size < LAST_CHUNK) arena->chunk_size *= 2;
}

static void link_large(struct arena *arena, struct arena_chunk *chunk) {
  *chunk = (struct arena_chunk){.next = arena->large};
  if (chunk->next) chunk->next->previous = chunk;
  arena->large = chunk;
}

static char *take_large(struct arena *arena, size_t size) {
  struct arena_chunk *chunk = allocate_chunk(arena, size);
  link_large(arena, chunk);
  return chunk_bytes(chunk);
}

static char *take_shared(struct arena *arena, size_t size, size_t alignment) {
  size_t skip = (alignment - (uintptr_t)arena->next % alignment) % alignment;
  if (!arena->next || (size_t)(arena->end - arena->next) < skip + size) {
    add_chunk(arena);
    skip = 0;
  }
  char *memory = arena->next + skip;
  arena->next = memory + size;
  return memory;
}

static char *take(struct arena *arena, size_t size, size_t alignment) {
  if (!size) size = 1; /* so that no two have one address */
  return size > LARGEST_SHARED ? take_large(arena, size) : take_shared(arena, size, alignment);
}

void *arena_alloc(struct arena *arena, size_t size) { return memset(take(arena, size, ALIGNMENT), 0, size); }

char *arena_hand_over(struct arena *arena, char *memory, size_t size, size_t length) {
  if (size <= LARGEST_SHARED) return NULL;
  struct arena_chunk *chunk = (struct arena_chunk *)(void *)(memory - HEADER);
  if (chunk->next) chunk->next->previous = chunk->previous;
  if (chunk->previous) chunk->previous->next = chunk->next;
  else arena->large = chunk->next;
  return memmove(chunk, memory, length);
}

static void *grow_large(struct arena *arena, char *memory, size_t new_size) {
  struct arena_chunk *old = (struct arena_chunk *)(void *)(memory - HEADER);
  if (new_size > SIZE_MAX - HEADER) arena_fail(arena);
  struct arena_chunk *chunk = arena->allocator->reallocate(arena->allocator->context, old, HEADER + new_size);
  if (!chunk) arena_fail(arena);
  if (chunk->next) chunk->next->previous = chunk;
  if (chunk->previous) chunk->previous->next = chunk;
  else arena->large = chunk;
  return chunk_bytes(chunk);
}

/* Whether the memory is the newest in its chunk and could be made longer there. */
static bool grow_in_place(struct arena *arena, const char *memory, size_t old_size, size_t new_size) {
  if (!old_size || memory + old_size != arena->next || new_size > LARGEST_SHARED) return false;
  if ((size_t)(arena->end - arena->next) < new_size - old_size) return false;
  arena->next += new_size - old_size;
  return true;
}

void *arena_grow(struct arena *arena, void *memory, size_t old_size, size_t new_size) {
  if (memory && old_size > LARGEST_SHARED) return grow_large(arena, memory, new_size);
  if (memory && grow_in_place(arena, memory, old_size, new_size)) return memory;
  char *moved = take(arena, new_size, ALIGNMENT);
  if (memory) memcpy(moved, memory, old_size);
  return moved;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
  if (length == SIZE_MAX) arena_fail(arena);
  char *copy = take(arena, length + 1, 1);
  if (length) memcpy(copy, bytes, length);
  copy[length] = 0;
  return copy;
}
