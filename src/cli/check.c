#include "cli/options.h"
#include "cli/run.h"

enum exit_status command_check(struct call *call) { return run_all(call, NULL); }
