/* How cells of a workbook look. Internal to the XLSX back end. */
#ifndef EMIT_XLSX_FORMAT_H
#define EMIT_XLSX_FORMAT_H

#include "base/vector.h"
#include "emit/xlsx_library.h"
#include "report/book.h"

struct xlsx_format {
  struct book_style style;
  lxw_format *format;
};

/* Formats that were made: as many as there are styles in use, which is few. */
struct xlsx_formats {
  const struct xlsx_library *library;
  lxw_workbook *workbook;
  struct arena *arena;
  enum text_language language;
  VECTOR(struct xlsx_format) made;
  lxw_format *tints[COLOUR_NEUTRAL + 1];
};

lxw_format *xlsx_format(struct xlsx_formats *formats, struct book_style style); /* NULL: there was no memory */
lxw_format *xlsx_tint(struct xlsx_formats *formats, enum book_colour colour);

/* The form of figures and dates, as a spreadsheet writes it: #,##0.00. */
const char *xlsx_figures(struct arena *arena, enum text_language language, struct book_style style);

#endif
