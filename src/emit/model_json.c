/* The format is documented by model.schema.json, which stands beside this file. */
#include "emit/model_json.h"

#include <assert.h>

#include "emit/model_json_parts.h"

enum { FORMAT_VERSION = 1 };

static const char *const language_words[] = {
  [EMIT_EN] = "en", [EMIT_ZH_HANT] = "zh-Hant", [EMIT_BG] = "bg", [EMIT_VI] = "vi", [EMIT_NONE] = NULL,
};
static_assert(sizeof language_words / sizeof *language_words == EMIT_NONE + 1, "a code for each language");

static const char *const level_words[] = {
  [LEVEL_OFF] = "off", [LEVEL_INFO] = "info", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error",
};
static_assert(sizeof level_words / sizeof *level_words == LEVEL_ERROR + 1, "a word for each level");

static void put_tax(struct model_writer *w, const struct agreement *agreement) {
  if (!agreement->tax_stated || !agreement->tax.known) {
    model_null(w, "tax");
    return;
  }
  model_object_begin(w, "tax");
  model_decimal(w, "share", agreement->tax.value);
  model_bool(w, "included", !agreement->tax_plus);
  model_object_end(w);
}

static void put_renews(struct model_writer *w, const struct agreement *agreement) {
  if (agreement->renews.unit == TIME_NONE) {
    model_null(w, "renews");
    return;
  }
  model_object_begin(w, "renews");
  model_duration(w, "for", &agreement->renews);
  model_duration(w, "unless_notice", &agreement->renews_notice);
  model_object_end(w);
}

static void put_change(struct model_writer *w, const struct agreement *agreement) {
  if (!agreement->change_by.stated) {
    model_null(w, "change");
    return;
  }
  model_object_begin(w, "change");
  model_refs(w, "requires", &agreement->change_by);
  model_duration(w, "within", &agreement->change_within);
  model_object_end(w);
}

static void put_notice(struct model_writer *w, const struct agreement *agreement) {
  if (agreement->notice.unit == TIME_NONE) {
    model_null(w, "notice");
    return;
  }
  model_object_begin(w, "notice");
  model_duration(w, "of", &agreement->notice);
  model_day(w, "from", agreement->notice_from);
  model_object_end(w);
}

static void put_clauses(struct model_writer *w, const struct agreement *agreement) {
  model_array_begin(w, "clauses");
  for (uint32_t i = 0; i < agreement->clauses.count; i++) {
    const struct clause *clause = agreement->clauses.items[i];
    model_entity_begin(w, &clause->entity);
    model_text(w, "text", &clause->text);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_exchanges(struct model_writer *w, const struct agreement *agreement) {
  model_array_begin(w, "exchanges");
  for (uint32_t i = 0; i < agreement->exchanges.count; i++) {
    const struct exchange *exchange = &agreement->exchanges.items[i];
    model_object_begin(w, NULL);
    model_string(w, "from", exchange->from);
    model_string(w, "to", exchange->to);
    model_decimal(w, "rate", exchange->rate);
    model_day(w, "on", exchange->on);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_agreement(struct model_writer *w) {
  const struct agreement *agreement = &w->model->agreement;
  model_object_begin(w, "agreement");
  model_name(w, "name", &agreement->entity);
  model_text(w, "title", &agreement->entity.title);
  model_string(w, "status", agreement->draft ? "draft" : "agreed");
  model_text(w, "version", &agreement->version);
  model_text(w, "under", &agreement->under);
  model_period(w, "term", &agreement->term);
  put_renews(w, agreement);
  model_string(w, "currency", agreement->currency);
  put_exchanges(w, agreement);
  put_tax(w, agreement);
  model_string(w, "language", language_words[agreement->language]);
  model_string(w, "second_language", language_words[agreement->second_language]);
  model_text(w, "timezone", &agreement->timezone);
  model_text(w, "mission", &agreement->mission);
  model_texts(w, "excludes", agreement->excludes.items, agreement->excludes.count);
  model_texts(w, "assumes", agreement->assumes.items, agreement->assumes.count);
  put_change(w, agreement);
  put_notice(w, agreement);
  put_clauses(w, agreement);
  model_object_end(w);
}

static void put_days(struct model_writer *w, const char *key, const struct calendar_day *days, uint32_t count) {
  model_array_begin(w, key);
  for (uint32_t i = 0; i < count; i++) {
    model_object_begin(w, NULL);
    model_day(w, "from", days[i].from);
    model_day(w, "to", days[i].to);
    model_text(w, "title", &days[i].name);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_calendar(struct model_writer *w) {
  static const char *const closed_words[] = {[CLOSED_STAYS] = NULL, [CLOSED_NEXT] = "next", [CLOSED_PREVIOUS] = "previous"};
  const struct calendar *calendar = &w->model->calendar;
  model_object_begin(w, "calendar");
  model_array_begin(w, "workdays");
  for (int day = MONDAY; day <= SUNDAY; day++)
    if (calendar->weekdays >> day & 1) json_put_text(&w->json, model_weekday_words[day]);
  model_array_end(w);
  model_minutes(w, "opens", calendar->opens);
  model_minutes(w, "closes", calendar->closes);
  model_string(w, "closed", closed_words[calendar->closed]);
  put_days(w, "holidays", calendar->holidays.items, calendar->holidays.count);
  put_days(w, "open_days", calendar->open_days.items, calendar->open_days.count);
  model_object_end(w);
}

static const char *party_kind(const struct entity *entity) {
  return entity->kind == ENTITY_CLIENT ? "client" : entity->kind == ENTITY_AGENCY ? "agency" : "supplier";
}

static void put_parties(struct model_writer *w) {
  model_array_begin(w, "parties");
  for (uint32_t i = 0; i < w->model->parties.count; i++) {
    const struct party *party = w->model->parties.items[i];
    model_entity_begin(w, &party->entity);
    model_string(w, "kind", party_kind(&party->entity));
    model_ref(w, "contact", &party->contact);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_departments(struct model_writer *w) {
  model_array_begin(w, "departments");
  for (uint32_t i = 0; i < w->model->parties.count; i++) {
    const struct party *party = w->model->parties.items[i];
    for (uint32_t k = 0; k < party->departments.count; k++) {
      model_entity_begin(w, &party->departments.items[k]->entity);
      model_name(w, "party", &party->entity);
      model_object_end(w);
    }
  }
  model_array_end(w);
}

static void put_person(struct model_writer *w, const struct party *party, const struct person *person) {
  model_entity_begin(w, &person->entity);
  model_name(w, "party", &party->entity);
  model_ref(w, "department", &person->department);
  model_text(w, "role", &person->role);
  model_text(w, "email", &person->email);
  model_ref(w, "deputy", &person->deputy);
  model_quantity(w, "gives", &person->gives);
  model_object_end(w);
}

static void put_persons(struct model_writer *w) {
  model_array_begin(w, "persons");
  for (uint32_t i = 0; i < w->model->parties.count; i++) {
    const struct party *party = w->model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++) put_person(w, party, party->persons.items[k]);
  }
  model_array_end(w);
}

static void put_assets(struct model_writer *w) {
  model_array_begin(w, "assets");
  for (uint32_t i = 0; i < w->model->assets.count; i++) {
    const struct asset *asset = w->model->assets.items[i];
    model_entity_begin(w, &asset->entity);
    model_ref(w, "owner", &asset->owner);
    model_refs(w, "admin", &asset->admin);
    model_refs(w, "access", &asset->access);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_settings(struct model_writer *w) {
  model_array_begin(w, "settings");
  for (uint32_t i = 0; i < w->model->settings.count; i++) {
    const struct policy_set *setting = &w->model->settings.items[i];
    model_object_begin(w, NULL);
    model_string(w, "parameter", setting->name);
    model_quantity(w, "value", &setting->value);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_levels(struct model_writer *w) {
  model_array_begin(w, "levels");
  for (uint32_t i = 0; i < w->model->levels.count; i++) {
    const struct policy_level *level = &w->model->levels.items[i];
    model_object_begin(w, NULL);
    model_string(w, "code", level->code);
    model_string(w, "level", level->known ? level_words[level->level] : NULL);
    model_text(w, "reason", &level->reason);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_allowances(struct model_writer *w) {
  model_array_begin(w, "allowances");
  for (uint32_t i = 0; i < w->model->allowances.count; i++) {
    const struct allowance *allowance = &w->model->allowances.items[i];
    model_object_begin(w, NULL);
    model_string(w, "code", allowance->code);
    model_string(w, "reason", allowance->acceptance.reason);
    model_array_begin(w, "agreed_by");
    for (uint32_t k = 0; k < allowance->acceptance.agreed_count; k++)
      json_put_text(&w->json, allowance->acceptance.agreed_by[k]);
    model_array_end(w);
    model_day(w, "until", allowance->acceptance.until);
    model_bool(w, "everywhere", allowance->everywhere);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_policy(struct model_writer *w) {
  model_object_begin(w, "policy");
  put_settings(w);
  put_levels(w);
  put_allowances(w);
  model_object_end(w);
}

static void put_frame(struct model_writer *w) {
  put_agreement(w);
  put_calendar(w);
  put_parties(w);
  put_departments(w);
  put_persons(w);
  put_assets(w);
}

static void put_plan(struct model_writer *w) {
  model_goals(w);
  model_objectives(w);
  model_kpis(w);
  model_contents(w);
  model_channels(w);
  model_brand(w);
  model_budget(w);
  model_incentives(w);
  model_roi(w);
}

static void put_work(struct model_writer *w) {
  model_actions(w);
  model_deliverables(w);
  model_duties(w);
  model_approvals(w);
  model_phases(w);
  model_campaigns(w);
  model_reviews(w);
  model_diagnoses(w);
  model_selections(w);
}

void emit_model_json(struct buffer *out, const struct model *model, bool forced) {
  struct model_writer w = {.json = {.out = out, .indented = true}, .model = model};
  model_object_begin(&w, NULL);
  model_integer(&w, "version", FORMAT_VERSION);
  model_string(&w, "fingerprint", model->fingerprint && *model->fingerprint ? model->fingerprint : NULL);
  model_bool(&w, "forced", forced);
  put_frame(&w);
  put_plan(&w);
  put_work(&w);
  put_policy(&w);
  model_object_end(&w);
  buffer_char(out, '\n');
}
