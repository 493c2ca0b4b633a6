#include "emit/map_layout.h"

enum {
  GAP_WIDTH = 62,      /* between columns, for the lines */
  WIDEST_BOX = 250,
  PASSING_HEIGHT = 6,  /* of lines that pass a column together */
  PASSING_GAP = 8,
  PORT_STEP = 9,       /* between the ends of lines at one side of a box */
  PORT_MARGIN = 7,
  ORDERING_PASSES = 12,
  PLACING_PASSES = 8,
  SCALE = 1024
};

/* A box, or a point at which lines to `passing` pass the column. */
struct slot {
  int column, y, height;
  uint32_t place;    /* in its column, from 0 */
  uint32_t node;     /* MAP_NONE: lines pass */
  uint32_t passing;
};

struct tie { /* from a slot to one in the column to the left */
  uint32_t from, to;
  int from_y, to_y;
};

struct rank {
  VECTOR(uint32_t) slots; /* from top to bottom */
};

struct laying {
  struct arena *arena;
  const struct map *map;
  struct map_layout *layout;
  int column_of[MAP_LAYER_COUNT], column_count, column_x[MAP_LAYER_COUNT];
  VECTOR(struct slot) slots; /* those of nodes first */
  VECTOR(struct tie) ties;
  struct rank columns[MAP_LAYER_COUNT];
  int height;
};

/* ---- Columns ---- */

void map_columns(struct map_layout *layout, const struct map *map, int width) {
  int count = 0;
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) layout->columns[layer] = -1;
  for (uint32_t i = 0; i < map->nodes.count; i++) layout->columns[map->nodes.items[i].layer] = 0;
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) count += layout->columns[layer] == 0;
  if (count == 0) return;
  int widest = (width - (count - 1) * GAP_WIDTH) / count, x = 0;
  layout->column_width = widest < WIDEST_BOX ? widest : WIDEST_BOX;
  int gap = count > 1 ? (width - count * layout->column_width) / (count - 1) : 0;
  if (gap > 3 * GAP_WIDTH) gap = 3 * GAP_WIDTH;
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) {
    if (layout->columns[layer] < 0) continue;
    layout->columns[layer] = x;
    x += layout->column_width + gap;
  }
}

static uint32_t add_slot(struct laying *l, int column, int height, uint32_t node, uint32_t passing) {
  uint32_t slot = l->slots.count;
  VECTOR_PUSH(l->arena, &l->slots, ((struct slot){.column = column, .height = height, .node = node, .passing = passing}));
  VECTOR_PUSH(l->arena, &l->columns[column].slots, slot);
  return slot;
}

static void add_boxes(struct laying *l, const struct map_box *boxes) {
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) {
    if (l->layout->columns[layer] < 0) continue;
    l->column_x[l->column_count] = l->layout->columns[layer];
    l->column_of[layer] = l->column_count++;
  }
  for (uint32_t i = 0; i < l->map->nodes.count; i++)
    add_slot(l, l->column_of[l->map->nodes.items[i].layer], boxes[i].height, i, MAP_NONE);
}

/* Lines to one box that pass a column do so together. */
static void add_ties(struct laying *l) {
  uint32_t *passing = ARENA_ARRAY(l->arena, uint32_t, (l->map->nodes.count + 1) * MAP_LAYER_COUNT); /* from 1 */
  for (uint32_t i = 0; i < l->map->edges.count; i++) {
    const struct map_edge *edge = &l->map->edges.items[i];
    uint32_t from = edge->from;
    if (edge->influences) continue;
    int target = l->slots.items[edge->to].column, column = l->slots.items[edge->from].column - 1;
    for (; column > target; column--) {
      uint32_t *known = &passing[edge->to * MAP_LAYER_COUNT + (uint32_t)column];
      bool is_new = *known == 0;
      if (is_new) *known = add_slot(l, column, PASSING_HEIGHT, MAP_NONE, edge->to) + 1;
      VECTOR_PUSH(l->arena, &l->ties, ((struct tie){.from = from, .to = *known - 1}));
      from = *known - 1;
      if (!is_new) break;
    }
    if (column == target) VECTOR_PUSH(l->arena, &l->ties, ((struct tie){.from = from, .to = edge->to}));
  }
}

/* ---- Order: each slot near the middle of those that it is tied to ---- */

static void number_places(struct laying *l, int column) {
  struct rank *c = &l->columns[column];
  for (uint32_t i = 0; i < c->slots.count; i++) l->slots.items[c->slots.items[i]].place = i;
}

/* How often lines between two neighbouring columns cross. */
static uint64_t count_crossings(const struct laying *l) {
  uint64_t count = 0;
  for (uint32_t i = 0; i < l->ties.count; i++) {
    const struct slot *from = &l->slots.items[l->ties.items[i].from], *to = &l->slots.items[l->ties.items[i].to];
    for (uint32_t k = i + 1; k < l->ties.count; k++) {
      const struct slot *f = &l->slots.items[l->ties.items[k].from], *t = &l->slots.items[l->ties.items[k].to];
      if (f->column != from->column) continue;
      count += (f->place < from->place && t->place > to->place) || (f->place > from->place && t->place < to->place);
    }
  }
  return count;
}

/* Of the places that the slots of a column are tied to in the one to the left (or right), the middle of each. */
static void find_middles(const struct laying *l, int column, bool left, int64_t *middles, int64_t *counts) {
  const struct rank *c = &l->columns[column];
  for (uint32_t i = 0; i < c->slots.count; i++) middles[i] = counts[i] = 0;
  for (uint32_t i = 0; i < l->ties.count; i++) {
    const struct tie *tie = &l->ties.items[i];
    const struct slot *own = &l->slots.items[left ? tie->from : tie->to], *other = &l->slots.items[left ? tie->to : tie->from];
    if (own->column != column) continue;
    middles[own->place] += (int64_t)other->place * SCALE;
    counts[own->place]++;
  }
  for (uint32_t i = 0; i < c->slots.count; i++) middles[i] = counts[i] > 0 ? middles[i] / counts[i] : (int64_t)i * SCALE;
}

/* By insertion: what is equal keeps its order. */
static void order_column(struct laying *l, int column, bool left) {
  struct rank *c = &l->columns[column];
  int64_t *middles = ARENA_ARRAY(l->arena, int64_t, 2 * c->slots.count + 2);
  find_middles(l, column, left, middles, middles + c->slots.count);
  for (uint32_t i = 1; i < c->slots.count; i++) {
    uint32_t slot = c->slots.items[i], at = i;
    int64_t middle = middles[i];
    for (; at > 0 && middles[at - 1] > middle; at--) {
      c->slots.items[at] = c->slots.items[at - 1];
      middles[at] = middles[at - 1];
    }
    c->slots.items[at] = slot;
    middles[at] = middle;
  }
  number_places(l, column);
}

static void keep_order(struct laying *l, uint32_t *best) {
  for (uint32_t i = 0; i < l->slots.count; i++) best[i] = l->slots.items[i].place;
}

static void restore_order(struct laying *l, const uint32_t *best) {
  for (uint32_t i = 0; i < l->slots.count; i++) {
    l->slots.items[i].place = best[i];
    l->columns[l->slots.items[i].column].slots.items[best[i]] = i;
  }
}

static void order_columns(struct laying *l) {
  uint32_t *best = ARENA_ARRAY(l->arena, uint32_t, l->slots.count + 1);
  for (int column = 0; column < l->column_count; column++) number_places(l, column);
  uint64_t fewest = count_crossings(l);
  keep_order(l, best);
  for (int pass = 0; pass < ORDERING_PASSES && fewest > 0; pass++) {
    bool left = pass % 2 == 0;
    for (int i = 1; i < l->column_count; i++) order_column(l, left ? i : l->column_count - 1 - i, left);
    uint64_t crossings = count_crossings(l);
    if (crossings >= fewest) continue;
    fewest = crossings;
    keep_order(l, best);
  }
  restore_order(l, best);
}

/* ---- Heights: as near to what it is tied to as the others in the column allow ---- */

static int gap_between(const struct laying *l, const struct slot *above, const struct slot *below) {
  return above->node == MAP_NONE || below->node == MAP_NONE ? PASSING_GAP : l->layout->gap;
}

static int centre(const struct slot *slot) { return slot->y + slot->height / 2; }

static int column_height(const struct laying *l, const struct rank *c) {
  int height = 0;
  for (uint32_t i = 0; i < c->slots.count; i++) {
    const struct slot *slot = &l->slots.items[c->slots.items[i]];
    if (i > 0) height += gap_between(l, &l->slots.items[c->slots.items[i - 1]], slot);
    height += slot->height;
  }
  return height;
}

static void stack(struct laying *l, struct rank *c, int top) {
  for (uint32_t i = 0; i < c->slots.count; i++) {
    struct slot *slot = &l->slots.items[c->slots.items[i]];
    if (i > 0) top += gap_between(l, &l->slots.items[c->slots.items[i - 1]], slot);
    slot->y = top;
    top += slot->height;
  }
}

/* Where each slot would like its top; it stays where it is tied to nothing on the sides that are looked at. */
static void find_wishes(const struct laying *l, int column, bool left, bool right, int64_t *wishes, int64_t *counts) {
  const struct rank *c = &l->columns[column];
  for (uint32_t i = 0; i < c->slots.count; i++) wishes[i] = counts[i] = 0;
  for (uint32_t i = 0; i < l->ties.count; i++) {
    const struct slot *from = &l->slots.items[l->ties.items[i].from], *to = &l->slots.items[l->ties.items[i].to];
    const struct slot *own = left && from->column == column ? from : right && to->column == column ? to : NULL;
    if (!own) continue;
    wishes[own->place] += centre(own == from ? to : from);
    counts[own->place]++;
  }
  for (uint32_t i = 0; i < c->slots.count; i++) {
    const struct slot *slot = &l->slots.items[c->slots.items[i]];
    wishes[i] = counts[i] > 0 ? wishes[i] / counts[i] - slot->height / 2 : slot->y;
  }
}

struct block { /* slots that touch and move together */
  int64_t sum;
  uint32_t count;
};

static int64_t block_top(const struct block *block) { return block->sum / (int64_t)block->count; }

/* The nearest to their wishes that they can stand without changing their order: slots whose wishes collide become blocks,
 * each of which stands at the mean of its wishes. */
static void settle(struct laying *l, struct rank *c, const int64_t *wishes) {
  struct block *blocks = ARENA_ARRAY(l->arena, struct block, c->slots.count + 1);
  int64_t offset = 0, room = l->height - column_height(l, c);
  uint32_t count = 0, at = 0;
  for (uint32_t i = 0; i < c->slots.count; i++) {
    const struct slot *slot = &l->slots.items[c->slots.items[i]];
    if (i > 0) offset += gap_between(l, &l->slots.items[c->slots.items[i - 1]], slot);
    blocks[count++] = (struct block){wishes[i] - offset, 1};
    offset += slot->height;
    for (; count > 1 && block_top(&blocks[count - 2]) >= block_top(&blocks[count - 1]); count--) {
      blocks[count - 2].sum += blocks[count - 1].sum;
      blocks[count - 2].count += blocks[count - 1].count;
    }
  }
  offset = 0;
  for (uint32_t b = 0; b < count; b++) {
    int64_t top = block_top(&blocks[b]);
    if (top > room) top = room;
    if (top < 0) top = 0;
    for (uint32_t k = 0; k < blocks[b].count; k++, at++) {
      struct slot *slot = &l->slots.items[c->slots.items[at]];
      if (at > 0) offset += gap_between(l, &l->slots.items[c->slots.items[at - 1]], slot);
      slot->y = (int)(top + offset);
      offset += slot->height;
    }
  }
}

static void place_column(struct laying *l, int column, bool left, bool right) {
  struct rank *c = &l->columns[column];
  int64_t *wishes = ARENA_ARRAY(l->arena, int64_t, 2 * c->slots.count + 2);
  find_wishes(l, column, left, right, wishes, wishes + c->slots.count);
  settle(l, c, wishes);
}

static void place_columns(struct laying *l) {
  for (int i = 0; i < l->column_count; i++) {
    int height = column_height(l, &l->columns[i]);
    if (height > l->height) l->height = height;
  }
  for (int i = 0; i < l->column_count; i++) stack(l, &l->columns[i], (l->height - column_height(l, &l->columns[i])) / 2);
  for (int pass = 0; pass < PLACING_PASSES; pass++) {
    bool left = pass % 2 == 0, last = pass >= PLACING_PASSES - 2;
    for (int i = 0; i < l->column_count; i++)
      place_column(l, left ? i : l->column_count - 1 - i, left || last, !left || last);
  }
}

/* ---- Lines: their ends spread over the side of a box, in the order of what they lead to ---- */

static void spread(struct laying *l, uint32_t slot, bool left) {
  const struct slot *own = &l->slots.items[slot];
  int count = 0;
  for (uint32_t i = 0; i < l->ties.count; i++) count += (left ? l->ties.items[i].from : l->ties.items[i].to) == slot;
  int step = count > 1 ? (own->height - 2 * PORT_MARGIN) / (count - 1) : 0;
  if (step > PORT_STEP) step = PORT_STEP;
  if (step < 0 || own->node == MAP_NONE) step = 0;
  for (uint32_t i = 0; i < l->ties.count; i++) {
    struct tie *tie = &l->ties.items[i];
    if ((left ? tie->from : tie->to) != slot) continue;
    uint32_t place = l->slots.items[left ? tie->to : tie->from].place;
    int above = 0;
    for (uint32_t k = 0; k < l->ties.count; k++) {
      const struct tie *other = &l->ties.items[k];
      above += (left ? other->from : other->to) == slot && l->slots.items[left ? other->to : other->from].place < place;
    }
    int y = centre(own) + (2 * above - (count - 1)) * step / 2;
    if (left) tie->from_y = y;
    else tie->to_y = y;
  }
}

static void draw(struct laying *l) {
  VECTOR(struct map_line) lines = {0};
  int width = l->layout->column_width;
  for (uint32_t i = 0; i < l->slots.count; i++) {
    const struct slot *slot = &l->slots.items[i];
    int x = l->column_x[slot->column];
    spread(l, i, true);
    spread(l, i, false);
    if (slot->node == MAP_NONE)
      VECTOR_PUSH(l->arena, &lines, ((struct map_line){x + width, centre(slot), x, centre(slot), slot->passing, false, true}));
  }
  for (uint32_t i = 0; i < l->ties.count; i++) {
    const struct tie *tie = &l->ties.items[i];
    const struct slot *from = &l->slots.items[tie->from], *to = &l->slots.items[tie->to];
    uint32_t served = to->node == MAP_NONE ? to->passing : to->node;
    VECTOR_PUSH(l->arena, &lines,
                ((struct map_line){l->column_x[from->column], tie->from_y, l->column_x[to->column] + width, tie->to_y, served,
                                   to->node != MAP_NONE, false}));
  }
  l->layout->lines = lines.items;
  l->layout->line_count = lines.count;
}

void map_place(struct arena *arena, struct map_layout *layout, const struct map *map, struct map_box *boxes) {
  struct laying l = {.arena = arena, .map = map, .layout = layout};
  add_boxes(&l, boxes);
  add_ties(&l);
  order_columns(&l);
  place_columns(&l);
  draw(&l);
  for (uint32_t i = 0; i < map->nodes.count; i++) {
    boxes[i].x = l.column_x[l.slots.items[i].column];
    boxes[i].y = l.slots.items[i].y;
  }
  layout->height = l.height;
}
