/* What is kept of each agreement of a portfolio, and how the rows are ordered and said. */
#include <stdlib.h>

#include "report/portfolio.h"

const enum standing portfolio_urgent[PORTFOLIO_URGENT] = {STANDING_MISSED, STANDING_OFF_TRACK, STANDING_AT_RISK, STANDING_NO_DATA};

/* ---- Rows ---- */

static const char *kept(struct arena *arena, struct text text) { return arena_copy(arena, text.bytes, text.length); }

static const char *kept_label(struct arena *arena, const struct entity *entity) { return kept(arena, entity_label(entity)); }

static const char *kept_name(struct arena *arena, const struct entity *entity) {
  return arena_copy(arena, entity->spelling, strlen(entity->spelling));
}

/* The first of its kind. */
static const char *party_of(struct arena *arena, const struct model *model, enum entity_kind kind) {
  for (uint32_t i = 0; i < model->parties.count; i++)
    if (model->parties.items[i]->entity.kind == kind) return kept_label(arena, &model->parties.items[i]->entity);
  return NULL;
}

void portfolio_describe(struct arena *arena, struct portfolio_row *row, const struct model *model) {
  if (!model->has_agreement) return;
  row->name = kept_name(arena, &model->agreement.entity);
  row->title = kept_label(arena, &model->agreement.entity);
  row->client = party_of(arena, model, ENTITY_CLIENT);
  row->agency = party_of(arena, model, ENTITY_AGENCY);
}

static bool needs_attention(const struct kpi_score *k) {
  return k->standing == STANDING_MISSED || k->standing == STANDING_AT_RISK || k->standing == STANDING_OFF_TRACK ||
         (k->standing == STANDING_NO_DATA && k->due) || k->missing_count > 0;
}

static bool is_known(const struct portfolio_kpi *kept, const struct entity *owner) {
  for (uint32_t i = 0; i < kept->owner_count; i++)
    if (!strcmp(kept->owners[i], owner->spelling)) return true;
  return false;
}

/* The owners of the objectives that it measures, each once. */
static void keep_owners(struct arena *arena, const struct kpi *kpi, struct portfolio_kpi *to) {
  to->owners = ARENA_ARRAY(arena, const char *, kpi->measures.count);
  to->owner_titles = ARENA_ARRAY(arena, const char *, kpi->measures.count);
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    const struct objective *objective = (const struct objective *)kpi->measures.items[i].to;
    const struct entity *owner = objective ? objective->owner.to : NULL;
    if (!owner || is_known(to, owner)) continue;
    to->owners[to->owner_count] = kept_name(arena, owner);
    to->owner_titles[to->owner_count++] = kept_label(arena, owner);
  }
}

static struct portfolio_kpi kept_kpi(struct arena *arena, const struct kpi_score *k, const struct change *change) {
  struct portfolio_kpi kpi = {.name = kept_name(arena, &k->kpi->entity),
                              .title = kept_label(arena, &k->kpi->entity),
                              .standing = k->standing,
                              .lacking = k->missing_count,
                              .was = change ? change->was->standing : STANDING_COUNT,
                              .way = change ? change->way : CHANGE_NONE,
                              .score = k->score};
  keep_owners(arena, k->kpi, &kpi);
  return kpi;
}

static void keep_kpis(struct arena *arena, struct portfolio_row *row, const struct score *score, const struct changes *changes) {
  VECTOR(struct portfolio_kpi) kpis = {0};
  for (uint32_t i = 0; i < score->kpis.count; i++) {
    const struct kpi_score *k = &score->kpis.items[i];
    const struct change *change = changes->count > 0 ? &changes->items[i] : NULL;
    row->standings[k->standing]++;
    if (change && change->way == CHANGE_BETTER) row->better++;
    if (change && change->way == CHANGE_WORSE) row->worse++;
    if (needs_attention(k)) VECTOR_PUSH(arena, &kpis, kept_kpi(arena, k, change));
  }
  row->kpis = kpis.items;
  row->kpi_count = kpis.count;
}

void portfolio_fill(struct arena *arena, struct portfolio_row *row, const struct score *score, const struct score *previous) {
  const struct changes changes = previous ? changes_of(arena, previous, score) : (struct changes){NULL, 0};
  struct portfolio_objective *objectives = ARENA_ARRAY(arena, struct portfolio_objective, score->objectives.count);
  row->as_of = score->as_of;
  row->previous = previous ? previous->as_of : DAY_NONE;
  keep_kpis(arena, row, score, &changes);
  for (uint32_t i = 0; i < score->objectives.count; i++) {
    const struct objective_score *o = &score->objectives.items[i];
    objectives[i] = (struct portfolio_objective){kept_name(arena, &o->objective->entity),
                                                 kept_label(arena, &o->objective->entity), o->score};
  }
  row->objectives = objectives;
  row->objective_count = score->objectives.count;
  row->roi = score->returns.roi;
}

/* ---- All of them ---- */

struct portfolio_sums portfolio_sum(const struct portfolio *portfolio) {
  struct portfolio_sums sums = {.previous = DAY_NONE, .not_before = DAY_NONE};
  for (uint32_t i = 0; i < portfolio->rows.count; i++) {
    const struct portfolio_row *row = &portfolio->rows.items[i];
    sums.scored += row->state == PORTFOLIO_SCORED;
    sums.unfilled += row->state == PORTFOLIO_UNFILLED;
    sums.unscored += row->state == PORTFOLIO_UNSCORED;
    sums.better += row->better;
    sums.worse += row->worse;
    if (row->previous != DAY_NONE) sums.previous = row->previous;
    if (row->not_before != DAY_NONE) sums.not_before = row->not_before;
    sums.uncompared += row->not_before != DAY_NONE;
    for (int k = 0; k < STANDING_COUNT; k++) sums.standings[k] += row->standings[k];
  }
  return sums;
}

static int urgency_of(const struct portfolio_row *row) {
  for (int i = 0; i < PORTFOLIO_URGENT; i++)
    if (row->standings[portfolio_urgent[i]] > 0) return i;
  return PORTFOLIO_URGENT;
}

/* Rows stand in one list, in the order of their paths. */
static int by_urgency(const void *left, const void *right) {
  const struct portfolio_row *a = *(const struct portfolio_row *const *)left, *b = *(const struct portfolio_row *const *)right;
  int first = urgency_of(a), second = urgency_of(b);
  return first != second ? first - second : (a > b) - (a < b);
}

const struct portfolio_row **portfolio_by_urgency(struct arena *arena, const struct portfolio *portfolio, uint32_t *count) {
  const struct portfolio_row **rows = ARENA_ARRAY(arena, const struct portfolio_row *, portfolio->rows.count);
  *count = 0;
  for (uint32_t i = 0; i < portfolio->rows.count; i++)
    if (portfolio->rows.items[i].state == PORTFOLIO_SCORED) rows[(*count)++] = &portfolio->rows.items[i];
  if (*count > 1) qsort(rows, *count, sizeof *rows, by_urgency);
  return rows;
}

/* ---- Words ---- */

static int by_title(const void *left, const void *right) {
  return strcmp((*(struct portfolio_row *const *)left)->title, (*(struct portfolio_row *const *)right)->title);
}

static const char *with_path(struct arena *arena, enum text_language language, const struct portfolio_row *row) {
  struct buffer label = buffer_in(arena);
  text_write(&label, language, TEXT_PORTFOLIO_ALIKE, ARGS(arg_string(row->title), arg_string(row->path)));
  return buffer_string(&label);
}

struct portfolio portfolio_labelled(struct arena *arena, const struct portfolio *portfolio, enum text_language language) {
  struct portfolio labelled = *portfolio;
  uint32_t count = portfolio->rows.count, titled = 0;
  struct portfolio_row **sorted = ARENA_ARRAY(arena, struct portfolio_row *, count);
  labelled.rows.items = ARENA_ARRAY(arena, struct portfolio_row, count);
  for (uint32_t i = 0; i < count; i++) {
    struct portfolio_row *row = &labelled.rows.items[i];
    *row = portfolio->rows.items[i];
    row->label = row->title ? row->title : row->path;
    if (row->title) sorted[titled++] = row;
  }
  if (titled > 1) qsort(sorted, titled, sizeof *sorted, by_title);
  for (uint32_t i = 0; i < titled; i++) {
    bool alike = (i > 0 && by_title(&sorted[i - 1], &sorted[i]) == 0) || (i + 1 < titled && by_title(&sorted[i], &sorted[i + 1]) == 0);
    if (alike) sorted[i]->label = with_path(arena, language, sorted[i]);
  }
  return labelled;
}

void portfolio_say_reason(struct buffer *out, enum text_language language, const struct portfolio_row *row) {
  const struct argument figures = arg_string(row->figures ? row->figures : ""), trouble = arg_text(row->trouble);
  switch (row->reason) {
    case REASON_ERRORS: text_write(out, language, TEXT_PORTFOLIO_HAS_ERRORS, ARGS(arg_integer(row->errors))); break;
    case REASON_UNREAD: text_write(out, language, TEXT_PORTFOLIO_UNREAD, ARGS(trouble)); break;
    case REASON_OUTSIDE: text_write(out, language, TEXT_PORTFOLIO_OUTSIDE, NO_ARGS); break;
    case REASON_NO_FILE: text_write(out, language, TEXT_PORTFOLIO_NO_FILE, NO_ARGS); break;
    case REASON_FIGURES_UNREAD: text_write(out, language, TEXT_PORTFOLIO_FIGURES_UNREAD, ARGS(figures, trouble)); break;
    case REASON_FIGURES_NO_FILE: text_write(out, language, TEXT_PORTFOLIO_FIGURES_NO_FILE, ARGS(figures)); break;
    case REASON_FIGURES_OUTSIDE: text_write(out, language, TEXT_PORTFOLIO_FIGURES_OUTSIDE, ARGS(figures)); break;
    case REASON_FIGURES_FAULTY: text_write(out, language, TEXT_PORTFOLIO_FIGURES_FAULTY, ARGS(figures)); break;
    case REASON_NO_LIBRARY: text_write(out, language, TEXT_PORTFOLIO_NO_LIBRARY, ARGS(figures)); break;
    case REASON_NO_MEMORY: text_write(out, language, TEXT_PORTFOLIO_NO_MEMORY, NO_ARGS); break;
    case REASON_NONE:
    case REASON_COUNT: break;
  }
}

void portfolio_say_passed_over(struct buffer *out, enum text_language language, const struct portfolio *portfolio, uint32_t most) {
  uint32_t count = portfolio->passed_over.count, named = count < most ? count : most;
  struct buffer names = buffer_in(out->arena);
  if (count == 0) return;
  for (uint32_t i = 0; i < named; i++) {
    if (i > 0) buffer_text(&names, text_plain(language, TEXT_LIST_COMMA));
    buffer_text(&names, portfolio->passed_over.items[i]);
  }
  text_write(out, language, named < count ? TEXT_PORTFOLIO_PASSED_OVER_MORE : TEXT_PORTFOLIO_PASSED_OVER,
             ARGS(arg_integer(count), arg_string(buffer_string(&names))));
}
