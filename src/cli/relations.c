#include "cli/relations.h"

#include <stdlib.h>

#include "base/files.h"

/* An input by its path with every link followed. */
struct place {
  const char *path;
  uint32_t input;
};

/* One input includes another, at first or second hand. */
struct edge {
  uint32_t from, to;
};

struct relations {
  struct arena arena; /* its own: nothing of it is needed when the agreements are read */
  struct call *call;
  struct inputs *inputs;
  VECTOR(struct place) places; /* sorted by path, then by input */
  VECTOR(struct edge) edges;   /* sorted when they are all there */
};

static int compare_places(const void *left, const void *right) {
  const struct place *a = left, *b = right;
  int order = strcmp(a->path, b->path);
  return order != 0 ? order : (a->input > b->input) - (a->input < b->input);
}

static int compare_edges(const void *left, const void *right) {
  const struct edge *a = left, *b = right;
  if (a->from != b->from) return a->from > b->from ? 1 : -1;
  return (a->to > b->to) - (a->to < b->to);
}

static int compare_path(const void *path, const void *place) { return strcmp(path, ((const struct place *)place)->path); }

/* Of a file that was named twice the one stays that is no link, since its figures lie beside it; else the first. */
static void drop_repeated(struct relations *relations) {
  struct place *places = relations->places.items;
  struct input *inputs = relations->inputs->list.items;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < relations->places.count; i++) {
    struct place place = places[i], *before = kept ? &places[kept - 1] : NULL;
    if (!before || strcmp(before->path, place.path) != 0) {
      places[kept++] = place;
      continue;
    }
    bool instead = file_is_link(inputs[before->input].name) && !file_is_link(inputs[place.input].name);
    inputs[instead ? before->input : place.input].included = true;
    if (instead) *before = place;
  }
  relations->places.count = kept;
}

static void find_places(struct relations *relations) {
  struct arena *arena = &relations->arena;
  for (uint32_t i = 0; i < relations->inputs->list.count; i++) {
    const struct input *input = &relations->inputs->list.items[i];
    struct place place = {input->is_stdin ? NULL : file_real_path(arena, input->name), i};
    if (place.path) VECTOR_PUSH(arena, &relations->places, place);
  }
  if (!relations->places.count) return;
  qsort(relations->places.items, relations->places.count, sizeof(struct place), compare_places);
  drop_repeated(relations);
}

static void add_edges(struct relations *relations, uint32_t from, const struct remit_agreement *agreement) {
  for (size_t i = 1; relations->places.count && i < remit_file_count(agreement); i++) {
    const char *path = remit_file_path(agreement, i);
    const struct place *place = path ? bsearch(path, relations->places.items, relations->places.count,
                                               sizeof(struct place), compare_path)
                                     : NULL;
    struct edge edge = {from, place ? place->input : from};
    if (edge.to != from) VECTOR_PUSH(&relations->arena, &relations->edges, edge);
  }
}

/* Reads the input for its includes only. What cannot be read is said when its turn comes; standard input is kept. */
static void read_includes(struct relations *relations, uint32_t index) {
  struct input *input = &relations->inputs->list.items[index];
  struct remit_agreement *agreement = NULL;
  if (!input->is_stdin && !remit_may_include(input->name)) return;
  if (input->is_stdin) {
    input->status = input_read(relations->call, input, &input->agreement, &input->error);
    agreement = input->agreement;
    input->was_read = true;
  } else {
    const struct remit_options options = {.root = input->root, .inside_root = input->inside_root};
    remit_read_file(&options, input->name, &agreement);
  }
  if (!agreement) return;
  input->holds_agreement = remit_holds_agreement(agreement);
  add_edges(relations, index, agreement);
  if (!input->is_stdin) remit_free(agreement);
}

static bool includes(const struct relations *relations, uint32_t from, uint32_t to) {
  const struct edge edge = {from, to};
  return bsearch(&edge, relations->edges.items, relations->edges.count, sizeof edge, compare_edges);
}

/* Of two that include one another, the one that is looked at as the agreement: the one that holds it, else the first. */
static bool comes_first(const struct inputs *inputs, uint32_t a, uint32_t b) {
  bool holds_a = inputs->list.items[a].holds_agreement, holds_b = inputs->list.items[b].holds_agreement;
  return holds_a != holds_b ? holds_a : a < b;
}

static void mark_included(struct relations *relations) {
  for (uint32_t i = 0; i < relations->edges.count; i++) {
    struct edge edge = relations->edges.items[i];
    bool mutual = includes(relations, edge.to, edge.from);
    if (!mutual || comes_first(relations->inputs, edge.from, edge.to))
      relations->inputs->list.items[edge.to].included = true;
  }
}

static void find(struct relations *relations) {
  find_places(relations);
  for (uint32_t i = 0; i < relations->inputs->list.count; i++)
    if (!relations->inputs->list.items[i].included) read_includes(relations, i);
  if (!relations->edges.count) return;
  qsort(relations->edges.items, relations->edges.count, sizeof(struct edge), compare_edges);
  mark_included(relations);
}

void relations_find(struct call *call, struct inputs *inputs) {
  struct relations relations = {.call = call, .inputs = inputs};
  arena_init(&relations.arena, call->arena->allocator, call->arena->guard);
  find(&relations);
  arena_free(&relations.arena);
}
