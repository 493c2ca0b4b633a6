/* A scoring as bytes. */
#ifndef EMIT_SCORE_H
#define EMIT_SCORE_H

#include "base/buffer.h"
#include "score/score.h"
#include "text/text.h"

/* One object, documented by score.schema.json, which stands beside this file. `previous`: the scoring as of an earlier day;
 * NULL: there is none. */
void emit_score_json(struct buffer *out, const struct score *score, const struct score *previous);

/* The summary for a person: objectives with their KPIs, what is at risk, what is to be asked, money, work. */
void emit_score_text(struct buffer *out, const struct score *score, enum text_language language);

#endif
