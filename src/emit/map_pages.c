/* What stands on which page of the map's picture, and how large its boxes are. */
#include "emit/map_pages.h"

struct buffer map_say(struct picture *p, struct arena *arena, const struct cell *cell) {
  struct buffer words = buffer_in(arena);
  cell_say(&words, p->document, cell);
  return words;
}

/* ---- Boxes ---- */

int map_words_height(const struct box_words *words) {
  return 13 + TITLE_LINE * (int)words->title.count + DETAIL_LINE * (int)words->detail.count + (words->kind ? KIND_LINE : 0);
}

static struct text_lines wrapped(struct picture *p, struct cell cell, int width, int size, uint32_t most) {
  struct buffer words = map_say(p, p->arena, &cell);
  return lines_of(p->arena, words.data, words.length, (width - 2 * PADDING) * LINES_EM / size, most);
}

static void measure_words(struct picture *p, struct page *page) {
  int width = page->layout.column_width;
  for (uint32_t i = 0; i < page->map.nodes.count; i++) {
    const struct map_node *node = &page->map.nodes.items[i];
    struct box_words *words = &page->words[i];
    words->title = wrapped(p, map_title(p->document, node), width, TITLE_SIZE, TITLE_LINES);
    words->detail = wrapped(p, map_detail(p->document, node), width, DETAIL_MEASURE, DETAIL_LINES);
    words->kind = node->layer == MAP_WORK && node->entity;
    page->boxes[i].width = width;
    page->boxes[i].height = map_words_height(words);
    document_rest(p->document);
  }
}

static void make_room(struct map_box *box, int lines) {
  int height = PORT_ENDS + PORT_ROOM * (lines - 1);
  if (height > MOST_PORT_ROOM) height = MOST_PORT_ROOM;
  if (box->height < height) box->height = height;
}

/* Lines that come from far arrive together. */
static void measure_sides(struct picture *p, struct page *page) {
  int *left = ARENA_ARRAY(p->arena, int, 2 * page->map.nodes.count + 2), *right = left + page->map.nodes.count + 1;
  for (uint32_t i = 0; i < page->map.edges.count; i++) {
    const struct map_edge *edge = &page->map.edges.items[i];
    if (edge->influences) continue;
    left[edge->from]++;
    right[edge->to] += page->map.nodes.items[edge->from].layer == page->map.nodes.items[edge->to].layer + 1;
  }
  for (uint32_t i = 0; i < page->map.nodes.count; i++)
    make_room(&page->boxes[i], left[i] > right[i] + 1 ? left[i] : right[i] + 1);
}

static void measure(struct picture *p, struct page *page) {
  page->boxes = ARENA_ARRAY(p->arena, struct map_box, page->map.nodes.count + 1);
  page->words = ARENA_ARRAY(p->arena, struct box_words, page->map.nodes.count + 1);
  measure_words(p, page);
  measure_sides(p, page);
}

/* ---- What stands on which page ---- */

static void prepare(struct picture *p, struct page *page) {
  page->layout.gap = MAP_GAP;
  map_columns(&page->layout, &page->map, PAGE_WIDTH - 2 * MARGIN);
  measure(p, page);
}

static void lay_out(struct picture *p, struct page *page) {
  prepare(p, page);
  map_place(p->arena, &page->layout, &page->map, page->boxes);
}

static void count_layers(const struct map *map, uint32_t *counts) {
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) counts[layer] = 0;
  for (uint32_t i = 0; i < map->nodes.count; i++) counts[map->nodes.items[i].layer]++;
}

/* Of each layer the first `most`, and for the others one box that says how many they are. */
static struct map cut_map(struct picture *p, const struct map *map, const uint32_t *most) {
  uint32_t seen[MAP_LAYER_COUNT] = {0}, counts[MAP_LAYER_COUNT];
  bool *kept = ARENA_ARRAY(p->arena, bool, map->nodes.count + 1);
  count_layers(map, counts);
  for (uint32_t i = 0; i < map->nodes.count; i++) {
    enum map_layer layer = map->nodes.items[i].layer;
    kept[i] = counts[layer] <= most[layer] || seen[layer]++ < most[layer] - 1;
  }
  struct map part = map_reduced(p->arena, map, kept);
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++)
    if (counts[layer] > most[layer])
      VECTOR_PUSH(p->arena, &part.nodes, ((struct map_node){.layer = (enum map_layer)layer,
                                                            .more = counts[layer] - (most[layer] - 1),
                                                            .objective = MAP_NONE}));
  return part;
}

/* How high the boxes of the highest column are together; `*layer` gets which. */
static int highest_column(const struct page *page, enum map_layer *layer) {
  int heights[MAP_LAYER_COUNT] = {0};
  for (uint32_t i = 0; i < page->map.nodes.count; i++)
    heights[page->map.nodes.items[i].layer] += page->boxes[i].height + MAP_GAP;
  *layer = MAP_GOALS;
  for (int i = 0; i < MAP_LAYER_COUNT; i++)
    if (heights[i] > heights[*layer]) *layer = (enum map_layer)i;
  return heights[*layer] - MAP_GAP;
}

/* Takes one more away from the highest column; false where nothing is left to take. */
static bool cut_more(struct picture *p, struct page *page, const struct map *map, uint32_t *most) {
  uint32_t counts[MAP_LAYER_COUNT];
  enum map_layer layer;
  count_layers(&page->map, counts);
  highest_column(page, &layer);
  if (counts[layer] < 2) return false;
  most[layer] = counts[layer] - 1;
  page->map = cut_map(p, map, most);
  prepare(p, page);
  return true;
}

/* As much of `map` as there is room for: by the boxes alone, then with the lines that pass between them. */
static void fit(struct picture *p, struct page *page, const struct map *map, uint32_t number) {
  uint32_t most[MAP_LAYER_COUNT] = {MOST_IN_COLUMN, MOST_IN_COLUMN, MOST_IN_COLUMN, MOST_IN_COLUMN, MOST_IN_COLUMN};
  enum map_layer layer;
  page->map = cut_map(p, map, most);
  prepare(p, page);
  int room = map_page_room(p, page, number);
  while (highest_column(page, &layer) > room && cut_more(p, page, map, most)) continue;
  do map_place(p->arena, &page->layout, &page->map, page->boxes);
  while (page->layout.height > map_page_room(p, page, number) && cut_more(p, page, map, most));
}

/* What room is left goes between the boxes. */
static void loosen(struct picture *p, struct page *page, int room) {
  uint32_t counts[MAP_LAYER_COUNT];
  int most = 2;
  count_layers(&page->map, counts);
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++)
    if ((int)counts[layer] > most) most = (int)counts[layer];
  if (page->layout.height >= room) return;
  page->layout.gap += (room - page->layout.height) / (most - 1);
  if (page->layout.gap > WIDEST_GAP) page->layout.gap = WIDEST_GAP;
  map_place(p->arena, &page->layout, &page->map, page->boxes);
  if (page->layout.height <= room) return;
  page->layout.gap = MAP_GAP;
  map_place(p->arena, &page->layout, &page->map, page->boxes);
}

static void add_page(struct picture *p, const struct map *map, struct cell title) {
  struct page page = {.title = title};
  fit(p, &page, map, p->pages.count);
  loosen(p, &page, map_page_room(p, &page, p->pages.count));
  VECTOR_PUSH(p->arena, &p->pages, page);
}

static bool fits_one_page(struct picture *p) {
  uint32_t counts[MAP_LAYER_COUNT];
  struct page page = {.map = p->map};
  count_layers(&p->map, counts);
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++)
    if (counts[layer] > MOST_IN_COLUMN) return false;
  lay_out(p, &page);
  if (page.layout.height > map_page_room(p, &page, 0)) return false;
  VECTOR_PUSH(p->arena, &p->pages, page);
  return true;
}

/* Titles of pages must outlive the scratch. */
static struct cell kept_cell(struct picture *p, struct cell cell) {
  struct buffer words = map_say(p, p->arena, &cell);
  return cell_text((struct text){.bytes = words.data, .length = (uint32_t)words.length});
}

static void add_pages(struct picture *p) {
  p->split = true;
  struct map overview = map_overview(p->arena, &p->map), rest = map_unattached(p->arena, &p->map);
  add_page(p, &overview, map_sentence(TEXT_MAP_OVERVIEW));
  for (uint32_t i = 0; i < p->map.nodes.count; i++) {
    const struct map_node *node = &p->map.nodes.items[i];
    if (node->layer != MAP_OBJECTIVES) continue;
    if (p->pages.count >= MOST_PAGES) {
      p->pages_left_out++;
      continue;
    }
    struct map part = map_around(p->arena, &p->map, i);
    struct cell name = map_title(p->document, node);
    add_page(p, &part, kept_cell(p, cell_sentence(p->document, TEXT_MAP_OF_OBJECTIVE, ARGS(arg_cell(p->document, &name)))));
  }
  if (rest.nodes.count == 0) return;
  if (p->pages.count >= MOST_PAGES) p->pages_left_out++;
  else add_page(p, &rest, map_sentence(TEXT_MAP_UNATTACHED));
}

void map_paginate(struct picture *p) {
  if (!fits_one_page(p)) add_pages(p);
}
