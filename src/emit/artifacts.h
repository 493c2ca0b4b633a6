/* What can be written of an agreement: a row for each artifact in each of its forms. */
#ifndef EMIT_ARTIFACTS_H
#define EMIT_ARTIFACTS_H

#include "emit/document.h"
#include "model/model.h"
#include "remit/remit.h"
#include "report/book.h"

/* ARTIFACT_NOTHING: the agreement has nothing that it would show. */
enum artifact_result { ARTIFACT_WRITTEN, ARTIFACT_NO_LIBRARY, ARTIFACT_NOT_WRITTEN, ARTIFACT_NOTHING };

struct artifact_style {
  bool inconsistent; /* it is written although the agreement has errors, and says so */
  bool no_bom;       /* CSV without a byte-order mark */
  const struct entity *reader; /* the person, department or party that it is for; NULL: everybody */
  enum report_share share;     /* of an artifact that may be written in two */
};

/* How an artifact is written in one of its forms: by one of `report`, `book`, `draw` and `data`. */
struct artifact_row {
  struct remit_artifact artifact;
  bool both;   /* it is set in both languages of an agreement that has two */
  bool narrow; /* for one reader: it shows a model that holds only theirs */
  bool shared; /* it may be written in two shares, one of which follows the other */
  bool (*has)(const struct model *model); /* whether there is anything to write; NULL: always */
  /* A report that is put into a document, for the back end of `format`. */
  void (*report)(struct document *document, struct arena *arena, const struct model *model,
                 const struct report_options *options);
  enum document_format format;
  enum page_kind page; /* of HTML */
  /* A workbook; of the document only the scratch and the language are taken. */
  void (*book)(struct book *book, struct document *document, struct arena *arena, const struct model *model,
               const struct report_options *options);
  /* What is drawn: of the document only the scratch and the language are taken. */
  void (*draw)(struct buffer *out, struct document *document, const struct model *model, bool inconsistent);
  /* Data for programs. */
  void (*data)(struct buffer *out, const struct model *model, const struct artifact_style *style, struct arena *scratch);
};

/* Works in the arena of `out`, and in `scratch`, which it empties now and then and the caller frees. */
enum artifact_result artifact_emit(const struct artifact_row *row, struct buffer *out, const struct model *model,
                                   const struct artifact_style *style, struct arena *scratch);

const struct artifact_row *artifact_at(size_t index); /* NULL past the last; the forms of one artifact stand together */

#endif
