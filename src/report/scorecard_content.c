/* What is published: the planned mix of each channel beside what was posted. */
#include "report/scorecard_live.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

static bool has_plan(const struct channel *channel) {
  return channel->mix.items.count > 0 || (channel->posts.stated && channel->posts.known);
}

static bool campaign_has_plan(const struct phase *campaign) { return campaign->mixes.count + campaign->posts.count > 0; }

bool scorecard_has_content(const struct model *model) {
  for (uint32_t i = 0; i < model->channels.count; i++)
    if (has_plan(model->channels.items[i])) return true;
  for (uint32_t i = 0; i < model->campaigns.count; i++)
    if (campaign_has_plan(model->campaigns.items[i])) return true;
  return false;
}

/* posts a month */
static const char *posts_per(struct scorecard *sc, const struct cadence *posts) {
  struct cell words = cell_sentence(sc->document, TEXT_REPORT_POSTS_PER, ARGS(arg_text(phrase_time_unit(posts->per))));
  return cell_string(sc->document, &words);
}

bool scorecard_cadence_is_known(const struct cadence *posts) { return posts->stated && posts->known && posts->per != TIME_NONE; }

struct cell scorecard_range(enum figure_form form, bool has_low, struct decimal low, bool has_high, struct decimal high) {
  struct cell cell = cell_figure(form, low, (struct text_unit){0});
  if (has_low && has_high && decimal_compare(low, high) == 0) return cell;
  if (!has_low && !has_high) return nothing;
  cell.kind = CELL_RANGE;
  cell.has_low = has_low;
  cell.has_high = has_high;
  cell.as.range.low = low;
  cell.as.range.high = high;
  return cell;
}

struct cell scorecard_cadence(const struct cadence *posts) {
  return scorecard_range(FIGURE_NUMBER, posts->has_least, decimal_from_integer(posts->least), posts->has_most,
                    decimal_from_integer(posts->most));
}

struct cell scorecard_posts_of_share(const struct cadence *posts, const struct share_item *item) {
  enum { PLACES = 1 };
  struct decimal least = decimal_multiply(decimal_from_integer(posts->least), item->least);
  struct decimal most = decimal_multiply(decimal_from_integer(posts->most), item->most);
  if (!scorecard_cadence_is_known(posts)) return nothing;
  return scorecard_range(FIGURE_NUMBER, posts->has_least, decimal_rounded(least, PLACES), posts->has_most,
                    decimal_rounded(most, PLACES));
}

enum { MIX_COLUMNS = 5, MIX_COLUMNS_PLANNED = 3 };

static struct cell part_follows(enum follows_kind kind, const char *name, const char *part) {
  struct cell cell = scorecard_follows(kind, name, DAY_NONE);
  cell.as.place.part = part;
  return cell;
}

static struct cell posted_of(const char *channel, const char *content) {
  return part_follows(FOLLOWS_POSTED, channel, content);
}

static void put_mix_row(struct scorecard *sc, const struct channel *channel, const struct cadence *posts,
                        const struct share_item *item, uint32_t columns) {
  if (!item->known || !item->of.to) return;
  const char *name = channel->entity.spelling, *content = item->of.to->spelling;
  struct cell posted = sc->live ? posted_of(name, content)
                                : scorecard_input(INPUT_POSTS, name, content, DAY_NONE, phrase_label(sc->document->language, item->of.to));
  const struct cell cells[MIX_COLUMNS] = {phrase_entity(item->of.to),
                                          scorecard_range(FIGURE_SHARE, true, item->least, true, item->most),
                                          scorecard_posts_of_share(posts, item),
                                          posted, part_follows(FOLLOWS_SHARE, name, content)};
  document_row(sc->document, ROW_PLAIN, cells, columns);
}

/* A live page counts what is posted month by month; a campaign's posts are among the channel's there. */
static void put_mix(struct scorecard *sc, const struct channel *channel, const struct cadence *posts,
                    const struct shares *mix, bool campaign) {
  uint32_t count = campaign && sc->live ? MIX_COLUMNS_PLANNED : MIX_COLUMNS;
  const char *unit = scorecard_cadence_is_known(posts) ? posts_per(sc, posts) : NULL;
  const struct column columns[MIX_COLUMNS] = {{TEXT_REPORT_CONTENT_KIND, NULL, COLUMN_TEXT},
                                              {TEXT_REPORT_PLANNED_SHARE, NULL, COLUMN_FIGURE},
                                              {TEXT_REPORT_PLANNED, unit, COLUMN_FIGURE},
                                              {TEXT_REPORT_POSTED, NULL, COLUMN_INPUT},
                                              {TEXT_REPORT_ACTUAL_SHARE, NULL, COLUMN_FIGURE}};
  struct cell total[MIX_COLUMNS] = {scorecard_say(TEXT_REPORT_ALL_POSTS)};
  document_table(sc->document, scorecard_say(TEXT_REPORT_MIX), columns, count);
  for (uint32_t i = 0; mix && i < mix->items.count; i++) put_mix_row(sc, channel, posts, &mix->items.items[i], count);
  if (scorecard_cadence_is_known(posts)) total[2] = scorecard_cadence(posts);
  total[3] = sc->live || (mix && mix->items.count > 0)
                 ? posted_of(channel->entity.spelling, NULL)
                 : scorecard_input(INPUT_POSTS, channel->entity.spelling, NULL, DAY_NONE, phrase_label(sc->document->language, &channel->entity));
  document_row(sc->document, ROW_TOTAL, total, count);
  document_table_end(sc->document);
}

static void put_channel(struct scorecard *sc, const struct channel *channel) {
  struct fact_list facts = facts_in(sc->document);
  scorecard_thing(sc, NULL, TEXT_REPORT_CHANNEL, &channel->entity);
  facts_add(&facts, TEXT_REPORT_AUDIENCE, cell_text(channel->audience));
  facts_add(&facts, TEXT_REPORT_SUITS, phrase_refs(sc->document, &channel->suits));
  facts_put(&facts, STYLE_PLAIN);
  put_mix(sc, channel, &channel->posts, &channel->mix, false);
  scorecard_months(sc, INPUT_POSTS, INPUT_POSTS, &channel->entity, TEXT_LIVE_POSTED, TEXT_REPORT_CONTENT_KIND);
  document_rest(sc->document);
}

static const struct shares *mix_of(const struct phase *campaign, const struct entity *channel) {
  for (uint32_t i = 0; i < campaign->mixes.count; i++)
    if (campaign->mixes.items[i].of.to == channel) return &campaign->mixes.items[i];
  return NULL;
}

static const struct cadence *posts_of(const struct phase *campaign, const struct entity *channel) {
  static const struct cadence none;
  for (uint32_t i = 0; i < campaign->posts.count; i++)
    if (campaign->posts.items[i].channel.to == channel) return &campaign->posts.items[i].posts;
  return &none;
}

/* A channel in a campaign: what the campaign says of it. */
static void put_in_campaign(struct scorecard *sc, const struct phase *campaign, const struct entity *channel) {
  if (!channel) return;
  document_paragraph(sc->document, cell_sentence(sc->document, TEXT_REPORT_ON_CHANNEL,
                                                 ARGS(arg_entity(sc->document, channel))));
  put_mix(sc, (const struct channel *)channel, posts_of(campaign, channel), mix_of(campaign, channel), true);
}

static void put_campaign(struct scorecard *sc, const struct phase *campaign) {
  scorecard_thing(sc, NULL, TEXT_REPORT_CAMPAIGN, &campaign->entity);
  document_paragraph(sc->document, phrase_period(sc->document, &campaign->period));
  for (uint32_t i = 0; i < campaign->mixes.count; i++) put_in_campaign(sc, campaign, campaign->mixes.items[i].of.to);
  for (uint32_t i = 0; i < campaign->posts.count; i++)
    if (!mix_of(campaign, campaign->posts.items[i].channel.to))
      put_in_campaign(sc, campaign, campaign->posts.items[i].channel.to);
  document_rest(sc->document);
}

void scorecard_content(struct scorecard *sc) {
  for (uint32_t i = 0; i < sc->model->channels.count; i++)
    if (has_plan(sc->model->channels.items[i])) put_channel(sc, sc->model->channels.items[i]);
  for (uint32_t i = 0; i < sc->model->campaigns.count; i++)
    if (campaign_has_plan(sc->model->campaigns.items[i])) put_campaign(sc, sc->model->campaigns.items[i]);
}
