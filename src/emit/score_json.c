/* The format is documented by score.schema.json, which stands beside this file. */
#include <assert.h>

#include "emit/json.h"
#include "emit/score.h"

/* Words for programs: the same in every language. NULL: a KPI that is only observed has none. */
static const char *const standings[] = {[STANDING_NONE] = NULL,
                                        [STANDING_NOT_DUE] = "not_due",
                                        [STANDING_NO_DATA] = "no_data",
                                        [STANDING_MET] = "met",
                                        [STANDING_MISSED] = "missed",
                                        [STANDING_ON_TRACK] = "on_track",
                                        [STANDING_AT_RISK] = "at_risk",
                                        [STANDING_OFF_TRACK] = "off_track"};
static_assert(sizeof standings / sizeof standings[0] == STANDING_COUNT, "each standing has its word");

enum { SIGNIFICANT = 12 };

/* The power of ten of the first digit that counts. */
static int leading_power(struct decimal value) {
  int power = value.exponent;
  struct decimal size = decimal_absolute(value);
  while (decimal_compare(size, decimal_scaled(decimal_from_integer(1), power + 1)) >= 0) power++;
  return power;
}

/* To so many significant digits, half to even, without zeros behind the point. */
static struct decimal significant(struct decimal value) {
  if (!decimal_is_finite(value) || decimal_is_zero(value)) return decimal_from_integer(0);
  int power = leading_power(value);
  struct decimal rounded = decimal_rounded(decimal_scaled(value, -power), SIGNIFICANT - 1);
  return decimal_reduced(decimal_scaled(rounded, power));
}

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_result(struct json *json, const char *key, struct result result) {
  json_key(json, key);
  if (result.known) json_put_decimal(json, significant(result.value));
  else json_put_null(json);
}

static void put_bool(struct json *json, const char *key, bool value) {
  json_key(json, key);
  json_put_bool(json, value);
}

static void put_kpi(struct json *json, const struct kpi_score *k) {
  json_object_begin(json);
  put_text(json, "name", k->kpi->entity.spelling);
  put_text(json, "status", standings[k->standing]);
  json_key(json, "date");
  json_put_date(json, k->date);
  put_result(json, "actual", k->actual);
  put_result(json, "planned", k->planned);
  put_result(json, "target", k->target);
  put_result(json, "attainment", k->attainment);
  put_result(json, "planned_attainment", k->planned_attainment);
  put_result(json, "score", k->score);
  put_result(json, "projected", k->projected);
  put_text(json, "unit", k->kpi->unit ? k->kpi->unit->spelling : NULL);
  put_bool(json, "incomplete", k->incomplete);
  json_object_end(json);
}

static void put_objective(struct json *json, const struct objective_score *o) {
  json_object_begin(json);
  put_text(json, "name", o->objective->entity.spelling);
  put_result(json, "score", o->score);
  json_key(json, "no_data");
  json_array_begin(json);
  for (uint32_t i = 0; i < o->no_data_count; i++) json_put_text(json, o->no_data[i]->kpi->entity.spelling);
  json_array_end(json);
  json_object_end(json);
}

static void put_returns(struct json *json, const struct returns_score *returns) {
  json_key(json, "roi");
  json_object_begin(json);
  put_result(json, "value", returns->value);
  put_result(json, "cost", returns->cost);
  put_result(json, "roi", returns->roi);
  json_object_end(json);
}

static void put_previous_kpi(struct json *json, const struct kpi_score *k) {
  json_object_begin(json);
  put_text(json, "name", k->kpi->entity.spelling);
  put_text(json, "status", standings[k->standing]);
  put_result(json, "actual", k->actual);
  put_result(json, "score", k->score);
  json_object_end(json);
}

static void put_previous_objective(struct json *json, const struct objective_score *o) {
  json_object_begin(json);
  put_text(json, "name", o->objective->entity.spelling);
  put_result(json, "score", o->score);
  json_object_end(json);
}

static void put_incentive(struct json *json, const struct incentive_score *s) {
  json_object_begin(json);
  put_text(json, "name", s->incentive->entity.spelling);
  put_bool(json, "due", s->due);
  put_result(json, "amount", (struct result){s->amount, decimal_is_finite(s->amount)});
  json_object_end(json);
}

/* What each came to on the earlier day. */
static void put_previous(struct json *json, const struct score *previous) {
  json_key(json, "previous");
  if (!previous) {
    json_put_null(json);
    return;
  }
  json_object_begin(json);
  json_key(json, "as_of");
  json_put_date(json, previous->as_of);
  json_key(json, "kpis");
  json_array_begin(json);
  for (uint32_t i = 0; i < previous->kpis.count; i++) put_previous_kpi(json, &previous->kpis.items[i]);
  json_array_end(json);
  json_key(json, "objectives");
  json_array_begin(json);
  for (uint32_t i = 0; i < previous->objectives.count; i++) put_previous_objective(json, &previous->objectives.items[i]);
  json_array_end(json);
  json_object_end(json);
}

void emit_score_json(struct buffer *out, const struct score *score, const struct score *previous) {
  struct json json = {.out = out, .indented = true};
  json_object_begin(&json);
  json_key(&json, "version");
  json_put_integer(&json, 1);
  put_text(&json, "agreement", score->model->agreement.entity.spelling);
  json_key(&json, "as_of");
  json_put_date(&json, score->as_of);
  json_key(&json, "kpis");
  json_array_begin(&json);
  for (uint32_t i = 0; i < score->kpis.count; i++) put_kpi(&json, &score->kpis.items[i]);
  json_array_end(&json);
  json_key(&json, "objectives");
  json_array_begin(&json);
  for (uint32_t i = 0; i < score->objectives.count; i++) put_objective(&json, &score->objectives.items[i]);
  json_array_end(&json);
  put_returns(&json, &score->returns);
  json_key(&json, "diagnoses");
  json_array_begin(&json);
  for (uint32_t i = 0; i < score->diagnoses.count; i++)
    json_put_text(&json, score->diagnoses.items[i].diagnosis->entity.spelling);
  json_array_end(&json);
  json_key(&json, "incentives");
  json_array_begin(&json);
  for (uint32_t i = 0; i < score->incentives.count; i++) put_incentive(&json, &score->incentives.items[i]);
  json_array_end(&json);
  put_previous(&json, previous);
  json_object_end(&json);
  buffer_char(out, '\n');
}
