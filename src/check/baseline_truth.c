#include "check/baseline_truth.h"

#include "check/outcomes.h"
#include "model/gain.h"

bool baseline_figure(const struct kpi *kpi, const struct model *term_of, struct decimal *figure) {
  bool read = kpi->baseline.form == BASELINE_ON || kpi->baseline.form == BASELINE_OVER;
  if (!read || !kpi->baseline.figure.known || entity_unknown(&kpi->entity, STATEMENT_kpi_tally)) return false;
  *figure = kpi->baseline.figure.value;
  if (kpi->tally != TALLY_SUM) return true;
  if (!term_of || term_of->agreement.term.to == DAY_NONE) return false;
  struct decimal gain; /* of nothing: what the baseline makes, with or without a minus */
  if (!gain_of(term_of, kpi, decimal_from_integer(0), term_of->agreement.term.to, &gain)) return false;
  *figure = decimal_absolute(gain);
  return decimal_is_finite(*figure);
}

static enum truth comparison_at_baseline(const struct condition *comparison, const struct model *term_of) {
  struct decimal figure;
  bool known = comparison->kpi && comparison->figure.known && baseline_figure(comparison->kpi, term_of, &figure);
  if (!known) return TRUTH_UNKNOWN;
  return outcomes_compare(comparison, figure) ? TRUTH_YES : TRUTH_NO;
}

/* One that is `deciding` decides both; else both must be known. */
static enum truth joined(enum truth left, enum truth right, enum truth deciding) {
  if (left == deciding || right == deciding) return deciding;
  return left == TRUTH_UNKNOWN ? left : right;
}

enum truth condition_at_baseline(const struct condition *condition, const struct model *term_of) {
  enum truth left = TRUTH_UNKNOWN, right = TRUTH_UNKNOWN;
  if (condition->left) left = condition_at_baseline(condition->left, term_of);
  if (condition->right) right = condition_at_baseline(condition->right, term_of);
  switch (condition->kind) {
    case CONDITION_COMPARISON: return comparison_at_baseline(condition, term_of);
    case CONDITION_NOT: return left == TRUTH_UNKNOWN ? left : left == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    case CONDITION_AND: return joined(left, right, TRUTH_NO);
    case CONDITION_OR: return joined(left, right, TRUTH_YES);
    case CONDITION_STATE: break;
  }
  return TRUTH_UNKNOWN;
}
