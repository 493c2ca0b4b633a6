#include "emit/artifacts.h"

#include <assert.h>

#include "emit/actuals.h"
#include "emit/document.h"
#include "emit/icalendar.h"
#include "emit/map.h"
#include "emit/model_json.h"
#include "emit/xlsx.h"
#include "report/agreement.h"
#include "report/actuals.h"
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

static void emit_scorecard(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch, enum document_format format) {
  const struct scorecard_options options = {.inconsistent = style->inconsistent};
  struct document document = {.scratch = scratch, .language = language_of(model)};
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

static void emit_agreement(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch, enum document_format format) {
  const struct agreement_options options = {.inconsistent = style->inconsistent};
  struct document document = {.scratch = scratch, .language = language_of(model)};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, !style->no_bom);
  agreement_write(&document, out->arena, model, &options);
  document_writer_end(&writer);
}

static void emit_agreement_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  emit_agreement(out, model, style, scratch, FORMAT_HTML);
}

static void emit_agreement_markdown(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                    struct arena *scratch) {
  emit_agreement(out, model, style, scratch, FORMAT_MARKDOWN);
}

static void emit_checklist(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch, enum document_format format) {
  const struct checklist_options options = {.inconsistent = style->inconsistent, .sheet = format == FORMAT_CSV};
  struct document document = {.scratch = scratch, .language = language_of(model)};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, !style->no_bom);
  checklist_write(&document, model, &options);
  document_writer_end(&writer);
}

static void emit_checklist_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  emit_checklist(out, model, style, scratch, FORMAT_HTML);
}

static void emit_checklist_markdown(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                    struct arena *scratch) {
  emit_checklist(out, model, style, scratch, FORMAT_MARKDOWN);
}

static void emit_checklist_csv(struct buffer *out, const struct model *model, const struct artifact_style *style,
                               struct arena *scratch) {
  emit_checklist(out, model, style, scratch, FORMAT_CSV);
}

static void emit_raci(struct buffer *out, const struct model *model, const struct artifact_style *style,
                      struct arena *scratch, enum document_format format) {
  const struct raci_options options = {.inconsistent = style->inconsistent};
  struct document document = {.scratch = scratch, .language = language_of(model)};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, !style->no_bom);
  raci_write(&document, out->arena, model, &options);
  document_writer_end(&writer);
}

static void emit_raci_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch) {
  emit_raci(out, model, style, scratch, FORMAT_HTML);
}

static void emit_raci_csv(struct buffer *out, const struct model *model, const struct artifact_style *style,
                          struct arena *scratch) {
  emit_raci(out, model, style, scratch, FORMAT_CSV);
}

static void emit_actuals(struct buffer *out, const struct model *model, const struct artifact_style *style,
                         struct arena *scratch) {
  const struct actuals actuals = actuals_of(scratch, model);
  actuals_write(out, model, &actuals, language_of(model), style);
}

static void emit_calendar_ics(struct buffer *out, const struct model *model, const struct artifact_style *style,
                              struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = language_of(model)};
  emit_calendar(out, &document, model, style->inconsistent);
}

static void emit_map_picture(struct buffer *out, const struct model *model, const struct artifact_style *style,
                             struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = language_of(model)};
  emit_map_svg(out, &document, model, style->inconsistent);
}

static void emit_map_graph(struct buffer *out, const struct model *model, const struct artifact_style *style,
                           struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = language_of(model)};
  emit_map_dot(out, &document, model, style->inconsistent);
}

/* ---- Workbooks ---- */

struct filling {
  struct document document;
  struct arena *arena;
  const struct model *model;
  const struct artifact_style *style;
};

static void write_book(struct buffer *out, struct filling *filling, void (*fill)(struct book *book, void *context)) {
  static const enum artifact_failure failures[] = {[XLSX_WRITTEN] = ARTIFACT_WRITTEN, [XLSX_NO_LIBRARY] = ARTIFACT_NO_LIBRARY,
                                                   [XLSX_NOT_WRITTEN] = ARTIFACT_NOT_WRITTEN};
  filling->arena = out->arena;
  *filling->style->failure = failures[xlsx_write(out, filling->document.scratch, filling->document.language, fill, filling)];
}

static void fill_scorecard(struct book *book, void *context) {
  struct filling *filling = context;
  const struct scorecard_options options = {.inconsistent = filling->style->inconsistent};
  scorecard_book_write(book, &filling->document, filling->arena, filling->model, &options);
}

static void emit_scorecard_xlsx(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  struct filling filling = {.document = {.scratch = scratch, .language = language_of(model)}, .model = model, .style = style};
  write_book(out, &filling, fill_scorecard);
}

/* ---- The score sheet, where the agreement has one ---- */

static void emit_selection_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = language_of(model)};
  struct document_writer writer;
  if (model->selections.count == 0) {
    *style->failure = ARTIFACT_NOTHING;
    return;
  }
  document_writer_begin(&writer, FORMAT_HTML, out, &document, false);
  selection_write(&document, out->arena, model, style->inconsistent);
  document_writer_end(&writer);
}

static void fill_selection(struct book *book, void *context) {
  struct filling *filling = context;
  selection_book_write(book, &filling->document, filling->model, filling->style->inconsistent);
}

static void emit_selection_xlsx(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  struct filling filling = {.document = {.scratch = scratch, .language = language_of(model)}, .model = model, .style = style};
  if (model->selections.count == 0) *style->failure = ARTIFACT_NOTHING;
  else write_book(out, &filling, fill_selection);
}

static const struct artifact_row rows[] = {
    {{"scorecard", "html"}, emit_scorecard_html},
    {{"scorecard", "md"}, emit_scorecard_markdown},
    {{"scorecard", "csv"}, emit_scorecard_csv},
    {{"scorecard", "xlsx"}, emit_scorecard_xlsx},
    {{"selection", "html"}, emit_selection_html},
    {{"selection", "xlsx"}, emit_selection_xlsx},
    {{"agreement", "html"}, emit_agreement_html},
    {{"agreement", "md"}, emit_agreement_markdown},
    {{"checklist", "html"}, emit_checklist_html},
    {{"checklist", "md"}, emit_checklist_markdown},
    {{"checklist", "csv"}, emit_checklist_csv},
    {{"raci", "html"}, emit_raci_html},
    {{"raci", "csv"}, emit_raci_csv},
    {{"actuals", "csv"}, emit_actuals},
    {{"calendar", "ics"}, emit_calendar_ics},
    {{"map", "svg"}, emit_map_picture},
    {{"map", "dot"}, emit_map_graph},
    {{"model", "json"}, emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}
