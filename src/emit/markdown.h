/* The one way for words into Markdown. */
#ifndef EMIT_MARKDOWN_H
#define EMIT_MARKDOWN_H

#include "base/buffer.h"

/* The text as words of a paragraph or of a table's cell: nothing in it is a mark, a link, a mention, or ends what it stands
 * in. */
void markdown_words(struct buffer *out, const char *text, size_t length);

/* A text of our own with `code` in it: the code as code, the rest as words. */
void markdown_prose(struct buffer *out, const char *text);

#endif
