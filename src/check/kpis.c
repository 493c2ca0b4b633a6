/* K: what KPIs must have. */
#include "check/figures.h"
#include "check/rule.h"
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

static bool is_before(struct span a, struct span b) {
  return a.file != b.file ? a.file < b.file : a.start < b.start;
}

/* A figure that is only shown has no part in a score. */
static bool is_scored(const struct kpi *kpi) { return !kpi->target.stated || kpi->target.form != TARGET_OBSERVE; }

static void add_weight(struct weights *weights, const struct kpi *kpi) {
  if (kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_weight)) weights->unknown = true;
  if (kpi->weight_stated) {
    weights->stated++;
    weights->sum = decimal_add(weights->sum, kpi->weight.value);
    if (!weights->last || is_before(weights->last->weight.span, kpi->weight.span)) weights->last = kpi;
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

static struct argument names_of(const struct kpi *const *kpis, uint32_t count, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, count);
  for (uint32_t i = 0; i < count; i++) names[i] = kpis[i]->entity.spelling;
  return arg_list(names, count);
}

static void report_missing_weights(struct report *report, const struct objective *objective, const struct weights *weights) {
  const struct kpi *first = weights->none[0];
  for (uint32_t i = 1; i < weights->none_count; i++)
    if (is_before(weights->none[i]->entity.head, first->entity.head)) first = weights->none[i];
  if (report_has_found(report, &first->entity)) return; /* of another objective that it measures */
  struct argument name = arg_name(objective->entity.spelling);
  struct finding *finding = report_finding(report, &first->entity, first->entity.head, TEXT_K008_SOME,
                                           ARGS(name, names_of(weights->none, weights->none_count, report->arena)));
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
