/* The rows of wording.def and its like as they are looked for, made when the program is built (wording_make.c). */
#ifndef CHECK_WORDING_TABLE_H
#define CHECK_WORDING_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "check/wording.h"

enum { WORDING_BUCKETS = 128 };

/* In small letters and name form. */
struct phrase {
  uint16_t at; /* in wording_bytes */
  uint8_t length;
  uint8_t second; /* the byte that must follow the first character, 0: none, or more than one may */
};

extern const unsigned char wording_bytes[];
extern const struct phrase wording_phrases[];

/* A list's phrases by their first character, so that a place of a text is held against the few that may begin there: in each
 * bucket those that stand between word ends, then those that may stand within a word, since no blanks part the words of
 * Chinese. Of each part its first phrase; it ends where the next one begins. */
struct wording {
  uint16_t parts[2 * WORDING_BUCKETS + 1];
};
extern const struct wording wording_lists[WORDING_LIST_COUNT];

static inline size_t wording_part(uint32_t first, int within) { return first % WORDING_BUCKETS * 2 + (size_t)within; }

#endif
