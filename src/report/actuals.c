#include "report/actuals.h"

#include <stdlib.h>

#include "score/periods.h"

struct listing {
  struct arena *arena;
  const struct model *model;
  struct periods months;      /* of the term */
  struct periods_kept periods;
  VECTOR(struct actual) items;
};

static void add(struct listing *listing, enum input_kind kind, const struct entity *thing, const struct entity *part,
                day_number date) {
  if (date != DAY_NONE) VECTOR_PUSH(listing->arena, &listing->items, ((struct actual){kind, thing, part, date}));
}

/* ---- KPIs ---- */

/* Where it is counted on several things, each has a figure of its own. */
static void add_figures(struct listing *listing, const struct kpi *kpi, day_number date) {
  if (kpi->on.count < 2) {
    add(listing, INPUT_KPI, &kpi->entity, NULL, date);
    return;
  }
  for (uint32_t i = 0; i < kpi->on.count; i++) add(listing, INPUT_KPI, &kpi->entity, kpi->on.items[i].to, date);
}

/* A baseline that is still to be measured is a figure too; others are written in the agreement. */
static void add_kpi(struct listing *listing, const struct kpi *kpi) {
  if (kpi->formula) return; /* it is worked out */
  struct periods periods = periods_find(&listing->periods, listing->arena, listing->model, &kpi->reported);
  if (kpi->baseline.form == BASELINE_MEASURED) add_figures(listing, kpi, kpi->baseline.on);
  for (uint32_t i = 0; i < periods.count; i++) add_figures(listing, kpi, periods.items[i].last);
}

/* ---- What is done ---- */

/* When an action or a deliverable is done. */
struct times {
  enum timing timing;
  const struct period *period;
  day_number due;
  const struct recurrence *every;
};

static bool occurs_in(const struct listing *listing, const struct recurrence *every, const struct reporting_period *month) {
  day_number day = recurrence_next(&listing->model->calendar, every, month->first);
  return day != DAY_NONE && day <= month->last;
}

/* The months of a period, the last of them up to its end. */
static void add_period(struct listing *listing, enum input_kind kind, const struct entity *thing, const struct entity *part,
                       const struct period *period) {
  for (uint32_t i = 0; i < listing->months.count; i++) {
    const struct reporting_period *month = &listing->months.items[i];
    if (period->from == DAY_NONE || period->to == DAY_NONE || month->last < period->from || month->first > period->to) continue;
    add(listing, kind, thing, part, month->last < period->to ? month->last : period->to);
  }
}

/* What recurs has a line for each month in which it does. */
static void add_times(struct listing *listing, enum input_kind kind, const struct entity *thing, const struct entity *part,
                      const struct times *times) {
  switch (times->timing) {
    case TIMING_NONE: break;
    case TIMING_DUE: add(listing, kind, thing, part, times->due); break;
    case TIMING_PERIOD: add_period(listing, kind, thing, part, times->period); break;
    case TIMING_EVERY:
      for (uint32_t i = 0; i < listing->months.count; i++)
        if (occurs_in(listing, times->every, &listing->months.items[i]))
          add(listing, kind, thing, part, listing->months.items[i].last);
      break;
  }
}

/* What an action costs is spent in its own time. */
static void add_action(struct listing *listing, const struct action *action) {
  const struct times times = {action->timing, &action->period, action->due, &action->every};
  add_times(listing, INPUT_ACTION, &action->entity, NULL, &times);
  if (action->cost_from.to) add_times(listing, INPUT_SPEND, action->cost_from.to, &action->entity, &times);
}

static void add_deliverable(struct listing *listing, const struct deliverable *deliverable) {
  const struct times times = {deliverable->timing, NULL, deliverable->due, &deliverable->every};
  add_times(listing, INPUT_DELIVERABLE, &deliverable->entity, NULL, &times);
}

/* ---- What is spent and posted ---- */

static void add_months(struct listing *listing, enum input_kind kind, const struct entity *thing, const struct entity *part) {
  for (uint32_t i = 0; i < listing->months.count; i++) add(listing, kind, thing, part, listing->months.items[i].last);
}

static void add_channel(struct listing *listing, const struct channel *channel) {
  for (uint32_t i = 0; i < channel->mix.items.count; i++)
    if (channel->mix.items.items[i].of.to)
      add_months(listing, INPUT_POSTS, &channel->entity, channel->mix.items.items[i].of.to);
  if (channel->mix.items.count == 0 && channel->posts.stated)
    add_months(listing, INPUT_POSTS, &channel->entity, NULL);
}

static bool has_content(const struct channel *channel, const struct entity *content) {
  for (uint32_t i = 0; i < channel->mix.items.count; i++)
    if (channel->mix.items.items[i].of.to == content) return true;
  return false;
}

/* A content that only the campaign has there, in its months: whole ones, as the others of the channel. */
static void add_campaign_posts(struct listing *listing, const struct phase *campaign, const struct shares *mix) {
  const struct channel *channel = (const struct channel *)mix->of.to;
  for (uint32_t i = 0; channel && i < mix->items.count; i++) {
    const struct entity *content = mix->items.items[i].of.to;
    if (!content || has_content(channel, content)) continue;
    for (uint32_t k = 0; k < listing->months.count; k++) {
      const struct reporting_period *month = &listing->months.items[k];
      if (month->last >= campaign->period.from && month->first <= campaign->period.to)
        add(listing, INPUT_POSTS, &channel->entity, content, month->last);
    }
  }
}

/* ---- All of them ---- */

static int compare(int64_t a, int64_t b) { return a < b ? -1 : a > b; }

static int64_t part_order(const struct actual *actual) { return actual->part ? (int64_t)actual->part->order : -1; }

static int by_place(const void *a, const void *b) {
  const struct actual *left = a, *right = b;
  int order = compare(left->date, right->date);
  if (!order) order = compare((int64_t)left->kind, (int64_t)right->kind);
  if (!order) order = compare(left->thing->order, right->thing->order);
  return order ? order : compare(part_order(left), part_order(right));
}

/* Two campaigns of one month, or a baseline measured on a day of which a figure is due, ask for the same. */
static struct actuals without_doubles(struct actual *items, uint32_t count) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || by_place(&items[kept - 1], &items[i]) != 0) items[kept++] = items[i];
  return (struct actuals){items, kept};
}

struct actuals actuals_of(struct arena *arena, const struct model *model) {
  static const struct recurrence none = {.unit = TIME_NONE};
  struct listing listing = {.arena = arena, .model = model, .months = periods_of(arena, model, &none)};
  for (uint32_t i = 0; i < model->kpis.count; i++) add_kpi(&listing, model->kpis.items[i]);
  for (uint32_t i = 0; model->budget && i < model->budget->lines.count; i++)
    add_months(&listing, INPUT_SPEND, &model->budget->lines.items[i]->entity, NULL);
  for (uint32_t i = 0; i < model->channels.count; i++) add_channel(&listing, model->channels.items[i]);
  for (uint32_t i = 0; i < model->campaigns.count; i++)
    for (uint32_t k = 0; k < model->campaigns.items[i]->mixes.count; k++)
      add_campaign_posts(&listing, model->campaigns.items[i], &model->campaigns.items[i]->mixes.items[k]);
  for (uint32_t i = 0; i < model->actions.count; i++) add_action(&listing, model->actions.items[i]);
  for (uint32_t i = 0; i < model->deliverables.count; i++) add_deliverable(&listing, model->deliverables.items[i]);
  if (listing.items.count > 1) qsort(listing.items.items, listing.items.count, sizeof *listing.items.items, by_place);
  return without_doubles(listing.items.items, listing.items.count);
}
