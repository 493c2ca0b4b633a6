/* T: reviews, against the months of the term and the figures that they look at. */
#include <stdlib.h>

#include "check/figures.h"
#include "check/recurrences.h"
#include "check/review_days.h"
#include "check/rule.h"

/* T004 */

enum { A_MONTH_AT_MOST = 31 };

/* The first whole month of the calendar without a review; DAY_NONE: each has one. Of a term that is two months long or
 * more there is a whole one. */
static day_number month_without_review(const struct period *term, const struct review_days *days) {
  day_number month = day_month_start(term->from);
  if (month < term->from) month = day_month_end(month) + 1;
  for (; day_month_end(month) <= term->to; month = day_month_end(month) + 1)
    if (!review_days_any(days, month, day_month_end(month))) return month;
  return DAY_NONE;
}

/* Reviews that are over before the end of the month without one: that they see no result follows from it. */
static void mark_stopped(const struct model *model, struct report *report, day_number month_end) {
  for (uint32_t i = 0; i < model->reviews.count; i++) {
    const struct review *review = model->reviews.items[i];
    if (review->timing == TIMING_EVERY && review->every.to <= month_end) report_also_about(report, &review->entity);
  }
}

static void no_monthly_review(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  const struct entity *agreement = &model->agreement.entity;
  if (!model->has_agreement || report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  if (day_add_months(term->from, 2) > term->to + 1) return;
  struct review_days days = review_days_of(report->arena, model, A_MONTH_AT_MOST, false);
  if (report_unsure(report, !days.known)) return;
  day_number month = month_without_review(term, &days);
  if (month == DAY_NONE) return;
  bool none = model->reviews.count == 0;
  /* Only where there is none at all is that the same as what others say of the agreement. */
  struct finding *finding = none ? report_finding(report, agreement, agreement->head, TEXT_T004_NONE, NO_ARGS)
                                 : report_finding(report, NULL, agreement->head, TEXT_T004, ARGS(arg_month(month)));
  mark_stopped(model, report, day_month_end(month));
  report_help(report, finding, none ? TEXT_T004_NONE_HELP : TEXT_T004_HELP,
              ARGS(arg_name(none ? review_days_proposed : "every month on workday 8")));
}

const struct rule rule_T004 = {
    .row = {"T004", "no-monthly-review", LEVEL_WARNING, "a term of two months or more without a review at least once a month"},
    .why = "What is looked at four times a year is found out a quarter late, when the money is spent. Both sides should look at "
           "the figures together at least once a month. All reviews count together, and each whole month of the calendar needs "
           "one; a review that recurs every 31 days or sooner is enough in its time.",
    .wrong = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "review quarterly \"Review\" { every quarter on day 8; covers followers }\n",
    .right = "agreement tea_2026 \"Alpine Tea\" { term from 2026-01-01 to 2026-12-31; currency TWD }\n"
             "kpi followers \"Followers\" { unit followers; target at least 20_000 }\n"
             "review monthly \"Review\" { every month on day 8; covers followers }\n",
    .run = no_monthly_review,
};

/* T009 */

/* KPIs that are reported on the same days. */
struct reported_alike {
  const struct kpi *const *kpis;
  uint32_t count;
};

struct reported_groups {
  VECTOR(struct reported_alike) items;
};

static int compare_reported(const void *left, const void *right) {
  const struct kpi *a = *(const struct kpi *const *)left, *b = *(const struct kpi *const *)right;
  int order = recurrences_compare(&a->reported, &b->reported);
  return order ? order : (a->entity.order > b->entity.order) - (a->entity.order < b->entity.order);
}

/* Reviews look at many KPIs that are reported alike, so each way of reporting is held against a review once. */
static struct reported_groups group_reported(struct arena *arena, const struct kpi **kpis, uint32_t count) {
  struct reported_groups groups = {{NULL, 0, 0}};
  if (count > 1) qsort(kpis, count, sizeof *kpis, compare_reported);
  for (uint32_t i = 0, next; i < count; i = next) {
    for (next = i + 1; next < count; next++)
      if (recurrences_compare(&kpis[i]->reported, &kpis[next]->reported) != 0) break;
    VECTOR_PUSH(arena, &groups.items, ((struct reported_alike){kpis + i, next - i}));
  }
  return groups;
}

static bool is_reported(struct report *report, const struct kpi *kpi) {
  const struct entity *entity = &kpi->entity;
  if (report_unsure(report, entity->incomplete || entity_unknown(entity, STATEMENT_kpi_reported))) return false;
  return kpi->reported.unit != TIME_NONE;
}

static struct reported_groups groups_of_all(const struct model *model, struct report *report) {
  const struct kpi **kpis = ARENA_ARRAY(report->arena, const struct kpi *, model->kpis.count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->kpis.count; i++)
    if (is_reported(report, model->kpis.items[i])) kpis[count++] = model->kpis.items[i];
  return group_reported(report->arena, kpis, count);
}

static struct reported_groups groups_of_covered(struct report *report, const struct review *review) {
  const struct kpi **kpis = ARENA_ARRAY(report->arena, const struct kpi *, review->covers.count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < review->covers.count; i++) {
    const struct kpi *kpi = (const struct kpi *)review->covers.items[i].to;
    if (kpi && kpi->entity.kind == ENTITY_KPI && is_reported(report, kpi)) kpis[count++] = kpi;
  }
  return group_reported(report->arena, kpis, count);
}

/* A review that came too soon: after the end of a period, before its report. */
struct too_soon {
  bool always;
  day_number review, end, reported; /* the first time */
  int64_t days;                     /* by which it was too soon, the most of all times */
};

/* Reviews before the end of the first period have no figure to look at yet. */
static struct too_soon times_between(struct recurrences *recurrences, const struct recurrence *every,
                                     const struct recurrence *reported) {
  struct too_soon found = {.always = false};
  day_number report = recurrences_first(recurrences, reported);
  if (report == DAY_NONE) return found;
  day_number day = recurrences_next(recurrences, every, recurrences_period_end(recurrences, reported, report) + 1);
  for (; day != DAY_NONE; day = recurrences_next(recurrences, every, day + 1)) {
    report = recurrences_next(recurrences, reported, day);
    if (report == DAY_NONE || report == day) return (struct too_soon){.always = false};
    day_number end = recurrences_period_end(recurrences, reported, report);
    if (end >= day) return (struct too_soon){.always = false};
    if (!found.always) found = (struct too_soon){true, day, end, report, 0};
    if ((int64_t)report - day > found.days) found.days = (int64_t)report - day;
  }
  return found;
}

/* What one review is too soon for: all of it is one finding. */
struct too_soon_for {
  VECTOR(const struct kpi *) kpis;
  struct too_soon latest; /* of the group that it would have to wait for longest */
  const struct recurrence *reported; /* its reports */
};

static void add_group(struct arena *arena, struct too_soon_for *all, const struct reported_alike *group,
                      const struct too_soon *found) {
  if (all->kpis.count == 0 || found->days > all->latest.days) {
    all->latest = *found;
    all->reported = &group->kpis[0]->reported;
  }
  for (uint32_t i = 0; i < group->count; i++) VECTOR_PUSH(arena, &all->kpis, group->kpis[i]);
}

/* The spot of a report in its month, quarter or year, as it might be written; false where it has another one. */
static bool write_spot(struct buffer *out, const struct recurrence *reported) {
  switch (reported->spot) {
    case SPOT_DAY: buffer_text(out, "day "); break;
    case SPOT_WORKDAY: buffer_text(out, "workday "); break;
    case SPOT_LAST_DAY: buffer_text(out, "last day"); return true;
    case SPOT_LAST_WORKDAY: buffer_text(out, "last workday"); return true;
    default: return false;
  }
  buffer_integer(out, reported->nth);
  return true;
}

static bool is_of_months(const struct recurrence *every) {
  return every->unit == TIME_MONTH || every->unit == TIME_QUARTER || every->unit == TIME_YEAR;
}

/* The review's own pace on the day of the report: `every quarter on day 10`. NULL where the two cannot be joined so. The
 * words are those of the text, since `closed` may move each of its days elsewhere. */
static const char *review_written(const struct review *review, const struct recurrence *reported, struct arena *arena) {
  const struct recurrence *every = &review->every;
  struct buffer out = buffer_in(arena);
  if (!is_of_months(every) || !is_of_months(reported)) return NULL;
  buffer_text(&out, "every ");
  if (every->interval > 1) buffer_integer(&out, every->interval);
  if (every->interval > 1) buffer_char(&out, ' ');
  buffer_text(&out, every->unit == TIME_MONTH ? "month" : every->unit == TIME_QUARTER ? "quarter" : "year");
  buffer_text(&out, every->interval > 1 ? "s on " : " on ");
  return write_spot(&out, reported) ? buffer_string(&out) : NULL;
}

static void report_too_soon(struct report *report, const struct review *review, const struct too_soon_for *all) {
  enum { MOST_NAMES = 5 };
  struct argument name = arg_name(review->entity.spelling);
  bool many = all->kpis.count > MOST_NAMES;
  struct argument whose = many ? arg_integer(all->kpis.count) : kpis_argument(all->kpis.items, all->kpis.count, report->arena);
  struct finding *finding = report_finding(report, &review->entity, review->timing_span, many ? TEXT_T009_MANY : TEXT_T009,
                                           ARGS(name, whose));
  for (uint32_t i = 0; i < all->kpis.count; i++) report_also_about(report, &all->kpis.items[i]->entity);
  const struct too_soon *latest = &all->latest;
  report_label(report, finding, TEXT_T009_LABEL, ARGS(arg_date(latest->review), arg_date(latest->end), arg_date(latest->reported)));
  for (uint32_t i = 0; i < all->kpis.count && !many; i++)
    report_related(report, finding, all->kpis.items[i]->reported.span, TEXT_T009_REPORTED,
                   ARGS(arg_name(all->kpis.items[i]->entity.spelling)));
  const char *written = review_written(review, all->reported, report->arena);
  if (written)
    report_help(report, finding, TEXT_T009_HELP_WRITTEN, ARGS(arg_name(written)));
  else
    report_help(report, finding, TEXT_T009_HELP, ARGS(arg_integer(latest->days)));
}

static void check_review(struct report *report, const struct review *review,
                         const struct reported_groups *groups) {
  struct too_soon_for all = {{NULL, 0, 0}, {.always = false}, NULL};
  for (uint32_t i = 0; i < groups->items.count; i++) {
    const struct reported_alike *group = &groups->items.items[i];
    struct too_soon found = times_between(report->recurrences, &review->every, &group->kpis[0]->reported);
    if (found.always) add_group(report->arena, &all, group, &found);
  }
  if (all.kpis.count > 0) report_too_soon(report, review, &all);
}

static void review_before_figures(const struct model *model, struct report *report) {
  struct reported_groups all = groups_of_all(model, report);
  for (uint32_t i = 0; i < model->reviews.count; i++) {
    const struct review *review = model->reviews.items[i];
    if (review->timing == TIMING_DUE || report_unsure(report, review->every.unit == TIME_NONE)) continue;
    report_unsure(report, review->entity.incomplete || entity_unknown(&review->entity, STATEMENT_review_covers));
    struct reported_groups covered = review->all_kpis ? all : groups_of_covered(report, review);
    check_review(report, review, &covered);
  }
}

const struct rule rule_T009 = {
    .row = {"T009", "review-before-figures", LEVEL_WARNING,
            "a review falls, each time, after the end of a period and before the report of its figure"},
    .why = "A review on the second of the month of figures that come on the third talks of figures that are a month old, every time. "
           "On the day of the report is late enough.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000; reported every month on workday 8 by jo }\n"
             "review look \"Review of the month\" { every month on workday 5; covers followers }\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000; reported every month on workday 3 by jo }\n"
             "review look \"Review of the month\" { every month on workday 5; covers followers }\n",
    .run = review_before_figures,
};
