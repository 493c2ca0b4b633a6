/* What stands at the head of each report: whose it is, of what version, and whether it can be trusted. */
#ifndef REPORT_FRAME_H
#define REPORT_FRAME_H

#include "model/model.h"
#include "report/document.h"

enum { FINGERPRINT_DIGITS = 12 };

/* The first digits of the fingerprint; empty where there is none. */
struct cell frame_fingerprint(const struct model *model);

/* Title, notices and mission; `kind` says what report it is. Then parties, term, version and fingerprint. */
void frame_put_title(struct document *document, const struct model *model, enum text_key kind, bool inconsistent);
void frame_put_facts(struct document *document, const struct model *model);

/* Both. */
void frame_put(struct document *document, const struct model *model, enum text_key kind, bool inconsistent);

/* What kind of report it is, and for whom where it is for one reader. */
struct cell frame_kind(struct document *document, enum text_key kind);

/* After the frame, for a reader: what is left out. `named`: something of what follows names them. */
void frame_put_reader(struct document *document, bool named);

#endif
