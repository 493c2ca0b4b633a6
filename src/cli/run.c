#include "cli/run.h"

#include "base/files.h"
#include "cli/jobs.h"
#include "cli/outlets.h"
#include "cli/progress.h"

/* What came of an input. */
struct outcome {
  struct remit_agreement *agreement; /* NULL: it could not be read */
  enum remit_status read, checked;
  int error; /* the system's, where it could not be read */
  void *prepared;
};

struct run {
  struct call *call;
  struct outlets outlets;
  const struct run_step *step; /* NULL: none */
  bool (*look)(struct call *call, struct input *input, struct remit_agreement *agreement, void *context); /* NULL: the run */
  void *look_context;
  struct inputs inputs;
  struct outcome *outcomes;
  bool large; /* there is one input, so large that two threads are worth their while */
  enum exit_status status;
};

static enum exit_status judged(const struct call *call, const struct remit_agreement *agreement) {
  struct remit_counts count = remit_count(agreement);
  bool warnings_count = call->deny && call->deny <= REMIT_LEVEL_WARNING, infos_count = call->deny == REMIT_LEVEL_INFO;
  bool any = count.errors || (warnings_count && count.warnings) || (infos_count && count.infos);
  return any ? STATUS_FINDINGS : STATUS_FINE;
}

static void work(void *context, uint32_t index) {
  struct run *run = context;
  struct outcome *outcome = &run->outcomes[index];
  const struct input *input = &run->inputs.list.items[index];
  if (input->included) return;
  outcome->read = input_read(run->call, input, &outcome->agreement, &outcome->error);
  if (!outcome->agreement) return;
  if (run->step && run->step->prepare)
    outcome->checked = run->step->prepare(run->call, outcome->agreement, &outcome->prepared);
  else
    outcome->checked = input->was_checked ? REMIT_OK : remit_check(outcome->agreement);
}

/* What the step does with one that could not be read, or for which memory failed; `otherwise` where it does nothing. */
static enum exit_status unread(struct run *run, const struct input *input, enum remit_status status, int error, enum exit_status otherwise) {
  run->status = STATUS_TROUBLE;
  if (!run->step || !run->step->unread) return otherwise;
  return run->step->unread(run->call, input, status, error, run->step->context);
}

/* What is left to do with an agreement of which all has been said. */
struct finishing {
  struct run *run;
  const struct input *input;
  struct outcome *outcome;
  enum exit_status status;
};

static void finish(void *context) {
  struct finishing *finishing = context;
  const struct run *run = finishing->run;
  finishing->status = run->step->finish(run->call, finishing->input, finishing->outcome->prepared, run->step->context);
}

static void free_agreement(void *context) {
  struct finishing *finishing = context;
  remit_free(finishing->outcome->agreement);
  finishing->outcome->agreement = NULL;
}

static enum exit_status finish_and_free(struct run *run, const struct input *input, struct outcome *outcome) {
  struct finishing finishing = {run, input, outcome, STATUS_FINE};
  if (!run->step || !run->step->finish) return STATUS_FINE;
  const struct remit_work to_finish = {finish, &finishing}, to_free = {free_agreement, &finishing};
  if (run->large && run->step->apart) jobs_both(NULL, &to_finish, &to_free);
  else finish(&finishing);
  return finishing.status;
}

/* STATUS_TROUBLE cannot get better with the next agreement: a full disk, a closed pipe. */
static enum exit_status report(struct run *run, const struct input *input, struct outcome *outcome) {
  bool quiet = outcome->checked == REMIT_NOTHING;
  if (outcome->checked != REMIT_OK && !quiet) {
    program_say(run->call, TEXT_CLI_NO_MEMORY, ARGS(arg_string(input->name)));
    return unread(run, input, REMIT_NO_MEMORY, 0, STATUS_TROUBLE);
  }
  enum exit_status status = quiet ? STATUS_FINE : outlets_add(run->call, &run->outlets, outcome->agreement);
  if (!quiet) run->status = worse(run->status, judged(run->call, outcome->agreement));
  return worse(status, finish_and_free(run, input, outcome));
}

static void discard(const struct run *run, struct outcome *outcome) {
  if (outcome->prepared) run->step->discard(run->call, outcome->prepared);
  remit_free(outcome->agreement);
  *outcome = (struct outcome){0};
}

static bool take(void *context, uint32_t index) {
  struct run *run = context;
  const struct input *input = &run->inputs.list.items[index];
  struct outcome *outcome = &run->outcomes[index];
  progress_show(run->call, index, run->inputs.list.count);
  if (input->included) return true;
  enum exit_status status = STATUS_FINE;
  if (outcome->agreement) {
    status = report(run, input, outcome);
  } else {
    input_say_unread(run->call, input, outcome->read, outcome->error);
    status = unread(run, input, outcome->read, outcome->error, STATUS_FINE);
  }
  run->status = worse(run->status, status);
  discard(run, outcome);
  return status != STATUS_TROUBLE;
}

/* What came of standard input is kept, since it cannot be read again. */
static bool take_look(void *context, uint32_t index) {
  struct run *run = context;
  struct input *input = &run->inputs.list.items[index];
  struct outcome *outcome = &run->outcomes[index];
  progress_show(run->call, index, run->inputs.list.count);
  bool checked = outcome->agreement && outcome->checked == REMIT_OK;
  bool kept = checked && run->look(run->call, input, outcome->agreement, run->look_context);
  if (input->is_stdin) {
    input->was_read = true;
    input->was_checked = kept;
    input->agreement = kept ? outcome->agreement : NULL;
    input->status = outcome->read != REMIT_OK ? outcome->read : outcome->checked;
    input->error = outcome->error;
  }
  if (kept) outcome->agreement = NULL;
  discard(run, outcome);
  return true;
}

/* Weights of inputs, in bytes. */
enum {
  LEAST = 64 * 1024, /* what even the smallest needs */
  SMALL = 2 * LEAST, /* below it one thread is enough for an input */
  LARGE = 1 << 20    /* from it on an agreement is freed while its artifacts are written */
};

/* How much memory an input needs goes by its size, and by what even the smallest needs. Together they may need as much as
 * the largest alone, or what a few small ones do. */
static uint64_t *weigh(struct run *run, uint64_t *most) {
  enum { FEW = 5 };
  uint64_t *weights = ARENA_ARRAY(run->call->arena, uint64_t, run->inputs.list.count);
  *most = FEW * LEAST;
  for (uint32_t i = 0; i < run->inputs.list.count; i++) {
    const struct input *input = &run->inputs.list.items[i];
    weights[i] = LEAST + (input->is_stdin ? 0 : file_size(input->name));
    if (weights[i] > *most) *most = weights[i];
  }
  return weights;
}

/* For one small file the system need not be asked about its processors. */
static uint32_t count_threads(const struct run *run, const uint64_t *weights) {
  const struct input *first = run->inputs.list.items;
  if (run->call->jobs) return run->call->jobs;
  return run->inputs.list.count == 1 && !first->is_stdin && weights[0] < SMALL ? 1 : jobs_processors();
}

static void run_inputs(struct run *run) {
  static const struct remit_helper helper = {.both = jobs_both};
  struct job_plan plan = {.count = run->inputs.list.count,
                          .context = run,
                          .work = work,
                          .take = run->look ? take_look : take};
  run->outcomes = ARENA_ARRAY(run->call->arena, struct outcome, plan.count);
  plan.weights = weigh(run, &plan.weight_most);
  plan.threads = count_threads(run, plan.weights);
  run->call->helper = plan.count == 1 && plan.threads > 1 ? &helper : NULL;
  run->large = run->call->helper && plan.weights[0] >= LARGE;
  jobs_run(&plan);
  for (uint32_t i = 0; i < plan.count; i++) discard(run, &run->outcomes[i]);
}

enum exit_status run_all(struct call *call, const struct run_step *step) {
  struct run run = {.call = call, .step = step};
  progress_begin(call);
  run.status = inputs_find(call, &run.inputs);
  if (step && step->before) run.status = worse(run.status, step->before(call, &run.inputs, step->context));
  enum exit_status begun = outlets_begin(call, &run.outlets);
  run.status = worse(run.status, begun);
  if (begun != STATUS_TROUBLE) run_inputs(&run);
  progress_hide(call);
  return worse(run.status, outlets_end(call, &run.outlets));
}

void run_look(struct call *call, struct inputs *inputs,
              bool (*look)(struct call *call, struct input *input, struct remit_agreement *agreement, void *context),
              void *context) {
  struct run run = {.call = call, .inputs = *inputs, .look = look, .look_context = context};
  run_inputs(&run);
}
