/* What scanner, token layer and grammar share while one text is parsed. */
#ifndef SYNTAX_PARSER_H
#define SYNTAX_PARSER_H

#include "syntax/syntax.h"

enum { PARSER_DEPTH = 1000 };

struct place {
  uint32_t start, end;
};

/* What the scanner gives: no keywords yet, and line ends as they stand. */
enum raw_kind {
  RAW_END, RAW_WORD, RAW_NUMBER, RAW_DATE, RAW_TIME, RAW_TEXT, RAW_PARAM, RAW_LINE_END, RAW_SEMICOLON, RAW_OPEN,
  RAW_CLOSE, RAW_COMMA, RAW_LPAREN, RAW_RPAREN, RAW_PERCENT, RAW_EQUALS, RAW_LESS, RAW_LESS_EQUAL, RAW_GREATER,
  RAW_GREATER_EQUAL, RAW_MINUS, RAW_PLUS, RAW_TIMES, RAW_DIVIDE
};

struct raw {
  struct place place;
  const struct word *word; /* what the table knows of it; NULL: it is no word of the language */
  atom atom;       /* of words and parameters */
  uint8_t kind;    /* enum raw_kind */
  bool line_start; /* the first on its line */
  bool faulty;     /* the scanner reported it: what it says is not known */
};

/* As many are looked at ahead at most, and as many stay known that were taken. */
enum { RAW_AHEAD = 8, RAW_RING = 2 * RAW_AHEAD };

struct open_block {
  enum block_kind kind;
  struct statement *owner; /* NULL for the file */
  struct statement *last;
  struct place place;     /* of its { */
  uint32_t indent;        /* of the line that opens it; NO_INDENT: its first word does not begin a line */
  uint32_t last_indent;   /* the same of `last` */
  bool doubled;           /* a second { stands after the first */
};

enum { NO_INDENT = UINT32_MAX };

struct parser {
  struct syntax *syntax;
  struct arena *arena;
  struct ast_file *tree;
  const char *bytes;
  uint32_t length, file;
  void *scanner;

  /* the token layer */
  struct raw ring[RAW_RING]; /* those ahead, and before them those that were taken and end no statement */
  uint32_t ahead_first, ahead_count;
  bool scanned_line_end;   /* the last that the scanner gave was a line end */
  bool faulted;            /* a fault was reported since the scanner was last asked */
  struct finding *miswritten; /* that of a figure or date, until what follows it can be looked at; else NULL */
  struct raw head;         /* what the statement began with */
  struct raw *current;     /* the last that the grammar was given; at first `head` */
  struct raw *second;      /* the second word of a phrase, where `current` is one; else NULL */
  uint32_t current_end;    /* and where the first one ends */
  struct raw *before[2];   /* what the grammar was given before it, the last first */
  struct raw *previous;    /* the last taken that ends no statement */
  uint32_t parentheses;
  struct place parenthesis; /* the outermost that is open */
  uint32_t operators;      /* parentheses, signs and joining words of this statement, which bound how deep it nests */
  bool head_given, ended;
  int head_token;          /* the shape of the statement being parsed */

  /* the statement being parsed */
  struct statement *statement;
  struct node_list arguments;
  bool opens;    /* its block begins */
  bool spoiled;  /* a fault was reported in it: further ones would follow from it */
  bool wrapped;  /* its fault is that the next line belongs to it: that line is passed over too */
  bool next_begins; /* its fault is that the next statement begins on its line: that one is parsed */
  bool unbraced; /* its fault is that the { of its block lacks: the next statement is the block's first */
  bool returned; /* its fault is a comma, and what follows it was given back: the next statement */
  bool quoted;   /* its fault is that a quote lacks: the text that stays open for that is none */
  bool swallowed; /* a text block without its end took the rest of the file */
  bool one_name; /* the statement takes one name and has it */
  uint32_t taken; /* tokens of the statement that the grammar was given, its first word aside */
  struct statement *sibling; /* the statement before it in its block */
  uint32_t indent, sibling_indent;

  struct open_block blocks[SYNTAX_BLOCKS_MAX + 1];
  uint32_t depth; /* of blocks */
};

/* Parses statement after statement: true where it comes to one outside all blocks that begins at `place`, with nothing beyond
 * its first word seen; false at the end of the text. */
bool syntax_parse_until(struct parser *p, uint32_t place);

/* Parses a text whose characters were accepted to its end or its first fault. */
struct ast_file *syntax_parse_part(struct syntax *syntax, uint32_t file);

#endif
