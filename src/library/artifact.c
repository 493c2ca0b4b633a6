#include "emit/artifacts.h"

#include "library/agreement.h"

const struct remit_artifact *remit_artifact_at(size_t index) {
  const struct artifact_row *row = artifact_at(index);
  return row ? &row->artifact : NULL;
}

struct rendering {
  const struct artifact_row *row;
  struct remit_agreement *agreement;
  struct artifact_style style;
  enum artifact_result result;
  struct arena arena, scratch;
  struct buffer bytes;
};

static void render(void *context) {
  struct rendering *rendering = context;
  rendering->bytes = buffer_in(&rendering->arena);
  struct model *model = rendering->agreement->model;
  model->fingerprint = fingerprint_of(rendering->agreement);
  rendering->result = artifact_emit(rendering->row, &rendering->bytes, model, &rendering->style, &rendering->scratch);
}

static const struct artifact_row *find_row(const char *name, const char *form) {
  const struct artifact_row *row = NULL;
  for (size_t i = 0; name && form && (row = artifact_at(i)); i++)
    if (!strcmp(row->artifact.name, name) && !strcmp(row->artifact.form, form)) return row;
  return NULL;
}

static enum remit_status take(struct rendering *rendering, struct remit_agreement *agreement, struct remit_buffer *out) {
  static const enum remit_status statuses[] = {[ARTIFACT_WRITTEN] = REMIT_OK, [ARTIFACT_NO_LIBRARY] = REMIT_NO_LIBRARY,
                                               [ARTIFACT_NOT_WRITTEN] = REMIT_NOT_WRITTEN,
                                               [ARTIFACT_NOTHING] = REMIT_NOTHING};
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  struct arena *const arenas[] = {&rendering->arena, &rendering->scratch, &agreement->arena, NULL};
  arena_init(&rendering->arena, allocator, NULL);
  arena_init(&rendering->scratch, allocator, NULL);
  bool done = guarded(arenas, render, rendering);
  if (done && rendering->result == ARTIFACT_WRITTEN) done = take_over(out, &rendering->arena, &rendering->bytes);
  arena_free(&rendering->scratch);
  arena_free(&rendering->arena);
  return done ? statuses[rendering->result] : REMIT_NO_MEMORY;
}

enum remit_status remit_write_artifact(struct remit_agreement *agreement, const char *name, const char *form,
                                       const struct remit_artifact_style *style, struct remit_buffer *out) {
  static const struct remit_artifact_style usual;
  struct rendering rendering = {.row = find_row(name, form)};
  if (!style) style = &usual;
  if (!agreement || !out || !rendering.row || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  bool has_errors = findings_tally(&agreement->findings).errors > 0;
  if (!agreement->model->has_agreement || (has_errors && !style->force)) return REMIT_NOT_CONSISTENT;
  rendering.agreement = agreement;
  rendering.style = (struct artifact_style){.inconsistent = has_errors, .no_bom = style->no_bom};
  return take(&rendering, agreement, out);
}
