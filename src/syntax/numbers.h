/* The right spelling of figures and dates that are written in another custom: what E005 and E006 propose. */
#ifndef SYNTAX_NUMBERS_H
#define SYNTAX_NUMBERS_H

#include "base/arena.h"

struct number_repair {
  const char *write;  /* what to write; NULL where it can't be guessed */
  const char *either; /* the other thing that can be meant: the separator was the decimal sign, 5-3 is no range, 12m are
                       * millions; NULL where there is none */
  const char *list;   /* as figures of a list; NULL where no commas part them */
};

struct number_repair number_repair(struct arena *arena, const char *bytes, size_t length);

/* 31.12.2026, 2026/3/1, 2026-1-5 as 2026-12-31 and so on; NULL where day and month can't be told apart. */
const char *date_repair(struct arena *arena, const char *bytes, size_t length);

#endif
