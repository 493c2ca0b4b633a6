#include "emit/place.h"

#include "base/utf8.h"

const char *place_path(const char *name) {
  while (name[0] == '.' && name[1] == '/' && name[2]) {
    name += 2;
    while (*name == '/' && name[1]) name++;
  }
  return name;
}

struct place place_of(struct sources *sources, struct span span) {
  const struct source *source = sources_get(sources, span.file);
  const struct source_cell *cell = source_cell(sources, span);
  struct position here = cell ? (struct position){cell->row, cell->column} : (struct position){1, 1};
  if (source->book)
    return (struct place){.path = place_path(source->name), .start = here, .end = {here.line, here.column + 1}, .book = true,
                          .cell = cell ? cell->name : NULL};
  return (struct place){.path = place_path(source->name),
                        .start = source_position(sources, span.file, span.start),
                        .end = source_position(sources, span.file, span.end)};
}

void place_write(struct buffer *out, const struct place *place, bool column) {
  buffer_text(out, place->path);
  if (place->book) {
    if (place->cell) buffer_text(out, ": ");
    if (place->cell) buffer_text(out, place->cell);
    return;
  }
  buffer_char(out, ':');
  buffer_integer(out, place->start.line);
  if (!column) return;
  buffer_char(out, ':');
  buffer_integer(out, place->start.column);
}

/* The four-byte characters are those that UTF-16 writes as two units. */
static bool is_pair(const char *text, size_t length) {
  int size;
  if ((unsigned char)*text < 0xF0) return false;
  utf8_decode(text, length, &size);
  return size == 4;
}

static uint32_t count_pairs(const char *line, size_t length, size_t from, size_t to) {
  uint32_t pairs = 0;
  for (size_t at = from; at < to; at++) pairs += is_pair(line + at, length - at);
  return pairs;
}

/* Goes on to byte `to` of the line, or back to it, or begins anew, whichever is nearest. */
static void move(struct unit_counter *counter, const char *line, size_t length, size_t to) {
  if (counter->line != line || to < counter->at / 2) *counter = (struct unit_counter){.line = line};
  if (to >= counter->at) {
    counter->pairs += count_pairs(line, length, counter->at, to);
  } else {
    counter->pairs -= count_pairs(line, length, to, counter->at);
  }
  counter->at = to;
}

uint32_t place_utf16_column(struct unit_counter *counter, struct sources *sources, uint32_t file, uint32_t offset,
                            struct position position) {
  size_t length;
  const char *line = source_line(sources, file, position.line, &length);
  size_t start = (size_t)(line - sources_get(sources, file)->bytes), to = offset > start ? offset - start : 0;
  move(counter, line, length, to < length ? to : length);
  return position.column + counter->pairs;
}

static bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c);
}

void place_uri(struct buffer *out, const char *name) {
  name = place_path(name);
  if (*name == '/') buffer_text(out, "file://");
  for (; *name; name++) {
    unsigned char c = (unsigned char)*name;
    if (is_plain(*name)) {
      buffer_char(out, *name);
      continue;
    }
    buffer_char(out, '%');
    buffer_char(out, "0123456789ABCDEF"[c >> 4]);
    buffer_char(out, "0123456789ABCDEF"[c & 0xF]);
  }
}
