#include "base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
  struct arena_chunk *next, *previous; /* `previous` only of large ones */
  size_t size;                         /* what it has room for */
};

/* The size from which memory gets a chunk of its own is the same for the arena's whole life, so that arena_grow knows
 * from the old size alone where the memory lies. With ARENA_SEPARATE all memory does, so that the address sanitizer
 * sees where each piece ends, and that it is freed. */
enum {
  ALIGNMENT = _Alignof(max_align_t),
  HEADER = (sizeof(struct arena_chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
  ALLOCATORS_OWN = 32, /* what allocators put round a block: with it, a chunk fills whole pages */
  FIRST_CHUNK = 32 * 1024,
  LAST_CHUNK = 1024 * 1024,
#ifdef ARENA_SEPARATE
  LARGEST_SHARED = 0,
  STORED = 0
#else
  LARGEST_SHARED = FIRST_CHUNK / 4,
  STORED = 1 /* chunks are */
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

static_assert((size_t)ARENA_PIECE <= LAST_CHUNK - HEADER - ALLOCATORS_OWN, "the store's chunks have room for a piece");
static_assert((size_t)ARENA_FIRST_PIECE > LARGEST_SHARED, "a piece has a chunk of its own");
static_assert(sizeof(struct remit_piece) <= HEADER, "its head takes the place of the chunk's");

const struct remit_allocator arena_standard_allocator = {
    .allocate = standard_allocate, .reallocate = standard_reallocate, .release = standard_release};

void arena_init(struct arena *arena, const struct remit_allocator *allocator, jmp_buf *guard) {
  *arena = (struct arena){.allocator = allocator, .guard = guard, .chunk_size = FIRST_CHUNK};
}

/* As it was when it had handed out nothing. */
static void begin_anew(struct arena *arena) {
  struct arena_store *store = arena->store;
  arena_init(arena, arena->allocator, arena->guard);
  arena->store = store;
}

static char *chunk_bytes(struct arena_chunk *chunk) { return (char *)chunk + HEADER; }

/* What a chunk that fills whole pages has room for. */
static size_t chunk_room(size_t size) { return size - HEADER - ALLOCATORS_OWN; }

/* ---- What is handed out again ---- */

void arena_store_init(struct arena_store *store, const struct remit_allocator *allocator) {
  *store = (struct arena_store){.allocator = allocator, .busy = ATOMIC_FLAG_INIT};
}

/* Between these two one thread alone looks at the store, for a few instructions. */
static void open_store(struct arena_store *store) {
  while (atomic_flag_test_and_set_explicit(&store->busy, memory_order_acquire)) continue;
}

static void close_store(struct arena_store *store) { atomic_flag_clear_explicit(&store->busy, memory_order_release); }

/* Moves the store's first chunk to a list of those that are to be released. */
static void drop_first(struct arena_store *store, struct arena_chunk **dropped) {
  struct arena_chunk *chunk = store->chunks;
  store->chunks = chunk->next;
  store->held -= chunk->size;
  chunk->next = *dropped;
  *dropped = chunk;
}

static void release_list(const struct remit_allocator *allocator, struct arena_chunk *chunk) {
  while (chunk) {
    struct arena_chunk *next = chunk->next;
    allocator->release(allocator->context, chunk);
    chunk = next;
  }
}

/* The shortest is the first. A little less is held than ever before: of what was taken then a part had not been written to,
 * which costs nothing, while all that is stored has been. */
static void put_into_store(struct arena_store *store, struct arena_chunk *chunk) {
  struct arena_chunk *dropped = NULL;
  open_store(store);
  struct arena_chunk **at = &store->chunks;
  while (*at && (*at)->size < chunk->size) at = &(*at)->next;
  chunk->next = *at;
  *at = chunk;
  if (store->held > store->most - store->most / 24) drop_first(store, &dropped);
  close_store(store);
  release_list(store->allocator, dropped);
}

/* The shortest that has room for `least`, and not for more than `most`; NULL: there is none. */
static struct arena_chunk *take_from_store(struct arena_store *store, size_t least, size_t most) {
  if (!store) return NULL;
  open_store(store);
  struct arena_chunk **at = &store->chunks, *chunk;
  while (*at && (*at)->size < least) at = &(*at)->next;
  chunk = *at && (*at)->size <= most ? *at : NULL;
  if (chunk) *at = chunk->next;
  close_store(store);
  return chunk;
}

void arena_store_empty(struct arena_store *store) {
  struct arena_chunk *dropped = NULL;
  open_store(store);
  while (store->chunks) drop_first(store, &dropped);
  close_store(store);
  release_list(store->allocator, dropped);
}

/* Before `size` more bytes come from the allocator: what lies in the store is released rather than that more is held than
 * ever before. */
static void count_taken(struct arena_store *store, size_t size) {
  struct arena_chunk *dropped = NULL;
  if (!store) return;
  open_store(store);
  while (store->chunks && store->held + size > store->most) drop_first(store, &dropped);
  store->held += size;
  if (store->most < store->held) store->most = store->held;
  close_store(store);
  release_list(store->allocator, dropped);
}

static void count_released(struct arena_store *store, size_t size) {
  if (!store) return;
  open_store(store);
  store->held -= size;
  close_store(store);
}

/* ---- Freeing ---- */

static void release(struct arena *arena, struct arena_chunk *chunk) {
  count_released(arena->store, chunk->size);
  arena->allocator->release(arena->allocator->context, chunk);
}

static void release_all(struct arena *arena, struct arena_chunk *chunk) {
  while (chunk) {
    struct arena_chunk *next = chunk->next;
    if (STORED && arena->store && chunk->size >= chunk_room(LAST_CHUNK)) put_into_store(arena->store, chunk);
    else release(arena, chunk);
    chunk = next;
  }
}

void arena_free(struct arena *arena) {
  release_all(arena, arena->chunks);
  release_all(arena, arena->large);
  begin_anew(arena);
}

static void start_chunk(struct arena *arena, struct arena_chunk *chunk) {
  arena->next = chunk_bytes(chunk);
  arena->end = arena->next + chunk->size;
}

void arena_empty(struct arena *arena) {
  struct arena_chunk *kept = arena->chunks;
  release_all(arena, arena->large);
  arena->large = NULL;
  if (!kept) return;
  release_all(arena, kept->next);
  kept->next = NULL;
  start_chunk(arena, kept);
}

void arena_free_before(struct arena *arena, const void *keep) {
  const char *at = keep;
  struct arena_chunk *chunk = arena->chunks;
  while (chunk && !(at >= chunk_bytes(chunk) && at < chunk_bytes(chunk) + chunk->size)) chunk = chunk->next;
  if (!chunk) return;
  release_all(arena, chunk->next);
  chunk->next = NULL;
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
  join_shared(to, from);
  join_large(to, from->large);
  begin_anew(from);
}

_Noreturn void arena_fail(struct arena *arena) { longjmp(*arena->guard, 1); }

static struct arena_chunk *allocate_chunk(struct arena *arena, size_t size) {
  if (size > SIZE_MAX - HEADER) arena_fail(arena);
  count_taken(arena->store, size);
  struct arena_chunk *chunk = arena->allocator->allocate(arena->allocator->context, HEADER + size);
  if (!chunk) count_released(arena->store, size);
  if (!chunk) arena_fail(arena);
  chunk->size = size;
  return chunk;
}

static void add_chunk(struct arena *arena) {
  struct arena_chunk *chunk = take_from_store(arena->store, 0, SIZE_MAX);
  if (!chunk) chunk = allocate_chunk(arena, chunk_room(arena->chunk_size));
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  start_chunk(arena, chunk);
  if (arena->chunk_size < LAST_CHUNK) arena->chunk_size *= 2;
}

static void link_large(struct arena *arena, struct arena_chunk *chunk) {
  *chunk = (struct arena_chunk){.next = arena->large, .size = chunk->size};
  if (chunk->next) chunk->next->previous = chunk;
  arena->large = chunk;
}

static char *take_large(struct arena *arena, size_t size) {
  struct arena_chunk *chunk = size < SIZE_MAX / 2 ? take_from_store(arena->store, size, 2 * size) : NULL;
  if (!chunk) chunk = allocate_chunk(arena, size);
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

static void *unlink_large(struct arena *arena, char *memory) {
  struct arena_chunk *chunk = (struct arena_chunk *)(void *)(memory - HEADER);
  if (chunk->next) chunk->next->previous = chunk->previous;
  if (chunk->previous) chunk->previous->next = chunk->next;
  else arena->large = chunk->next;
  return chunk;
}

char *arena_hand_over(struct arena *arena, char *memory, size_t size, size_t length) {
  return size > LARGEST_SHARED ? memmove(unlink_large(arena, memory), memory, length) : NULL;
}

struct remit_piece *arena_hand_over_piece(struct arena *arena, char *memory, size_t length) {
  struct remit_piece *piece = unlink_large(arena, memory);
  *piece = (struct remit_piece){.bytes = memory, .length = length};
  return piece;
}

static void *grow_large(struct arena *arena, char *memory, size_t new_size) {
  struct arena_chunk *old = (struct arena_chunk *)(void *)(memory - HEADER);
  if (new_size > SIZE_MAX - HEADER) arena_fail(arena);
  if (new_size <= old->size) return memory;
  count_taken(arena->store, new_size - old->size);
  struct arena_chunk *chunk = arena->allocator->reallocate(arena->allocator->context, old, HEADER + new_size);
  if (!chunk) count_released(arena->store, new_size - old->size);
  if (!chunk) arena_fail(arena);
  chunk->size = new_size;
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
