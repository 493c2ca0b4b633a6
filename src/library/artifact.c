#include "emit/artifacts.h"

#include <stdatomic.h>

#include "library/agreement.h"
#include "report/reader.h"

const struct remit_artifact *remit_artifact_at(size_t index) {
  const struct artifact_row *row = artifact_at(index);
  return row ? &row->artifact : NULL;
}

/* ---- One artifact ---- */

struct rendering {
  const struct artifact_row *row;
  const struct model *model;
  struct artifact_style style;
  const char *reader; /* the name for whom it is; NULL: everybody */
  bool unknown;       /* there is nobody of that name */
  enum artifact_result result;
  struct arena arena, scratch;
  struct pieces pieces;
  struct buffer bytes;
};

static void render(void *context) {
  struct rendering *rendering = context;
  const struct model *model = rendering->model;
  if (rendering->reader) rendering->style.reader = reader_find(model, rendering->reader, NULL);
  rendering->unknown = rendering->reader && !rendering->style.reader;
  if (rendering->unknown) return;
  rendering->result = artifact_emit(rendering->row, &rendering->bytes, model, &rendering->style, &rendering->scratch);
  if (rendering->result == ARTIFACT_WRITTEN) buffer_cut(&rendering->bytes);
}

static const struct artifact_row *find_row(const char *name, const char *form) {
  const struct artifact_row *row = NULL;
  for (size_t i = 0; name && form && (row = artifact_at(i)); i++)
    if (!strcmp(row->artifact.name, name) && !strcmp(row->artifact.form, form)) return row;
  return NULL;
}

/* What is written of an artifact, and how. */
struct order {
  const struct artifact_row *row;
  const struct model *model;
  bool inconsistent;
  enum report_share share;
};

static void begin_rendering(struct rendering *rendering, const struct order *order, const struct remit_artifact_style *style,
                            const struct remit_allocator *allocator) {
  *rendering = (struct rendering){.row = order->row,
                                  .model = order->model,
                                  .style = {.inconsistent = order->inconsistent, .no_bom = style->no_bom, .share = order->share},
                                  .reader = style->reader};
  if (!allocator) allocator = &arena_standard_allocator;
  arena_init(&rendering->arena, allocator, NULL);
  arena_init(&rendering->scratch, allocator, NULL);
  rendering->bytes = buffer_in(&rendering->arena);
}

static enum remit_status run_rendering(struct rendering *rendering) {
  static const enum remit_status statuses[] = {[ARTIFACT_WRITTEN] = REMIT_OK, [ARTIFACT_NO_LIBRARY] = REMIT_NO_LIBRARY,
                                               [ARTIFACT_NOT_WRITTEN] = REMIT_NOT_WRITTEN,
                                               [ARTIFACT_NOTHING] = REMIT_NOTHING};
  struct arena *const arenas[] = {&rendering->arena, &rendering->scratch, NULL};
  if (rendering->reader && !rendering->row->artifact.for_one) return REMIT_WRONG_USE;
  if (!guarded(arenas, render, rendering)) return REMIT_NO_MEMORY;
  return rendering->unknown ? REMIT_NO_READER : statuses[rendering->result];
}

static void end_rendering(struct rendering *rendering) {
  arena_free(&rendering->scratch);
  arena_free(&rendering->arena);
}

static enum remit_status write_whole(const struct order *order, const struct remit_artifact_style *style, struct remit_buffer *out) {
  struct rendering rendering;
  begin_rendering(&rendering, order, style, out->allocator);
  enum remit_status status = run_rendering(&rendering);
  if (status == REMIT_OK && !take_over(out, &rendering.arena, &rendering.bytes)) status = REMIT_NO_MEMORY;
  end_rendering(&rendering);
  return status;
}

static bool is_same_allocator(const struct remit_allocator *a, const struct remit_allocator *b) {
  return a->allocate == b->allocate && a->reallocate == b->reallocate && a->release == b->release && a->context == b->context;
}

/* In memory that the store holds, where it is of the same allocator. */
static void write_in_pieces(const struct order *order, const struct remit_artifact_style *style, struct arena_store *store,
                            struct remit_written *out) {
  struct rendering rendering;
  begin_rendering(&rendering, order, style, out->allocator);
  rendering.bytes = buffer_in_pieces(&rendering.arena, &rendering.pieces);
  if (is_same_allocator(rendering.arena.allocator, store->allocator)) rendering.arena.store = rendering.scratch.store = store;
  enum remit_status status = run_rendering(&rendering);
  end_rendering(&rendering);
  out->pieces = rendering.pieces.first;
  if (status != REMIT_OK) remit_written_free(out);
  out->status = status;
}

/* ---- For whom it is ---- */

struct reader_question {
  struct remit_agreement *agreement;
  const char *name, *near;
  const struct entity *found;
};

static void look_for_reader(void *context) {
  struct reader_question *question = context;
  question->found = reader_find(question->agreement->model, question->name, &question->near);
}

enum remit_status remit_find_reader(struct remit_agreement *agreement, const char *name, const char **near) {
  struct reader_question question = {.agreement = agreement, .name = name};
  if (near) *near = NULL;
  if (!agreement || !name || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  if (!guarded((struct arena *const[]){&agreement->arena, NULL}, look_for_reader, &question)) return REMIT_NO_MEMORY;
  if (near && !question.found) *near = question.near;
  return question.found ? REMIT_OK : REMIT_NO_READER;
}

/* ---- Of an agreement that was checked ---- */

static const struct remit_artifact_style usual;

/* Sets what artifacts say of the agreement beside its model. */
static void prepare(struct remit_agreement *agreement) { agreement->model->fingerprint = fingerprint_of(agreement); }

/* Whether an artifact of it can be written, in that style; *order is what is written. */
static bool may_write(struct remit_agreement *agreement, const struct remit_artifact_style *style, struct order *order) {
  order->model = agreement->model;
  order->inconsistent = findings_tally(&agreement->findings).errors > 0;
  if (!order->model->has_agreement || (order->inconsistent && !style->force)) return false;
  prepare(agreement);
  return true;
}

enum remit_status remit_write_artifact(struct remit_agreement *agreement, const char *name, const char *form,
                                       const struct remit_artifact_style *style, struct remit_buffer *out) {
  struct order order = {.row = find_row(name, form)};
  if (!style) style = &usual;
  if (!agreement || !out || !order.row || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  return may_write(agreement, style, &order) ? write_whole(&order, style, out) : REMIT_NOT_CONSISTENT;
}

/* ---- While the rules are applied ---- */

/* The second share of an artifact that may be written in two: whoever is first with its other work writes it. */
struct second_share {
  size_t artifact; /* its index; their count: there is none */
  atomic_bool taken;
  struct remit_written out;
};

struct together {
  struct remit_agreement *agreement;
  struct remit_writing *writing;
  bool applied;        /* the rules were */
  atomic_bool in_vain; /* they found errors, so that what is written is thrown away */
  struct second_share second;
};

static const struct artifact_row *row_at(const struct remit_writing *writing, size_t index) {
  return find_row(writing->artifacts[index]->name, writing->artifacts[index]->form);
}

/* As of an agreement without errors. */
static void write_share(const struct together *together, size_t index, enum report_share share, struct remit_written *out) {
  struct remit_agreement *agreement = together->agreement;
  const struct order order = {row_at(together->writing, index), agreement->model, false, share};
  write_in_pieces(&order, together->writing->style, &agreement->store, out);
}

static void write_second(struct together *together) {
  struct second_share *second = &together->second;
  if (second->artifact == together->writing->count || atomic_exchange(&second->taken, true)) return;
  write_share(together, second->artifact, REPORT_REST, &second->out);
}

static void apply_and_help(void *context) {
  struct together *together = context;
  together->applied = check_apply(together->agreement);
  bool sound = together->applied && findings_tally(&together->agreement->findings).errors == 0;
  atomic_store(&together->in_vain, !sound);
  if (sound) write_second(together);
}

/* Whether one artifact alone is lacking: the others are written. */
static bool is_of_one(enum remit_status status) {
  return status == REMIT_OK || status == REMIT_NO_LIBRARY || status == REMIT_NOT_WRITTEN || status == REMIT_NOTHING;
}

static void count_status(struct remit_writing *writing, enum remit_status status) {
  if (!is_of_one(status)) writing->status = status;
}

static bool goes_on(struct together *together) {
  return together->writing->status == REMIT_OK && !atomic_load(&together->in_vain);
}

static void write_sound(void *context) {
  struct together *together = context;
  struct remit_writing *writing = together->writing;
  for (size_t i = 0; i < writing->count && goes_on(together); i++) {
    enum report_share share = i == together->second.artifact ? REPORT_BEGINNING : REPORT_WHOLE;
    write_share(together, i, share, &writing->out[i]);
    count_status(writing, writing->out[i].status);
  }
  if (goes_on(together)) write_second(together);
}

static struct second_share find_second(const struct remit_writing *writing) {
  struct second_share second = {.artifact = 0};
  while (second.artifact < writing->count && !row_at(writing, second.artifact)->shared) second.artifact++;
  if (second.artifact < writing->count) second.out.allocator = writing->out[second.artifact].allocator;
  return second;
}

/* An artifact is there with both of its shares or with none. */
static void join_shares(struct remit_writing *writing, struct second_share *second) {
  if (second->artifact == writing->count) return;
  struct remit_written *out = &writing->out[second->artifact];
  struct remit_piece **end = &out->pieces;
  enum remit_status status = out->status;
  while (*end) end = &(*end)->next;
  *end = second->out.pieces;
  if (status == REMIT_OK && writing->status == REMIT_OK) count_status(writing, status = second->out.status);
  if (status != REMIT_OK || writing->status != REMIT_OK) remit_written_free(out);
  out->status = status;
}

static void write_each(struct remit_agreement *agreement, struct remit_writing *writing) {
  for (size_t i = 0; i < writing->count && writing->status == REMIT_OK; i++) {
    struct order order = {.row = row_at(writing, i)};
    struct remit_written *out = &writing->out[i];
    if (may_write(agreement, writing->style, &order)) write_in_pieces(&order, writing->style, &agreement->store, out);
    else out->status = REMIT_NOT_CONSISTENT;
    count_status(writing, out->status);
  }
}

static void throw_away(struct remit_writing *writing) {
  for (size_t i = 0; i < writing->count; i++) remit_written_free(&writing->out[i]);
  writing->status = REMIT_OK;
}

/* Most agreements have no errors. What was written of one that has them is thrown away. */
static enum remit_status check_together(struct remit_agreement *agreement, struct remit_writing *writing) {
  struct together together = {.agreement = agreement, .writing = writing, .second = find_second(writing)};
  const struct remit_helper *helper = &agreement->helper;
  prepare(agreement);
  helper->both(helper->context, &(struct remit_work){write_sound, &together}, &(struct remit_work){apply_and_help, &together});
  enum remit_status status = check_end(agreement, together.applied);
  bool sound = status == REMIT_OK && findings_tally(&agreement->findings).errors == 0;
  join_shares(writing, &together.second);
  if (sound) return REMIT_OK;
  throw_away(writing);
  if (status == REMIT_OK) write_each(agreement, writing);
  return status;
}

/* ---- All of it ---- */

static bool is_fit(const struct remit_writing *writing) {
  bool fit = writing->count == 0 || (writing->artifacts && writing->out);
  for (size_t i = 0; fit && i < writing->count; i++)
    fit = row_at(writing, i) && !writing->out[i].pieces;
  return fit;
}

struct building {
  struct remit_agreement *agreement;
  bool built;
};

static void build(void *context) {
  struct building *building = context;
  building->built = check_build(building->agreement);
}

static void find_fingerprint(void *context) { fingerprint_of(context); }

/* The model is built; what is to be written says the fingerprint, which is worked out meanwhile. */
static bool build_to_write(struct remit_agreement *agreement, const struct remit_writing *writing) {
  struct building building = {.agreement = agreement};
  const struct remit_helper *helper = &agreement->helper;
  if (!helper->both || !writing->count) return check_build(agreement);
  helper->both(helper->context, &(struct remit_work){build, &building}, &(struct remit_work){find_fingerprint, agreement});
  return building.built;
}

/* Whether there is something to write before the rules have spoken, of the model, which has been built. */
static bool is_promising(const struct remit_agreement *agreement, const struct remit_writing *writing) {
  return agreement->helper.both && writing->count > 0 && agreement->model->has_agreement && !agreement->findings.errors;
}

static enum remit_status check_and_write(struct remit_agreement *agreement, struct remit_writing *writing) {
  if (agreement->state == AGREEMENT_READ) {
    if (!build_to_write(agreement, writing)) return check_end(agreement, false);
    if (is_promising(agreement, writing)) return check_together(agreement, writing);
    enum remit_status status = check_end(agreement, check_apply(agreement));
    if (status != REMIT_OK) return status;
  }
  write_each(agreement, writing);
  return REMIT_OK;
}

enum remit_status remit_check_and_write(struct remit_agreement *agreement, struct remit_writing *writing) {
  if (!agreement || !writing || agreement->state == AGREEMENT_BROKEN || !is_fit(writing)) return REMIT_WRONG_USE;
  if (!writing->style) writing->style = &usual;
  writing->status = REMIT_OK;
  enum remit_status status = check_and_write(agreement, writing);
  arena_store_empty(&agreement->store);
  return status;
}
