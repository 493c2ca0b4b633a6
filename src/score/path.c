#include "score/path.h"

/* ---- What a target asks for ---- */

/* The figure that relative targets start from; false where there is none or it is not known. */
static bool baseline_figure(const struct kpi *kpi, const struct decimal *measured, struct decimal *out) {
  if (kpi->baseline.form == BASELINE_MEASURED) {
    if (measured) *out = *measured;
    return measured != NULL;
  }
  *out = kpi->baseline.figure.value;
  return kpi->baseline.form != BASELINE_NONE && kpi->baseline.figure.known;
}

/* One change: that of the target, or of each of its months. */
static struct decimal changed(const struct target *target, struct decimal from) {
  struct decimal by = target->relative ? decimal_multiply(from, target->a) : target->a;
  return target->form == TARGET_REDUCE ? decimal_subtract(from, by) : decimal_add(from, by);
}

static day_number step_day(day_number start, enum time_unit unit, int64_t count) {
  switch (unit) {
    case TIME_WEEK: return (day_number)(start + 7 * count);
    case TIME_MONTH: return day_add_months(start, count);
    case TIME_QUARTER: return day_add_months(start, 3 * count);
    default: return day_add_months(start, 12 * count);
  }
}

/* All changes up to the target's date, from the day of a baseline that has been measured. */
static struct decimal changed_until(const struct kpi *kpi, const struct target *target, struct decimal value) {
  day_number from = kpi->baseline.on;
  if (target->each == TIME_NONE || from == DAY_NONE || target->by == DAY_NONE) return changed(target, value);
  for (int64_t count = 1; decimal_is_finite(value); count++) {
    day_number day = step_day(from, target->each, count);
    if (day == DAY_NONE || day > target->by) break;
    value = changed(target, value);
  }
  return value;
}

/* A target that rests on a baseline which has been measured since the model was built. */
static void resolve(const struct kpi *kpi, struct target *target, struct decimal from) {
  struct decimal room;
  target->bounded = true;
  switch (target->form) {
    case TARGET_GROW:
      target->has_low = true;
      target->low = changed_until(kpi, target, from);
      break;
    case TARGET_REDUCE:
      target->has_high = true;
      target->high = changed_until(kpi, target, from);
      break;
    case TARGET_MAINTAIN_WITHIN:
      room = decimal_multiply(decimal_absolute(from), target->a);
      target->has_low = target->has_high = true;
      target->low = decimal_subtract(from, room);
      target->high = decimal_add(from, room);
      break;
    default: /* maintain */
      target->has_high = kpi_less_is_better(kpi);
      target->has_low = !target->has_high;
      target->low = target->high = from;
      break;
  }
}

static struct target resolved(const struct kpi *kpi, const struct target *stated, const struct decimal *measured) {
  struct target target = *stated;
  struct decimal from;
  if (target.known && !target.bounded && target.form != TARGET_OBSERVE && baseline_figure(kpi, measured, &from))
    resolve(kpi, &target, from);
  return target;
}

/* Of a sum: the days of the time that its baseline is of, of which targets are worked out exactly; else 1. */
static int32_t days_of_baseline(const struct kpi *kpi) {
  enum { MOST_DAYS = 20000 }; /* so that these times the days of a term are an int32_t */
  const struct period *over = &kpi->baseline.over;
  if (kpi->tally != TALLY_SUM || kpi->baseline.form != BASELINE_OVER || !kpi->baseline.figure.known) return 1;
  if (over->from == DAY_NONE || over->to < over->from || over->to - over->from >= MOST_DAYS) return 1;
  return over->to - over->from + 1;
}

/* What the baseline of a sum makes up to the target's date, times the days that it is of; false where it is not asked for. */
static bool base_in_parts(const struct path *path, const struct target *target, struct decimal *base) {
  bool rests = target->form == TARGET_GROW || target->form == TARGET_REDUCE || target->form == TARGET_MAINTAIN ||
               target->form == TARGET_MAINTAIN_WITHIN;
  int64_t days = (int64_t)target->by - path->eve;
  if (path->under == 1 || !rests || target->by == DAY_NONE || days <= 0) return false;
  *base = decimal_multiply(path->kpi->baseline.figure.value, decimal_from_integer(days));
  return true;
}

static struct decimal times_under(const struct path *path, struct decimal value) {
  return path->under == 1 ? value : decimal_multiply(value, decimal_from_integer(path->under));
}

/* An end of what the target asks for, times the path's `under`. */
static struct decimal in_parts(const struct path *path, const struct target *target, bool low) {
  struct decimal base, one = decimal_from_integer(1), amount = target->a;
  if (!base_in_parts(path, target, &base)) return times_under(path, low ? target->low : target->high);
  if (target->form == TARGET_MAINTAIN) return base;
  bool down = target->form == TARGET_REDUCE || (target->form == TARGET_MAINTAIN_WITHIN && low);
  if (down) amount = decimal_negated(amount);
  if (target->form == TARGET_MAINTAIN_WITHIN)
    return decimal_add(base, decimal_multiply(decimal_absolute(base), amount));
  if (target->relative) return decimal_multiply(base, decimal_power(decimal_add(one, amount), (uint32_t)target->times));
  return decimal_add(base, times_under(path, decimal_multiply(amount, decimal_from_integer(target->times))));
}

/* The figure that a target asks for in the direction of the path, times the path's `under`. */
static bool bound_of(const struct path *path, const struct target *target, struct decimal *out) {
  bool least = path->least;
  if (!target->known || !target->bounded || !(least ? target->has_low : target->has_high)) return false;
  *out = in_parts(path, target, least);
  return decimal_is_finite(*out);
}

/* ---- Points ---- */

enum base_kind {
  BASE_AS_JUDGED, /* one that meets the target already counts as the target */
  BASE_AS_IS,
  BASE_LACKS
};

struct making {
  struct arena *arena;
  const struct decimal *measured;
  enum base_kind base;
  struct path *path;
  uint32_t capacity;
};

static void add_point(struct making *making, day_number day, struct decimal value) {
  struct path *path = making->path;
  path->points = vector_room(making->arena, path->points, path->count, &making->capacity, sizeof *path->points);
  path->points[path->count++] = (struct path_point){.day = day, .value = value};
}

/* Whether a point between the start and the target may lie on `day`, after those that are there. */
static bool is_between(const struct path *path, day_number day) {
  if (day == DAY_NONE || day >= path->by) return false;
  if (path->begins != DAY_NONE && day <= path->begins) return false;
  return path->count == 0 || day > path->points[path->count - 1].day;
}

static const struct forecast *add_forecasts(struct making *making, const struct forecast *forecast, day_number before) {
  for (; forecast && (before == DAY_NONE || forecast->on < before); forecast = forecast->next)
    if (forecast->figure.known && is_between(making->path, forecast->on))
      add_point(making, forecast->on, times_under(making->path, forecast->figure.value));
  return forecast;
}

/* Of two milestones on one day the one that asks for more holds. */
static void add_milestone(struct making *making, day_number day, struct decimal value) {
  struct path *path = making->path;
  if (is_between(path, day)) {
    add_point(making, day, value);
  } else if (path->count > 0 && path->points[path->count - 1].day == day && day > path->begins && day < path->by) {
    struct path_point *last = &path->points[path->count - 1];
    last->value = path->least ? decimal_max(last->value, value) : decimal_min(last->value, value);
  }
}

/* Milestones and forecasts in the order of their days; on one day the milestone holds. */
static void add_milestones(struct making *making) {
  const struct kpi *kpi = making->path->kpi;
  const struct forecast *forecast = kpi->forecasts;
  for (const struct milestone *m = kpi->milestones; m; m = m->next) {
    struct target target = resolved(kpi, &m->target, making->measured);
    struct decimal value;
    if (target.by == DAY_NONE || !bound_of(making->path, &target, &value)) continue;
    forecast = add_forecasts(making, forecast, target.by);
    add_milestone(making, target.by, value);
  }
  add_forecasts(making, forecast, DAY_NONE);
}

/* `grow 5% each month`: a point where each month since the baseline ends. A month that is not over by the target's date
 * asks for nothing more, so that the last step is what the target comes to. */
static void add_steps(struct making *making, const struct target *target) {
  struct path *path = making->path;
  day_number day = path->begins;
  struct decimal value = path->origin;
  for (int64_t count = 1; day != DAY_NONE && day < path->by; count++) {
    add_point(making, day, count == 1 ? path->start : value);
    day = step_day(path->begins, target->each, count);
    if (day != DAY_NONE && day <= path->by) value = changed(target, value);
  }
  add_point(making, path->by, value);
}

static void find_rises(struct path *path) {
  for (uint32_t i = 0; i + 1 < path->count; i++)
    path->points[i].rise = decimal_subtract(path->points[i + 1].value, path->points[i].value);
}

static bool has_steps(const struct path *path, const struct target *target) {
  return target->each != TIME_NONE && path->start_known && path->kpi->tally != TALLY_SUM;
}

/* A baseline that meets the target already. */
static bool is_met(const struct making *making, struct decimal aim) {
  const struct path *path = making->path;
  if (making->base != BASE_AS_JUDGED || path->kpi->tally == TALLY_SUM || !path->start_known) return false;
  int order = decimal_compare(path->start, aim);
  return path->least ? order > 0 : order < 0;
}

static void make_line(struct making *making, const struct target *target) {
  struct path *path = making->path;
  struct decimal aim;
  bool bounded = bound_of(path, target, &aim);
  if (bounded && is_met(making, aim)) path->start = aim;
  if (has_steps(path, target)) {
    add_steps(making, target);
  } else if (bounded) {
    if (path->start_known && path->begins < path->by) add_point(making, path->begins, path->start);
    add_milestones(making);
    add_point(making, path->by, aim);
  } else {
    path->state = path->kpi->baseline.form == BASELINE_MEASURED ? PLAN_UNKNOWN : PLAN_NONE;
  }
  find_rises(path);
}

/* ---- The path ---- */

static void find_start(struct making *making, const struct target *target) {
  struct path *path = making->path;
  const struct kpi *kpi = path->kpi;
  day_number before = path->eve, of_baseline = DAY_NONE;
  if (kpi->tally == TALLY_SUM) {
    path->has_start = path->start_known = true;
  } else if (kpi->baseline.form != BASELINE_NONE && making->base != BASE_LACKS) {
    path->has_start = true;
    path->start_known = baseline_figure(kpi, making->measured, &path->start);
    of_baseline = kpi->baseline.form == BASELINE_OVER ? kpi->baseline.over.to : kpi->baseline.on;
  }
  path->origin = path->start;
  if (path->has_start) path->begins = of_baseline > before ? of_baseline : before;
  if (kpi->baseline.form == BASELINE_ON && of_baseline != DAY_NONE && has_steps(path, target)) path->begins = of_baseline;
}

static bool is_level(const struct target *target) {
  return target->form != TARGET_LEAST && target->form != TARGET_MOST && target->form != TARGET_GROW &&
         target->form != TARGET_REDUCE;
}

static void make_level(struct path *path, const struct target *target) {
  path->shape = PATH_LEVEL;
  path->level = (struct bounds){.has_low = target->has_low, .has_high = target->has_high};
  if (target->has_low) path->level.low = (struct fraction){in_parts(path, target, true), path->under};
  if (target->has_high) path->level.high = (struct fraction){in_parts(path, target, false), path->under};
  if (target->bounded) return;
  path->state = path->kpi->baseline.form == BASELINE_MEASURED ? PLAN_UNKNOWN : PLAN_NONE;
}

enum { WRITTEN_PLACES = 6, COUNTING_DIGITS = 3 };

/* The decimals of a figure as it was written; one with more was worked out. */
static int written_places(struct decimal value) {
  if (value.exponent >= 0) return 0;
  int places = decimal_is_finite(value) ? -decimal_reduced(value).exponent : 0;
  return places > 0 && places <= WRITTEN_PLACES ? places : 0;
}

/* Decimals by which the whole way has at least three digits. */
static int places_of_way(struct decimal way) {
  int places = 0;
  struct decimal least = decimal_scaled(decimal_from_integer(1), COUNTING_DIGITS - 1);
  if (!decimal_is_finite(way) || decimal_is_zero(way)) return 0;
  for (way = decimal_absolute(way); decimal_compare(way, least) < 0 && places < 2 * WRITTEN_PLACES; places++)
    way = decimal_scaled(way, 1);
  return places;
}

static int larger(int a, int b) { return a > b ? a : b; }

static struct fraction point_value(const struct path *path, uint32_t at) {
  return (struct fraction){path->points[at].value, path->under};
}

struct fraction path_aim(const struct path *path) { return point_value(path, path->count - 1); }

static int places_of(const struct path *path) {
  const struct bounds *level = &path->level;
  if (path->shape == PATH_LEVEL)
    return larger(level->has_low ? written_places(fraction_value(level->low)) : 0,
                  level->has_high ? written_places(fraction_value(level->high)) : 0);
  int places = path->start_known ? written_places(path->start) : 0;
  for (uint32_t i = path->count; i-- > 0 && path->count - i <= 2;)
    places = larger(places, written_places(fraction_value(point_value(path, i))));
  if (path->count == 0) return places;
  struct decimal aim = fraction_value(path_aim(path));
  return larger(places, path->count == 1 ? 0 : places_of_way(decimal_subtract(aim, path->start)));
}

/* ---- Quick figures: a scorecard asks for hundreds of thousands of days ---- */

/* Beyond QUICK_LIMIT, days (of 300 years) times a figure times QUICK_PARTS would not be held by 64 bits. */
enum { QUICK_PLACES = 6, QUICK_TOLERANCE_PLACES = 3, QUICK_PARTS = 1000 };
static const int64_t quick_limit = (int64_t)1 << 34;

/* The value as a whole number of 10^exponent, if it is one within the limit. */
static bool quick_of(struct decimal value, int exponent, int64_t *out) {
  int shift = value.exponent - exponent;
  if (value.state || value.high || value.low > (uint64_t)quick_limit || shift < 0 || shift > QUICK_PLACES) return false;
  int64_t number = (int64_t)value.low;
  for (; shift > 0; shift--) number *= 10;
  *out = value.negative ? -number : number;
  return number <= quick_limit;
}

static int least_exponent(const struct path *path) {
  int exponent = path->has_start ? path->start.exponent : 0;
  for (uint32_t i = 0; i < path->count; i++)
    if (path->points[i].value.exponent < exponent) exponent = path->points[i].value.exponent;
  return exponent < 0 ? exponent : 0;
}

static void make_quick(struct path *path) {
  path->quick_exponent = least_exponent(path);
  if (path->shape != PATH_LINE || !quick_of(path->start, path->quick_exponent, &path->quick_start)) return;
  for (uint32_t i = 0; i < path->count; i++)
    if (!quick_of(path->points[i].value, path->quick_exponent, &path->points[i].quick_value)) return;
  for (uint32_t i = 0; i + 1 < path->count; i++)
    path->points[i].quick_rise = path->points[i + 1].quick_value - path->points[i].quick_value;
  path->quick = true;
}

static struct decimal decimal_of_quick(int64_t value, int exponent) {
  uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  return (struct decimal){.low = size, .exponent = (int16_t)exponent, .negative = value < 0};
}

static struct path make_path(struct arena *arena, const struct model *model, const struct kpi *kpi,
                             const struct decimal *measured, enum base_kind base) {
  struct path path = {.kpi = kpi, .state = PLAN_DUE, .shape = PATH_LINE, .begins = DAY_NONE, .under = 1};
  struct target target = resolved(kpi, &kpi->target, measured);
  const struct period *term = &model->agreement.term;
  bool dated = term->from != DAY_NONE && term->to != DAY_NONE;
  if (!target.stated || !target.known || target.form == TARGET_OBSERVE || !dated) {
    path.state = PLAN_NONE;
    return path;
  }
  path.least = target.form == TARGET_LEAST || target.form == TARGET_GROW;
  path.by = target.by == DAY_NONE ? term->to : target.by;
  path.eve = term->from - 1;
  path.under = days_of_baseline(kpi);
  struct making making = {.arena = arena, .measured = measured, .base = base, .path = &path};
  find_start(&making, &target);
  if (is_level(&target)) make_level(&path, &target);
  else make_line(&making, &target);
  path.places = places_of(&path);
  make_quick(&path);
  return path;
}

struct path path_of(struct arena *arena, const struct model *model, const struct kpi *kpi,
                    const struct decimal *measured) {
  return make_path(arena, model, kpi, measured, BASE_AS_JUDGED);
}

struct path path_without_baseline(struct arena *arena, const struct model *model, const struct kpi *kpi) {
  return make_path(arena, model, kpi, NULL, BASE_LACKS);
}

struct path path_linear(struct arena *arena, const struct model *model, const struct kpi *kpi, struct decimal baseline) {
  return make_path(arena, model, kpi, &baseline, BASE_AS_IS);
}

/* ---- The plan on a day ---- */

static const struct bounds no_bounds;

/* A figure as what a path asks for in its direction. */
static struct bounds one_bound(const struct path *path, struct fraction value) {
  return path->least ? (struct bounds){.has_low = true, .low = value} : (struct bounds){.has_high = true, .high = value};
}

struct bounds path_target(const struct path *path) {
  if (path->state != PLAN_DUE) return no_bounds;
  if (path->shape == PATH_LEVEL) return path->level;
  if (path->count == 0) return no_bounds;
  return one_bound(path, path_aim(path));
}

/* The last point on or before `day`; path->count where there is none. */
static uint32_t point_before(const struct path *path, day_number day) {
  uint32_t low = 0, high = path->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (path->points[middle].day <= day) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? low - 1 : path->count;
}

static struct fraction on_line(const struct path *path, const struct path_point *point, day_number day) {
  int32_t days = point[1].day - point->day;
  if (path->quick) {
    int64_t over = point->quick_value * days + point->quick_rise * (day - point->day);
    return (struct fraction){decimal_of_quick(over, path->quick_exponent), days * path->under};
  }
  struct decimal gone = decimal_multiply(point->rise, decimal_from_integer(day - point->day));
  struct decimal base = decimal_multiply(point->value, decimal_from_integer(days));
  return (struct fraction){decimal_add(base, gone), days * path->under};
}

static struct fraction value_at(const struct path *path, uint32_t at, day_number day) {
  if (at == path->count) return point_value(path, 0);
  if (at + 1 == path->count || path->points[at].day == day) return point_value(path, at);
  return on_line(path, &path->points[at], day);
}

struct plan path_at(const struct path *path, day_number day) {
  struct plan plan = {.state = path->state};
  if (path->state == PLAN_NONE) return plan;
  if (path->begins != DAY_NONE && day < path->begins) plan.state = PLAN_NOT_DUE;
  if (plan.state != PLAN_DUE) return plan;
  if (path->shape == PATH_LEVEL) {
    plan.asked = path->level;
    return plan;
  }
  uint32_t at = point_before(path, day);
  if (path->count == 0 || (at == path->count && path->has_start)) {
    plan.state = PLAN_UNKNOWN;
    return plan;
  }
  struct fraction value = value_at(path, at, day);
  plan.asked = one_bound(path, value);
  return plan;
}

/* ---- Limits ---- */

static struct bounds bounds_of_band(const struct band *band) {
  struct fraction value = fraction_of(band->value);
  return band->least ? (struct bounds){.has_low = true, .low = value} : (struct bounds){.has_high = true, .high = value};
}

static bool is_stated(const struct band *band) { return band->stated && band->known; }

/* The plan less a part of the way that it has come. */
static struct bounds short_of_plan(const struct path *path, const struct bounds *asked, struct decimal tolerance) {
  struct fraction plan = path->least ? asked->low : asked->high;
  struct decimal start = path->has_start ? path->start : decimal_from_integer(0);
  if (plan.under != 1) start = decimal_multiply(start, decimal_from_integer(plan.under));
  struct decimal way = decimal_absolute(decimal_subtract(plan.over, start));
  if (decimal_is_zero(way)) return no_bounds;
  struct decimal room = decimal_multiply(way, tolerance);
  plan.over = path->least ? decimal_subtract(plan.over, room) : decimal_add(plan.over, room);
  return one_bound(path, plan);
}

/* The same by 64 bits; false where they do not hold it. */
static bool quick_short_of_plan(const struct path *path, const struct bounds *asked, struct decimal tolerance,
                                struct bounds *out) {
  const struct fraction *plan = path->least ? &asked->low : &asked->high;
  struct fraction *limit = path->least ? &out->low : &out->high;
  int64_t over, parts = 1;
  int places = -tolerance.exponent;
  bool holds = path->quick && plan->over.exponent == path->quick_exponent && !tolerance.state && !tolerance.negative;
  if (!holds || tolerance.high || tolerance.low > QUICK_PARTS || places < 0 || places > QUICK_TOLERANCE_PLACES) return false;
  for (; places > 0; places--) parts *= 10;
  if ((int64_t)tolerance.low > parts) return false;
  over = plan->over.negative ? -(int64_t)plan->over.low : (int64_t)plan->over.low;
  int64_t way = over - path->quick_start * plan->under;
  int64_t room = (way < 0 ? -way : way) * (int64_t)tolerance.low;
  out->has_low = way && path->least;
  out->has_high = way && !path->least;
  limit->over = decimal_of_quick(over * parts + (path->least ? -room : room), path->quick_exponent + tolerance.exponent);
  limit->under = plan->under;
  return true;
}

/* Whether amber asks for less than a green that the KPI states, in the same direction. */
static bool is_beyond(const struct bounds *amber, const struct bounds *green) {
  if (amber->has_low && green->has_low) return fraction_compare(green->low.over, amber->low) > 0;
  return amber->has_high && green->has_high && fraction_compare(green->high.over, amber->high) < 0;
}

struct limits path_limits(const struct path *path, const struct plan *plan, struct decimal tolerance) {
  struct limits limits = {.green = plan->asked};
  const struct kpi *kpi = path->kpi;
  if (plan->state == PLAN_NONE || plan->state == PLAN_NOT_DUE) return (struct limits){no_bounds, no_bounds};
  if (is_stated(kpi->green)) limits.green = bounds_of_band(kpi->green);
  if (is_stated(kpi->amber)) {
    limits.amber = bounds_of_band(kpi->amber);
  } else if (plan->state == PLAN_DUE && path->shape == PATH_LINE && (path->start_known || !path->has_start)) {
    if (!quick_short_of_plan(path, &plan->asked, tolerance, &limits.amber))
      limits.amber = short_of_plan(path, &plan->asked, tolerance);
    if (is_stated(kpi->green) && !is_beyond(&limits.amber, &limits.green)) limits.amber = no_bounds;
  }
  return limits;
}

bool bounds_hold(const struct bounds *bounds, struct quotient figure) {
  if (bounds->has_low && quotient_compare(figure, bounds->low) < 0) return false;
  return !bounds->has_high || quotient_compare(figure, bounds->high) <= 0;
}
