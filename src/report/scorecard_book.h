/* The scorecard as a workbook: the figures are typed in, and what they mean follows by formulas. Statuses, ways gone and
 * scores are those of `remit score`: the limits of each period are worked out here, exactly; the sheet compares and
 * divides. */
#ifndef REPORT_SCORECARD_BOOK_H
#define REPORT_SCORECARD_BOOK_H

#include "report/book.h"
#include "report/scorecard.h"

/* Puts the workbook into `book`. As scorecard_write: `document` gives the language and the scratch. */
void scorecard_book_write(struct book *book, struct document *document, struct arena *arena, const struct model *model,
                          const struct report_options *options);

#endif
