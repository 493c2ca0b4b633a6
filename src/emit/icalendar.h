/* The artifact `calendar`: what happens on which day, for the calendars that people have (iCalendar, RFC 5545). */
#ifndef EMIT_ICALENDAR_H
#define EMIT_ICALENDAR_H

#include "report/events.h"

/* `inconsistent`: it is written although the agreement has errors, and says so. Works in the arena of `out`, and in the
 * document's scratch, which it empties after each entry; of the document it takes these and the language alone. */
void emit_calendar(struct buffer *out, struct document *document, const struct model *model, bool inconsistent);

#endif
