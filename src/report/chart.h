/* A KPI's course as a picture: what was planned, what came, and where it leads. The report that puts it also puts a table
 * of its points, so that nothing is told by the picture alone. Figures are in the KPI's unit, shares as fractions. */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/document.h"

/* At least `low`, at most `high`; with neither nothing is asked. */
struct chart_range {
  bool has_low, has_high;
  struct decimal low, high;
};

/* What holds on a day; between two of them it runs straight. */
struct chart_limit {
  day_number day;
  struct chart_range plan;  /* asked for */
  struct chart_range amber; /* what is not red */
};

struct chart_point {
  day_number day;
  struct decimal value;
  bool excused; /* held against nothing */
};

struct chart_days {
  day_number from, to;
};

struct chart {
  struct text title;           /* of the KPI */
  struct cell alternative;     /* what the picture shows, for whom cannot see it */
  enum figure_form form;
  struct text_unit unit;
  int8_t places;               /* decimals shown; -1: as they are */
  day_number first, last;      /* of the axis: all days below lie within */
  day_number as_of;            /* the day of the scoring; DAY_NONE */
  const struct chart_limit *limits; /* in order of their days */
  uint32_t limit_count;
  const struct chart_point *points; /* what came, likewise */
  uint32_t point_count;
  struct chart_range target;   /* on `by` */
  day_number by;               /* DAY_NONE: none */
  bool has_stretch;
  struct decimal stretch;      /* on `by` */
  bool projected;              /* from the last point to `projection` */
  struct chart_point projection;
  const struct chart_days *excused;
  uint32_t excused_count;
};

#endif
