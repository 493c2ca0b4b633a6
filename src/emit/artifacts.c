#include "emit/artifacts.h"

#include "emit/document.h"
#include "emit/icalendar.h"
#include "emit/map.h"
#include "emit/model_json.h"
#include "report/scorecard.h"

static void emit_model(struct buffer *out, const struct model *model, const struct artifact_style *style,
                       struct arena *scratch) {
  (void)scratch;
  emit_model_json(out, model, style->inconsistent);
}

static void emit_scorecard(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch, enum document_format format) {
  const struct scorecard_options options = {.inconsistent = style->inconsistent};
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, !style->no_bom);
  scorecard_write(&document, out->arena, model, &options);
  document_writer_end(&writer);
}

static void emit_scorecard_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  emit_scorecard(out, model, style, scratch, FORMAT_HTML);
}

static void emit_scorecard_markdown(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                    struct arena *scratch) {
  emit_scorecard(out, model, style, scratch, FORMAT_MARKDOWN);
}

static void emit_scorecard_csv(struct buffer *out, const struct model *model, const struct artifact_style *style,
                               struct arena *scratch) {
  emit_scorecard(out, model, style, scratch, FORMAT_CSV);
}

static void emit_calendar_ics(struct buffer *out, const struct model *model, const struct artifact_style *style,
                              struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
  emit_calendar(out, &document, model, style->inconsistent);
}

static void emit_map_picture(struct buffer *out, const struct model *model, const struct artifact_style *style,
                             struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
  emit_map_svg(out, &document, model, style->inconsistent);
}

static void emit_map_graph(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
  emit_map_dot(out, &document, model, style->inconsistent);
}

static const struct artifact_row rows[] = {
    {{"scorecard", "html"}, emit_scorecard_html},
    {{"scorecard", "md"}, emit_scorecard_markdown},
    {{"scorecard", "csv"}, emit_scorecard_csv},
    {{"calendar", "ics"}, emit_calendar_ics},
    {{"map", "svg"}, emit_map_picture},
    {{"map", "dot"}, emit_map_graph},
    {{"model", "json"}, emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}
