#include "emit/artifacts.h"

#include "emit/model_json.h"

static void emit_model(struct buffer *out, const struct model *model, const struct artifact_style *style) {
  emit_model_json(out, model, style->inconsistent);
}

/* The forms of one artifact stand together. */
static const struct artifact_row rows[] = {
    {{"model", "json"}, emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}
