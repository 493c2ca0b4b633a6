/* The checklist: what is to be done before the start, while the agreement runs, after each phase and at its end. */
#ifndef REPORT_CHECKLIST_H
#define REPORT_CHECKLIST_H

#include "model/model.h"
#include "report/document.h"

struct checklist_options {
  bool inconsistent; /* the agreement has errors: a notice says so */
  bool sheet;        /* one table with a line for each item, for spreadsheets, instead of headed lists */
};

/* Puts the checklist into `document`; holds no more than one stage of it at a time. */
void checklist_write(struct document *document, const struct model *model, const struct checklist_options *options);

#endif
