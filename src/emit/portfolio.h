/* A portfolio as bytes. */
#ifndef EMIT_PORTFOLIO_H
#define EMIT_PORTFOLIO_H

#include "report/portfolio.h"

/* The page. */
void emit_portfolio_html(struct buffer *out, struct arena *scratch, const struct portfolio *portfolio, enum text_language language);

/* The summary for a person. */
void emit_portfolio_text(struct buffer *out, const struct portfolio *portfolio, enum text_language language);

/* One object, documented by portfolio.schema.json, which stands beside this file; and an object a line for each agreement, as those in it. */
void emit_portfolio_json(struct buffer *out, const struct portfolio *portfolio);
void emit_portfolio_ndjson(struct buffer *out, const struct portfolio *portfolio);

#endif
