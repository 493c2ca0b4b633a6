#include "cli/fix.h"
#include "cli/options.h"
#include "cli/run.h"

enum exit_status command_check(struct call *call) {
  static const struct run_step fixing = {.before = fix_before};
  return run_all(call, call->fix || call->diff ? &fixing : NULL);
}
