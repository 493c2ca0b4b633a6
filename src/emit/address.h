/* The address of a file beside the one that is written: the one way for its name into a link. */
#ifndef EMIT_ADDRESS_H
#define EMIT_ADDRESS_H

#include "base/buffer.h"

/* The path, relative and with `/` between its parts, percent-encoded: no byte of it is a sign of any medium, and none makes it an address
 * of another kind. */
void address_write(struct buffer *out, const char *path);

#endif
