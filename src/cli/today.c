#define _POSIX_C_SOURCE 200809L

#include "cli/today.h"

#include <time.h>

#include "base/day.h"

const char *today(struct arena *arena) {
  enum { FIRST_YEAR = 1900 };
  struct tm local;
  time_t now = time(NULL);
  if (now == (time_t)-1 || !localtime_r(&now, &local)) return NULL;
  struct civil civil = {local.tm_year + FIRST_YEAR, local.tm_mon + 1, local.tm_mday};
  return day_written(arena, day_from_civil(civil));
}
