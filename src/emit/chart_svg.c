#include "emit/chart_svg.h"

#include "base/utf8.h"
#include "emit/chart_parts.h"
#include "emit/markup.h"

enum {
  WIDTH = 640 * CHART_PIXEL, HEIGHT = 300 * CHART_PIXEL, /* of the picture */
  BOTTOM = 44 * CHART_PIXEL,                             /* what stands under the frame */
  LINE = 16 * CHART_PIXEL
};

/* ---- Words and lengths ---- */

void chart_words(struct drawing *d, const char *words) { markup_words(d->out, words, strlen(words)); }

void chart_put(struct drawing *d, const char *before, int length) {
  buffer_text(d->out, before);
  if (length < 0) buffer_char(d->out, '-');
  int size = length < 0 ? -length : length, rest = size % CHART_PIXEL;
  buffer_integer(d->out, size / CHART_PIXEL);
  if (rest == 0) return;
  buffer_char(d->out, '.');
  if (rest % 10 == 0) buffer_integer(d->out, rest / 10);
  else buffer_padded(d->out, rest, 2);
}

void chart_id(struct drawing *d, const char *before, const char *name) {
  buffer_text(d->out, before);
  buffer_text(d->out, "chart-");
  buffer_integer(d->out, d->number);
  buffer_char(d->out, '-');
  buffer_text(d->out, name);
}

void chart_label(struct drawing *d, const char *class, int x, int y, const char *words) {
  buffer_text(d->out, "<text class=\"");
  buffer_text(d->out, class);
  chart_put(d, "\" x=\"", x);
  chart_put(d, "\" y=\"", y);
  buffer_text(d->out, "\">");
  chart_words(d, words);
  buffer_text(d->out, "</text>\n");
}

void chart_label_at(struct drawing *d, int x, int y, const char *words) {
  int width = chart_width(words);
  if (x < width / 2) chart_label(d, "start", 0, y, words);
  else if (x + width / 2 > WIDTH) chart_label(d, "end", WIDTH, y, words);
  else chart_label(d, "middle", x, y, words);
}

static const char *say(struct drawing *d, const struct cell *cell) {
  struct buffer words = buffer_in(d->scratch);
  cell_say(&words, d->document, cell);
  return buffer_string(&words);
}

static struct cell cell_of(const struct drawing *d, struct decimal figure, struct text_unit unit, int places) {
  struct cell cell = cell_figure(d->chart->form, figure, unit);
  cell.places = (int8_t)places;
  return cell;
}

const char *chart_said(struct drawing *d, struct decimal figure) {
  struct cell cell = cell_of(d, figure, d->chart->unit, d->chart->places);
  return say(d, &cell);
}

const char *chart_range_said(struct drawing *d, const struct chart_range *range) {
  struct cell cell = cell_of(d, decimal_from_integer(0), d->chart->unit, d->chart->places);
  cell.kind = CELL_RANGE;
  cell.has_low = range->has_low;
  cell.has_high = range->has_high;
  cell.as.range.low = range->low;
  cell.as.range.high = range->high;
  return say(d, &cell);
}

/* 1.2 × 10¹⁸ */
static const char *powered(struct drawing *d, struct decimal figure, int power) {
  static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  struct buffer out = buffer_in(d->scratch), digits = buffer_in(d->scratch);
  text_number(&out, d->document->language, decimal_rounded(decimal_scaled(figure, -power), 2));
  buffer_text(&out, "\u00A0×\u00A010");
  if (power < 0) buffer_text(&out, "⁻");
  buffer_integer(&digits, power < 0 ? -power : power);
  for (size_t i = 0; i < digits.length; i++) buffer_text(&out, raised[digits.data[i] - '0']);
  return buffer_string(&out);
}

static int power_of(struct decimal figure) {
  struct decimal size = decimal_absolute(figure);
  int power = figure.exponent;
  while (decimal_compare(size, decimal_scaled(decimal_from_integer(1), power + 1)) >= 0) power++;
  return power;
}

const char *chart_figure(struct drawing *d, struct decimal figure, int places) {
  enum { LONG = 15 };
  struct cell cell = cell_of(d, figure, (struct text_unit){0}, places);
  const char *words = say(d, &cell);
  if (strlen(words) <= LONG || decimal_is_zero(figure) || !decimal_is_finite(figure)) return words;
  struct decimal shown = d->chart->form == FIGURE_SHARE ? decimal_scaled(figure, 2) : figure;
  const char *power = powered(d, shown, power_of(shown));
  struct buffer share = buffer_in(d->scratch);
  if (d->chart->form != FIGURE_SHARE) return power;
  text_write(&share, d->document->language, TEXT_PER_CENT, ARGS(arg_string(power)));
  return buffer_string(&share);
}

int chart_width(const char *words) {
  enum { COLUMN = 7 * CHART_PIXEL + 20 }; /* of 13 pixels: a digit in most faces */
  return (int)utf8_width(words, strlen(words)) * COLUMN;
}

const char *chart_unit_said(struct drawing *d) {
  struct buffer words = buffer_in(d->scratch);
  if (d->chart->form != FIGURE_SHARE) text_unit_name(&words, d->document->language, &d->chart->unit);
  return buffer_string(&words);
}

/* ---- Limits ---- */

const struct decimal *chart_edge_of(const struct chart_limit *limit, enum chart_edge edge) {
  const struct chart_range *range = edge >= EDGE_AMBER_LOW ? &limit->amber : &limit->plan;
  bool high = edge == EDGE_PLAN_HIGH || edge == EDGE_AMBER_HIGH;
  const struct decimal *figure = high ? &range->high : &range->low;
  return (high ? range->has_high : range->has_low) && decimal_is_finite(*figure) ? figure : NULL;
}

static bool has_both(const struct chart_limit *limit, enum chart_edge first, enum chart_edge second) {
  return chart_edge_of(limit, first) && chart_edge_of(limit, second);
}

bool chart_has(const struct chart *chart, enum chart_edge first, enum chart_edge second) {
  for (uint32_t i = 0; i < chart->limit_count; i++)
    if (has_both(&chart->limits[i], first, second)) return true;
  return false;
}

/* Limits that stand one after another with both edges. */
struct run {
  uint32_t from, to;
};

static bool next_run(const struct chart *chart, enum chart_edge first, enum chart_edge second, struct run *run) {
  run->from = run->to;
  while (run->from < chart->limit_count && !has_both(&chart->limits[run->from], first, second)) run->from++;
  run->to = run->from;
  while (run->to < chart->limit_count && has_both(&chart->limits[run->to], first, second)) run->to++;
  return run->from < run->to;
}

static void put_vertex(struct drawing *d, bool first, int x, int y) {
  chart_put(d, first ? "M" : "L", x);
  chart_put(d, " ", y);
}

/* A limit of one day alone is a short piece of line. */
static int spread(const struct run *run, int x, bool before) {
  enum { SHORT = CHART_INSET - CHART_PIXEL };
  if (run->to - run->from > 1) return x;
  return before ? x - SHORT : x + SHORT;
}

static void put_edge(struct drawing *d, const struct run *run, enum chart_edge edge, bool back, bool first) {
  uint32_t count = run->to - run->from, steps = count > 1 ? count : 2;
  for (uint32_t i = 0; i < steps; i++) {
    uint32_t at = count > 1 ? (back ? run->to - 1 - i : run->from + i) : run->from;
    const struct chart_limit *limit = &d->chart->limits[at];
    int x = spread(run, chart_x(&d->scale, limit->day), (i == 0) != back);
    put_vertex(d, first && i == 0, x, chart_y(&d->scale, *chart_edge_of(limit, edge)));
  }
}

static void put_line(struct drawing *d, enum chart_edge edge) {
  struct run run = {0, 0};
  while (next_run(d->chart, edge, edge, &run)) {
    buffer_text(d->out, "<path class=\"plan\" d=\"");
    put_edge(d, &run, edge, false, true);
    buffer_text(d->out, "\"/>\n");
  }
}

/* What lies between two edges; `pattern` NULL: one tint. */
static void put_band(struct drawing *d, enum chart_edge first, enum chart_edge second, const char *pattern) {
  struct run run = {0, 0};
  while (next_run(d->chart, first, second, &run)) {
    buffer_text(d->out, pattern ? "<path" : "<path class=\"span\"");
    if (pattern) {
      chart_id(d, " fill=\"url(#", pattern);
      buffer_text(d->out, ")\"");
    }
    buffer_text(d->out, " d=\"");
    put_edge(d, &run, first, false, true);
    put_edge(d, &run, second, true, false);
    buffer_text(d->out, "Z\"/>\n");
  }
}

static void put_plan(struct drawing *d) {
  put_band(d, EDGE_PLAN_LOW, EDGE_PLAN_HIGH, NULL);
  put_band(d, EDGE_AMBER_LOW, EDGE_PLAN_LOW, "amber");
  put_band(d, EDGE_PLAN_HIGH, EDGE_AMBER_HIGH, "amber");
  put_line(d, EDGE_PLAN_LOW);
  put_line(d, EDGE_PLAN_HIGH);
}

/* ---- What came ---- */

void chart_sign(struct drawing *d, enum chart_sign sign, int x, int y) {
  static const struct {
    const char *class, *shape; /* NULL: a circle */
  } signs[] = {[SIGN_POINT] = {"dot", NULL},
               [SIGN_HOLLOW] = {"hollow", NULL},
               [SIGN_TARGET] = {"goal", "l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"},
               [SIGN_STRETCH] = {"goal", "l5.5 9.5h-11Z"},
               [SIGN_PROJECTION] = {"hollow", "h4v8h-8v-8Z"}};
  static const int above[] = {[SIGN_TARGET] = 550, [SIGN_STRETCH] = 600, [SIGN_PROJECTION] = 400};
  buffer_text(d->out, signs[sign].shape ? "<path class=\"" : "<circle class=\"");
  buffer_text(d->out, signs[sign].class);
  if (!signs[sign].shape) {
    chart_put(d, "\" cx=\"", x);
    chart_put(d, "\" cy=\"", y);
    buffer_text(d->out, "\" r=\"4\"/>\n");
    return;
  }
  chart_put(d, "\" d=\"M", x);
  chart_put(d, " ", y - above[sign]);
  buffer_text(d->out, signs[sign].shape);
  buffer_text(d->out, "\"/>\n");
}

static void put_course(struct drawing *d) {
  bool begun = false;
  for (uint32_t i = 0; i < d->chart->point_count; i++) {
    const struct chart_point *point = &d->chart->points[i];
    if (!chart_is_drawn(point) || point->excused) continue; /* one that is held against nothing stands beside the line */
    if (!begun) buffer_text(d->out, "<path class=\"actual\" d=\"");
    put_vertex(d, !begun, chart_x(&d->scale, point->day), chart_y(&d->scale, point->value));
    begun = true;
  }
  if (begun) buffer_text(d->out, "\"/>\n");
}

/* Where they would touch one another, the line alone shows them. */
static void put_points(struct drawing *d) {
  enum { POINTS_MOST = 52 };
  for (uint32_t i = 0; i < d->chart->point_count; i++) {
    const struct chart_point *point = &d->chart->points[i];
    if (!chart_is_drawn(point) || (d->chart->point_count > POINTS_MOST && !point->excused)) continue;
    chart_sign(d, point->excused ? SIGN_HOLLOW : SIGN_POINT, chart_x(&d->scale, point->day), chart_y(&d->scale, point->value));
  }
}

static const struct chart_point *last_point(const struct chart *chart) {
  uint32_t i = chart->point_count;
  while (i > 0 && (!chart_is_drawn(&chart->points[i - 1]) || chart->points[i - 1].excused)) i--;
  return i > 0 ? &chart->points[i - 1] : NULL;
}

static void put_projection(struct drawing *d) {
  const struct chart_point *from = last_point(d->chart), *to = &d->chart->projection;
  if (!d->chart->projected || !chart_is_drawn(to)) return;
  int x = chart_x(&d->scale, to->day), y = chart_y(&d->scale, to->value);
  if (from) {
    buffer_text(d->out, "<path class=\"projected\" d=\"");
    put_vertex(d, true, chart_x(&d->scale, from->day), chart_y(&d->scale, from->value));
    put_vertex(d, false, x, y);
    buffer_text(d->out, "\"/>\n");
  }
  chart_sign(d, SIGN_PROJECTION, x, y);
}

/* ---- Levels ---- */

struct level {
  struct decimal figure;
  enum chart_sign sign;
  int y, label; /* where it lies, and where its figure stands */
};
enum { LEVELS_MOST = 3 };

static void add_level(struct drawing *d, struct level *levels, int *count, struct decimal figure, enum chart_sign sign) {
  if (!decimal_is_finite(figure)) return;
  int y = chart_y(&d->scale, figure), at = (*count)++;
  for (; at > 0 && levels[at - 1].y > y; at--) levels[at] = levels[at - 1];
  levels[at] = (struct level){figure, sign, y, y};
}

/* Downwards, and figures apart from one another. */
static int levels_of(struct drawing *d, struct level *levels) {
  const struct chart *chart = d->chart;
  int count = 0;
  if (chart->target.has_low) add_level(d, levels, &count, chart->target.low, SIGN_TARGET);
  if (chart->target.has_high) add_level(d, levels, &count, chart->target.high, SIGN_TARGET);
  if (chart->has_stretch) add_level(d, levels, &count, chart->stretch, SIGN_STRETCH);
  for (int i = 1; i < count; i++)
    if (levels[i].label < levels[i - 1].label + LINE) levels[i].label = levels[i - 1].label + LINE;
  int over = count > 0 ? levels[count - 1].label - d->scale.bottom : 0;
  for (int i = count - 1, most = d->scale.bottom; over > 0 && i >= 0; i--, most -= LINE)
    if (levels[i].label > most) levels[i].label = most;
  return count;
}

static void put_levels(struct drawing *d) {
  struct level levels[LEVELS_MOST];
  int count = levels_of(d, levels);
  day_number by = d->chart->by == DAY_NONE ? d->chart->last : d->chart->by;
  for (int i = 0; i < count; i++) {
    chart_put(d, levels[i].sign == SIGN_TARGET ? "<path class=\"level\" d=\"M" : "<path class=\"level far\" d=\"M", d->scale.left - CHART_INSET);
    chart_put(d, " ", levels[i].y);
    chart_put(d, "H", d->scale.right + CHART_INSET);
    buffer_text(d->out, "\"/>\n");
    chart_sign(d, levels[i].sign, chart_x(&d->scale, by), levels[i].y);
    chart_label(d, "strong", d->scale.right + CHART_INSET + CHART_GAP, levels[i].label + 450,
                chart_figure(d, levels[i].figure, d->chart->places));
  }
}

/* ---- Days that are marked ---- */

static void put_excused(struct drawing *d) {
  enum { LEAST = 2 * CHART_PIXEL };
  for (uint32_t i = 0; i < d->chart->excused_count; i++) {
    int from = chart_x(&d->scale, d->chart->excused[i].from), to = chart_x(&d->scale, d->chart->excused[i].to + 1);
    chart_id(d, "<rect fill=\"url(#", "excused");
    chart_put(d, ")\" x=\"", to - from < LEAST ? from - LEAST / 2 : from);
    chart_put(d, "\" y=\"", d->scale.top - CHART_INSET);
    chart_put(d, "\" width=\"", to - from < LEAST ? LEAST : to - from);
    chart_put(d, "\" height=\"", d->scale.bottom - d->scale.top + 2 * CHART_INSET);
    buffer_text(d->out, "\"/>\n");
  }
}

static void put_as_of(struct drawing *d) {
  struct buffer words = buffer_in(d->scratch);
  if (d->chart->as_of == DAY_NONE) return;
  int x = chart_x(&d->scale, d->chart->as_of), top = d->scale.top - CHART_INSET;
  text_write(&words, d->document->language, TEXT_CHART_AS_OF, ARGS(arg_date(d->chart->as_of)));
  chart_put(d, "<path class=\"judged\" d=\"M", x);
  chart_put(d, " ", top - CHART_GAP / 2);
  chart_put(d, "V", d->scale.bottom + CHART_INSET);
  buffer_text(d->out, "\"/>\n");
  chart_label_at(d, x, top - CHART_GAP, buffer_string(&words));
}

/* ---- The picture ---- */

static void put_pattern(struct drawing *d, const char *name, const char *content) {
  chart_id(d, "<pattern id=\"", name);
  buffer_text(d->out, content);
}

static void put_head(struct drawing *d) {
  const struct cell title = cell_text(d->chart->title);
  bool said = !cell_is_empty(&d->chart->alternative);
  buffer_text(d->out, "<svg class=\"course\" role=\"img\"");
  chart_put(d, " viewBox=\"0 0 ", WIDTH);
  chart_put(d, " ", HEIGHT);
  chart_id(d, "\" aria-labelledby=\"", "title");
  if (said) chart_id(d, "\" aria-describedby=\"", "description");
  chart_id(d, "\">\n<title id=\"", "title");
  buffer_text(d->out, "\">");
  chart_words(d, say(d, &title));
  buffer_text(d->out, "</title>\n");
  if (said) {
    chart_id(d, "<desc id=\"", "description");
    buffer_text(d->out, "\">");
    chart_words(d, say(d, &d->chart->alternative));
    buffer_text(d->out, "</desc>\n");
  }
  put_pattern(d, "amber", "\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path class=\"ground\" d=\"M0 0H7V7H0Z\"/><path class=\"hatch\" d=\"M0 0V7\"/></pattern>\n");
  put_pattern(d, "excused", "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                            "<path class=\"grain\" d=\"M1 1h1.4v1.4h-1.4ZM4 4h1.4v1.4h-1.4Z\"/></pattern>\n");
}

/* The widest of the labels at the right is of a level. */
static int levels_width(struct drawing *d) {
  struct level levels[LEVELS_MOST];
  int count = levels_of(d, levels), widest = 0;
  for (int i = 0; i < count; i++) {
    int width = chart_width(chart_figure(d, levels[i].figure, d->chart->places));
    if (width > widest) widest = width;
  }
  return widest;
}

/* Over the frame stand the unit, and under that the day of the scoring. */
static int lines_above(struct drawing *d) { return (*chart_unit_said(d) != 0) + (d->chart->as_of != DAY_NONE); }

static void lay_out(struct drawing *d) {
  d->scale = chart_scale_of(d->chart);
  d->scale.top = lines_above(d) * LINE + CHART_PIXEL * 10 + CHART_INSET;
  d->scale.bottom = HEIGHT - BOTTOM - CHART_INSET;
  int widest = chart_width(chart_figure(d, d->scale.low, -1)), high = chart_width(chart_figure(d, d->scale.high, -1));
  struct decimal second = decimal_add(d->scale.low, d->scale.step);
  int between = chart_width(chart_figure(d, second, -1)), levels = levels_width(d);
  if (high > widest) widest = high;
  if (between > widest) widest = between;
  d->scale.left = widest + CHART_GAP + CHART_INSET;
  d->scale.right = WIDTH - CHART_INSET - (levels > 0 ? levels + CHART_GAP : CHART_GAP);
}

void chart_svg(struct buffer *out, const struct document *document, const struct chart *chart, uint32_t number,
               struct arena *scratch) {
  struct drawing d = {.out = out, .document = document, .chart = chart, .scratch = scratch, .number = number};
  lay_out(&d);
  chart_id(&d, "<figure class=\"chart-frame\">\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"", "title");
  buffer_text(out, "\">\n");
  put_head(&d);
  chart_axes(&d);
  put_excused(&d);
  put_plan(&d);
  put_levels(&d);
  put_as_of(&d);
  put_projection(&d);
  put_course(&d);
  put_points(&d);
  buffer_text(out, "</svg>\n</div>\n");
  chart_legend(&d);
  buffer_text(out, "</figure>\n");
}
