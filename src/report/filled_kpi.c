/* Each KPI: how it stands, what its figures rest on, its course as a picture and as a table. */
#include <stdlib.h>

#include "report/chart.h"
#include "report/filled_parts.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- How it stands ---- */

static struct cell of_date(struct filled *filled, day_number day, enum text_key key) {
  if (day == DAY_NONE) return nothing;
  return cell_sentence(filled->document, key, ARGS(filled_day(filled, day)));
}

static struct cell trend_of(struct filled *filled, const struct kpi_score *k) {
  if (!k->trend.known || decimal_is_zero(k->trend.value)) return nothing;
  struct result change = {decimal_absolute(k->trend.value), true};
  struct cell size = filled_figure(filled, k, change);
  return cell_sentence(filled->document, k->trend.value.negative ? TEXT_SCORE_WORSE : TEXT_SCORE_BETTER,
                       ARGS(arg_cell(filled->document, &size)));
}

static void put_large(struct filled *filled, const struct kpi_score *k) {
  struct fact_list facts = facts_in(filled->document);
  day_number by = k->standing == STANDING_NONE ? DAY_NONE : k->path.by;
  facts_add(&facts, TEXT_REPORT_STATUS, filled_standing(filled, k));
  facts_add_noted(&facts, TEXT_SHEET_ACTUAL_NOW, filled_actual(filled, k), of_date(filled, k->date, TEXT_REPORT_ON_DATE));
  facts_add_noted(&facts, TEXT_REPORT_PLANNED, filled_planned(filled, k, &k->plan), of_date(filled, k->date, TEXT_REPORT_ON_DATE));
  facts_add_noted(&facts, TEXT_REPORT_TARGET, filled_range(filled, k, &k->asked), of_date(filled, by, TEXT_REPORT_BY));
  facts_add(&facts, TEXT_SHEET_ATTAINMENT, filled_share(k->attainment));
  facts_add(&facts, TEXT_SHEET_SCORE, filled_share(k->score));
  facts_put(&facts, STYLE_LARGE);
}

/* ---- What its figures rest on ---- */

struct cell filled_lacking(struct filled *filled, const struct kpi_score *k) {
  enum { NAMED = 3 };
  struct document *document = filled->document;
  uint32_t named = k->missing_count > NAMED ? NAMED : k->missing_count;
  if (named == 0) return nothing;
  struct cell *days = ARENA_ARRAY(document->scratch, struct cell, named);
  for (uint32_t i = 0; i < named; i++) days[i] = cell_date(k->missing[i]);
  struct cell list = cell_list(days, named);
  list.tone = TONE_MISSING;
  if (named == k->missing_count) return list;
  return cell_sentence(document, TEXT_SCORE_LACKS_MANY, ARGS(arg_cell(document, &list), arg_integer(k->missing_count - named)));
}

static void put_grounds(struct filled *filled, const struct kpi_score *k) {
  const struct kpi *kpi = k->kpi;
  struct fact_list facts = facts_in(filled->document);
  facts_add(&facts, TEXT_REPORT_SOURCE, scorecard_source(&filled->card, kpi));
  facts_add(&facts, TEXT_REPORT_REPORTED, scorecard_reported(&filled->card, kpi));
  if (kpi->formula) facts_add(&facts, TEXT_REPORT_FORMULA, phrase_expression(filled->document, kpi->formula));
  else facts_add(&facts, TEXT_REPORT_TALLY, filled_say(scorecard_tally(kpi->tally)));
  facts_add(&facts, TEXT_SCORE_LAST_OF, cell_date(k->date));
  facts_add(&facts, TEXT_SCORE_LACKS, filled_lacking(filled, k));
  facts_add(&facts, TEXT_SCORE_MEASURED, filled_figure(filled, k, k->measured));
  facts_add(&facts, TEXT_SCORE_TREND, trend_of(filled, k));
  facts_add(&facts, TEXT_SCORE_PROJECTED, filled_projected(filled, k));
  facts_put(&facts, STYLE_BESIDE);
}

/* ---- As a picture ---- */

typedef VECTOR(day_number) days;

static int by_day(const void *left, const void *right) {
  day_number a = *(const day_number *)left, b = *(const day_number *)right;
  return (a > b) - (a < b);
}

static void add_day(struct filled *filled, days *list, const struct chart *chart, day_number day) {
  if (day != DAY_NONE && day >= chart->first && day <= chart->last) VECTOR_PUSH(filled->document->scratch, list, day);
}

/* On which the plan may bend: between them it runs straight, as do the bands. */
static days days_of_plan(struct filled *filled, const struct kpi_score *k, const struct chart *chart) {
  days list = {0};
  add_day(filled, &list, chart, chart->first);
  add_day(filled, &list, chart, k->path.begins);
  for (uint32_t i = 0; k->path.shape == PATH_LINE && i < k->path.count; i++) add_day(filled, &list, chart, k->path.points[i].day);
  add_day(filled, &list, chart, chart->last);
  qsort(list.items, list.count, sizeof *list.items, by_day);
  return list;
}

static struct chart_range range_of(const struct bounds *bounds) {
  return (struct chart_range){bounds->has_low, bounds->has_high,
                              bounds->has_low ? fraction_value(bounds->low) : decimal_from_integer(0),
                              bounds->has_high ? fraction_value(bounds->high) : decimal_from_integer(0)};
}

static void add_limits(struct filled *filled, const struct kpi_score *k, struct chart *chart) {
  days list = days_of_plan(filled, k, chart);
  struct chart_limit *limits = ARENA_ARRAY(filled->document->scratch, struct chart_limit, list.count);
  for (uint32_t i = 0; i < list.count; i++) {
    struct plan plan = path_at(&k->path, list.items[i]);
    if ((i > 0 && list.items[i] == list.items[i - 1]) || plan.state != PLAN_DUE) continue;
    struct limits bands = path_limits(&k->path, &plan, filled->card.tolerance);
    limits[chart->limit_count++] = (struct chart_limit){list.items[i], range_of(&plan.asked), range_of(&bands.amber)};
  }
  chart->limits = limits;
}

/* Whether what is held against the plan is another figure than the day's own. */
static bool is_tallied(const struct kpi *kpi) { return !kpi->formula && kpi->tally != TALLY_LATEST; }

static void add_points(struct filled *filled, const struct kpi_score *k, struct chart *chart) {
  struct chart_point *points = ARENA_ARRAY(filled->document->scratch, struct chart_point, k->course_count);
  for (uint32_t i = 0; i < k->course_count; i++) {
    const struct course_point *point = &k->course[i];
    bool own = point->excused && !is_tallied(k->kpi); /* a part of a sum would stand far from the sum */
    struct decimal value = own || !point->figure.known ? point->value : point->figure.value;
    if (decimal_is_finite(value)) points[chart->point_count++] = (struct chart_point){point->day, value, point->excused};
  }
  chart->points = points;
}

static void add_excused(struct filled *filled, const struct kpi *kpi, struct chart *chart) {
  uint32_t count = 0;
  for (const struct excuse *e = kpi->excused; e; e = e->next) count++;
  struct chart_days *list = ARENA_ARRAY(filled->document->scratch, struct chart_days, count);
  for (const struct excuse *e = kpi->excused; e; e = e->next) {
    struct chart_days span = {e->period.from > chart->first ? e->period.from : chart->first,
                              e->period.to < chart->last ? e->period.to : chart->last};
    if (e->period.from != DAY_NONE && span.from <= span.to) list[chart->excused_count++] = span;
  }
  chart->excused = list;
}

static void set_axis(const struct filled *filled, const struct kpi_score *k, struct chart *chart) {
  const struct period *term = &filled->model->agreement.term;
  const struct course_point *first = k->course, *last = k->course_count ? &k->course[k->course_count - 1] : NULL;
  chart->first = k->path.begins != DAY_NONE && k->path.state != PLAN_NONE ? k->path.begins : term->from;
  chart->last = k->path.by != DAY_NONE && k->path.state != PLAN_NONE ? k->path.by : term->to;
  if (last && first->day < chart->first) chart->first = first->day;
  if (last && last->day > chart->last) chart->last = last->day;
  if (filled->score->as_of >= chart->first && filled->score->as_of <= chart->last) chart->as_of = filled->score->as_of;
}

static struct cell alternative(struct filled *filled, const struct kpi_score *k) {
  struct document *document = filled->document;
  struct cell actual = filled_actual(filled, k), planned = filled_planned(filled, k, &k->plan);
  if (cell_is_empty(&actual)) actual = filled_say(TEXT_SCORE_NOT_REPORTED);
  if (cell_is_empty(&planned)) planned = filled_say(TEXT_REPORT_OBSERVE);
  return cell_sentence(document, TEXT_SCORE_CHART,
                       ARGS(arg_entity(document, &k->kpi->entity), arg_cell(document, &actual), arg_cell(document, &planned)));
}

static void set_stretch(const struct kpi_score *k, struct chart *chart) {
  const struct target *stretch = k->kpi->stretch;
  if (!stretch->stated || !stretch->known || !stretch->bounded || stretch->has_low == stretch->has_high) return;
  chart->has_stretch = true;
  chart->stretch = stretch->has_low ? stretch->low : stretch->high;
}

static void put_chart(struct filled *filled, const struct kpi_score *k) {
  bool share = k->kpi->unit && k->kpi->unit->kind == UNIT_PERCENT;
  struct chart chart = {.title = entity_label(&k->kpi->entity),
                        .alternative = alternative(filled, k),
                        .form = share ? FIGURE_SHARE : FIGURE_NUMBER,
                        .unit = phrase_said_unit(filled->document->scratch, k->kpi->unit),
                        .places = -1,
                        .as_of = DAY_NONE,
                        .by = k->standing == STANDING_NONE ? DAY_NONE : k->path.by,
                        .target = range_of(&k->asked)};
  set_axis(filled, k, &chart);
  if (k->course_count == 0 || chart.first == DAY_NONE || chart.last <= chart.first) return;
  add_limits(filled, k, &chart);
  add_points(filled, k, &chart);
  add_excused(filled, k->kpi, &chart);
  set_stretch(k, &chart);
  const struct cell projected = filled_projected(filled, k);
  chart.projected = !cell_is_empty(&projected) && chart.by != DAY_NONE && chart.by > k->date && decimal_is_finite(projected.as.figure);
  if (chart.projected) chart.projection = (struct chart_point){chart.by, projected.as.figure, false};
  document_put(filled->document, &(struct part){.kind = PART_CHART, .chart = &chart});
}

/* ---- As a table ---- */

enum { COLUMNS_MOST = 6 };

/* Its columns, and one of its lines. */
struct points_table {
  const struct kpi_score *k;
  bool tallied; /* what is held against the plan is not the day's own figure, and has a column */
  bool planned, range; /* range: it has two ends, each with a column */
  struct column columns[COLUMNS_MOST];
  uint32_t count;
};

static struct cell without_unit(struct cell cell) {
  cell.unit = (struct text_unit){0};
  return cell;
}

static void make_columns(struct filled *filled, struct points_table *table) {
  const char *unit = phrase_head_unit(filled->document, table->k->kpi->unit);
  table->tallied = is_tallied(table->k->kpi);
  table->planned = table->k->path.state != PLAN_NONE;
  table->range = table->k->asked.has_low && table->k->asked.has_high;
  table->columns[table->count++] = (struct column){TEXT_SCORE_DAY, NULL, COLUMN_TEXT};
  table->columns[table->count++] = (struct column){table->tallied ? TEXT_SCORE_REPORTED : TEXT_REPORT_ACTUAL, unit, COLUMN_FIGURE};
  if (table->tallied) table->columns[table->count++] = (struct column){TEXT_SHEET_HELD, unit, COLUMN_FIGURE};
  if (table->planned)
    table->columns[table->count++] = (struct column){table->range ? TEXT_SCORE_PLAN_LOW : TEXT_REPORT_PLANNED, unit, COLUMN_FIGURE};
  if (table->planned && table->range) table->columns[table->count++] = (struct column){TEXT_SCORE_PLAN_HIGH, unit, COLUMN_FIGURE};
  table->columns[table->count++] = (struct column){TEXT_SHEET_NOTE, NULL, COLUMN_TEXT};
}

static struct cell both_of(struct filled *filled, struct cell first, struct cell second) {
  if (cell_is_empty(&second)) return first;
  struct cell *both = ARENA_ARRAY(filled->document->scratch, struct cell, 2);
  both[0] = first;
  both[1] = second;
  return cell_list(both, 2);
}

static struct cell note_of(struct filled *filled, const struct course_point *point) {
  struct cell note = cell_text(point->note);
  return point->excused ? both_of(filled, filled_say(TEXT_REPORT_EXCUSED), note) : note;
}

/* As it was reported; what is computed has digits without end. */
static struct cell reported_of(struct filled *filled, const struct kpi_score *k, const struct course_point *point) {
  if (!point) return nothing;
  struct result value = {point->value, true};
  if (k->kpi->formula) return without_unit(filled_figure(filled, k, value));
  return without_unit(phrase_figure(filled->document, k->kpi->unit, decimal_reduced(point->value)));
}

static struct cell one_end(struct filled *filled, const struct kpi_score *k, const struct plan *plan, bool low) {
  struct bounds end = plan->asked;
  if (plan->state != PLAN_DUE) return nothing;
  if (low) end.has_high = false;
  else end.has_low = false;
  return without_unit(filled_range(filled, k, &end));
}

/* `point`: NULL where the day's figure lacks. */
static void put_day(struct filled *filled, const struct points_table *table, day_number day, const struct course_point *point,
                    struct cell note) {
  const struct kpi_score *k = table->k;
  struct plan plan = path_at(&k->path, day);
  struct cell cells[COLUMNS_MOST] = {cell_date(day)};
  uint32_t at = 1;
  cells[at++] = reported_of(filled, k, point);
  if (table->tallied) cells[at++] = point && !point->excused ? without_unit(filled_figure(filled, k, point->figure)) : nothing;
  if (table->planned) cells[at++] = one_end(filled, k, &plan, table->range || plan.asked.has_low);
  if (table->planned && table->range) cells[at++] = one_end(filled, k, &plan, false);
  cells[at++] = note;
  document_row(filled->document, ROW_PLAIN, cells, at);
}

static void put_missing(struct filled *filled, const struct points_table *table, uint32_t i) {
  struct cell note = both_of(filled, cell_missing(TEXT_SCORE_NOT_REPORTED), cell_text(table->k->missing_notes[i]));
  put_day(filled, table, table->k->missing[i], NULL, note);
}

/* The days before `until` of which the figure lacks; many in a row are one line, unless something is noted of them. */
static uint32_t put_lacking(struct filled *filled, const struct points_table *table, uint32_t from, day_number until) {
  enum { APART_MOST = 6 };
  const struct kpi_score *k = table->k;
  uint32_t end = from;
  bool noted = false;
  for (; end < k->missing_count && (until == DAY_NONE || k->missing[end] < until); end++) noted = noted || k->missing_notes[end].length;
  if (end - from <= APART_MOST || noted) {
    for (uint32_t i = from; i < end; i++) put_missing(filled, table, i);
    return end;
  }
  struct cell words = cell_sentence(filled->document, TEXT_SCORE_LACKS_RUN,
                                    ARGS(filled_day(filled, k->missing[from]), filled_day(filled, k->missing[end - 1]), arg_integer(end - from)));
  words.tone = TONE_MISSING;
  document_row(filled->document, ROW_GROUP, &words, 1);
  return end;
}

static void put_points(struct filled *filled, const struct kpi_score *k) {
  struct points_table table = {.k = k};
  uint32_t lacks = 0;
  if (k->course_count + k->missing_count == 0) return;
  make_columns(filled, &table);
  document_table(filled->document, filled_say(TEXT_SCORE_POINTS), table.columns, table.count);
  for (uint32_t i = 0; i < k->course_count; i++) {
    lacks = put_lacking(filled, &table, lacks, k->course[i].day);
    put_day(filled, &table, k->course[i].day, &k->course[i], note_of(filled, &k->course[i]));
  }
  put_lacking(filled, &table, lacks, DAY_NONE);
  document_table_end(filled->document);
}

/* ---- All of it ---- */

static void put_kpi(struct filled *filled, const struct kpi_score *k) {
  struct document *document = filled->document;
  document_heading(document, HEADING_FIRST + 1, phrase_anchor(document, "kpi", &k->kpi->entity), nothing, phrase_entity(&k->kpi->entity));
  document_paragraph(document, cell_text(k->kpi->means));
  put_large(filled, k);
  put_chart(filled, k);
  put_points(filled, k);
  put_grounds(filled, k);
  document_rest(document);
}

void filled_kpis(struct filled *filled) {
  if (filled->score->kpis.count == 0) return;
  filled_heading(filled, "kpis", TEXT_SHEET_KPIS);
  for (uint32_t i = 0; i < filled->score->kpis.count; i++) put_kpi(filled, &filled->score->kpis.items[i]);
}
