/* The spellings of keywords.def as they are looked for, made when the program is built (words_make.c). */
#ifndef AST_WORDS_TABLE_H
#define AST_WORDS_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* A word at one of its places in the table, numbered from 1. */
struct entry {
  uint16_t at;     /* in words_bytes: in name form and lower case, no NUL after it */
  uint8_t length;
  uint8_t second;  /* length of the phrase's other word, after a blank; 0: it is no phrase */
  uint16_t sense;  /* SENSE_NONE: a phrase's other word */
  uint16_t next;   /* the number of the next entry with the same text, 0: none */
};

extern const unsigned char words_bytes[];
extern const struct entry words_entries[];

/* Hash table of numbers of entries, the first with its text; 0 is free. Half of it at most is in use. */
enum { WORDS_SLOTS = 4096, WORDS_MOST = WORDS_SLOTS / 2 };
extern const uint16_t words_slots[WORDS_SLOTS];

static inline uint32_t words_hash(const char *text, size_t length) {
  uint32_t hash = 2166136261u; /* FNV-1a: the words are known, so nobody can choose them badly */
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  return hash ^ hash >> 15;
}

#endif
