/* The artifact `model`: the whole checked agreement, resolved, for other programs. */
#ifndef EMIT_MODEL_JSON_H
#define EMIT_MODEL_JSON_H

#include "base/buffer.h"
#include "model/model.h"

/* One JSON object as model.schema.json says: every key always present, null where there is nothing, in a fixed order.
 * `forced`: written although the check found errors; what could not be worked out is null. Needs a model that has an
 * agreement. What it works with meanwhile is taken from the buffer's arena. */
void emit_model_json(struct buffer *out, const struct model *model, bool forced);

#endif
