#include "report/filled.h"

#include "report/filled_parts.h"
#include "report/frame.h"
#include "report/standings.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Cells ---- */

struct cell filled_say(enum text_key key) { return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}}; }

struct argument filled_day(const struct filled *filled, day_number day) { return arg_said_date(filled->document, day); }

struct decimal filled_rounded(struct decimal value, int places) {
  if (!decimal_is_finite(value)) return value;
  return decimal_reduced(value.exponent < -places ? decimal_rounded(value, places) : value);
}

static bool is_share(const struct kpi_score *k) { return k->kpi->unit && k->kpi->unit->kind == UNIT_PERCENT; }

/* The places in which its limits are told apart, as the empty scorecard shows them. */
static int limit_places(const struct kpi_score *k) {
  enum { OF_SHARES = 2 };
  return is_share(k) && k->path.places < OF_SHARES ? OF_SHARES : k->path.places;
}

static int places_of(const struct kpi_score *k) {
  enum { PLACES = 2, OF_SHARES = PLACES + 2 };
  int places = limit_places(k), least = is_share(k) ? OF_SHARES : PLACES;
  return places > least ? places : least;
}

struct cell filled_figure(const struct filled *filled, const struct kpi_score *k, struct result result) {
  if (!result.known) return nothing;
  return phrase_figure(filled->document, k->kpi->unit, filled_rounded(result.value, places_of(k)));
}

static bool reads_alike(const struct bounds *bounds, const struct kpi_score *k, struct decimal shown) {
  return bounds_hold(bounds, quotient_of(shown)) == bounds_hold(bounds, k->exactly);
}

/* With as many decimals as it takes for it to be on the same side of its limits as the exact one. */
struct cell filled_actual(const struct filled *filled, const struct kpi_score *k) {
  enum { MOST = 12 };
  int places = places_of(k);
  struct decimal shown = filled_rounded(k->actual.value, places);
  if (!k->actual.known || !decimal_is_finite(k->actual.value)) return filled_figure(filled, k, k->actual);
  for (; places < MOST; shown = filled_rounded(k->actual.value, ++places))
    if (reads_alike(&k->plan.asked, k, shown) && reads_alike(&k->asked, k, shown) && reads_alike(&k->limits.amber, k, shown) &&
        reads_alike(&k->limits.green, k, shown))
      break;
  return phrase_figure(filled->document, k->kpi->unit, shown);
}

/* No more exact than the plan is. */
struct cell filled_projected(const struct filled *filled, const struct kpi_score *k) {
  if (!k->projected.known) return nothing;
  return phrase_figure(filled->document, k->kpi->unit, filled_rounded(k->projected.value, limit_places(k)));
}

/* Rounded so that a figure which reaches what is shown reaches what is meant. */
struct cell filled_range(const struct filled *filled, const struct kpi_score *k, const struct bounds *bounds) {
  int places = limit_places(k);
  struct decimal zero = decimal_from_integer(0);
  struct decimal low = bounds->has_low ? decimal_reduced(fraction_rounded(bounds->low, places, true)) : zero;
  struct decimal high = bounds->has_high ? decimal_reduced(fraction_rounded(bounds->high, places, false)) : zero;
  if (!bounds->has_low && !bounds->has_high) return nothing;
  struct cell cell = phrase_figure(filled->document, k->kpi->unit, bounds->has_low ? low : high);
  if (!bounds->has_low || !bounds->has_high) return cell;
  cell.kind = CELL_RANGE;
  cell.has_low = cell.has_high = true;
  cell.as.range.low = low;
  cell.as.range.high = high;
  return cell;
}

struct cell filled_planned(const struct filled *filled, const struct kpi_score *k, const struct plan *plan) {
  struct cell cell = nothing;
  switch (plan->state) {
    case PLAN_NONE: break;
    case PLAN_NOT_DUE: cell = filled_say(TEXT_REPORT_NOT_DUE); break;
    case PLAN_UNKNOWN: cell = filled_say(TEXT_REPORT_NOT_KNOWN); break;
    case PLAN_DUE: return filled_range(filled, k, &plan->asked);
  }
  cell.tone = TONE_QUIET;
  return cell;
}

struct cell filled_standing(const struct filled *filled, const struct kpi_score *k) {
  struct cell cell = standing_cell(k->standing);
  uint8_t tone = cell.tone;
  if (k->stretch_reached || k->incomplete)
    cell = cell_sentence(filled->document, !k->incomplete       ? TEXT_SCORE_STRETCH
                                           : k->stretch_reached ? TEXT_SCORE_STRETCH_INCOMPLETE
                                                                : TEXT_SCORE_INCOMPLETE,
                         ARGS(arg_text(standing_words(k->standing))));
  cell.tone = tone;
  return cell;
}

struct decimal filled_rounded_share(struct decimal share) {
  enum { PLACES = 3, MOST = 9 };
  const struct decimal whole = decimal_from_integer(1);
  bool below = decimal_is_finite(share) && decimal_compare(share, whole) < 0;
  int places = PLACES;
  struct decimal rounded = filled_rounded(share, places);
  while (below && decimal_compare(rounded, whole) >= 0 && places < MOST) rounded = filled_rounded(share, ++places);
  return rounded;
}

struct cell filled_share(struct result share) {
  return share.known ? cell_figure(FIGURE_SHARE, filled_rounded_share(share.value), (struct text_unit){0}) : nothing;
}

struct cell filled_money(const struct filled *filled, struct result amount) {
  if (!amount.known) return nothing;
  return phrase_amount(filled->model, filled_rounded(amount.value, filled->model->agreement.currency_places));
}

struct cell filled_amount(const struct filled *filled, struct result amount) {
  struct cell cell = filled_money(filled, amount);
  cell.unit = (struct text_unit){0};
  return cell;
}

struct cell filled_owners(struct filled *filled, const struct kpi *kpi) {
  enum { NAMED = 12 };
  struct refs owners = {.items = ARENA_ARRAY(filled->document->scratch, struct ref, NAMED)};
  for (uint32_t i = 0; i < kpi->measures.count && owners.count < NAMED; i++) {
    const struct objective *objective = (const struct objective *)kpi->measures.items[i].to;
    bool known = !objective || !objective->owner.to;
    for (uint32_t n = 0; n < owners.count && !known; n++) known = owners.items[n].to == objective->owner.to;
    if (!known) owners.items[owners.count++] = objective->owner;
  }
  return owners.count ? phrase_refs(filled->document, &owners) : cell_missing(TEXT_SCORE_NOBODY);
}

void filled_heading_of(struct filled *filled, const char *anchor, struct cell text) {
  bool same = filled->sheet == filled->last_sheet;
  filled->last_sheet = filled->sheet;
  document_put(filled->document, &(struct part){.kind = PART_HEADING, .level = HEADING_FIRST, .anchor = anchor, .text = text,
                                                .style = same ? STYLE_SAME_SHEET : STYLE_PLAIN});
}

void filled_heading(struct filled *filled, const char *anchor, enum text_key key) {
  filled_heading_of(filled, anchor, filled_say(key));
}

void filled_questions(struct filled *filled, const struct question_score *questions, uint32_t count) {
  static const struct column columns[] = {{TEXT_REPORT_QUESTION, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_WHO, NULL, COLUMN_TEXT},
                                          {TEXT_REPORT_BY_WHEN, NULL, COLUMN_TEXT}};
  if (count == 0) return;
  document_table(filled->document, nothing, columns, 3);
  for (uint32_t i = 0; i < count; i++) {
    const struct tail *tail = questions[i].tail;
    const struct cell cells[] = {cell_text(tail->text), phrase_refs(filled->document, &tail->by), cell_date(questions[i].by)};
    document_row(filled->document, ROW_PLAIN, cells, 3);
  }
  document_table_end(filled->document);
}

void filled_notes(struct filled *filled, unsigned kinds) {
  static const struct column columns[] = {{TEXT_REPORT_WHAT, NULL, COLUMN_TEXT},
                                          {TEXT_SCORE_DAY, NULL, COLUMN_TEXT},
                                          {TEXT_SHEET_NOTE, NULL, COLUMN_TEXT}};
  bool any = false;
  for (uint32_t i = 0; i < filled->score->notes.count && !filled->brief; i++) {
    const struct note_score *note = &filled->score->notes.items[i];
    const struct cell of[] = {phrase_entity(note->thing), phrase_entity(note->part)};
    const struct cell cells[] = {cell_list(of, note->part ? 2 : 1), cell_date(note->day), cell_text(note->note)};
    if (!(kinds >> note->kind & 1)) continue;
    if (!any) document_table(filled->document, filled_say(TEXT_SCORE_NOTES), columns, 3);
    any = true;
    document_row(filled->document, ROW_PLAIN, cells, 3);
    document_rest(filled->document);
  }
  if (any) document_table_end(filled->document);
}

/* ---- All ---- */

/* What it was held against. */
static void filled_agreement(struct filled *filled) {
  filled_heading(filled, "agreement", TEXT_PORTFOLIO_AGREEMENT);
  frame_put_facts(filled->document, filled->model);
}

enum { SHEET_GLANCE, SHEET_MONEY, SHEET_POSTS, SHEET_WORK, SHEET_KPIS, SHEET_AGREEMENT };

static const struct {
  void (*put)(struct filled *filled);
  bool brief; /* it is at stake */
  int sheet;  /* of a workbook */
} parts[] = {
    {filled_overview, true, SHEET_GLANCE},   {filled_attention, true, SHEET_GLANCE}, {filled_changes, true, SHEET_GLANCE},
    {filled_late, true, SHEET_GLANCE},       {filled_diagnoses, true, SHEET_GLANCE}, {filled_review, true, SHEET_GLANCE},
    {filled_glance, true, SHEET_GLANCE},     {filled_incentives, true, SHEET_MONEY}, {filled_return, true, SHEET_MONEY},
    {filled_indirect, true, SHEET_MONEY},    {filled_budget, true, SHEET_MONEY},     {filled_mix, true, SHEET_POSTS},
    {filled_work, false, SHEET_WORK},        {filled_kpis, false, SHEET_KPIS},       {filled_agreement, false, SHEET_AGREEMENT},
};

/* By priority. */
static void order_objectives(struct filled *filled) {
  const struct score *score = filled->score;
  struct entity_map scores = {.arena = filled->arena};
  for (uint32_t i = 0; i < score->objectives.count; i++)
    *entity_map_at(&scores, score->objectives.items[i].objective) = &score->objectives.items[i];
  filled->objective_count = score->objectives.count;
  filled->objectives = ARENA_ARRAY(filled->arena, const struct objective_score *, score->objectives.count);
  for (uint32_t i = 0; i < score->objectives.count; i++) filled->objectives[i] = entity_map_get(&scores, filled->card.objectives[i]);
}

void filled_write(struct document *document, struct arena *arena, const struct score *score,
                  const struct filled_options *options) {
  struct filled filled = {.document = document, .arena = arena, 
                          .score = score, .previous = options->previous, .model = score->model, .brief = options->brief};
  filled.card = scorecard_begin(document, arena, score->model);
  order_objectives(&filled);
  if (options->brief) document_title(document, nothing, phrase_entity(&score->model->agreement.entity));
  else frame_put_title(document, score->model, TEXT_SCORE_KIND, false);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (options->brief && !parts[i].brief) continue;
    filled.sheet = parts[i].sheet;
    parts[i].put(&filled);
    document_rest(document);
  }
}
