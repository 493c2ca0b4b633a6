/* `check --fix` and `check --diff`: repairs made in the files of a call, or shown. */
#ifndef CLI_FIX_H
#define CLI_FIX_H

#include "cli/inputs.h"

/* Whether standard output has something else than findings: a diff, or the repaired text of standard input. */
bool fix_takes_output(const struct call *call);

/* Repairs the files of these agreements, or shows how, before they are checked and their findings listed. */
enum exit_status fix_before(struct call *call, struct inputs *inputs, void *context);

#endif
