/* A document for a terminal: short ones, such as a summary. Cells stand under one another; what the reader would do in a
 * page (fields, links, pictures) has no place here. */
#include "emit/columns.h"
#include "emit/document.h"
#include "emit/shown.h"

static const char empty_cell[] = "-";

/* What is kept of a table lasts longer than the document's scratch, which is emptied between its rows. */
static const char *said(const struct document_writer *writer, const struct cell *cell) {
  struct buffer words = buffer_in(writer->out->arena), safe = buffer_in(writer->out->arena);
  cell_say(&words, writer->document, cell);
  shown_text(&safe, words.data, words.length);
  return buffer_string(&safe);
}

static void put_line(const struct document_writer *writer, const struct cell *cell) {
  buffer_text(writer->out, said(writer, cell));
  buffer_char(writer->out, '\n');
}

/* A line of its own, apart from what stands before it. */
static void put_apart(struct document_writer *writer, const struct cell *cell) {
  if (writer->begun) buffer_char(writer->out, '\n');
  put_line(writer, cell);
}

static struct columns *grid(struct document_writer *writer, uint32_t count) {
  struct columns *columns = ARENA_NEW(writer->out->arena, struct columns);
  *columns = (struct columns){.arena = writer->out->arena, .count = count};
  return columns;
}

static const char *noted(const struct document_writer *writer, const struct fact *fact) {
  struct buffer words = buffer_in(writer->out->arena);
  buffer_text(&words, said(writer, &fact->value));
  if (!cell_is_empty(&fact->note)) {
    buffer_text(&words, text_plain(writer->language, TEXT_NOTE_OPEN));
    buffer_text(&words, said(writer, &fact->note));
    buffer_text(&words, text_plain(writer->language, TEXT_BRACKET_CLOSE));
  }
  return buffer_string(&words);
}

static void put_facts(struct document_writer *writer, const struct part *part) {
  struct columns *columns = grid(writer, 2);
  for (uint32_t i = 0; i < part->count; i++) {
    const char *cells[] = {text_plain(writer->language, part->facts[i].label), noted(writer, &part->facts[i])};
    columns_add(columns, cells);
  }
  columns_write(writer->out, columns);
}

static const char *head_of(const struct document_writer *writer, const struct column *column) {
  struct buffer words = buffer_in(writer->out->arena), safe = buffer_in(writer->out->arena);
  if (!column->unit) return text_plain(writer->language, column->head);
  text_write(&words, writer->language, TEXT_REPORT_HEAD_UNIT, ARGS(arg_text(column->head), arg_string(column->unit)));
  shown_text(&safe, words.data, words.length);
  return buffer_string(&safe);
}

static uint32_t at_most(uint32_t count) { return count < TERMINAL_COLUMNS_MOST ? count : TERMINAL_COLUMNS_MOST; }

static void begin_table(struct document_writer *writer, const struct part *part) {
  const char *heads[TERMINAL_COLUMNS_MOST] = {NULL};
  if (!cell_is_empty(&part->text)) put_apart(writer, &part->text);
  writer->grid = grid(writer, at_most(part->count));
  for (uint32_t i = 0; i < writer->grid->count; i++) {
    heads[i] = head_of(writer, &part->columns[i]);
    if (part->columns[i].form == COLUMN_FIGURE) writer->grid->right |= 1u << i;
  }
  columns_add(writer->grid, heads);
}

static void put_row(struct document_writer *writer, const struct part *part) {
  const char *cells[TERMINAL_COLUMNS_MOST];
  if (part->style == ROW_GROUP) {
    columns_add_line(writer->grid, said(writer, &part->cells[0]));
    return;
  }
  for (uint32_t i = 0; i < writer->grid->count; i++) {
    cells[i] = i < part->count ? said(writer, &part->cells[i]) : "";
    if (!*cells[i]) cells[i] = empty_cell;
  }
  columns_add(writer->grid, cells);
}

static void put_list(struct document_writer *writer, const struct part *part) {
  for (uint32_t i = 0; i < part->count; i++) {
    buffer_text(writer->out, "- ");
    put_line(writer, &part->cells[i]);
  }
}

void terminal_put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct document_writer *writer = (struct document_writer *)sink;
  (void)scratch;
  switch ((enum part_kind)part->kind) {
    case PART_TITLE:
    case PART_HEADING: put_apart(writer, &part->text); break;
    case PART_PARAGRAPH:
    case PART_NOTICE: put_line(writer, &part->text); break;
    case PART_FACTS: put_facts(writer, part); break;
    case PART_LIST: put_list(writer, part); break;
    case PART_TABLE: begin_table(writer, part); break;
    case PART_ROW: put_row(writer, part); break;
    case PART_TABLE_END: columns_write(writer->out, writer->grid); break;
    case PART_CONTENTS: /* what is filled in, drawn, ticked or signed */
    case PART_TASKS:
    case PART_MATRIX:
    case PART_ROOM:
    case PART_PANEL:
    case PART_LIVE_KPI:
    case PART_LIVE_CARD:
    case PART_CHART:
    case PART_SIGNATURE: return;
  }
  writer->begun = true;
}
