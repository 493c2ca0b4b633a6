#include "emit/score.h"

#include "emit/document.h"
#include "emit/document_xlsx.h"
#include "report/filled.h"

struct writing {
  const struct score_emission *emission;
  struct arena *arena;
  struct filled_options options;
};

static void write_report(struct document *document, void *context) {
  const struct writing *writing = context;
  filled_write(document, writing->arena, writing->emission->score, &writing->options);
}

static enum remit_status emit_workbook(struct buffer *out, struct document *document, struct writing *writing) {
  static const enum remit_status statuses[] = {
      [XLSX_WRITTEN] = REMIT_OK, [XLSX_NO_LIBRARY] = REMIT_NO_LIBRARY, [XLSX_NOT_WRITTEN] = REMIT_NOT_WRITTEN};
  return statuses[document_xlsx_write(out, document, write_report, writing)];
}

static void emit_text(struct buffer *out, enum document_format format, struct document *document, struct writing *writing) {
  struct document_writer writer;
  document_writer_begin(&writer, format, out, document, !writing->emission->no_bom);
  write_report(document, writing);
  document_writer_end(&writer);
}

enum remit_status emit_score(struct buffer *out, const struct score_emission *emission, struct arena *scratch) {
  struct document document = {.scratch = scratch, .language = emission->language};
  struct writing writing = {emission, out->arena, {.brief = emission->form == REMIT_SCORE_TEXT, .previous = emission->previous}};
  switch (emission->form) {
    case REMIT_SCORE_TEXT: emit_text(out, FORMAT_TERMINAL, &document, &writing); break;
    case REMIT_SCORE_JSON: emit_score_json(out, emission->score, emission->previous); break;
    case REMIT_SCORE_HTML: emit_text(out, FORMAT_HTML, &document, &writing); break;
    case REMIT_SCORE_MARKDOWN: emit_text(out, FORMAT_MARKDOWN, &document, &writing); break;
    case REMIT_SCORE_CSV: emit_text(out, FORMAT_CSV, &document, &writing); break;
    case REMIT_SCORE_XLSX: return emit_workbook(out, &document, &writing);
  }
  return REMIT_OK;
}
