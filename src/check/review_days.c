#include "check/review_days.h"

#include "check/recurrences.h"

/* Reviews of up to half a year after the term are looked at. */
enum { DAYS_AROUND = 183 };

enum { KEPT = 8 };

struct marking {
  const struct calendar *calendar;
  const struct recurrence *kept[KEPT]; /* of those whose days are marked; many reviews recur alike */
  uint32_t kept_count;                 /* those among them that had to give way too */
  struct review_days days;
  int32_t *change; /* by day: how many reviews that recur often begin, less those that ended the day before */
  uint8_t *marked;
};

/* The most days from one to the next; 0: it recurs by months. */
static int most_days_between(const struct recurrence *every) {
  if (every->unit == TIME_DAY) return every->interval;
  if (every->unit == TIME_WEEK) return 7 * every->interval;
  return 0;
}

static bool recurs_often(const struct recurrence *every, int often) {
  int most = most_days_between(every);
  return (every->unit == TIME_WORKDAY && every->interval == 1) || (most > 0 && most <= often);
}

static void mark_span(struct marking *marking, day_number from, day_number to) {
  if (from < marking->days.first) from = marking->days.first;
  if (to > marking->days.last) to = marking->days.last;
  if (to < from) return;
  marking->change[from - marking->days.first]++;
  marking->change[to - marking->days.first + 1]--;
}

static void mark_day(struct marking *marking, day_number day) {
  if (day >= marking->days.first && day <= marking->days.last) marking->marked[day - marking->days.first] = 1;
}

static bool is_kept(const struct marking *marking, const struct recurrence *every) {
  for (uint32_t i = 0; i < KEPT && i < marking->kept_count; i++)
    if (recurrences_compare(marking->kept[i], every) == 0) return true;
  return false;
}

static void mark_recurring(struct marking *marking, const struct recurrence *every, int often) {
  if (recurs_often(every, often)) {
    mark_span(marking, every->from, every->to);
    return;
  }
  if (is_kept(marking, every)) return;
  marking->kept[marking->kept_count++ % KEPT] = every;
  day_number day = recurrence_next(marking->calendar, every, marking->days.first);
  for (; day != DAY_NONE && day <= marking->days.last; day = recurrence_next(marking->calendar, every, day + 1))
    mark_day(marking, day);
}

static bool mark_review(struct marking *marking, const struct review *review, int often) {
  bool recurs = review->timing == TIMING_EVERY;
  if (review->timing == TIMING_NONE || (recurs ? review->every.unit == TIME_NONE : review->on == DAY_NONE)) return false;
  if (recurs)
    mark_recurring(marking, &review->every, often);
  else
    mark_day(marking, review->on);
  return true;
}

static void count_days(struct arena *arena, struct marking *marking) {
  uint32_t count = (uint32_t)(marking->days.last - marking->days.first) + 1, *before = ARENA_ARRAY(arena, uint32_t, count + 1);
  int32_t open = 0;
  for (uint32_t i = 0; i < count; i++) {
    open += marking->change[i];
    before[i + 1] = before[i] + (open > 0 || marking->marked[i]);
  }
  marking->days.before = before;
}

struct review_days review_days_of(struct arena *arena, const struct model *model, int often, bool moved) {
  struct calendar calendar = model->calendar;
  struct marking marking = {.calendar = &calendar};
  if (!moved) calendar.closed = CLOSED_STAYS;
  marking.days.first = model->agreement.term.from - DAYS_AROUND;
  marking.days.last = model->agreement.term.to + DAYS_AROUND;
  marking.days.known = !model->incomplete;
  size_t count = (size_t)(marking.days.last - marking.days.first) + 1;
  marking.change = ARENA_ARRAY(arena, int32_t, count + 1);
  marking.marked = ARENA_ARRAY(arena, uint8_t, count);
  for (uint32_t i = 0; i < model->reviews.count; i++)
    if (!mark_review(&marking, model->reviews.items[i], often)) marking.days.known = false;
  count_days(arena, &marking);
  return marking.days;
}

bool review_days_any(const struct review_days *days, day_number from, day_number to) {
  if (from < days->first) from = days->first;
  if (to > days->last) to = days->last;
  return from <= to && days->before[to - days->first + 1] > days->before[from - days->first];
}

const char review_days_proposed[] = "review monthly { every month on workday 8; covers all kpis; asks \"What do customers say?\" }";
