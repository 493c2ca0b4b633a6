/* What each KPI came to: its figure against plan and target. */
#include <stdlib.h>

#include "score/scoring.h"
#include "text/text.h"

static const struct result unknown = {.known = false};

/* ---- Ways ---- */

static bool is_line(const struct kpi_score *k) { return k->path.shape == PATH_LINE; }
static bool has_asked(const struct kpi_score *k) { return k->asked.has_low || k->asked.has_high; }

/* What the target asks for at its date. */
static struct bounds asked_by(const struct path *path) {
  struct bounds none = {.has_low = false, .has_high = false};
  if (path->state == PLAN_NONE) return none;
  if (path->shape == PATH_LEVEL) return path->level;
  if (path->count == 0) return none;
  struct fraction aim = fraction_of(path->points[path->count - 1].value);
  if (path->least) return (struct bounds){.has_low = true, .low = aim};
  return (struct bounds){.has_high = true, .high = aim};
}

/* The one figure that bounds ask for; of two ends there is none. */
static struct result single(const struct bounds *bounds) {
  if (bounds->has_low == bounds->has_high) return unknown;
  return result_of(fraction_value(bounds->has_low ? bounds->low : bounds->high));
}

static struct result within(const struct kpi_score *k, struct decimal value) {
  return result_of(decimal_from_integer(bounds_hold(&k->asked, value)));
}

/* Without a baseline: the part of the target, or, where less is better, the target as a part of the figure. */
static struct result part_of_target(const struct kpi_score *k, struct decimal value) {
  struct decimal nothing = decimal_from_integer(0);
  if (k->path.least) return decimal_is_zero(k->target.value) ? within(k, value) : result_quotient(result_of(value), k->target);
  if (decimal_compare(value, nothing) <= 0) return result_of(decimal_from_integer(1));
  return result_quotient(k->target, result_of(value));
}

static struct result attainment_of(const struct kpi_score *k, struct decimal value) {
  if (!has_asked(k)) return unknown;
  if (!is_line(k)) return within(k, value);
  if (!k->path.has_start) return part_of_target(k, value);
  if (!k->path.start_known) return unknown;
  struct decimal way = decimal_subtract(k->target.value, k->path.start);
  if (decimal_is_zero(way)) return within(k, value);
  return result_of(decimal_divide(decimal_subtract(value, k->path.start), way));
}

/* A target that asks for no more than there was at the start: a ceiling above it, a floor below it. */
static bool runs_backwards(const struct kpi_score *k) {
  if (!is_line(k) || !k->path.has_start || !k->path.start_known) return false;
  int order = decimal_compare(k->target.value, k->path.start);
  return k->path.least ? order < 0 : order > 0;
}

static struct decimal clipped(struct decimal value) {
  return decimal_max(decimal_from_integer(0), decimal_min(decimal_from_integer(1), value));
}

/* A figure on the plan or better has 1. */
static struct result score_of_figure(const struct kpi_score *k) {
  struct decimal nothing = decimal_from_integer(0);
  if (k->plan.state != PLAN_DUE || !k->attainment.known || !k->planned_attainment.known) return unknown;
  if (bounds_hold(&k->plan.asked, k->actual.value)) return result_of(decimal_from_integer(1));
  if (decimal_compare(k->planned_attainment.value, nothing) <= 0) return result_of(nothing);
  struct result ratio = runs_backwards(k) ? result_quotient(k->planned_attainment, k->attainment)
                                          : result_quotient(k->attainment, k->planned_attainment);
  return ratio.known ? result_of(clipped(ratio.value)) : result_of(nothing);
}

/* start + (actual - start) x days of the whole way / days gone */
static struct result projected(const struct kpi_score *k) {
  const struct path *path = &k->path;
  bool under_way = is_line(k) && path->has_start && path->start_known && path->begins < k->held && path->begins < path->by;
  if (!under_way || !k->actual.known || k->plan.state != PLAN_DUE) return unknown;
  struct decimal gained = decimal_subtract(k->actual.value, path->start);
  struct decimal whole = decimal_multiply(gained, decimal_from_integer((int64_t)path->by - path->begins));
  return result_of(decimal_add(path->start, decimal_divide(whole, decimal_from_integer((int64_t)k->held - path->begins))));
}

/* ---- Standing ---- */

static bool is_maintained(const struct kpi *kpi) { return kpi->target.form >= TARGET_MAINTAIN && kpi->target.form != TARGET_OBSERVE; }

static bool is_excused(const struct kpi *kpi, const struct reporting_period *period) {
  return kpi->excused && period_is_excused(kpi, period);
}

/* Whether a period that is held against something has ended. */
static bool any_ended(const struct scoring *scoring, const struct kpi_score *k, bool reported) {
  const struct periods *periods = &tallies_rows(scoring->tallies, k->kpi)->periods;
  for (uint32_t i = 0; i < periods->count; i++) {
    const struct reporting_period *period = &periods->items[i];
    if (period->last > scoring->day) break;
    if (!is_excused(k->kpi, period) && (!reported || period->due <= scoring->day)) return true;
  }
  return false;
}

enum keeping { KEPT_UNKNOWN, KEPT, BROKEN };

/* Whether it held at the end of each period. */
static enum keeping kept_up(struct scoring *scoring, const struct kpi_score *k) {
  const struct periods *periods = &tallies_rows(scoring->tallies, k->kpi)->periods;
  enum keeping keeping = KEPT_UNKNOWN;
  for (uint32_t i = 0; i < periods->count && periods->items[i].last <= k->held; i++) {
    if (is_excused(k->kpi, &periods->items[i])) continue;
    struct tallied tallied = tallies_at(scoring->tallies, k->kpi, periods->items[i].last);
    if (!tallied.figure.known) continue;
    if (!bounds_hold(&k->asked, tallied.figure.value)) return BROKEN;
    keeping = KEPT;
  }
  return keeping;
}

static enum standing by_bands(const struct kpi_score *k) {
  const struct bounds *amber = &k->limits.amber;
  if (bounds_hold(&k->limits.green, k->actual.value)) return STANDING_ON_TRACK;
  bool any = amber->has_low || amber->has_high;
  return any && bounds_hold(amber, k->actual.value) ? STANDING_AT_RISK : STANDING_OFF_TRACK;
}

static bool is_reached_for_good(const struct kpi_score *k) {
  return is_line(k) && k->kpi->tally == TALLY_SUM && !k->kpi->formula && k->path.least && bounds_hold(&k->asked, k->actual.value);
}

static enum standing standing_of_figure(struct scoring *scoring, const struct kpi_score *k) {
  bool over = k->path.by != DAY_NONE && scoring->day >= k->path.by;
  enum keeping keeping = is_maintained(k->kpi) && has_asked(k) ? kept_up(scoring, k) : KEPT_UNKNOWN;
  if (keeping == BROKEN) return STANDING_MISSED;
  if (over && has_asked(k)) return bounds_hold(&k->asked, k->actual.value) ? STANDING_MET : STANDING_MISSED;
  if (has_asked(k) && is_reached_for_good(k)) return STANDING_MET;
  if (!any_ended(scoring, k, false)) return STANDING_NOT_DUE;
  bool banded = k->limits.green.has_low || k->limits.green.has_high;
  return banded ? by_bands(k) : STANDING_NO_DATA;
}

static enum standing standing_of(struct scoring *scoring, const struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  if (k->path.state == PLAN_NONE) return STANDING_NONE;
  if (kpi->baseline.form == BASELINE_MEASURED && kpi->baseline.on != DAY_NONE && scoring->day < kpi->baseline.on)
    return STANDING_NOT_DUE;
  if (k->plan.state == PLAN_NOT_DUE) return STANDING_NOT_DUE;
  if (k->actual.known) return standing_of_figure(scoring, k);
  return any_ended(scoring, k, false) ? STANDING_NO_DATA : STANDING_NOT_DUE;
}

static struct result score_by_standing(const struct kpi_score *k) {
  switch (k->standing) {
    case STANDING_NONE:
    case STANDING_NOT_DUE: return unknown;
    case STANDING_NO_DATA: return k->due ? result_of(decimal_from_integer(0)) : unknown;
    default: return score_of_figure(k);
  }
}

/* ---- Course ---- */

static int by_day(const void *left, const void *right) {
  const struct course_point *a = left, *b = right;
  return (a->day > b->day) - (a->day < b->day);
}

static bool is_excused_day(const struct kpi_rows *rows, day_number day) {
  const struct reporting_period *period = period_at(&rows->periods, day), alone = {day, day, false, day};
  return is_excused(rows->kpi, period ? period : &alone);
}

typedef VECTOR(struct course_point) course;

/* A point for each day of which something was reported: of several parts, what they come to together. */
static void add_reported(const struct scoring *scoring, const struct kpi_rows *rows, course *points) {
  for (uint32_t i = 0; i < rows->count; i++)
    for (uint32_t n = 0; n < rows->series[i].count && rows->series[i].rows[n].date <= scoring->day; n++) {
      struct course_point point = {.day = rows->series[i].rows[n].date, .value = rows->series[i].rows[n].value};
      VECTOR_PUSH(scoring->arena, points, point);
    }
  if (points->count > 1) qsort(points->items, points->count, sizeof *points->items, by_day);
}

static void merge_days(const struct kpi *kpi, course *points) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < points->count;) {
    struct course_point point = points->items[i];
    int64_t parts = 1;
    for (i++; i < points->count && points->items[i].day == point.day; i++, parts++)
      point.value = decimal_add(point.value, points->items[i].value);
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

static void make_course(struct scoring *scoring, struct kpi_score *k) {
  const struct kpi_rows *rows = tallies_rows(scoring->tallies, k->kpi);
  course points = {0};
  if (k->kpi->formula) add_computed(scoring, rows, &points);
  else add_reported(scoring, rows, &points);
  merge_days(k->kpi, &points);
  for (uint32_t i = 0; i < points.count; i++) {
    points.items[i].figure = tallies_at(scoring->tallies, k->kpi, points.items[i].day).figure;
    points.items[i].excused = is_excused_day(rows, points.items[i].day);
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

static const char *day_written(struct arena *arena, day_number day) {
  struct buffer out = buffer_in(arena);
  day_write(&out, day);
  return buffer_string(&out);
}

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

static bool is_due(const struct scoring *scoring, const struct kpi_score *k, const struct reporting_period *period) {
  return period->last <= scoring->day && period->due <= scoring->day && !is_excused(k->kpi, period);
}

/* A figure of the whole stands for each of its parts. */
static bool has_figure(const struct kpi_rows *rows, const struct entity *part, const struct reporting_period *period) {
  for (uint32_t i = 0; i < rows->count; i++) {
    const struct series *series = &rows->series[i];
    if ((!part || !series->part || series->part == part) && series_has(series, period)) return true;
  }
  return false;
}

typedef VECTOR(day_number) days;

static void add_missing(const struct scoring *scoring, struct kpi_score *k, const struct entity *part, days *all) {
  const struct kpi_rows *rows = tallies_rows(scoring->tallies, k->kpi);
  days own = {0};
  for (uint32_t i = 0; i < rows->periods.count && rows->periods.items[i].last <= scoring->day; i++) {
    const struct reporting_period *period = &rows->periods.items[i];
    if (!is_due(scoring, k, period) || has_figure(rows, part, period)) continue;
    VECTOR_PUSH(scoring->arena, &own, period->last);
    if (period->last <= k->held && k->kpi->tally != TALLY_LATEST) k->incomplete = true;
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
  k->missing = missing.items;
  k->missing_count = missing.count;
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
  return stated && k->actual.known && bounds_hold(&asked, k->actual.value);
}

static void hold_against(struct scoring *scoring, struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  k->path = path_of(scoring->arena, scoring->model, kpi, k->measured.known ? &k->measured.value : NULL);
  bool past = k->path.state != PLAN_NONE && k->path.by != DAY_NONE && k->path.by < scoring->day;
  k->held = past ? k->path.by : scoring->day;
  struct tallied tallied = tallies_at(scoring->tallies, kpi, k->held);
  k->actual = tallied.figure;
  k->date = tallied.figure.known ? tallied.date : DAY_NONE;
  k->now = past ? tallies_at(scoring->tallies, kpi, scoring->day).figure : k->actual;
  k->plan = path_at(&k->path, k->held);
  k->limits = path_limits(&k->path, &k->plan, scoring->tolerance);
  k->asked = asked_by(&k->path);
  k->target = single(&k->asked);
  if (k->plan.state == PLAN_DUE) k->planned = single(&k->plan.asked);
}

static void compare(struct scoring *scoring, struct kpi_score *k) {
  k->due = any_ended(scoring, k, true);
  if (k->actual.known) k->attainment = attainment_of(k, k->actual.value);
  if (k->plan.state == PLAN_DUE)
    k->planned_attainment = k->planned.known ? attainment_of(k, k->planned.value)
                            : has_asked(k) ? result_of(decimal_from_integer(1)) : unknown;
  k->standing = standing_of(scoring, k);
  k->score = score_by_standing(k);
  k->projected = projected(k);
  k->stretch_reached = passes_stretch(k);
}

/* Parts of a formula that are themselves incomplete. */
static bool rests_on_incomplete(const struct scoring *scoring, const struct expression *e) {
  if (e->kind == EXPRESSION_KPI && scoring_kpi(scoring, e->kpi)->incomplete) return true;
  for (const struct expression *x = e->kind == EXPRESSION_UNKNOWN ? NULL : e->first; x; x = x->next)
    if (rests_on_incomplete(scoring, x)) return true;
  return false;
}

/* As often as there are KPIs at most: what rests on an incomplete one may stand before it. */
static void spread_incomplete(const struct scoring *scoring) {
  struct score *score = scoring->score;
  for (bool again = true; again;) {
    again = false;
    for (uint32_t i = 0; i < score->kpis.count; i++) {
      struct kpi_score *k = &score->kpis.items[i];
      if (k->incomplete || !k->kpi->formula || !rests_on_incomplete(scoring, k->kpi->formula)) continue;
      k->incomplete = again = true;
    }
  }
}

static void complain_uncomputed(struct scoring *scoring, const struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  const char **lacking = ARENA_ARRAY(scoring->arena, const char *, 1);
  if (!kpi->formula || k->now.known || !any_ended(scoring, k, false)) return;
  enum trouble trouble = tallies_trouble(scoring->tallies, kpi, scoring->day, lacking);
  struct argument name = arg_name(kpi->entity.spelling);
  if (trouble == TROUBLE_ZERO)
    complain(scoring->complaints, "D009", &kpi->entity, kpi->formula->span, TEXT_D009_ZERO, ARGS(name, arg_date(scoring->day)));
  else if (trouble == TROUBLE_MISSING && *lacking)
    complain(scoring->complaints, "D009", &kpi->entity, kpi->formula->span, TEXT_D009_MISSING,
             ARGS(name, arg_list(lacking, 1)));
}

void scoring_kpis(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  score->kpis.count = model->kpis.count;
  score->kpis.items = ARENA_ARRAY(scoring->arena, struct kpi_score, model->kpis.count);
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    struct kpi_score *k = &score->kpis.items[i];
    k->kpi = model->kpis.items[i];
    measure(scoring, k);
    hold_against(scoring, k);
    compare(scoring, k);
    make_course(scoring, k);
    k->trend = trend_of(k);
    find_missing(scoring, k);
    complain_uncomputed(scoring, k);
  }
  spread_incomplete(scoring);
}
