#include "library/agreement.h"

bool guarded(struct arena *first, struct arena *second, void (*work)(void *context), void *context) {
  jmp_buf here;
  first->guard = &here;
  if (second) second->guard = &here;
  if (setjmp(here)) return false;
  work(context);
  return true;
}
