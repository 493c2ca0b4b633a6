#include "emit/score_values.h"

#include <assert.h>

/* Words for programs: the same in every language. NULL: a KPI that is only observed has none. */
static const char *const standings[] = {[STANDING_NONE] = NULL,
                                        [STANDING_NOT_DUE] = "not_due",
                                        [STANDING_NO_DATA] = "no_data",
                                        [STANDING_MET] = "met",
                                        [STANDING_MISSED] = "missed",
                                        [STANDING_ON_TRACK] = "on_track",
                                        [STANDING_AT_RISK] = "at_risk",
                                        [STANDING_OFF_TRACK] = "off_track"};
static_assert(sizeof standings / sizeof standings[0] == STANDING_COUNT, "each standing has its word");

enum { SIGNIFICANT = 12 };

/* The power of ten of the first digit that counts. */
static int leading_power(struct decimal value) {
  int power = value.exponent;
  struct decimal size = decimal_absolute(value);
  while (decimal_compare(size, decimal_scaled(decimal_from_integer(1), power + 1)) >= 0) power++;
  return power;
}

/* To so many significant digits, half to even, without zeros behind the point. */
struct decimal score_figure(struct decimal value) {
  if (!decimal_is_finite(value) || decimal_is_zero(value)) return decimal_from_integer(0);
  int power = leading_power(value);
  struct decimal rounded = decimal_rounded(decimal_scaled(value, -power), SIGNIFICANT - 1);
  return decimal_reduced(decimal_scaled(rounded, power));
}

const char *score_standing_word(enum standing standing) { return standings[standing]; }

void score_put_result(struct json *json, struct result result) {
  if (result.known) json_put_decimal(json, score_figure(result.value));
  else json_put_null(json);
}
