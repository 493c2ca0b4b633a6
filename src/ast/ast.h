/* What was written: statements with their arguments as typed nodes, each with its place; comments kept. The tree is
 * one arena's; nothing in it is decoded that the source still says (figures, texts, dates): see ast/literals.h. */
#ifndef AST_AST_H
#define AST_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/vector.h"
#include "source/source.h"

enum node_kind {
  NODE_NAME,        /* atom */
  NODE_PARAM,       /* $atom, without the $ */
  NODE_TEXT,        /* children: translations */
  NODE_TRANSLATION, /* atom: the language; child: its text */
  NODE_NUMBER,      /* its magnitude is in the span */
  NODE_QUANTITY,    /* atom: the length of its number, from the start; children: unit name, per name; flag: enum
                     * quantity_form */
  NODE_DATE,        /* a literal: 2026-03-31, 2026-03, 2026-Q1, or the number 2026 */
  NODE_RELATIVE,    /* flag: enum relative_form; child: number or name */
  NODE_SHIFTED,     /* flag 1: minus; children: date, quantity */
  NODE_PERIOD,      /* children: from, to */
  NODE_TIME,        /* 09:00 */
  NODE_RECURRENCE,  /* children by role: VALUE the number between, UNIT its unit, ON the spot, FROM, TO */
  NODE_SPOT,        /* where in the unit: children: one or two names, or a unit name and a number */
  NODE_RANGE,       /* flag: enum bound_form; children: one or two */
  NODE_TARGET,      /* flag: enum target_form; children: quantities; role EACH: a unit name */
  NODE_COMPARISON,  /* flag: enum comparison; children: name, quantity */
  NODE_STATE,       /* children: name, state name */
  NODE_NOT, NODE_AND, NODE_OR,           /* conditions */
  NODE_BINARY,      /* flag: + - * /; children: two */
  NODE_NEGATIVE,    /* child */
  NODE_CALL,        /* atom: the function; children: arguments */
  NODE_LIST,        /* children */
  NODE_WORD         /* a keyword that stands for itself; atom: enum sense */
};

enum quantity_form { QUANTITY_BARE, QUANTITY_SHARE, QUANTITY_POINTS, QUANTITY_UNIT, QUANTITY_RATIO };
enum relative_form { RELATIVE_START, RELATIVE_END, RELATIVE_DAY, RELATIVE_WEEK, RELATIVE_MONTH, RELATIVE_QUARTER };
enum bound_form { BOUND_EXACT, BOUND_RANGE, BOUND_LEAST, BOUND_MOST };
enum target_form {
  TARGET_LEAST, TARGET_MOST, TARGET_BETWEEN, TARGET_GROW, TARGET_REDUCE,
  TARGET_MAINTAIN, TARGET_MAINTAIN_LEAST, TARGET_MAINTAIN_MOST, TARGET_MAINTAIN_WITHIN, TARGET_OBSERVE
};
enum comparison { COMPARE_LESS, COMPARE_LESS_EQUAL, COMPARE_GREATER, COMPARE_GREATER_EQUAL, COMPARE_EQUAL };

/* What an argument is to its statement. */
enum role {
  ROLE_VALUE, ROLE_NAME, ROLE_TITLE, ROLE_BY, ROLE_WITHIN, ROLE_DUE, ROLE_ON, ROLE_OVER, ROLE_FROM, ROLE_TO, ROLE_PER,
  ROLE_EACH, ROLE_FOR, ROLE_OF, ROLE_UNIT, ROLE_THROUGH, ROLE_COST, ROLE_MARKUP, ROLE_INTERNAL, ROLE_HOURS, ROLE_AFTER,
  ROLE_LEAST, ROLE_THEN, ROLE_TAX, ROLE_REASON, ROLE_UNTIL, ROLE_IN, ROLE_ADMIN, ROLE_OPEN_TO, ROLE_UP_TO, ROLE_SPEND,
  ROLE_WHEN, ROLE_KIND, ROLE_ALL, ROLE_ESCALATE, ROLE_MEASURED, ROLE_WEIGHT, ROLE_SECOND
};

struct node {
  uint8_t kind, role, flag;
  bool negative; /* of numbers and quantities: a minus stands first */
  uint32_t start, end; /* in the statement's file */
  uint32_t atom;
  struct node *children, *next;
};

enum block_kind {
  BLOCK_NONE, BLOCK_FILE, BLOCK_ANY, BLOCK_AGREEMENT, BLOCK_CALENDAR, BLOCK_PARTY, BLOCK_PERSON, BLOCK_ASSET, BLOCK_GOAL,
  BLOCK_OBJECTIVE, BLOCK_KPI, BLOCK_CONTENT, BLOCK_CHANNEL, BLOCK_MIX, BLOCK_BRAND, BLOCK_BUDGET, BLOCK_SPLIT,
  BLOCK_INCENTIVE, BLOCK_ROI, BLOCK_ACTION, BLOCK_DELIVERABLE, BLOCK_DUTY, BLOCK_APPROVAL, BLOCK_PHASE, BLOCK_CAMPAIGN,
  BLOCK_REVIEW, BLOCK_DIAGNOSIS, BLOCK_SELECTION, BLOCK_POLICY, BLOCK_KIND_COUNT
};

/* A kind of statement: a row of grammar/statements.def. */
enum statement_kind {
  STATEMENT_NONE,
#define STATEMENT(id, block, word, shape, often, group, opens, form) STATEMENT_##id,
#include "statements.def"
#undef STATEMENT
  STATEMENT_KIND_COUNT
};

enum often { OFTEN_ONCE, OFTEN_MANY, OFTEN_EXCLUSIVE };

struct statement_row {
  enum block_kind block, opens;
  uint16_t sense; /* of its first word: enum sense of ast/words.h */
  enum often often;
  int group;
  const char *form;
};
extern const struct statement_row statement_rows[STATEMENT_KIND_COUNT];

struct ast_file;
struct statement {
  uint16_t kind;        /* enum statement_kind; STATEMENT_NONE for one that no row knows */
  uint16_t file;
  uint16_t head_length; /* of its first word or words */
  bool spoiled : 1;     /* a syntax error was reported for it: its values are unknown */
  bool guessed : 1;     /* its first word was misspelt, and it may be another statement */
  bool has_block : 1;
  uint32_t start, end;  /* from its first word to its last, without its block */
  uint32_t close;       /* offset of the block's `}` */
  atom name;           /* of a spoiled declaration: its name, where one stands second */
  struct node *arguments;
  union {
    struct statement *block;   /* the statements inside, in order */
    struct ast_file *included; /* of `include`: the file, where it was read for the first time here */
  };
  struct statement *next;
};

struct ast_file {
  uint32_t file;
  bool refused; /* it is no text that can be read: what it would have declared is unknown */
  struct statement *statements;
  bool holds[STATEMENT_KIND_COUNT]; /* kinds that stand outside all blocks */
  VECTOR(struct span) comments; /* from # to before the line's end */
};

/* The first argument with this role, or NULL. */
const struct node *ast_argument(const struct statement *statement, enum role role);
const struct node *ast_child(const struct node *node, enum role role);

static inline struct span ast_span(const struct statement *s, const struct node *node) {
  return (struct span){node->start, node->end, s->file};
}
static inline struct span ast_head_span(const struct statement *s) {
  return (struct span){s->start, s->start + s->head_length, s->file};
}

/* Constructors, for the grammar's actions. A list is a chain of `next` whose last is found through `tail`. */
struct node_list {
  struct node *first, *last;
};

struct node *node_new(struct arena *arena, enum node_kind kind, uint32_t start, uint32_t end);
struct node_list node_list_of(struct node *node);                       /* NULL gives an empty list */
struct node_list node_list_add(struct node_list list, struct node *node); /* NULL adds nothing */
struct node_list node_list_join(struct node_list a, struct node_list b);

#endif
