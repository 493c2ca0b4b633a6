#include "cli/run.h"

#include "cli/outlets.h"
#include "cli/progress.h"

struct run {
  struct call *call;
  struct outlets outlets;
  run_step *step;
  void *context;
  bool ended; /* by what cannot get better with the next agreement: a full disk, a closed pipe */
};

static enum exit_status judged(const struct call *call, const struct remit_agreement *agreement) {
  struct remit_counts count = remit_count(agreement);
  bool warnings_count = call->deny && call->deny <= REMIT_LEVEL_WARNING, infos_count = call->deny == REMIT_LEVEL_INFO;
  bool any = count.errors || (warnings_count && count.warnings) || (infos_count && count.infos);
  return any ? STATUS_FINDINGS : STATUS_FINE;
}

static enum exit_status run_agreement(struct run *run, const struct input *input, struct remit_agreement *agreement) {
  if (remit_check(agreement) != REMIT_OK) {
    program_say(run->call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name)));
    return STATUS_TROUBLE;
  }
  enum exit_status status = outlets_add(run->call, &run->outlets, agreement);
  if (run->step) status = worse(status, run->step(run->call, input, agreement, run->context));
  run->ended = status == STATUS_TROUBLE;
  return worse(status, judged(run->call, agreement));
}

static enum exit_status run_input(struct run *run, struct input *input) {
  if (input->included) return STATUS_FINE;
  struct remit_agreement *agreement = input_read(run->call, input);
  if (!agreement) return STATUS_TROUBLE;
  enum exit_status status = run_agreement(run, input, agreement);
  remit_free(agreement);
  return status;
}

enum exit_status run_all(struct call *call, run_step *step, void *context) {
  struct run run = {.call = call, .step = step, .context = context};
  struct inputs inputs;
  enum exit_status status = inputs_find(call, &inputs);
  enum exit_status begun = outlets_begin(call, &run.outlets);
  run.ended = begun == STATUS_TROUBLE;
  status = worse(status, begun);
  for (uint32_t i = 0; i < inputs.list.count && !run.ended; i++) {
    progress_show(call, i, inputs.list.count);
    status = worse(status, run_input(&run, &inputs.list.items[i]));
  }
  progress_hide(call);
  return worse(status, outlets_end(call, &run.outlets));
}
