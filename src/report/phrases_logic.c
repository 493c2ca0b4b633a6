/* Conditions and formulas in words. A chain of operators as long as the text makes it is walked along its left side;
 * what is nested otherwise is as deep as the parser lets it be. */
#include <assert.h>

#include "model/units.h"
#include "report/phrases.h"

struct saying {
  struct document *document;
  struct buffer words;
};

static void say(struct saying *saying, enum text_key key) {
  buffer_text(&saying->words, text_plain(saying->document->language, key));
}

static void say_with(struct saying *saying, enum text_key key, const struct argument *arguments) {
  text_write(&saying->words, saying->document->language, key, arguments);
}

static void say_entity(struct saying *saying, const struct entity *entity) {
  struct text label = entity_label(entity);
  text_say(&saying->words, saying->document, &label);
}

static struct cell said(struct saying *saying) {
  return cell_text((struct text){.bytes = saying->words.data, .length = (uint32_t)saying->words.length});
}

static struct saying saying_in(struct document *document) { return (struct saying){document, buffer_in(document->scratch)}; }

static void say_bracket(struct saying *saying, bool brackets, enum text_key bracket) {
  if (brackets) say(saying, bracket);
}

/* ---- Conditions ---- */

static void say_condition(struct saying *saying, const struct condition *c);

/* What the condition is of. */
static struct argument subject(struct document *document, const struct condition *c) {
  struct saying saying = saying_in(document);
  if (c->kpi) say_with(&saying, TEXT_REPORT_OF_KPI, ARGS(arg_entity(document, &c->kpi->entity)));
  else say(&saying, TEXT_REPORT_ONE_POST);
  return arg_string(buffer_string(&saying.words));
}

static void say_comparison(struct saying *saying, const struct condition *c) {
  static const enum text_key keys[] = {[COMPARE_LESS] = TEXT_REPORT_IS_LESS,
                                       [COMPARE_LESS_EQUAL] = TEXT_REPORT_IS_LESS_EQUAL,
                                       [COMPARE_GREATER] = TEXT_REPORT_IS_GREATER,
                                       [COMPARE_GREATER_EQUAL] = TEXT_REPORT_IS_GREATER_EQUAL,
                                       [COMPARE_EQUAL] = TEXT_REPORT_IS_EQUAL};
  struct cell figure = phrase_figure(saying->document, c->kpi ? c->kpi->unit : c->post_unit, c->figure.value);
  say_with(saying, keys[c->comparison], ARGS(subject(saying->document, c), arg_cell(saying->document, &figure)));
}

static void say_state(struct saying *saying, const struct condition *c) {
  static_assert(TEXT_REPORT_STATE_BEHIND - TEXT_REPORT_STATE_MET == STATE_BEHIND, "states stand in their order");
  say_with(saying, (enum text_key)(TEXT_REPORT_STATE_MET + (int)c->state), ARGS(subject(saying->document, c)));
}

/* In brackets where it binds less than what it stands in. */
static void say_operand(struct saying *saying, const struct condition *c, enum condition_kind within) {
  bool brackets = c->kind > CONDITION_NOT && c->kind != within;
  say_bracket(saying, brackets, TEXT_BRACKET_OPEN);
  say_condition(saying, c);
  say_bracket(saying, brackets, TEXT_BRACKET_CLOSE);
}

static void say_chain(struct saying *saying, const struct condition *c) {
  VECTOR(const struct condition *) operands = {0};
  enum condition_kind kind = c->kind;
  for (; c->kind == kind; c = c->left) VECTOR_PUSH(saying->document->scratch, &operands, c->right);
  say_operand(saying, c, kind);
  while (operands.count > 0) {
    say(saying, kind == CONDITION_AND ? TEXT_REPORT_AND : TEXT_REPORT_OR);
    say_operand(saying, operands.items[--operands.count], kind);
  }
}

static void say_denial(struct saying *saying, const struct condition *c) {
  struct saying denied = saying_in(saying->document);
  say_operand(&denied, c->left, CONDITION_NOT);
  say_with(saying, TEXT_REPORT_NOT, ARGS(arg_string(buffer_string(&denied.words))));
}

static void say_condition(struct saying *saying, const struct condition *c) {
  switch (c->kind) {
    case CONDITION_STATE: say_state(saying, c); break;
    case CONDITION_COMPARISON: say_comparison(saying, c); break;
    case CONDITION_NOT: say_denial(saying, c); break;
    case CONDITION_AND:
    case CONDITION_OR: say_chain(saying, c); break;
  }
}

struct cell phrase_condition(struct document *document, const struct condition *condition) {
  struct saying saying = saying_in(document);
  if (!condition) return (struct cell){.kind = CELL_EMPTY};
  say_condition(&saying, condition);
  return said(&saying);
}

/* ---- Formulas ---- */

static void say_expression(struct saying *saying, const struct expression *e);

static bool is_sum(const struct expression *e) {
  return e->kind == EXPRESSION_BINARY && (e->operation == '+' || e->operation == '-');
}

static void say_in_brackets(struct saying *saying, const struct expression *e, bool brackets) {
  say_bracket(saying, brackets, TEXT_BRACKET_OPEN);
  say_expression(saying, e);
  say_bracket(saying, brackets, TEXT_BRACKET_CLOSE);
}

static void say_operation(struct saying *saying, char operation) {
  const char *sign = operation == '*' ? " × " : operation == '/' ? " ÷ " : operation == '-' ? " − " : " + ";
  buffer_text(&saying->words, sign);
}

/* a − b + c: operators of one rank, from the left. */
static void say_operators(struct saying *saying, const struct expression *e) {
  VECTOR(const struct expression *) chain = {0};
  bool sum = is_sum(e);
  for (; e->kind == EXPRESSION_BINARY && is_sum(e) == sum; e = e->first) VECTOR_PUSH(saying->document->scratch, &chain, e);
  say_in_brackets(saying, e, !sum && is_sum(e));
  while (chain.count > 0) {
    const struct expression *outer = chain.items[--chain.count], *right = outer->first->next;
    say_operation(saying, outer->operation);
    bool same = sum && !(is_sum(right) && outer->operation == '-');
    say_in_brackets(saying, right, right->kind == EXPRESSION_NEGATIVE || (right->kind == EXPRESSION_BINARY && !same));
  }
}

static void say_call(struct saying *saying, enum text_key name, const struct expression *e) {
  struct saying parts = saying_in(saying->document);
  for (const struct expression *part = e->first; part; part = part->next) {
    if (part != e->first) say(&parts, TEXT_LIST_COMMA);
    say_expression(&parts, part);
  }
  say_with(saying, name, ARGS(arg_string(buffer_string(&parts.words))));
}

/* The model keeps times in minutes. */
static void say_quantity(struct saying *saying, const struct expression *e) {
  struct cell figure = phrase_figure(saying->document, &e->unit, decimal_divide(e->value, unit_scale(&e->unit)));
  cell_say(&saying->words, saying->document, &figure);
}

static void say_spent(struct saying *saying, const struct expression *e) {
  text_write(&saying->words, saying->document->language, TEXT_REPORT_SPENT_ON,
             ARGS(arg_entity(saying->document, e->line ? &e->line->entity : NULL)));
}

static void say_expression(struct saying *saying, const struct expression *e) {
  switch (e->kind) {
    case EXPRESSION_UNKNOWN: buffer_char(&saying->words, '?'); break;
    case EXPRESSION_KPI: say_entity(saying, &e->kpi->entity); break;
    case EXPRESSION_QUANTITY: say_quantity(saying, e); break;
    case EXPRESSION_SPENT: say_spent(saying, e); break;
    case EXPRESSION_BINARY: say_operators(saying, e); break;
    case EXPRESSION_NEGATIVE:
      buffer_text(&saying->words, "−");
      say_in_brackets(saying, e->first, e->first->kind == EXPRESSION_BINARY);
      break;
    case EXPRESSION_SUM: say_call(saying, TEXT_REPORT_SUM_OF, e); break;
    case EXPRESSION_MIN: say_call(saying, TEXT_REPORT_LEAST_OF, e); break;
    case EXPRESSION_MAX: say_call(saying, TEXT_REPORT_MOST_OF, e); break;
  }
}

struct cell phrase_expression(struct document *document, const struct expression *expression) {
  struct saying saying = saying_in(document);
  if (!expression) return (struct cell){.kind = CELL_EMPTY};
  say_expression(&saying, expression);
  return said(&saying);
}
