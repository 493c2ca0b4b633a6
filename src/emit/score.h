/* A scoring as bytes. */
#ifndef EMIT_SCORE_H
#define EMIT_SCORE_H

#include "base/buffer.h"
#include "remit/remit.h"
#include "score/score.h"
#include "text/text.h"

struct score_emission {
  const struct score *score;
  const struct score *previous; /* of the same figures, as of an earlier day; NULL: there is none */
  enum remit_score_form form;
  enum text_language language;
  bool no_bom; /* CSV without a byte-order mark */
};

/* Works in the arena of `out`, and in `scratch`, which it empties now and then and the caller frees. REMIT_OK, or of a workbook
 * REMIT_NO_LIBRARY or REMIT_NOT_WRITTEN. */
enum remit_status emit_score(struct buffer *out, const struct score_emission *emission, struct arena *scratch);

/* One object, documented by score.schema.json, which stands beside this file. */
void emit_score_json(struct buffer *out, const struct score *score, const struct score *previous);

#endif
