/* When things happen, and how both sides look at them together. */
#include "report/agreement_parts.h"

/* ---- Phases and campaigns ---- */

static struct cell reach(struct paper *paper, const struct phase *phase) {
  struct paper_lines lines = {.paper = paper};
  for (uint32_t i = 0; i < phase->reach.count; i++) paper_lines_expect(&lines, &phase->reach.items[i]);
  return paper_lines_cell(&lines);
}

static struct cell posts(struct paper *paper, const struct phase *phase) {
  struct paper_lines lines = {.paper = paper};
  for (uint32_t i = 0; i < phase->posts.count; i++) {
    struct cell cadence = paper_cadence(paper, &phase->posts.items[i].posts);
    if (cell_is_empty(&cadence)) continue;
    paper_lines_add(&lines, paper_sentence(paper, TEXT_AGREEMENT_POSTS_ON,
                                           ARGS(paper_entity(paper, phase->posts.items[i].channel.to),
                                                arg_cell(paper->document, &cadence))));
  }
  return paper_lines_cell(&lines);
}

static void put_phase(struct paper *paper, enum text_key kicker, const struct phase *phase) {
  struct document *document = paper->document;
  struct fact_list facts = facts_in(document);
  paper_thing(paper, 2, paper_say(kicker), &phase->entity);
  facts_add(&facts, TEXT_AGREEMENT_PERIOD, phrase_period(document, &phase->period));
  facts_add(&facts, TEXT_AGREEMENT_FOCUS, phrase_refs(document, &phase->focus));
  facts_add(&facts, TEXT_AGREEMENT_REACH, reach(paper, phase));
  facts_add(&facts, TEXT_AGREEMENT_CADENCE, posts(paper, phase));
  facts_put(&facts, STYLE_PLAIN);
  for (uint32_t i = 0; i < phase->mixes.count; i++)
    paper_mix(paper, paper_sentence(paper, TEXT_AGREEMENT_MIX_ON, ARGS(paper_entity(paper, phase->mixes.items[i].of.to))),
              &phase->mixes.items[i]);
  paper_tails(paper, TEXT_AGREEMENT_EXITS, phase->exits);
  document_rest(document);
}

void paper_phases(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->phases.count; i++)
    put_phase(paper, TEXT_AGREEMENT_PHASE, paper->model->phases.items[i]);
  for (uint32_t i = 0; i < paper->model->campaigns.count; i++)
    put_phase(paper, TEXT_REPORT_CAMPAIGN, paper->model->campaigns.items[i]);
}

/* ---- Reviews ---- */

static struct cell covers(struct paper *paper, const struct review *review) {
  struct paper_lines lines = {.paper = paper};
  if (review->all_kpis) paper_lines_add(&lines, paper_say(TEXT_REPORT_ALL_KPIS));
  for (uint32_t i = 0; i < review->covers.count; i++) paper_lines_add(&lines, phrase_entity(review->covers.items[i].to));
  return cell_list(lines.cells.items, lines.cells.count);
}

static void put_review(struct paper *paper, const struct review *review) {
  struct document *document = paper->document;
  struct fact_list facts = facts_in(document);
  paper_thing(paper, 2, (struct cell){.kind = CELL_EMPTY}, &review->entity);
  facts_add(&facts, TEXT_REPORT_WHEN, paper_time(paper, review->timing, NULL, review->on, &review->every));
  facts_add(&facts, TEXT_REPORT_CHAIR, phrase_entity(review->chair.to));
  facts_add(&facts, TEXT_REPORT_ATTENDED, phrase_refs(document, &review->attended));
  facts_add(&facts, TEXT_REPORT_COVERS, covers(paper, review));
  facts_add(&facts, TEXT_REPORT_NEEDS, phrase_refs(document, &review->needs));
  facts_put(&facts, STYLE_PLAIN);
  paper_tails(paper, TEXT_AGREEMENT_ASKS, review->asks);
  if (review->minutes_by.to)
    paper_clause(paper, TEXT_AGREEMENT_MINUTES, ARGS(paper_entity(paper, review->minutes_by.to),
                                                     paper_duration(paper, &review->minutes_within)));
  document_rest(document);
}

void paper_reviews(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->reviews.count; i++) put_review(paper, paper->model->reviews.items[i]);
}

/* ---- Diagnoses ---- */

void paper_diagnoses(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->diagnoses.count; i++) {
    const struct diagnosis *diagnosis = paper->model->diagnoses.items[i];
    struct fact_list facts = facts_in(paper->document);
    paper_thing(paper, 2, (struct cell){.kind = CELL_EMPTY}, &diagnosis->entity);
    facts_add(&facts, TEXT_REPORT_WHEN, phrase_condition(paper->document, diagnosis->when));
    facts_put(&facts, STYLE_PLAIN);
    paper_tails(paper, TEXT_AGREEMENT_THEN, diagnosis->then);
    document_rest(paper->document);
  }
}
