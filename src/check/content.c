/* M: content and channels. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/terms.h"

/* A mix, of a channel or of a campaign on one. */
struct mix {
  const struct shares *shares;
  const struct entity *holder;  /* the block that it stands in: what findings are about */
  const struct entity *channel; /* whose posts it divides */
  struct decimal least, most;   /* sums */
  bool ranges;                  /* one share at least is a range */
};

static struct mix mix_of(const struct shares *shares, const struct entity *holder, const struct entity *channel) {
  struct mix mix = {shares, holder, channel, decimal_from_integer(0), decimal_from_integer(0), false};
  for (uint32_t i = 0; i < shares->items.count; i++) {
    const struct share_item *item = &shares->items.items[i];
    mix.least = decimal_add(mix.least, item->least);
    mix.most = decimal_add(mix.most, item->most);
    mix.ranges = mix.ranges || item->range;
  }
  return mix;
}

typedef void mix_check(struct report *report, const struct mix *mix);

static void check_mix(struct report *report, const struct shares *shares, const struct entity *holder,
                      const struct entity *channel, mix_check *check) {
  if (!shares->stated || report_unsure(report, !shares->complete || !channel)) return;
  struct mix mix = mix_of(shares, holder, channel);
  check(report, &mix);
}

static void check_mixes(const struct model *model, struct report *report, mix_check *check) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    check_mix(report, &channel->mix, &channel->entity, &channel->entity, check);
  }
  for (uint32_t i = 0; i < model->campaigns.count; i++) {
    const struct phase *campaign = model->campaigns.items[i];
    for (uint32_t k = 0; k < campaign->mixes.count; k++) {
      const struct shares *shares = &campaign->mixes.items[k];
      check_mix(report, shares, &campaign->entity, shares->of.to, check);
    }
  }
}

static struct argument mix_terms(const struct mix *mix, bool most, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < mix->shares->items.count; i++) {
    const struct share_item *item = &mix->shares->items.items[i];
    terms_add(&terms, item->of.to->spelling, arg_share(most ? item->most : item->least));
  }
  return terms_argument(&terms);
}

/* M001 */

static const char *range_written(struct decimal from, struct decimal to, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, share_written(from, arena));
  buffer_text(&out, " to ");
  buffer_text(&out, share_written(to, arena));
  return buffer_string(&out);
}

/* Of shares that are too many: the last that could give all of it up; NULL: none has as much. */
static const struct share_item *share_to_lower(const struct mix *mix, struct decimal by) {
  for (uint32_t i = mix->shares->items.count; i > 0; i--) {
    const struct share_item *item = &mix->shares->items.items[i - 1];
    if (decimal_compare(item->least, by) >= 0) return item;
  }
  return NULL;
}

static void help_short(struct report *report, struct finding *finding, const struct mix *mix, struct decimal by) {
  const struct share_item *last = &mix->shares->items.items[mix->shares->items.count - 1];
  const char *range = range_written(last->least, decimal_add(last->least, by), report->arena);
  report_help(report, finding, TEXT_M001_SHORT_HELP, ARGS(arg_share(by), arg_name(range)));
}

static void help_over(struct report *report, struct finding *finding, const struct mix *mix, struct decimal by) {
  const struct share_item *item = share_to_lower(mix, by);
  if (!item) {
    report_help(report, finding, TEXT_M001_OVER_HELP_ALL, ARGS(arg_share(by)));
    return;
  }
  const char *range = range_written(decimal_subtract(item->least, by), item->least, report->arena);
  report_help(report, finding, TEXT_M001_OVER_HELP, ARGS(arg_share(by), arg_name(range)));
}

static void check_fixed_mix(struct report *report, const struct mix *mix) {
  struct decimal excess = shares_excess(mix->least);
  if (mix->ranges || decimal_is_zero(excess)) return;
  bool is_short = decimal_is_negative(excess);
  struct decimal by = decimal_absolute(excess);
  struct finding *finding =
      report_finding(report, mix->holder, mix->shares->head, is_short ? TEXT_M001_SHORT : TEXT_M001_OVER,
                     ARGS(arg_name(mix->channel->spelling), arg_share(mix->least), arg_share(by)));
  if (mix->shares->items.count == 0) {
    report_label(report, finding, TEXT_M001_EMPTY_LABEL, NO_ARGS);
    report_help(report, finding, TEXT_M001_EMPTY_HELP, NO_ARGS);
    return;
  }
  report_label(report, finding, TEXT_TERMS, ARGS(mix_terms(mix, false, report->arena)));
  if (is_short)
    help_short(report, finding, mix, by);
  else
    help_over(report, finding, mix, by);
}

static void mix_not_100(const struct model *model, struct report *report) { check_mixes(model, report, check_fixed_mix); }

const struct rule rule_M001 = {
    .row = {"M001", "mix-not-100", LEVEL_ERROR, "the fixed shares of a mix do not come to 100 %"},
    .why = "The mix says what every post is. Where the shares come to less, nobody knows what the rest of the posts shall be; "
           "where they come to more, somebody's share will not be published.",
    .wrong = "channel facebook \"Facebook page\" {\n"
             "  mix {\n"
             "    product   30%\n"
             "    daily     40%\n"
             "    trend     20%\n"
             "  }\n"
             "}\n",
    .right = "channel facebook \"Facebook page\" {\n"
             "  mix {\n"
             "    product   30%\n"
             "    daily     50%\n"
             "    trend     20%\n"
             "  }\n"
             "}\n",
    .run = mix_not_100,
};

/* M002 */

static void check_ranges(struct report *report, const struct mix *mix) {
  struct decimal over = shares_excess(mix->least), lacking = shares_excess(mix->most);
  bool is_over = !decimal_is_zero(over) && !decimal_is_negative(over);
  bool is_short = decimal_is_negative(lacking);
  if (!mix->ranges || (!is_over && !is_short)) return;
  struct argument by = arg_share(decimal_absolute(is_over ? over : lacking));
  struct finding *finding =
      report_finding(report, mix->holder, mix->shares->head, is_over ? TEXT_M002_OVER : TEXT_M002_SHORT,
                     ARGS(arg_name(mix->channel->spelling), arg_share(is_over ? mix->least : mix->most), by));
  report_label(report, finding, TEXT_TERMS, ARGS(mix_terms(mix, is_short, report->arena)));
  report_help(report, finding, is_over ? TEXT_M002_OVER_HELP : TEXT_M002_SHORT_HELP, ARGS(by));
}

static void mix_cannot_reach_100(const struct model *model, struct report *report) {
  check_mixes(model, report, check_ranges);
}

const struct rule rule_M002 = {
    .row = {"M002", "mix-cannot-reach-100", LEVEL_ERROR,
            "the least shares of a mix come to more than 100 %, or its greatest to less"},
    .why = "Ranges leave room from month to month, but some choice within them must make up all posts. Where even the least "
           "shares are too much, or the greatest too little, no month can keep to the mix.",
    .wrong = "channel facebook \"Facebook page\" {\n"
             "  mix {\n"
             "    product 30% to 40%\n"
             "    daily   20% to 30%\n"
             "    trend   10% to 20%\n"
             "  }\n"
             "}\n",
    .right = "channel facebook \"Facebook page\" {\n"
             "  mix {\n"
             "    product 30% to 40%\n"
             "    daily   20% to 50%\n"
             "    trend   10% to 20%\n"
             "  }\n"
             "}\n",
    .run = mix_cannot_reach_100,
};
