/* K: KPIs and the reviews that look at them. */
#include "check/recurrences.h"
#include "check/rule.h"

/* ---- Reviews that cover a KPI ---- */

struct cover {
  const struct review *rarest; /* of those that recur; NULL: none */
  const struct review *latest; /* the one with the last day of all */
  day_number last;
};

struct covers {
  struct entity_map named; /* of KPIs: struct cover */
  struct cover all;        /* by those that cover all KPIs */
  bool known;
};

/* The fewest and the most days from one day of a recurrence to the next, weekends and a few holidays in between. */
static const struct {
  int fewest, most;
} steps[] = {[TIME_MINUTE] = {1, 1},  [TIME_HOUR] = {1, 1},     [TIME_DAY] = {1, 1},      [TIME_WEEK] = {7, 7},
             [TIME_MONTH] = {28, 31}, [TIME_QUARTER] = {90, 92}, [TIME_YEAR] = {365, 366}, [TIME_WORKHOUR] = {1, 1},
             [TIME_WORKDAY] = {1, 5}};

static int64_t fewest_days(const struct recurrence *r) { return (int64_t)steps[r->unit].fewest * r->interval; }
static int64_t most_days(const struct recurrence *r) { return (int64_t)steps[r->unit].most * r->interval; }

static void add_review(struct cover *cover, const struct review *review, day_number last) {
  bool recurs = review->timing == TIMING_EVERY;
  if (recurs && (!cover->rarest || most_days(&review->every) > most_days(&cover->rarest->every))) cover->rarest = review;
  if (cover->latest && cover->last >= last) return;
  cover->latest = review;
  cover->last = last;
}

static void gather_named(struct arena *arena, struct covers *covers, const struct review *review, day_number last) {
  for (uint32_t i = 0; i < review->covers.count; i++) {
    const struct entity *to = review->covers.items[i].to;
    if (!to || to->kind != ENTITY_KPI) continue;
    void **slot = entity_map_at(&covers->named, to);
    if (!*slot) *slot = ARENA_NEW(arena, struct cover);
    add_review(*slot, review, last);
  }
}

static struct covers gather_covers(const struct model *model, struct report *report) {
  struct arena *arena = report->arena;
  struct covers covers = {.named = {.arena = arena}, .known = !model->incomplete};
  for (uint32_t i = 0; i < model->reviews.count && covers.known; i++) {
    const struct review *review = model->reviews.items[i];
    day_number last = review->timing == TIMING_EVERY ? recurrences_last(report->recurrences, &review->every) : review->on;
    covers.known = !review->entity.incomplete && !entity_unknown(&review->entity, STATEMENT_review_covers) && last != DAY_NONE;
    if (!covers.known) break;
    gather_named(arena, &covers, review, last);
    if (review->all_kpis) add_review(&covers.all, review, last);
  }
  return covers;
}

static struct cover cover_of(const struct covers *covers, const struct kpi *kpi) {
  const struct cover *named = entity_map_get(&covers->named, &kpi->entity);
  struct cover cover = named ? *named : covers->all;
  if (!named || !covers->all.latest) return cover;
  if (covers->all.rarest) add_review(&cover, covers->all.rarest, cover.last);
  add_review(&cover, covers->all.latest, covers->all.last);
  return cover;
}

/* K018 */

static bool is_named(const struct review *review, const struct kpi *kpi) {
  for (uint32_t i = 0; i < review->covers.count; i++)
    if (review->covers.items[i].to == &kpi->entity) return true;
  return false;
}

static void report_rarely(const struct model *model, struct report *report, const struct kpi *kpi, const struct review *review) {
  const struct recurrence *reported = &kpi->reported, *every = &review->every;
  uint32_t reports = recurrence_count(&model->calendar, reported, reported->from, reported->to);
  uint32_t reviews = recurrence_count(&model->calendar, every, every->from, every->to);
  struct argument name = arg_name(kpi->entity.spelling), by = arg_name(review->entity.spelling);
  struct finding *finding = report_finding(report, &kpi->entity, reported->span, TEXT_K018, ARGS(name, by));
  report_label(report, finding, TEXT_K018_LABEL, ARGS(arg_integer(reports), arg_integer(reviews), by));
  report_related(report, finding, review->timing_span, TEXT_K018_RELATED, ARGS(by));
  report_help(report, finding, TEXT_K018_HELP, ARGS(name, by));
  if (!is_named(review, kpi)) report_lowered(report, finding);
}

static void reported_too_rarely(const struct model *model, struct report *report) {
  struct covers covers = gather_covers(model, report);
  if (report_unsure(report, !covers.known)) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct review *rarest = cover_of(&covers, kpi).rarest;
    if (!entity_stated(&kpi->entity, STATEMENT_kpi_reported) || !rarest) continue;
    if (report_unsure(report, kpi->reported.unit == TIME_NONE)) continue;
    if (fewest_days(&kpi->reported) > most_days(&rarest->every)) report_rarely(model, report, kpi, rarest);
  }
}

const struct rule rule_K018 = {
    .row = {"K018", "reported-too-rarely", LEVEL_WARNING,
            "a KPI is reported less often than the rarest review that names it; info where that review covers `all kpis`"},
    .why = "A review that looks at a figure between two reports sees the old one again, and talks about what nobody knows. Of the "
           "reviews that cover a KPI the rarest counts: that one at least must find a new figure each time. Months count as 28 to "
           "31 days, so that four weeks and a month are the same; a review on one day has no pace.",
    .wrong = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  target   at least 20_000\n"
             "  reported every quarter on day 5 by jo\n"
             "}\n"
             "review page_review \"The page\" { every month on day 8; covers followers }\n",
    .right = "kpi followers \"Followers\" {\n"
             "  unit     followers\n"
             "  target   at least 20_000\n"
             "  reported every month on day 5 by jo\n"
             "}\n"
             "review page_review \"The page\" { every month on day 8; covers followers }\n",
    .run = reported_too_rarely,
};

/* K022 */

/* The day on which the figure of `by` is reported: the first report of a period that holds it, or the first after the
 * term, which is of all that remains; a computed figure is there on the day itself. DAY_NONE: it never is. */
static day_number figure_day(const struct model *model, struct recurrences *recurrences, const struct kpi *kpi, day_number by) {
  enum { MOVED_BACK = 10 }; /* days by which a report may be moved before the end of its period */
  const struct recurrence *reported = &kpi->reported;
  if (kpi->formula) return by;
  day_number day = recurrences_next(recurrences, reported, by - MOVED_BACK);
  while (day != DAY_NONE && day <= model->agreement.term.to && recurrences_period_end(recurrences, reported, day) < by)
    day = recurrences_next(recurrences, reported, day + 1);
  return day;
}

static const char *review_written(const struct kpi *kpi, day_number day, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "review result { on ");
  day_write(&out, day);
  buffer_text(&out, "; covers ");
  buffer_text(&out, kpi->entity.spelling);
  buffer_text(&out, " }");
  return buffer_string(&out);
}

static void report_unseen(struct report *report, const struct kpi *kpi, const struct cover *cover, day_number day) {
  const struct entity *entity = &kpi->entity;
  struct argument name = arg_name(entity->spelling), by = arg_date(kpi->target.by), last = arg_date(cover->last);
  struct finding *finding = report_finding(report, entity, entity->head, TEXT_K022, ARGS(name, by, arg_date(day)));
  report_label(report, finding, TEXT_K022_LABEL, ARGS(arg_name(cover->latest->entity.spelling), last));
  report_related(report, finding, kpi->target.by_span, TEXT_K022_RELATED, NO_ARGS);
  report_help(report, finding, TEXT_K022_HELP,
              ARGS(arg_date(day), arg_name(review_written(kpi, day, report->arena))));
}

static void report_unreported(struct report *report, const struct kpi *kpi) {
  const struct entity *entity = &kpi->entity;
  struct argument name = arg_name(entity->spelling), by = arg_date(kpi->target.by);
  struct finding *finding = report_finding(report, entity, entity->head, TEXT_K022_NEVER, ARGS(name, by));
  report_related(report, finding, kpi->reported.span, TEXT_K022_REPORTED_RELATED, NO_ARGS);
  report_help(report, finding, TEXT_K022_NEVER_HELP, ARGS(by));
}

/* Whether it has a result: of what is neither reported nor computed K007 says all that there is to say. */
static bool has_result(const struct kpi *kpi) {
  const struct entity *entity = &kpi->entity;
  bool figures = kpi->formula || entity->incomplete || entity_stated(entity, STATEMENT_kpi_reported) ||
                 entity_unknown(entity, STATEMENT_kpi_reported);
  return figures && kpi->target.stated && kpi->target.form != TARGET_OBSERVE;
}

static void result_never_seen(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  struct covers covers = gather_covers(model, report);
  if (report_unsure(report, !covers.known || term->to == DAY_NONE)) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct cover cover = cover_of(&covers, kpi);
    if (!has_result(kpi) || !cover.latest) continue;
    bool unknown = kpi->target.by == DAY_NONE || kpi->entity.incomplete || entity_unknown(&kpi->entity, STATEMENT_kpi_reported);
    if (report_unsure(report, unknown) || kpi->target.by > term->to) continue; /* T001 speaks of such a date */
    day_number day = figure_day(model, report->recurrences, kpi, kpi->target.by);
    if (day == DAY_NONE) report_unreported(report, kpi);
    else if (cover.last < day && !report_is_silenced(report, &cover.latest->entity)) report_unseen(report, kpi, &cover, day);
  }
}

const struct rule rule_K022 = {
    .row = {"K022", "result-never-seen", LEVEL_WARNING,
            "no review that covers the KPI falls on or after the day on which the figure of its target's date is reported"},
    .why = "The figure that decides whether the target is met arrives after its date. Where the last review is over by then, nobody "
           "looks at the result together, and each side remembers its own. Plan one review after the last report. A computed "
           "figure is taken to be there on the target's date.",
    .wrong = "kpi leads \"Leads\" { unit leads; target at least 600 by end; reported every month on day 3 by jo }\n"
             "review half_time \"Half-time\" { on 2026-07-08; covers leads }\n",
    .right = "kpi leads \"Leads\" { unit leads; target at least 600 by end; reported every month on day 3 by jo }\n"
             "review result \"The result\" { on 2027-01-08; covers leads }\n",
    .prerequisites = {&rule_K018, &rule_T004, &rule_T005, &rule_T009},
    .run = result_never_seen,
};
