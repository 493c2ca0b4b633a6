/* HTML: what stands in a cell, and the fields to fill in. */
#include "emit/html_parts.h"

#include <assert.h>

#include "emit/actuals.h"
#include "emit/address.h"
#include "emit/html_sides.h"
#include "emit/markup.h"

void html_string(struct buffer *out, const char *text) { markup_words(out, text, strlen(text)); }

void html_sentence(struct document_writer *writer, enum text_key key) {
  html_string(writer->out, text_plain(writer->language, key));
}

/* ---- Cells ---- */

void html_said(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  struct buffer words = buffer_in(scratch);
  cell_say(&words, writer->document, cell);
  if (writer->document->second) html_words(writer, words.data, words.length);
  else markup_words(writer->out, words.data, words.length);
}

static void put_place(struct buffer *out, const char *kind, const struct place *place) {
  buffer_text(out, kind);
  buffer_char(out, '/');
  html_string(out, place->name);
  if (place->part) {
    buffer_char(out, '/');
    html_string(out, place->part);
  }
  if (place->date == DAY_NONE) return;
  buffer_char(out, '/');
  day_write(out, place->date);
}

void html_place_name(struct buffer *out, const struct place *place) {
  put_place(out, actuals_kind((enum input_kind)place->kind), place);
}

/* status/followers/2026-01-31: where the page's script puts what follows. */
static void put_follows(struct buffer *out, const struct place *place) {
  static const char *const kinds[] = {
      [FOLLOWS_STATUS] = "status",   [FOLLOWS_LATEST] = "latest",   [FOLLOWS_PLANNED] = "planned", [FOLLOWS_WAY] = "way",
      [FOLLOWS_SCORE] = "score",     [FOLLOWS_LACKING] = "lacking", [FOLLOWS_FIGURE] = "figure",   [FOLLOWS_AMBER] = "amber",
      [FOLLOWS_SPENT] = "spent",     [FOLLOWS_LEFT] = "left",       [FOLLOWS_POSTED] = "posted",   [FOLLOWS_SHARE] = "share",
      [FOLLOWS_VALUE] = "value",     [FOLLOWS_RETURN] = "return",   [FOLLOWS_DONE] = "done",       [FOLLOWS_DUE] = "due",
      [FOLLOWS_HOLDS] = "holds",
  };
  static_assert(sizeof kinds / sizeof *kinds == FOLLOWS_KIND_COUNT, "a word for each kind of result");
  buffer_text(out, "<span data-follows=\"");
  put_place(out, kinds[place->kind], place);
  buffer_text(out, "\"></span>");
}

/* What a person who does not see the table hears: of what, which figure, of when. */
static void put_input(struct document_writer *writer, const struct cell *cell, const struct column *column,
                      struct arena *scratch) {
  const struct place *place = &cell->as.place;
  buffer_text(writer->out, "<input name=\"");
  html_place_name(writer->out, place);
  buffer_text(writer->out, "\" aria-label=\"");
  markup_words(writer->out, place->label.bytes, place->label.length);
  if (column) {
    html_sentence(writer, TEXT_LIST_COMMA);
    html_sentence(writer, column->head);
  }
  if (place->date != DAY_NONE) {
    struct buffer date = buffer_in(scratch);
    text_date(&date, writer->language, place->date);
    html_sentence(writer, TEXT_LIST_COMMA);
    markup_words(writer->out, date.data, date.length);
  }
  buffer_text(writer->out, place->kind == INPUT_NOTE ? "\" autocomplete=\"off\">"
                                                     : "\" inputmode=\"decimal\" autocomplete=\"off\">");
}

static void put_lines(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  buffer_text(writer->out, "<ul class=\"lines\">");
  for (uint32_t i = 0; i < cell->as.list.count; i++) {
    buffer_text(writer->out, "<li>");
    html_cell(writer, &cell->as.list.items[i], NULL, scratch);
    buffer_text(writer->out, "</li>");
  }
  buffer_text(writer->out, "</ul>");
}

void html_content(struct document_writer *writer, const struct cell *cell, const struct column *column, struct arena *scratch) {
  switch ((enum cell_kind)cell->kind) {
    case CELL_EMPTY: break;
    case CELL_FOLLOWS:
      if (writer->page == PAGE_LIVE) put_follows(writer->out, &cell->as.place);
      break;
    case CELL_SENTENCE:
      if (!cell->as.sentence.arguments) html_sentence(writer, cell->as.sentence.key);
      else html_said(writer, cell, scratch);
      break;
    case CELL_INPUT: put_input(writer, cell, column, scratch); break;
    case CELL_LIST:
      if (cell->lines && cell->as.list.count > 1) put_lines(writer, cell, scratch);
      else html_said(writer, cell, scratch);
      break;
    default: html_said(writer, cell, scratch); break;
  }
}

static const char *span_of(const struct cell *cell) {
  switch ((enum tone)cell->tone) {
    case TONE_MISSING: return "<span class=\"missing\">";
    case TONE_QUIET: return "<span class=\"quiet\">";
    case TONE_STRONG: return "<span class=\"strong\">";
    case TONE_GOOD: return "<span class=\"state good\">";
    case TONE_MIDDLING: return "<span class=\"state middling\">";
    case TONE_BAD: return "<span class=\"state bad\">";
    case TONE_NEUTRAL: return "<span class=\"state neutral\">";
    case TONE_PLAIN: break;
  }
  return NULL;
}

/* Whether the cell leads somewhere. */
static bool begin_link(struct buffer *out, const struct cell *cell) {
  if (!cell->anchor && !cell->address) return false;
  buffer_text(out, "<a href=\"");
  if (cell->address) {
    address_write(out, cell->address);
  } else {
    buffer_char(out, '#');
    html_string(out, cell->anchor);
  }
  buffer_text(out, "\">");
  return true;
}

void html_cell(struct document_writer *writer, const struct cell *cell, const struct column *column, struct arena *scratch) {
  const char *span = span_of(cell);
  bool leads = begin_link(writer->out, cell);
  if (span) buffer_text(writer->out, span);
  html_content(writer, cell, column, scratch);
  if (span) buffer_text(writer->out, "</span>");
  if (leads) buffer_text(writer->out, "</a>");
}

/* Text of the agreement keeps its line ends. */
void html_class(struct document_writer *writer, const char *class, const struct cell *cell) {
  bool text = cell->kind == CELL_TEXT || cell->kind == CELL_LIST;
  if (!class && !text) return;
  buffer_text(writer->out, " class=\"");
  if (class) buffer_text(writer->out, class);
  if (class && text) buffer_char(writer->out, ' ');
  if (text) buffer_text(writer->out, "text");
  buffer_char(writer->out, '"');
}
