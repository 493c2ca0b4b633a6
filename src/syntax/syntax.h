/* parse(text) -> ast. Behind this header, and nowhere else, stand flex and bison. */
#ifndef SYNTAX_SYNTAX_H
#define SYNTAX_SYNTAX_H

#include "ast/ast.h"
#include "ast/words.h"
#include "diag/diag.h"
#include "remit/helper.h"

/* Bytes of a text from which on a helper is worth it: to begin a thread takes about as long as to read some thousand. */
enum { SYNTAX_HELPED_FROM = 128 * 1024 };

struct syntax {
  struct arena *arena; /* of the tree */
  struct names *names;
  struct words *words;
  struct sources *sources;
  struct findings *findings;
  const struct remit_helper *helper; /* for long texts; NULL: there is none */
};

/* The tree of one source text; what is wrong with it is among the findings, and the rest of it is in the tree. */
struct ast_file *syntax_parse(struct syntax *syntax, uint32_t file);

/* A text that is one value, as `param … = VALUE` has it; NULL where it is none (and a finding says so). */
struct statement *syntax_parse_value(struct syntax *syntax, uint32_t file);

/* How deep blocks may nest, and how many signs and joining words one statement may have, which bounds how deep it nests. */
enum { SYNTAX_BLOCKS_MAX = 8, SYNTAX_OPERATORS_MAX = 500 };

#endif
