/* M: content and channels: what channels and contents are for. */
#include "check/rule.h"
#include "check/suggestion.h"
#include "model/units.h"

/* Names for examples; a word in their place where there are none. */
static const char *some_objective(const struct model *model) {
  return model->objectives.count > 0 ? model->objectives.items[0]->entity.spelling : "OBJECTIVE";
}

static const char *some_content(const struct model *model) {
  return model->contents.count > 0 ? model->contents.items[0]->entity.spelling : "CONTENT";
}

/* ---- M005, M006, M007, M016: blocks without a statement ---- */

struct lack {
  enum statement_kind statement;
  enum text_key message, help; /* of the block's name; of what to write */
};

static void check_lack(struct report *report, const struct entity *entity, const struct lack *lack, const char *write) {
  if (!report_lacks(report, entity, lack->statement)) return;
  struct finding *finding = report_finding(report, entity, entity->head, lack->message, ARGS(arg_name(entity->spelling)));
  report_help(report, finding, lack->help, ARGS(arg_name(write)));
}

/* M005 */

static void channel_suits_nothing(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_channel_suits, TEXT_M005, TEXT_M005_HELP};
  const char *write = suggestion(report->arena, "suits ", some_objective(model), "");
  for (uint32_t i = 0; i < model->channels.count; i++) check_lack(report, &model->channels.items[i]->entity, &lack, write);
}

const struct rule rule_M005 = {
    .row = {"M005", "channel-suits-nothing", LEVEL_WARNING, "a channel that suits no objective"},
    .why = "A channel costs work every week. Where nothing says which objective it helps, nobody can tell whether that work is well "
           "spent, nor when it is time to give the channel up.",
    .wrong = "channel second \"The second page\" { media owned; audience \"Students in Taipei\" }\n",
    .right = "channel second \"The second page\" { media owned; audience \"Students in Taipei\"; suits sales }\n",
    .run = channel_suits_nothing,
};

/* M006 */

static void channel_without_audience(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_channel_audience, TEXT_M006, TEXT_M006_HELP};
  for (uint32_t i = 0; i < model->channels.count; i++) {
    check_lack(report, &model->channels.items[i]->entity, &lack, "audience \"Office workers of 25 to 44 in the capital\"");
  }
}

const struct rule rule_M006 = {
    .row = {"M006", "channel-without-audience", LEVEL_WARNING, "a channel without an audience"},
    .why = "Who reads decides what is written, in which tone, and when. Where the client and the agency each have somebody else in "
           "mind, every post is argued over. Ads have an audience too, be it those who search for something, and so have the pages of "
           "others.",
    .wrong = "channel second \"The second page\" { media owned; suits sales }\n",
    .right = "channel second \"The second page\" { media owned; suits sales; audience \"Students in Taipei\" }\n",
    .run = channel_without_audience,
};

/* M007 */

static void channel_without_mix(const struct model *model, struct report *report) {
  static const struct lack lack = {STATEMENT_channel_mix, TEXT_M007, TEXT_M007_HELP};
  struct buffer mix = buffer_in(report->arena);
  buffer_text(&mix, "mix { ");
  buffer_text(&mix, some_content(model));
  buffer_text(&mix, " 40%; … }");
  const char *write = buffer_string(&mix);
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct entity *channel = &model->channels.items[i]->entity;
    if (entity_stated(channel, STATEMENT_channel_posts)) check_lack(report, channel, &lack, write);
  }
}

const struct rule rule_M007 = {
    .row = {"M007", "channel-without-mix", LEVEL_INFO, "a channel that has posts, and no mix"},
    .why = "So many posts a month say nothing of what they are about. The mix keeps the promotion within bounds, and the client can "
           "see whether what was agreed is what appears.",
    .wrong = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  posts 8 to 12 per month\n"
             "}\n",
    .right = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  posts 8 to 12 per month\n"
             "  mix { product 40%; daily 60% }\n"
             "}\n",
    .run = channel_without_mix,
};

/* M016 */

static void serves_nothing(const struct model *model, struct report *report) {
  static const struct lack content = {STATEMENT_content_serves, TEXT_M016_CONTENT, TEXT_M016_CONTENT_HELP};
  static const struct lack action = {STATEMENT_action_for, TEXT_M016_ACTION, TEXT_M016_ACTION_HELP};
  const char *serves = suggestion(report->arena, "serves ", some_objective(model), "");
  const char *for_objective = suggestion(report->arena, "for ", some_objective(model), "");
  for (uint32_t i = 0; i < model->contents.count; i++) check_lack(report, &model->contents.items[i]->entity, &content, serves);
  for (uint32_t i = 0; i < model->actions.count; i++)
    check_lack(report, &model->actions.items[i]->entity, &action, for_objective);
}

const struct rule rule_M016 = {
    .row = {"M016", "serves-nothing", LEVEL_WARNING, "an action without `for`, or a content without `serves`"},
    .why = "Work that helps no objective is paid for all the same. Who writes down what it is for either finds the objective, or "
           "finds that the work can be left out.",
    .wrong = "content recipes \"Recipes\" { purpose inform }\n"
             "action  tasting \"A tasting in the shop\" { by jo; due 2026-05-15 }\n",
    .right = "content recipes \"Recipes\" { serves sales; purpose inform }\n"
             "action  tasting \"A tasting in the shop\" { for sales; by jo; due 2026-05-15 }\n",
    .run = serves_nothing,
};

/* M013 */

/* A range that might be meant: half as many again at most. */
static const char *bounded_written(const char *words, const struct cadence *posts, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  const char *word = time_unit_word(posts->per);
  buffer_text(&out, words);
  buffer_integer(&out, posts->least);
  buffer_text(&out, " to ");
  buffer_integer(&out, posts->least + posts->least / 2 + 1);
  buffer_text(&out, " per ");
  buffer_bytes(&out, word, strlen(word) - 1);
  return buffer_string(&out);
}

static void check_bound(struct report *report, const struct entity *holder, const struct entity *channel,
                        const struct cadence *posts, const char *words) {
  if (!posts->stated || report_unsure(report, !posts->known) || posts->has_most) return;
  struct finding *finding = report_finding(report, holder, posts->span, TEXT_M013, ARGS(arg_name(channel->spelling)));
  report_help(report, finding, TEXT_M013_HELP, ARGS(arg_name(bounded_written(words, posts, report->arena))));
}

static void no_upper_bound(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    check_bound(report, &channel->entity, &channel->entity, &channel->posts, "posts ");
  }
  for (uint32_t i = 0; i < model->campaigns.count; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    for (uint32_t k = 0; k < campaign->posts.count; k++) {
      const struct entity *channel = campaign->posts.items[k].channel.to;
      if (report_unsure(report, !channel)) continue;
      const char *words = suggestion(report->arena, "posts ", channel->spelling, " ");
      check_bound(report, &campaign->entity, channel, &campaign->posts.items[k].posts, words);
    }
  }
}

const struct rule rule_M013 = {
    .row = {"M013", "no-upper-bound", LEVEL_INFO, "posts are asked for with `at least` alone"},
    .why = "How many posts are too many? Without a greatest number the client cannot foresee what the readers are sent, and the "
           "agency cannot plan what it owes.",
    .wrong = "channel second \"The second page\" {\n"
             "  posts at least 3 per week\n"
             "  mix { product 40%; daily 60% }\n"
             "}\n",
    .right = "channel second \"The second page\" {\n"
             "  posts 3 to 5 per week\n"
             "  mix { product 40%; daily 60% }\n"
             "}\n",
    .run = no_upper_bound,
};

/* ---- M010, M014, M015: objectives, and the channels that suit them ---- */

/* Each that is named, with the first that names it. */
static void note_all(struct entity_map *map, const struct refs *refs, struct entity *by) {
  for (uint32_t i = 0; i < refs->count; i++) {
    void **slot = entity_map_at(map, refs->items[i].to);
    if (!*slot) *slot = by;
  }
}

/* Whether the block says what it is for, and all of that is known: where it says nothing, M005 or M016 speaks of that, and
 * what follows from it alone is not said again. */
static bool says(const struct entity *entity, enum statement_kind statement) {
  return entity_stated(entity, statement) && !entity_unknown(entity, statement) && !entity->incomplete;
}

/* M010 */

/* One mistake, one finding: it is the channels that are missing. */
static void report_no_channel(const struct model *model, struct report *report) {
  const struct entity *first = &model->objectives.items[0]->entity;
  struct finding *finding = report_finding(report, first, first->head, TEXT_M010_NONE, NO_ARGS);
  report_help(report, finding, TEXT_M010_NONE_HELP, ARGS(arg_name(suggestion(report->arena, "suits ", first->spelling, ""))));
}

static void objective_without_channel(const struct model *model, struct report *report) {
  struct entity_map suited = {.arena = report->arena};
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    struct channel *channel = model->channels.items[i];
    known = known && says(&channel->entity, STATEMENT_channel_suits);
    note_all(&suited, &channel->suits, &channel->entity);
  }
  if (report_unsure(report, !known) || model->objectives.count == 0) return;
  if (model->channels.count == 0) {
    report_no_channel(model, report);
    return;
  }
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct entity *objective = &model->objectives.items[i]->entity;
    if (entity_map_get(&suited, objective)) continue;
    struct finding *finding =
        report_finding(report, objective, objective->head, TEXT_M010, ARGS(arg_name(objective->spelling)));
    report_help(report, finding, TEXT_M010_HELP, ARGS(arg_name(suggestion(report->arena, "suits ", objective->spelling, ""))));
  }
}

const struct rule rule_M010 = {
    .row = {"M010", "objective-without-channel", LEVEL_WARNING, "an objective that no channel suits"},
    .why = "An objective that no channel is there for reaches nobody: either the channel is missing, or the objective is not one of "
           "this agreement. While a channel does not say what it suits (M005), nobody can tell, and the rule waits. Where there is "
           "no channel at all, that is said once.",
    .wrong = "objective service \"Fewer calls to the shop\" { aim \"80 calls a month instead of 200.\" }\n",
    .right = "objective service \"Fewer calls to the shop\" { aim \"80 calls a month instead of 200.\" }\n"
             "channel answers \"Questions and answers\" { suits service }\n",
    .run = objective_without_channel,
};

/* M014 */

static bool gather_served(const struct model *model, struct entity_map *served) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->contents.count; i++) {
    struct content *content = model->contents.items[i];
    known = known && says(&content->entity, STATEMENT_content_serves);
    note_all(served, &content->serves, &content->entity);
  }
  return known;
}

static bool posts_on_its_own(struct report *report, const struct channel *channel) {
  const struct entity *entity = &channel->entity;
  if (!entity_stated(entity, STATEMENT_channel_posts)) return false;
  return !report_unsure(report, entity_unknown(entity, STATEMENT_channel_media)) && channel->media == MEDIA_OWNED;
}

static void objective_without_content(const struct model *model, struct report *report) {
  struct entity_map served = {.arena = report->arena}, posted = {.arena = report->arena};
  if (report_unsure(report, !gather_served(model, &served))) return;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    struct channel *channel = model->channels.items[i];
    if (posts_on_its_own(report, channel)) note_all(&posted, &channel->suits, &channel->entity);
  }
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    const struct entity *objective = &model->objectives.items[i]->entity;
    const struct entity *channel = entity_map_get(&posted, objective);
    if (!channel || entity_map_get(&served, objective)) continue;
    struct finding *finding = report_finding(report, objective, objective->head, TEXT_M014,
                                             ARGS(arg_name(objective->spelling), arg_name(channel->spelling)));
    report_help(report, finding, TEXT_M014_HELP, ARGS(arg_name(suggestion(report->arena, "serves ", objective->spelling, ""))));
  }
}

const struct rule rule_M014 = {
    .row = {"M014", "objective-without-content", LEVEL_INFO,
            "an owned channel posts for the objective, and no content serves it"},
    .why = "The channel is there for the objective, and yet nothing of what is posted is meant to bring it nearer. While a content "
           "does not say what it serves (M016), nobody can tell, and the rule waits.",
    .wrong = "objective service \"Fewer calls to the shop\" { aim \"80 calls a month instead of 200.\" }\n"
             "channel second \"The second page\" { media owned; suits service; posts 8 per month }\n",
    .right = "objective service \"Fewer calls to the shop\" { aim \"80 calls a month instead of 200.\" }\n"
             "channel second \"The second page\" { media owned; suits service; posts 8 per month }\n"
             "content answers \"Questions and answers\" { serves service; purpose serve }\n",
    .run = objective_without_content,
};

/* M015 */

/* The objectives that paid channels suit; false where that is not known of all of them. */
static bool gather_paid(const struct model *model, struct entity_map *paid) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    struct channel *channel = model->channels.items[i];
    known = known && !channel->entity.incomplete && !entity_unknown(&channel->entity, STATEMENT_channel_media);
    if (channel->media != MEDIA_PAID) continue;
    known = known && says(&channel->entity, STATEMENT_channel_suits);
    note_all(paid, &channel->suits, &channel->entity);
  }
  return known;
}

static bool is_helped(const struct channel *channel, const struct entity_map *paid) {
  bool helped = false;
  for (uint32_t i = 0; i < channel->suits.count && !helped; i++)
    helped = entity_map_get(paid, channel->suits.items[i].to) != NULL;
  return helped;
}

static void organic_alone(const struct model *model, struct report *report) {
  struct entity_map paid = {.arena = report->arena};
  if (report_unsure(report, !gather_paid(model, &paid))) return;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    const struct entity *entity = &channel->entity;
    if (!posts_on_its_own(report, channel) || is_helped(channel, &paid)) continue;
    if (report_unsure(report, entity_unknown(entity, STATEMENT_channel_suits))) continue;
    if (!report_lacks(report, entity, STATEMENT_channel_boost)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_M015, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_M015_HELP, NO_ARGS);
  }
}

const struct rule rule_M015 = {
    .row = {"M015", "organic-alone", LEVEL_INFO,
            "an owned channel with posts, and neither `boost` nor a paid channel for one of its objectives"},
    .why = "Platforms show what nobody pays for to a small part of those who follow. Who sets a target and pays for posts alone "
           "should know that, and have decided it. One paid channel for one of the channel's objectives is enough.",
    .wrong = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  suits sales\n"
             "  posts 8 to 12 per month\n"
             "}\n",
    .right = "channel second \"The second page\" {\n"
             "  media owned\n"
             "  suits sales\n"
             "  posts 8 to 12 per month\n"
             "}\n"
             "channel second_ads \"Ads for the second page\" { media paid; suits sales }\n",
    .prerequisites = {&rule_M005},
    .run = organic_alone,
};
