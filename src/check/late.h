/* Findings that are made after the check, of figures that were reported: by the same rows, policies and acceptances. */
#ifndef CHECK_LATE_H
#define CHECK_LATE_H

#include "check/selection.h"
#include "diag/diag.h"
#include "model/model.h"

struct late;
struct late *late_new(struct model *model, struct findings *findings, day_number as_of,
                      const struct code_selection *selection);

/* A finding of the rule with this code, about `about` (NULL: about nothing of the agreement): an `allow` in its block
 * accepts the finding, wherever the finding stands. NULL where the rule is off or not asked for. */
struct finding *late_finding(struct late *late, const char *code, const struct entity *about, struct span span,
                             enum text_key message, const struct argument *arguments);

#endif
