/* The map for Graphviz: all of it, for who lays it out anew or takes it on. */
#include "base/utf8.h"
#include "emit/lines.h"
#include "emit/map.h"

enum { WIDTH = 1700, MOST_LINES = 100, REPLACEMENT_CHARACTER = 0xFFFD };

struct graph {
  struct buffer *out;
  struct document *document;
  const struct model *model;
  struct map map;
};

/* ---- The one way into the medium for words ---- */

/* In quotes. A backslash would begin one of Graphviz's escapes, an ampersand one of HTML's. */
static void put_words(struct buffer *out, const char *text, size_t length) {
  int size;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    bool none = c == UTF8_INVALID || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0x7F && c < 0xA0);
    if (c == '"') buffer_text(out, "\\\"");
    else if (c == '\\') buffer_text(out, "\\\\");
    else if (c == '&') buffer_text(out, "&amp;");
    else if (c == '\n' || c == '\r' || c == '\t') buffer_char(out, ' ');
    else if (none) buffer_code_point(out, REPLACEMENT_CHARACTER);
    else if (c < ' ') buffer_code_point(out, 0x2400 + c); /* its picture */
    else buffer_bytes(out, text + at, (size_t)size);
  }
}

static void put_wrapped(struct graph *g, const struct cell *cell) {
  struct buffer words = buffer_in(g->document->scratch);
  cell_say(&words, g->document, cell);
  struct text_lines lines = lines_of(g->document->scratch, words.data, words.length, WIDTH, MOST_LINES);
  for (uint32_t i = 0; i < lines.count; i++) {
    if (i > 0) buffer_text(g->out, "\\n");
    put_words(g->out, lines.items[i].bytes, lines.items[i].length);
    if (lines.items[i].cut) buffer_text(g->out, "…");
  }
}

static void put_plain(struct graph *g, const struct cell *cell) {
  struct buffer words = buffer_in(g->document->scratch);
  cell_say(&words, g->document, cell);
  put_words(g->out, words.data, words.length);
}

/* ---- Nodes and edges ---- */

/* Names of an agreement are letters, digits and underscores. */
static void put_name(struct graph *g, uint32_t node) {
  const char *name = g->map.nodes.items[node].entity->spelling;
  buffer_char(g->out, '"');
  put_words(g->out, name, strlen(name));
  buffer_char(g->out, '"');
}

static void put_node(struct graph *g, uint32_t i) {
  static const char *const shapes[] = {"box, style=\"rounded,filled\", fillcolor=\"#e8eef2\"", "box, style=rounded, penwidth=2",
                                       "box", "note", "box, style=rounded, peripheries=2"};
  const struct map_node *node = &g->map.nodes.items[i];
  struct cell title = map_title(g->document, node), detail = map_detail(g->document, node);
  const char *kind = text_plain(g->document->language, map_kind(node));
  buffer_text(g->out, "    ");
  put_name(g, i);
  buffer_text(g->out, " [shape=");
  buffer_text(g->out, node->entity->kind == ENTITY_ACTION ? "component" : shapes[node->layer]);
  buffer_text(g->out, ", label=\"");
  put_wrapped(g, &title);
  if (!cell_is_empty(&detail)) buffer_text(g->out, "\\n");
  put_wrapped(g, &detail);
  buffer_text(g->out, "\", tooltip=\"");
  put_words(g->out, kind, strlen(kind));
  buffer_text(g->out, "\"];\n");
  document_rest(g->document);
}

/* The nodes of a layer stand in one column. */
static void put_layer(struct graph *g, enum map_layer layer) {
  bool any = false;
  for (uint32_t i = 0; i < g->map.nodes.count; i++) {
    if (g->map.nodes.items[i].layer != layer) continue;
    if (!any) buffer_text(g->out, "  {\n    rank=same;\n");
    any = true;
    put_node(g, i);
  }
  if (any) buffer_text(g->out, "  }\n");
}

static void put_edge(struct graph *g, const struct map_edge *edge) {
  buffer_text(g->out, "  ");
  put_name(g, edge->from);
  buffer_text(g->out, " -> ");
  put_name(g, edge->to);
  buffer_text(g->out, edge->influences ? " [style=dashed, constraint=false];\n" : ";\n");
}

/* ---- The graph ---- */

static void put_label(struct graph *g, bool inconsistent) {
  struct cell lines[] = {map_headline(g->document, g->model), map_version(g->document, g->model),
                         cell_sentence(g->document, TEXT_REPORT_INCONSISTENT, NO_ARGS),
                         cell_sentence(g->document, TEXT_REPORT_DRAFT, NO_ARGS)};
  const bool said[] = {true, true, inconsistent, g->model->agreement.draft};
  for (int i = 0; i < 4; i++) {
    if (!said[i]) continue;
    if (i > 0) buffer_text(g->out, "\\n");
    put_plain(g, &lines[i]);
  }
  document_rest(g->document);
}

void emit_map_dot(struct buffer *out, struct document *document, const struct model *model, bool inconsistent) {
  struct graph g = {.out = out, .document = document, .model = model, .map = map_of(out->arena, model)};
  buffer_text(out, "digraph map {\n  charset=\"UTF-8\";\n  rankdir=RL;\n  labelloc=t;\n  label=\"");
  put_label(&g, inconsistent);
  buffer_text(out, "\";\n  fontname=\"sans-serif\";\n  node [fontname=\"sans-serif\", fontsize=11];\n"
                   "  edge [color=\"#52606d\"];\n");
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) put_layer(&g, (enum map_layer)layer);
  for (uint32_t i = 0; i < g.map.edges.count; i++) put_edge(&g, &g.map.edges.items[i]);
  buffer_text(out, "}\n");
}
