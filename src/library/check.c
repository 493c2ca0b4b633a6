#include "check/check.h"

#include "library/agreement.h"

/* Findings beyond the limit may have been errors, so that there were any is one. */
static void report_left_out(struct findings *findings) {
  if (!findings->left_out) return;
  struct argument kept = arg_integer(findings->list.count), left_out = arg_integer(findings->left_out);
  findings->limit++;
  findings->left_out = 0;
  finding_error(findings, E009, span_at(0, 0, 0), TEXT_TOO_MANY_FINDINGS, ARGS(kept, left_out));
}

static struct model *build(struct remit_agreement *agreement) {
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
                                    .trees = &agreement->trees};
  return model_build(&input);
}

static void check(void *context) {
  struct remit_agreement *agreement = context;
  const struct check_options options = {.as_of = agreement->as_of, .selection = agreement->selection};
  agreement->model = build(agreement);
  arena_free(&agreement->trees);
  check_run(agreement->model, &agreement->findings, &options, &agreement->trees);
  report_left_out(&agreement->findings);
  findings_sort(&agreement->findings);
  repairs_find(agreement);
}

enum remit_status remit_check(struct remit_agreement *agreement) {
  if (!agreement || agreement->state != AGREEMENT_READ) return REMIT_WRONG_USE;
  struct arena *const arenas[] = {&agreement->arena, &agreement->trees, NULL};
  if (guarded(arenas, check, agreement)) {
    agreement->state = AGREEMENT_CHECKED;
    return REMIT_OK;
  }
  agreement->state = AGREEMENT_BROKEN;
  arena_free(&agreement->trees);
  arena_free(&agreement->arena);
  return REMIT_NO_MEMORY;
}
