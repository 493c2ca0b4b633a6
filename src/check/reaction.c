#include "check/reaction.h"

enum { MINUTES_A_DAY = 24 * 60 };

static bool follows_calendar(const struct duration *duration) {
  return duration->unit == TIME_WORKHOUR || duration->unit == TIME_WORKDAY;
}

static bool is_clock_time(const struct duration *duration) {
  return duration->unit == TIME_MINUTE || duration->unit == TIME_HOUR || duration->unit == TIME_DAY ||
         duration->unit == TIME_WEEK;
}

static bool are_clock_time(const struct asked_steps *steps) {
  uint32_t i = 0;
  while (i < steps->count && is_clock_time(&steps->items[i])) i++;
  return i == steps->count;
}

static moment answer_to(const struct asked_steps *steps, moment asked) {
  for (uint32_t i = 0; i < steps->count && asked != MOMENT_NEVER; i++)
    asked = calendar_after(steps->calendar, asked, &steps->items[i]);
  return asked;
}

/* Keeps the moment if its answer is late, and longer after the asking than what was found. */
static void try_moment(const struct asked_steps *steps, const struct duration *reacts, moment asked,
                       struct reaction *reaction) {
  moment answered = answer_to(steps, asked), allowed = calendar_after(steps->calendar, asked, reacts);
  if (answered == MOMENT_NEVER || allowed == MOMENT_NEVER || answered <= allowed) return;
  if (reaction->late && answered - asked <= reaction->wait) return;
  *reaction = (struct reaction){.late = true, .asked = asked, .answered = answered, .wait = answered - asked};
}

/* Where the time to react follows the calendar too, the longest wait need not be the one that is too long: over a weekend
 * both stand still. The wait exceeds it by most where a working day begins or is about to end. Terms last a year or two;
 * of one of centuries the first years are looked at. */
static void try_working_days(const struct asked_steps *steps, const struct duration *reacts, struct reaction *reaction) {
  enum { MOST_DAYS = 3653 };
  const struct period *term = steps->term;
  day_number last = term->to - term->from < MOST_DAYS ? term->to : term->from + MOST_DAYS;
  for (day_number day = term->from; day <= last; day++) {
    if (!calendar_is_worked(steps->calendar, day)) continue;
    moment midnight = (moment)day * MINUTES_A_DAY;
    try_moment(steps, reacts, midnight + steps->calendar->opens, reaction);
    try_moment(steps, reacts, midnight + steps->calendar->closes - 1, reaction);
  }
}

static bool is_late_without_holidays(const struct asked_steps *steps, const struct duration *reacts,
                                     const struct reaction *found) {
  if (!steps->longest.holiday || !steps->calendar->without_holidays) return true;
  if (!follows_calendar(reacts)) {
    moment allowed = calendar_after(steps->calendar, found->asked, reacts);
    return steps->longest.minutes_without_holidays > allowed - found->asked;
  }
  struct asked_steps plain = *steps;
  struct reaction other = {.late = false};
  plain.calendar = steps->calendar->without_holidays;
  try_working_days(&plain, reacts, &other);
  return other.late;
}

struct reaction reaction_find(const struct asked_steps *steps, const struct duration *reacts) {
  struct reaction reaction = {.late = false};
  if (steps->longest.minutes == MOMENT_NEVER) return reaction;
  try_moment(steps, reacts, steps->longest.from, &reaction);
  if (follows_calendar(reacts)) try_working_days(steps, reacts, &reaction);
  if (!reaction.late) return reaction;
  reaction.whenever = are_clock_time(steps) && is_clock_time(reacts);
  reaction.holiday_only = !is_late_without_holidays(steps, reacts, &reaction);
  reaction.wait_without_holidays = steps->longest.minutes_without_holidays;
  return reaction;
}
