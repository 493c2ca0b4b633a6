/* A finding as JSON: what `json` lists and `ndjson` has a line of. */
#ifndef EMIT_FINDINGS_JSON_H
#define EMIT_FINDINGS_JSON_H

#include "base/buffer.h"
#include "diag/diag.h"

void put_finding_json(struct buffer *out, struct sources *sources, const struct finding *finding,
                      enum text_language language);

#endif
