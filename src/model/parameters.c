#include <string.h>

#include "ast/literals.h"
#include "model/builder.h"

static const enum sense kinds[] = {SENSE_text, SENSE_number, SENSE_share, SENSE_money, SENSE_duration, SENSE_date,
                                   SENSE_name, SENSE_NONE};

static struct parameter *find(struct builder *b, atom name) {
  for (uint32_t i = 0; i < b->parameters.count; i++)
    if (b->parameters.items[i].name == name) return &b->parameters.items[i];
  return NULL;
}

/* The tree may be given back before the value is used. */
static struct node *copy_node(struct builder *b, const struct node *node) {
  if (!node) return NULL;
  struct node *copy = ARENA_NEW(b->arena, struct node);
  *copy = *node;
  copy->next = NULL;
  struct node **last = &copy->children;
  for (const struct node *child = node->children; child; child = child->next) {
    *last = copy_node(b, child);
    last = &(*last)->next;
  }
  return copy;
}

void parameters_declare(struct builder *b, const struct statement *s) {
  if (s->spoiled) {
    if (s->name) VECTOR_PUSH(b->arena, &b->parameters, ((struct parameter){.name = s->name, .head = ast_head_span(s), .reported = true}));
    return;
  }
  const struct node *name = ast_argument(s, ROLE_NAME);
  struct parameter *before = find(b, name->atom);
  if (before) {
    struct finding *f = fault_at(b, E102, ast_span(s, name), TEXT_DUPLICATE_NAME, ARGS(arg_name(names_text(b->names, name->atom))));
    finding_related(b->findings, f, before->head, TEXT_FIRST_DECLARED, NO_ARGS);
    return;
  }
  struct parameter p = {.name = name->atom, .head = ast_head_span(s),
                        .value = copy_node(b, ast_argument(s, ROLE_VALUE)), .file = s->file};
  p.kind = read_choice(b, s, ast_argument(s, ROLE_KIND), kinds);
  p.reported = p.kind == SENSE_NONE;
  VECTOR_PUSH(b->arena, &b->parameters, p);
}

void parameters_give(struct builder *b) {
  for (uint32_t i = 0; i < b->input->value_count; i++) {
    const struct parameter_value *value = &b->input->values[i];
    struct parameter *p = find(b, names_intern(b->names, value->name, strlen(value->name)));
    if (!p) {
      fault_at(b, E210, span_at(value->file, 0, 0), TEXT_PARAMETER_NOT_DECLARED, ARGS(arg_name(value->name)));
      continue;
    }
    p->file = value->file;
    if (p->kind == SENSE_text || p->kind == SENSE_name) {
      p->given = &value->text;
    } else if (value->value) {
      p->value = copy_node(b, ast_argument(value->value, ROLE_VALUE));
    } else {
      p->value = NULL;
      p->reported = true; /* its syntax was */
    }
  }
}

static bool is_time(struct builder *b, const struct node *quantity) {
  return read_time_unit(b, (struct value){.node = quantity->children}) != TIME_NONE;
}

/* The kind of value that a node is, as `param` names kinds. */
static bool fits(struct builder *b, enum sense kind, const struct node *node) {
  enum node_kind k = (enum node_kind)node->kind;
  switch (kind) {
    case SENSE_text: return k == NODE_TEXT;
    case SENSE_name: return k == NODE_NAME;
    case SENSE_date: return k == NODE_DATE || k == NODE_RELATIVE || k == NODE_SHIFTED || (k == NODE_QUANTITY && node->flag == QUANTITY_BARE);
    case SENSE_number: return k == NODE_QUANTITY && (node->flag == QUANTITY_BARE || node->flag >= QUANTITY_UNIT);
    case SENSE_share: return k == NODE_QUANTITY && (node->flag == QUANTITY_SHARE || node->flag == QUANTITY_POINTS);
    default: return k == NODE_QUANTITY && node->flag >= QUANTITY_UNIT && is_time(b, node) == (kind == SENSE_duration);
  }
}

static void report_unset(struct builder *b, struct parameter *p, struct span span) {
  if (p->reported) return;
  p->reported = true;
  const char *name = names_text(b->names, p->name);
  struct finding *f = fault_at(b, E210, span, TEXT_PARAMETER_UNSET, ARGS(arg_name(name)));
  finding_help(b->findings, f, TEXT_PARAMETER_UNSET_HELP, ARGS(arg_string(name)));
  finding_related(b->findings, f, p->head, TEXT_PARAMETER_HERE, NO_ARGS);
}

static struct parameter *lookup(struct builder *b, atom name, struct span span) {
  struct parameter *p = find(b, name);
  if (!p && !b->names_missing && !b->model->incomplete)
    fault_at(b, E210, span, TEXT_PARAMETER_NOT_DECLARED, ARGS(arg_name(names_text(b->names, name))));
  return p;
}

struct value value_of(struct builder *b, const struct statement *s, const struct node *node) {
  struct value v = {node, s->file, ast_span(s, node), NULL};
  if (node->kind != NODE_PARAM) return v;
  struct parameter *p = lookup(b, node->atom, v.span);
  v.node = NULL;
  if (!p) return v;
  v.file = p->file;
  v.given = p->given;
  v.node = p->given ? NULL : p->value;
  if (!v.node && !v.given) report_unset(b, p, v.span);
  if (v.node && p->kind != SENSE_NONE && !fits(b, p->kind, v.node)) {
    if (!p->reported) {
      struct span place = span_at(p->file, v.node->start, v.node->end);
      fault_at(b, E210, place, TEXT_PARAMETER_VALUE_KIND,
               ARGS(arg_name(names_text(b->names, p->name)), arg_name(words_spelling(p->kind))));
    }
    p->reported = true;
    v.node = NULL;
  }
  return v;
}

struct value value_child(struct builder *b, struct value parent, const struct node *child) {
  (void)b;
  bool direct = parent.span.file == parent.file && parent.span.start == parent.node->start;
  struct value v = {child, parent.file, direct ? span_at(parent.file, child->start, child->end) : parent.span, NULL};
  return v;
}

static bool is_among(enum sense kind, const enum sense *among) {
  for (; *among != SENSE_NONE; among++)
    if (*among == kind) return true;
  return false;
}

struct value value_of_kind(struct builder *b, const struct statement *s, const struct node *node, const enum sense *among) {
  struct value v = value_of(b, s, node);
  if (node->kind != NODE_PARAM) return v;
  struct parameter *p = find(b, node->atom);
  if (!p || p->kind == SENSE_NONE || is_among(p->kind, among)) return v;
  fault_at(b, E210, v.span, TEXT_PARAMETER_KIND,
           ARGS(arg_name(names_text(b->names, p->name)), arg_name(words_spelling(p->kind)), arg_name(words_spelling(*among))));
  v.node = NULL;
  v.given = NULL;
  return v;
}

struct text_sink {
  struct builder *b;
  struct buffer *out;
};

static void put_plain(void *context, const char *bytes, size_t length) {
  buffer_bytes(((struct text_sink *)context)->out, bytes, length);
}

static void put_nothing(void *context, const char *name, size_t length) {
  (void)context;
  (void)name;
  (void)length;
}

void parameter_into_text(struct builder *b, struct buffer *out, const char *name, size_t length, struct span span) {
  struct parameter *p = lookup(b, names_intern(b->names, name, length), span);
  if (!p) return;
  if (p->given) {
    buffer_bytes(out, p->given->bytes, p->given->length);
  } else if (!p->value) {
    report_unset(b, p, span);
  } else {
    const char *bytes = sources_get(b->sources, p->file)->bytes + p->value->start;
    size_t size = p->value->end - p->value->start;
    struct text_sink sink = {b, out};
    const struct text_pieces pieces = {&sink, put_plain, put_nothing};
    size_t at;
    if (p->value->kind != NODE_TEXT)
      buffer_bytes(out, bytes, size);
    else
      literal_text(bytes, size, &pieces, &at);
  }
}
