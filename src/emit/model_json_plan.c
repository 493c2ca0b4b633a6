/* What is published and what is spent: contents, channels, brand, budget, incentives, return. */
#include "emit/model_json_parts.h"

#include <assert.h>

static const char *const purpose_words[] = {
  [PURPOSE_NONE] = NULL, [PURPOSE_PROMOTE] = "promote", [PURPOSE_ENGAGE] = "engage", [PURPOSE_INFORM] = "inform",
  [PURPOSE_SERVE] = "serve", [PURPOSE_TREND] = "trend",
};
static_assert(sizeof purpose_words / sizeof *purpose_words == PURPOSE_TREND + 1, "a word for each purpose");

static const char *const media_words[] = {
  [MEDIA_NONE] = NULL, [MEDIA_OWNED] = "owned", [MEDIA_PAID] = "paid", [MEDIA_EARNED] = "earned",
};
static_assert(sizeof media_words / sizeof *media_words == MEDIA_EARNED + 1, "a word for each kind of media");

static const char *const crosspost_words[] = {
  [CROSSPOST_NONE] = NULL, [CROSSPOST_ALLOWED] = "allowed", [CROSSPOST_ADAPTED] = "adapted",
  [CROSSPOST_FORBIDDEN] = "forbidden",
};
static_assert(sizeof crosspost_words / sizeof *crosspost_words == CROSSPOST_FORBIDDEN + 1, "a word for each way");

void model_contents(struct model_writer *w) {
  model_array_begin(w, "contents");
  for (uint32_t i = 0; i < w->model->contents.count; i++) {
    const struct content *content = w->model->contents.items[i];
    model_entity_begin(w, &content->entity);
    model_refs(w, "serves", &content->serves);
    model_string(w, "purpose", purpose_words[content->purpose]);
    model_ref(w, "by", &content->by);
    model_duration(w, "reacts", &content->reacts);
    model_revisions(w, "revisions", &content->revisions);
    model_text(w, "label", &content->label);
    model_texts(w, "examples", content->examples.items, content->examples.count);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_answers(struct model_writer *w, const struct channel *channel) {
  if (!channel->answers.stated) {
    model_null(w, "answers");
    return;
  }
  model_object_begin(w, "answers");
  model_duration(w, "within", &channel->answers.within);
  model_refs(w, "by", &channel->answers.by);
  model_recurrence(w, "every", &channel->answers.every);
  model_minutes(w, "from", channel->answers.from);
  model_minutes(w, "to", channel->answers.to);
  model_object_end(w);
}

static void put_boost(struct model_writer *w, const struct channel *channel) {
  if (!channel->boost.stated) {
    model_null(w, "boost");
    return;
  }
  model_object_begin(w, "boost");
  model_condition(w, "when", channel->boost.when);
  model_money(w, "up_to", &channel->boost.up_to);
  model_time_unit(w, "per", channel->boost.per);
  model_ref(w, "from", &channel->boost.from);
  model_object_end(w);
}

void model_channels(struct model_writer *w) {
  model_array_begin(w, "channels");
  for (uint32_t i = 0; i < w->model->channels.count; i++) {
    const struct channel *channel = w->model->channels.items[i];
    model_entity_begin(w, &channel->entity);
    model_string(w, "media", media_words[channel->media]);
    model_text(w, "audience", &channel->audience);
    model_refs(w, "suits", &channel->suits);
    model_text(w, "because", &channel->because);
    model_cadence(w, "posts", &channel->posts);
    model_shares(w, "mix", &channel->mix);
    model_string(w, "crosspost", crosspost_words[channel->crosspost]);
    model_ref(w, "owner", &channel->owner);
    model_refs(w, "admin", &channel->admin);
    model_refs(w, "access", &channel->access);
    put_answers(w, channel);
    put_boost(w, channel);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_brand(struct model_writer *w) {
  const struct brand *brand = w->model->brand;
  if (!brand) {
    model_null(w, "brand");
    return;
  }
  model_object_begin(w, "brand");
  model_text(w, "voice", &brand->voice);
  model_texts(w, "always", brand->always.items, brand->always.count);
  model_texts(w, "never", brand->never.items, brand->never.count);
  model_array_begin(w, "crises");
  for (uint32_t i = 0; i < brand->crises.count; i++) {
    const struct crisis *crisis = &brand->crises.items[i];
    model_object_begin(w, NULL);
    model_text(w, "what", &crisis->what);
    model_refs(w, "by", &crisis->by);
    model_duration(w, "within", &crisis->within);
    model_object_end(w);
  }
  model_array_end(w);
  model_object_end(w);
}

/* Budget */

static void put_line_share(struct model_writer *w, const struct line *line) {
  if (!line->by_share) {
    model_null(w, "share");
    return;
  }
  model_object_begin(w, "share");
  model_figure(w, "part", &line->share);
  model_ref(w, "of", &line->share_of);
  model_money(w, "at_least", &line->share_least);
  model_object_end(w);
}

static void put_lines(struct model_writer *w, const struct budget *budget) {
  model_array_begin(w, "lines");
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    model_entity_begin(w, &line->entity);
    model_money(w, "amount", &line->amount);
    model_bool(w, "per_month", line->per_month);
    put_line_share(w, line);
    model_money(w, "whole", &line->whole);
    model_ref(w, "to", &line->to);
    model_ref(w, "through", &line->through);
    model_bool(w, "at_cost", line->at_cost);
    model_figure(w, "markup", &line->markup);
    model_refs(w, "for", &line->channels);
    model_quantity(w, "hours", &line->hours);
    model_bool(w, "internal", line->internal);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_rates(struct model_writer *w, const struct budget *budget) {
  model_array_begin(w, "rates");
  for (uint32_t i = 0; i < budget->rates.count; i++) {
    const struct rate *rate = budget->rates.items[i];
    model_entity_begin(w, &rate->entity);
    model_money(w, "each", &rate->each);
    model_ref(w, "to", &rate->to);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_splits(struct model_writer *w, const struct budget *budget) {
  model_array_begin(w, "splits");
  for (uint32_t i = 0; i < budget->splits.count; i++) {
    const struct shares *split = &budget->splits.items[i];
    model_object_begin(w, NULL);
    model_ref(w, "line", &split->of);
    model_shares(w, "shares", split);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_shifts(struct model_writer *w, const struct budget *budget) {
  model_array_begin(w, "shifts");
  for (uint32_t i = 0; i < budget->shifts.count; i++) {
    const struct shift *shift = &budget->shifts.items[i];
    model_object_begin(w, NULL);
    model_figure(w, "up_to", &shift->up_to);
    model_refs(w, "between", &shift->lines);
    model_ref(w, "by", &shift->by);
    model_object_end(w);
  }
  model_array_end(w);
}

static void put_payments(struct model_writer *w, const struct budget *budget) {
  model_array_begin(w, "payments");
  for (uint32_t i = 0; i < budget->payments.count; i++) {
    const struct payment *payment = &budget->payments.items[i];
    model_object_begin(w, NULL);
    model_ref(w, "line", &payment->line);
    model_recurrence(w, "every", &payment->every);
    model_duration(w, "within", &payment->within);
    model_figure(w, "share", &payment->share);
    model_day(w, "on", payment->on);
    model_ref(w, "after", &payment->after);
    model_object_end(w);
  }
  model_array_end(w);
}

void model_budget(struct model_writer *w) {
  const struct budget *budget = w->model->budget;
  if (!budget) {
    model_null(w, "budget");
    return;
  }
  model_object_begin(w, "budget");
  model_name(w, "name", &budget->entity);
  model_text(w, "title", &budget->entity.title);
  model_money(w, "total", &budget->total);
  put_lines(w, budget);
  put_rates(w, budget);
  put_splits(w, budget);
  put_shifts(w, budget);
  put_payments(w, budget);
  model_object_end(w);
}

static void put_incentive(struct model_writer *w, const struct incentive *incentive) {
  model_entity_begin(w, &incentive->entity);
  model_condition(w, "when", incentive->when);
  model_string(w, "does", incentive->deducts ? "deducts" : "pays");
  model_money(w, "amount", &incentive->amount);
  model_bool(w, "each", incentive->each);
  model_figure(w, "share", &incentive->share);
  model_ref(w, "share_of", &incentive->share_of);
  model_ref(w, "to", &incentive->to);
  model_money(w, "cap", &incentive->cap);
  model_object_end(w);
}

void model_incentives(struct model_writer *w) {
  model_array_begin(w, "incentives");
  for (uint32_t i = 0; i < w->model->incentives.count; i++) put_incentive(w, w->model->incentives.items[i]);
  model_array_end(w);
}

/* Null where nothing is listed, which means all of them. */
static void put_chosen(struct model_writer *w, const char *key, const struct refs *refs) {
  if (refs->stated) {
    model_refs(w, key, refs);
  } else {
    model_null(w, key);
  }
}

void model_roi(struct model_writer *w) {
  const struct roi *roi = w->model->roi;
  if (!roi) {
    model_null(w, "roi");
    return;
  }
  model_object_begin(w, "roi");
  put_chosen(w, "counts", &roi->counts);
  put_chosen(w, "costs", &roi->costs);
  model_target(w, "expect", &roi->expect);
  model_day(w, "judge_from", roi->judge);
  model_object_end(w);
}
