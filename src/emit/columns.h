/* A table for a terminal: cells under one another, by the width that characters take there. */
#ifndef EMIT_COLUMNS_H
#define EMIT_COLUMNS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/vector.h"

enum { TERMINAL_COLUMNS_MOST = 8 };

struct columns_row {
  const char *cells[TERMINAL_COLUMNS_MOST];
  const char *line; /* instead of cells, over all columns; NULL: cells */
};

struct columns {
  struct arena *arena;
  uint32_t count;        /* of columns */
  unsigned right;        /* bits: columns whose cells end in line */
  VECTOR(struct columns_row) rows;
};

/* Cells are strings that are safe to show; the first row is the heads. */
void columns_add(struct columns *columns, const char *const *cells);
void columns_add_line(struct columns *columns, const char *line);
void columns_write(struct buffer *out, const struct columns *columns);

#endif
