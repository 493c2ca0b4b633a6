/* The text that a workbook's figures become, a line for each: what findings show of them, and where they stand. */
#ifndef SCORE_WORKBOOK_TEXT_H
#define SCORE_WORKBOOK_TEXT_H

#include "score/figures.h"
#include "score/workbook.h"

struct workbook_text {
  struct arena *arena;
  uint32_t file;
  struct buffer bytes;
  VECTOR(struct source_cell) cells;
};

/* A figure's line: the sheet, its cell and that of its note (NULL: none). */
struct book_line {
  const char *sheet;
  const struct stored_cell *value, *note;
};

struct workbook_text workbook_text_begin(struct arena *arena, uint32_t file);

/* A line with the row's cells, which get their places. */
void workbook_text_line(struct workbook_text *text, const struct book_line *line, struct raw_row *row);

/* A line with what stands in one cell. */
struct span workbook_text_fact(struct workbook_text *text, const char *sheet, uint32_t row, uint32_t column, const char *words);

/* The source is this text from now on. */
void workbook_text_end(struct workbook_text *text, struct source *source);

/* A number as it is written in a file, to the 15 digits that a spreadsheet shows, plain: 3.5000000000000003E-2 as 0.035, or
 * as a share 3.5%. NULL where it is none. */
const char *stored_figure(struct arena *arena, const char *text, size_t length, bool share);

#endif
