#include "ast/literals.h"

#include <string.h>

#include "base/utf8.h"

/* A literal being read in plain forms: full-width digits and punctuation count as their ASCII ones. */
struct reader {
  const char *bytes;
  size_t length, at;
};

/* The plain character at the reader, 0 at its end; `*size` gets its bytes. */
static uint32_t peek(const struct reader *reader, int *size) {
  *size = 0;
  if (reader->at >= reader->length) return 0;
  return utf8_plain_form(utf8_decode(reader->bytes + reader->at, reader->length - reader->at, size));
}

static bool take(struct reader *reader, uint32_t wanted) {
  int size;
  if (peek(reader, &size) != wanted || !size) return false;
  reader->at += (size_t)size;
  return true;
}

/* The value of the next digit, -1 where none stands. */
static int take_digit(struct reader *reader) {
  int size;
  uint32_t c = peek(reader, &size);
  if (c < '0' || c > '9') return -1;
  reader->at += (size_t)size;
  return (int)(c - '0');
}

/* A whole number of `least` to `most` digits, -1 where there is none. */
static int take_number(struct reader *reader, int least, int most) {
  int value = 0, count = 0;
  for (int digit; count < most && (digit = take_digit(reader)) >= 0; count++) value = value * 10 + digit;
  return count < least ? -1 : value;
}

static bool at_end(const struct reader *reader) { return reader->at == reader->length; }

/* ---- Numbers ---- */

/* A letter with a mark may be composed or decomposed. The two marks of `ệ` come in either order, and one of them may
 * be composed with the letter (as Windows types Vietnamese). */
static const struct {
  const char *spelling;
  int power;
} magnitudes[] = {
    {"k", 3},
    {"M", 6},
    {"\u842C", 4}, /* 萬 */
    {"\u5104", 8}, /* 億 */
    {"ngh\u00ECn", 3}, /* nghìn */
    {"nghi\u0300n", 3},
    {"tri\u1EC7u", 6}, /* triệu */
    {"trie\u0323\u0302u", 6},
    {"trie\u0302\u0323u", 6},
    {"tri\u00EA\u0323u", 6},
    {"tri\u1EB9\u0302u", 6},
    {"t\u1EF7", 9}, /* tỷ */
    {"ty\u0309", 9},
    {"t\u1EC9", 9}, /* tỉ */
    {"ti\u0309", 9},
    {"\u0445\u0438\u043B", 3},       /* хил */
    {"\u043C\u043B\u043D", 6},       /* млн */
    {"\u043C\u043B\u0440\u0434", 9}, /* млрд */
};

/* What is left of the literal in plain forms is this spelling. */
static bool is_rest(struct reader reader, const char *spelling) {
  struct reader wanted = {.bytes = spelling, .length = strlen(spelling)};
  int size;
  while (!at_end(&wanted)) {
    uint32_t c = peek(&wanted, &size);
    wanted.at += (size_t)size;
    if (!take(&reader, c)) return false;
  }
  return at_end(&reader);
}

/* The power of ten after the digits; false where what stands there is no magnitude. */
static bool read_magnitude(struct reader reader, int *power) {
  *power = 0;
  if (at_end(&reader)) return true;
  while (take(&reader, ' ') || take(&reader, '\t')) continue;
  for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++) {
    if (!is_rest(reader, magnitudes[i].spelling)) continue;
    *power = magnitudes[i].power;
    return true;
  }
  return false;
}

static bool is_figure(uint32_t c) { return (c >= '0' && c <= '9') || c == '_' || c == '.'; }

/* Passes the digits, their point and underscores; in plain form they are ASCII, one byte for each character. */
static size_t pass_figures(struct reader *reader) {
  size_t count = 0;
  int size;
  for (; is_figure(peek(reader, &size)); count++) reader->at += (size_t)size;
  return count;
}

static void copy_figures(const char *bytes, size_t length, char *out) {
  struct reader reader = {.bytes = bytes, .length = length};
  int size;
  for (; !at_end(&reader); reader.at += (size_t)size) *out++ = (char)peek(&reader, &size);
}

/* `count` figures of which some are full-width. More than fit here cannot be figures of a decimal. */
static bool read_wide(const char *bytes, size_t length, size_t count, struct decimal *out) {
  enum { ROOM = 256 };
  char plain[ROOM];
  if (count > ROOM) {
    *out = (struct decimal){.state = DECIMAL_OVERFLOW};
    return true;
  }
  copy_figures(bytes, length, plain);
  return decimal_read(plain, count, out);
}

bool literal_number(const char *bytes, size_t length, struct decimal *out) {
  struct reader reader = {.bytes = bytes, .length = length};
  size_t count = pass_figures(&reader);
  bool read = count == reader.at ? decimal_read(bytes, count, out) : read_wide(bytes, reader.at, count, out);
  int power;
  if (!read || !read_magnitude(reader, &power)) return false;
  if (power) *out = decimal_scaled(*out, power);
  return true;
}

/* ---- Dates and times ---- */

static bool month_days(int year, int first_month, int months, day_number *first, day_number *last) {
  struct civil from = {year, first_month, 1};
  struct civil to = {year, first_month + months - 1, 1};
  if (!civil_is_valid(from) || !civil_is_valid(to)) return false;
  *first = day_from_civil(from);
  *last = day_month_end(day_from_civil(to));
  return true;
}

static bool one_day(struct civil civil, day_number *first, day_number *last) {
  if (!civil_is_valid(civil)) return false;
  *first = *last = day_from_civil(civil);
  return true;
}

static bool take_quarter(struct reader *reader, int *quarter) {
  if (!take(reader, 'Q') && !take(reader, 'q')) return false;
  *quarter = take_number(reader, 1, 1);
  return true;
}

/* What follows the year and its dash. */
static bool read_in_year(struct reader *reader, int year, enum date_form *form, day_number *first, day_number *last) {
  int number, day;
  if (take_quarter(reader, &number)) {
    *form = DATE_OF_QUARTER;
    return number >= 1 && number <= 4 && month_days(year, number * 3 - 2, 3, first, last);
  }
  number = take_number(reader, 2, 2);
  if (take(reader, '-')) {
    *form = DATE_OF_DAY;
    day = take_number(reader, 2, 2);
    return one_day((struct civil){year, number, day}, first, last);
  }
  *form = DATE_OF_MONTH;
  return month_days(year, number, 1, first, last);
}

bool literal_date(const char *bytes, size_t length, enum date_form *form, day_number *first, day_number *last) {
  struct reader reader = {.bytes = bytes, .length = length};
  int year = take_number(&reader, 4, 4);
  bool exists;
  if (take(&reader, '-')) {
    exists = read_in_year(&reader, year, form, first, last);
  } else {
    *form = DATE_OF_YEAR;
    exists = month_days(year, 1, 12, first, last);
  }
  return exists && at_end(&reader);
}

int literal_time(const char *bytes, size_t length) {
  struct reader reader = {.bytes = bytes, .length = length};
  int hour = take_number(&reader, 1, 2);
  if (hour < 0 || !take(&reader, ':')) return -1;
  int minute = take_number(&reader, 2, 2);
  if (minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute)) return -1;
  return at_end(&reader) ? hour * 60 + minute : -1;
}
