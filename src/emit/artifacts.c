#include "emit/artifacts.h"

#include "emit/document.h"
#include "emit/model_json.h"
#include "emit/xlsx.h"
#include "report/scorecard.h"
#include "report/scorecard_book.h"
#include "report/selection.h"

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
  struct filling filling = {.document = {.scratch = scratch, .language = LANGUAGE_EN}, .model = model, .style = style};
  write_book(out, &filling, fill_scorecard);
}

/* ---- The score sheet, where the agreement has one ---- */

static void emit_selection_html(struct buffer *out, const struct model *model, const struct artifact_style *style,
                                struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = LANGUAGE_EN};
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
  struct filling filling = {.document = {.scratch = scratch, .language = LANGUAGE_EN}, .model = model, .style = style};
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
    {{"model", "json"}, emit_model},
};

const struct artifact_row *artifact_at(size_t index) {
  return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}
