/* K: what targets ask for. */
#include <string.h>

#include "check/figures.h"
#include "check/formula_reach.h"
#include "check/pace.h"
#include "check/rule.h"
#include "check/suggestion.h"

/* K009 */

/* Counted from the day after the baseline, or from the term's first day where that is later: what was gained before the
 * term is none of the agency's doing, and neither is the time. */
static day_number counted_from(const struct kpi *kpi, const struct period *term) {
  day_number read = kpi->baseline.form == BASELINE_OVER ? kpi->baseline.over.to : kpi->baseline.on;
  if (read == DAY_NONE || term->from == DAY_NONE) return DAY_NONE;
  return read + 1 > term->from ? read + 1 : term->from;
}

/* Whether the rule is for this KPI. */
static bool has_pace(const struct kpi *kpi) {
  bool from_a_figure = kpi->baseline.form == BASELINE_ON || kpi->baseline.form == BASELINE_OVER;
  return from_a_figure && kpi->target.stated && kpi->tally != TALLY_SUM && !kpi->costs->stated &&
         !entity_unknown(&kpi->entity, STATEMENT_kpi_tally);
}

static bool pace_is_known(const struct kpi *kpi, const struct period *term) {
  return kpi->baseline.figure.known && kpi->target.known && kpi->target.by != DAY_NONE &&
         counted_from(kpi, term) != DAY_NONE && !kpi->entity.incomplete;
}

/* False where nothing is to rise. */
static bool pace_of(const struct kpi *kpi, const struct period *term, struct pace *pace) {
  const struct target *target = &kpi->target;
  *pace = (struct pace){kpi->baseline.figure.value, target->low, counted_from(kpi, term), target->by};
  if (!target->bounded || !target->has_low || pace->last < pace->first) return false;
  if (decimal_is_zero(pace->from) || decimal_is_negative(pace->from)) return false;
  return decimal_compare(pace->to, pace->from) > 0;
}

/* The rate or amount of `grow … each month` that keeps to the limit, in whole per cent or things where there is one;
 * false: it is too small to be asked for. */
static bool allowed_change(const struct kpi *kpi, const struct pace *pace, struct decimal allowed, struct decimal *change) {
  enum { SURE_PLACES = 20, SHARE_PLACES = 2, FINE_PLACES = 4 };
  struct decimal times = decimal_from_integer(kpi->target.times), one = decimal_from_integer(1), zero = decimal_from_integer(0);
  if (!kpi->target.relative) {
    *change = figure_below(kpi->unit, decimal_divide(decimal_subtract(allowed, pace->from), times));
    return decimal_compare(*change, zero) > 0;
  }
  struct decimal rate = decimal_raised(decimal_divide(allowed, pace->from), decimal_divide(one, times));
  rate = decimal_rounded(decimal_subtract(rate, one), SURE_PLACES);
  *change = decimal_rounded_down(rate, SHARE_PLACES);
  if (decimal_is_zero(*change)) *change = decimal_rounded_down(rate, FINE_PLACES);
  return decimal_compare(*change, zero) > 0;
}

/* `grow 15% each month`; NULL where the target is of another kind. */
static const char *allowed_rate(const struct kpi *kpi, const struct pace *pace, struct decimal allowed, struct arena *arena) {
  const struct target *target = &kpi->target;
  struct decimal change;
  if (target->form != TARGET_GROW || target->each == TIME_NONE || target->times < 1) return NULL;
  if (!allowed_change(kpi, pace, allowed, &change)) return NULL;
  const char *by = target->relative ? share_written(change, arena) : figure_written(kpi->unit, change, arena);
  struct duration each = {.amount = decimal_from_integer(1), .unit = target->each};
  const char *unit = strchr(suggested_duration(&each, arena), ' ');
  return suggestion(arena, suggestion(arena, "grow ", by, " each"), unit, "");
}

static void help_pace(struct report *report, struct finding *finding, const struct kpi *kpi, const struct pace *pace,
                      const struct pace_limits *limits, day_number term_end) {
  struct decimal most = pace_allowed(pace, limits);
  const char *rate = allowed_rate(kpi, pace, most, report->arena);
  struct argument by = arg_date(pace->last), allowed = arg_name(rate ? rate : suggested_target(kpi, most, report->arena));
  day_number earliest = pace_earliest(pace, limits);
  if (rate) /* at a later date it would ask for more */
    report_help(report, finding, TEXT_K009_HELP_RATE, ARGS(allowed));
  else if (earliest == DAY_NONE)
    report_help(report, finding, TEXT_K009_HELP_FIGURE, ARGS(allowed, by));
  else
    report_help(report, finding, earliest > term_end ? TEXT_K009_HELP_AFTER_TERM : TEXT_K009_HELP,
                ARGS(allowed, by, arg_date(earliest)));
}

static void report_pace(struct report *report, const struct kpi *kpi, const struct pace *pace,
                        const struct pace_limits *limits, day_number term_end) {
  const struct unit *unit = kpi->unit;
  struct finding *finding = report_finding(
      report, &kpi->entity, kpi->target.span, TEXT_K009,
      ARGS(arg_name(kpi->entity.spelling), arg_share(pace_monthly(pace)), whole_argument(unit, pace->from),
           whole_argument(unit, pace->to), arg_date(pace->last)));
  report_label(report, finding, TEXT_K009_LABEL, ARGS(arg_share(pace_limit(pace, limits)), arg_date(pace->first)));
  help_pace(report, finding, kpi, pace, limits, term_end);
}

static void unrealistic_pace(const struct model *model, struct report *report) {
  struct pace_limits limits = {setting_of(report->settings, SETTING_GROWTH_PER_MONTH),
                               setting_of(report->settings, SETTING_GROWTH_PER_MONTH_LONG)};
  const struct period *term = &model->agreement.term;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    struct pace pace;
    if (!has_pace(kpi) || report_unsure(report, !pace_is_known(kpi, term)) || !pace_of(kpi, term, &pace)) continue;
    if (pace_is_over(&pace, &limits)) report_pace(report, kpi, &pace, &limits, term->to);
  }
}

const struct rule rule_K009 = {
    .row = {"K009", "unrealistic-pace", LEVEL_WARNING,
            "the increase asked for, compounded a month, is over what experience allows"},
    .why = "Growth that nobody has reached before invites bought followers, padded figures and a quarrel at the end. Over three "
           "months or less 40 % a month is the limit, over a longer time 15 %; `policy { set growth_per_month … }` and "
           "`growth_per_month_long` change them. Sums have no pace, a baseline of 0 none that could be worked out, and what is "
           "bought (`costs`) is limited by its price. The months count from the term's first day, or from the day after the baseline "
           "where that is read later: what grew before the work began is nobody's promise.",
    .wrong = "kpi visits \"Visits a month\" {\n"
             "  unit     visits\n"
             "  baseline 1_000 on 2025-12-31\n"
             "  target   grow 100% by month 2\n"
             "}\n",
    .right = "kpi visits \"Visits a month\" {\n"
             "  unit     visits\n"
             "  baseline 1_000 on 2025-12-31\n"
             "  target   grow 100% by month 6\n"
             "}\n",
    .run = unrealistic_pace,
};

/* K016 */

enum { MOST_PARTS = 8 }; /* as many as a person reads */

/* What in a formula could be changed instead. */
struct parts {
  struct finding *finding;
  day_number date;
  const char *names[MOST_PARTS];
  uint32_t count;
  VECTOR(const struct kpi *) computed; /* whose formulas are looked at: the KPI itself, then those that it rests on */
  struct entity_map seen;
};

static void add_part(struct report *report, struct parts *parts, const struct entity *entity, struct span span,
                     enum text_key key) {
  for (uint32_t i = 0; i < parts->count; i++)
    if (parts->names[i] == entity->spelling) return;
  if (parts->count == MOST_PARTS) return;
  parts->names[parts->count++] = entity->spelling;
  report_related(report, parts->finding, span, key, ARGS(arg_name(entity->spelling)));
}

/* A formula is looked at once, however often others name it. */
static void add_computed(struct report *report, struct parts *parts, const struct kpi *kpi) {
  void **seen = entity_map_at(&parts->seen, kpi);
  if (!*seen) VECTOR_PUSH(report->arena, &parts->computed, kpi);
  *seen = (void *)kpi;
}

static void gather_parts(struct report *report, struct parts *parts, const struct expression *e) {
  if (e->kind == EXPRESSION_KPI && e->kpi->target.stated && e->kpi->target.by == parts->date) {
    if (e->kpi->target.bounded) add_part(report, parts, &e->kpi->entity, e->kpi->target.span, TEXT_K016_PART);
    if (e->kpi->formula) add_computed(report, parts, e->kpi);
  }
  if (e->kind == EXPRESSION_SPENT) add_part(report, parts, &e->line->entity, e->line->entity.span, TEXT_K016_PART_SPENT);
  for (const struct expression *x = e->first; x; x = x->next) gather_parts(report, parts, x);
}

static void gather_all_parts(struct report *report, struct parts *parts, const struct kpi *kpi) {
  parts->seen.arena = report->arena;
  add_computed(report, parts, kpi);
  for (uint32_t i = 0; i < parts->computed.count && parts->count < MOST_PARTS; i++)
    gather_parts(report, parts, parts->computed.items[i]->formula);
}

static struct finding *report_asked(struct report *report, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  struct argument name = arg_name(kpi->entity.spelling);
  struct argument low = figure_argument(kpi->unit, target->low), high = figure_argument(kpi->unit, target->high);
  if (target->has_low && target->has_high)
    return report_finding(report, &kpi->entity, target->span, TEXT_K016_BETWEEN, ARGS(name, low, high));
  if (target->has_low) return report_finding(report, &kpi->entity, target->span, TEXT_K016_LEAST, ARGS(name, low));
  return report_finding(report, &kpi->entity, target->span, TEXT_K016_MOST, ARGS(name, high));
}

static void label_reached(struct report *report, struct finding *finding, const struct kpi *kpi, struct interval reached) {
  struct argument low = figure_argument(kpi->unit, reached.low), high = figure_argument(kpi->unit, reached.high);
  if (!reached.has_low)
    report_label(report, finding, TEXT_K016_REACH_MOST, ARGS(high));
  else if (!reached.has_high)
    report_label(report, finding, TEXT_K016_REACH_LEAST, ARGS(low));
  else if (decimal_compare(reached.low, reached.high) == 0)
    report_label(report, finding, TEXT_K016_REACH_EXACT, ARGS(low));
  else
    report_label(report, finding, TEXT_K016_REACH_BETWEEN, ARGS(low, high));
}

static void report_conflict(struct report *report, const struct kpi *kpi, struct interval reached) {
  struct parts parts = {.finding = report_asked(report, kpi), .date = kpi->target.by};
  label_reached(report, parts.finding, kpi, reached);
  gather_all_parts(report, &parts, kpi);
  struct argument name = arg_name(kpi->entity.spelling);
  const char **names = ARENA_ARRAY(report->arena, const char *, MOST_PARTS);
  for (uint32_t i = 0; i < parts.count; i++) names[i] = parts.names[i];
  if (parts.count == 0)
    report_help(report, parts.finding, TEXT_K016_HELP_ALONE, ARGS(name));
  else
    report_help(report, parts.finding, TEXT_K016_HELP, ARGS(name, arg_list(names, parts.count)));
}

static bool asks_for_bounds(const struct kpi *kpi) {
  return kpi->formula && kpi->target.stated && kpi->target.form != TARGET_OBSERVE;
}

static void targets_conflict(const struct model *model, struct report *report) {
  struct formula_reach reach = {report->arena, {.arena = report->arena}};
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    if (!asks_for_bounds(kpi)) continue;
    bool known = kpi->target.known && kpi->target.by != DAY_NONE && kpi->unit;
    if (report_unsure(report, !known) || !kpi->target.bounded) continue;
    const struct reached *reached = formula_reach_of(&reach, kpi);
    if (report_unsure(report, !reached->known)) continue;
    if (interval_is_empty(interval_common(reached->interval, target_interval(&kpi->target))))
      report_conflict(report, kpi, reached->interval);
  }
}

const struct rule rule_K016 = {
    .row = {"K016", "targets-conflict", LEVEL_ERROR,
            "a computed KPI's target and those of the KPIs in its formula cannot all be met at once"},
    .why = "A figure that is computed from others cannot have a target of its own choosing: where clicks, orders and their ratio "
           "each have one, two of them settle the third. Targets that contradict one another make somebody fail, however good "
           "the work is.",
    .wrong = "kpi clicks     \"Clicks\"           { unit clicks; tally sum; target at least 30_000 }\n"
             "kpi sign_ups   \"Sign-ups\"         { unit sign_ups; tally sum; target at most 600 }\n"
             "kpi conversion \"Sign-ups per click\" { unit percent; formula sign_ups / clicks; target at least 5% }\n",
    .right = "kpi clicks     \"Clicks\"           { unit clicks; tally sum; target at least 30_000 }\n"
             "kpi sign_ups   \"Sign-ups\"         { unit sign_ups; tally sum; target at least 1_500 }\n"
             "kpi conversion \"Sign-ups per click\" { unit percent; formula sign_ups / clicks; target at least 5% }\n",
    .run = targets_conflict,
};
