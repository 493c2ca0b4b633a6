/* Who does what: duties × people. */
#ifndef REPORT_RACI_H
#define REPORT_RACI_H

#include "model/model.h"
#include "report/document.h"

struct raci_options {
  bool inconsistent; /* the agreement has errors: a notice says so */
};

/* Puts the matrix into `document`. Who its columns are stays in `arena`. */
void raci_write(struct document *document, struct arena *arena, const struct model *model,
                const struct raci_options *options);

#endif
