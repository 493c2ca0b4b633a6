/* Findings as bytes: the back ends of `check`. */
#ifndef EMIT_FINDINGS_H
#define EMIT_FINDINGS_H

#include "base/buffer.h"
#include "diag/diag.h"

struct findings_style {
  enum text_language language;
  bool colour;
  bool show_accepted;
  enum level least; /* findings below it are left out */
};

/* For a person: a block for each finding with its line and caret. Findings must be sorted. */
void emit_findings_text(struct buffer *out, const struct findings *findings, const struct findings_style *style);

/* The last line for one root file: "plan.remit: 1 error, 2 warnings"; nothing where nothing stands. */
void emit_findings_summary(struct buffer *out, const char *file, struct findings_count count,
                           const struct findings_style *style);

/* One JSON object for all the runs of a call: begin, then add each compilation's findings, then end. */
struct findings_json {
  struct buffer *out;
  struct findings_style style;
  struct findings_count count;
  uint32_t files;
  bool any;
};
void emit_findings_json_begin(struct findings_json *json, struct buffer *out, const struct findings_style *style);
void emit_findings_json_add(struct findings_json *json, const struct findings *findings);
void emit_findings_json_end(struct findings_json *json);

#endif
