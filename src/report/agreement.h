/* The agreement itself, as numbered clauses that both sides can sign: every fact of the text stands in it. */
#ifndef REPORT_AGREEMENT_H
#define REPORT_AGREEMENT_H

#include "model/model.h"
#include "report/document.h"

struct agreement_options {
  bool inconsistent; /* the agreement has errors: a notice says so */
};

/* Puts the agreement into `document`. What it works out for its whole length stays in `arena`. */
void agreement_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct agreement_options *options);

#endif
