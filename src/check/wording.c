#include "check/wording.h"

#include <string.h>

#include "base/utf8.h"
#include "check/wording_table.h"

struct wording_text wording_text(struct arena *arena, const char *bytes, size_t length) {
  struct wording_text text = {bytes, length};
  text.bytes = utf8_name_form(arena, text.bytes, &text.length);
  text.bytes = utf8_fold_case(arena, text.bytes, &text.length);
  return text;
}

const struct wording *wording_of(enum wording_list list) { return &wording_lists[list]; }

/* ---- Words ---- */

/* Whether it is part of a word of a spaced script. An underscore joins the words of a name as a blank does those of a
 * sentence. */
static bool is_of_word(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  return c != UTF8_INVALID && utf8_is_name_continue(c) && utf8_script(c) != UTF8_HAN;
}

/* The bytes of the character at `at` if it is part of such a word, else 0. */
static size_t word_character(struct wording_text text, size_t at) {
  int size;
  return at < text.length && is_of_word(utf8_decode(text.bytes + at, text.length - at, &size)) ? (size_t)size : 0;
}

/* The bytes of a blank or of what joins words. */
static size_t joint(struct wording_text text, size_t at) {
  return at < text.length && memchr(" \t\n-_", text.bytes[at], 5) ? 1 : 0;
}

typedef size_t passing(struct wording_text text, size_t at);

static size_t pass(struct wording_text text, size_t at, passing *passed) {
  for (size_t length; (length = passed(text, at)) > 0;) at += length;
  return at;
}

/* Where the phrase ends that begins at `at`; `at` itself where it doesn't stand there. */
static size_t phrase_end(const struct phrase *phrase, bool within, struct wording_text text, size_t at) {
  const char *bytes = (const char *)wording_bytes + phrase->at;
  size_t start = at;
  bool open = false; /* the last word may go on */
  for (size_t i = 0; i < phrase->length; i++) {
    char c = bytes[i];
    size_t next = at;
    if ((open = c == '*')) next = pass(text, at, word_character);
    else if (c == ' ') next = pass(text, at, joint);
    else if (at < text.length && text.bytes[at] == c) next = at + 1;
    if (next == at && !open) return start;
    at = next;
  }
  return within || open || !word_character(text, at) ? at : start;
}

/* Whether there is a phrase that such a character begins: mostly there is none. */
static bool may_begin(const struct wording *wording, uint32_t first, bool word_starts) {
  const uint16_t *parts = &wording->parts[wording_part(first, 0)];
  return parts[word_starts ? 0 : 1] < parts[2];
}

static size_t longest_at(const struct wording *wording, struct wording_text text, size_t at, size_t to, bool word_starts) {
  struct wording_text rest = {text.bytes, to};
  int size;
  uint32_t first = utf8_decode(text.bytes + at, text.length - at, &size);
  const uint16_t *parts = &wording->parts[wording_part(first, 0)];
  size_t longest = at, next = at + (size_t)size;
  unsigned char second = next < to ? (unsigned char)text.bytes[next] : 0;
  for (uint32_t i = parts[word_starts ? 0 : 1]; i < parts[2]; i++) {
    if (wording_phrases[i].second && wording_phrases[i].second != second) continue;
    size_t end = phrase_end(&wording_phrases[i], i >= parts[1], rest, at);
    if (end > longest) longest = end;
  }
  return longest;
}

/* A phrase may begin within one that was found: the place is that of both. */
static size_t extended(const struct wording *wording, struct wording_text text, size_t at, size_t end, size_t to) {
  for (bool in_word = true; at < end;) {
    int size;
    size_t further = longest_at(wording, text, at, to, !in_word);
    if (further > end) end = further;
    in_word = is_of_word(utf8_decode(text.bytes + at, text.length - at, &size));
    at += (size_t)size;
  }
  return end;
}

struct wording_match wording_find(const struct wording *wording, struct wording_text text, size_t from, size_t to) {
  bool in_word = false;
  for (size_t at = from; at < to;) {
    int size;
    uint32_t c = utf8_decode(text.bytes + at, text.length - at, &size);
    size_t end = may_begin(wording, c, !in_word) ? longest_at(wording, text, at, to, !in_word) : at;
    if (end > at) return (struct wording_match){at, extended(wording, text, at, end, to)};
    in_word = is_of_word(c);
    at += (size_t)size;
  }
  return (struct wording_match){to, to};
}

struct wording_match wording_next(const struct wording *wording, struct wording_text text, size_t at) {
  at = pass(text, at, joint);
  if (at >= text.length) return (struct wording_match){at, at};
  return (struct wording_match){at, longest_at(wording, text, at, text.length, true)};
}

static bool starts_word(struct wording_text text, size_t at) {
  size_t before = at;
  do before--;
  while (before > 0 && ((unsigned char)text.bytes[before] & 0xC0) == 0x80);
  return !word_character(text, before);
}

bool wording_stands_before(const struct wording *wording, struct wording_text text, size_t at) {
  enum { LONGEST = 40 };
  while (at > 0 && joint(text, at - 1)) at--;
  for (size_t start = at; start > 0 && at - start < LONGEST;) {
    start--;
    if (((unsigned char)text.bytes[start] & 0xC0) == 0x80) continue;
    if (longest_at(wording, text, start, at, start == 0 || starts_word(text, start)) == at) return true;
  }
  return false;
}

bool wording_is_all(const struct wording *wording, struct wording_text text, size_t from, size_t to) {
  struct wording_text part = {text.bytes, to};
  while (from < to) {
    struct wording_match next = wording_next(wording, part, from);
    if (wording_is_found(next)) from = next.end;
    else if (next.start > from) from = next.start;
    else if (text.bytes[from] == ',') from++;
    else return false;
  }
  return true;
}

/* ---- Sentences ---- */

/* A full stop within a word (3.5, lantern.example) ends nothing. */
static bool ends_sentence(struct wording_text text, size_t at) {
  static const char ideographic[] = "\u3002";
  enum { LENGTH = sizeof ideographic - 1 };
  char c = text.bytes[at];
  if (c == '.') return !word_character(text, at + 1);
  if (c == ideographic[0]) return text.length - at >= LENGTH && !memcmp(text.bytes + at, ideographic, LENGTH);
  return c == ';' || c == '!' || c == '?' || c == '\n';
}

struct wording_match wording_sentence(struct wording_text text, struct wording_match match) {
  while (match.start > 0 && !ends_sentence(text, match.start - 1)) match.start--;
  while ((text.bytes[match.start] & 0xC0) == 0x80) match.start++; /* the rest of an ideographic stop */
  while (match.end < text.length && !ends_sentence(text, match.end)) match.end++;
  return match;
}

/* Of what parts a sentence; a mark within a number or a word parts nothing. */
static bool parts_clause(struct wording_text text, size_t at) {
  static const char *const marks[] = {"\u2014", "\u2013", "\u3001"};
  enum { LENGTH = 3 };
  char c = text.bytes[at];
  if (c == ',' || c == ':') return at + 1 >= text.length || text.bytes[at + 1] < '0' || text.bytes[at + 1] > '9';
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (text.length - at >= LENGTH && !memcmp(text.bytes + at, marks[i], LENGTH)) return true;
  return c == '(' || c == ')';
}

struct wording_match wording_clause(const struct wording *parting, struct wording_text text, struct wording_match match) {
  struct wording_match clause = wording_sentence(text, match);
  for (size_t at = clause.start; at < match.start; at++)
    if (parts_clause(text, at)) clause.start = at + 1;
  for (struct wording_match word; wording_is_found(word = wording_find(parting, text, clause.start, match.start));)
    clause.start = word.end;
  for (size_t at = match.end; at < clause.end; at++)
    if (parts_clause(text, at)) clause.end = at;
  struct wording_match word = wording_find(parting, text, match.end, clause.end);
  if (wording_is_found(word)) clause.end = word.start;
  return clause;
}
