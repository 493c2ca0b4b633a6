/* What is spent, and what comes back. */
#include "report/scorecard_live.h"
#include "model/gain.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Budget ---- */

static const char *currency(const struct scorecard *sc) { return sc->model->agreement.currency; }

static struct cell amount_cell(const struct scorecard *sc, const struct money *money) {
  return money->known ? scorecard_column_amount(sc, money->amount) : nothing;
}

/* What all lines come to; false where one of them is not known. */
static bool sum_of_lines(const struct budget *budget, struct decimal *sum) {
  *sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    if (!budget->lines.items[i]->whole.known) return false;
    *sum = decimal_add(*sum, budget->lines.items[i]->whole.amount);
  }
  return true;
}

struct cell scorecard_line_goes_to(struct scorecard *sc, const struct line *line) {
  if (line->internal) return scorecard_say(TEXT_REPORT_INTERNAL);
  if (line->to.to) return phrase_entity(line->to.to);
  if (line->through.to)
    return cell_sentence(sc->document, TEXT_REPORT_THROUGH, ARGS(arg_entity(sc->document, line->through.to)));
  return phrase_refs(sc->document, &line->channels);
}

enum { BUDGET_COLUMNS = 6 };

static void put_line(struct scorecard *sc, const struct line *line) {
  const struct money *total = &sc->model->budget->total;
  const char *name = line->entity.spelling;
  struct cell cells[BUDGET_COLUMNS] = {phrase_entity(&line->entity), scorecard_line_goes_to(sc, line), amount_cell(sc, &line->whole)};
  if (line->whole.known && total->known && !decimal_is_zero(total->amount)) {
    cells[3] = cell_figure(FIGURE_SHARE, decimal_divide(line->whole.amount, total->amount), (struct text_unit){0});
    cells[3].places = 1;
  }
  cells[4] = sc->live ? scorecard_follows(FOLLOWS_SPENT, name, DAY_NONE)
                      : scorecard_input(INPUT_SPEND, name, NULL, DAY_NONE, phrase_label(sc->document->language, &line->entity));
  cells[5] = scorecard_follows(FOLLOWS_LEFT, name, DAY_NONE);
  document_row(sc->document, ROW_PLAIN, cells, BUDGET_COLUMNS);
}

static void put_lines(struct scorecard *sc) {
  const struct budget *budget = sc->model->budget;
  const struct column columns[BUDGET_COLUMNS] = {
      {TEXT_REPORT_LINE, NULL, COLUMN_TEXT},          {TEXT_REPORT_GOES_TO, NULL, COLUMN_TEXT},
      {TEXT_REPORT_PLANNED, currency(sc), COLUMN_FIGURE}, {TEXT_REPORT_OF_TOTAL, NULL, COLUMN_FIGURE},
      {TEXT_REPORT_SPENT, currency(sc), COLUMN_INPUT},    {TEXT_REPORT_LEFT, currency(sc), COLUMN_FIGURE}};
  struct cell total[BUDGET_COLUMNS] = {scorecard_say(TEXT_REPORT_ALL_LINES)};
  struct decimal sum;
  if (budget->lines.count == 0) return;
  if (sum_of_lines(budget, &sum)) total[2] = scorecard_column_amount(sc, sum);
  total[4] = scorecard_follows(FOLLOWS_SPENT, budget->entity.spelling, DAY_NONE);
  total[5] = scorecard_follows(FOLLOWS_LEFT, budget->entity.spelling, DAY_NONE);
  document_table(sc->document, scorecard_say(TEXT_REPORT_LINES), columns, BUDGET_COLUMNS);
  for (uint32_t i = 0; i < budget->lines.count; i++) put_line(sc, budget->lines.items[i]);
  if (!sc->model->partial) document_row(sc->document, ROW_TOTAL, total, BUDGET_COLUMNS);
  document_table_end(sc->document);
  scorecard_months(sc, INPUT_SPEND, INPUT_SPEND, NULL, TEXT_LIVE_SPENT, TEXT_REPORT_LINE);
}

static void put_split_rows(struct scorecard *sc, const struct shares *split) {
  const struct line *line = (const struct line *)split->of.to;
  struct cell title = phrase_entity(split->of.to);
  document_row(sc->document, ROW_GROUP, &title, 1);
  for (uint32_t i = 0; i < split->items.count; i++) {
    const struct share_item *item = &split->items.items[i];
    if (!item->known) continue;
    struct cell cells[] = {phrase_entity(item->of.to), cell_figure(FIGURE_SHARE, item->least, (struct text_unit){0}), nothing};
    if (line && line->whole.known)
      cells[2] = scorecard_column_amount(sc, decimal_multiply(line->whole.amount, item->least));
    document_row(sc->document, ROW_PLAIN, cells, 3);
  }
}

static void put_splits(struct scorecard *sc) {
  const struct budget *budget = sc->model->budget;
  const struct column columns[] = {{TEXT_REPORT_OBJECTIVE, NULL, COLUMN_TEXT},
                                   {TEXT_REPORT_SHARE, NULL, COLUMN_FIGURE},
                                   {TEXT_REPORT_PLANNED, currency(sc), COLUMN_FIGURE}};
  if (budget->splits.count == 0) return;
  document_table(sc->document, scorecard_say(TEXT_REPORT_SPLITS), columns, 3);
  for (uint32_t i = 0; i < budget->splits.count; i++) put_split_rows(sc, &budget->splits.items[i]);
  document_table_end(sc->document);
}

/* 20,000 TWD, 5 % of Ads, 4 EUR each */
struct cell scorecard_incentive_pays(struct scorecard *sc, const struct incentive *incentive) {
  struct cell amount = phrase_money(sc->model, &incentive->amount);
  if (cell_is_empty(&amount) && incentive->share.known)
    return cell_sentence(sc->document, TEXT_REPORT_SHARE_OF, ARGS(arg_share(incentive->share.value),
                                                                  arg_entity(sc->document, incentive->share_of.to)));
  if (cell_is_empty(&amount) || !incentive->each) return amount;
  return cell_sentence(sc->document, TEXT_REPORT_EACH, ARGS(arg_cell(sc->document, &amount)));
}

static void put_incentives(struct scorecard *sc) {
  static const struct column columns[] = {{TEXT_REPORT_INCENTIVE, NULL, COLUMN_TEXT}, {TEXT_REPORT_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_PAYS, NULL, COLUMN_TEXT},      {TEXT_REPORT_CAP, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_DUE, NULL, COLUMN_TEXT}};
  if (sc->model->incentives.count == 0) return;
  document_table(sc->document, scorecard_say(TEXT_REPORT_INCENTIVES), columns, 5);
  for (uint32_t i = 0; i < sc->model->incentives.count; i++) {
    const struct incentive *incentive = sc->model->incentives.items[i];
    struct cell pays = scorecard_incentive_pays(sc, incentive);
    if (incentive->deducts && !cell_is_empty(&pays))
      pays = cell_sentence(sc->document, TEXT_REPORT_DEDUCTS, ARGS(arg_cell(sc->document, &pays)));
    const struct cell cells[] = {phrase_entity(&incentive->entity), phrase_condition(sc->document, incentive->when), pays,
                                 phrase_money(sc->model, &incentive->cap),
                                 scorecard_follows(FOLLOWS_DUE, incentive->entity.spelling, DAY_NONE)};
    document_row(sc->document, ROW_PLAIN, cells, 5);
  }
  document_table_end(sc->document);
}

void scorecard_budget(struct scorecard *sc) {
  const struct budget *budget = sc->model->budget;
  struct fact_list facts = facts_in(sc->document);
  struct decimal sum;
  facts_add(&facts, TEXT_REPORT_TOTAL, phrase_money(sc->model, &budget->total));
  if (!sc->model->partial && budget->total.known && sum_of_lines(budget, &sum) && decimal_compare(sum, budget->total.amount) < 0)
    facts_add(&facts, TEXT_REPORT_UNALLOTTED, phrase_amount(sc->model, decimal_subtract(budget->total.amount, sum)));
  facts_put(&facts, STYLE_LARGE);
  put_lines(sc);
  document_rest(sc->document);
  put_splits(sc);
  document_rest(sc->document);
  put_incentives(sc);
}

/* ---- Return ---- */

const struct kpi *scorecard_counted(const struct model *model, uint32_t i) {
  const struct roi *roi = model->roi;
  if (roi && roi->counts.stated) return i < roi->counts.count ? (const struct kpi *)roi->counts.items[i].to : NULL;
  return i < model->kpis.count ? model->kpis.items[i] : NULL;
}

static uint32_t indirect_kinds(const struct model *model) {
  uint32_t kinds = 0;
  for (uint32_t i = 0; i < model->objectives.count; i++) kinds |= model->objectives.items[i]->indirect_kinds;
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (model->kpis.items[i]->proxy >= 0) kinds |= 1u << model->kpis.items[i]->proxy;
  return kinds;
}

bool scorecard_has_direct(const struct model *model) {
  const struct kpi *kpi;
  if (model->partial) return false; /* the return is of the whole */
  for (uint32_t i = 0; (kpi = scorecard_counted(model, i)); i++)
    if (kpi->worth->known) return true;
  return model->roi != NULL;
}

bool scorecard_has_return(const struct model *model) { return scorecard_has_direct(model) || (!model->partial && indirect_kinds(model) != 0); }

/* What the plan makes of the return, if every target is met exactly. */
struct planned_return {
  struct decimal value, cost;
  bool value_known, cost_known;
};

static void add_to_cost(struct planned_return *planned, const struct line *line) {
  if (line->whole.known) planned->cost = decimal_add(planned->cost, line->whole.amount);
  else planned->cost_known = false;
}

static void plan_cost(const struct model *model, struct planned_return *planned) {
  const struct roi *roi = model->roi;
  planned->cost = decimal_from_integer(0);
  planned->cost_known = model->budget != NULL;
  for (uint32_t i = 0; model->budget && i < model->budget->lines.count; i++)
    if (roi_costs(roi, model->budget->lines.items[i])) add_to_cost(planned, model->budget->lines.items[i]);
}

enum { RETURN_COLUMNS = 5 };

static void put_direct_row(struct scorecard *sc, const struct kpi *kpi, struct planned_return *planned) {
  struct decimal gain;
  struct cell cells[RETURN_COLUMNS] = {phrase_entity(&kpi->entity)};
  cells[2] = scorecard_column_amount(sc, kpi->worth->amount);
  if (gain_at_target(sc->model, kpi, &kpi->target, false, &gain)) {
    struct decimal value = decimal_multiply(gain_units(kpi, gain), kpi->worth->amount);
    cells[1] = phrase_figure(sc->document, kpi->unit, gain);
    cells[3] = scorecard_column_amount(sc, value);
    planned->value = decimal_add(planned->value, value);
  } else {
    planned->value_known = false;
  }
  if (sc->model->roi) cells[4] = scorecard_follows(FOLLOWS_VALUE, kpi->entity.spelling, DAY_NONE);
  document_row(sc->document, ROW_PLAIN, cells, RETURN_COLUMNS);
}

static void put_total(struct scorecard *sc, enum text_key label, struct cell planned, const char *name) {
  struct cell cells[RETURN_COLUMNS] = {scorecard_say(label)};
  cells[3] = planned;
  if (sc->model->roi) cells[4] = scorecard_follows(FOLLOWS_RETURN, name, DAY_NONE);
  document_row(sc->document, ROW_TOTAL, cells, RETURN_COLUMNS);
}

static struct cell return_cell(const struct planned_return *planned) {
  if (!planned->value_known || !planned->cost_known || decimal_is_zero(planned->cost)) return nothing;
  struct cell cell = cell_figure(
      FIGURE_SHARE, decimal_divide(decimal_subtract(planned->value, planned->cost), planned->cost), (struct text_unit){0});
  cell.places = 1;
  return cell;
}

static void put_direct(struct scorecard *sc) {
  const struct column columns[RETURN_COLUMNS] = {{TEXT_REPORT_KPI, NULL, COLUMN_TEXT},
                                                 {TEXT_REPORT_GAIN, NULL, COLUMN_FIGURE},
                                                 {TEXT_REPORT_WORTH_EACH, currency(sc), COLUMN_FIGURE},
                                                 {TEXT_REPORT_VALUE_PLANNED, currency(sc), COLUMN_FIGURE},
                                                 {TEXT_REPORT_VALUE, currency(sc), COLUMN_FIGURE}};
  struct planned_return planned = {.value = decimal_from_integer(0), .value_known = true};
  plan_cost(sc->model, &planned);
  document_table(sc->document, scorecard_say(TEXT_REPORT_DIRECT_RETURN), columns, RETURN_COLUMNS);
  const struct kpi *kpi;
  for (uint32_t i = 0; (kpi = scorecard_counted(sc->model, i)); i++)
    if (kpi->worth->known) put_direct_row(sc, kpi, &planned);
  struct cell value = planned.value_known ? scorecard_column_amount(sc, planned.value) : nothing;
  struct cell cost = planned.cost_known ? scorecard_column_amount(sc, planned.cost) : nothing;
  put_total(sc, TEXT_REPORT_VALUE_TOTAL, value, "value");
  put_total(sc, TEXT_REPORT_COST, cost, "cost");
  put_total(sc, TEXT_REPORT_ROI, return_cell(&planned), "roi");
  document_table_end(sc->document);
}

enum { INDIRECT_COLUMNS = 4 };

static void put_proxies(struct scorecard *sc, int kind) {
  struct cell title = scorecard_say(phrase_indirect_kind((enum indirect_kind)kind));
  bool any = false;
  document_row(sc->document, ROW_GROUP, &title, 1);
  for (uint32_t i = 0; i < sc->model->kpis.count; i++) {
    const struct kpi *kpi = sc->model->kpis.items[i];
    if (kpi->proxy != kind) continue;
    any = true;
    const struct cell cells[INDIRECT_COLUMNS] = {phrase_entity(&kpi->entity), scorecard_baseline(sc, kpi),
                                                 scorecard_target(sc, kpi),
                                                 scorecard_follows(FOLLOWS_LATEST, kpi->entity.spelling, DAY_NONE)};
    document_row(sc->document, ROW_PLAIN, cells, INDIRECT_COLUMNS);
  }
  if (any) return;
  const struct cell cells[INDIRECT_COLUMNS] = {cell_missing(TEXT_REPORT_NO_PROXY)};
  document_row(sc->document, ROW_PLAIN, cells, INDIRECT_COLUMNS);
}

static void put_indirect(struct scorecard *sc, uint32_t kinds) {
  static const struct column columns[INDIRECT_COLUMNS] = {{TEXT_REPORT_PROXY, NULL, COLUMN_TEXT},
                                                          {TEXT_REPORT_BASELINE, NULL, COLUMN_FIGURE},
                                                          {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE},
                                                          {TEXT_REPORT_LATEST, NULL, COLUMN_INPUT}};
  document_table(sc->document, scorecard_say(TEXT_REPORT_INDIRECT_RETURN), columns, INDIRECT_COLUMNS);
  for (int kind = 0; kind < RETURN_KIND_COUNT; kind++)
    if (kinds & 1u << kind) put_proxies(sc, kind);
  document_table_end(sc->document);
}

static void put_expected(struct scorecard *sc) {
  const struct roi *roi = sc->model->roi;
  struct fact_list facts = facts_in(sc->document);
  if (!roi) return;
  struct cell expected = phrase_roi(sc->document, &roi->expect);
  struct cell by = nothing;
  if (roi->expect.by != DAY_NONE)
    by = cell_sentence(sc->document, TEXT_REPORT_BY, ARGS(arg_said_date(sc->document, roi->expect.by)));
  facts_add_noted(&facts, TEXT_REPORT_EXPECTED, expected, by);
  facts_add(&facts, TEXT_REPORT_JUDGED, cell_date(roi->judge));
  facts_put(&facts, STYLE_LARGE);
}

void scorecard_return(struct scorecard *sc) {
  uint32_t kinds = indirect_kinds(sc->model);
  put_expected(sc);
  if (scorecard_has_direct(sc->model)) {
    document_paragraph(sc->document, scorecard_say(TEXT_REPORT_ROI_RULE));
    put_direct(sc);
    document_rest(sc->document);
  }
  if (kinds) {
    document_paragraph(sc->document, scorecard_say(TEXT_REPORT_INDIRECT_RULE));
    put_indirect(sc, kinds);
  }
}
