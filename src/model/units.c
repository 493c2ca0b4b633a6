#include "model/units.h"

#include <assert.h>

static struct unit with_base(enum unit_kind kind, uint32_t base, const char *spelling) {
  struct unit unit = {.kind = kind, .time = TIME_NONE, .per_time = TIME_NONE, .spelling = spelling, .of = spelling};
  unit.bases[0] = (struct unit_base){base, 1};
  unit.base_count = 1;
  return unit;
}

struct unit unit_plain(void) {
  return (struct unit){.kind = UNIT_NONE, .time = TIME_NONE, .per_time = TIME_NONE, .spelling = ""};
}

struct unit unit_percent(void) {
  return (struct unit){.kind = UNIT_PERCENT, .time = TIME_NONE, .per_time = TIME_NONE, .spelling = "percent"};
}

struct unit unit_money(atom currency, const char *spelling) { return with_base(UNIT_MONEY, currency, spelling); }

struct unit unit_time(enum time_unit time, const char *spelling) {
  struct unit unit = with_base(UNIT_TIME, UNIT_BASE_TIME, spelling);
  unit.time = time;
  return unit;
}

struct unit unit_count(atom canonical, const char *spelling) { return with_base(UNIT_COUNT, canonical, spelling); }

struct unit unit_score(struct decimal low, struct decimal high) {
  struct unit unit = with_base(UNIT_SCORE, UNIT_BASE_SCORE, "score");
  unit.low = low;
  unit.high = high;
  return unit;
}

static void add_base(struct unit *unit, struct unit_base base) {
  int i = 0;
  while (i < unit->base_count && unit->bases[i].base < base.base) i++;
  if (i < unit->base_count && unit->bases[i].base == base.base) {
    unit->bases[i].exponent = (int8_t)(unit->bases[i].exponent + base.exponent);
    if (unit->bases[i].exponent) return;
    for (unit->base_count--; i < unit->base_count; i++) unit->bases[i] = unit->bases[i + 1];
    return;
  }
  if (unit->base_count == UNIT_BASES_MAX) {
    unit->overflow = true;
    return;
  }
  for (int k = unit->base_count++; k > i; k--) unit->bases[k] = unit->bases[k - 1];
  unit->bases[i] = base;
}

struct unit unit_product(const struct unit *a, const struct unit *b, int sign) {
  if (b->base_count == 0) return *a;
  struct unit unit = *a;
  for (int i = 0; i < b->base_count; i++)
    add_base(&unit, (struct unit_base){b->bases[i].base, (int8_t)(sign * b->bases[i].exponent)});
  unit.overflow = unit.overflow || b->overflow;
  unit.kind = unit.base_count ? UNIT_COMPOUND : UNIT_NONE;
  unit.time = unit.per_time = TIME_NONE;
  unit.of = unit.per = NULL;
  return unit;
}

bool unit_same(const struct unit *a, const struct unit *b) {
  if (a->base_count != b->base_count || a->overflow || b->overflow) return false;
  for (int i = 0; i < a->base_count; i++)
    if (a->bases[i].base != b->bases[i].base || a->bases[i].exponent != b->bases[i].exponent) return false;
  return a->base_count || a->kind == b->kind;
}

bool unit_is_pure(const struct unit *unit) { return unit->base_count == 0; }

static bool is_count(struct unit_base base) { return base.base < UNIT_BASE_TIME; }

bool unit_is_count_ratio(const struct unit *unit) {
  return unit->base_count == 2 && is_count(unit->bases[0]) && is_count(unit->bases[1]) &&
         unit->bases[0].exponent + unit->bases[1].exponent == 0 && unit->bases[0].exponent * unit->bases[0].exponent == 1;
}

struct decimal time_minutes(enum time_unit unit, int workday) {
  static const int64_t minutes[] = {[TIME_MINUTE] = 1, [TIME_HOUR] = 60, [TIME_DAY] = 1440, [TIME_WEEK] = 10080,
                                    [TIME_MONTH] = 43800, [TIME_QUARTER] = 131400, [TIME_YEAR] = 525600,
                                    [TIME_WORKHOUR] = 60, [TIME_WORKDAY] = 0, [TIME_NONE] = 1};
  return decimal_from_integer(unit == TIME_WORKDAY ? workday : minutes[unit]);
}

enum { WORKDAY_MINUTES = 480 }; /* in units of time, where no calendar is at hand: eight hours */

struct decimal unit_scale(const struct unit *unit) {
  struct decimal scale = decimal_from_integer(1);
  if (unit->time != TIME_NONE) scale = time_minutes(unit->time, WORKDAY_MINUTES);
  if (unit->per_time != TIME_NONE) scale = decimal_divide(scale, time_minutes(unit->per_time, WORKDAY_MINUTES));
  return scale;
}

const char *time_unit_word(enum time_unit unit) {
  static const char *const words[] = {"minutes", "hours", "days", "weeks", "months", "quarters", "years", "workhours",
                                      "workdays", ""};
  return words[unit];
}

static_assert(MEASURE_WORKDAY - MEASURE_MINUTE == TIME_WORKDAY - TIME_MINUTE, "units of time stand in their order");

static enum measure measure_of(enum time_unit unit) { return (enum measure)(MEASURE_MINUTE + (int)unit); }

struct text_unit unit_of_time_said(enum time_unit unit) { return text_unit_own(measure_of(unit)); }

struct text_unit unit_said(const struct unit *unit) {
  struct text_unit said = {0};
  if (!unit || unit->kind == UNIT_NONE || unit->kind == UNIT_SCORE || unit->kind == UNIT_PERCENT) return said;
  if (unit->time != TIME_NONE) said.own = (uint8_t)measure_of(unit->time);
  else said.word = unit->of ? unit->of : unit->spelling;
  if (unit->per_time != TIME_NONE) said.per_own = (uint8_t)measure_of(unit->per_time);
  else said.per = unit->per;
  return said;
}
