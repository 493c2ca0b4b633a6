/* Formulas that name other figures: computed KPIs, conditions, what was spent, the return. */
#include "report/scorecard_book_parts.h"

#include "model/units.h"

static struct arena *scratch_of(const struct card *card) { return card->sc.document->scratch; }

static const char *fill(const struct card *card, const char *pattern, const char *const *parts) {
  return book_fill(scratch_of(card), pattern, parts);
}

const char *card_now(const struct card *card, const struct kpi *kpi, uint32_t column) {
  const struct kpi_block *block = entity_map_get(&card->of_kpi, kpi);
  return card_name(card, CARD_WORKING, block->head, column);
}

/* ---- Months ---- */

/* Months that are over by a day. */
static uint32_t months_until(const struct card *card, day_number day) {
  uint32_t count = 0;
  while (count < card->months.count && card->months.items[count].last <= day) count++;
  return count;
}

const char *card_months_sum(struct card *card, uint32_t row, day_number until, const char *function) {
  uint32_t count = months_until(card, until);
  if (count == 0) return "0";
  const char *range = book_range_name(scratch_of(card), card->names[CARD_BUDGET], row, card->budget_column, row,
                                      card->budget_column + count - 1);
  return fill(card, "{1}({2})", PARTS(function, range));
}

static uint32_t row_of_line(const struct card *card, const struct line *line, bool *found) {
  uintptr_t row = (uintptr_t)entity_map_get(&card->line_rows, line);
  *found = row > 0;
  return (uint32_t)(row - 1);
}

/* ---- Computed KPIs ---- */

/* What stands for the operands: each must be there. */
struct computing {
  struct card *card;
  day_number day;
  struct buffer needed; /* cells that must hold figures, a comma before each but the first */
  uint32_t count;
  bool failed;
};

static const char *compute(struct computing *c, const struct expression *e);

static void need(struct computing *c, const char *cells) {
  if (c->count++ > 0) buffer_char(&c->needed, ',');
  buffer_text(&c->needed, cells);
}

/* The last line of a KPI up to a day; 0: there is none. */
static uint32_t line_until(const struct kpi_block *block, day_number day) {
  uint32_t count = 0;
  while (count < block->periods.count && block->periods.items[count].last <= day) count++;
  day_number last = count > 0 ? block->periods.items[count - 1].last : DAY_NONE, on = block->kpi->baseline.on;
  if (block->baseline_row && on <= day && on > last) return block->first - 1;
  return count > 0 ? block->first + count - 1 : 0;
}

/* What another KPI comes to on the day, in base units: minutes for times. */
static const char *compute_kpi(struct computing *c, const struct expression *e) {
  const struct kpi_block *block = entity_map_get(&c->card->of_kpi, e->kpi);
  uint32_t line = line_until(block, c->day);
  if (line == 0) {
    c->failed = true;
    return "0";
  }
  const char *cell = card_name(c->card, CARD_WORKING, line, e->kpi->formula ? WORK_AT : WORK_HELD);
  struct decimal scale = unit_scale(e->kpi->unit);
  need(c, cell);
  if (decimal_compare(scale, decimal_from_integer(1)) == 0) return cell;
  return fill(c->card, "({1}*{2})", PARTS(cell, book_figure(scratch_of(c->card), scale)));
}

static const char *compute_spent(struct computing *c, const struct expression *e) {
  bool found;
  uint32_t row = row_of_line(c->card, e->line, &found), count = months_until(c->card, c->day);
  if (!found || count == 0) {
    c->failed = true;
    return "0";
  }
  const char *months = card_months_sum(c->card, row, c->day, "COUNT");
  need(c, fill(c->card, "IF({1}>0,1,\"\")", PARTS(months)));
  return card_months_sum(c->card, row, c->day, "SUM");
}

static const char *compute_list(struct computing *c, const struct expression *e, const char *function) {
  struct buffer out = buffer_in(scratch_of(c->card));
  buffer_text(&out, function);
  buffer_char(&out, '(');
  for (const struct expression *x = e->first; x; x = x->next) {
    if (x != e->first) buffer_char(&out, ',');
    buffer_text(&out, compute(c, x));
  }
  buffer_char(&out, ')');
  return buffer_string(&out);
}

static const char *compute_binary(struct computing *c, const struct expression *e) {
  const char operation[] = {e->operation, 0};
  const char *left = compute(c, e->first), *right = compute(c, e->first->next);
  return fill(c->card, "({1}{2}{3})", PARTS(left, operation, right));
}

/* A formula is no deeper than a statement may have signs. */
static const char *compute(struct computing *c, const struct expression *e) {
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: break;
    case EXPRESSION_KPI: return compute_kpi(c, e);
    case EXPRESSION_QUANTITY: return book_figure(scratch_of(c->card), e->value);
    case EXPRESSION_SPENT: return compute_spent(c, e);
    case EXPRESSION_BINARY: return compute_binary(c, e);
    case EXPRESSION_NEGATIVE: return fill(c->card, "(-{1})", PARTS(compute(c, e->first)));
    case EXPRESSION_SUM: return compute_list(c, e, "SUM");
    case EXPRESSION_MIN: return compute_list(c, e, "MIN");
    case EXPRESSION_MAX: return compute_list(c, e, "MAX");
  }
  c->failed = true;
  return "0";
}

const char *card_computed(struct card *card, const struct kpi *kpi, day_number day) {
  struct computing computing = {.card = card, .day = day, .needed = buffer_in(scratch_of(card))};
  struct buffer count = buffer_in(scratch_of(card));
  const char *value = compute(&computing, kpi->formula);
  if (computing.failed || !kpi->unit) return NULL;
  buffer_integer(&count, computing.count);
  const char *scale = book_figure(scratch_of(card), unit_scale(kpi->unit));
  if (computing.count == 0) return fill(card, "IFERROR({1}/{2},\"\")", PARTS(value, scale));
  return fill(card, "IF(COUNT({1})={2},IFERROR({3}/{4},\"\"),\"\")",
              PARTS(buffer_string(&computing.needed), buffer_string(&count), value, scale));
}

/* ---- The day that all has in common ---- */

/* Calls `look` for each KPI and line in a formula. */
static void each_operand(const struct expression *e, void *context, void (*look)(void *context, const struct expression *e)) {
  if (e->kind == EXPRESSION_KPI || e->kind == EXPRESSION_SPENT) look(context, e);
  for (const struct expression *x = e->first; x && e->kind != EXPRESSION_UNKNOWN; x = x->next) each_operand(x, context, look);
}

struct resting {
  struct card *card;
  bool reported;
};

static bool rests_on_reported(struct card *card, const struct kpi *kpi);

static void look_for_reported(void *context, const struct expression *e) {
  struct resting *resting = context;
  if (!resting->reported && e->kind == EXPRESSION_KPI) resting->reported = rests_on_reported(resting->card, e->kpi);
}

/* Each is looked at once: what is kept of one that does is the card, of one that does not the map. */
static bool rests_on_reported(struct card *card, const struct kpi *kpi) {
  if (!kpi->formula) return true;
  const void *known = entity_map_get(&card->reported, kpi);
  if (known) return known == card;
  struct resting resting = {.card = card};
  each_operand(kpi->formula, &resting, look_for_reported);
  *entity_map_at(&card->reported, kpi) = resting.reported ? (void *)card : (void *)&card->reported;
  return resting.reported;
}

/* Cells with the last days of what a formula rests on, a comma before each but the first. */
struct common {
  struct card *card;
  day_number day;
  bool spent; /* of spending alone: the last day on which something was spent */
  bool failed;
  struct buffer cells;
};

static void add_cell(struct common *common, const char *cell) {
  if (common->cells.length > 0) buffer_char(&common->cells, ',');
  buffer_text(&common->cells, cell);
}

static const char *last_spent(struct common *common, const struct line *line) {
  struct card *card = common->card;
  bool found;
  uint32_t row = row_of_line(card, line, &found), count = months_until(card, common->day);
  if (!found || count == 0) return NULL;
  uint32_t first = card->budget_column, last = first + count - 1;
  return fill(card, "SUMPRODUCT(MAX(ISNUMBER({1})*({2})))",
              PARTS(book_range_name(scratch_of(card), card->names[CARD_BUDGET], row, first, row, last),
                    book_range_name(scratch_of(card), card->names[CARD_BUDGET], CARD_FIRST_ROW - 1, first, CARD_FIRST_ROW - 1, last)));
}

static void add_common(void *context, const struct expression *e) {
  struct common *common = context;
  const char *cell = NULL;
  if (common->spent) {
    if (e->kind == EXPRESSION_SPENT) cell = last_spent(common, e->line);
  } else if (e->kind == EXPRESSION_KPI && rests_on_reported(common->card, e->kpi)) {
    uint32_t line = line_until(entity_map_get(&common->card->of_kpi, e->kpi), common->day);
    if (line) cell = card_name(common->card, CARD_WORKING, line, WORK_OF);
    else common->failed = true;
  }
  if (cell) add_cell(common, cell);
}

const char *card_common_day(struct card *card, const struct kpi *kpi, day_number day) {
  struct common common = {.card = card, .day = day, .spent = !rests_on_reported(card, kpi), .cells = buffer_in(scratch_of(card))};
  each_operand(kpi->formula, &common, add_common);
  if (common.failed || common.cells.length == 0) return "0";
  return fill(card, common.spent ? "MAX({1})" : "MIN({1})", PARTS(buffer_string(&common.cells)));
}

/* ---- Conditions ---- */

static const char *holds_state(struct card *card, const struct condition *c) {
  static const char *const codes[] = {[STATE_MET] = "met", [STATE_MISSED] = "missed", [STATE_ON_TRACK] = "on_track",
                                      [STATE_AT_RISK] = "at_risk", [STATE_OFF_TRACK] = "off_track"};
  const char *state = card_now(card, c->kpi, NOW_STATE);
  if (c->state == STATE_BEHIND)
    return fill(card, "OR({1}=\"at_risk\",{1}=\"off_track\",{1}=\"missed\")", PARTS(state));
  return fill(card, "({1}=\"{2}\")", PARTS(state, codes[c->state]));
}

static const char *holds_comparison(struct card *card, const struct condition *c) {
  static const char *const signs[] = {[COMPARE_LESS] = "<", [COMPARE_LESS_EQUAL] = "<=", [COMPARE_GREATER] = ">",
                                      [COMPARE_GREATER_EQUAL] = ">=", [COMPARE_EQUAL] = "="};
  if (!c->kpi || !c->figure.known) return "FALSE";
  return fill(card, "IF(ISNUMBER({1}),ROUND({1},9){2}{3},FALSE)",
              PARTS(card_now(card, c->kpi, NOW_LATEST), signs[c->comparison], book_figure(scratch_of(card), c->figure.value)));
}

/* Of `a and b and c` all three stand in one AND: a spreadsheet program takes few functions within one another. */
static void put_operands(struct card *card, struct buffer *out, const struct condition *c, enum condition_kind kind) {
  if (!c || c->kind != kind) {
    buffer_text(out, card_holds(card, c));
    return;
  }
  put_operands(card, out, c->left, kind);
  buffer_char(out, ',');
  put_operands(card, out, c->right, kind);
}

static const char *joined(struct card *card, const struct condition *c, const char *function) {
  struct buffer out = buffer_in(scratch_of(card));
  buffer_text(&out, function);
  buffer_char(&out, '(');
  put_operands(card, &out, c, c->kind);
  buffer_char(&out, ')');
  return buffer_string(&out);
}

const char *card_holds(struct card *card, const struct condition *condition) {
  if (!condition) return "FALSE";
  switch (condition->kind) {
    case CONDITION_STATE: return condition->kpi ? holds_state(card, condition) : "FALSE";
    case CONDITION_COMPARISON: return holds_comparison(card, condition);
    case CONDITION_NOT: return fill(card, "NOT({1})", PARTS(card_holds(card, condition->left)));
    case CONDITION_AND: return joined(card, condition, "AND");
    case CONDITION_OR: return joined(card, condition, "OR");
  }
  return "FALSE";
}

/* ---- Return ---- */

/* What was spent on a line; where nothing is filled in, its share of the term that has passed. */
const char *card_cost(struct card *card, const struct line *line) {
  const struct period *term = &card->sc.model->agreement.term;
  bool found;
  uint32_t row = row_of_line(card, line, &found);
  if (!found || term->from == DAY_NONE || card->months.count == 0) return NULL;
  struct buffer days = buffer_in(scratch_of(card));
  buffer_integer(&days, (int64_t)term->to - term->from + 1);
  const char *months = book_range_name(scratch_of(card), card->names[CARD_BUDGET], row, card->budget_column, row,
                                       card->budget_column + card->months.count - 1);
  const char *ends = book_range_name(scratch_of(card), card->names[CARD_BUDGET], CARD_FIRST_ROW - 1, card->budget_column,
                                     CARD_FIRST_ROW - 1, card->budget_column + card->months.count - 1);
  const char *rows = fill(card, "SUMPRODUCT(({1}<={2})*ISNUMBER({3}))", PARTS(ends, card->as_of, months));
  const char *spent = fill(card, "SUMIFS({1},{2},\"<=\"&{3})", PARTS(months, ends, card->as_of));
  if (!line->whole.known) return spent;
  return fill(card, "IF({1}=0,{2}*MAX(0,MIN(1,({3}-{4}+1)/{5})),{6})",
              PARTS(rows, book_figure(scratch_of(card), line->whole.amount), card->as_of,
                    book_day(scratch_of(card), term->from), buffer_string(&days), spent));
}
