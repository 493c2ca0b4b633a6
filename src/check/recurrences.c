#include "check/recurrences.h"

#include <string.h>

int recurrences_compare(const struct recurrence *a, const struct recurrence *b) {
  const int64_t left[] = {a->unit, a->interval, a->spot, a->nth, a->weekday, a->from, a->to};
  const int64_t right[] = {b->unit, b->interval, b->spot, b->nth, b->weekday, b->from, b->to};
  for (size_t i = 0; i < sizeof left / sizeof *left; i++)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

/* ---- What is asked of one ---- */

static day_number find_last(const struct calendar *calendar, const struct recurrence *every) {
  day_number last = DAY_NONE, day = DAY_NONE;
  for (int64_t back = 8; day == DAY_NONE && every->unit != TIME_NONE && every->to != DAY_NONE; back *= 2) {
    bool all = every->to - back <= every->from;
    day = recurrence_next(calendar, every, all ? every->from : (day_number)(every->to - back));
    if (all) break;
  }
  for (; day != DAY_NONE; day = recurrence_next(calendar, every, day + 1)) last = day;
  return last;
}

enum question { ASKED_NOTHING, ASKED_NEXT, ASKED_PERIOD_END, ASKED_LAST };

static day_number find_answer(const struct calendar *calendar, const struct recurrence *every, enum question question,
                              day_number day) {
  switch (question) {
    case ASKED_NEXT: return recurrence_next(calendar, every, day);
    case ASKED_PERIOD_END: return recurrence_period_end(calendar, every, day);
    case ASKED_LAST: return find_last(calendar, every);
    case ASKED_NOTHING: break;
  }
  return DAY_NONE;
}

static struct recurrence_answer *place_of(struct recurrences *known, const int32_t asked[], size_t count) {
  uint32_t hash = 0;
  for (size_t i = 0; i < count; i++) hash = (hash ^ (uint32_t)asked[i]) * 0x9E3779B1u;
  return &known->answers[(hash ^ hash >> 16) % RECURRENCE_ANSWERS];
}

static day_number answer(struct recurrences *known, const struct recurrence *every, enum question question, day_number day) {
  const int32_t asked[] = {(int32_t)every->unit,    every->interval, (int32_t)every->spot, every->nth,
                           (int32_t)every->weekday, every->from,     every->to,            day, (int32_t)question};
  struct recurrence_answer *place = place_of(known, asked, sizeof asked / sizeof *asked);
  if (memcmp(place->asked, asked, sizeof asked) != 0) {
    place->day = find_answer(known->calendar, every, question, day);
    memcpy(place->asked, asked, sizeof asked);
  }
  return place->day;
}

day_number recurrences_next(struct recurrences *known, const struct recurrence *every, day_number day) {
  return answer(known, every, ASKED_NEXT, day);
}

day_number recurrences_period_end(struct recurrences *known, const struct recurrence *every, day_number day) {
  return answer(known, every, ASKED_PERIOD_END, day);
}

day_number recurrences_first(struct recurrences *known, const struct recurrence *every) {
  return every->unit == TIME_NONE ? DAY_NONE : answer(known, every, ASKED_NEXT, every->from);
}

day_number recurrences_last(struct recurrences *known, const struct recurrence *every) {
  return answer(known, every, ASKED_LAST, DAY_NONE);
}
