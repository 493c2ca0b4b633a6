/* R: duties: whose they are, and what they leave out. */
#include <assert.h>

#include "check/rule.h"
#include "check/suggestion.h"

/* ---- R008 ---- */

static uint32_t clients_among(const struct refs *persons) {
  uint32_t clients = 0;
  for (uint32_t i = 0; i < persons->count; i++) clients += entity_is_client(persons->items[i].to);
  return clients;
}

/* Whether it cannot be told of all of them whose they are. */
static bool are_unknown(const struct entity *entity, enum statement_kind statement, const struct refs *persons) {
  bool unknown = entity->incomplete || entity_unknown(entity, statement);
  for (uint32_t i = 0; i < persons->count && !unknown; i++) unknown = !entity_party(persons->items[i].to);
  return unknown;
}

/* Whether a person of a client does a duty or an action; what could not be read may be theirs. */
static bool client_does_something(const struct model *model, bool *unknown) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    *unknown = *unknown || are_unknown(&duty->entity, STATEMENT_duty_responsible, &duty->responsible);
    if (clients_among(&duty->responsible) > 0) return true;
  }
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    *unknown = *unknown || are_unknown(&action->entity, STATEMENT_action_by, &action->by);
    if (clients_among(&action->by) > 0) return true;
  }
  return false;
}

/* Where nobody does anything at all, nothing is outsourced either. */
static bool somebody_does_something(const struct model *model) {
  for (uint32_t i = 0; i < model->duties.count; i++)
    if (model->duties.items[i]->responsible.count > 0) return true;
  for (uint32_t i = 0; i < model->actions.count; i++)
    if (model->actions.items[i]->by.count > 0) return true;
  return false;
}

/* A duty that the client keeps, whole. */
static const char *own_duty_written(const struct model *model, struct arena *arena) {
  const char *person = suggested_person(model, ENTITY_CLIENT);
  const char *start = suggestion(arena, "duty own_strategy \"Strategy\" core { responsible ", person, "; accountable ");
  return suggestion(arena, start, person, " }");
}

static void all_outsourced(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  const struct party *client = suggested_party(model, ENTITY_CLIENT);
  bool unknown = model->incomplete;
  if (!client || !somebody_does_something(model) || client_does_something(model, &unknown)) return;
  if (report_unsure(report, unknown)) return;
  struct argument name = arg_name(client->entity.spelling);
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_R008, ARGS(name));
  const char *responsible = suggestion(report->arena, "responsible ", suggested_person(model, ENTITY_CLIENT), "");
  if (model->duties.count == 0) responsible = own_duty_written(model, report->arena);
  report_help(report, finding, TEXT_R008_HELP, ARGS(arg_name(responsible)));
}

const struct rule rule_R008 = {
    .row = {"R008", "all-outsourced", LEVEL_WARNING, "no person of a client is responsible for any duty or action"},
    .why = "An agency knows its trade, and the client knows its customers, its product and its reasons. Who hands over everything can "
           "soon no longer judge what comes back, nor change the agency.",
    .wrong = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\" }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "duty strategy \"Brand strategy\" core { responsible an; accountable mei }\n",
    .right = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\"; person wu \"Wu Ta-wei\" }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "duty strategy \"Brand strategy\" core { responsible mei; accountable wu; consulted an }\n",
    .run = all_outsourced,
};

/* ---- R009 ---- */

enum role_in_duty { IN_RESPONSIBLE, IN_ACCOUNTABLE, IN_CONSULTED, IN_INFORMED };

static const enum text_key role_names[] = {[IN_RESPONSIBLE] = TEXT_R009_RESPONSIBLE,
                                           [IN_ACCOUNTABLE] = TEXT_R009_ACCOUNTABLE,
                                           [IN_CONSULTED] = TEXT_R009_CONSULTED,
                                           [IN_INFORMED] = TEXT_R009_INFORMED};
static const char *const role_words[] = {"responsible", "accountable", "consulted", "informed"};
static_assert(sizeof role_names / sizeof *role_names == sizeof role_words / sizeof *role_words, "a name and a word for each");

/* Where a person stands in a duty: the role that asks most of it, and whether a second one was reported. */
struct part {
  const struct ref *ref;
  enum role_in_duty role;
  bool reported;
};

static void report_two_roles(struct report *report, const struct duty *duty, const struct part *part, const struct ref *again,
                             enum role_in_duty role) {
  struct argument person = arg_name(again->to->spelling), name = arg_name(duty->entity.spelling);
  bool same = part->role == role;
  struct finding *finding =
      same ? report_finding(report, &duty->entity, again->span, TEXT_R009_SAME, ARGS(person, name, arg_text(role_names[role])))
           : report_finding(report, &duty->entity, again->span, TEXT_R009,
                            ARGS(person, name, arg_text(role_names[part->role]), arg_text(role_names[role])));
  report_related(report, finding, part->ref->span, TEXT_R009_FIRST, ARGS(person, arg_text(role_names[part->role])));
  report_help(report, finding, TEXT_R009_HELP, ARGS(person, arg_name(role_words[role])));
}

static void meet_person(struct report *report, const struct duty *duty, struct entity_map *parts, const struct ref *ref,
                        enum role_in_duty role) {
  void **slot = entity_map_at(parts, ref->to);
  struct part *part = *slot;
  if (!part) {
    part = ARENA_NEW(report->arena, struct part);
    *part = (struct part){ref, role, false};
    *slot = part;
    return;
  }
  /* One person may well do the work and answer for it. */
  bool owner = part->role == IN_RESPONSIBLE && role == IN_ACCOUNTABLE;
  if (!owner && !part->reported) report_two_roles(report, duty, part, ref, role);
  part->reported = part->reported || !owner;
}

static void meet_persons(struct report *report, const struct duty *duty, struct entity_map *parts, const struct refs *refs,
                         enum role_in_duty role) {
  for (uint32_t i = 0; i < refs->count; i++) meet_person(report, duty, parts, &refs->items[i], role);
}

static void two_roles(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    struct entity_map parts = {.arena = report->arena};
    meet_persons(report, duty, &parts, &duty->responsible, IN_RESPONSIBLE);
    if (duty->accountable.to) meet_person(report, duty, &parts, &duty->accountable, IN_ACCOUNTABLE);
    meet_persons(report, duty, &parts, &duty->consulted, IN_CONSULTED);
    meet_persons(report, duty, &parts, &duty->informed, IN_INFORMED);
  }
}

const struct rule rule_R009 = {
    .row = {"R009", "two-roles", LEVEL_WARNING, "one person stands twice in one duty, other than as responsible and accountable"},
    .why = "Who does the work knows of it anyway, and need not be asked for advice by himself. A second role for the same person "
           "mostly stands where somebody else was meant. One person may do the work and answer for it.",
    .wrong = "duty answering \"Answering customers\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "  consulted   jo\n"
             "}\n",
    .right = "duty answering \"Answering customers\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "  consulted   mei\n"
             "}\n",
    .run = two_roles,
};

/* ---- R010 ---- */

static void report_in_house(const struct model *model, struct report *report, const struct duty *duty) {
  const struct party *agency = suggested_party(model, ENTITY_AGENCY);
  struct finding *finding = report_finding(report, &duty->entity, duty->responsible.span, TEXT_R010,
                                           ARGS(arg_name(duty->entity.spelling)));
  if (agency)
    report_help(report, finding, TEXT_R010_HELP, ARGS(arg_name(agency->entity.spelling)));
  else
    report_help(report, finding, TEXT_R010_HELP_PLAIN, NO_ARGS);
}

static void specialist_in_house(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    bool in_house = duty->responsible.count > 0 && clients_among(&duty->responsible) == duty->responsible.count;
    if (!duty->specialist || !in_house) continue;
    if (!report_unsure(report, entity_unknown(&duty->entity, STATEMENT_duty_responsible))) report_in_house(model, report, duty);
  }
}

const struct rule rule_R010 = {
    .row = {"R010", "specialist-in-house", LEVEL_INFO, "a specialist duty all of whose responsible persons are of a client"},
    .why = "`specialist` says that the work needs a skill from outside. Where the client does it all the same, either nobody has that "
           "skill, or the client has it and the word is out of place.",
    .wrong = "duty ad_buying \"Buying ads\" specialist {\n"
             "  responsible mei\n"
             "  accountable wu\n"
             "}\n",
    .right = "duty ad_buying \"Buying ads\" specialist {\n"
             "  responsible jo\n"
             "  accountable wu\n"
             "}\n",
    .prerequisites = {&rule_R002},
    .run = specialist_in_house,
};

/* ---- R011 ---- */

/* What duties include; false where that is not known of all of it. */
static bool gather_included(const struct model *model, struct entity_map *included) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    known = known && !duty->entity.incomplete && !entity_unknown(&duty->entity, STATEMENT_duty_includes);
    for (uint32_t k = 0; k < duty->includes.count; k++) {
      const struct entity *entity = duty->includes.items[k].to;
      if (entity->kind != ENTITY_CHANNEL) *entity_map_at(included, entity) = duty->includes.items[k].to;
    }
  }
  return known;
}

static void check_included(struct report *report, const struct entity_map *included, const struct entity *entity,
                           enum text_key what) {
  if (entity_map_get(included, entity) || report_unsure(report, entity->misread)) return;
  struct argument name = arg_name(entity->spelling);
  struct finding *finding = report_finding(report, entity, entity->head, TEXT_R011, ARGS(arg_text(what), name));
  report_help(report, finding, TEXT_R011_HELP, ARGS(name));
}

static void not_in_any_duty(const struct model *model, struct report *report) {
  struct entity_map included = {.arena = report->arena};
  bool known = gather_included(model, &included);
  if (included.count == 0 || report_unsure(report, !known)) return;
  for (uint32_t i = 0; i < model->actions.count; i++)
    check_included(report, &included, &model->actions.items[i]->entity, TEXT_R003_ACTION);
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    check_included(report, &included, &model->deliverables.items[i]->entity, TEXT_R011_DELIVERABLE);
}

const struct rule rule_R011 = {
    .row = {"R011", "not-in-any-duty", LEVEL_INFO, "an action or deliverable that no duty includes, where duties include any"},
    .why = "Duties that say what belongs to them answer the question whom to ask. What stands in none of them was forgotten, or is "
           "nobody's. Where no duty includes an action or deliverable, the agreement does not use them so, and nothing is said.",
    .wrong = "action quiz \"Weekly quiz\" { for sales; on page; by jo; every week on wednesday }\n",
    .right = "action quiz \"Weekly quiz\" { for sales; on page; by jo; every week on wednesday }\n"
             "duty quizzes \"Quizzes\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "  includes    quiz\n"
             "}\n",
    .run = not_in_any_duty,
};

/* ---- R012 ---- */

/* One that the client answers for already, and that needs no skill from outside; NULL: there is none. */
static const struct duty *likely_core(const struct model *model) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    if (duty->accountable.to && entity_is_client(duty->accountable.to) && !duty->specialist) return duty;
  }
  return NULL;
}

static void no_core_duty(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->duties.count; i++) {
    if (model->duties.items[i]->core) return;
    unknown = unknown || model->duties.items[i]->kind_unknown;
  }
  if (model->duties.count == 0 || report_unsure(report, unknown)) return;
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_R012, NO_ARGS);
  const struct duty *likely = likely_core(model);
  if (likely)
    report_help(report, finding, TEXT_R012_HELP,
                ARGS(arg_name(suggestion(report->arena, "duty ", likely->entity.spelling, " core"))));
  else
    report_help(report, finding, TEXT_R012_HELP_NEW, ARGS(arg_name(own_duty_written(model, report->arena))));
}

const struct rule rule_R012 = {
    .row = {"R012", "no-core-duty", LEVEL_INFO, "there are duties, and none is `core`"},
    .why = "Before a firm hands out work it should know what it never will: its strategy, its product, the word that it gives to "
           "customers. A duty marked `core` says so, and a person of the client answers for it.",
    .wrong = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\"; person wu \"Wu Ta-wei\" }\n"
             "duty strategy \"Brand strategy\" { responsible mei; accountable wu }\n",
    .right = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\"; person wu \"Wu Ta-wei\" }\n"
             "duty strategy \"Brand strategy\" core { responsible mei; accountable wu }\n",
    .run = no_core_duty,
};
