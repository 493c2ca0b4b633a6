#include "library/limits.h"

#include "cli/options.h"

enum exit_status command_limits(struct call *call) {
  enum { NAME = 17, VALUE = 7, UNIT = 11 };
  struct buffer out = buffer_in(call->arena), figure = buffer_in(call->arena);
  for (size_t i = 0; limit_at(i); i++) {
    const struct limit_row *row = limit_at(i);
    const char *unit = text_plain(LANGUAGE_EN, row->unit);
    figure.length = 0;
    buffer_integer(&figure, row->value);
    buffer_text(&out, row->name);
    buffer_repeat(&out, ' ', NAME - strlen(row->name) + VALUE - figure.length);
    buffer_bytes(&out, figure.data, figure.length);
    buffer_char(&out, ' ');
    buffer_text(&out, unit);
    buffer_repeat(&out, ' ', UNIT - strlen(unit));
    buffer_text(&out, text_plain(LANGUAGE_EN, row->what));
    buffer_char(&out, '\n');
  }
  return program_write(call, OUTPUT, out.data, out.length);
}
