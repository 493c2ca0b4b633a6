#include "check/bonuses.h"

#include "check/outcomes.h"
#include "check/spending.h"
#include "model/gain.h"

/* So many outcomes are tried for the incentives that hang together, times those incentives. */
enum { MOST_TRIALS = 4096 };

enum { NOBODY = UINT32_MAX };

/* A bonus. Those that speak of the same KPIs, directly or through others, are a list: `first` of it, and the `next`. */
struct candidate {
  const struct incentive *incentive;
  const struct condition *passed; /* the comparison that `each` counts from; NULL: a fixed amount */
  bool denied;                    /* it stands under a `not` */
  uint32_t first, next;
  struct decimal now, best, most; /* for the present choice of outcomes, for the best one, and ever */
};

struct search {
  struct arena *arena;
  struct candidate *items;
  uint32_t count;
};

struct span bonuses_place(const struct incentive *incentive) {
  return incentive->share_of.to ? incentive->share.span : incentive->amount.span;
}

/* ---- What is paid ---- */

static void find_passed(struct candidate *candidate, const struct condition *c, bool denied, uint32_t *count) {
  if (c->kind == CONDITION_NOT) denied = !denied;
  if (c->left) find_passed(candidate, c->left, denied, count);
  if (c->right) find_passed(candidate, c->right, denied, count);
  if (c->kind != CONDITION_COMPARISON) return;
  ++*count;
  candidate->passed = c;
  candidate->denied = denied;
}

static bool is_read(const struct incentive *incentive) {
  const struct entity *entity = &incentive->entity;
  bool unknown = entity->incomplete || !incentive->when || entity_unknown(entity, STATEMENT_incentive_when) ||
                 entity_unknown(entity, STATEMENT_incentive_pays) || entity_unknown(entity, STATEMENT_incentive_cap);
  if (unknown) return false;
  if (!incentive->share_of.to) return incentive->amount.known;
  return incentive->share.known && ((const struct line *)incentive->share_of.to)->whole.known;
}

/* False where it is not known what is paid: `each` needs one comparison to count from. */
static bool candidate_of(const struct incentive *incentive, struct candidate *candidate) {
  uint32_t comparisons = 0;
  if (!is_read(incentive)) return false;
  *candidate = (struct candidate){.incentive = incentive, .next = NOBODY};
  if (!incentive->each) return true;
  find_passed(candidate, incentive->when, false, &comparisons);
  return comparisons == 1;
}

/* A figure that may be as great as it likes, and no cap. */
static bool is_limitless(const struct candidate *candidate) {
  const struct condition *passed = candidate->passed;
  if (!passed || candidate->incentive->cap.known) return false;
  bool upwards = passed->comparison == COMPARE_GREATER || passed->comparison == COMPARE_GREATER_EQUAL;
  return upwards != candidate->denied && passed->comparison != COMPARE_EQUAL &&
         passed->kpi->unit && passed->kpi->unit->kind != UNIT_SCORE;
}

static struct decimal capped(const struct incentive *incentive, struct decimal amount) {
  return incentive->cap.known ? decimal_min(amount, incentive->cap.amount) : amount;
}

static struct decimal fixed_amount(const struct incentive *incentive) {
  const struct line *line = (const struct line *)incentive->share_of.to;
  return capped(incentive, line ? decimal_multiply(line->whole.amount, incentive->share.value) : incentive->amount.amount);
}

static struct decimal amount_for(const struct candidate *candidate, const struct outcomes *outcomes) {
  const struct incentive *incentive = candidate->incentive;
  const struct condition *passed = candidate->passed;
  if (!passed) return fixed_amount(incentive);
  if (outcomes_hold(outcomes, passed) == candidate->denied) return decimal_from_integer(0);
  const struct outcome_figure *figure = &outcomes_of(outcomes, passed->kpi)->figure;
  if (figure->beyond) return incentive->cap.amount;
  struct decimal by = decimal_absolute(decimal_subtract(figure->value, passed->figure.value));
  return capped(incentive, decimal_multiply(gain_units(passed->kpi, by), incentive->amount.amount));
}

/* Where the cap is reached: beyond it nothing is gained, and something else may be lost. */
static void mark_cap(struct outcomes *outcomes, const struct candidate *candidate) {
  const struct incentive *incentive = candidate->incentive;
  const struct condition *passed = candidate->passed;
  struct decimal one = decimal_from_integer(1);
  if (!passed || !incentive->cap.known || decimal_is_zero(incentive->amount.amount)) return;
  struct decimal units = decimal_divide(incentive->cap.amount, incentive->amount.amount);
  struct decimal by = decimal_divide(units, gain_units(passed->kpi, one));
  outcomes_mark(outcomes, passed->kpi, decimal_add(passed->figure.value, by));
  outcomes_mark(outcomes, passed->kpi, decimal_subtract(passed->figure.value, by));
}

const struct party *incentive_party(const struct incentive *incentive) {
  const struct line *line = (const struct line *)incentive->share_of.to;
  const struct entity *to = incentive->to.to;
  if (!to && line) to = line->to.to ? line->to.to : line->through.to;
  return to ? entity_party(to) : NULL;
}

/* ---- Which hang together ---- */

static uint32_t first_of(struct search *search, uint32_t at) {
  struct candidate *items = search->items;
  while (items[at].first != at) at = items[at].first = items[items[at].first].first;
  return at;
}

static void tie(struct search *search, struct entity_map *users, uint32_t at, const struct condition *c) {
  if (c->left) tie(search, users, at, c->left);
  if (c->right) tie(search, users, at, c->right);
  if (!c->kpi) return;
  void **user = entity_map_at(users, c->kpi);
  if (!*user) *user = &search->items[at];
  uint32_t other = first_of(search, (uint32_t)((struct candidate *)*user - search->items)), own = first_of(search, at);
  if (other < own) search->items[own].first = other;
  else search->items[other].first = own;
}

static void tie_all(struct search *search) {
  struct entity_map users = {.arena = search->arena};
  uint32_t *last = ARENA_ARRAY(search->arena, uint32_t, search->count);
  for (uint32_t i = 0; i < search->count; i++) search->items[i].first = i;
  for (uint32_t i = 0; i < search->count; i++) tie(search, &users, i, search->items[i].incentive->when);
  for (uint32_t i = 0; i < search->count; i++) {
    uint32_t first = first_of(search, i);
    if (first != i) search->items[last[first]].next = i;
    last[first] = i;
  }
}

/* ---- The most that those which hang together can come to ---- */

struct group {
  struct candidate *items;
  uint32_t first, count;
  struct decimal sum;
  bool tried;
};

static struct candidate *first_in(const struct group *group) { return &group->items[group->first]; }

static struct candidate *next_of(const struct group *group, const struct candidate *c) {
  return c->next == NOBODY ? NULL : &group->items[c->next];
}

static void try_choice(struct group *group, const struct outcomes *outcomes) {
  struct decimal sum = decimal_from_integer(0), none = sum;
  for (struct candidate *c = first_in(group); c; c = next_of(group, c)) {
    struct decimal amount = amount_for(c, outcomes);
    c->most = decimal_max(c->most, amount);
    c->now = outcomes_hold(outcomes, c->incentive->when) ? amount : none;
    sum = decimal_add(sum, c->now);
  }
  if (group->tried && decimal_compare(sum, group->sum) <= 0) return;
  group->tried = true;
  group->sum = sum;
  for (struct candidate *c = first_in(group); c; c = next_of(group, c)) c->best = c->now;
}

static struct decimal sum_of_most(const struct group *group) {
  struct decimal sum = decimal_from_integer(0);
  for (struct candidate *c = first_in(group); c; c = next_of(group, c)) sum = decimal_add(sum, c->most);
  return sum;
}

/* All choices where they are few; else the four ends, so that no more is claimed than can be. Gives what no choice
 * exceeds. */
static struct decimal search_group(struct arena *arena, struct group *group) {
  struct outcomes outcomes = outcomes_in(arena);
  for (struct candidate *c = first_in(group); c; c = next_of(group, c)) {
    outcomes_add(&outcomes, c->incentive->when);
    mark_cap(&outcomes, c);
    group->count++;
  }
  outcomes_prepare(&outcomes);
  if ((uint64_t)outcomes_count(&outcomes, MOST_TRIALS) * group->count <= MOST_TRIALS) {
    do try_choice(group, &outcomes);
    while (outcomes_next(&outcomes));
    return group->sum;
  }
  for (int end = 0; end < 4; end++) {
    outcomes_choose(&outcomes, end & 1, end & 2 ? STATE_MISSED : STATE_MET);
    try_choice(group, &outcomes);
  }
  return sum_of_most(group);
}

static bool gather(const struct model *model, struct search *search, struct bonuses *bonuses) {
  search->items = ARENA_ARRAY(search->arena, struct candidate, model->incentives.count);
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    const struct incentive *incentive = model->incentives.items[i];
    if (incentive->deducts) continue;
    if (!candidate_of(incentive, &search->items[search->count])) return false;
    if (is_limitless(&search->items[search->count++])) bonuses->limitless = incentive;
  }
  return !model->incomplete;
}

struct bonuses bonuses_together(const struct model *model, struct arena *arena) {
  struct decimal none = decimal_from_integer(0);
  struct bonuses bonuses = {.sum = none, .most = none};
  struct search search = {.arena = arena};
  bonuses.known = gather(model, &search, &bonuses);
  if (!bonuses.known || bonuses.limitless) return bonuses;
  tie_all(&search);
  for (uint32_t i = 0; i < search.count; i++) {
    struct group group = {search.items, i, 0, none, false};
    if (search.items[i].first != i) continue;
    bonuses.most = decimal_add(bonuses.most, search_group(arena, &group));
    bonuses.sum = decimal_add(bonuses.sum, group.sum);
  }
  for (uint32_t i = 0; i < search.count; i++) {
    struct bonus bonus = {search.items[i].incentive, search.items[i].best};
    if (!decimal_is_zero(bonus.amount)) VECTOR_PUSH(arena, &bonuses.together, bonus);
  }
  bonuses.known = decimal_is_finite(bonuses.sum) && decimal_is_finite(bonuses.most);
  return bonuses;
}
