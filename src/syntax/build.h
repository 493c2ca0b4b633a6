/* Nodes for the grammar's actions: one call each. */
#ifndef SYNTAX_BUILD_H
#define SYNTAX_BUILD_H

#include "syntax/parser.h"

/* A list of one argument with its role (of none for NULL), of none, and of two lists. */
struct node_list as(enum role role, struct node *node);
struct node_list nothing(void);
struct node_list both(struct node_list a, struct node_list b);

struct node *name_node(struct parser *p, atom a, struct place place);
struct node *param_node(struct parser *p, atom a, struct place place);
struct node *word_node(struct parser *p, struct place place);
struct node *list_node(struct parser *p, struct node_list list);
struct node *names_node(struct parser *p, struct node_list list); /* one name stands for itself */
struct node *text_node(struct parser *p, struct place place, struct node_list translations);
struct node *translation_node(struct parser *p, atom language, struct place text, struct place place);
struct node *negative_node(struct node *figure, struct place place);
struct node *figure_node(enum quantity_form form, struct place place, struct node *number);
struct node *quantity_node(struct place place, struct node *number, struct node *unit, struct node *per); /* per NULL: a plain unit */
struct node *range_node(struct parser *p, enum bound_form form, struct place place, struct node *a, struct node *b);
struct node *shifted_node(struct parser *p, bool back, struct place place, struct node *date, struct node *by);
struct node *relative_node(struct parser *p, enum relative_form form, struct place place, struct node *of);
struct node *period_node(struct parser *p, struct place place, struct node *from, struct node *to);
struct node *recurrence_node(struct parser *p, struct place place, struct node *number, struct node *unit,
                             struct node *spot, struct node_list end);
struct node *widened(struct node *node, struct place place); /* with the words that stand before it */
struct node *spot_node(struct parser *p, struct place place, struct node *first, struct node *second);
struct node *target_node(struct parser *p, enum target_form form, struct place place, struct node_list figures);
struct node *pair_node(struct parser *p, enum node_kind kind, int flag, struct place place, struct node *a,
                       struct node *b);
struct node *call_node(struct parser *p, struct place place, struct node *function, struct node_list arguments);

/* The statement's arguments are these. */
void parser_accept(struct parser *p, struct node_list arguments);

#endif
