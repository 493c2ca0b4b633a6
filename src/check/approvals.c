/* A: approvals. */
#include "check/reaction.h"
#include "check/rule.h"
#include "model/units.h"

/* A001 */

/* The contents that approvals cover; false where that is not known of all of them. */
static bool gather_covered(const struct model *model, struct entity_map *covered) {
  bool known = !model->incomplete;
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    known = known && !approval->entity.incomplete && !entity_unknown(&approval->entity, STATEMENT_approval_covers);
    for (uint32_t k = 0; k < approval->covers.count; k++)
      if (approval->covers.items[k].to) *entity_map_at(covered, approval->covers.items[k].to) = approval->covers.items[k].to;
  }
  return known;
}

/* The one that would be given a free hand; a word in its place where there is none. */
static const char *agency_name(const struct model *model) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == ENTITY_AGENCY) return model->parties.items[i]->entity.spelling;
  return "AGENCY";
}

static const char *delegated_written(const struct model *model, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "delegated to ");
  buffer_text(&out, agency_name(model));
  return buffer_string(&out);
}

static void content_not_covered(const struct model *model, struct report *report) {
  struct entity_map covered = {.arena = report->arena};
  if (report_unsure(report, !gather_covered(model, &covered))) return;
  for (uint32_t i = 0; i < model->contents.count; i++) {
    const struct entity *entity = &model->contents.items[i]->entity;
    if (entity_map_get(&covered, entity)) continue;
    struct finding *finding = report_finding(report, entity, entity->head, TEXT_A001, ARGS(arg_name(entity->spelling)));
    report_help(report, finding, TEXT_A001_HELP, ARGS(arg_name(delegated_written(model, report->arena))));
  }
}

const struct rule rule_A001 = {
    .row = {"A001", "content-not-covered", LEVEL_WARNING,
            "no approval says who releases the content, nor that it is delegated"},
    .why = "Where nothing says who releases a post, each post is a question: the agency waits for an answer that nobody knows to "
           "be his, or publishes and hears afterwards that it should have asked.",
    .wrong = "content season \"News of the harvest\" { purpose engage }\n",
    .right = "content season \"News of the harvest\" { purpose engage }\n"
             "approval season_posts \"Posts that need no release\" {\n"
             "  covers    season\n"
             "  delegated to lantern\n"
             "}\n",
    .run = content_not_covered,
};

/* A004 */

/* An approval's waits, one after another: its steps, then what silence adds. */
struct waits {
  const struct duration *items;
  uint32_t count;
  bool known;
};

static struct waits waits_of(const struct approval *approval, struct arena *arena) {
  const struct entity *entity = &approval->entity;
  struct duration *items = ARENA_ARRAY(arena, struct duration, approval->steps.count + 1);
  struct waits waits = {items, 0, true};
  for (uint32_t i = 0; i < approval->steps.count; i++) items[waits.count++] = approval->steps.items[i].within;
  if (approval->silence.form == SILENCE_ESCALATES) items[waits.count++] = approval->silence.within;
  for (uint32_t i = 0; i < waits.count; i++) waits.known = waits.known && items[i].unit != TIME_NONE;
  if (entity->incomplete || entity_unknown(entity, STATEMENT_approval_step) ||
      entity_unknown(entity, STATEMENT_approval_silence))
    waits.known = false;
  return waits;
}

/* As it might be written: 4 hours, 1 workday. */
static const char *duration_written(const struct duration *duration, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  const char *word = time_unit_word(duration->unit);
  size_t length = strlen(word);
  bool single = decimal_compare(duration->amount, decimal_from_integer(1)) == 0;
  decimal_write(&out, decimal_reduced(duration->amount));
  buffer_char(&out, ' ');
  buffer_bytes(&out, word, single && length > 0 ? length - 1 : length);
  return buffer_string(&out);
}

static const char *time_written(int minutes, struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_padded(&out, minutes / 60, 2);
  buffer_char(&out, ':');
  buffer_padded(&out, minutes % 60, 2);
  return buffer_string(&out);
}

struct moment_words {
  struct argument weekday, date, time;
};

static struct moment_words moment_words(moment at, struct arena *arena) {
  enum { MINUTES_A_DAY = 24 * 60 };
  int64_t minutes = at % MINUTES_A_DAY;
  if (minutes < 0) minutes += MINUTES_A_DAY;
  day_number day = (day_number)((at - minutes) / MINUTES_A_DAY);
  return (struct moment_words){arg_text((enum text_key)(TEXT_WEEKDAY_MONDAY + day_weekday(day))), arg_date(day),
                               arg_string(time_written((int)minutes, arena))};
}

static struct finding *report_slow(struct report *report, const struct approval *approval, const struct ref *cover,
                                   const struct reaction *reaction) {
  const struct content *content = (const struct content *)cover->to;
  struct argument name = arg_name(content->entity.spelling), by = arg_name(approval->entity.spelling);
  struct argument reacts = arg_name(duration_written(&content->reacts, report->arena)), wait = arg_minutes(reaction->wait);
  if (!reaction->holiday_only)
    return report_finding(report, &content->entity, cover->span, TEXT_A004, ARGS(name, reacts, by, wait));
  struct finding *finding = report_finding(report, &content->entity, cover->span, TEXT_A004_HOLIDAY,
                                           ARGS(name, reacts, by, wait, arg_minutes(reaction->wait_without_holidays)));
  report_lowered(report, finding);
  return finding;
}

static void label_moments(struct report *report, struct finding *finding, const struct reaction *reaction) {
  struct moment_words asked = moment_words(reaction->asked, report->arena);
  struct moment_words answered = moment_words(reaction->answered, report->arena);
  if (reaction->whenever)
    report_label(report, finding, TEXT_A004_LABEL_WHENEVER, NO_ARGS);
  else
    report_label(report, finding, TEXT_A004_LABEL,
                 ARGS(asked.weekday, asked.date, asked.time, answered.weekday, answered.date, answered.time));
}

static void explain_slow(const struct model *model, struct report *report, struct finding *finding,
                         const struct approval *approval, const struct ref *cover, const struct reaction *reaction) {
  struct arena *arena = report->arena;
  const struct content *content = (const struct content *)cover->to;
  label_moments(report, finding, reaction);
  for (uint32_t i = 0; i < approval->steps.count; i++) {
    const struct duration *within = &approval->steps.items[i].within;
    report_related(report, finding, within->span, TEXT_A004_STEP, ARGS(arg_name(duration_written(within, arena))));
  }
  if (approval->silence.form == SILENCE_ESCALATES)
    report_related(report, finding, approval->silence.within.span, TEXT_A004_SILENCE,
                   ARGS(arg_name(duration_written(&approval->silence.within, arena))));
  report_related(report, finding, content->reacts.span, TEXT_A004_REACTS,
                 ARGS(arg_name(duration_written(&content->reacts, arena))));
  report_help(report, finding, TEXT_A004_HELP, ARGS(arg_name(delegated_written(model, arena))));
}

static bool same_duration(const struct duration *a, const struct duration *b) {
  return a->unit == b->unit && decimal_compare(a->amount, b->amount) == 0;
}

/* The content that a `covers` names, where it must be out within a time that is known; else NULL. */
static const struct content *reacting_content(struct report *report, const struct ref *cover) {
  if (!cover->to || cover->to->kind != ENTITY_CONTENT) return NULL;
  if (report_unsure(report, cover->to->incomplete || entity_unknown(cover->to, STATEMENT_content_reacts))) return NULL;
  return entity_stated(cover->to, STATEMENT_content_reacts) ? (const struct content *)cover->to : NULL;
}

/* The approvals of one agreement are asked alike, mostly: the last that was worked out is kept. */
struct remembered {
  struct waits waits;
  struct wait longest;
};

static bool same_waits(const struct waits *a, const struct waits *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!same_duration(&a->items[i], &b->items[i])) return false;
  return true;
}

static struct wait longest_wait(const struct model *model, struct report *report, const struct waits *waits,
                                struct remembered *last) {
  const struct period *term = &model->agreement.term;
  if (last->waits.count == 0 || !same_waits(&last->waits, waits)) {
    last->waits = *waits;
    last->longest =
        calendar_longest_wait(report->arena, &model->calendar, term->from, term->to, waits->items, waits->count);
  }
  return last->longest;
}

static bool covers_reacting(struct report *report, const struct approval *approval) {
  for (uint32_t i = 0; i < approval->covers.count; i++)
    if (reacting_content(report, &approval->covers.items[i])) return true;
  return false;
}

/* One approval; contents in a row that may wait equally long are worked out once. */
static void check_approval(const struct model *model, struct report *report, const struct approval *approval,
                           struct remembered *remembered) {
  if (!covers_reacting(report, approval)) return;
  const struct waits waits = waits_of(approval, report->arena);
  const struct period *term = &model->agreement.term;
  const struct duration *last = NULL;
  struct reaction reaction = {.late = false};
  if (report_unsure(report, !waits.known)) return;
  struct asked_steps steps = {&model->calendar, term, waits.items, waits.count, {0}};
  steps.longest = longest_wait(model, report, &waits, remembered);
  for (uint32_t i = 0; i < approval->covers.count; i++) {
    const struct ref *cover = &approval->covers.items[i];
    const struct content *content = reacting_content(report, cover);
    if (!content) continue;
    if (!last || !same_duration(last, &content->reacts)) reaction = reaction_find(&steps, &content->reacts);
    last = &content->reacts;
    if (reaction.late)
      explain_slow(model, report, report_slow(report, approval, cover, &reaction), approval, cover, &reaction);
  }
}

static bool is_delegated(const struct approval *approval) {
  return entity_stated(&approval->entity, STATEMENT_approval_delegated);
}

static void slower_than_reaction(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  struct remembered remembered = {.waits = {NULL, 0, false}};
  if (report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  for (uint32_t i = 0; i < model->approvals.count; i++) {
    const struct approval *approval = model->approvals.items[i];
    if (approval->steps.count > 0 && !is_delegated(approval)) check_approval(model, report, approval, &remembered);
  }
}

const struct rule rule_A004 = {
    .row = {"A004", "slower-than-reaction", LEVEL_ERROR,
            "the longest wait for an approval is more than the content's `reacts within`"},
    .why = "A post on the topic of the day that comes out three days later does more harm than none. Nights, weekends and holidays "
           "count: what is asked on a Friday evening waits until Monday. Such content is worth its name only if it can be "
           "published without asking.",
    .wrong = "content hot \"What people talk about today\" { reacts within 4 hours }\n"
             "approval posts \"Posts\" {\n"
             "  covers hot\n"
             "  step   mei within 1 workday\n"
             "}\n",
    .right = "content hot \"What people talk about today\" { reacts within 4 hours }\n"
             "approval posts \"Posts\" {\n"
             "  covers    hot\n"
             "  delegated to lantern\n"
             "}\n",
    .run = slower_than_reaction,
};
