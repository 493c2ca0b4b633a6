/* K: what KPIs must have. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/suggestion.h"
#include "check/terms.h"

/* K001 */

/* A target as it might be written for figures of this unit. */
static const char *example_target(const struct unit *unit, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "target at least ");
  if (!unit) {
    buffer_text(&out, "100");
  } else if (unit->kind == UNIT_SCORE) {
    decimal_write(&out, unit->high);
  } else {
    buffer_text(&out, unit->kind == UNIT_PERCENT ? "5%" : "100 ");
    if (unit->kind != UNIT_PERCENT) buffer_text(&out, unit->spelling);
  }
  buffer_text(&out, " by end");
  return buffer_string(&out);
}

static void kpi_without_target(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct entity *entity = &kpi->entity;
    if (!report_lacks(report, entity, STATEMENT_kpi_target)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_K001, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_K001_HELP, ARGS(arg_name(example_target(kpi->unit, report->arena))));
  }
}

const struct rule rule_K001 = {
    .row = {"K001", "kpi-without-target", LEVEL_ERROR, "a KPI without a target"},
    .why = "A figure without a target says what is, never whether that is good enough. The target is the promise that the "
           "agreement is made for. A figure that both sides only want to see is marked as such: `target observe`.",
    .wrong = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  baseline 12_000 on 2025-12-31\n"
             "}\n",
    .right = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  baseline 12_000 on 2025-12-31\n"
             "  target   at least 20_000 by end\n"
             "}\n",
    .run = kpi_without_target,
};

/* K008 */

/* The weights of one objective's KPIs. */
struct weights {
  struct decimal sum;
  uint32_t stated;
  const struct kpi *last;   /* in the text, of those with a weight */
  const struct kpi **none;  /* those that ought to have one and have none */
  uint32_t none_count;
  bool unknown;
};

/* A figure that is only shown has no part in a score. */
static bool is_scored(const struct kpi *kpi) { return !kpi->target.stated || kpi->target.form != TARGET_OBSERVE; }

static void add_weight(struct weights *weights, const struct kpi *kpi) {
  if (kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_weight)) weights->unknown = true;
  if (kpi->weight_stated) {
    weights->stated++;
    weights->sum = decimal_add(weights->sum, kpi->weight.value);
    if (!weights->last || span_is_before(weights->last->weight.span, kpi->weight.span)) weights->last = kpi;
  } else if (is_scored(kpi)) {
    weights->none[weights->none_count++] = kpi;
  }
}

static struct weights weights_of(const struct objective *objective, struct arena *arena) {
  struct weights weights = {.sum = decimal_from_integer(0)};
  weights.none = ARENA_ARRAY(arena, const struct kpi *, objective->kpis.count);
  for (uint32_t i = 0; i < objective->kpis.count; i++) add_weight(&weights, objective->kpis.items[i]);
  return weights;
}

static void report_missing_weights(struct report *report, const struct objective *objective, const struct weights *weights) {
  const struct kpi *first = weights->none[0];
  for (uint32_t i = 1; i < weights->none_count; i++)
    if (span_is_before(weights->none[i]->entity.head, first->entity.head)) first = weights->none[i];
  if (report_has_found(report, &first->entity)) return; /* of another objective that it measures */
  struct argument name = arg_name(objective->entity.spelling);
  struct finding *finding = report_finding(report, &first->entity, first->entity.head, TEXT_K008_SOME,
                                           ARGS(name, kpis_argument(weights->none, weights->none_count, report->arena)));
  report_label(report, finding, TEXT_K008_SOME_LABEL, ARGS(arg_share(weights->sum)));
  report_help(report, finding, TEXT_K008_SOME_HELP, ARGS(name));
}

static struct argument weight_terms(const struct objective *objective, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    if (kpi->weight_stated) terms_add(&terms, kpi->entity.spelling, arg_share(kpi->weight.value));
  }
  return terms_argument(&terms);
}

static void report_sum_of_weights(struct report *report, const struct objective *objective, const struct weights *weights) {
  struct decimal excess = shares_excess(weights->sum);
  if (decimal_is_zero(excess)) return;
  bool is_short = decimal_is_negative(excess);
  struct argument by = arg_share(decimal_absolute(excess));
  struct finding *finding =
      report_finding(report, &objective->entity, weights->last->weight.span, is_short ? TEXT_K008_SHORT : TEXT_K008_OVER,
                     ARGS(arg_name(objective->entity.spelling), arg_share(weights->sum), by));
  report_label(report, finding, TEXT_TERMS, ARGS(weight_terms(objective, report->arena)));
  report_help(report, finding, is_short ? TEXT_K008_SHORT_HELP : TEXT_K008_OVER_HELP, ARGS(by));
}

static void weights_not_100(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    struct weights weights = weights_of(objective, report->arena);
    if (weights.stated == 0 || report_unsure(report, weights.unknown)) continue;
    if (weights.none_count > 0)
      report_missing_weights(report, objective, &weights);
    else
      report_sum_of_weights(report, objective, &weights);
  }
}

const struct rule rule_K008 = {
    .row = {"K008", "weights-not-100", LEVEL_ERROR,
            "the weights of one objective's KPIs do not come to 100 %, or only some of them have one"},
    .why = "The score of an objective is the weighted mean of its KPIs. Weights that do not come to 100 %, or that only some "
           "of them have, were not thought through to the end: somebody will ask later what the rest was meant for.",
    .wrong = "objective fame \"A page that people speak of\" { serves revenue }\n"
             "kpi followers \"Followers\" { measures fame; unit followers; target at least 20_000; weight 40% }\n"
             "kpi answers   \"Answers\"   { measures fame; unit answers; target at least 40; weight 30% }\n",
    .right = "objective fame \"A page that people speak of\" { serves revenue }\n"
             "kpi followers \"Followers\" { measures fame; unit followers; target at least 20_000; weight 60% }\n"
             "kpi answers   \"Answers\"   { measures fame; unit answers; target at least 40; weight 40% }\n",
    .run = weights_not_100,
};

/* K014 */

/* Whether some KPI of it may have a worth; one that could not be read may. */
static bool has_worth(struct report *report, const struct objective *objective) {
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct entity *entity = &objective->kpis.items[i]->entity;
    if (!report_lacks(report, entity, STATEMENT_kpi_worth)) return true;
  }
  return false;
}

/* The KPI that most likely can be given one: what is counted and added up, else what is counted. */
static const struct kpi *likely_worth(const struct objective *objective) {
  const struct kpi *likely = objective->kpis.items[0];
  int best = -1;
  for (uint32_t i = 0; i < objective->kpis.count; i++) {
    const struct kpi *kpi = objective->kpis.items[i];
    int rank = !kpi->unit || kpi->unit->kind != UNIT_COUNT ? 0 : kpi->tally == TALLY_SUM ? 2 : 1;
    if (rank > best) likely = kpi;
    if (rank > best) best = rank;
  }
  return likely;
}

static void direct_without_worth(const struct model *model, struct report *report) {
  if (report_unsure_of_measures(report, model)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct entity *entity = &objective->entity;
    if (report_unsure(report, entity_unknown(entity, STATEMENT_objective_returns)) || !objective->direct) continue;
    if (objective->kpis.count == 0 || has_worth(report, objective)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_K014, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_K014_HELP,
                ARGS(arg_name(likely_worth(objective)->entity.spelling), arg_name(suggested_worth(model, report->arena))));
  }
}

const struct rule rule_K014 = {
    .row = {"K014", "direct-without-worth", LEVEL_INFO, "an objective with direct return, none of whose KPIs has a worth"},
    .why = "A direct return is money, so something that is counted here must be worth some. Without a worth nothing can be held "
           "against what was spent, and the return stays a word. An estimate that both sides agree on is enough.",
    .wrong = "objective shop \"Orders in the shop\" { returns direct }\n"
             "kpi shop_orders \"Orders\" { measures shop; unit orders; tally sum; target at least 600 }\n",
    .right = "objective shop \"Orders in the shop\" { returns direct }\n"
             "kpi shop_orders \"Orders\" { measures shop; unit orders; tally sum; target at least 600; worth 850 TWD each }\n",
    .prerequisites = {&rule_G001, &rule_B010},
    .run = direct_without_worth,
};

/* K015 */

/* The first one over the limit; NULL: there are no more than that. */
static const struct kpi *first_too_many(const struct objective *objective, struct decimal limit) {
  uint32_t count = objective->kpis.count, at = 0;
  if (decimal_compare(decimal_from_integer(count), limit) <= 0) return NULL;
  while (decimal_compare(decimal_from_integer(at + 1), limit) <= 0) at++;
  return objective->kpis.items[at];
}

static void too_many_kpis(const struct model *model, struct report *report) {
  struct decimal limit = setting_of(report->settings, SETTING_KPIS_PER_OBJECTIVE);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct objective *objective = model->objectives.items[i];
    const struct kpi *first = first_too_many(objective, limit);
    if (!first) continue;
    struct argument name = arg_name(objective->entity.spelling), most = arg_number(decimal_reduced(limit));
    struct finding *finding = report_finding(report, &objective->entity, first->entity.head, TEXT_K015,
                                             ARGS(name, arg_integer(objective->kpis.count), most));
    report_related(report, finding, objective->entity.head, TEXT_K015_RELATED, NO_ARGS);
    report_help(report, finding, TEXT_K015_HELP, ARGS(most, name));
  }
}

const struct rule rule_K015 = {
    .row = {"K015", "too-many-kpis", LEVEL_INFO, "an objective with more KPIs than can be kept in view"},
    .why = "Where everything is measured, nothing is steered by: of twelve figures some always rise, and the review chooses them. "
           "Five for an objective are a fair limit (`kpis_per_objective`); those that are only observed are counted too, since "
           "they too are looked at.",
    .wrong = "policy { set kpis_per_objective 2 }\n"
             "kpi clicks \"Clicks\" { measures sales; unit clicks; target at least 900 }\n"
             "kpi visits \"Visits\" { measures sales; unit visits; target at least 600 }\n",
    .right = "policy { set kpis_per_objective 2 }\n"
             "kpi clicks \"Clicks\" { measures sales; unit clicks; target at least 900 }\n",
    .run = too_many_kpis,
};
