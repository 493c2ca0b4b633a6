/* A long text, parsed in two halves at the same time. The second is parsed as a text of its own, and taken where the first
 * turns out to end where it begins, and nothing at all is wrong with it: so it never matters that the place was guessed, and
 * what is said of faults is said by one parser that has seen all before them. */
#ifndef SYNTAX_HALVES_H
#define SYNTAX_HALVES_H

#include "syntax/parser.h"

/* Looks at the text's characters and parses it, with the helper of the parser's syntax; false where it has none, where no
 * statement seems to begin near the middle, and where a character is refused: then nothing was done. */
bool halves_parse(struct parser *p);

#endif
