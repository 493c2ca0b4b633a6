/* What only a live page has. Internal to src/report. */
#ifndef REPORT_SCORECARD_LIVE_H
#define REPORT_SCORECARD_LIVE_H

#include "report/scorecard_parts.h"
#include "score/standard.h"

/* The months of the term, and those before and after it in which something else is due. */
struct periods scorecard_months_of(struct scorecard *sc);

/* The lines of the sheet of figures, those of one thing together. */
struct actuals scorecard_by_thing(struct scorecard *sc);

/* Fields for the figures of the kinds from the first to the last and of one thing (NULL: of all), month by month. Nothing
 * where the page is not live, or there are none. */
void scorecard_months(struct scorecard *sc, enum input_kind first, enum input_kind last, const struct entity *thing,
                      enum text_key caption, enum text_key name);

/* Fields for the figures of a KPI that is counted on several things. */
void scorecard_parts_of(struct scorecard *sc, const struct kpi *kpi, const struct periods *periods);

/* The data that the page's results rest on. */
void scorecard_live_kpi(struct scorecard *sc, const struct standard *standard, const struct periods *periods);
void scorecard_live_card(struct scorecard *sc, bool inconsistent);

#endif
