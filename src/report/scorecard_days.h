/* The days of which figures of a KPI may be, on a page and in a workbook. Internal to src/report. */
#ifndef REPORT_SCORECARD_DAYS_H
#define REPORT_SCORECARD_DAYS_H

#include "report/scorecard_parts.h"

/* What a computed KPI rests on, computed ones looked through. */
struct leaves {
  const struct kpi *const *reported;
  uint32_t reported_count;
  const struct line *const *lines;
  uint32_t line_count;
};
struct leaves scorecard_leaves(struct arena *arena, const struct kpi *kpi);

/* In order: the last days of its periods, that of a baseline which is still to be measured, and of a computed KPI those of
 * what it is computed of. In the document's scratch. */
struct days {
  const day_number *items;
  uint32_t count;
};
struct days scorecard_days(struct scorecard *sc, const struct kpi *kpi);

#endif
