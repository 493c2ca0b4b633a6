/* Between scanner and grammar: where statements begin and end, which statement a first word starts, which word is meant
 * by its place, and what is open. */
#ifndef SYNTAX_TOKENS_H
#define SYNTAX_TOKENS_H

#include "syntax/parser.h"

/* Scans until more than so many tokens are ahead. */
void tokens_scan(struct parser *p, uint32_t ahead);

static inline struct raw *tokens_slot(struct parser *p, uint32_t at) { return &p->ring[at % RAW_RING]; }

/* The next raw token, without taking it. */
static inline const struct raw *tokens_peek(struct parser *p, uint32_t ahead) {
  if (p->ahead_count <= ahead) tokens_scan(p, ahead);
  return tokens_slot(p, p->ahead_first + ahead);
}

/* Takes the next raw token, which stays where it is until RAW_AHEAD others were taken. A line end or `;` leaves no trace: what
 * was looked at after it moves into its room, so that what is returned for one is of no use. */
struct raw *tokens_take(struct parser *p);

/* Takes tokens up to the end of the statement: a line end, `;`, or before `{`, `}` and the end of the text. */
void tokens_skip_statement(struct parser *p);

/* Takes line ends and `;`. */
void tokens_skip_ends(struct parser *p);

/* Puts the token that the grammar was given last back before the others. */
void tokens_give_back(struct parser *p);

/* The same of it and the one before it. */
void tokens_give_back_two(struct parser *p);

/* Takes line ends where a { follows them. */
void tokens_skip_line_ends_before_block(struct parser *p);

/* Where the statement's tokens end: of the last one taken. */
uint32_t tokens_end(const struct parser *p);

/* The shape whose token the grammar is given for this kind of statement. */
int tokens_shape(enum statement_kind kind);

/* The statement that the word at hand starts in this block; *words gets how many words that takes (two for "accepted
 * by"). Where a phrase's second word is missing, *missing gets the sense. */
enum statement_kind tokens_statement(struct parser *p, enum block_kind block, int *words, enum sense *missing);

/* Whether a name stands after the first word of such a statement. */
bool tokens_takes_name(enum statement_kind kind);

/* Whether the token starts a statement of this block, and is no word that joins. */
bool tokens_begins_statement(const struct raw *raw, enum block_kind block);

/* The blanks before the token, if it begins its line; else NO_INDENT. */
uint32_t tokens_indent(const struct parser *p, const struct raw *raw);

/* Whether the raw word is a word that joins, and never starts a statement or a name. */
bool tokens_joins(const struct raw *raw);

#endif
