/* How programs are told what a scoring came to: the same words and figures in every form. */
#ifndef EMIT_SCORE_VALUES_H
#define EMIT_SCORE_VALUES_H

#include "emit/json.h"
#include "score/score.h"

/* "on_track"; NULL for a KPI that is only observed. */
const char *score_standing_word(enum standing standing);

/* To 12 significant digits, half to even, without zeros behind the point. */
struct decimal score_figure(struct decimal value);

void score_put_result(struct json *json, struct result result); /* null where it is not known */

#endif
