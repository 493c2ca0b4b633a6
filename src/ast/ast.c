#include "ast/ast.h"

#include <assert.h>

#include "ast/words.h"

#define STATEMENT(id, in_block, word, shape, how_often, number, opened, written) \
  [STATEMENT_##id] = {.block = BLOCK_##in_block,                                 \
                      .opens = BLOCK_##opened,                                   \
                      .sense = SENSE_##word,                                     \
                      .often = OFTEN_##how_often,                                \
                      .group = (number),                                         \
                      .form = (written)},
const struct statement_row statement_rows[] = {
#include "statements.def"
};
#undef STATEMENT
static_assert(sizeof statement_rows / sizeof *statement_rows == STATEMENT_KIND_COUNT, "a row for each statement kind");

static const struct node *first_of_role(const struct node *node, enum role role) {
  while (node && node->role != role) node = node->next;
  return node;
}

const struct node *ast_argument(const struct statement *statement, enum role role) {
  return first_of_role(statement->arguments, role);
}

const struct node *ast_child(const struct node *node, enum role role) { return first_of_role(node->children, role); }

struct node *node_new(struct arena *arena, enum node_kind kind, uint32_t start, uint32_t end) {
  struct node *node = ARENA_NEW(arena, struct node);
  node->kind = (uint8_t)kind;
  node->start = start;
  node->end = end;
  return node;
}

struct node_list node_list_of(struct node *node) { return (struct node_list){node, node}; }

struct node_list node_list_add(struct node_list list, struct node *node) {
  return node_list_join(list, node_list_of(node));
}

struct node_list node_list_join(struct node_list a, struct node_list b) {
  if (!a.first) return b;
  if (!b.first) return a;
  a.last->next = b.first;
  return (struct node_list){a.first, b.last};
}
