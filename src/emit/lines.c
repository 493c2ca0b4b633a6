#include "emit/lines.h"

#include "base/utf8.h"

/* ---- Widths: of DejaVu Sans Bold, the widest of the fonts that people have ---- */

enum { ELLIPSIS = 100 };

static bool is_among(uint32_t c, const char *set) { return c < 0x80 && strchr(set, (int)c) != NULL; }

static bool is_wide_cyrillic(uint32_t c) {
  switch (c | 0x20) { /* small letters, as far as the capitals stand 0x20 before them */
    case 0x436: case 0x43C: case 0x444: case 0x448: case 0x449: case 0x44B: case 0x44E: return true;
    default: return c == 0x416 || c == 0x41C || c == 0x424 || c == 0x428 || c == 0x429 || c == 0x42B || c == 0x42E;
  }
}

static int width_of(uint32_t c, int columns) {
  if (columns == 0) return 0;
  if (columns > 1) return c < 0x1F000 ? 100 : 135;
  if (is_among(c, " ijlI.,:;'|!/\\`")) return 40;
  if (is_among(c, "()[]{}-tfr\"*^")) return 52;
  if (is_among(c, "mMwW@%&")) return 112;
  if (c >= 'A' && c <= 'Z') return 86;
  if (c < 0x80) return is_among(c, "+<=>#~_") ? 86 : 73;
  if (c >= 0x400 && c < 0x530) return is_wide_cyrillic(c) ? 122 : c < 0x430 ? 92 : 78;
  return c < 0x250 || (c >= 0x1E00 && c < 0x1F00) ? 84 : 105;
}

/* The grapheme at the start of the text: its bytes, and its width. */
static size_t grapheme(const char *text, size_t length, int *width) {
  int columns, size;
  size_t bytes = utf8_grapheme(text, length, &columns);
  *width = width_of(utf8_decode(text, length, &size), columns);
  return bytes > 0 ? bytes : (size_t)size;
}

int lines_width(const char *text, size_t length) {
  int width = 0, one;
  for (size_t at = 0; at < length; width += one) at += grapheme(text + at, length - at, &one);
  return width;
}

/* ---- Breaks ---- */

static bool is_blank(uint32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0x3000; }

/* Marks that stay with what stands before them. */
static bool closes(uint32_t c) {
  static const uint32_t marks[] = {0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015,
                                   0x3017, 0x30FB, 0x30FC, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F,
                                   0xFF3D, 0xFF5D, 0xFF5E};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (marks[i] == c) return true;
  return is_among(c, ".,:;!?)]}%");
}

static bool opens(uint32_t c) {
  static const uint32_t marks[] = {0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0xFF08, 0xFF3B,
                                   0xFF5B};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (marks[i] == c) return true;
  return is_among(c, "([{");
}

static bool is_ideograph(uint32_t c) {
  return (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFF00 && c < 0xFFF0) || (c >= 0x20000 && c < 0x40000);
}

/* Whether a line may end between two characters neither of which is a blank. */
static bool may_break(uint32_t before, uint32_t after) {
  if (closes(after) || opens(before)) return false;
  return is_ideograph(before) || is_ideograph(after);
}

static uint32_t character_at(const char *text, size_t length) {
  int size;
  return length > 0 ? utf8_decode(text, length, &size) : ' ';
}

/* How many bytes of the text, which begins with no blank, fit into a line; of them the last blanks are not counted. */
static size_t fitting(const char *text, size_t length, int room) {
  size_t at = 0, end = 0;
  int width = 0, one;
  uint32_t before = ' ';
  while (at < length) {
    uint32_t c = character_at(text + at, length - at);
    size_t size = grapheme(text + at, length - at, &one);
    if (is_blank(c)) {
      if (!is_blank(before)) end = at;
    } else {
      if (at > 0 && !is_blank(before) && may_break(before, c)) end = at;
      if (width + one > room) return end > 0 ? end : at > 0 ? at : size;
    }
    width += one;
    at += size;
    before = c;
  }
  return length;
}

static size_t skip_blanks(const char *text, size_t length, size_t at) {
  int size;
  while (at < length && is_blank(utf8_decode(text + at, length - at, &size))) at += (size_t)size;
  return at;
}

static size_t without_blanks(const char *text, size_t length) {
  while (length > 0 && is_blank((unsigned char)text[length - 1])) length--;
  return length;
}

/* Shortened so that an ellipsis has its place. */
static struct text_line cut_line(const char *text, size_t length, int width) {
  size_t at = 0;
  int used = 0, one;
  while (at < length) {
    size_t size = grapheme(text + at, length - at, &one);
    if (used + one > width - ELLIPSIS) break;
    used += one;
    at += size;
  }
  return (struct text_line){text, (uint32_t)without_blanks(text, at), true};
}

struct text_lines lines_of(struct arena *arena, const char *text, size_t length, int width, uint32_t most) {
  struct text_line *items = ARENA_ARRAY(arena, struct text_line, most);
  uint32_t count = 0;
  size_t at = skip_blanks(text, length, 0);
  while (at < length && count < most) {
    size_t fits = fitting(text + at, length - at, width), next = skip_blanks(text, length, at + fits);
    if (count + 1 == most && next < length) items[count++] = cut_line(text + at, length - at, width);
    else items[count++] = (struct text_line){text + at, (uint32_t)without_blanks(text + at, fits), false};
    at = next;
  }
  return (struct text_lines){items, count};
}
