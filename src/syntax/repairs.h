/* Repairs of what is wrong with a text as text, where nothing else can be meant. */
#ifndef SYNTAX_REPAIRS_H
#define SYNTAX_REPAIRS_H

#include "ast/words.h"
#include "syntax/parser.h"

/* Of the figure or date that was just scanned and reported (p->miswritten): only now can be seen what follows it. */
void repairs_figure(struct parser *p, const struct raw *raw);

/* The first word that `written` was meant to be in the blocks that are open, where that is certain. Sets *phrase where the
 * word after it belongs to it and stands there. */
bool repairs_first_word(struct parser *p, const struct raw *written, struct correction *correction, bool *phrase);

/* A sign of arithmetic or comparison as word processors write it, in a statement that takes one; NULL: it may be meant for
 * something else. */
const char *repairs_sign(const struct parser *p, const char *character);

/* A sign for % that is no word's, right after a figure. */
bool repairs_is_percent(const struct parser *p, struct place place);

#endif
