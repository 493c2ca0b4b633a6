/* What a page knows that works out what follows from the figures typed into it: everything that its results rest on, as
 * the compiler has worked it out. The page compares and divides; it knows no rule about paths, periods or calendars. */
#ifndef REPORT_LIVE_H
#define REPORT_LIVE_H

#include "report/actuals.h"
#include "score/periods.h"
#include "score/standard.h"

/* A day of which a figure may be: the last one of a period, that of a baseline still to be measured, or, of a computed KPI,
 * one of which what it is computed of has a figure. */
struct live_day {
  day_number day;
  const struct reporting_period *period; /* that ends on it; NULL: none does */
  bool excused;
  struct day_standard on;
};

struct live_kpi {
  const struct kpi *kpi;
  const struct standard *standard;
  const struct live_day *days; /* in their order */
  uint32_t count;
};

/* A KPI whose gain is worth money. */
struct live_return {
  const struct kpi *kpi;
  bool told;             /* what it gains can be told; the rest only where it can */
  bool less;             /* less is better */
  bool measured;         /* the gain is over the baseline that was measured */
  struct decimal base;   /* else over this … */
  int32_t over;          /* … which was made in so many days; 0: it is a level */
  struct decimal value;  /* of one unit of the KPI's */
};

struct live_card {
  const struct model *model;
  struct decimal tolerance;
  const struct objective **objectives; /* in order of priority */
  uint32_t objective_count;
  struct actuals actuals;              /* the lines of the sheet of figures, in its order */
  const struct live_return *returns;   /* these and costs: none without an `roi` */
  uint32_t return_count;
  const struct line **costs;           /* the lines that count */
  uint32_t cost_count;
  bool inconsistent;
};

#endif
