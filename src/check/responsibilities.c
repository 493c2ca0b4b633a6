/* R: responsibilities. */
#include "check/rule.h"

/* R001 */

static void duty_without_accountable(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->duties.count; i++) {
    const struct entity *entity = &model->duties.items[i]->entity;
    if (!report_lacks(report, entity, STATEMENT_duty_accountable)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_R001, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_R001_HELP, ARGS(arg_name("accountable PERSON")));
  }
}

const struct rule rule_R001 = {
    .row = {"R001", "duty-without-accountable", LEVEL_ERROR, "nobody is accountable for the duty"},
    .why = "Several may do the work; one person answers for it. Where nobody does, what goes wrong is nobody's, and the other "
           "side does not know whom to ask.",
    .wrong = "duty artwork \"Pictures and films\" {\n"
             "  responsible jo\n"
             "}\n",
    .right = "duty artwork \"Pictures and films\" {\n"
             "  responsible jo\n"
             "  accountable an\n"
             "}\n",
    .run = duty_without_accountable,
};

/* R004 */

/* A client whose person could answer for it; NULL: there is none. */
static const struct entity *first_client(const struct model *model) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == ENTITY_CLIENT) return &model->parties.items[i]->entity;
  return NULL;
}

static void report_outsourced(const struct model *model, struct report *report, const struct duty *duty,
                              const struct party *party) {
  const struct entity *client = first_client(model), *person = duty->accountable.to;
  struct argument of = arg_name(party->entity.spelling);
  struct finding *finding = report_finding(report, &duty->entity, duty->accountable.span, TEXT_R004,
                                           ARGS(arg_name(duty->entity.spelling), arg_name(person->spelling), of));
  report_label(report, finding, TEXT_R004_LABEL, ARGS(of));
  if (client)
    report_help(report, finding, TEXT_R004_HELP, ARGS(arg_name(client->spelling)));
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
    .wrong = "duty positioning \"What the brand stands for\" core {\n"
             "  responsible an\n"
             "  accountable an\n"
             "}\n",
    .right = "duty positioning \"What the brand stands for\" core {\n"
             "  responsible an\n"
             "  accountable wu\n"
             "}\n",
    .prerequisites = {"R001"},
    .run = core_outsourced,
};
