/* The caller's allocator. Every byte that the library holds comes from it. */
#ifndef REMIT_MEMORY_H
#define REMIT_MEMORY_H

#include <stddef.h>

/* Three functions as the C library has them, each with the caller's own context. A function that has no memory to
 * give returns NULL; the library then frees what it holds and returns REMIT_NO_MEMORY. The three must stay valid for
 * as long as anything that was made with them. */
struct remit_allocator {
  void *(*allocate)(void *context, size_t size);
  void *(*reallocate)(void *context, void *memory, size_t size);
  void (*release)(void *context, void *memory);
  void *context;
};

#endif
