/* Text of a person's file made safe for a terminal and for the log of a build machine: the one way by which findings as
 * text, and summaries, show what they did not write themselves.
 *
 * A code point that would steer, turn round or hide what is read (C0 and C1 controls with tab and line ends, bidi
 * controls, invisible characters, combining marks without a base) is shown as <U+202E>, a byte that is not UTF-8 as
 * <E2>. So is what a build machine would take for a command: a colon at the start of a line, the bracket of ##[.
 * Graphemes are kept whole: an emoji joined of several stays one. */
#ifndef EMIT_SHOWN_H
#define EMIT_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* What is shown at once: a grapheme as it stands, or one code point or byte escaped. */
struct piece {
  size_t size;  /* bytes of the text */
  size_t width; /* terminal columns */
  bool escaped;
};

/* The piece of `text` that starts at byte `at` (at < length). */
struct piece shown_piece(const char *text, size_t length, size_t at);

void shown_write(struct buffer *out, const char *text, size_t length, size_t at, struct piece piece);

void shown_text(struct buffer *out, const char *text, size_t length);

#endif
