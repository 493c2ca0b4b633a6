/* C: working together: what a block must say so that both sides can work. */
#include "check/rule.h"
#include "check/suggestion.h"

/* A statement that a block lacks: the sentence takes the block's name where it has one, the help how it is written. */
struct lack {
  enum statement_kind statement;
  enum text_key message, help;
  const char *form;
};

/* NULL: it is there, or nobody knows. */
static struct finding *report_lack(struct report *report, const struct entity *entity, const struct lack *lack) {
  if (!report_lacks(report, entity, lack->statement)) return NULL;
  const struct argument *name = entity->name ? ARGS(arg_name(entity->spelling)) : NO_ARGS;
  struct finding *finding = report_finding(report, entity, entity->head, lack->message, name);
  report_help(report, finding, lack->help, ARGS(arg_name(lack->form)));
  return finding;
}

static void check_agreement(const struct model *model, struct report *report, const struct lack *lack) {
  if (model->has_agreement) report_lack(report, &model->agreement.entity, lack);
}

/* C001 */

/* The persons' names in `contact` are the block's own, so one without persons (E107) has nobody to name. */
static void no_contact(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    if (party->entity.kind == ENTITY_SUPPLIER) continue;
    if (report_unsure(report, entity_unknown(&party->entity, STATEMENT_party_person) && party->persons.count == 0)) continue;
    if (!report_lacks(report, &party->entity, STATEMENT_party_contact)) continue;
    const char *contact = suggestion(report->arena, "contact ", suggested_name(suggested_contact(party)), "");
    report_lack(report, &party->entity, &(struct lack){STATEMENT_party_contact, TEXT_C001, TEXT_C001_HELP, contact});
    if (party->persons.count == 1) report_also_about(report, &party->persons.items[0]->entity); /* who else should it be? */
  }
}

const struct rule rule_C001 = {
    .row = {"C001", "no-contact", LEVEL_WARNING, "a client or an agency without `contact`"},
    .why = "Each side needs one person whom the other asks first. Without one, five people of the client give five different "
           "instructions, and none of them is told of the others.",
    .wrong = "agency studio \"Studio North\" {\n"
             "  person li \"Li Hua\"\n"
             "}\n",
    .right = "agency studio \"Studio North\" {\n"
             "  person li \"Li Hua\"\n"
             "  contact li\n"
             "}\n",
    .run = no_contact,
};

/* C002 */

static bool is_agency(const struct party *party) { return party && party->entity.kind == ENTITY_AGENCY; }

/* Somebody of those who receive it; what an agency delivers needs its revisions then. */
static const char *acceptance_written(const struct deliverable *deliverable, struct arena *arena) {
  const struct party *from = entity_party(deliverable->from.to), *to = entity_party(deliverable->to.to);
  const struct entity *person = to->contact.to ? to->contact.to : to->persons.count > 0 ? &to->persons.items[0]->entity : NULL;
  bool open = is_agency(from) && !entity_stated(&deliverable->entity, STATEMENT_deliverable_revisions);
  return suggestion(arena, "accepted by ", person ? person->spelling : "PERSON",
                    open ? " within 2 workdays; revisions 1" : " within 2 workdays");
}

static void deliverable_without_acceptance(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    const struct party *from = entity_party(deliverable->from.to), *to = entity_party(deliverable->to.to);
    if (report_unsure(report, !from || !to)) continue;
    const struct lack lack = {STATEMENT_deliverable_accepted, TEXT_C002, TEXT_C002_HELP,
                              acceptance_written(deliverable, report->arena)};
    struct finding *finding = report_lack(report, &deliverable->entity, &lack);
    if (from->entity.kind == ENTITY_CLIENT && is_agency(to)) report_lowered(report, finding);
  }
}

const struct rule rule_C002 = {
    .row = {"C002", "deliverable-without-acceptance", LEVEL_WARNING, "a deliverable that nobody accepts"},
    .why = "Delivered is not done: somebody has to say that it is what was asked for, and within a time on which the other side can "
           "rely. For what the client hands to the agency it is an info only: the agency says by itself when it cannot use it.",
    .wrong = "deliverable plan \"Plan for the next month\" {\n"
             "  from lantern to alpine\n"
             "  due  every month on day 24\n"
             "}\n",
    .right = "deliverable plan \"Plan for the next month\" {\n"
             "  from     lantern to alpine\n"
             "  due      every month on day 24\n"
             "  accepted by mei within 3 workdays\n"
             "}\n",
    .run = deliverable_without_acceptance,
};

/* C003 */

static void no_brand(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  if (!model->has_agreement || model->contents.count == 0 || model->brand) return;
  if (report_unsure(report, model->incomplete)) return;
  struct finding *finding =
      report_finding(report, agreement, agreement->head, TEXT_C003, ARGS(arg_name(model->contents.items[0]->entity.spelling)));
  report_help(report, finding, TEXT_C003_HELP, ARGS(arg_name(suggested_brand(model, report->arena))));
}

const struct rule rule_C003 = {
    .row = {"C003", "no-brand", LEVEL_WARNING, "contents, and no `brand`"},
    .why = "Who writes in another's name has to know how the other speaks, and what must never be said. Without a `brand` it is found "
           "out post by post, in corrections.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "content product \"Product stories\" { purpose promote }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "content product \"Product stories\" { purpose promote }\n"
             "brand { voice \"Warm, plain, a little funny\" }\n",
    .prerequisites = {&rule_A012},
    .run = no_brand,
};

/* C005 */

static void no_crisis_route(const struct model *model, struct report *report) {
  if (!model->brand) return;
  const char *crisis = suggested_crisis(model, report->arena);
  report_lack(report, &model->brand->entity, &(struct lack){STATEMENT_brand_crisis, TEXT_C005, TEXT_C005_HELP, crisis});
}

const struct rule rule_C005 = {
    .row = {"C005", "no-crisis-route", LEVEL_WARNING, "a brand without `crisis`"},
    .why = "When a post goes wrong on a Saturday night, nobody has the time to look for the person who may decide. Who that is, and "
           "how soon he must have answered, is said beforehand.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person wu \"Wu Ta-wei\"; contact wu }\n"
             "brand { voice \"Warm, plain, a little funny\" }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person wu \"Wu Ta-wei\"; contact wu }\n"
             "brand { voice \"Warm, plain, a little funny\"; crisis escalates to wu within 2 workhours }\n",
    .prerequisites = {&rule_A012},
    .run = no_crisis_route,
};

/* C006 */

static void unlimited_revisions(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_deliverable_revisions, TEXT_C006, TEXT_C006_HELP, "revisions 2"};
  for (uint32_t i = 0; i < model->deliverables.count; i++) {
    const struct deliverable *deliverable = model->deliverables.items[i];
    const struct party *from = entity_party(deliverable->from.to);
    if (!entity_stated(&deliverable->entity, STATEMENT_deliverable_accepted)) continue;
    bool unknown = !from || entity_unknown(&deliverable->entity, STATEMENT_deliverable_accepted);
    if (!report_unsure(report, unknown) && is_agency(from)) report_lack(report, &deliverable->entity, &lack);
  }
}

const struct rule rule_C006 = {
    .row = {"C006", "unlimited-revisions", LEVEL_WARNING, "an accepted deliverable of an agency without `revisions`"},
    .why = "Where nothing is said, the client may ask for the tenth version and the agency may refuse the second, both with good "
           "reason. A number, and a price for each further one, ends the quarrel before it begins.",
    .wrong = "deliverable plan \"Plan for the next month\" {\n"
             "  from     lantern to alpine\n"
             "  due      every month on day 24\n"
             "  accepted by mei within 3 workdays\n"
             "}\n",
    .right = "deliverable plan \"Plan for the next month\" {\n"
             "  from      lantern to alpine\n"
             "  due       every month on day 24\n"
             "  accepted  by mei within 3 workdays\n"
             "  revisions 2, then 800 TWD each\n"
             "}\n",
    .run = unlimited_revisions,
};

/* C007 */

static void no_change_procedure(const struct model *model, struct report *report) {
  const char *both = suggestion(report->arena, "change requires ", suggested_person(model, ENTITY_CLIENT), ", ");
  const char *change = suggestion(report->arena, both, suggested_person(model, ENTITY_AGENCY), " within 5 workdays");
  check_agreement(model, report, &(struct lack){STATEMENT_agreement_change, TEXT_C007, TEXT_C007_HELP, change});
}

const struct rule rule_C007 = {
    .row = {"C007", "no-change-procedure", LEVEL_WARNING, "nothing says who signs an amendment"},
    .why = "Every agreement of a year is changed within it. Where nothing says who signs a change, one side will hold that it was "
           "agreed on the telephone.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "}\n",
    .right = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "  change   requires wu within 5 workdays\n"
             "}\n"
             "client alpine \"Alpine Tea Co.\" { person wu \"Wu Ta-wei\"; contact wu }\n",
    .run = no_change_procedure,
};

/* C008 */

static void no_notice(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_agreement_notice, TEXT_C008, TEXT_C008_HELP, "notice 30 days"};
  check_agreement(model, report, &lack);
}

const struct rule rule_C008 = {
    .row = {"C008", "no-notice", LEVEL_WARNING, "nothing says how either side can end the agreement early"},
    .why = "An agreement that neither side can leave is kept badly by the one that wants to. A period of notice tells the client how "
           "long it still pays, and the agency how long its people still have work.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "}\n",
    .right = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "  notice   30 days\n"
             "}\n",
    .run = no_notice,
};

/* C011 */

static void no_exclusions(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_agreement_excludes, TEXT_C011, TEXT_C011_HELP, "excludes \"Print advertising\""};
  check_agreement(model, report, &lack);
}

const struct rule rule_C011 = {
    .row = {"C011", "no-exclusions", LEVEL_INFO, "nothing says what is out of scope"},
    .why = "What is not excluded will be asked for one day, and was included in nobody's price. Two or three lines of `excludes` spare "
           "the talk.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "}\n",
    .right = "agreement tea_2026 \"Alpine Tea\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency TWD\n"
             "  excludes \"Print advertising\"\n"
             "}\n",
    .run = no_exclusions,
};
