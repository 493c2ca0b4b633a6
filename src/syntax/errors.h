/* The sentences of E001 to E010: what is wrong with the text as text. */
#ifndef SYNTAX_ERRORS_H
#define SYNTAX_ERRORS_H

#include "syntax/parser.h"

enum { ERRORS_EXPECTED_MAX = 8 };

/* Each of these marks the statement as spoiled. A syntax error in a statement that is spoiled already is not said. */
void errors_not_utf8(struct parser *p, uint32_t at);
void errors_refused(struct parser *p, struct place place, uint32_t code_point);
void errors_bad_number(struct parser *p, struct place place);
void errors_no_such_date(struct parser *p, struct place place);
void errors_bad_date(struct parser *p, struct place place);
void errors_no_such_time(struct parser *p, struct place place);
void errors_bad_escape(struct parser *p, struct place place);
void errors_open_text(struct parser *p, struct place place);
void errors_stray(struct parser *p, struct place place);
void errors_bad_name(struct parser *p, struct place place);
void errors_too_deep(struct parser *p, struct place place);
void errors_syntax(struct parser *p, struct place place, const char *const *expected, int count);

/* At a statement's first word. */
void errors_unknown_statement(struct parser *p, const struct raw *word, enum block_kind block);
void errors_wrapped_line(struct parser *p, const struct raw *first);
void errors_no_word(struct parser *p, const struct raw *first);
void errors_phrase(struct parser *p, const struct raw *word, enum sense phrase);

void errors_unclosed(struct parser *p, struct place brace, enum block_kind block);
void errors_unopened(struct parser *p, struct place brace);
void errors_no_block_here(struct parser *p, struct place brace);

/* Bytes of the text as an argument. */
const char *errors_excerpt(struct parser *p, struct place place);

#endif
