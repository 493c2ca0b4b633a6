#include "check/recurrences.h"

int recurrences_compare(const struct recurrence *a, const struct recurrence *b) {
  const int64_t left[] = {a->unit, a->interval, a->spot, a->nth, a->weekday, a->from, a->to};
  const int64_t right[] = {b->unit, b->interval, b->spot, b->nth, b->weekday, b->from, b->to};
  for (size_t i = 0; i < sizeof left / sizeof *left; i++)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}
