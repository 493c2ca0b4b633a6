#include "model/gain.h"

static bool less_is_better(const struct kpi *kpi) {
  enum target_form form = kpi->target.form;
  if (form == TARGET_MAINTAIN) return kpi_less_is_better(kpi);
  return form == TARGET_MOST || form == TARGET_REDUCE || form == TARGET_MAINTAIN_MOST;
}

/* What the baseline of a sum makes from the term's first day to `day`. */
static bool base_of_sum(const struct model *model, const struct kpi *kpi, day_number day, struct decimal *base) {
  const struct period *over = &kpi->baseline.over;
  day_number from = model->agreement.term.from;
  *base = kpi->baseline.figure.value;
  if (kpi->baseline.form != BASELINE_OVER) return true;
  if (over->from == DAY_NONE || over->to == DAY_NONE || from == DAY_NONE || day < from) return false;
  int64_t have = (int64_t)over->to - over->from + 1, want = (int64_t)day - from + 1;
  if (have != want)
    *base = decimal_divide(decimal_multiply(*base, decimal_from_integer(want)), decimal_from_integer(have));
  return true;
}

bool gain_of(const struct model *model, const struct kpi *kpi, struct decimal figure, day_number day,
             struct decimal *gain) {
  struct decimal base;
  *gain = figure;
  if (kpi->baseline.form == BASELINE_NONE) return !less_is_better(kpi);
  if (kpi->baseline.form == BASELINE_MEASURED || !kpi->baseline.figure.known) return false;
  if (kpi->tally != TALLY_SUM) base = kpi->baseline.figure.value;
  else if (!base_of_sum(model, kpi, day, &base)) return false;
  *gain = less_is_better(kpi) ? decimal_subtract(base, figure) : decimal_subtract(figure, base);
  return true;
}

bool gain_at_target(const struct model *model, const struct kpi *kpi, const struct target *target, bool best,
                    struct decimal *gain) {
  bool asks = target->stated && target->known && target->bounded && (target->has_low || target->has_high);
  if (!asks || target->by == DAY_NONE) return false;
  bool low = target->has_low && !(best && target->has_high);
  return gain_of(model, kpi, low ? target->low : target->high, target->by, gain) && decimal_is_finite(*gain);
}

static bool is_among(const struct refs *refs, const struct entity *entity) {
  for (uint32_t i = 0; i < refs->count; i++)
    if (refs->items[i].to == entity) return true;
  return false;
}

bool roi_counts(const struct roi *roi, const struct kpi *kpi) {
  return kpi->worth->stated && (!roi || !roi->counts.stated || is_among(&roi->counts, &kpi->entity));
}

bool roi_costs(const struct roi *roi, const struct line *line) {
  return !roi || !roi->costs.stated || is_among(&roi->costs, &line->entity);
}

bool gain_is_fall(const struct kpi *kpi) { return less_is_better(kpi); }

struct decimal gain_units(const struct kpi *kpi, struct decimal gain) {
  return kpi->unit && kpi->unit->kind == UNIT_PERCENT ? decimal_scaled(gain, 2) : gain;
}
