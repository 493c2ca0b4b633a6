#include "check/baseline_truth.h"

static bool has_figure(const struct kpi *kpi) {
  bool read = kpi->baseline.form == BASELINE_ON || kpi->baseline.form == BASELINE_OVER;
  bool known = kpi->baseline.figure.known && !entity_unknown(&kpi->entity, STATEMENT_kpi_tally);
  return read && known && kpi->tally != TALLY_SUM;
}

static bool holds(int order, enum comparison comparison) {
  switch (comparison) {
    case COMPARE_LESS: return order < 0;
    case COMPARE_LESS_EQUAL: return order <= 0;
    case COMPARE_GREATER: return order > 0;
    case COMPARE_GREATER_EQUAL: return order >= 0;
    case COMPARE_EQUAL: return order == 0;
  }
  return false;
}

enum truth comparison_at_baseline(const struct condition *comparison) {
  const struct kpi *kpi = comparison->kpi;
  if (!kpi || !comparison->figure.known || !has_figure(kpi)) return TRUTH_UNKNOWN;
  int order = decimal_compare(kpi->baseline.figure.value, comparison->figure.value);
  return holds(order, comparison->comparison) ? TRUTH_YES : TRUTH_NO;
}

/* One that is `deciding` decides both; else both must be known. */
static enum truth joined(enum truth left, enum truth right, enum truth deciding) {
  if (left == deciding || right == deciding) return deciding;
  return left == TRUTH_UNKNOWN ? left : right;
}

enum truth condition_at_baseline(const struct condition *condition) {
  enum truth left = TRUTH_UNKNOWN, right = TRUTH_UNKNOWN;
  if (condition->left) left = condition_at_baseline(condition->left);
  if (condition->right) right = condition_at_baseline(condition->right);
  switch (condition->kind) {
    case CONDITION_COMPARISON: return comparison_at_baseline(condition);
    case CONDITION_NOT: return left == TRUTH_UNKNOWN ? left : left == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    case CONDITION_AND: return joined(left, right, TRUTH_NO);
    case CONDITION_OR: return joined(left, right, TRUTH_YES);
    case CONDITION_STATE: break;
  }
  return TRUTH_UNKNOWN;
}
