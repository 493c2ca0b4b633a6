/* Where the boxes and lines of a map stand: a column for each layer, ordered so that few lines cross. Lengths are whole
 * pixels; the same map gives the same places always. */
#ifndef EMIT_MAP_LAYOUT_H
#define EMIT_MAP_LAYOUT_H

#include "report/map.h"

/* What a box is to be: filled in by the caller but for its place. */
struct map_box {
  int x, y, width, height;
};

/* A line from a box on the right to one on the left, or to or from the point at which lines to one box are gathered so
 * that they pass a column together. */
struct map_line {
  int from_x, from_y, to_x, to_y;
  uint32_t to;      /* the node that is served */
  bool arrives;     /* it ends at its box: an arrow belongs there */
  bool straight;    /* it passes a column */
};

struct map_layout {
  const struct map_line *lines;
  uint32_t line_count;
  int height;
  int columns[MAP_LAYER_COUNT]; /* the x of each layer; -1: nothing stands in it */
  int column_width;
  int gap;           /* between boxes of a column: by the caller */
};

enum { MAP_GAP = 14 }; /* the least between boxes of a column */

/* The x of each layer's column and how wide its boxes are, in a picture of `width`. */
void map_columns(struct map_layout *layout, const struct map *map, int width);

/* Places `boxes`, one for each node, whose widths and heights are known; y from 0. */
void map_place(struct arena *arena, struct map_layout *layout, const struct map *map, struct map_box *boxes);

#endif
