/* What is done, by whom and when: actions, deliverables, duties, approvals, phases, reviews, diagnoses, selections. */
#include "emit/model_json_parts.h"

static const struct period no_period = {.from = DAY_NONE, .to = DAY_NONE};
static const struct recurrence no_recurrence = {.unit = TIME_NONE};

/* One of the three is not null. */
static void put_timing(struct model_writer *w, enum timing timing, const struct period *period, day_number due,
                       const struct recurrence *every) {
  model_period(w, "period", timing == TIMING_PERIOD ? period : &no_period);
  model_day(w, "due", timing == TIMING_DUE ? due : DAY_NONE);
  model_recurrence(w, "every", timing == TIMING_EVERY ? every : &no_recurrence);
}

static void put_cost(struct model_writer *w, const struct action *action) {
  if (!action->cost.stated) {
    model_null(w, "cost");
    return;
  }
  model_object_begin(w, "cost");
  model_money(w, "amount", &action->cost);
  model_ref(w, "from", &action->cost_from);
  model_object_end(w);
}

static void put_action(struct model_writer *w, const struct action *action) {
  model_entity_begin(w, &action->entity);
  model_refs(w, "for", &action->objectives);
  model_refs(w, "on", &action->channels);
  model_refs(w, "by", &action->by);
  put_timing(w, action->timing, &action->period, action->due, &action->every);
  model_refs(w, "after", &action->after);
  model_refs(w, "needs", &action->needs);
  put_cost(w, action);
  model_quantity(w, "takes", &action->takes);
  model_expectations(w, "expects", action->expects.items, action->expects.count);
  model_tails(w, "criteria", action->criteria);
  model_text(w, "precedent", &action->precedent);
  model_object_end(w);
}

void model_actions(struct model_writer *w) {
  model_array_begin(w, "actions");
  for (uint32_t i = 0; i < w->model->actions.count; i++) put_action(w, w->model->actions.items[i]);
  model_array_end(w);
}

static void put_accepted(struct model_writer *w, const struct deliverable *deliverable) {
  if (!deliverable->accepted_by.to) {
    model_null(w, "accepted");
    return;
  }
  model_object_begin(w, "accepted");
  model_ref(w, "by", &deliverable->accepted_by);
  model_duration(w, "within", &deliverable->accepted_within);
  model_object_end(w);
}

static void put_deliverable(struct model_writer *w, const struct deliverable *deliverable) {
  model_entity_begin(w, &deliverable->entity);
  model_ref(w, "from", &deliverable->from);
  model_ref(w, "to", &deliverable->to);
  put_timing(w, deliverable->timing, &no_period, deliverable->due, &deliverable->every);
  model_refs(w, "needs", &deliverable->needs);
  put_accepted(w, deliverable);
  model_silence(w, "silence", &deliverable->silence, "accepts");
  model_tails(w, "criteria", deliverable->criteria);
  model_revisions(w, "revisions", &deliverable->revisions);
  model_object_end(w);
}

void model_deliverables(struct model_writer *w) {
  model_array_begin(w, "deliverables");
  for (uint32_t i = 0; i < w->model->deliverables.count; i++) put_deliverable(w, w->model->deliverables.items[i]);
  model_array_end(w);
}

void model_duties(struct model_writer *w) {
  model_array_begin(w, "duties");
  for (uint32_t i = 0; i < w->model->duties.count; i++) {
    const struct duty *duty = w->model->duties.items[i];
    model_entity_begin(w, &duty->entity);
    model_string(w, "nature", duty->core ? "core" : duty->specialist ? "specialist" : NULL);
    model_refs(w, "responsible", &duty->responsible);
    model_ref(w, "accountable", &duty->accountable);
    model_refs(w, "consulted", &duty->consulted);
    model_refs(w, "informed", &duty->informed);
    model_refs(w, "includes", &duty->includes);
    model_quantity(w, "takes", &duty->takes);
    model_text(w, "because", &duty->because);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_spend(struct model_writer *w, const struct approval *approval) {
  model_array_begin(w, "spend");
  for (uint32_t i = 0; i < approval->spend.count; i++) {
    const struct spend_limit *limit = &approval->spend.items[i];
    model_object_begin(w, NULL);
    model_money(w, "over", &limit->over);
    model_money(w, "up_to", &limit->up_to);
    model_ref(w, "on", &limit->line);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_steps(struct model_writer *w, const struct approval *approval) {
  model_array_begin(w, "steps");
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct step *step = &approval->steps.items[i];
    model_object_begin(w, NULL);
    model_refs(w, "by", &step->by);
    model_bool(w, "all", step->all);
    model_duration(w, "within", &step->within);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_approvals(struct model_writer *w) {
  model_array_begin(w, "approvals");
  for (uint32_t i = 0; i < w->model->approvals.count; i++) {
    const struct approval *approval = w->model->approvals.items[i];
    model_entity_begin(w, &approval->entity);
    model_ref_list(w, "covers", approval->covers.items, approval->covers.count);
    put_spend(w, approval);
    put_steps(w, approval);
    model_silence(w, "silence", &approval->silence, "approves");
    model_ref(w, "delegated", &approval->delegated);
    model_object_end(w);
  }
  model_array_end(w);
}

/* Phases and campaigns */

static void put_phase(struct model_writer *w, const struct phase *phase) {
  model_entity_begin(w, &phase->entity);
  model_period(w, "period", &phase->period);
  model_refs(w, "focus", &phase->focus);
  model_expectations(w, "reach", phase->reach.items, phase->reach.count);
  model_tails(w, "exits", phase->exits);
}

void model_phases(struct model_writer *w) {
  model_array_begin(w, "phases");
  for (uint32_t i = 0; i < w->model->phases.count; i++) {
    put_phase(w, w->model->phases.items[i]);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_campaign_posts(struct model_writer *w, const struct phase *campaign) {
  model_array_begin(w, "posts");
  for (uint32_t i = 0; i < campaign->posts.count; i++) {
    model_object_begin(w, NULL);
    model_ref(w, "channel", &campaign->posts.items[i].channel);
    model_cadence(w, "posts", &campaign->posts.items[i].posts);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_campaign_mixes(struct model_writer *w, const struct phase *campaign) {
  model_array_begin(w, "mixes");
  for (uint32_t i = 0; i < campaign->mixes.count; i++) {
    model_object_begin(w, NULL);
    model_ref(w, "channel", &campaign->mixes.items[i].of);
    model_shares(w, "mix", &campaign->mixes.items[i]);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_campaigns(struct model_writer *w) {
  model_array_begin(w, "campaigns");
  for (uint32_t i = 0; i < w->model->campaigns.count; i++) {
    const struct phase *campaign = w->model->campaigns.items[i];
    put_phase(w, campaign);
    put_campaign_posts(w, campaign);
    put_campaign_mixes(w, campaign);
    model_object_end(w);
  }
  model_array_end(w);
}

/* Reviews, diagnoses, selections */

static void put_minutes(struct model_writer *w, const struct review *review) {
  if (!review->minutes_by.to) {
    model_null(w, "minutes");
    return;
  }
  model_object_begin(w, "minutes");
  model_ref(w, "by", &review->minutes_by);
  model_duration(w, "within", &review->minutes_within);
  model_object_end(w);
}

void model_reviews(struct model_writer *w) {
  model_array_begin(w, "reviews");
  for (uint32_t i = 0; i < w->model->reviews.count; i++) {
    const struct review *review = w->model->reviews.items[i];
    model_entity_begin(w, &review->entity);
    model_day(w, "on", review->timing == TIMING_DUE ? review->on : DAY_NONE);
    model_recurrence(w, "every", review->timing == TIMING_EVERY ? &review->every : &no_recurrence);
    model_ref(w, "chair", &review->chair);
    model_refs(w, "attended", &review->attended);
    model_bool(w, "all_kpis", review->all_kpis);
    model_ref_list(w, "covers", review->covers.items, review->covers.count);
    model_refs(w, "needs", &review->needs);
    model_tails(w, "asks", review->asks);
    put_minutes(w, review);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_diagnoses(struct model_writer *w) {
  model_array_begin(w, "diagnoses");
  for (uint32_t i = 0; i < w->model->diagnoses.count; i++) {
    const struct diagnosis *diagnosis = w->model->diagnoses.items[i];
    model_entity_begin(w, &diagnosis->entity);
    model_condition(w, "when", diagnosis->when);
    model_tails(w, "then", diagnosis->then);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_selection(struct model_writer *w, const struct selection *selection) {
  model_object_begin(w, NULL);
  model_text(w, "title", &selection->entity.title);
  model_array_begin(w, "criteria");
  for (uint32_t i = 0; i < selection->criteria.count; i++) {
    model_entity_begin(w, &selection->criteria.items[i]->entity);
    model_figure(w, "weight", &selection->criteria.items[i]->weight);
    model_object_end(w);
  }
  model_array_end(w);
  model_array_begin(w, "candidates");
  for (uint32_t i = 0; i < selection->candidates.count; i++) {
    model_entity_begin(w, selection->candidates.items[i]);
    model_object_end(w);
  }
  model_array_end(w);
  model_object_end(w);
}

void model_selections(struct model_writer *w) {
  model_array_begin(w, "selections");
  for (uint32_t i = 0; i < w->model->selections.count; i++) put_selection(w, w->model->selections.items[i]);
  model_array_end(w);
}
