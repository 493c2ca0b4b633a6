#include "emit/model_json_parts.h"

#include <assert.h>

#include "model/calendar.h"

enum { ENTITY_DEPTH = 3 }; /* the whole, a list, an entity */

static const char *const time_words[] = {
  [TIME_MINUTE] = "minute", [TIME_HOUR] = "hour", [TIME_DAY] = "day", [TIME_WEEK] = "week", [TIME_MONTH] = "month",
  [TIME_QUARTER] = "quarter", [TIME_YEAR] = "year", [TIME_WORKHOUR] = "workhour", [TIME_WORKDAY] = "workday",
};
static_assert(sizeof time_words / sizeof *time_words == TIME_NONE, "a word for each unit of time");

static const char *const spot_words[] = {
  [SPOT_ANY] = "any", [SPOT_WEEKDAY] = "weekday", [SPOT_DAY] = "day", [SPOT_LAST_DAY] = "last_day",
  [SPOT_WORKDAY] = "workday", [SPOT_LAST_WORKDAY] = "last_workday", [SPOT_NTH_WEEKDAY] = "nth_weekday",
  [SPOT_LAST_WEEKDAY] = "last_weekday",
};
static_assert(sizeof spot_words / sizeof *spot_words == SPOT_LAST_WEEKDAY + 1, "a word for each spot");

const char *const model_weekday_words[] = {
  [MONDAY] = "monday", [TUESDAY] = "tuesday", [WEDNESDAY] = "wednesday", [THURSDAY] = "thursday", [FRIDAY] = "friday",
  [SATURDAY] = "saturday", [SUNDAY] = "sunday",
};
static_assert(sizeof model_weekday_words / sizeof *model_weekday_words == SUNDAY + 1, "a word for each weekday");

static const char *const unit_words[] = {
  [UNIT_NONE] = "number", [UNIT_COUNT] = "count", [UNIT_PERCENT] = "percent", [UNIT_SCORE] = "score",
  [UNIT_MONEY] = "money", [UNIT_TIME] = "time", [UNIT_COMPOUND] = "compound",
};
static_assert(sizeof unit_words / sizeof *unit_words == UNIT_COMPOUND + 1, "a word for each kind of unit");

static const struct {
  const char *word;
  int figures; /* how many are written */
} target_words[] = {
  [TARGET_LEAST] = {"at_least", 1}, [TARGET_MOST] = {"at_most", 1}, [TARGET_BETWEEN] = {"between", 2},
  [TARGET_GROW] = {"grow", 1}, [TARGET_REDUCE] = {"reduce", 1}, [TARGET_MAINTAIN] = {"maintain", 0},
  [TARGET_MAINTAIN_LEAST] = {"maintain_at_least", 1}, [TARGET_MAINTAIN_MOST] = {"maintain_at_most", 1},
  [TARGET_MAINTAIN_WITHIN] = {"maintain_within", 1}, [TARGET_OBSERVE] = {"observe", 0},
};
static_assert(sizeof target_words / sizeof *target_words == TARGET_OBSERVE + 1, "a word for each form of target");

static void open_member(struct model_writer *w, const char *key) {
  if (key) json_key(&w->json, key);
}

static void set_lines(struct model_writer *w) { w->json.indented = w->json.depth <= ENTITY_DEPTH; }

void model_object_begin(struct model_writer *w, const char *key) {
  open_member(w, key);
  json_object_begin(&w->json);
  set_lines(w);
}

void model_object_end(struct model_writer *w) {
  json_object_end(&w->json);
  set_lines(w);
}

void model_array_begin(struct model_writer *w, const char *key) {
  open_member(w, key);
  json_array_begin(&w->json);
  set_lines(w);
}

void model_array_end(struct model_writer *w) {
  json_array_end(&w->json);
  set_lines(w);
}

void model_null(struct model_writer *w, const char *key) {
  open_member(w, key);
  json_put_null(&w->json);
}

void model_bool(struct model_writer *w, const char *key, bool value) {
  open_member(w, key);
  json_put_bool(&w->json, value);
}

void model_integer(struct model_writer *w, const char *key, int64_t value) {
  open_member(w, key);
  json_put_integer(&w->json, value);
}

void model_string(struct model_writer *w, const char *key, const char *text) {
  open_member(w, key);
  json_put_text(&w->json, text);
}

void model_buffer(struct model_writer *w, const char *key, const struct buffer *text) {
  open_member(w, key);
  json_put_string(&w->json, text->data, text->length);
}

static void put_bytes(struct model_writer *w, const char *key, const struct text *text) {
  open_member(w, key);
  json_put_string(&w->json, text->bytes, text->length);
}

void model_text(struct model_writer *w, const char *key, const struct text *text) {
  if (!text->bytes) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  put_bytes(w, "text", text);
  if (text->second && text->second->bytes) {
    put_bytes(w, "second", text->second);
  } else {
    model_null(w, "second");
  }
  model_object_end(w);
}

void model_texts(struct model_writer *w, const char *key, const struct text *items, uint32_t count) {
  model_array_begin(w, key);
  for (uint32_t i = 0; i < count; i++) model_text(w, NULL, &items[i]);
  model_array_end(w);
}

void model_decimal(struct model_writer *w, const char *key, struct decimal value) {
  open_member(w, key);
  json_put_decimal(&w->json, decimal_is_finite(value) ? decimal_reduced(value) : value);
}

void model_figure(struct model_writer *w, const char *key, const struct figure *figure) {
  if (figure->known) {
    model_decimal(w, key, figure->value);
  } else {
    model_null(w, key);
  }
}

void model_quantity(struct model_writer *w, const char *key, const struct quantity *quantity) {
  if (!quantity->known) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_decimal(w, "value", quantity->value);
  model_string(w, "unit", quantity->points ? "points" : quantity->unit ? quantity->unit->spelling : NULL);
  model_object_end(w);
}

static bool is_written_otherwise(const struct model_writer *w, const struct money *money) {
  const char *own = w->model->agreement.currency;
  return money->currency && own && strcmp(money->currency, own) != 0;
}

void model_money(struct model_writer *w, const char *key, const struct money *money) {
  if (!money->known || !decimal_is_finite(money->amount)) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_decimal(w, "amount", money->amount);
  model_string(w, "currency", w->model->agreement.currency);
  if (is_written_otherwise(w, money)) {
    model_object_begin(w, "written");
    model_decimal(w, "amount", money->written);
    model_string(w, "currency", money->currency);
    model_object_end(w);
  } else {
    model_null(w, "written");
  }
  model_object_end(w);
}

void model_unit(struct model_writer *w, const char *key, const struct unit *unit) {
  if (!unit) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_string(w, "spelling", unit->spelling);
  model_string(w, "kind", unit_words[unit->kind]);
  if (unit->kind == UNIT_SCORE) {
    model_decimal(w, "low", unit->low);
    model_decimal(w, "high", unit->high);
  } else {
    model_null(w, "low");
    model_null(w, "high");
  }
  model_object_end(w);
}

void model_time_unit(struct model_writer *w, const char *key, enum time_unit unit) {
  model_string(w, key, unit == TIME_NONE ? NULL : time_words[unit]);
}

void model_duration(struct model_writer *w, const char *key, const struct duration *duration) {
  if (duration->unit == TIME_NONE) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_decimal(w, "amount", duration->amount);
  model_time_unit(w, "unit", duration->unit);
  model_object_end(w);
}

void model_minutes(struct model_writer *w, const char *key, int minutes) {
  if (minutes < 0) {
    model_null(w, key);
    return;
  }
  struct buffer text = buffer_in(w->json.out->arena);
  buffer_padded(&text, minutes / 60, 2);
  buffer_char(&text, ':');
  buffer_padded(&text, minutes % 60, 2);
  model_buffer(w, key, &text);
}

void model_day(struct model_writer *w, const char *key, day_number day) {
  open_member(w, key);
  json_put_date(&w->json, day);
}

void model_period(struct model_writer *w, const char *key, const struct period *period) {
  if (period->from == DAY_NONE || period->to == DAY_NONE) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_day(w, "from", period->from);
  model_day(w, "to", period->to);
  model_object_end(w);
}

static bool spot_has_number(enum recurrence_spot spot) {
  return spot == SPOT_DAY || spot == SPOT_WORKDAY || spot == SPOT_NTH_WEEKDAY;
}

static bool spot_has_weekday(enum recurrence_spot spot) {
  return spot == SPOT_WEEKDAY || spot == SPOT_NTH_WEEKDAY || spot == SPOT_LAST_WEEKDAY;
}

/* The first day on which it falls, from its own start on or the term's. */
static day_number first_day(const struct model_writer *w, const struct recurrence *recurrence) {
  day_number from = recurrence->from == DAY_NONE ? w->model->agreement.term.from : recurrence->from;
  return from == DAY_NONE ? DAY_NONE : recurrence_next(&w->model->calendar, recurrence, from);
}

void model_recurrence(struct model_writer *w, const char *key, const struct recurrence *recurrence) {
  if (recurrence->unit == TIME_NONE) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_time_unit(w, "every", recurrence->unit);
  model_integer(w, "interval", recurrence->interval);
  model_string(w, "spot", spot_words[recurrence->spot]);
  if (spot_has_number(recurrence->spot)) {
    model_integer(w, "number", recurrence->nth);
  } else {
    model_null(w, "number");
  }
  model_string(w, "weekday", spot_has_weekday(recurrence->spot) ? model_weekday_words[recurrence->weekday] : NULL);
  model_day(w, "from", recurrence->from);
  model_day(w, "to", recurrence->to);
  model_day(w, "first", first_day(w, recurrence));
  model_object_end(w);
}

static bool is_named(const struct entity *entity) { return entity && entity->spelling && entity->spelling[0]; }

void model_name(struct model_writer *w, const char *key, const struct entity *entity) {
  model_string(w, key, is_named(entity) ? entity->spelling : NULL);
}

void model_listed(struct model_writer *w, const struct entity *entity) {
  if (is_named(entity)) json_put_text(&w->json, entity->spelling);
}

void model_ref(struct model_writer *w, const char *key, const struct ref *ref) { model_name(w, key, ref->to); }

void model_ref_list(struct model_writer *w, const char *key, const struct ref *items, uint32_t count) {
  model_array_begin(w, key);
  for (uint32_t i = 0; i < count; i++) model_listed(w, items[i].to);
  model_array_end(w);
}

void model_refs(struct model_writer *w, const char *key, const struct refs *refs) {
  model_ref_list(w, key, refs->items, refs->count);
}

static void put_target_figures(struct model_writer *w, const struct target *target) {
  int count = target_words[target->form].figures;
  model_array_begin(w, "figures");
  if (count > 0) model_decimal(w, NULL, target->a);
  if (count > 1) model_decimal(w, NULL, target->b);
  model_array_end(w);
}

void model_target(struct model_writer *w, const char *key, const struct target *target) {
  bool finite = decimal_is_finite(target->a) && decimal_is_finite(target->b);
  if (!target->stated || !target->known || !finite) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_string(w, "form", target_words[target->form].word);
  put_target_figures(w, target);
  model_bool(w, "relative", target->relative);
  model_time_unit(w, "each", target->each);
  model_day(w, "by", target->by);
  model_bool(w, "by_stated", target->by_stated);
  model_figure(w, "low", &(struct figure){.value = target->low, .known = target->bounded && target->has_low});
  model_figure(w, "high", &(struct figure){.value = target->high, .known = target->bounded && target->has_high});
  model_object_end(w);
}

void model_shares(struct model_writer *w, const char *key, const struct shares *shares) {
  model_array_begin(w, key);
  for (uint32_t i = 0; i < shares->items.count; i++) {
    const struct share_item *item = &shares->items.items[i];
    if (!item->known || !item->of.to) continue;
    model_object_begin(w, NULL);
    model_ref(w, "of", &item->of);
    model_decimal(w, "least", item->least);
    model_decimal(w, "most", item->most);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_cadence(struct model_writer *w, const char *key, const struct cadence *cadence) {
  if (!cadence->stated || !cadence->known) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_figure(w, "least", &(struct figure){.value = decimal_from_integer(cadence->least), .known = cadence->has_least});
  model_figure(w, "most", &(struct figure){.value = decimal_from_integer(cadence->most), .known = cadence->has_most});
  model_time_unit(w, "per", cadence->per);
  model_object_end(w);
}

void model_tails(struct model_writer *w, const char *key, const struct tail *tails) {
  model_array_begin(w, key);
  for (const struct tail *tail = tails; tail; tail = tail->next) {
    model_object_begin(w, NULL);
    model_text(w, "text", &tail->text);
    model_refs(w, "by", &tail->by);
    model_duration(w, "within", &tail->within);
    model_day(w, "due", tail->due);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_revisions(struct model_writer *w, const char *key, const struct revisions *revisions) {
  if (!revisions->stated || !revisions->known) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_integer(w, "count", revisions->count);
  static const struct money nothing = {.stated = false};
  model_money(w, "then_each", revisions->then ? revisions->then : &nothing);
  model_object_end(w);
}

void model_silence(struct model_writer *w, const char *key, const struct silence *silence, const char *accepts) {
  if (silence->form == SILENCE_NONE) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_string(w, "means", silence->form == SILENCE_ACCEPTS ? accepts
                           : silence->form == SILENCE_REJECTS ? "rejects" : "escalates");
  model_ref(w, "to", &silence->to);
  bool escalates = silence->form == SILENCE_ESCALATES;
  model_duration(w, "within", escalates ? &silence->within : &(struct duration){.unit = TIME_NONE});
  model_object_end(w);
}

void model_expectations(struct model_writer *w, const char *key, const struct expectation *items, uint32_t count) {
  model_array_begin(w, key);
  for (uint32_t i = 0; i < count; i++) {
    model_object_begin(w, NULL);
    model_ref(w, "kpi", &items[i].kpi);
    model_target(w, "target", &items[i].target);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_entity_begin(struct model_writer *w, const struct entity *entity) {
  model_object_begin(w, NULL);
  model_name(w, "name", entity);
  model_text(w, "title", &entity->title);
}
