#include <string.h>

#include "ast/literals.h"
#include "base/utf8.h"
#include "model/builder.h"
#include "model/tables.h"

struct finding *fault_at(struct builder *b, enum e_code code, struct span span, enum text_key key,
                         const struct argument *arguments) {
  write_alone(b);
  return finding_error(b->findings, code, span, key, arguments);
}

const char *bytes_of(struct builder *b, struct value v, size_t *length) {
  *length = v.node->end - v.node->start;
  return sources_get(b->sources, v.file)->bytes + v.node->start;
}

const char *spell(struct builder *b, struct value v) {
  size_t length;
  const char *bytes = bytes_of(b, v, &length);
  return arena_copy(b->arena, bytes, length);
}

const char *head_word(struct builder *b, const struct statement *s) {
  return arena_copy(b->arena, sources_get(b->sources, s->file)->bytes + s->start, s->head_length);
}

/* Texts: a slice of the source where nothing in it is to be decoded. */

struct decoding {
  struct builder *b;
  struct buffer out;
  const char *bytes; /* the literal */
  struct span span;  /* where the text says it: the literal, or the parameter that it is the value of */
};

static void put_plain(void *context, const char *bytes, size_t length) {
  buffer_bytes(&((struct decoding *)context)->out, bytes, length);
}

static void put_parameter(void *context, const char *name, size_t length) {
  struct decoding *d = context;
  uint32_t start = d->span.start + (uint32_t)(name - d->bytes) - 2; /* {$NAME} */
  parameter_into_text(d->b, &d->out, name, length, span_at(d->span.file, start, start + (uint32_t)length + 3));
}

static bool is_plain(const char *bytes, size_t length) {
  if (bytes[0] == '"' && length >= 6 && bytes[1] == '"') return false; /* a block */
  return !memchr(bytes, '\\', length) && !memchr(bytes, '{', length);
}

static struct text decode(struct builder *b, const char *bytes, size_t length, struct span span) {
  size_t quote = bytes[0] == '"' ? 1 : 3;
  if (is_plain(bytes, length) && length >= 2 * quote)
    return (struct text){.bytes = bytes + quote, .length = (uint32_t)(length - 2 * quote), .span = span};
  struct decoding d = {b, buffer_in(b->arena), bytes, span};
  const struct text_pieces pieces = {&d, put_plain, put_parameter};
  size_t at;
  literal_text(bytes, length, &pieces, &at);
  return (struct text){.bytes = d.out.data ? d.out.data : "", .length = (uint32_t)d.out.length, .span = span};
}

static struct text decode_node(struct builder *b, uint32_t file, const struct node *node, struct span span) {
  return decode(b, sources_get(b->sources, file)->bytes + node->start, node->end - node->start, span);
}

struct text read_text(struct builder *b, const struct statement *s, const struct node *node) {
  static const enum sense text_kind[] = {SENSE_text, SENSE_NONE};
  struct value v = value_of_kind(b, s, node, text_kind);
  struct text text = {.bytes = "", .span = v.span};
  if (v.given) return (struct text){.bytes = v.given->bytes, .length = v.given->length, .span = v.span};
  if (!v.node || v.node->kind != NODE_TEXT) return text;
  text = decode_node(b, v.file, v.node, v.span);
  for (const struct node *t = v.node->children; t; t = t->next) {
    enum emit_language language;
    if (!read_language_tag(b, names_text(b->names, t->atom), span_at(v.file, t->start, t->children->start), &language)) continue;
    if (text.second || language != b->model->agreement.second_language) continue;
    text.second = ARENA_NEW(b->arena, struct text);
    *text.second = decode_node(b, v.file, t->children, span_at(v.file, t->children->start, t->children->end));
  }
  return text;
}

/* Figures */

/* A digit, plain or full-width: what stands before one is a minus and blanks. */
static bool is_figure_start(const char *bytes, size_t length) {
  int size;
  uint32_t c = utf8_plain_form(utf8_decode(bytes, length, &size));
  return c >= '0' && c <= '9';
}

bool read_number(struct builder *b, struct value v, struct decimal *out) {
  size_t length;
  const struct node *node = v.node;
  const char *bytes = bytes_of(b, v, &length);
  if (node->kind == NODE_QUANTITY) length = node->atom;
  while (node->negative && length && !is_figure_start(bytes, length)) {
    bytes++;
    length--;
  }
  if (!literal_number(bytes, length, out) || !decimal_is_finite(*out)) {
    struct finding *f = fault_at(b, E207, v.span, TEXT_NUMBER_TOO_LONG, ARGS(arg_integer(DECIMAL_DIGITS)));
    finding_help(b->findings, f, TEXT_NUMBER_TOO_LONG_HELP, NO_ARGS);
    return false;
  }
  if (node->negative) *out = decimal_negated(*out);
  return true;
}

static const enum sense number_kinds[] = {SENSE_number, SENSE_NONE};

struct figure read_integer(struct builder *b, const struct statement *s, const struct node *node, int64_t least,
                           int64_t most) {
  struct value v = value_of_kind(b, s, node, number_kinds);
  struct figure figure = {.span = v.span};
  if (!v.node || !read_number(b, v, &figure.value)) return figure;
  int64_t whole;
  figure.known = decimal_to_integer(figure.value, &whole) && whole >= least && whole <= most;
  if (figure.known) return figure;
  struct finding *f = fault_at(b, E203, v.span, TEXT_NOT_IN_RANGE, ARGS(arg_number(figure.value), arg_integer(least), arg_integer(most)));
  finding_help(b->findings, f, TEXT_NOT_IN_RANGE_HELP, NO_ARGS);
  return figure;
}

static struct finding *bare_share(struct builder *b, struct value v) {
  const char *written = spell(b, v);
  struct buffer right = buffer_in(b->arena);
  buffer_text(&right, written);
  buffer_char(&right, '%');
  struct finding *f = fault_at(b, E201, v.span, TEXT_SHARE_WANTED, ARGS(arg_name(written)));
  if (v.node->flag == QUANTITY_BARE)
    finding_help(b->findings, f, TEXT_WRITE, ARGS(arg_name(buffer_string(&right))));
  else
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("30%")));
  return f;
}

struct figure read_share(struct builder *b, const struct statement *s, const struct node *node, bool part_of_whole) {
  static const enum sense share_kinds[] = {SENSE_share, SENSE_NONE};
  struct value v = value_of_kind(b, s, node, share_kinds);
  struct figure figure = {.span = v.span};
  if (!v.node) return figure;
  if (v.node->flag != QUANTITY_SHARE) {
    struct finding *f = bare_share(b, v);
    if (node->role == ROLE_TAX) repair_share(b, f, v); /* elsewhere it may be an amount, or one weight of several */
    return figure;
  }
  if (!read_number(b, v, &figure.value)) return figure;
  figure.value = decimal_scaled(figure.value, -2);
  figure.known = true;
  if (part_of_whole && (decimal_is_negative(figure.value) || decimal_compare(figure.value, decimal_from_integer(1)) > 0)) {
    struct finding *f = fault_at(b, E203, v.span, TEXT_NOT_A_PART, ARGS(arg_share(figure.value)));
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("30%")));
    figure.known = false;
  }
  return figure;
}

/* Money */

static bool is_code(const char *word) {
  size_t i = 0;
  while (word[i] >= 'A' && word[i] <= 'Z') i++;
  return i == 3 && !word[i];
}

static void no_money(struct builder *b, struct value v, const char *word) {
  const char *instead = word ? tables_currency_instead(word, strlen(word)) : NULL, *own = b->model->agreement.currency;
  if (instead) {
    struct finding *f = fault_at(b, E209, v.span, TEXT_CURRENCY_WITHDRAWN, ARGS(arg_name(word), arg_name(instead)));
    finding_help(b->findings, f, TEXT_CURRENCY_WITHDRAWN_HELP, ARGS(arg_name(instead)));
  } else if (word && is_code(word)) {
    struct finding *f = fault_at(b, E209, v.span, TEXT_UNKNOWN_CURRENCY, ARGS(arg_name(word)));
    finding_help(b->findings, f, TEXT_UNKNOWN_CURRENCY_HELP, NO_ARGS);
  } else {
    struct finding *f = fault_at(b, E201, v.span, TEXT_MONEY_WANTED, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_MONEY_HELP, ARGS(arg_string(own ? own : "TWD")));
  }
}

static bool money_unit(struct builder *b, struct value v, const char **currency) {
  int places;
  *currency = b->model->agreement.currency;
  if (v.node->flag == QUANTITY_BARE) return true;
  const char *word = v.node->flag == QUANTITY_UNIT ? names_text(b->names, v.node->children->atom) : NULL;
  *currency = word ? tables_currency(word, strlen(word), &places) : NULL;
  if (!*currency) no_money(b, v, word);
  return *currency != NULL;
}

static bool in_agreement_currency(struct builder *b, struct money *money) {
  const char *to = b->model->agreement.currency;
  if (!to || !money->currency) return false;
  if (convert_money(b, money->written, money->currency, to, &money->amount)) return true;
  struct finding *f = fault_at(b, E202, money->span, TEXT_NO_EXCHANGE, ARGS(arg_name(money->currency), arg_name(to)));
  finding_help(b->findings, f, TEXT_NO_EXCHANGE_HELP, ARGS(arg_string(to), arg_string(money->currency)));
  return false;
}

struct money money_of(struct builder *b, struct value v) {
  struct money money = {.stated = true, .span = v.span};
  if (!v.node || !money_unit(b, v, &money.currency)) return money;
  if (!read_number(b, v, &money.written)) return money;
  if (decimal_is_negative(money.written)) {
    struct finding *f = fault_at(b, E203, v.span, TEXT_NEGATIVE, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_NEGATIVE_HELP, NO_ARGS);
    return money;
  }
  money.known = in_agreement_currency(b, &money);
  return money;
}

struct money read_money(struct builder *b, const struct statement *s, const struct node *node) {
  static const enum sense money_kinds[] = {SENSE_money, SENSE_number, SENSE_NONE};
  return money_of(b, value_of_kind(b, s, node, money_kinds));
}

/* Lengths of time */

enum time_unit read_time_unit(struct builder *b, struct value v) {
  static const enum sense times[] = {SENSE_minute, SENSE_hour, SENSE_day, SENSE_week, SENSE_month, SENSE_quarter,
                                     SENSE_year, SENSE_workhour, SENSE_workday, SENSE_NONE};
  enum sense sense = words_choice(b->words, b->names, v.node->atom, times);
  for (int i = 0; times[i] != SENSE_NONE; i++)
    if (times[i] == sense) return (enum time_unit)i;
  return TIME_NONE;
}

struct duration duration_of(struct builder *b, struct value v) {
  struct duration duration = {.unit = TIME_NONE, .span = v.span};
  if (!v.node) return duration;
  enum time_unit unit = TIME_NONE;
  if (v.node->flag == QUANTITY_UNIT) unit = read_time_unit(b, value_child(b, v, v.node->children));
  if (unit == TIME_NONE) {
    struct finding *f = fault_at(b, E201, v.span, TEXT_DURATION_WANTED, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_DURATION_HELP, NO_ARGS);
    return duration;
  }
  if (!read_number(b, v, &duration.amount)) return duration;
  if (decimal_is_negative(duration.amount)) {
    struct finding *f = fault_at(b, E203, v.span, TEXT_NEGATIVE, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_NEGATIVE_HELP, NO_ARGS);
    return duration;
  }
  if (decimal_compare(duration.amount, decimal_from_integer(200000)) > 0) {
    struct finding *f = fault_at(b, E207, v.span, TEXT_DURATION_TOO_LONG, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("12 months")));
    return duration;
  }
  duration.unit = unit;
  return duration;
}

static const enum sense duration_kinds[] = {SENSE_duration, SENSE_NONE};

struct duration read_duration(struct builder *b, const struct statement *s, const struct node *node) {
  return duration_of(b, value_of_kind(b, s, node, duration_kinds));
}

struct quantity read_quantity(struct builder *b, const struct statement *s, const struct node *node) {
  static const enum sense quantity_kinds[] = {SENSE_number, SENSE_share, SENSE_money, SENSE_duration, SENSE_NONE};
  struct value v = value_of_kind(b, s, node, quantity_kinds);
  struct quantity quantity = {.span = v.span};
  if (!v.node || v.node->kind != NODE_QUANTITY) return quantity;
  if (!read_number(b, v, &quantity.value)) return quantity;
  quantity.unit = unit_of_quantity(b, v);
  quantity.points = v.node->flag == QUANTITY_POINTS;
  if (v.node->flag == QUANTITY_SHARE || quantity.points) quantity.value = decimal_scaled(quantity.value, -2);
  quantity.known = true;
  return quantity;
}

struct quantity read_effort(struct builder *b, const struct statement *s, const struct node *node) {
  struct quantity q = read_quantity(b, s, node);
  if (!q.known) return q;
  q.known = q.unit && q.unit->kind == UNIT_TIME && q.unit->time != TIME_NONE && q.unit->per_time != TIME_NONE;
  struct finding *f = NULL;
  if (!q.known)
    f = fault_at(b, E201, q.span, TEXT_EFFORT_WANTED, NO_ARGS);
  else if (decimal_is_negative(q.value))
    f = fault_at(b, E203, q.span, TEXT_NEGATIVE_EFFORT, NO_ARGS);
  if (f) finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("4 hours per week")));
  q.known = !f;
  return q;
}

/* Words */

enum sense read_choice(struct builder *b, const struct statement *s, const struct node *node, const enum sense *choices) {
  static const enum sense name_kinds[] = {SENSE_name, SENSE_NONE};
  struct value v = value_of_kind(b, s, node, name_kinds);
  if (!v.node && !v.given) return SENSE_NONE;
  atom a = v.given ? names_intern(b->names, v.given->bytes, v.given->length) : v.node->atom;
  enum sense sense = words_choice(b->words, b->names, a, choices);
  if (sense != SENSE_NONE) return sense;
  size_t count = 0;
  while (choices[count] != SENSE_NONE) count++;
  const char **list = ARENA_ARRAY(b->arena, const char *, count);
  const char *near = NULL;
  for (size_t i = 0; i < count; i++) {
    list[i] = words_spelling(choices[i]);
    if (!near && names_distance(names_text(b->names, a), list[i], 2) <= 2) near = list[i];
  }
  struct finding *f = fault_at(b, E007, v.span, TEXT_CHOICE, ARGS(arg_name(names_text(b->names, a)), arg_any(list, count)));
  if (near)
    finding_help(b->findings, f, TEXT_UNKNOWN_NAME_NEAR, ARGS(arg_name(near)));
  else
    finding_help(b->findings, f, TEXT_CHOICE_HELP, NO_ARGS);
  repair_choice(b, f, v.span, names_text(b->names, a), choices);
  return SENSE_NONE;
}
