/* A: the steps of an approval: who is asked, and what silence means. */
#include "check/approvals.h"
#include "check/figures.h"
#include "check/suggestion.h"

/* ---- Who is asked ---- */

/* The persons of its steps: from each to where it stands first. */
static struct entity_map gather_asked(const struct approval *approval, struct arena *arena) {
  struct entity_map asked = {.arena = arena};
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct refs *by = &approval->steps.items[i].by;
    for (uint32_t k = 0; k < by->count; k++) {
      void **slot = entity_map_at(&asked, by->items[k].to);
      if (!*slot) *slot = &by->items[k];
    }
  }
  return asked;
}

/* The person of the last step; NULL: none is known. */
static const struct person *last_asked(const struct approval *approval) {
  for (uint32_t i = approval->steps.count; i > 0; i--)
    if (approval->steps.items[i - 1].by.count > 0) return (const struct person *)approval->steps.items[i - 1].by.items[0].to;
  return NULL;
}

/* Somebody on the side of those who are asked, and none of them: a deputy first. NULL: there is nobody. */
static const struct entity *beside_asked(const struct approval *approval, struct arena *arena) {
  const struct entity_map asked = gather_asked(approval, arena);
  const struct person *last = last_asked(approval);
  if (last && last->deputy.to && !entity_map_get(&asked, last->deputy.to)) return last->deputy.to;
  for (uint32_t i = 0; last && last->party && i < last->party->persons.count; i++)
    if (!entity_map_get(&asked, last->party->persons.items[i])) return &last->party->persons.items[i]->entity;
  return NULL;
}

/* ---- A003 ---- */

/* The one party that persons are of. A person whose line could not be read is of none. */
struct side {
  const struct party *party;
  bool mixed;
};

static void add_to_side(struct side *side, const struct refs *persons) {
  for (uint32_t i = 0; i < persons->count; i++) {
    const struct party *party = entity_party(persons->items[i].to);
    side->mixed = side->mixed || !party || (side->party && side->party != party);
    side->party = party;
  }
}

static const struct party *party_asked(const struct approval *approval) {
  struct side side = {NULL, false};
  for (uint32_t i = 0; i < approval->steps.count; i++) add_to_side(&side, &approval->steps.items[i].by);
  return side.mixed ? NULL : side.party;
}

/* Where nothing is said, the agency makes a content: of several, nobody knows which. */
static const struct party *only_agency(const struct model *model) {
  const struct party *agency = NULL;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    if (model->parties.items[i]->entity.kind != ENTITY_AGENCY) continue;
    if (agency) return NULL;
    agency = model->parties.items[i];
  }
  return agency;
}

static const struct party *maker_of_action(const struct action *action) {
  struct side side = {NULL, false};
  add_to_side(&side, &action->by);
  return side.mixed ? NULL : side.party;
}

/* Who makes what is approved; NULL: several do, or it is not known. */
static const struct party *maker_of(struct report *report, const struct entity *thing, const struct party *agency) {
  switch (thing->kind) {
    case ENTITY_CONTENT:
      if (report_lacks(report, thing, STATEMENT_content_by)) return agency;
      return entity_party(((const struct content *)thing)->by.to);
    case ENTITY_DELIVERABLE:
      return entity_party(((const struct deliverable *)thing)->from.to);
    case ENTITY_ACTION:
      if (report_unsure(report, entity_unknown(thing, STATEMENT_action_by))) return NULL;
      return maker_of_action((const struct action *)thing);
    default:
      return NULL;
  }
}

/* What an approval covers of those who are asked themselves. */
struct own_work {
  const char **names;
  uint32_t count;
  const struct ref *first;
};

static struct own_work own_work_of(struct report *report, const struct approval *approval, const struct party *asked,
                                   const struct party *agency) {
  struct own_work own = {.names = ARENA_ARRAY(report->arena, const char *, approval->covers.count + 1)};
  for (uint32_t i = 0; i < approval->covers.count; i++) {
    const struct ref *cover = &approval->covers.items[i];
    if (!cover->to || maker_of(report, cover->to, agency) != asked) continue;
    if (own.count == 0) own.first = cover;
    own.names[own.count++] = cover->to->spelling;
  }
  return own;
}

static void report_own_work(const struct model *model, struct report *report, const struct approval *approval,
                            const struct own_work *own, const struct party *asked) {
  struct argument party = arg_name(asked->entity.spelling), name = arg_name(approval->entity.spelling);
  bool client = asked->entity.kind == ENTITY_CLIENT;
  const char *other = suggested_person(model, client ? ENTITY_AGENCY : ENTITY_CLIENT);
  const char *step = suggestion(report->arena, "step ", other, " within 1 workday");
  struct finding *finding = report_finding(report, &approval->entity, own->first->span, TEXT_A003,
                                           ARGS(name, party, arg_list(own->names, own->count)));
  for (uint32_t i = 0; i < approval->steps.count; i++)
    report_related(report, finding, approval->steps.items[i].by.span, TEXT_A003_STEP, ARGS(party));
  report_help(report, finding, TEXT_A003_HELP,
              ARGS(arg_name(step), arg_name(suggestion(report->arena, "delegated to ", asked->entity.spelling, ""))));
}

static void approves_own_work(const struct model *model, struct report *report) {
  const struct party *agency = only_agency(model);
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    const struct entity *entity = &approval->entity;
    const struct party *asked = party_asked(approval);
    if (!asked || report_unsure(report, !approval_steps_known(approval))) continue;
    struct own_work own = own_work_of(report, approval, asked, agency);
    /* What a client makes goes along where its people release what others make. */
    bool among_others = asked->entity.kind == ENTITY_CLIENT &&
                        (own.count < approval->covers.count || entity_unknown(entity, STATEMENT_approval_covers));
    if (own.count > 0 && !among_others) report_own_work(model, report, approval, &own, asked);
  }
}

const struct rule rule_A003 = {
    .row = {"A003", "approves-own-work", LEVEL_WARNING, "every step of an approval is by the party that made what it releases"},
    .why = "An approval is a second pair of eyes, and those of one's own colleagues see what one saw oneself. Where nobody else "
           "need look, `delegated to` says so honestly. What a client makes itself may go along in an approval of the agency's "
           "work; in one of its own it binds the client alone.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    an within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .prerequisites = {&rule_A008},
    .run = approves_own_work,
};

/* ---- A005 ---- */

static struct entity *first_client(const struct step *step) {
  uint32_t i = 0;
  while (i + 1 < step->by.count && !entity_is_client(step->by.items[i].to)) i++;
  return step->by.items[i].to;
}

/* The steps that need a client. */
struct client_steps {
  const struct step **items;
  uint32_t count, excess; /* the place of the first that is too many; count: none is */
  uint32_t repeated;      /* those whose persons were all asked before, where A013 says so */
};

static bool is_repeated(struct report *report, struct entity_map *met, const struct step *step) {
  bool repeated = true;
  for (uint32_t i = 0; i < step->by.count; i++) {
    void **slot = entity_map_at(met, step->by.items[i].to);
    repeated = repeated && *slot && report_is_silenced(report, step->by.items[i].to);
    *slot = step->by.items[i].to;
  }
  return repeated;
}

static struct client_steps client_steps_of(struct report *report, const struct approval *approval, struct decimal most) {
  struct entity_map met = {.arena = report->arena};
  struct client_steps steps = {.items = ARENA_ARRAY(report->arena, const struct step *, approval->steps.count + 1)};
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct step *step = &approval->steps.items[i];
    bool repeated = is_repeated(report, &met, step);
    if (!step_needs_client(step)) continue;
    steps.items[steps.count++] = step;
    steps.repeated += repeated;
    if (decimal_compare(decimal_from_integer(steps.count), most) <= 0) steps.excess = steps.count;
  }
  return steps;
}

/* The last step that is allowed and all that are too many in one: any of those persons who are not asked before. NULL
 * where that is one person. */
static const char *joined_steps(const struct client_steps *steps, struct arena *arena) {
  struct entity_map met = {.arena = arena};
  struct buffer out = buffer_in(arena);
  uint32_t joined = 0;
  buffer_text(&out, "step any of ");
  for (uint32_t i = 0; i < steps->count; i++) {
    struct entity *person = first_client(steps->items[i]);
    void **slot = entity_map_at(&met, person);
    bool joins = !*slot && i + 1 >= steps->excess;
    if (joins && joined++) buffer_text(&out, ", ");
    if (joins) buffer_text(&out, person->spelling);
    *slot = person;
  }
  const struct duration *within = &steps->items[steps->excess]->within;
  if (joined < 2 || within->unit == TIME_NONE) return NULL;
  buffer_text(&out, " within ");
  buffer_text(&out, suggested_duration(within, arena));
  return buffer_string(&out);
}

static void report_steps(struct report *report, const struct approval *approval, const struct client_steps *steps,
                         struct decimal most) {
  struct decimal over = decimal_subtract(decimal_from_integer(steps->count), most);
  struct finding *finding =
      report_finding(report, &approval->entity, steps->items[steps->excess]->span, TEXT_A005,
                     ARGS(arg_name(approval->entity.spelling), arg_integer(steps->count), arg_number(over), arg_number(most)));
  const char *joined = steps->excess > 0 ? joined_steps(steps, report->arena) : NULL;
  uint32_t excess = steps->count - steps->excess;
  if (joined)
    report_help(report, finding, TEXT_A005_HELP, ARGS(arg_integer(excess), arg_name(joined)));
  else
    report_help(report, finding, TEXT_A005_HELP_PLAIN, ARGS(arg_integer(excess)));
}

/* One that falls away once A013 is heard does not make it too many; the others do, whatever A013 says. */
static void too_many_steps(const struct model *model, struct report *report) {
  struct decimal most = setting_of(report->settings, SETTING_APPROVAL_STEPS);
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    if (report_unsure(report, !approval_steps_known(approval))) continue;
    struct client_steps steps = client_steps_of(report, approval, most);
    if (steps.count - steps.repeated > steps.excess) report_steps(report, approval, &steps, most);
  }
}

const struct rule rule_A005 = {
    .row = {"A005", "too-many-steps", LEVEL_WARNING, "more steps by persons of clients than `approval_steps` allows"},
    .why = "Each step waits for the one before it, and nobody thinks a text his own that three others will change. One person who "
           "knows the brand decides better and sooner. A step that a person of the agency may pass as well is none of the "
           "client's.",
    .wrong = "policy { set approval_steps 1 }\n"
             "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  step    wu within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .right = "policy { set approval_steps 1 }\n"
             "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    any of mei, wu within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .prerequisites = {&rule_A008, &rule_A013},
    .run = too_many_steps,
};

/* ---- A006 ---- */

static void silence_undefined(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    const struct entity *entity = &approval->entity;
    if (approval->steps.count == 0 || !report_lacks(report, entity, STATEMENT_approval_silence)) continue;
    const struct entity *other = beside_asked(approval, report->arena);
    const char *person = other ? other->spelling : "PERSON";
    const char *escalates = suggestion(report->arena, "silence escalates to ", person, " within 1 workday");
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_A006, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_A006_HELP,
                ARGS(arg_name(escalates), arg_name("silence rejects"), arg_name("silence approves")));
  }
}

const struct rule rule_A006 = {
    .row = {"A006", "silence-undefined", LEVEL_WARNING, "an approval with steps that does not say what silence means"},
    .why = "Somebody will be ill, on leave or busy. Where the agreement does not say whether a post may then be published, the agency "
           "either misses the day or takes the blame, and each side is sure of its own reading.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers recipe\n"
             "  step   mei within 1 workday\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence escalates to wu within 4 workhours\n"
             "}\n",
    .prerequisites = {&rule_A008},
    .run = silence_undefined,
};

/* ---- A007 ---- */

static void report_circle(struct report *report, const struct approval *approval, const struct ref *asked) {
  const struct silence *silence = &approval->silence;
  struct argument person = arg_name(silence->to.to->spelling);
  const struct entity *other = beside_asked(approval, report->arena);
  struct finding *finding = report_finding(report, &approval->entity, silence->to.span, TEXT_A007,
                                           ARGS(arg_name(approval->entity.spelling), person));
  report_related(report, finding, asked->span, TEXT_A007_STEP, ARGS(person));
  if (other) {
    const char *start = suggestion(report->arena, "silence escalates to ", other->spelling, " within ");
    const char *within = silence->within.unit == TIME_NONE ? "1 workday" : suggested_duration(&silence->within, report->arena);
    report_help(report, finding, TEXT_A007_HELP, ARGS(arg_name(suggestion(report->arena, start, within, ""))));
  } else {
    report_help(report, finding, TEXT_A007_HELP_PLAIN, NO_ARGS);
  }
}

static void escalation_circle(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    if (approval->silence.form != SILENCE_ESCALATES || !approval->silence.to.to) continue;
    const struct entity_map asked = gather_asked(approval, report->arena);
    const struct ref *step = entity_map_get(&asked, approval->silence.to.to);
    if (step)
      report_circle(report, approval, step);
    else
      report_unsure(report, !approval_steps_known(approval));
  }
}

const struct rule rule_A007 = {
    .row = {"A007", "escalation-circle", LEVEL_ERROR, "silence escalates to somebody who is asked in a step already"},
    .why = "Escalation is for the day on which those who are asked do not answer. Where it goes back to one of them, the question "
           "runs in a circle and the work stands still.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence escalates to mei within 1 workday\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence escalates to wu within 1 workday\n"
             "}\n",
    .run = escalation_circle,
};

/* ---- A008 ---- */

static void report_delegated_and_stepped(struct report *report, const struct approval *approval) {
  const struct ref *to = &approval->delegated;
  struct argument name = arg_name(approval->entity.spelling);
  struct finding *finding = report_finding(report, &approval->entity, to->span, TEXT_A008, ARGS(name));
  if (approval->steps.count > 0) report_related(report, finding, approval->steps.items[0].span, TEXT_A008_STEP, NO_ARGS);
  const char *party = to->to ? to->to->spelling : "PARTY";
  report_help(report, finding, TEXT_A008_HELP, ARGS(arg_name(suggestion(report->arena, "delegated to ", party, ""))));
}

static void delegated_and_stepped(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    if (!approval_is_delegated(approval) || !entity_stated(&approval->entity, STATEMENT_approval_step)) continue;
    bool unread = approval->delegated.span.end == 0; /* the statement is spoiled: what it should be nobody knows */
    if (!report_unsure(report, unread)) report_delegated_and_stepped(report, approval);
  }
}

const struct rule rule_A008 = {
    .row = {"A008", "delegated-and-stepped", LEVEL_ERROR, "an approval that is delegated and has steps as well"},
    .why = "Delegated work goes out without asking, work with steps waits for an answer. An approval that says both can be read "
           "either way, and will be on the day of the first quarrel.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers    recipe\n"
             "  step      mei within 1 workday\n"
             "  delegated to lantern\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers    recipe\n"
             "  delegated to lantern\n"
             "}\n",
    .run = delegated_and_stepped,
};

/* ---- A013 ---- */

static void report_asked_again(struct report *report, const struct approval *approval, const struct ref *again,
                               const struct ref *first) {
  struct argument person = arg_name(again->to->spelling);
  struct finding *finding =
      report_finding(report, again->to, again->span, TEXT_A013, ARGS(arg_name(approval->entity.spelling), person));
  report_related(report, finding, first->span, TEXT_A013_FIRST, ARGS(person));
  const struct entity *other = beside_asked(approval, report->arena);
  if (other)
    report_help(report, finding, TEXT_A013_HELP, ARGS(person, arg_name(other->spelling)));
  else
    report_help(report, finding, TEXT_A013_HELP_PLAIN, ARGS(person));
}

static void check_asked_again(struct report *report, const struct approval *approval) {
  struct entity_map asked = {.arena = report->arena}, said = {.arena = report->arena};
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct refs *by = &approval->steps.items[i].by;
    for (uint32_t k = 0; k < by->count; k++) {
      void **first = entity_map_at(&asked, by->items[k].to);
      void **again = *first ? entity_map_at(&said, by->items[k].to) : NULL;
      if (again && !*again) report_asked_again(report, approval, &by->items[k], *first);
      if (again) *again = &by->items[k];
      if (!*first) *first = &by->items[k];
    }
  }
}

static void same_approver_twice(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    report_unsure(report, !approval_steps_known(model->approvals.items[i]));
    check_asked_again(report, model->approvals.items[i]);
  }
}

const struct rule rule_A013 = {
    .row = {"A013", "same-approver-twice", LEVEL_WARNING, "one person is asked twice within one approval"},
    .why = "Who has said yes once will say yes again: the second time costs the days of a step and adds nothing.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  step    mei within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  step    wu within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .run = same_approver_twice,
};

/* ---- A015 ---- */

/* The one person whom the approval waits for; NULL: there are several, or silence goes to somebody else. */
static const struct ref *alone_asked(const struct approval *approval) {
  bool single = approval->steps.count == 1 && approval->steps.items[0].by.count == 1;
  return single && approval->silence.form != SILENCE_ESCALATES ? &approval->steps.items[0].by.items[0] : NULL;
}

/* The first content that must be out within some time; NULL: there is none. */
static const struct entity *urgent_content(struct report *report, const struct approval *approval) {
  for (uint32_t i = 0; i < approval->covers.count; i++) {
    const struct entity *content = approval->covers.items[i].to;
    if (content && content->kind == ENTITY_CONTENT && entity_stated(content, STATEMENT_content_reacts)) return content;
    if (content) report_unsure(report, content->incomplete);
  }
  return NULL;
}

static void report_no_deputy(struct report *report, const struct approval *approval, const struct ref *alone,
                             const struct entity *content) {
  const struct entity *person = alone->to, *other = beside_asked(approval, report->arena);
  struct finding *finding =
      report_finding(report, person, person->head, TEXT_A015, ARGS(arg_name(person->spelling), arg_name(content->spelling)));
  report_related(report, finding, alone->span, TEXT_A015_STEP, ARGS(arg_name(approval->entity.spelling)));
  report_help(report, finding, TEXT_A015_HELP,
              ARGS(arg_name(suggestion(report->arena, "deputy ", other ? other->spelling : "PERSON", ""))));
}

/* It is the person who has no deputy, however many approvals wait for it. */
static void no_deputy(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    const struct ref *alone = approval_is_delegated(approval) ? NULL : alone_asked(approval);
    const struct entity *content = alone ? urgent_content(report, approval) : NULL;
    bool unknown = !approval_steps_known(approval) ||
                   entity_unknown(&approval->entity, STATEMENT_approval_silence) || (alone && !entity_party(alone->to));
    if (!content || report_unsure(report, unknown) || report_has_found(report, alone->to)) continue;
    if (report_lacks(report, alone->to, STATEMENT_person_deputy)) report_no_deputy(report, approval, alone, content);
  }
}

const struct rule rule_A015 = {
    .row = {"A015", "no-deputy", LEVEL_INFO, "one person alone releases a content that has `reacts`, and has no deputy"},
    .why = "What must be out within hours cannot wait until somebody is back from leave. A deputy, or silence that escalates to a "
           "second person, keeps it moving; silence that approves does not, since then nobody looks at it.",
    .wrong = "content news \"News of the day\" { serves sales; purpose trend; reacts within 2 days }\n"
             "approval news_posts \"News\" {\n"
             "  covers  news\n"
             "  step    wu within 4 hours\n"
             "  silence rejects\n"
             "}\n",
    .right = "content news \"News of the day\" { serves sales; purpose trend; reacts within 2 days }\n"
             "approval news_posts \"News\" {\n"
             "  covers  news\n"
             "  step    any of wu, mei within 4 hours\n"
             "  silence rejects\n"
             "}\n",
    .run = no_deputy,
};
