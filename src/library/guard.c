#include "library/agreement.h"

bool guarded(struct arena *const *arenas, void (*work)(void *context), void *context) {
  jmp_buf here;
  for (; *arenas; arenas++) (*arenas)->guard = &here;
  if (setjmp(here)) return false;
  work(context);
  return true;
}
