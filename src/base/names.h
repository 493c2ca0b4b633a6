/* Interned names: each distinct name is one small number, its atom, and compares as that number. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef uint32_t atom; /* 0 is no name */

enum { ATOM_NONE = 0, NAME_NEAR = 13 };

struct name {
  const char *text;    /* in name form (NFC, plain forms), with a NUL */
  uint32_t length;
  uint32_t hash;       /* the table's own */
  uint16_t word;       /* what the syntax knows of it as a word of the language; 0 not asked yet */
  bool checked;        /* its characters were found fit for a name */
  char near[NAME_NEAR]; /* the text itself, if there is room for it */
};

struct names;

struct names *names_new(struct arena *arena);

/* A table of its own whose names can be joined to those of `other`. */
struct names *names_beside(struct arena *arena, const struct names *other);

/* Interns all names of `from`, which was made beside `to`, in their order. What is returned gives the atoms that they have
 * in `to`, by those of `from`. */
atom *names_join(struct names *to, const struct names *from, struct arena *arena);

/* The atom of the name written as `text`; spellings with one name form have one atom. */
atom names_intern(struct names *names, const char *text, size_t length);

/* The atom of a name that was interned, else ATOM_NONE. */
atom names_find(struct names *names, const char *text, size_t length);

struct name *names_get(const struct names *names, atom a);
static inline const char *names_text(const struct names *names, atom a) { return names_get(names, a)->text; }
uint32_t names_count(const struct names *names); /* atoms run from 1 to this */

/* The edit distance (insert, delete, replace, swap of neighbours; in code points) of two names where it is at most
 * `limit`, else limit + 1. */
int names_distance(const char *a, const char *b, int limit);

#endif
