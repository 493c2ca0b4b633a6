#include "model/builder.h"
#include "model/tables.h"

static struct expression *expression_new(struct builder *b, const struct statement *s, const struct node *node,
                                         enum expression_kind kind) {
  struct expression *e = ARENA_NEW(b->arena, struct expression);
  e->kind = kind;
  e->span = ast_span(s, node);
  e->unit = unit_plain();
  return e;
}

static struct expression *unknown(struct expression *e) {
  e->kind = EXPRESSION_UNKNOWN;
  return e;
}

static struct expression *read_figure_in(struct builder *b, const struct statement *s, const struct node *node);

static struct expression *read_name(struct builder *b, const struct statement *s, const struct node *node) {
  struct expression *e = expression_new(b, s, node, EXPRESSION_KPI);
  struct value v = value_of(b, s, node);
  if (v.node && v.node->kind == NODE_QUANTITY) return read_figure_in(b, s, node);
  struct ref kpi = name_ref(b, v, &wanted_kpi);
  e->kpi = (struct kpi *)kpi.to;
  return e->kpi && e->kpi->unit ? e : unknown(e);
}

static struct expression *read_figure_in(struct builder *b, const struct statement *s, const struct node *node) {
  struct expression *e = expression_new(b, s, node, EXPRESSION_QUANTITY);
  struct quantity q = read_quantity(b, s, node);
  if (!q.known) return unknown(e);
  e->value = q.value;
  if (q.unit) {
    e->unit = *q.unit;
    e->value = decimal_multiply(e->value, unit_scale(q.unit));
  }
  return e;
}

static struct expression *read_spent(struct builder *b, const struct statement *s, const struct node *node) {
  struct expression *e = expression_new(b, s, node, EXPRESSION_SPENT);
  const struct node *argument = node->children;
  if (argument->next || (argument->kind != NODE_NAME && argument->kind != NODE_PARAM)) {
    struct finding *f = fault_at(b, E007, e->span, TEXT_SPENT_FORM, NO_ARGS);
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("spent(ads)")));
    return unknown(e);
  }
  struct ref line = name_ref(b, value_of(b, s, argument), &wanted_line);
  e->line = (struct line *)line.to;
  const char *currency = b->model->agreement.currency;
  if (!e->line || !currency) return unknown(e);
  e->unit = unit_money(atom_of_code(b, currency), currency);
  return e;
}

static struct expression *read_operands(struct builder *b, const struct statement *s, const struct node *node,
                                        struct expression *e) {
  struct expression **next = &e->first;
  bool known = true;
  for (const struct node *n = node->children; n; n = n->next) {
    *next = read_expression(b, s, n);
    known = known && (*next)->kind != EXPRESSION_UNKNOWN;
    next = &(*next)->next;
  }
  return known ? e : unknown(e);
}

static struct expression *read_call(struct builder *b, const struct statement *s, const struct node *node) {
  static const enum sense functions[] = {SENSE_sum, SENSE_min, SENSE_max, SENSE_spent, SENSE_NONE};
  enum sense function = words_choice(b->words, b->names, node->atom, functions);
  if (function == SENSE_spent) return read_spent(b, s, node);
  struct expression *e = expression_new(b, s, node, function == SENSE_sum   ? EXPRESSION_SUM
                                                    : function == SENSE_min ? EXPRESSION_MIN
                                                                            : EXPRESSION_MAX);
  if (function != SENSE_NONE) return read_operands(b, s, node, e);
  const char *name = node->atom ? names_text(b->names, node->atom) : "$";
  struct finding *f = fault_at(b, E007, e->span, TEXT_NO_SUCH_FUNCTION, ARGS(arg_name(name)));
  finding_help(b->findings, f, TEXT_NO_SUCH_FUNCTION_HELP, NO_ARGS);
  return unknown(e);
}

struct expression *read_expression(struct builder *b, const struct statement *s, const struct node *node) {
  struct expression *e;
  switch (node->kind) {
    case NODE_NAME:
    case NODE_PARAM: return read_name(b, s, node);
    case NODE_QUANTITY: return read_figure_in(b, s, node);
    case NODE_CALL: return read_call(b, s, node);
    case NODE_NEGATIVE: return read_operands(b, s, node, expression_new(b, s, node, EXPRESSION_NEGATIVE));
    default:
      e = expression_new(b, s, node, EXPRESSION_BINARY);
      e->operation = (char)node->flag;
      return read_operands(b, s, node, e);
  }
}

/* Units: worked out from the leaves up, once all KPIs' units are known. */

static bool has_unit(const struct unit *unit) { return unit->base_count || unit->kind == UNIT_PERCENT; }

/* What `+`, `-`, `sum`, `min` and `max` ask: one unit for all. A bare number takes the others' unit. */
static bool agree(struct builder *b, struct expression *e) {
  const struct expression *first = NULL;
  for (const struct expression *x = e->first; x; x = x->next) {
    bool bare_zero = x->kind == EXPRESSION_QUANTITY && !has_unit(&x->unit);
    if (bare_zero) continue;
    if (!first) {
      first = x;
    } else if (!unit_same(&first->unit, &x->unit) && !(unit_is_pure(&first->unit) && unit_is_pure(&x->unit))) {
      struct finding *f = fault_at(b, E201, x->span, TEXT_FORMULA_MIXES, ARGS(arg_name(first->unit.spelling), arg_name(x->unit.spelling)));
      finding_help(b->findings, f, TEXT_FORMULA_MIXES_HELP, NO_ARGS);
      return false;
    }
  }
  e->unit = first ? first->unit : unit_plain();
  return true;
}

static const char *bases_spelling(struct builder *b, const struct unit *unit) {
  struct buffer out = buffer_in(b->arena);
  for (int sign = 1; sign >= -1; sign -= 2)
    for (int i = 0; i < unit->base_count; i++) {
      const struct unit_base *base = &unit->bases[i];
      if ((base->exponent > 0) != (sign > 0)) continue;
      for (int k = 0; k < base->exponent * sign; k++) {
        if (out.length) buffer_text(&out, sign > 0 ? " × " : " per ");
        if (!out.length && sign < 0) buffer_text(&out, "1 per ");
        if (base->base == UNIT_BASE_TIME) buffer_text(&out, "minutes");
        else if (base->base == UNIT_BASE_SCORE) buffer_text(&out, "score");
        else buffer_text(&out, names_text(b->names, base->base));
      }
    }
  if (!out.length) buffer_text(&out, unit->kind == UNIT_PERCENT ? "percent" : "1");
  return buffer_string(&out);
}

/* The value of what holds nothing but figures. A formula is as deep as a statement may have signs. */
static bool constant(const struct expression *e, struct decimal *value) {
  struct decimal other;
  if (e->kind == EXPRESSION_QUANTITY) {
    *value = e->value;
    return true;
  }
  if (!e->first || !constant(e->first, value)) return false;
  if (e->kind == EXPRESSION_NEGATIVE) *value = decimal_negated(*value);
  for (const struct expression *x = e->first->next; x; x = x->next) {
    if (!constant(x, &other)) return false;
    bool less = decimal_compare(other, *value) < 0;
    if (e->kind == EXPRESSION_MIN || e->kind == EXPRESSION_MAX)
      *value = less == (e->kind == EXPRESSION_MIN) ? other : *value;
    else if (e->kind == EXPRESSION_SUM || e->operation == '+')
      *value = decimal_add(*value, other);
    else if (e->operation == '-')
      *value = decimal_subtract(*value, other);
    else
      *value = e->operation == '*' ? decimal_multiply(*value, other) : decimal_divide(*value, other);
  }
  return true;
}

static bool type(struct builder *b, struct expression *e);

static bool type_product(struct builder *b, struct expression *e) {
  struct expression *left = e->first, *right = left->next;
  struct decimal value;
  if (e->operation == '/' && constant(right, &value) && decimal_is_zero(value)) {
    struct finding *f = fault_at(b, E208, right->span, TEXT_DIVISION_BY_ZERO, NO_ARGS);
    finding_help(b->findings, f, TEXT_DIVISION_BY_ZERO_HELP, NO_ARGS);
    return false;
  }
  if (constant(e, &value) && !decimal_is_finite(value)) {
    struct finding *f = fault_at(b, E207, e->span, TEXT_NUMBER_TOO_LARGE_TO_WORK, NO_ARGS);
    finding_help(b->findings, f, TEXT_NUMBER_TOO_LONG_HELP, NO_ARGS);
    return false;
  }
  e->unit = unit_product(&left->unit, &right->unit, e->operation == '*' ? 1 : -1);
  if (e->unit.base_count == 0) e->unit.kind = UNIT_NONE;
  e->unit.spelling = bases_spelling(b, &e->unit);
  return true;
}

static bool type(struct builder *b, struct expression *e) {
  if (e->kind == EXPRESSION_UNKNOWN) return false;
  bool known = true;
  for (struct expression *x = e->first; x; x = x->next) known = type(b, x) && known;
  if (!known) return false;
  switch (e->kind) {
    case EXPRESSION_KPI:
      e->unit = *e->kpi->unit;
      e->value = unit_scale(e->kpi->unit);
      return true;
    case EXPRESSION_NEGATIVE: e->unit = e->first->unit; return true;
    case EXPRESSION_BINARY: return e->operation == '*' || e->operation == '/' ? type_product(b, e) : agree(b, e);
    case EXPRESSION_SUM:
    case EXPRESSION_MIN:
    case EXPRESSION_MAX: return agree(b, e);
    default: return true;
  }
}

/* A count divided by a count; money is none. */
static bool is_count_ratio(struct builder *b, const struct unit *unit) {
  int places;
  if (!unit_is_count_ratio(unit)) return false;
  for (int i = 0; i < unit->base_count; i++) {
    const struct name *name = names_get(b->names, unit->bases[i].base);
    if (tables_currency(name->text, name->length, &places)) return false;
  }
  return true;
}

static bool fits(struct builder *b, const struct expression *e, const struct unit *unit) {
  if (unit_same(&e->unit, unit)) return true;
  if (unit_is_pure(unit)) return unit_is_pure(&e->unit) || is_count_ratio(b, &e->unit);
  return e->kind == EXPRESSION_QUANTITY && !has_unit(&e->unit);
}

static void check_type(struct builder *b, struct kpi *kpi) {
  if (!type(b, kpi->formula) || !kpi->unit) {
    kpi->formula->kind = EXPRESSION_UNKNOWN;
    return;
  }
  if (fits(b, kpi->formula, kpi->unit)) return;
  struct finding *f = fault_at(b, E205, kpi->formula->span, TEXT_FORMULA_UNIT,
                               ARGS(arg_name(bases_spelling(b, &kpi->formula->unit)), arg_name(kpi->unit->spelling)));
  finding_help(b->findings, f, TEXT_FORMULA_UNIT_HELP, NO_ARGS);
  kpi->formula->kind = EXPRESSION_UNKNOWN;
}

/* Circles: depth first over the KPIs that formulas name. A formula is at most a statement's signs deep, a chain of KPIs
 * may be as long as the text, so the walk keeps its own stack. */

enum { WHITE, GREY, RING, BLACK }; /* RING: grey, and in a circle that was reported */

/* A KPI whose formula is being walked. */
struct visit {
  struct kpi *kpi;
  uint32_t ringed; /* of the KPIs below it on the stack, those up to the last that is in a circle */
};

struct walk {
  struct builder *b;
  uint8_t *colour; /* by the KPI's order among all that is declared */
  uint32_t *depth; /* likewise: its place on the stack */
  VECTOR(struct visit) stack;
  VECTOR(const struct expression *) pending; /* NULL ends a KPI's own */
};

static void push_leaves(struct walk *w, const struct expression *e) {
  if (e->kind == EXPRESSION_KPI) VECTOR_PUSH(w->b->arena, &w->pending, e);
  for (const struct expression *x = e->first; x; x = x->next) push_leaves(w, x);
}

static bool is_before(const struct entity *a, const struct entity *b) {
  return a->span.file < b->span.file || (a->span.file == b->span.file && a->span.start < b->span.start);
}

/* Of the KPIs on the stack, those up to the last that is in a reported circle. */
static uint32_t ringed(const struct walk *w) {
  if (!w->stack.count) return 0;
  const struct visit *last = &w->stack.items[w->stack.count - 1];
  return w->colour[last->kpi->entity.order] == RING ? w->stack.count : last->ringed;
}

/* A circle that shares a KPI with one that was reported is not: it is broken already, since that KPI's formula counts as
 * unknown; and so each KPI is in one circle at most, and all of them together are no longer than the text. */
static void report_cycle(struct walk *w, const struct kpi *again) {
  uint32_t from = w->depth[again->entity.order], count = 0;
  if (from < ringed(w)) return;
  const struct entity **members = ARENA_ARRAY(w->b->arena, const struct entity *, w->stack.count - from);
  const struct kpi *first = again;
  for (uint32_t i = from; i < w->stack.count; i++) {
    struct kpi *kpi = w->stack.items[i].kpi;
    members[count++] = &kpi->entity;
    if (is_before(&kpi->entity, &first->entity)) first = kpi;
    kpi->formula->kind = EXPRESSION_UNKNOWN;
    w->colour[kpi->entity.order] = RING;
  }
  struct finding *f = fault_at(w->b, E206, first->formula->span, TEXT_FORMULA_CYCLE, ARGS(arg_name(name_circle(w->b, members, count))));
  finding_help(w->b->findings, f, TEXT_FORMULA_CYCLE_HELP, NO_ARGS);
}

static void enter(struct walk *w, struct kpi *kpi) {
  struct visit visit = {kpi, ringed(w)};
  w->colour[kpi->entity.order] = GREY;
  w->depth[kpi->entity.order] = w->stack.count;
  VECTOR_PUSH(w->b->arena, &w->stack, visit);
  VECTOR_PUSH(w->b->arena, &w->pending, NULL);
  if (kpi->formula) push_leaves(w, kpi->formula);
}

static void walk_from(struct walk *w, struct kpi *start) {
  enter(w, start);
  while (w->pending.count) {
    const struct expression *leaf = w->pending.items[--w->pending.count];
    if (!leaf) {
      w->colour[w->stack.items[--w->stack.count].kpi->entity.order] = BLACK;
      continue;
    }
    uint8_t colour = w->colour[leaf->kpi->entity.order];
    if (colour == GREY || colour == RING) report_cycle(w, leaf->kpi);
    if (colour == WHITE) enter(w, leaf->kpi);
  }
}

static void check_cycles(struct builder *b) {
  struct model *m = b->model;
  struct walk w = {.b = b, .colour = ARENA_ARRAY(b->scratch, uint8_t, b->declared.count + 1),
                   .depth = ARENA_ARRAY(b->scratch, uint32_t, b->declared.count + 1)};
  for (uint32_t i = 0; i < m->kpis.count; i++)
    if (m->kpis.items[i]->formula && w.colour[m->kpis.items[i]->entity.order] == WHITE) walk_from(&w, m->kpis.items[i]);
}

void formulas_check(struct builder *b) {
  bool any = false;
  for (uint32_t i = 0; i < b->model->kpis.count; i++) any = any || b->model->kpis.items[i]->formula;
  if (!any) return;
  check_cycles(b);
  for (uint32_t i = 0; i < b->model->kpis.count; i++)
    if (b->model->kpis.items[i]->formula) check_type(b, b->model->kpis.items[i]);
}
