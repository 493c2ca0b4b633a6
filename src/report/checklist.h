/* The checklist: what is to be done before the start, while the agreement runs, after each phase and at its end. */
#ifndef REPORT_CHECKLIST_H
#define REPORT_CHECKLIST_H

#include "model/model.h"
#include "report/document.h"

/* Puts the checklist into `document`; holds no more than one stage of it at a time, and nothing in `arena`. */
void checklist_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options);

#endif
