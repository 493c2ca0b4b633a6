#include "emit/document.h"

#include <assert.h>

static const struct {
  void (*put)(struct document_sink *sink, const struct part *part, struct arena *scratch);
  void (*end)(struct document_writer *writer); /* NULL: nothing stands after the last part */
} formats[] = {
    [FORMAT_HTML] = {html_put, html_end},
    [FORMAT_MARKDOWN] = {markdown_put, NULL},
    [FORMAT_CSV] = {csv_put, NULL},
    [FORMAT_TERMINAL] = {terminal_put, NULL},
};
static_assert(sizeof formats / sizeof formats[0] == DOCUMENT_FORMAT_COUNT, "each format has its row");

void document_writer_begin(struct document_writer *writer, enum document_format format, struct buffer *out,
                           struct document *document, bool byte_order_mark) {
  *writer = (struct document_writer){.sink = {.put = formats[format].put, .next = document->sinks},
                                     .out = out,
                                     .document = document,
                                     .language = document->language,
                                     .byte_order_mark = byte_order_mark,
                                     .format = (uint8_t)format};
  document->sinks = &writer->sink;
}

void document_writer_end(struct document_writer *writer) {
  if (formats[writer->format].end) formats[writer->format].end(writer);
}
