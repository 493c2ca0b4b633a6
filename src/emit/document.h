/* Back ends of the neutral document: parts in, bytes out. Each has one function that makes text safe for its medium,
 * and no other way to reach it. */
#ifndef EMIT_DOCUMENT_H
#define EMIT_DOCUMENT_H

#include "emit/sides.h"
#include "report/document.h"

enum document_format { FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_CSV, FORMAT_TERMINAL, DOCUMENT_FORMAT_COUNT };

/* What a page of HTML does: nothing, keep what is ticked or typed when it is saved, or work out what follows too. */
enum page_kind { PAGE_STILL, PAGE_KEPT, PAGE_LIVE };

enum { DAYS_KEPT = 64, DAY_LENGTH = 10, RANGE_LENGTH = 96, SENTENCES_KEPT = 256 };

/* A sentence that takes no arguments, and whether CSV has it as it is. */
struct kept_sentence {
  enum text_key key; /* TEXT_NONE: none yet */
  bool as_it_is;
  const char *words;
  size_t length;
};

struct document_writer {
  struct document_sink sink; /* first: what a document hands its parts to */
  struct buffer *out;
  const struct document *document; /* that is written */
  enum text_language language;
  struct sides *sides;           /* of a document in two languages; NULL: it is in one */
  uint8_t format;                /* enum document_format */
  enum page_kind page;           /* HTML */
  bool byte_order_mark;          /* CSV: as Excel wants it */
  /* The rest is the back end's own. */
  const struct column *columns;  /* of the table that is being written */
  const struct head *heads;      /* of the matrix that is being written; NULL: it is a table */
  bool figures;                  /* the matrix holds fields */
  uint32_t column_count, tables, charts;
  int level;                     /* of the innermost open section */
  bool begun;                    /* something stands in `out` */
  struct {
    day_number day;
    bool known;
    char text[DAY_LENGTH];
  } days[DAYS_KEPT];             /* CSV: as they were written, found by the day's number */
  struct kept_sentence sentences[SENTENCES_KEPT]; /* CSV: those that came last, found by their key */
  struct cell range;             /* CSV: the last range, and how it was written */
  char range_text[RANGE_LENGTH];
  size_t range_length;           /* 0: there is none */
  struct columns *grid;          /* a terminal: the table that is being written */
};

/* Makes `writer` a back end that writes to `out`, and adds it to the document. */
void document_writer_begin(struct document_writer *writer, enum document_format format, struct buffer *out,
                           struct document *document, bool byte_order_mark);

/* After the last part. */
void document_writer_end(struct document_writer *writer);

/* The back ends, for their table. */
void html_put(struct document_sink *sink, const struct part *part, struct arena *scratch);
void html_end(struct document_writer *writer);
void markdown_put(struct document_sink *sink, const struct part *part, struct arena *scratch);
void csv_put(struct document_sink *sink, const struct part *part, struct arena *scratch);
void terminal_put(struct document_sink *sink, const struct part *part, struct arena *scratch);

#endif
