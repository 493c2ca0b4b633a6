/* What `check` and `build` have in common: each agreement of the call is read, checked, and listed. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/inputs.h"

/* What a command does besides with each agreement. */
struct run_step {
  /* Before any agreement is read; NULL: nothing. */
  enum exit_status (*before)(struct call *call, struct inputs *inputs, void *context);
  /* NULL, with the two below: nothing. The part that takes long: checks the agreement, unless it was checked, and
   * returns how that went; REMIT_NOTHING: of this one nothing is listed. On any thread, at the same time as for others, so that it says nothing, writes nothing and leaves the
   * call's arena alone. What it sets is given to `finish`. */
  enum remit_status (*prepare)(const struct call *call, struct remit_agreement *agreement, void **prepared);
  /* After the agreement's findings were listed, in the order of the inputs; STATUS_TROUBLE ends the run. */
  enum exit_status (*finish)(struct call *call, const struct input *input, void *prepared, void *context);
  /* NULL: it is said and ends there. Of an agreement that could not be read, or for which memory failed (REMIT_NO_MEMORY): after it was said;
   * the run goes on. */
  enum exit_status (*unread)(struct call *call, const struct input *input, enum remit_status status, int error, void *context);
  void (*discard)(const struct call *call, void *prepared); /* frees it; called once for each that is not NULL */
  bool apart; /* nothing that is prepared points into the agreement, which may be freed while `finish` is at work */
  void *context;
};

/* `step` may be NULL. */
enum exit_status run_all(struct call *call, const struct run_step *step);

/* Reads and checks each agreement, and gives it to `look` in the order of the inputs; nothing is listed or said, since it is
 * done again by the run. True from `look`: the agreement stays the input's, for that run. */
void run_look(struct call *call, struct inputs *inputs,
              bool (*look)(struct call *call, struct input *input, struct remit_agreement *agreement, void *context),
              void *context);

#endif
