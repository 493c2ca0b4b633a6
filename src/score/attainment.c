#include "score/attainment.h"

bool target_is_maintained(const struct target *target) {
  return target->form >= TARGET_MAINTAIN && target->form != TARGET_OBSERVE;
}

static bool is_reported_sum(const struct path *path) { return path->kpi->tally == TALLY_SUM && !path->kpi->formula; }

struct bounds path_maintained(const struct path *path, struct bounds asked) {
  if (is_reported_sum(path)) asked.has_low = false;
  return asked;
}

bool path_is_for_good(const struct path *path) {
  return path->shape == PATH_LINE && path->least && is_reported_sum(path);
}

/* A sum that is to stay under a ceiling starts at 0, the best that it can be: it is held as if it had no start. */
static bool has_way(const struct path *path) {
  return path->has_start && !(path->kpi->tally == TALLY_SUM && !path->least);
}

enum way_form way_of_path(const struct path *path, bool hangs) {
  if (path->shape == PATH_LEVEL || (path->count == 0 && !hangs)) return WAY_WITHIN;
  struct decimal aim = path->count > 0 ? fraction_value(path_aim(path)) : decimal_from_integer(0);
  if (has_way(path)) return !hangs && decimal_compare(path->start, aim) == 0 ? WAY_WITHIN : WAY_FROM_START;
  if (!hangs && decimal_compare(aim, decimal_from_integer(0)) <= 0) return WAY_WITHIN;
  return path->least ? WAY_OF_TARGET : WAY_TO_TARGET;
}
