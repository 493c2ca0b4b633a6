/* The summary of a scoring, for a person at a terminal. */
#include <assert.h>

#include "emit/columns.h"
#include "emit/score.h"
#include "emit/shown.h"
#include "report/phrases.h"
#include "report/priority.h"

struct summary {
  struct buffer *out;
  struct arena *arena;
  enum text_language language;
  const struct score *score;
};

static const enum text_key standings[] = {[STANDING_NONE] = TEXT_SCORE_STANDING_NONE,
                                          [STANDING_NOT_DUE] = TEXT_SCORE_STANDING_NOT_DUE,
                                          [STANDING_NO_DATA] = TEXT_SCORE_STANDING_NO_DATA,
                                          [STANDING_MET] = TEXT_SCORE_STANDING_MET,
                                          [STANDING_MISSED] = TEXT_SCORE_STANDING_MISSED,
                                          [STANDING_ON_TRACK] = TEXT_SCORE_STANDING_ON_TRACK,
                                          [STANDING_AT_RISK] = TEXT_SCORE_STANDING_AT_RISK,
                                          [STANDING_OFF_TRACK] = TEXT_SCORE_STANDING_OFF_TRACK};
static_assert(sizeof standings / sizeof standings[0] == STANDING_COUNT, "each standing has its words");

/* ---- Words ---- */

static const char *plain(const struct summary *s, enum text_key key) { return text_plain(s->language, key); }

static const char *said(const struct summary *s, enum text_key key, const struct argument *arguments) {
  struct buffer words = buffer_in(s->arena);
  text_write(&words, s->language, key, arguments);
  return buffer_string(&words);
}

static void put_line(const struct summary *s, enum text_key key, const struct argument *arguments) {
  text_write(s->out, s->language, key, arguments);
  buffer_char(s->out, '\n');
}

static void put_heading(const struct summary *s, enum text_key key) {
  buffer_char(s->out, '\n');
  buffer_text(s->out, plain(s, key));
  buffer_char(s->out, '\n');
}

/* Text of the agreement, safe for a terminal. */
static const char *shown(const struct summary *s, const char *bytes, size_t length) {
  struct buffer words = buffer_in(s->arena);
  shown_text(&words, bytes, length);
  return buffer_string(&words);
}

static const char *label(const struct summary *s, const struct entity *entity) {
  struct text text = entity_label(entity);
  return shown(s, text.bytes, text.length);
}

static const char *labels(const struct summary *s, const struct refs *refs) {
  struct buffer words = buffer_in(s->arena);
  for (uint32_t i = 0; i < refs->count; i++) {
    if (i > 0) buffer_text(&words, plain(s, i + 1 < refs->count ? TEXT_LIST_COMMA : TEXT_LIST_AND));
    buffer_text(&words, label(s, refs->items[i].to));
  }
  return buffer_string(&words);
}

static const char *nothing(const struct summary *s) { return plain(s, TEXT_SCORE_NOTHING); }

static const char *amount_of(const struct summary *s, struct decimal value, const struct text_unit *unit) {
  struct buffer words = buffer_in(s->arena), plain = buffer_in(s->arena), digits = buffer_in(s->arena);
  if (decimal_is_finite(value)) {
    decimal_write(&plain, value);
    text_digits(&digits, s->language, buffer_string(&plain));
  } else {
    text_number(&digits, s->language, value);
  }
  if (text_unit_none(unit)) return buffer_string(&digits);
  text_amount(&words, s->language, buffer_string(&digits), value, unit);
  return buffer_string(&words);
}

/* With at most so many places. */
static const char *figure(const struct summary *s, const struct unit *unit, struct decimal value, int places) {
  const struct text_unit per_cent = text_unit_own(MEASURE_PER_CENT), own = phrase_said_unit(s->arena, unit);
  bool share = unit && unit->kind == UNIT_PERCENT;
  if (decimal_is_finite(value) && value.exponent < -places) value = decimal_rounded(value, places);
  return amount_of(s, decimal_reduced(share ? decimal_scaled(value, 2) : value), share ? &per_cent : &own);
}

/* The places in which a KPI's limits are told apart, as the scorecard shows them; of a share's fraction. */
static int limit_places(const struct kpi_score *k) {
  enum { OF_SHARES = 2 };
  bool share = k->kpi->unit && k->kpi->unit->kind == UNIT_PERCENT;
  return share && k->path.places < OF_SHARES ? OF_SHARES : k->path.places;
}

static const char *result(const struct summary *s, const struct kpi_score *k, struct result r) {
  enum { PLACES = 2, OF_SHARES = PLACES + 2 };
  bool share = k->kpi->unit && k->kpi->unit->kind == UNIT_PERCENT;
  int places = limit_places(k), least = share ? OF_SHARES : PLACES;
  return r.known ? figure(s, k->kpi->unit, r.value, places > least ? places : least) : nothing(s);
}

/* With all the currency's places, or with none. */
static const char *amount(const struct summary *s, struct decimal value) {
  const struct text_unit currency = text_unit_of(s->score->model->agreement.currency);
  struct decimal rounded = decimal_is_finite(value) ? decimal_rounded(value, s->score->model->agreement.currency_places) : value;
  int64_t whole;
  return amount_of(s, decimal_to_integer(rounded, &whole) ? decimal_reduced(rounded) : rounded, &currency);
}

static const char *money(const struct summary *s, struct result r) { return r.known ? amount(s, r.value) : nothing(s); }

static const char *share(const struct summary *s, struct decimal value) {
  enum { PLACES = 3 };
  return said(s, TEXT_SCORE_SHARE, ARGS(arg_share(decimal_rounded(value, PLACES))));
}

/* Rounded so that a figure which reaches what is shown reaches what is meant. */
static const char *range(const struct summary *s, const struct kpi_score *k, const struct bounds *bounds) {
  const struct unit *unit = k->kpi->unit;
  int places = limit_places(k);
  const char *low = bounds->has_low ? figure(s, unit, fraction_rounded(bounds->low, places, true), places) : nothing(s);
  const char *high = bounds->has_high ? figure(s, unit, fraction_rounded(bounds->high, places, false), places) : nothing(s);
  if (!bounds->has_low) return high;
  if (!bounds->has_high) return low;
  return said(s, TEXT_SCORE_RANGE, ARGS(arg_string(low), arg_string(high)));
}

/* ---- Objectives ---- */

static const char *standing(const struct summary *s, const struct kpi_score *k) {
  const char *words = plain(s, standings[k->standing]);
  if (k->stretch_reached) words = said(s, TEXT_SCORE_STRETCH, ARGS(arg_string(words)));
  return k->incomplete ? said(s, TEXT_SCORE_INCOMPLETE, ARGS(arg_string(words))) : words;
}

static void add_kpi(const struct summary *s, struct columns *columns, const struct kpi_score *k) {
  bool due = k->plan.state == PLAN_DUE, dated = k->standing != STANDING_NONE && k->path.by != DAY_NONE;
  const char *cells[] = {label(s, &k->kpi->entity),
                         result(s, k, k->actual),
                         due ? range(s, k, &k->plan.asked) : nothing(s),
                         range(s, k, &k->asked),
                         dated ? said(s, TEXT_SCORE_DATE, ARGS(arg_date(k->path.by))) : nothing(s),
                         result(s, k, k->projected),
                         standing(s, k)};
  if (!k->asked.has_low && !k->asked.has_high) cells[3] = nothing(s);
  columns_add(columns, cells);
}

static void put_kpis(const struct summary *s, const struct objective_score *o) {
  enum { COUNT = 7, FIGURES = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 5 };
  struct columns columns = {.arena = s->arena, .count = COUNT, .right = FIGURES};
  const char *heads[] = {plain(s, TEXT_SCORE_COLUMN_KPI),    plain(s, TEXT_SCORE_COLUMN_ACTUAL),
                         plain(s, TEXT_SCORE_COLUMN_PLANNED), plain(s, TEXT_SCORE_COLUMN_TARGET),
                         plain(s, TEXT_SCORE_COLUMN_BY),     plain(s, TEXT_SCORE_COLUMN_PROJECTED),
                         plain(s, TEXT_SCORE_COLUMN_STATUS)};
  columns_add(&columns, heads);
  for (uint32_t i = 0; i < o->kpi_count; i++) add_kpi(s, &columns, o->kpis[i]);
  if (o->kpi_count > 0) columns_write(s->out, &columns);
}

static void put_objective(const struct summary *s, const struct objective_score *o) {
  struct argument title = arg_string(label(s, &o->objective->entity));
  struct refs none = {.count = 0};
  buffer_char(s->out, '\n');
  if (o->score.known) put_line(s, TEXT_SCORE_OBJECTIVE, ARGS(title, arg_share(decimal_rounded(o->score.value, 3))));
  else put_line(s, TEXT_SCORE_OBJECTIVE_NONE, ARGS(title));
  if (o->objective->owner.to) put_line(s, TEXT_SCORE_OBJECTIVE_OWNER, ARGS(arg_string(label(s, o->objective->owner.to))));
  put_kpis(s, o);
  if (o->no_data_count == 0) return;
  none.items = ARENA_ARRAY(s->arena, struct ref, o->no_data_count);
  for (uint32_t i = 0; i < o->no_data_count; i++)
    none.items[none.count++].to = (struct entity *)(uintptr_t)&o->no_data[i]->kpi->entity;
  put_line(s, TEXT_SCORE_NO_DATA, ARGS(arg_string(labels(s, &none))));
}

/* ---- What needs attention ---- */

static bool needs_attention(const struct kpi_score *k) {
  return k->standing == STANDING_MISSED || k->standing == STANDING_AT_RISK || k->standing == STANDING_OFF_TRACK ||
         (k->standing == STANDING_NO_DATA && k->due);
}

/* Whose it is: the owners of the objectives that it measures. */
static struct refs owners_of(const struct summary *s, const struct kpi *kpi) {
  struct refs owners = {.items = ARENA_ARRAY(s->arena, struct ref, kpi->measures.count)};
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    const struct objective *objective = (const struct objective *)kpi->measures.items[i].to;
    bool known = !objective || !objective->owner.to;
    for (uint32_t k = 0; k < owners.count && !known; k++) known = owners.items[k].to == objective->owner.to;
    if (!known) owners.items[owners.count++] = objective->owner;
  }
  return owners;
}

static void put_attention(const struct summary *s) {
  bool any = false;
  for (uint32_t i = 0; i < s->score->kpis.count; i++) {
    const struct kpi_score *k = &s->score->kpis.items[i];
    if (!needs_attention(k)) continue;
    if (!any) put_heading(s, TEXT_SCORE_BEHIND);
    any = true;
    const struct refs owners = owners_of(s, k->kpi);
    struct argument title = arg_string(label(s, &k->kpi->entity)), words = arg_string(standing(s, k));
    if (owners.count) put_line(s, TEXT_SCORE_BEHIND_OF, ARGS(title, words, arg_string(labels(s, &owners))));
    else put_line(s, TEXT_SCORE_BEHIND_NOBODY, ARGS(title, words));
  }
}

static void put_question(const struct summary *s, const struct question_score *question) {
  const struct tail *tail = question->tail;
  struct argument words = arg_string(shown(s, tail->text.bytes, tail->text.length));
  struct argument who = arg_string(labels(s, &tail->by));
  if (tail->by.count && question->by != DAY_NONE) put_line(s, TEXT_SCORE_QUESTION_WHO_WHEN, ARGS(words, who, arg_date(question->by)));
  else if (tail->by.count) put_line(s, TEXT_SCORE_QUESTION_WHO, ARGS(words, who));
  else if (question->by != DAY_NONE) put_line(s, TEXT_SCORE_QUESTION_WHEN, ARGS(words, arg_date(question->by)));
  else put_line(s, TEXT_SCORE_QUESTION, ARGS(words));
}

static void put_diagnoses(const struct summary *s) {
  if (s->score->diagnoses.count == 0) return;
  put_heading(s, TEXT_SCORE_DIAGNOSES);
  for (uint32_t i = 0; i < s->score->diagnoses.count; i++) {
    const struct diagnosis_score *d = &s->score->diagnoses.items[i];
    buffer_text(s->out, label(s, &d->diagnosis->entity));
    buffer_char(s->out, '\n');
    for (uint32_t k = 0; k < d->count; k++) put_question(s, &d->questions[k]);
  }
}

/* ---- Money ---- */

static void put_returns(const struct summary *s) {
  const struct returns_score *returns = &s->score->returns;
  const struct model *model = s->score->model;
  if (!returns->stated) return;
  put_heading(s, TEXT_SCORE_RETURN);
  if (returns->roi.known)
    put_line(s, TEXT_SCORE_RETURN_OF,
             ARGS(arg_string(amount(s, returns->value.value)), arg_string(amount(s, returns->cost.value)),
                  arg_share(decimal_rounded(returns->roi.value, 3))));
  else
    put_line(s, TEXT_SCORE_RETURN_NONE, NO_ARGS);
  if (returns->incomplete) put_line(s, TEXT_SCORE_RETURN_INCOMPLETE, NO_ARGS);
  if (returns->too_soon) put_line(s, TEXT_SCORE_RETURN_SOON, ARGS(arg_date(model->roi->judge)));
}

static void put_indirect(const struct summary *s) {
  if (s->score->indirect.count == 0) return;
  put_heading(s, TEXT_SCORE_INDIRECT);
  for (uint32_t i = 0; i < s->score->indirect.count; i++) {
    const struct indirect_score *indirect = &s->score->indirect.items[i];
    struct argument kind = arg_string(plain(s, phrase_indirect_kind(indirect->kind)));
    struct buffer proxies = buffer_in(s->arena);
    for (uint32_t k = 0; k < indirect->count; k++) {
      if (k > 0) buffer_text(&proxies, plain(s, TEXT_LIST_COMMA));
      text_write(&proxies, s->language, TEXT_SCORE_PROXY,
                 ARGS(arg_string(label(s, &indirect->proxies[k]->kpi->entity)),
                      arg_string(result(s, indirect->proxies[k], indirect->proxies[k]->now.figure))));
    }
    if (indirect->count) put_line(s, TEXT_SCORE_INDIRECT_OF, ARGS(kind, arg_string(buffer_string(&proxies))));
    else put_line(s, TEXT_SCORE_INDIRECT_NONE, ARGS(kind));
  }
}

static void put_incentives(const struct summary *s) {
  bool any = false;
  for (uint32_t i = 0; i < s->score->incentives.count; i++) {
    const struct incentive_score *incentive = &s->score->incentives.items[i];
    if (!incentive->due) continue;
    if (!any) put_heading(s, TEXT_SCORE_INCENTIVES);
    any = true;
    put_line(s, incentive->incentive->deducts ? TEXT_SCORE_DEDUCTS : TEXT_SCORE_PAYS,
             ARGS(arg_string(label(s, &incentive->incentive->entity)), arg_string(amount(s, incentive->amount))));
  }
}

static void put_budget(const struct summary *s) {
  enum { COUNT = 4, FIGURES = 1 << 1 | 1 << 2 | 1 << 3 };
  struct columns columns = {.arena = s->arena, .count = COUNT, .right = FIGURES};
  const char *heads[] = {plain(s, TEXT_SCORE_COLUMN_LINE), plain(s, TEXT_SCORE_COLUMN_SO_FAR),
                         plain(s, TEXT_SCORE_COLUMN_SPENT), plain(s, TEXT_SCORE_COLUMN_WHOLE)};
  if (s->score->lines.count == 0) return;
  put_heading(s, TEXT_SCORE_BUDGET);
  columns_add(&columns, heads);
  for (uint32_t i = 0; i < s->score->lines.count; i++) {
    const struct line_score *line = &s->score->lines.items[i];
    const char *cells[] = {label(s, &line->line->entity), money(s, line->planned), money(s, line->spent), money(s, line->whole)};
    columns_add(&columns, cells);
  }
  columns_write(s->out, &columns);
}

/* ---- Work ---- */

static const char *planned_share(const struct summary *s, const struct share_item *item) {
  if (!item || !item->known) return nothing(s);
  if (!item->range) return share(s, item->least);
  return said(s, TEXT_SCORE_RANGE, ARGS(arg_string(share(s, item->least)), arg_string(share(s, item->most))));
}

static void put_mixes(const struct summary *s) {
  enum { COUNT = 5, FIGURES = 1 << 2 | 1 << 3 | 1 << 4 };
  struct columns columns = {.arena = s->arena, .count = COUNT, .right = FIGURES};
  const char *heads[] = {plain(s, TEXT_SCORE_COLUMN_CHANNEL), plain(s, TEXT_SCORE_COLUMN_CONTENT),
                         plain(s, TEXT_SCORE_COLUMN_PLANNED), plain(s, TEXT_SCORE_COLUMN_SHARE),
                         plain(s, TEXT_SCORE_COLUMN_POSTS)};
  bool any = false;
  columns_add(&columns, heads);
  for (uint32_t i = 0; i < s->score->mixes.count; i++) {
    const struct mix_score *mix = &s->score->mixes.items[i];
    const char *cells[] = {label(s, &mix->channel->entity),
                           mix->content ? label(s, mix->content) : plain(s, TEXT_SCORE_NO_CONTENT),
                           planned_share(s, mix->item), mix->share.known ? share(s, mix->share.value) : nothing(s),
                           figure(s, NULL, mix->posts, 0)};
    any = any || mix->share.known;
    columns_add(&columns, cells);
  }
  if (!any) return;
  put_heading(s, TEXT_SCORE_MIX);
  columns_write(s->out, &columns);
}

static void put_late(const struct summary *s) {
  bool any = false;
  for (uint32_t i = 0; i < s->score->tasks.count; i++) {
    const struct task_score *task = &s->score->tasks.items[i];
    if (!task->late) continue;
    if (!any) put_heading(s, TEXT_SCORE_LATE);
    any = true;
    struct argument title = arg_string(label(s, task->task)), due = arg_date(task->due);
    if (task->by.count) put_line(s, TEXT_SCORE_LATE_OF, ARGS(title, due, arg_string(labels(s, &task->by))));
    else put_line(s, TEXT_SCORE_LATE_NOBODY, ARGS(title, due));
  }
}

/* ---- All ---- */

static void put_head(const struct summary *s) {
  struct argument title = arg_string(label(s, &s->score->model->agreement.entity));
  if (s->score->as_of == DAY_NONE) put_line(s, TEXT_SCORE_HEAD_EMPTY, ARGS(title));
  else put_line(s, TEXT_SCORE_HEAD, ARGS(title, arg_date(s->score->as_of)));
  if (s->score->left_out) put_line(s, TEXT_SCORE_LEFT_OUT, ARGS(arg_integer(s->score->left_out)));
}

/* By priority. */
static void put_objectives(const struct summary *s) {
  const struct score *score = s->score;
  const struct objective **sorted = objectives_by_priority(s->arena, score->model);
  uint32_t most = 0;
  for (uint32_t i = 0; i < score->objectives.count; i++)
    if (sorted[i]->entity.order > most) most = sorted[i]->entity.order;
  const struct objective_score **scores = ARENA_ARRAY(s->arena, const struct objective_score *, (size_t)most + 1);
  for (uint32_t i = 0; i < score->objectives.count; i++)
    scores[score->objectives.items[i].objective->entity.order] = &score->objectives.items[i];
  for (uint32_t i = 0; i < score->objectives.count; i++) put_objective(s, scores[sorted[i]->entity.order]);
}

void emit_score_text(struct buffer *out, const struct score *score, enum text_language language) {
  const struct summary s = {out, out->arena, language, score};
  put_head(&s);
  put_objectives(&s);
  put_attention(&s);
  put_diagnoses(&s);
  put_returns(&s);
  put_indirect(&s);
  put_incentives(&s);
  put_budget(&s);
  put_mixes(&s);
  put_late(&s);
}
