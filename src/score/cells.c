#include "score/cells.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 200 }; /* bytes of a cell that may be a figure or a day */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Full-width digits and marks as plain ones; NULL where the cell is too long to be a figure. */
static const char *folded(struct arena *arena, const char *text, size_t length) {
  struct buffer out = buffer_in(arena);
  int size;
  if (length == 0 || length > LONGEST) return NULL;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c == 0x2212) c = '-'; /* the minus sign */
    if (c == UTF8_INVALID) return NULL;
    buffer_code_point(&out, utf8_plain_form(c));
  }
  return buffer_string(&out);
}

/* ---- Figures ---- */

/* A figure's characters by their kind. */
struct marks {
  size_t digits, points, commas, others;
  size_t last;   /* where its last mark stands */
  size_t length; /* up to the first character that belongs to no figure */
};

static bool is_mark(char c) { return c == '.' || c == ',' || c == '_' || c == '\''; }

/* A blank between digits: 12 000. */
static size_t blank_inside(const char *text) {
  size_t size = *text == ' ' ? 1 : !strncmp(text, "\xE2\x80\xAF", 3) ? 3 : !strncmp(text, "\xC2\xA0", 2) ? 2 : 0;
  return size > 0 && is_digit(text[size]) ? size : 0;
}

static struct marks marks_of(const char *text) {
  struct marks marks = {0};
  size_t at = 0;
  for (;; at++) {
    size_t blank = at > 0 ? blank_inside(text + at) : 0;
    if (is_digit(text[at])) {
      marks.digits++;
      continue;
    }
    if (!blank && !is_mark(text[at])) break;
    marks.points += text[at] == '.';
    marks.commas += text[at] == ',';
    marks.others += blank > 0 || text[at] == '_' || text[at] == '\'';
    marks.last = at;
    if (blank > 0) at += blank - 1;
  }
  marks.length = at;
  return marks;
}

static const char *only_digits(struct arena *arena, const char *text, size_t length, bool negative) {
  struct buffer out = buffer_in(arena);
  if (negative) buffer_char(&out, '-');
  for (size_t i = 0; i < length; i++)
    if (is_digit(text[i])) buffer_char(&out, text[i]);
  return buffer_string(&out);
}

/* One to three digits that do not begin with 0, a mark, exactly three digits. */
static bool may_be_thousands(const char *text, const struct marks *marks) {
  size_t whole = marks->last;
  return whole >= 1 && whole <= 3 && text[0] != '0' && marks->length - whole - 1 == 3;
}

/* The figure with a point in the place of its mark. */
static const char *with_point(struct arena *arena, const char *text, const struct marks *marks, bool negative) {
  struct buffer out = buffer_in(arena);
  if (negative) buffer_char(&out, '-');
  buffer_bytes(&out, text, marks->last);
  buffer_char(&out, '.');
  buffer_bytes(&out, text + marks->last + 1, marks->length - marks->last - 1);
  return buffer_string(&out);
}

/* With a 0 behind it nobody reads it as thousands: 1.2340 */
static const char *made_exact(struct arena *arena, const char *text, const struct marks *marks, bool negative) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, with_point(arena, text, marks, negative));
  buffer_char(&out, '0');
  return buffer_string(&out);
}

static enum number_reading read_digits(struct arena *arena, const char *text, const struct marks *marks, bool negative,
                                       struct written_number *out) {
  char *plain = arena_copy(arena, text, marks->length);
  if (marks->points + marks->commas > 0) plain[marks->last] = '.';
  bool stands_right = is_digit(plain[0]) && is_digit(plain[marks->length - 1]);
  if (!stands_right || !decimal_read(plain, marks->length, &out->value)) return NUMBER_NONE;
  if (!decimal_is_finite(out->value)) return NUMBER_TOO_LONG;
  if (negative) out->value = decimal_negated(out->value);
  return NUMBER_READ;
}

/* What stands behind the digits: a per cent sign, a unit, nothing. */
static void read_unit(struct arena *arena, const char *rest, struct written_number *out) {
  while (*rest == ' ') rest++;
  size_t length = strlen(rest);
  while (length > 0 && rest[length - 1] == ' ') length--;
  out->percent = length == 1 && *rest == '%';
  if (length > 0 && !out->percent) out->unit = arena_copy(arena, rest, length);
}

enum number_reading figure_number(struct arena *arena, const char *text, size_t length, bool decimal_comma,
                                struct written_number *out) {
  *out = (struct written_number){.unit = NULL};
  const char *plain = folded(arena, text, length);
  if (!plain) return NUMBER_NONE;
  bool negative = *plain == '-';
  if (*plain == '-' || *plain == '+') plain++;
  struct marks marks = marks_of(plain);
  if (marks.digits == 0 || !is_digit(plain[0])) return NUMBER_NONE;
  read_unit(arena, plain + marks.length, out);
  size_t signs = marks.points + marks.commas;
  if (signs == 1 && marks.others == 0 && may_be_thousands(plain, &marks)) {
    out->plain = only_digits(arena, plain, marks.length, negative);
    out->exact = made_exact(arena, plain, &marks, negative);
    return NUMBER_TWO_WAYS;
  }
  if (signs > 1 || marks.others > 0) {
    if (signs == 0 || (marks.points == 0) != (marks.commas == 0))
      out->plain = only_digits(arena, plain, marks.length, negative);
    return NUMBER_GROUPED;
  }
  if (marks.commas == 1 && !decimal_comma) {
    out->plain = with_point(arena, plain, &marks, negative);
    return NUMBER_GROUPED;
  }
  return read_digits(arena, plain, &marks, negative, out);
}

enum number_reading figure_exact(const char *text, size_t length, struct written_number *out) {
  *out = (struct written_number){.percent = length > 0 && text[length - 1] == '%'};
  bool negative = length > 0 && *text == '-';
  if (negative) text++;
  length -= (size_t)negative + (size_t)out->percent;
  if (length > LONGEST || !decimal_read(text, length, &out->value)) return NUMBER_NONE;
  if (!decimal_is_finite(out->value)) return NUMBER_TOO_LONG;
  if (negative) out->value = decimal_negated(out->value);
  return NUMBER_READ;
}

/* ---- Days ---- */

struct parts {
  int numbers[3];
  size_t digits[3];
  char mark;
};

/* Three numbers with one mark between them, and the rest of the text. */
static const char *read_parts(const char *text, struct parts *parts) {
  for (int i = 0; i < 3; i++) {
    if (i == 1) parts->mark = *text;
    if (i == 1 && !parts->mark) return NULL;
    if (i > 0 && *text++ != parts->mark) return NULL;
    for (; is_digit(*text); text++) {
      if (++parts->digits[i] > 4) return NULL;
      parts->numbers[i] = parts->numbers[i] * 10 + (*text - '0');
    }
    if (parts->digits[i] == 0) return NULL;
  }
  return text;
}

static enum date_reading read_civil(int year, int month, int day, day_number *out) {
  struct civil civil = {year, month, day};
  if (!civil_is_valid(civil)) return DATE_MISSING;
  *out = day_from_civil(civil);
  return DATE_READ;
}

/* Bulgarian writes 31.3.2026 г. */
static bool is_end(const char *rest) {
  while (*rest == ' ') rest++;
  return !*rest || !strcmp(rest, "г.") || !strcmp(rest, "г");
}

enum date_reading figure_day(struct arena *arena, const char *text, size_t length, day_number *out) {
  struct parts parts = {{0}, {0}, 0};
  const char *plain = folded(arena, text, length), *rest = plain ? read_parts(plain, &parts) : NULL;
  int a = parts.numbers[0], b = parts.numbers[1], c = parts.numbers[2];
  if (!rest || !is_end(rest)) return DATE_NONE;
  if (parts.digits[0] == 4 && (parts.mark == '-' || parts.mark == '/') && parts.digits[1] <= 2 && parts.digits[2] <= 2)
    return read_civil(a, b, c, out);
  if (parts.digits[2] != 4 || parts.digits[0] > 2 || parts.digits[1] > 2) return DATE_NONE;
  if (parts.mark == '.') return read_civil(c, b, a, out);
  if (parts.mark != '/') return DATE_NONE;
  if (a > 12 || a == b) return read_civil(c, b, a, out);
  return b > 12 ? read_civil(c, a, b, out) : DATE_TWO_WAYS;
}
