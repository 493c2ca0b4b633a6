/* What was late, and what each person was responsible for. */
#include <stdlib.h>

#include "report/filled_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Late ---- */

static struct cell done_of(const struct task_score *task) {
  return task->done.known ? filled_share(task->done) : filled_say(TEXT_SCORE_WORK_UNKNOWN);
}

static void put_late(struct filled *filled, const struct task_score *task) {
  const struct cell cells[] = {phrase_entity(task->task), cell_date(task->due),
                               task->by.count ? phrase_refs(filled->document, &task->by) : cell_missing(TEXT_SCORE_NOBODY),
                               done_of(task)};
  document_row(filled->document, ROW_PLAIN, cells, 4);
}

void filled_late(struct filled *filled) {
  static const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHO, NULL, COLUMN_TEXT},
                                          {TEXT_SCORE_DONE, NULL, COLUMN_TEXT}};
  bool any = false;
  for (uint32_t i = 0; i < filled->score->tasks.count; i++) {
    const struct task_score *task = &filled->score->tasks.items[i];
    if (!task->late) continue;
    if (!any) {
      filled_heading(filled, "late", TEXT_SCORE_LATE);
      document_table(filled->document, nothing, columns, 4);
    }
    any = true;
    put_late(filled, task);
  }
  if (any) document_table_end(filled->document);
}

/* ---- Who does what ---- */

/* One thing that somebody answers for: one of the three. */
struct part_of_work {
  const struct entity *who;
  uint32_t number;      /* as they come in the agreement */
  const struct objective_score *objective;
  const struct kpi_score *kpi; /* whose figures they report */
  const struct task_score *task;
};
typedef VECTOR(struct part_of_work) parts_of_work;

static void add_for(struct filled *filled, parts_of_work *parts, const struct refs *who, struct part_of_work part) {
  for (uint32_t i = 0; i < who->count; i++) {
    part.who = who->items[i].to;
    part.number = parts->count;
    if (part.who) VECTOR_PUSH(filled->arena, parts, part);
  }
}

static void gather(struct filled *filled, parts_of_work *parts) {
  const struct score *score = filled->score;
  for (uint32_t i = 0; i < filled->objective_count; i++) {
    struct ref owner = filled->objectives[i]->objective->owner;
    add_for(filled, parts, &(struct refs){.items = &owner, .count = owner.to ? 1 : 0},
            (struct part_of_work){.objective = filled->objectives[i]});
  }
  for (uint32_t i = 0; i < score->kpis.count; i++)
    add_for(filled, parts, &score->kpis.items[i].kpi->reported_by, (struct part_of_work){.kpi = &score->kpis.items[i]});
  for (uint32_t i = 0; i < score->tasks.count; i++)
    add_for(filled, parts, &score->tasks.items[i].by, (struct part_of_work){.task = &score->tasks.items[i]});
}

static int by_person(const void *left, const void *right) {
  const struct part_of_work *a = left, *b = right;
  if (a->who != b->who) return a->who->order < b->who->order ? -1 : 1;
  return (a->number > b->number) - (a->number < b->number);
}

static struct cell reported_of(struct filled *filled, const struct kpi_score *k) {
  if (k->missing_count) return cell_sentence(filled->document, TEXT_SCORE_WORK_LACKS, ARGS(arg_integer(k->missing_count)));
  return filled_say(k->due ? TEXT_SCORE_WORK_ALL_REPORTED : TEXT_SCORE_WORK_NOTHING_DUE);
}

static struct cell state_of(struct filled *filled, const struct task_score *task) {
  if (!task->late) return done_of(task);
  struct cell late = filled_say(TEXT_SCORE_WORK_LATE);
  late.tone = TONE_BAD;
  struct cell *both = ARENA_ARRAY(filled->document->scratch, struct cell, 2);
  both[0] = late;
  both[1] = done_of(task);
  return cell_list(both, 2);
}

static void put_part(struct filled *filled, const struct part_of_work *part) {
  struct cell cells[4] = {{0}};
  if (part->objective) {
    const struct objective_score *o = part->objective;
    cells[0] = phrase_entity(&o->objective->entity);
    cells[1] = filled_say(TEXT_REPORT_PART_OWNS);
    cells[2] = cell_date(o->objective->by);
    cells[3] = o->score.known ? cell_sentence(filled->document, TEXT_SCORE_WORK_SCORE, ARGS(arg_share(filled_rounded_share(o->score.value))))
                              : filled_say(TEXT_SCORE_WORK_NOTHING_DUE);
  } else if (part->kpi) {
    cells[0] = phrase_entity(&part->kpi->kpi->entity);
    cells[1] = filled_say(TEXT_REPORT_PART_REPORTS);
    cells[2] = phrase_recurrence(filled->document, filled->model, &part->kpi->kpi->reported);
    cells[3] = reported_of(filled, part->kpi);
  } else {
    bool acts = part->task->task->kind == ENTITY_ACTION;
    cells[0] = phrase_entity(part->task->task);
    cells[1] = filled_say(acts ? TEXT_REPORT_PART_ACTS : TEXT_REPORT_PART_DELIVERS);
    cells[2] = cell_date(part->task->due);
    cells[3] = state_of(filled, part->task);
  }
  document_row(filled->document, ROW_PLAIN, cells, 4);
}

void filled_work(struct filled *filled) {
  static const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_PART, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHEN, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_STATUS, NULL, COLUMN_TEXT}};
  parts_of_work parts = {0};
  gather(filled, &parts);
  if (parts.count == 0) return;
  qsort(parts.items, parts.count, sizeof *parts.items, by_person);
  filled_heading(filled, "people", TEXT_SCORE_WORK);
  document_table(filled->document, nothing, columns, 4);
  for (uint32_t i = 0; i < parts.count; i++) {
    struct cell name = phrase_entity(parts.items[i].who);
    if (i == 0 || parts.items[i - 1].who != parts.items[i].who) document_row(filled->document, ROW_GROUP, &name, 1);
    put_part(filled, &parts.items[i]);
    document_rest(filled->document);
  }
  document_table_end(filled->document);
  filled_notes(filled, 1u << ROW_ACTION | 1u << ROW_DELIVERABLE);
}
