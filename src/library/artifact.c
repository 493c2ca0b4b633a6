#include "emit/artifacts.h"

#include "library/agreement.h"

const struct remit_artifact *remit_artifact_at(size_t index) {
  const struct artifact_row *row = artifact_at(index);
  return row ? &row->artifact : NULL;
}

/* ---- One artifact ---- */

struct rendering {
  const struct artifact_row *row;
  const struct model *model;
  struct artifact_style style;
  struct arena arena, scratch;
  struct buffer bytes;
};

static void render(void *context) {
  struct rendering *rendering = context;
  rendering->bytes = buffer_in(&rendering->arena);
  artifact_emit(rendering->row, &rendering->bytes, rendering->model, &rendering->style, &rendering->scratch);
}

static const struct artifact_row *find_row(const char *name, const char *form) {
  const struct artifact_row *row = NULL;
  for (size_t i = 0; name && form && (row = artifact_at(i)); i++)
    if (!strcmp(row->artifact.name, name) && !strcmp(row->artifact.form, form)) return row;
  return NULL;
}

static enum remit_status take(struct rendering *rendering, struct remit_buffer *out) {
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  struct arena *const arenas[] = {&rendering->arena, &rendering->scratch, NULL};
  arena_init(&rendering->arena, allocator, NULL);
  arena_init(&rendering->scratch, allocator, NULL);
  bool done = guarded(arenas, render, rendering) && take_over(out, &rendering->arena, &rendering->bytes);
  arena_free(&rendering->scratch);
  arena_free(&rendering->arena);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}

/* ---- Of an agreement that was checked ---- */

static const struct remit_artifact_style usual;

static struct artifact_style style_of(const struct remit_artifact_style *style, bool inconsistent) {
  return (struct artifact_style){.inconsistent = inconsistent, .no_bom = style->no_bom};
}

/* Sets what artifacts say of the agreement beside its model; false where there is no memory for it. */
static bool prepare(struct remit_agreement *agreement) {
  agreement->model->fingerprint = remit_fingerprint(agreement);
  return agreement->model->fingerprint != NULL;
}

enum remit_status remit_write_artifact(struct remit_agreement *agreement, const char *name, const char *form,
                                       const struct remit_artifact_style *style, struct remit_buffer *out) {
  struct rendering rendering = {.row = find_row(name, form)};
  if (!style) style = &usual;
  if (!agreement || !out || !rendering.row || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  bool has_errors = findings_tally(&agreement->findings).errors > 0;
  if (!agreement->model->has_agreement || (has_errors && !style->force)) return REMIT_NOT_CONSISTENT;
  if (!prepare(agreement)) return REMIT_NO_MEMORY;
  rendering.model = agreement->model;
  rendering.style = style_of(style, has_errors);
  return take(&rendering, out);
}

/* ---- While the rules are applied ---- */

struct together {
  struct remit_agreement *agreement;
  struct remit_writing *writing;
  bool applied;              /* the rules were */
  enum remit_status written; /* all artifacts, as of an agreement without errors */
};

static void apply(void *context) {
  struct together *together = context;
  together->applied = check_apply(together->agreement);
}

static void write_sound(void *context) {
  struct together *together = context;
  const struct remit_writing *writing = together->writing;
  for (size_t i = 0; i < writing->count && together->written == REMIT_OK; i++) {
    struct rendering rendering = {.row = find_row(writing->artifacts[i]->name, writing->artifacts[i]->form),
                                  .model = together->agreement->model,
                                  .style = style_of(writing->style, false)};
    together->written = take(&rendering, &writing->out[i]);
  }
}

static void write_each(struct remit_agreement *agreement, struct remit_writing *writing) {
  for (size_t i = 0; i < writing->count && writing->status == REMIT_OK; i++)
    writing->status = remit_write_artifact(agreement, writing->artifacts[i]->name, writing->artifacts[i]->form,
                                           writing->style, &writing->out[i]);
}

/* Most agreements have no errors. What was written of one that has them is thrown away. */
static enum remit_status check_together(struct remit_agreement *agreement, struct remit_writing *writing) {
  struct together together = {.agreement = agreement, .writing = writing};
  const struct remit_helper *helper = &agreement->helper;
  helper->both(helper->context, &(struct remit_work){write_sound, &together}, &(struct remit_work){apply, &together});
  enum remit_status status = check_end(agreement, together.applied);
  writing->status = together.written;
  if (status == REMIT_OK && findings_tally(&agreement->findings).errors == 0) return REMIT_OK;
  for (size_t i = 0; i < writing->count; i++) remit_buffer_free(&writing->out[i]);
  writing->status = REMIT_OK;
  if (status == REMIT_OK) write_each(agreement, writing);
  return status;
}

static bool is_fit(const struct remit_writing *writing) {
  bool fit = writing->count == 0 || (writing->artifacts && writing->out);
  for (size_t i = 0; fit && i < writing->count; i++)
    fit = find_row(writing->artifacts[i]->name, writing->artifacts[i]->form) && !writing->out[i].length;
  return fit;
}

/* Whether the model, which has been built, lets artifacts be written before the rules have spoken. */
static bool is_promising(const struct remit_agreement *agreement) {
  return agreement->helper.both && agreement->model->has_agreement && !agreement->findings.errors;
}

enum remit_status remit_check_and_write(struct remit_agreement *agreement, struct remit_writing *writing) {
  if (!agreement || !writing || agreement->state == AGREEMENT_BROKEN || !is_fit(writing)) return REMIT_WRONG_USE;
  if (!writing->style) writing->style = &usual;
  writing->status = REMIT_OK;
  if (agreement->state == AGREEMENT_READ) {
    if (!check_build(agreement)) return check_end(agreement, false);
    if (is_promising(agreement))
      return prepare(agreement) ? check_together(agreement, writing) : check_end(agreement, false);
    enum remit_status status = check_end(agreement, check_apply(agreement));
    if (status != REMIT_OK) return status;
  }
  write_each(agreement, writing);
  return REMIT_OK;
}
