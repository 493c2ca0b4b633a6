/* C: working together: what must pass between the two sides. */
#include "check/rule.h"
#include "check/suggestion.h"

static bool has_party(const struct model *model, enum entity_kind kind) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == kind) return true;
  return false;
}

static enum entity_kind side_of(const struct ref *side) {
  const struct party *party = entity_party(side->to);
  return party ? party->entity.kind : ENTITY_UNKNOWN;
}

static bool sides_are_unknown(const struct deliverable *deliverable) {
  return side_of(&deliverable->from) == ENTITY_UNKNOWN || side_of(&deliverable->to) == ENTITY_UNKNOWN;
}

/* For the help; a word in its place where there is none. */
static const char *party_name(const struct model *model, enum entity_kind kind) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == kind) return model->parties.items[i]->entity.spelling;
  return kind == ENTITY_CLIENT ? "CLIENT" : "AGENCY";
}

/* As a deliverable's block might be, with what the other rules of this family ask of it. */
static const char *deliverable_written(const struct model *model, enum entity_kind from, enum entity_kind to, const char *due,
                                       struct arena *arena) {
  const char *const parts[] = {"from ", party_name(model, from), " to ", party_name(model, to), "; due ", due, "; accepted by ",
                               suggested_person(model, to), " within 2 workdays; revisions 1"};
  struct buffer out = buffer_in(arena);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) buffer_text(&out, parts[i]);
  return buffer_string(&out);
}

/* Where duties include things, R011 asks for each which of them does. */
static const struct duty *including_duty(const struct model *model, enum entity_kind whose) {
  const struct duty *any = NULL;
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    const struct party *party = duty->accountable.to ? entity_party(duty->accountable.to) : NULL;
    if (duty->includes.count > 0 && !any) any = duty;
    if (any && party && party->entity.kind == whose) return duty;
  }
  return any;
}

static void help_deliverable(const struct model *model, struct report *report, struct finding *finding,
                             enum text_key help, enum text_key help_duty, enum entity_kind from, const char *written) {
  const struct duty *duty = including_duty(model, from);
  if (duty)
    report_help(report, finding, help_duty, ARGS(arg_name(written), arg_name(duty->entity.spelling)));
  else
    report_help(report, finding, help, ARGS(arg_name(written)));
}

/* C004 */

static void no_client_inputs(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  if (!model->has_agreement || !has_party(model, ENTITY_CLIENT) || !has_party(model, ENTITY_AGENCY)) return;
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    if (side_of(&deliverable->from) == ENTITY_CLIENT && side_of(&deliverable->to) == ENTITY_AGENCY) return;
    unknown = unknown || sides_are_unknown(deliverable);
  }
  if (report_unsure(report, unknown)) return;
  struct argument client = arg_name(party_name(model, ENTITY_CLIENT)), agency = arg_name(party_name(model, ENTITY_AGENCY));
  const char *written = deliverable_written(model, ENTITY_CLIENT, ENTITY_AGENCY, "every month on workday 10", report->arena);
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_C004, ARGS(client, agency));
  help_deliverable(model, report, finding, TEXT_C004_HELP, TEXT_C004_HELP_DUTY, ENTITY_CLIENT, written);
}

const struct rule rule_C004 = {
    .row = {"C004", "no-client-inputs", LEVEL_WARNING, "no deliverable goes from a client to an agency"},
    .why = "Nobody can write about tea who is not told of the harvest. Work cannot be outsourced without information: what the agency "
           "needs, and by when, is as much an obligation as what it delivers.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine  \"Alpine Tea Co.\"  { person mei \"Lin Mei\"; contact mei }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\"; contact an }\n"
             "deliverable plan \"Plan\" { from lantern to alpine; due every month on day 24 }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine  \"Alpine Tea Co.\"  { person mei \"Lin Mei\"; contact mei }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\"; contact an }\n"
             "deliverable facts \"Product facts\" { from alpine to lantern; due every month on day 15 }\n",
    .run = no_client_inputs,
};

/* C009 */

static void report_no_feedback(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  struct argument question = arg_name("asks \"What do customers say?\"");
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_C009, NO_ARGS);
  if (model->reviews.count > 0)
    report_help(report, finding, TEXT_C009_HELP, ARGS(question, arg_name(model->reviews.items[0]->entity.spelling)));
  else
    report_help(report, finding, TEXT_C009_HELP_NONE, ARGS(question));
}

static void no_market_feedback(const struct model *model, struct report *report) {
  if (!model->has_agreement) return;
  bool lacks = true;
  for (uint32_t i = 0; i < model->reviews.count && lacks; i++)
    lacks = report_lacks(report, &model->reviews.items[i]->entity, STATEMENT_review_asks);
  if (lacks && !report_unsure(report, model->incomplete)) report_no_feedback(model, report);
}

const struct rule rule_C009 = {
    .row = {"C009", "no-market-feedback", LEVEL_INFO, "no review asks anything"},
    .why = "Figures alone do not tell why a product does not sell. The people who talk with customers know it, on both sides, and "
           "are heard only where a review asks them.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "review monthly \"Review\" { every month on day 8; covers all kpis }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "review monthly \"Review\" {\n"
             "  every  month on day 8\n"
             "  covers all kpis\n"
             "  asks   \"What do customers say about the tea itself?\"\n"
             "}\n",
    .prerequisites = {&rule_T004, &rule_T005},
    .run = no_market_feedback,
};

/* C010 */

enum { MEASURES_DIRECT = 1, MEASURES_INDIRECT = 2, MEASURES_BOTH = 3 };

static unsigned returns_of(const struct kpi *kpi) {
  unsigned returns = 0;
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    const struct objective *objective = (const struct objective *)kpi->measures.items[i].to;
    returns |= (objective->direct ? MEASURES_DIRECT : 0u) | (objective->indirect ? MEASURES_INDIRECT : 0u);
  }
  return returns;
}

static unsigned returns_in(const struct condition *condition, const struct entity_map *returns) {
  if (!condition) return 0;
  const unsigned *own = condition->kpi ? entity_map_get(returns, condition->kpi) : NULL;
  return (own ? *own : 0) | returns_in(condition->left, returns) | returns_in(condition->right, returns);
}

static bool links_returns(const struct model *model, struct arena *arena) {
  struct entity_map returns = {.arena = arena};
  unsigned *each = ARENA_ARRAY(arena, unsigned, model->kpis.count);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    each[i] = returns_of(model->kpis.items[i]);
    *entity_map_at(&returns, model->kpis.items[i]) = &each[i];
  }
  for (uint32_t i = 0; i < model->diagnoses.count; i++)
    if (returns_in(model->diagnoses.items[i]->when, &returns) == MEASURES_BOTH) return true;
  return false;
}

static bool diagnoses_are_unknown(const struct model *model) {
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->diagnoses.count && !unknown; i++) {
    const struct entity *entity = &model->diagnoses.items[i]->entity;
    unknown = entity->incomplete || entity_unknown(entity, STATEMENT_diagnosis_when);
  }
  for (uint32_t i = 0; i < model->objectives.count && !unknown; i++) {
    const struct entity *entity = &model->objectives.items[i]->entity;
    unknown = entity->incomplete || entity_unknown(entity, STATEMENT_objective_returns);
  }
  return unknown;
}

/* One whose KPIs a diagnosis could name; NULL: there is none. */
static const struct objective *first_measured(const struct model *model, bool direct) {
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    if ((direct ? objective->direct : objective->indirect) && objective->kpis.count > 0) return objective;
  }
  return NULL;
}

static const char *condition_written(const struct objective *direct, const struct objective *indirect, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "when ");
  buffer_text(&out, indirect->kpis.items[0]->entity.spelling);
  buffer_text(&out, " on_track and ");
  buffer_text(&out, direct->kpis.items[0]->entity.spelling);
  buffer_text(&out, " behind");
  return buffer_string(&out);
}

static void no_diagnosis(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  const struct objective *direct = first_measured(model, true), *indirect = first_measured(model, false);
  if (!model->has_agreement || links_returns(model, report->arena)) return;
  if (report_unsure_of_measures(report, model) || report_unsure(report, diagnoses_are_unknown(model))) return;
  if (!direct || !indirect) return;
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_C010,
                                           ARGS(arg_name(indirect->entity.spelling), arg_name(direct->entity.spelling)));
  report_help(report, finding, TEXT_C010_HELP, ARGS(arg_name(condition_written(direct, indirect, report->arena))));
}

const struct rule rule_C010 = {
    .row = {"C010", "no-diagnosis", LEVEL_WARNING,
            "an objective with direct return and one with indirect return, and no diagnosis links their KPIs"},
    .why = "Many comments and few orders: that is where client and agency begin to blame one another. What it means, and who then does "
           "what, is agreed before it happens. One diagnosis whose condition names a KPI of each kind is enough for the agreement; "
           "of objectives without a KPI there is nothing to link.",
    .wrong = "objective community \"People who talk about tea\" { returns indirect word_of_mouth }\n"
             "kpi comments \"Comments a month\" { measures community; unit comments; target at least 400 }\n",
    .right = "objective community \"People who talk about tea\" { returns indirect word_of_mouth }\n"
             "kpi comments \"Comments a month\" { measures community; unit comments; target at least 400 }\n"
             "diagnosis applause \"Applause without sales\" {\n"
             "  when comments on_track and orders behind\n"
             "  then \"Look at price and product page before asking for more reach.\"\n"
             "}\n",
    .run = no_diagnosis,
};

/* C014 */

static bool is_due_from(const struct model *model, const struct deliverable *deliverable, day_number day) {
  if (deliverable->timing == TIMING_EVERY) return recurrence_next(&model->calendar, &deliverable->every, day) != DAY_NONE;
  return deliverable->due >= day;
}

static bool due_is_unknown(const struct deliverable *deliverable) {
  if (deliverable->timing == TIMING_EVERY) return deliverable->every.unit == TIME_NONE;
  return deliverable->due == DAY_NONE;
}

/* Two weeks after the end, or on the first day from then on that is worked. */
static const char *hand_over_day(const struct model *model, struct arena *arena) {
  enum { TWO_WEEKS = 14 };
  day_number day = model->agreement.term.to + TWO_WEEKS;
  struct buffer out = buffer_in(arena);
  if (model->calendar.unknown || calendar_is_worked(&model->calendar, day) || calendar_next_worked(&model->calendar, day) == DAY_NONE)
    return "end + 14 days";
  day_write(&out, calendar_next_worked(&model->calendar, day));
  return buffer_string(&out);
}

static void no_hand_over(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  const struct entity *agreement = &model->agreement.entity;
  bool unknown = model->incomplete || term->from == DAY_NONE || term->to == DAY_NONE;
  if (!model->has_agreement || !has_party(model, ENTITY_AGENCY) || report_unsure(report, unknown)) return;
  day_number from = day_add_months(term->to + 1, -1);
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    enum entity_kind side = side_of(&deliverable->from);
    if (side != ENTITY_AGENCY && side != ENTITY_UNKNOWN) continue;
    unknown = unknown || side == ENTITY_UNKNOWN || due_is_unknown(deliverable);
    if (side == ENTITY_AGENCY && !due_is_unknown(deliverable) && is_due_from(model, deliverable, from)) return;
  }
  if (report_unsure(report, unknown)) return;
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_C014, ARGS(arg_date(from)));
  const char *due = hand_over_day(model, report->arena);
  help_deliverable(model, report, finding, TEXT_C014_HELP, TEXT_C014_HELP_DUTY, ENTITY_AGENCY,
                   deliverable_written(model, ENTITY_AGENCY, ENTITY_CLIENT, due, report->arena));
}

const struct rule rule_C014 = {
    .row = {"C014", "no-hand-over", LEVEL_INFO, "no deliverable of an agency is due in the term's last month or after it"},
    .why = "When the agreement ends, accounts, artwork and data are with the agency, and the next one begins without them. A hand-over "
           "with a day of its own keeps the client free to choose. What recurs up to the last month counts as well.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine  \"Alpine Tea Co.\"  { person mei \"Lin Mei\"; contact mei }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\"; contact an }\n"
             "deliverable guide \"Guide to the page\" { from lantern to alpine; due month 2 }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine  \"Alpine Tea Co.\"  { person mei \"Lin Mei\"; contact mei }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\"; contact an }\n"
             "deliverable hand_over \"Accounts and data\" { from lantern to alpine; due end + 14 days }\n",
    .run = no_hand_over,
};
