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

static enum text_language language_of(const struct remit_listing *listing) {
  return listing->language ? text_language_of(listing->language) : LANGUAGE_EN;
}

static struct findings_style style_of(const struct remit_listing *listing) {
  return (struct findings_style){.language = language_of(listing),
                                 .colour = listing->colour,
                                 .show_accepted = listing->show_allowed,
                                 .least = listing->least ? (enum level)listing->least : LEVEL_INFO,
                                 .deny = (enum level)listing->deny};
}

/* As the steps before have left it. */
static struct findings_listing resumed(struct stage *stage) {
  const struct remit_listing *listing = stage->listing;
  return (struct findings_listing){
      .format = findings_format_at(listing->format),
      .out = &stage->bytes,
      .style = style_of(listing),
      .count = {listing->counts.errors, listing->counts.warnings, listing->counts.infos, listing->counts.accepted},
      .files = listing->files,
      .any = listing->any};
}

static void begin(struct stage *stage) {
  struct findings_listing listing = resumed(stage);
  findings_begin(&listing);
}

static void add(struct stage *stage) {
  struct findings_listing listing = resumed(stage);
  findings_add(&listing, &stage->agreement->findings);
  stage->listing->counts =
      (struct remit_counts){listing.count.errors, listing.count.warnings, listing.count.infos, listing.count.accepted};
  stage->listing->files = listing.files;
  stage->listing->any = listing.any;
}

static void end(struct stage *stage) {
  struct findings_listing listing = resumed(stage);
  findings_end(&listing);
}

const char *remit_format_name(enum remit_format format) {
  const struct findings_format *row = findings_format_at(format);
  return row ? row->name : NULL;
}

static bool is_fit(const struct remit_listing *listing, const struct remit_buffer *out) {
  return listing && out && listing->format < REMIT_FORMAT_COUNT && listing->least <= REMIT_LEVEL_ERROR &&
         listing->deny <= REMIT_LEVEL_ERROR && language_of(listing) < LANGUAGE_COUNT;
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
  struct stage stage = {.listing = listing, .render = begin};
  return take(&stage, out);
}

enum remit_status remit_listing_add(struct remit_listing *listing, struct remit_agreement *agreement,
                                    struct remit_buffer *out) {
  if (!is_fit(listing, out) || !agreement || agreement->state != AGREEMENT_CHECKED) return REMIT_WRONG_USE;
  struct stage stage = {.listing = listing, .agreement = agreement, .render = add};
  return take(&stage, out);
}

enum remit_status remit_listing_end(struct remit_listing *listing, struct remit_buffer *out) {
  if (!is_fit(listing, out)) return REMIT_WRONG_USE;
  struct stage stage = {.listing = listing, .render = end};
  return take(&stage, out);
}
