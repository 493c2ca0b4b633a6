/* One KPI: what is counted, from where to where, who reads and reports it, and what it is worth. */
#include <assert.h>

#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Baseline and targets ---- */

static struct cell baseline(struct paper *paper, const struct kpi *kpi) {
  struct cell figure = nothing, period;
  if (kpi->baseline.figure.known) figure = phrase_figure(paper->document, kpi->unit, kpi->baseline.figure.value);
  struct argument words = arg_cell(paper->document, &figure);
  switch (kpi->baseline.form) {
    case BASELINE_NONE: break;
    case BASELINE_ON:
      if (cell_is_empty(&figure)) break;
      return paper_sentence(paper, TEXT_REPORT_FIGURE_ON, ARGS(words, paper_date(paper, kpi->baseline.on)));
    case BASELINE_OVER:
      period = phrase_period(paper->document, &kpi->baseline.over);
      if (cell_is_empty(&figure)) break;
      return paper_sentence(paper, TEXT_AGREEMENT_FIGURE_OVER, ARGS(words, arg_cell(paper->document, &period)));
    case BASELINE_MEASURED:
      return paper_sentence(paper, TEXT_AGREEMENT_TO_BE_MEASURED,
                            ARGS(paper_date(paper, kpi->baseline.on), paper_entity(paper, kpi->baseline.by.to)));
  }
  return nothing;
}

/* In the words of the text, and by when. */
static struct cell target_by(struct paper *paper, const struct kpi *kpi, const struct target *target) {
  struct cell words = phrase_target(paper->document, kpi->unit, target);
  if (cell_is_empty(&words) || target->by == DAY_NONE || target->form == TARGET_OBSERVE) return words;
  return paper_sentence(paper, TEXT_REPORT_BY_DATE,
                        ARGS(arg_cell(paper->document, &words), paper_date(paper, target->by)));
}

/* What a change comes to. */
static struct cell comes_to(struct paper *paper, const struct kpi *kpi, const struct target *target) {
  bool change = target->form >= TARGET_GROW && target->form != TARGET_MAINTAIN_LEAST && target->form != TARGET_MAINTAIN_MOST;
  struct cell bounds = change ? phrase_bounds(paper->document, kpi->unit, target) : nothing;
  if (cell_is_empty(&bounds)) return nothing;
  return paper_sentence(paper, TEXT_AGREEMENT_COMES_TO, ARGS(arg_cell(paper->document, &bounds)));
}

/* Those of phases stand with the phases. */
static struct cell milestones(struct paper *paper, const struct kpi *kpi) {
  struct paper_lines lines = {.paper = paper};
  for (const struct milestone *m = kpi->milestones; m; m = m->next)
    if (!m->phase) paper_lines_add(&lines, target_by(paper, kpi, &m->target));
  return paper_lines_cell(&lines);
}

static struct cell forecasts(struct paper *paper, const struct kpi *kpi) {
  struct paper_lines lines = {.paper = paper};
  for (const struct forecast *f = kpi->forecasts; f; f = f->next) {
    struct cell figure = phrase_figure(paper->document, kpi->unit, f->figure.value);
    if (f->figure.known)
      paper_lines_add(&lines, paper_sentence(paper, TEXT_REPORT_FIGURE_ON,
                                             ARGS(arg_cell(paper->document, &figure), paper_date(paper, f->on))));
  }
  return paper_lines_cell(&lines);
}

static void add_targets(struct paper *paper, const struct kpi *kpi, struct fact_list *facts) {
  facts_add(facts, TEXT_REPORT_BASELINE, baseline(paper, kpi));
  facts_add_noted(facts, TEXT_REPORT_TARGET, target_by(paper, kpi, &kpi->target), comes_to(paper, kpi, &kpi->target));
  if (kpi->stretch->stated && kpi->stretch->known)
    facts_add_noted(facts, TEXT_REPORT_STRETCH, phrase_target(paper->document, kpi->unit, kpi->stretch),
                    paper_say(TEXT_REPORT_STRETCH_NOTE));
  facts_add(facts, TEXT_REPORT_MILESTONES, milestones(paper, kpi));
  facts_add(facts, TEXT_REPORT_FORECASTS, forecasts(paper, kpi));
  facts_add(facts, TEXT_REPORT_GREEN, phrase_band(paper->document, kpi->unit, kpi->green));
  facts_add(facts, TEXT_REPORT_AMBER, phrase_band(paper->document, kpi->unit, kpi->amber));
  if (kpi->weight_stated && kpi->weight.known)
    facts_add_noted(facts, TEXT_REPORT_WEIGHT, cell_figure(FIGURE_SHARE, kpi->weight.value, (struct text_unit){0}),
                    paper_say(TEXT_REPORT_WEIGHT_NOTE));
}

/* ---- Where the figure comes from ---- */

static struct cell reported(struct paper *paper, const struct kpi *kpi) {
  struct cell when = phrase_recurrence(paper->document, paper->model, &kpi->reported);
  if (cell_is_empty(&when)) return nothing;
  return paper_sentence(paper, TEXT_REPORT_WHEN_BY,
                        ARGS(arg_cell(paper->document, &when), paper_refs(paper, &kpi->reported_by)));
}

static void add_source(struct paper *paper, const struct kpi *kpi, struct fact_list *facts) {
  static const enum text_key tallies[] = {[TALLY_LATEST] = TEXT_REPORT_TALLY_LATEST,
                                          [TALLY_SUM] = TEXT_REPORT_TALLY_SUM,
                                          [TALLY_AVERAGE] = TEXT_REPORT_TALLY_AVERAGE};
  facts_add(facts, TEXT_REPORT_UNIT, phrase_unit(paper->document, kpi->unit));
  facts_add(facts, TEXT_REPORT_FORMULA, phrase_expression(paper->document, kpi->formula));
  if (!kpi->formula || entity_stated(&kpi->entity, STATEMENT_kpi_tally))
    facts_add(facts, TEXT_REPORT_TALLY, paper_say(tallies[kpi->tally]));
  facts_add(facts, TEXT_REPORT_COUNTED_ON, phrase_refs(paper->document, &kpi->on));
  facts_add(facts, TEXT_REPORT_SOURCE, cell_text(kpi->source));
  facts_add(facts, TEXT_AGREEMENT_OPEN_TO, phrase_refs(paper->document, &kpi->open_to));
  facts_add(facts, TEXT_REPORT_REPORTED, reported(paper, kpi));
}

/* ---- Money and relations ---- */

static struct cell expected_cost(struct paper *paper, const struct kpi *kpi) {
  struct cell each = kpi->costs->stated ? paper_money(paper, &kpi->costs->each) : nothing;
  if (cell_is_empty(&each)) return nothing;
  struct argument amount = arg_cell(paper->document, &each), line = paper_entity(paper, kpi->costs->from.to);
  if (decimal_compare(kpi->costs->part, decimal_from_integer(1)) == 0)
    return paper_sentence(paper, TEXT_AGREEMENT_COSTS, ARGS(amount, line));
  return paper_sentence(paper, TEXT_AGREEMENT_COSTS_PART, ARGS(amount, arg_share(kpi->costs->part), line));
}

static struct cell worth(struct paper *paper, const struct kpi *kpi) {
  struct cell amount = paper_money(paper, kpi->worth);
  if (cell_is_empty(&amount)) return nothing;
  return paper_sentence(paper, TEXT_REPORT_EACH, ARGS(arg_cell(paper->document, &amount)));
}

static struct cell discipline(const struct kpi *kpi) {
  static_assert(TEXT_AGREEMENT_DISCIPLINE_WEB - TEXT_AGREEMENT_DISCIPLINE_SEO == DISCIPLINE_WEB - DISCIPLINE_SEO,
                "disciplines stand in their order");
  if (kpi->discipline == DISCIPLINE_NONE) return nothing;
  return paper_say((enum text_key)(TEXT_AGREEMENT_DISCIPLINE_SEO + (int)kpi->discipline - DISCIPLINE_SEO));
}

static void add_relations(struct paper *paper, const struct kpi *kpi, struct fact_list *facts) {
  facts_add(facts, TEXT_AGREEMENT_MEASURES, phrase_refs(paper->document, &kpi->measures));
  facts_add(facts, TEXT_REPORT_NEEDS, phrase_refs(paper->document, &kpi->needs));
  facts_add(facts, TEXT_REPORT_INFLUENCES, phrase_refs(paper->document, &kpi->influences));
  if (kpi->proxy >= 0 && kpi->proxy < RETURN_KIND_COUNT)
    facts_add(facts, TEXT_REPORT_PROXY_FOR, paper_say(phrase_indirect_kind((enum indirect_kind)kpi->proxy)));
  facts_add(facts, TEXT_AGREEMENT_DISCIPLINE, discipline(kpi));
  facts_add(facts, TEXT_REPORT_WORTH, worth(paper, kpi));
  facts_add(facts, TEXT_REPORT_EXPECTED_COST, expected_cost(paper, kpi));
  facts_add(facts, TEXT_REPORT_BECAUSE, cell_text(kpi->because));
}

static void put_excuses(struct paper *paper, const struct kpi *kpi) {
  static const struct column columns[] = {{TEXT_AGREEMENT_DAYS, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BECAUSE, NULL, COLUMN_TEXT},
                                          {TEXT_AGREEMENT_AGREED_BY, NULL, COLUMN_TEXT}};
  struct paper_table table = {.paper = paper, .columns = columns, .column_count = 3};
  for (const struct excuse *excuse = kpi->excused; excuse; excuse = excuse->next)
    paper_table_row(&table, (const struct cell[]){phrase_period(paper->document, &excuse->period), cell_text(excuse->why),
                                                  phrase_refs(paper->document, &excuse->by)});
  paper_table_put(&table, TEXT_AGREEMENT_EXCUSED);
}

void paper_kpi(struct paper *paper, int depth, const struct kpi *kpi) {
  struct fact_list facts = facts_in(paper->document);
  paper_thing(paper, depth, paper_say(TEXT_REPORT_KPI), &kpi->entity);
  facts_add(&facts, TEXT_AGREEMENT_MEANS, cell_text(kpi->means));
  add_targets(paper, kpi, &facts);
  add_source(paper, kpi, &facts);
  add_relations(paper, kpi, &facts);
  facts_put(&facts, STYLE_PLAIN);
  put_excuses(paper, kpi);
  document_rest(paper->document);
}
