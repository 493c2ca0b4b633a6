#include <assert.h>

#include "emit/findings.h"
#include "library/agreement.h"

static_assert((int)REMIT_LEVEL_INFO == (int)LEVEL_INFO && (int)REMIT_LEVEL_WARNING == (int)LEVEL_WARNING &&
                  (int)REMIT_LEVEL_ERROR == (int)LEVEL_ERROR,
              "levels have one order");

/* One step of a listing, rendered in an arena of its own. */
struct stage {
  struct remit_listing *listing;
  struct remit_agreement *agreement; /* NULL: not of one agreement */
  void (*render)(struct stage *stage);
  struct arena arena;
  struct buffer bytes;
};

static struct findings_style style_of(const struct remit_listing *listing) {
  return (struct findings_style){.language = LANGUAGE_EN,
                                 .colour = listing->colour,
                                 .show_accepted = listing->show_allowed,
                                 .least = listing->least ? (enum level)listing->least : LEVEL_INFO};
}

/* ---- Text ---- */

static void add_text(struct stage *stage) {
  const struct findings_style style = style_of(stage->listing);
  const struct findings *findings = &stage->agreement->findings;
  emit_findings_text(&stage->bytes, findings, &style);
  emit_findings_summary(&stage->bytes, remit_file_name(stage->agreement, 0), findings_tally(findings), &style);
}

static void render_nothing(struct stage *stage) { (void)stage; }

/* ---- JSON ---- */

static void begin_json(struct stage *stage) {
  const struct findings_style style = style_of(stage->listing);
  struct findings_json json;
  emit_findings_json_begin(&json, &stage->bytes, &style);
}

/* The writer as the steps before have left it. */
static struct findings_json resumed(struct stage *stage) {
  const struct remit_listing *listing = stage->listing;
  return (struct findings_json){
      .out = &stage->bytes,
      .style = style_of(listing),
      .count = {listing->counts.errors, listing->counts.warnings, listing->counts.infos, listing->counts.accepted},
      .files = listing->files,
      .any = listing->any};
}

static void add_json(struct stage *stage) {
  struct findings_json json = resumed(stage);
  emit_findings_json_add(&json, &stage->agreement->findings);
  stage->listing->counts = (struct remit_counts){json.count.errors, json.count.warnings, json.count.infos, json.count.accepted};
  stage->listing->files = json.files;
  stage->listing->any = json.any;
}

static void end_json(struct stage *stage) {
  struct findings_json json = resumed(stage);
  emit_findings_json_end(&json);
}

/* ---- Steps ---- */

static const struct {
  void (*begin)(struct stage *stage);
  void (*add)(struct stage *stage);
  void (*end)(struct stage *stage);
} formats[] = {
    [REMIT_FORMAT_TEXT] = {render_nothing, add_text, render_nothing},
    [REMIT_FORMAT_JSON] = {begin_json, add_json, end_json},
};
static_assert(sizeof formats / sizeof formats[0] == REMIT_FORMAT_JSON + 1, "each format has its row");

static bool is_fit(const struct remit_listing *listing, const struct remit_buffer *out) {
  return listing && out && listing->format <= REMIT_FORMAT_JSON && listing->least <= REMIT_LEVEL_ERROR;
}

static void render(void *context) {
  struct stage *stage = context;
  stage->bytes = buffer_in(&stage->arena);
  stage->render(stage);
}

static enum remit_status take(struct stage *stage, struct remit_buffer *out) {
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  /* The agreement's own grows by tables of lines. */
  struct arena *const arenas[] = {&stage->arena, stage->agreement ? &stage->agreement->arena : NULL, NULL};
  arena_init(&stage->arena, allocator, NULL);
  bool done = guarded(arenas, render, stage) && append(out, stage->bytes.data, stage->bytes.length);
  arena_free(&stage->arena);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}

enum remit_status remit_listing_begin(struct remit_listing *listing, struct remit_buffer *out) {
  if (!is_fit(listing, out)) return REMIT_WRONG_USE;
  struct stage stage = {.listing = listing, .render = formats[listing->format].begin};
  return take(&stage, out);
}

enum remit_status remit_listing_add(struct remit_listing *listing, struct remit_agreement *agreement,
                                    struct remit_buffer *out) {
  if (!is_fit(listing, out) || !agreement || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  struct stage stage = {.listing = listing, .agreement = agreement, .render = formats[listing->format].add};
  return take(&stage, out);
}

enum remit_status remit_listing_end(struct remit_listing *listing, struct remit_buffer *out) {
  if (!is_fit(listing, out)) return REMIT_WRONG_USE;
  struct stage stage = {.listing = listing, .render = formats[listing->format].end};
  return take(&stage, out);
}
