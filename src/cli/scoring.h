/* What scoring one agreement and scoring many have in common. */
#ifndef CLI_SCORING_H
#define CLI_SCORING_H

#include "cli/program.h"

/* The status that the standings ask for. */
enum exit_status score_judged(const struct call *call, const struct remit_standings *standings);

/* How its forms are written. */
struct remit_score_style score_style(const struct call *call);

/* DIR/NAME.ENDING; NAME may have folders in it. */
const char *score_path(struct call *call, const char *name, const char *ending);

/* Writes that file, and makes the folders that it lies in. */
enum exit_status score_write(struct call *call, const char *name, const char *ending, const struct remit_buffer *bytes);

/* `remit score --portfolio`, whose choices were settled. */
enum exit_status score_portfolio(struct call *call);

#endif
