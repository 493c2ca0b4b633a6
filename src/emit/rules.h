/* The rules themselves as bytes: the list of all, and the page of one. */
#ifndef EMIT_RULES_H
#define EMIT_RULES_H

#include "base/buffer.h"
#include "check/check.h"

enum rules_form { RULES_TEXT, RULES_JSON, RULES_MARKDOWN };

/* All codes: each with its name, level and summary. */
void emit_rules(struct buffer *out, enum text_language language, enum rules_form form);

/* One code: why it matters, a wrong and a right example. `found` is what is found in the wrong one (sorted); NULL: it is not
 * shown. */
void emit_page(struct buffer *out, enum text_language language, const struct code_page *page, const struct findings *found,
               enum rules_form form);

#endif
