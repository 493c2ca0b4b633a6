/* Formulas that name other figures: computed KPIs, conditions, what was spent, the return. */
#include "report/scorecard_book_parts.h"

#include "model/units.h"
#include "report/scorecard_days.h"

static struct arena *scratch_of(const struct card *card) { return card->sc.document->scratch; }

static const char *fill(const struct card *card, const char *pattern, const char *const *parts) {
  return book_fill(scratch_of(card), pattern, parts);
}

const char *card_now(const struct card *card, const struct kpi *kpi, uint32_t column) {
  const struct kpi_block *block = entity_map_get(&card->of_kpi, kpi);
  return card_name(card, CARD_WORKING, block->head, column);
}

/* ---- Lines of a KPI ---- */

static const char *column_of(const struct card *card, const struct kpi_block *block, uint32_t column) {
  return fill(card, "{1}:{2}", PARTS(book_address(scratch_of(card), block->first, column),
                                     book_address(scratch_of(card), block->first + block->periods.count - 1, column)));
}

/* What stands in a column in the last line of a KPI up to a day; an error where there is none. */
static const char *on_day(struct card *card, const struct kpi_block *block, uint32_t what, const char *day) {
  const char *found = fill(card, "INDEX({1},MATCH({2},{3},1))", PARTS(column_of(card, block, what), day, column_of(card, block, WORK_DATE)));
  if (!block->baseline_row) return found;
  day_number on = block->kpi->baseline.on, next = DAY_NONE;
  for (uint32_t i = block->periods.count; i-- > 0 && block->periods.items[i].last > on;) next = block->periods.items[i].last;
  const char *own = book_address(scratch_of(card), block->first - 1, what), *from = book_day(scratch_of(card), on);
  if (next == DAY_NONE) return fill(card, "IF({1}>={2},{3},{4})", PARTS(day, from, own, found));
  return fill(card, "IF(AND({1}>={2},{1}<{3}),{4},{5})", PARTS(day, from, book_day(scratch_of(card), next), own, found));
}

/* ---- What a computed KPI comes to ---- */

/* What stands for the operands on the day that stands in a cell. */
struct computing {
  struct card *card;
  const char *day;
  struct buffer spent; /* whether something was spent of each line: a comma before each but the first */
  uint32_t looked_at;
  bool failed;
};

enum { LOOKED_THROUGH = 60 }; /* operands: a formula is no longer than 8,192 characters */

static const char *compute(struct computing *c, const struct expression *e);

/* In base units: minutes for times. What is computed in its turn is looked through, so that all of it is of one day; beyond
 * so many operands it is taken as it stands in its own lines. */
static const char *compute_kpi(struct computing *c, const struct expression *e) {
  const struct kpi_block *block = entity_map_get(&c->card->of_kpi, e->kpi);
  struct decimal scale = unit_scale(e->kpi->unit);
  if (block->periods.count == 0) {
    c->failed = true;
    return "0";
  }
  if (++c->looked_at <= LOOKED_THROUGH && e->kpi->formula) return fill(c->card, "({1})", PARTS(compute(c, e->kpi->formula)));
  const char *figure = on_day(c->card, block, WORK_HELD, c->day);
  if (decimal_compare(scale, decimal_from_integer(1)) == 0) return figure;
  return fill(c->card, "({1}*{2})", PARTS(figure, book_figure(scratch_of(c->card), scale)));
}

static const char *month_heads(const struct card *card) {
  return book_range_name(scratch_of(card), card->names[CARD_BUDGET], CARD_FIRST_ROW - 1, card->budget_column, CARD_FIRST_ROW - 1,
                         card->budget_column + card->months.count - 1);
}

/* The cells of a line's months; NULL: it has none. */
static const char *months_of(const struct card *card, const struct line *line) {
  uintptr_t row = (uintptr_t)entity_map_get(&card->line_rows, line);
  if (row == 0 || card->months.count == 0) return NULL;
  return book_range_name(scratch_of(card), card->names[CARD_BUDGET], (uint32_t)row - 1, card->budget_column, (uint32_t)row - 1,
                         card->budget_column + card->months.count - 1);
}

static const char *compute_spent(struct computing *c, const struct expression *e) {
  const char *months = months_of(c->card, e->line), *heads = month_heads(c->card);
  if (!months) {
    c->failed = true;
    return "0";
  }
  if (c->spent.length > 0) buffer_char(&c->spent, ',');
  buffer_text(&c->spent, fill(c->card, "SUMPRODUCT(({1}<={2})*ISNUMBER({3}))>0", PARTS(heads, c->day, months)));
  return fill(c->card, "SUMIFS({1},{2},\"<=\"&{3})", PARTS(months, heads, c->day));
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

const char *card_computed(struct card *card, const struct kpi *kpi, const char *day) {
  struct computing computing = {.card = card, .day = day, .spent = buffer_in(scratch_of(card))};
  const char *value = compute(&computing, kpi->formula), *has = fill(card, "{1}>0", PARTS(day));
  if (computing.failed || !kpi->unit) return NULL;
  if (computing.spent.length > 0) has = fill(card, "AND({1},{2})", PARTS(has, buffer_string(&computing.spent)));
  return fill(card, "IF({1},IFERROR({2}/{3},\"\"),\"\")", PARTS(has, value, book_figure(scratch_of(card), unit_scale(kpi->unit))));
}

/* ---- The day that all of it has in common ---- */

/* The last day on which something was spent on a line; NULL: it has no months. */
static const char *last_spent(struct card *card, const struct line *line, const char *day) {
  const char *months = months_of(card, line);
  return months ? fill(card, "SUMPRODUCT(MAX(({1}<={2})*ISNUMBER({3})*{1}))", PARTS(month_heads(card), day, months)) : NULL;
}

const char *card_common_day(struct card *card, const struct kpi *kpi, const char *day) {
  const struct leaves leaves = scorecard_leaves(scratch_of(card), kpi);
  struct buffer days = buffer_in(scratch_of(card));
  uint32_t count = leaves.reported_count > 0 ? leaves.reported_count : leaves.line_count;
  for (uint32_t i = 0; i < count; i++) {
    const struct kpi_block *block = leaves.reported_count > 0 ? entity_map_get(&card->of_kpi, leaves.reported[i]) : NULL;
    const char *last = block ? block->periods.count > 0 ? on_day(card, block, WORK_OF, day) : NULL : last_spent(card, leaves.lines[i], day);
    if (i > 0) buffer_char(&days, ',');
    buffer_text(&days, last ? last : "0");
  }
  if (count == 0) return day;
  return fill(card, "IFERROR({1}({2}),0)", PARTS(leaves.reported_count > 0 ? "MIN" : "MAX", buffer_string(&days)));
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
  const char *months = months_of(card, line), *ends = month_heads(card);
  if (!months || term->from == DAY_NONE) return NULL;
  struct buffer days = buffer_in(scratch_of(card));
  buffer_integer(&days, (int64_t)term->to - term->from + 1);
  const char *rows = fill(card, "SUMPRODUCT(({1}<={2})*ISNUMBER({3}))", PARTS(ends, card->as_of, months));
  const char *spent = fill(card, "SUMIFS({1},{2},\"<=\"&{3})", PARTS(months, ends, card->as_of));
  if (!line->whole.known) return spent;
  return fill(card, "IF({1}=0,{2}*MAX(0,MIN(1,({3}-{4}+1)/{5})),{6})",
              PARTS(rows, book_figure(scratch_of(card), line->whole.amount), card->as_of,
                    book_day(scratch_of(card), term->from), buffer_string(&days), spent));
}
