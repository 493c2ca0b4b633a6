/* How far a call is, on a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/program.h"

/* When the call's work begins. */
void progress_begin(struct call *call);

/* `done` of `total` agreements are checked: shown on standard error where that is a terminal, once the work has taken a
 * second. */
void progress_show(struct call *call, uint32_t done, uint32_t total);

/* Takes it away, before anything else is printed and at the end. */
void progress_hide(struct call *call);

#endif
