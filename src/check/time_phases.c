/* T: phases. */
#include <stdlib.h>

#include "check/review_days.h"
#include "check/rule.h"

/* Phases in the order of their first days. */
struct phases {
  const struct phase **items;
  uint32_t count;
};

static int compare_phases(const void *left, const void *right) {
  const struct phase *a = *(const struct phase *const *)left, *b = *(const struct phase *const *)right;
  if (a->period.from != b->period.from) return a->period.from < b->period.from ? -1 : 1;
  return (a->entity.order > b->entity.order) - (a->entity.order < b->entity.order);
}

/* False where the days of one of them are not known. */
static bool phases_in_order(const struct model *model, struct arena *arena, struct phases *phases) {
  *phases = (struct phases){ARENA_ARRAY(arena, const struct phase *, model->phases.count), 0};
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->phases.count; i++) {
    const struct phase *phase = model->phases.items[i];
    if (phase->period.from == DAY_NONE || phase->period.to == DAY_NONE)
      known = false;
    else
      phases->items[phases->count++] = phase;
  }
  if (phases->count > 1) qsort(phases->items, phases->count, sizeof *phases->items, compare_phases);
  return known;
}

static bool term_is_known(const struct model *model) {
  return model->agreement.term.from != DAY_NONE && model->agreement.term.to != DAY_NONE;
}

/* T002 */

struct gap {
  day_number from, to;
  const struct phase *before, *after; /* NULL: the term begins or ends there */
};

static void report_gap(struct report *report, const struct gap *gap) {
  const struct phase *at = gap->after ? gap->after : gap->before;
  int64_t days = (int64_t)gap->to - gap->from + 1;
  struct finding *finding =
      days == 1 ? report_finding(report, &at->entity, at->period.span, TEXT_T002_DAY, ARGS(arg_date(gap->from)))
                : report_finding(report, &at->entity, at->period.span, TEXT_T002,
                                 ARGS(arg_date(gap->from), arg_date(gap->to), arg_integer(days)));
  if (gap->before && gap->after) {
    report_related(report, finding, gap->before->period.span, TEXT_T002_BEFORE, ARGS(arg_name(gap->before->entity.spelling)));
    report_help(report, finding, TEXT_T002_HELP, ARGS(arg_name(gap->before->entity.spelling), arg_date(gap->to),
                                                      arg_name(gap->after->entity.spelling), arg_date(gap->from)));
  } else if (gap->after) {
    report_help(report, finding, TEXT_T002_HELP_START, ARGS(arg_name(gap->after->entity.spelling), arg_date(gap->from)));
  } else {
    report_help(report, finding, TEXT_T002_HELP_END, ARGS(arg_name(gap->before->entity.spelling), arg_date(gap->to)));
  }
}

/* A phase that lies outside the term is T001's. */
static void phase_gap(const struct model *model, struct report *report) {
  struct phases phases;
  bool known = phases_in_order(model, report->arena, &phases);
  if (report_unsure(report, !known || !term_is_known(model)) || phases.count == 0) return;
  const struct period *term = &model->agreement.term;
  const struct phase *before = NULL; /* the one that reaches furthest */
  day_number next = term->from;      /* the first day that is in none so far */
  for (uint32_t i = 0; i < phases.count && next <= term->to; i++) {
    const struct phase *phase = phases.items[i];
    bool inside = phase->period.from <= term->to;
    if (inside && phase->period.from > next) report_gap(report, &(struct gap){next, phase->period.from - 1, before, phase});
    if (!inside || phase->period.to < next) continue;
    next = phase->period.to + 1;
    before = phase;
  }
  if (before && next <= term->to) report_gap(report, &(struct gap){next, term->to, before, NULL});
}

const struct rule rule_T002 = {
    .row = {"T002", "phase-gap", LEVEL_WARNING, "days of the term that are in no phase, where there are phases"},
    .why = "Who divides the term into phases says for each of them what matters in it. In the days between, nobody knows what does. "
           "Campaigns do not fill a gap: they run beside the phases.",
    .wrong = "phase launch \"Launch\" from start to month 2 { focus sales }\n"
             "phase growth \"Growth\" from month 4 to end   { focus sales }\n",
    .right = "phase launch \"Launch\" from start to month 3 { focus sales }\n"
             "phase growth \"Growth\" from month 4 to end   { focus sales }\n",
    .run = phase_gap,
};

/* T003 */

static void report_overlap(struct report *report, const struct phase *first, const struct phase *second) {
  day_number from = second->period.from;
  day_number to = first->period.to < second->period.to ? first->period.to : second->period.to;
  struct argument a = arg_name(first->entity.spelling), b = arg_name(second->entity.spelling);
  /* The later in the text is the one that was added. */
  const struct phase *at = first->entity.order > second->entity.order ? first : second, *other = at == first ? second : first;
  struct finding *finding =
      from == to ? report_finding(report, &at->entity, at->period.span, TEXT_T003_DAY, ARGS(a, b, arg_date(from)))
                 : report_finding(report, &at->entity, at->period.span, TEXT_T003,
                                  ARGS(a, b, arg_date(from), arg_date(to), arg_integer((int64_t)to - from + 1)));
  report_related(report, finding, other->period.span, TEXT_T003_OTHER, ARGS(arg_name(other->entity.spelling)));
  if (from > first->period.from && first->period.to < second->period.to)
    report_help(report, finding, TEXT_T003_HELP, ARGS(a, arg_date(from - 1), b, arg_date(to + 1)));
  else
    report_help(report, finding, TEXT_T003_HELP_WITHIN, ARGS(b));
}

static void phase_overlap(const struct model *model, struct report *report) {
  struct phases phases;
  report_unsure(report, !phases_in_order(model, report->arena, &phases));
  const struct phase *furthest = NULL;
  for (uint32_t i = 0; i < phases.count; i++) {
    const struct phase *phase = phases.items[i];
    if (furthest && phase->period.from <= furthest->period.to) report_overlap(report, furthest, phase);
    if (!furthest || phase->period.to > furthest->period.to) furthest = phase;
  }
}

const struct rule rule_T003 = {
    .row = {"T003", "phase-overlap", LEVEL_WARNING, "two phases that have days in common"},
    .why = "A phase says what matters in its days. On a day in two of them two things matter most, and which of them gives way is "
           "decided by whoever is louder. What shall run beside the phases is a campaign.",
    .wrong = "phase launch \"Launch\" from start to month 3 { focus sales }\n"
             "phase growth \"Growth\" from month 3 to end   { focus sales }\n",
    .right = "phase launch \"Launch\" from start to month 2 { focus sales }\n"
             "phase growth \"Growth\" from month 3 to end   { focus sales }\n",
    .run = phase_overlap,
};

/* T010 */

enum { MONTHS_WITHOUT_PHASES = 6 };

/* Whether something divides the term: a phase, or a milestone, be it a campaign's. */
static bool has_stages(const struct model *model) {
  bool any = model->phases.count > 0;
  for (uint32_t i = 0; i < model->kpis.count && !any; i++) any = model->kpis.items[i]->milestones != NULL;
  return any;
}

static bool stages_are_unknown(const struct model *model) {
  bool unknown = model->incomplete;
  for (uint32_t i = 0; i < model->kpis.count && !unknown; i++) {
    const struct entity *kpi = &model->kpis.items[i]->entity;
    unknown = kpi->incomplete || entity_unknown(kpi, STATEMENT_kpi_milestone);
  }
  for (uint32_t i = 0; i < model->campaigns.count && !unknown; i++) {
    const struct entity *campaign = &model->campaigns.items[i]->entity;
    unknown = campaign->incomplete || entity_unknown(campaign, STATEMENT_campaign_reach);
  }
  return unknown;
}

static void no_phases(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (!model->has_agreement || has_stages(model)) return;
  if (report_unsure(report, !term_is_known(model) || stages_are_unknown(model))) return;
  if (day_add_months(term->from, MONTHS_WITHOUT_PHASES) > term->to + 1) return;
  const struct entity *agreement = &model->agreement.entity;
  struct finding *finding =
      report_finding(report, agreement, agreement->head, TEXT_T010, ARGS(arg_date(term->from), arg_date(term->to)));
  report_help(report, finding, TEXT_T010_HELP,
              ARGS(arg_name("milestone TARGET by month 3"), arg_name("phase launch \"Launch\" from start to month 2"),
                   arg_name("phase growth \"Growth\" from month 3 to end")));
}

const struct rule rule_T010 = {
    .row = {"T010", "no-phases", LEVEL_INFO, "a term of six months or more without phases or milestones"},
    .why = "A goal that is a year away is nobody's business for ten months. Phases, or milestones of the KPIs, say what is to be "
           "reached on the way, early enough to change something.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 by end }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" {\n"
             "  unit      followers\n"
             "  target    at least 20_000 by end\n"
             "  milestone at least 16_000 by 2026-06-30\n"
             "}\n",
    .run = no_phases,
};

/* T011 */

enum { DAYS_TO_REVIEW = 14 };

static void check_reviewed(struct report *report, const struct review_days *days, const struct phase *phase) {
  day_number end = phase->period.to;
  if (report_unsure(report, end == DAY_NONE) || review_days_any(days, end, end + DAYS_TO_REVIEW)) return;
  struct argument name = arg_name(phase->entity.spelling);
  struct finding *finding = report_finding(report, &phase->entity, phase->entity.head, TEXT_T011, ARGS(name, arg_date(end)));
  report_help(report, finding, TEXT_T011_HELP, ARGS(arg_date(end), arg_date(end + DAYS_TO_REVIEW)));
}

static void phase_not_reviewed(const struct model *model, struct report *report) {
  if (model->phases.count == 0 || report_unsure(report, !term_is_known(model))) return;
  if (report_is_silenced(report, &model->agreement.entity)) return; /* there is no review at all */
  struct review_days days = review_days_of(report->arena, model, DAYS_TO_REVIEW, true);
  if (report_unsure(report, !days.known)) return;
  for (uint32_t i = 0; i < model->phases.count; i++) check_reviewed(report, &days, model->phases.items[i]);
}

const struct rule rule_T011 = {
    .row = {"T011", "phase-not-reviewed", LEVEL_INFO, "no review within 14 days after a phase's end"},
    .why = "The end of a phase is the time to say whether it reached what it was for, and to change the next one. Two weeks later the "
           "next one has taken its course. Any review on the phase's last day or in the 14 days after it will do.",
    .wrong = "phase launch \"Launch\" from start to 2026-03-20 { focus sales }\n"
             "phase growth \"Growth\" from 2026-03-21 to end   { focus sales }\n",
    .right = "phase launch \"Launch\" from start to 2026-03-31 { focus sales }\n"
             "phase growth \"Growth\" from 2026-04-01 to end   { focus sales }\n",
    .prerequisites = {&rule_T001, &rule_T004, &rule_T005},
    .run = phase_not_reviewed,
};
