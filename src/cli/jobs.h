/* Work by several threads on a row of things, whose results are taken in the order of the row. */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include <stdbool.h>
#include <stdint.h>

#include "remit/helper.h"

struct job_plan {
  uint32_t count;          /* of the things; they go by their index */
  uint32_t threads;        /* how many may work at once */
  const uint64_t *weights; /* of each thing: what it needs of memory, in a measure of the caller's */
  uint64_t weight_most;    /* of those that were begun and not yet taken, together; one that is heavier goes alone */
  void *context;
  void (*work)(void *context, uint32_t index); /* on any thread, at the same time as others */
  bool (*take)(void *context, uint32_t index); /* on the calling thread, in order; false: no others are wanted */
};

/* Returns when all are taken, or no others are wanted; some of those may have been worked on. Where no further threads are
 * to be had, the calling one does it all. */
void jobs_run(const struct job_plan *plan);

/* Does both, at the same time where a further thread is to be had. As a remit_helper has it. */
void jobs_both(void *context, const struct remit_work *one, const struct remit_work *other);

/* The processors that there are, at least 1. */
uint32_t jobs_processors(void);

#endif
