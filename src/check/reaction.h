/* Whether an approval can be slower than what it releases may wait. */
#ifndef CHECK_REACTION_H
#define CHECK_REACTION_H

#include "model/model.h"

struct reaction {
  bool late;
  moment asked, answered;   /* the worst moment to ask, and when the answer may come that late */
  int64_t wait;             /* minutes between them */
  bool whenever;            /* it is as long at every moment */
  bool holiday_only;        /* late over holidays alone */
  int64_t wait_without_holidays; /* the longest, where they are left out */
};

/* What is asked one after another, and the longest that it can take over the term. */
struct asked_steps {
  const struct calendar *calendar;
  const struct period *term;
  const struct duration *items;
  uint32_t count;
  struct wait longest; /* by calendar_longest_wait */
};

/* The steps against something that must be out within `reacts`, whenever in the term it is asked. */
struct reaction reaction_find(const struct asked_steps *steps, const struct duration *reacts);

#endif
