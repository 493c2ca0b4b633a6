#include "base/guard.h"

#include <assert.h>

static bool done_within(struct arena *const *arenas, void (*work)(void *context), void *context) {
  jmp_buf here;
  for (; *arenas; arenas++) (*arenas)->guard = &here;
  if (setjmp(here)) return false;
  work(context);
  return true;
}

bool guarded(struct arena *const *arenas, void (*work)(void *context), void *context) {
  jmp_buf *before[GUARDED_MOST];
  int count = 0;
  for (; arenas[count]; count++) {
    assert(count < GUARDED_MOST);
    before[count] = arenas[count]->guard;
  }
  bool done = done_within(arenas, work, context);
  while (count-- > 0) arenas[count]->guard = before[count];
  return done;
}
