/* A scoring as bytes. */
#ifndef EMIT_SCORE_H
#define EMIT_SCORE_H

#include "base/buffer.h"
#include "score/score.h"
#include "text/text.h"

/* One object, documented by score.schema.json, which stands beside this file. */
void emit_score_json(struct buffer *out, const struct score *score);

/* The summary for a person: objectives with their KPIs, what is at risk, what is to be asked, money, work. */
void emit_score_text(struct buffer *out, const struct score *score, enum text_language language);

#endif
