#include "syntax/build.h"

struct node_list as(enum role role, struct node *node) {
  if (node) node->role = (uint8_t)role;
  return node_list_of(node);
}

struct node_list nothing(void) { return (struct node_list){NULL, NULL}; }

struct node_list both(struct node_list a, struct node_list b) { return node_list_join(a, b); }

static struct node *node_at(struct parser *p, enum node_kind kind, struct place place) {
  return node_new(p->arena, kind, place.start, place.end);
}

static struct node *parent(struct parser *p, enum node_kind kind, int flag, struct place place,
                           struct node_list children) {
  struct node *node = node_at(p, kind, place);
  node->flag = (uint8_t)flag;
  node->children = children.first;
  return node;
}

struct node *name_node(struct parser *p, atom a, struct place place) {
  struct node *node = node_at(p, NODE_NAME, place);
  node->atom = a;
  return node;
}

struct node *param_node(struct parser *p, atom a, struct place place) {
  struct node *node = node_at(p, NODE_PARAM, place);
  node->atom = a;
  return node;
}

struct node *word_node(struct parser *p, struct place place) { return node_at(p, NODE_WORD, place); }

struct node *list_node(struct parser *p, struct node_list list) {
  return parent(p, NODE_LIST, 0, (struct place){list.first->start, list.last->end}, list);
}

struct node *names_node(struct parser *p, struct node_list list) {
  return list.first == list.last ? list.first : list_node(p, list);
}

struct node *text_node(struct parser *p, struct place place, struct node_list translations) {
  return parent(p, NODE_TEXT, 0, place, translations);
}

struct node *translation_node(struct parser *p, atom language, struct place text, struct place place) {
  struct node *node = parent(p, NODE_TRANSLATION, 0, place, node_list_of(node_at(p, NODE_TEXT, text)));
  node->atom = language;
  return node;
}

struct node *negative_node(struct node *figure, struct place place) {
  if (figure->kind == NODE_QUANTITY) figure->atom += figure->start - place.start;
  figure->start = place.start;
  figure->negative = true;
  return figure;
}

/* The number's own node becomes the quantity's: it says where the number ends. */
static struct node *quantity_of(struct node *number, enum quantity_form form, struct place place) {
  number->kind = NODE_QUANTITY;
  number->flag = (uint8_t)form;
  number->atom = number->end - number->start;
  number->end = place.end;
  return number;
}

struct node *figure_node(enum quantity_form form, struct place place, struct node *number) {
  return quantity_of(number, form, place);
}

struct node *quantity_node(struct place place, struct node *number, struct node *unit, struct node *per) {
  struct node *node = quantity_of(number, per ? QUANTITY_RATIO : QUANTITY_UNIT, place);
  node->children = node_list_add(node_list_of(unit), per).first;
  return node;
}

struct node *range_node(struct parser *p, enum bound_form form, struct place place, struct node *a, struct node *b) {
  return parent(p, NODE_RANGE, (int)form, place, node_list_add(node_list_of(a), b));
}

struct node *shifted_node(struct parser *p, bool back, struct place place, struct node *date, struct node *by) {
  return parent(p, NODE_SHIFTED, back, place, node_list_add(node_list_of(date), by));
}

struct node *relative_node(struct parser *p, enum relative_form form, struct place place, struct node *of) {
  return parent(p, NODE_RELATIVE, (int)form, place, node_list_of(of));
}

struct node *period_node(struct parser *p, struct place place, struct node *from, struct node *to) {
  return parent(p, NODE_PERIOD, 0, place, node_list_add(node_list_of(from), to));
}

struct node *recurrence_node(struct parser *p, struct place place, struct node *number, struct node *unit,
                             struct node *spot, struct node_list end) {
  struct node_list children = both(both(as(ROLE_VALUE, number), as(ROLE_UNIT, unit)), both(as(ROLE_ON, spot), end));
  return parent(p, NODE_RECURRENCE, 0, place, children);
}

struct node *widened(struct node *node, struct place place) {
  node->start = place.start;
  node->end = place.end;
  return node;
}

struct node *spot_node(struct parser *p, struct place place, struct node *first, struct node *second) {
  return parent(p, NODE_SPOT, 0, place, node_list_add(node_list_of(first), second));
}

struct node *target_node(struct parser *p, enum target_form form, struct place place, struct node_list figures) {
  return parent(p, NODE_TARGET, (int)form, place, figures);
}

struct node *pair_node(struct parser *p, enum node_kind kind, int flag, struct place place, struct node *a,
                       struct node *b) {
  return parent(p, kind, flag, place, node_list_add(node_list_of(a), b));
}

struct node *call_node(struct parser *p, struct place place, struct node *function, struct node_list arguments) {
  struct node *node = parent(p, NODE_CALL, 0, place, arguments);
  node->atom = function->kind == NODE_NAME ? function->atom : ATOM_NONE;
  return node;
}

void parser_accept(struct parser *p, struct node_list arguments) { p->arguments = arguments; }
