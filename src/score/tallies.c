#include "score/tallies.h"

#include <string.h>

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

/* What lies before `from` is no part of what adds up, nor what is excused; `kpi` is NULL for a line, in which all counts. */
static void add_states(struct arena *arena, const struct kpi_rows *kpi, day_number from, struct series *series) {
  struct series_state state = {.sum = decimal_from_integer(0)};
  series->states = ARENA_ARRAY(arena, struct series_state, series->count);
  for (uint32_t i = 0; i < series->count; i++) {
    const struct figure_row *row = &series->rows[i];
    bool excused = kpi && day_is_excused(kpi->kpi, &kpi->periods, row->date);
    if (!excused) state.seen = i + 1;
    if (!excused && row->date >= from) {
      state.sum = decimal_add(state.sum, row->value);
      state.counted++;
      state.last = i + 1;
    }
    series->states[i] = state;
  }
}

/* A series for each part, whose rows stand together. */
static struct series *series_of(struct arena *arena, const struct figures *own, uint32_t *count) {
  struct series *series = NULL;
  uint32_t capacity = 0;
  *count = 0;
  for (uint32_t i = 0, end; i < own->count; i = end) {
    for (end = i; end < own->count && own->items[end].part == own->items[i].part;) end++;
    series = vector_room(arena, series, *count, &capacity, sizeof *series);
    series[(*count)++] = (struct series){own->items[i].part, own->items + i, end - i, NULL};
  }
  return series;
}

static void add_kpi(struct tallies *tallies, struct kpi_rows *rows, const struct kpi *kpi) {
  const struct figures own = figures_of(tallies->figures, ROW_KPI, &kpi->entity);
  *rows = (struct kpi_rows){.kpi = kpi, .periods = periods_find(&tallies->periods, tallies->arena, tallies->model, &kpi->reported)};
  rows->series = series_of(tallies->arena, &own, &rows->count);
  for (uint32_t i = 0; i < rows->count; i++)
    add_states(tallies->arena, rows, tallies->model->agreement.term.from, &rows->series[i]);
}

static void add_line(struct tallies *tallies, struct line_rows *rows, const struct line *line) {
  const struct figures own = figures_of(tallies->figures, ROW_SPEND, &line->entity);
  rows->series = series_of(tallies->arena, &own, &rows->count);
  for (uint32_t i = 0; i < rows->count; i++) add_states(tallies->arena, NULL, DAY_NONE, &rows->series[i]);
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

/* ---- What is worked out once ---- */

typedef VECTOR(const struct kpi *) kpi_stack;

/* Of which day a formula is, what it comes to on one, and the earliest of some days of all KPIs below it. */
enum aspect { ASPECT_COMMON, ASPECT_VALUE, ASPECT_EARLIEST, ASPECT_COUNT };
enum stage { STAGE_NEW, STAGE_BEGUN, STAGE_DONE };

/* The day that all figures below a formula have in common, up to a day. */
struct common {
  day_number last;  /* the earliest of the last days of all KPIs that are reported */
  day_number spent; /* the last day on which something was spent */
  bool complete;    /* each of them has a figure */
};

/* A computed KPI on a day. */
struct memory_item {
  day_number day;
  enum stage stage[ASPECT_COUNT];
  struct common common;
  struct quotient value; /* in base units */
  enum trouble trouble;
  const char *lacking; /* what has no figure, be it in a formula below it; NULL */
  day_number earliest;
};

/* A computed KPI, in the order of the days that were asked for. */
struct kpi_memory {
  struct memory_item *items;
  uint32_t count, capacity;
};

struct formula_memory {
  struct kpi_memory *kpis; /* in the model's order */
  kpi_stack stack;
  day_number (*day_of)(void *context, const struct kpi *kpi); /* of a reported KPI: what `earliest` is of */
  void *context;
};

static struct kpi_memory *memory_of(const struct tallies *tallies, const struct kpi *kpi) {
  return &tallies->memory->kpis[tallies->index_of[kpi->entity.order]];
}

/* It stays where it is until the next one of the same KPI is asked for. */
static struct memory_item *item_of(const struct tallies *tallies, const struct kpi *kpi, day_number day) {
  struct kpi_memory *memory = memory_of(tallies, kpi);
  uint32_t low = 0, high = memory->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (memory->items[middle].day < day) low = middle + 1;
    else high = middle;
  }
  if (low < memory->count && memory->items[low].day == day) return &memory->items[low];
  memory->items = vector_room(tallies->arena, memory->items, memory->count, &memory->capacity, sizeof *memory->items);
  memmove(&memory->items[low + 1], &memory->items[low], (memory->count++ - low) * sizeof *memory->items);
  memory->items[low] = (struct memory_item){.day = day};
  return &memory->items[low];
}

/* ---- All KPIs and lines ---- */

static uint32_t orders_of(const struct model *model) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (model->kpis.items[i]->entity.order > most) most = model->kpis.items[i]->entity.order;
  for (uint32_t i = 0; model->budget && i < model->budget->lines.count; i++)
    if (model->budget->lines.items[i]->entity.order > most) most = model->budget->lines.items[i]->entity.order;
  return most + 1;
}

struct tallies *tallies_of(struct arena *arena, const struct model *model, const struct figures *figures) {
  struct tallies *tallies = ARENA_NEW(arena, struct tallies);
  uint32_t lines = model->budget ? model->budget->lines.count : 0;
  *tallies = (struct tallies){.arena = arena, .model = model, .figures = figures};
  tallies->kpis = ARENA_ARRAY(arena, struct kpi_rows, model->kpis.count);
  tallies->lines = ARENA_ARRAY(arena, struct line_rows, lines);
  tallies->index_of = ARENA_ARRAY(arena, uint32_t, orders_of(model));
  tallies->memory = ARENA_NEW(arena, struct formula_memory);
  tallies->memory->kpis = ARENA_ARRAY(arena, struct kpi_memory, model->kpis.count);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    tallies->index_of[model->kpis.items[i]->entity.order] = i;
    add_kpi(tallies, &tallies->kpis[i], model->kpis.items[i]);
  }
  for (uint32_t i = 0; i < lines; i++) {
    tallies->index_of[model->budget->lines.items[i]->entity.order] = i;
    add_line(tallies, &tallies->lines[i], model->budget->lines.items[i]);
  }
  return tallies;
}

const struct kpi_rows *tallies_rows(const struct tallies *tallies, const struct kpi *kpi) {
  return &tallies->kpis[tallies->index_of[kpi->entity.order]];
}

/* What was spent from a line up to `day`, and the last day of that. */
static struct tallied spent_at(const struct tallies *tallies, const struct line *line, day_number day) {
  const struct line_rows *rows = &tallies->lines[tallies->index_of[line->entity.order]];
  struct tallied spent = {.figure.value = decimal_from_integer(0), .date = DAY_NONE};
  for (uint32_t i = 0; i < rows->count; i++) {
    const struct series *series = &rows->series[i];
    uint32_t count = rows_until(series->rows, series->count, day);
    if (count == 0) continue;
    spent.figure.value = decimal_add(spent.figure.value, series->states[count - 1].sum);
    spent.figure.known = true;
    if (series->rows[count - 1].date > spent.date) spent.date = series->rows[count - 1].date;
  }
  return spent;
}

struct result tallies_spent(const struct tallies *tallies, const struct line *line, day_number day) {
  return spent_at(tallies, line, day).figure;
}

/* ---- Formulas ---- */

struct computing {
  struct tallies *tallies;
  day_number day;
  enum trouble trouble;
  const char *lacking; /* what has no figure; NULL */
};

static struct quotient lacks(struct computing *computing, enum trouble trouble, const char *name) {
  if (computing->trouble == TROUBLE_NONE) {
    computing->trouble = trouble;
    computing->lacking = name;
  }
  return quotient_of(decimal_from_integer(0));
}

static struct quotient figure_of_kpi(struct computing *computing, const struct kpi *kpi) {
  if (kpi->formula) {
    const struct memory_item *item = item_of(computing->tallies, kpi, computing->day);
    if (item->trouble != TROUBLE_NONE) return lacks(computing, item->trouble, item->lacking);
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

/* ---- Chains of formulas ---- */

struct joining {
  struct tallies *tallies;
  day_number day;
  struct common *common;
  day_number *earliest;
};

static void join_part(void *context, const struct kpi *kpi, const struct line *line) {
  const struct joining *joining = context;
  struct tallies *tallies = joining->tallies;
  struct common *common = joining->common;
  struct common part = {.last = DAY_NONE, .complete = true, .spent = DAY_NONE};
  if (line) {
    part.spent = spent_at(tallies, line, joining->day).date;
  } else if (kpi->formula) {
    part = item_of(tallies, kpi, joining->day)->common;
  } else {
    struct tallied tallied = rows_at(tallies_rows(tallies, kpi), kpi->tally, joining->day);
    part.complete = tallied.figure.known;
    part.last = tallied.date;
  }
  common->complete = common->complete && part.complete;
  if (common->last == DAY_NONE || (part.last != DAY_NONE && part.last < common->last)) common->last = part.last;
  if (part.spent > common->spent) common->spent = part.spent;
}

static void settle_common(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  struct common common = {.last = DAY_NONE, .complete = true, .spent = DAY_NONE};
  struct joining joining = {.tallies = tallies, .day = day, .common = &common};
  each_part(kpi->formula, &joining, join_part);
  item_of(tallies, kpi, day)->common = common;
}

static void settle_value(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  struct computing computing = {.tallies = tallies, .day = day};
  struct quotient value = evaluate(&computing, kpi->formula);
  struct memory_item *item = item_of(tallies, kpi, day);
  item->value = value;
  item->trouble = computing.trouble;
  item->lacking = computing.lacking;
}

static void look_for_earliest(void *context, const struct kpi *kpi, const struct line *line) {
  const struct joining *joining = context;
  const struct formula_memory *memory = joining->tallies->memory;
  if (line) return;
  day_number day = kpi->formula ? item_of(joining->tallies, kpi, joining->day)->earliest : memory->day_of(memory->context, kpi);
  if (*joining->earliest == DAY_NONE || (day != DAY_NONE && day < *joining->earliest)) *joining->earliest = day;
}

static void settle_earliest(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  day_number earliest = DAY_NONE;
  struct joining joining = {.tallies = tallies, .day = day, .earliest = &earliest};
  each_part(kpi->formula, &joining, look_for_earliest);
  item_of(tallies, kpi, day)->earliest = earliest;
}

struct walk {
  struct tallies *tallies;
  day_number day;
  enum aspect aspect;
};

static void push_part(void *context, const struct kpi *kpi, const struct line *line) {
  const struct walk *walk = context;
  if (line || !kpi->formula || item_of(walk->tallies, kpi, walk->day)->stage[walk->aspect] != STAGE_NEW) return;
  VECTOR_PUSH(walk->tallies->arena, &walk->tallies->memory->stack, kpi);
}

/* Formulas rest on one another in chains as long as the agreement: what is still to be settled stands on a stack of its own,
 * and what is settled once for a day is not looked at again. */
static const struct memory_item *settled(struct tallies *tallies, const struct kpi *kpi, day_number day, enum aspect aspect) {
  static void (*const settle[])(struct tallies *tallies, const struct kpi *kpi, day_number day) = {
      [ASPECT_COMMON] = settle_common, [ASPECT_VALUE] = settle_value, [ASPECT_EARLIEST] = settle_earliest};
  struct walk walk = {tallies, day, aspect};
  kpi_stack *stack = &tallies->memory->stack;
  VECTOR_PUSH(tallies->arena, stack, kpi);
  while (stack->count > 0) {
    const struct kpi *top = stack->items[stack->count - 1];
    enum stage *stage = &item_of(tallies, top, day)->stage[aspect];
    if (*stage == STAGE_NEW) {
      *stage = STAGE_BEGUN;
      each_part(top->formula, &walk, push_part);
      continue;
    }
    stack->count--;
    if (*stage == STAGE_BEGUN) settle[aspect](tallies, top, day);
    item_of(tallies, top, day)->stage[aspect] = STAGE_DONE;
  }
  return item_of(tallies, kpi, day);
}

/* The day of which the formula is computed; `day` itself where something lacks. */
static day_number common_day(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  const struct common *common = &settled(tallies, kpi, day, ASPECT_COMMON)->common;
  if (!common->complete) return day;
  if (common->last != DAY_NONE) return common->last;
  return common->spent != DAY_NONE ? common->spent : day;
}

static struct tallied computed_at(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  day_number date = common_day(tallies, kpi, day);
  const struct memory_item *item = settled(tallies, kpi, date, ASPECT_VALUE);
  if (item->trouble != TROUBLE_NONE || !kpi->unit) return (struct tallied){.date = DAY_NONE};
  return tallied_of(quotient_divide(item->value, quotient_of(unit_scale(kpi->unit))), date);
}

day_number tallies_earliest(struct tallies *tallies, const struct kpi *kpi, day_number day, void *context,
                            day_number (*day_of)(void *context, const struct kpi *kpi)) {
  tallies->memory->day_of = day_of;
  tallies->memory->context = context;
  return settled(tallies, kpi, day, ASPECT_EARLIEST)->earliest;
}

enum trouble tallies_trouble(struct tallies *tallies, const struct kpi *kpi, day_number day, const char **lacking) {
  const struct memory_item *item = settled(tallies, kpi, common_day(tallies, kpi, day), ASPECT_VALUE);
  *lacking = item->lacking;
  return item->trouble;
}

/* ---- Asking ---- */

struct tallied tallies_at(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  return kpi->formula ? computed_at(tallies, kpi, day) : rows_at(tallies_rows(tallies, kpi), kpi->tally, day);
}

struct tallied tallies_last(struct tallies *tallies, const struct kpi *kpi, day_number day) {
  return kpi->formula ? computed_at(tallies, kpi, day) : rows_at(tallies_rows(tallies, kpi), TALLY_LATEST, day);
}
