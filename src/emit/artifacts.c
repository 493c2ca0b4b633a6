#include "emit/artifacts.h"

#include "emit/actuals.h"
#include "emit/icalendar.h"
#include "emit/map.h"
#include "emit/model_json.h"
#include "report/actuals.h"
#include "report/agreement.h"
#include "report/checklist.h"
#include "report/raci.h"
#include "report/scorecard.h"

static void emit_model(struct buffer *out, const struct model *model, const struct artifact_style *style,
                       struct arena *scratch) {
  (void)scratch;
  emit_model_json(out, model, style->inconsistent);
}

static void emit_actuals(struct buffer *out, const struct model *model, const struct artifact_style *style,
                         struct arena *scratch) {
  const struct actuals actuals = actuals_of(scratch, model);
  actuals_write(out, model, &actuals, LANGUAGE_EN, style);
}

static const struct artifact_row rows[] = {
    {{"scorecard", "html"}, .report = scorecard_write, .format = FORMAT_HTML},
    {{"scorecard", "md"}, .report = scorecard_write, .format = FORMAT_MARKDOWN},
    {{"scorecard", "csv"}, .report = scorecard_write, .format = FORMAT_CSV},
    {{"agreement", "html"}, .report = agreement_write, .format = FORMAT_HTML},
    {{"agreement", "md"}, .report = agreement_write, .format = FORMAT_MARKDOWN},
    {{"checklist", "html"}, .report = checklist_write, .format = FORMAT_HTML},
    {{"checklist", "md"}, .report = checklist_write, .format = FORMAT_MARKDOWN},
    {{"checklist", "csv"}, .report = checklist_write, .format = FORMAT_CSV},
    {{"raci", "html"}, .report = raci_write, .format = FORMAT_HTML},
    {{"raci", "csv"}, .report = raci_write, .format = FORMAT_CSV},
    {{"actuals", "csv"}, .data = emit_actuals},
    {{"calendar", "ics"}, .draw = emit_calendar},
    {{"map", "svg"}, .draw = emit_map_svg},
    {{"map", "dot"}, .draw = emit_map_dot},
    {{"model", "json"}, .data = emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}

static void emit_report(const struct artifact_row *row, struct buffer *out, struct document *document,
                        const struct model *model, const struct artifact_style *style) {
  const struct report_options options = {.inconsistent = style->inconsistent, .sheet = row->format == FORMAT_CSV};
  struct document_writer writer;
  document_writer_begin(&writer, row->format, out, document, !style->no_bom);
  row->report(document, out->arena, model, &options);
  document_writer_end(&writer);
}

void artifact_emit(const struct artifact_row *row, struct buffer *out, const struct model *model,
                   const struct artifact_style *style, struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
  if (row->report) emit_report(row, out, &document, model, style);
  else if (row->draw) row->draw(out, &document, model, style->inconsistent);
  else row->data(out, model, style, scratch);
}
