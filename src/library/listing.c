#include <assert.h>

#include "emit/findings.h"
#include "library/agreement.h"

static_assert((int)REMIT_LEVEL_INFO == (int)LEVEL_INFO && (int)REMIT_LEVEL_WARNING == (int)LEVEL_WARNING &&
                  (int)REMIT_LEVEL_ERROR == (int)LEVEL_ERROR,
              "levels have one order");

/* One step of a listing, rendered in an arena of its own. */
struct step {
  struct remit_listing *listing;
  struct remit_agreement *agreement; /* NULL: not of one agreement */
  void (*render)(struct step *step);
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

static void add_text(struct step *step) {
  const struct findings_style style = style_of(step->listing);
  const struct findings *findings = &step->agreement->findings;
  emit_findings_text(&step->bytes, findings, &style);
  emit_findings_summary(&step->bytes, remit_file_name(step->agreement, 0), findings_tally(findings), &style);
}

static void render_nothing(struct step *step) { (void)step; }

/* ---- JSON ---- */

static void begin_json(struct step *step) {
  const struct findings_style style = style_of(step->listing);
  struct findings_json json;
  emit_findings_json_begin(&json, &step->bytes, &style);
}

/* The writer as the steps before have left it. */
static struct findings_json resumed(struct step *step) {
  const struct remit_listing *listing = step->listing;
  return (struct findings_json){
      .out = &step->bytes,
      .style = style_of(listing),
      .count = {listing->counts.errors, listing->counts.warnings, listing->counts.infos, listing->counts.accepted},
      .files = listing->files,
      .any = listing->any};
}

static void add_json(struct step *step) {
  struct findings_json json = resumed(step);
  emit_findings_json_add(&json, &step->agreement->findings);
  step->listing->counts = (struct remit_counts){json.count.errors, json.count.warnings, json.count.infos, json.count.accepted};
  step->listing->files = json.files;
  step->listing->any = json.any;
}

static void end_json(struct step *step) {
  struct findings_json json = resumed(step);
  emit_findings_json_end(&json);
}

/* ---- Steps ---- */

static const struct {
  void (*begin)(struct step *step);
  void (*add)(struct step *step);
  void (*end)(struct step *step);
} formats[] = {
    [REMIT_FORMAT_TEXT] = {render_nothing, add_text, render_nothing},
    [REMIT_FORMAT_JSON] = {begin_json, add_json, end_json},
};
static_assert(sizeof formats / sizeof formats[0] == REMIT_FORMAT_JSON + 1, "each format has its row");

static bool is_fit(const struct remit_listing *listing, const struct remit_buffer *out) {
  return listing && out && listing->format <= REMIT_FORMAT_JSON && listing->least <= REMIT_LEVEL_ERROR;
}

static void render(void *context) {
  struct step *step = context;
  step->bytes = buffer_in(&step->arena);
  step->render(step);
}

static enum remit_status take(struct step *step, struct remit_buffer *out) {
  const struct remit_allocator *allocator = out->allocator ? out->allocator : &arena_standard_allocator;
  struct arena *agreement = step->agreement ? &step->agreement->arena : NULL; /* which grows by the tables of lines */
  arena_init(&step->arena, allocator, NULL);
  bool done = guarded(&step->arena, agreement, render, step) && append(out, step->bytes.data, step->bytes.length);
  arena_free(&step->arena);
  return done ? REMIT_OK : REMIT_NO_MEMORY;
}

enum remit_status remit_listing_begin(struct remit_listing *listing, struct remit_buffer *out) {
  if (!is_fit(listing, out)) return REMIT_WRONG_USE;
  struct step step = {.listing = listing, .render = formats[listing->format].begin};
  return take(&step, out);
}

enum remit_status remit_listing_add(struct remit_listing *listing, struct remit_agreement *agreement,
                                    struct remit_buffer *out) {
  if (!is_fit(listing, out) || !agreement || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  struct step step = {.listing = listing, .agreement = agreement, .render = formats[listing->format].add};
  return take(&step, out);
}

enum remit_status remit_listing_end(struct remit_listing *listing, struct remit_buffer *out) {
  if (!is_fit(listing, out)) return REMIT_WRONG_USE;
  struct step step = {.listing = listing, .render = formats[listing->format].end};
  return take(&step, out);
}
