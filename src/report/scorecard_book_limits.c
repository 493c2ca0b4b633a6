/* The working sheet: what the figures of a KPI are held against, line by line, and what share of its way one has come. */
#include "report/scorecard_book_work.h"

/* Figures are compared as they are rounded to this many decimals: binary arithmetic is no more exact than that, and limits
 * are rounded here so that a figure of as many decimals reaches them when it reaches what is meant. */
enum { COMPARED_PLACES = 9 };

static const char *fill(const struct work *work, const char *pattern, const char *const *parts) {
  return work_fill(work, pattern, parts);
}

static const char *head_cell(const struct work *work, uint32_t column) { return work_cell(work, work->block->head, column); }

/* ---- What hangs on a baseline ---- */

/* a + b × baseline */
static const char *of_baseline(const struct work *work, struct fraction at_zero, struct fraction at_one) {
  struct decimal base = fraction_value(at_zero), slope = decimal_subtract(fraction_value(at_one), base);
  if (decimal_is_zero(slope)) return book_figure(work->scratch, base);
  return fill(work, "({1}+{2}*{3})",
              PARTS(book_figure(work->scratch, base), book_figure(work->scratch, slope), work->moving));
}

/* What a measured baseline makes of something, and what holds where nobody measured it: NULL, nothing. */
static void put_hanging(const struct work *work, uint32_t row, uint32_t column, const char *measured,
                        const struct decimal *never) {
  const char *other = "\"\"";
  if (never)
    other = work->waits ? fill(work, "IF({1}=\"" BASELINE_NEVER "\",{2},\"\")",
                               PARTS(work->baseline, book_figure(work->scratch, *never)))
                        : book_figure(work->scratch, *never);
  const char *formula = fill(work, "IF(ISNUMBER({1}),{2},{3})", PARTS(work->baseline, measured, other));
  if (never && !work->waits)
    book_counted(work->card->book, card_at(work->card, CARD_WORKING, row, column), (struct book_style){.look = LOOK_PLAIN},
                 formula, *never);
  else work_put(work, row, column, formula, "");
}

/* ---- Limits ---- */

/* One side of what is asked for: nothing, a figure, or what the baseline makes of it. */
static void put_bound(const struct work *work, uint32_t row, uint32_t column, const struct day_standard *on, bool low) {
  const struct bounds *asked = &on->asked, *never = &on->unmeasured.asked;
  struct fraction limit = low ? asked->low : asked->high, at_one = low ? on->at_one.low : on->at_one.high;
  if (!(low ? asked->has_low : asked->has_high)) return;
  if (!work->hangs) {
    work_put_figure(work, row, column, fraction_rounded(limit, COMPARED_PLACES, low));
    return;
  }
  bool has_never = low ? never->has_low : never->has_high;
  struct decimal figure = has_never ? fraction_rounded(low ? never->low : never->high, COMPARED_PLACES, low) : decimal_from_integer(0);
  put_hanging(work, row, column, fill(work, "ROUND({1},9)", PARTS(of_baseline(work, limit, at_one))), has_never ? &figure : NULL);
}

static void put_asked(const struct work *work, uint32_t row, uint32_t column, const struct day_standard *on) {
  put_bound(work, row, column, on, true);
  put_bound(work, row, column + 1, on, false);
}

static void put_stated(const struct work *work, uint32_t row, uint32_t column, const struct bounds *bounds) {
  if (bounds->has_low) work_put_figure(work, row, column, fraction_rounded(bounds->low, COMPARED_PLACES, true));
  if (bounds->has_high) work_put_figure(work, row, column + 1, fraction_rounded(bounds->high, COMPARED_PLACES, false));
}

static struct bounds bounds_of_band(const struct band *band) {
  struct fraction value = fraction_of(band->value);
  return (struct bounds){.has_low = band->least, .has_high = !band->least, .low = value, .high = value};
}

/* The amber limit where the plan itself hangs on the baseline: short of it by at most the tolerance of its way; not where
 * there is no way, nor where it would ask for more than green does. */
static const char *amber_of_baseline(const struct work *work, uint32_t row) {
  bool least = work->path->least;
  const char *start = head_cell(work, NOW_START), *tolerance = book_figure(work->scratch, work->card->sc.tolerance);
  const char *plan = work_cell(work, row, least ? WORK_PLAN_LOW : WORK_PLAN_HIGH);
  const char *limit = fill(work, least ? "({1}-{3}*ABS({1}-{2}))" : "({1}+{3}*ABS({1}-{2}))", PARTS(plan, start, tolerance));
  const char *green = work_cell(work, row, least ? WORK_LOW : WORK_HIGH);
  const char *beyond = standard_green(work->standard)
                           ? fill(work, least ? "OR({3}={4},{1}>={2})" : "OR({3}={4},{1}<={2})",
                                  PARTS(limit, green, plan, start))
                           : fill(work, "{1}={2}", PARTS(plan, start));
  return fill(work, "IF({1},\"\",ROUND({2},9))", PARTS(beyond, limit));
}

static void put_amber(const struct work *work, uint32_t row, const struct day_standard *on) {
  const struct bounds *never = &on->unmeasured.amber;
  bool least = work->path->least, has_never = least ? never->has_low : never->has_high;
  if (!on->amber_follows) {
    put_stated(work, row, WORK_AMBER_LOW, &on->amber);
    return;
  }
  struct decimal figure = has_never ? fraction_rounded(least ? never->low : never->high, COMPARED_PLACES, least) : decimal_from_integer(0);
  put_hanging(work, row, least ? WORK_AMBER_LOW : WORK_AMBER_HIGH, amber_of_baseline(work, row), has_never ? &figure : NULL);
}

/* ---- The way that the plan has come ---- */

static struct decimal planned_of(const struct bounds *asked) { return fraction_value(asked->has_low ? asked->low : asked->high); }

/* What share of its way a plan has come. */
static struct decimal planned_way(const struct path *path, const struct bounds *asked) {
  struct bounds target = path_target(path);
  struct decimal planned = planned_of(asked), aim = planned_of(&target);
  if (path->shape == PATH_LEVEL) return decimal_from_integer(1);
  switch (way_of_path(path, false)) {
    case WAY_WITHIN: break;
    case WAY_FROM_START:
      return decimal_divide(decimal_subtract(planned, path->start), decimal_subtract(aim, path->start));
    case WAY_OF_TARGET: return decimal_divide(planned, aim);
    case WAY_TO_TARGET:
      if (decimal_compare(planned, decimal_from_integer(0)) > 0) return decimal_divide(aim, planned);
      break;
  }
  return decimal_from_integer(bounds_hold(&target, quotient_of(planned)));
}

static void put_planned_way(const struct work *work, uint32_t row, const struct day_standard *on) {
  bool level = work->path->shape == PATH_LEVEL, low = on->asked.has_low;
  if (!work->hangs || level) {
    work_put_figure(work, row, WORK_PLANNED_WAY, planned_way(work->path, &on->asked));
    return;
  }
  const struct bounds *never = &on->unmeasured.asked;
  bool has_never = never->has_low || never->has_high;
  struct decimal way = has_never ? planned_way(&work->standard->unmeasured, never) : decimal_from_integer(0);
  const char *planned = of_baseline(work, low ? on->asked.low : on->asked.high, low ? on->at_one.low : on->at_one.high);
  put_hanging(work, row, WORK_PLANNED_WAY, fill(work, work->way, PARTS(planned)), has_never ? &way : NULL);
}

void work_limits(const struct work *work, uint32_t row, const struct day_standard *on) {
  const struct band *green = on->over ? NULL : standard_green(work->standard);
  if (!on->known) return;
  put_asked(work, row, WORK_PLAN_LOW, on);
  if (green) {
    struct bounds bounds = bounds_of_band(green);
    put_stated(work, row, WORK_LOW, &bounds);
  } else {
    put_asked(work, row, WORK_LOW, on);
  }
  put_amber(work, row, on);
  put_planned_way(work, row, on);
}

/* ---- Comparisons ---- */

const char *work_inside(const struct work *work, const char *figure, const char *low, const char *high,
                        struct directions directions) {
  const char *first = fill(work, "IF(ISNUMBER({2}),ROUND({1},9)>={2},FALSE)", PARTS(figure, low));
  const char *second = fill(work, "IF(ISNUMBER({2}),ROUND({1},9)<={2},FALSE)", PARTS(figure, high));
  if (directions.low && directions.high) return fill(work, "AND({1},{2})", PARTS(first, second));
  return directions.low ? first : directions.high ? second : "FALSE";
}

static struct directions directions_of_band(const struct band *band) { return (struct directions){band->least, !band->least}; }

struct directions work_green_directions(const struct work *work) {
  const struct band *green = standard_green(work->standard);
  return green ? directions_of_band(green) : standard_directions(work->standard);
}

struct directions work_amber_directions(const struct work *work) {
  const struct band *amber = standard_amber(work->standard);
  if (amber) return directions_of_band(amber);
  return work->path->shape == PATH_LINE ? standard_directions(work->standard) : (struct directions){false, false};
}

/* ---- The way gone ---- */

static const char *within_target(const struct work *work) {
  const struct kpi_block *block = work->block;
  uint32_t last = block->first + (block->periods.count > 0 ? block->periods.count - 1 : 0);
  if (work->path->shape == PATH_LEVEL)
    return fill(work, "IF({1},1,0)",
                PARTS(work_inside(work, "{1}", work_cell(work, last, WORK_PLAN_LOW), work_cell(work, last, WORK_PLAN_HIGH),
                                  standard_directions(work->standard))));
  return fill(work, work->path->least ? "IF(ROUND({1},9)>=ROUND({2},9),1,0)" : "IF(ROUND({1},9)<=ROUND({2},9),1,0)",
              PARTS("{1}", head_cell(work, NOW_TARGET)));
}

/* (figure − start) ÷ (target − start); without a start figure ÷ target, or target ÷ figure where less is better; and
 * where there is no way, 1 within the target and 0 outside. */
static const char *way_in_form(const struct work *work, enum way_form form) {
  const char *start = head_cell(work, NOW_START), *target = head_cell(work, NOW_TARGET);
  switch (form) {
    case WAY_WITHIN: break;
    case WAY_FROM_START: return fill(work, "({1}-{2})/({3}-{2})", PARTS("{1}", start, target));
    case WAY_OF_TARGET: return fill(work, "{1}/{2}", PARTS("{1}", target));
    case WAY_TO_TARGET: return fill(work, "IF({1}<=0,1,{2}/{1})", PARTS("{1}", target));
  }
  return within_target(work);
}

/* The same of a path that hangs on a baseline, which may leave no way between its start and its target. */
static const char *way_of_measured(const struct work *work, enum way_form form) {
  const char *start = head_cell(work, NOW_START), *target = head_cell(work, NOW_TARGET), *way = way_in_form(work, form);
  if (form == WAY_WITHIN) return way;
  if (form == WAY_FROM_START) return fill(work, "IF({1}={2},{3},{4})", PARTS(start, target, within_target(work), way));
  return fill(work, "IF({1}<=0,{2},{3})", PARTS(target, within_target(work), way));
}

const char *work_way(const struct work *work) {
  enum way_form form = standard_way(work->standard);
  if (!work->hangs) return way_in_form(work, form);
  const char *measured = way_of_measured(work, form);
  if (work->standard->unmeasured.state != PLAN_DUE) return measured;
  return fill(work, "IF(ISNUMBER({1}),{2},{3})",
              PARTS(work->baseline, measured, way_in_form(work, way_of_path(&work->standard->unmeasured, false))));
}

/* ---- Where the path starts and where it is to go ---- */

static const char *start_pattern(const struct work *work) {
  if (!work->standard->clamped) return "{1}";
  return work->path->least ? "MIN({1},{2})" : "MAX({1},{2})";
}

static bool aim_of(const struct path *path, struct decimal *aim) {
  struct bounds target = path_target(path);
  if (!target.has_low && !target.has_high) return false;
  *aim = planned_of(&target);
  return true;
}

static void put_target(const struct work *work) {
  struct decimal aim, at_one, never;
  if (!aim_of(work->path, &aim)) return;
  if (!work->hangs || !aim_of(&work->standard->one, &at_one) || decimal_compare(aim, at_one) == 0) {
    work_put_figure(work, work->block->head, NOW_TARGET, aim);
    return;
  }
  bool has_never = aim_of(&work->standard->unmeasured, &never);
  put_hanging(work, work->block->head, NOW_TARGET, of_baseline(work, fraction_of(aim), fraction_of(at_one)),
              has_never ? &never : NULL);
}

void work_start_and_target(const struct work *work) {
  uint32_t head = work->block->head;
  if (work->path->shape != PATH_LINE) return;
  put_target(work);
  if (!work->path->has_start) return;
  if (!work->hangs || work->kpi->tally == TALLY_SUM) work_put_figure(work, head, NOW_START, work->path->start);
  else put_hanging(work, head, NOW_START, fill(work, start_pattern(work), PARTS(work->baseline, head_cell(work, NOW_TARGET))), NULL);
}
