#include "score/tallies.h"

#include "model/units.h"

/* What a series comes to after a row. */
struct series_state {
  struct decimal sum;  /* of the rows that count */
  uint32_t counted;
  uint32_t last;       /* the last row that counts, from 1; 0: none yet */
  uint32_t seen;       /* the same, also before the term */
};

bool tallies_add_up(const struct unit *unit) {
  return unit && (unit->kind == UNIT_COUNT || unit->kind == UNIT_MONEY) && unit->base_count == 1;
}

/* ---- Series ---- */

/* What lies before the term is no part of what adds up in it. */
static void add_states(const struct tallies *tallies, const struct kpi_rows *rows, struct series *series) {
  struct series_state state = {.sum = decimal_from_integer(0)};
  series->states = ARENA_ARRAY(tallies->arena, struct series_state, series->count);
  for (uint32_t i = 0; i < series->count; i++) {
    const struct figure_row *row = &series->rows[i];
    bool excused = day_is_excused(rows->kpi, &rows->periods, row->date);
    if (!excused) state.seen = i + 1;
    if (!excused && row->date >= tallies->model->agreement.term.from) {
      state.sum = decimal_add(state.sum, row->value);
      state.counted++;
      state.last = i + 1;
    }
    series->states[i] = state;
  }
}

static void add_series(const struct tallies *tallies, struct kpi_rows *rows, const struct figures *own) {
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < own->count;) {
    uint32_t end = i;
    while (end < own->count && own->items[end].part == own->items[i].part) end++;
    rows->series = vector_room(tallies->arena, rows->series, rows->count, &capacity, sizeof *rows->series);
    struct series *series = &rows->series[rows->count++];
    *series = (struct series){own->items[i].part, own->items + i, end - i, NULL};
    add_states(tallies, rows, series);
    i = end;
  }
}

/* How many rows are dated up to `day`. */
static uint32_t rows_until(const struct figure_row *rows, uint32_t count, day_number day) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (rows[middle].date <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

bool series_has(const struct series *series, const struct reporting_period *period) {
  uint32_t count = rows_until(series->rows, series->count, period->last);
  return count > 0 && series->rows[count - 1].date >= period->first;
}

static struct tallied tallied_of(struct quotient figure, day_number date) {
  struct decimal value = quotient_value(figure);
  bool known = decimal_is_finite(value) && decimal_is_finite(figure.over) && decimal_is_finite(figure.under);
  return (struct tallied){{value, known}, figure, known ? date : DAY_NONE};
}

static struct tallied series_at(const struct series *series, enum tally tally, day_number day) {
  uint32_t count = rows_until(series->rows, series->count, day);
  const struct series_state *state = count > 0 ? &series->states[count - 1] : NULL;
  uint32_t at = !state ? 0 : tally == TALLY_LATEST ? state->seen : state->last;
  if (at == 0) return (struct tallied){.date = DAY_NONE};
  const struct figure_row *last = &series->rows[at - 1];
  struct quotient figure = quotient_of(tally == TALLY_LATEST ? last->value : state->sum);
  if (tally == TALLY_AVERAGE) figure.under = decimal_from_integer(state->counted);
  return tallied_of(figure, last->date);
}

/* The parts that have a figure, together. */
static struct tallied together(const struct kpi_rows *rows, enum tally tally, day_number day) {
  struct quotient all = quotient_of(decimal_from_integer(0));
  day_number date = DAY_NONE;
  int64_t parts = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    struct tallied one = series_at(&rows->series[i], tally, day);
    if (!one.figure.known) continue;
    all = parts++ ? quotient_add(all, one.exactly) : one.exactly;
    if (date == DAY_NONE || one.date > date) date = one.date;
  }
  if (parts == 0) return (struct tallied){.date = DAY_NONE};
  if (parts > 1 && !tallies_add_up(rows->kpi->unit)) all = quotient_divide(all, quotient_of(decimal_from_integer(parts)));
  return tallied_of(all, date);
}

/* A figure of the whole is newer or older than those of the parts; the newer of the two holds for a KPI that is not added
 * up over time. */
static struct tallied rows_at(const struct kpi_rows *rows, enum tally tally, day_number day) {
  bool has_whole = rows->count > 1 && !rows->series[0].part;
  if (!has_whole) return together(rows, tally, day);
  struct kpi_rows whole = *rows, parts = *rows;
  whole.count = 1;
  parts.series++;
  parts.count--;
  struct tallied a = together(&whole, tally, day), b = together(&parts, tally, day);
  if (!a.figure.known || !b.figure.known) return a.figure.known ? a : b;
  struct tallied newer = a.date > b.date ? a : b;
  return tally == TALLY_SUM ? tallied_of(quotient_add(a.exactly, b.exactly), newer.date) : newer;
}

/* ---- All KPIs ---- */

static uint32_t orders_of(const struct model *model) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (model->kpis.items[i]->entity.order > most) most = model->kpis.items[i]->entity.order;
  return most + 1;
}

struct formula_memory {
  struct memory_item {
    uint32_t stamp; /* of the computation that it is of */
    bool done;
    struct quotient value; /* in base units */
    enum trouble trouble;
  } *items; /* by KPI */
  uint32_t stamp;
  const char *lacking;
};

struct tallies *tallies_of(struct arena *arena, const struct model *model, const struct figures *figures) {
  struct tallies *tallies = ARENA_NEW(arena, struct tallies);
  *tallies = (struct tallies){.arena = arena, .model = model, .figures = figures};
  tallies->kpis = ARENA_ARRAY(arena, struct kpi_rows, model->kpis.count);
  tallies->index_of = ARENA_ARRAY(arena, uint32_t, orders_of(model));
  tallies->memory = ARENA_NEW(arena, struct formula_memory);
  tallies->memory->items = ARENA_ARRAY(arena, struct memory_item, model->kpis.count);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct figures own = figures_of(figures, ROW_KPI, &kpi->entity);
    tallies->index_of[kpi->entity.order] = i;
    tallies->kpis[i] = (struct kpi_rows){.kpi = kpi};
    tallies->kpis[i].periods = periods_find(&tallies->periods, arena, model, &kpi->reported);
    add_series(tallies, &tallies->kpis[i], &own);
  }
  return tallies;
}

const struct kpi_rows *tallies_rows(const struct tallies *tallies, const struct kpi *kpi) {
  return &tallies->kpis[tallies->index_of[kpi->entity.order]];
}

struct result tallies_spent(const struct tallies *tallies, const struct line *line, day_number day) {
  struct figures rows = figures_of(tallies->figures, ROW_SPEND, &line->entity);
  struct result spent = {decimal_from_integer(0), false};
  for (uint32_t i = 0; i < rows.count; i++) {
    if (rows.items[i].date > day) continue;
    spent.value = decimal_add(spent.value, rows.items[i].value);
    spent.known = true;
  }
  return spent;
}

/* ---- Formulas ---- */

typedef VECTOR(const struct kpi *) kpi_stack;

struct computing {
  struct tallies *tallies;
  day_number day;
  enum trouble trouble;
};

static struct memory_item *item_of(const struct tallies *tallies, const struct kpi *kpi) {
  return &tallies->memory->items[tallies->index_of[kpi->entity.order]];
}

static struct quotient lacks(struct computing *computing, enum trouble trouble, const char *name) {
  if (computing->trouble == TROUBLE_NONE) {
    computing->trouble = trouble;
    if (name) computing->tallies->memory->lacking = name;
  }
  return quotient_of(decimal_from_integer(0));
}

static struct quotient figure_of_kpi(struct computing *computing, const struct kpi *kpi) {
  if (kpi->formula) {
    const struct memory_item *item = item_of(computing->tallies, kpi);
    if (item->trouble != TROUBLE_NONE) return lacks(computing, item->trouble, NULL);
    return item->value;
  }
  struct tallied tallied = rows_at(tallies_rows(computing->tallies, kpi), kpi->tally, computing->day);
  if (!tallied.figure.known || !kpi->unit) return lacks(computing, TROUBLE_MISSING, kpi->entity.spelling);
  return quotient_multiply(tallied.exactly, quotient_of(unit_scale(kpi->unit)));
}

static struct quotient spent_on(struct computing *computing, const struct line *line) {
  struct result spent = tallies_spent(computing->tallies, line, computing->day);
  return spent.known ? quotient_of(spent.value) : lacks(computing, TROUBLE_MISSING, line->entity.spelling);
}

static struct quotient combined(struct computing *computing, char operation, struct quotient a, struct quotient b) {
  switch (operation) {
    case '+': return quotient_add(a, b);
    case '-': return quotient_add(a, quotient_negated(b));
    case '*': return quotient_multiply(a, b);
    default: break;
  }
  if (decimal_is_finite(b.over) && decimal_is_zero(b.over)) return lacks(computing, TROUBLE_ZERO, NULL);
  return quotient_divide(a, b);
}

static struct quotient evaluate(struct computing *computing, const struct expression *e);

static bool is_less(struct quotient a, struct quotient b) {
  return decimal_is_negative(quotient_add(a, quotient_negated(b)).over);
}

static struct quotient fold(struct computing *computing, const struct expression *e) {
  struct quotient all = evaluate(computing, e->first);
  for (const struct expression *x = e->first->next; x; x = x->next) {
    struct quotient one = evaluate(computing, x);
    if (computing->trouble != TROUBLE_NONE) return all;
    if (e->kind == EXPRESSION_MIN) all = is_less(one, all) ? one : all;
    else if (e->kind == EXPRESSION_MAX) all = is_less(all, one) ? one : all;
    else all = quotient_add(all, one);
  }
  return all;
}

static struct quotient evaluate(struct computing *computing, const struct expression *e) {
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: return lacks(computing, TROUBLE_MISSING, NULL);
    case EXPRESSION_KPI: return figure_of_kpi(computing, e->kpi);
    case EXPRESSION_QUANTITY: return quotient_of(e->value);
    case EXPRESSION_SPENT: return spent_on(computing, e->line);
    case EXPRESSION_NEGATIVE: return quotient_negated(evaluate(computing, e->first));
    case EXPRESSION_BINARY: {
      struct quotient a = evaluate(computing, e->first), b = evaluate(computing, e->first->next);
      return combined(computing, e->operation, a, b);
    }
    default: return fold(computing, e);
  }
}

/* Calls `look` for each KPI and line in a formula. */
static void each_part(const struct expression *e, void *context,
                      void (*look)(void *context, const struct kpi *kpi, const struct line *line)) {
  if (e->kind == EXPRESSION_KPI) look(context, e->kpi, NULL);
  if (e->kind == EXPRESSION_SPENT) look(context, NULL, e->line);
  for (const struct expression *x = e->first; x && e->kind != EXPRESSION_UNKNOWN; x = x->next) each_part(x, context, look);
}

/* Formulas rest on one another in chains as long as the agreement: what is still to be looked at stands on a stack of its
 * own. */
struct walk {
  struct tallies *tallies;
  kpi_stack stack;
  void *context;
  void (*look)(void *context, const struct kpi *kpi, const struct line *line); /* at reported KPIs and lines */
};

static void push_computed(struct walk *walk, const struct kpi *kpi) {
  if (item_of(walk->tallies, kpi)->stamp != walk->tallies->memory->stamp) VECTOR_PUSH(walk->tallies->arena, &walk->stack, kpi);
}

static void walk_part(void *context, const struct kpi *kpi, const struct line *line) {
  struct walk *walk = context;
  if (kpi && kpi->formula) push_computed(walk, kpi);
  else walk->look(walk->context, kpi, line);
}

static void walk_formulas(struct walk *walk, const struct kpi *kpi) {
  struct tallies *tallies = walk->tallies;
  tallies->memory->stamp++;
  VECTOR_PUSH(tallies->arena, &walk->stack, kpi);
  while (walk->stack.count > 0) {
    const struct kpi *top = walk->stack.items[--walk->stack.count];
    struct memory_item *item = item_of(tallies, top);
    if (item->stamp == tallies->memory->stamp) continue;
    item->stamp = tallies->memory->stamp;
    each_part(top->formula, walk, walk_part);
  }
}

struct common {
  struct tallies *tallies;
  day_number day, last; /* `last`: the earliest of the last days of all KPIs that are reported */
  bool complete;        /* each of them has a figure */
  day_number spent;     /* the last day on which something was spent */
};

static void look_for_day(void *context, const struct kpi *kpi, const struct line *line) {
  struct common *common = context;
  if (line) {
    struct figures rows = figures_of(common->tallies->figures, ROW_SPEND, &line->entity);
    for (uint32_t i = 0; i < rows.count; i++)
      if (rows.items[i].date <= common->day && rows.items[i].date > common->spent) common->spent = rows.items[i].date;
    return;
  }
  struct tallied tallied = rows_at(tallies_rows(common->tallies, kpi), kpi->tally, common->day);
  if (!tallied.figure.known) common->complete = false;
  else if (common->last == DAY_NONE || tallied.date < common->last) common->last = tallied.date;
}

/* The day of which the formula is computed; `day` itself where something lacks. */
static day_number common_day(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  struct common common = {.tallies = tallies, .day = day, .last = DAY_NONE, .complete = true, .spent = DAY_NONE};
  struct walk walk = {.tallies = tallies, .context = &common, .look = look_for_day};
  walk_formulas(&walk, kpi);
  if (!common.complete) return day;
  if (common.last != DAY_NONE) return common.last;
  return common.spent != DAY_NONE ? common.spent : day;
}

struct reported {
  void *context;
  void (*look)(void *context, const struct kpi *kpi);
};

static void look_at_reported(void *context, const struct kpi *kpi, const struct line *line) {
  const struct reported *reported = context;
  if (!line) reported->look(reported->context, kpi);
}

void tallies_each_reported(struct tallies *tallies, const struct kpi *kpi, void *context,
                           void (*look)(void *context, const struct kpi *kpi)) {
  struct reported reported = {context, look};
  struct walk walk = {.tallies = tallies, .context = &reported, .look = look_at_reported};
  walk_formulas(&walk, kpi);
}

static void push_part(void *context, const struct kpi *kpi, const struct line *line) {
  if (!line && kpi->formula) push_computed(context, kpi);
}

static void compute(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  struct walk walk = {.tallies = tallies};
  tallies->memory->stamp++;
  tallies->memory->lacking = NULL;
  VECTOR_PUSH(tallies->arena, &walk.stack, kpi);
  while (walk.stack.count > 0) {
    const struct kpi *top = walk.stack.items[walk.stack.count - 1];
    struct memory_item *item = item_of(tallies, top);
    if (item->stamp != tallies->memory->stamp) {
      *item = (struct memory_item){.stamp = tallies->memory->stamp};
      each_part(top->formula, &walk, push_part);
      continue;
    }
    walk.stack.count--;
    if (item->done) continue;
    struct computing computing = {.tallies = tallies, .day = day};
    item->value = evaluate(&computing, top->formula);
    item->trouble = computing.trouble;
    item->done = true;
  }
}

static struct tallied computed_at(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  day_number date = common_day(tallies, kpi, day);
  compute(tallies, kpi, date);
  const struct memory_item *item = item_of(tallies, kpi);
  if (item->trouble != TROUBLE_NONE || !kpi->unit) return (struct tallied){.date = DAY_NONE};
  return tallied_of(quotient_divide(item->value, quotient_of(unit_scale(kpi->unit))), date);
}

enum trouble tallies_trouble(struct tallies *tallies, const struct kpi *kpi, day_number day, const char **lacking) {
  compute(tallies, kpi, common_day(tallies, kpi, day));
  *lacking = tallies->memory->lacking;
  return item_of(tallies, kpi)->trouble;
}

/* ---- Asking ---- */

struct tallied tallies_at(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  return kpi->formula ? computed_at(tallies, kpi, day) : rows_at(tallies_rows(tallies, kpi), kpi->tally, day);
}

struct tallied tallies_last(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  return kpi->formula ? computed_at(tallies, kpi, day) : rows_at(tallies_rows(tallies, kpi), TALLY_LATEST, day);
}
