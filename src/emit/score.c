#include "emit/score.h"

#include "emit/document.h"
#include "report/filled.h"

static void emit_report(struct buffer *out, const struct score_emission *emission, enum document_format format,
                        struct arena *scratch) {
  const struct filled_options options = {.brief = format == FORMAT_TERMINAL, .previous = emission->previous};
  struct document document = {.scratch = scratch, .language = emission->language};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, !emission->no_bom);
  filled_write(&document, out->arena, emission->score, &options);
  document_writer_end(&writer);
}

void emit_score(struct buffer *out, const struct score_emission *emission, struct arena *scratch) {
  switch (emission->form) {
    case REMIT_SCORE_TEXT: emit_report(out, emission, FORMAT_TERMINAL, scratch); break;
    case REMIT_SCORE_JSON: emit_score_json(out, emission->score, emission->previous); break;
    case REMIT_SCORE_HTML: emit_report(out, emission, FORMAT_HTML, scratch); break;
    case REMIT_SCORE_MARKDOWN: emit_report(out, emission, FORMAT_MARKDOWN, scratch); break;
    case REMIT_SCORE_CSV: emit_report(out, emission, FORMAT_CSV, scratch); break;
  }
}
