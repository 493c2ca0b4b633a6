/* Money and content: what was planned, spent, posted, gained, and what is due of bonuses. */
#include "report/filled_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

static const char *currency(const struct filled *filled) { return filled->model->agreement.currency; }

/* ---- Budget ---- */

enum { BUDGET_COLUMNS = 5 };

static void add_to(struct result *sum, struct result amount) {
  sum->known = sum->known && amount.known;
  if (sum->known) sum->value = decimal_add(sum->value, amount.value);
}

static struct result left_of(struct result whole, struct result spent) {
  if (!whole.known || !spent.known) return (struct result){.known = false};
  return (struct result){decimal_subtract(whole.value, spent.value), true};
}

static void put_line(struct filled *filled, enum row_style style, struct cell name, const struct line_score *line) {
  const struct cell cells[BUDGET_COLUMNS] = {name, filled_amount(filled, line->planned), filled_amount(filled, line->spent),
                                             filled_amount(filled, line->whole),
                                             filled_amount(filled, left_of(line->whole, line->spent))};
  document_row(filled->document, style, cells, BUDGET_COLUMNS);
}

void filled_budget(struct filled *filled) {
  const struct column columns[BUDGET_COLUMNS] = {{TEXT_REPORT_LINE, NULL, COLUMN_TEXT},
                                                 {TEXT_SCORE_SO_FAR, currency(filled), COLUMN_FIGURE},
                                                 {TEXT_REPORT_SPENT, currency(filled), COLUMN_FIGURE},
                                                 {TEXT_SCORE_WHOLE, currency(filled), COLUMN_FIGURE},
                                                 {TEXT_REPORT_LEFT, currency(filled), COLUMN_FIGURE}};
  const struct score *score = filled->score;
  struct result zero = {decimal_from_integer(0), true};
  struct line_score all = {.planned = zero, .spent = zero, .whole = zero};
  if (score->lines.count == 0) return;
  filled_heading(filled, "budget", TEXT_SCORE_BUDGET);
  document_table(filled->document, nothing, columns, BUDGET_COLUMNS);
  for (uint32_t i = 0; i < score->lines.count; i++) {
    const struct line_score *line = &score->lines.items[i];
    add_to(&all.planned, line->planned);
    add_to(&all.spent, line->spent);
    add_to(&all.whole, line->whole);
    put_line(filled, ROW_PLAIN, phrase_entity(&line->line->entity), line);
  }
  put_line(filled, ROW_TOTAL, filled_say(TEXT_REPORT_ALL_LINES), &all);
  document_table_end(filled->document);
  filled_notes(filled, 1u << ROW_SPEND);
}

/* ---- Bonuses and deductions ---- */

static bool any_due(const struct score *score) {
  for (uint32_t i = 0; i < score->incentives.count; i++)
    if (score->incentives.items[i].due) return true;
  return false;
}

static struct cell due_now(struct filled *filled, const struct incentive_score *s) {
  if (!s->due) return filled_say(TEXT_SHEET_INCENTIVE_NOT_DUE);
  struct cell amount = filled_money(filled, (struct result){s->amount, decimal_is_finite(s->amount)});
  amount.tone = TONE_STRONG;
  if (!s->incentive->deducts || cell_is_empty(&amount)) return amount;
  return cell_sentence(filled->document, TEXT_REPORT_DEDUCTS, ARGS(arg_cell(filled->document, &amount)));
}

void filled_incentives(struct filled *filled) {
  static const struct column columns[] = {{TEXT_REPORT_INCENTIVE, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_SCORE_DUE_NOW, NULL, COLUMN_TEXT}};
  const struct score *score = filled->score;
  if (score->incentives.count == 0 || (filled->brief && !any_due(score))) return;
  filled_heading(filled, "incentives", filled->brief ? TEXT_SCORE_INCENTIVES : TEXT_REPORT_INCENTIVES);
  document_table(filled->document, nothing, columns, 3);
  for (uint32_t i = 0; i < score->incentives.count; i++) {
    const struct incentive_score *s = &score->incentives.items[i];
    if (filled->brief && !s->due) continue;
    const struct cell cells[] = {phrase_entity(&s->incentive->entity), phrase_condition(filled->document, s->incentive->when),
                                 due_now(filled, s)};
    document_row(filled->document, ROW_PLAIN, cells, 3);
  }
  document_table_end(filled->document);
}

/* ---- Return ---- */

static void put_objective_returns(struct filled *filled) {
  const struct column columns[] = {{TEXT_REPORT_OBJECTIVE, NULL, COLUMN_TEXT},
                                   {TEXT_REPORT_VALUE_TOTAL, currency(filled), COLUMN_FIGURE},
                                   {TEXT_REPORT_COST, currency(filled), COLUMN_FIGURE},
                                   {TEXT_REPORT_ROI, NULL, COLUMN_FIGURE}};
  bool any = false;
  for (uint32_t i = 0; i < filled->objective_count; i++)
    any = any || filled->objectives[i]->value.known || filled->objectives[i]->cost.known;
  if (!any) return;
  document_table(filled->document, filled_say(TEXT_SCORE_RETURN_BY_OBJECTIVE), columns, 4);
  for (uint32_t i = 0; i < filled->objective_count; i++) {
    const struct objective_score *o = filled->objectives[i];
    const struct cell cells[] = {phrase_entity(&o->objective->entity), filled_amount(filled, o->value),
                                 filled_amount(filled, o->cost), filled_share(o->roi)};
    document_row(filled->document, ROW_PLAIN, cells, 4);
  }
  document_table_end(filled->document);
}

struct cell filled_expected(struct filled *filled) {
  const struct roi *roi = filled->model->roi;
  struct document *document = filled->document;
  struct cell wanted = roi ? phrase_roi(document, &roi->expect) : nothing;
  if (cell_is_empty(&wanted)) return nothing;
  if (roi->expect.by != DAY_NONE)
    wanted = cell_sentence(document, TEXT_REPORT_BY_DATE, ARGS(arg_cell(document, &wanted), filled_day(filled, roi->expect.by)));
  return cell_sentence(document, TEXT_SCORE_AGREED, ARGS(arg_cell(document, &wanted)));
}

/* Whether a line counts with what was planned, since nothing was reported of it. */
static bool any_unreported(const struct score *score) {
  for (uint32_t i = 0; i < score->lines.count; i++)
    if (!score->lines.items[i].spent.known) return true;
  return false;
}

void filled_return(struct filled *filled) {
  const struct returns_score *returns = &filled->score->returns;
  struct document *document = filled->document;
  struct fact_list facts = facts_in(document);
  if (!returns->stated) return;
  filled_heading(filled, "return", TEXT_SCORE_RETURN);
  facts_add(&facts, TEXT_REPORT_VALUE_TOTAL, filled_money(filled, returns->value));
  facts_add(&facts, TEXT_REPORT_COST, filled_money(filled, returns->cost));
  facts_add_noted(&facts, TEXT_REPORT_ROI, filled_share(returns->roi), filled_expected(filled));
  facts_put(&facts, STYLE_LARGE);
  if (!returns->roi.known) document_paragraph(document, filled_say(TEXT_SCORE_RETURN_NONE));
  if (any_unreported(filled->score)) document_paragraph(document, filled_say(TEXT_SHEET_COST_NOTE));
  if (returns->incomplete) document_paragraph(document, filled_say(TEXT_SCORE_RETURN_INCOMPLETE));
  if (returns->too_soon)
    document_paragraph(document, cell_sentence(document, TEXT_SCORE_RETURN_SOON, ARGS(arg_date(filled->model->roi->judge))));
  if (!filled->brief) put_objective_returns(filled);
}

static void put_kind(struct filled *filled, const struct indirect_score *indirect) {
  struct cell title = filled_say(phrase_indirect_kind(indirect->kind));
  const struct cell none = cell_missing(TEXT_REPORT_NO_PROXY);
  document_row(filled->document, ROW_GROUP, &title, 1);
  for (uint32_t i = 0; i < indirect->count; i++) {
    const struct kpi_score *k = indirect->proxies[i];
    const struct cell cells[] = {phrase_entity(&k->kpi->entity), filled_figure(filled, k, k->now.figure),
                                 filled_range(filled, k, &k->asked)};
    document_row(filled->document, ROW_PLAIN, cells, 3);
  }
  if (indirect->count == 0) document_row(filled->document, ROW_PLAIN, &none, 1);
}

void filled_indirect(struct filled *filled) {
  static const struct column columns[] = {{TEXT_REPORT_PROXY, NULL, COLUMN_TEXT},
                                          {TEXT_SHEET_ACTUAL_NOW, NULL, COLUMN_FIGURE},
                                          {TEXT_REPORT_TARGET, NULL, COLUMN_FIGURE}};
  if (filled->score->indirect.count == 0) return;
  filled_heading(filled, "indirect", TEXT_SCORE_INDIRECT);
  document_table(filled->document, nothing, columns, 3);
  for (uint32_t i = 0; i < filled->score->indirect.count; i++) put_kind(filled, &filled->score->indirect.items[i]);
  document_table_end(filled->document);
}

/* ---- Content ---- */

enum { MIX_COLUMNS = 4 };

static void put_mix_row(struct filled *filled, const struct mix_score *mix) {
  struct cell cells[MIX_COLUMNS] = {mix->content ? phrase_entity(mix->content) : filled_say(TEXT_SCORE_NO_CONTENT)};
  if (mix->item && mix->item->known) cells[1] = scorecard_range(FIGURE_SHARE, true, mix->item->least, true, mix->item->most);
  cells[2] = filled_share(mix->share);
  if (mix->item && mix->share.known) cells[2].tone = mix->within ? TONE_PLAIN : TONE_MIDDLING;
  cells[3] = cell_figure(FIGURE_NUMBER, mix->posts, (struct text_unit){0});
  document_row(filled->document, ROW_PLAIN, cells, MIX_COLUMNS);
}

static bool any_posts(const struct score *score) {
  for (uint32_t i = 0; i < score->mixes.count; i++)
    if (score->mixes.items[i].share.known) return true;
  return false;
}

void filled_mix(struct filled *filled) {
  static const struct column columns[MIX_COLUMNS] = {{TEXT_REPORT_CONTENT_KIND, NULL, COLUMN_TEXT},
                                                     {TEXT_REPORT_PLANNED_SHARE, NULL, COLUMN_FIGURE},
                                                     {TEXT_REPORT_ACTUAL_SHARE, NULL, COLUMN_FIGURE},
                                                     {TEXT_REPORT_POSTED, NULL, COLUMN_FIGURE}};
  const struct score *score = filled->score;
  if (!any_posts(score)) return;
  filled_heading(filled, "mix", TEXT_SCORE_MIX);
  document_table(filled->document, nothing, columns, MIX_COLUMNS);
  for (uint32_t i = 0; i < score->mixes.count; i++) {
    const struct mix_score *mix = &score->mixes.items[i];
    struct cell title = phrase_entity(&mix->channel->entity);
    if (i == 0 || score->mixes.items[i - 1].channel != mix->channel) document_row(filled->document, ROW_GROUP, &title, 1);
    put_mix_row(filled, mix);
  }
  document_table_end(filled->document);
  filled_notes(filled, 1u << ROW_POSTS);
}
