/* G: what goals and objectives must have. */
#include "check/figures.h"
#include "check/objectives.h"
#include "check/suggestion.h"

/* G001 */

static void objective_without_kpi(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    if (objective->kpis.count > 0) continue;
    const struct argument *measures = ARGS(arg_name(suggestion(report->arena, "measures ", entity->spelling, "")));
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_G001, ARGS(arg_name(entity->spelling)));
    report_label(report, finding, TEXT_G001_LABEL, measures);
    report_help(report, finding, TEXT_G001_HELP, measures);
  }
}

const struct rule rule_G001 = {
    .row = {"G001", "objective-without-kpi", LEVEL_ERROR, "nothing measures the objective (M of SMART)"},
    .why = "An objective that nothing measures can neither be reached nor missed. Both sides will remember it differently, "
           "and the agency cannot show what its work was worth.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"More people who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  aim \"More people who answer us\"\n"
             "}\n"
             "kpi interactions \"Comments and shares a month\" {\n"
             "  measures community\n"
             "  unit     interactions\n"
             "  target   at least 4_000 by end\n"
             "}\n",
    .run = objective_without_kpi,
};

/* Objectives that lack one statement: G002, G005, G009, G015 */

/* The statement to propose, with a name of this agreement. */
typedef const char *proposal(const struct model *model, struct arena *arena);

struct lack {
  enum statement_kind kind;
  enum text_key message, help;
  proposal *propose;
};

static void objectives_lacking(const struct model *model, struct report *report, const struct lack *lack) {
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct entity *entity = &model->objectives.items[i]->entity;
    if (!report_lacks(report, entity, lack->kind)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, lack->message, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, lack->help, ARGS(arg_name(lack->propose(model, report->arena))));
  }
}

static const char *propose_goal(const struct model *model, struct arena *arena) {
  return suggestion(arena, "serves ", model->goals.count > 0 ? model->goals.items[0]->entity.spelling : "GOAL", "");
}

static void objective_serves_no_goal(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_objective_serves, TEXT_G002, TEXT_G002_HELP, propose_goal};
  objectives_lacking(model, report, &lack);
}

const struct rule rule_G002 = {
    .row = {"G002", "objective-serves-no-goal", LEVEL_WARNING, "the objective serves no goal of the business (R of SMART)"},
    .why = "Marketing is paid for by the business, and so each of its objectives works for something that the business wants. "
           "Where nobody can say which goal that is, the money is the first to be saved, and rightly.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"900 people a month who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  serves revenue\n"
             "  aim    \"900 people a month who answer us\"\n"
             "}\n",
    .run = objective_serves_no_goal,
};

static const char *propose_owner(const struct model *model, struct arena *arena) {
  return suggestion(arena, "owner ", suggested_person(model, ENTITY_CLIENT), "");
}

static void objective_without_owner(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_objective_owner, TEXT_G005, TEXT_G005_HELP, propose_owner};
  objectives_lacking(model, report, &lack);
}

const struct rule rule_G005 = {
    .row = {"G005", "objective-without-owner", LEVEL_ERROR, "nobody owns the objective"},
    .why = "Somebody must answer for the objective: decide when the agency asks, and explain when it is missed. What belongs to "
           "all is looked after by nobody. The owner may be of either side; usually it is somebody of the client.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"900 people a month who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  aim   \"900 people a month who answer us\"\n"
             "  owner mei\n"
             "}\n",
    .run = objective_without_owner,
};

static const char *propose_returns(const struct model *model, struct arena *arena) {
  (void)model;
  return suggestion(arena, "returns ", "direct", "");
}

static void returns_unsaid(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_objective_returns, TEXT_G015, TEXT_G015_HELP, propose_returns};
  objectives_lacking(model, report, &lack);
}

const struct rule rule_G015 = {
    .row = {"G015", "returns-unsaid", LEVEL_INFO, "the objective does not say what it returns"},
    .why = "A client who expects orders and an agency that works for a good name will both be disappointed. Said beforehand, "
           "each return is measured by what shows it: direct ones in money, indirect ones by a KPI that stands in for them.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"900 people a month who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  aim     \"900 people a month who answer us\"\n"
             "  returns indirect word_of_mouth\n"
             "}\n",
    .run = returns_unsaid,
};

/* G009 */

/* The departments of all clients. */
static struct argument departments_of(const struct model *model, const struct department **first, struct arena *arena) {
  VECTOR(const char *) names = {0};
  *first = NULL;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; party->entity.kind == ENTITY_CLIENT && k < party->departments.count; k++) {
      if (!*first) *first = party->departments.items[k];
      VECTOR_PUSH(arena, &names, party->departments.items[k]->entity.spelling);
    }
  }
  return arg_list(names.items, names.count);
}

static void objective_without_department(const struct model *model, struct report *report) {
  const struct department *first;
  struct argument departments = departments_of(model, &first, report->arena);
  for (uint32_t i = 0; first && i < model->objectives.count; i++) {
    const struct entity *entity = &model->objectives.items[i]->entity;
    if (!report_lacks(report, entity, STATEMENT_objective_for)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_G009, ARGS(arg_name(entity->spelling)));
    const char *example = suggestion(report->arena, "for ", first->entity.spelling, "");
    report_help(report, finding, TEXT_G009_HELP, ARGS(arg_name(example), departments));
  }
}

const struct rule rule_G009 = {
    .row = {"G009", "objective-without-department", LEVEL_INFO,
            "the client has departments, and the objective is for none of them"},
    .why = "Questions and complaints reach marketing that belong to sales, to service or to production. A department that knows "
           "what is pursued in its name answers sooner, and can say in time what it needs.",
    .wrong = "agreement tea \"Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client hill \"Hill Farm\" { department shop \"Shop\"; person ho \"Ho Lan\" in shop }\n"
             "objective community \"A community that talks about tea\" {\n"
             "  aim   \"900 people a month who answer us\"\n"
             "  owner ho\n"
             "}\n",
    .right = "agreement tea \"Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client hill \"Hill Farm\" { department shop \"Shop\"; person ho \"Ho Lan\" in shop }\n"
             "objective community \"A community that talks about tea\" {\n"
             "  for   shop\n"
             "  aim   \"900 people a month who answer us\"\n"
             "  owner ho\n"
             "}\n",
    .run = objective_without_department,
};

/* G003 */

static void help_with_aim(struct report *report, struct finding *finding, const struct objective *objective) {
  struct argument statement = arg_name("aim \"…\"");
  const struct kpi *kpi = objectives_first_target(objective);
  if (kpi)
    report_help(report, finding, TEXT_G003_HELP_KPI,
                ARGS(statement, arg_name(kpi->entity.spelling), objectives_asked_argument(kpi), arg_date(kpi->target.by)));
  else
    report_help(report, finding, TEXT_G003_HELP, ARGS(statement));
}

static void objective_not_specific(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    const struct argument *name = ARGS(arg_name(entity->spelling));
    if (report_lacks(report, entity, STATEMENT_objective_aim)) {
      help_with_aim(report, report_finding(report, entity, entity->head, TEXT_G003, name), objective);
    } else if (report_lacks(report, entity, STATEMENT_objective_problem)) {
      struct finding *finding = report_finding(report, entity, entity->head, TEXT_G003_PROBLEM, name);
      report_lowered(report, finding);
      report_help(report, finding, TEXT_G003_PROBLEM_HELP, ARGS(arg_name("problem \"…\"")));
    }
  }
}

const struct rule rule_G003 = {
    .row = {"G003", "objective-not-specific", LEVEL_WARNING, "the objective has no aim (S of SMART)"},
    .why = "A title is a heading; the aim says what shall be different at the end. Without it each side pursues what it takes the "
           "title to mean. The problem that it starts from is worth a sentence too: where only that lacks, it is an info.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  problem \"Those who love our tea tell nobody.\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  problem \"Those who love our tea tell nobody.\"\n"
             "  aim     \"900 people a month who answer us\"\n"
             "}\n",
    .run = objective_not_specific,
};

/* G004 */

/* Whether something of a KPI, or the lack of its target, leaves open when it is due. */
static bool deadline_is_unknown(const struct objective *objective) {
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    if (kpi->target.form != TARGET_OBSERVE || !kpi->target.stated || entity_unknown(&kpi->entity, STATEMENT_kpi_target))
      return true;
  }
  return false;
}

static const char *last_day_written(const struct model *model, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "by ");
  if (model->agreement.term.to == DAY_NONE) buffer_text(&out, "end");
  else day_write(&out, model->agreement.term.to);
  return buffer_string(&out);
}

static void objective_without_deadline(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  struct arena *arena = report->arena;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    if (entity_stated(entity, STATEMENT_objective_by) || report_unsure(report, deadline_is_unknown(objective))) continue;
    if (!report_lacks(report, entity, STATEMENT_objective_by)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_G004, ARGS(arg_name(entity->spelling)));
    if (objective->kpis.count > 0) report_label(report, finding, TEXT_G004_LABEL, ARGS(objectives_kpi_names(objective, arena)));
    report_help(report, finding, TEXT_G004_HELP, ARGS(arg_name(last_day_written(model, arena))));
  }
}

const struct rule rule_G004 = {
    .row = {"G004", "objective-without-deadline", LEVEL_ERROR,
            "the objective has no date, and its KPIs are only observed (T of SMART)"},
    .why = "Without a date an objective is never missed, only not reached yet. The date of a KPI's target serves as well; a "
           "figure that is only observed has none that anybody is held to. Where no KPI measures the objective, G001 speaks; "
           "where a KPI lacks its target, K001 does.",
    .wrong = "objective community \"A community that talks about tea\" { aim \"900 people a month who answer us\" }\n"
             "kpi answers \"People who answer\" { measures community; unit answers; target observe }\n",
    .right = "objective community \"A community that talks about tea\" { aim \"900 people a month who answer us\"; by end }\n"
             "kpi answers \"People who answer\" { measures community; unit answers; target observe }\n",
    .prerequisites = {&rule_G001},
    .run = objective_without_deadline,
};

/* G006 */

/* The goals that objectives serve; false where one of them may serve more than is known, or says nothing (G002 speaks). */
static bool gather_served(const struct model *model, struct report *report, struct entity_map *served) {
  bool unknown = model->incomplete, unsaid = false;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    unknown = unknown || entity->incomplete || entity_unknown(entity, STATEMENT_objective_serves);
    unsaid = unsaid || !entity_stated(entity, STATEMENT_objective_serves);
    for (uint32_t k = 0; k < objective->serves.count; k++)
      *entity_map_at(served, objective->serves.items[k].to) = objective->serves.items[k].to;
  }
  return !report_unsure(report, unknown) && !unsaid;
}

static void goal_without_objective(const struct model *model, struct report *report) {
  struct entity_map served = {.arena = report->arena};
  if (!gather_served(model, report, &served)) return;
  for (uint32_t i = 0; i < model->goals.count; i++) {
    const struct entity *entity = &model->goals.items[i]->entity;
    if (entity_map_get(&served, entity)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_G006, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_G006_HELP, ARGS(arg_name(suggestion(report->arena, "serves ", entity->spelling, ""))));
  }
}

const struct rule rule_G006 = {
    .row = {"G006", "goal-without-objective", LEVEL_WARNING, "no objective works for the goal"},
    .why = "A goal of the business that stands in the agreement will be asked after at its end. Either an objective works for "
           "it, or it does not belong here. As long as an objective names no goal at all (G002), this rule keeps silent: "
           "the goal may be the one that was forgotten there.",
    .wrong = "goal exports \"Sell in Japan\" { owner wu }\n",
    .right = "goal exports \"Sell in Japan\" { owner wu }\n"
             "objective readers \"Readers in Japan\" { serves exports; aim \"300 readers a month in Japan\" }\n",
    .run = goal_without_objective,
};
