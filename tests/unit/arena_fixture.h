/* Each test has an arena of its own. */
#ifndef UNIT_ARENA_FIXTURE_H
#define UNIT_ARENA_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

static jmp_buf guard;
static struct arena arena;

static inline int arena_begin(void **state) {
  (void)state;
  arena_init(&arena, &arena_standard_allocator, &guard);
  return 0;
}

static inline int arena_end(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

#endif
