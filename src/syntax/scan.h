/* The scanner: raw tokens of one text in memory. Faults of spelling are reported here, once, and the token goes on as
 * if it were right, with the statement marked as spoiled. */
#ifndef SYNTAX_SCAN_H
#define SYNTAX_SCAN_H

#include "syntax/parser.h"

/* Checks the whole text for what flex must not see (bytes that are not UTF-8, control and bidi characters); false where
 * it was refused. */
bool scan_accepts(struct parser *p);

/* Whether it would accept this part of a text, which ends with a line, and report nothing. */
bool scan_is_plain(const char *text, size_t length);

void scan_begin(struct parser *p);
void scan_end(struct parser *p);

/* Kind and place of the next token; the rest of it is zeroed. */
void scan_next(struct parser *p, struct raw *raw);

/* For the scanner's rules: each gives the token as it is to be read, having reported its fault. */
enum raw_kind scan_number(struct parser *p, struct place place);
enum raw_kind scan_bad_number(struct parser *p, struct place place);
enum raw_kind scan_date(struct parser *p, struct place place);
enum raw_kind scan_bad_date(struct parser *p, struct place place);
enum raw_kind scan_text(struct parser *p, struct place place);
enum raw_kind scan_open_text(struct parser *p, struct place place);
/* Where a text in straight quotes ends that a later line closes; 0: it is not closed so. */
uint32_t scan_later_end(struct parser *p, struct place place);
/* Where a text ends that its line does not close: before the braces that end the line, which belong to no text. */
uint32_t scan_open_end(struct parser *p, struct place place);
enum raw_kind scan_time(struct parser *p, struct place place);
void scan_comment(struct parser *p, struct place place);
void scan_stray(struct parser *p, struct place place);

#endif
