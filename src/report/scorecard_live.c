/* What only a live page has: fields for each month, and the data that its results rest on. */
#include "report/scorecard_live.h"

#include <stdlib.h>

#include "model/gain.h"
#include "report/live.h"
#include "report/scorecard_days.h"
#include "report/scorecard_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Figures of each month ---- */

enum { MONTHS_ABREAST = 6 }; /* as many as A4 has room for */

struct months {
  struct arena *arena;
  VECTOR(struct reporting_period) items;
};

static void add_month(struct months *months, day_number first, day_number last) {
  VECTOR_PUSH(months->arena, &months->items, ((struct reporting_period){.first = first, .last = last, .month = day_month_end(last) == last, .due = last}));
}

/* Calendar months from a day on, up to that of another. */
static void add_months(struct months *months, day_number from, day_number to) {
  for (day_number last; from <= to; from = last + 1) {
    last = day_month_end(from);
    add_month(months, from, last);
  }
}

static day_number month_start(day_number day) {
  struct civil civil = civil_from_day(day);
  return day_from_civil((struct civil){civil.year, civil.month, 1});
}

/* The lines stand in the order of their days. */
struct periods scorecard_months_of(struct scorecard *sc) {
  static const struct recurrence none = {.unit = TIME_NONE};
  struct periods term = periods_find(&sc->periods, sc->arena, sc->model, &none);
  struct months months = {.arena = sc->arena};
  if (term.count == 0 || sc->actuals.count == 0) return term;
  day_number begin = term.items[0].first, end = term.items[term.count - 1].last;
  day_number first = sc->actuals.items[0].date, last = sc->actuals.items[sc->actuals.count - 1].date;
  if (first < begin) {
    add_months(&months, month_start(first), month_start(begin) - 1);
    if (month_start(begin) < begin) add_month(&months, month_start(begin), begin - 1);
  }
  for (uint32_t i = 0; i < term.count; i++) add_month(&months, term.items[i].first, term.items[i].last);
  add_months(&months, end + 1, last);
  return (struct periods){months.items.items, months.items.count};
}

/* Lines of the sheet of figures, those of one thing together. */
struct monthly {
  struct scorecard *sc;
  const struct actual *items;
  uint32_t count;
  uint32_t first, columns; /* the months that the present table shows */
};

static int compare(int64_t a, int64_t b) { return a < b ? -1 : a > b; }

static int64_t part_order(const struct actual *actual) { return actual->part ? (int64_t)actual->part->order : -1; }

static int by_thing(const void *a, const void *b) {
  const struct actual *left = a, *right = b;
  int order = compare((int64_t)left->kind, (int64_t)right->kind);
  if (!order) order = compare(left->thing->order, right->thing->order);
  if (!order) order = compare(part_order(left), part_order(right));
  return order ? order : compare(left->date, right->date);
}

struct actuals scorecard_by_thing(struct scorecard *sc) {
  struct actuals sorted = {ARENA_ARRAY(sc->arena, struct actual, sc->actuals.count + 1), sc->actuals.count};
  if (sorted.count == 0) return sorted;
  memcpy(sorted.items, sc->actuals.items, sorted.count * sizeof *sorted.items);
  qsort(sorted.items, sorted.count, sizeof *sorted.items, by_thing);
  return sorted;
}

/* The first line that is not before those of a thing. */
static uint32_t first_of(const struct actuals *sorted, enum input_kind kind, uint32_t order) {
  uint32_t low = 0, high = sorted->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const struct actual *item = &sorted->items[middle];
    if (item->kind < kind || (item->kind == kind && item->thing->order < order)) low = middle + 1;
    else high = middle;
  }
  return low;
}

static struct monthly collect(struct scorecard *sc, enum input_kind first, enum input_kind last, const struct entity *thing) {
  uint32_t from = first_of(&sc->by_thing, first, thing ? thing->order : 0);
  uint32_t to = thing ? first_of(&sc->by_thing, last, thing->order + 1) : first_of(&sc->by_thing, (enum input_kind)(last + 1), 0);
  return (struct monthly){.sc = sc, .items = sc->by_thing.items + from, .count = to - from};
}

/* Which of the shown months a date is in; `columns` where it is in none of them. */
static uint32_t month_of(const struct monthly *monthly, day_number date) {
  const struct reporting_period *months = &monthly->sc->months.items[monthly->first];
  for (uint32_t i = 0; i < monthly->columns; i++)
    if (date >= months[i].first && date <= months[i].last) return i;
  return monthly->columns;
}

static struct cell named(const struct actual *actual, bool content) {
  return phrase_entity(content && actual->part ? actual->part : actual->thing);
}

static struct cell field(struct monthly *monthly, const struct actual *actual) {
  struct document *document = monthly->sc->document;
  struct text label = phrase_label(document->language, actual->thing);
  if (actual->part) {
    struct cell both = cell_sentence(document, TEXT_REPORT_OF_PHASE,
                                     ARGS(arg_entity(document, actual->thing), arg_entity(document, actual->part)));
    const char *words = cell_string(document, &both);
    label = (struct text){.bytes = words, .length = (uint32_t)strlen(words)};
  }
  return scorecard_input(actual->kind, actual->thing->spelling, actual->part ? actual->part->spelling : NULL, actual->date, label);
}

/* The next row: the lines of one thing as long as they fall in different months. */
static uint32_t put_row(struct monthly *monthly, uint32_t from) {
  const struct actual *first = &monthly->items[from];
  struct cell cells[1 + MONTHS_ABREAST] = {named(first, first->kind == INPUT_POSTS)};
  struct cell note = first->kind == INPUT_SPEND && first->part ? phrase_entity(first->part) : nothing;
  uint32_t at = from;
  bool any = false;
  for (; at < monthly->count; at++) {
    const struct actual *actual = &monthly->items[at];
    uint32_t column = month_of(monthly, actual->date);
    if (actual->thing != first->thing || actual->part != first->part || actual->kind != first->kind) break;
    if (column == monthly->columns) continue;
    if (!cell_is_empty(&cells[1 + column])) break;
    cells[1 + column] = field(monthly, actual);
    any = true;
  }
  if (any)
    document_put(monthly->sc->document, &(struct part){.kind = PART_ROW, .kicker = note, .cells = cells, .count = 1 + monthly->columns});
  return at;
}

static bool any_in(const struct monthly *monthly) {
  for (uint32_t i = 0; i < monthly->count; i++)
    if (month_of(monthly, monthly->items[i].date) < monthly->columns) return true;
  return false;
}

static void put_table(struct monthly *monthly, struct cell caption, enum text_key name) {
  struct head heads[1 + MONTHS_ABREAST] = {{.name = scorecard_say(name)}};
  for (uint32_t i = 0; i < monthly->columns; i++) {
    const struct reporting_period *month = &monthly->sc->months.items[monthly->first + i];
    heads[1 + i].name = cell_date(month->last);
    heads[1 + i].name.month = month->month;
  }
  document_figures(monthly->sc->document, caption, heads, 1 + monthly->columns);
  for (uint32_t at = 0; at < monthly->count;) at = put_row(monthly, at);
  document_table_end(monthly->sc->document);
}

void scorecard_months(struct scorecard *sc, enum input_kind first, enum input_kind last, const struct entity *thing,
                      enum text_key caption, enum text_key name) {
  if (!sc->live) return;
  struct monthly monthly = collect(sc, first, last, thing);
  for (; monthly.first < sc->months.count; monthly.first += MONTHS_ABREAST) {
    uint32_t left = sc->months.count - monthly.first;
    monthly.columns = left < MONTHS_ABREAST ? left : MONTHS_ABREAST;
    if (any_in(&monthly)) put_table(&monthly, scorecard_say(caption), name);
  }
}

/* ---- A KPI that is counted on several things ---- */

static void put_parts(struct scorecard *sc, const struct kpi *kpi, struct cell *cells, day_number date) {
  for (uint32_t i = 0; i < kpi->on.count; i++) {
    const struct entity *part = kpi->on.items[i].to;
    cells[1 + i] = scorecard_input(INPUT_KPI, kpi->entity.spelling, part->spelling, date, phrase_label(sc->document->language, part));
  }
  document_matrix_row(sc->document, nothing, cells, 1 + kpi->on.count);
}

void scorecard_parts_of(struct scorecard *sc, const struct kpi *kpi, const struct periods *periods) {
  uint32_t count = kpi->on.count;
  struct head *heads = ARENA_ARRAY(sc->document->scratch, struct head, 1 + count);
  struct cell *cells = ARENA_ARRAY(sc->document->scratch, struct cell, 1 + count);
  heads[0] = (struct head){.name = scorecard_say(TEXT_REPORT_PERIOD_END)};
  for (uint32_t i = 0; i < count; i++) heads[1 + i] = (struct head){.name = phrase_entity(kpi->on.items[i].to)};
  document_figures(sc->document, scorecard_say(TEXT_REPORT_COUNTED_ON), heads, 1 + count);
  if (scorecard_baseline_row(kpi, periods)) {
    cells[0] = cell_sentence(sc->document, TEXT_SHEET_BASELINE_BY, ARGS(arg_said_date(sc->document, kpi->baseline.on)));
    put_parts(sc, kpi, cells, kpi->baseline.on);
  }
  for (uint32_t i = 0; i < periods->count; i++) {
    cells[0] = cell_date(periods->items[i].last);
    put_parts(sc, kpi, cells, periods->items[i].last);
  }
  document_table_end(sc->document);
}

/* ---- Data ---- */

void scorecard_live_kpi(struct scorecard *sc, const struct standard *standard, const struct periods *periods) {
  const struct kpi *kpi = standard->kpi;
  const struct days days = scorecard_days(sc, kpi);
  struct live_day *items = ARENA_ARRAY(sc->document->scratch, struct live_day, days.count + 1);
  for (uint32_t i = 0; i < days.count; i++) {
    const struct reporting_period *period = period_at(periods, days.items[i]);
    items[i] = (struct live_day){.day = days.items[i], .excused = day_is_excused(kpi, periods, days.items[i])};
    items[i].period = period && period->last == days.items[i] ? period : NULL;
    items[i].on = standard_on(standard, days.items[i], sc->tolerance);
  }
  const struct live_kpi live = {.kpi = kpi, .standard = standard, .days = items, .count = days.count};
  document_put(sc->document, &(struct part){.kind = PART_LIVE_KPI, .live_kpi = &live});
}

/* What `gain_of` subtracts, and of how many days that is. */
static struct live_return return_of(const struct kpi *kpi) {
  const struct period *over = &kpi->baseline.over;
  struct live_return item = {.kpi = kpi, .told = true, .less = gain_is_fall(kpi)};
  bool sum = kpi->tally == TALLY_SUM;
  item.base = decimal_from_integer(0);
  item.value = decimal_multiply(gain_units(kpi, decimal_from_integer(1)), kpi->worth->amount);
  switch (kpi->baseline.form) {
    case BASELINE_NONE: item.told = !item.less; break;
    case BASELINE_MEASURED: item.measured = true; break;
    case BASELINE_OVER:
      if (sum) item.over = over->to - over->from + 1;
      item.told = !sum || (over->from != DAY_NONE && over->to != DAY_NONE);
      break;
    case BASELINE_ON: break;
  }
  if (kpi->baseline.form == BASELINE_ON || kpi->baseline.form == BASELINE_OVER) {
    item.base = kpi->baseline.figure.value;
    item.told = item.told && kpi->baseline.figure.known;
  }
  return item;
}

static void add_returns(struct scorecard *sc, struct live_card *card) {
  VECTOR(struct live_return) returns = {0};
  const struct kpi *kpi;
  for (uint32_t i = 0; (kpi = scorecard_counted(sc->model, i)); i++)
    if (kpi->worth->known) VECTOR_PUSH(sc->arena, &returns, return_of(kpi));
  card->returns = returns.items;
  card->return_count = returns.count;
}

static void add_costs(struct scorecard *sc, struct live_card *card) {
  const struct budget *budget = sc->model->budget;
  card->costs = ARENA_ARRAY(sc->arena, const struct line *, budget ? budget->lines.count + 1 : 1);
  for (uint32_t i = 0; budget && i < budget->lines.count; i++)
    if (roi_costs(sc->model->roi, budget->lines.items[i])) card->costs[card->cost_count++] = budget->lines.items[i];
}

void scorecard_live_card(struct scorecard *sc, bool inconsistent) {
  struct live_card card = {.model = sc->model, .tolerance = sc->tolerance, .objectives = sc->objectives,
                           .objective_count = sc->objective_count, .actuals = sc->actuals, .inconsistent = inconsistent};
  if (sc->model->roi) {
    add_returns(sc, &card);
    add_costs(sc, &card);
  }
  document_put(sc->document, &(struct part){.kind = PART_LIVE_CARD, .live_card = &card});
}
