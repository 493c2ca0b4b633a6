/* K: who reports what he is paid by, and promises for hours when nobody works. */
#include "check/bonuses.h"
#include "check/graders.h"
#include "check/rule.h"
#include "check/suggestion.h"
#include "model/units.h"

/* K023 */

/* One incentive being looked at: who gains by it, and which of its KPIs were spoken of. */
struct grading {
  const struct incentive *incentive;
  const struct party *party;
  struct graders_map *map;
  struct entity_map *spoken; /* of KPIs: the incentive for which it was last spoken of */
  const struct model *model;
};

/* Somebody who could report the figure instead: the contact of another party. */
static const char *other_reporter(const struct model *model, const struct party *party) {
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const struct party *other = model->parties.items[i];
    if (other == party) continue;
    if (other->contact.to) return other->contact.to->spelling;
    if (other->persons.count > 0) return other->persons.items[0]->entity.spelling;
  }
  return "PERSON";
}

static void report_self_graded(struct report *report, const struct grading *grading, const struct condition *condition,
                               const struct grader *grader) {
  const struct entity *incentive = &grading->incentive->entity;
  struct argument party = arg_name(grader->party->entity.spelling), kpi = arg_name(grader->kpi->entity.spelling);
  const char *other = other_reporter(grading->model, grader->party);
  struct finding *finding =
      report_finding(report, incentive, condition->span, grading->incentive->deducts ? TEXT_K023_DEDUCTS : TEXT_K023,
                     ARGS(arg_name(incentive->spelling), kpi, party));
  if (grader->kpi != condition->kpi)
    report_label(report, finding, TEXT_K023_LABEL, ARGS(arg_name(condition->kpi->entity.spelling), kpi));
  report_related(report, finding, grader->kpi->reported_by.span, TEXT_K023_REPORTED, ARGS(party));
  const char *open = suggestion(report->arena, "source \"…\" open to ", other, "");
  report_help(report, finding, TEXT_K023_HELP, ARGS(kpi, arg_name(other), arg_name(open)));
}

static void check_figure(struct report *report, const struct grading *grading, const struct condition *condition) {
  const struct graders *graders = graders_of(grading->map, condition->kpi);
  void **spoken = entity_map_at(grading->spoken, condition->kpi);
  if (*spoken == grading->incentive) return;
  *entity_map_at(grading->spoken, condition->kpi) = (void *)grading->incentive;
  for (uint32_t i = 0; i < graders->count; i++)
    if (graders->items[i].party == grading->party) {
      report_self_graded(report, grading, condition, &graders->items[i]);
      return;
    }
  report_unsure(report, graders->unknown);
}

static void check_condition(struct report *report, const struct grading *grading, const struct condition *condition) {
  if (condition->kpi) check_figure(report, grading, condition);
  if (condition->left) check_condition(report, grading, condition->left);
  if (condition->right) check_condition(report, grading, condition->right);
}

static void self_graded(const struct model *model, struct report *report) {
  struct graders_map map = {report->arena, {.arena = report->arena}};
  struct entity_map spoken = {.arena = report->arena};
  for (uint32_t i = 0; i < model->incentives.count; i++) {
    const struct incentive *incentive = model->incentives.items[i];
    const struct entity *entity = &incentive->entity;
    bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_incentive_when) ||
                   entity_unknown(entity, STATEMENT_incentive_pays) || entity_unknown(entity, STATEMENT_incentive_deducts);
    if (report_unsure(report, unknown) || !incentive->when || !incentive_party(incentive)) continue;
    check_condition(report, &(struct grading){incentive, incentive_party(incentive), &map, &spoken, model}, incentive->when);
  }
}

const struct rule rule_K023 = {
    .row = {"K023", "self-graded", LEVEL_WARNING, "an incentive rests on a figure that only the party which gains by it reports"},
    .why = "Nobody should mark his own work where money hangs on the mark: not since people cheat, but since the other side will "
           "wonder. Let somebody of another party report the figure, or open its source to one: who can look it up need not take it "
           "on trust. A deduction is such a case too, for the party that would lose by it; and a computed figure rests on each "
           "figure in its formula.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000; reported every month on day 3 by jo }\n"
             "incentive bonus \"Bonus\" { when followers met; pays 20_000 TWD to lantern }\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000; reported every month on day 3 by mei }\n"
             "incentive bonus \"Bonus\" { when followers met; pays 20_000 TWD to lantern }\n",
    .run = self_graded,
};

/* K024 */

enum { MINUTES_A_DAY = 24 * 60 };

/* From the end of one working day to the beginning of the next; 0 where work never stops. */
static int night_of(const struct calendar *calendar) { return MINUTES_A_DAY - calendar_minutes_a_day(calendar); }

static bool is_clock_time(enum time_unit unit) {
  return unit == TIME_MINUTE || unit == TIME_HOUR || unit == TIME_DAY || unit == TIME_WEEK;
}

/* A time within which something is promised. */
struct promise {
  const struct entity *entity;
  const char *name;
  const struct duration *within;
  enum text_key message, help;
};

static const char *workhours_written(struct decimal minutes, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  struct decimal hours = decimal_reduced(decimal_rounded(decimal_divide(minutes, decimal_from_integer(60)), 2));
  decimal_write(&out, hours);
  buffer_text(&out, decimal_compare(hours, decimal_from_integer(1)) == 0 ? " workhour" : " workhours");
  return buffer_string(&out);
}

static void check_promise(const struct model *model, struct report *report, struct promise promise) {
  const struct calendar *calendar = &model->calendar;
  const struct duration *within = promise.within;
  if (report_unsure(report, within->unit == TIME_NONE) || !is_clock_time(within->unit)) return;
  struct decimal minutes = decimal_multiply(within->amount, time_minutes(within->unit, calendar_minutes_a_day(calendar)));
  int night = night_of(calendar);
  int64_t whole = 0;
  if (!decimal_is_finite(minutes) || decimal_compare(minutes, decimal_from_integer(night)) >= 0) return;
  decimal_to_integer(decimal_rounded(minutes, 0), &whole);
  struct finding *finding = report_finding(report, promise.entity, within->span, promise.message,
                                           ARGS(arg_name(promise.name), arg_minutes(whole), arg_minutes(night)));
  report_help(report, finding, promise.help, ARGS(arg_name(workhours_written(minutes, report->arena))));
}

static void check_contents(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->contents.count; i++) {
    const struct content *content = model->contents.items[i];
    if (!entity_stated(&content->entity, STATEMENT_content_reacts)) continue;
    check_promise(model, report,
                  (struct promise){&content->entity, content->entity.spelling, &content->reacts, TEXT_K024_REACTS,
                                   TEXT_K024_REACTS_HELP});
  }
}

static void check_channels(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->channels.count; i++) {
    const struct channel *channel = model->channels.items[i];
    if (!entity_stated(&channel->entity, STATEMENT_channel_answers) || channel->answers.from >= 0) continue;
    if (report_unsure(report, entity_unknown(&channel->entity, STATEMENT_channel_answers))) continue;
    check_promise(model, report,
                  (struct promise){&channel->entity, channel->entity.spelling, &channel->answers.within, TEXT_K024_ANSWERS,
                                   TEXT_K024_ANSWERS_HELP});
  }
}

static void promise_outside_hours(const struct model *model, struct report *report) {
  const struct brand *brand = model->brand;
  if (night_of(&model->calendar) <= 0) return;
  check_contents(model, report);
  check_channels(model, report);
  for (uint32_t i = 0; brand && i < brand->crises.count; i++)
    check_promise(model, report,
                  (struct promise){&brand->entity, "crisis", &brand->crises.items[i].within, TEXT_K024_CRISIS,
                                   TEXT_K024_CRISIS_HELP});
}

const struct rule rule_K024 = {
    .row = {"K024", "promise-outside-hours", LEVEL_INFO,
            "`reacts`, `answers` or `crisis` in clock hours shorter than a night, and no hours of its own"},
    .why = "Hours of the clock pass at night as well. Who promises an answer within two of them promises to be awake at three in the "
           "morning, and mostly did not mean it. A night lasts from the end of one working day to the start of the next, 15 hours "
           "where the calendar says nothing else. Workhours stand still over it; `answers` may have hours of its own; and where "
           "somebody is on duty at night, `allow` says so.",
    .wrong = "content trend_posts \"Topics of the day\" { serves sales; reacts within 4 hours }\n",
    .right = "content trend_posts \"Topics of the day\" { serves sales; reacts within 4 workhours }\n",
    .run = promise_outside_hours,
};
