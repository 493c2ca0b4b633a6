#include "ast/literals.h"
#include "model/builder.h"

static bool read_plain(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit,
                       struct decimal *out) {
  struct figure figure = read_figure(b, s, node, unit);
  *out = figure.value;
  return figure.known;
}

static bool read_growth(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit,
                        struct target *t) {
  const struct node *each = ast_child(node, ROLE_EACH);
  struct figure figure = read_change(b, s, node->children, unit, &t->relative);
  t->a = figure.value;
  if (!figure.known) return false;
  if (decimal_is_negative(figure.value)) {
    struct finding *f = fault_at(b, E203, figure.span, TEXT_NEGATIVE_CHANGE, NO_ARGS);
    finding_help(b->findings, f, t->form == TARGET_GROW ? TEXT_WRITE_REDUCE : TEXT_WRITE_GROW, NO_ARGS);
    return false;
  }
  if (!each) return true;
  struct value unit_word = {each, s->file, ast_span(s, each), NULL};
  t->each = read_time_unit(b, unit_word);
  if (t->each >= TIME_WEEK && t->each <= TIME_YEAR) return true;
  struct finding *f = fault_at(b, E007, unit_word.span, TEXT_BAD_EACH, ARGS(arg_name(spell(b, unit_word))));
  finding_help(b->findings, f, TEXT_WRITE_LIKE, ARGS(arg_name("grow 3% each month")));
  return false;
}

static bool read_between(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit,
                         struct target *t) {
  bool low = read_plain(b, s, node->children, unit, &t->a);
  bool high = read_plain(b, s, node->children->next, unit, &t->b);
  if (!low || !high) return false;
  if (decimal_compare(t->a, t->b) <= 0) return true;
  struct finding *f = fault_at(b, E204, t->span, TEXT_EMPTY_RANGE, ARGS(arg_number(t->a), arg_number(t->b)));
  finding_help(b->findings, f, TEXT_EMPTY_HELP, NO_ARGS);
  return false;
}

struct target read_target(struct builder *b, const struct statement *s, const struct node *node, const struct unit *unit) {
  struct target t = {.form = (enum target_form)node->flag, .stated = true, .each = TIME_NONE, .by = DAY_NONE,
                     .span = ast_span(s, node), .by_span = ast_span(s, node)};
  switch (t.form) {
    case TARGET_GROW:
    case TARGET_REDUCE: t.known = read_growth(b, s, node, unit, &t); break;
    case TARGET_BETWEEN: t.known = read_between(b, s, node, unit, &t); break;
    case TARGET_MAINTAIN:
    case TARGET_OBSERVE: t.known = unit != NULL; break;
    case TARGET_MAINTAIN_WITHIN: {
      struct figure part = read_share(b, s, node->children, true);
      t.a = part.value;
      t.known = part.known;
      break;
    }
    default: t.known = read_plain(b, s, node->children, unit, &t.a); break;
  }
  return t;
}

/* Conditions */

static const enum sense states[] = {SENSE_met, SENSE_missed, SENSE_on_track, SENSE_at_risk, SENSE_off_track, SENSE_behind,
                                    SENSE_NONE};

static bool read_state(struct builder *b, const struct statement *s, const struct node *node, struct condition *c) {
  struct ref kpi = name_ref(b, value_of(b, s, node->children), &wanted_kpi);
  enum sense sense = read_choice(b, s, node->children->next, states);
  c->kind = CONDITION_STATE;
  c->kpi = (struct kpi *)kpi.to;
  for (int i = 0; states[i] != SENSE_NONE; i++)
    if (states[i] == sense) c->state = (enum kpi_state)i;
  return kpi.to && sense != SENSE_NONE;
}

/* Also where `post` was said before to be declared by nothing. */
static bool is_post(struct builder *b, const struct node *name) {
  if (name->kind != NODE_NAME || !words_has_sense(b->words, b->names, name->atom, SENSE_post)) return false;
  const struct entity *declared = name_entity(b, name->atom);
  return !declared || declared == b->nobody || declared == b->suspect;
}

static bool read_comparison(struct builder *b, const struct statement *s, const struct node *node, bool post,
                            struct condition *c) {
  const struct node *name = node->children;
  c->kind = CONDITION_COMPARISON;
  c->comparison = (enum comparison)node->flag;
  if (post && is_post(b, name)) {
    struct quantity q = read_quantity(b, s, name->next);
    c->figure = (struct figure){q.value, q.known, q.span};
    c->post_unit = q.unit;
    return q.known;
  }
  struct ref kpi = name_ref(b, value_of(b, s, name), &wanted_kpi);
  c->kpi = (struct kpi *)kpi.to;
  if (!kpi.to || !c->kpi->unit) return false;
  c->figure = read_figure(b, s, name->next, c->kpi->unit);
  return c->figure.known;
}

struct condition *read_condition(struct builder *b, const struct statement *s, const struct node *node, bool post) {
  struct condition *c = ARENA_NEW(b->arena, struct condition);
  c->span = ast_span(s, node);
  if (node->kind == NODE_STATE) return read_state(b, s, node, c) ? c : NULL;
  if (node->kind == NODE_COMPARISON) return read_comparison(b, s, node, post, c) ? c : NULL;
  c->kind = node->kind == NODE_NOT ? CONDITION_NOT : node->kind == NODE_AND ? CONDITION_AND : CONDITION_OR;
  c->left = read_condition(b, s, node->children, post);
  c->right = node->children->next ? read_condition(b, s, node->children->next, post) : NULL;
  return c->left && (c->right || c->kind == CONDITION_NOT) ? c : NULL;
}

/* "…" [by PERSONS] [within DURATION | due DATE] */
struct tail *read_tail(struct builder *b, const struct statement *s) {
  struct tail *tail = ARENA_NEW(b->arena, struct tail);
  const struct node *by = ast_argument(s, ROLE_BY), *within = ast_argument(s, ROLE_WITHIN), *due = ast_argument(s, ROLE_DUE);
  const struct node *text = ast_argument(s, ROLE_VALUE);
  tail->text = read_text(b, s, text);
  tail->span = ast_span(s, text);
  tail->due = DAY_NONE;
  tail->within.unit = TIME_NONE;
  if (by) tail->by = name_refs(b, s, by, &wanted_person);
  if (within) tail->within = read_duration(b, s, within);
  if (due) tail->due = read_day(b, s, due, DAY_LAST);
  return tail;
}
