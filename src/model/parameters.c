#include <string.h>

#include "ast/literals.h"
#include "model/builder.h"
#include "model/tables.h"

static const enum sense kinds[] = {SENSE_text, SENSE_number, SENSE_share, SENSE_money, SENSE_duration, SENSE_date,
                                   SENSE_name, SENSE_NONE};

static struct parameter *find(struct builder *b, atom name) {
  uint32_t number = name < b->symbol_count && b->parameter_of ? b->parameter_of[name] : 0;
  return number ? &b->parameters.items[number - 1] : NULL;
}

static void add(struct builder *b, struct parameter p) {
  VECTOR_PUSH(b->arena, &b->parameters, p);
  if (!b->parameter_of) b->parameter_of = ARENA_ARRAY(b->scratch, uint32_t, b->symbol_count);
  b->parameter_of[p.name] = b->parameters.count;
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
    if (s->name && !find(b, s->name)) add(b, (struct parameter){.name = s->name, .head = ast_head_span(s), .reported = true});
    return;
  }
  const struct node *name = ast_argument(s, ROLE_NAME);
  struct parameter *before = find(b, name->atom);
  if (before) {
    struct finding *f = fault_at(b, E102, ast_span(s, name), TEXT_DUPLICATE_NAME, ARGS(arg_name(names_text(b->names, name->atom))));
    finding_related(b->findings, f, before->head, TEXT_FIRST_DECLARED, NO_ARGS);
    finding_help(b->findings, f, TEXT_REPEATED_HELP, NO_ARGS);
    return;
  }
  struct parameter p = {.name = name->atom, .head = ast_head_span(s),
                        .value = copy_node(b, ast_argument(s, ROLE_VALUE)), .file = s->file};
  p.kind = read_choice(b, s, ast_argument(s, ROLE_KIND), kinds);
  p.reported = p.kind == SENSE_NONE;
  add(b, p);
}

const struct node *parameter_node(struct builder *b, atom name) {
  const struct parameter *p = find(b, name);
  return p ? p->value : NULL;
}

static bool is_time(struct builder *b, const struct node *quantity) {
  return read_time_unit(b, (struct value){.node = quantity->children}) != TIME_NONE;
}

static bool is_money(struct builder *b, const struct node *quantity) {
  const struct name *unit = names_get(b->names, quantity->children->atom);
  int places;
  return tables_currency(unit->text, unit->length, &places) != NULL;
}

static bool is_year(struct builder *b, uint32_t file, const struct node *number) {
  enum date_form form;
  day_number first, last;
  return literal_date(sources_get(b->sources, file)->bytes + number->start, number->end - number->start, &form, &first, &last);
}

/* Whether the value is of the parameter's kind. Where an amount of money is wanted, a bare number is one. */
static bool fits(struct builder *b, const struct parameter *p) {
  const struct node *node = p->value;
  bool bare = node->kind == NODE_QUANTITY && node->flag == QUANTITY_BARE;
  bool in_unit = node->kind == NODE_QUANTITY && node->flag >= QUANTITY_UNIT;
  switch (p->kind) {
    case SENSE_text: return node->kind == NODE_TEXT;
    case SENSE_name: return node->kind == NODE_NAME;
    case SENSE_date:
      return node->kind == NODE_DATE || node->kind == NODE_RELATIVE || node->kind == NODE_SHIFTED ||
             (bare && is_year(b, p->file, node));
    case SENSE_number: return bare || in_unit;
    case SENSE_share:
      return node->kind == NODE_QUANTITY && (node->flag == QUANTITY_SHARE || node->flag == QUANTITY_POINTS);
    case SENSE_money: return bare || (in_unit && is_money(b, node));
    case SENSE_duration: return in_unit && is_time(b, node);
    default: return true;
  }
}

static const char *example_of(enum sense kind) {
  switch (kind) {
    case SENSE_text: return "\"Alpine Tea\"";
    case SENSE_number: return "12_000";
    case SENSE_share: return "30%";
    case SENSE_money: return "30_000 TWD";
    case SENSE_duration: return "5 workdays";
    case SENSE_date: return "2026-03-31";
    default: return "mei";
  }
}

static void pass_over(void *context, const char *bytes, size_t length) {
  (void)context;
  (void)bytes;
  (void)length;
}

static void see_parameter(void *context, const char *name, size_t length) {
  (void)name;
  (void)length;
  *(bool *)context = true;
}

/* A parameter's text is what it says: it holds no other parameter, so that none rests on another. */
static bool holds_parameter(struct builder *b, uint32_t file, const struct node *text) {
  bool seen = false;
  size_t at;
  const struct text_pieces pieces = {&seen, pass_over, see_parameter};
  literal_text(sources_get(b->sources, file)->bytes + text->start, text->end - text->start, &pieces, &at);
  for (const struct node *t = text->children; t && !seen; t = t->next) seen = holds_parameter(b, file, t->children);
  return seen;
}

static void check_value(struct builder *b, struct parameter *p) {
  if (p->reported || !p->value || p->kind == SENSE_NONE) return;
  struct span place = span_at(p->file, p->value->start, p->value->end);
  const char *name = names_text(b->names, p->name);
  if (!fits(b, p)) {
    struct finding *f = fault_at(b, E210, place, TEXT_PARAMETER_VALUE_KIND, ARGS(arg_name(name), arg_name(words_spelling(p->kind))));
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name(example_of(p->kind))));
  } else if (p->kind == SENSE_text && holds_parameter(b, p->file, p->value)) {
    struct finding *f = fault_at(b, E210, place, TEXT_PARAMETER_NESTED, ARGS(arg_name(name)));
    finding_help(b->findings, f, TEXT_PARAMETER_NESTED_HELP, NO_ARGS);
  } else {
    return;
  }
  p->reported = true;
  p->value = NULL;
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
      p->value = NULL; /* the default, which stands in another file */
    } else if (value->value) {
      p->value = copy_node(b, ast_argument(value->value, ROLE_VALUE));
    } else {
      p->value = NULL;
      p->reported = true; /* its syntax was */
    }
  }
  for (uint32_t i = 0; i < b->parameters.count; i++) check_value(b, &b->parameters.items[i]);
}

static void report_unset(struct builder *b, struct parameter *p, struct span span) {
  if (p->reported) return;
  p->reported = true;
  const char *name = names_text(b->names, p->name);
  struct finding *f = fault_at(b, E210, span, TEXT_PARAMETER_UNSET, ARGS(arg_name(name)));
  finding_help(b->findings, f, TEXT_PARAMETER_UNSET_HELP, ARGS(arg_string(name)));
  finding_related(b->findings, f, p->head, TEXT_PARAMETER_HERE, NO_ARGS);
}

static atom nearest(struct builder *b, const char *name) {
  atom near = ATOM_NONE;
  int limit = strlen(name) > 4 ? 2 : 1, least = limit + 1;
  for (uint32_t i = 0; i < b->parameters.count && b->suggestions_left; i++, b->suggestions_left--) {
    atom other = b->parameters.items[i].name;
    int distance = names_distance(name, names_text(b->names, other), limit);
    if (distance >= least) continue;
    least = distance;
    near = other;
  }
  return near;
}

static struct parameter *lookup(struct builder *b, atom a, struct span span) {
  struct parameter *p = find(b, a);
  if (p) p->used = true;
  if (p || b->names_missing || b->model->incomplete) return p;
  const char *name = names_text(b->names, a);
  atom near = nearest(b, name);
  struct finding *f = fault_at(b, E210, span, TEXT_PARAMETER_NOT_DECLARED, ARGS(arg_name(name)));
  if (near)
    finding_help(b->findings, f, TEXT_UNKNOWN_NAME_NEAR, ARGS(arg_name(names_text(b->names, near))));
  else
    finding_help(b->findings, f, TEXT_PARAMETER_NOT_DECLARED_HELP, ARGS(arg_string(name)));
  if (near) repair_parameter(b, f, span, a, near);
  return NULL;
}

bool parameter_is_used(struct builder *b, atom name) {
  const struct parameter *p = find(b, name);
  return p && p->used;
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
  if (!p || p->kind == SENSE_NONE || p->reported || is_among(p->kind, among)) return v;
  const char *wanted = words_spelling(*among);
  struct finding *f = fault_at(b, E210, v.span, TEXT_PARAMETER_KIND,
                               ARGS(arg_name(names_text(b->names, p->name)), arg_name(words_spelling(p->kind)), arg_name(wanted)));
  finding_help(b->findings, f, TEXT_PARAMETER_KIND_HELP, ARGS(arg_name(wanted)));
  finding_related(b->findings, f, p->head, TEXT_PARAMETER_HERE, NO_ARGS);
  v.node = NULL;
  v.given = NULL;
  return v;
}

static void put_plain(void *context, const char *bytes, size_t length) { buffer_bytes(context, bytes, length); }

void parameter_into_text(struct builder *b, struct buffer *out, const char *name, size_t length, struct span span) {
  write_alone(b);
  struct parameter *p = lookup(b, names_intern(b->names, name, length), span);
  if (!p) return;
  if (p->given) {
    buffer_bytes(out, p->given->bytes, p->given->length);
  } else if (!p->value) {
    report_unset(b, p, span);
  } else {
    const char *bytes = sources_get(b->sources, p->file)->bytes + p->value->start;
    size_t size = p->value->end - p->value->start;
    const struct text_pieces pieces = {out, put_plain, put_plain};
    size_t at;
    if (p->value->kind != NODE_TEXT)
      buffer_bytes(out, bytes, size);
    else
      literal_text(bytes, size, &pieces, &at);
  }
}
