/* The two axes of a chart: where days and figures lie in the picture, and which of them are marked. Lengths are in
 * hundredths of a pixel, so that nothing is lost and nothing is binary floating point. */
#ifndef EMIT_CHART_SCALE_H
#define EMIT_CHART_SCALE_H

#include "report/chart.h"

enum { CHART_PIXEL = 100 };

struct chart_scale {
  int left, right, top, bottom;  /* where figures lie: at `top` the highest mark, at `bottom` the lowest */
  struct decimal low, high, step; /* figures that are marked: from `low` on each `step`, `high` being the last */
  day_number first, last;
};

/* Marks for all figures of the chart, with round ones between them; the edges are the caller's to set. */
struct chart_scale chart_scale_of(const struct chart *chart);

/* Never outside the edges. */
int chart_x(const struct chart_scale *scale, day_number day);
int chart_y(const struct chart_scale *scale, struct decimal figure);

/* What the axis of days is divided into. */
enum chart_unit { CHART_DAYS, CHART_MONTHS, CHART_QUARTERS, CHART_YEARS };
struct chart_division {
  enum chart_unit unit;
  int count; /* of them in one division: days that are marked, or years in one piece */
};

/* The finest that leaves each its label, of `widths` for each unit. */
struct chart_division chart_division_of(const struct chart_scale *scale, const int *widths);

/* The first day of the piece in which `day` lies, and of the next. */
day_number chart_piece(const struct chart_scale *scale, struct chart_division division, day_number day);
day_number chart_next_piece(struct chart_division division, day_number piece);

#endif
