/* What `check` and `build` have in common: each agreement of the call is read, checked, and listed. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/inputs.h"

/* What is done with a checked agreement after its findings were listed; STATUS_TROUBLE ends the run. */
typedef enum exit_status run_step(struct call *call, const struct input *input, struct remit_agreement *agreement,
                                  void *context);

/* Only one agreement is held in memory at a time. `step` may be NULL. */
enum exit_status run_all(struct call *call, run_step *step, void *context);

#endif
