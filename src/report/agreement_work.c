/* Who decides, who answers for what, what is done and what is handed over. */
#include "report/agreement_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Approvals ---- */

static struct cell spend_amount(struct paper *paper, const struct spend_limit *limit) {
  struct cell over = paper_money(paper, &limit->over), up_to = paper_money(paper, &limit->up_to);
  struct argument least = arg_cell(paper->document, &over), most = arg_cell(paper->document, &up_to);
  if (cell_is_empty(&over) && cell_is_empty(&up_to)) return paper_say(TEXT_AGREEMENT_SPEND_ANY);
  if (cell_is_empty(&over)) return paper_sentence(paper, TEXT_AGREEMENT_SPEND_UP_TO, ARGS(most));
  if (cell_is_empty(&up_to)) return paper_sentence(paper, TEXT_AGREEMENT_SPEND_OVER, ARGS(least));
  return paper_sentence(paper, TEXT_AGREEMENT_SPEND_BETWEEN, ARGS(least, most));
}

static struct cell spend(struct paper *paper, const struct spend_limit *limit) {
  struct cell amount = spend_amount(paper, limit);
  if (!limit->line.to) return amount;
  return paper_sentence(paper, TEXT_AGREEMENT_SPEND_ON,
                        ARGS(arg_cell(paper->document, &amount), paper_entity(paper, limit->line.to)));
}

static void put_covers(struct paper *paper, const struct approval *approval) {
  struct paper_lines lines = {.paper = paper};
  struct fact_list facts = facts_in(paper->document);
  for (uint32_t i = 0; i < approval->covers.count; i++) paper_lines_add(&lines, phrase_entity(approval->covers.items[i].to));
  for (uint32_t i = 0; i < approval->spend.count; i++) paper_lines_add(&lines, spend(paper, &approval->spend.items[i]));
  facts_add(&facts, TEXT_AGREEMENT_CONCERNS, paper_lines_cell(&lines));
  facts_put(&facts, STYLE_PLAIN);
}

/* Steps have numbers where there are several. */
static void put_step(struct paper *paper, const struct approval *approval, uint32_t i) {
  static const enum text_key keys[][2] = {{TEXT_AGREEMENT_DECIDES, TEXT_AGREEMENT_STEP},
                                          {TEXT_AGREEMENT_DECIDES_ANY, TEXT_AGREEMENT_STEP_ANY},
                                          {TEXT_AGREEMENT_DECIDES_ALL, TEXT_AGREEMENT_STEP_ALL}};
  const struct step *step = &approval->steps.items[i];
  int who = step->by.count == 1 ? 0 : step->all ? 2 : 1;
  if (step->by.count == 0 || step->within.unit == TIME_NONE) return;
  struct argument by = paper_refs(paper, &step->by), within = paper_duration(paper, &step->within);
  if (approval->steps.count == 1) paper_clause(paper, keys[who][0], ARGS(by, within));
  else paper_clause(paper, keys[who][1], ARGS(arg_integer(i + 1), by, within));
}

void paper_approvals(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->approvals.count; i++) {
    const struct approval *approval = paper->model->approvals.items[i];
    paper_thing(paper, 2, nothing, &approval->entity);
    put_covers(paper, approval);
    for (uint32_t k = 0; k < approval->steps.count; k++) put_step(paper, approval, k);
    paper_silence(paper, &approval->silence, TEXT_AGREEMENT_SILENCE_APPROVES);
    if (approval->delegated.to)
      paper_clause(paper, TEXT_AGREEMENT_DELEGATED, ARGS(paper_entity(paper, approval->delegated.to)));
    document_rest(paper->document);
  }
}

/* ---- Duties ---- */

void paper_duties(struct paper *paper) {
  struct document *document = paper->document;
  for (uint32_t i = 0; i < paper->model->duties.count; i++) {
    const struct duty *duty = paper->model->duties.items[i];
    struct fact_list facts = facts_in(document);
    struct cell kind = duty->core         ? paper_say(TEXT_AGREEMENT_DUTY_CORE)
                       : duty->specialist ? paper_say(TEXT_AGREEMENT_DUTY_SPECIALIST)
                                          : nothing;
    paper_thing(paper, 2, kind, &duty->entity);
    facts_add(&facts, TEXT_AGREEMENT_RESPONSIBLE, phrase_refs(document, &duty->responsible));
    facts_add(&facts, TEXT_AGREEMENT_ACCOUNTABLE, phrase_entity(duty->accountable.to));
    facts_add(&facts, TEXT_AGREEMENT_CONSULTED, phrase_refs(document, &duty->consulted));
    facts_add(&facts, TEXT_AGREEMENT_INFORMED, phrase_refs(document, &duty->informed));
    facts_add(&facts, TEXT_AGREEMENT_INCLUDES, phrase_refs(document, &duty->includes));
    facts_add(&facts, TEXT_AGREEMENT_TAKES, paper_effort(paper, &duty->takes));
    facts_add(&facts, TEXT_REPORT_BECAUSE, cell_text(duty->because));
    facts_put(&facts, STYLE_PLAIN);
    document_rest(document);
  }
}

/* ---- Actions ---- */

static struct cell expected(struct paper *paper, const struct action *action) {
  struct paper_lines lines = {.paper = paper};
  for (uint32_t i = 0; i < action->expects.count; i++) paper_lines_expect(&lines, &action->expects.items[i]);
  return paper_lines_cell(&lines);
}

static struct cell cost(struct paper *paper, const struct action *action) {
  struct cell amount = paper_money(paper, &action->cost);
  if (cell_is_empty(&amount)) return nothing;
  return paper_sentence(paper, TEXT_AGREEMENT_COST_FROM,
                        ARGS(arg_cell(paper->document, &amount), paper_entity(paper, action->cost_from.to)));
}

static void put_action(struct paper *paper, const struct action *action) {
  struct document *document = paper->document;
  struct fact_list facts = facts_in(document);
  paper_thing(paper, 2, nothing, &action->entity);
  facts_add(&facts, TEXT_REPORT_WHEN, paper_time(paper, action->timing, &action->period, action->due, &action->every));
  facts_add(&facts, TEXT_REPORT_WHO, phrase_refs(document, &action->by));
  facts_add(&facts, TEXT_REPORT_SERVES, phrase_refs(document, &action->objectives));
  facts_add(&facts, TEXT_AGREEMENT_ON_CHANNELS, phrase_refs(document, &action->channels));
  facts_add(&facts, TEXT_AGREEMENT_AFTER, phrase_refs(document, &action->after));
  facts_add(&facts, TEXT_REPORT_NEEDS, phrase_refs(document, &action->needs));
  facts_add(&facts, TEXT_REPORT_COST, cost(paper, action));
  facts_add(&facts, TEXT_AGREEMENT_TAKES, paper_effort(paper, &action->takes));
  facts_add(&facts, TEXT_AGREEMENT_EXPECTS, expected(paper, action));
  facts_add(&facts, TEXT_AGREEMENT_PRECEDENT, cell_text(action->precedent));
  facts_put(&facts, STYLE_PLAIN);
  paper_tails(paper, TEXT_AGREEMENT_CRITERIA, action->criteria);
  document_rest(document);
}

void paper_actions(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->actions.count; i++) put_action(paper, paper->model->actions.items[i]);
}

/* ---- Deliverables ---- */

static void put_delivery(struct paper *paper, const struct deliverable *deliverable) {
  struct cell when = paper_time(paper, deliverable->timing, NULL, deliverable->due, &deliverable->every);
  if (!deliverable->from.to || !deliverable->to.to || cell_is_empty(&when)) return;
  paper_clause(paper, deliverable->timing == TIMING_EVERY ? TEXT_AGREEMENT_DELIVERS_EVERY : TEXT_AGREEMENT_DELIVERS_BY,
               ARGS(paper_entity(paper, deliverable->from.to), paper_entity(paper, deliverable->to.to),
                    arg_cell(paper->document, &when)));
}

static void put_acceptance(struct paper *paper, const struct deliverable *deliverable) {
  struct cell revisions = paper_revisions(paper, &deliverable->revisions);
  if (deliverable->accepted_by.to && deliverable->accepted_within.unit != TIME_NONE)
    paper_clause(paper, TEXT_AGREEMENT_ACCEPTS, ARGS(paper_entity(paper, deliverable->accepted_by.to),
                                                     paper_duration(paper, &deliverable->accepted_within)));
  paper_silence(paper, &deliverable->silence, TEXT_AGREEMENT_SILENCE_ACCEPTS);
  if (!cell_is_empty(&revisions))
    paper_clause(paper, TEXT_AGREEMENT_INCLUDES_REVISIONS, ARGS(arg_cell(paper->document, &revisions)));
}

static void put_deliverable(struct paper *paper, const struct deliverable *deliverable) {
  paper_thing(paper, 2, nothing, &deliverable->entity);
  put_delivery(paper, deliverable);
  if (deliverable->needs.count > 0)
    paper_clause(paper, TEXT_AGREEMENT_NEEDS_FIRST, ARGS(paper_refs(paper, &deliverable->needs)));
  put_acceptance(paper, deliverable);
  paper_tails(paper, TEXT_AGREEMENT_CRITERIA, deliverable->criteria);
  document_rest(paper->document);
}

void paper_deliverables(struct paper *paper) {
  for (uint32_t i = 0; i < paper->model->deliverables.count; i++) put_deliverable(paper, paper->model->deliverables.items[i]);
}
