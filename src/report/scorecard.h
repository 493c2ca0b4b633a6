/* The scorecard template: what both sides fill in each period, from the model. */
#ifndef REPORT_SCORECARD_H
#define REPORT_SCORECARD_H

#include "model/model.h"
#include "report/document.h"

/* Puts the scorecard into `document`. What it works out for its whole length stays in `arena`; of the document's scratch
 * it holds no more than one KPI's part at a time. It may be put in two shares, each into a document of its own. */
void scorecard_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options);

#endif
