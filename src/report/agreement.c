#include "report/agreement.h"

#include "report/agreement_parts.h"

enum { FINGERPRINT_DIGITS = 12 };

static bool always(const struct model *model) { return model->has_agreement; }
static bool has_purpose(const struct model *model) { return model->agreement.mission.length > 0 || model->goals.count > 0; }
static bool has_goals(const struct model *model) { return model->objectives.count + model->kpis.count > 0; }
static bool has_publishing(const struct model *model) { return model->contents.count + model->channels.count > 0; }
static bool has_assets(const struct model *model) { return model->assets.count > 0; }
static bool has_brand(const struct model *model) { return model->brand != NULL; }
static bool has_approvals(const struct model *model) { return model->approvals.count > 0; }
static bool has_budget(const struct model *model) { return model->budget != NULL; }
static bool has_incentives(const struct model *model) { return model->incentives.count > 0; }
static bool has_roi(const struct model *model) { return model->roi != NULL; }
static bool has_duties(const struct model *model) { return model->duties.count > 0; }
static bool has_actions(const struct model *model) { return model->actions.count > 0; }
static bool has_deliverables(const struct model *model) { return model->deliverables.count > 0; }
static bool has_phases(const struct model *model) { return model->phases.count + model->campaigns.count > 0; }
static bool has_reviews(const struct model *model) { return model->reviews.count > 0; }
static bool has_diagnoses(const struct model *model) { return model->diagnoses.count > 0; }
static bool has_own_clauses(const struct model *model) { return model->agreement.clauses.count > 0; }
static bool has_house_rules(const struct model *model) { return model->settings.count + model->levels.count > 0; }
static bool has_accepted(const struct model *model) { return model->allowances.count > 0; }

static bool has_scope(const struct model *model) {
  return model->agreement.excludes.count + model->agreement.assumes.count > 0;
}

static bool has_changes(const struct model *model) {
  const struct agreement *agreement = &model->agreement;
  return agreement->change_by.count > 0 || agreement->notice.unit != TIME_NONE || agreement->renews.unit != TIME_NONE;
}

static const struct {
  enum text_key title;
  bool (*has)(const struct model *model);
  void (*put)(struct paper *paper);
} parts[] = {
    {TEXT_AGREEMENT_PARTIES, always, paper_parties},
    {TEXT_AGREEMENT_FRAME, always, paper_frame},
    {TEXT_AGREEMENT_PURPOSE, has_purpose, paper_purpose},
    {TEXT_AGREEMENT_OBJECTIVES, has_goals, paper_objectives},
    {TEXT_AGREEMENT_PUBLISHING, has_publishing, paper_publishing},
    {TEXT_AGREEMENT_ASSETS, has_assets, paper_assets},
    {TEXT_AGREEMENT_BRAND, has_brand, paper_brand},
    {TEXT_AGREEMENT_APPROVALS, has_approvals, paper_approvals},
    {TEXT_AGREEMENT_BUDGET, has_budget, paper_budget},
    {TEXT_AGREEMENT_INCENTIVES, has_incentives, paper_incentives},
    {TEXT_AGREEMENT_ROI, has_roi, paper_roi},
    {TEXT_AGREEMENT_DUTIES, has_duties, paper_duties},
    {TEXT_AGREEMENT_ACTIONS, has_actions, paper_actions},
    {TEXT_AGREEMENT_DELIVERABLES, has_deliverables, paper_deliverables},
    {TEXT_AGREEMENT_PHASES, has_phases, paper_phases},
    {TEXT_AGREEMENT_REVIEWS, has_reviews, paper_reviews},
    {TEXT_AGREEMENT_DIAGNOSES, has_diagnoses, paper_diagnoses},
    {TEXT_AGREEMENT_SCOPE, has_scope, paper_scope},
    {TEXT_AGREEMENT_CHANGES, has_changes, paper_changes},
    {TEXT_AGREEMENT_OWN_CLAUSES, has_own_clauses, paper_own_clauses},
    {TEXT_AGREEMENT_CALENDAR, always, paper_calendar},
    {TEXT_AGREEMENT_HOUSE_RULES, has_house_rules, paper_house_rules},
    {TEXT_AGREEMENT_ACCEPTED, has_accepted, paper_accepted},
    {TEXT_AGREEMENT_SIGNATURES, always, paper_signatures},
};
enum { PART_COUNT = sizeof parts / sizeof parts[0] };

static struct cell short_fingerprint(const struct model *model) {
  size_t length = strlen(model->fingerprint);
  if (length > FINGERPRINT_DIGITS) length = FINGERPRINT_DIGITS;
  return cell_text((struct text){.bytes = model->fingerprint, .length = (uint32_t)length});
}

static void put_title(struct paper *paper, const struct report_options *options) {
  const struct agreement *agreement = &paper->model->agreement;
  struct fact_list facts = facts_in(paper->document);
  document_put(paper->document, &(struct part){.kind = PART_TITLE, .style = STYLE_PAPER,
                                               .kicker = paper_say(TEXT_AGREEMENT_KIND),
                                               .text = phrase_entity(&agreement->entity)});
  if (options->inconsistent) document_notice(paper->document, paper_say(TEXT_REPORT_INCONSISTENT));
  if (agreement->draft) document_notice(paper->document, paper_say(TEXT_REPORT_DRAFT));
  facts_add(&facts, TEXT_REPORT_VERSION, cell_plain(agreement->version));
  facts_add(&facts, TEXT_REPORT_TERM, phrase_period(paper->document, &agreement->term));
  facts_add_noted(&facts, TEXT_REPORT_FINGERPRINT, short_fingerprint(paper->model), paper_say(TEXT_REPORT_FINGERPRINT_NOTE));
  facts_put(&facts, STYLE_PLAIN);
}

static const char *part_anchor(struct paper *paper, int number) {
  struct buffer anchor = buffer_in(paper->document->scratch);
  buffer_text(&anchor, "clause-");
  buffer_integer(&anchor, number);
  return buffer_string(&anchor);
}

static void put_contents(struct paper *paper) {
  struct cell cells[PART_COUNT];
  uint32_t count = 0;
  for (size_t i = 0; i < PART_COUNT; i++) {
    if (!parts[i].has(paper->model)) continue;
    cells[count] = paper_sentence(paper, TEXT_AGREEMENT_NUMBERED, ARGS(arg_integer(count + 1), arg_text(parts[i].title)));
    cells[count].anchor = part_anchor(paper, (int)count + 1);
    count++;
  }
  document_put(paper->document, &(struct part){.kind = PART_CONTENTS, .cells = cells, .count = count});
}

void agreement_write(struct document *document, struct arena *arena, const struct model *model,
                     const struct report_options *options) {
  struct paper paper = {.document = document, .model = model, .arena = arena};
  put_title(&paper, options);
  put_contents(&paper);
  document_rest(document);
  for (size_t i = 0; i < PART_COUNT; i++) {
    if (!parts[i].has(model)) continue;
    paper_part(&paper, parts[i].title);
    parts[i].put(&paper);
    document_rest(document);
  }
}
