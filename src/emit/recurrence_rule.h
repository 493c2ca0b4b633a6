/* What recurs, as a rule of RFC 5545. */
#ifndef EMIT_RECURRENCE_RULE_H
#define EMIT_RECURRENCE_RULE_H

#include "base/buffer.h"
#include "model/calendar.h"

/* Writes the rule that, from `first` on, which must be one of its days, gives exactly the days that recurrence_next gives.
 * False, and nothing is written, where there is none: days that the calendar moves, that are counted in workdays, that a
 * month may lack, and those of years. */
bool recurrence_rule_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence);

#endif
