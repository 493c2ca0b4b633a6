/* Values for programs that make cases, which stop where one cannot be read. */
#ifndef UNIT_CASE_VALUES_H
#define UNIT_CASE_VALUES_H

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/decimal.h"

static inline struct decimal number(const char *digits) {
  struct decimal value;
  bool negative = *digits == '-';
  if (!decimal_read(digits + negative, strlen(digits + negative), &value)) exit(2);
  return negative ? decimal_negated(value) : value;
}

static inline day_number on(int year, int month, int day) { return day_from_civil((struct civil){year, month, day}); }

#endif
