/* What people usually do wrong in a statement, and the sentence that each of these slips has of its own. */
#ifndef SYNTAX_SLIPS_H
#define SYNTAX_SLIPS_H

#include "syntax/parser.h"

/* The grammar refused what stands at `place`: `expected` are the `count` words that could stand there. Says so once for
 * each statement. */
void slips_report(struct parser *p, struct place place, const char *const *expected, int count);

/* A word of Han characters in which words, or a word and a figure, are written together, with blanks where they should
 * be; NULL: there is nothing to part. */
const char *slips_apart(struct parser *p, const struct raw *word);

#endif
