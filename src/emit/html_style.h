/* The one style sheet of all HTML documents, and the policy that lets a page load that and nothing else. */
#ifndef EMIT_HTML_STYLE_H
#define EMIT_HTML_STYLE_H

#include "base/buffer.h"

extern const char html_style[];

/* The value of the page's Content-Security-Policy: nothing but this style sheet, known by its SHA-256. */
void html_style_policy(struct buffer *out);

#endif
