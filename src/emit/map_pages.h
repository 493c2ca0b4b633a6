/* What the parts of the map's picture share. Internal to src/emit. */
#ifndef EMIT_MAP_PAGES_H
#define EMIT_MAP_PAGES_H

#include "emit/lines.h"
#include "emit/map_layout.h"

enum {
  PAGE_WIDTH = 1120, PAGE_HEIGHT = 768, /* as 277 mm to 190 mm: A4 within its margins */
  MARGIN = 16,
  PADDING = 11,
  TITLE_SIZE = 12, TITLE_LINE = 15, TITLE_LINES = 4,
  DETAIL_SIZE = 11, DETAIL_LINE = 13, DETAIL_LINES = 3,
  DETAIL_MEASURE = 10, /* its face is not bold: so much narrower */
  KIND_LINE = 12,
  NOTE_LINE = 13, FOOT_MARGIN = 22,
  PORT_ROOM = 6, PORT_ENDS = 18, MOST_PORT_ROOM = 100, /* a box leaves room for the lines at its sides */
  WIDEST_GAP = 40,       /* between boxes of a page that is not full */
  MOST_PAGES = 40,
  MOST_INFLUENCES = 6,   /* drawn on one page */
  MOST_IN_COLUMN = 30,   /* more can never stand on one page */
  HUES = 6,
  MOST_NOTES = 3
};

struct box_words {
  struct text_lines title, detail;
  bool kind; /* what it is stands above: an action or a content */
};

struct page {
  struct cell title;
  struct map map;
  struct map_box *boxes;
  struct box_words *words;
  struct map_layout layout;
};

struct picture {
  struct buffer *out;
  struct arena *arena;
  struct document *document;
  const struct model *model;
  struct map map;
  bool inconsistent;
  VECTOR(struct page) pages;
  uint32_t pages_left_out;
  bool split; /* there are several pages */
};

/* Lays out the whole map: on one page, where it fits, or on several. Titles, boxes and lines are then known. */
void map_paginate(struct picture *p);

/* The room for boxes that head and foot of a page leave. */
int map_page_room(struct picture *p, const struct page *page, uint32_t number);

/* How high its words are, with room above and below. */
int map_words_height(const struct box_words *words);

/* What a cell says, in `arena`. */
struct buffer map_say(struct picture *p, struct arena *arena, const struct cell *cell);

static inline struct cell map_sentence(enum text_key key) {
  return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = key}};
}

#endif
