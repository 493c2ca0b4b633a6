/* What may run out of memory, and what is done then. */
#ifndef BASE_GUARD_H
#define BASE_GUARD_H

#include <stdbool.h>

#include "base/arena.h"

enum { GUARDED_MOST = 4 };

/* Does `work`; false where memory failed in one of the arenas, a list of up to GUARDED_MOST that ends with NULL, before it was
 * done. An arena that was guarded before is so again after. */
bool guarded(struct arena *const *arenas, void (*work)(void *context), void *context);

#endif
