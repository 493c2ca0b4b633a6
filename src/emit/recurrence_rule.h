/* What recurs, as a rule of RFC 5545. */
#ifndef EMIT_RECURRENCE_RULE_H
#define EMIT_RECURRENCE_RULE_H

#include "base/buffer.h"
#include "model/calendar.h"

/* Writes the rule that from one of the recurrence's days on gives exactly the days that recurrence_next gives, but for
 * exceptions. False, and nothing is written, where there is none: days that the calendar moves, that are counted in
 * workdays, that a month may lack, and those of years. */
bool recurrence_rule_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence);

/* Writes the days from `first` on that the rule gives and the recurrence does not: "20260101,20260216", those holidays on
 * which it would be every workday. False where there are none. */
bool recurrence_exceptions_write(struct buffer *out, const struct calendar *calendar, const struct recurrence *recurrence,
                                 day_number first);

#endif
