/* B: lines that are split between objectives. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/suggestion.h"
#include "check/terms.h"

/* B003 */

static struct argument split_terms(const struct shares *split, struct arena *arena) {
  struct terms terms = terms_in(arena);
  for (uint32_t i = 0; i < split->items.count; i++)
    terms_add(&terms, split->items.items[i].of.to->spelling, arg_share(split->items.items[i].least));
  return terms_argument(&terms);
}

static bool split_is_known(const struct shares *split) { return split->complete && split->of.to; }

static void check_split(struct report *report, const struct shares *split) {
  struct decimal sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < split->items.count; i++) {
    if (split->items.items[i].range) return;
    sum = decimal_add(sum, split->items.items[i].least);
  }
  struct decimal excess = shares_excess(sum);
  if (decimal_is_zero(excess)) return;
  bool is_short = decimal_is_negative(excess);
  struct argument by = arg_share(decimal_absolute(excess));
  struct finding *finding = report_finding(report, split->of.to, split->head, is_short ? TEXT_B003_SHORT : TEXT_B003_OVER,
                                           ARGS(arg_name(split->of.to->spelling), arg_share(sum), by));
  if (split->items.count == 0) {
    report_label(report, finding, TEXT_B003_EMPTY_LABEL, NO_ARGS);
    report_help(report, finding, TEXT_B003_EMPTY_HELP, NO_ARGS);
    return;
  }
  report_label(report, finding, TEXT_TERMS, ARGS(split_terms(split, report->arena)));
  report_help(report, finding, is_short ? TEXT_B003_SHORT_HELP : TEXT_B003_OVER_HELP, ARGS(by));
}

static void split_not_100(const struct model *model, struct report *report) {
  for (uint32_t i = 0; model->budget && i < model->budget->splits.count; i++) {
    const struct shares *split = &model->budget->splits.items[i];
    if (!report_unsure(report, !split_is_known(split))) check_split(report, split);
  }
}

const struct rule rule_B003 = {
    .row = {"B003", "split-not-100", LEVEL_ERROR, "the shares of a split do not come to 100 %"},
    .why = "A split says what each objective is given of a line. Where the shares come to less, a part of the money serves "
           "nothing; where they come to more, an objective counts on money that another one has.",
    .wrong = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "  split ads { sales 70%; loyal 20% }\n"
             "}\n",
    .right = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "  split ads { sales 80%; loyal 20% }\n"
             "}\n",
    .run = split_not_100,
};

/* B013 */

static void mark_funded(struct entity_map *funded, struct entity *objective) {
  if (objective) *entity_map_at(funded, objective) = objective;
}

/* Objectives that a split gives something; the lines that are split are noted too. */
static bool gather_split(const struct budget *budget, struct entity_map *funded) {
  bool known = !budget->entity.incomplete && !entity_unknown(&budget->entity, STATEMENT_budget_split);
  for (uint32_t i = 0; i < budget->splits.count; i++) {
    const struct shares *split = &budget->splits.items[i];
    known = known && split_is_known(split) && split->items.count > 0; /* B003 speaks of an empty one */
    if (split->of.to) mark_funded(funded, split->of.to);
    for (uint32_t k = 0; k < split->items.count; k++)
      if (!decimal_is_zero(split->items.items[k].most)) mark_funded(funded, split->items.items[k].of.to);
  }
  return known;
}

/* Those whose channels a line is for that is not split. */
static bool gather_channels(const struct budget *budget, struct entity_map *funded) {
  bool known = !entity_unknown(&budget->entity, STATEMENT_budget_line);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    const struct line *line = budget->lines.items[i];
    if (entity_map_get(funded, line)) continue;
    for (uint32_t k = 0; k < line->channels.count; k++) {
      const struct channel *channel = (const struct channel *)line->channels.items[k].to;
      known = known && !channel->entity.incomplete && channel->suits.stated; /* M005 speaks of one that suits nothing */
      for (uint32_t n = 0; n < channel->suits.count; n++) mark_funded(funded, channel->suits.items[n].to);
    }
  }
  return known;
}

/* And those for which an action is paid, or a KPI of theirs is bought from a line that is not split. */
static bool gather_paid(const struct model *model, struct entity_map *funded) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->actions.count; i++) {
    const struct action *action = model->actions.items[i];
    known = known && !action->entity.incomplete && !entity_unknown(&action->entity, STATEMENT_action_for);
    for (uint32_t k = 0; action->cost.stated && k < action->objectives.count; k++)
      mark_funded(funded, action->objectives.items[k].to);
  }
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    bool bought = kpi->costs->stated && kpi->costs->from.to && !entity_map_get(funded, kpi->costs->from.to);
    known = known && !kpi->entity.incomplete;
    for (uint32_t k = 0; bought && k < kpi->measures.count; k++) mark_funded(funded, kpi->measures.items[k].to);
  }
  return known;
}

static bool suits(const struct line *line, const struct entity *objective) {
  for (uint32_t i = 0; i < line->channels.count; i++) {
    const struct channel *channel = (const struct channel *)line->channels.items[i].to;
    for (uint32_t k = 0; k < channel->suits.count; k++)
      if (channel->suits.items[k].to == objective) return true;
  }
  return line->channels.count == 0;
}

static void report_unfunded(struct report *report, const struct budget *budget, const struct entity *objective) {
  enum { MOST_LOOKED_AT = 32 }; /* for an example */
  const struct shares *split = NULL, *first = &budget->splits.items[0];
  for (uint32_t i = 0; i < budget->splits.count && i < MOST_LOOKED_AT && !split; i++)
    if (suits((const struct line *)budget->splits.items[i].of.to, objective)) split = &budget->splits.items[i];
  struct finding *finding = report_finding(report, objective, objective->head, TEXT_B013, ARGS(arg_name(objective->spelling)));
  if (split)
    report_help(report, finding, TEXT_B013_HELP,
                ARGS(arg_name(suggestion(report->arena, "", objective->spelling, " 10%")), arg_name(split->of.to->spelling)));
  else
    report_help(report, finding, TEXT_B013_HELP_CHANNEL, ARGS(arg_name(objective->spelling), arg_name(first->of.to->spelling)));
  if (!split) split = first;
  report_related(report, finding, split->head, TEXT_B013_SPLIT, ARGS(arg_name(split->of.to->spelling)));
}

static void unfunded_objective(const struct model *model, struct report *report) {
  struct entity_map funded = {.arena = report->arena};
  if (!model->budget || model->budget->splits.count == 0) return;
  bool known = gather_split(model->budget, &funded);
  known = gather_channels(model->budget, &funded) && known;
  if (report_unsure(report, !gather_paid(model, &funded) || !known)) return;
  for (uint32_t i = 0; i < model->objectives.count; i++)
    if (!entity_map_get(&funded, &model->objectives.items[i]->entity))
      report_unfunded(report, model->budget, &model->objectives.items[i]->entity);
}

const struct rule rule_B013 = {
    .row = {"B013", "unfunded-objective", LEVEL_INFO, "lines are split between objectives, and one objective gets nothing"},
    .why = "An objective without money is worked for in the time that the others leave over. That may be meant so; then it is well "
           "that both sides know it. Besides the splits, an action that costs something, and a line which is not split where a KPI "
           "is bought from it or it is for a channel that suits the objective, count as money too.",
    .wrong = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "  split ads { sales 100% }\n"
             "}\n",
    .right = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  ads \"Ads\" 60_000 TWD\n"
             "  split ads { sales 90%; loyal 10% }\n"
             "}\n",
    .prerequisites = {&rule_K017},
    .run = unfunded_objective,
};

/* B021 */

/* What the line's channels suit; false where one of them says nothing of it, or it is not known. */
static bool gather_suited(const struct line *line, struct entity_map *suited) {
  for (uint32_t i = 0; i < line->channels.count; i++) {
    const struct channel *channel = (const struct channel *)line->channels.items[i].to;
    const struct entity *entity = &channel->entity;
    if (entity->incomplete || !channel->suits.stated || entity_unknown(entity, STATEMENT_channel_suits)) return false;
    for (uint32_t k = 0; k < channel->suits.count; k++)
      *entity_map_at(suited, channel->suits.items[k].to) = channel->suits.items[k].to;
  }
  return true;
}

static struct argument channels_of(const struct line *line, struct arena *arena) {
  const char **names = ARENA_ARRAY(arena, const char *, line->channels.count);
  for (uint32_t i = 0; i < line->channels.count; i++) names[i] = line->channels.items[i].to->spelling;
  return arg_list(names, line->channels.count);
}

static void check_channels(struct report *report, const struct shares *split, const struct line *line) {
  struct entity_map suited = {.arena = report->arena};
  if (report_unsure(report, !gather_suited(line, &suited))) return;
  struct argument name = arg_name(line->entity.spelling), channels = channels_of(line, report->arena);
  for (uint32_t i = 0; i < split->items.count; i++) {
    const struct share_item *item = &split->items.items[i];
    if (decimal_is_zero(item->most) || entity_map_get(&suited, item->of.to)) continue;
    if (report_is_silenced(report, item->of.to)) continue; /* no channel at all suits it */
    struct argument objective = arg_name(item->of.to->spelling);
    struct finding *finding = report_finding(
        report, &line->entity, item->of.span, TEXT_B021,
        ARGS(objective, arg_share(item->most), name, channels, arg_integer(line->channels.count)));
    report_related(report, finding, line->channels.span, TEXT_B021_LINE, ARGS(name, channels));
    report_help(report, finding, TEXT_B021_HELP, ARGS(objective));
  }
}

static void split_without_channel(const struct model *model, struct report *report) {
  for (uint32_t i = 0; model->budget && i < model->budget->splits.count; i++) {
    const struct shares *split = &model->budget->splits.items[i];
    const struct line *line = (const struct line *)split->of.to;
    if (report_unsure(report, !split_is_known(split)) || line->channels.count == 0) continue;
    check_channels(report, split, line);
  }
}

const struct rule rule_B021 = {
    .row = {"B021", "split-without-channel", LEVEL_WARNING,
            "a line for channels is split to an objective that none of them suits"},
    .why = "Money that may only be spent on certain channels helps an objective only where one of these suits it. Otherwise its "
           "share is spent without effect, or quietly on something else. A channel that does not say what it suits may suit "
           "anything.",
    .wrong = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "channel letter \"Newsletter\" { suits loyal }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  boosts \"Boosted posts\" 60_000 TWD for page\n"
             "  split boosts { sales 80%; loyal 20% }\n"
             "}\n",
    .right = "objective loyal \"Customers who come again\" { serves revenue }\n"
             "channel letter \"Newsletter\" { suits loyal }\n"
             "budget year \"Budget 2026\" {\n"
             "  total 60_000 TWD\n"
             "  line  boosts \"Boosted posts\" 60_000 TWD for page, letter\n"
             "  split boosts { sales 80%; loyal 20% }\n"
             "}\n",
    .prerequisites = {&rule_M010},
    .run = split_without_channel,
};
