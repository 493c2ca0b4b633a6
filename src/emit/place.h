/* Places of findings as the formats for programs want them. */
#ifndef EMIT_PLACE_H
#define EMIT_PLACE_H

#include "base/buffer.h"
#include "source/source.h"

struct place {
  const char *path;
  struct position start, end; /* end: one past the last; columns count characters; of a workbook row and column of the cell */
  bool book;        /* the file is a workbook, which has no lines */
  const char *cell; /* KPIs!E14; NULL: the file is no workbook, or all of it is meant */
};

struct place place_of(struct sources *sources, struct span span);

/* The place for a person: plan.remit:41:3, or plan.remit:41 without a column, plan.scorecard.xlsx: KPIs!E14. */
void place_write(struct buffer *out, const struct place *place, bool column);

/* The file's name without `./` before it. */
const char *place_path(const char *name);

/* Where columns in UTF-16 were counted last, so that in a long line only what lies between two places is counted: of places
 * that follow one another, a counter of their own. All zero before the first of an agreement. */
struct unit_counter {
  const char *line; /* NULL: none */
  size_t at;        /* bytes from the line's start */
  uint32_t pairs;   /* characters before it that are two units */
};

/* The column of a position in UTF-16 code units, from 1. */
uint32_t place_utf16_column(struct unit_counter *counter, struct sources *sources, uint32_t file, uint32_t offset,
                            struct position position);

/* The file's name as a reference in a URI: everything but letters, digits, `-._~` and `/` in per cent; with `file://` before
 * it where it begins at the root of the disk. */
void place_uri(struct buffer *out, const char *name);

#endif
