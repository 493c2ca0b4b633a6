/* M: content and channels: paid channels, and what is spent on them. */
#include "check/baseline_truth.h"
#include "check/figures.h"
#include "check/rule.h"

static bool media_is_known(const struct entity *channel) {
  return !channel->incomplete && !entity_unknown(channel, STATEMENT_channel_media);
}

static bool lines_are_known(const struct model *model) {
  const struct budget *budget = model->budget;
  bool known = !model->incomplete;
  if (!budget) return known;
  known = known && !budget->entity.incomplete && !entity_unknown(&budget->entity, STATEMENT_budget_line);
  for (uint32_t i = 0; i < budget->lines.count && known; i++) known = !budget->lines.items[i]->channels.partial;
  return known;
}

static uint32_t count_lines(const struct model *model) { return model->budget ? model->budget->lines.count : 0; }

/* M011 */

static const char *line_written(const struct entity *channel, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "for ");
  buffer_text(&out, channel->spelling);
  return buffer_string(&out);
}

static void report_unpaid(const struct model *model, struct report *report, const struct entity *channel) {
  bool none = !model->budget;
  struct finding *finding = report_finding(report, channel, channel->head, none ? TEXT_M011_NO_BUDGET : TEXT_M011,
                                           ARGS(arg_name(channel->spelling)));
  report_help(report, finding, none ? TEXT_M011_NO_BUDGET_HELP : TEXT_M011_HELP,
              ARGS(arg_name(line_written(channel, report->arena))));
}

/* Where there is no budget at all that is said once, and where it has no lines B005 says it. */
static void paid_without_budget(const struct model *model, struct report *report) {
  struct entity_map funded = {.arena = report->arena};
  if (report_unsure(report, !lines_are_known(model) || (model->budget && count_lines(model) == 0))) return;
  for (uint32_t i = 0; i < count_lines(model); i++) {
    const struct line *line = model->budget->lines.items[i];
    for (uint32_t k = 0; k < line->channels.count; k++)
      *entity_map_at(&funded, line->channels.items[k].to) = line->channels.items[k].to;
  }
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    report_unsure(report, !media_is_known(&channel->entity));
    if (channel->media != MEDIA_PAID || entity_map_get(&funded, &channel->entity)) continue;
    report_unpaid(model, report, &channel->entity);
    if (!model->budget) return;
  }
}

const struct rule rule_M011 = {
    .row = {"M011", "paid-without-budget", LEVEL_WARNING, "a paid channel that no line of the budget is for"},
    .why = "A paid channel shows nothing to anybody until it is paid for. Where no line is set aside for it, the money is taken from "
           "something else later, or the channel stays empty. Where there is no budget at all, that is said of the first such "
           "channel.",
    .wrong = "channel page_ads \"Ads for the page\" { media paid; suits sales }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 100_000 TWD\n"
             "  line  ads \"Ads\" 100_000 TWD\n"
             "}\n",
    .right = "channel page_ads \"Ads for the page\" { media paid; suits sales }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 100_000 TWD\n"
             "  line  ads \"Ads\" 100_000 TWD for page_ads\n"
             "}\n",
    .run = paid_without_budget,
};

/* M018 */

/* What lines give to a paid channel: of a line for several channels nobody can say how it is divided, so that the channel
 * has for certain only what is for it alone. */
struct funds {
  struct decimal sure;
  const struct line *last; /* of those that are for it alone */
  bool any;                /* some line is for it */
};

struct paid {
  struct entity_map funds; /* of paid channels */
  struct decimal all;      /* all lines that are for any of them */
  bool known;
};

static bool gather_channels(const struct model *model, struct report *report, struct paid *paid) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (report_unsure(report, !media_is_known(&channel->entity))) return false;
    if (channel->media != MEDIA_PAID) continue;
    struct funds *funds = ARENA_NEW(report->arena, struct funds);
    funds->sure = decimal_from_integer(0);
    *entity_map_at(&paid->funds, &channel->entity) = funds;
    count++;
  }
  return count > 1;
}

static void add_line(struct paid *paid, const struct line *line) {
  bool counts = false;
  for (uint32_t i = 0; i < line->channels.count; i++) {
    struct funds *funds = entity_map_get(&paid->funds, line->channels.items[i].to);
    if (!funds) continue;
    counts = funds->any = true;
    if (line->channels.count > 1) continue;
    funds->sure = decimal_add(funds->sure, line->whole.amount);
    funds->last = line;
  }
  if (!counts) return;
  paid->known = paid->known && line->whole.known;
  paid->all = decimal_add(paid->all, line->whole.amount);
}

static void check_channel(const struct model *model, struct report *report, const struct paid *paid,
                          const struct channel *channel) {
  enum { MOST_PER_CENT = 80 };
  const struct funds *funds = entity_map_get(&paid->funds, &channel->entity);
  struct decimal limit = decimal_scaled(decimal_from_integer(MOST_PER_CENT), -2);
  if (!funds || !funds->last || decimal_compare(funds->sure, decimal_multiply(paid->all, limit)) <= 0) return;
  struct decimal share = decimal_divide(funds->sure, paid->all);
  struct finding *finding =
      report_finding(report, &channel->entity, funds->last->entity.head, TEXT_M018,
                     ARGS(arg_name(channel->entity.spelling), arg_share(share), arg_share(decimal_subtract(share, limit)),
                          arg_share(limit)));
  report_label(report, finding, TEXT_M018_LABEL, ARGS(money_argument(model, funds->sure), money_argument(model, paid->all)));
  report_help(report, finding, TEXT_M018_HELP, ARGS(money_argument(model, decimal_multiply(paid->all, limit))));
}

static bool all_are_funded(const struct model *model, const struct paid *paid) {
  bool funded = true;
  for (uint32_t i = 0; i < model->channels.count && funded; i++) {
    const struct funds *funds = entity_map_get(&paid->funds, &model->channels.items[i]->entity);
    funded = !funds || funds->any;
  }
  return funded;
}

/* Where a paid channel has no line, M011 says so, and that the other has all of the money follows from it. */
static void single_platform(const struct model *model, struct report *report) {
  struct paid paid = {.funds = {.arena = report->arena}, .all = decimal_from_integer(0), .known = true};
  if (report_unsure(report, !lines_are_known(model)) || !gather_channels(model, report, &paid)) return;
  for (uint32_t i = 0; i < count_lines(model); i++)
    if (!model->budget->lines.items[i]->internal) add_line(&paid, model->budget->lines.items[i]);
  if (report_unsure(report, !paid.known || !decimal_is_finite(paid.all) || !all_are_funded(model, &paid))) return;
  for (uint32_t i = 0; i < model->channels.count; i++) check_channel(model, report, &paid, model->channels.items[i]);
}

const struct rule rule_M018 = {
    .row = {"M018", "single-platform", LEVEL_INFO,
            "of two paid channels or more, one takes over 80 % of the paid money"},
    .why = "Whoever pays one platform alone depends on its prices and its rules, and cannot tell whether another would do better. "
           "Counted are the lines `for` paid channels, without `internal` ones. How a line for several channels is divided is not "
           "known: a channel is held to have only what is for it alone.",
    .wrong = "channel page_ads   \"Ads for the page\" { media paid; suits sales }\n"
             "channel search_ads \"Search ads\"       { media paid; suits sales }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 100_000 TWD\n"
             "  line  page_money   \"Page\"   90_000 TWD for page_ads\n"
             "  line  search_money \"Search\" 10_000 TWD for search_ads\n"
             "}\n",
    .right = "channel page_ads   \"Ads for the page\" { media paid; suits sales }\n"
             "channel search_ads \"Search ads\"       { media paid; suits sales }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 100_000 TWD\n"
             "  line  page_money   \"Page\"   80_000 TWD for page_ads\n"
             "  line  search_money \"Search\" 20_000 TWD for search_ads\n"
             "}\n",
    .run = single_platform,
};

/* M019 */

static void label_comparison(struct report *report, struct finding *finding, const struct condition *comparison) {
  const struct kpi *kpi = comparison->kpi;
  struct argument figure = figure_argument(kpi->unit, kpi->baseline.figure.value);
  bool more = comparison->comparison == COMPARE_GREATER || comparison->comparison == COMPARE_GREATER_EQUAL;
  bool less = comparison->comparison == COMPARE_LESS || comparison->comparison == COMPARE_LESS_EQUAL;
  report_label(report, finding, TEXT_M019_LABEL, ARGS(arg_name(kpi->entity.spelling), figure));
  if (more || less)
    report_help(report, finding, more ? TEXT_M019_HELP_MORE : TEXT_M019_HELP_LESS, ARGS(figure));
  else
    report_help(report, finding, TEXT_M019_HELP, NO_ARGS);
}

/* The baselines that a condition of several comparisons rests on. */
static void relate_baselines(struct report *report, struct finding *finding, const struct condition *condition) {
  if (condition->left) relate_baselines(report, finding, condition->left);
  if (condition->right) relate_baselines(report, finding, condition->right);
  if (condition->kind != CONDITION_COMPARISON || condition_at_baseline(condition, NULL) == TRUTH_UNKNOWN) return;
  const struct kpi *kpi = condition->kpi;
  report_related(report, finding, kpi->baseline.span, TEXT_M019_LABEL,
                 ARGS(arg_name(kpi->entity.spelling), figure_argument(kpi->unit, kpi->baseline.figure.value)));
}

static void boost_always(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    const struct condition *when = channel->boost.when;
    if (report_unsure(report, entity_unknown(&channel->entity, STATEMENT_channel_boost)) || !when) continue;
    if (condition_at_baseline(when, NULL) != TRUTH_YES) continue;
    struct finding *finding =
        report_finding(report, &channel->entity, when->span, TEXT_M019, ARGS(arg_name(channel->entity.spelling)));
    if (when->kind == CONDITION_COMPARISON) {
      label_comparison(report, finding, when);
    } else {
      relate_baselines(report, finding, when);
      report_help(report, finding, TEXT_M019_HELP, NO_ARGS);
    }
  }
}

const struct rule rule_M019 = {
    .row = {"M019", "boost-always", LEVEL_WARNING, "a boost whose condition holds at the baseline"},
    .why = "A boost pays for what does better than usual. Where its condition holds on the first day already, it pays every month "
           "whatever happens, and the money is gone before a good post comes. States such as `met`, the figure of one post and "
           "sums, which begin at nothing, have no baseline: where the condition hangs on them, nothing is said.",
    .wrong = "kpi visits \"Visits from the page in a month\" {\n"
             "  measures sales; unit visits; baseline 1_200 on 2025-12-31; target at least 2_000 by end\n"
             "}\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  boosts \"Boosts\" 60_000 TWD for second\n"
             "}\n"
             "channel second \"The second page\" {\n"
             "  boost when visits > 1_000 visits with up to 5_000 TWD per month from boosts\n"
             "}\n",
    .right = "kpi visits \"Visits from the page in a month\" {\n"
             "  measures sales; unit visits; baseline 1_200 on 2025-12-31; target at least 2_000 by end\n"
             "}\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  boosts \"Boosts\" 60_000 TWD for second\n"
             "}\n"
             "channel second \"The second page\" {\n"
             "  boost when visits > 1_500 visits with up to 5_000 TWD per month from boosts\n"
             "}\n",
    .run = boost_always,
};
