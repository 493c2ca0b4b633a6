/* Which level a finding has in the end, and whether an `allow` accepts it: decided here and nowhere else.
 *
 * An E code is an error, always. Any other finding has its rule's level; or info, where the rule itself says so of a
 * lesser case; or what the policy says of its code. Raising a code raises its lesser cases with it, lowering it leaves
 * them where they are if that is lower still. In a draft, G007 and the C codes are at most info. */
#ifndef CHECK_LEVELS_H
#define CHECK_LEVELS_H

#include "diag/diag.h"
#include "model/model.h"

/* What the policy and the allowances of one model say; made once for a run. */
struct levels;
struct levels *levels_new(struct model *model, day_number as_of);

/* The finding's level and acceptance. The allowances that hold where it stands are noted as used. */
void levels_decide(struct levels *levels, struct finding *finding);

/* Notes the allowances that hold for a finding of the rule at this place as used, although the finding is not wanted. */
void levels_use(struct levels *levels, uint32_t rule, struct span span);

/* Whether the policy turns the rule of this index off: its findings need not even be made. */
bool levels_is_off(const struct levels *levels, uint32_t rule);

/* What accepts a finding of the rule at this place; NULL: nothing does. */
const struct acceptance *levels_acceptance(const struct levels *levels, uint32_t rule, struct span span);

/* Whether the allowance's day is over. */
bool levels_is_expired(const struct allowance *allowance, day_number as_of);

#endif
