/* R: persons: who has nothing to do, and who too much. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "check/week.h"

/* ---- R006 ---- */

static void report_idle(const struct model *model, struct report *report, const struct entity *person) {
  const struct entity *duty = model->duties.count > 0 ? &model->duties.items[0]->entity : NULL;
  struct finding *finding = report_finding(report, person, person->head, TEXT_R006, ARGS(arg_name(person->spelling)));
  const char *informed = suggestion(report->arena, "informed ", person->spelling, "");
  if (duty)
    report_help(report, finding, TEXT_R006_HELP, ARGS(arg_name(informed), arg_name(duty->spelling)));
  else
    report_help(report, finding, TEXT_R006_HELP_PLAIN, NO_ARGS);
}

static void idle_person(const struct model *model, struct report *report) {
  if (report_unsure_of_mentions(report, model)) return;
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++) {
      const struct person *person = party->persons.items[k];
      if (!person->entity.included && !person->mentioned) report_idle(model, report, &person->entity);
    }
  }
}

const struct rule rule_R006 = {
    .row = {"R006", "idle-person", LEVEL_INFO, "a person, not from an included file, who appears nowhere"},
    .why = "Whoever is listed seems to take part. A name without a task was either forgotten somewhere, or stands in the way of the "
           "question who really does the work. House rules may list everybody of a firm, so persons from included files are left "
           "out.",
    .wrong = "supplier studio \"Photo studio\" { person lin \"Lin Fang\" }\n",
    .right = "supplier studio \"Photo studio\" { person lin \"Lin Fang\" }\n"
             "duty pictures \"Pictures\" { responsible lin; accountable an }\n",
    .prerequisites = {&rule_C001},
    .run = idle_person,
};

/* ---- R007 ---- */

/* What a duty leaves to a person for certain: all of it, or of a shared one what the others cannot do. */
struct duty_part {
  const struct duty *duty;
  struct decimal effort;
  struct duty_part *next;
};

/* What one person is responsible for. Efforts as week.h has them. */
struct workload {
  uint32_t count;
  const struct ref *excess; /* where the limit of duties is passed; NULL: it is not */
  const struct person *person;
  struct decimal alone;     /* of duties that nobody shares */
  struct decimal effort;    /* of all parts */
  struct duty_part *parts, **end;
  bool shares;              /* some part is of a shared duty */
  bool unknown;             /* what some duty takes is not known */
};

struct workloads {
  const struct model *model;
  struct report *report;
  struct entity_map of;     /* by person */
  struct entity_map shared; /* duties that were found to be too much for those who share them */
  struct decimal most;
};

static struct workload *workload_of(struct workloads *workloads, const struct entity *person) {
  void **slot = entity_map_at(&workloads->of, person);
  if (!*slot) {
    struct workload *workload = ARENA_NEW(workloads->report->arena, struct workload);
    workload->person = (const struct person *)person;
    workload->end = &workload->parts;
    *slot = workload;
  }
  return *slot;
}

static bool effort_is_known(const struct duty *duty) {
  const struct entity *entity = &duty->entity;
  return !entity->incomplete && !entity_unknown(entity, STATEMENT_duty_takes) &&
         !(duty->takes.known && entity_unknown(entity, STATEMENT_duty_responsible));
}

/* Somebody who does a duty, and where it says so. */
struct doer {
  struct workload *workload;
  const struct ref *ref;
};

/* Each once. */
static struct doer *doers_of(struct workloads *workloads, const struct duty *duty, uint32_t *count) {
  struct entity_map met = {.arena = workloads->report->arena};
  struct doer *doers = ARENA_ARRAY(met.arena, struct doer, duty->responsible.count + 1);
  *count = 0;
  for (uint32_t i = 0; i < duty->responsible.count; i++) {
    const struct ref *ref = &duty->responsible.items[i];
    void **slot = entity_map_at(&met, ref->to);
    if (*slot) continue;
    *slot = ref->to;
    doers[(*count)++] = (struct doer){workload_of(workloads, ref->to), ref};
  }
  return doers;
}

static void count_duty(struct workloads *workloads, const struct duty *duty) {
  uint32_t count;
  const struct doer *doers = doers_of(workloads, duty, &count);
  bool known = effort_is_known(duty);
  for (uint32_t i = 0; i < count; i++) {
    struct workload *workload = doers[i].workload;
    workload->count++;
    workload->unknown = workload->unknown || !known;
    bool over = decimal_compare(decimal_from_integer(workload->count), workloads->most) > 0;
    if (over && !workload->excess) workload->excess = doers[i].ref;
  }
  if (count == 1 && known && duty->takes.known)
    doers[0].workload->alone = decimal_add(doers[0].workload->alone, week_effort(&workloads->model->calendar, &duty->takes));
}

static struct decimal not_below_zero(struct decimal value) { return decimal_max(value, decimal_from_integer(0)); }

/* The time that a person has for what is shared; false: nobody says how much. */
static bool time_left(const struct workloads *workloads, const struct workload *workload, struct decimal *left) {
  const struct quantity *gives = &workload->person->gives;
  if (!gives->known) return false;
  *left = not_below_zero(decimal_subtract(week_effort(&workloads->model->calendar, gives), workload->alone));
  return true;
}

static void add_part(struct workload *workload, const struct duty *duty, struct decimal effort, struct arena *arena) {
  if (decimal_is_zero(effort)) return;
  struct duty_part *part = ARENA_NEW(arena, struct duty_part);
  *part = (struct duty_part){duty, effort, NULL};
  *workload->end = part;
  workload->end = &part->next;
  workload->effort = decimal_add(workload->effort, effort);
  workload->shares = workload->shares || duty->responsible.count > 1;
}

/* How those who share a duty divide it is theirs to say: what is left to one of them for certain is what the others have
 * no time for. */
static void divide_duty(struct workloads *workloads, const struct duty *duty) {
  uint32_t count, endless = 0;
  struct arena *arena = workloads->report->arena;
  const struct doer *doers = doers_of(workloads, duty, &count);
  struct decimal effort = week_effort(&workloads->model->calendar, &duty->takes), all = decimal_from_integer(0);
  struct decimal *left = ARENA_ARRAY(arena, struct decimal, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    if (time_left(workloads, doers[i].workload, &left[i])) all = decimal_add(all, left[i]);
    else endless++;
  }
  for (uint32_t i = 0; i < count; i++) {
    bool has_end = doers[i].workload->person->gives.known;
    if (endless > (has_end ? 0 : 1)) continue; /* another one can do all of it */
    struct decimal others = has_end ? decimal_subtract(all, left[i]) : all;
    add_part(doers[i].workload, duty, not_below_zero(decimal_subtract(effort, others)), arena);
  }
}

static struct argument hours_argument(struct decimal effort) {
  enum { PLACES = 2 };
  static const struct text_unit hours_per_week = {.own = MEASURE_HOUR, .per_own = MEASURE_WEEK};
  struct decimal hours = week_hours(effort);
  return arg_quantity(decimal_is_finite(hours) ? decimal_rounded(hours, PLACES) : hours, hours_per_week);
}

static struct argument hours_terms(const struct workload *workload, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (const struct duty_part *part = workload->parts; part; part = part->next)
    terms_add(&terms, part->duty->entity.spelling, hours_argument(part->effort));
  return terms_argument(&terms);
}

/* Whether a shared duty of this person's was found to be too much for another one already: one mistake, one finding. */
static bool is_said_of_others(struct workloads *workloads, const struct workload *workload) {
  bool said = false;
  for (const struct duty_part *part = workload->parts; part; part = part->next) {
    if (part->duty->responsible.count < 2) continue;
    void **slot = entity_map_at(&workloads->shared, part->duty);
    said = said || *slot;
    *slot = (void *)part->duty->entity.spelling;
  }
  return said;
}

static const struct duty *last_duty(const struct workload *workload) {
  const struct duty_part *part = workload->parts;
  while (part->next) part = part->next;
  return part->duty;
}

static void report_too_much(struct report *report, const struct workload *workload, struct decimal gives) {
  struct decimal over = decimal_subtract(workload->effort, gives);
  const struct person *person = workload->person;
  struct argument name = arg_name(person->entity.spelling);
  struct finding *finding =
      report_finding(report, &person->entity, last_duty(workload)->takes.span,
                     workload->shares ? TEXT_R007_SHARED : TEXT_R007_TAKES,
                     ARGS(name, hours_argument(workload->effort), hours_argument(over), hours_argument(gives)));
  report_label(report, finding, TEXT_TERMS, ARGS(hours_terms(workload, report->arena)));
  report_related(report, finding, person->gives.span, TEXT_R007_GIVES, ARGS(name));
  report_help(report, finding, TEXT_R007_TAKES_HELP, ARGS(hours_argument(over)));
}

static void report_many_duties(struct report *report, const struct workload *workload, struct decimal most) {
  const struct entity *person = &workload->person->entity;
  struct decimal over = decimal_subtract(decimal_from_integer(workload->count), most);
  struct argument name = arg_name(person->spelling);
  struct finding *finding = report_finding(report, person, workload->excess->span, TEXT_R007,
                                           ARGS(name, arg_integer(workload->count), arg_number(over), arg_number(most)));
  report_lowered(report, finding);
  report_help(report, finding, TEXT_R007_HELP, ARGS(name));
}

static void check_workload(struct workloads *workloads, const struct workload *workload) {
  const struct quantity *gives = &workload->person->gives;
  struct report *report = workloads->report;
  if (gives->known && decimal_is_finite(workload->effort)) {
    struct decimal effort = week_effort(&workloads->model->calendar, gives);
    if (decimal_is_finite(effort) && decimal_compare(workload->effort, effort) > 0) {
      if (!is_said_of_others(workloads, workload)) report_too_much(report, workload, effort);
      return;
    }
  }
  report_unsure(report, workload->unknown || entity_unknown(&workload->person->entity, STATEMENT_person_gives));
  if (workload->excess) report_many_duties(report, workload, workloads->most);
}

static void overloaded_person(const struct model *model, struct report *report) {
  struct workloads workloads = {model, report, {.arena = report->arena}, {.arena = report->arena},
                                setting_of(report->settings, SETTING_DUTIES_PER_PERSON)};
  for (uint32_t i = 0; i < model->duties.count; i++) count_duty(&workloads, model->duties.items[i]);
  for (uint32_t i = 0; i < model->duties.count; i++)
    if (model->duties.items[i]->takes.known && effort_is_known(model->duties.items[i]))
      divide_duty(&workloads, model->duties.items[i]);
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *party = model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++) {
      const struct workload *workload = entity_map_get(&workloads.of, party->persons.items[k]);
      if (workload) check_workload(&workloads, workload);
    }
  }
}

const struct rule rule_R007 = {
    .row = {"R007", "overloaded-person", LEVEL_WARNING,
            "somebody's duties take more time than this person gives; info: more than `duties_per_person` duties"},
    .why = "The week has as many hours as it has. What is promised beyond them will be late, and it is better to know now what. "
           "Those who share a duty divide it as they like: what counts for each is what the others have no time for. Actions are not "
           "counted again, being part of duties.",
    .wrong = "supplier studio \"Photo studio\" { person lin \"Lin Fang\" { gives 4 hours per week } }\n"
             "duty pictures \"Pictures\"  { responsible lin; accountable an; takes 3 hours per week }\n"
             "duty films    \"Films\"     { responsible lin; accountable an; takes 2 hours per week }\n",
    .right = "supplier studio \"Photo studio\" { person lin \"Lin Fang\" { gives 4 hours per week } }\n"
             "duty pictures \"Pictures\"  { responsible lin; accountable an; takes 3 hours per week }\n"
             "duty films    \"Films\"     { responsible lin; accountable an; takes 1 hour per week }\n",
    .run = overloaded_person,
};
