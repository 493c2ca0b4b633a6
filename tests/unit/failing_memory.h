/* An allocator that counts what is live and fails the Nth call, once or from then on. */
#ifndef UNIT_FAILING_MEMORY_H
#define UNIT_FAILING_MEMORY_H

#include <stdbool.h>
#include <stdlib.h>

#include "remit/memory.h"

struct failing_memory {
  size_t calls;
  size_t fail_at; /* 0: never */
  bool from_then_on;
  long live;
};

static inline bool failing_memory_fails(struct failing_memory *memory) {
  memory->calls++;
  if (!memory->fail_at) return false;
  return memory->from_then_on ? memory->calls >= memory->fail_at : memory->calls == memory->fail_at;
}

static inline void *failing_memory_allocate(void *context, size_t size) {
  struct failing_memory *memory = context;
  if (failing_memory_fails(memory)) return NULL;
  memory->live++;
  return malloc(size);
}

static inline void *failing_memory_reallocate(void *context, void *old, size_t size) {
  return failing_memory_fails(context) ? NULL : realloc(old, size);
}

static inline void failing_memory_release(void *context, void *old) {
  struct failing_memory *memory = context;
  if (old) memory->live--;
  free(old);
}

static inline struct remit_allocator failing_memory_allocator(struct failing_memory *memory) {
  return (struct remit_allocator){.allocate = failing_memory_allocate,
                                  .reallocate = failing_memory_reallocate,
                                  .release = failing_memory_release,
                                  .context = memory};
}

#endif
