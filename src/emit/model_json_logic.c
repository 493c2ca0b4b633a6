/* Conditions and formulas: as a tree, and as the text that says the same in the language itself, English, whatever the
 * source was written in. */
#include "emit/model_json_parts.h"

#include <assert.h>

#include "model/units.h"

enum { SCALE_DIGITS = 24 }; /* a figure that was converted and is converted back is good to so many places */

static const char *const state_words[] = {
  [STATE_MET] = "met", [STATE_MISSED] = "missed", [STATE_ON_TRACK] = "on_track", [STATE_AT_RISK] = "at_risk",
  [STATE_OFF_TRACK] = "off_track", [STATE_BEHIND] = "behind",
};
static_assert(sizeof state_words / sizeof *state_words == STATE_BEHIND + 1, "a word for each state");

static const char *const comparison_words[] = {
  [COMPARE_LESS] = "<", [COMPARE_LESS_EQUAL] = "<=", [COMPARE_GREATER] = ">", [COMPARE_GREATER_EQUAL] = ">=",
  [COMPARE_EQUAL] = "=",
};
static_assert(sizeof comparison_words / sizeof *comparison_words == COMPARE_EQUAL + 1, "a sign for each comparison");

static const char *const condition_words[] = {
  [CONDITION_STATE] = "state", [CONDITION_COMPARISON] = "comparison", [CONDITION_NOT] = "not", [CONDITION_AND] = "and",
  [CONDITION_OR] = "or",
};
static_assert(sizeof condition_words / sizeof *condition_words == CONDITION_OR + 1, "a word for each kind of condition");

static const char *const expression_words[] = {
  [EXPRESSION_UNKNOWN] = "unknown", [EXPRESSION_KPI] = "kpi", [EXPRESSION_QUANTITY] = "quantity",
  [EXPRESSION_SPENT] = "spent", [EXPRESSION_BINARY] = "operation", [EXPRESSION_NEGATIVE] = "negative",
  [EXPRESSION_SUM] = "sum", [EXPRESSION_MIN] = "min", [EXPRESSION_MAX] = "max",
};
static_assert(sizeof expression_words / sizeof *expression_words == EXPRESSION_MAX + 1, "a word for each kind of expression");

/* The unit's spelling; NULL for a bare number. */
static const char *spelling_of(const struct unit *unit) {
  return unit && unit->spelling && unit->spelling[0] ? unit->spelling : NULL;
}

/* A figure as it may be written: 30%, 12 orders, 4.5. A score's figures are bare. */
static void write_figure(struct buffer *out, struct decimal value, const struct unit *unit) {
  bool share = unit && unit->kind == UNIT_PERCENT;
  decimal_write(out, decimal_reduced(share ? decimal_scaled(value, 2) : value));
  if (share) {
    buffer_char(out, '%');
  } else if (spelling_of(unit) && unit->kind != UNIT_SCORE) {
    buffer_char(out, ' ');
    buffer_text(out, unit->spelling);
  }
}

static struct unit post_unit(const struct condition *condition) {
  return (struct unit){.kind = UNIT_COUNT, .spelling = condition->post_unit ? condition->post_unit->spelling : ""};
}

/* Conditions */

static void write_comparison(struct buffer *out, const struct condition *condition) {
  struct unit post = post_unit(condition);
  buffer_text(out, condition->kpi ? condition->kpi->entity.spelling : "post");
  buffer_char(out, ' ');
  buffer_text(out, comparison_words[condition->comparison]);
  buffer_char(out, ' ');
  write_figure(out, condition->figure.value, condition->kpi ? condition->kpi->unit : &post);
}

static void write_condition(struct buffer *out, const struct condition *condition);

/* In parentheses where it binds less than what it stands in: `or` in `and` and `not`, `and` in `not`. */
static void write_inner(struct buffer *out, const struct condition *condition, enum condition_kind outer) {
  bool parentheses = condition->kind > outer && condition->kind >= CONDITION_AND;
  if (parentheses) buffer_char(out, '(');
  write_condition(out, condition);
  if (parentheses) buffer_char(out, ')');
}

static void write_condition(struct buffer *out, const struct condition *condition) {
  switch (condition->kind) {
    case CONDITION_STATE:
      buffer_text(out, condition->kpi->entity.spelling);
      buffer_char(out, ' ');
      buffer_text(out, state_words[condition->state]);
      break;
    case CONDITION_COMPARISON: write_comparison(out, condition); break;
    case CONDITION_NOT:
      buffer_text(out, "not ");
      write_inner(out, condition->left, CONDITION_NOT);
      break;
    case CONDITION_AND:
    case CONDITION_OR:
      write_inner(out, condition->left, condition->kind);
      buffer_text(out, condition->kind == CONDITION_AND ? " and " : " or ");
      write_inner(out, condition->right, condition->kind);
      break;
  }
}

static void put_condition(struct model_writer *w, const char *key, const struct condition *condition);

static void put_comparison(struct model_writer *w, const struct condition *condition) {
  struct unit post = post_unit(condition);
  model_string(w, "comparison", comparison_words[condition->comparison]);
  model_figure(w, "figure", &condition->figure);
  model_string(w, "unit", spelling_of(condition->kpi ? condition->kpi->unit : &post));
}

static void put_condition(struct model_writer *w, const char *key, const struct condition *condition) {
  model_object_begin(w, key);
  model_string(w, "kind", condition_words[condition->kind]);
  switch (condition->kind) {
    case CONDITION_STATE:
      model_name(w, "kpi", &condition->kpi->entity);
      model_string(w, "state", state_words[condition->state]);
      break;
    case CONDITION_COMPARISON:
      model_name(w, "kpi", condition->kpi ? &condition->kpi->entity : NULL);
      put_comparison(w, condition);
      break;
    default:
      model_array_begin(w, "of");
      put_condition(w, NULL, condition->left);
      if (condition->right) put_condition(w, NULL, condition->right);
      model_array_end(w);
  }
  model_object_end(w);
}

void model_condition(struct model_writer *w, const char *key, const struct condition *condition) {
  if (!condition) {
    model_null(w, key);
    return;
  }
  struct buffer text = buffer_in(w->json.out->arena);
  write_condition(&text, condition);
  model_object_begin(w, key);
  model_buffer(w, "text", &text);
  put_condition(w, "tree", condition);
  model_object_end(w);
}

/* Formulas */

/* As written: the model keeps a formula's lengths of time in minutes. */
static struct decimal written_value(const struct expression *e) {
  struct decimal scale = unit_scale(&e->unit);
  if (decimal_compare(scale, decimal_from_integer(1)) == 0) return e->value;
  return decimal_rounded(decimal_divide(e->value, scale), SCALE_DIGITS);
}

static int strength(const struct expression *e) {
  if (e->kind == EXPRESSION_NEGATIVE) return 1;
  if (e->kind != EXPRESSION_BINARY) return 3;
  return e->operation == '*' || e->operation == '/' ? 2 : 1;
}

static void write_expression(struct buffer *out, const struct expression *e);

static void write_operand(struct buffer *out, const struct expression *e, int least) {
  bool parentheses = strength(e) < least;
  if (parentheses) buffer_char(out, '(');
  write_expression(out, e);
  if (parentheses) buffer_char(out, ')');
}

static void write_binary(struct buffer *out, const struct expression *e) {
  int own = strength(e);
  write_operand(out, e->first, own);
  buffer_char(out, ' ');
  buffer_char(out, e->operation);
  buffer_char(out, ' ');
  write_operand(out, e->first->next, own + 1);
}

static void write_call(struct buffer *out, const struct expression *e) {
  buffer_text(out, expression_words[e->kind]);
  buffer_char(out, '(');
  for (const struct expression *x = e->first; x; x = x->next) {
    if (x != e->first) buffer_text(out, ", ");
    write_expression(out, x);
  }
  buffer_char(out, ')');
}

static void write_expression(struct buffer *out, const struct expression *e) {
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: buffer_char(out, '?'); break;
    case EXPRESSION_KPI: buffer_text(out, e->kpi->entity.spelling); break;
    case EXPRESSION_QUANTITY: write_figure(out, written_value(e), &e->unit); break;
    case EXPRESSION_SPENT:
      buffer_text(out, "spent(");
      buffer_text(out, e->line->entity.spelling);
      buffer_char(out, ')');
      break;
    case EXPRESSION_BINARY: write_binary(out, e); break;
    case EXPRESSION_NEGATIVE:
      buffer_char(out, '-');
      write_operand(out, e->first, 2);
      break;
    default: write_call(out, e); break;
  }
}

static void put_expression(struct model_writer *w, const char *key, const struct expression *e);

static void put_operands(struct model_writer *w, const struct expression *e) {
  model_array_begin(w, "of");
  for (const struct expression *x = e->first; x; x = x->next) put_expression(w, NULL, x);
  model_array_end(w);
}

static void put_operator(struct model_writer *w, const struct expression *e) {
  char sign[] = {e->operation, '\0'};
  model_string(w, "operator", sign);
}

static void put_expression(struct model_writer *w, const char *key, const struct expression *e) {
  model_object_begin(w, key);
  model_string(w, "kind", expression_words[e->kind]);
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: break;
    case EXPRESSION_KPI: model_name(w, "kpi", &e->kpi->entity); break;
    case EXPRESSION_QUANTITY:
      model_decimal(w, "value", written_value(e));
      model_string(w, "unit", spelling_of(&e->unit));
      break;
    case EXPRESSION_SPENT: model_name(w, "line", &e->line->entity); break;
    case EXPRESSION_BINARY:
      put_operator(w, e);
      put_operands(w, e);
      break;
    default: put_operands(w, e); break;
  }
  model_object_end(w);
}

static bool is_known(const struct expression *e) {
  if (e->kind == EXPRESSION_UNKNOWN) return false;
  for (const struct expression *x = e->first; x; x = x->next)
    if (!is_known(x)) return false;
  return true;
}

void model_formula(struct model_writer *w, const char *key, const struct expression *formula) {
  if (!formula || !is_known(formula)) {
    model_null(w, key);
    return;
  }
  struct buffer text = buffer_in(w->json.out->arena);
  write_expression(&text, formula);
  model_object_begin(w, key);
  model_buffer(w, "text", &text);
  put_expression(w, "tree", formula);
  model_object_end(w);
}
