/* A sheet of comma-separated values as RFC 4180 has it, read as bytes that nobody vouches for: `,` or `;` between cells,
 * lines that end in CRLF, LF or CR, cells in quotes with line breaks in them. */
#ifndef SCORE_SHEET_H
#define SCORE_SHEET_H

#include "base/vector.h"
#include "source/source.h"

struct sheet_cell {
  const char *text; /* without quotes, and without blanks around it; no NUL after it */
  uint32_t length;
  struct span span; /* with its quotes */
};

enum sheet_fault {
  SHEET_FINE,
  SHEET_QUOTE_INSIDE, /* a quote in a cell that does not begin with one */
  SHEET_AFTER_QUOTE,  /* something between a closing quote and the end of its cell */
  SHEET_UNCLOSED      /* a quote that is never closed: the row ends with its line */
};

struct sheet_row {
  VECTOR(struct sheet_cell) cells;
  struct span span;       /* without the line end */
  enum sheet_fault fault; /* the first one */
  struct span fault_span;
};

struct sheet {
  struct arena *arena;
  const char *bytes;
  uint32_t length, at, file;
  char separator;
};

/* The sheet of a source: its separator is the first of `,` and `;` in its first line. */
struct sheet sheet_of(struct arena *arena, const struct sources *sources, uint32_t file);

/* The next row, in the place of what was in `row`; false after the last. */
bool sheet_next(struct sheet *sheet, struct sheet_row *row);

/* Whether no cell of it holds anything. */
bool sheet_row_is_empty(const struct sheet_row *row);

#endif
