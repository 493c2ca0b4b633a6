/* A: what approvals ask of people, and whether anything is left to the agency. */
#include "check/approvals.h"
#include "check/figures.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "check/week.h"
#include "model/units.h"

/* ---- A010 ---- */

/* Where silence approves, the client is asked all the same. */
static bool needs_client(const struct approval *approval) {
  if (approval_is_delegated(approval)) return false;
  for (uint32_t i = 0; i < approval->steps.count; i++)
    if (step_needs_client(&approval->steps.items[i])) return true;
  return false;
}

/* The content that suffers most from waiting: one that must be out quickly, else the last. */
static const struct content *content_to_free(const struct model *model) {
  for (uint32_t i = 0; i < model->contents.count; i++)
    if (entity_stated(&model->contents.items[i]->entity, STATEMENT_content_reacts)) return model->contents.items[i];
  return model->contents.items[model->contents.count - 1];
}

static void report_nothing_delegated(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  struct argument content = arg_name(content_to_free(model)->entity.spelling);
  struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_A010, ARGS(arg_integer(model->contents.count)));
  report_help(report, finding, TEXT_A010_HELP, ARGS(content, arg_name(approval_delegated_written(model, report->arena))));
}

static void nothing_delegated(const struct model *model, struct report *report) {
  struct entity_map covering = {.arena = report->arena};
  bool unknown = !approvals_gather(model, &covering);
  if (model->contents.count < 2) return;
  for (uint32_t i = 0; i < model->contents.count; i++) {
    const struct approval *approval = entity_map_get(&covering, model->contents.items[i]);
    if (!approval || !needs_client(approval)) return;
  }
  if (!report_unsure(report, unknown)) report_nothing_delegated(model, report);
}

const struct rule rule_A010 = {
    .row = {"A010", "nothing-delegated", LEVEL_WARNING, "two contents or more, and each needs approval by a client"},
    .why = "Work that cannot move without asking is not outsourced: the client pays for an agency and does the waiting itself. Some "
           "kind of content can always be let go, if the brand is written down and what went wrong is looked at afterwards. Where "
           "silence approves, the work waits for the client all the same.",
    .wrong = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\" }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "content product \"Product stories\"\n"
             "content daily   \"Tea at work\"\n"
             "approval posts \"Posts\" {\n"
             "  covers  product, daily\n"
             "  step    mei within 1 workday\n"
             "  silence rejects\n"
             "}\n",
    .right = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "client alpine \"Alpine Tea Co.\" { person mei \"Lin Mei\" }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "content product \"Product stories\"\n"
             "content daily   \"Tea at work\"\n"
             "approval product_posts \"Product stories\" {\n"
             "  covers  product\n"
             "  step    mei within 1 workday\n"
             "  silence rejects\n"
             "}\n"
             "approval free_posts \"All other posts\" { covers daily; delegated to lantern }\n",
    .run = nothing_delegated,
};

/* ---- A011 ---- */

/* The most that may be posted in a month; where there is no upper bound, what must be. */
static struct decimal posts_a_month(const struct model *model, const struct cadence *posts) {
  struct decimal each = decimal_from_integer(posts->has_most ? posts->most : posts->least);
  struct decimal month = time_minutes(TIME_MONTH, 0);
  if (posts->per != TIME_WORKDAY) return decimal_divide(decimal_multiply(each, month), time_minutes(posts->per, 0));
  struct decimal weeks = decimal_divide(month, time_minutes(TIME_WEEK, 0));
  return decimal_multiply(decimal_multiply(each, weeks), decimal_from_integer(week_workdays(&model->calendar)));
}

/* What one approval has to release in a month. */
struct load {
  const struct approval *approval;
  struct decimal posts;
};

/* Where ranges are taken so that all shares come to 100 %: the same part of the way from the least to the most. */
static struct decimal part_of_ranges(const struct shares *mix) {
  struct decimal none = decimal_from_integer(0), all = decimal_from_integer(1), least = none, most = none;
  for (uint32_t i = 0; i < mix->items.count; i++) {
    least = decimal_add(least, mix->items.items[i].least);
    most = decimal_add(most, mix->items.items[i].most);
  }
  struct decimal room = decimal_subtract(most, least);
  if (decimal_is_zero(room)) return none;
  return decimal_max(none, decimal_min(all, decimal_divide(decimal_subtract(all, least), room)));
}

/* `part`: of the month, for which the posts are such. */
static void add_posts(const struct model *model, const struct cadence *cadence, const struct shares *mix, struct decimal part,
                      const struct entity_map *loads) {
  if (!cadence->known || !mix->stated) return; /* without a mix nobody knows what is posted */
  struct decimal posts = decimal_multiply(posts_a_month(model, cadence), part), way = part_of_ranges(mix);
  for (uint32_t i = 0; i < mix->items.count; i++) {
    const struct share_item *item = &mix->items.items[i];
    struct load *load = entity_map_get(loads, item->of.to);
    struct decimal range = decimal_multiply(decimal_subtract(item->most, item->least), way);
    if (load) load->posts = decimal_add(load->posts, decimal_multiply(posts, decimal_add(item->least, range)));
  }
}

/* What campaigns set for a channel in their time: the posts, the mix, or both. */
struct campaign_channel {
  const struct cadence *posts;
  const struct shares *mix;
  struct decimal part; /* of a month that the campaign lasts, at most all of it */
};

static struct campaign_channel *campaign_channel(struct entity_map *set, const struct ref *channel, struct decimal part) {
  void **slot = entity_map_at(set, channel->to);
  if (!*slot) *slot = ARENA_NEW(set->arena, struct campaign_channel);
  struct campaign_channel *own = *slot;
  own->part = part;
  return own;
}

static struct decimal part_of_month(const struct period *period) {
  enum { MINUTES_A_DAY = 24 * 60 };
  struct decimal minutes = decimal_from_integer(((int64_t)period->to - period->from + 1) * MINUTES_A_DAY);
  return decimal_min(decimal_from_integer(1), decimal_divide(minutes, time_minutes(TIME_MONTH, 0)));
}

/* Of two that set the same the later in the text holds. */
static void gather_set(const struct phase *campaign, struct entity_map *set) {
  struct decimal part = part_of_month(&campaign->period);
  for (uint32_t i = 0; i < campaign->posts.count; i++)
    if (campaign->posts.items[i].channel.to)
      campaign_channel(set, &campaign->posts.items[i].channel, part)->posts = &campaign->posts.items[i].posts;
  for (uint32_t i = 0; i < campaign->mixes.count; i++)
    if (campaign->mixes.items[i].of.to) campaign_channel(set, &campaign->mixes.items[i].of, part)->mix = &campaign->mixes.items[i];
}

static bool is_read(const struct channel *channel) {
  return !channel->entity.incomplete && (!channel->posts.stated || channel->posts.known) &&
         !entity_unknown(&channel->entity, STATEMENT_channel_mix);
}

/* A month: one in which some campaign begins, or (NULL) one without campaigns. */
static void add_channels(const struct model *model, const struct phase *month, const struct entity_map *loads) {
  struct entity_map set = {.arena = loads->arena};
  struct decimal all = decimal_from_integer(1);
  for (uint32_t i = 0; month && i < model->campaigns.count; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    if (campaign->period.from <= month->period.from && month->period.from <= campaign->period.to) gather_set(campaign, &set);
  }
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (!is_read(channel)) continue;
    const struct campaign_channel *own = set.count > 0 ? entity_map_get(&set, channel) : NULL;
    if (own) add_posts(model, own->posts ? own->posts : &channel->posts, own->mix ? own->mix : &channel->mix, own->part, loads);
    add_posts(model, &channel->posts, &channel->mix, own ? decimal_subtract(all, own->part) : all, loads);
  }
}

static bool posts_are_known(const struct model *model) {
  bool known = true;
  for (uint32_t i = 0; i < model->channels.count && known; i++) known = is_read(model->channels.items[i]);
  for (uint32_t i = 0; i < model->campaigns.count && known; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    known = !campaign->entity.incomplete && !entity_unknown(&campaign->entity, STATEMENT_campaign_posts) &&
            !entity_unknown(&campaign->entity, STATEMENT_campaign_mix) && campaign->period.from != DAY_NONE &&
            campaign->period.to != DAY_NONE;
  }
  return known;
}

/* One person's, of one month: from each approval that cannot do without it. */
struct burden {
  const struct entity *person;
  struct decimal posts;
  const struct approval *last;
  const struct ref *excess;  /* where the limit is passed; NULL: it is not */
  const struct phase *month; /* as above */
  struct terms terms;
};

struct burdens {
  struct entity_map of; /* a person */
  VECTOR(struct burden *) items;
  const struct phase *month;
};

static struct burden *burden_of(struct burdens *burdens, const struct ref *ref) {
  struct arena *arena = burdens->of.arena;
  void **slot = entity_map_at(&burdens->of, ref->to);
  if (!*slot) {
    struct burden *burden = ARENA_NEW(arena, struct burden);
    *burden = (struct burden){.person = ref->to, .month = burdens->month, .terms = terms_in(arena)};
    VECTOR_PUSH(arena, &burdens->items, burden);
    *slot = burden;
  }
  return *slot;
}

static struct argument posts_argument(struct decimal posts) {
  enum { PLACES = 1 };
  return arg_quantity(decimal_is_finite(posts) ? decimal_rounded(posts, PLACES) : posts, text_unit_own(MEASURE_POST));
}

/* A week's posts in a week's campaign are so many, whatever part of a month that is. */
static bool is_over(struct decimal posts, struct decimal most) {
  enum { PLACES = 6 };
  return !decimal_is_finite(posts) || decimal_compare(decimal_rounded(posts, PLACES), most) > 0;
}

static void burden_persons(const struct load *load, struct burdens *burdens, struct decimal most) {
  const struct approval *approval = load->approval;
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct step *step = &approval->steps.items[i];
    if (!step->all && step->by.count > 1) continue; /* another one can do it */
    for (uint32_t k = 0; k < step->by.count; k++) {
      struct burden *burden = burden_of(burdens, &step->by.items[k]);
      if (burden->last == approval || decimal_is_zero(load->posts)) continue;
      burden->last = approval;
      burden->posts = decimal_add(burden->posts, load->posts);
      terms_add(&burden->terms, approval->entity.spelling, posts_argument(load->posts));
      if (!burden->excess && is_over(burden->posts, most)) burden->excess = &step->by.items[k];
    }
  }
}

/* Who has the most to approve, and the others who pass the limit with the same approval. */
static void report_burdens(const struct model *model, struct report *report, const struct burden *most_burdened,
                           const struct burden *const *others, uint32_t count) {
  const struct burden *burden = most_burdened;
  struct decimal most = setting_of(report->settings, SETTING_APPROVALS_PER_MONTH);
  const struct entity *person = burden->person;
  struct decimal over = decimal_subtract(burden->posts, most);
  struct terms terms = burden->terms;
  struct finding *finding = report_finding(
      report, person, burden->excess->span, TEXT_A011,
      ARGS(arg_name(person->spelling), posts_argument(burden->posts), posts_argument(over), posts_argument(most)));
  report_label(report, finding, TEXT_TERMS, ARGS(terms_argument(&terms)));
  if (burden->month)
    report_related(report, finding, burden->month->entity.head, TEXT_A011_CAMPAIGN, ARGS(arg_name(burden->month->entity.spelling)));
  for (uint32_t i = 0; i < count; i++)
    if (others[i] != burden)
      report_related(report, finding, others[i]->excess->span, TEXT_A011_ALSO,
                     ARGS(arg_name(others[i]->person->spelling), posts_argument(others[i]->posts)));
  report_help(report, finding, TEXT_A011_HELP, ARGS(arg_name(approval_delegated_written(model, report->arena))));
}

/* Those who pass the limit with this approval: one finding, since it is one thing that is too much for all of them. */
static void check_burdens(const struct model *model, struct report *report, const struct approval *approval,
                          const struct entity_map *greatest) {
  VECTOR(const struct burden *) over = {NULL, 0, 0};
  const struct burden *most = NULL;
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct refs *by = &approval->steps.items[i].by;
    for (uint32_t k = 0; k < by->count; k++) {
      const struct burden *burden = entity_map_get(greatest, by->items[k].to);
      if (!burden || burden->excess != &by->items[k]) continue;
      VECTOR_PUSH(report->arena, &over, burden);
      if (!most || decimal_compare(burden->posts, most->posts) > 0) most = burden;
    }
  }
  if (most) report_burdens(model, report, most, over.items, over.count);
}

/* The approvals that somebody is asked in: from each content to what its approval has to release. */
static struct load *gather_loads(const struct model *model, struct entity_map *loads) {
  struct load *items = ARENA_ARRAY(loads->arena, struct load, model->approvals.count + 1);
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    items[i].approval = approval;
    for (uint32_t k = 0; k < approval->covers.count && !approval_is_delegated(approval); k++) {
      void **slot = approval->covers.items[k].to ? entity_map_at(loads, approval->covers.items[k].to) : NULL;
      if (slot && !*slot) *slot = &items[i];
    }
  }
  return items;
}

static bool approvals_are_known(const struct model *model) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->approvals.count && known; i++) {
    const struct approval *approval = model->approvals.items[i];
    known = approval_steps_known(approval) && !entity_unknown(&approval->entity, STATEMENT_approval_covers);
  }
  return known;
}

/* Notes each person's burden of a month where it is the greatest so far. */
static void burden_month(const struct model *model, struct report *report, const struct phase *month,
                         struct entity_map *greatest) {
  struct arena *arena = report->arena;
  struct entity_map loads = {.arena = arena};
  struct burdens burdens = {.of = {.arena = arena}, .month = month};
  struct decimal most = setting_of(report->settings, SETTING_APPROVALS_PER_MONTH);
  const struct load *items = gather_loads(model, &loads);
  add_channels(model, month, &loads);
  for (uint32_t i = 0; i < model->approvals.count; i++) burden_persons(&items[i], &burdens, most);
  for (uint32_t i = 0; i < burdens.items.count; i++) {
    struct burden *burden = burdens.items.items[i];
    void **slot = entity_map_at(greatest, burden->person);
    const struct burden *before = *slot;
    if (!before || decimal_compare(burden->posts, before->posts) > 0) *slot = burden;
  }
}

/* Of very many campaigns the first are looked at. */
static void approver_overloaded(const struct model *model, struct report *report) {
  enum { MOST_MONTHS = 64 };
  struct entity_map greatest = {.arena = report->arena};
  if (report_unsure(report, !approvals_are_known(model))) return;
  bool known = !report_unsure(report, !posts_are_known(model));
  burden_month(model, report, NULL, &greatest);
  for (uint32_t i = 0, months = 0; known && i < model->campaigns.count && months < MOST_MONTHS; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    if (campaign->posts.count == 0 && campaign->mixes.count == 0) continue;
    burden_month(model, report, campaign, &greatest);
    months++;
  }
  for (uint32_t i = 0; i < model->approvals.count; i++) check_burdens(model, report, model->approvals.items[i], &greatest);
}

const struct rule rule_A011 = {
    .row = {"A011", "approver-overloaded", LEVEL_WARNING,
            "one person must approve more posts a month than `approvals_per_month` allows"},
    .why = "Who has a post to approve every working day has another job. The approvals become a formality or a queue, and both cost "
           "more than they save. Counted are the posts of channels with a mix at their greatest cadence, and in the month of a "
           "campaign those that it sets, with ranges taken where they come to 100 % together; a step that any of several persons can pass is nobody's alone.",
    .wrong = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "channel second \"The second page\" {\n"
             "  posts 30 to 40 per month\n"
             "  mix   { recipe 80%; daily 20% }\n"
             "}\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence approves\n"
             "}\n",
    .right = "content recipe \"Recipes\" { serves sales; purpose inform }\n"
             "channel second \"The second page\" {\n"
             "  posts 20 to 30 per month\n"
             "  mix   { recipe 80%; daily 20% }\n"
             "}\n"
             "approval recipes \"Recipes\" {\n"
             "  covers  recipe\n"
             "  step    mei within 1 workday\n"
             "  silence approves\n"
             "}\n",
    .run = approver_overloaded,
};

/* ---- A012 ---- */

/* The first content that somebody outside the client may publish without asking. */
static const struct ref *delegated_content(const struct approval *approval) {
  if (!approval_is_delegated(approval) || entity_is_client(approval->delegated.to)) return NULL;
  for (uint32_t i = 0; i < approval->covers.count; i++)
    if (approval->covers.items[i].to && approval->covers.items[i].to->kind == ENTITY_CONTENT) return &approval->covers.items[i];
  return NULL;
}

/* One mistake, one finding: it is the brand that is missing, however much is delegated. */
static void delegated_without_brand(const struct model *model, struct report *report) {
  const struct entity *agreement = &model->agreement.entity;
  if (model->brand || report_unsure(report, model->incomplete)) return;
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    const struct ref *content = delegated_content(approval);
    if (!content || report_unsure(report, !approval->delegated.to)) continue;
    struct argument to = arg_name(approval->delegated.to->spelling);
    const char *brand = suggested_brand(model, report->arena);
    struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_A012, ARGS(arg_name(content->to->spelling), to));
    report_related(report, finding, approval->delegated.span, TEXT_A012_DELEGATED, ARGS(arg_name(approval->entity.spelling)));
    report_help(report, finding, TEXT_A012_HELP, ARGS(arg_name(brand)));
    return;
  }
}

const struct rule rule_A012 = {
    .row = {"A012", "delegated-without-brand", LEVEL_WARNING,
            "content is delegated, and no `brand` tells the agency what the brand is"},
    .why = "A free hand needs something to go by. Where the brand is written down, the agency can decide by itself and the client can "
           "say afterwards what was wrong; where it is not, every post is a guess, and every complaint a matter of taste.",
    .wrong = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "content daily \"Tea at work\"\n"
             "approval free_posts \"Posts that need no release\" { covers daily; delegated to lantern }\n",
    .right = "agreement tea \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "agency lantern \"Lantern Digital\" { person an \"Chen An\" }\n"
             "content daily \"Tea at work\"\n"
             "approval free_posts \"Posts that need no release\" { covers daily; delegated to lantern }\n"
             "brand { voice \"Warm, plain, a little funny\"; never \"Compare us with a competitor by name\" }\n",
    .run = delegated_without_brand,
};
