#include "score/standard.h"

static bool is_maintained(const struct target *target) {
  return target->form == TARGET_MAINTAIN || target->form == TARGET_MAINTAIN_LEAST || target->form == TARGET_MAINTAIN_MOST ||
         target->form == TARGET_MAINTAIN_WITHIN;
}

static bool rests_on_baseline(const struct kpi *kpi, const struct path *path) {
  bool open = path->shape == PATH_LINE && path->has_start && !path->start_known;
  return kpi->baseline.form == BASELINE_MEASURED && path->state != PLAN_NONE && (path->state == PLAN_UNKNOWN || open);
}

/* A baseline on which the target rests cannot meet it; a sum starts at 0. */
static bool is_clamped(const struct kpi *kpi) {
  return kpi->tally != TALLY_SUM && (kpi->target.form == TARGET_LEAST || kpi->target.form == TARGET_MOST);
}

struct standard standard_of(struct arena *arena, const struct model *model, const struct kpi *kpi) {
  const struct decimal none = decimal_from_integer(0), unit = decimal_from_integer(1);
  struct standard standard = {.kpi = kpi, .path = path_of(arena, model, kpi, NULL), .maintain = is_maintained(&kpi->target)};
  const struct path *path = &standard.path;
  standard.measured = rests_on_baseline(kpi, path);
  standard.for_good = kpi->tally == TALLY_SUM && !kpi->formula && path->shape == PATH_LINE && path->least;
  if (!standard.measured) return standard;
  standard.clamped = is_clamped(kpi);
  standard.zero = path_linear(arena, model, kpi, none);
  standard.one = path_linear(arena, model, kpi, unit);
  return standard;
}

static bool is_stated(const struct band *band) { return band->stated && band->known; }

const struct band *standard_green(const struct standard *standard) {
  return is_stated(standard->kpi->green) ? standard->kpi->green : NULL;
}

const struct band *standard_amber(const struct standard *standard) {
  return is_stated(standard->kpi->amber) ? standard->kpi->amber : NULL;
}

struct day_standard standard_on(const struct standard *standard, day_number day, struct decimal tolerance) {
  struct day_standard on = {.plan = path_at(standard->measured ? &standard->zero : &standard->path, day),
                            .over = day >= standard->path.by};
  on.asked = on.at_one = on.plan.asked;
  if (standard->measured) on.at_one = path_at(&standard->one, day).asked;
  if (on.over || on.plan.state != PLAN_DUE) return on;
  on.amber_follows = standard->measured && !standard_amber(standard) && standard->path.shape == PATH_LINE;
  if (!on.amber_follows) on.amber = path_limits(&standard->path, &on.plan, tolerance).amber;
  return on;
}

struct directions standard_directions(const struct standard *standard) {
  const struct bounds *level = standard->measured ? &standard->zero.level : &standard->path.level;
  if (standard->path.shape == PATH_LINE) return (struct directions){standard->path.least, !standard->path.least};
  return (struct directions){level->has_low, level->has_high};
}

bool path_end(const struct path *path, struct decimal *aim) {
  if (path->shape != PATH_LINE || path->count == 0) return false;
  *aim = fraction_value(path_aim(path));
  return true;
}

/* A sum that is to stay under a ceiling starts at 0, the best that it can be: less is better, as without a start. */
static bool has_way(const struct standard *standard) {
  return standard->path.has_start && !(standard->kpi->tally == TALLY_SUM && !standard->path.least);
}

enum way_form standard_way(const struct standard *standard) {
  const struct path *path = &standard->path;
  struct decimal aim;
  if (path->shape == PATH_LEVEL) return WAY_WITHIN;
  if (standard->measured) return has_way(standard) ? WAY_FROM_START : WAY_TO_TARGET;
  if (!path_end(path, &aim)) return WAY_WITHIN;
  if (has_way(standard)) return decimal_compare(path->start, aim) == 0 ? WAY_WITHIN : WAY_FROM_START;
  if (!path->least) return WAY_TO_TARGET;
  return decimal_is_zero(aim) ? WAY_WITHIN : WAY_OF_TARGET;
}
