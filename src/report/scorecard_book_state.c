/* The working sheet: a line for each period of each KPI with the limits that hold in it, the figure that is held against
 * them, and the state that follows; and the KPI's own line with what holds on the day that is judged. */
#include "report/scorecard_book_parts.h"
#include "score/standard.h"

/* Figures are compared as they are rounded to this many decimals: binary arithmetic is no more exact than that, and limits
 * are rounded here so that a figure of as many decimals reaches them when it reaches what is meant. */
enum { COMPARED_PLACES = 9 };

/* What stays the same from line to line. */
struct work {
  struct card *card;
  const struct kpi_block *block;
  const struct kpi *kpi;
  struct arena *scratch;
  struct standard standard;
  const struct path *path; /* of the standard */
  const char *baseline;    /* the cell with a baseline that is still to be measured */
  const char *moving;      /* what the path rests on: the baseline, or what counts as it where that meets the target */
  const char *way;         /* what share of its way a figure has come: {1} is the figure */
};

static const struct book_style plain = {.look = LOOK_PLAIN};

static struct decimal zero(void) { return decimal_from_integer(0); }

static struct book_place place(const struct work *work, uint32_t row, uint32_t column) {
  return card_at(work->card, CARD_WORKING, row, column);
}

static const char *cell(const struct work *work, uint32_t row, uint32_t column) {
  return book_address(work->scratch, row, column);
}

static const char *fill(const struct work *work, const char *pattern, const char *const *parts) {
  return book_fill(work->scratch, pattern, parts);
}

static void put(const struct work *work, uint32_t row, uint32_t column, const char *formula, const char *present) {
  book_formula(work->card->book, place(work, row, column), plain, formula, present);
}

static void put_figure(const struct work *work, uint32_t row, uint32_t column, struct decimal number) {
  book_number(work->card->book, place(work, row, column), plain, number);
}

static void put_code(const struct work *work, uint32_t row, uint32_t column, const char *code) {
  book_words(work->card->book, place(work, row, column), plain, code);
}

static bool path_end(const struct path *path, struct decimal *aim) {
  if (path->shape != PATH_LINE || path->count == 0) return false;
  *aim = fraction_value(path_aim(path));
  return true;
}

/* ---- Limits ---- */

/* a + b × baseline */
static const char *of_baseline(const struct work *work, struct fraction at_zero, struct fraction at_one) {
  struct decimal base = fraction_value(at_zero), slope = decimal_subtract(fraction_value(at_one), base);
  return fill(work, "({1}+{2}*{3})",
              PARTS(book_figure(work->scratch, base), book_figure(work->scratch, slope), work->moving));
}

/* One side of what is asked for: nothing, a figure, or what the baseline makes of it. */
static void put_bound(const struct work *work, uint32_t row, uint32_t column, bool has, struct fraction at_zero,
                      const struct fraction *at_one, bool up) {
  if (!has) return;
  if (!at_one) {
    put_figure(work, row, column, fraction_rounded(at_zero, COMPARED_PLACES, up));
    return;
  }
  put(work, row, column,
      fill(work, "IF(ISNUMBER({1}),ROUND({2},9),\"\")", PARTS(work->baseline, of_baseline(work, at_zero, *at_one))), "");
}

static void put_bounds(const struct work *work, uint32_t row, uint32_t column, const struct bounds *bounds,
                       const struct bounds *at_one) {
  put_bound(work, row, column, bounds->has_low, bounds->low, at_one ? &at_one->low : NULL, true);
  put_bound(work, row, column + 1, bounds->has_high, bounds->high, at_one ? &at_one->high : NULL, false);
}

static struct bounds bounds_of_band(const struct band *band) {
  struct fraction value = fraction_of(band->value);
  return (struct bounds){.has_low = band->least, .has_high = !band->least, .low = value, .high = value};
}

static const char *tolerance(const struct work *work) { return book_figure(work->scratch, work->card->sc.tolerance); }

/* The amber limit where the plan itself hangs on the baseline: short of it by at most the tolerance of its way; not where
 * there is no way, nor where it would ask for more than green does. */
static const char *amber_of_baseline(const struct work *work, uint32_t row) {
  bool least = work->path->least;
  const char *start = cell(work, work->block->head, NOW_START);
  const char *plan = cell(work, row, least ? WORK_PLAN_LOW : WORK_PLAN_HIGH);
  const char *limit = fill(work, least ? "({1}-{3}*ABS({1}-{2}))" : "({1}+{3}*ABS({1}-{2}))",
                           PARTS(plan, start, tolerance(work)));
  const char *green = cell(work, row, least ? WORK_LOW : WORK_HIGH);
  const char *beyond = standard_green(&work->standard)
                           ? fill(work, least ? "OR({3}={4},{1}>={2})" : "OR({3}={4},{1}<={2})",
                                  PARTS(limit, green, plan, start))
                           : fill(work, "{1}={2}", PARTS(plan, start));
  return fill(work, "IF(ISNUMBER({1}),IF({2},\"\",ROUND({3},9)),\"\")", PARTS(work->baseline, beyond, limit));
}

static void put_amber(const struct work *work, uint32_t row, const struct day_standard *on) {
  if (!on->amber_follows) put_bounds(work, row, WORK_AMBER_LOW, &on->amber, NULL);
  else put(work, row, work->path->least ? WORK_AMBER_LOW : WORK_AMBER_HIGH, amber_of_baseline(work, row), "");
}

static void put_limits(const struct work *work, uint32_t row, const struct day_standard *on) {
  const struct bounds *at_one = work->standard.measured ? &on->at_one : NULL;
  const struct band *green = on->over ? NULL : standard_green(&work->standard);
  put_bounds(work, row, WORK_PLAN_LOW, &on->asked, at_one);
  if (green) {
    struct bounds bounds = bounds_of_band(green);
    put_bounds(work, row, WORK_LOW, &bounds, NULL);
  } else {
    put_bounds(work, row, WORK_LOW, &on->asked, at_one);
  }
  put_amber(work, row, on);
}

/* ---- Comparisons ---- */

/* Whether a figure lies within the limits that stand in two columns of a line. */
static const char *inside(const struct work *work, const char *figure, uint32_t row, uint32_t column, struct directions directions) {
  const char *low = cell(work, row, column), *high = cell(work, row, column + 1);
  const char *first = fill(work, "IF(ISNUMBER({2}),ROUND({1},9)>={2},FALSE)", PARTS(figure, low));
  const char *second = fill(work, "IF(ISNUMBER({2}),ROUND({1},9)<={2},FALSE)", PARTS(figure, high));
  if (directions.low && directions.high) return fill(work, "AND({1},{2})", PARTS(first, second));
  return directions.low ? first : directions.high ? second : "FALSE";
}

static struct directions directions_of_band(const struct band *band) { return (struct directions){band->least, !band->least}; }

static struct directions asked_directions(const struct work *work) { return standard_directions(&work->standard); }

static struct directions amber_directions(const struct work *work) {
  const struct band *amber = standard_amber(&work->standard);
  if (amber) return directions_of_band(amber);
  return work->path->shape == PATH_LINE ? asked_directions(work) : (struct directions){false, false};
}

/* ---- The way gone ---- */

static const char *within_target(const struct work *work) {
  const struct kpi_block *block = work->block;
  uint32_t last = block->first + (block->periods.count > 0 ? block->periods.count - 1 : 0);
  if (work->path->shape == PATH_LEVEL)
    return fill(work, "IF({1},1,0)", PARTS(inside(work, "{1}", last, WORK_PLAN_LOW, asked_directions(work))));
  return fill(work, work->path->least ? "IF(ROUND({1},9)>=ROUND({2},9),1,0)" : "IF(ROUND({1},9)<=ROUND({2},9),1,0)",
              PARTS("{1}", cell(work, block->head, NOW_TARGET)));
}

/* (figure − start) ÷ (target − start); without a start figure ÷ target, or target ÷ figure where less is better; and
 * where there is no way, 1 within the target and 0 outside. */
static const char *way_of(const struct work *work) {
  const char *start = cell(work, work->block->head, NOW_START), *target = cell(work, work->block->head, NOW_TARGET);
  const char *within = within_target(work);
  switch (standard_way(&work->standard)) {
    case WAY_WITHIN: break;
    case WAY_OF_TARGET: return fill(work, "{1}/{2}", PARTS("{1}", target));
    case WAY_TO_TARGET: return fill(work, "IF({1}=0,1,{2}/{1})", PARTS("{1}", target));
    case WAY_FROM_START: {
      const char *of_way = fill(work, "({1}-{2})/({3}-{2})", PARTS("{1}", start, target));
      if (!work->standard.measured) return of_way;
      return fill(work, "IF({2}={3},{4},{5})", PARTS("", start, target, within, of_way));
    }
  }
  return within;
}

/* What share of its way the plan has come; false where it cannot be told beforehand. */
static bool planned_way(const struct work *work, const struct day_standard *plan, struct decimal *way) {
  struct decimal aim;
  *way = decimal_from_integer(1);
  if (!path_end(work->path, &aim)) return true;
  struct decimal planned = fraction_value(work->path->least ? plan->asked.low : plan->asked.high);
  switch (standard_way(&work->standard)) {
    case WAY_WITHIN: break;
    case WAY_OF_TARGET: *way = decimal_divide(planned, aim); break;
    case WAY_TO_TARGET:
      if (!decimal_is_zero(planned)) *way = decimal_divide(aim, planned);
      break;
    case WAY_FROM_START:
      *way = decimal_divide(decimal_subtract(planned, work->path->start), decimal_subtract(aim, work->path->start));
      break;
  }
  return decimal_is_finite(*way);
}

static void put_planned_way(const struct work *work, uint32_t row, const struct day_standard *on) {
  struct decimal way;
  if (work->standard.measured && work->path->shape == PATH_LINE) {
    const char *planned = work->path->least ? of_baseline(work, on->asked.low, on->at_one.low)
                                            : of_baseline(work, on->asked.high, on->at_one.high);
    const char *start = cell(work, work->block->head, NOW_START), *target = cell(work, work->block->head, NOW_TARGET);
    const char *pattern = standard_way(&work->standard) == WAY_FROM_START
                              ? "IF(ISNUMBER({1}),IF({3}={4},1,({2}-{3})/({4}-{3})),\"\")"
                              : "IF(ISNUMBER({1}),IF({2}=0,1,{4}/{2}),\"\")";
    put(work, row, WORK_PLANNED_WAY, fill(work, pattern, PARTS(work->baseline, planned, start, target)), "");
  } else if (planned_way(work, on, &way)) {
    put_figure(work, row, WORK_PLANNED_WAY, way);
  }
}

/* ---- Figures ---- */

static const char *figure_cell(const struct work *work, uint32_t row) {
  return card_name(work->card, CARD_KPIS, row, KPI_ACTUAL);
}

/* The cell of the line before, or what stands for it before the first. */
static const char *before(const struct work *work, uint32_t row, uint32_t column, const char *none) {
  return row == work->block->first ? none : cell(work, row - 1, column);
}

/* The tally up to the line: the last figure, all of them added up, or their average. What is excused is left out. */
static const char *held(const struct work *work, uint32_t row) {
  const char *figure = figure_cell(work, row), *last = before(work, row, WORK_HELD, "\"\"");
  enum tally tally = work->kpi->formula ? TALLY_LATEST : work->kpi->tally;
  if (tally == TALLY_LATEST) return fill(work, "IF(ISNUMBER({1}),{1},{2})", PARTS(figure, last));
  return fill(work, tally == TALLY_SUM ? "IF({1}=0,\"\",{2})" : "IF({1}=0,\"\",{2}/{1})",
              PARTS(cell(work, row, WORK_COUNT), cell(work, row, WORK_SUM)));
}

static void put_excused(const struct work *work, uint32_t row) {
  book_counted(work->card->book, place(work, row, WORK_COUNT), plain, before(work, row, WORK_COUNT, "0"), zero());
  book_counted(work->card->book, place(work, row, WORK_SUM), plain, before(work, row, WORK_SUM, "0"), zero());
  put(work, row, WORK_HELD, before(work, row, WORK_HELD, "\"\""), "");
  book_counted(work->card->book, place(work, row, WORK_BROKEN), plain, before(work, row, WORK_BROKEN, "0"), zero());
  put_figure(work, row, WORK_LACKING, zero());
  put_code(work, row, WORK_STATE, "excused");
}

static void put_tally(const struct work *work, uint32_t row) {
  struct book *book = work->card->book;
  const char *figure = figure_cell(work, row);
  book_counted(book, place(work, row, WORK_COUNT), plain,
               fill(work, "{1}+IF(ISNUMBER({2}),1,0)", PARTS(before(work, row, WORK_COUNT, "0"), figure)), zero());
  book_counted(book, place(work, row, WORK_SUM), plain,
               fill(work, "{1}+N({2})", PARTS(before(work, row, WORK_SUM, "0"), figure)), zero());
  put(work, row, WORK_HELD, held(work, row), "");
  book_counted(book, place(work, row, WORK_LACKING), plain,
               work->kpi->formula ? "0"
                                  : fill(work, "IF(AND({1}<={2},NOT(ISNUMBER({3}))),1,0)",
                                         PARTS(cell(work, row, WORK_DATE), work->card->as_of, figure)),
               zero());
}

/* 1 from the first line on in which a figure was not within what must hold all the time. */
static void put_broken(const struct work *work, uint32_t row) {
  struct directions asked = asked_directions(work);
  if (work->kpi->tally == TALLY_SUM && !work->kpi->formula) asked.low = false; /* it is under its floor until it has added up */
  const char *within = asked.low || asked.high ? inside(work, cell(work, row, WORK_HELD), row, WORK_PLAN_LOW, asked) : "TRUE";
  const char *last = before(work, row, WORK_BROKEN, "0");
  book_counted(work->card->book, place(work, row, WORK_BROKEN), plain,
               fill(work, "IF(AND(ISNUMBER({1}),COUNT({2}:{3})>0),IF({4},{5},1),{5})",
                    PARTS(figure_cell(work, row), cell(work, row, WORK_PLAN_LOW), cell(work, row, WORK_PLAN_HIGH), within,
                          last)),
               zero());
}

/* ---- States ---- */

static const char *by_bands(const struct work *work, uint32_t row) {
  const char *figure = cell(work, row, WORK_HELD);
  const struct band *green_band = standard_green(&work->standard);
  struct directions green = green_band ? directions_of_band(green_band) : asked_directions(work), amber = amber_directions(work);
  const char *first = inside(work, figure, row, WORK_LOW, green);
  const char *second = inside(work, figure, row, WORK_AMBER_LOW, amber);
  return fill(work, "IF({1},\"on_track\",IF({2},\"at_risk\",\"off_track\"))", PARTS(first, second));
}

static const char *judged(const struct work *work, uint32_t row, day_number day) {
  const char *figure = cell(work, row, WORK_HELD), *broken = cell(work, row, WORK_BROKEN);
  if (day >= work->path->by) {
    const char *within = inside(work, figure, row, WORK_LOW, asked_directions(work));
    if (work->standard.maintain) return fill(work, "IF(OR({1}>0,NOT({2})),\"missed\",\"met\")", PARTS(broken, within));
    return fill(work, "IF({1},\"met\",\"missed\")", PARTS(within));
  }
  const char *bands = by_bands(work, row);
  if (work->standard.maintain) return fill(work, "IF({1}>0,\"missed\",{2})", PARTS(broken, bands));
  if (!work->standard.for_good) return bands;
  return fill(work, "IF(ROUND({1},9)>=ROUND({2},9),\"met\",{3})", PARTS(figure, cell(work, work->block->head, NOW_TARGET), bands));
}

static void put_state(const struct work *work, uint32_t row, day_number day) {
  const char *state = judged(work, row, day), *count = cell(work, row, WORK_COUNT);
  if (work->standard.measured) state = fill(work, "IF(ISNUMBER({1}),{2},\"not_due\")", PARTS(work->baseline, state));
  put(work, row, WORK_STATE, fill(work, "IF({1}=0,\"no_data\",{2})", PARTS(count, state)), "no_data");
}

/* ---- Lines ---- */

static void put_dated(const struct work *work, uint32_t row, day_number day) {
  const char *figure = figure_cell(work, row);
  book_date(work->card->book, place(work, row, WORK_DATE), (struct book_style){.form = FORM_DATE}, day);
  if (!work->kpi->formula)
    book_counted(work->card->book, place(work, row, WORK_LAST), plain,
                 fill(work, "IF(ISNUMBER({1}),{2},0)", PARTS(figure, cell(work, row, WORK_DATE))), zero());
}

static void put_way(const struct work *work, uint32_t row) {
  const char *figure = cell(work, row, WORK_HELD);
  const char *needed = work->standard.measured ? fill(work, "AND(ISNUMBER({1}),ISNUMBER({2}))", PARTS(figure, work->baseline))
                                      : fill(work, "ISNUMBER({1})", PARTS(figure));
  put(work, row, WORK_WAY, fill(work, "IF({1},{2},\"\")", PARTS(needed, fill(work, work->way, PARTS(figure)))), "");
}

static void put_period(const struct work *work, uint32_t index, uint32_t *judged_line) {
  const struct reporting_period *period = &work->block->periods.items[index];
  uint32_t row = work->block->first + index;
  bool excused = period_is_excused(work->kpi, period);
  struct day_standard on = standard_on(&work->standard, period->last, work->card->sc.tolerance);
  put_dated(work, row, period->last);
  if (!excused) *judged_line = index + 1;
  put_figure(work, row, WORK_JUDGED, decimal_from_integer(*judged_line));
  if ((on.known && !on.early)) {
    put_limits(work, row, &on);
    put_planned_way(work, row, &on);
    put_way(work, row);
  }
  if (excused) {
    put_excused(work, row);
  } else {
    put_tally(work, row);
    if (work->standard.maintain && (on.known && !on.early)) put_broken(work, row);
    else book_counted(work->card->book, place(work, row, WORK_BROKEN), plain, before(work, row, WORK_BROKEN, "0"), zero());
    if ((on.known && !on.early)) put_state(work, row, period->last);
    else put_code(work, row, WORK_STATE, work->path->state == PLAN_NONE ? "observe" : "not_due");
  }
  put(work, row, WORK_SHOWN,
      fill(work, "IF(ISNUMBER({1}),{2},\"\")",
           PARTS(figure_cell(work, row), excused ? figure_cell(work, row) : cell(work, row, WORK_HELD))),
      "");
}

/* ---- The KPI's own line ---- */

static const char *column_of(const struct work *work, uint32_t column) {
  const struct kpi_block *block = work->block;
  return fill(work, "{1}:{2}", PARTS(cell(work, block->first, column),
                                     cell(work, block->first + block->periods.count - 1, column)));
}

/* What stands in a column in the line that is judged; nothing where none is, or what stands there is nothing. */
static void put_now(const struct work *work, uint32_t now, uint32_t column, bool unless_not_due) {
  const char *line = cell(work, work->block->head, NOW_JUDGED), *state = cell(work, work->block->head, NOW_STATE);
  const char *pattern = unless_not_due ? "IF(OR({1}=0,{3}=\"not_due\"),\"\",INDEX({2},{1}))" : "IF({1}=0,\"\",INDEX({2},{1}))";
  put(work, work->block->head, now, fill(work, pattern, PARTS(line, column_of(work, column), state)), "");
}

static const char *start_pattern(const struct work *work) {
  if (!work->standard.clamped) return "IF(ISNUMBER({1}),{1},\"\")";
  return work->path->least ? "IF(ISNUMBER({1}),MIN({1},{2}),\"\")" : "IF(ISNUMBER({1}),MAX({1},{2}),\"\")";
}

static void put_start_and_target(const struct work *work) {
  uint32_t head = work->block->head;
  struct decimal aim, at_one;
  if (work->standard.measured && work->path->shape == PATH_LINE) {
    bool sum = work->kpi->tally == TALLY_SUM;
    if (sum) put_figure(work, head, NOW_START, zero());
    else put(work, head, NOW_START, fill(work, start_pattern(work), PARTS(work->baseline, cell(work, head, NOW_TARGET))), "");
    if (work->standard.clamped && path_end(&work->standard.zero, &aim)) put_figure(work, head, NOW_TARGET, aim);
    else if (path_end(&work->standard.zero, &aim) && path_end(&work->standard.one, &at_one))
      put(work, head, NOW_TARGET,
          fill(work, "IF(ISNUMBER({1}),{2},\"\")", PARTS(work->baseline, of_baseline(work, fraction_of(aim), fraction_of(at_one)))), "");
    return;
  }
  if (work->path->shape == PATH_LINE && work->path->has_start) put_figure(work, head, NOW_START, work->path->start);
  if (path_end(work->path, &aim)) put_figure(work, head, NOW_TARGET, aim);
}

/* The baseline as it was measured: what stands in its own line, else the last figure up to its day. */
static void put_baseline(const struct work *work) {
  const struct kpi_block *block = work->block;
  const char *own = block->baseline_row ? figure_cell(work, block->first - 1) : "\"\"", *last = "\"\"";
  if (block->baseline_row) put_dated(work, block->first - 1, work->kpi->baseline.on);
  for (uint32_t i = 0; i < block->periods.count && block->periods.items[i].last <= work->kpi->baseline.on; i++) {
    uint32_t row = block->first + i;
    put(work, row, WORK_FIGURE, fill(work, "IF(ISNUMBER({1}),{1},{2})", PARTS(figure_cell(work, row), last)), "");
    last = cell(work, row, WORK_FIGURE);
  }
  put(work, block->head, NOW_BASELINE, fill(work, "IF(ISNUMBER({1}),{1},{2})", PARTS(own, last)), "");
}

static void put_judged(const struct work *work) {
  const struct kpi_block *block = work->block;
  uint32_t head = block->head;
  book_counted(work->card->book, place(work, head, NOW_JUDGED), plain,
               fill(work, "IFERROR(INDEX({1},MATCH({2},{3},1)),0)",
                    PARTS(column_of(work, WORK_JUDGED), work->card->as_of, column_of(work, WORK_DATE))),
               zero());
  bool watched = work->path->state == PLAN_NONE;
  put(work, head, NOW_STATE,
      watched ? "\"observe\""
              : fill(work, "IF({1}=0,\"not_due\",INDEX({2},{1}))",
                     PARTS(cell(work, head, NOW_JUDGED), column_of(work, WORK_STATE))),
      watched ? "observe" : "not_due");
}

/* The way gone held against what was planned, from 0 to 1; 0 where a figure is due and there is none, and for good where
 * what was to hold all the time did not. */
static void put_score(const struct work *work) {
  uint32_t head = work->block->head;
  const char *state = cell(work, head, NOW_STATE), *way = cell(work, head, NOW_WAY), *plan = cell(work, head, NOW_PLANNED_WAY);
  const char *nothing =
      fill(work, work->standard.maintain ? "OR({1}=\"no_data\",{1}=\"missed\")" : "{1}=\"no_data\"", PARTS(state));
  put(work, head, NOW_SCORE,
      fill(work,
           "IF({4},0,IF(OR({1}=\"not_due\",{1}=\"observe\",NOT(ISNUMBER({2})),N({3})<=0),\"\","
           "MAX(0,MIN(1,ROUND({2}/{3},12)))))",
           PARTS(state, way, plan, nothing)),
      "");
}

static void put_head(const struct work *work) {
  uint32_t head = work->block->head;
  put_judged(work);
  put_now(work, NOW_HELD, WORK_HELD, false);
  put_now(work, NOW_PLANNED_WAY, WORK_PLANNED_WAY, true);
  put_now(work, NOW_DATE, WORK_DATE, false);
  if (work->path->state != PLAN_NONE) {
    struct directions asked = asked_directions(work);
    put_start_and_target(work);
    if (asked.low) put_now(work, NOW_PLAN_LOW, WORK_PLAN_LOW, true);
    if (asked.high) put_now(work, NOW_PLAN_HIGH, WORK_PLAN_HIGH, true);
    put_now(work, NOW_WAY, WORK_WAY, true);
    put_score(work);
  }
  book_counted(work->card->book, place(work, head, NOW_LACKING), plain,
               fill(work, "SUM({1})", PARTS(column_of(work, WORK_LACKING))), zero());
}

static void work_begin(struct work *work, struct card *card, const struct kpi_block *block) {
  struct arena *scratch = card->sc.document->scratch;
  *work = (struct work){.card = card, .block = block, .kpi = block->kpi, .scratch = scratch};
  work->standard = standard_of(scratch, card->sc.model, block->kpi, &block->periods);
  work->path = &work->standard.path;
  work->baseline = book_fill(scratch, "{1}", PARTS(book_address(scratch, block->head, NOW_BASELINE)));
  work->moving = work->standard.clamped ? book_address(scratch, block->head, NOW_START) : work->baseline;
  if (work->path->state != PLAN_NONE) work->way = way_of(work);
}

void card_working(struct card *card, const struct kpi_block *block) {
  struct work work;
  uint32_t judged_line = 0;
  work_begin(&work, card, block);
  if (block->periods.count == 0) {
    put_code(&work, block->head, NOW_STATE, "observe");
    return;
  }
  if (work.kpi->baseline.form == BASELINE_MEASURED && work.kpi->baseline.on != DAY_NONE) put_baseline(&work);
  for (uint32_t i = 0; i < block->periods.count; i++) put_period(&work, i, &judged_line);
  put_head(&work);
}

/* ---- The day that is judged ---- */

/* The latest date of a month in which something stands in one of the lines below its head. */
static const char *latest_of_months(struct card *card, enum card_sheet sheet, uint32_t column, uint32_t last_row) {
  struct arena *scratch = card->sc.document->scratch;
  uint32_t last = column + card->months.count - 1;
  if (!card->names[sheet] || column == 0 || card->months.count == 0 || last_row < CARD_FIRST_ROW) return "0";
  return book_fill(scratch, "SUMPRODUCT(MAX(ISNUMBER({1})*({2})))",
                   PARTS(book_range_name(scratch, card->names[sheet], CARD_FIRST_ROW, column, last_row, last),
                         book_range_name(scratch, card->names[sheet], CARD_FIRST_ROW - 1, column, CARD_FIRST_ROW - 1, last)));
}

void card_working_frame(struct card *card) {
  struct arena *scratch = card->sc.document->scratch;
  uint32_t budget_last = card->sc.model->budget ? CARD_FIRST_ROW + card->sc.model->budget->lines.count - 1 : 0;
  const char *figures = card->block_count == 0
                            ? "0"
                            : book_fill(scratch, "MAX({1})",
                                        PARTS(book_range_name(scratch, card->names[CARD_WORKING], CARD_FIRST_ROW, WORK_LAST,
                                                              card->rows, WORK_LAST)));
  const char *typed = card_name(card, CARD_SUMMARY, CARD_AS_OF_ROW, CARD_AS_OF_COLUMN);
  book_counted(card->book, card_at(card, CARD_WORKING, 0, 1), (struct book_style){.form = FORM_GENERAL},
               book_fill(scratch, "IF(ISNUMBER({1}),{1},MAX({2},{3},{4}))",
                         PARTS(typed, figures,
                               latest_of_months(card, CARD_BUDGET, card->budget_column, budget_last),
                               latest_of_months(card, CARD_CONTENT, card->content_column, card->content_last))),
               decimal_from_integer(0));
}
