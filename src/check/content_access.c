/* M: content and channels: whose the accounts are, and who can work with them. */
#include "check/rule.h"
#include "check/suggestion.h"

static const char *account_written(const struct party *client, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "account owned by ");
  buffer_text(&out, client->entity.spelling);
  buffer_text(&out, " admin ");
  buffer_text(&out, suggested_name(suggested_contact(client)));
  return buffer_string(&out);
}

/* M012 */

static void check_owner(const struct model *model, struct report *report, const struct entity *entity,
                        const struct ref *owner) {
  const struct party *client = suggested_party(model, ENTITY_CLIENT);
  if (!owner->to || entity_is_client(owner->to)) return;
  struct argument what = arg_text(owner->to->kind == ENTITY_AGENCY ? TEXT_M012_AGENCY : TEXT_M012_SUPPLIER);
  struct finding *finding = report_finding(report, entity, owner->span, TEXT_M012,
                                           ARGS(arg_name(entity->spelling), arg_name(owner->to->spelling), what));
  if (client)
    report_help(report, finding, TEXT_M012_HELP, ARGS(arg_name(account_written(client, report->arena))));
  else
    report_help(report, finding, TEXT_M012_HELP_PLAIN, NO_ARGS);
}

static void account_not_clients(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    const struct entity *entity = &channel->entity;
    bool unknown = entity_unknown(entity, STATEMENT_channel_media) || entity_unknown(entity, STATEMENT_channel_account);
    if (report_unsure(report, unknown)) continue;
    if (channel->media == MEDIA_OWNED || channel->media == MEDIA_PAID) check_owner(model, report, entity, &channel->owner);
  }
  for (uint32_t i = 0; i < model->assets.count; i++) {
    const struct asset *asset = model->assets.items[i];
    report_unsure(report, entity_unknown(&asset->entity, STATEMENT_asset_account));
    check_owner(model, report, &asset->entity, &asset->owner);
  }
}

const struct rule rule_M012 = {
    .row = {"M012", "account-not-clients", LEVEL_WARNING,
            "the account of an owned or paid channel, or of an asset, belongs to a party other than a client"},
    .why = "Followers, audiences and figures grow in the account. Whoever owns it keeps them when the agreement ends, and a client "
           "who does not own his page cannot change the agency. The agency works in it by the access that it is given.",
    .wrong = "channel second \"The second page\" {\n"
             "  media   owned\n"
             "  account owned by lantern admin an\n"
             "}\n",
    .right = "channel second \"The second page\" {\n"
             "  media   owned\n"
             "  account owned by alpine admin mei\n"
             "  access  an\n"
             "}\n",
    .run = account_not_clients,
};

/* M017 */

static bool has_client(const struct refs *persons) {
  bool found = false;
  for (uint32_t i = 0; i < persons->count && !found; i++) found = entity_is_client(persons->items[i].to);
  return found;
}

static void check_admin(struct report *report, const struct channel *channel) {
  const struct entity *entity = &channel->entity;
  const struct party *client = entity_party(channel->owner.to);
  bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_channel_account) || channel->admin.partial;
  if (report_unsure(report, unknown) || !entity_is_client(channel->owner.to) || has_client(&channel->admin)) return;
  bool others = channel->admin.count > 0;
  struct finding *finding =
      report_finding(report, entity, others ? channel->admin.span : entity->head, others ? TEXT_M017_OTHERS : TEXT_M017_NOBODY,
                     ARGS(arg_name(client->entity.spelling), arg_name(entity->spelling)));
  report_help(report, finding, TEXT_M017_ADMIN_HELP, ARGS(arg_name(account_written(client, report->arena))));
}

/* Who has access to what, as a set of pairs: to each person the set of his channels. */
struct pairs {
  struct entity_map of;
  struct arena *arena;
};

static struct entity_map *pairs_of(struct pairs *pairs, const struct entity *person) {
  void **slot = entity_map_at(&pairs->of, person);
  if (!*slot) {
    struct entity_map *channels = ARENA_NEW(pairs->arena, struct entity_map);
    channels->arena = pairs->arena;
    *slot = channels;
  }
  return *slot;
}

static void add_pairs(struct pairs *pairs, const struct refs *persons, struct entity *channel) {
  for (uint32_t i = 0; i < persons->count; i++) *entity_map_at(pairs_of(pairs, persons->items[i].to), channel) = channel;
}

/* What customers and the press publish themselves has no account; where one is stated, or an access, it goes for them too. */
static bool is_open(const struct entity *entity) {
  return ((const struct channel *)entity)->media == MEDIA_EARNED && !entity_stated(entity, STATEMENT_channel_account) &&
         !entity_stated(entity, STATEMENT_channel_access);
}

static bool access_is_known(const struct entity *entity) {
  const struct channel *channel = (const struct channel *)entity;
  return !entity->incomplete && !channel->admin.partial && !entity_unknown(entity, STATEMENT_channel_access) &&
         !entity_unknown(entity, STATEMENT_channel_account) && !entity_unknown(entity, STATEMENT_channel_media);
}

enum { MOST_NAMED = 8 };

/* The channels that the person acts on and has no access to, each the first time only; not more than a sentence holds. */
static struct argument lacking(struct report *report, const struct action *action, struct entity_map *has) {
  const char **names = NULL;
  uint32_t count = 0;
  for (uint32_t i = 0; i < action->channels.count && count < MOST_NAMED; i++) {
    struct entity *channel = action->channels.items[i].to;
    if (entity_map_get(has, channel) || is_open(channel) || report_unsure(report, !access_is_known(channel))) continue;
    *entity_map_at(has, channel) = channel;
    if (!names) names = ARENA_ARRAY(report->arena, const char *, MOST_NAMED);
    names[count++] = channel->spelling;
  }
  return arg_list(names, count);
}

static void check_access(struct report *report, const struct action *action, struct pairs *pairs) {
  for (uint32_t i = 0; i < action->by.count; i++) {
    const struct ref *person = &action->by.items[i];
    struct argument channels = lacking(report, action, pairs_of(pairs, person->to));
    struct argument name = arg_name(person->to->spelling);
    if (channels.as.list.count == 0) continue;
    struct finding *finding =
        report_finding(report, &action->entity, person->span, TEXT_M017, ARGS(name, channels, arg_name(action->entity.spelling)));
    report_help(report, finding, TEXT_M017_HELP, ARGS(name, channels));
  }
}

static void work_without_access(const struct model *model, struct report *report) {
  struct pairs pairs = {.of = {.arena = report->arena}, .arena = report->arena};
  for (uint32_t i = 0; i < model->channels.count; i++) {
    struct channel *channel = model->channels.items[i];
    check_admin(report, channel);
    add_pairs(&pairs, &channel->admin, &channel->entity);
    add_pairs(&pairs, &channel->access, &channel->entity);
  }
  for (uint32_t i = 0; i < model->actions.count; i++) check_access(report, model->actions.items[i], &pairs);
}

const struct rule rule_M017 = {
    .row = {"M017", "work-without-access", LEVEL_WARNING,
            "a client's channel without an admin of the client, or a person who acts on a channel without access to it"},
    .why = "Whoever cannot get in cannot work, and finds out on the day on which it is due. And where only the agency holds the keys "
           "to the client's own page, the page is the client's in name alone. That somebody of the client has `access` is not "
           "enough: who administers it can take that away. Whoever is `admin` has access; what is lacking is said once for each person and "
           "channel; on earned media without an account nobody needs it.",
    .wrong = "channel second \"The second page\" {\n"
             "  account owned by alpine admin an\n"
             "}\n"
             "action posts \"Posts of the week\" { for sales; on second; by jo; every week on monday }\n",
    .right = "channel second \"The second page\" {\n"
             "  account owned by alpine admin mei\n"
             "  access  jo\n"
             "}\n"
             "action posts \"Posts of the week\" { for sales; on second; by jo; every week on monday }\n",
    .run = work_without_access,
};
