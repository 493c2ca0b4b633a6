#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/names.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "failing_memory.h"

static bool is_filled(const char *bytes, size_t size, int with) {
  for (size_t i = 0; i < size; i++)
    if (bytes[i] != (char)with) return false;
  return true;
}

/* An arena whose allocations are counted, and the guard that nothing should reach. */
struct counted {
  struct failing_memory memory;
  struct remit_allocator allocator;
  jmp_buf guard;
  struct arena arena;
};

static void begin_counted(struct counted *counted) {
  counted->memory = (struct failing_memory){0};
  counted->allocator = failing_memory_allocator(&counted->memory);
  arena_init(&counted->arena, &counted->allocator, &counted->guard);
}

static void end_counted(struct counted *counted) {
  arena_free(&counted->arena);
  assert_int_equal(counted->memory.live, 0);
}

static void memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  jmp_buf guard;
  struct arena arena;
  if (setjmp(guard)) fail();
  arena_init(&arena, &arena_standard_allocator, &guard);
  for (size_t size = 0; size < 300; size++) {
    arena_copy(&arena, "abc", size % 4); /* unaligned in between */
    char *memory = arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
    assert_true(is_filled(memory, size, 0));
    memset(memory, 0xA5, size);
  }
  for (size_t size = 1000; size < 3000000; size = size * 3 / 2) {
    char *memory = arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
    assert_true(is_filled(memory, size, 0));
    memset(memory, 0xA5, size);
  }
  arena_free(&arena);
  arena_free(&arena);
  assert_non_null(arena_alloc(&arena, 10)); /* may be used again */
  arena_free(&arena);
}

static void empty_allocations_differ(void **state) {
  (void)state;
  jmp_buf guard;
  struct arena arena;
  if (setjmp(guard)) fail();
  arena_init(&arena, &arena_standard_allocator, &guard);
  char *a = arena_alloc(&arena, 0), *b = arena_alloc(&arena, 0);
  assert_non_null(a);
  assert_ptr_not_equal(a, b);
  char *grown = arena_grow(&arena, a, 0, 100);
  memset(grown, 1, 100);
  assert_true(b < grown || b >= grown + 100);
  assert_string_equal(arena_copy(&arena, NULL, 0), "");
  arena_free(&arena);
}

static void the_newest_grows_in_place(void **state) {
  (void)state;
#ifdef ARENA_SEPARATE
  skip();
#endif
  jmp_buf guard;
  struct arena arena;
  if (setjmp(guard)) fail();
  arena_init(&arena, &arena_standard_allocator, &guard);
  char *a = arena_alloc(&arena, 100);
  assert_ptr_equal(arena_grow(&arena, a, 100, 200), a);
  assert_ptr_equal(arena_grow(&arena, a, 200, 8000), a);
  memset(a, 7, 8000);
  char *b = arena_alloc(&arena, 16);
  char *moved = arena_grow(&arena, a, 8000, 8100);
  assert_ptr_not_equal(moved, a);
  assert_true(is_filled(moved, 8000, 7));
  assert_true(is_filled(b, 16, 0));
  char *large = arena_grow(&arena, moved, 8100, 50000);
  assert_true(is_filled(large, 8000, 7));
  arena_free(&arena);
}

static void large_ones_free_what_they_leave(void **state) {
  (void)state;
  struct counted counted;
  char *volatile part[5];
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  for (int i = 0; i < 5; i++) part[i] = memset(arena_alloc(&counted.arena, 20000), i, 20000);
  assert_int_equal(counted.memory.live, 5);
  for (size_t size = 20000; size < 2000000; size *= 2)
    for (int i = 4; i >= 0; i--) { /* the newest, those between and the oldest of the list */
      part[i] = arena_grow(&counted.arena, part[i], size, size * 2);
      assert_true(is_filled(part[i], size, i));
      memset(part[i], i, size * 2);
    }
  assert_int_equal(counted.memory.live, 5);
  end_counted(&counted);
}

static void an_empty_one_keeps_a_chunk(void **state) {
  (void)state;
#ifdef ARENA_SEPARATE
  skip();
#endif
  struct counted counted;
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  arena_empty(&counted.arena); /* of nothing */
  assert_int_equal(counted.memory.live, 0);
  for (int i = 0; i < 100; i++) memset(arena_alloc(&counted.arena, 1000), 7, 1000);
  memset(arena_alloc(&counted.arena, 100000), 7, 100000);
  assert_true(counted.memory.live > 2);
  arena_empty(&counted.arena);
  assert_int_equal(counted.memory.live, 1);
  assert_true(is_filled(arena_alloc(&counted.arena, 1000), 1000, 0));
  assert_int_equal(counted.memory.live, 1);
  end_counted(&counted);
}

static void sizes_that_overflow_go_to_the_guard(void **state) {
  (void)state;
  jmp_buf guard;
  struct arena arena;
  volatile int failures = 0;
  volatile int which = 0;
  arena_init(&arena, &arena_standard_allocator, &guard);
  if (setjmp(guard)) failures++;
  struct buffer buffer = buffer_in(&arena);
  uint32_t capacity = UINT32_MAX / 2 + 1;
  char *large = arena_alloc(&arena, 100000);
  switch (which++) {
    case 0: arena_alloc(&arena, SIZE_MAX); break;
    case 1: arena_alloc(&arena, SIZE_MAX - 8); break;
    case 2: arena_grow(&arena, large, 100000, SIZE_MAX); break;
    case 3: arena_grow(&arena, NULL, 0, SIZE_MAX - 1); break;
    case 4: arena_copy(&arena, "", SIZE_MAX); break;
    case 5: buffer_char(&buffer, 'x'), buffer_reserve(&buffer, SIZE_MAX); break;
    case 6: vector_room(&arena, large, capacity, &capacity, 1); break;
    case 7:
      capacity = 1u << 20;
      vector_room(&arena, large, capacity, &capacity, SIZE_MAX / 4096);
      break;
    default: break;
  }
  assert_int_equal(failures, 8);
  arena_free(&arena);
}

/* A bit of everything that allocates. Returns false where memory failed. */
static bool use_everything(const struct remit_allocator *allocator, struct arena *arena) {
  jmp_buf guard;
  arena_init(arena, allocator, &guard);
  if (setjmp(guard)) return false;
  VECTOR(uint64_t) numbers = {0};
  for (uint64_t i = 0; i < 5000; i++) VECTOR_PUSH(arena, &numbers, i);
  struct buffer buffer = buffer_in(arena);
  for (int i = 0; i < 30000; i++) buffer_integer(&buffer, i);
  assert_int_equal(strlen(buffer_string(&buffer)), buffer.length);
  struct names *names = names_new(arena);
  for (int i = 0; i < 3000; i++) {
    char name[] = "hoa\xCC\x80_0000"; /* has to be normalised */
    for (int digit = 9, rest = i; digit >= 6; digit--, rest /= 10) name[digit] = (char)('0' + rest % 10);
    assert_int_equal(names_intern(names, name, sizeof name - 1), i + 1);
  }
  for (uint64_t i = 0; i < 5000; i++) assert_int_equal(numbers.items[i], i);
  char wide[3000];
  for (size_t i = 0; i < sizeof wide; i += 3) memcpy(wide + i, "\xEF\xBC\xA1", 3);
  size_t length = sizeof wide;
  assert_int_equal(utf8_fold_case(arena, utf8_name_form(arena, wide, &length), &length)[999], 'a');
  for (size_t size = 10000; size < 200000; size += 10000) memset(arena_alloc(arena, size), 1, size);
  return true;
}

static void each_allocation_may_fail(void **state) {
  (void)state;
  for (int from_then_on = 0; from_then_on < 2; from_then_on++) {
    bool succeeded = false;
    size_t points = 0;
    for (size_t n = 1; !succeeded; n++) {
      struct failing_memory memory = {.fail_at = n, .from_then_on = from_then_on};
      struct remit_allocator allocator = failing_memory_allocator(&memory);
      struct arena arena;
      succeeded = use_everything(&allocator, &arena);
      assert_true(succeeded == (memory.calls < n));
      arena_free(&arena);
      assert_int_equal(memory.live, 0);
      points = n;
    }
    assert_true(points > 25);
  }
}

static void memory_goes_on_after_a_failure(void **state) {
  (void)state;
  struct failing_memory memory = {.fail_at = 2};
  struct remit_allocator allocator = failing_memory_allocator(&memory);
  jmp_buf guard;
  struct arena arena;
  volatile int failures = 0;
  arena_init(&arena, &allocator, &guard);
  if (setjmp(guard)) failures++;
  char *large = memset(arena_alloc(&arena, 10000), 3, 10000);
  large = arena_grow(&arena, large, 10000, 1000000); /* fails the first time; the old memory stays in the arena */
  assert_true(is_filled(large, 10000, 3));
  assert_int_equal(failures, 1);
  arena_free(&arena);
  assert_int_equal(memory.live, 0);
}

static void what_is_joined_lives_on(void **state) {
  (void)state;
  struct counted counted;
  struct arena other;
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  arena_init(&other, &counted.allocator, &counted.guard);
  arena_join(&counted.arena, &other); /* nothing to nothing */
  char *small = memset(arena_alloc(&other, 100), 1, 100), *large = memset(arena_alloc(&other, 50000), 2, 50000);
  arena_join(&counted.arena, &other);
  assert_null(other.chunks);
  char *own = memset(arena_alloc(&counted.arena, 100), 3, 100);
  memset(arena_alloc(&other, 100), 4, 100);
  arena_join(&counted.arena, &other);
  arena_free(&other);
  large = arena_grow(&counted.arena, large, 50000, 80000);
  arena_free_before(&counted.arena, small); /* nothing: all others are newer */
  assert_true(is_filled(small, 100, 1) && is_filled(large, 50000, 2) && is_filled(own, 100, 3));
  end_counted(&counted);
}

enum { FILLING = 8000, FILLINGS = 1000 };

/* The last piece of memory of many. */
static char *fill(struct arena *arena) {
  char *last = NULL;
  for (int i = 0; i < FILLINGS; i++) last = memset(arena_alloc(arena, FILLING), 5, FILLING);
  return last;
}

static void what_lies_before_is_freed(void **state) {
  (void)state;
#ifdef ARENA_SEPARATE
  skip();
#endif
  struct counted counted;
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  char *last = fill(&counted.arena);
  arena_free_before(&counted.arena, &counted.arena); /* what the arena does not hold */
  long all = counted.memory.live;
  assert_true(all > 2);
  arena_free_before(&counted.arena, last);
  assert_int_equal(counted.memory.live, 1);
  assert_true(is_filled(last, FILLING, 5));
  end_counted(&counted);
}

/* What one arena frees, another of the same store hands out, zeroed, without asking the allocator for more. */
static void what_is_stored_is_used_again(void **state) {
  (void)state;
#ifdef ARENA_SEPARATE
  skip();
#endif
  struct counted counted;
  struct arena other;
  struct arena_store store;
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  arena_store_init(&store, &counted.allocator);
  arena_init(&other, &counted.allocator, &counted.guard);
  counted.arena.store = other.store = &store;
  fill(&counted.arena);
  arena_free(&counted.arena);
  assert_true(counted.memory.live > 2);
  size_t calls = counted.memory.calls;
  for (int i = 0; i < FILLINGS / 2; i++) assert_true(is_filled(arena_alloc(&other, FILLING), FILLING, 0));
  char *vector = arena_alloc(&counted.arena, ARENA_PIECE - 1000); /* has a chunk of its own */
  assert_true(is_filled(vector, ARENA_PIECE - 1000, 0));
  assert_ptr_equal(arena_grow(&counted.arena, vector, ARENA_PIECE - 1000, ARENA_PIECE), vector); /* which is longer */
  assert_int_equal(counted.memory.calls, calls);
  arena_free(&other);
  arena_free(&counted.arena);
  arena_store_empty(&store);
  assert_int_equal(counted.memory.live, 0);
}

/* What is stored never adds to the most that was in use. */
static void the_store_makes_way(void **state) {
  (void)state;
#ifdef ARENA_SEPARATE
  skip();
#endif
  enum { LARGE = 3 * ARENA_PIECE };
  struct counted counted;
  struct arena_store store;
  begin_counted(&counted);
  if (setjmp(counted.guard)) fail();
  arena_store_init(&store, &counted.allocator);
  counted.arena.store = &store;
  fill(&counted.arena);
  size_t most = store.most;
  arena_free(&counted.arena);
  assert_true(store.held > LARGE && store.held <= most);
  char *large = arena_alloc(&counted.arena, LARGE); /* longer than anything that is stored */
  assert_true(store.held > LARGE && store.held <= most);
  large = arena_grow(&counted.arena, large, LARGE, 2 * LARGE);
  assert_true(store.held <= most && store.most == most);
  arena_grow(&counted.arena, large, 2 * LARGE, 5 * LARGE);
  assert_true(!store.chunks && store.most == store.held && store.held > most);
  arena_free(&counted.arena);
  arena_store_empty(&store);
  assert_int_equal(store.held, 0);
  assert_int_equal(counted.memory.live, 0);
}

static void random_use_keeps_every_byte(void **state) {
  (void)state;
  enum { PIECES = 200 };
  jmp_buf guard;
  struct arena arena;
  if (setjmp(guard)) fail();
  arena_init(&arena, &arena_standard_allocator, &guard);
  char *piece[PIECES] = {0};
  size_t size[PIECES] = {0};
  uint32_t random = 1;
  for (int round = 0; round < 20000; round++) {
    random = random * 1664525u + 1013904223u;
    uint32_t i = (random >> 8) % PIECES;
    size_t new_size = size[i] + (random >> 16) % (size[i] + 20);
    if (new_size > 60000) continue;
    piece[i] = arena_grow(&arena, piece[i], size[i], new_size);
    assert_true(is_filled(piece[i], size[i], (int)i));
    memset(piece[i], (int)i, new_size);
    size[i] = new_size;
  }
  for (int i = 0; i < PIECES; i++) assert_true(is_filled(piece[i], size[i], i));
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zeroed_and_aligned),
      cmocka_unit_test(empty_allocations_differ),
      cmocka_unit_test(the_newest_grows_in_place),
      cmocka_unit_test(large_ones_free_what_they_leave),
      cmocka_unit_test(an_empty_one_keeps_a_chunk),
      cmocka_unit_test(sizes_that_overflow_go_to_the_guard),
      cmocka_unit_test(each_allocation_may_fail),
      cmocka_unit_test(memory_goes_on_after_a_failure),
      cmocka_unit_test(what_is_joined_lives_on),
      cmocka_unit_test(what_lies_before_is_freed),
      cmocka_unit_test(what_is_stored_is_used_again),
      cmocka_unit_test(the_store_makes_way),
      cmocka_unit_test(random_use_keeps_every_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
