/* The right spelling of figures and dates that are written in another custom: what E005 and E006 propose. */
#ifndef SYNTAX_NUMBERS_H
#define SYNTAX_NUMBERS_H

#include <stdbool.h>

#include "base/arena.h"

/* Whether `write` is what is meant. */
enum certainty {
  CERTAINTY_NONE,
  CERTAINTY_OF_MONEY, /* in an amount of money, of which nobody writes three decimals */
  CERTAINTY_FULL
};

struct number_repair {
  const char *write;  /* what to write; NULL where it can't be guessed */
  const char *either; /* the other thing that can be meant: the separator was the decimal sign, 5-3 is no range, 12m are
                       * millions; NULL where there is none */
  const char *list;   /* as figures of a list; NULL where no commas part them */
  enum certainty certainty;
  const char *unit;   /* a word that stands right after the figure, 10kg: it is certain if that is a unit; else NULL */
};

struct number_repair number_repair(struct arena *arena, const char *bytes, size_t length);

/* 31.12.2026, 2026/3/1, 2026-1-5 as 2026-12-31 and so on; NULL where day and month can't be told apart. */
const char *date_repair(struct arena *arena, const char *bytes, size_t length);

/* Whether what date_repair writes is what is meant: 31.12.2026 is, 1.2.2026 may be the second of January. */
bool date_is_certain(const char *bytes, size_t length);

#endif
