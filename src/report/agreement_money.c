/* What is spent, when it is paid, what results change, and what is to come back. */
#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Lines ---- */

/* 15 % of Ads, at least 1,500 EUR */
static struct cell share_amount(struct paper *paper, const struct line *line) {
  struct argument share = arg_share(line->share.value), of = paper_entity(paper, line->share_of.to);
  struct cell least = paper_money(paper, &line->share_least);
  if (!line->share.known) return nothing;
  if (cell_is_empty(&least)) return paper_sentence(paper, TEXT_REPORT_SHARE_OF, ARGS(share, of));
  return paper_sentence(paper, TEXT_AGREEMENT_SHARE_OF_LEAST, ARGS(share, of, arg_cell(paper->document, &least)));
}

static struct cell line_amount(struct paper *paper, const struct line *line) {
  struct cell amount = line->by_share ? share_amount(paper, line) : paper_money(paper, &line->amount);
  if (cell_is_empty(&amount) || !line->per_month) return amount;
  return paper_sentence(paper, TEXT_AGREEMENT_A_MONTH, ARGS(arg_cell(paper->document, &amount)));
}

static struct cell goes_to(struct paper *paper, const struct line *line) {
  struct argument through = paper_entity(paper, line->through.to);
  if (line->internal) return paper_say(TEXT_REPORT_INTERNAL);
  if (line->to.to) return phrase_entity(line->to.to);
  if (!line->through.to) return nothing;
  if (line->at_cost) return paper_sentence(paper, TEXT_AGREEMENT_THROUGH_AT_COST, ARGS(through));
  if (line->markup.known)
    return paper_sentence(paper, TEXT_AGREEMENT_THROUGH_MARKED_UP, ARGS(through, arg_share(line->markup.value)));
  return paper_sentence(paper, TEXT_REPORT_THROUGH, ARGS(through));
}

static struct cell line_is_for(struct paper *paper, const struct line *line) {
  struct cell hours = paper_effort(paper, &line->hours);
  return cell_is_empty(&hours) ? phrase_refs(paper->document, &line->channels) : hours;
}

static struct cell over_the_term(struct paper *paper, const struct line *line) {
  if (!line->whole.known || !(line->per_month || line->by_share)) return nothing;
  return phrase_amount(paper->model, line->whole.amount);
}

static void put_lines(struct paper *paper, const struct budget *budget) {
  static const struct column columns[] = {{TEXT_REPORT_LINE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_AMOUNT, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_OVER_THE_TERM, NULL, COLUMN_FIGURE},
                                          {TEXT_REPORT_GOES_TO, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_FOR, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 5};
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    const struct cell cells[] = {phrase_entity(&line->entity), line_amount(paper, line), over_the_term(paper, line),
                                 goes_to(paper, line), line_is_for(paper, line)};
    paper_table_row(&table, cells);
  }
  paper_table_put(&table, TEXT_AGREEMENT_LINES);
}

static void put_rates(struct paper *paper, const struct budget *budget) {
  static const struct column columns[] = {{TEXT_AGREEMENT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_EACH_COSTS, NULL, COLUMN_FIGURE},
                                          {TEXT_REPORT_GOES_TO, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 3};
  for (uint32_t i = 0; i < budget->rates.count; i++) {
    const struct rate *rate = budget->rates.items[i];
    paper_table_row(&table, (const struct cell[]){phrase_entity(&rate->entity), paper_money(paper, &rate->each),
                                                  phrase_entity(rate->to.to)});
  }
  paper_table_put(&table, TEXT_AGREEMENT_RATES);
}

static void put_splits(struct paper *paper, const struct budget *budget) {
  static const struct column columns[] = {{TEXT_REPORT_LINE, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_OBJECTIVE, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_SHARE, NULL, COLUMN_FIGURE}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 3};
  for (uint32_t i = 0; i < budget->splits.count; i++) {
    const struct shares *split = &budget->splits.items[i];
    for (uint32_t k = 0; k < split->items.count; k++) {
      const struct share_item *item = &split->items.items[k];
      struct cell share = item->known ? cell_figure(FIGURE_SHARE, item->least, (struct text_unit){0}) : nothing;
      paper_table_row(&table, (const struct cell[]){phrase_entity(split->of.to), phrase_entity(item->of.to), share});
    }
  }
  paper_table_put(&table, TEXT_REPORT_SPLITS);
}

/* ---- Payments ---- */

static void put_payment(struct paper *paper, const struct payment *payment) {
  struct argument line = paper_entity(paper, payment->line.to), share = arg_share(payment->share.value);
  struct cell every = phrase_recurrence(paper->document, paper->model, &payment->every);
  if (!cell_is_empty(&every) && payment->within.unit == TIME_NONE) {
    paper_clause(paper, TEXT_AGREEMENT_PAY_EVERY, ARGS(line, arg_cell(paper->document, &every)));
  } else if (!cell_is_empty(&every)) {
    paper_clause(paper, TEXT_AGREEMENT_PAY_EVERY_WITHIN,
                 ARGS(line, arg_cell(paper->document, &every), paper_duration(paper, &payment->within)));
  } else if (payment->on != DAY_NONE) {
    paper_clause(paper, TEXT_AGREEMENT_PAY_ON, ARGS(share, line, paper_date(paper, payment->on)));
  } else {
    paper_clause(paper, TEXT_AGREEMENT_PAY_AFTER, ARGS(share, line, paper_entity(paper, payment->after.to)));
  }
}

void paper_budget(struct paper *paper) {
  const struct budget *budget = paper->model->budget;
  struct cell total = paper_money(paper, &budget->total);
  if (!cell_is_empty(&total))
    paper_clause(paper, TEXT_AGREEMENT_TOTAL, ARGS(paper_entity(paper, &budget->entity), arg_cell(paper->document, &total)));
  put_lines(paper, budget);
  put_splits(paper, budget);
  put_rates(paper, budget);
  document_rest(paper->document);
  for (uint32_t i = 0; i < budget->shifts.count; i++) {
    const struct shift *shift = &budget->shifts.items[i];
    if (shift->up_to.known)
      paper_clause(paper, TEXT_AGREEMENT_SHIFT, ARGS(paper_entity(paper, shift->by.to), arg_share(shift->up_to.value),
                                                     paper_refs(paper, &shift->lines)));
  }
  for (uint32_t i = 0; i < budget->payments.count; i++) put_payment(paper, &budget->payments.items[i]);
}

/* ---- Incentives ---- */

static struct cell incentive_amount(struct paper *paper, const struct incentive *incentive) {
  struct cell amount = paper_money(paper, &incentive->amount);
  if (cell_is_empty(&amount) && incentive->share.known)
    return paper_sentence(paper, TEXT_REPORT_SHARE_OF,
                          ARGS(arg_share(incentive->share.value), paper_entity(paper, incentive->share_of.to)));
  if (cell_is_empty(&amount) || !incentive->each) return amount;
  return paper_sentence(paper, TEXT_AGREEMENT_EACH_BEYOND, ARGS(arg_cell(paper->document, &amount)));
}

void paper_incentives(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->incentives.count; i++) {
    const struct incentive *incentive = paper->model->incentives.items[i];
    struct fact_list facts = facts_in(paper->document);
    paper_thing(paper, 2, paper_say(incentive->deducts ? TEXT_AGREEMENT_DEDUCTION : TEXT_AGREEMENT_BONUS), &incentive->entity);
    facts_add(&facts, TEXT_REPORT_WHEN, phrase_condition(paper->document, incentive->when));
    facts_add(&facts, incentive->deducts ? TEXT_AGREEMENT_DEDUCTED : TEXT_AGREEMENT_PAID, incentive_amount(paper, incentive));
    facts_add(&facts, incentive->deducts ? TEXT_AGREEMENT_DEDUCTED_FROM : TEXT_REPORT_GOES_TO, phrase_entity(incentive->to.to));
    facts_add(&facts, TEXT_REPORT_CAP, paper_money(paper, &incentive->cap));
    facts_put(&facts, STYLE_PLAIN);
    document_rest(paper->document);
  }
}

/* ---- Return ---- */

void paper_roi(struct paper *paper) {
  const struct roi *roi = paper->model->roi;
  struct fact_list facts = facts_in(paper->document);
  struct cell expected = phrase_roi(paper->document, &roi->expect);
  paper_clause(paper, TEXT_AGREEMENT_ROI_RULE, NO_ARGS);
  if (!cell_is_empty(&expected) && roi->expect.by != DAY_NONE)
    paper_clause(paper, TEXT_AGREEMENT_ROI_EXPECT,
                 ARGS(arg_cell(paper->document, &expected), paper_date(paper, roi->expect.by)));
  if (roi->judge != DAY_NONE) paper_clause(paper, TEXT_AGREEMENT_ROI_JUDGE, ARGS(paper_date(paper, roi->judge)));
  facts_add(&facts, TEXT_AGREEMENT_ROI_COUNTS,
            roi->counts.stated ? phrase_refs(paper->document, &roi->counts) : paper_say(TEXT_AGREEMENT_ROI_ALL_WORTH));
  facts_add(&facts, TEXT_AGREEMENT_ROI_COSTS,
            roi->costs.stated ? phrase_refs(paper->document, &roi->costs) : paper_say(TEXT_REPORT_ALL_LINES));
  facts_put(&facts, STYLE_PLAIN);
}
