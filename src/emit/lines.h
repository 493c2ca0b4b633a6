/* Texts in lines of a width, where nothing can be measured: by how wide the characters of wide fonts are. */
#ifndef EMIT_LINES_H
#define EMIT_LINES_H

#include <stdbool.h>

#include "base/buffer.h"

enum { LINES_EM = 100 }; /* widths are in hundredths of the font's size */

/* How wide a text is at most, in a bold face without serifs. */
int lines_width(const char *text, size_t length);

struct text_lines {
  const struct text_line {
    const char *bytes;
    uint32_t length;
    bool cut; /* the text goes on: an ellipsis belongs here */
  } *items;
  uint32_t count;
};

/* The text in at most `most` lines of `width`: broken between words, between characters of scripts that need no blanks
 * (where no line begins with a closing mark or ends with an opening one), and within a word that is wider than a line. */
struct text_lines lines_of(struct arena *arena, const char *text, size_t length, int width, uint32_t most);

#endif
