#include "emit/chart_scale.h"

/* ---- Figures ---- */

struct extent {
  bool any;
  struct decimal low, high;
};

/* What is too large for any agreement would only fail further on: it is drawn at the edge. */
static void take(struct extent *extent, struct decimal figure) {
  enum { POWER_MOST = 1000 };
  struct decimal most = decimal_scaled(decimal_from_integer(1), POWER_MOST);
  if (!decimal_is_finite(figure) || decimal_compare(decimal_absolute(figure), most) > 0) return;
  extent->low = extent->any ? decimal_min(extent->low, figure) : figure;
  extent->high = extent->any ? decimal_max(extent->high, figure) : figure;
  extent->any = true;
}

static void take_range(struct extent *extent, const struct chart_range *range) {
  if (range->has_low) take(extent, range->low);
  if (range->has_high) take(extent, range->high);
}

static struct extent extent_of(const struct chart *chart) {
  struct extent extent = {0};
  for (uint32_t i = 0; i < chart->limit_count; i++) {
    take_range(&extent, &chart->limits[i].plan);
    take_range(&extent, &chart->limits[i].amber);
  }
  for (uint32_t i = 0; i < chart->point_count; i++) take(&extent, chart->points[i].value);
  take_range(&extent, &chart->target);
  if (chart->has_stretch) take(&extent, chart->stretch);
  if (chart->projected) take(&extent, chart->projection.value);
  return extent;
}

static struct decimal half(struct decimal figure) { return decimal_divide(figure, decimal_from_integer(2)); }

/* So close to each other that no label could tell them apart. */
static bool is_one(const struct extent *extent) {
  enum { CLOSE = 10 };
  struct decimal size = decimal_max(decimal_absolute(extent->low), decimal_absolute(extent->high));
  return decimal_compare(decimal_subtract(extent->high, extent->low), decimal_scaled(size, -CLOSE)) <= 0;
}

/* One figure alone lies in the middle. What is not far from nothing is shown from nothing on. */
static void widen(struct extent *extent) {
  const struct decimal zero = decimal_from_integer(0);
  if (!extent->any) *extent = (struct extent){true, zero, zero};
  if (is_one(extent)) {
    struct decimal away = half(decimal_absolute(extent->low));
    if (decimal_is_zero(away)) extent->high = decimal_from_integer(1);
    else extent->low = decimal_subtract(extent->low, away), extent->high = decimal_add(extent->high, away);
  } else if (!extent->low.negative && decimal_compare(extent->low, half(extent->high)) <= 0) {
    extent->low = zero;
  } else if (extent->high.negative && decimal_compare(extent->high, half(extent->low)) >= 0) {
    extent->high = zero;
  }
}

/* The smallest of 1, 2 and 5 times a power of ten that is no smaller. */
static struct decimal round_step(struct decimal wanted) {
  static const int firsts[] = {1, 2, 5};
  int power = wanted.exponent;
  while (decimal_compare(wanted, decimal_scaled(decimal_from_integer(1), power + 1)) >= 0) power++;
  for (int i = 0; i < 3; i++) {
    struct decimal step = decimal_scaled(decimal_from_integer(firsts[i]), power);
    if (decimal_compare(step, wanted) >= 0) return step;
  }
  return decimal_scaled(decimal_from_integer(1), power + 1);
}

/* Between what is counted in whole pieces there is no half mark. */
static struct decimal step_of(const struct chart *chart, const struct extent *extent) {
  enum { STEPS = 4 };
  struct decimal span = decimal_subtract(extent->high, extent->low);
  struct decimal step = round_step(decimal_divide(span, decimal_from_integer(STEPS)));
  struct decimal least = decimal_scaled(decimal_from_integer(1), chart->form == FIGURE_SHARE ? -2 : 0);
  return chart->places == 0 ? decimal_max(step, least) : step;
}

static struct decimal at_or_below(struct decimal figure, struct decimal step) {
  return decimal_multiply(decimal_rounded_down(decimal_divide(figure, step), 0), step);
}

struct chart_scale chart_scale_of(const struct chart *chart) {
  struct chart_scale scale = {.first = chart->first, .last = chart->last};
  struct extent extent = extent_of(chart);
  widen(&extent);
  scale.step = step_of(chart, &extent);
  scale.low = at_or_below(extent.low, scale.step);
  scale.high = decimal_negated(at_or_below(decimal_negated(extent.high), scale.step));
  if (decimal_is_finite(scale.low) && decimal_is_finite(scale.high)) return scale;
  scale.low = decimal_from_integer(0);
  scale.high = scale.step = decimal_from_integer(1);
  return scale;
}

/* ---- Places ---- */

static int between(int value, int low, int high) { return value < low ? low : value > high ? high : value; }

int chart_x(const struct chart_scale *scale, day_number day) {
  int64_t days = (int64_t)scale->last - scale->first, width = scale->right - scale->left;
  if (days <= 0) return scale->left + (int)(width / 2);
  return between((int)(scale->left + width * ((int64_t)day - scale->first) / days), scale->left, scale->right);
}

int chart_y(const struct chart_scale *scale, struct decimal figure) {
  int64_t down = 0;
  struct decimal span = decimal_subtract(scale->high, scale->low);
  struct decimal inside = decimal_min(decimal_max(figure, scale->low), scale->high);
  struct decimal part = decimal_divide(decimal_subtract(scale->high, inside), span);
  struct decimal height = decimal_from_integer(scale->bottom - scale->top);
  if (!decimal_to_integer(decimal_rounded(decimal_multiply(part, height), 0), &down)) down = 0;
  return scale->top + (int)down;
}

/* ---- Days ---- */

enum { YEAR_MONTHS = 12 };

static const int months_of[] = {[CHART_MONTHS] = 1, [CHART_QUARTERS] = 3, [CHART_YEARS] = YEAR_MONTHS};

/* Days are marked where no two months are whole. */
static bool is_short(const struct chart_scale *scale) {
  enum { SHORT_DAYS = 62 };
  return (int64_t)scale->last - scale->first < SHORT_DAYS;
}

static int days_apart(const struct chart_scale *scale, int width) {
  static const int steps[] = {1, 2, 7, 14, 28};
  enum { STEP_COUNT = sizeof steps / sizeof *steps };
  int64_t days = (int64_t)scale->last - scale->first, room = scale->right - scale->left;
  int i = 0;
  while (i + 1 < STEP_COUNT && room * steps[i] < width * days) i++;
  return steps[i];
}

struct chart_division chart_division_of(const struct chart_scale *scale, const int *widths) {
  static const int years[] = {1, 2, 5, 10, 20, 50, 100};
  enum { YEARS_COUNT = sizeof years / sizeof *years, MONTH_DAYS = 30 };
  int64_t days = (int64_t)scale->last - scale->first + 1, room = scale->right - scale->left;
  if (is_short(scale)) return (struct chart_division){CHART_DAYS, days_apart(scale, widths[CHART_DAYS])};
  for (int unit = CHART_MONTHS; unit < CHART_YEARS; unit++)
    if (room * months_of[unit] * MONTH_DAYS >= widths[unit] * days) return (struct chart_division){(enum chart_unit)unit, 1};
  int i = 0;
  while (i + 1 < YEARS_COUNT && room * years[i] * YEAR_MONTHS * MONTH_DAYS < widths[CHART_YEARS] * days) i++;
  return (struct chart_division){CHART_YEARS, years[i]};
}

day_number chart_piece(const struct chart_scale *scale, struct chart_division division, day_number day) {
  if (division.unit == CHART_DAYS) return day - (day - scale->first) % division.count;
  struct civil civil = civil_from_day(day);
  int months = months_of[division.unit];
  civil.year -= civil.year % division.count;
  civil.month -= (civil.month - 1) % months;
  civil.day = 1;
  return day_from_civil(civil);
}

day_number chart_next_piece(struct chart_division division, day_number piece) {
  if (division.unit == CHART_DAYS) return piece + division.count;
  return day_add_months(piece, (int64_t)division.count * months_of[division.unit]);
}
