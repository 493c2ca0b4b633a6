#include "ast/literals.h"

#include <string.h>

#include "base/utf8.h"

/* The longer opening first: a block's quotes begin as a line's do. */
static const struct quote {
  const char *opening, *closing, *other_closing;
  bool block;
} quotes[] = {
    {"\"\"\"", "\"\"\"", NULL, true},
    {"\"", "\"", NULL, false},
    {"\u300C", "\u300D", NULL, false},     /* 「…」 */
    {"\u300E", "\u300F", NULL, false},     /* 『…』 */
    {"\u201C", "\u201D", NULL, false},     /* “…” */
    {"\u201E", "\u201C", "\u201D", false}, /* „…“ and „…” */
};

/* A stretch of a literal that is being decoded. */
struct reader {
  const char *bytes; /* the literal, from its opening quote */
  size_t at, end;
  const struct quote *quote;
  const struct text_pieces *pieces;
};

/* The length of `mark` if it stands at `at`, else 0. */
static size_t mark_at(const char *bytes, size_t at, size_t end, const char *mark) {
  size_t length = mark ? strlen(mark) : 0;
  return length && length <= end - at && !memcmp(bytes + at, mark, length) ? length : 0;
}

static const struct quote *quote_of(const char *bytes, size_t length) {
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
    if (mark_at(bytes, 0, length, quotes[i].opening)) return &quotes[i];
  return NULL;
}

static size_t closing_at(const struct quote *quote, const char *bytes, size_t at, size_t end) {
  size_t length = mark_at(bytes, at, end, quote->closing);
  return length ? length : mark_at(bytes, at, end, quote->other_closing);
}

/* Where the closing quote stands, or the end of a literal without one. What a backslash escapes closes nothing. */
static size_t find_closing(const struct quote *quote, const char *bytes, size_t at, size_t length) {
  while (at < length && !closing_at(quote, bytes, at, length)) at += bytes[at] == '\\' && at + 1 < length ? 2 : 1;
  return at;
}

static void give_plain(const struct text_pieces *pieces, const char *bytes, size_t length) {
  if (length) pieces->plain(pieces->context, bytes, length);
}

/* ---- Escapes ---- */

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A character that a text may hold; a carriage return is none, since a line ends in one way only. */
static bool may_stand(uint32_t c) {
  return c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF) && c != '\r' && !utf8_is_control(c);
}

static void give_code_point(const struct text_pieces *pieces, uint32_t c) {
  char out[4];
  give_plain(pieces, out, (size_t)utf8_encode(c, out));
}

/* \u{…}, the reader standing at its brace. */
static enum text_fault read_code_point(struct reader *reader) {
  enum { MOST_DIGITS = 6 };
  size_t at = reader->at, first = at + 1;
  uint32_t c = 0;
  if (at >= reader->end || reader->bytes[at++] != '{') return TEXT_BAD_ESCAPE;
  for (int digit; at < reader->end && at - first < MOST_DIGITS; at++) {
    if ((digit = hex_digit(reader->bytes[at])) < 0) break;
    c = c << 4 | (uint32_t)digit;
  }
  if (at == first || at >= reader->end || reader->bytes[at] != '}') return TEXT_BAD_ESCAPE;
  if (!may_stand(c)) return TEXT_BAD_CODE_POINT;
  reader->at = at + 1;
  give_code_point(reader->pieces, c);
  return TEXT_FINE;
}

/* The bytes that stand for themselves after a backslash: a straight quote, the own closing one, `\` and `{`. */
static size_t literal_escape(const struct reader *reader) {
  char c = reader->bytes[reader->at];
  if (c == '"' || c == '\\' || c == '{') return 1;
  return closing_at(reader->quote, reader->bytes, reader->at, reader->end);
}

/* The reader stands after the backslash, and there goes on after the escape. */
static enum text_fault read_escape(struct reader *reader) {
  if (reader->at >= reader->end) return TEXT_BAD_ESCAPE;
  const char *rest = reader->bytes + reader->at;
  size_t length = literal_escape(reader);
  if (length) {
    give_plain(reader->pieces, rest, length);
    reader->at += length;
    return TEXT_FINE;
  }
  reader->at++;
  if (*rest == 'u') return read_code_point(reader);
  if (*rest != 'n' && *rest != 't') return TEXT_BAD_ESCAPE;
  give_plain(reader->pieces, *rest == 'n' ? "\n" : "\t", 1);
  return TEXT_FINE;
}

/* ---- Parameters ---- */

/* The bytes of the name at `at`. */
static size_t name_length(const char *bytes, size_t at, size_t end) {
  size_t start = at;
  int size;
  for (; at < end; at += (size_t)size) {
    uint32_t c = utf8_decode(bytes + at, end - at, &size);
    if (c == UTF8_INVALID || !(at == start ? utf8_is_name_start(c) : utf8_is_name_continue(c))) break;
  }
  return at - start;
}

/* The length of `{$NAME}` at the reader, 0 where none stands: a price in braces, `{$20}`, is plain text. */
static size_t parameter_length(const struct reader *reader) {
  size_t start = reader->at, end = reader->end;
  if (!mark_at(reader->bytes, start, end, "{$")) return 0;
  size_t length = name_length(reader->bytes, start + 2, end);
  return length && mark_at(reader->bytes, start + 2 + length, end, "}") ? length + 3 : 0;
}

/* ---- Lines ---- */

/* Passes what stands for itself, and gives it. */
static void read_plain(struct reader *reader) {
  size_t start = reader->at;
  while (reader->at < reader->end && reader->bytes[reader->at] != '\\' && !parameter_length(reader)) reader->at++;
  give_plain(reader->pieces, reader->bytes + start, reader->at - start);
}

static void read_parameter(struct reader *reader) {
  size_t length = parameter_length(reader);
  reader->pieces->parameter(reader->pieces->context, reader->bytes + reader->at + 2, length - 3);
  reader->at += length;
}

/* Decodes the stretch up to its end or a faulty escape. */
static enum text_fault read_stretch(struct reader *reader, size_t *fault_at) {
  for (;;) {
    read_plain(reader);
    if (reader->at >= reader->end) return TEXT_FINE;
    if (reader->bytes[reader->at] != '\\') {
      read_parameter(reader);
      continue;
    }
    size_t backslash = reader->at++;
    enum text_fault fault = read_escape(reader);
    if (fault == TEXT_FINE) continue;
    *fault_at = backslash;
    return fault;
  }
}

/* A line of a block, without its end. */
struct line {
  size_t start, end, next; /* `next` is the next line's start; past the block's end after the last */
};

static struct line line_at(const char *bytes, size_t start, size_t end) {
  const char *feed = memchr(bytes + start, '\n', end - start);
  if (!feed) return (struct line){start, end, end + 1};
  size_t at = (size_t)(feed - bytes);
  return (struct line){start, at > start && bytes[at - 1] == '\r' ? at - 1 : at, at + 1};
}

static size_t indentation_end(const char *bytes, struct line line) {
  while (line.start < line.end && (bytes[line.start] == ' ' || bytes[line.start] == '\t')) line.start++;
  return line.start;
}

static bool is_blank(const char *bytes, struct line line) { return indentation_end(bytes, line) == line.end; }

static size_t common_length(const char *a, size_t a_length, const char *b, size_t b_length) {
  size_t i = 0;
  while (i < a_length && i < b_length && a[i] == b[i]) i++;
  return i;
}

/* The blanks that all lines from `start` on begin with, those of nothing but blanks aside. Blanks and tabs are
 * compared as they are: how wide a tab is, nobody knows. */
static size_t common_indentation(const char *bytes, size_t start, size_t end) {
  const char *shared = NULL;
  size_t length = 0;
  for (struct line line; start <= end; start = line.next) {
    line = line_at(bytes, start, end);
    if (is_blank(bytes, line)) continue;
    size_t own = indentation_end(bytes, line) - line.start;
    length = shared ? common_length(shared, length, bytes + start, own) : own;
    shared = bytes + start;
  }
  return length;
}

/* A line of nothing but blanks is an empty one. */
static enum text_fault read_line(struct reader *reader, struct line line, size_t indentation, size_t *fault_at) {
  bool blank = is_blank(reader->bytes, line);
  reader->at = blank ? line.end : line.start + indentation;
  reader->end = line.end;
  return read_stretch(reader, fault_at);
}

/* Lines from `start` on, after a text on the line before or not; the last is dropped if it holds nothing, and with it
 * the line end before it. */
static enum text_fault read_lines(struct reader *reader, size_t start, size_t end, bool after_text, size_t *fault_at) {
  size_t indentation = common_indentation(reader->bytes, start, end);
  enum text_fault fault = TEXT_FINE;
  while (start <= end && fault == TEXT_FINE) {
    struct line line = line_at(reader->bytes, start, end);
    if (line.next > end && is_blank(reader->bytes, line)) break;
    if (after_text) give_plain(reader->pieces, "\n", 1);
    fault = read_line(reader, line, indentation, fault_at);
    after_text = true;
    start = line.next;
  }
  return fault;
}

/* Text on the line of the opening quotes has no indentation, and that line's end stays. */
static enum text_fault read_block(struct reader *reader, size_t *fault_at) {
  size_t end = reader->end;
  struct line head = line_at(reader->bytes, reader->at, end);
  bool has_text = head.next > end || !is_blank(reader->bytes, head);
  if (has_text) {
    reader->end = head.end;
    enum text_fault fault = read_stretch(reader, fault_at);
    if (fault != TEXT_FINE) return fault;
  }
  return read_lines(reader, head.next, end, has_text, fault_at);
}

enum text_fault literal_text(const char *bytes, size_t length, const struct text_pieces *pieces, size_t *fault_at) {
  const struct quote *quote = quote_of(bytes, length);
  if (!quote) {
    give_plain(pieces, bytes, length);
    return TEXT_FINE;
  }
  size_t start = strlen(quote->opening);
  struct reader reader = {bytes, start, find_closing(quote, bytes, start, length), quote, pieces};
  return quote->block ? read_block(&reader, fault_at) : read_stretch(&reader, fault_at);
}
