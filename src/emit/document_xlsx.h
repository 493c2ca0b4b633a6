/* A document as a workbook for reading: a sheet for each heading of the first level, in it the parts one below the other;
 * figures and dates as such, no formula, nothing to fill in. */
#ifndef EMIT_DOCUMENT_XLSX_H
#define EMIT_DOCUMENT_XLSX_H

#include "emit/xlsx.h"

/* Appends to `out` what `report` puts into the document; it is called twice, and must put the same each time: first for
 * the sheets, their names and how wide their columns are, then for the cells. Of the document all but its sinks is the
 * caller's. The rest is as xlsx_write has it. */
enum xlsx_result document_xlsx_write(struct buffer *out, struct document *document,
                                     void (*report)(struct document *document, void *context), void *context);

#endif
