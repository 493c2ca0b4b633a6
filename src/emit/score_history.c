#include "emit/score_history.h"

#include <assert.h>

#include "emit/csv.h"
#include "emit/score_values.h"

/* A line as both forms have it. */
static const char *const keys[] = {"agreement",   "kpi",        "date",   "reported", "actual", "planned_low", "planned_high", "target_low",
                                   "target_high", "attainment", "status", "score",    "unit",   "excused",     "incomplete"};
enum { VALUES = sizeof keys / sizeof keys[0] };

enum value_kind { VALUE_TEXT, VALUE_DATE, VALUE_FIGURE, VALUE_BOOL };
struct value {
  enum value_kind kind;
  const char *text; /* NULL: none */
  day_number date;
  struct result figure;
  bool is_so;
};

struct writing {
  struct buffer *out;
  const struct model *model;
};

static struct value text_value(const char *text) { return (struct value){.kind = VALUE_TEXT, .text = text}; }
static struct value date_value(day_number date) { return (struct value){.kind = VALUE_DATE, .date = date}; }
static struct value bool_value(bool is_so) { return (struct value){.kind = VALUE_BOOL, .is_so = is_so}; }
static struct value figure_value(struct result figure) { return (struct value){.kind = VALUE_FIGURE, .figure = figure}; }

static struct value end_value(bool known, struct fraction end) {
  struct result result = {.known = known};
  if (known) result.value = fraction_value(end);
  return figure_value(result);
}

static void fill(struct value values[VALUES], const struct model *model, const struct history_point *point) {
  const struct kpi_score *k = point->score;
  const struct bounds *planned = &k->plan.asked, *target = &k->asked;
  bool due = k->plan.state == PLAN_DUE;
  const struct value all[] = {
      text_value(model->agreement.entity.spelling),
      text_value(k->kpi->entity.spelling),
      date_value(point->day),
      figure_value(point->reported),
      figure_value(k->actual),
      end_value(due && planned->has_low, planned->low),
      end_value(due && planned->has_high, planned->high),
      end_value(target->has_low, target->low),
      end_value(target->has_high, target->high),
      figure_value(k->attainment),
      text_value(score_standing_word(k->standing)),
      figure_value(k->score),
      text_value(k->kpi->unit ? k->kpi->unit->spelling : NULL),
      bool_value(point->excused),
      bool_value(k->incomplete),
  };
  static_assert(sizeof all / sizeof all[0] == VALUES, "a value for each key");
  memcpy(values, all, sizeof all);
}

/* ---- CSV ---- */

static void put_field(struct buffer *out, const struct value *value) {
  switch (value->kind) {
    case VALUE_TEXT:
      if (value->text) csv_words(out, value->text, strlen(value->text));
      break;
    case VALUE_DATE: day_write(out, value->date); break;
    case VALUE_FIGURE:
      if (value->figure.known) decimal_write(out, score_figure(value->figure.value));
      break;
    case VALUE_BOOL: buffer_text(out, value->is_so ? "true" : "false"); break;
  }
}

static void put_heads(struct buffer *out) {
  for (int i = 0; i < VALUES; i++) {
    if (i > 0) buffer_char(out, ',');
    buffer_text(out, keys[i]);
  }
  buffer_text(out, "\r\n");
}

static void put_row(void *context, const struct history_point *point) {
  const struct writing *writing = context;
  struct value values[VALUES];
  fill(values, writing->model, point);
  for (int i = 0; i < VALUES; i++) {
    if (i > 0) buffer_char(writing->out, ',');
    put_field(writing->out, &values[i]);
  }
  buffer_text(writing->out, "\r\n");
}

void emit_history_csv(struct buffer *out, const struct score_input *input, bool byte_order_mark) {
  struct writing writing = {out, input->model};
  if (byte_order_mark) buffer_text(out, "\xEF\xBB\xBF");
  put_heads(out);
  history_each(out->arena, input, &writing, put_row);
}

/* ---- NDJSON ---- */

static void put_member(struct json *json, const char *key, const struct value *value) {
  json_key(json, key);
  switch (value->kind) {
    case VALUE_TEXT: json_put_text(json, value->text); break;
    case VALUE_DATE: json_put_date(json, value->date); break;
    case VALUE_FIGURE: score_put_result(json, value->figure); break;
    case VALUE_BOOL: json_put_bool(json, value->is_so); break;
  }
}

static void put_object(void *context, const struct history_point *point) {
  const struct writing *writing = context;
  struct json json = {.out = writing->out};
  struct value values[VALUES];
  fill(values, writing->model, point);
  json_object_begin(&json);
  for (int i = 0; i < VALUES; i++) put_member(&json, keys[i], &values[i]);
  json_object_end(&json);
  buffer_char(writing->out, '\n');
}

void emit_history_ndjson(struct buffer *out, const struct score_input *input) {
  struct writing writing = {out, input->model};
  history_each(out->arena, input, &writing, put_object);
}
