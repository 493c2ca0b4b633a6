#include "check/mixes.h"

static struct mix mix_of(const struct shares *shares, const struct entity *holder, const struct channel *channel) {
  struct mix mix = {.shares = shares, .holder = holder, .channel = &channel->entity, .posts = &channel->posts};
  mix.least = mix.most = decimal_from_integer(0);
  for (uint32_t i = 0; i < shares->items.count; i++) {
    const struct share_item *item = &shares->items.items[i];
    mix.least = decimal_add(mix.least, item->least);
    mix.most = decimal_add(mix.most, item->most);
    mix.ranges = mix.ranges || item->range;
  }
  return mix;
}

static void check_campaign(const struct model *model, struct report *report, const struct phase *campaign,
                           mix_check *check) {
  struct entity_map posts = {.arena = report->arena};
  for (uint32_t i = 0; i < campaign->posts.count; i++)
    if (campaign->posts.items[i].channel.to)
      *entity_map_at(&posts, campaign->posts.items[i].channel.to) = &campaign->posts.items[i].posts;
  for (uint32_t i = 0; i < campaign->mixes.count; i++) {
    const struct shares *shares = &campaign->mixes.items[i];
    if (report_unsure(report, !shares->complete || !shares->of.to)) continue;
    struct mix mix = mix_of(shares, &campaign->entity, (const struct channel *)shares->of.to);
    const struct cadence *own = entity_map_get(&posts, shares->of.to);
    if (own) mix.posts = own;
    check(model, report, &mix);
  }
}

void mixes_check(const struct model *model, struct report *report, mix_check *check) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (!channel->mix.stated || report_unsure(report, !channel->mix.complete)) continue;
    struct mix mix = mix_of(&channel->mix, &channel->entity, channel);
    check(model, report, &mix);
  }
  for (uint32_t i = 0; i < model->campaigns.count; i++) check_campaign(model, report, model->campaigns.items[i], check);
}

static void hold(struct entity_map *held, const struct shares *shares) {
  for (uint32_t i = 0; i < shares->items.count; i++)
    *entity_map_at(held, shares->items.items[i].of.to) = shares->items.items[i].of.to;
}

bool mixes_hold(const struct model *model, struct entity_map *held) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    known = known && !channel->entity.incomplete && !entity_unknown(&channel->entity, STATEMENT_channel_mix);
    hold(held, &channel->mix);
  }
  for (uint32_t i = 0; i < model->campaigns.count; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    known = known && !campaign->entity.incomplete && !entity_unknown(&campaign->entity, STATEMENT_campaign_mix);
    for (uint32_t k = 0; k < campaign->mixes.count; k++) hold(held, &campaign->mixes.items[k]);
  }
  return known;
}
