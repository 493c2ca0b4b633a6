#include "emit/actuals.h"

#include "emit/csv.h"
#include "report/frame.h"

/* Words of the format, which are the same in every language. */
#define COLUMNS "kind,name,date,value,note\r\n"
static const char *const kinds[] = {[INPUT_KPI] = "kpi",
                                    [INPUT_SPEND] = "spend",
                                    [INPUT_POSTS] = "posts",
                                    [INPUT_ACTION] = "action",
                                    [INPUT_DELIVERABLE] = "deliverable",
                                    [INPUT_NOTE] = "note"};

static void put_name(struct buffer *out, const struct actual *actual, struct arena *arena) {
  struct buffer name = buffer_in(arena);
  if (!actual->part) {
    csv_words(out, actual->thing->spelling, strlen(actual->thing->spelling));
    return;
  }
  buffer_text(&name, actual->thing->spelling);
  buffer_char(&name, '/');
  buffer_text(&name, actual->part->spelling);
  csv_words(out, name.data, name.length);
}

const char *actuals_kind(enum input_kind kind) { return kinds[kind]; }

void actuals_made_from(struct buffer *out, const struct model *model, enum text_language language, bool inconsistent) {
  const struct cell digits = frame_fingerprint(model);
  const struct text *version = &model->agreement.version;
  struct buffer words = buffer_in(out->arena);
  if (cell_is_empty(&digits)) return;
  const struct argument fingerprint = arg_string(arena_copy(out->arena, digits.as.text.bytes, digits.as.text.length));
  if (version->length)
    text_write(&words, language, TEXT_ACTUALS_OF_VERSION,
               ARGS(arg_string(arena_copy(out->arena, version->bytes, version->length)), fingerprint));
  else
    text_write(&words, language, TEXT_ACTUALS_OF, ARGS(fingerprint));
  if (inconsistent) text_write(out, language, TEXT_ACTUALS_NOT_CONSISTENT, ARGS(arg_string(buffer_string(&words))));
  else buffer_bytes(out, words.data, words.length);
}

static void put_version(struct buffer *out, const struct model *model, enum text_language language, bool inconsistent) {
  struct buffer words = buffer_in(out->arena);
  actuals_made_from(&words, model, language, inconsistent);
  csv_words(out, words.data, words.length);
}

void actuals_write(struct buffer *out, const struct model *model, const struct actuals *actuals,
                   enum text_language language, const struct artifact_style *style) {
  if (!style->no_bom) buffer_text(out, "\xEF\xBB\xBF");
  buffer_text(out, COLUMNS);
  for (uint32_t i = 0; i < actuals->count; i++) {
    buffer_text(out, kinds[actuals->items[i].kind]);
    buffer_char(out, ',');
    put_name(out, &actuals->items[i], out->arena);
    buffer_char(out, ',');
    day_write(out, actuals->items[i].date);
    buffer_text(out, ",,");
    if (i == 0) put_version(out, model, language, style->inconsistent);
    buffer_text(out, "\r\n");
  }
}
