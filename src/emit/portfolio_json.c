/* The format is documented by portfolio.schema.json, which stands beside this file. */
#include <assert.h>

#include "emit/portfolio.h"
#include "emit/score_values.h"

/* Words for programs. */
static const char *const states[] = {[PORTFOLIO_SCORED] = "scored", [PORTFOLIO_UNFILLED] = "no_figures", [PORTFOLIO_UNSCORED] = "not_scored"};
static const char *const reasons[] = {[REASON_NONE] = NULL,
                                      [REASON_ERRORS] = "errors",
                                      [REASON_UNREAD] = "unread",
                                      [REASON_OUTSIDE] = "outside",
                                      [REASON_NO_FILE] = "no_file",
                                      [REASON_FIGURES_UNREAD] = "figures_unread",
                                      [REASON_FIGURES_NO_FILE] = "figures_no_file",
                                      [REASON_FIGURES_OUTSIDE] = "figures_outside",
                                      [REASON_FIGURES_FAULTY] = "figures_faulty",
                                      [REASON_NO_LIBRARY] = "no_library",
                                      [REASON_NO_MEMORY] = "no_memory"};
static_assert(sizeof reasons / sizeof reasons[0] == REASON_COUNT, "each reason has its word");

static void put_text(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

static void put_date(struct json *json, const char *key, day_number day) {
  json_key(json, key);
  json_put_date(json, day);
}

static void put_count(struct json *json, const char *key, uint32_t count) {
  json_key(json, key);
  json_put_integer(json, count);
}

static void put_result(struct json *json, const char *key, struct result result) {
  json_key(json, key);
  score_put_result(json, result);
}

static void begin_list(struct json *json, const char *key) {
  json_key(json, key);
  json_array_begin(json);
}

static void put_standings(struct json *json, const struct portfolio_row *row) {
  static const enum standing all[] = {STANDING_MISSED,   STANDING_OFF_TRACK, STANDING_AT_RISK, STANDING_NO_DATA,
                                      STANDING_ON_TRACK, STANDING_MET,       STANDING_NOT_DUE};
  json_key(json, "standings");
  json_object_begin(json);
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) put_count(json, score_standing_word(all[i]), row->standings[all[i]]);
  json_object_end(json);
}

static void put_kpi(struct json *json, const struct portfolio_kpi *kpi) {
  json_object_begin(json);
  put_text(json, "kpi", kpi->name);
  put_text(json, "title", kpi->title);
  put_text(json, "status", score_standing_word(kpi->standing));
  put_result(json, "score", kpi->score);
  put_count(json, "lacking", kpi->lacking);
  begin_list(json, "owners");
  for (uint32_t i = 0; i < kpi->owner_count; i++) json_put_text(json, kpi->owners[i]);
  json_array_end(json);
  put_text(json, "previous_status", kpi->was == STANDING_COUNT ? NULL : score_standing_word(kpi->was));
  json_object_end(json);
}

static void put_objective(struct json *json, const struct portfolio_objective *o) {
  json_object_begin(json);
  put_text(json, "name", o->name);
  put_text(json, "title", o->title);
  put_result(json, "score", o->score);
  json_object_end(json);
}

static void put_previous(struct json *json, const struct portfolio_row *row) {
  json_key(json, "previous");
  if (row->previous == DAY_NONE) {
    json_put_null(json);
    return;
  }
  json_object_begin(json);
  put_date(json, "as_of", row->previous);
  put_count(json, "better", row->better);
  put_count(json, "worse", row->worse);
  json_object_end(json);
}

static void put_findings(struct json *json, const struct portfolio_row *row) {
  json_key(json, "findings");
  json_object_begin(json);
  put_count(json, "errors", row->errors);
  put_count(json, "warnings", row->warnings);
  put_count(json, "infos", row->infos);
  put_count(json, "accepted", row->accepted);
  json_object_end(json);
}

static void put_row(struct json *json, const struct portfolio_row *row) {
  json_object_begin(json);
  put_text(json, "path", row->path);
  put_text(json, "name", row->name);
  put_text(json, "title", row->title);
  put_text(json, "client", row->client);
  put_text(json, "agency", row->agency);
  put_text(json, "result", states[row->state]);
  put_text(json, "reason", reasons[row->reason]);
  put_text(json, "figures", row->figures);
  put_date(json, "as_of", row->as_of);
  put_standings(json, row);
  begin_list(json, "at_risk");
  for (uint32_t i = 0; i < row->kpi_count; i++) put_kpi(json, &row->kpis[i]);
  json_array_end(json);
  begin_list(json, "objectives");
  for (uint32_t i = 0; i < row->objective_count; i++) put_objective(json, &row->objectives[i]);
  json_array_end(json);
  put_result(json, "roi", row->roi);
  put_previous(json, row);
  put_findings(json, row);
  put_text(json, "scorecard", row->scorecard);
  json_object_end(json);
}

void emit_portfolio_json(struct buffer *out, const struct portfolio *portfolio) {
  struct json json = {.out = out, .indented = true};
  json_object_begin(&json);
  put_count(&json, "version", 1);
  begin_list(&json, "agreements");
  for (uint32_t i = 0; i < portfolio->rows.count; i++) put_row(&json, &portfolio->rows.items[i]);
  json_array_end(&json);
  begin_list(&json, "passed_over");
  for (uint32_t i = 0; i < portfolio->passed_over.count; i++) json_put_text(&json, portfolio->passed_over.items[i]);
  json_array_end(&json);
  json_object_end(&json);
  buffer_char(out, '\n');
}

void emit_portfolio_ndjson(struct buffer *out, const struct portfolio *portfolio) {
  for (uint32_t i = 0; i < portfolio->rows.count; i++) {
    struct json json = {.out = out};
    put_row(&json, &portfolio->rows.items[i]);
    buffer_char(out, '\n');
  }
}
