/* A: what approvals ask of people, and whether anything is left to the agency. */
#include "check/approvals.h"
#include "check/figures.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "check/week.h"
#include "model/units.h"

/* ---- A010 ---- */

/* Where silence approves, the work moves without an answer. */
static bool needs_client(const struct approval *approval) {
  if (approval_is_delegated(approval) || approval->silence.form == SILENCE_ACCEPTS) return false;
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
    unknown = unknown || entity_unknown(&approval->entity, STATEMENT_approval_silence);
  }
  if (!report_unsure(report, unknown)) report_nothing_delegated(model, report);
}

const struct rule rule_A010 = {
    .row = {"A010", "nothing-delegated", LEVEL_WARNING, "two contents or more, and each needs approval by a client"},
    .why = "Work that cannot move without asking is not outsourced: the client pays for an agency and does the waiting itself. Some "
           "kind of content can always be let go, if the brand is written down and what went wrong is looked at afterwards. What goes "
           "out where nobody answers (`silence approves`) moves by itself.",
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

static void add_channel(const struct model *model, const struct channel *channel, const struct entity_map *loads) {
  struct decimal posts = posts_a_month(model, &channel->posts), part = part_of_ranges(&channel->mix);
  for (uint32_t i = 0; i < channel->mix.items.count; i++) {
    const struct share_item *item = &channel->mix.items.items[i];
    struct load *load = entity_map_get(loads, item->of.to);
    struct decimal range = decimal_multiply(decimal_subtract(item->most, item->least), part);
    if (load) load->posts = decimal_add(load->posts, decimal_multiply(posts, decimal_add(item->least, range)));
  }
}

/* Of a channel without a mix nobody knows what is posted there. */
static bool add_channels(const struct model *model, const struct entity_map *loads) {
  bool known = true;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (channel->entity.incomplete || (channel->posts.stated && !channel->posts.known) ||
        entity_unknown(&channel->entity, STATEMENT_channel_mix))
      known = false;
    else if (channel->posts.known && channel->mix.stated)
      add_channel(model, channel, loads);
  }
  return known;
}

/* One person's: from each approval that cannot do without it. */
struct burden {
  struct decimal posts;
  const struct approval *last;
  const struct ref *excess; /* where the limit is passed; NULL: it is not */
  struct terms terms;
};

static struct burden *burden_of(struct entity_map *burdens, const struct ref *ref, struct arena *arena) {
  void **slot = entity_map_at(burdens, ref->to);
  if (!*slot) {
    struct burden *burden = ARENA_NEW(arena, struct burden);
    burden->terms = terms_in(arena);
    *slot = burden;
  }
  return *slot;
}

static struct argument posts_argument(struct decimal posts) {
  enum { PLACES = 1 };
  if (!decimal_is_finite(posts)) return arg_quantity(posts, "posts");
  posts = decimal_rounded(posts, PLACES);
  return arg_quantity(posts, decimal_compare(posts, decimal_from_integer(1)) == 0 ? "post" : "posts");
}

static void burden_persons(const struct load *load, struct entity_map *burdens, struct decimal most, struct arena *arena) {
  const struct approval *approval = load->approval;
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct step *step = &approval->steps.items[i];
    if (!step->all && step->by.count > 1) continue; /* another one can do it */
    for (uint32_t k = 0; k < step->by.count; k++) {
      struct burden *burden = burden_of(burdens, &step->by.items[k], arena);
      if (burden->last == approval || decimal_is_zero(load->posts)) continue;
      burden->last = approval;
      burden->posts = decimal_add(burden->posts, load->posts);
      terms_add(&burden->terms, approval->entity.spelling, posts_argument(load->posts));
      if (!burden->excess && decimal_compare(burden->posts, most) > 0) burden->excess = &step->by.items[k];
    }
  }
}

static void report_burden(const struct model *model, struct report *report, struct burden *burden) {
  struct decimal most = setting_of(report->settings, SETTING_APPROVALS_PER_MONTH);
  const struct entity *person = burden->excess->to;
  struct decimal over = decimal_subtract(burden->posts, most);
  struct finding *finding = report_finding(
      report, person, burden->excess->span, TEXT_A011,
      ARGS(arg_name(person->spelling), posts_argument(burden->posts), posts_argument(over), posts_argument(most)));
  report_label(report, finding, TEXT_TERMS, ARGS(terms_argument(&burden->terms)));
  report_help(report, finding, TEXT_A011_HELP, ARGS(arg_name(approval_delegated_written(model, report->arena))));
}

/* Those who pass the limit with this approval: one finding, since it is one thing that is too much for all of them. */
static void check_burdens(const struct model *model, struct report *report, const struct approval *approval,
                          const struct entity_map *burdens) {
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct refs *by = &approval->steps.items[i].by;
    for (uint32_t k = 0; k < by->count; k++) {
      struct burden *burden = entity_map_get(burdens, by->items[k].to);
      if (!burden || burden->excess != &by->items[k]) continue;
      report_burden(model, report, burden);
      return;
    }
  }
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

static void approver_overloaded(const struct model *model, struct report *report) {
  struct entity_map loads = {.arena = report->arena}, burdens = {.arena = report->arena};
  struct decimal most = setting_of(report->settings, SETTING_APPROVALS_PER_MONTH);
  if (report_unsure(report, !approvals_are_known(model))) return;
  const struct load *items = gather_loads(model, &loads);
  report_unsure(report, !add_channels(model, &loads));
  for (uint32_t i = 0; i < model->approvals.count; i++) burden_persons(&items[i], &burdens, most, report->arena);
  for (uint32_t i = 0; i < model->approvals.count; i++) check_burdens(model, report, model->approvals.items[i], &burdens);
}

const struct rule rule_A011 = {
    .row = {"A011", "approver-overloaded", LEVEL_WARNING,
            "one person must approve more posts a month than `approvals_per_month` allows"},
    .why = "Who has a post to approve every working day has another job. The approvals become a formality or a queue, and both cost "
           "more than they save. Counted are the posts of channels with a mix at their greatest cadence, campaigns aside, with ranges "
           "taken where they come to 100 % together; a step that any of several persons can pass is nobody's alone.",
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
    struct finding *finding = report_finding(report, agreement, agreement->head, TEXT_A012, ARGS(arg_name(content->to->spelling), to));
    report_related(report, finding, approval->delegated.span, TEXT_A012_DELEGATED, ARGS(arg_name(approval->entity.spelling)));
    report_help(report, finding, TEXT_A012_HELP, ARGS(arg_name("brand { voice \"…\"; never \"…\"; crisis escalates to … }")));
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
