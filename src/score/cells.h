/* What a cell of a sheet says: a figure or a day, where it has only one reading. */
#ifndef SCORE_CELLS_H
#define SCORE_CELLS_H

#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"

enum number_reading {
  NUMBER_READ,
  NUMBER_TWO_WAYS, /* 1.234: a point or a mark between thousands */
  NUMBER_GROUPED,  /* 12,000 or 1.234,5: marks that not everybody reads alike */
  NUMBER_TOO_LONG, /* more digits than are kept exactly */
  NUMBER_NONE
};

struct written_number {
  struct decimal value;   /* as written: 3.5 of 3.5% */
  bool percent;
  const char *unit;       /* what stands after it, in the arena; NULL: nothing */
  const char *plain;      /* of NUMBER_TWO_WAYS and NUMBER_GROUPED: without its marks; NULL where that is no number */
  const char *exact;      /* of NUMBER_TWO_WAYS: with a point that cannot be mistaken */
};

/* `decimal_comma`: one comma is the decimal sign, beside a point. */
enum number_reading figure_number(struct arena *arena, const char *text, size_t length, bool decimal_comma,
                                struct written_number *out);

/* A figure as a program keeps it: a point is the decimal sign, and three digits behind it are decimals. */
enum number_reading figure_exact(const char *text, size_t length, struct written_number *out);

enum date_reading {
  DATE_READ,
  DATE_TWO_WAYS, /* 3/4/2026 */
  DATE_MISSING,  /* 2026-02-30: there is no such day */
  DATE_NONE
};

/* 2026-03-31, 2026/3/31, 31.03.2026; 31/03/2026 where only one of the two can be the month. */
enum date_reading figure_day(struct arena *arena, const char *text, size_t length, day_number *out);

#endif
