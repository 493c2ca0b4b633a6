/* B: what comes back. */
#include "check/figures.h"
#include "check/rule.h"
#include "check/spending.h"
#include "check/suggestion.h"
#include "check/terms.h"
#include "model/gain.h"

/* The KPIs that the ROI counts. */
struct counted {
  VECTOR(struct kpi *) items;
  struct entity_map places; /* of those with a worth: where each is counted, struct span */
  bool known;
};

static bool worth_is_known(const struct kpi *kpi) {
  return !kpi->entity.incomplete && !entity_unknown(&kpi->entity, STATEMENT_kpi_worth);
}

static void count_kpi(struct arena *arena, struct counted *counted, struct kpi *kpi, struct span place) {
  counted->known = counted->known && worth_is_known(kpi);
  VECTOR_PUSH(arena, &counted->items, kpi);
  if (!kpi->worth->stated) return;
  struct span *span = ARENA_NEW(arena, struct span);
  *span = place;
  *entity_map_at(&counted->places, kpi) = span;
}

static struct counted counted_of(const struct model *model, struct arena *arena) {
  const struct roi *roi = model->roi;
  struct counted counted = {.places = {.arena = arena}};
  counted.known = !roi->entity.incomplete && !entity_unknown(&roi->entity, STATEMENT_roi_counts);
  for (uint32_t i = 0; i < roi->counts.count; i++)
    count_kpi(arena, &counted, (struct kpi *)roi->counts.items[i].to, roi->counts.items[i].span);
  if (roi->counts.stated) return counted;
  counted.known = counted.known && !model->incomplete;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    struct kpi *kpi = model->kpis.items[i];
    if (kpi->worth->stated) count_kpi(arena, &counted, kpi, kpi->worth->span);
    else counted.known = counted.known && worth_is_known(kpi);
  }
  return counted;
}

enum { MOST_RELATED = 8 }; /* as many places as a person looks at */

/* B009 */

static bool only_ads_and_sales(const struct counted *counted) {
  for (uint32_t i = 0; i < counted->items.count; i++) {
    enum discipline discipline = counted->items.items[i]->discipline;
    if (discipline != DISCIPLINE_ADS && discipline != DISCIPLINE_SALES) return false;
  }
  return counted->items.count > 0;
}

/* The first month in which it may be judged. */
static int64_t first_month(const struct settings *settings, const struct counted *counted) {
  enum { MONTH_OF_ADS = 2, MOST_MONTHS = 1200 };
  int64_t month;
  struct decimal set = decimal_min(decimal_rounded(setting_of(settings, SETTING_ROI_MONTHS), 0), decimal_from_integer(MOST_MONTHS));
  if (!decimal_to_integer(set, &month) || month < 1) return 1;
  return only_ads_and_sales(counted) && month > MONTH_OF_ADS ? MONTH_OF_ADS : month;
}

static const char *judge_written(int64_t month, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "judge from month ");
  decimal_write(&out, decimal_from_integer(month));
  return buffer_string(&out);
}

/* The last day of that month. */
static const char *by_written(day_number start, int64_t month, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "by ");
  day_write(&out, day_add_months(start, month) - 1);
  return buffer_string(&out);
}

static void help_soon(const struct model *model, struct report *report, struct finding *finding, int64_t month, bool judged) {
  day_number start = model->agreement.term.from, by = model->roi->expect.by;
  bool due_sooner = by != DAY_NONE && by < day_add_months(start, month - 1);
  struct argument judge = arg_name(judge_written(month, report->arena)), later = arg_name(by_written(start, month, report->arena));
  if (!judged)
    report_help(report, finding, TEXT_B009_HELP_EXPECTED, ARGS(later));
  else if (due_sooner)
    report_help(report, finding, TEXT_B009_HELP_BOTH, ARGS(judge, later));
  else
    report_help(report, finding, TEXT_B009_HELP, ARGS(judge));
}

static void roi_too_soon(const struct model *model, struct report *report) {
  const struct roi *roi = model->roi;
  if (!roi || model->agreement.term.from == DAY_NONE) return;
  struct counted counted = counted_of(model, report->arena);
  bool unknown = !counted.known || entity_unknown(&roi->entity, STATEMENT_roi_judge) ||
                 entity_unknown(&roi->entity, STATEMENT_roi_expect);
  if (report_unsure(report, unknown)) return;
  bool stated = entity_stated(&roi->entity, STATEMENT_roi_judge);
  day_number judged = stated ? roi->judge : roi->expect.by;
  int64_t month = first_month(report->settings, &counted);
  day_number earliest = day_add_months(model->agreement.term.from, month - 1);
  if (judged == DAY_NONE || judged >= earliest) return;
  struct finding *finding = report_finding(report, &roi->entity, stated ? roi->judge_span : roi->expect.by_span,
                                           stated ? TEXT_B009 : TEXT_B009_EXPECTED,
                                           ARGS(arg_date(judged), arg_integer(month), arg_date(earliest)));
  help_soon(model, report, finding, month, stated);
}

const struct rule rule_B009 = {
    .row = {"B009", "roi-too-soon", LEVEL_WARNING, "the return is judged before its month"},
    .why = "Content, a community, a name take months before anybody buys because of them, while they cost from the first day. An ROI "
           "that is judged earlier is bad in every agreement, and good work is stopped for it. Month 6 is the limit, month 2 where "
           "only KPIs of the disciplines `ads` and `sales` count; `policy { set roi_months … }` changes it. Without `judge` it is "
           "judged when it is expected.",
    .wrong = "roi {\n"
             "  counts orders\n"
             "  expect at least 20% by end\n"
             "  judge  from month 3\n"
             "}\n",
    .right = "roi {\n"
             "  counts orders\n"
             "  expect at least 20% by end\n"
             "  judge  from month 6\n"
             "}\n",
    .run = roi_too_soon,
};

/* B010 */

static const struct kpi *kpi_with_worth(const struct model *model) {
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (model->kpis.items[i]->worth->stated) return model->kpis.items[i];
  return NULL;
}

/* The objectives for which the return is expected: K014 would say the same of them. */
static void mark_worthless(const struct model *model, struct report *report, const struct counted *counted) {
  for (uint32_t i = 0; i < counted->items.count; i++) {
    const struct kpi *kpi = counted->items.items[i];
    for (uint32_t k = 0; k < kpi->measures.count; k++)
      if (kpi->measures.items[k].to) report_also_about(report, kpi->measures.items[k].to);
  }
  for (uint32_t i = 0; i < model->objectives.count && !model->roi->counts.stated; i++)
    report_also_about(report, &model->objectives.items[i]->entity);
}

static void roi_without_worth(const struct model *model, struct report *report) {
  const struct roi *roi = model->roi;
  if (!roi || !entity_stated(&roi->entity, STATEMENT_roi_expect)) return;
  struct counted counted = counted_of(model, report->arena);
  if (counted.places.count > 0 || report_unsure(report, !counted.known)) return;
  struct finding *finding = report_finding(report, &roi->entity, roi->entity.head, TEXT_B010, NO_ARGS);
  mark_worthless(model, report, &counted);
  for (uint32_t i = 0; i < counted.items.count && i < MOST_RELATED; i++) {
    const struct entity *entity = &counted.items.items[i]->entity;
    report_related(report, finding, entity->head, TEXT_B010_KPI, ARGS(arg_name(entity->spelling)));
  }
  const struct kpi *other = kpi_with_worth(model);
  struct argument example = arg_name(suggested_worth(model, report->arena));
  if (other)
    report_help(report, finding, TEXT_B010_HELP_OTHER, ARGS(arg_name(other->entity.spelling), example));
  else
    report_help(report, finding, TEXT_B010_HELP, ARGS(example));
}

const struct rule rule_B010 = {
    .row = {"B010", "roi-without-worth", LEVEL_ERROR, "a return is expected, and no KPI that it counts has a worth"},
    .why = "The value in a ROI is what the counted KPIs gain, times what one unit of each is worth. Without any worth it is 0 whatever "
           "is reached, and the return that was promised can never be shown.",
    .wrong = "kpi visits \"Visits\" { measures sales; unit visits, visit; tally sum; target at least 9_000 }\n"
             "roi { counts visits; expect at least 20% by end; judge from month 6 }\n",
    .right = "kpi visits \"Visits\" { measures sales; unit visits, visit; tally sum; target at least 9_000; worth 40 TWD each }\n"
             "roi { counts visits; expect at least 20% by end; judge from month 6 }\n",
    .run = roi_without_worth,
};

/* B011 */

/* What would come back, and what it would have cost. */
struct planned_return {
  struct decimal value;
  struct decimal cost; /* until the day on which the ROI is expected, times `days` */
  int64_t days;        /* of the term */
};

/* What is gained until the ROI's day. A sum goes on after its target's date: what it comes to by then nobody asked for. */
static bool value_of(const struct model *model, const struct kpi *kpi, struct decimal *value) {
  struct decimal gain;
  if (!kpi->worth->known) return false;
  if (kpi->tally == TALLY_SUM && kpi->target.by < model->roi->expect.by) return false;
  if (!spending_gain_at_target(model, kpi, true, &gain)) return false;
  *value = decimal_multiply(gain_units(kpi, gain), kpi->worth->amount);
  return decimal_is_finite(*value);
}

static bool sum_of_values(const struct model *model, const struct counted *counted, struct decimal *sum) {
  *sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < counted->items.count; i++) {
    const struct kpi *kpi = counted->items.items[i];
    struct decimal value;
    if (!kpi->worth->stated) continue;
    if (!value_of(model, kpi, &value)) return false;
    *sum = decimal_add(*sum, value);
  }
  return true;
}

/* Of the lines that count, over the whole term. */
static bool sum_of_costs(const struct model *model, struct decimal *sum) {
  const struct roi *roi = model->roi;
  if (!model->budget || entity_unknown(&roi->entity, STATEMENT_roi_costs)) return false;
  *sum = decimal_from_integer(0);
  for (uint32_t i = 0; i < roi->costs.count; i++) {
    const struct line *line = (const struct line *)roi->costs.items[i].to;
    if (!line->whole.known) return false;
    *sum = decimal_add(*sum, line->whole.amount);
  }
  if (roi->costs.stated) return true;
  if (model->incomplete || !spending_is_known(model->budget)) return false;
  *sum = spending_of_lines(model->budget);
  return true;
}

static bool plan_return(const struct model *model, const struct counted *counted, struct planned_return *planned) {
  const struct period *term = &model->agreement.term;
  const struct target *expect = &model->roi->expect;
  struct decimal cost;
  bool dated = term->from != DAY_NONE && term->to >= term->from && expect->by != DAY_NONE && expect->by >= term->from;
  if (!dated || !counted->known || !sum_of_values(model, counted, &planned->value) || !sum_of_costs(model, &cost)) return false;
  day_number by = expect->by < term->to ? expect->by : term->to;
  planned->days = (int64_t)term->to - term->from + 1;
  planned->cost = decimal_multiply(cost, decimal_from_integer((int64_t)by - term->from + 1));
  return decimal_is_finite(planned->cost) && decimal_compare(planned->cost, decimal_from_integer(0)) > 0;
}

/* No rounding up: what is proposed must not be found fault with again. */
static struct decimal rounded_down(struct decimal share) {
  enum { PLACES = 3 };
  struct decimal rounded = decimal_rounded(share, PLACES);
  if (decimal_compare(rounded, share) > 0) rounded = decimal_subtract(rounded, decimal_scaled(decimal_from_integer(1), -PLACES));
  return decimal_reduced(rounded);
}

static const char *expect_written(struct decimal share, struct arena *arena) {
  return suggestion(arena, "at least ", share_written(rounded_down(share), arena), "");
}

static void explain_return(const struct model *model, struct report *report, struct finding *finding,
                           const struct counted *counted) {
  for (uint32_t i = 0, shown = 0; i < counted->items.count && shown < MOST_RELATED; i++) {
    const struct kpi *kpi = counted->items.items[i];
    struct decimal value, gain;
    if (!kpi->worth->stated || !value_of(model, kpi, &value) || !spending_gain_at_target(model, kpi, true, &gain)) continue;
    report_related(report, finding, kpi->worth->span, TEXT_B011_KPI,
                   ARGS(arg_name(kpi->entity.spelling), figure_argument(kpi->unit, gain), money_argument(model, value)));
    shown++;
  }
}

static void report_unreachable(const struct model *model, struct report *report, const struct counted *counted,
                               const struct planned_return *planned) {
  const struct target *expect = &model->roi->expect;
  struct decimal one = decimal_from_integer(1);
  struct decimal cost = decimal_divide(planned->cost, decimal_from_integer(planned->days));
  struct decimal reached = decimal_divide(decimal_subtract(planned->value, cost), cost);
  struct decimal needed = decimal_multiply(cost, decimal_add(one, expect->low));
  struct decimal afforded = decimal_divide(planned->value, decimal_add(one, expect->low));
  struct argument lacking = money_argument(model, decimal_subtract(needed, planned->value));
  struct argument saved = money_argument(model, decimal_subtract(cost, afforded));
  struct finding *finding = report_finding(report, &model->roi->entity, expect->span, TEXT_B011,
                                           ARGS(arg_share(rounded_down(reached)), arg_share(expect->low)));
  report_label(report, finding, TEXT_B011_LABEL,
               ARGS(money_argument(model, planned->value), money_argument(model, cost), arg_date(expect->by)));
  explain_return(model, report, finding, counted);
  if (decimal_is_negative(reached))
    report_help(report, finding, TEXT_B011_HELP_LOSS, ARGS(lacking, saved));
  else
    report_help(report, finding, TEXT_B011_HELP, ARGS(lacking, saved, arg_name(expect_written(reached, report->arena))));
}

static void roi_unreachable(const struct model *model, struct report *report) {
  struct planned_return planned = {0};
  if (!model->roi || !model->roi->expect.bounded || !model->roi->expect.has_low) return;
  struct counted counted = counted_of(model, report->arena);
  if (counted.known && counted.places.count == 0) return;
  if (report_unsure(report, !plan_return(model, &counted, &planned))) return;
  struct decimal one = decimal_from_integer(1);
  struct decimal needed = decimal_multiply(planned.cost, decimal_add(one, model->roi->expect.low));
  struct decimal value = decimal_multiply(planned.value, decimal_from_integer(planned.days));
  if (decimal_is_finite(needed) && decimal_is_finite(value) && decimal_compare(value, needed) < 0)
    report_unreachable(model, report, &counted, &planned);
}

const struct rule rule_B011 = {
    .row = {"B011", "roi-unreachable", LEVEL_ERROR, "the return that is expected is not reached even when every target is met"},
    .why = "What the counted KPIs gain, times their worth, less the cost, divided by the cost: where all targets are met exactly "
           "and this is still less than expected, one of the promises is wrong. The cost is that of the lines that count, up to "
           "the day on which the ROI is expected; a gain counts in full even where its target is due later. Nothing is said where "
           "a counted KPI has no target, its baseline is still to be measured, or it is a sum whose target is due before that day. "
           "Of a share, one unit is a percentage point.",
    .wrong = "budget year \"Budget 2026\" {\n"
             "  total 2_000_000 TWD\n"
             "  line  ads \"Ads\" 2_000_000 TWD\n"
             "}\n"
             "roi { counts orders; expect at least 20% by end; judge from month 6 }\n",
    .right = "budget year \"Budget 2026\" {\n"
             "  total 1_500_000 TWD\n"
             "  line  ads \"Ads\" 1_500_000 TWD\n"
             "}\n"
             "roi { counts orders; expect at least 20% by end; judge from month 6 }\n",
    .prerequisites = {&rule_B010},
    .run = roi_unreachable,
};

/* B012 */

enum { MONTHS_OF_RETURN = 12 };

static void roi_term_short(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (!model->roi || !model->roi->expect.stated) return;
  if (report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  if (term->to + 1 >= day_add_months(term->from, MONTHS_OF_RETURN)) return;
  struct finding *finding = report_finding(report, &model->roi->entity, model->roi->expect.span, TEXT_B012, NO_ARGS);
  report_label(report, finding, TEXT_B012_LABEL, ARGS(arg_date(term->from), arg_date(term->to)));
  report_help(report, finding, TEXT_B012_HELP, ARGS(arg_date(day_add_months(term->from, MONTHS_OF_RETURN) - 1)));
}

const struct rule rule_B012 = {
    .row = {"B012", "roi-term-short", LEVEL_INFO, "a return is expected in a term of less than 12 months"},
    .why = "A season is missing from a shorter term, and what was built up in its first months has had little time to sell. Its ROI is "
           "a first sign, and both sides should know that they read it as such.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term 6 months from 2026-01-01; currency TWD plus tax 5% }\n"
             "kpi orders \"Orders\" { unit orders, order; tally sum; target at least 900; worth 850 TWD each }\n"
             "roi { expect at least 20% by end; judge from month 6 }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term 12 months from 2026-01-01; currency TWD plus tax 5% }\n"
             "kpi orders \"Orders\" { unit orders, order; tally sum; target at least 2_400; worth 850 TWD each }\n"
             "roi { expect at least 20% by end; judge from month 6 }\n",
    .run = roi_term_short,
};

/* B017 */

/* A KPI whose worth is in that of another too. */
static void report_twice(const struct model *model, struct report *report, const struct kpi *part, const struct kpi *whole,
                         const struct span *place, struct span tie, bool formula) {
  struct argument name = arg_name(part->entity.spelling), other = arg_name(whole->entity.spelling);
  struct finding *finding = report_finding(report, &part->entity, *place, formula ? TEXT_B017_FORMULA : TEXT_B017,
                                           ARGS(name, other));
  report_related(report, finding, tie, formula ? TEXT_B017_FORMULA_TIE : TEXT_B017_TIE, ARGS(name, other));
  report_help(report, finding, model->roi->counts.stated ? TEXT_B017_HELP : TEXT_B017_HELP_ALL, ARGS(name, other));
}

struct doubles {
  const struct model *model;
  struct report *report;
  const struct counted *counted;
  struct entity_map found; /* a part, and the whole that it was reported with */
};

static void check_pair(struct doubles *doubles, const struct kpi *part, struct kpi *whole, struct span tie, bool formula) {
  const struct span *place = entity_map_get(&doubles->counted->places, part);
  if (part == whole || !place || !entity_map_get(&doubles->counted->places, whole)) return;
  if (entity_map_get(&doubles->found, whole) == part || entity_map_get(&doubles->found, part)) return;
  *entity_map_at(&doubles->found, part) = whole;
  report_twice(doubles->model, doubles->report, part, whole, place, tie, formula);
}

static void check_formula(struct doubles *doubles, struct kpi *whole, const struct expression *e) {
  if (e->kind == EXPRESSION_KPI) check_pair(doubles, e->kpi, whole, e->span, true);
  for (const struct expression *x = e->first; x; x = x->next) check_formula(doubles, whole, x);
}

static void counted_twice(const struct model *model, struct report *report) {
  if (!model->roi) return;
  struct counted counted = counted_of(model, report->arena);
  struct doubles doubles = {model, report, &counted, {.arena = report->arena}};
  if (report_unsure(report, !counted.known)) return;
  for (uint32_t i = 0; i < counted.items.count; i++) {
    struct kpi *kpi = counted.items.items[i];
    for (uint32_t k = 0; k < kpi->influences.count; k++)
      check_pair(&doubles, kpi, (struct kpi *)kpi->influences.items[k].to, kpi->influences.items[k].span, false);
    if (kpi->formula) check_formula(&doubles, kpi, kpi->formula);
  }
}

const struct rule rule_B017 = {
    .row = {"B017", "counted-twice", LEVEL_WARNING,
            "the return counts two KPIs with a worth, one of which influences the other or is in its formula"},
    .why = "Where visits lead to orders and both have a worth, the same money comes back twice on paper, and the ROI looks better than "
           "the bank account. Only the last of such a chain should count; the others may keep their worth as long as `counts` "
           "leaves them out.",
    .wrong = "kpi visits \"Visits\" { measures sales; unit visits, visit; tally sum; target at least 9_000; worth 40 TWD each; influences orders }\n"
             "roi { counts orders, visits; expect at least 20% by end; judge from month 6 }\n",
    .right = "kpi visits \"Visits\" { measures sales; unit visits, visit; tally sum; target at least 9_000; worth 40 TWD each; influences orders }\n"
             "roi { counts orders; expect at least 20% by end; judge from month 6 }\n",
    .run = counted_twice,
};
