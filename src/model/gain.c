#include "model/gain.h"

static bool less_is_better(const struct target *target) {
  return target->form == TARGET_MOST || target->form == TARGET_REDUCE || target->form == TARGET_MAINTAIN_MOST;
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
  if (kpi->baseline.form == BASELINE_NONE) return !less_is_better(&kpi->target);
  if (kpi->baseline.form == BASELINE_MEASURED || !kpi->baseline.figure.known) return false;
  if (kpi->tally != TALLY_SUM) base = kpi->baseline.figure.value;
  else if (!base_of_sum(model, kpi, day, &base)) return false;
  *gain = less_is_better(&kpi->target) ? decimal_subtract(base, figure) : decimal_subtract(figure, base);
  return true;
}
