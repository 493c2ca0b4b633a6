/* The filled scorecard: what a scoring came to, beside what was agreed. */
#ifndef REPORT_FILLED_H
#define REPORT_FILLED_H

#include "report/document.h"
#include "score/score.h"

struct filled_options {
  bool brief; /* what is at stake, without what each figure rests on: for a terminal */
  const struct score *previous; /* of the same figures as of an earlier day, to say what has changed; NULL: there is none */
};

/* What stays for the whole length of it lies in `arena`. */
void filled_write(struct document *document, struct arena *arena, const struct score *score,
                  const struct filled_options *options);

#endif
