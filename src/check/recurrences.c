#include "check/recurrences.h"

#include <string.h>

/* All that the days of a recurrence rest on: what is like another in these is the same for the rules. */
static void set_key(int32_t key[RECURRENCE_KEY], const struct recurrence *r) {
  const int32_t values[RECURRENCE_KEY] = {(int32_t)r->unit,    r->interval, (int32_t)r->spot, r->nth,
                                          (int32_t)r->weekday, r->from,     r->to};
  memcpy(key, values, sizeof values);
}

int recurrences_compare(const struct recurrence *a, const struct recurrence *b) {
  int32_t left[RECURRENCE_KEY], right[RECURRENCE_KEY];
  set_key(left, a);
  set_key(right, b);
  for (size_t i = 0; i < RECURRENCE_KEY; i++)
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

static struct recurrence_answer *place_of(struct recurrences *known, const int32_t asked[RECURRENCE_ASKED]) {
  uint32_t hash = 0;
  for (size_t i = 0; i < RECURRENCE_ASKED; i++) hash = (hash ^ (uint32_t)asked[i]) * 0x9E3779B1u;
  return &known->answers[(hash ^ hash >> 16) % RECURRENCE_ANSWERS];
}

static day_number answer(struct recurrences *known, const struct recurrence *every, enum question question, day_number day) {
  int32_t asked[RECURRENCE_ASKED] = {[RECURRENCE_KEY] = day, [RECURRENCE_KEY + 1] = (int32_t)question};
  set_key(asked, every);
  struct recurrence_answer *place = place_of(known, asked);
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
