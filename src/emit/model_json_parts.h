/* What the parts of model_json share: a member for each kind of value. Internal to src/emit. */
#ifndef EMIT_MODEL_JSON_PARTS_H
#define EMIT_MODEL_JSON_PARTS_H

#include "emit/json.h"
#include "model/model.h"

struct model_writer {
  struct json json;
  const struct model *model;
};

/* Containers. The members of an entity stand on lines of their own, what is inside one of them on one line. With a key
 * where they are a member; NULL where they are an item of a list. */
void model_object_begin(struct model_writer *w, const char *key);
void model_object_end(struct model_writer *w);
void model_array_begin(struct model_writer *w, const char *key);
void model_array_end(struct model_writer *w);

/* Members; null where nothing is stated or what is stated could not be read. */
void model_null(struct model_writer *w, const char *key);
void model_bool(struct model_writer *w, const char *key, bool value);
void model_integer(struct model_writer *w, const char *key, int64_t value);
void model_string(struct model_writer *w, const char *key, const char *text); /* NULL: null */
void model_buffer(struct model_writer *w, const char *key, const struct buffer *text);
void model_text(struct model_writer *w, const char *key, const struct text *text);
void model_texts(struct model_writer *w, const char *key, const struct text *items, uint32_t count);
void model_decimal(struct model_writer *w, const char *key, struct decimal value); /* without trailing zeros */
void model_figure(struct model_writer *w, const char *key, const struct figure *figure);
void model_quantity(struct model_writer *w, const char *key, const struct quantity *quantity);
void model_money(struct model_writer *w, const char *key, const struct money *money);
void model_unit(struct model_writer *w, const char *key, const struct unit *unit);
void model_duration(struct model_writer *w, const char *key, const struct duration *duration);
void model_time_unit(struct model_writer *w, const char *key, enum time_unit unit);
void model_minutes(struct model_writer *w, const char *key, int minutes); /* of a day: "09:00"; below 0: null */
void model_day(struct model_writer *w, const char *key, day_number day);
void model_period(struct model_writer *w, const char *key, const struct period *period);
void model_recurrence(struct model_writer *w, const char *key, const struct recurrence *recurrence);
void model_name(struct model_writer *w, const char *key, const struct entity *entity); /* NULL: null */
void model_listed(struct model_writer *w, const struct entity *entity); /* its name as an item; nothing without one */
void model_ref(struct model_writer *w, const char *key, const struct ref *ref);
void model_refs(struct model_writer *w, const char *key, const struct refs *refs);
void model_ref_list(struct model_writer *w, const char *key, const struct ref *items, uint32_t count);
void model_target(struct model_writer *w, const char *key, const struct target *target);
void model_shares(struct model_writer *w, const char *key, const struct shares *shares); /* the items */
void model_cadence(struct model_writer *w, const char *key, const struct cadence *cadence);
void model_tails(struct model_writer *w, const char *key, const struct tail *tails);
void model_revisions(struct model_writer *w, const char *key, const struct revisions *revisions);
void model_silence(struct model_writer *w, const char *key, const struct silence *silence, const char *accepts);
void model_expectations(struct model_writer *w, const char *key, const struct expectation *items, uint32_t count);
void model_condition(struct model_writer *w, const char *key, const struct condition *condition);
void model_formula(struct model_writer *w, const char *key, const struct expression *formula);

/* An entity of a list: its beginning, with name and title. */
void model_entity_begin(struct model_writer *w, const struct entity *entity);

/* The lists of the agreement, each a member of the whole. */
void model_goals(struct model_writer *w);
void model_objectives(struct model_writer *w);
void model_kpis(struct model_writer *w);
void model_contents(struct model_writer *w);
void model_channels(struct model_writer *w);
void model_brand(struct model_writer *w);
void model_budget(struct model_writer *w);
void model_incentives(struct model_writer *w);
void model_roi(struct model_writer *w);
void model_actions(struct model_writer *w);
void model_deliverables(struct model_writer *w);
void model_duties(struct model_writer *w);
void model_approvals(struct model_writer *w);
void model_phases(struct model_writer *w);
void model_campaigns(struct model_writer *w);
void model_reviews(struct model_writer *w);
void model_diagnoses(struct model_writer *w);
void model_selections(struct model_writer *w);

extern const char *const model_weekday_words[SUNDAY + 1];
extern const char *const model_indirect_words[RETURN_KIND_COUNT];

#endif
