#include "report/document.h"

/* ---- Parts ---- */

void document_put(struct document *document, const struct part *part) {
  for (struct document_sink *sink = document->sinks; sink; sink = sink->next) sink->put(sink, part, document->scratch);
}

void document_rest(struct document *document) { arena_empty(document->scratch); }

void document_title(struct document *document, struct cell kicker, struct cell text) {
  document_put(document, &(struct part){.kind = PART_TITLE, .kicker = kicker, .text = text});
}

void document_heading(struct document *document, int level, const char *anchor, struct cell kicker, struct cell text) {
  document_put(document, &(struct part){.kind = PART_HEADING, .level = (uint8_t)level, .anchor = anchor,
                                        .kicker = kicker, .text = text});
}

void document_paragraph(struct document *document, struct cell text) {
  if (!cell_is_empty(&text)) document_put(document, &(struct part){.kind = PART_PARAGRAPH, .text = text});
}

void document_clause(struct document *document, const char *number, const char *anchor, struct cell text) {
  if (!cell_is_empty(&text))
    document_put(document, &(struct part){.kind = PART_PARAGRAPH, .number = number, .anchor = anchor, .text = text});
}

void document_notice(struct document *document, struct cell text) {
  document_put(document, &(struct part){.kind = PART_NOTICE, .text = text});
}

void document_list(struct document *document, const struct cell *items, uint32_t count) {
  if (count > 0) document_put(document, &(struct part){.kind = PART_LIST, .cells = items, .count = count});
}

void document_table(struct document *document, struct cell caption, const struct column *columns, uint32_t count) {
  document_put(document, &(struct part){.kind = PART_TABLE, .text = caption, .columns = columns, .count = count});
}

/* There are so many rows that what their parts leave empty is set once. */
void document_row(struct document *document, enum row_style style, const struct cell *cells, uint32_t count) {
  struct part *row = &document->row;
  row->kind = PART_ROW;
  row->style = (uint8_t)style;
  row->cells = cells;
  row->count = count;
  document_put(document, row);
}

void document_table_end(struct document *document) { document_put(document, &(struct part){.kind = PART_TABLE_END}); }

void document_tasks(struct document *document, const struct task *tasks, uint32_t count) {
  if (count > 0) document_put(document, &(struct part){.kind = PART_TASKS, .tasks = tasks, .count = count});
}

void document_matrix(struct document *document, struct cell caption, const struct head *heads, uint32_t count) {
  document_put(document, &(struct part){.kind = PART_MATRIX, .text = caption, .heads = heads, .count = count});
}

void document_figures(struct document *document, struct cell caption, const struct head *heads, uint32_t count) {
  document_put(document, &(struct part){.kind = PART_MATRIX, .style = STYLE_FIGURES, .text = caption, .heads = heads, .count = count});
}

void document_matrix_row(struct document *document, struct cell note, const struct cell *cells, uint32_t count) {
  document_put(document, &(struct part){.kind = PART_ROW, .kicker = note, .cells = cells, .count = count});
}

void document_room(struct document *document, struct cell label, struct cell input) {
  document_put(document, &(struct part){.kind = PART_ROOM, .text = label, .cells = &input, .count = 1});
}

void facts_add_line(struct fact_list *list, enum text_key label, struct cell value) {
  VECTOR_PUSH(list->document->scratch, &list->facts, ((struct fact){.label = label, .value = value}));
}

void facts_add_noted(struct fact_list *list, enum text_key label, struct cell value, struct cell note) {
  if (cell_is_empty(&value)) return;
  VECTOR_PUSH(list->document->scratch, &list->facts, ((struct fact){label, value, note}));
}

void facts_put(struct fact_list *list, enum part_style style) {
  if (list->facts.count == 0) return;
  document_put(list->document, &(struct part){.kind = PART_FACTS, .style = (uint8_t)style, .facts = list->facts.items,
                                              .count = list->facts.count});
}

void facts_sign(struct fact_list *list, struct cell kicker, struct cell who) {
  document_put(list->document, &(struct part){.kind = PART_SIGNATURE, .kicker = kicker, .text = who,
                                              .facts = list->facts.items, .count = list->facts.count});
}
