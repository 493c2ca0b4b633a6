/* What `--help` and `--version` print. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/program.h"

enum exit_status help_print(struct call *call); /* of the call's command; without one, of the program */
enum exit_status help_version(struct call *call);

#endif
