#include "check/spending.h"

#include "check/figures.h"
#include "check/terms.h"
#include "model/gain.h"

bool spending_is_known(const struct budget *budget) {
  bool known = budget->total.known && !budget->entity.incomplete && !entity_unknown(&budget->entity, STATEMENT_budget_line);
  for (uint32_t i = 0; i < budget->lines.count && known; i++) known = budget->lines.items[i]->whole.known;
  return known;
}

struct decimal spending_of_lines(const struct budget *budget) {
  struct decimal sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < budget->lines.count; i++) sum = decimal_add(sum, budget->lines.items[i]->whole.amount);
  return sum;
}

struct argument spending_terms(const struct model *model, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < model->budget->lines.count; i++) {
    const struct line *line = model->budget->lines.items[i];
    terms_add(&terms, line->entity.spelling, money_argument(model, line->whole.amount));
  }
  return terms_argument(&terms);
}

int64_t spending_months(const struct period *term) {
  int rest, length;
  if (term->from == DAY_NONE || term->to < term->from) return 0;
  int months = months_between(term->from, term->to + 1, &rest, &length);
  return months + (rest > 0);
}

bool spending_gain_at_target(const struct model *model, const struct kpi *kpi, bool best, struct decimal *gain) {
  bool unknown = kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_baseline) ||
                 entity_unknown(&kpi->entity, STATEMENT_kpi_tally);
  return !unknown && gain_at_target(model, kpi, &kpi->target, best, gain);
}

bool spending_expected(const struct model *model, const struct kpi *kpi, struct purchase *purchase) {
  *purchase = (struct purchase){decimal_from_integer(0), decimal_from_integer(0)};
  if (!kpi->costs->each.known || entity_unknown(&kpi->entity, STATEMENT_kpi_costs)) return false;
  if (kpi->target.stated && (kpi->target.form == TARGET_OBSERVE || kpi->target.form == TARGET_MAINTAIN)) return true;
  if (!spending_gain_at_target(model, kpi, false, &purchase->gain)) return false;
  if (decimal_is_negative(purchase->gain)) return true;
  purchase->cost = decimal_multiply(gain_units(kpi, purchase->gain), spending_of_one(kpi));
  return decimal_is_finite(purchase->cost);
}

struct decimal spending_of_one(const struct kpi *kpi) { return decimal_multiply(kpi->costs->each.amount, kpi->costs->part); }
