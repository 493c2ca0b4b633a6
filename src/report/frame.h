/* What stands at the head of each report: whose it is, of what version, and whether it can be trusted. */
#ifndef REPORT_FRAME_H
#define REPORT_FRAME_H

#include "model/model.h"
#include "report/document.h"

enum { FINGERPRINT_DIGITS = 12 };

/* The first digits of the fingerprint; empty where there is none. */
struct cell frame_fingerprint(const struct model *model);

/* Title, notices, mission, parties, term, version and fingerprint. `kind` says what report it is. */
void frame_put(struct document *document, const struct model *model, enum text_key kind, bool inconsistent);

#endif
