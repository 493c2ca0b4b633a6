#include "base/utf8.h"
#include "cli/options.h"
#include "library/limits.h"

/* The widest of the units' names in the language, and a blank more. */
static size_t unit_column(enum text_language language) {
  size_t column = 0;
  for (size_t i = 0; limit_at(i); i++) {
    const char *unit = text_plain(language, limit_at(i)->unit);
    size_t width = utf8_width(unit, strlen(unit)) + 2;
    if (width > column) column = width;
  }
  return column;
}

static void put_padded(struct buffer *out, const char *words, size_t column) {
  size_t width = utf8_width(words, strlen(words));
  buffer_text(out, words);
  buffer_repeat(out, ' ', width < column ? column - width : 1);
}

enum exit_status command_limits(struct call *call) {
  enum { NAME = 17, VALUE = 7 };
  struct buffer out = buffer_in(call->arena), figure = buffer_in(call->arena);
  size_t column = unit_column(call->language);
  for (size_t i = 0; limit_at(i); i++) {
    const struct limit_row *row = limit_at(i);
    figure.length = 0;
    buffer_integer(&figure, row->value);
    put_padded(&out, row->name, NAME + VALUE - figure.length);
    buffer_bytes(&out, figure.data, figure.length);
    buffer_char(&out, ' ');
    put_padded(&out, text_plain(call->language, row->unit), column);
    buffer_text(&out, text_plain(call->language, row->what));
    buffer_char(&out, '\n');
  }
  return program_write(call, OUTPUT, out.data, out.length);
}
