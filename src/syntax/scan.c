#include "syntax/scan.h"

#include "ast/literals.h"
#include "base/utf8.h"
#include "syntax/errors.h"

/* Bytes at which the check before the scanner has to look closer: control characters, and the first bytes of the
 * characters beyond ASCII that are refused. Without branches, so that many are looked at together. */
static inline int needs_a_look(unsigned char byte) {
  int control = (byte < ' ') & (byte != '\t') & (byte != '\n');
  return control | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xD8) | (byte == 0xE2);
}

/* The first such byte from `at` on; `length` where there is none. Most texts have few. */
static size_t next_look(const char *text, size_t at, size_t length) {
  enum { STRIDE = 64 };
  const unsigned char *bytes = (const unsigned char *)text;
  for (int any = 0; length - at >= STRIDE; at += STRIDE) {
    for (size_t i = at; i < at + STRIDE; i++) any |= needs_a_look(bytes[i]);
    if (any) break;
  }
  while (at < length && !needs_a_look(bytes[at])) at++;
  return at;
}

static bool is_refused(uint32_t c, bool before_line_feed) {
  if (c == '\r') return !before_line_feed;
  return utf8_is_control(c) || utf8_is_bidi_control(c);
}

/* One finding for a run of refused characters, which are blanked in the scanner's copy. */
static uint32_t refuse_run(struct parser *p, uint32_t at, char *copy) {
  uint32_t end = at;
  uint32_t first = UTF8_INVALID;
  while (end < p->length) {
    int size;
    uint32_t c = utf8_decode(p->bytes + end, p->length - end, &size);
    bool before_line_feed = end + 1 < p->length && p->bytes[end + 1] == '\n';
    if (!is_refused(c, before_line_feed)) break;
    if (first == UTF8_INVALID) first = c;
    end += (uint32_t)size;
  }
  for (uint32_t i = at; i < end; i++) copy[i] = ' ';
  errors_refused(p, (struct place){at, end}, first);
  return end;
}

enum { REFUSED_MAX = 20 }; /* more of them, and the file is no text */

static bool refuse_characters(struct parser *p) {
  char *copy = NULL;
  int found = 0;
  for (uint32_t i = 0; (i = (uint32_t)next_look(p->bytes, i, p->length)) < p->length;) {
    int size;
    uint32_t c = utf8_decode(p->bytes + i, p->length - i, &size);
    if (!is_refused(c, i + 1 < p->length && p->bytes[i + 1] == '\n')) {
      i += (uint32_t)size;
      continue;
    }
    if (++found > REFUSED_MAX) return false;
    if (!copy) {
      copy = arena_alloc(p->arena, p->length + 2);
      for (uint32_t k = 0; k < p->length; k++) copy[k] = p->bytes[k];
    }
    i = refuse_run(p, i, copy);
  }
  if (copy) p->bytes = copy;
  return true;
}

bool scan_is_plain(const char *text, size_t length) {
  int size;
  for (size_t i = 0; (i = next_look(text, i, length)) < length; i += (size_t)size) {
    uint32_t c = utf8_decode(text + i, length - i, &size);
    if (is_refused(c, i + 1 < length && text[i + 1] == '\n')) return false;
  }
  return utf8_first_invalid(text, length) == length;
}

bool scan_accepts(struct parser *p) {
  size_t invalid = utf8_first_invalid(p->bytes, p->length);
  if (invalid < p->length) {
    errors_not_utf8(p, (uint32_t)invalid);
    return false;
  }
  return refuse_characters(p);
}

static bool is_digit_at(const char *bytes, size_t left, uint32_t *digit, int *size) {
  uint32_t c = utf8_plain_form(utf8_decode(bytes, left, size));
  *digit = c - '0';
  return c >= '0' && c <= '9';
}

/* 12.000 could be twelve thousand: one to three digits not beginning with 0, a point, exactly three digits. */
static bool is_ambiguous(const char *bytes, size_t length) {
  size_t i = 0;
  int before = 0, after = 0, size;
  uint32_t digit;
  while (i < length && is_digit_at(bytes + i, length - i, &digit, &size)) {
    if (before++ == 0 && digit == 0) return false;
    i += (size_t)size;
  }
  if (i >= length || utf8_plain_form(utf8_decode(bytes + i, length - i, &size)) != '.') return false;
  i += (size_t)size;
  while (i < length && is_digit_at(bytes + i, length - i, &digit, &size)) {
    after++;
    i += (size_t)size;
  }
  bool underscore = i < length && bytes[i] == '_';
  return before <= 3 && after == 3 && !underscore;
}

enum raw_kind scan_number(struct parser *p, struct place place) {
  const char *bytes = p->bytes + place.start;
  if (place.end - place.start >= 5 && is_ambiguous(bytes, place.end - place.start)) return scan_bad_number(p, place);
  return RAW_NUMBER;
}

enum raw_kind scan_bad_number(struct parser *p, struct place place) {
  errors_bad_number(p, place);
  return RAW_NUMBER;
}

enum raw_kind scan_date(struct parser *p, struct place place) {
  enum date_form form;
  day_number first, last;
  if (!literal_date(p->bytes + place.start, place.end - place.start, &form, &first, &last)) errors_no_such_date(p, place);
  return RAW_DATE;
}

enum raw_kind scan_bad_date(struct parser *p, struct place place) {
  errors_bad_date(p, place);
  return RAW_DATE;
}

enum raw_kind scan_time(struct parser *p, struct place place) {
  if (literal_time(p->bytes + place.start, place.end - place.start) < 0) errors_no_such_time(p, place);
  return RAW_TIME;
}

static void pass_over(void *context, const char *bytes, size_t length) {
  (void)context;
  (void)bytes;
  (void)length;
}

/* \u{…} up to its brace, which stands there. */
static uint32_t code_point_end(const struct parser *p, uint32_t at) {
  while (p->bytes[at] != '}') at++;
  return at + 1;
}

enum raw_kind scan_text(struct parser *p, struct place place) {
  const char *bytes = p->bytes + place.start;
  size_t length = place.end - place.start, at = 0;
  static const struct text_pieces check = {NULL, pass_over, pass_over};
  if (!memchr(bytes, '\\', length)) return RAW_TEXT;
  enum text_fault fault = literal_text(bytes, length, &check, &at);
  uint32_t start = place.start + (uint32_t)at;
  if (fault == TEXT_BAD_CODE_POINT) errors_bad_code_point(p, (struct place){start, code_point_end(p, start)});
  if (fault != TEXT_BAD_ESCAPE) return RAW_TEXT;
  int size;
  utf8_decode(p->bytes + start + 1, p->length - start - 1, &size);
  errors_bad_escape(p, (struct place){start, start + 1 + (uint32_t)size});
  return RAW_TEXT;
}

static uint32_t line_end(const struct parser *p, uint32_t at) {
  const char *feed = memchr(p->bytes + at, '\n', p->length - at);
  return feed ? (uint32_t)(feed - p->bytes) : p->length;
}

/* How many quotes stand in these bytes; *first gets the place after the first. */
static int count_quotes(const struct parser *p, uint32_t at, uint32_t end, uint32_t *first) {
  int count = 0;
  for (; at < end; at++)
    if (p->bytes[at] == '"' && count++ == 0) *first = at + 1;
  return count;
}

/* Lines without a quote, and then one with an odd number of them (but not the three of a block): the first of these is
 * the end that was meant. The line itself ends where the scanner is, which has put a NUL there. */
uint32_t scan_later_end(struct parser *p, struct place place) {
  enum { LINES = 20 };
  uint32_t at = place.end, first = 0;
  for (int i = 0; i < LINES && at < p->length; i++) {
    uint32_t end = line_end(p, at + 1);
    int quotes = count_quotes(p, at + 1, end, &first);
    bool block = quotes >= 3 && p->bytes[first] == '"' && p->bytes[first + 1] == '"';
    if (quotes) return quotes % 2 && !block ? first : 0;
    at = end;
  }
  return 0;
}

/* How many braces open in the texts of the line up to `end`, the last of which is open, and do not close there: then one
 * at the line's end closes what is text as well. */
static int braces_in_texts(const char *bytes, uint32_t start, uint32_t end) {
  bool text = false;
  int open = 0;
  while (start > 0 && bytes[start - 1] != '\n') start--;
  for (uint32_t i = start; i < end; i++) {
    if (bytes[i] == '"') text = !text;
    if (bytes[i] == '\\' && text) i++;
    else if (text && bytes[i] == '{') open++;
    else if (text && bytes[i] == '}' && open) open--;
  }
  return open;
}

uint32_t scan_open_end(struct parser *p, struct place place) {
  uint32_t end = place.end, brace = 0;
  while (end > place.start + 1 && p->bytes[end - 1] && strchr(" \t\r;{}", p->bytes[end - 1])) end--;
  int open = braces_in_texts(p->bytes, place.start, end);
  for (uint32_t i = end; i < place.end && !brace; i++) {
    if (p->bytes[i] == '{' || (p->bytes[i] == '}' && !open)) brace = i;
    if (p->bytes[i] == '}' && open) open--;
  }
  return brace ? brace : place.end;
}

enum raw_kind scan_open_text(struct parser *p, struct place place) {
  errors_open_text(p, place);
  return RAW_TEXT;
}

void scan_comment(struct parser *p, struct place place) {
  VECTOR_PUSH(p->arena, &p->tree->comments, span_at(p->file, place.start, place.end));
}

void scan_stray(struct parser *p, struct place place) { errors_stray(p, place); }
