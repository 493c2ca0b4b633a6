#include "check/recurrences.h"

int recurrences_compare(const struct recurrence *a, const struct recurrence *b) {
  const int64_t left[] = {a->unit, a->interval, a->spot, a->nth, a->weekday, a->from, a->to};
  const int64_t right[] = {b->unit, b->interval, b->spot, b->nth, b->weekday, b->from, b->to};
  for (size_t i = 0; i < sizeof left / sizeof *left; i++)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

day_number recurrences_last(const struct calendar *calendar, const struct recurrence *every) {
  day_number last = DAY_NONE, day = DAY_NONE;
  for (int64_t back = 8; day == DAY_NONE && every->unit != TIME_NONE && every->to != DAY_NONE; back *= 2) {
    bool all = every->to - back <= every->from;
    day = recurrence_next(calendar, every, all ? every->from : (day_number)(every->to - back));
    if (all) break;
  }
  for (; day != DAY_NONE; day = recurrence_next(calendar, every, day + 1)) last = day;
  return last;
}
