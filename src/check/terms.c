#include "check/terms.h"

enum { MOST_TERMS = 12 };

struct terms terms_in(struct arena *arena) { return (struct terms){.out = buffer_in(arena)}; }

/* A sentence has a fixed number of arguments and a sum any number of terms, so the figures are written here, in the one
 * language that sentences have so far. With a second one the catalogue needs an argument that is a list of terms, and
 * this file goes. */
static void write_figure(struct buffer *out, struct argument figure) {
  enum text_key key = figure.kind == ARGUMENT_SHARE ? TEXT_TERM_SHARE : TEXT_TERM_AMOUNT;
  text_write(out, LANGUAGE_EN, key, ARGS(figure));
}

void terms_add(struct terms *terms, const char *name, struct argument figure) {
  if (terms->count > MOST_TERMS) return;
  if (terms->count > 0) buffer_text(&terms->out, " + ");
  terms->count++;
  if (terms->count > MOST_TERMS) {
    buffer_text(&terms->out, "…");
    return;
  }
  buffer_text(&terms->out, name);
  buffer_char(&terms->out, ' ');
  write_figure(&terms->out, figure);
}

struct argument terms_argument(struct terms *terms) { return arg_string(buffer_string(&terms->out)); }
