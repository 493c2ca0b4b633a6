/* K: baselines and dates of targets. */
#include "check/figures.h"
#include "check/formula_reach.h"
#include "check/pace.h"
#include "check/rule.h"
#include "check/suggestion.h"

static bool has_baseline_figure(const struct kpi *kpi) {
  return kpi->baseline.form == BASELINE_ON || kpi->baseline.form == BASELINE_OVER;
}

/* A target that asks for a change or a level to come, not to keep what is there. */
static bool asks_for_change(const struct target *target) {
  return target->stated && (target->form == TARGET_LEAST || target->form == TARGET_MOST || target->form == TARGET_BETWEEN ||
                            target->form == TARGET_GROW || target->form == TARGET_REDUCE);
}

/* K003 */

static bool is_met_by(const struct target *target, struct decimal figure) {
  if (target->has_low && decimal_compare(figure, target->low) < 0) return false;
  return !target->has_high || decimal_compare(figure, target->high) <= 0;
}

/* Whether the baseline is as far as a figure of its unit can go: none on a scale of 1 to 5 is over 5. */
static bool is_at_end(const struct kpi *kpi, bool least) {
  struct interval range = unit_interval(kpi->unit);
  struct decimal base = kpi->baseline.figure.value;
  if (least) return range.has_high && decimal_compare(base, range.high) >= 0;
  return range.has_low && decimal_compare(base, range.low) <= 0;
}

static void help_met(struct report *report, struct finding *finding, const struct kpi *kpi, bool least) {
  struct decimal value = kpi->baseline.figure.value;
  struct argument base = figure_argument(kpi->unit, value);
  const char *keep = suggestion(report->arena, least ? "maintain at least " : "maintain at most ",
                                figure_written(kpi->unit, value, report->arena), "");
  enum text_key key = least ? TEXT_K003_LEAST_HELP : TEXT_K003_MOST_HELP;
  report_help(report, finding, is_at_end(kpi, least) ? TEXT_K003_END_HELP : key, ARGS(base, arg_name(keep)));
}

static void report_met(struct report *report, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  struct argument name = arg_name(kpi->entity.spelling), base = figure_argument(kpi->unit, kpi->baseline.figure.value);
  struct argument low = figure_argument(kpi->unit, target->low), high = figure_argument(kpi->unit, target->high);
  struct finding *finding;
  if (target->has_low && target->has_high) {
    finding = report_finding(report, &kpi->entity, target->span, TEXT_K003_BETWEEN, ARGS(name, base, low, high));
    report_help(report, finding, TEXT_K003_BETWEEN_HELP, ARGS(base, arg_name("maintain within 5% of baseline")));
  } else if (target->has_low) {
    finding = report_finding(report, &kpi->entity, target->span, TEXT_K003_LEAST, ARGS(name, base, low));
    help_met(report, finding, kpi, true);
  } else {
    finding = report_finding(report, &kpi->entity, target->span, TEXT_K003_MOST, ARGS(name, base, high));
    help_met(report, finding, kpi, false);
  }
  report_related(report, finding, kpi->baseline.span, TEXT_KPI_BASELINE_RELATED, NO_ARGS);
}

static void target_already_met(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct entity *entity = &kpi->entity;
    if (!asks_for_change(&kpi->target) || !has_baseline_figure(kpi) || kpi->tally == TALLY_SUM) continue;
    bool known = kpi->baseline.figure.known && kpi->target.known && !entity_unknown(entity, STATEMENT_kpi_tally);
    if (report_unsure(report, !known || !kpi->target.bounded)) continue; /* bounds may rest on an unknown date */
    if (is_met_by(&kpi->target, kpi->baseline.figure.value)) report_met(report, kpi);
  }
}

const struct rule rule_K003 = {
    .row = {"K003", "target-already-met", LEVEL_WARNING, "the baseline meets the target already"},
    .why = "A target that is met before the work begins asks for nothing. Often it was written for another year, or `at least` and "
           "`at most` changed places. What shall only stay as it is has a target of its own kind: `maintain`. Sums begin at 0, "
           "whatever they came to before.",
    .wrong = "kpi reply_time \"Time to the first answer\" {\n"
             "  unit     hours\n"
             "  baseline 2 hours on 2025-12-31\n"
             "  target   at most 4 hours by end\n"
             "}\n",
    .right = "kpi reply_time \"Time to the first answer\" {\n"
             "  unit     hours\n"
             "  baseline 6 hours on 2025-12-31\n"
             "  target   at most 4 hours by end\n"
             "}\n",
    .run = target_already_met,
};

/* K010 */

/* The least months of a discipline's work; SETTING_COUNT: there is no such limit. */
static enum setting least_months(enum discipline discipline) {
  switch (discipline) {
    case DISCIPLINE_SEO: return SETTING_SEO_MONTHS;
    case DISCIPLINE_ADS: return SETTING_ADS_MONTHS;
    case DISCIPLINE_SOCIAL: return SETTING_SOCIAL_MONTHS;
    case DISCIPLINE_CONTENT: return SETTING_CONTENT_MONTHS;
    case DISCIPLINE_EMAIL: return SETTING_EMAIL_MONTHS;
    case DISCIPLINE_BRAND: return SETTING_BRAND_MONTHS;
    default: return SETTING_COUNT;
  }
}

/* The first day by which so many months of the term have passed; DAY_NONE where that is beyond all terms. */
static day_number day_after_months(day_number first, struct decimal months) {
  enum { MOST_MONTHS = 1200 };
  int64_t whole = 0;
  if (decimal_compare(months, decimal_from_integer(MOST_MONTHS)) > 0) return DAY_NONE;
  if (!decimal_to_integer(months, &whole)) {
    decimal_to_integer(decimal_rounded(months, 0), &whole);
    if (decimal_compare(decimal_from_integer(whole), months) > 0) whole--;
  }
  day_number day = day_add_months(first, whole) - 1;
  while (day < first || decimal_compare(pace_months(first, day), months) < 0) day++;
  return day;
}

static void report_too_soon(struct report *report, const struct kpi *kpi, const struct period *term, enum setting setting) {
  struct decimal months = setting_of(report->settings, setting);
  const struct target *target = &kpi->target;
  day_number earliest = day_after_months(term->from, months);
  if (earliest == DAY_NONE) return;
  struct finding *finding =
      report_finding(report, &kpi->entity, target->by_span, TEXT_K010,
                     ARGS(arg_name(kpi->entity.spelling), arg_date(target->by), arg_integer((int64_t)earliest - target->by)));
  report_label(report, finding, TEXT_K010_LABEL,
               ARGS(arg_name(setting_rows[setting].name), arg_number(decimal_reduced(months)), arg_date(term->from)));
  if (earliest <= term->to)
    report_help(report, finding, TEXT_K010_HELP, ARGS(arg_date(earliest)));
  else
    report_help(report, finding, TEXT_K010_HELP_AFTER_TERM, ARGS(arg_date(earliest), arg_date(term->to), arg_name("observe")));
}

static void too_soon(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    enum setting setting = least_months(kpi->discipline);
    if (setting == SETTING_COUNT || !asks_for_change(&kpi->target)) continue;
    day_number by = kpi->target.by;
    if (report_unsure(report, by == DAY_NONE) || by < term->from) continue; /* T001 speaks of a date before the term */
    struct decimal months = pace_months(term->from, by);
    if (decimal_compare(months, setting_of(report->settings, setting)) < 0) report_too_soon(report, kpi, term, setting);
  }
}

const struct rule rule_K010 = {
    .row = {"K010", "too-soon", LEVEL_WARNING, "a target is due sooner than work of its discipline can show"},
    .why = "Search engines need months to notice, people need longer still to think otherwise of a brand, and even ads need weeks "
           "of trial. A target that is due before the work can show makes the client disappointed and the agency a liar. The "
           "least months are parameters: `seo_months`, `brand_months`, `content_months`, `social_months`, `email_months`, "
           "`ads_months`. `by month 4` is the end of the fourth month, so that four months have passed. A level to be "
           "maintained, or a figure to be observed, has no such time.",
    .wrong = "kpi visits \"Visits from search\" {\n"
             "  unit       visits\n"
             "  discipline seo\n"
             "  target     at least 1_000 by month 2\n"
             "}\n",
    .right = "kpi visits \"Visits from search\" {\n"
             "  unit       visits\n"
             "  discipline seo\n"
             "  target     at least 1_000 by month 6\n"
             "}\n",
    .prerequisites = {&rule_K003},
    .run = too_soon,
};

/* K011 */

static bool same_month_a_year_before(day_number earlier, day_number later) {
  struct civil a = civil_from_day(earlier), b = civil_from_day(later);
  return a.month == b.month && a.year + 1 == b.year;
}

/* The day at whose end the baseline was read. */
static day_number baseline_day(const struct kpi *kpi) {
  return kpi->baseline.form == BASELINE_OVER ? kpi->baseline.over.to : kpi->baseline.on;
}

/* A figure of the same month a year before is held against one of the same season: that of the target, or that in which
 * the work begins. */
static bool is_of_season(const struct kpi *kpi, const struct period *term) {
  day_number day = baseline_day(kpi);
  if (kpi->target.stated && kpi->target.by != DAY_NONE && same_month_a_year_before(day, kpi->target.by)) return true;
  return same_month_a_year_before(day, term->from);
}

static const char *measured_written(const struct kpi *kpi, day_number by, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "baseline measured by ");
  day_write(&out, by);
  buffer_text(&out, " by ");
  buffer_text(&out, kpi->reported_by.count > 0 ? kpi->reported_by.items[0].to->spelling : "PERSON");
  return buffer_string(&out);
}

/* The earliest day of which a baseline may be, so that no more than the months lie between it and the term. */
static day_number earliest_baseline(day_number too_old, day_number first, struct decimal months) {
  int64_t whole = 0;
  decimal_to_integer(decimal_rounded(months, 0), &whole);
  day_number near = day_add_months(first, -whole - 2), day = too_old + 1 > near ? too_old + 1 : near;
  while (day + 1 < first && decimal_compare(pace_months(day + 1, first - 1), months) > 0) day++;
  return day;
}

static void check_too_old(struct report *report, const struct kpi *kpi, const struct period *term) {
  day_number day = baseline_day(kpi);
  struct decimal limit = setting_of(report->settings, SETTING_BASELINE_MONTHS);
  if (day + 1 >= term->from || is_of_season(kpi, term)) return;
  struct decimal months = pace_months(day + 1, term->from - 1);
  if (decimal_compare(months, limit) <= 0) return;
  struct finding *finding = report_finding(
      report, &kpi->entity, kpi->baseline.date_span, TEXT_K011_OLD,
      ARGS(arg_name(kpi->entity.spelling), arg_date(day), arg_number(decimal_reduced(decimal_rounded(months, 1))),
           arg_date(term->from)));
  report_label(report, finding, TEXT_K011_OLD_LABEL,
               ARGS(arg_number(decimal_reduced(limit)), arg_date(earliest_baseline(day, term->from, limit))));
  const char *measured = measured_written(kpi, day_add_months(term->from, 1) - 1, report->arena);
  if (kpi->tally == TALLY_SUM)
    report_help(report, finding, TEXT_K011_OLD_HELP_SUM, ARGS(arg_date(term->from - 1)));
  else
    report_help(report, finding, TEXT_K011_OLD_HELP, ARGS(arg_date(term->from - 1), arg_name(measured)));
}

static void check_too_late(struct report *report, const struct kpi *kpi, const struct period *term) {
  day_number day = baseline_day(kpi), last = day_add_months(term->from, 1) - 1;
  if (day <= last) return;
  struct finding *finding =
      report_finding(report, &kpi->entity, kpi->baseline.date_span, TEXT_K011_LATE,
                     ARGS(arg_name(kpi->entity.spelling), arg_date(day), arg_integer((int64_t)day - last)));
  report_label(report, finding, TEXT_K011_LATE_LABEL, ARGS(arg_date(last)));
  report_help(report, finding, TEXT_K011_LATE_HELP, ARGS(arg_date(term->from - 1)));
}

static void stale_baseline(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (report_unsure(report, term->from == DAY_NONE)) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    if (!has_baseline_figure(kpi) || report_unsure(report, baseline_day(kpi) == DAY_NONE)) continue;
    check_too_old(report, kpi, term);
    check_too_late(report, kpi, term);
  }
}

const struct rule rule_K011 = {
    .row = {"K011", "stale-baseline", LEVEL_WARNING,
            "the baseline was read long before the term, or is read only after its first month"},
    .why = "What moved between the baseline and the first day is none of the agency's doing, for good or for ill; and a baseline that "
           "is read when the work is under way holds a part of its fruits. Six months before the term are allowed "
           "(`baseline_months`). A figure of the same month a year before, be it that of the target's date or that in which the "
           "term begins, is held against the same season and may stand. A baseline over a time is of that time's last day. One "
           "that is still to be measured has no figure that could be stale.",
    .wrong = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  baseline 9_000 on 2025-03-31\n"
             "  target   at least 20_000 by end\n"
             "}\n",
    .right = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  baseline 12_000 on 2025-12-31\n"
             "  target   at least 20_000 by end\n"
             "}\n",
    .run = stale_baseline,
};
