#include "check/check.h"

#include "library/agreement.h"

void report_left_out(struct findings *findings) {
  if (!findings->left_out) return;
  struct argument kept = arg_integer(findings->list.count), left_out = arg_integer(findings->left_out);
  findings->limit++;
  findings->left_out = 0;
  finding_error(findings, E009, span_at(0, 0, 0), TEXT_TOO_MANY_FINDINGS, ARGS(kept, left_out));
}

static void build(void *context) {
  struct remit_agreement *agreement = context;
  const struct loader *loader = &agreement->loader;
  const struct model_input input = {.arena = &agreement->arena,
                                    .names = loader->syntax.names,
                                    .words = loader->syntax.words,
                                    .sources = &agreement->sources,
                                    .findings = &agreement->findings,
                                    .root = loader->files.items[0]->tree,
                                    .values = agreement->values,
                                    .value_count = agreement->value_count,
                                    .incomplete = loader->incomplete,
                                    .trees = &agreement->trees,
                                    .helper = agreement->helper.both ? &agreement->helper : NULL};
  agreement->model = model_build(&input);
  arena_free(&agreement->trees);
}

static void apply(void *context) {
  struct remit_agreement *agreement = context;
  const struct check_options options = {.as_of = agreement->as_of, .selection = agreement->selection};
  check_run(agreement->model, &agreement->findings, &options, &agreement->trees);
  report_left_out(&agreement->findings);
  findings_sort(&agreement->findings);
  repairs_find(agreement);
}

static bool with_arenas(struct remit_agreement *agreement, void (*work)(void *context)) {
  struct arena *const arenas[] = {&agreement->arena, &agreement->trees, NULL};
  return guarded(arenas, work, agreement);
}

bool check_build(struct remit_agreement *agreement) { return with_arenas(agreement, build); }
bool check_apply(struct remit_agreement *agreement) { return with_arenas(agreement, apply); }

enum remit_status check_end(struct remit_agreement *agreement, bool done) {
  agreement->state = done ? AGREEMENT_CHECKED : AGREEMENT_BROKEN;
  if (done) return REMIT_OK;
  arena_free(&agreement->trees);
  arena_free(&agreement->arena);
  return REMIT_NO_MEMORY;
}

enum remit_status remit_check(struct remit_agreement *agreement) {
  if (!agreement || agreement->state != AGREEMENT_READ) return REMIT_WRONG_USE;
  enum remit_status status = check_end(agreement, check_build(agreement) && check_apply(agreement));
  arena_store_empty(&agreement->store);
  return status;
}
