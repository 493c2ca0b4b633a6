/* What the rules about approvals share. */
#ifndef CHECK_APPROVALS_H
#define CHECK_APPROVALS_H

#include "check/rule.h"

/* From each content, deliverable and action that is covered to the first approval that covers it; false where that is
 * not known of all of them. */
bool approvals_gather(const struct model *model, struct entity_map *covering);

bool approval_is_delegated(const struct approval *approval);

/* Whether every step could be read. */
bool approval_steps_known(const struct approval *approval);

/* Whether the step cannot be passed without a person of a client. */
bool step_needs_client(const struct step *step);

/* "delegated to lantern": to the agency, which would be given a free hand. */
const char *approval_delegated_written(const struct model *model, struct arena *arena);

#endif
