/* What can be written of an agreement: a row for each artifact in each of its forms. */
#ifndef EMIT_ARTIFACTS_H
#define EMIT_ARTIFACTS_H

#include "base/buffer.h"
#include "model/model.h"
#include "remit/remit.h"

/* Why an artifact was not written. */
enum artifact_failure { ARTIFACT_WRITTEN, ARTIFACT_NO_LIBRARY, ARTIFACT_NOT_WRITTEN, ARTIFACT_NOTHING };

struct artifact_style {
  enum artifact_failure *failure; /* where a back end says that it could not write */
  bool inconsistent; /* it is written although the agreement has errors, and says so */
  bool no_bom;       /* CSV without a byte-order mark */
};

struct artifact_row {
  struct remit_artifact artifact;
  /* Works in the arena of `out`, and in `scratch`, which it empties now and then and the caller frees. */
  void (*emit)(struct buffer *out, const struct model *model, const struct artifact_style *style, struct arena *scratch);
};

const struct artifact_row *artifact_at(size_t index); /* NULL past the last; the forms of one artifact stand together */

#endif
