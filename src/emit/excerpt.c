#include "emit/excerpt.h"

#include "emit/shown.h"

enum {
  MOST_COLUMNS = 120,
  TAB_STOP = 4,
  BYTES_BEFORE = 1024, /* of a long line these are looked at before the mark, so that its length does not matter */
  COLUMNS_BEFORE = 20  /* shown at least before a mark that is wider than the room */
};

#define ELLIPSIS "\xE2\x80\xA6" /* one column */

/* Going through a line piece by piece; columns are counted from `from`. */
struct walk {
  const char *line;
  size_t length;
  size_t from;
  size_t start, end;  /* the marked bytes */
  size_t at, column;
};

/* The marked part in columns. */
struct mark {
  size_t start, end;
  size_t columns; /* of what was walked through */
  bool whole;     /* the walk came to the line's end */
};

static struct piece current_piece(const struct walk *walk) {
  if (walk->line[walk->at] == '\t') return (struct piece){1, TAB_STOP - walk->column % TAB_STOP, false};
  return shown_piece(walk->line, walk->length, walk->at);
}

static void step(struct walk *walk, struct piece piece) {
  walk->at += piece.size;
  walk->column += piece.width;
}

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

static struct walk begin_walk(const char *line, size_t length, size_t start, size_t end) {
  size_t from = start > BYTES_BEFORE ? start - BYTES_BEFORE : 0;
  while (from > 0 && from < start && is_continuation(line[from])) from++;
  return (struct walk){line, length, from, start, end, from, 0};
}

/* Walks to the line's end, or as far behind the mark's start as could be shown. */
static struct mark find_mark(struct walk walk) {
  struct mark mark = {0};
  while (walk.at < walk.length && walk.column <= mark.start + 2 * MOST_COLUMNS) {
    bool in_mark = walk.at < walk.end;
    if (walk.at <= walk.start) mark.start = walk.column;
    step(&walk, current_piece(&walk));
    if (in_mark) mark.end = walk.column;
  }
  mark.columns = walk.column;
  mark.whole = walk.at >= walk.length;
  if (mark.whole && walk.start >= walk.length) mark.start = walk.column;
  if (mark.end <= mark.start) mark.end = mark.start + 1;
  return mark;
}

/* The columns to show before the mark, so that it stands in the middle if there is room. */
static size_t columns_before(const struct mark *mark) {
  size_t room = MOST_COLUMNS - 2, width = mark->end - mark->start;
  return width + 2 * COLUMNS_BEFORE > room ? COLUMNS_BEFORE : (room - width) / 2;
}

/* The first column to show of a line that is too long. */
static size_t first_column(const struct walk *walk, const struct mark *mark) {
  if (walk->from == 0 && mark->end < MOST_COLUMNS) return 0;
  size_t before = columns_before(mark), first = before < mark->start ? mark->start - before : 0;
  if (!mark->whole) return first;
  size_t end = mark->end > mark->columns ? mark->end : mark->columns; /* no room behind the line's end */
  size_t last = end < MOST_COLUMNS ? 0 : end - (MOST_COLUMNS - 1);
  return first < last ? first : last;
}

static void write_piece(struct buffer *out, const struct walk *walk, struct piece piece) {
  if (walk->line[walk->at] == '\t') {
    buffer_repeat(out, ' ', piece.width);
  } else {
    shown_write(out, walk->line, walk->length, walk->at, piece);
  }
}

/* Writes pieces that end at the column `limit` or before it; returns the column it came to. */
static size_t write_pieces(struct buffer *out, struct walk *walk, size_t limit) {
  while (walk->at < walk->length) {
    struct piece piece = current_piece(walk);
    if (walk->column + piece.width > limit) break;
    write_piece(out, walk, piece);
    step(walk, piece);
  }
  return walk->column;
}

static struct carets write_window(struct buffer *out, struct walk walk, const struct mark *mark) {
  size_t first = first_column(&walk, mark);
  while (walk.column < first) step(&walk, current_piece(&walk));
  bool cut = walk.at > 0;
  size_t origin = walk.column;
  if (cut) buffer_text(out, ELLIPSIS);
  size_t limit = origin + MOST_COLUMNS - (cut ? 1 : 0);
  bool reaches_end = mark->whole && mark->columns <= limit;
  size_t written = write_pieces(out, &walk, reaches_end ? limit : limit - 1);
  if (walk.at < walk.length) buffer_text(out, ELLIPSIS);
  size_t end = mark->end < written ? mark->end : written;
  return (struct carets){mark->start - origin + (cut ? 1 : 0), end > mark->start ? end - mark->start : 1};
}

struct carets excerpt_write(struct buffer *out, const char *line, size_t length, size_t start, size_t end) {
  struct walk walk = begin_walk(line, length, start, end);
  struct mark mark = find_mark(walk);
  if (walk.from > 0 || !mark.whole || mark.columns > MOST_COLUMNS) return write_window(out, walk, &mark);
  write_pieces(out, &walk, mark.columns);
  return (struct carets){mark.start, mark.end - mark.start};
}
