/* Whether a text says one of the phrases of a list: wording.def. */
#ifndef CHECK_WORDING_H
#define CHECK_WORDING_H

#include "base/arena.h"
#include "model/values.h"

enum wording_list {
  WORDING_VAGUE, WORDING_WONDER, WORDING_DENIAL, WORDING_SEEN, WORDING_COUNTER, WORDING_FIGURE, WORDING_PRICE,
  WORDING_NO_PRICE, WORDING_LIST_COUNT
};

/* A list, made ready to be looked for. */
struct wording;
struct wording *wording_of(struct arena *arena, enum wording_list list);

/* A text made ready to be looked through: in small letters, NFC, full-width forms as plain ones. */
struct wording_text {
  const char *bytes;
  size_t length;
};
struct wording_text wording_text(struct arena *arena, const char *bytes, size_t length);

/* Bytes `start` to `end` of a text made ready; of no length: none. */
struct wording_match {
  size_t start, end;
};

static inline bool wording_is_found(struct wording_match match) { return match.end > match.start; }

/* The first phrase of the list that begins at `from` or later and ends by `to`; of those that begin there the longest. */
struct wording_match wording_find(const struct wording *wording, struct wording_text text, size_t from, size_t to);

/* Whether the text names a figure: a digit, or one of the list of figures in words. */
bool wording_has_figure(const struct wording *figures, struct wording_text text);

/* The sentence that a match stands in. */
struct wording_match wording_sentence(struct wording_text text, struct wording_match match);

#endif
