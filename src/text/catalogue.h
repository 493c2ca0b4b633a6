/* The catalogue as the text floor itself and its check see it; everybody else goes by text.h. */
#ifndef TEXT_CATALOGUE_H
#define TEXT_CATALOGUE_H

#include "text/text.h"

/* One sentence in one language. A language's column is a file of TEXT(KEY, "kinds", "sentence") rows, as en.def; to
 * add one: the file, its name in enum text_language, its lines in columns.c. */
struct text_row {
  const char *kinds; /* a letter of enum argument_kind for each argument, at most nine */
  const char *words; /* NULL where the column lacks the key */
};

struct text_row text_row_of(enum text_language language, enum text_key key);

/* {1} or {1?one|many} in a sentence. A brace that no digit follows is a brace. */
struct placeholder {
  const char *start; /* the opening brace */
  const char *end;   /* past the closing one; past the digit where it is not well formed */
  int argument;      /* from 1; 0 is possible, and a fault */
  const char *one;   /* up to the bar, NULL in {1} */
  const char *many;  /* up to the closing brace */
  bool well_formed;
};

/* The first placeholder in `words`; false where there is none. */
bool text_placeholder(const char *words, struct placeholder *found);

/* `words` with its placeholders replaced; one that has no argument gives nothing. */
void text_fill(struct buffer *out, enum text_language language, const char *words, const struct argument *arguments);

/* A figure as a sentence shows it: as it stands with up to six decimals; with more it was worked out, and is rounded
 * to two decimals, or to as many as give four digits that count. */
struct decimal text_shown_figure(struct decimal value);

#endif
