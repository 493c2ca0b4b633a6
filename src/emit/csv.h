/* The one way for words into CSV. */
#ifndef EMIT_CSV_H
#define EMIT_CSV_H

#include "base/buffer.h"

/* The text as one field: quoted where it must be, and never the start of a formula. */
void csv_words(struct buffer *out, const char *text, size_t length);

#endif
