/* R: responsibilities: who does a duty or an action, and who answers for it. */
#include "check/rule.h"
#include "check/suggestion.h"

/* What a duty or an action must say. */
struct needed {
  enum statement_kind statement;
  enum text_key message, help;
  const char *word; /* that it begins with, and a space */
  const struct entity *(*somebody)(const struct model *model, const struct entity *entity); /* who is proposed; NULL: nobody */
};

static bool is_named(const struct refs *persons, const struct entity *person) {
  bool named = false;
  for (uint32_t i = 0; i < persons->count && !named; i++) named = persons->items[i].to == person;
  return named;
}

typedef bool suits_thing(const struct entity *thing, const struct entity *person);

/* The contact of the first party of a kind where it suits, else the first of its persons who does. */
static const struct entity *somebody_who(const struct model *model, enum entity_kind kind, suits_thing *suits,
                                         const struct entity *thing) {
  const struct party *party = suggested_party(model, kind);
  if (!party) return NULL;
  if (party->contact.to && suits(thing, party->contact.to)) return party->contact.to;
  for (uint32_t i = 0; i < party->persons.count; i++)
    if (suits(thing, &party->persons.items[i]->entity)) return &party->persons.items[i]->entity;
  return NULL;
}

static void check_needed(const struct model *model, struct report *report, const struct entity *entity, const struct needed *needed) {
  if (!report_lacks(report, entity, needed->statement)) return;
  struct finding *finding = report_finding(report, entity, entity->head, needed->message, ARGS(arg_name(entity->spelling)));
  const struct entity *person = needed->somebody(model, entity);
  report_help(report, finding, needed->help,
              ARGS(arg_name(suggestion(report->arena, needed->word, person ? person->spelling : "PERSON", ""))));
}

static void check_duties(const struct model *model, struct report *report, const struct needed *needed) {
  for (uint32_t i = 0; i < model->duties.count; i++) check_needed(model, report, &model->duties.items[i]->entity, needed);
}

/* Who is consulted or informed has a part in it already. */
static bool is_free_for(const struct entity *thing, const struct entity *person) {
  const struct duty *duty = (const struct duty *)thing;
  return !is_named(&duty->consulted, person) && !is_named(&duty->informed, person);
}

/* R001 */

/* Who does it may answer for it, but for what is core somebody of the client does. */
static const struct entity *who_answers(const struct model *model, const struct entity *entity) {
  const struct duty *duty = (const struct duty *)entity;
  for (uint32_t i = 0; i < duty->responsible.count; i++) {
    const struct entity *person = duty->responsible.items[i].to;
    if (is_free_for(entity, person) && (!duty->core || entity_is_client(person))) return person;
  }
  return somebody_who(model, ENTITY_CLIENT, is_free_for, entity);
}

static void duty_without_accountable(const struct model *model, struct report *report) {
  static const struct needed accountable = {STATEMENT_duty_accountable, TEXT_R001, TEXT_R001_HELP, "accountable ", who_answers};
  check_duties(model, report, &accountable);
}

const struct rule rule_R001 = {
    .row = {"R001", "duty-without-accountable", LEVEL_ERROR, "nobody is accountable for the duty"},
    .why = "Several may do the work; one person answers for it. Where nobody does, what goes wrong is nobody's, and the other "
           "side does not know whom to ask.",
    .wrong = "duty answering \"Answering customers\" {\n"
             "  responsible jo\n"
             "}\n",
    .right = "duty answering \"Answering customers\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "}\n",
    .run = duty_without_accountable,
};

/* R002 */

static const struct entity *who_does_it(const struct model *model, const struct entity *entity) {
  return somebody_who(model, ENTITY_AGENCY, is_free_for, entity);
}

static void duty_without_responsible(const struct model *model, struct report *report) {
  static const struct needed responsible = {STATEMENT_duty_responsible, TEXT_R002, TEXT_R002_HELP, "responsible ", who_does_it};
  check_duties(model, report, &responsible);
}

const struct rule rule_R002 = {
    .row = {"R002", "duty-without-responsible", LEVEL_ERROR, "nobody is responsible for the duty"},
    .why = "Who is accountable answers for the work, and who is responsible does it. A duty that nobody does is a wish: each side "
           "will think that the other one is at it.",
    .wrong = "duty answering \"Answering customers\" {\n"
             "  accountable an\n"
             "}\n",
    .right = "duty answering \"Answering customers\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "}\n",
    .run = duty_without_responsible,
};

/* R003 */

/* The first person that is one too many; NULL: there is none. One who is named twice is one of those that it counts. */
static const struct ref *first_excess(const struct refs *persons, struct decimal most, uint32_t *distinct,
                                      struct arena *arena) {
  struct entity_map met = {.arena = arena};
  const struct ref *excess = NULL;
  for (uint32_t i = 0; i < persons->count; i++) {
    *entity_map_at(&met, persons->items[i].to) = persons->items[i].to;
    if (!excess && decimal_compare(decimal_from_integer(met.count), most) > 0) excess = &persons->items[i];
  }
  *distinct = met.count;
  return excess;
}

/* Those who do a duty or an action. */
struct doers {
  const struct entity *entity;
  const struct refs *persons;
  enum statement_kind statement;
  enum text_key what;
};

static void check_doers(struct report *report, const struct doers *doers) {
  struct decimal most = setting_of(report->settings, SETTING_RESPONSIBLE);
  uint32_t distinct;
  const struct ref *excess = first_excess(doers->persons, most, &distinct, report->arena);
  if (!excess) {
    report_unsure(report, entity_unknown(doers->entity, doers->statement));
    return;
  }
  struct decimal over = decimal_subtract(decimal_from_integer(distinct), most);
  struct finding *finding = report_finding(report, doers->entity, excess->span, TEXT_R003,
                                           ARGS(arg_text(doers->what), arg_name(doers->entity->spelling), arg_integer(distinct),
                                                arg_number(over), arg_number(most)));
  bool duty = doers->entity->kind == ENTITY_DUTY;
  report_help(report, finding, duty ? TEXT_R003_HELP_DUTY : TEXT_R003_HELP_ACTION, NO_ARGS);
}

static void too_many_responsible(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    check_doers(report, &(struct doers){&duty->entity, &duty->responsible, STATEMENT_duty_responsible, TEXT_R003_DUTY});
  }
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    check_doers(report, &(struct doers){&action->entity, &action->by, STATEMENT_action_by, TEXT_R003_ACTION});
  }
}

const struct rule rule_R003 = {
    .row = {"R003", "too-many-responsible", LEVEL_WARNING, "more persons do a duty or an action than `responsible` allows"},
    .why = "Where one is enough, several are none: each waits for the others, and afterwards nobody was it. One or two do the work; "
           "others can be consulted, or have a duty of their own.",
    .wrong = "duty events \"Tastings\" {\n"
             "  responsible jo, an, mei\n"
             "  accountable wu\n"
             "}\n",
    .right = "duty events \"Tastings\" {\n"
             "  responsible jo\n"
             "  accountable wu\n"
             "  consulted   an, mei\n"
             "}\n",
    .run = too_many_responsible,
};

/* R004 */

static void report_outsourced(const struct model *model, struct report *report, const struct duty *duty,
                              const struct party *party) {
  const struct party *client = suggested_party(model, ENTITY_CLIENT);
  const struct entity *person = duty->accountable.to;
  struct argument of = arg_name(party->entity.spelling);
  struct finding *finding = report_finding(report, &duty->entity, duty->accountable.span, TEXT_R004,
                                           ARGS(arg_name(duty->entity.spelling), arg_name(person->spelling), of));
  report_label(report, finding, TEXT_R004_LABEL, ARGS(of));
  if (client)
    report_help(report, finding, TEXT_R004_HELP, ARGS(arg_name(client->entity.spelling)));
  else
    report_help(report, finding, TEXT_R004_HELP_PLAIN, NO_ARGS);
}

static void core_outsourced(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct duty *duty = model->duties.items[i];
    const struct entity *person = duty->accountable.to;
    if (!duty->core || report_unsure(report, entity_unknown(&duty->entity, STATEMENT_duty_accountable)) || !person) continue;
    const struct party *party = entity_party(person);
    if (report_unsure(report, !party) || party->entity.kind == ENTITY_CLIENT) continue;
    report_outsourced(model, report, duty, party);
  }
}

const struct rule rule_R004 = {
    .row = {"R004", "core-outsourced", LEVEL_ERROR, "a core duty whose accountable person is not of a client"},
    .why = "What a firm is known for can be helped along by others, but not answered for by them: who gives that away can no "
           "longer change the agency, and learns nothing. A person of the client stays accountable for a `core` duty.",
    .wrong = "duty naming \"What our teas are called\" core {\n"
             "  responsible an\n"
             "  accountable an\n"
             "}\n",
    .right = "duty naming \"What our teas are called\" core {\n"
             "  responsible an\n"
             "  accountable wu\n"
             "}\n",
    .prerequisites = {&rule_R001},
    .run = core_outsourced,
};

/* R005 */

static bool has_access(const struct entity *thing, const struct entity *person) {
  const struct action *action = (const struct action *)thing;
  bool has = true;
  for (uint32_t i = 0; i < action->channels.count && has; i++) {
    const struct channel *channel = (const struct channel *)action->channels.items[i].to;
    has = is_named(&channel->admin, person) || is_named(&channel->access, person);
  }
  return has;
}

static const struct entity *who_takes_it(const struct model *model, const struct entity *entity) {
  const struct entity *person = somebody_who(model, ENTITY_AGENCY, has_access, entity);
  return person ? person : somebody_who(model, ENTITY_CLIENT, has_access, entity);
}

static void action_without_owner(const struct model *model, struct report *report) {
  static const struct needed owner = {STATEMENT_action_by, TEXT_R005, TEXT_R005_HELP, "by ", who_takes_it};
  for (uint32_t i = 0; i < model->actions.count; i++) check_needed(model, report, &model->actions.items[i]->entity, &owner);
}

const struct rule rule_R005 = {
    .row = {"R005", "action-without-owner", LEVEL_ERROR, "nobody is named who takes the action"},
    .why = "A plan is a list of who does what by when. Where the who is missing, the day comes and everybody thought that it was "
           "somebody else's.",
    .wrong = "action quiz \"Weekly quiz\" { for sales; on page; every week on wednesday }\n",
    .right = "action quiz \"Weekly quiz\" { for sales; on page; by jo; every week on wednesday }\n",
    .run = action_without_owner,
};
