/* What was spent, posted and done, beside what was planned. */
#include "score/scoring.h"

static const struct result unknown = {.known = false};

/* ---- Budget ---- */

/* The part of an amount over the term that belongs to its days so far. */
static struct result so_far(const struct scoring *scoring, struct decimal whole) {
  const struct period *term = &scoring->model->agreement.term;
  if (term->from == DAY_NONE || term->to < term->from) return unknown;
  int64_t days = (int64_t)term->to - term->from + 1, gone = (int64_t)scoring->day - term->from + 1;
  if (gone < 0) gone = 0;
  if (gone >= days) return result_of(whole);
  return result_of(decimal_divide(decimal_multiply(whole, decimal_from_integer(gone)), decimal_from_integer(days)));
}

void scoring_budget(struct scoring *scoring) {
  const struct budget *budget = scoring->model->budget;
  struct score *score = scoring->score;
  if (!budget) return;
  score->lines.count = budget->lines.count;
  score->lines.items = ARENA_ARRAY(scoring->arena, struct line_score, budget->lines.count);
  for (uint32_t i = 0; i < budget->lines.count; i++) {
    struct line_score *line = &score->lines.items[i];
    line->line = budget->lines.items[i];
    line->spent = tallies_spent(scoring->tallies, line->line, scoring->day);
    if (!line->line->whole.known) continue;
    line->whole = result_of(line->line->whole.amount);
    line->planned = so_far(scoring, line->line->whole.amount);
  }
}

/* ---- Mixes ---- */

static struct decimal posts_of(const struct figures *rows, const struct entity *content, day_number day) {
  struct decimal posts = decimal_from_integer(0);
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->items[i].part == content && rows->items[i].date <= day) posts = decimal_add(posts, rows->items[i].value);
  return posts;
}

static struct decimal all_posts(const struct figures *rows, day_number day) {
  struct decimal posts = decimal_from_integer(0);
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->items[i].date <= day) posts = decimal_add(posts, rows->items[i].value);
  return posts;
}

typedef VECTOR(struct mix_score) mixes;

static void add_mix(struct scoring *scoring, const struct channel *channel, const struct figures *rows,
                    const struct entity *content, const struct share_item *item, mixes *out) {
  struct mix_score mix = {.channel = channel, .content = content, .item = item};
  struct decimal all = all_posts(rows, scoring->day);
  mix.posts = posts_of(rows, content, scoring->day);
  mix.share = result_quotient(result_of(mix.posts), result_of(all));
  mix.within = item && item->known && mix.share.known && decimal_compare(mix.share.value, item->least) >= 0 &&
               decimal_compare(mix.share.value, item->most) <= 0;
  VECTOR_PUSH(scoring->arena, out, mix);
}

static bool is_planned(const struct channel *channel, const struct entity *content) {
  for (uint32_t i = 0; i < channel->mix.items.count; i++)
    if (channel->mix.items.items[i].of.to == content) return true;
  return false;
}

/* The contents of the mix, then those that were posted besides. */
static void add_channel(struct scoring *scoring, const struct channel *channel, mixes *out) {
  const struct figures rows = figures_of(scoring->figures, ROW_POSTS, &channel->entity);
  for (uint32_t i = 0; i < channel->mix.items.count; i++)
    if (channel->mix.items.items[i].of.to)
      add_mix(scoring, channel, &rows, channel->mix.items.items[i].of.to, &channel->mix.items.items[i], out);
  for (uint32_t i = 0; i < rows.count; i++) {
    bool first = i == 0 || rows.items[i - 1].part != rows.items[i].part;
    if (first && rows.items[i].date <= scoring->day && (!rows.items[i].part || !is_planned(channel, rows.items[i].part)))
      add_mix(scoring, channel, &rows, rows.items[i].part, NULL, out);
  }
}

void scoring_mixes(struct scoring *scoring) {
  mixes out = {0};
  for (uint32_t i = 0; i < scoring->model->channels.count; i++) add_channel(scoring, scoring->model->channels.items[i], &out);
  scoring->score->mixes.items = out.items;
  scoring->score->mixes.count = out.count;
}

/* ---- Tasks ---- */

/* Of what recurs the mean of its rows, each of which is of a time of its own; else the last row. */
static struct result done_of(const struct scoring *scoring, enum row_kind kind, const struct entity *task, bool recurs) {
  const struct figures rows = figures_of(scoring->figures, kind, task);
  struct decimal sum = decimal_from_integer(0), last = sum;
  int64_t count = 0;
  for (uint32_t i = 0; i < rows.count; i++) {
    if (rows.items[i].date > scoring->day) continue;
    last = rows.items[i].value;
    sum = decimal_add(sum, last);
    count++;
  }
  if (count == 0) return unknown;
  return result_of(recurs ? decimal_divide(sum, decimal_from_integer(count)) : last);
}

static void finish_task(const struct scoring *scoring, struct task_score *task) {
  bool whole = task->done.known && decimal_compare(task->done.value, decimal_from_integer(1)) >= 0;
  task->late = task->due != DAY_NONE && task->due <= scoring->day && !whole;
}

static void add_action(const struct scoring *scoring, const struct action *action, struct task_score *task) {
  *task = (struct task_score){.task = &action->entity, .by = action->by, .due = DAY_NONE};
  if (action->timing == TIMING_DUE) task->due = action->due;
  if (action->timing == TIMING_PERIOD) task->due = action->period.to;
  task->done = done_of(scoring, ROW_ACTION, &action->entity, action->timing == TIMING_EVERY);
  finish_task(scoring, task);
}

static void add_deliverable(const struct scoring *scoring, const struct deliverable *deliverable, struct task_score *task) {
  struct ref *from = ARENA_NEW(scoring->arena, struct ref);
  *from = deliverable->from;
  *task = (struct task_score){.task = &deliverable->entity, .due = DAY_NONE};
  task->by = (struct refs){.items = from, .count = from->to ? 1 : 0, .stated = true};
  if (deliverable->timing == TIMING_DUE) task->due = deliverable->due;
  task->done = done_of(scoring, ROW_DELIVERABLE, &deliverable->entity, deliverable->timing == TIMING_EVERY);
  finish_task(scoring, task);
}

void scoring_tasks(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  uint32_t most = model->actions.count + model->deliverables.count;
  score->tasks.items = ARENA_ARRAY(scoring->arena, struct task_score, most);
  for (uint32_t i = 0; i < model->actions.count; i++)
    add_action(scoring, model->actions.items[i], &score->tasks.items[score->tasks.count++]);
  for (uint32_t i = 0; i < model->deliverables.count; i++)
    add_deliverable(scoring, model->deliverables.items[i], &score->tasks.items[score->tasks.count++]);
}

/* ---- Notes ---- */

static void add_notes(struct scoring *scoring, const struct figure_row *rows, uint32_t count) {
  struct score *score = scoring->score;
  for (uint32_t i = 0; i < count; i++) {
    const struct figure_row *row = &rows[i];
    if (row->kind == ROW_KPI || row->note.length == 0 || row->date > scoring->day) continue;
    score->notes.items[score->notes.count++] = (struct note_score){row->kind, row->thing, row->part, row->date, row->note};
  }
}

void scoring_notes(struct scoring *scoring) {
  const struct figures *figures = scoring->figures;
  scoring->score->notes.items = ARENA_ARRAY(scoring->arena, struct note_score, figures->count + figures->remark_count);
  add_notes(scoring, figures->items, figures->count);
  add_notes(scoring, figures->remarks, figures->remark_count);
}
