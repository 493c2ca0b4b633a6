#include "emit/artifacts.h"

#include <assert.h>

#include "emit/actuals.h"
#include "emit/icalendar.h"
#include "emit/map.h"
#include "emit/model_json.h"
#include "emit/xlsx.h"
#include "report/actuals.h"
#include "report/agreement.h"
#include "report/checklist.h"
#include "report/raci.h"
#include "report/scorecard.h"
#include "report/scorecard_book.h"
#include "report/selection.h"

/* The agreement's own language. */
static enum text_language language_of(const struct model *model) {
  static const enum text_language languages[] = {[EMIT_EN] = LANGUAGE_EN, [EMIT_ZH_HANT] = LANGUAGE_ZH_HANT,
                                                 [EMIT_BG] = LANGUAGE_BG, [EMIT_VI] = LANGUAGE_VI, [EMIT_NONE] = LANGUAGE_EN};
  static_assert(sizeof languages / sizeof *languages == EMIT_NONE + 1, "a catalogue for each language");
  return languages[model->agreement.language];
}

static void emit_model(struct buffer *out, const struct model *model, const struct artifact_style *style,
                       struct arena *scratch) {
  (void)scratch;
  emit_model_json(out, model, style->inconsistent);
}

static void emit_actuals(struct buffer *out, const struct model *model, const struct artifact_style *style,
                         struct arena *scratch) {
  const struct actuals actuals = actuals_of(scratch, model);
  actuals_write(out, model, &actuals, language_of(model), style);
}

static const struct artifact_row rows[] = {
    {{"scorecard", "html"}, .report = scorecard_write, .format = FORMAT_HTML},
    {{"scorecard", "md"}, .report = scorecard_write, .format = FORMAT_MARKDOWN},
    {{"scorecard", "csv"}, .report = scorecard_write, .format = FORMAT_CSV},
    {{"scorecard", "xlsx"}, .book = scorecard_book_write},
    {{"selection", "html"}, .has = selection_any, .report = selection_write, .format = FORMAT_HTML},
    {{"selection", "xlsx"}, .has = selection_any, .book = selection_book_write},
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

/* What is under way. */
struct emission {
  const struct artifact_row *row;
  struct buffer *out;
  struct document document;
  const struct model *model;
  struct report_options options;
};

static void emit_report(struct emission *emission, bool bom) {
  const struct artifact_row *row = emission->row;
  struct document_writer writer;
  document_writer_begin(&writer, row->format, emission->out, &emission->document, bom);
  row->report(&emission->document, emission->out->arena, emission->model, &emission->options);
  document_writer_end(&writer);
}

static void fill_book(struct book *book, void *context) {
  struct emission *emission = context;
  emission->row->book(book, &emission->document, emission->out->arena, emission->model, &emission->options);
}

static enum artifact_result emit_book(struct emission *emission) {
  static const enum artifact_result results[] = {[XLSX_WRITTEN] = ARTIFACT_WRITTEN, [XLSX_NO_LIBRARY] = ARTIFACT_NO_LIBRARY,
                                                 [XLSX_NOT_WRITTEN] = ARTIFACT_NOT_WRITTEN};
  const struct document *document = &emission->document;
  return results[xlsx_write(emission->out, document->scratch, document->language, fill_book, emission)];
}

enum artifact_result artifact_emit(const struct artifact_row *row, struct buffer *out, const struct model *model,
                                   const struct artifact_style *style, struct arena *scratch) {
  struct emission emission = {.row = row, .out = out, .model = model,
                              .document = {.scratch = scratch, .language = language_of(model)},
                              .options = {.inconsistent = style->inconsistent, .sheet = row->format == FORMAT_CSV}};
  if (row->has && !row->has(model)) return ARTIFACT_NOTHING;
  if (row->book) return emit_book(&emission);
  if (row->report) emit_report(&emission, !style->no_bom);
  else if (row->draw) row->draw(out, &emission.document, model, style->inconsistent);
  else row->data(out, model, style, scratch);
  return ARTIFACT_WRITTEN;
}
