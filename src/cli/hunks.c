#include "cli/hunks.h"

#include <stdbool.h>

#include "base/vector.h"

enum { CONTEXT = 3 };

struct line {
  const char *bytes;
  size_t length; /* with its end, where it has one */
};

typedef VECTOR(struct line) line_list;

static line_list cut(struct arena *arena, struct buffer text) {
  line_list lines = {0};
  for (size_t at = 0; at < text.length;) {
    const char *feed = memchr(text.data + at, '\n', text.length - at);
    size_t length = feed ? (size_t)(feed - text.data) + 1 - at : text.length - at;
    VECTOR_PUSH(arena, &lines, ((struct line){text.data + at, length}));
    at += length;
  }
  return lines;
}

struct texts {
  struct buffer *out;
  line_list before, after;
};

static bool differs(const struct texts *texts, uint32_t at) {
  const struct line *a = &texts->before.items[at], *b = &texts->after.items[at];
  return a->length != b->length || memcmp(a->bytes, b->bytes, a->length) != 0;
}

static uint32_t next_difference(const struct texts *texts, uint32_t at) {
  while (at < texts->before.count && !differs(texts, at)) at++;
  return at;
}

/* ---- Names ---- */

static bool needs_quotes(const char *name) {
  for (; *name; name++)
    if ((unsigned char)*name < ' ' || *name == '"' || *name == '\\' || *name == 0x7F) return true;
  return false;
}

/* As C writes texts, which both readers understand. */
static void put_quoted(struct buffer *out, const char *name) {
  buffer_char(out, '"');
  for (; *name; name++) {
    unsigned char c = (unsigned char)*name;
    bool octal = c < ' ' || c == 0x7F;
    if (octal || c == '"' || c == '\\') buffer_char(out, '\\');
    if (octal) {
      for (int shift = 6; shift >= 0; shift -= 3) buffer_char(out, (char)('0' + (c >> shift & 7)));
    } else {
      buffer_char(out, *name);
    }
  }
  buffer_char(out, '"');
}

/* A name with blanks ends with a tab, since a date may follow a name. */
static void put_name(struct buffer *out, const char *mark, const char *name) {
  buffer_text(out, mark);
  if (needs_quotes(name)) {
    put_quoted(out, name);
  } else {
    buffer_text(out, name);
    if (strchr(name, ' ')) buffer_char(out, '\t');
  }
  buffer_char(out, '\n');
}

/* ---- Hunks ---- */

static void put_line(struct buffer *out, char mark, const struct line *line) {
  buffer_char(out, mark);
  buffer_bytes(out, line->bytes, line->length);
  if (line->bytes[line->length - 1] != '\n') buffer_text(out, "\n\\ No newline at end of file\n");
}

static void put_range(struct buffer *out, char mark, uint32_t start, uint32_t end) {
  buffer_char(out, mark);
  buffer_integer(out, (int64_t)start + 1);
  if (end - start != 1) {
    buffer_char(out, ',');
    buffer_integer(out, (int64_t)end - start);
  }
}

/* Lines that differ and stand together: those of before, then those of after. Returns the line behind them. */
static uint32_t put_change(const struct texts *texts, uint32_t at) {
  uint32_t end = at;
  while (end < texts->before.count && differs(texts, end)) end++;
  for (uint32_t i = at; i < end; i++) put_line(texts->out, '-', &texts->before.items[i]);
  for (uint32_t i = at; i < end; i++) put_line(texts->out, '+', &texts->after.items[i]);
  return end;
}

/* The line behind the hunk that has the difference at `at`: others that are near belong to it. */
static uint32_t hunk_end(const struct texts *texts, uint32_t at) {
  uint32_t end = at + 1, next = next_difference(texts, end);
  for (; next < texts->before.count && next - end <= 2 * CONTEXT; next = next_difference(texts, end)) end = next + 1;
  return texts->before.count - end < CONTEXT ? texts->before.count : end + CONTEXT;
}

static uint32_t put_hunk(const struct texts *texts, uint32_t first) {
  uint32_t start = first < CONTEXT ? 0 : first - CONTEXT, end = hunk_end(texts, first);
  buffer_text(texts->out, "@@ ");
  put_range(texts->out, '-', start, end);
  buffer_char(texts->out, ' ');
  put_range(texts->out, '+', start, end);
  buffer_text(texts->out, " @@\n");
  for (uint32_t at = start; at < end;) {
    if (differs(texts, at)) {
      at = put_change(texts, at);
    } else {
      put_line(texts->out, ' ', &texts->before.items[at++]);
    }
  }
  return end;
}

void hunks_write(struct buffer *out, const char *name, struct buffer before, struct buffer after) {
  struct texts texts = {out, cut(out->arena, before), cut(out->arena, after)};
  uint32_t at = next_difference(&texts, 0);
  if (at == texts.before.count) return;
  put_name(out, "--- ", name);
  put_name(out, "+++ ", name);
  while (at < texts.before.count) at = next_difference(&texts, put_hunk(&texts, at));
}
