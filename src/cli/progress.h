/* How far a call with many files is, on a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/program.h"

/* `done` of `total` agreements are checked: shown on standard error where that is a terminal and they are many. */
void progress_show(struct call *call, uint32_t done, uint32_t total);

/* Takes it away, before anything else is printed and at the end. */
void progress_hide(struct call *call);

#endif
