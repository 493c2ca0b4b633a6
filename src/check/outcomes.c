#include "check/outcomes.h"

struct outcomes outcomes_in(struct arena *arena) { return (struct outcomes){.arena = arena, .by_kpi = {.arena = arena}}; }

/* ---- What conditions speak of ---- */

static struct subject *subject_of(const struct outcomes *outcomes, const struct kpi *kpi) {
  return entity_map_get(&outcomes->by_kpi, kpi);
}

static struct subject *subject_added(struct outcomes *outcomes, const struct kpi *kpi) {
  void **slot = entity_map_at(&outcomes->by_kpi, kpi);
  if (*slot) return *slot;
  struct subject *subject = ARENA_NEW(outcomes->arena, struct subject);
  subject->kpi = kpi;
  *slot = subject;
  VECTOR_PUSH(outcomes->arena, &outcomes->subjects, subject);
  return subject;
}

void outcomes_mark(struct outcomes *outcomes, const struct kpi *kpi, struct decimal figure) {
  struct subject *subject = subject_of(outcomes, kpi);
  if (subject && decimal_is_finite(figure)) VECTOR_PUSH(outcomes->arena, &subject->marks, figure);
}

void outcomes_add(struct outcomes *outcomes, const struct condition *condition) {
  if (condition->left) outcomes_add(outcomes, condition->left);
  if (condition->right) outcomes_add(outcomes, condition->right);
  if (!condition->kpi) return;
  struct subject *subject = subject_added(outcomes, condition->kpi);
  if (condition->kind == CONDITION_STATE) subject->has_states = true;
  if (condition->kind != CONDITION_COMPARISON) return;
  subject->has_figures = true;
  outcomes_mark(outcomes, condition->kpi, condition->figure.value);
}

/* ---- The outcomes of a KPI ---- */

static bool is_scale(const struct unit *unit) { return unit && unit->kind == UNIT_SCORE && unit->base_count == 1; }

/* What may go below 0: a share of change, and what a formula takes off. */
static bool has_floor(const struct kpi *kpi) {
  return is_scale(kpi->unit) || (!kpi->formula && kpi->unit && kpi->unit->kind != UNIT_PERCENT);
}

static struct decimal floor_of(const struct kpi *kpi) {
  return is_scale(kpi->unit) ? kpi->unit->low : decimal_from_integer(0);
}

static int compare_figures(const struct outcome_figure *figure, struct decimal value) {
  if (figure->beyond) return 1;
  int order = decimal_compare(figure->value, value);
  return order ? order : figure->side;
}

static bool is_possible(const struct kpi *kpi, const struct outcome_figure *figure) {
  if (has_floor(kpi) && compare_figures(figure, floor_of(kpi)) < 0) return false;
  return !is_scale(kpi->unit) || compare_figures(figure, kpi->unit->high) <= 0;
}

static bool is_within_target(const struct target *target, const struct outcome_figure *figure) {
  if (target->has_low && compare_figures(figure, target->low) < 0) return false;
  return !target->has_high || compare_figures(figure, target->high) <= 0;
}

/* Whether a KPI with this figure may be in this state. */
static bool may_be(const struct subject *subject, const struct outcome_figure *figure, int state) {
  const struct target *target = &subject->kpi->target;
  if (!subject->has_figures || !target->bounded || (state != STATE_MET && state != STATE_MISSED)) return true;
  bool kept_up = target->form >= TARGET_MAINTAIN; /* may be missed long before, and be within at the end */
  return is_within_target(target, figure) ? state == STATE_MET || kept_up : state == STATE_MISSED;
}

static void add_outcomes(struct subject *subject, struct outcome_figure figure) {
  if (subject->has_figures && !is_possible(subject->kpi, &figure)) return;
  if (!subject->has_states) {
    subject->outcomes[subject->count++] = (struct outcome){figure, -1};
    return;
  }
  for (int state = STATE_MET; state < STATE_BEHIND; state++)
    if (may_be(subject, &figure, state)) subject->outcomes[subject->count++] = (struct outcome){figure, state};
}

static void merge(const struct decimal *from, struct decimal *to, uint32_t left, uint32_t middle, uint32_t right) {
  uint32_t i = left, k = middle;
  for (uint32_t n = left; n < right; n++)
    to[n] = i < middle && (k >= right || decimal_compare(from[i], from[k]) <= 0) ? from[i++] : from[k++];
}

/* Sorted, each once. */
static void sort_marks(struct arena *arena, struct subject *subject) {
  uint32_t count = subject->marks.count, kept = 0;
  struct decimal *items = subject->marks.items, *other = ARENA_ARRAY(arena, struct decimal, count);
  for (uint32_t width = 1; width < count; width *= 2) {
    for (uint32_t left = 0; left < count; left += 2 * width) {
      uint32_t middle = left + width < count ? left + width : count;
      merge(items, other, left, middle, left + 2 * width < count ? left + 2 * width : count);
    }
    struct decimal *swap = items;
    items = other;
    other = swap;
  }
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || decimal_compare(items[kept - 1], items[i]) != 0) items[kept++] = items[i];
  subject->marks.items = items;
  subject->marks.count = kept;
}

/* Where something changes whatever conditions say: the floor, the top of a scale, and, where states are asked for too, the
 * target. */
static void add_own_marks(struct outcomes *outcomes, const struct subject *subject) {
  const struct target *target = &subject->kpi->target;
  outcomes_mark(outcomes, subject->kpi, floor_of(subject->kpi));
  if (is_scale(subject->kpi->unit)) outcomes_mark(outcomes, subject->kpi, subject->kpi->unit->high);
  if (!subject->has_states || !target->bounded) return;
  if (target->has_low) outcomes_mark(outcomes, subject->kpi, target->low);
  if (target->has_high) outcomes_mark(outcomes, subject->kpi, target->high);
}

enum { STATES = STATE_BEHIND, SIDES = 3 };

static void prepare_subject(struct outcomes *outcomes, struct subject *subject) {
  if (subject->has_figures) add_own_marks(outcomes, subject);
  sort_marks(outcomes->arena, subject);
  subject->outcomes = ARENA_ARRAY(outcomes->arena, struct outcome, (SIDES * (size_t)subject->marks.count + 1) * STATES);
  for (uint32_t i = 0; i < subject->marks.count; i++)
    for (int side = -1; side <= 1; side++)
      add_outcomes(subject, (struct outcome_figure){subject->marks.items[i], (int8_t)side, false});
  add_outcomes(subject, (struct outcome_figure){.beyond = true});
}

void outcomes_prepare(struct outcomes *outcomes) {
  for (uint32_t i = 0; i < outcomes->subjects.count; i++) prepare_subject(outcomes, outcomes->subjects.items[i]);
}

/* ---- Choices ---- */

uint32_t outcomes_count(const struct outcomes *outcomes, uint32_t most) {
  uint64_t count = 1;
  for (uint32_t i = 0; i < outcomes->subjects.count && count < most; i++) count *= outcomes->subjects.items[i]->count;
  return count < most ? (uint32_t)count : most;
}

bool outcomes_next(struct outcomes *outcomes) {
  for (uint32_t i = 0; i < outcomes->subjects.count; i++) {
    struct subject *subject = outcomes->subjects.items[i];
    if (++subject->current < subject->count) return true;
    subject->current = 0;
  }
  return false;
}

static uint32_t chosen(const struct subject *subject, bool last, enum kpi_state state) {
  uint32_t best = last ? subject->count - 1 : 0;
  for (uint32_t n = 0; n < subject->count; n++) {
    uint32_t i = last ? subject->count - 1 - n : n;
    if (subject->outcomes[i].state == (int)state) return i;
  }
  return best;
}

void outcomes_choose(struct outcomes *outcomes, bool last, enum kpi_state state) {
  for (uint32_t i = 0; i < outcomes->subjects.count; i++) {
    struct subject *subject = outcomes->subjects.items[i];
    subject->current = subject->count ? chosen(subject, last, state) : 0;
  }
}

const struct outcome *outcomes_of(const struct outcomes *outcomes, const struct kpi *kpi) {
  const struct subject *subject = subject_of(outcomes, kpi);
  return &subject->outcomes[subject->current];
}

bool outcomes_compare(const struct condition *comparison, struct decimal figure) {
  return comparison_passes(comparison->comparison, decimal_compare(figure, comparison->figure.value));
}

static bool is_in_state(int state, enum kpi_state asked) {
  if (asked != STATE_BEHIND) return state == (int)asked;
  return state == STATE_AT_RISK || state == STATE_OFF_TRACK || state == STATE_MISSED;
}

bool outcomes_hold(const struct outcomes *outcomes, const struct condition *c) {
  switch (c->kind) {
    case CONDITION_STATE: return is_in_state(outcomes_of(outcomes, c->kpi)->state, c->state);
    case CONDITION_COMPARISON:
      return comparison_passes(c->comparison, compare_figures(&outcomes_of(outcomes, c->kpi)->figure, c->figure.value));
    case CONDITION_NOT: return !outcomes_hold(outcomes, c->left);
    case CONDITION_AND: return outcomes_hold(outcomes, c->left) && outcomes_hold(outcomes, c->right);
    case CONDITION_OR: break;
  }
  return outcomes_hold(outcomes, c->left) || outcomes_hold(outcomes, c->right);
}
