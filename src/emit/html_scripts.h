/* The scripts of pages, each a file of src/emit that the build embeds. None of them holds the end of a script's element. */
#ifndef EMIT_HTML_SCRIPTS_H
#define EMIT_HTML_SCRIPTS_H

#include <stddef.h>

/* keep.js: what is typed and ticked stays in the page when it is saved. */
extern const unsigned char script_keep[];
extern const size_t script_keep_length;

/* figures.js: exact numbers, and the sheet of figures as CSV. */
extern const unsigned char script_figures[];
extern const size_t script_figures_length;

/* scoring.js: what follows from the figures. */
extern const unsigned char script_scoring[];
extern const size_t script_scoring_length;

/* scorecard.js: the fields, and where what follows is shown. */
extern const unsigned char script_scorecard[];
extern const size_t script_scorecard_length;

#endif
