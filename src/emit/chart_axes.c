/* A chart's axes: round figures at the left, days below; and what its signs mean. */
#include "emit/chart_parts.h"

enum {
  MIDDLE = 4 * CHART_PIXEL + 50,  /* from the middle of a line of words down to its foot */
  MONTH_LINE = 18 * CHART_PIXEL,  /* under the frame */
  YEAR_LINE = 34 * CHART_PIXEL
};

/* ---- Figures ---- */

static int edge_left(const struct drawing *d) { return d->scale.left - CHART_INSET; }
static int edge_right(const struct drawing *d) { return d->scale.right + CHART_INSET; }
static int edge_bottom(const struct drawing *d) { return d->scale.bottom + CHART_INSET; }

static void put_ground(struct drawing *d) {
  chart_put(d, "<path class=\"back\" d=\"M", edge_left(d));
  chart_put(d, " ", d->scale.top - CHART_INSET);
  chart_put(d, "H", edge_right(d));
  chart_put(d, "V", edge_bottom(d));
  chart_put(d, "H", edge_left(d));
  buffer_text(d->out, "Z\"/>\n");
}

/* How many decimals the round figures have. */
static int places_of(const struct drawing *d) {
  int exponent = decimal_reduced(d->scale.step).exponent + (d->chart->form == FIGURE_SHARE ? 2 : 0);
  enum { PLACES_MOST = 40 };
  return exponent >= 0 ? 0 : exponent < -PLACES_MOST ? PLACES_MOST : -exponent;
}

static void put_mark(struct drawing *d, struct decimal figure) {
  int y = chart_y(&d->scale, figure);
  chart_put(d, decimal_is_zero(figure) ? "<path class=\"zero\" d=\"M" : "<path class=\"grid\" d=\"M", edge_left(d));
  chart_put(d, " ", y);
  chart_put(d, "H", edge_right(d));
  buffer_text(d->out, "\"/>\n");
  chart_label(d, "end", edge_left(d) - CHART_GAP, y + MIDDLE, chart_figure(d, figure, places_of(d)));
}

static void put_marks(struct drawing *d) {
  enum { MARKS_MOST = 20 };
  struct decimal figure = d->scale.low;
  for (int i = 0; i < MARKS_MOST && decimal_compare(figure, d->scale.high) <= 0; i++) {
    put_mark(d, figure);
    figure = decimal_add(figure, d->scale.step);
  }
}

static void put_unit(struct drawing *d) {
  enum { FIRST_LINE = 13 * CHART_PIXEL };
  const char *words = chart_unit_said(d);
  if (*words) chart_label(d, "start", 0, FIRST_LINE, words);
}

/* ---- Days ---- */

static const char *digits(struct drawing *d, int number) {
  struct buffer out = buffer_in(d->scratch);
  buffer_integer(&out, number);
  return buffer_string(&out);
}

static const char *piece_name(struct drawing *d, enum chart_unit unit, day_number piece) {
  enum { QUARTER = 3 };
  struct civil civil = civil_from_day(piece);
  struct buffer out = buffer_in(d->scratch);
  enum text_language language = d->document->language;
  switch (unit) {
    case CHART_DAYS: text_write(&out, language, TEXT_CHART_DAY, ARGS(arg_integer(civil.day), arg_integer(civil.month))); break;
    case CHART_MONTHS: text_write(&out, language, TEXT_CHART_MONTH, ARGS(arg_integer(civil.month))); break;
    case CHART_QUARTERS: text_write(&out, language, TEXT_CHART_QUARTER, ARGS(arg_integer((civil.month + 2) / QUARTER))); break;
    case CHART_YEARS: text_write(&out, language, TEXT_CHART_YEAR, ARGS(arg_string(digits(d, civil.year)))); break;
  }
  return buffer_string(&out);
}

/* The widest label of each unit, with the room that sets it apart from the next. */
static struct chart_division division_of(struct drawing *d) {
  int widths[CHART_YEARS + 1];
  for (int unit = 0; unit <= CHART_YEARS; unit++) {
    int widest = 0;
    for (int month = 1; month <= 12; month++) {
      int width = chart_width(piece_name(d, (enum chart_unit)unit, day_from_civil((struct civil){2000, month, 28})));
      if (width > widest) widest = width;
    }
    widths[unit] = widest + CHART_GAP;
  }
  return chart_division_of(&d->scale, widths);
}

/* A day is named where it lies; what is longer in its middle. */
static int middle_of(const struct drawing *d, struct chart_division division, day_number from, day_number to) {
  int left = from <= d->scale.first ? edge_left(d) : chart_x(&d->scale, from);
  int right = to > d->scale.last ? edge_right(d) : chart_x(&d->scale, to);
  return division.unit == CHART_DAYS ? chart_x(&d->scale, from) : left + (right - left) / 2;
}

static bool has_room(const struct drawing *d, struct chart_division division, day_number from, day_number to, const char *name) {
  if (division.unit == CHART_DAYS) return true;
  int left = from <= d->scale.first ? edge_left(d) : chart_x(&d->scale, from);
  int right = to > d->scale.last ? edge_right(d) : chart_x(&d->scale, to);
  return right - left >= chart_width(name) || (from <= d->scale.first && to > d->scale.last);
}

static void put_divide(struct drawing *d, int x) {
  chart_put(d, "<path class=\"grid\" d=\"M", x);
  chart_put(d, " ", d->scale.top - CHART_INSET);
  chart_put(d, "V", edge_bottom(d) + CHART_GAP / 2);
  buffer_text(d->out, "\"/>\n");
}

static void put_days(struct drawing *d) {
  enum { PIECES_MOST = 200 };
  struct chart_division division = division_of(d);
  int year = 0, i = 0;
  day_number piece = chart_piece(&d->scale, division, d->scale.first);
  for (day_number next; piece <= d->scale.last && i < PIECES_MOST; piece = next, i++) {
    next = chart_next_piece(division, piece);
    const char *name = piece_name(d, division.unit, piece);
    int middle = middle_of(d, division, piece, next), own = civil_from_day(piece).year;
    if (piece > d->scale.first || division.unit == CHART_DAYS) put_divide(d, chart_x(&d->scale, piece));
    if (!has_room(d, division, piece, next, name)) continue;
    chart_label_at(d, middle, edge_bottom(d) + MONTH_LINE, name);
    if (own != year && division.unit != CHART_YEARS)
      chart_label_at(d, middle, edge_bottom(d) + YEAR_LINE, piece_name(d, CHART_YEARS, piece));
    year = own;
  }
}

void chart_axes(struct drawing *d) {
  put_ground(d);
  put_unit(d);
  put_marks(d);
  put_days(d);
}

/* ---- The legend ---- */

static void open_swatch(struct drawing *d) {
  buffer_text(d->out, "<li><svg aria-hidden=\"true\" class=\"swatch\" viewBox=\"0 0 30 14\">");
}

static void close_swatch(struct drawing *d, const char *words) {
  buffer_text(d->out, "</svg> <span>");
  chart_words(d, words);
  buffer_text(d->out, "</span></li>\n");
}

static void put_swatch_line(struct drawing *d, const char *class) {
  buffer_text(d->out, "<path class=\"");
  buffer_text(d->out, class);
  buffer_text(d->out, "\" d=\"M1 7H29\"/>");
}

static void put_swatch_fill(struct drawing *d, const char *pattern) {
  if (pattern) {
    chart_id(d, "<path fill=\"url(#", pattern);
    buffer_text(d->out, ")\" d=\"M1 1H29V13H1Z\"/>");
  } else {
    buffer_text(d->out, "<path class=\"span\" d=\"M1 1H29V13H1Z\"/><path class=\"plan\" d=\"M1 1H29\"/>"
                        "<path class=\"plan\" d=\"M1 13H29\"/>");
  }
}

static void put_key(struct drawing *d, const char *line, int sign, const char *words) {
  enum { SIGN_X = 15 * CHART_PIXEL, SIGN_Y = 7 * CHART_PIXEL };
  open_swatch(d);
  if (line) put_swatch_line(d, line);
  if (sign >= 0) chart_sign(d, (enum chart_sign)sign, SIGN_X, SIGN_Y);
  close_swatch(d, words);
}

static void put_fill_key(struct drawing *d, const char *pattern, enum text_key words) {
  open_swatch(d);
  put_swatch_fill(d, pattern);
  close_swatch(d, text_plain(d->document->language, words));
}

static void put_plan_keys(struct drawing *d) {
  const struct chart *chart = d->chart;
  enum text_language language = d->document->language;
  bool low = chart_has(chart, EDGE_PLAN_LOW, EDGE_PLAN_LOW), high = chart_has(chart, EDGE_PLAN_HIGH, EDGE_PLAN_HIGH);
  if (chart_has(chart, EDGE_PLAN_LOW, EDGE_PLAN_HIGH)) put_fill_key(d, NULL, TEXT_CHART_PLAN_RANGE);
  else {
    if (low) put_key(d, "plan", -1, text_plain(language, TEXT_CHART_PLAN_LEAST));
    if (high) put_key(d, "plan", -1, text_plain(language, TEXT_CHART_PLAN_MOST));
  }
  if (chart_has(chart, EDGE_AMBER_LOW, EDGE_PLAN_LOW) || chart_has(chart, EDGE_PLAN_HIGH, EDGE_AMBER_HIGH))
    put_fill_key(d, "amber", TEXT_CHART_AMBER);
}

static void put_actual_keys(struct drawing *d) {
  enum text_language language = d->document->language;
  bool came = false, excused = false;
  for (uint32_t i = 0; i < d->chart->point_count; i++) {
    bool drawn = chart_is_drawn(&d->chart->points[i]);
    came |= drawn && !d->chart->points[i].excused;
    excused |= drawn && d->chart->points[i].excused;
  }
  if (came) put_key(d, "actual", SIGN_POINT, text_plain(language, TEXT_CHART_ACTUAL));
  if (excused) put_key(d, "actual", SIGN_HOLLOW, text_plain(language, TEXT_CHART_ACTUAL_EXCUSED));
}

/* What is to be reached, with its day where it has one. */
static void put_goal_key(struct drawing *d, enum chart_sign sign, const char *line, enum text_key plain, enum text_key by,
                         const char *figure) {
  struct buffer words = buffer_in(d->scratch);
  if (d->chart->by == DAY_NONE) text_write(&words, d->document->language, plain, ARGS(arg_string(figure)));
  else text_write(&words, d->document->language, by, ARGS(arg_string(figure), arg_date(d->chart->by)));
  put_key(d, line, (int)sign, buffer_string(&words));
}

static void put_projection_key(struct drawing *d) {
  const struct chart_point *to = &d->chart->projection;
  struct buffer words = buffer_in(d->scratch);
  if (!d->chart->projected || !chart_is_drawn(to)) return;
  text_write(&words, d->document->language, TEXT_CHART_PROJECTION,
             ARGS(arg_string(chart_said(d, to->value)), arg_date(to->day)));
  put_key(d, "projected", SIGN_PROJECTION, buffer_string(&words));
}

void chart_legend(struct drawing *d) {
  static const char list[] = "<ul class=\"signs\">\n";
  const struct chart *chart = d->chart;
  buffer_text(d->out, list);
  size_t begun = d->out->length;
  put_actual_keys(d);
  put_plan_keys(d);
  if (chart->target.has_low || chart->target.has_high)
    put_goal_key(d, SIGN_TARGET, "level", TEXT_CHART_TARGET, TEXT_CHART_TARGET_BY, chart_range_said(d, &chart->target));
  if (chart->has_stretch)
    put_goal_key(d, SIGN_STRETCH, "level far", TEXT_CHART_STRETCH, TEXT_CHART_STRETCH_BY, chart_said(d, chart->stretch));
  put_projection_key(d);
  if (chart->excused_count > 0) put_fill_key(d, "excused", TEXT_CHART_EXCUSED);
  if (d->out->length > begun) buffer_text(d->out, "</ul>\n");
  else d->out->length -= strlen(list); /* nothing is drawn */
}
