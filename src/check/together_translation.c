/* C: an agreement in two languages. */
#include <stddef.h>

#include "check/rule.h"

/* C015 */

static const char *const language_tags[] = {[EMIT_EN] = "en", [EMIT_ZH_HANT] = "zh-Hant", [EMIT_BG] = "bg", [EMIT_VI] = "vi"};

/* Where the texts of a kind of thing are, besides its title. What both languages share has no translation: names of
 * people and firms, addresses, versions, labels such as #ad. */
enum field_form { FIELD_TEXT, FIELD_TEXTS, FIELD_TAILS };
struct field {
  enum entity_kind kind;
  enum field_form form;
  size_t offset;
};
static const struct field fields[] = {
    {ENTITY_PERSON, FIELD_TEXT, offsetof(struct person, role)},
    {ENTITY_GOAL, FIELD_TEXT, offsetof(struct goal, because)},
    {ENTITY_OBJECTIVE, FIELD_TEXT, offsetof(struct objective, problem)},
    {ENTITY_OBJECTIVE, FIELD_TEXT, offsetof(struct objective, aim)},
    {ENTITY_OBJECTIVE, FIELD_TEXT, offsetof(struct objective, because)},
    {ENTITY_KPI, FIELD_TEXT, offsetof(struct kpi, means)},
    {ENTITY_KPI, FIELD_TEXT, offsetof(struct kpi, because)},
    {ENTITY_KPI, FIELD_TEXT, offsetof(struct kpi, source)},
    {ENTITY_CONTENT, FIELD_TEXTS, offsetof(struct content, examples)},
    {ENTITY_CHANNEL, FIELD_TEXT, offsetof(struct channel, audience)},
    {ENTITY_CHANNEL, FIELD_TEXT, offsetof(struct channel, because)},
    {ENTITY_BRAND, FIELD_TEXT, offsetof(struct brand, voice)},
    {ENTITY_BRAND, FIELD_TEXTS, offsetof(struct brand, always)},
    {ENTITY_BRAND, FIELD_TEXTS, offsetof(struct brand, never)},
    {ENTITY_ACTION, FIELD_TAILS, offsetof(struct action, criteria)},
    {ENTITY_ACTION, FIELD_TEXT, offsetof(struct action, precedent)},
    {ENTITY_DELIVERABLE, FIELD_TAILS, offsetof(struct deliverable, criteria)},
    {ENTITY_DUTY, FIELD_TEXT, offsetof(struct duty, because)},
    {ENTITY_PHASE, FIELD_TAILS, offsetof(struct phase, exits)},
    {ENTITY_CAMPAIGN, FIELD_TAILS, offsetof(struct phase, exits)},
    {ENTITY_REVIEW, FIELD_TAILS, offsetof(struct review, asks)},
    {ENTITY_DIAGNOSIS, FIELD_TAILS, offsetof(struct diagnosis, then)},
    {ENTITY_CLAUSE, FIELD_TEXT, offsetof(struct clause, text)},
    {ENTITY_AGREEMENT, FIELD_TEXT, offsetof(struct agreement, under)},
    {ENTITY_AGREEMENT, FIELD_TEXT, offsetof(struct agreement, mission)},
    {ENTITY_AGREEMENT, FIELD_TEXTS, offsetof(struct agreement, excludes)},
    {ENTITY_AGREEMENT, FIELD_TEXTS, offsetof(struct agreement, assumes)},
};

struct translation {
  struct report *report;
  const char *tag; /* of the second language */
  const char *example;
};

/* One of blanks leaves its column empty. */
static bool says_something(const struct text *text) {
  uint32_t i = 0;
  while (text && i < text->length && (text->bytes[i] == ' ' || text->bytes[i] == '\n' || text->bytes[i] == '\t')) i++;
  return text && i < text->length;
}

static void check_text(struct translation *t, const struct entity *entity, const struct text *text) {
  if (text->length == 0 || says_something(text->second) || text->span.end == text->span.start) return;
  struct finding *finding = report_finding(t->report, entity, text->span, TEXT_C015, ARGS(arg_name(t->tag)));
  report_help(t->report, finding, TEXT_C015_HELP, ARGS(arg_name(t->example)));
}

static void check_tails(struct translation *t, const struct entity *entity, const struct tail *tail) {
  for (; tail; tail = tail->next) check_text(t, entity, &tail->text);
}

static void check_field(struct translation *t, const struct entity *entity, const struct field *field) {
  typedef VECTOR(struct text) text_list;
  const void *at = (const char *)entity + field->offset;
  const text_list *texts = at;
  switch (field->form) {
    case FIELD_TEXT: check_text(t, entity, at); break;
    case FIELD_TEXTS:
      for (uint32_t i = 0; i < texts->count; i++) check_text(t, entity, &texts->items[i]);
      break;
    case FIELD_TAILS: check_tails(t, entity, *(struct tail *const *)at); break;
  }
}

static bool is_proper_name(enum entity_kind kind) {
  return kind == ENTITY_CLIENT || kind == ENTITY_AGENCY || kind == ENTITY_SUPPLIER || kind == ENTITY_PERSON ||
         kind == ENTITY_CANDIDATE;
}

static void check_entity(struct translation *t, const struct entity *entity) {
  if (!is_proper_name(entity->kind)) check_text(t, entity, &entity->title);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (fields[i].kind == entity->kind) check_field(t, entity, &fields[i]);
}

/* A list of the model: pointers to things that begin with their entity. */
typedef VECTOR(struct entity *) entity_list;

static void check_list(struct translation *t, const void *list) {
  const entity_list *entities = list;
  for (uint32_t i = 0; i < entities->count; i++) check_entity(t, entities->items[i]);
}

static void check_lists(struct translation *t, const struct model *model) {
  const void *const lists[] = {&model->assets, &model->goals, &model->objectives, &model->kpis, &model->contents,
                               &model->channels, &model->incentives, &model->actions, &model->deliverables, &model->duties,
                               &model->approvals, &model->phases, &model->campaigns, &model->reviews, &model->diagnoses,
                               &model->selections, &model->agreement.clauses};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) check_list(t, lists[i]);
}

static void check_parties(struct translation *t, const struct model *model) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    check_list(t, &model->parties.items[i]->departments);
    check_list(t, &model->parties.items[i]->persons);
  }
}

static void check_budget(struct translation *t, const struct budget *budget) {
  if (!budget) return;
  check_entity(t, &budget->entity);
  check_list(t, &budget->lines);
  check_list(t, &budget->rates);
}

static void check_days(struct translation *t, const struct entity *entity, const struct calendar *calendar) {
  for (uint32_t i = 0; i < calendar->holidays.count; i++) check_text(t, entity, &calendar->holidays.items[i].name);
  for (uint32_t i = 0; i < calendar->open_days.count; i++) check_text(t, entity, &calendar->open_days.items[i].name);
}

static void check_crises(struct translation *t, const struct brand *brand) {
  for (uint32_t i = 0; i < brand->crises.count; i++) check_text(t, &brand->entity, &brand->crises.items[i].what);
}

static void check_excuses(struct translation *t, const struct model *model) {
  for (uint32_t i = 0; i < model->kpis.count; i++)
    for (const struct excuse *e = model->kpis.items[i]->excused; e; e = e->next)
      check_text(t, &model->kpis.items[i]->entity, &e->why);
}

static const char *example_written(const char *tag, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, tag);
  buffer_text(&out, " \"…\"");
  return buffer_string(&out);
}

static void translation_missing(const struct model *model, struct report *report) {
  const struct agreement *agreement = &model->agreement;
  if (!model->has_agreement || agreement->second_language == EMIT_NONE) return;
  const char *tag = language_tags[agreement->second_language];
  struct translation t = {report, tag, example_written(tag, report->arena)};
  check_entity(&t, &agreement->entity);
  check_days(&t, &agreement->entity, &model->calendar);
  check_parties(&t, model);
  check_lists(&t, model);
  for (uint32_t i = 0; i < model->selections.count; i++) check_list(&t, &model->selections.items[i]->criteria);
  check_budget(&t, model->budget);
  check_excuses(&t, model);
  if (!model->brand) return;
  check_entity(&t, &model->brand->entity);
  check_crises(&t, model->brand);
}

const struct rule rule_C015 = {
    .row = {"C015", "translation-missing", LEVEL_INFO, "an agreement in two languages, and a text that has no translation"},
    .why = "Side by side, a text that stands in one language only leaves a gap, and the side that reads the other language signs what "
           "it cannot read. Names of people and of firms need no translation, nor do addresses, labels and house rules.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" bg \"Алпийски чай\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency EUR\n"
             "  language en, bg\n"
             "  excludes \"Print advertising\"\n"
             "}\n",
    .right = "agreement tea_2026 \"Alpine Tea\" bg \"Алпийски чай\" {\n"
             "  term     from 2026-01-01 to 2026-12-31\n"
             "  currency EUR\n"
             "  language en, bg\n"
             "  excludes \"Print advertising\" bg \"Печатна реклама\"\n"
             "}\n",
    .run = translation_missing,
};
