/* The working sheet: a line for each period of each KPI with the figure that is held against its limits, and the state that
 * follows; and the KPI's own line with what holds on the day that is judged, by the same rules as src/score. */
#include "report/scorecard_book_work.h"
#include "report/scorecard_days.h"

static const struct book_style plain = {.look = LOOK_PLAIN};

static struct decimal zero(void) { return decimal_from_integer(0); }

static struct book_place place(const struct work *work, uint32_t row, uint32_t column) {
  return card_at(work->card, CARD_WORKING, row, column);
}

const char *work_cell(const struct work *work, uint32_t row, uint32_t column) {
  return book_address(work->scratch, row, column);
}

const char *work_fill(const struct work *work, const char *pattern, const char *const *parts) {
  return book_fill(work->scratch, pattern, parts);
}

const char *work_day(const struct work *work, day_number day) { return book_day(work->scratch, day); }

void work_put(const struct work *work, uint32_t row, uint32_t column, const char *formula, const char *present) {
  book_formula(work->card->book, place(work, row, column), plain, formula, present);
}

void work_put_figure(const struct work *work, uint32_t row, uint32_t column, struct decimal number) {
  book_number(work->card->book, place(work, row, column), plain, number);
}

/* A formula that gives 0 in the empty sheet. */
void work_put_counted(const struct work *work, uint32_t row, uint32_t column, const char *formula) {
  book_counted(work->card->book, place(work, row, column), plain, formula, zero());
}

static void put_code(const struct work *work, uint32_t row, uint32_t column, const char *code) {
  book_words(work->card->book, place(work, row, column), plain, code);
}

static const char *cell(const struct work *work, uint32_t row, uint32_t column) { return work_cell(work, row, column); }
static const char *head_cell(const struct work *work, uint32_t column) { return cell(work, work->block->head, column); }

static const char *fill(const struct work *work, const char *pattern, const char *const *parts) {
  return work_fill(work, pattern, parts);
}

/* ---- Lines ---- */

static uint32_t line_count(const struct work *work) { return work->block->periods.count + work->block->baseline_row; }
static uint32_t first_line(const struct work *work) { return work->block->first - work->block->baseline_row; }
static bool is_baseline_line(const struct work *work, uint32_t row) { return row < work->block->first; }

static day_number day_of(const struct work *work, uint32_t row) {
  return is_baseline_line(work, row) ? work->kpi->baseline.on : work->block->periods.items[row - work->block->first].last;
}

static bool is_excused(const struct work *work, uint32_t row) {
  return day_is_excused(work->kpi, &work->block->periods, day_of(work, row));
}

/* Periods that end by a day. */
static uint32_t periods_until(const struct work *work, day_number day) {
  const struct periods *periods = &work->block->periods;
  uint32_t count = 0;
  while (count < periods->count && periods->items[count].last <= day) count++;
  return count;
}

static const char *range(const struct work *work, uint32_t first, uint32_t count, uint32_t column) {
  return fill(work, "{1}:{2}", PARTS(cell(work, first, column), cell(work, first + count - 1, column)));
}

static const char *dates_of(const struct work *work) {
  return range(work, work->block->first, work->block->periods.count, WORK_DATE);
}

static const char *column_of(const struct work *work, uint32_t column) { return range(work, first_line(work), line_count(work), column); }

/* A column of the lines of which a figure may be. */
static const char *plan_column(const struct work *work, uint32_t column) {
  return work->plan_count > 0 ? range(work, work->plan_first, work->plan_count, column) : column_of(work, column);
}

/* The line whose day comes before that of another: the one that a baseline is measured in stands above all periods, and
 * comes after those that end before its day. 0: there is none. */
static uint32_t line_before(const struct work *work, uint32_t row) {
  uint32_t first = work->block->first;
  if (!work->block->baseline_row) return row == first ? 0 : row - 1;
  uint32_t earlier = periods_until(work, work->kpi->baseline.on);
  if (is_baseline_line(work, row)) return earlier > 0 ? first + earlier - 1 : 0;
  if (row - first == earlier) return first - 1;
  return row == first ? 0 : row - 1;
}

/* The cell of the line before, or what stands for it before the first. */
static const char *before(const struct work *work, uint32_t row, uint32_t column, const char *none) {
  uint32_t line = line_before(work, row);
  return line ? cell(work, line, column) : none;
}

/* The last line of which figures are held against the target, for a figure of a line. */
static uint32_t held_line(const struct work *work, uint32_t row) {
  day_number until = work->standard->until;
  if (until == DAY_NONE || day_of(work, row) <= until) return row;
  uint32_t count = periods_until(work, until);
  bool baseline = work->block->baseline_row && work->kpi->baseline.on <= until;
  if (baseline && (count == 0 || day_of(work, work->block->first + count - 1) < work->kpi->baseline.on)) return work->block->first - 1;
  return count > 0 ? work->block->first + count - 1 : row;
}

/* ---- Figures ---- */

static const char *figure_cell(const struct work *work, uint32_t row) {
  return card_name(work->card, CARD_KPIS, row, KPI_ACTUAL);
}

/* What is excused is held against nothing, and what lies before the term is no part of what adds up in it. */
static bool is_tallied(const struct work *work, uint32_t row) {
  bool in_term = day_of(work, row) >= work->card->sc.model->agreement.term.from;
  return !is_excused(work, row) && (in_term || work->kpi->tally == TALLY_LATEST);
}

static void put_carried(const struct work *work, uint32_t row) {
  work_put_counted(work, row, WORK_COUNT, before(work, row, WORK_COUNT, "0"));
  work_put_counted(work, row, WORK_SUM, before(work, row, WORK_SUM, "0"));
  work_put_counted(work, row, WORK_OF, before(work, row, WORK_OF, "0"));
  work_put(work, row, WORK_HELD, before(work, row, WORK_HELD, "\"\""), "");
}

/* The tally up to the line: the last figure, all of them added up, or their average. */
static const char *tally(const struct work *work, uint32_t row) {
  if (work->kpi->tally == TALLY_LATEST)
    return fill(work, "IF(ISNUMBER({1}),{1},{2})", PARTS(figure_cell(work, row), before(work, row, WORK_HELD, "\"\"")));
  return fill(work, work->kpi->tally == TALLY_SUM ? "IF({1}=0,\"\",{2})" : "IF({1}=0,\"\",{2}/{1})",
              PARTS(cell(work, row, WORK_COUNT), cell(work, row, WORK_SUM)));
}

static void put_tally(const struct work *work, uint32_t row) {
  const char *figure = figure_cell(work, row);
  if (!is_tallied(work, row)) {
    put_carried(work, row);
    return;
  }
  work_put_counted(work, row, WORK_COUNT,
                   fill(work, "{1}+IF(ISNUMBER({2}),1,0)", PARTS(before(work, row, WORK_COUNT, "0"), figure)));
  work_put_counted(work, row, WORK_SUM, fill(work, "{1}+N({2})", PARTS(before(work, row, WORK_SUM, "0"), figure)));
  work_put_counted(work, row, WORK_OF, fill(work, "IF(ISNUMBER({1}),{2},{3})",
                                            PARTS(figure, cell(work, row, WORK_DATE), before(work, row, WORK_OF, "0"))));
  work_put(work, row, WORK_HELD, tally(work, row), "");
}

/* A computed figure is of the last day that all it is computed of has a figure of; the sheet of KPIs takes it from there. */
static void put_computed(const struct work *work, uint32_t row) {
  const char *figure = card_computed(work->card, work->kpi, cell(work, row, WORK_OF));
  work_put(work, row, WORK_AT, figure ? figure : "\"\"", "");
  work_put_counted(work, row, WORK_OF, card_common_day(work->card, work->kpi, cell(work, row, WORK_DATE)));
  work_put(work, row, WORK_HELD, figure_cell(work, row), "");
}

static void put_lacking(const struct work *work, uint32_t row, day_number due) {
  if (is_excused(work, row) || work->kpi->formula) work_put_figure(work, row, WORK_LACKING, zero());
  else work_put_counted(work, row, WORK_LACKING,
                        fill(work, "IF(AND({1}<={2},NOT(ISNUMBER({3}))),1,0)",
                             PARTS(work_day(work, due), work->card->as_of, figure_cell(work, row))));
}

/* 1 from the first period on in which a figure was not within what must hold all the time. */
static void put_broken(const struct work *work, uint32_t row, const struct day_standard *on) {
  const char *last = before(work, row, WORK_BROKEN, "0"), *figure = cell(work, row, WORK_HELD);
  const char *low = cell(work, row, WORK_PLAN_LOW), *high = cell(work, row, WORK_PLAN_HIGH);
  struct bounds held = path_maintained(work->path, path_target(work->path));
  struct directions asked = {held.has_low, held.has_high};
  bool looked_at = work->standard->maintain && on->known && !on->early && !is_baseline_line(work, row) && !is_excused(work, row);
  if (!looked_at || !(asked.low || asked.high)) {
    work_put_counted(work, row, WORK_BROKEN, last);
    return;
  }
  work_put_counted(work, row, WORK_BROKEN,
                   fill(work, "IF(AND(ISNUMBER({1}),COUNT({2}:{3})>0),IF({4},{5},1),{5})",
                        PARTS(figure, low, high, work_inside(work, figure, low, high, asked), last)));
}

/* ---- States ---- */

/* What a state is told from: cells. */
struct judged {
  const char *figure, *broken;
  const char *plan_low, *plan_high, *low, *high, *amber_low, *amber_high;
};

static const char *by_bands(const struct work *work, const struct judged *j) {
  const char *first = work_inside(work, j->figure, j->low, j->high, work_green_directions(work));
  const char *second = work_inside(work, j->figure, j->amber_low, j->amber_high, work_amber_directions(work));
  return fill(work, "IF({1},\"on_track\",IF({2},\"at_risk\",\"off_track\"))", PARTS(first, second));
}

static const char *meets_target(const struct work *work, const struct judged *j) {
  if (work->path->shape == PATH_LEVEL)
    return work_inside(work, j->figure, j->plan_low, j->plan_high, standard_directions(work->standard));
  return fill(work, work->path->least ? "ROUND({1},9)>=ROUND({2},9)" : "ROUND({1},9)<=ROUND({2},9)",
              PARTS(j->figure, head_cell(work, NOW_TARGET)));
}

/* Whether there is a figure, and something that it is held against: what hangs on a baseline may lack that. */
static const char *can_be_judged(const struct work *work, const struct judged *j) {
  if (work->path->state != PLAN_DUE) return "FALSE";
  if (!work->hangs) return fill(work, "ISNUMBER({1})", PARTS(j->figure));
  if (work->path->shape == PATH_LINE)
    return fill(work, "AND(ISNUMBER({1}),ISNUMBER({2}))", PARTS(j->figure, head_cell(work, NOW_TARGET)));
  return fill(work, "AND(ISNUMBER({1}),COUNT({2},{3})>0)", PARTS(j->figure, j->plan_low, j->plan_high));
}

static const char *before_target(const struct work *work, const struct judged *j) {
  const char *bands = by_bands(work, j);
  return work->standard->for_good ? fill(work, "IF({1},\"met\",{2})", PARTS(meets_target(work, j), bands)) : bands;
}

/* In the order of docs/scoring.md, but for what is not due. */
static const char *state_of(const struct work *work, const struct judged *j, const char *met_or_not) {
  const char *state = met_or_not;
  if (work->standard->maintain) state = fill(work, "IF({1}>0,\"missed\",{2})", PARTS(j->broken, state));
  return fill(work, "IF({1},{2},\"no_data\")", PARTS(can_be_judged(work, j), state));
}

static const char *at_target(const struct work *work, const struct judged *j) {
  return fill(work, "IF({1},\"met\",\"missed\")", PARTS(meets_target(work, j)));
}

/* A cell of the line whose plan a figure is held against: its own; of a computed one that of the day that it is of. */
static const char *planned(const struct work *work, uint32_t row, uint32_t column) {
  if (!work->kpi->formula) return cell(work, row, column);
  return fill(work, "INDEX({1},{2})", PARTS(plan_column(work, column), cell(work, row, WORK_PLAN_LINE)));
}

/* How the KPI stood when the period had ended. */
static void put_state(const struct work *work, uint32_t row) {
  day_number from = work->standard->from;
  uint32_t held = held_line(work, row);
  if (is_excused(work, row)) put_code(work, row, WORK_STATE, "excused");
  else if (work->path->state == PLAN_NONE) put_code(work, row, WORK_STATE, "observe");
  else if (from == DAY_NONE || day_of(work, row) < from) put_code(work, row, WORK_STATE, "not_due");
  else {
    const struct judged j = {cell(work, held, WORK_HELD), cell(work, held, WORK_BROKEN),
                             planned(work, row, WORK_PLAN_LOW), planned(work, row, WORK_PLAN_HIGH),
                             planned(work, row, WORK_LOW), planned(work, row, WORK_HIGH),
                             planned(work, row, WORK_AMBER_LOW), planned(work, row, WORK_AMBER_HIGH)};
    bool over = day_of(work, row) >= work->path->by;
    work_put(work, row, WORK_STATE, state_of(work, &j, over ? at_target(work, &j) : before_target(work, &j)), "no_data");
  }
}

static void put_way(const struct work *work, uint32_t row) {
  const char *figure = cell(work, held_line(work, row), WORK_HELD);
  work_put(work, row, WORK_WAY, fill(work, "IF(ISNUMBER({1}),IFERROR({2},\"\"),\"\")", PARTS(figure, fill(work, work->way, PARTS(figure)))), "");
}

static void put_dated(const struct work *work, uint32_t row) {
  book_date(work->card->book, place(work, row, WORK_DATE), (struct book_style){.form = FORM_DATE}, day_of(work, row));
  if (!work->kpi->formula)
    work_put_counted(work, row, WORK_LAST,
                     fill(work, "IF(ISNUMBER({1}),{2},0)", PARTS(figure_cell(work, row), cell(work, row, WORK_DATE))));
}

static void put_line(const struct work *work, uint32_t row) {
  struct day_standard on = standard_on(work->standard, day_of(work, row), work->card->sc.tolerance);
  put_dated(work, row);
  work_limits(work, row, &on);
  if (work->kpi->formula && !is_baseline_line(work, row)) put_computed(work, row);
  else put_tally(work, row);
  put_broken(work, row, &on);
}

/* Of a computed figure: the line with the plan of the day that it is of. */
static void put_plan_line(const struct work *work, uint32_t row) {
  const char *line = fill(work, "IFERROR(MATCH({1},{2},1),1)", PARTS(cell(work, row, WORK_OF), plan_column(work, WORK_DATE)));
  book_counted(work->card->book, place(work, row, WORK_PLAN_LINE), plain, line, decimal_from_integer(1));
}

static void put_period(const struct work *work, uint32_t index) {
  const struct reporting_period *period = &work->block->periods.items[index];
  uint32_t row = work->block->first + index;
  bool excused = is_excused(work, row), early = period->last < work->path->begins;
  put_line(work, row);
  put_lacking(work, row, period->due);
  if (work->kpi->formula) put_plan_line(work, row);
  if (work->path->state == PLAN_DUE && !early) put_way(work, row);
  put_state(work, row);
  work_put(work, row, WORK_SHOWN,
           fill(work, "IF(ISNUMBER({1}),{2},\"\")",
                PARTS(figure_cell(work, row), excused ? figure_cell(work, row) : cell(work, row, WORK_HELD))),
           "");
}

/* ---- The baseline that is still to be measured ---- */

/* The last figure up to its day, whatever the tally: what stands in its own line, else that of a period. */
static void put_baseline(const struct work *work) {
  const struct kpi_block *block = work->block;
  const char *own = block->baseline_row && !is_excused(work, block->first - 1) ? figure_cell(work, block->first - 1) : "\"\"", *last = "\"\"";
  for (uint32_t i = 0; i < block->periods.count && block->periods.items[i].last <= work->kpi->baseline.on; i++) {
    uint32_t row = block->first + i;
    const char *figure = is_excused(work, row) && !work->kpi->formula ? "\"\"" : figure_cell(work, row);
    work_put(work, row, WORK_FIGURE, fill(work, "IF(ISNUMBER({1}),{1},{2})", PARTS(figure, last)), "");
    last = cell(work, row, WORK_FIGURE);
  }
  work_put(work, block->head, NOW_BASELINE,
           fill(work, "IF({1}<{2},{3},IF(ISNUMBER({4}),{4},IF(ISNUMBER({5}),{5},\"" BASELINE_NEVER "\")))",
                PARTS(work->card->as_of, work_day(work, work->kpi->baseline.on),
                      work->waits ? "\"" BASELINE_WAITS "\"" : "\"" BASELINE_NEVER "\"", own, last)),
           work->waits ? BASELINE_WAITS : BASELINE_NEVER);
}

/* ---- The KPI's own line ---- */

/* Which of its lines is the last up to a day: 0, none. */
static const char *line_on(const struct work *work, const char *day) {
  const struct kpi_block *block = work->block;
  if (!block->baseline_row) return fill(work, "IFERROR(MATCH({1},{2},1),0)", PARTS(day, dates_of(work)));
  uint32_t earlier = periods_until(work, work->kpi->baseline.on);
  const char *on = work_day(work, work->kpi->baseline.on);
  const char *is_own = earlier == block->periods.count
                           ? fill(work, "{1}>={2}", PARTS(day, on))
                           : fill(work, "AND({1}>={2},{1}<{3})", PARTS(day, on, work_day(work, block->periods.items[earlier].last)));
  return fill(work, "IF({1},1,IFERROR(MATCH({2},{3},1)+1,0))", PARTS(is_own, day, dates_of(work)));
}

/* What stands in a column in a line; nothing where none is, or nothing stands there. */
static void put_from(const struct work *work, uint32_t now, const char *column, uint32_t line) {
  work_put(work, work->block->head, now,
           fill(work, "IF({1}=0,\"\",IF(ISNUMBER(INDEX({2},{1})),INDEX({2},{1}),\"\"))", PARTS(head_cell(work, line), column)), "");
}

/* What a computed KPI comes to on a day that is judged, and the day that this is of. */
static void put_computed_now(const struct work *work, uint32_t figure, uint32_t date, const char *day) {
  const char *now = card_computed(work->card, work->kpi, head_cell(work, date));
  work_put_counted(work, work->block->head, date, card_common_day(work->card, work->kpi, day));
  work_put(work, work->block->head, figure, now ? now : "\"\"", "");
}

/* A day that stands in the KPI's own line, and its cell. */
static const char *day_cell(const struct work *work, uint32_t column, day_number day) {
  book_date(work->card->book, place(work, work->block->head, column), (struct book_style){.form = FORM_DATE}, day);
  return head_cell(work, column);
}

/* The figure that is held against the target, and that of all rows; each with the day that it is of. */
static void put_figures(const struct work *work) {
  uint32_t head = work->block->head;
  day_number until = work->standard->until;
  const char *as_of = work->card->as_of;
  const char *day = until == DAY_NONE ? as_of : fill(work, "MIN({1},{2})", PARTS(as_of, day_cell(work, NOW_UNTIL, until)));
  work_put_counted(work, head, NOW_LINE, line_on(work, day));
  work_put_counted(work, head, NOW_LAST_LINE, line_on(work, as_of));
  if (work->kpi->formula) {
    put_computed_now(work, NOW_HELD, NOW_DATE, day);
    put_computed_now(work, NOW_LATEST, NOW_LATEST_DATE, as_of);
    return;
  }
  put_from(work, NOW_HELD, column_of(work, WORK_HELD), NOW_LINE);
  put_from(work, NOW_DATE, column_of(work, WORK_OF), NOW_LINE);
  put_from(work, NOW_LATEST, column_of(work, WORK_HELD), NOW_LAST_LINE);
  put_from(work, NOW_LATEST_DATE, column_of(work, WORK_OF), NOW_LAST_LINE);
}

/* A figure is held against the plan of its own day; where there is none, that of the last line is shown. */
static void put_plan(const struct work *work) {
  const struct directions asked = standard_directions(work->standard), green = work_green_directions(work), amber = work_amber_directions(work);
  const struct {
    uint32_t now, column;
    bool has;
  } cells[] = {{NOW_LOW, WORK_LOW, green.low || asked.low},   {NOW_HIGH, WORK_HIGH, green.high || asked.high},
               {NOW_AMBER_LOW, WORK_AMBER_LOW, amber.low},    {NOW_AMBER_HIGH, WORK_AMBER_HIGH, amber.high},
               {NOW_PLANNED_WAY, WORK_PLANNED_WAY, true},     {NOW_PLAN_LOW, WORK_PLAN_LOW, asked.low},
               {NOW_PLAN_HIGH, WORK_PLAN_HIGH, asked.high}};
  const char *date = head_cell(work, NOW_DATE), *line = line_on(work, date), *days = plan_column(work, WORK_DATE);
  const char *own = fill(work, "IF(N({1})=0,{2},MAX(1,{3}))", PARTS(date, head_cell(work, NOW_LINE), line));
  if (work->kpi->formula)
    own = fill(work, "IF(N({1})=0,IFERROR(MATCH({2},{3},1),0),IFERROR(MATCH({1},{3},1),1))", PARTS(date, work->card->as_of, days));
  bool later = work->path->begins > work->path->eve;
  work_put_counted(work, work->block->head, NOW_PLAN_LINE,
                   later ? fill(work, "IF({1}<{2},0,{3})", PARTS(work->card->as_of, work_day(work, work->path->begins), own)) : own);
  for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
    if (cells[i].has) put_from(work, cells[i].now, plan_column(work, cells[i].column), NOW_PLAN_LINE);
}

static struct judged judged_now(const struct work *work) {
  return (struct judged){head_cell(work, NOW_HELD), head_cell(work, NOW_BROKEN),
                         head_cell(work, NOW_PLAN_LOW), head_cell(work, NOW_PLAN_HIGH),
                         head_cell(work, NOW_LOW), head_cell(work, NOW_HIGH),
                         head_cell(work, NOW_AMBER_LOW), head_cell(work, NOW_AMBER_HIGH)};
}

static void put_state_now(const struct work *work) {
  const struct judged j = judged_now(work);
  day_number from = work->standard->from;
  uint32_t head = work->block->head;
  if (work->standard->maintain) put_from(work, NOW_BROKEN, column_of(work, WORK_BROKEN), NOW_LINE);
  if (from == DAY_NONE) {
    put_code(work, head, NOW_STATE, "not_due");
    return;
  }
  const char *as_of = work->card->as_of;
  const char *state = fill(work, "IF({1}>={2},{3},{4})",
                           PARTS(as_of, day_cell(work, NOW_BY, work->path->by), at_target(work, &j), before_target(work, &j)));
  work_put(work, head, NOW_STATE,
           fill(work, "IF({1}<{2},\"not_due\",{3})", PARTS(as_of, day_cell(work, NOW_FROM, from), state_of(work, &j, state))), "not_due");
}

static void put_way_now(const struct work *work) {
  const struct judged j = judged_now(work);
  if (work->path->state != PLAN_DUE) return;
  work_put(work, work->block->head, NOW_WAY,
           fill(work, "IF(AND({1}>0,{2}),IFERROR({3},\"\"),\"\")",
                PARTS(head_cell(work, NOW_PLAN_LINE), can_be_judged(work, &j), fill(work, work->way, PARTS(j.figure)))),
           "");
}

/* The way gone held against what was planned, from 0 to 1; 1 on the plan or better; 0 where a figure was due and there is
 * none, and for good where what was to hold all the time did not. */
static void put_score(const struct work *work) {
  const struct judged j = judged_now(work);
  const char *state = head_cell(work, NOW_STATE), *way = head_cell(work, NOW_WAY), *plan = head_cell(work, NOW_PLANNED_WAY);
  const char *on_plan = work_inside(work, j.figure, j.plan_low, j.plan_high, standard_directions(work->standard));
  day_number due = work->standard->due;
  const char *score = fill(work, "IF({1},1,IF(N({2})<=0,0,MAX(0,MIN(1,ROUND(N({3})/{2},12)))))", PARTS(on_plan, plan, way));
  if (work->standard->maintain) score = fill(work, "IF({1}=\"missed\",0,{2})", PARTS(state, score));
  const char *lacks = due == DAY_NONE ? "\"\"" : fill(work, "IF({1}<{2},\"\",0)", PARTS(work->card->as_of, day_cell(work, NOW_DUE, due)));
  work_put(work, work->block->head, NOW_SCORE,
           fill(work, "IF({1}=\"not_due\",\"\",IF({1}=\"no_data\",{2},{3}))", PARTS(state, lacks, score)), "");
}

static void put_head(const struct work *work) {
  put_figures(work);
  if (work->path->state == PLAN_NONE) {
    put_code(work, work->block->head, NOW_STATE, "observe");
  } else {
    work_start_and_target(work);
    put_plan(work);
    put_state_now(work);
    put_way_now(work);
    put_score(work);
  }
  work_put_counted(work, work->block->head, NOW_LACKING, fill(work, "SUM({1})", PARTS(column_of(work, WORK_LACKING))));
}

static void work_begin(struct work *work, struct card *card, const struct kpi_block *block, const struct standard *standard) {
  struct arena *scratch = card->sc.document->scratch;
  bool known = standard->measured && standard->unmeasured.state == PLAN_DUE;
  *work = (struct work){.card = card, .block = block, .kpi = block->kpi, .scratch = scratch, .standard = standard,
                        .path = standard_path(standard), .hangs = standard->measured};
  work->waits = block->kpi->tally != TALLY_SUM || !known;
  work->baseline = book_address(scratch, block->head, NOW_BASELINE);
  work->moving = standard->clamped ? book_address(scratch, block->head, NOW_START) : work->baseline;
  if (work->path->state == PLAN_DUE) work->way = work_way(work);
}

/* Where a computed KPI may have figures of days on which no period of its own ends: lines with the plans of all of them. */
static void put_plans(struct work *work) {
  const struct days days = scorecard_days(&work->card->sc, work->kpi);
  bool more = false;
  for (uint32_t i = 0; i < days.count && !more; i++) {
    const struct reporting_period *period = period_at(&work->block->periods, days.items[i]);
    more = !period || period->last != days.items[i];
  }
  if (!more || !work->kpi->formula) return;
  work->plan_first = work->card->plan_row;
  work->plan_count = days.count;
  work->card->plan_row += days.count + 1;
  for (uint32_t i = 0; i < days.count; i++) {
    struct day_standard on = standard_on(work->standard, days.items[i], work->card->sc.tolerance);
    book_date(work->card->book, place(work, work->plan_first + i, WORK_DATE), (struct book_style){.form = FORM_DATE}, days.items[i]);
    work_limits(work, work->plan_first + i, &on);
  }
}

void card_working(struct card *card, const struct kpi_block *block, const struct standard *standard) {
  struct work work;
  work_begin(&work, card, block, standard);
  if (block->periods.count == 0) {
    put_code(&work, block->head, NOW_STATE, standard->path.state == PLAN_NONE ? "observe" : "not_due");
    return;
  }
  if (work.kpi->baseline.form == BASELINE_MEASURED && work.kpi->baseline.on != DAY_NONE) put_baseline(&work);
  put_plans(&work);
  if (block->baseline_row) put_line(&work, block->first - 1);
  for (uint32_t i = 0; i < block->periods.count; i++) put_period(&work, i);
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
