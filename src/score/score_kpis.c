/* What each KPI came to: its figure against plan and target. */
#include <stdlib.h>

#include "score/attainment.h"
#include "score/scoring.h"
#include "text/text.h"

static const struct result unknown = {.known = false};

/* ---- Ways ---- */

static bool is_line(const struct kpi_score *k) { return k->path.shape == PATH_LINE; }
static bool has_asked(const struct kpi_score *k) { return k->asked.has_low || k->asked.has_high; }

/* The one figure that bounds ask for; of two ends there is none. */
static struct result single(const struct bounds *bounds) {
  if (bounds->has_low == bounds->has_high) return unknown;
  return result_of(fraction_value(bounds->has_low ? bounds->low : bounds->high));
}

static struct result within(const struct kpi_score *k, struct quotient figure) {
  return result_of(decimal_from_integer(bounds_hold(&k->asked, figure)));
}

static struct quotient to_target(const struct kpi_score *k, struct quotient figure) {
  struct quotient part = quotient_divide(figure, quotient_of(k->target.value));
  return (struct quotient){part.under, part.over};
}

static struct quotient from_start(const struct kpi_score *k, struct quotient figure) {
  struct quotient come = quotient_add(figure, quotient_of(decimal_negated(k->path.start)));
  return quotient_divide(come, quotient_of(decimal_subtract(k->target.value, k->path.start)));
}

static struct result attainment_of(const struct kpi_score *k, struct quotient figure) {
  if (!has_asked(k) || k->plan.state != PLAN_DUE) return unknown;
  switch (way_of_path(&k->path, false)) {
    case WAY_WITHIN: break;
    case WAY_FROM_START: return k->path.start_known ? result_of(quotient_value(from_start(k, figure))) : unknown;
    case WAY_OF_TARGET: return result_of(quotient_value(quotient_divide(figure, quotient_of(k->target.value))));
    case WAY_TO_TARGET:
      if (decimal_compare(figure.over, decimal_from_integer(0)) > 0) return result_of(quotient_value(to_target(k, figure)));
      break;
  }
  return within(k, figure);
}

static struct decimal clipped(struct decimal value) {
  return decimal_max(decimal_from_integer(0), decimal_min(decimal_from_integer(1), value));
}

/* A figure on the plan or better has 1; where less is better, attainment ÷ planned attainment is planned ÷ actual. */
static struct result score_of_figure(const struct kpi_score *k) {
  const struct result nothing = result_of(decimal_from_integer(0));
  if (k->plan.state != PLAN_DUE || !k->attainment.known || !k->planned_attainment.known) return unknown;
  if (bounds_hold(&k->plan.asked, k->exactly)) return result_of(decimal_from_integer(1));
  if (decimal_compare(k->planned_attainment.value, nothing.value) <= 0) return nothing;
  struct result ratio = result_quotient(k->attainment, k->planned_attainment);
  return ratio.known ? result_of(clipped(ratio.value)) : nothing;
}

/* start + (actual - start) x days of the whole way / days gone */
static struct result projected(const struct kpi_score *k) {
  const struct path *path = &k->path;
  bool under_way = is_line(k) && path->has_start && path->start_known && path->begins < path->by;
  if (!under_way || !k->actual.known || k->plan.state != PLAN_DUE || path->begins >= k->date) return unknown;
  struct decimal gained = decimal_subtract(k->actual.value, path->origin);
  struct decimal whole = decimal_multiply(gained, decimal_from_integer((int64_t)path->by - path->begins));
  return result_of(decimal_add(path->origin, decimal_divide(whole, decimal_from_integer((int64_t)k->date - path->begins))));
}

/* ---- Standing ---- */

static bool has_come(const struct scoring *scoring, day_number day) { return day != DAY_NONE && day <= scoring->day; }

/* Whether a period that is held against something has ended. */
static bool has_ended(const struct scoring *scoring, const struct kpi_score *k) {
  return has_come(scoring, periods_end_first(k->kpi, &tallies_rows(scoring->tallies, k->kpi)->periods));
}

/* Whether what is to be maintained did not hold at the end of some period. */
static bool is_broken(struct scoring *scoring, struct kpi_score *k) {
  const struct periods *periods = &tallies_rows(scoring->tallies, k->kpi)->periods;
  struct bounds held = path_maintained(&k->path, k->asked);
  if (!target_is_maintained(&k->kpi->target) || !has_asked(k)) return false;
  for (; k->looked < periods->count && periods->items[k->looked].last <= k->held && !k->broken; k->looked++) {
    const struct reporting_period *period = &periods->items[k->looked];
    if (period_is_excused(k->kpi, period) || (k->path.begins != DAY_NONE && period->last < k->path.begins)) continue;
    struct tallied tallied = tallies_at(scoring->tallies, k->kpi, period->last);
    k->broken = tallied.figure.known && !bounds_hold(&held, tallied.exactly);
  }
  return k->broken;
}

static enum standing by_bands(const struct kpi_score *k) {
  const struct bounds *amber = &k->limits.amber;
  if (bounds_hold(&k->limits.green, k->exactly)) return STANDING_ON_TRACK;
  bool any = amber->has_low || amber->has_high;
  return any && bounds_hold(amber, k->exactly) ? STANDING_AT_RISK : STANDING_OFF_TRACK;
}

static bool is_reached_for_good(const struct kpi_score *k) {
  return path_is_for_good(&k->path) && bounds_hold(&k->asked, k->exactly);
}

static enum standing standing_of_figure(struct scoring *scoring, struct kpi_score *k) {
  bool over = k->path.by != DAY_NONE && scoring->day >= k->path.by;
  if (is_broken(scoring, k)) return STANDING_MISSED;
  if (over) return bounds_hold(&k->asked, k->exactly) ? STANDING_MET : STANDING_MISSED;
  if (is_reached_for_good(k)) return STANDING_MET;
  return by_bands(k);
}

static bool is_to_be_measured(const struct scoring *scoring, const struct kpi *kpi) {
  return kpi->baseline.form == BASELINE_MEASURED && kpi->baseline.on != DAY_NONE && scoring->day < kpi->baseline.on;
}

static enum standing standing_of(struct scoring *scoring, struct kpi_score *k) {
  if (k->path.state == PLAN_NONE) return STANDING_NONE;
  bool needs_none = k->kpi->tally == TALLY_SUM && k->plan.state == PLAN_DUE; /* a sum starts at 0 */
  bool waits = (k->awaits && !needs_none) || k->plan.state == PLAN_NOT_DUE;
  if (waits || !has_ended(scoring, k)) return STANDING_NOT_DUE;
  if (!k->actual.known || k->plan.state != PLAN_DUE || !has_asked(k)) return STANDING_NO_DATA;
  return standing_of_figure(scoring, k);
}

static struct result score_by_standing(const struct kpi_score *k) {
  switch (k->standing) {
    case STANDING_NONE:
    case STANDING_NOT_DUE: return unknown;
    case STANDING_NO_DATA: return k->due ? result_of(decimal_from_integer(0)) : unknown;
    case STANDING_MISSED:
      if (target_is_maintained(&k->kpi->target)) return result_of(decimal_from_integer(0));
      return score_of_figure(k);
    default: return score_of_figure(k);
  }
}

/* ---- Course ---- */

static int by_day(const void *left, const void *right) {
  const struct course_point *a = left, *b = right;
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return (a->note.span.start > b->note.span.start) - (a->note.span.start < b->note.span.start);
}

bool scoring_is_excused(const struct scoring *scoring, const struct kpi *kpi, day_number day) {
  return day_is_excused(kpi, &tallies_rows(scoring->tallies, kpi)->periods, day);
}

typedef VECTOR(struct course_point) course;

/* A point for each day of which something was reported: of several parts, what they come to together. */
static void add_reported(const struct scoring *scoring, const struct kpi_rows *rows, course *points) {
  for (uint32_t i = 0; i < rows->count; i++)
    for (uint32_t n = 0; n < rows->series[i].count && rows->series[i].rows[n].date <= scoring->day; n++) {
      const struct figure_row *row = &rows->series[i].rows[n];
      struct course_point point = {.day = row->date, .value = row->value, .note = row->note};
      VECTOR_PUSH(scoring->arena, points, point);
    }
  if (points->count > 1) qsort(points->items, points->count, sizeof *points->items, by_day);
}

static void merge_days(const struct kpi *kpi, course *points) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < points->count;) {
    struct course_point point = points->items[i];
    int64_t parts = 1;
    for (i++; i < points->count && points->items[i].day == point.day; i++, parts++) {
      point.value = decimal_add(point.value, points->items[i].value);
      if (points->items[i].note.length) point.note = points->items[i].note;
    }
    if (parts > 1 && !tallies_add_up(kpi->unit)) point.value = decimal_divide(point.value, decimal_from_integer(parts));
    points->items[kept++] = point;
  }
  points->count = kept;
}

static void add_computed(struct scoring *scoring, const struct kpi_rows *rows, course *points) {
  for (uint32_t i = 0; i < rows->periods.count && rows->periods.items[i].last <= scoring->day; i++) {
    struct tallied tallied = tallies_at(scoring->tallies, rows->kpi, rows->periods.items[i].last);
    if (!tallied.figure.known) continue;
    struct course_point point = {.day = rows->periods.items[i].last, .value = tallied.figure.value};
    VECTOR_PUSH(scoring->arena, points, point);
  }
}

void scoring_course(struct scoring *scoring, struct kpi_score *k) {
  const struct kpi_rows *rows = tallies_rows(scoring->tallies, k->kpi);
  course points = {0};
  if (k->kpi->formula) add_computed(scoring, rows, &points);
  else add_reported(scoring, rows, &points);
  merge_days(k->kpi, &points);
  for (uint32_t i = 0; i < points.count; i++) {
    points.items[i].figure = tallies_at(scoring->tallies, k->kpi, points.items[i].day).figure;
    points.items[i].excused = day_is_excused(k->kpi, &rows->periods, points.items[i].day);
  }
  k->course = points.items;
  k->course_count = points.count;
}

/* The direction that the target asks for: 1 upwards, -1 downwards, 0 neither. */
static int direction_of(const struct kpi_score *k) {
  if (k->asked.has_low == k->asked.has_high) return 0;
  return k->asked.has_low ? 1 : -1;
}

static struct result trend_of(const struct kpi_score *k) {
  const struct course_point *last = NULL, *before = NULL;
  int direction = direction_of(k);
  for (uint32_t i = 0; i < k->course_count; i++) {
    if (k->course[i].excused || k->course[i].day > k->held) continue;
    before = last;
    last = &k->course[i];
  }
  if (!before || direction == 0) return unknown;
  struct decimal change = decimal_subtract(last->value, before->value);
  return result_of(direction > 0 ? change : decimal_negated(change));
}

/* ---- What is missing ---- */

/* Names at most so many days, of the periods that the series lacks. */
static void complain_missing(const struct scoring *scoring, const struct kpi_score *k, const struct entity *part,
                             const day_number *days, uint32_t count) {
  enum { NAMED = 12 };
  uint32_t named = count < NAMED ? count : NAMED;
  const char **names = ARENA_ARRAY(scoring->arena, const char *, NAMED);
  if (count == 0) return;
  for (uint32_t i = 0; i < named; i++) names[i] = day_written(scoring->arena, days[i]);
  if (named < count) names[named - 1] = "\u2026";
  struct argument name = arg_name(k->kpi->entity.spelling), many = arg_integer(count), list = arg_list(names, named);
  const struct entity *entity = &k->kpi->entity;
  struct finding *finding =
      part ? complain(scoring->complaints, "D007", entity, entity->head, TEXT_D007_PART, ARGS(name, arg_name(part->spelling), many, list))
           : complain(scoring->complaints, "D007", entity, entity->head, TEXT_D007, ARGS(name, many, list));
  complain_help(scoring->complaints, finding, TEXT_D007_HELP, NO_ARGS);
}

/* A figure of the whole stands for each of its parts. */
static bool has_figure(const struct kpi_rows *rows, const struct entity *part, const struct reporting_period *period) {
  for (uint32_t i = 0; i < rows->count; i++) {
    const struct series *series = &rows->series[i];
    if ((!part || !series->part || series->part == part) && series_has(series, period)) return true;
  }
  return false;
}

/* Whether a period that is held against something has no row. */
static bool is_empty(const struct kpi_rows *rows, const struct entity *part, const struct reporting_period *period) {
  return !period_is_excused(rows->kpi, period) && !has_figure(rows, part, period);
}

/* Whether its report was due by the day, and it has no row. */
static bool is_missing(const struct scoring *scoring, const struct kpi_rows *rows, const struct entity *part,
                       const struct reporting_period *period) {
  return period->last <= scoring->day && period->due <= scoring->day && is_empty(rows, part, period);
}

typedef VECTOR(day_number) days;

static void add_missing(const struct scoring *scoring, const struct kpi_score *k, const struct entity *part, days *all) {
  const struct kpi_rows *rows = tallies_rows(scoring->tallies, k->kpi);
  days own = {0};
  for (uint32_t i = 0; i < rows->periods.count && rows->periods.items[i].last <= scoring->day; i++) {
    const struct reporting_period *period = &rows->periods.items[i];
    if (is_missing(scoring, rows, part, period)) VECTOR_PUSH(scoring->arena, &own, period->last);
  }
  complain_missing(scoring, k, part, own.items, own.count);
  if (!part || all->count == 0) *all = own;
}

static void find_missing(const struct scoring *scoring, struct kpi_score *k) {
  days missing = {0};
  const struct refs *on = &k->kpi->on;
  if (k->kpi->formula) return;
  if (on->count < 2) add_missing(scoring, k, NULL, &missing);
  else
    for (uint32_t i = 0; i < on->count; i++) add_missing(scoring, k, on->items[i].to, &missing);
  struct text *notes = ARENA_ARRAY(scoring->arena, struct text, missing.count);
  for (uint32_t i = 0; i < missing.count; i++)
    notes[i] = figures_remark(scoring->figures, ROW_KPI, &k->kpi->entity, missing.items[i]);
  k->missing = missing.items;
  k->missing_notes = notes;
  k->missing_count = missing.count;
}

/* ---- What lacks in a figure ---- */

/* Whether any of the parts that it is counted on has no row. */
static bool any_is_empty(const struct kpi_rows *rows, const struct reporting_period *period) {
  const struct refs *on = &rows->kpi->on;
  if (on->count < 2) return is_empty(rows, NULL, period);
  for (uint32_t i = 0; i < on->count; i++)
    if (is_empty(rows, on->items[i].to, period)) return true;
  return false;
}

/* Found out once, for whatever day is asked. */
static const struct gaps *gaps_of(const struct scoring *scoring, const struct kpi_rows *rows) {
  struct gaps *gaps = &scoring->gaps[rows - scoring->tallies->kpis];
  if (gaps->known) return gaps;
  struct gap *items = ARENA_ARRAY(scoring->arena, struct gap, rows->periods.count);
  *gaps = (struct gaps){.known = true, .items = items};
  for (uint32_t i = 0; i < rows->periods.count; i++) {
    const struct reporting_period *period = &rows->periods.items[i];
    day_number due = period->due > period->last ? period->due : period->last;
    if ((gaps->count == 0 || due < items[gaps->count - 1].due) && any_is_empty(rows, period))
      items[gaps->count++] = (struct gap){period->last, due};
  }
  return gaps;
}

/* The last day of the first period that a sum or an average lacks; DAY_NONE: it lacks none. */
static day_number first_gap(void *context, const struct kpi *kpi) {
  const struct scoring *scoring = context;
  if (kpi->tally == TALLY_LATEST) return DAY_NONE;
  const struct gaps *gaps = gaps_of(scoring, tallies_rows(scoring->tallies, kpi));
  for (uint32_t i = 0; i < gaps->count; i++)
    if (gaps->items[i].due <= scoring->day) return gaps->items[i].last;
  return DAY_NONE;
}

/* A sum or an average that lacks a period up to the day that the figure is of, or what is computed of one. */
static bool is_incomplete(struct scoring *scoring, const struct kpi_score *k) {
  if (!k->actual.known) return false;
  day_number gap = k->kpi->formula ? tallies_earliest(scoring->tallies, k->kpi, scoring->day, scoring, first_gap)
                                   : first_gap(scoring, k->kpi);
  return gap != DAY_NONE && gap <= (k->kpi->formula ? k->date : k->held);
}

/* ---- One KPI ---- */

static void measure(struct scoring *scoring, struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  if (kpi->baseline.form != BASELINE_MEASURED || kpi->baseline.on == DAY_NONE || scoring->day < kpi->baseline.on) return;
  k->measured = tallies_last(scoring->tallies, kpi, kpi->baseline.on).figure;
}

static bool passes_stretch(const struct kpi_score *k) {
  const struct target *stretch = k->kpi->stretch;
  struct bounds asked = {stretch->has_low, stretch->has_high, fraction_of(stretch->low), fraction_of(stretch->high)};
  bool stated = stretch->stated && stretch->known && stretch->bounded && (asked.has_low || asked.has_high);
  return stated && k->actual.known && bounds_hold(&asked, k->exactly);
}

static struct path path_now(const struct scoring *scoring, const struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  bool never = kpi->baseline.form == BASELINE_MEASURED && !k->awaits && !k->measured.known;
  if (never) return path_without_baseline(scoring->arena, scoring->model, kpi);
  return path_of(scoring->arena, scoring->model, kpi, k->measured.known ? &k->measured.value : NULL);
}

/* Figures up to the end of the period in which the target's date lies: a later one neither mends a promise nor spoils it. */
static day_number last_held(const struct scoring *scoring, const struct kpi_score *k) {
  if (k->path.state == PLAN_NONE || k->path.by == DAY_NONE || k->path.by >= scoring->day) return scoring->day;
  day_number last = periods_held_until(&tallies_rows(scoring->tallies, k->kpi)->periods, k->path.by);
  return last < scoring->day ? last : scoring->day;
}

/* A figure is held against the plan of its own date; one from before the path, against where that starts. */
static struct plan plan_now(const struct scoring *scoring, const struct kpi_score *k) {
  day_number begins = k->path.begins, day = k->actual.known ? k->date : scoring->day;
  if (begins != DAY_NONE && scoring->day < begins) day = scoring->day;
  else if (begins != DAY_NONE && day < begins) day = begins;
  return path_at(&k->path, day);
}

/* Only when its baseline's day comes does a path change. */
static void take_path(const struct scoring *scoring, const struct kpi_score *before, struct kpi_score *k) {
  if (!before || before->awaits != k->awaits) {
    k->path = path_now(scoring, k);
    return;
  }
  k->path = before->path;
  k->looked = before->looked;
  k->broken = before->broken;
}

static void hold_against(struct scoring *scoring, struct kpi_score *k) {
  k->held = last_held(scoring, k);
  k->now = tallies_at(scoring->tallies, k->kpi, scoring->day);
  struct tallied tallied = k->held < scoring->day ? tallies_at(scoring->tallies, k->kpi, k->held) : k->now;
  k->actual = tallied.figure;
  k->exactly = tallied.exactly;
  k->date = tallied.date;
  k->plan = plan_now(scoring, k);
  k->limits = path_limits(&k->path, &k->plan, scoring->tolerance);
  k->asked = path_target(&k->path);
  k->target = single(&k->asked);
  if (k->plan.state == PLAN_DUE) k->planned = single(&k->plan.asked);
}

static struct quotient planned_exactly(const struct plan *plan) {
  struct fraction planned = plan->asked.has_low ? plan->asked.low : plan->asked.high;
  return (struct quotient){planned.over, decimal_from_integer(planned.under)};
}

static void compare(struct scoring *scoring, struct kpi_score *k) {
  k->due = has_come(scoring, periods_due_first(k->kpi, &tallies_rows(scoring->tallies, k->kpi)->periods));
  if (k->actual.known) k->attainment = attainment_of(k, k->exactly);
  if (k->plan.state == PLAN_DUE && has_asked(k))
    k->planned_attainment =
        is_line(k) ? attainment_of(k, planned_exactly(&k->plan)) : result_of(decimal_from_integer(1));
  k->standing = standing_of(scoring, k);
  k->score = score_by_standing(k);
  k->projected = projected(k);
  k->stretch_reached = passes_stretch(k);
}

static void complain_uncomputed(struct scoring *scoring, const struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  const char **lacking = ARENA_ARRAY(scoring->arena, const char *, 1);
  if (!kpi->formula || k->now.figure.known || !has_ended(scoring, k)) return;
  enum trouble trouble = tallies_trouble(scoring->tallies, kpi, scoring->day, lacking);
  struct argument name = arg_name(kpi->entity.spelling);
  if (trouble == TROUBLE_ZERO)
    complain(scoring->complaints, "D009", &kpi->entity, kpi->formula->span, TEXT_D009_ZERO, ARGS(name, arg_date(scoring->day)));
  else if (trouble == TROUBLE_MISSING && *lacking)
    complain(scoring->complaints, "D009", &kpi->entity, kpi->formula->span, TEXT_D009_MISSING,
             ARGS(name, arg_list(lacking, 1)));
}

void scoring_hold(struct scoring *scoring, const struct kpi *kpi, const struct kpi_score *before, struct kpi_score *k) {
  *k = (struct kpi_score){.kpi = kpi, .awaits = is_to_be_measured(scoring, kpi)};
  measure(scoring, k);
  take_path(scoring, before, k);
  hold_against(scoring, k);
  compare(scoring, k);
  k->incomplete = is_incomplete(scoring, k);
}

void scoring_kpis(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  score->kpis.count = model->kpis.count;
  score->kpis.items = ARENA_ARRAY(scoring->arena, struct kpi_score, model->kpis.count);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    struct kpi_score *k = &score->kpis.items[i];
    scoring_hold(scoring, model->kpis.items[i], NULL, k);
    scoring_course(scoring, k);
    k->trend = trend_of(k);
    find_missing(scoring, k);
    complain_uncomputed(scoring, k);
  }
}
