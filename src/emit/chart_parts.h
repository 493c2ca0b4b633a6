/* What the files that draw a chart share. Internal to src/emit. */
#ifndef EMIT_CHART_PARTS_H
#define EMIT_CHART_PARTS_H

#include "emit/chart_scale.h"

enum {
  CHART_INSET = 9 * CHART_PIXEL, /* from the frame to where figures lie, so that the signs at the edges are within it */
  CHART_GAP = 7 * CHART_PIXEL    /* between a label and what it is for */
};

struct drawing {
  struct buffer *out;
  const struct document *document;
  const struct chart *chart;
  struct chart_scale scale;
  struct arena *scratch;
  uint32_t number; /* of the chart in its page */
};

/* ` x="12.5"`: the attribute's name with what stands before it, and a length in hundredths of a pixel. */
void chart_put(struct drawing *d, const char *before, int length);
void chart_id(struct drawing *d, const char *before, const char *name); /* chart-1-amber */
void chart_words(struct drawing *d, const char *words);

/* <text class="…" x="…" y="…">words</text> */
void chart_label(struct drawing *d, const char *class, int x, int y, const char *words);

/* In the middle of x, as far as the picture goes. */
void chart_label_at(struct drawing *d, int x, int y, const char *words);

/* As it stands at the axis: without its unit, short also where it has very many digits. */
const char *chart_figure(struct drawing *d, struct decimal figure, int places);
int chart_width(const char *words); /* about how wide the words are */

/* A figure or a range in words, with its unit. */
const char *chart_unit_said(struct drawing *d); /* empty: none, or each figure says it */
const char *chart_said(struct drawing *d, struct decimal figure);
const char *chart_range_said(struct drawing *d, const struct chart_range *range);

/* The lower or upper edge of what is planned or of what is amber. */
enum chart_edge { EDGE_PLAN_LOW, EDGE_PLAN_HIGH, EDGE_AMBER_LOW, EDGE_AMBER_HIGH };
const struct decimal *chart_edge_of(const struct chart_limit *limit, enum chart_edge edge); /* NULL: it has none */
bool chart_has(const struct chart *chart, enum chart_edge first, enum chart_edge second);   /* anywhere both */
static inline bool chart_is_drawn(const struct chart_point *point) { return decimal_is_finite(point->value); }

/* The signs, in the picture and in its legend. */
enum chart_sign { SIGN_POINT, SIGN_HOLLOW, SIGN_TARGET, SIGN_STRETCH, SIGN_PROJECTION };
void chart_sign(struct drawing *d, enum chart_sign sign, int x, int y);

void chart_axes(struct drawing *d);   /* marks, their labels, the lines behind */
void chart_legend(struct drawing *d); /* what the signs mean, in words, as a list */

#endif
