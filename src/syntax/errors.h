/* The sentences of E001 to E010: what is wrong with the text as text. */
#ifndef SYNTAX_ERRORS_H
#define SYNTAX_ERRORS_H

#include "syntax/parser.h"

/* Each of these marks the statement as spoiled. A syntax error in a statement that is spoiled already is not said. */
void errors_not_utf8(struct parser *p, uint32_t at);
void errors_refused(struct parser *p, struct place place, uint32_t code_point);
void errors_bad_number(struct parser *p, struct place place);
void errors_no_such_date(struct parser *p, struct place place);
void errors_bad_date(struct parser *p, struct place place);
void errors_no_such_time(struct parser *p, struct place place);
void errors_bad_escape(struct parser *p, struct place place);
void errors_bad_code_point(struct parser *p, struct place place);
void errors_open_text(struct parser *p, struct place place);
void errors_stray(struct parser *p, struct place place);
void errors_bad_name(struct parser *p, struct place place);
void errors_too_deep(struct parser *p, struct place place);

/* At a statement's first word. `near` is the statement that was meant; STATEMENT_NONE: nothing is near. */
struct finding *errors_unknown_statement(struct parser *p, const struct raw *word, enum statement_kind near);
void errors_misplaced(struct parser *p, const struct raw *word, const struct open_block *outer);
void errors_lone_entry(struct parser *p, const struct raw *first, enum statement_kind opener);
void errors_wrapped_line(struct parser *p, const struct raw *first);
void errors_no_word(struct parser *p, const struct raw *first);
void errors_phrase(struct parser *p, const struct raw *word, enum sense phrase);
void errors_written_together(struct parser *p, const struct raw *word, const char *apart);

/* `before`: what the block must have ended before; NULL: the end of the text. */
void errors_unclosed(struct parser *p, const struct open_block *block, const struct raw *before);
void errors_unclosed_skipped(struct parser *p, struct place brace);
void errors_unopened(struct parser *p, struct place brace);
void errors_early_close(struct parser *p, const struct raw *first, const struct statement *declaration);
void errors_no_opening(struct parser *p, const struct raw *first, const struct statement *declaration);
void errors_no_block_here(struct parser *p, struct place brace);
void errors_blocks_too_deep(struct parser *p, struct place brace);

/* Of the statement at hand: that it is not complete, and that something in it cannot stand where it does. `expected` are
 * the `count` words that could. */
void errors_incomplete(struct parser *p, const char *const *expected, int count);
void errors_unexpected(struct parser *p, struct place place, const char *const *expected, int count);

/* Whether a text on the line of `at` stays open, so that a fault there is a missing quote. Says so. */
bool errors_missing_quote(struct parser *p, struct place at);

/* Whether no more findings are kept: then no work need be put into their sentences. */
bool errors_full(const struct parser *p);

/* For sentences of their own: a finding that marks the statement as spoiled, and its help. */
struct finding *errors_fault(struct parser *p, enum e_code code, struct place place, enum text_key key,
                             const struct argument *arguments);
void errors_help(struct parser *p, struct finding *finding, enum text_key key, const struct argument *arguments);
void errors_repair(struct parser *p, struct finding *finding, struct place place, const char *text);
void errors_form_help(struct parser *p, struct finding *finding);

/* Bytes of the text, and the first word of the statement at hand, as arguments. */
const char *errors_excerpt(struct parser *p, struct place place);
const char *errors_head(struct parser *p);

bool errors_expects(const char *const *expected, int count, const char *what);

#endif
