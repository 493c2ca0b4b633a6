/* What a literal's bytes mean: figures, dates, times and texts are decoded from the source when they are asked for. */
#ifndef AST_LITERALS_H
#define AST_LITERALS_H

#include "ast/ast.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"

/* The figure at these bytes: digits, plain or full-width, with `_`, a point and a magnitude (k, M, 萬, triệu, …) after it,
 * touching or apart. False where a magnitude or digit is none (it cannot be after the scanner let it pass). */
bool literal_number(const char *bytes, size_t length, struct decimal *out);

enum date_form { DATE_OF_DAY, DATE_OF_MONTH, DATE_OF_QUARTER, DATE_OF_YEAR };

/* First and last day of the literal; false where there is no such day. */
bool literal_date(const char *bytes, size_t length, enum date_form *form, day_number *first, day_number *last);

/* Minutes since midnight (24:00 is 1440), -1 where there is no such time. */
int literal_time(const char *bytes, size_t length);

enum text_fault { TEXT_FINE, TEXT_BAD_ESCAPE, TEXT_BAD_CODE_POINT };

/* Gives a piece of a text: plain characters, or the name of a parameter that stands there as {$NAME}. */
struct text_pieces {
  void *context;
  void (*plain)(void *context, const char *bytes, size_t length);
  void (*parameter)(void *context, const char *name, size_t length);
};

/* The text of a literal with its quotes: escapes read, a block's indentation dropped. `fault_at` gets the offset of a
 * bad escape in it. */
enum text_fault literal_text(const char *bytes, size_t length, const struct text_pieces *pieces, size_t *fault_at);

#endif
