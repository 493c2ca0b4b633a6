#include "emit/shown.h"

#include "base/utf8.h"

enum {
  ZERO_WIDTH_JOINER = 0x200D,
  LARGEST_GRAPHEME = 64, /* bytes: joined emoji have some 40, but letters with thousands of marks do exist */
  ESCAPED_BYTE_WIDTH = 4 /* <E2> */
};

/* The last two code points of each plane, which are no characters. */
static bool ends_plane(uint32_t c) { return (c & 0xFFFE) == 0xFFFE; }

static bool is_hidden(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || c == UTF8_INVALID || ends_plane(c) || utf8_is_control(c) ||
         utf8_is_bidi_control(c) || utf8_is_invisible(c);
}

/* Whether the joiner at `at`, which no grapheme that is shown begins with, ties two visible parts of one together. */
static bool is_joining(const char *text, size_t length, size_t at) {
  int size;
  if (at + 3 >= length) return false;
  uint32_t next = utf8_decode(text + at + 3, length - at - 3, &size);
  return !is_hidden(next) && utf8_width(text + at + 3, (size_t)size) > 0;
}

/* How many bytes of a grapheme may be shown as they stand. */
static size_t showable(const char *text, size_t length) {
  int size;
  size_t at = 0;
  for (; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c == ZERO_WIDTH_JOINER ? !is_joining(text, length, at) : is_hidden(c)) break;
  }
  return at;
}

static size_t hex_digits(uint32_t c) { return c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4; }

static struct piece escaped_piece(uint32_t c, int size) {
  size_t width = c == UTF8_INVALID ? ESCAPED_BYTE_WIDTH : 4 + hex_digits(c); /* <U+> and the digits */
  return (struct piece){(size_t)size, width, true};
}

static bool is_plain_ascii(const char *text, size_t length, size_t at) {
  unsigned char c = (unsigned char)text[at];
  return c >= ' ' && c < 0x7F && (at + 1 == length || (unsigned char)text[at + 1] < 0x80);
}

static bool ends_log_command(const char *text, size_t at) {
  return text[at] == '[' && at >= 2 && text[at - 1] == '#' && text[at - 2] == '#';
}

/* The grapheme at `text` as far as it can be shown; its first code point escaped where that takes no column. */
static struct piece grapheme_piece(const char *text, size_t length, uint32_t first, int first_size) {
  int width;
  size_t seen = length < LARGEST_GRAPHEME ? length : LARGEST_GRAPHEME;
  size_t size = showable(text, utf8_grapheme(text, seen, &width));
  utf8_grapheme(text, size, &width);
  return width > 0 ? (struct piece){size, (size_t)width, false} : escaped_piece(first, first_size);
}

struct piece shown_piece(const char *text, size_t length, size_t at) {
  int size;
  if (ends_log_command(text, at)) return escaped_piece('[', 1);
  if (is_plain_ascii(text, length, at)) return (struct piece){1, 1, false};
  uint32_t c = utf8_decode(text + at, length - at, &size);
  if (is_hidden(c)) return escaped_piece(c, size);
  return grapheme_piece(text + at, length - at, c, size);
}

static void write_hex(struct buffer *out, uint32_t value, size_t digits) {
  while (digits-- > 0) buffer_char(out, "0123456789ABCDEF"[value >> (4 * digits) & 0xF]);
}

static void write_escaped(struct buffer *out, const char *text, size_t length) {
  int size;
  uint32_t c = utf8_decode(text, length, &size);
  buffer_char(out, '<');
  if (c == UTF8_INVALID) {
    write_hex(out, (unsigned char)*text, 2);
  } else {
    buffer_text(out, "U+");
    write_hex(out, c, hex_digits(c));
  }
  buffer_char(out, '>');
}

void shown_write(struct buffer *out, const char *text, size_t length, size_t at, struct piece piece) {
  if (piece.escaped) {
    write_escaped(out, text + at, length - at);
  } else {
    buffer_bytes(out, text + at, piece.size);
  }
}

/* What a build machine takes off the start of a line before it looks for a command. */
static bool is_blank(const char *text, size_t length) {
  int size;
  uint32_t c = utf8_decode(text, length, &size);
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/* Whether nothing but blanks stands on the line that is being written. */
static bool is_at_line_start(const struct buffer *out) {
  size_t at = out->length;
  while (at > 0 && out->data[at - 1] == ' ') at--;
  return at == 0 || out->data[at - 1] == '\n';
}

void shown_text(struct buffer *out, const char *text, size_t length) {
  bool at_start = is_at_line_start(out);
  for (size_t at = 0; at < length;) {
    struct piece piece = shown_piece(text, length, at);
    if (at_start && text[at] == ':') piece.escaped = true;
    shown_write(out, text, length, at, piece);
    at_start = at_start && is_blank(text + at, length - at);
    at += piece.size;
  }
}
