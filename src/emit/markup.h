/* Words in HTML and in XML (SVG, JUnit): the one way into these media. */
#ifndef EMIT_MARKUP_H
#define EMIT_MARKUP_H

#include "base/buffer.h"

/* The words as text, or as what stands between an attribute's quotes: signs of the medium are written as references, and
 * control characters, which XML cannot hold, as their pictures. Line feeds and tabs stay. */
void markup_words(struct buffer *out, const char *text, size_t length);

#endif
