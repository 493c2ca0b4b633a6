/* The format is documented by score.schema.json, which stands beside this file. */
#include "emit/json.h"
#include "emit/score.h"
#include "emit/score_values.h"

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_result(struct json *json, const char *key, struct result result) {
  json_key(json, key);
  score_put_result(json, result);
}

static void put_date(struct json *json, const char *key, day_number day) {
  json_key(json, key);
  json_put_date(json, day);
}

static void begin_list(struct json *json, const char *key) {
  json_key(json, key);
  json_array_begin(json);
}

static void put_bool(struct json *json, const char *key, bool value) {
  json_key(json, key);
  json_put_bool(json, value);
}

static void put_kpi(struct json *json, const struct kpi_score *k) {
  json_object_begin(json);
  put_text(json, "name", k->kpi->entity.spelling);
  put_text(json, "status", score_standing_word(k->standing));
  put_date(json, "date", k->date);
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
  begin_list(json, "no_data");
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
  put_text(json, "status", score_standing_word(k->standing));
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
  put_date(json, "as_of", previous->as_of);
  begin_list(json, "kpis");
  for (uint32_t i = 0; i < previous->kpis.count; i++) put_previous_kpi(json, &previous->kpis.items[i]);
  json_array_end(json);
  begin_list(json, "objectives");
  for (uint32_t i = 0; i < previous->objectives.count; i++) put_previous_objective(json, &previous->objectives.items[i]);
  json_array_end(json);
  json_object_end(json);
}

static void put_line(struct json *json, const struct line_score *line) {
  json_object_begin(json);
  put_text(json, "line", line->line->entity.spelling);
  put_result(json, "planned", line->planned);
  put_result(json, "spent", line->spent);
  put_result(json, "whole", line->whole);
  json_object_end(json);
}

static void put_mix(struct json *json, const struct mix_score *mix) {
  const struct share_item *item = mix->item;
  bool planned = item && item->known;
  struct result low = {.known = planned}, high = low;
  if (planned) low.value = item->least;
  if (planned) high.value = item->most;
  json_object_begin(json);
  put_text(json, "channel", mix->channel->entity.spelling);
  put_text(json, "content", mix->content ? mix->content->spelling : NULL);
  put_result(json, "planned_low", low);
  put_result(json, "planned_high", high);
  put_result(json, "share", mix->share);
  put_result(json, "posts", (struct result){mix->posts, true});
  json_object_end(json);
}

static void put_refs(struct json *json, const char *key, const struct refs *refs) {
  begin_list(json, key);
  for (uint32_t i = 0; i < refs->count; i++)
    if (refs->items[i].to) json_put_text(json, refs->items[i].to->spelling);
  json_array_end(json);
}

static void put_task(struct json *json, const struct task_score *task) {
  json_object_begin(json);
  put_text(json, "name", task->task->spelling);
  put_refs(json, "by", &task->by);
  put_date(json, "due", task->due);
  put_result(json, "done", task->done);
  put_bool(json, "late", task->late);
  json_object_end(json);
}

static void put_questions(struct json *json, const struct diagnosis_score *d) {
  for (uint32_t i = 0; i < d->count; i++) {
    const struct tail *tail = d->questions[i].tail;
    json_object_begin(json);
    put_text(json, "diagnosis", d->diagnosis->entity.spelling);
    json_key(json, "text");
    json_put_string(json, tail->text.bytes, tail->text.length);
    put_refs(json, "by", &tail->by);
    put_date(json, "due", d->questions[i].by);
    json_object_end(json);
  }
}

static void put_plan_and_work(struct json *json, const struct score *score) {
  begin_list(json, "budget");
  for (uint32_t i = 0; i < score->lines.count; i++) put_line(json, &score->lines.items[i]);
  json_array_end(json);
  begin_list(json, "posts");
  for (uint32_t i = 0; i < score->mixes.count; i++) put_mix(json, &score->mixes.items[i]);
  json_array_end(json);
  begin_list(json, "tasks");
  for (uint32_t i = 0; i < score->tasks.count; i++) put_task(json, &score->tasks.items[i]);
  json_array_end(json);
  begin_list(json, "questions");
  for (uint32_t i = 0; i < score->diagnoses.count; i++) put_questions(json, &score->diagnoses.items[i]);
  json_array_end(json);
}

void emit_score_json(struct buffer *out, const struct score *score, const struct score *previous) {
  struct json json = {.out = out, .indented = true};
  json_object_begin(&json);
  json_key(&json, "version");
  json_put_integer(&json, 1);
  put_text(&json, "agreement", score->model->agreement.entity.spelling);
  put_date(&json, "as_of", score->as_of);
  begin_list(&json, "kpis");
  for (uint32_t i = 0; i < score->kpis.count; i++) put_kpi(&json, &score->kpis.items[i]);
  json_array_end(&json);
  begin_list(&json, "objectives");
  for (uint32_t i = 0; i < score->objectives.count; i++) put_objective(&json, &score->objectives.items[i]);
  json_array_end(&json);
  put_returns(&json, &score->returns);
  begin_list(&json, "diagnoses");
  for (uint32_t i = 0; i < score->diagnoses.count; i++)
    json_put_text(&json, score->diagnoses.items[i].diagnosis->entity.spelling);
  json_array_end(&json);
  begin_list(&json, "incentives");
  for (uint32_t i = 0; i < score->incentives.count; i++) put_incentive(&json, &score->incentives.items[i]);
  json_array_end(&json);
  put_previous(&json, previous);
  put_plan_and_work(&json, score);
  json_object_end(&json);
  buffer_char(out, '\n');
}
