/* Whether a text names a figure. The number of a date says when, not how much: it is none. */
#include <string.h>

#include "check/wording.h"

static bool is_digit(struct wording_text text, size_t at) {
  return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

static size_t digits_end(struct wording_text text, size_t at) {
  while (is_digit(text, at)) at++;
  return at;
}

/* The value of the digits; 0 where there are too many for a date. */
static int value_of(struct wording_text text, size_t start, size_t end) {
  enum { MOST_DIGITS = 4 };
  int value = 0;
  if (end - start > MOST_DIGITS) return 0;
  for (; start < end; start++) value = value * 10 + (text.bytes[start] - '0');
  return value;
}

/* A year of which an agreement speaks: 2_000 is a round figure. */
static bool is_year(int value) { return value > 2010 && value < 2060; }
static bool is_small(int value) { return value > 0 && value <= 31; }

/* Numbers tied together, one of them a year: 2026-06-30, 30.6.2026. The end of all; `start` where they are no date. */
static size_t chain_end(struct wording_text text, size_t start) {
  size_t end = digits_end(text, start), parts = 1;
  bool year = is_year(value_of(text, start, end));
  for (; end < text.length && memchr("-./", text.bytes[end], 3) && is_digit(text, end + 1); parts++) {
    size_t from = end + 1;
    end = digits_end(text, from);
    year = year || is_year(value_of(text, from, end));
  }
  return year && parts > 1 ? end : start;
}

static bool begins_with(enum wording_list list, struct wording_text text, size_t at) {
  return wording_is_found(wording_next(wording_of(list), text, at));
}

/* "in 2026", but not "in 2026 shops". */
static bool counts_nothing(struct wording_text text, size_t end) {
  static const char marks[] = ".,;:!?)/\n0123456789";
  while (end < text.length && text.bytes[end] == ' ') end++;
  return end >= text.length || strchr(marks, text.bytes[end]) || begins_with(WORDING_YEAR_AFTER, text, end);
}

static bool only_blanks(struct wording_text text, size_t from, size_t to) {
  while (from < to && strchr(" ,/", text.bytes[from])) from++;
  return from == to;
}

/* Where the date ends that the digits at `start` are of; `start` where they are of none. `last` is where the date before
 * ended, which a year may follow: "Q3 2026". */
static size_t date_end(struct wording_text text, size_t start, size_t last) {
  size_t end = chain_end(text, start);
  if (end > start) return end;
  end = digits_end(text, start);
  int value = value_of(text, start, end);
  bool small = is_small(value), year = is_year(value);
  if (!small && !year) return start;
  bool named = wording_stands_before(wording_of(WORDING_DATE_NAME), text, start) || begins_with(WORDING_DATE_NAME, text, end);
  if (named || begins_with(WORDING_DATE_AFTER, text, end)) return end;
  if (!counts_nothing(text, end)) return start;
  if (year && last > 0 && only_blanks(text, last, start)) return end;
  const struct wording *before = wording_of(small ? WORDING_DATE_BEFORE : WORDING_YEAR_BEFORE);
  return wording_stands_before(before, text, start) ? end : start;
}

/* The text with blanks in place of dates. */
static struct wording_text without_dates(struct arena *arena, struct wording_text text) {
  char *bytes = ARENA_ARRAY(arena, char, text.length + 1);
  memcpy(bytes, text.bytes, text.length);
  const struct wording *words = wording_of(WORDING_DATE_WORDS);
  struct wording_match match = wording_find(words, text, 0, text.length);
  for (; wording_is_found(match); match = wording_find(words, text, match.end, text.length))
    memset(bytes + match.start, ' ', match.end - match.start);
  for (size_t at = 0, last = 0; at < text.length; at++) {
    if (!is_digit(text, at)) continue;
    size_t end = date_end(text, at, last);
    memset(bytes + at, ' ', end - at);
    if (end > at) last = end;
    at = (end > at ? end : digits_end(text, at)) - 1;
  }
  return (struct wording_text){bytes, text.length};
}

bool wording_has_figure(struct arena *arena, struct wording_text text) {
  struct wording_text rest = without_dates(arena, text);
  for (size_t at = 0; at < rest.length; at++)
    if (is_digit(rest, at)) return true;
  return wording_is_found(wording_find(wording_of(WORDING_FIGURE), rest, 0, rest.length));
}
