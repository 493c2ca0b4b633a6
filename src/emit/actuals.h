/* The sheet of figures as the CSV that `remit score` reads. */
#ifndef EMIT_ACTUALS_H
#define EMIT_ACTUALS_H

#include "emit/artifacts.h"
#include "report/actuals.h"

/* The note of the first line says of which version the sheet was made; a person may write over it. */
void actuals_write(struct buffer *out, const struct model *model, const struct actuals *actuals,
                   enum text_language language, const struct artifact_style *style);

#endif
