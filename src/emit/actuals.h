/* The sheet of figures as the CSV that `remit score` reads. */
#ifndef EMIT_ACTUALS_H
#define EMIT_ACTUALS_H

#include "emit/artifacts.h"
#include "report/actuals.h"

/* The words that say of which version and text something was made; nothing where there is no fingerprint. */
void actuals_made_from(struct buffer *out, const struct model *model, enum text_language language, bool inconsistent);

/* By which words the sheet names what a figure is of. */
const char *actuals_kind(enum input_kind kind);

/* The note of the first line says of which version the sheet was made; a person may write over it. */
void actuals_write(struct buffer *out, const struct model *model, const struct actuals *actuals,
                   enum text_language language, const struct artifact_style *style);

#endif
