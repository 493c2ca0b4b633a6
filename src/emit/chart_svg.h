/* A chart as an SVG within a page of HTML, which brings its colours in its style sheet (emit/html_style.c). */
#ifndef EMIT_CHART_SVG_H
#define EMIT_CHART_SVG_H

#include "report/chart.h"

/* The picture in a frame of its own, and under it what its signs mean; `number` sets its ids apart from those of the
 * page's other charts. */
void chart_svg(struct buffer *out, const struct document *document, const struct chart *chart, uint32_t number,
               struct arena *scratch);

#endif
