/* The score sheet of a `selection`: criteria with their weights, candidates, and the weighted sums that follow. */
#ifndef REPORT_SELECTION_H
#define REPORT_SELECTION_H

#include "model/model.h"
#include "report/book.h"

enum { SELECTION_LEAST = 0, SELECTION_MOST = 10 }; /* points */

bool selection_any(const struct model *model); /* whether the agreement has any */

/* As a document, to be read, printed and filled in by hand. */
void selection_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options);

/* As a workbook that adds up by itself. `document` gives the language and the scratch. */
void selection_book_write(struct book *book, struct document *document, struct arena *arena, const struct model *model,
                          const struct report_options *options);

#endif
