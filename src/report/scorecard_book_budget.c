/* The sheet of the budget: lines, planned and spent month by month; and the return that the money brings. */
#include "model/gain.h"
#include "report/scorecard_book_parts.h"

enum { LINE_TITLE, LINE_TO, LINE_PLANNED, LINE_OF_TOTAL, LINE_SPENT, LINE_LEFT, LINE_USED, LINE_COST, LINE_MONTHS };
enum { RETURN_KPI, RETURN_UNIT, RETURN_GAIN, RETURN_WORTH, RETURN_PLANNED, RETURN_GAIN_NOW, RETURN_VALUE_NOW };

static const struct cell nothing = {.kind = CELL_EMPTY};

static struct book_place at(const struct card *card, uint32_t row, uint32_t column) {
  return card_at(card, CARD_BUDGET, row, column);
}

static const char *address(const struct card *card, uint32_t row, uint32_t column) {
  return book_address(card->sc.document->scratch, row, column);
}

static const char *fill(const struct card *card, const char *pattern, const char *const *parts) {
  return book_fill(card->sc.document->scratch, pattern, parts);
}

static const char *range(const struct card *card, uint32_t row, uint32_t column, uint32_t last_row, uint32_t last_column) {
  return fill(card, "{1}:{2}", PARTS(address(card, row, column), address(card, last_row, last_column)));
}

static struct book_style amount_style(enum book_look look) {
  return (struct book_style){.look = (uint8_t)look, .form = FORM_NUMBER};
}

static uint32_t last_month(const struct card *card) { return LINE_MONTHS + card->months.count - 1; }

static struct cell amount_cell(const struct card *card, const struct money *money) {
  return money->known ? scorecard_column_amount(&card->sc, money->amount) : nothing;
}

/* ---- Lines ---- */

static void put_spent(struct card *card, uint32_t row, enum book_look look, const struct money *planned) {
  const char *spent = address(card, row, LINE_SPENT), *whole = address(card, row, LINE_PLANNED);
  struct book_style share = {.look = (uint8_t)look, .form = FORM_SHARE};
  if (!planned->known) {
    book_blank(card->book, at(card, row, LINE_LEFT), share);
    book_blank(card->book, at(card, row, LINE_USED), share);
    return;
  }
  book_counted(card->book, at(card, row, LINE_LEFT), amount_style(look), fill(card, "{1}-{2}", PARTS(whole, spent)),
               planned->amount);
  book_counted(card->book, at(card, row, LINE_USED), share, fill(card, "IF({1}=0,0,{2}/{1})", PARTS(whole, spent)),
               decimal_from_integer(0));
}

static void put_months(struct card *card, uint32_t row, const struct line *line) {
  for (uint32_t i = 0; i < card->months.count; i++) {
    struct place place = {.kind = INPUT_SPEND, .name = line->entity.spelling, .date = card->months.items[i].last};
    card_input(card, at(card, row, LINE_MONTHS + i), amount_style(LOOK_INPUT), &place, NULL);
  }
}

static void put_line(struct card *card, const struct line *line, uint32_t row) {
  const struct money *total = &card->sc.model->budget->total;
  struct cell share = nothing;
  const char *cost = card_cost(card, line);
  if (line->whole.known && total->known && !decimal_is_zero(total->amount)) {
    share = cell_figure(FIGURE_SHARE, decimal_divide(line->whole.amount, total->amount), (struct text_unit){0});
    share.places = 1;
  }
  card_cell(card, CARD_BUDGET, row, LINE_TITLE, phrase_entity(&line->entity), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, LINE_TO, scorecard_line_goes_to(&card->sc, line), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, LINE_PLANNED, amount_cell(card, &line->whole), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, LINE_OF_TOTAL, share, LOOK_CELL);
  book_counted(card->book, at(card, row, LINE_SPENT), amount_style(LOOK_CELL),
               fill(card, "SUMIFS({1},{2},\"<=\"&{3})",
                    PARTS(range(card, row, LINE_MONTHS, row, last_month(card)),
                          range(card, CARD_FIRST_ROW - 1, LINE_MONTHS, CARD_FIRST_ROW - 1, last_month(card)), card->as_of)),
               decimal_from_integer(0));
  put_spent(card, row, LOOK_CELL, &line->whole);
  if (cost) book_counted(card->book, at(card, row, LINE_COST), amount_style(LOOK_CELL), cost, decimal_from_integer(0));
  else book_blank(card->book, at(card, row, LINE_COST), amount_style(LOOK_CELL));
  put_months(card, row, line);
}

static struct money sum_of_lines(const struct budget *budget) {
  struct money sum = {.amount = decimal_from_integer(0), .known = true};
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct money *whole = &budget->lines.items[i]->whole;
    sum.known = sum.known && whole->known;
    if (whole->known) sum.amount = decimal_add(sum.amount, whole->amount);
  }
  return sum;
}

static void put_total(struct card *card, uint32_t first, uint32_t row) {
  static const uint32_t summed[] = {LINE_SPENT, LINE_COST};
  struct money planned = sum_of_lines(card->sc.model->budget);
  for (uint32_t column = 0; column <= LINE_COST; column++)
    book_blank(card->book, at(card, row, column), (struct book_style){.look = LOOK_TOTAL});
  card_cell(card, CARD_BUDGET, row, LINE_TITLE, scorecard_say(TEXT_REPORT_ALL_LINES), LOOK_TOTAL);
  card_cell(card, CARD_BUDGET, row, LINE_PLANNED, amount_cell(card, &planned), LOOK_TOTAL);
  for (size_t i = 0; i < sizeof summed / sizeof summed[0]; i++)
    book_counted(card->book, at(card, row, summed[i]), amount_style(LOOK_TOTAL),
                 fill(card, "SUM({1})", PARTS(range(card, first, summed[i], row - 1, summed[i]))), decimal_from_integer(0));
  put_spent(card, row, LOOK_TOTAL, &planned);
  for (uint32_t i = 0; i < card->months.count; i++) {
    const char *cells = range(card, first, LINE_MONTHS + i, row - 1, LINE_MONTHS + i);
    book_formula(card->book, at(card, row, LINE_MONTHS + i), amount_style(LOOK_TOTAL),
                 fill(card, "IF(COUNT({1})=0,\"\",SUM({1}))", PARTS(cells)), "");
  }
}

static void put_heads(struct card *card) {
  static const enum text_key heads[] = {TEXT_REPORT_LINE, TEXT_REPORT_GOES_TO, TEXT_REPORT_PLANNED, TEXT_REPORT_OF_TOTAL,
                                        TEXT_REPORT_SPENT, TEXT_REPORT_LEFT, TEXT_SHEET_USED, TEXT_SHEET_COST_NOW};
  card_heads(card, CARD_BUDGET, CARD_FIRST_ROW - 1, heads, LINE_MONTHS);
  card_month_heads(card, CARD_BUDGET, CARD_FIRST_ROW - 1, LINE_MONTHS);
}

static uint32_t put_lines(struct card *card) {
  const struct budget *budget = card->sc.model->budget;
  uint32_t row = CARD_FIRST_ROW;
  card->budget_column = LINE_MONTHS;
  put_heads(card);
  for (uint32_t i = 0; i < budget->lines.count; i++)
    *entity_map_at(&card->line_rows, budget->lines.items[i]) = (void *)(uintptr_t)(row + i + 1);
  for (uint32_t i = 0; i < budget->lines.count; i++) put_line(card, budget->lines.items[i], row++);
  if (budget->lines.count == 0) return row;
  if (!card->sc.model->partial) put_total(card, CARD_FIRST_ROW, row);
  card_rule(card, at(card, CARD_FIRST_ROW, LINE_MONTHS), row - 1, last_month(card), NULL);
  return row + 2;
}

/* ---- Return ---- */

/* What the figure of all rows up to the day has gained; NULL: it cannot be told. */
static const char *gain_now(struct card *card, const struct kpi *kpi) {
  struct arena *scratch = card->sc.document->scratch;
  const char *held = card_now(card, kpi, NOW_LATEST), *base;
  bool less = gain_is_fall(kpi), sum = kpi->tally == TALLY_SUM;
  const struct period *over = &kpi->baseline.over;
  if (kpi->baseline.form == BASELINE_NONE) return less ? NULL : fill(card, "IF(ISNUMBER({1}),{1},\"\")", PARTS(held));
  if (kpi->baseline.form == BASELINE_MEASURED) {
    if (kpi->baseline.on == DAY_NONE) return NULL;
    base = card_now(card, kpi, NOW_BASELINE);
  } else if (!kpi->baseline.figure.known) {
    return NULL;
  } else if (sum && kpi->baseline.form == BASELINE_OVER) {
    struct buffer days = buffer_in(scratch);
    if (over->from == DAY_NONE || over->to == DAY_NONE) return NULL;
    buffer_integer(&days, (int64_t)over->to - over->from + 1);
    base = fill(card, "({1}*({2}-{3}+1)/{4})",
                PARTS(book_figure(scratch, kpi->baseline.figure.value), card_now(card, kpi, NOW_LATEST_DATE),
                      book_day(scratch, card->sc.model->agreement.term.from), buffer_string(&days)));
  } else {
    base = book_figure(scratch, kpi->baseline.figure.value);
  }
  return fill(card, less ? "IF(AND(ISNUMBER({1}),ISNUMBER({2})),{2}-{1},\"\")" : "IF(AND(ISNUMBER({1}),ISNUMBER({2})),{1}-{2},\"\")",
              PARTS(held, base));
}

static void put_return_row(struct card *card, const struct kpi *kpi, uint32_t row) {
  const struct target *target = &kpi->target;
  struct document *document = card->sc.document;
  struct decimal gain;
  struct cell planned_gain = nothing, planned_value = nothing;
  bool known = target->bounded && (target->has_low || target->has_high) &&
               gain_of(card->sc.model, kpi, target->has_low ? target->low : target->high, target->by, &gain);
  const char *now = card->sc.model->roi ? gain_now(card, kpi) : NULL; /* without it there is no return */
  if (known) {
    planned_gain = cell_figure(FIGURE_NUMBER, decimal_rounded(gain, 2), (struct text_unit){0});
    planned_value = scorecard_column_amount(&card->sc, decimal_multiply(gain_units(kpi, gain), kpi->worth->amount));
  }
  card_cell(card, CARD_BUDGET, row, RETURN_KPI, phrase_entity(&kpi->entity), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, RETURN_UNIT, phrase_unit(document, kpi->unit), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, RETURN_GAIN, planned_gain, LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, RETURN_WORTH, amount_cell(card, kpi->worth), LOOK_CELL);
  card_cell(card, CARD_BUDGET, row, RETURN_PLANNED, planned_value, LOOK_CELL);
  book_formula(card->book, at(card, row, RETURN_GAIN_NOW), card_figures(kpi->unit, 0, LOOK_CELL), now ? now : "\"\"", "");
  book_formula(card->book, at(card, row, RETURN_VALUE_NOW), amount_style(LOOK_CELL),
               fill(card, "IF(ISNUMBER({1}),{1}*{2},\"\")",
                    PARTS(address(card, row, RETURN_GAIN_NOW),
                          book_figure(document->scratch, decimal_multiply(gain_units(kpi, decimal_from_integer(1)), kpi->worth->amount)))),
               "");
}

/* The cells with the cost of the lines that count; NULL: there is none. */
static const char *counted_costs(struct card *card) {
  const struct model *model = card->sc.model;
  struct buffer out = buffer_in(card->sc.document->scratch);
  for (uint32_t i = 0; model->budget && i < model->budget->lines.count; i++) {
    const struct line *line = model->budget->lines.items[i];
    uintptr_t row = (uintptr_t)entity_map_get(&card->line_rows, line);
    if (row == 0 || !roi_costs(model->roi, line)) continue;
    if (out.length > 0) buffer_char(&out, ',');
    buffer_text(&out, address(card, (uint32_t)row - 1, LINE_COST));
  }
  return out.length > 0 ? buffer_string(&out) : NULL;
}

static void put_return_total(struct card *card, uint32_t row, enum text_key label, struct book_style style,
                             const char *formula, const char *present) {
  for (uint32_t column = 0; column <= RETURN_VALUE_NOW; column++)
    book_blank(card->book, at(card, row, column), (struct book_style){.look = LOOK_TOTAL});
  card_cell(card, CARD_BUDGET, row, RETURN_KPI, scorecard_say(label), LOOK_TOTAL);
  style.look = LOOK_TOTAL;
  if (present) book_formula(card->book, at(card, row, RETURN_VALUE_NOW), style, formula, present);
  else book_counted(card->book, at(card, row, RETURN_VALUE_NOW), style, formula, decimal_from_integer(0));
}

static uint32_t put_return_totals(struct card *card, uint32_t first, uint32_t row) {
  const char *values = range(card, first, RETURN_VALUE_NOW, row - 1, RETURN_VALUE_NOW), *costs = counted_costs(card);
  struct book_style amount = amount_style(LOOK_TOTAL), share = {.form = FORM_SHARE, .places = 1};
  put_return_total(card, row, TEXT_REPORT_VALUE_TOTAL, amount,
                   row > first ? fill(card, "IF(COUNT({1})=0,\"\",SUM({1}))", PARTS(values)) : "\"\"", "");
  if (!costs || !card->sc.model->roi) return row + 2;
  put_return_total(card, row + 1, TEXT_REPORT_COST, amount, fill(card, "SUM({1})", PARTS(costs)), NULL);
  put_return_total(card, row + 2, TEXT_REPORT_ROI, share,
                   fill(card, "IF(AND(ISNUMBER({1}),{2}<>0),({1}-{2})/{2},\"\")",
                        PARTS(address(card, row, RETURN_VALUE_NOW), address(card, row + 1, RETURN_VALUE_NOW))),
                   "");
  card->roi = book_cell_name(card->sc.arena, card->names[CARD_BUDGET], row + 2, RETURN_VALUE_NOW);
  return row + 4;
}

static uint32_t put_return(struct card *card, uint32_t row) {
  static const enum text_key heads[] = {TEXT_REPORT_KPI, TEXT_SHEET_UNIT, TEXT_REPORT_GAIN, TEXT_REPORT_WORTH_EACH,
                                        TEXT_REPORT_VALUE_PLANNED, TEXT_SHEET_GAIN_NOW, TEXT_REPORT_VALUE};
  const struct book_style quiet = {.look = LOOK_QUIET, .wrap = true};
  const struct kpi *kpi;
  book_words(card->book, at(card, row, 0), (struct book_style){.look = LOOK_TITLE}, card_words(card, TEXT_REPORT_RETURN));
  card->book->back->height(card->book, card->sheets[CARD_BUDGET], row, 2);
  book_spread(card->book, at(card, row + 1, 0), LINE_COST, quiet, card_words(card, TEXT_REPORT_ROI_RULE));
  book_spread(card->book, at(card, row + 2, 0), LINE_COST, quiet, card_words(card, TEXT_SHEET_COST_NOTE));
  card_heads(card, CARD_BUDGET, row + 3, heads, sizeof heads / sizeof heads[0]);
  uint32_t first = row + 4;
  row = first;
  for (uint32_t i = 0; (kpi = scorecard_counted(card->sc.model, i)); i++)
    if (kpi->worth->known) put_return_row(card, kpi, row++);
  return put_return_totals(card, first, row);
}

/* ---- Incentives ---- */

static uint32_t put_incentives(struct card *card, uint32_t row) {
  enum { NAME, WHEN, PAYS, CAP, DUE };
  static const enum text_key heads[] = {TEXT_REPORT_INCENTIVE, TEXT_REPORT_WHEN, TEXT_REPORT_PAYS, TEXT_REPORT_CAP,
                                        TEXT_REPORT_DUE};
  const struct model *model = card->sc.model;
  struct document *document = card->sc.document;
  if (model->incentives.count == 0) return row;
  book_words(card->book, at(card, row, 0), (struct book_style){.look = LOOK_TITLE}, card_words(card, TEXT_REPORT_INCENTIVES));
  card->book->back->height(card->book, card->sheets[CARD_BUDGET], row, 2);
  card_heads(card, CARD_BUDGET, row + 1, heads, sizeof heads / sizeof heads[0]);
  row += 2;
  for (uint32_t i = 0; i < model->incentives.count; i++, row++) {
    const struct incentive *incentive = model->incentives.items[i];
    struct cell pays = scorecard_incentive_pays(&card->sc, incentive);
    if (incentive->deducts && !cell_is_empty(&pays))
      pays = cell_sentence(document, TEXT_REPORT_DEDUCTS, ARGS(arg_cell(document, &pays)));
    card_cell(card, CARD_BUDGET, row, NAME, phrase_entity(&incentive->entity), LOOK_CELL);
    card_cell(card, CARD_BUDGET, row, WHEN, phrase_condition(document, incentive->when), LOOK_CELL);
    card_cell(card, CARD_BUDGET, row, PAYS, pays, LOOK_CELL);
    card_cell(card, CARD_BUDGET, row, CAP, phrase_money(model, &incentive->cap), LOOK_CELL);
    const char *yes = card_words(card, TEXT_SHEET_INCENTIVE_DUE), *no = card_words(card, TEXT_SHEET_INCENTIVE_NOT_DUE);
    book_formula(card->book, at(card, row, DUE), (struct book_style){.look = LOOK_STATUS},
                 fill(card, "IF(AND({1}>0,{2}),{3},{4})",
                      PARTS(card->as_of, card_holds(card, incentive->when), book_quoted(document->scratch, yes),
                            book_quoted(document->scratch, no))),
                 no);
  }
  return row;
}

void card_budget(struct card *card) {
  uint32_t row = CARD_FIRST_ROW;
  const char *currency = card->sc.model->agreement.currency;
  struct cell hint = cell_sentence(card->sc.document, TEXT_SHEET_BUDGET_HINT, ARGS(arg_string(currency ? currency : "")));
  card_title(card, CARD_BUDGET, TEXT_REPORT_BUDGET, hint, LINE_COST);
  if (card->sc.model->budget && card->months.count > 0) row = put_lines(card);
  document_rest(card->sc.document);
  if (scorecard_has_direct(card->sc.model)) row = put_return(card, row);
  put_incentives(card, row);
  document_rest(card->sc.document);
}
