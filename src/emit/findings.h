/* Findings as bytes: a back end for each format, a row each in one table. */
#ifndef EMIT_FINDINGS_H
#define EMIT_FINDINGS_H

#include "base/buffer.h"
#include "diag/diag.h"
#include "emit/fingerprint.h"
#include "emit/place.h"
#include "remit/remit.h"

struct findings_style {
  enum text_language language;
  bool colour;
  bool show_accepted;
  enum level least; /* findings below it are left out */
  enum level deny;  /* those from it on count as failures, where a format knows failures; 0: errors */
};

struct findings_format;

/* A listing of one agreement's findings, or of several agreements' one after the other. What it knows between two steps
 * is `format` to `any`; the rest is of the agreement that is being added. */
struct findings_listing {
  const struct findings_format *format;
  struct buffer *out;
  struct findings_style style;
  struct findings_count count; /* of what was listed */
  uint32_t files;              /* agreements that were added */
  bool any;                    /* a finding was listed */
  const struct findings *findings;
  struct repetitions repetitions;
  struct unit_counter here, there; /* at the findings, and at what they refer to */
};

/* A back end: what it writes first, for an agreement, for each of its findings that is listed, after them, and last. A
 * step that is NULL writes nothing. */
struct findings_format {
  const char *name;
  bool shows_accepted; /* always: it has a place of its own for them */
  void (*begin)(struct findings_listing *listing);
  void (*open)(struct findings_listing *listing);
  void (*each)(struct findings_listing *listing, const struct finding *finding);
  void (*close)(struct findings_listing *listing);
  void (*end)(struct findings_listing *listing);
};

/* By enum remit_format; NULL past the last. */
const struct findings_format *findings_format_at(size_t index);

/* The steps of a listing: begin, add each compilation's findings (sorted), end. */
void findings_begin(struct findings_listing *listing);
void findings_add(struct findings_listing *listing, const struct findings *findings);
void findings_end(struct findings_listing *listing);

/* For a person: a block for each finding with its line and caret. */
void emit_findings_text(struct buffer *out, const struct findings *findings, const struct findings_style *style);

/* The last line for one root file: "plan.remit: 1 error, 2 warnings"; nothing where nothing stands. */
void emit_findings_summary(struct buffer *out, const char *file, struct findings_count count,
                           const struct findings_style *style);

#endif
