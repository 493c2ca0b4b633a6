#include <string.h>

#include "model/builder.h"
#include "model/tables.h"

atom unit_canonical(struct builder *b, atom a) {
  atom other = a < b->symbol_count ? b->aliases[a] : ATOM_NONE;
  return other ? other : a;
}

atom atom_of_code(struct builder *b, const char *code) {
  atom a = names_find(b->names, code, strlen(code));
  if (a) return a;
  write_alone(b);
  return names_intern(b->names, code, strlen(code));
}

bool unit_of_word(struct builder *b, struct value name, struct unit *unit) {
  static const enum sense percent[] = {SENSE_percent, SENSE_NONE};
  const char *word = names_text(b->names, name.node->atom);
  size_t length = strlen(word);
  int places;
  enum time_unit time = read_time_unit(b, name);
  if (time != TIME_NONE) {
    *unit = unit_time(time, word);
  } else if (words_choice(b->words, b->names, name.node->atom, percent)) {
    *unit = unit_percent();
  } else if (length == 3 && tables_currency(word, length, &places) && word[0] >= 'A' && word[0] <= 'Z') {
    const char *code = tables_currency(word, length, &places);
    *unit = unit_money(atom_of_code(b, code), code);
  } else {
    atom canonical = unit_canonical(b, name.node->atom);
    *unit = unit_count(canonical, word);
  }
  return true;
}

static const struct unit *unit_of_name(struct builder *b, struct value name) {
  atom a = name.node->atom;
  struct kept_unit *kept = &b->units[a % UNITS_KEPT];
  if (kept->name == a && kept->unit) return kept->unit;
  struct unit *unit = ARENA_NEW(b->arena, struct unit);
  unit_of_word(b, name, unit);
  *kept = (struct kept_unit){a, unit};
  return unit;
}

static const char *ratio_spelling(struct builder *b, const char *of, const char *per) {
  struct buffer out = buffer_in(b->arena);
  buffer_text(&out, of);
  buffer_text(&out, " per ");
  buffer_text(&out, per);
  return buffer_string(&out);
}

static struct unit ratio(struct builder *b, const struct unit *of, const struct unit *per) {
  struct unit unit = unit_product(of, per, -1);
  unit.kind = of->kind;
  unit.time = of->time;
  unit.per_time = per->time;
  unit.spelling = ratio_spelling(b, of->spelling, per->spelling);
  unit.of = of->spelling;
  unit.per = per->time == TIME_NONE ? per->spelling : NULL;
  return unit;
}

const struct unit *unit_of_quantity(struct builder *b, struct value quantity) {
  static const struct unit percent = {.kind = UNIT_PERCENT, .time = TIME_NONE, .per_time = TIME_NONE, .spelling = "percent"};
  const struct node *node = quantity.node;
  if (node->flag == QUANTITY_BARE) return NULL;
  if (node->flag == QUANTITY_SHARE || node->flag == QUANTITY_POINTS) return &percent;
  const struct unit *of = unit_of_name(b, value_child(b, quantity, node->children));
  if (node->flag != QUANTITY_RATIO) return of;
  struct unit *unit = ARENA_NEW(b->arena, struct unit);
  *unit = ratio(b, of, unit_of_name(b, value_child(b, quantity, node->children->next)));
  return unit;
}

/* Where the rate between two currencies is kept, whichever way it is stated. */
static uint32_t *rate_slot(struct builder *b, const char *a, const char *c) {
  size_t first = tables_currency_number(a), second = tables_currency_number(c), count = tables_currency_count();
  if (!b->rates) b->rates = ARENA_ARRAY(b->arena, uint32_t, count * count);
  return &b->rates[first < second ? first * count + second : second * count + first];
}

void add_exchange(struct builder *b, struct exchange exchange) {
  VECTOR_PUSH(b->arena, &b->model->agreement.exchanges, exchange);
  uint32_t *slot = rate_slot(b, exchange.from, exchange.to);
  if (!*slot) *slot = b->model->agreement.exchanges.count;
}

bool convert_money(struct builder *b, struct decimal amount, const char *from, const char *to, struct decimal *out) {
  *out = amount;
  if (strcmp(from, to) == 0) return true;
  uint32_t number = b->rates ? *rate_slot(b, from, to) : 0;
  if (!number) return false;
  const struct exchange *e = &b->model->agreement.exchanges.items[number - 1];
  *out = strcmp(e->from, from) == 0 ? decimal_multiply(amount, e->rate) : decimal_divide(amount, e->rate);
  return true;
}

/* Whether a figure of `own` can be turned into one of `place`, and the factor. */
static bool conversion(const struct unit *own, const struct unit *place, struct decimal *factor) {
  *factor = decimal_from_integer(1);
  if (!unit_same(own, place)) return false;
  bool times = own->time != place->time || own->per_time != place->per_time;
  if (times) *factor = decimal_divide(unit_scale(own), unit_scale(place));
  return true;
}

/* The currency that a unit of money, or of money per something, is in; ATOM_NONE: none. */
static atom currency_of(struct builder *b, const struct unit *unit) {
  int places;
  for (int i = 0; unit->kind == UNIT_MONEY && i < unit->base_count; i++) {
    atom base = unit->bases[i].base;
    if (unit->bases[i].exponent != 1 || base >= UNIT_BASE_TIME) continue;
    const struct name *name = names_get(b->names, base);
    if (tables_currency(name->text, name->length, &places)) return base;
  }
  return ATOM_NONE;
}

/* TWD per order beside USD per order. */
static bool only_currencies_differ(struct builder *b, const struct unit *own, const struct unit *place, const char **from,
                                   const char **to) {
  atom mine = currency_of(b, own), wanted = currency_of(b, place);
  if (!mine || !wanted) return false;
  struct unit one = unit_money(mine, ""), other = unit_money(wanted, "");
  struct unit rest = unit_product(own, &one, -1), wanted_rest = unit_product(place, &other, -1);
  rest.kind = wanted_rest.kind;
  *from = names_text(b->names, mine);
  *to = names_text(b->names, wanted);
  return unit_same(&rest, &wanted_rest);
}

static bool money_conversion(struct builder *b, const struct unit *own, const struct unit *place, struct decimal *value) {
  const char *from, *to;
  return only_currencies_differ(b, own, place, &from, &to) && convert_money(b, *value, from, to, value);
}

static struct finding *mismatch(struct builder *b, struct value v, const struct unit *own, const struct unit *place) {
  const char *written = spell(b, v);
  const char *from, *to;
  if (own && only_currencies_differ(b, own, place, &from, &to)) {
    struct finding *f = fault_at(b, E202, v.span, TEXT_NO_EXCHANGE, ARGS(arg_name(from), arg_name(to)));
    finding_help(b->findings, f, TEXT_NO_EXCHANGE_HELP, ARGS(arg_string(to), arg_string(from)));
    return f;
  }
  struct finding *f = fault_at(b, E201, v.span, TEXT_UNIT_MISMATCH, ARGS(arg_name(written), arg_name(place->spelling)));
  struct buffer right = buffer_in(b->arena);
  buffer_bytes(&right, spell(b, v), v.node->atom);
  if (place->kind == UNIT_PERCENT) {
    buffer_char(&right, '%');
  } else if (place->spelling[0] && place->kind != UNIT_SCORE) {
    buffer_char(&right, ' ');
    buffer_text(&right, place->spelling);
  }
  finding_help(b->findings, f, TEXT_WRITE, ARGS(arg_name(buffer_string(&right))));
  return f;
}

static bool on_scale(struct builder *b, struct figure *figure, const struct unit *unit) {
  if (unit->kind == UNIT_SCORE && unit->base_count == 1 &&
      (decimal_compare(figure->value, unit->low) < 0 || decimal_compare(figure->value, unit->high) > 0)) {
    struct finding *f = fault_at(b, E203, figure->span, TEXT_OFF_SCALE,
                                 ARGS(arg_number(figure->value), arg_number(unit->low), arg_number(unit->high)));
    finding_help(b->findings, f, TEXT_OFF_SCALE_HELP, NO_ARGS);
    return false;
  }
  bool counted = unit->kind == UNIT_COUNT || unit->kind == UNIT_TIME;
  if (counted && decimal_is_negative(figure->value)) {
    struct finding *f = fault_at(b, E203, figure->span, TEXT_NEGATIVE_FIGURE, ARGS(arg_quantity(figure->value, unit_said(unit))));
    finding_help(b->findings, f, TEXT_NEGATIVE_HELP, NO_ARGS);
    return false;
  }
  return true;
}

static const enum sense figure_kinds[] = {SENSE_number, SENSE_share, SENSE_money, SENSE_duration, SENSE_NONE};

static struct figure figure_in(struct builder *b, struct value v, const struct unit *unit, bool change) {
  struct figure figure = {.span = v.span};
  if (!v.node || v.node->kind != NODE_QUANTITY || !unit) return figure;
  if (!read_number(b, v, &figure.value)) return figure;
  const struct unit *own = unit_of_quantity(b, v);
  if (!own && unit->kind == UNIT_PERCENT) {
    struct finding *f = mismatch(b, v, NULL, unit);
    if (!change) repair_share(b, f, v); /* a change may be one of points */
    return figure;
  }
  if (own && own->kind == UNIT_PERCENT) figure.value = decimal_scaled(figure.value, -2);
  struct decimal factor;
  if (own && !conversion(own, unit, &factor) && !money_conversion(b, own, unit, &figure.value)) {
    mismatch(b, v, own, unit);
    return figure;
  }
  if (own && (own->time != unit->time || own->per_time != unit->per_time)) figure.value = decimal_multiply(figure.value, factor);
  figure.known = true;
  return figure;
}

struct figure read_figure(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit) {
  struct value v = value_of_kind(b, s, node, figure_kinds);
  if (v.node && v.node->flag == QUANTITY_POINTS) {
    struct figure figure = {.span = v.span};
    if (!unit) return figure;
    struct finding *f = fault_at(b, E201, v.span, TEXT_POINTS_HERE, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name(unit->kind == UNIT_PERCENT ? "30%" : "12_000")));
    return figure;
  }
  struct figure figure = figure_in(b, v, unit, false);
  if (figure.known) figure.known = on_scale(b, &figure, unit);
  return figure;
}

struct figure read_change(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit,
                          bool *relative) {
  struct value v = value_of_kind(b, s, node, figure_kinds);
  *relative = false;
  if (!v.node || !unit) return (struct figure){.span = v.span};
  if (v.node->flag == QUANTITY_SHARE) {
    *relative = true;
    struct figure figure = {.span = v.span};
    figure.known = read_number(b, v, &figure.value);
    figure.value = decimal_scaled(figure.value, -2);
    return figure;
  }
  if (v.node->flag == QUANTITY_POINTS && unit->kind != UNIT_PERCENT) {
    mismatch(b, v, NULL, unit);
    return (struct figure){.span = v.span};
  }
  return figure_in(b, v, unit, true);
}

/* unit percent | score MIN to MAX | a, b [per c, d] */

static bool score_unit(struct reading *r, const struct node *from, struct unit *unit) {
  struct decimal low, high;
  static const enum sense number[] = {SENSE_number, SENSE_NONE};
  struct value a = value_of_kind(r->b, r->statement, from, number);
  struct value c = value_of_kind(r->b, r->statement, ast_argument(r->statement, ROLE_TO), number);
  if (!a.node || !c.node || !read_number(r->b, a, &low) || !read_number(r->b, c, &high)) return false;
  if (decimal_compare(low, high) >= 0) {
    struct finding *f = fault_at(r->b, E204, span_join(a.span, c.span), TEXT_EMPTY_SCALE, ARGS(arg_number(low), arg_number(high)));
    finding_help(r->b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("score 1 to 5")));
    return false;
  }
  *unit = unit_score(low, high);
  return true;
}

/* What is no currency any more would be counted as things. */
static bool is_withdrawn(struct builder *b, struct value name) {
  const char *word = names_text(b->names, name.node->atom), *instead = tables_currency_instead(word, strlen(word));
  if (!instead || word[0] < 'A' || word[0] > 'Z') return false;
  struct finding *f = fault_at(b, E209, name.span, TEXT_CURRENCY_WITHDRAWN, ARGS(arg_name(word), arg_name(instead)));
  finding_help(b->findings, f, TEXT_WRITE, ARGS(arg_name(instead)));
  return true;
}

static const struct unit *spelled_unit(struct reading *r, const struct node *list) {
  struct value name = {list->children, r->statement->file, ast_span(r->statement, list->children), NULL};
  return is_withdrawn(r->b, name) ? NULL : unit_of_name(r->b, name);
}

const struct unit *read_unit(struct reading *r) {
  const struct node *from = ast_argument(r->statement, ROLE_FROM);
  const struct node *per = ast_argument(r->statement, ROLE_PER);
  const struct unit *of = from ? NULL : spelled_unit(r, ast_argument(r->statement, ROLE_VALUE));
  if (!from && (!of || !per)) return of;
  const struct unit *other = per ? spelled_unit(r, per) : NULL;
  if (per && !other) return NULL;
  struct unit *unit = ARENA_NEW(r->b->arena, struct unit);
  if (from) return score_unit(r, from, unit) ? unit : NULL;
  *unit = ratio(r->b, of, other);
  return unit;
}
