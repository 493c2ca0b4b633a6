/* G: who stands behind an objective. */
#include "check/objectives.h"
#include "check/suggestion.h"

/* Whose endorsement counts, and when it came. */
static bool is_by_client(const struct endorsement *endorsement) {
  for (uint32_t i = 0; i < endorsement->by.count; i++)
    if (entity_is_client(endorsement->by.items[i].to)) return true;
  return false;
}

static bool is_endorsed_in_time(const struct objective *objective, day_number first) {
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    const struct endorsement *endorsement = &objective->endorsed.items[i];
    if (is_by_client(endorsement) && endorsement->on <= first) return true;
  }
  return false;
}

static bool endorsements_are_unknown(const struct objective *objective) {
  const struct entity *entity = &objective->entity;
  bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_objective_endorsed);
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    const struct endorsement *endorsement = &objective->endorsed.items[i];
    unknown = unknown || endorsement->on == DAY_NONE || endorsement->by.count == 0;
  }
  return unknown;
}

static const char *endorsed_written(const struct entity *person, day_number on, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "endorsed by ");
  buffer_text(&out, suggested_name(person));
  buffer_text(&out, " on ");
  day_write(&out, on);
  return buffer_string(&out);
}

/* The client's person with most to say of it: the owner of a goal that it serves, else its own, else the contact. */
static const struct entity *person_to_ask(const struct model *model, const struct objective *objective) {
  for (uint32_t i = 0; i < objective->serves.count; i++) {
    const struct goal *goal = (const struct goal *)objective->serves.items[i].to;
    if (entity_is_client(goal->owner.to)) return goal->owner.to;
  }
  return entity_is_client(objective->owner.to) ? objective->owner.to : suggested_somebody(model, ENTITY_CLIENT);
}

static void relate_endorsements(struct report *report, struct finding *finding, const struct objective *objective,
                                day_number first) {
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    const struct endorsement *endorsement = &objective->endorsed.items[i];
    if (is_by_client(endorsement))
      report_related(report, finding, endorsement->span, TEXT_G007_LATE,
                     ARGS(arg_date(endorsement->on), arg_integer((int64_t)endorsement->on - first)));
    else
      report_related(report, finding, endorsement->span, TEXT_G007_OTHER_SIDE, NO_ARGS);
  }
}

static void report_unendorsed(const struct model *model, struct report *report, const struct objective *objective) {
  const struct entity *entity = &objective->entity;
  day_number first = model->agreement.term.from;
  struct finding *finding =
      report_finding(report, entity, entity->head, TEXT_G007, ARGS(arg_name(entity->spelling), arg_date(first)));
  relate_endorsements(report, finding, objective, first);
  const char *example = endorsed_written(person_to_ask(model, objective), first, report->arena);
  report_help(report, finding, TEXT_G007_HELP, ARGS(arg_name(example)));
}

/* ---- Departments ---- */

/* The first person of each department. */
static void gather_speakers(const struct model *model, struct entity_map *speakers) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++) {
      struct person *person = party->persons.items[k];
      if (!person->department.to) continue;
      void **speaker = entity_map_at(speakers, person->department.to);
      if (!*speaker) *speaker = person;
    }
  }
}

/* Marks the departments whose people have endorsed the objective. */
static void mark_endorsing(struct entity_map *endorsing, struct objective *objective) {
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    const struct refs *by = &objective->endorsed.items[i].by;
    for (uint32_t k = 0; k < by->count; k++) {
      const struct entity *department = ((const struct person *)by->items[k].to)->department.to;
      if (department) *entity_map_at(endorsing, department) = objective;
    }
  }
}

static void report_department(struct report *report, const struct objective *objective, const struct ref *department,
                              const struct person *speaker, day_number first) {
  const struct entity *entity = &objective->entity;
  struct argument name = arg_name(department->to->spelling);
  struct finding *finding =
      report_finding(report, entity, department->span, TEXT_G007_DEPARTMENT, ARGS(arg_name(entity->spelling), name));
  report_lowered(report, finding);
  if (speaker)
    report_help(report, finding, TEXT_G007_DEPARTMENT_HELP,
                ARGS(arg_name(endorsed_written(&speaker->entity, first, report->arena))));
  else
    report_help(report, finding, TEXT_G007_DEPARTMENT_EMPTY,
                ARGS(arg_name(suggestion(report->arena, "in ", department->to->spelling, ""))));
}

static void objective_not_endorsed(const struct model *model, struct report *report) {
  struct entity_map speakers = {.arena = report->arena}, endorsing = {.arena = report->arena};
  day_number first = model->agreement.term.from;
  if (report_unsure(report, first == DAY_NONE)) return;
  gather_speakers(model, &speakers);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    struct objective *objective = model->objectives.items[i];
    if (report_unsure(report, endorsements_are_unknown(objective))) continue;
    if (!is_endorsed_in_time(objective, first)) {
      report_unendorsed(model, report, objective);
      continue;
    }
    mark_endorsing(&endorsing, objective);
    for (uint32_t k = 0; k < objective->departments.count; k++) {
      const struct ref *department = &objective->departments.items[k];
      if (entity_map_get(&endorsing, department->to) == objective) continue;
      report_department(report, objective, department, entity_map_get(&speakers, department->to), first);
    }
  }
}

const struct rule rule_G007 = {
    .row = {"G007", "objective-not-endorsed", LEVEL_WARNING,
            "nobody of the client has endorsed the objective by the term's first day"},
    .why = "An objective that the client's management has not agreed to is the agency's own, and will be changed when work has "
           "begun. A department that it is meant for should have been asked as well: where only that lacks, it is an info, one "
           "for each department. An endorsement on the term's first day is in time; one by somebody of the agency does not count.",
    .wrong = "objective community \"A community that talks about tea\" {\n"
             "  aim \"900 people a month who answer us\"\n"
             "}\n",
    .right = "objective community \"A community that talks about tea\" {\n"
             "  aim      \"900 people a month who answer us\"\n"
             "  endorsed by wu on 2025-12-15\n"
             "}\n",
    .run = objective_not_endorsed,
};
