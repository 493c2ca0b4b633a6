#include "check/wording.h"

#include <string.h>

#include "base/utf8.h"

enum language { EN, ZH, BG, VI };

static const struct phrase_row {
  enum wording_list list;
  enum language language;
  const char *phrase;
} rows[] = {
#define PHRASE(list, language, phrase) {WORDING_##list, language, phrase},
#include "check/wording.def"
#include "check/wording_things.def"
#undef PHRASE
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, BUCKETS = 128 };

struct phrase {
  const char *bytes;
  size_t length;
  bool within; /* may stand within a word: no blanks part the words of Chinese */
  struct phrase *next;
};

/* Phrases by their first character, so that a place of a text is held against the few that may begin there. */
struct wording {
  struct phrase *first[BUCKETS];
};

struct wording_text wording_text(struct arena *arena, const char *bytes, size_t length) {
  struct wording_text text = {bytes, length};
  text.bytes = utf8_name_form(arena, text.bytes, &text.length);
  text.bytes = utf8_fold_case(arena, text.bytes, &text.length);
  return text;
}

static struct phrase **bucket_of(struct wording *wording, const char *bytes, size_t length) {
  int size;
  return &wording->first[utf8_decode(bytes, length, &size) % BUCKETS];
}

struct wording *wording_of(struct arena *arena, enum wording_list list) {
  struct wording *wording = ARENA_NEW(arena, struct wording);
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (rows[i].list != list) continue;
    struct wording_text text = wording_text(arena, rows[i].phrase, strlen(rows[i].phrase));
    struct phrase **bucket = bucket_of(wording, text.bytes, text.length), *phrase = ARENA_NEW(arena, struct phrase);
    *phrase = (struct phrase){text.bytes, text.length, rows[i].language == ZH, *bucket};
    *bucket = phrase;
  }
  return wording;
}

/* ---- Words ---- */

/* The bytes of the character at `at` if it is part of a word of a spaced script, else 0. An underscore joins the words of
 * a name as a blank does those of a sentence. */
static size_t word_character(struct wording_text text, size_t at) {
  int size;
  if (at >= text.length) return 0;
  uint32_t c = utf8_decode(text.bytes + at, text.length - at, &size);
  if (c == '_' || c == UTF8_INVALID || !utf8_is_name_continue(c) || utf8_script(c) == UTF8_HAN) return 0;
  return (size_t)size;
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
static size_t phrase_end(const struct phrase *phrase, struct wording_text text, size_t at) {
  size_t start = at;
  bool open = false; /* the last word may go on */
  for (size_t i = 0; i < phrase->length; i++) {
    char c = phrase->bytes[i];
    size_t next = at;
    if ((open = c == '*')) next = pass(text, at, word_character);
    else if (c == ' ') next = pass(text, at, joint);
    else if (at < text.length && text.bytes[at] == c) next = at + 1;
    if (next == at && !open) return start;
    at = next;
  }
  return phrase->within || open || !word_character(text, at) ? at : start;
}

static size_t longest_at(const struct wording *wording, struct wording_text text, size_t at, size_t to, bool word_starts) {
  struct wording_text rest = {text.bytes, to};
  int size;
  uint32_t first = utf8_decode(text.bytes + at, text.length - at, &size);
  size_t longest = at;
  for (const struct phrase *phrase = wording->first[first % BUCKETS]; phrase; phrase = phrase->next) {
    size_t end = phrase->within || word_starts ? phrase_end(phrase, rest, at) : at;
    if (end > longest) longest = end;
  }
  return longest;
}

struct wording_match wording_find(const struct wording *wording, struct wording_text text, size_t from, size_t to) {
  bool in_word = false;
  for (size_t at = from; at < to;) {
    int size;
    size_t end = longest_at(wording, text, at, to, !in_word);
    if (end > at) return (struct wording_match){at, end};
    in_word = word_character(text, at) > 0;
    utf8_decode(text.bytes + at, text.length - at, &size);
    at += (size_t)size;
  }
  return (struct wording_match){to, to};
}

/* ---- Figures and sentences ---- */

bool wording_has_figure(const struct wording *figures, struct wording_text text) {
  for (size_t at = 0; at < text.length; at++)
    if (text.bytes[at] >= '0' && text.bytes[at] <= '9') return true;
  return wording_is_found(wording_find(figures, text, 0, text.length));
}

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
