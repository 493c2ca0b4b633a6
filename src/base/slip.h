/* Slips of the finger: what parts a misspelt word from the one that was meant. */
#ifndef BASE_SLIP_H
#define BASE_SLIP_H

#include <stdbool.h>

enum slip_kind {
  SLIP_NONE,     /* more than one slip, or another word */
  SLIP_SWAPPED,  /* two neighbours */
  SLIP_MISSING,  /* a letter was left out */
  SLIP_EXTRA,    /* a letter too many */
  SLIP_REPLACED  /* one letter for another */
};

struct slip {
  enum slip_kind kind;
  int letters; /* of the part of the name in which it is: between `_`, digits and the ends */
  bool inside; /* neither the first nor the last letter of that part is touched */
};

/* What parts `written` from `meant`, where that is one slip in a letter: digits are never a slip, since figures in names
 * tell things apart. Both are in name form. */
struct slip slip_between(const char *written, const char *meant);

#endif
