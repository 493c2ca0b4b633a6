/* The map as a picture: pages of A4 laid across, one under the other. One page where all fits on it; else goals and
 * objectives first, then a page for each objective. */
#include "emit/faces.h"
#include "emit/map.h"
#include "emit/map_pages.h"
#include "emit/markup.h"

enum { REPLACEMENT_CHARACTER = 0xFFFD };

/* ---- The one way into the medium for words ---- */

/* A line end is a blank: SVG would leave it out. */
static void put_words(struct buffer *out, const char *text, size_t length) {
  size_t from = 0;
  for (size_t at = 0; at <= length; at++) {
    if (at < length && !strchr("\n\r\t", text[at] ? text[at] : ' ')) continue;
    markup_words(out, text + from, at - from);
    if (at < length) buffer_char(out, ' ');
    from = at + 1;
  }
}

static void put_string(struct buffer *out, const char *text) { put_words(out, text, strlen(text)); }

static void put_cell(struct picture *p, const struct cell *cell) {
  struct buffer words = map_say(p, p->document->scratch, cell);
  put_words(p->out, words.data, words.length);
}

/* ---- Marks ---- */

static void put_number(struct buffer *out, const char *before, int value) {
  buffer_text(out, before);
  buffer_integer(out, value);
}

static void open_text(struct picture *p, const char *class, int x, int y) {
  buffer_text(p->out, "<text class=\"");
  buffer_text(p->out, class);
  put_number(p->out, "\" x=\"", x);
  put_number(p->out, "\" y=\"", y);
  buffer_text(p->out, "\">");
}

static void put_line(struct picture *p, const struct text_line *line) {
  put_words(p->out, line->bytes, line->length);
  if (line->cut) buffer_text(p->out, "…");
}

/* Lines of one text, one under the other; returns the y of the next. */
static int put_lines(struct picture *p, const char *class, const struct text_lines *lines, int x, int y, int step) {
  if (lines->count == 0) return y;
  open_text(p, class, x, y);
  for (uint32_t i = 0; i < lines->count; i++, y += step) {
    if (i > 0) buffer_char(p->out, ' '); /* between words, for who copies or hears them */
    put_number(p->out, "<tspan x=\"", x);
    put_number(p->out, "\" y=\"", y);
    buffer_text(p->out, "\">");
    put_line(p, &lines->items[i]);
    buffer_text(p->out, "</tspan>");
  }
  buffer_text(p->out, "</text>\n");
  return y;
}

/* A text over the width of the page. */
static int put_paragraph(struct picture *p, const char *class, const struct cell *cell, int y, int size, uint32_t most) {
  struct buffer words = map_say(p, p->document->scratch, cell);
  int width = (PAGE_WIDTH - 2 * MARGIN) * LINES_EM / size;
  struct text_lines lines = lines_of(p->document->scratch, words.data, words.length, width, most);
  return put_lines(p, class, &lines, MARGIN, y, size + 4);
}

/* ---- Boxes ---- */

static uint32_t hue_of(const struct map *map, uint32_t node) {
  uint32_t objective = map->nodes.items[node].objective;
  return objective == MAP_NONE ? HUES : objective % HUES;
}

static void put_hue(struct picture *p, uint32_t hue) {
  buffer_text(p->out, " h");
  buffer_integer(p->out, hue);
}

static void put_rectangle(struct picture *p, const struct page *page, uint32_t node) {
  const struct map_box *box = &page->boxes[node];
  const char *const classes[] = {"goal", "objective", "kpi", "work", "channel"};
  buffer_text(p->out, "<rect class=\"box ");
  buffer_text(p->out, page->map.nodes.items[node].entity ? classes[page->map.nodes.items[node].layer] : "more");
  put_hue(p, hue_of(&page->map, node));
  put_number(p->out, "\" x=\"", box->x);
  put_number(p->out, "\" y=\"", box->y);
  put_number(p->out, "\" width=\"", box->width);
  put_number(p->out, "\" height=\"", box->height);
  buffer_text(p->out, "\" rx=\"5\"/>\n");
}

static void put_box(struct picture *p, const struct page *page, uint32_t node) {
  const struct map_box *box = &page->boxes[node];
  const struct box_words *words = &page->words[node];
  struct cell said = map_said(p->document, &page->map, node);
  int y = box->y + 19 + (box->height - map_words_height(words)) / 2;
  buffer_text(p->out, "<g role=\"listitem\"><title>");
  put_cell(p, &said);
  buffer_text(p->out, "</title>\n");
  put_rectangle(p, page, node);
  if (words->kind) {
    open_text(p, "kind", box->x + PADDING, y - 3);
    put_string(p->out, text_plain(p->document->language, map_kind(&page->map.nodes.items[node])));
    buffer_text(p->out, "</text>\n");
    y += KIND_LINE;
  }
  y = put_lines(p, "name", &words->title, box->x + PADDING, y, TITLE_LINE);
  put_lines(p, "detail", &words->detail, box->x + PADDING, y - 1, DETAIL_LINE);
  buffer_text(p->out, "</g>\n");
  document_rest(p->document);
}

static void put_layer(struct picture *p, const struct page *page, enum map_layer layer) {
  buffer_text(p->out, "<g role=\"list\" aria-label=\"");
  put_string(p->out, text_plain(p->document->language, map_layer_name(layer)));
  buffer_text(p->out, "\">\n");
  for (uint32_t i = 0; i < page->map.nodes.count; i++)
    if (page->map.nodes.items[i].layer == layer) put_box(p, page, i);
  buffer_text(p->out, "</g>\n");
}

/* ---- Lines ---- */

static void put_point(struct buffer *out, const char *before, int x, int y) {
  put_number(out, before, x);
  put_number(out, " ", y);
}

static void put_curve(struct picture *p, const struct map_line *line) {
  int end = line->to_x + (line->arrives ? 5 : 0), middle = (line->from_x + end) / 2;
  put_point(p->out, "M", line->from_x, line->from_y);
  if (line->straight || line->from_y == line->to_y) {
    put_point(p->out, "L", end, line->to_y);
    return;
  }
  put_point(p->out, "C", middle, line->from_y);
  put_point(p->out, " ", middle, line->to_y);
  put_point(p->out, " ", end, line->to_y);
}

/* The head of an arrow with its point at x, y; `left`: it points to the left. */
static void put_head(struct picture *p, uint32_t hue, int x, int y, bool left) {
  int back = left ? 7 : -7;
  buffer_text(p->out, "<path class=\"head");
  put_hue(p, hue);
  put_point(p->out, "\" d=\"M", x, y);
  put_point(p->out, "L", x + back, y - 4);
  put_point(p->out, "L", x + back, y + 4);
  buffer_text(p->out, "Z\"/>\n");
}

static void put_links(struct picture *p, const struct page *page) {
  buffer_text(p->out, "<g aria-hidden=\"true\">\n");
  for (uint32_t i = 0; i < page->layout.line_count; i++) {
    const struct map_line *line = &page->layout.lines[i];
    buffer_text(p->out, "<path class=\"line");
    put_hue(p, hue_of(&page->map, line->to));
    buffer_text(p->out, "\" d=\"");
    put_curve(p, line);
    buffer_text(p->out, "\"/>\n");
    if (line->arrives) put_head(p, hue_of(&page->map, line->to), line->to_x, line->to_y, true);
  }
  buffer_text(p->out, "</g>\n");
}

static uint32_t count_influences(const struct map *map) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < map->edges.count; i++) count += map->edges.items[i].influences;
  return count;
}

/* Beside the column of the KPIs, bulging into the gap. */
static void put_influence(struct picture *p, const struct map_box *from, const struct map_box *to) {
  bool down = to->y > from->y;
  int start = down ? from->y + from->height - 8 : from->y + 8, end = down ? to->y + 8 : to->y + to->height - 8;
  int away = (down ? end - start : start - end) / 6, bulge = from->x - (away > 24 ? 40 : 16 + away);
  buffer_text(p->out, "<path class=\"influence\" d=\"");
  put_point(p->out, "M", from->x, start);
  put_point(p->out, "C", bulge, start);
  put_point(p->out, " ", bulge, end);
  put_point(p->out, " ", to->x - 5, end);
  buffer_text(p->out, "\"/>\n");
  put_head(p, HUES, to->x, end, false);
}

static void put_influences(struct picture *p, const struct page *page) {
  uint32_t count = count_influences(&page->map);
  if (count == 0 || count > MOST_INFLUENCES) return;
  buffer_text(p->out, "<g aria-hidden=\"true\">\n");
  for (uint32_t i = 0; i < page->map.edges.count; i++) {
    const struct map_edge *edge = &page->map.edges.items[i];
    if (edge->influences) put_influence(p, &page->boxes[edge->from], &page->boxes[edge->to]);
  }
  buffer_text(p->out, "</g>\n");
}

/* ---- Pages ---- */

static void put_page_number(struct picture *p, uint32_t number) {
  if (!p->split) return;
  struct cell cell = cell_sentence(p->document, TEXT_MAP_PAGE, ARGS(arg_integer(number + 1), arg_integer(p->pages.count)));
  buffer_text(p->out, "<text class=\"small end\"");
  put_number(p->out, " x=\"", PAGE_WIDTH - MARGIN);
  put_number(p->out, "\" y=\"", PAGE_HEIGHT - 12);
  buffer_text(p->out, "\">");
  put_cell(p, &cell);
  buffer_text(p->out, "</text>\n");
}

/* Title, version, notices; returns the y below them. */
static int put_page_head(struct picture *p, const struct page *page, uint32_t number) {
  struct cell title = map_headline(p->document, p->model), version = map_version(p->document, p->model), notice = map_sentence(TEXT_REPORT_INCONSISTENT);
  struct cell draft = map_sentence(TEXT_REPORT_DRAFT), how_to = map_sentence(TEXT_MAP_HOW_TO);
  int y = put_paragraph(p, "title", number == 0 ? &title : &page->title, 32, 20, 2) - 2;
  if (number > 0) y = put_paragraph(p, "small", &title, y, DETAIL_SIZE, 1);
  y = put_paragraph(p, "small", &version, y, DETAIL_SIZE, 1);
  if (p->inconsistent) y = put_paragraph(p, "notice", &notice, y + 2, TITLE_SIZE, 3);
  if (p->model->agreement.draft) y = put_paragraph(p, "notice", &draft, y + 2, TITLE_SIZE, 2);
  if (number == 0) y = put_paragraph(p, "small", &how_to, y, DETAIL_SIZE, 2);
  if (number == 0 && p->split) y = put_paragraph(p, "small", &page->title, y, DETAIL_SIZE, 1);
  return y;
}

static void put_heads(struct picture *p, const struct page *page, int y) {
  struct cell empty = map_sentence(TEXT_MAP_EMPTY);
  if (page->map.nodes.count == 0) put_paragraph(p, "small", &empty, y, DETAIL_SIZE, 2);
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++) {
    if (page->layout.columns[layer] < 0) continue;
    const char *name = text_plain(p->document->language, map_layer_name((enum map_layer)layer));
    struct text_lines lines = lines_of(p->document->scratch, name, strlen(name),
                                      page->layout.column_width * LINES_EM / DETAIL_SIZE, 1);
    put_lines(p, "column", &lines, MARGIN + page->layout.columns[layer], y, DETAIL_LINE);
  }
}

/* What is not in the picture, and what a dashed line is; returns how many notes. */
static uint32_t notes_of(struct picture *p, const struct page *page, uint32_t number, struct cell *notes) {
  uint32_t count = 0, influences = count_influences(&page->map);
  if (influences > MOST_INFLUENCES)
    notes[count++] = cell_sentence(p->document, TEXT_MAP_INFLUENCES_LEFT_OUT, ARGS(arg_integer(influences)));
  else if (influences > 0) notes[count++] = map_sentence(TEXT_MAP_INFLUENCES);
  if (number == 0 && p->pages_left_out > 0)
    notes[count++] = cell_sentence(p->document, TEXT_MAP_PAGES_LEFT_OUT, ARGS(arg_integer(p->pages_left_out)));
  if (number == 0 && p->model->diagnoses.count > 0) notes[count++] = map_sentence(TEXT_MAP_DIAGNOSES_LEFT_OUT);
  return count;
}

static int foot_height(uint32_t notes) { return FOOT_MARGIN + NOTE_LINE * (notes > 0 ? (int)notes : 1); }

static void put_foot(struct picture *p, const struct cell *notes, uint32_t count, int y) {
  for (uint32_t i = 0; i < count; i++) y = put_paragraph(p, "small", &notes[i], y, DETAIL_SIZE, 1) - 2;
}

/* Where the boxes begin. */
static int put_page_top(struct picture *p, const struct page *page, uint32_t number) {
  int y = put_page_head(p, page, number) + 12;
  put_heads(p, page, y);
  return y + 10;
}

/* Returns its height: of a single page what it needs. */
static int put_page(struct picture *p, const struct page *page, uint32_t number) {
  struct cell notes[MOST_NOTES];
  uint32_t note_count = notes_of(p, page, number, notes);
  int top = put_page_top(p, page, number), foot = foot_height(note_count), height = top + page->layout.height + foot;
  if (p->split && height < PAGE_HEIGHT) height = PAGE_HEIGHT;
  put_foot(p, notes, note_count, height - foot + FOOT_MARGIN);
  put_number(p->out, "<g transform=\"translate(", MARGIN);
  put_number(p->out, " ", top);
  buffer_text(p->out, ")\">\n");
  put_links(p, page);
  put_influences(p, page);
  for (int layer = 0; layer < MAP_LAYER_COUNT; layer++)
    if (page->layout.columns[layer] >= 0) put_layer(p, page, (enum map_layer)layer);
  buffer_text(p->out, "</g>\n");
  put_page_number(p, number);
  document_rest(p->document);
  return height;
}

/* The room that head and foot leave for boxes: written for their height, and taken back. */
int map_page_room(struct picture *p, const struct page *page, uint32_t number) {
  struct cell notes[MOST_NOTES];
  size_t before = p->out->length;
  int top = put_page_top(p, page, number), foot = foot_height(notes_of(p, page, number, notes));
  p->out->length = before;
  document_rest(p->document);
  return PAGE_HEIGHT - foot - top;
}

/* ---- The picture ---- */

/* Of six hues each contrasts with the page by 3 and more, in the light and in the dark; the ends of lines and the words
 * say what belongs together without them. */
#define LIGHT                                                                                                       \
  "--ink:#1b2430;--quiet:#52606d;--page:#fff;--edge:#7b8794;--goal:#e8eef2;--fill:#f6f8f9;--warn:#8f3d07;--h0:#0b5f66;" \
  "--h1:#9a3d00;--h2:#5b3fa8;--h3:#1d5fb4;--h4:#8a1f5c;--h5:#4d6a00;--h6:#64717e"
#define DARK                                                                                                        \
  "--ink:#e6ebf0;--quiet:#a5b1bd;--page:#12171c;--edge:#77838f;--goal:#2a343e;--fill:#1a2128;--warn:#ffb98a;--h0:#6fd0d6;" \
  "--h1:#ffb080;--h2:#c0aaff;--h3:#8fc1ff;--h4:#ff9fce;--h5:#bcd86a;--h6:#94a1ae"

static const char style[] =
    "svg{" LIGHT ";background:var(--page)}\n"
    "@media screen and (prefers-color-scheme:dark){svg{" DARK "}}\n"
    "text{font-family:" FACES_ALL ";fill:var(--ink);font-size:12px}:lang(zh-Hant){font-family:" FACES_TAIWAN_FIRST "}\n"
    ".title{font-size:20px;font-weight:600}.small,.detail{font-size:11px;fill:var(--quiet)}.end{text-anchor:end}\n"
    ".column{font-size:11px;font-weight:600;fill:var(--quiet)}.kind{font-size:10px;fill:var(--quiet)}.name{font-weight:600}\n"
    ".notice{font-weight:600;fill:var(--warn)}\n"
    ".box{fill:var(--fill);stroke:var(--edge);stroke-width:1.2}.goal{fill:var(--goal)}.work{rx:1px}"
    ".channel{rx:14px}.more{fill:none;stroke-dasharray:3 3}\n"
    ".objective{stroke-width:2.4}.line,.influence{fill:none;stroke-width:1.4}\n"
    ".influence{stroke:var(--quiet);stroke-dasharray:4 3}\n"
    ".kpi.h0,.objective.h0,.line.h0{stroke:var(--h0)}.head.h0{fill:var(--h0)}\n"
    ".kpi.h1,.objective.h1,.line.h1{stroke:var(--h1)}.head.h1{fill:var(--h1)}\n"
    ".kpi.h2,.objective.h2,.line.h2{stroke:var(--h2)}.head.h2{fill:var(--h2)}\n"
    ".kpi.h3,.objective.h3,.line.h3{stroke:var(--h3)}.head.h3{fill:var(--h3)}\n"
    ".kpi.h4,.objective.h4,.line.h4{stroke:var(--h4)}.head.h4{fill:var(--h4)}\n"
    ".kpi.h5,.objective.h5,.line.h5{stroke:var(--h5)}.head.h5{fill:var(--h5)}\n"
    ".line.h6{stroke:var(--h6)}.head.h6{fill:var(--h6)}\n"
    "@page{size:A4 landscape;margin:10mm}\n"
    "@media print{svg{width:277mm;height:auto;print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

static void put_head_of_file(struct picture *p, int height) {
  struct cell title = map_headline(p->document, p->model), version = map_version(p->document, p->model);
  struct cell description = cell_sentence(p->document, TEXT_MAP_DESCRIPTION,
                                          ARGS(arg_cell(p->document, &version), arg_text(TEXT_MAP_HOW_TO)));
  buffer_text(p->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"");
  put_string(p->out, text_plain(p->document->language, TEXT_LANGUAGE_CODE));
  put_number(p->out, "\" width=\"", PAGE_WIDTH);
  put_number(p->out, "\" height=\"", height);
  put_number(p->out, "\" viewBox=\"0 0 ", PAGE_WIDTH);
  put_number(p->out, " ", height);
  buffer_text(p->out, "\" role=\"graphics-document document\" aria-labelledby=\"title\" aria-describedby=\"description\">\n"
                      "<title id=\"title\">");
  put_cell(p, &title);
  buffer_text(p->out, "</title>\n<desc id=\"description\">");
  put_cell(p, &description);
  buffer_text(p->out, "</desc>\n<style>\n");
  buffer_text(p->out, style);
  buffer_text(p->out, "</style>\n");
  document_rest(p->document);
}

void emit_map_svg(struct buffer *out, struct document *document, const struct model *model, bool inconsistent) {
  struct buffer body = buffer_in(out->arena);
  struct picture p = {.out = &body, .arena = out->arena, .document = document, .model = model, .inconsistent = inconsistent};
  int height = 0;
  p.map = map_of(out->arena, model);
  map_paginate(&p);
  for (uint32_t i = 0; i < p.pages.count; i++) {
    put_number(&body, "<g transform=\"translate(0 ", height);
    buffer_text(&body, ")\">\n");
    height += put_page(&p, &p.pages.items[i], i);
    buffer_text(&body, "</g>\n");
  }
  p.out = out;
  put_head_of_file(&p, height);
  buffer_bytes(out, body.data, body.length);
  buffer_text(out, "</svg>\n");
}
