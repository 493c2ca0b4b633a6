#include "score/periods.h"

struct listing {
  struct arena *arena;
  day_number next; /* the first day of the next period */
  VECTOR(struct reporting_period) items;
};

static void add_end(struct listing *listing, day_number end, day_number due) {
  if (end < listing->next) return;
  VECTOR_PUSH(listing->arena, &listing->items,
              ((struct reporting_period){listing->next, end, day_month_end(end) == end, due < end ? end : due}));
  listing->next = end + 1;
}

static void add_months(struct listing *listing, const struct period *term) {
  for (day_number day = term->from; day <= term->to;) {
    day_number end = day_month_end(day);
    if (end > term->to) end = term->to;
    add_end(listing, end, end);
    day = end + 1;
  }
}

/* A report on a day is of the period before; the last period is cut where the term ends, and its report comes after. */
static void add_reported(struct listing *listing, const struct model *model, const struct recurrence *reported) {
  const struct period *term = &model->agreement.term;
  day_number end = DAY_NONE, day = term->from;
  while (end == DAY_NONE || end < term->to) {
    day = recurrence_next(&model->calendar, reported, day);
    if (day == DAY_NONE) break;
    end = recurrence_period_end(&model->calendar, reported, day);
    add_end(listing, end < term->to ? end : term->to, day);
    day++;
  }
  if (end < term->to && reported->to >= term->to) add_end(listing, term->to, term->to);
}

struct periods periods_of(struct arena *arena, const struct model *model, const struct recurrence *reported) {
  const struct period *term = &model->agreement.term;
  struct listing listing = {.arena = arena, .next = term->from};
  if (term->from == DAY_NONE || term->to == DAY_NONE) return (struct periods){NULL, 0};
  if (reported->unit == TIME_NONE) add_months(&listing, term);
  else add_reported(&listing, model, reported);
  return (struct periods){listing.items.items, listing.items.count};
}

bool period_is_excused(const struct kpi *kpi, const struct reporting_period *period) {
  for (const struct excuse *e = kpi->excused; e; e = e->next)
    if (e->period.from != DAY_NONE && e->period.from <= period->last && e->period.to >= period->first) return true;
  return false;
}

const struct reporting_period *period_at(const struct periods *periods, day_number day) {
  uint32_t low = 0, high = periods->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (periods->items[middle].last < day) low = middle + 1;
    else high = middle;
  }
  return low < periods->count && periods->items[low].first <= day ? &periods->items[low] : NULL;
}

bool periods_excuse(const struct kpi *kpi, const struct periods *periods, day_number day) {
  const struct reporting_period *period = period_at(periods, day), alone = {day, day, false, day};
  return period_is_excused(kpi, period ? period : &alone);
}

day_number periods_end_first(const struct kpi *kpi, const struct periods *periods) {
  for (uint32_t i = 0; i < periods->count; i++)
    if (!period_is_excused(kpi, &periods->items[i])) return periods->items[i].last;
  return DAY_NONE;
}

day_number periods_due_first(const struct kpi *kpi, const struct periods *periods) {
  day_number first = DAY_NONE;
  for (uint32_t i = 0; i < periods->count; i++) {
    const struct reporting_period *period = &periods->items[i];
    if (!period_is_excused(kpi, period) && (first == DAY_NONE || period->due < first)) first = period->due;
  }
  return first;
}

day_number periods_held_until(const struct periods *periods, day_number by) {
  const struct reporting_period *period = period_at(periods, by);
  return period ? period->last : by;
}

bool recurrence_is_same(const struct recurrence *a, const struct recurrence *b) {
  return a->unit == b->unit && a->interval == b->interval && a->spot == b->spot && a->nth == b->nth &&
         a->weekday == b->weekday && a->from == b->from && a->to == b->to;
}

struct periods periods_find(struct periods_kept *kept, struct arena *arena, const struct model *model,
                            const struct recurrence *reported) {
  for (uint32_t i = 0; i < kept->count; i++)
    if (recurrence_is_same(&kept->items[i].reported, reported)) return kept->items[i].periods;
  uint32_t at = kept->next;
  kept->items[at].reported = *reported;
  kept->items[at].periods = periods_of(arena, model, reported);
  kept->next = (at + 1) % PERIODS_KEPT;
  if (kept->count < PERIODS_KEPT) kept->count++;
  return kept->items[at].periods;
}
