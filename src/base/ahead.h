/* Of long lists whose items lie far apart, the next one is brought nearer while the one before it is looked at. */
#ifndef BASE_AHEAD_H
#define BASE_AHEAD_H

#include <stddef.h>
#include <stdint.h>

/* Memory that will be read soon; any address will do, also NULL. Changes nothing but the time. */
static inline void look_ahead(const void *memory) {
#ifdef __GNUC__
  __builtin_prefetch(memory);
#else
  (void)memory;
#endif
}

/* The same of `size` bytes, which stand in several lines of a cache; the memory may be shorter. */
static inline void look_ahead_all(const void *memory, size_t size) {
  enum { LINE = 64 };
  for (size_t at = 0; at < size; at += LINE) look_ahead((const void *)((uintptr_t)memory + at));
}

#endif
