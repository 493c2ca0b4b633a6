#include <assert.h>
#include <string.h>

#include "ast/literals.h"
#include "model/builder.h"

/* A stretch of days that a date stands for: a month, a week, one day. */
struct stretch {
  day_number first, last;
  bool known;
};

static const struct stretch nothing = {DAY_NONE, DAY_NONE, false};

static struct stretch out_of_years(struct builder *b, struct span span) {
  static_assert(DAY_FIRST_YEAR == 1900 && DAY_LAST_YEAR == 2199, "the sentence says so");
  struct finding *f = fault_at(b, E207, span, TEXT_DATE_OUT_OF_YEARS, NO_ARGS);
  finding_help(b->findings, f, TEXT_DATE_OUT_OF_YEARS_HELP, NO_ARGS);
  return nothing;
}

static struct stretch literal(struct builder *b, struct value v) {
  size_t length;
  const char *bytes = bytes_of(b, v, &length);
  enum date_form form;
  struct stretch s = {.known = true};
  if (!literal_date(bytes, length, &form, &s.first, &s.last)) {
    /* a number where a date stands: the scanner has not looked at it as one */
    struct finding *f = fault_at(b, E006, v.span, TEXT_BAD_DATE, ARGS(arg_name(spell(b, v))));
    finding_help(b->findings, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
    return nothing;
  }
  return day_in_range(s.first) && day_in_range(s.last) ? s : out_of_years(b, v.span);
}

static bool counted(struct builder *b, struct value v, int64_t *n) {
  struct decimal value;
  if (!read_number(b, v, &value)) return false;
  if (decimal_to_integer(value, n) && *n >= 1 && *n <= 100000) return true;
  struct finding *f = fault_at(b, E203, v.span, TEXT_NOT_IN_RANGE, ARGS(arg_number(value), arg_integer(1), arg_integer(100000)));
  finding_help(b->findings, f, TEXT_NOT_IN_RANGE_HELP, NO_ARGS);
  return false;
}

static struct stretch months_of_term(day_number start, int64_t index, int months) {
  return (struct stretch){day_add_months(start, index * months), day_add_months(start, (index + 1) * months) - 1, true};
}

static struct stretch days_of_term(day_number start, int64_t index, int days) {
  int64_t first = start + index * days;
  if (!day_in_range(first) || !day_in_range(first + days)) return nothing;
  return (struct stretch){(day_number)first, (day_number)(first + days - 1), true};
}

static struct stretch of_name(struct builder *b, struct value v, enum relative_form form) {
  struct ref ref = name_ref(b, value_child(b, v, v.node->children), &wanted_phase);
  if (!ref.to) return nothing;
  phase_dates(b, declare_find(b, ref.to));
  const struct period *period = &((const struct phase *)ref.to)->period;
  day_number day = form == RELATIVE_START ? period->from : period->to;
  return (struct stretch){day, day, day != DAY_NONE};
}

/* The term is not known: it is being read, and rests on itself, or what is wrong with it has been said. */
static struct stretch no_term(struct builder *b) {
  if (b->term_tie.end) {
    struct finding *f = fault_at(b, E206, b->term_tie, TEXT_TERM_CYCLE, NO_ARGS);
    finding_help(b->findings, f, TEXT_TERM_CYCLE_HELP, NO_ARGS);
  }
  b->term_tie = (struct span){0, 0, 0};
  return nothing;
}

static struct stretch relative(struct builder *b, struct value v) {
  const struct period *term = &b->model->agreement.term;
  enum relative_form form = (enum relative_form)v.node->flag;
  if (v.node->children && form <= RELATIVE_END) return of_name(b, v, form);
  int64_t n = 1;
  if (v.node->children && !counted(b, value_child(b, v, v.node->children), &n)) return nothing;
  if (term->from == DAY_NONE || term->to == DAY_NONE) return no_term(b);
  switch (form) {
    case RELATIVE_START: return (struct stretch){term->from, term->from, true};
    case RELATIVE_END: return (struct stretch){term->to, term->to, true};
    case RELATIVE_DAY: return days_of_term(term->from, n - 1, 1);
    case RELATIVE_WEEK: return days_of_term(term->from, n - 1, 7);
    case RELATIVE_MONTH: return n > 3600 ? nothing : months_of_term(term->from, n - 1, 1);
    case RELATIVE_QUARTER: return n > 1200 ? nothing : months_of_term(term->from, n - 1, 3);
  }
  return nothing;
}

static struct stretch stretch_of(struct builder *b, const struct statement *s, struct value v);

static bool shift_day(struct builder *b, day_number day, const struct duration *by, bool back, int64_t *out, struct span span) {
  int64_t n;
  if (!decimal_to_integer(by->amount, &n) || by->unit == TIME_MINUTE || by->unit == TIME_HOUR || by->unit == TIME_WORKHOUR) {
    struct finding *f = fault_at(b, E201, span, TEXT_WHOLE_DAYS, NO_ARGS);
    finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("5 workdays")));
    return false;
  }
  if (back) n = -n;
  switch (by->unit) {
    case TIME_DAY: *out = day + n; return true;
    case TIME_WEEK: *out = day + 7 * n; return true;
    case TIME_WORKDAY: *out = calendar_add_workdays(&b->model->calendar, day, n); return true;
    case TIME_MONTH: break;
    case TIME_QUARTER: n *= 3; break;
    default: n *= 12; break;
  }
  if (n > 3600 || n < -3600) {
    *out = INT64_MAX;
    return true;
  }
  *out = day_add_months(day, n);
  return true;
}

static struct stretch shifted(struct builder *b, const struct statement *s, struct value v) {
  const struct node *base = v.node->children;
  struct value date = base->kind == NODE_PARAM ? value_of(b, s, base) : value_child(b, v, base);
  struct stretch from = date.node ? stretch_of(b, s, date) : nothing;
  bool given = base->next->kind == NODE_PARAM;
  struct duration by = given ? read_duration(b, s, base->next) : duration_of(b, value_child(b, v, base->next));
  if (!from.known || by.unit == TIME_NONE) return nothing;
  int64_t first, last;
  if (!shift_day(b, from.first, &by, v.node->flag, &first, by.span) || !shift_day(b, from.last, &by, v.node->flag, &last, by.span))
    return nothing;
  if (!day_in_range(first) || !day_in_range(last)) return out_of_years(b, v.span);
  return (struct stretch){(day_number)first, (day_number)last, true};
}

static struct stretch stretch_of(struct builder *b, const struct statement *s, struct value v) {
  switch (v.node->kind) {
    case NODE_RELATIVE: return relative(b, v);
    case NODE_SHIFTED: return shifted(b, s, v);
    default: return literal(b, v);
  }
}

static const enum sense date_kinds[] = {SENSE_date, SENSE_NONE};

static struct stretch read_stretch(struct builder *b, const struct statement *s, const struct node *node) {
  struct value v = value_of_kind(b, s, node, date_kinds);
  if (!v.node) return nothing;
  struct stretch stretch = stretch_of(b, s, v);
  if (stretch.known && (!day_in_range(stretch.first) || !day_in_range(stretch.last))) return out_of_years(b, v.span);
  return stretch;
}

day_number read_day(struct builder *b, const struct statement *s, const struct node *node, enum day_side side) {
  struct stretch stretch = read_stretch(b, s, node);
  if (!stretch.known) return DAY_NONE;
  return side == DAY_FIRST ? stretch.first : stretch.last;
}

static void check_order(struct builder *b, struct period *period) {
  if (period->from == DAY_NONE || period->to == DAY_NONE || period->to >= period->from) return;
  struct finding *f = fault_at(b, E204, period->span, TEXT_EMPTY_PERIOD, ARGS(arg_date(period->to), arg_date(period->from)));
  finding_help(b->findings, f, TEXT_EMPTY_HELP, NO_ARGS);
  period->from = period->to = DAY_NONE;
}

struct period read_period(struct builder *b, const struct statement *s, const struct node *from, const struct node *to) {
  struct period period = {.span = span_join(ast_span(s, from), ast_span(s, to))};
  period.from = read_day(b, s, from, DAY_FIRST);
  period.to = read_day(b, s, to, DAY_LAST);
  check_order(b, &period);
  return period;
}

struct period read_period_node(struct builder *b, const struct statement *s, const struct node *node) {
  const struct node *first = node->kind == NODE_PERIOD ? node->children : node;
  if (node->kind == NODE_PERIOD && first->next) return read_period(b, s, first, first->next);
  struct stretch stretch = read_stretch(b, s, first);
  return (struct period){stretch.first, stretch.last, ast_span(s, node)};
}

/* ---- Phases, whose dates may rest on those of others ---- */

/* The `start of NAME` or `end of NAME` that a date rests on; NULL: it rests on no phase. */
static const struct node *tie_of(struct builder *b, const struct node *date) {
  while (date && (date->kind == NODE_SHIFTED || date->kind == NODE_PARAM))
    date = date->kind == NODE_SHIFTED ? date->children : parameter_node(b, date->atom);
  return date && date->kind == NODE_RELATIVE && date->flag <= RELATIVE_END && date->children ? date : NULL;
}

/* The phase that an argument's date rests on; NULL: none, or it is no phase (said when the date is read). */
static struct declared *rests_on(struct builder *b, const struct statement *s, enum role role) {
  const struct node *tie = s->spoiled ? NULL : tie_of(b, ast_argument(s, role));
  struct entity *e = tie && tie->children->kind == NODE_NAME ? name_entity(b, tie->children->atom) : NULL;
  return e && (e->kind == ENTITY_PHASE || e->kind == ENTITY_CAMPAIGN) ? declare_find(b, e) : NULL;
}

/* Phases whose dates are being worked out, each resting on the next. */
struct chain {
  VECTOR(struct chain_link {
    struct declared *phase;
    enum role role; /* of the date by which it rests on the next */
  }) links;
};

static void report_date_cycle(struct builder *b, const struct chain *chain, uint32_t from) {
  uint32_t count = chain->links.count - from;
  const struct entity **members = ARENA_ARRAY(b->arena, const struct entity *, count);
  const struct chain_link *first = &chain->links.items[from];
  for (uint32_t i = 0; i < count; i++) {
    const struct chain_link *link = &chain->links.items[from + i];
    const struct statement *s = link->phase->statement, *earliest = first->phase->statement;
    if (s->file < earliest->file || (s->file == earliest->file && s->start < earliest->start)) first = link;
    members[i] = link->phase->entity;
  }
  const struct statement *s = first->phase->statement;
  struct finding *f = fault_at(b, E206, ast_span(s, ast_argument(s, first->role)), TEXT_DATE_CYCLE,
                               ARGS(arg_name(name_circle(b, members, count))));
  finding_help(b->findings, f, TEXT_DATE_CYCLE_HELP, NO_ARGS);
}

enum { DATES_UNKNOWN, DATES_BEGUN, DATES_DONE };

/* The phases of a circle, the last of the chain, keep dates that are not known. */
static void break_cycle(struct builder *b, struct chain *chain, const struct declared *again) {
  uint32_t from = chain->links.count - 1;
  while (chain->links.items[from].phase != again) from--;
  report_date_cycle(b, chain, from);
  for (uint32_t i = from; i < chain->links.count; i++) chain->links.items[i].phase->entity->dates = DATES_DONE;
  chain->links.count = from;
}

static void begin_phase(struct builder *b, struct chain *chain, struct declared *d) {
  struct phase *phase = (struct phase *)d->entity;
  phase->period = (struct period){DAY_NONE, DAY_NONE, ast_head_span(d->statement)};
  d->entity->dates = DATES_BEGUN;
  VECTOR_PUSH(b->arena, &chain->links, ((struct chain_link){d, ROLE_FROM}));
}

static void end_phase(struct builder *b, struct chain *chain) {
  struct declared *d = chain->links.items[--chain->links.count].phase;
  const struct statement *s = d->statement;
  d->entity->dates = DATES_DONE;
  if (!s->spoiled && !ast_argument(s, ROLE_FROM))
    part_missing(b, s, d->entity, TEXT_PART_PERIOD);
  else if (!s->spoiled)
    ((struct phase *)d->entity)->period = read_period(b, s, ast_argument(s, ROLE_FROM), ast_argument(s, ROLE_TO));
}

/* The chain is as long as the text makes it: it is walked, not recursed into. */
void phase_dates(struct builder *b, struct declared *d) {
  struct chain chain = {{NULL, 0, 0}};
  if (d->entity->dates == DATES_UNKNOWN) begin_phase(b, &chain, d);
  while (chain.links.count) {
    struct chain_link *last = &chain.links.items[chain.links.count - 1];
    struct declared *next = rests_on(b, last->phase->statement, last->role);
    if (next && next->entity->dates == DATES_UNKNOWN)
      begin_phase(b, &chain, next);
    else if (next && next->entity->dates == DATES_BEGUN)
      break_cycle(b, &chain, next);
    else if (last->role == ROLE_FROM)
      last->role = ROLE_TO;
    else
      end_phase(b, &chain);
  }
}

/* Recurrences */

static const enum sense weekdays[] = {SENSE_monday, SENSE_tuesday, SENSE_wednesday, SENSE_thursday, SENSE_friday,
                                      SENSE_saturday, SENSE_sunday, SENSE_NONE};
static const enum sense ordinals[] = {SENSE_first, SENSE_second, SENSE_third, SENSE_fourth, SENSE_fifth, SENSE_NONE};

static int index_among(struct builder *b, atom a, const enum sense *choices) {
  enum sense sense = words_choice(b->words, b->names, a, choices);
  for (int i = 0; choices[i] != SENSE_NONE; i++)
    if (choices[i] == sense) return i;
  return -1;
}

static bool word_is(struct builder *b, const struct node *node, enum sense sense) {
  return node->kind == NODE_NAME && words_has_sense(b->words, b->names, node->atom, sense);
}

static bool spot_number(struct builder *b, const struct statement *s, const struct node *node, struct recurrence *r) {
  int most = r->unit == TIME_MONTH ? 31 : r->unit == TIME_QUARTER ? 92 : 366;
  struct figure n = read_integer(b, s, node, 1, most);
  int64_t value = 0;
  if (n.known) decimal_to_integer(n.value, &value);
  r->nth = (int)value;
  return n.known;
}

static bool read_spot(struct builder *b, const struct statement *s, const struct node *spot, struct recurrence *r) {
  const struct node *first = spot->children, *second = first->next;
  int weekday = index_among(b, second && second->kind == NODE_NAME ? second->atom : first->atom, weekdays);
  bool in_week = r->unit == TIME_WEEK;
  if (in_week && !second && weekday >= 0) {
    r->spot = SPOT_WEEKDAY;
    r->weekday = (enum weekday)weekday;
    return true;
  }
  if (!in_week && second && r->unit >= TIME_MONTH && r->unit <= TIME_YEAR) {
    bool last = word_is(b, first, SENSE_last);
    int ordinal = index_among(b, first->atom, ordinals);
    if (second->kind == NODE_NUMBER) {
      r->spot = word_is(b, first, SENSE_workday) ? SPOT_WORKDAY : SPOT_DAY;
      return spot_number(b, s, second, r);
    }
    if (last && (word_is(b, second, SENSE_day) || word_is(b, second, SENSE_workday))) {
      r->spot = word_is(b, second, SENSE_day) ? SPOT_LAST_DAY : SPOT_LAST_WORKDAY;
      return true;
    }
    if (weekday >= 0 && (last || ordinal >= 0)) {
      r->spot = last ? SPOT_LAST_WEEKDAY : SPOT_NTH_WEEKDAY;
      r->nth = ordinal + 1;
      r->weekday = (enum weekday)weekday;
      return true;
    }
  }
  struct finding *f = fault_at(b, E007, ast_span(s, spot), TEXT_BAD_SPOT,
                               ARGS(arg_name(spell(b, (struct value){spot, s->file, ast_span(s, spot), NULL}))));
  finding_help(b->findings, f, in_week ? TEXT_BAD_SPOT_WEEK_HELP : TEXT_BAD_SPOT_HELP, NO_ARGS);
  return false;
}

struct recurrence read_recurrence(struct builder *b, const struct statement *s, const struct node *node) {
  struct recurrence r = {.unit = TIME_NONE, .interval = 1, .span = ast_span(s, node)};
  const struct node *number = ast_child(node, ROLE_VALUE), *unit = ast_child(node, ROLE_UNIT), *spot = ast_child(node, ROLE_ON);
  struct value u = {unit, s->file, ast_span(s, unit), NULL};
  enum time_unit time = read_time_unit(b, u);
  if (time == TIME_NONE || time == TIME_MINUTE || time == TIME_HOUR || time == TIME_WORKHOUR) {
    struct finding *f = fault_at(b, E007, u.span, TEXT_BAD_RECURRENCE, ARGS(arg_name(spell(b, u))));
    finding_help(b->findings, f, TEXT_BAD_RECURRENCE_HELP, NO_ARGS);
    return r;
  }
  if (number) {
    struct figure n = read_integer(b, s, number, 1, 1000);
    if (!n.known) return r;
    int64_t value = 1;
    decimal_to_integer(n.value, &value);
    r.interval = (int)value;
  }
  r.unit = time;
  if (spot && !read_spot(b, s, spot, &r)) r.unit = TIME_NONE;
  r.from = b->model->agreement.term.from;
  r.to = b->model->agreement.term.to;
  const struct node *from = ast_child(node, ROLE_FROM);
  if (from) {
    struct period period = read_period(b, s, from, ast_child(node, ROLE_TO));
    r.from = period.from;
    r.to = period.to;
    r.bounds_stated = true;
  }
  if (r.from == DAY_NONE || r.to == DAY_NONE) r.unit = TIME_NONE;
  return r;
}
