/* Which level a finding has in the end, and whether an `allow` accepts it: decided here and nowhere else.
 *
 * An E code is an error, always. Any other finding has its rule's level; or info, where the rule itself says so of a
 * lesser case; or what the policy says of its code. Raising a code raises its lesser cases with it, lowering it leaves
 * them where they are if that is lower still. In a draft, G007 and the C codes are at most info. */
#ifndef CHECK_LEVELS_H
#define CHECK_LEVELS_H

#include "diag/diag.h"
#include "model/model.h"

/* Decides the findings from number `from` of the list on, and notes in the model which allowances were used. */
void levels_decide(struct model *model, struct findings *findings, uint32_t from, day_number as_of);

/* Whether the policy turns the code off: its findings need not even be made. */
bool levels_is_off(const struct model *model, const char *code);

/* Whether the allowance's day is over. */
bool levels_is_expired(const struct allowance *allowance, day_number as_of);

#endif
