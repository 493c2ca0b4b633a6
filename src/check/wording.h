/* Whether a text says one of the phrases of a list: wording.def. */
#ifndef CHECK_WORDING_H
#define CHECK_WORDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum wording_list {
  WORDING_VAGUE, WORDING_WONDER, WORDING_SEEN, WORDING_COUNTER, WORDING_FIGURE, WORDING_DEED,
  WORDING_DENIAL, WORDING_DENIAL_JOINED, WORDING_DENIAL_AFTER, WORDING_NO_DENIAL, WORDING_CLAUSE, WORDING_ALSO,
  WORDING_DATE_NAME, WORDING_DATE_BEFORE, WORDING_DATE_AFTER, WORDING_YEAR_BEFORE, WORDING_YEAR_AFTER, WORDING_DATE_WORDS,
  WORDING_PRICE, WORDING_NO_PRICE,
  WORDING_LIST_COUNT
};

struct wording;
const struct wording *wording_of(enum wording_list list);

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

/* The first phrase of the list that begins at `from` or later and ends by `to`: of those that begin there the longest, and
 * with it those that begin within and go on beyond. */
struct wording_match wording_find(const struct wording *wording, struct wording_text text, size_t from, size_t to);

/* The longest phrase of the list that begins at `at`, or at the word after it. */
struct wording_match wording_next(const struct wording *wording, struct wording_text text, size_t at);

/* Whether a phrase of the list ends at `at`, or with the word before it. */
bool wording_stands_before(const struct wording *wording, struct wording_text text, size_t at);

/* Whether nothing stands in bytes `from` to `to` but phrases of the list, blanks and commas. */
bool wording_is_all(const struct wording *wording, struct wording_text text, size_t from, size_t to);

/* The sentence that a match stands in, and its part between commas and the like, or words of the list. */
struct wording_match wording_sentence(struct wording_text text, struct wording_match match);
struct wording_match wording_clause(const struct wording *parting, struct wording_text text, struct wording_match match);

/* Whether the text names a figure: a number, in digits or in words, that is not of a date. */
bool wording_has_figure(struct arena *arena, struct wording_text text);

#endif
