#include "check/formula_reach.h"

#include "model/units.h"

/* A formula being worked out: for which date, and whether all that it needs is known. */
struct working {
  const struct formula_reach *reach;
  day_number date;
  bool known;
};

typedef VECTOR(const struct kpi *) kpi_stack;

struct interval target_interval(const struct target *target) {
  struct interval interval = interval_all();
  if (!target->bounded) return interval;
  if (target->has_low) interval = interval_common(interval, interval_from(target->low));
  if (target->has_high) interval = interval_common(interval, interval_up_to(target->high));
  return interval;
}

struct interval unit_interval(const struct unit *unit) {
  if (unit->kind == UNIT_SCORE && unit->base_count == 1) return interval_between(unit->low, unit->high);
  return interval_from(decimal_from_integer(0));
}

/* Whether figures of the target's date are asked for, and known. */
static bool is_due_on(const struct kpi *kpi, day_number date) {
  return kpi->target.stated && kpi->target.known && kpi->target.by == date;
}

static struct interval range_of(struct working *working, const struct kpi *kpi) {
  if (!kpi->formula) return unit_interval(kpi->unit);
  if (!is_due_on(kpi, working->date)) return interval_all();
  const struct reached *reached = entity_map_get(&working->reach->reached, kpi);
  if (!reached || !reached->known) working->known = false;
  return reached ? reached->interval : interval_all();
}

static struct interval interval_of_kpi(struct working *working, const struct kpi *kpi) {
  if (!kpi->unit) {
    working->known = false;
    return interval_all();
  }
  struct interval interval = range_of(working, kpi);
  bool stated = kpi->target.stated || entity_unknown(&kpi->entity, STATEMENT_kpi_target);
  if (is_due_on(kpi, working->date)) {
    interval = interval_common(interval, target_interval(&kpi->target));
  } else if (stated && (!kpi->target.known || kpi->target.by == DAY_NONE)) {
    working->known = false;
  }
  if (interval_is_empty(interval)) working->known = false; /* it speaks for itself */
  return interval_scaled(interval, unit_scale(kpi->unit));
}

static struct interval interval_of_spent(const struct line *line) {
  struct interval none_or_more = interval_from(decimal_from_integer(0));
  if (!line->whole.known) return none_or_more;
  return interval_common(none_or_more, interval_up_to(line->whole.amount));
}

static struct interval combine(char operation, struct interval a, struct interval b) {
  switch (operation) {
    case '+': return interval_sum(a, b);
    case '-': return interval_difference(a, b);
    case '*': return interval_product(a, b);
    default: return interval_quotient(a, b);
  }
}

static struct interval fold(enum expression_kind kind, struct interval a, struct interval b) {
  if (kind == EXPRESSION_MIN) return interval_least(a, b);
  return kind == EXPRESSION_MAX ? interval_most(a, b) : interval_sum(a, b);
}

static struct interval evaluate(struct working *working, const struct expression *e) {
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: working->known = false; return interval_all();
    case EXPRESSION_KPI: return interval_of_kpi(working, e->kpi);
    case EXPRESSION_QUANTITY: return interval_of(e->value);
    case EXPRESSION_SPENT: return interval_of_spent(e->line);
    case EXPRESSION_NEGATIVE: return interval_negated(evaluate(working, e->first));
    case EXPRESSION_BINARY:
      return combine(e->operation, evaluate(working, e->first), evaluate(working, e->first->next));
    default: break;
  }
  struct interval all = evaluate(working, e->first);
  for (const struct expression *x = e->first->next; x; x = x->next) all = fold(e->kind, all, evaluate(working, x));
  return all;
}

static void work_out(struct formula_reach *reach, const struct kpi *kpi, struct reached *reached) {
  struct working working = {reach, kpi->target.by, kpi->unit != NULL};
  struct interval base = evaluate(&working, kpi->formula);
  reached->done = true;
  reached->known = working.known;
  if (kpi->unit) reached->interval = interval_divided(base, unit_scale(kpi->unit));
}

/* The computed KPIs of the same date that the formula names and nobody has looked at. */
static void push_parts(struct formula_reach *reach, const struct expression *e, day_number date, kpi_stack *stack) {
  if (e->kind == EXPRESSION_UNKNOWN) return;
  bool computed = e->kind == EXPRESSION_KPI && e->kpi->formula && is_due_on(e->kpi, date);
  if (computed && !entity_map_get(&reach->reached, e->kpi)) VECTOR_PUSH(reach->arena, stack, e->kpi);
  for (const struct expression *x = e->first; x; x = x->next) push_parts(reach, x, date, stack);
}

/* Formulas may rest on one another in chains as long as the agreement, so what is still to be done stands on a stack of
 * its own: a KPI is looked at once for its parts, and, when it comes up again, worked out from them. One in a circle,
 * which is reported as such, finds a part that is not known. */
static void take_top(struct formula_reach *reach, kpi_stack *stack) {
  const struct kpi *kpi = stack->items[stack->count - 1];
  void **slot = entity_map_at(&reach->reached, kpi);
  struct reached *reached = *slot;
  if (reached) {
    stack->count--;
    if (!reached->done) work_out(reach, kpi, reached);
    return;
  }
  *slot = reached = ARENA_NEW(reach->arena, struct reached);
  reached->interval = interval_all();
  push_parts(reach, kpi->formula, kpi->target.by, stack);
}

const struct reached *formula_reach_of(struct formula_reach *reach, const struct kpi *kpi) {
  kpi_stack stack = {0};
  VECTOR_PUSH(reach->arena, &stack, kpi);
  while (stack.count > 0) take_top(reach, &stack);
  return entity_map_get(&reach->reached, kpi);
}
