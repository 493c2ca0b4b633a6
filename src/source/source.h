/* The texts that a compilation reads, and places in them. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"

/* A place: bytes start to end (one past the last) of one file. Line, column and caret are worked out when printed. */
struct span {
  uint32_t start, end;
  uint32_t file; /* index in the list of sources */
};

/* Whether `a` begins before `b`; of two files the one that was read first. */
static inline bool span_is_before(struct span a, struct span b) {
  return a.file != b.file ? a.file < b.file : a.start < b.start;
}

/* A cell of a workbook that a piece of a text was made from. */
struct source_cell {
  uint32_t end;         /* the piece ends before this byte, and begins where the one before ends */
  uint32_t row, column; /* from 1 */
  const char *name;     /* KPIs!E14 */
};

/* Of a text that stands for a workbook. */
struct source_book {
  const struct source_cell *cells;
  uint32_t count;
};

struct source {
  const char *name;   /* as the user named it; relative to the including file's name for an included one */
  const char *path;   /* where it was read from; NULL for standard input and text from memory */
  const char *bytes;  /* two NUL bytes after them */
  uint32_t length;
  uint32_t *lines;    /* offsets of the lines' first bytes; made when first asked for */
  uint32_t line_count;
  const struct source_book *book; /* NULL: the text is the file's own */
  uint32_t known_offset, known_column; /* the place that was last asked for, if a column is given */
};

struct sources {
  struct arena *arena;
  VECTOR(struct source *) list;
};

struct position {
  uint32_t line, column; /* from 1; columns count characters (code points) */
};

/* Adds a text that stays where it is; returns its index. */
uint32_t sources_add(struct sources *sources, const char *name, const char *path, const char *bytes, uint32_t length);

static inline struct source *sources_get(const struct sources *sources, uint32_t file) {
  return sources->list.items[file];
}

struct position source_position(struct sources *sources, uint32_t file, uint32_t offset);

/* The line's bytes without its end; `line` from 1. */
const char *source_line(struct sources *sources, uint32_t file, uint32_t line, size_t *length);

/* The cell that the place begins in; NULL where the file is no workbook, or the place is all of it. */
const struct source_cell *source_cell(const struct sources *sources, struct span span);

/* From the start of the first to the end of the second, which is of the same file. */
static inline struct span span_join(struct span a, struct span b) {
  return (struct span){a.start, b.end, a.file};
}
static inline struct span span_at(uint32_t file, size_t start, size_t end) {
  return (struct span){(uint32_t)start, (uint32_t)end, file};
}

#endif
