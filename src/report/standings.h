/* How a KPI stands, in words and to the eye: the same in every report. */
#ifndef REPORT_STANDINGS_H
#define REPORT_STANDINGS_H

#include "report/document.h"
#include "score/score.h"

enum text_key standing_words(enum standing standing);
struct cell standing_cell(enum standing standing); /* a status, coloured besides */

#endif
