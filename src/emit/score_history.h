/* The course of each KPI for programs: a line for each of its days. */
#ifndef EMIT_SCORE_HISTORY_H
#define EMIT_SCORE_HISTORY_H

#include <stdbool.h>

#include "base/buffer.h"
#include "score/history.h"

/* Two forms of the same: CSV, whose first line has the names of its columns; and an object a line with those names as its keys, documented
 * by history.schema.json, which stands beside this file. */
void emit_history_csv(struct buffer *out, const struct score_input *input, bool byte_order_mark);
void emit_history_ndjson(struct buffer *out, const struct score_input *input);

#endif
