/* The one style sheet of all HTML documents, their scripts, and the policy that lets a page use those and nothing else. */
#ifndef EMIT_HTML_STYLE_H
#define EMIT_HTML_STYLE_H

#include "emit/document.h"

extern const char html_style[];

/* The value of the page's Content-Security-Policy: nothing but this style sheet and the page's own scripts, known by their
 * SHA-256. */
void html_policy(struct buffer *out, enum page_kind page);

/* The scripts of a page; nothing for one that does nothing. */
void html_scripts(struct buffer *out, enum page_kind page);

#endif
