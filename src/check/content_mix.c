/* M: content and channels: what mixes hold. */
#include "check/figures.h"
#include "check/mixes.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "model/units.h"

/* M003 */

/* Whether there is a mix at all; `example`: a channel that has one. */
static bool has_mix(const struct model *model, const struct entity **example) {
  *example = NULL;
  for (uint32_t i = 0; i < model->channels.count && !*example; i++)
    if (model->channels.items[i]->mix.stated) *example = &model->channels.items[i]->entity;
  if (*example) return true;
  for (uint32_t i = 0; i < model->campaigns.count; i++)
    if (model->campaigns.items[i]->mixes.count > 0) return true;
  return false;
}

static void report_not_held(struct report *report, const struct entity *content, const struct entity *channel) {
  struct argument share = arg_name(suggestion(report->arena, "", content->spelling, " 10%"));
  struct finding *finding =
      report_finding(report, content, content->head, TEXT_M003, ARGS(arg_name(content->spelling)));
  if (channel)
    report_help(report, finding, TEXT_M003_HELP, ARGS(share, arg_name(channel->spelling)));
  else
    report_help(report, finding, TEXT_M003_HELP_PLAIN, ARGS(share));
}

/* One mistake, one finding: the mix is missing, not something of each content. Where a channel has posts and no mix, M007
 * says so there. */
static void report_no_mix(const struct model *model, struct report *report) {
  const struct entity *first = &model->contents.items[0]->entity;
  for (uint32_t i = 0; i < model->channels.count; i++)
    if (report_unsure(report, entity_stated(&model->channels.items[i]->entity, STATEMENT_channel_posts))) return;
  struct finding *finding = report_finding(report, first, first->head, TEXT_M003_NO_MIX, NO_ARGS);
  report_help(report, finding, TEXT_M003_NO_MIX_HELP, ARGS(arg_name(suggestion(report->arena, "", first->spelling, " 10%"))));
}

static void content_not_in_mix(const struct model *model, struct report *report) {
  struct entity_map held = {.arena = report->arena};
  const struct entity *example;
  if (report_unsure(report, !mixes_hold(model, &held)) || model->contents.count == 0) return;
  if (!has_mix(model, &example)) {
    report_no_mix(model, report);
    return;
  }
  for (uint32_t i = 0; i < model->contents.count; i++) {
    const struct entity *content = &model->contents.items[i]->entity;
    if (!entity_map_get(&held, content)) report_not_held(report, content, example);
  }
}

const struct rule rule_M003 = {
    .row = {"M003", "content-not-in-mix", LEVEL_WARNING, "a content that no mix holds"},
    .why = "A content that stands in no mix has no share of what is posted: the client believes that it comes, and the agency "
           "has no room for it. The mix of a campaign counts as well as that of a channel. Where there is no mix at all, that is "
           "said once, of the channel that has posts (M007) or else of the first content.",
    .wrong = "content recipes \"Recipes\" { serves sales; purpose inform }\n",
    .right = "content recipes \"Recipes\" { serves sales; purpose inform }\n"
             "channel letter \"The letter\" {\n"
             "  mix { recipes 40%; daily 60% }\n"
             "}\n",
    .run = content_not_in_mix,
};

/* M004 */

/* How often a unit of time passes in a quarter; 0 where it never does, in a calendar without workdays. */
static struct decimal times_a_quarter(const struct calendar *calendar, enum time_unit unit) {
  enum { WORKDAY = 0 };
  struct decimal quarter = time_minutes(TIME_QUARTER, WORKDAY);
  if (unit != TIME_WORKDAY) return decimal_divide(quarter, time_minutes(unit, WORKDAY));
  int workdays = 0;
  for (int day = 0; day < 7; day++) workdays += calendar->weekdays >> day & 1;
  return decimal_divide(decimal_multiply(quarter, decimal_from_integer(workdays)), time_minutes(TIME_WEEK, WORKDAY));
}

static struct decimal rounded_up(struct decimal value, int places) {
  struct decimal rounded = decimal_rounded(value, places);
  if (decimal_compare(rounded, value) >= 0) return rounded;
  return decimal_add(rounded, decimal_scaled(decimal_from_integer(1), -places));
}

static const char *cadence_written(const struct cadence *posts, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  const char *word = time_unit_word(posts->per);
  buffer_integer(&out, posts->most);
  buffer_text(&out, " per ");
  buffer_bytes(&out, word, strlen(word) - 1);
  return buffer_string(&out);
}

/* Not even all posts are one a quarter: it is the cadence, and not each of the shares. */
static void report_few_posts(struct report *report, const struct mix *mix, struct decimal posts) {
  if (mix->shares->items.count == 0) return;
  struct finding *finding = report_finding(
      report, mix->holder, mix->shares->items.items[0].span, TEXT_M004_CADENCE,
      ARGS(arg_name(mix->channel->spelling), arg_name(cadence_written(mix->posts, report->arena)), arg_quantity(posts, text_unit_own(MEASURE_POST))));
  report_help(report, finding, TEXT_M004_CADENCE_HELP, NO_ARGS);
}

static void report_few_of(struct report *report, const struct mix *mix, const struct share_item *item, struct decimal posts) {
  enum { SHARE_PLACES = 4 };
  struct decimal come = decimal_multiply(item->most, posts), enough = decimal_divide(decimal_from_integer(1), posts);
  struct finding *finding = report_finding(report, mix->holder, item->span, TEXT_M004,
                                           ARGS(arg_name(item->of.to->spelling), arg_share(item->most),
                                                arg_name(mix->channel->spelling), arg_quantity(come, text_unit_own(MEASURE_POST))));
  report_label(report, finding, TEXT_M004_LABEL,
               ARGS(arg_name(cadence_written(mix->posts, report->arena)), arg_quantity(posts, text_unit_own(MEASURE_POST))));
  report_help(report, finding, TEXT_M004_HELP, ARGS(arg_share(rounded_up(enough, SHARE_PLACES))));
}

static void check_shares(const struct model *model, struct report *report, const struct mix *mix) {
  const struct cadence *cadence = mix->posts;
  struct decimal one = decimal_from_integer(1), tolerated = shares_tolerance();
  if (report_unsure(report, mix->channel->incomplete || (cadence->stated && !cadence->known))) return;
  if (!cadence->stated || !cadence->has_most || cadence->most == 0) return;
  struct decimal posts =
      decimal_multiply(decimal_from_integer(cadence->most), times_a_quarter(&model->calendar, cadence->per));
  if (decimal_is_zero(posts)) return;
  if (decimal_compare(posts, one) < 0) {
    report_few_posts(report, mix, posts);
    return;
  }
  for (uint32_t i = 0; i < mix->shares->items.count; i++) {
    const struct share_item *item = &mix->shares->items.items[i];
    struct decimal most = decimal_add(item->most, tolerated); /* a third of three posts is one, written 33.3 % too */
    if (decimal_compare(decimal_multiply(most, posts), one) < 0) report_few_of(report, mix, item, posts);
  }
}

static void share_below_one_post(const struct model *model, struct report *report) {
  mixes_check(model, report, check_shares);
}

const struct rule rule_M004 = {
    .row = {"M004", "share-below-one-post", LEVEL_WARNING,
            "a share of a mix that comes to less than one post a quarter even when the most is posted"},
    .why = "A content that would appear less than once in three months is not published at all, though the mix says it is. "
           "Counted is the greatest number of posts that the channel may have, or in a campaign's mix that of the campaign, with "
           "a quarter of 91.25 days; where there is no such number, nothing is said.",
    .wrong = "channel letter \"The letter\" {\n"
             "  posts 2 per month\n"
             "  mix { product 90%; daily 10% }\n"
             "}\n",
    .right = "channel letter \"The letter\" {\n"
             "  posts 4 per month\n"
             "  mix { product 90%; daily 10% }\n"
             "}\n",
    .run = share_below_one_post,
};

/* M008 */

/* The channels on which a KPI of e-mail is counted: those carry newsletters. False where that is not known of all. */
static bool gather_newsletters(const struct model *model, struct entity_map *newsletters) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    known = known && !kpi->entity.incomplete && !entity_unknown(&kpi->entity, STATEMENT_kpi_discipline) &&
            !entity_unknown(&kpi->entity, STATEMENT_kpi_on);
    for (uint32_t k = 0; kpi->discipline == DISCIPLINE_EMAIL && k < kpi->on.count; k++)
      *entity_map_at(newsletters, kpi->on.items[k].to) = kpi->on.items[k].to;
  }
  return known;
}

struct promotion {
  struct decimal least;
  const struct share_item *largest; /* of those that promote; NULL: none does */
  struct terms terms;
  bool known;
};

static struct promotion promotion_of(const struct channel *channel, struct arena *arena) {
  struct promotion promotion = {decimal_from_integer(0), NULL, terms_in(arena), channel->mix.complete};
  for (uint32_t i = 0; i < channel->mix.items.count && promotion.known; i++) {
    const struct share_item *item = &channel->mix.items.items[i];
    const struct content *content = (const struct content *)item->of.to;
    if (content->entity.incomplete || entity_unknown(&content->entity, STATEMENT_content_purpose)) promotion.known = false;
    if (content->purpose != PURPOSE_PROMOTE) continue;
    promotion.least = decimal_add(promotion.least, item->least);
    terms_add(&promotion.terms, content->entity.spelling, arg_share(item->least));
    if (!promotion.largest || decimal_compare(item->least, promotion.largest->least) > 0) promotion.largest = item;
  }
  return promotion;
}

static void check_promotion(struct report *report, const struct channel *channel) {
  const struct entity *entity = &channel->entity;
  struct promotion promotion = promotion_of(channel, report->arena);
  struct decimal limit = setting_of(report->settings, SETTING_PROMOTION);
  if (report_unsure(report, !promotion.known) || decimal_compare(promotion.least, limit) <= 0) return;
  struct argument over = arg_share(decimal_subtract(promotion.least, limit));
  struct finding *finding =
      report_finding(report, entity, channel->mix.head, TEXT_M008,
                     ARGS(arg_share(promotion.least), arg_name(entity->spelling), over, arg_share(limit)));
  report_label(report, finding, TEXT_TERMS, ARGS(terms_argument(&promotion.terms)));
  if (promotion.largest)
    report_help(report, finding, TEXT_M008_HELP, ARGS(over, arg_name(promotion.largest->of.to->spelling)));
}

static void too_promotional(const struct model *model, struct report *report) {
  struct entity_map newsletters = {.arena = report->arena};
  bool known = gather_newsletters(model, &newsletters);
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    const struct entity *entity = &channel->entity;
    bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_channel_media);
    if (!channel->mix.stated || report_unsure(report, unknown) || channel->media != MEDIA_OWNED) continue;
    if (entity_map_get(&newsletters, entity) || report_unsure(report, !known)) continue;
    check_promotion(report, channel);
  }
}

const struct rule rule_M008 = {
    .row = {"M008", "too-promotional", LEVEL_WARNING,
            "on an owned channel, more than *promotion* (50 %) of the posts are to promote at least"},
    .why = "People follow a page for what it gives them; where most of it is advertising they leave, and the channel is soon worth "
           "nothing to anybody. Newsletters are left aside, since their readers asked for offers (a KPI of `discipline email` is "
           "counted on such a channel), and so are the mixes of campaigns, which are short and meant to sell.",
    .wrong = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  mix { product 70%; daily 30% }\n"
             "}\n",
    .right = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  mix { product 50%; daily 50% }\n"
             "}\n",
    .run = too_promotional,
};

/* M009 */

enum { CHANNELS_ALIKE = 3 };

/* Where `crosspost allowed` stands on so many channels, at the one that makes it too many. */
static void check_allowed(const struct model *model, struct report *report) {
  const char **names = ARENA_ARRAY(report->arena, const char *, model->channels.count);
  const struct channel *last = NULL;
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (channel->crosspost != CROSSPOST_ALLOWED) continue;
    names[count++] = channel->entity.spelling;
    if (count == CHANNELS_ALIKE) last = channel;
  }
  if (!last) return;
  struct finding *finding = report_finding(report, &last->entity, last->crosspost_span, TEXT_M009_ALLOWED,
                                           ARGS(arg_integer(count), arg_list(names, count)));
  report_help(report, finding, TEXT_M009_ALLOWED_HELP, NO_ARGS);
}

/* Where a content was first met, among the channels that say nothing of it. */
struct held {
  const struct share_item *item;
  const struct entity *channel;
};

static void report_shared(struct report *report, const struct channel *channel, const struct share_item *item,
                          const struct held *first) {
  struct argument here = arg_name(channel->entity.spelling);
  struct finding *finding =
      report_finding(report, &channel->entity, item->span, TEXT_M009,
                     ARGS(arg_name(item->of.to->spelling), arg_name(first->channel->spelling), here));
  report_related(report, finding, first->item->span, TEXT_M009_FIRST, ARGS(arg_name(first->channel->spelling)));
  report_help(report, finding, TEXT_M009_HELP, ARGS(here));
}

/* Once for each channel, however many contents it shares. */
static void check_shared(struct report *report, const struct channel *channel, struct entity_map *met) {
  bool found = false;
  for (uint32_t i = 0; i < channel->mix.items.count; i++) {
    const struct share_item *item = &channel->mix.items.items[i];
    struct held **first = (struct held **)entity_map_at(met, item->of.to);
    if (!*first) {
      *first = ARENA_NEW(report->arena, struct held);
      **first = (struct held){item, &channel->entity};
    } else if (!found && (*first)->channel != &channel->entity) {
      report_shared(report, channel, item, *first);
      found = true;
    }
  }
}

static void same_post_everywhere(const struct model *model, struct report *report) {
  struct entity_map met = {.arena = report->arena};
  check_allowed(model, report);
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    const struct entity *entity = &channel->entity;
    report_unsure(report, entity_unknown(entity, STATEMENT_channel_crosspost) || entity_unknown(entity, STATEMENT_channel_mix));
    if (report_lacks(report, entity, STATEMENT_channel_crosspost)) check_shared(report, channel, &met);
  }
}

const struct rule rule_M009 = {
    .row = {"M009", "same-post-everywhere", LEVEL_INFO,
            "`crosspost allowed` on three channels or more, or a content in two mixes and nothing said on `crosspost`"},
    .why = "Each channel has readers and customs of its own: the same post on all of them looks careless, and whoever follows two "
           "reads it twice. Rewriting it is work that somebody pays for, so the agreement says which of the two is meant. Of two "
           "channels that share a content it is enough that one says it.",
    .wrong = "channel second \"The second page\" { mix { product 40%; daily 60% } }\n"
             "channel third  \"The third page\"  { mix { product 40%; daily 60% } }\n",
    .right = "channel second \"The second page\" { mix { product 40%; daily 60% } }\n"
             "channel third  \"The third page\"  { mix { product 40%; daily 60% }; crosspost adapted }\n",
    .run = same_post_everywhere,
};
