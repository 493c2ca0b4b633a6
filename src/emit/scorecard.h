/* The scorecard template in the formats of documents. */
#ifndef EMIT_SCORECARD_H
#define EMIT_SCORECARD_H

#include "emit/document.h"
#include "model/model.h"

struct scorecard_style {
  enum text_language language;
  bool inconsistent;    /* the agreement has errors, and the scorecard says so */
  bool byte_order_mark; /* in CSV */
};

/* Writes the scorecard once, and each format of which `outs` has a buffer from it; the others are NULL. What is needed
 * in passing comes from the first buffer's allocator and is given back, also where its guard is reached. */
void emit_scorecard(struct buffer *const outs[DOCUMENT_FORMAT_COUNT], const struct model *model,
                    const struct scorecard_style *style);

#endif
