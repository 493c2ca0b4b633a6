#include "score/standard.h"

static bool is_to_be_measured(const struct kpi *kpi) {
  return kpi->baseline.form == BASELINE_MEASURED && kpi->baseline.on != DAY_NONE;
}

static bool has_open_milestone(const struct kpi *kpi) {
  for (const struct milestone *m = kpi->milestones; m; m = m->next)
    if (m->target.known && !m->target.bounded) return true;
  return false;
}

static bool hangs_on_baseline(const struct kpi *kpi, const struct path *path) {
  bool open = path->shape == PATH_LINE && ((path->has_start && !path->start_known) || has_open_milestone(kpi));
  return is_to_be_measured(kpi) && path->state != PLAN_NONE && (path->state == PLAN_UNKNOWN || open);
}

/* A baseline on which the target rests cannot meet it; a sum starts at 0. */
static bool is_clamped(const struct kpi *kpi) {
  return kpi->tally != TALLY_SUM && (kpi->target.form == TARGET_LEAST || kpi->target.form == TARGET_MOST);
}

static day_number later(day_number a, day_number b) { return a > b ? a : b; }

/* A sum starts at 0: it waits for its baseline only where its target rests on that. */
static bool waits_for_baseline(const struct standard *standard) {
  if (!is_to_be_measured(standard->kpi)) return false;
  return standard->kpi->tally != TALLY_SUM || (standard->measured && standard->unmeasured.state != PLAN_DUE);
}

/* The day that is none is before any other. */
static day_number judged_from(const struct standard *standard, const struct periods *periods) {
  day_number ended = periods_end_first(standard->kpi, periods);
  if (ended == DAY_NONE) return DAY_NONE;
  day_number from = later(ended, standard_path(standard)->begins);
  return waits_for_baseline(standard) ? later(from, standard->kpi->baseline.on) : from;
}

static void add_days(struct standard *standard, const struct periods *periods) {
  standard->from = judged_from(standard, periods);
  standard->due = periods_due_first(standard->kpi, periods);
  standard->until = DAY_NONE;
  if (standard->path.state != PLAN_NONE && standard->path.by != DAY_NONE)
    standard->until = periods_held_until(periods, standard->path.by);
}

struct standard standard_of(struct arena *arena, const struct model *model, const struct kpi *kpi,
                            const struct periods *periods) {
  const struct decimal none = decimal_from_integer(0), unit = decimal_from_integer(1);
  bool never = kpi->baseline.form == BASELINE_MEASURED && kpi->baseline.on == DAY_NONE;
  struct standard standard = {.kpi = kpi, .maintain = target_is_maintained(&kpi->target)};
  standard.path = never ? path_without_baseline(arena, model, kpi) : path_of(arena, model, kpi, NULL);
  standard.measured = hangs_on_baseline(kpi, &standard.path);
  standard.for_good = path_is_for_good(&standard.path);
  if (standard.measured) {
    standard.clamped = is_clamped(kpi);
    standard.zero = path_linear(arena, model, kpi, none);
    standard.one = path_linear(arena, model, kpi, unit);
    standard.unmeasured = path_without_baseline(arena, model, kpi);
  }
  add_days(&standard, periods);
  return standard;
}

static bool is_stated(const struct band *band) { return band->stated && band->known; }

const struct band *standard_green(const struct standard *standard) {
  return is_stated(standard->kpi->green) ? standard->kpi->green : NULL;
}

const struct band *standard_amber(const struct standard *standard) {
  return is_stated(standard->kpi->amber) ? standard->kpi->amber : NULL;
}

const struct path *standard_path(const struct standard *standard) {
  return standard->measured ? &standard->zero : &standard->path;
}

static struct plan plan_on(const struct path *path, day_number day) { return path_at(path, later(day, path->begins)); }

static struct limits_asked limits_on(const struct path *path, day_number day, struct decimal tolerance) {
  static const struct limits_asked none;
  struct plan plan = plan_on(path, day);
  if (plan.state != PLAN_DUE) return none;
  struct limits_asked limits = {.asked = plan.asked};
  if (day < path->by) limits.amber = path_limits(path, &plan, tolerance).amber;
  return limits;
}

struct day_standard standard_on(const struct standard *standard, day_number day, struct decimal tolerance) {
  const struct path *path = standard_path(standard);
  struct plan plan = plan_on(path, day);
  struct day_standard on = {.early = day < path->begins, .over = day >= path->by, .known = plan.state == PLAN_DUE};
  on.asked = on.at_one = plan.asked;
  if (standard->measured) {
    on.at_one = plan_on(&standard->one, day).asked;
    on.unmeasured = limits_on(&standard->unmeasured, day, tolerance);
  }
  if (on.over || !on.known) return on;
  on.amber_follows = standard->measured && !standard_amber(standard) && path->shape == PATH_LINE;
  if (!on.amber_follows) on.amber = limits_on(path, day, tolerance).amber;
  return on;
}

struct directions standard_directions(const struct standard *standard) {
  const struct bounds asked = path_target(standard_path(standard));
  return (struct directions){asked.has_low, asked.has_high};
}

enum way_form standard_way(const struct standard *standard) {
  return way_of_path(standard_path(standard), standard->measured);
}
