#include "emit/columns.h"

#include "base/utf8.h"

enum { INDENT = 2, GAP = 2 };

void columns_add(struct columns *columns, const char *const *cells) {
  struct columns_row row = {.line = NULL};
  for (uint32_t i = 0; i < columns->count; i++) row.cells[i] = cells[i];
  VECTOR_PUSH(columns->arena, &columns->rows, row);
}

void columns_add_line(struct columns *columns, const char *line) {
  VECTOR_PUSH(columns->arena, &columns->rows, (struct columns_row){.line = line});
}

static size_t width_of(const char *text) { return utf8_width(text, strlen(text)); }

static size_t column_width(const struct columns *columns, uint32_t column) {
  size_t width = 0;
  for (uint32_t i = 0; i < columns->rows.count; i++) {
    if (columns->rows.items[i].line) continue;
    size_t own = width_of(columns->rows.items[i].cells[column]);
    if (own > width) width = own;
  }
  return width;
}

/* No blanks at the end of a line. */
static void put_cell(struct buffer *out, const char *text, size_t width, bool right, bool last) {
  size_t fill = width - width_of(text);
  if (right) buffer_repeat(out, ' ', fill);
  buffer_text(out, text);
  if (!right && !last) buffer_repeat(out, ' ', fill);
  if (!last) buffer_repeat(out, ' ', GAP);
}

void columns_write(struct buffer *out, const struct columns *columns) {
  size_t widths[TERMINAL_COLUMNS_MOST] = {0};
  for (uint32_t i = 0; i < columns->count; i++) widths[i] = column_width(columns, i);
  for (uint32_t i = 0; i < columns->rows.count; i++) {
    const struct columns_row *row = &columns->rows.items[i];
    buffer_repeat(out, ' ', INDENT);
    if (row->line) buffer_text(out, row->line);
    for (uint32_t k = 0; k < columns->count && !row->line; k++)
      put_cell(out, row->cells[k], widths[k], columns->right >> k & 1, k + 1 == columns->count);
    buffer_char(out, '\n');
  }
}
