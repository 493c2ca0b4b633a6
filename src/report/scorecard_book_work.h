/* What the two files of the working sheet share: the lines of one KPI in it. Internal to src/report. */
#ifndef REPORT_SCORECARD_BOOK_WORK_H
#define REPORT_SCORECARD_BOOK_WORK_H

#include "report/scorecard_book_parts.h"

/* What stays the same from line to line. */
struct work {
  struct card *card;
  const struct kpi_block *block;
  const struct kpi *kpi;
  struct arena *scratch;
  const struct standard *standard;
  const struct path *path; /* by which it is judged, as a baseline of 0 makes it where that is still to be measured */
  bool hangs;              /* on such a baseline */
  bool waits;              /* nothing is asked for until that has been measured, or its day is there */
  const char *baseline;    /* the cell with it: a figure, or the words below */
  const char *moving;      /* what the path rests on: the baseline, or what counts as it where that meets the target */
  uint32_t plan_first, plan_count; /* lines that only say what it is held against, of days on which no period ends: a computed
                                      KPI is of any on which the others have figures. 0: its periods are enough */
  const char *way;         /* what share of its way a figure has come: {1} is the figure */
};

/* What stands for a baseline whose day has not come, and for one that nobody measured. */
#define BASELINE_WAITS "waits"
#define BASELINE_NEVER "none"

const char *work_cell(const struct work *work, uint32_t row, uint32_t column);
const char *work_fill(const struct work *work, const char *pattern, const char *const *parts);
const char *work_day(const struct work *work, day_number day);
void work_put(const struct work *work, uint32_t row, uint32_t column, const char *formula, const char *present);
void work_put_figure(const struct work *work, uint32_t row, uint32_t column, struct decimal number);
void work_put_counted(const struct work *work, uint32_t row, uint32_t column, const char *formula);

/* What a line of a day is held against. */
void work_limits(const struct work *work, uint32_t row, const struct day_standard *on);

/* Where the path starts and where it is to go, in the KPI's own line. */
void work_start_and_target(const struct work *work);

/* See `way` above; for a KPI that is held against something. */
const char *work_way(const struct work *work);

/* Whether a figure lies within two limits, of which those in the directions are looked at. */
const char *work_inside(const struct work *work, const char *figure, const char *low, const char *high,
                        struct directions directions);

struct directions work_green_directions(const struct work *work);
struct directions work_amber_directions(const struct work *work);

#endif
