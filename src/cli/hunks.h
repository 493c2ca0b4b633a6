/* Unified diffs of texts whose lines differ one by one. */
#ifndef CLI_HUNKS_H
#define CLI_HUNKS_H

#include "base/buffer.h"

/* Appends what turns `before` into `after` as `patch -p0` and `git apply -p0` take it; nothing where they are the same. They
 * have the same number of lines: a repair changes a line, and adds and takes none. */
void hunks_write(struct buffer *out, const char *name, struct buffer before, struct buffer after);

#endif
