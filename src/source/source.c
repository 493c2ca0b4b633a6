#include "source/source.h"

#include <string.h>

#include "base/utf8.h"

uint32_t sources_add(struct sources *sources, const char *name, const char *path, const char *bytes, uint32_t length) {
  struct source *source = ARENA_NEW(sources->arena, struct source);
  *source = (struct source){.name = name, .path = path, .bytes = bytes, .length = length};
  VECTOR_PUSH(sources->arena, &sources->list, source);
  return sources->list.count - 1;
}

/* The start of the line after the one that `at` lies in; NULL where that is the last. */
static const char *next_line(const struct source *source, const char *at) {
  const char *feed = memchr(at, '\n', (size_t)(source->bytes + source->length - at));
  return feed ? feed + 1 : NULL;
}

/* A byte-order mark is no part of the first line: it has no column. */
static const char *first_line(const struct source *source) {
  bool marked = source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0;
  return source->bytes + (marked ? 3 : 0);
}

/* Counted first, so that the table has just its size. */
static void make_lines(struct arena *arena, struct source *source) {
  uint32_t count = 0;
  for (const char *at = first_line(source); at; at = next_line(source, at)) count++;
  source->lines = ARENA_ARRAY(arena, uint32_t, count);
  for (const char *at = first_line(source); at; at = next_line(source, at))
    source->lines[source->line_count++] = (uint32_t)(at - source->bytes);
}

static struct source *with_lines(struct sources *sources, uint32_t file) {
  struct source *source = sources_get(sources, file);
  if (!source->lines) make_lines(sources->arena, source);
  return source;
}

/* The line's index: the last that starts at `offset` or before it. */
static uint32_t find_line(const struct source *source, uint32_t offset) {
  uint32_t low = 0, high = source->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->lines[middle] <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/* The offset one past the line's last byte that is no line end. */
static uint32_t line_end(const struct source *source, uint32_t index) {
  if (index + 1 == source->line_count) return source->length;
  uint32_t end = source->lines[index + 1] - 1;
  return end > source->lines[index] && source->bytes[end - 1] == '\r' ? end - 1 : end;
}

/* The characters between two places; a >= b. */
static uint32_t count_between(const struct source *source, uint32_t a, uint32_t b) {
  return (uint32_t)utf8_count(source->bytes + b, a - b);
}

/* The start of the character that `at` lies in; `start` is that of the line. */
static uint32_t character_start(const struct source *source, uint32_t start, uint32_t at) {
  for (uint32_t back = 1; back <= 3 && back <= at - start; back++) {
    int size;
    utf8_decode(source->bytes + at - back, source->length - (at - back), &size);
    if ((uint32_t)size > back) return at - back;
  }
  return at;
}

/* The column of `at` in the line from `start` to `end`: counted from the place that was last asked for where that is
 * nearer, since a line may have millions of characters and hundreds of findings. */
static uint32_t find_column(struct source *source, uint32_t start, uint32_t end, uint32_t at) {
  uint32_t known = source->known_offset, column = source->known_column;
  uint32_t distance = known > at ? known - at : at - known;
  if (column == 0 || known < start || known > end || distance >= at - start) {
    column = count_between(source, at, start) + 1;
  } else if (known <= at) {
    column += count_between(source, at, known);
  } else {
    column -= count_between(source, known, at);
  }
  source->known_offset = at;
  source->known_column = column;
  return column;
}

struct position source_position(struct sources *sources, uint32_t file, uint32_t offset) {
  struct source *source = with_lines(sources, file);
  uint32_t index = find_line(source, offset);
  uint32_t start = source->lines[index], end = line_end(source, index);
  uint32_t at = offset < start ? start : offset > end ? end : offset;
  return (struct position){index + 1, find_column(source, start, end, character_start(source, start, at))};
}

const struct source_cell *source_cell(const struct sources *sources, struct span span) {
  const struct source_book *book = sources_get(sources, span.file)->book;
  uint32_t low = 0, high = book ? book->count : 0;
  if (span.end == 0) return NULL;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (book->cells[middle].end <= span.start) low = middle + 1;
    else high = middle;
  }
  return book && low < book->count ? &book->cells[low] : NULL;
}

const char *source_line(struct sources *sources, uint32_t file, uint32_t line, size_t *length) {
  const struct source *source = with_lines(sources, file);
  uint32_t start = source->lines[line - 1];
  *length = line_end(source, line - 1) - start;
  return source->bytes + start;
}
