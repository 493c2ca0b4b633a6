/* A workbook as XLSX. */
#ifndef EMIT_XLSX_H
#define EMIT_XLSX_H

#include "report/book.h"

enum xlsx_result { XLSX_WRITTEN, XLSX_NO_LIBRARY, XLSX_NOT_WRITTEN };

/* Appends to `out` the workbook that `fill` puts into the book; nothing where it is not written: the library is missing,
 * has no memory or no room for its temporary files, or the workbook is larger than one may be. The library takes its
 * memory from the C library's own malloc. */
enum xlsx_result xlsx_write(struct buffer *out, struct arena *scratch, enum text_language language,
                            void (*fill)(struct book *book, void *context), void *context);

#endif
