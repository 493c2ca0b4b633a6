#include "emit/score.h"

#include "emit/document.h"
#include "report/filled.h"

static void emit_report(struct buffer *out, const struct score *score, enum document_format format,
                        enum text_language language, struct arena *scratch) {
  const struct filled_options options = {.brief = format == FORMAT_TERMINAL};
  struct document document = {.scratch = scratch, .language = language};
  struct document_writer writer;
  document_writer_begin(&writer, format, out, &document, true);
  filled_write(&document, out->arena, score, &options);
  document_writer_end(&writer);
}

void emit_score(struct buffer *out, const struct score *score, enum remit_score_form form, enum text_language language,
                struct arena *scratch) {
  switch (form) {
    case REMIT_SCORE_TEXT: emit_report(out, score, FORMAT_TERMINAL, language, scratch); break;
    case REMIT_SCORE_JSON: emit_score_json(out, score); break;
    case REMIT_SCORE_HTML: emit_report(out, score, FORMAT_HTML, language, scratch); break;
    case REMIT_SCORE_MARKDOWN: emit_report(out, score, FORMAT_MARKDOWN, language, scratch); break;
    case REMIT_SCORE_CSV: emit_report(out, score, FORMAT_CSV, language, scratch); break;
  }
}
