/* goals, objectives, KPIs */
#include "emit/model_json_parts.h"

#include <assert.h>

const char *const model_indirect_words[] = {
  [RETURN_THOUGHT_LEADERSHIP] = "thought_leadership", [RETURN_RELATIONSHIPS] = "relationships",
  [RETURN_WORD_OF_MOUTH] = "word_of_mouth", [RETURN_REPUTATION] = "reputation", [RETURN_AUTHORITY] = "authority",
  [RETURN_INDIRECT_SALES] = "indirect_sales", [RETURN_SERVICE_SAVINGS] = "service_savings",
  [RETURN_MESSAGING] = "messaging",
};
static_assert(sizeof model_indirect_words / sizeof *model_indirect_words == RETURN_KIND_COUNT, "a word for each kind");

static const char *const tally_words[] = {[TALLY_LATEST] = "latest", [TALLY_SUM] = "sum", [TALLY_AVERAGE] = "average"};
static_assert(sizeof tally_words / sizeof *tally_words == TALLY_AVERAGE + 1, "a word for each tally");

static const char *const baseline_words[] = {
  [BASELINE_NONE] = NULL, [BASELINE_ON] = "on", [BASELINE_OVER] = "over", [BASELINE_MEASURED] = "measured",
};
static_assert(sizeof baseline_words / sizeof *baseline_words == BASELINE_MEASURED + 1, "a word for each form");

static const char *const discipline_words[] = {
  [DISCIPLINE_NONE] = NULL, [DISCIPLINE_SEO] = "seo", [DISCIPLINE_ADS] = "ads", [DISCIPLINE_SOCIAL] = "social",
  [DISCIPLINE_CONTENT] = "content", [DISCIPLINE_EMAIL] = "email", [DISCIPLINE_BRAND] = "brand",
  [DISCIPLINE_SALES] = "sales", [DISCIPLINE_SERVICE] = "service", [DISCIPLINE_WEB] = "web",
};
static_assert(sizeof discipline_words / sizeof *discipline_words == DISCIPLINE_WEB + 1, "a word for each discipline");

void model_goals(struct model_writer *w) {
  model_array_begin(w, "goals");
  for (uint32_t i = 0; i < w->model->goals.count; i++) {
    const struct goal *goal = w->model->goals.items[i];
    model_entity_begin(w, &goal->entity);
    model_ref(w, "owner", &goal->owner);
    model_text(w, "because", &goal->because);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_returns(struct model_writer *w, const struct objective *objective) {
  model_object_begin(w, "returns");
  model_bool(w, "direct", objective->direct);
  model_array_begin(w, "indirect");
  for (int kind = 0; kind < RETURN_KIND_COUNT; kind++)
    if (objective->indirect_kinds >> kind & 1) json_put_text(&w->json, model_indirect_words[kind]);
  model_array_end(w);
  model_object_end(w);
}

static void put_endorsements(struct model_writer *w, const struct objective *objective) {
  model_array_begin(w, "endorsed");
  for (uint32_t i = 0; i < objective->endorsed.count; i++) {
    model_object_begin(w, NULL);
    model_refs(w, "by", &objective->endorsed.items[i].by);
    model_day(w, "on", objective->endorsed.items[i].on);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_measuring(struct model_writer *w, const struct objective *objective) {
  model_array_begin(w, "kpis");
  for (uint32_t i = 0; i < objective->kpis.count; i++) model_listed(w, &objective->kpis.items[i]->entity);
  model_array_end(w);
}

void model_objectives(struct model_writer *w) {
  model_array_begin(w, "objectives");
  for (uint32_t i = 0; i < w->model->objectives.count; i++) {
    const struct objective *objective = w->model->objectives.items[i];
    model_entity_begin(w, &objective->entity);
    model_refs(w, "serves", &objective->serves);
    model_refs(w, "for", &objective->departments);
    model_text(w, "problem", &objective->problem);
    model_text(w, "aim", &objective->aim);
    model_text(w, "because", &objective->because);
    model_ref(w, "owner", &objective->owner);
    model_figure(w, "priority", &objective->priority);
    put_returns(w, objective);
    model_money(w, "inaction_a_year", &objective->inaction);
    put_endorsements(w, objective);
    model_day(w, "by", objective->by);
    model_bool(w, "by_stated", objective->by_stated);
    put_measuring(w, objective);
    model_object_end(w);
  }
  model_array_end(w);
}

/* KPIs */

static void put_baseline(struct model_writer *w, const struct kpi *kpi) {
  if (kpi->baseline.form == BASELINE_NONE) {
    model_null(w, "baseline");
    return;
  }
  model_object_begin(w, "baseline");
  model_string(w, "form", baseline_words[kpi->baseline.form]);
  model_figure(w, "figure", &kpi->baseline.figure);
  bool over = kpi->baseline.form == BASELINE_OVER;
  model_day(w, "on", over ? DAY_NONE : kpi->baseline.on);
  model_period(w, "over", over ? &kpi->baseline.over : &(struct period){.from = DAY_NONE, .to = DAY_NONE});
  model_ref(w, "by", &kpi->baseline.by);
  model_object_end(w);
}

static void put_milestones(struct model_writer *w, const struct kpi *kpi) {
  model_array_begin(w, "milestones");
  for (const struct milestone *milestone = kpi->milestones; milestone; milestone = milestone->next) {
    model_object_begin(w, NULL);
    model_target(w, "target", &milestone->target);
    model_name(w, "phase", milestone->phase);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_forecasts(struct model_writer *w, const struct kpi *kpi) {
  model_array_begin(w, "forecasts");
  for (const struct forecast *forecast = kpi->forecasts; forecast; forecast = forecast->next) {
    model_object_begin(w, NULL);
    model_figure(w, "figure", &forecast->figure);
    model_day(w, "on", forecast->on);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_band(struct model_writer *w, const char *key, const struct band *band) {
  if (!band->stated || !band->known) {
    model_null(w, key);
    return;
  }
  model_object_begin(w, key);
  model_string(w, "form", band->least ? "at_least" : "at_most");
  model_decimal(w, "figure", band->value);
  model_object_end(w);
}

static void put_reported(struct model_writer *w, const struct kpi *kpi) {
  if (kpi->reported.unit == TIME_NONE) {
    model_null(w, "reported");
    return;
  }
  model_object_begin(w, "reported");
  model_recurrence(w, "when", &kpi->reported);
  model_refs(w, "by", &kpi->reported_by);
  model_object_end(w);
}

static void put_costs(struct model_writer *w, const struct kpi *kpi) {
  if (!kpi->costs->stated) {
    model_null(w, "costs");
    return;
  }
  model_object_begin(w, "costs");
  model_money(w, "each", &kpi->costs->each);
  model_decimal(w, "part", kpi->costs->part);
  model_ref(w, "from", &kpi->costs->from);
  model_object_end(w);
}

static void put_excuses(struct model_writer *w, const struct kpi *kpi) {
  model_array_begin(w, "excused");
  for (const struct excuse *excuse = kpi->excused; excuse; excuse = excuse->next) {
    model_object_begin(w, NULL);
    model_period(w, "period", &excuse->period);
    model_text(w, "why", &excuse->why);
    model_refs(w, "agreed_by", &excuse->by);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_meaning(struct model_writer *w, const struct kpi *kpi) {
  model_refs(w, "measures", &kpi->measures);
  model_text(w, "means", &kpi->means);
  model_text(w, "because", &kpi->because);
  model_unit(w, "unit", kpi->unit);
  model_formula(w, "formula", kpi->formula);
  model_string(w, "tally", tally_words[kpi->tally]);
}

static void put_figures(struct model_writer *w, const struct kpi *kpi) {
  put_baseline(w, kpi);
  model_target(w, "target", &kpi->target);
  model_target(w, "stretch", kpi->stretch);
  put_milestones(w, kpi);
  put_forecasts(w, kpi);
  put_band(w, "green", kpi->green);
  put_band(w, "amber", kpi->amber);
}

static void put_use(struct model_writer *w, const struct kpi *kpi) {
  model_text(w, "source", &kpi->source);
  model_refs(w, "open_to", &kpi->open_to);
  put_reported(w, kpi);
  model_refs(w, "on", &kpi->on);
  model_refs(w, "needs", &kpi->needs);
  model_figure(w, "weight", &kpi->weight);
  model_money(w, "worth", kpi->worth);
  put_costs(w, kpi);
  model_string(w, "discipline", discipline_words[kpi->discipline]);
  model_refs(w, "influences", &kpi->influences);
  model_string(w, "proxy", kpi->proxy < 0 ? NULL : model_indirect_words[kpi->proxy]);
  put_excuses(w, kpi);
}

void model_kpis(struct model_writer *w) {
  model_array_begin(w, "kpis");
  for (uint32_t i = 0; i < w->model->kpis.count; i++) {
    const struct kpi *kpi = w->model->kpis.items[i];
    model_entity_begin(w, &kpi->entity);
    put_meaning(w, kpi);
    put_figures(w, kpi);
    put_use(w, kpi);
    model_object_end(w);
  }
  model_array_end(w);
}
