/* Bytes that grow, in an arena. What back ends write to. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* What left a buffer, each a block of the arena's allocator. */
struct pieces {
  struct remit_piece *first, *last; /* NULL: there are none */
};

struct buffer {
  struct arena *arena;
  char *data; /* no NUL after it */
  size_t length, capacity;
  struct pieces *pieces; /* where its bytes go when there are many; NULL: they stay together */
};

/* Where there is no such room: for buffer_reserve. */
void buffer_enlarge(struct buffer *buffer, size_t size);

static inline struct buffer buffer_in(struct arena *arena) { return (struct buffer){.arena = arena}; }
static inline struct buffer buffer_in_pieces(struct arena *arena, struct pieces *pieces) {
  return (struct buffer){.arena = arena, .pieces = pieces};
}

/* What stands in the buffer becomes a piece, and it is empty: after the last byte. */
void buffer_cut(struct buffer *buffer);

/* The same where the next piece may begin, since nobody looks back to what stands before: if this one is nearly full. */
static inline void buffer_may_cut(struct buffer *buffer) {
  if (buffer->pieces && buffer->length >= ARENA_PIECE - ARENA_FIRST_PIECE) buffer_cut(buffer);
}

/* Room for `size` more bytes, not yet counted in `length`. */
static inline char *buffer_reserve(struct buffer *buffer, size_t size) {
  if (!buffer->data || buffer->capacity - buffer->length < size) buffer_enlarge(buffer, size);
  return buffer->data + buffer->length;
}

void buffer_bytes(struct buffer *buffer, const char *bytes, size_t length);
static inline void buffer_text(struct buffer *buffer, const char *text) { buffer_bytes(buffer, text, strlen(text)); }
static inline void buffer_char(struct buffer *buffer, char c) {
  *buffer_reserve(buffer, 1) = c;
  buffer->length++;
}
void buffer_repeat(struct buffer *buffer, char c, size_t times);
void buffer_integer(struct buffer *buffer, int64_t value);
void buffer_padded(struct buffer *buffer, int64_t value, int digits); /* zeros before, for dates */
void buffer_code_point(struct buffer *buffer, uint32_t code_point);   /* as UTF-8 */

/* With a NUL after it, which is not counted in `length`; good until more is written to it. */
static inline const char *buffer_ended(struct buffer *buffer) {
  *buffer_reserve(buffer, 1) = '\0';
  return buffer->data;
}
char *buffer_string(struct buffer *buffer); /* a copy with a NUL, in the arena */

#endif
