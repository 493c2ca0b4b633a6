#include "base/buffer.h"

#include "base/utf8.h"

enum { FIRST_CAPACITY = 64 };

static size_t first_capacity(const struct buffer *buffer) {
  if (!buffer->pieces) return FIRST_CAPACITY;
  return buffer->pieces->first ? ARENA_PIECE : ARENA_FIRST_PIECE;
}

static size_t next_capacity(const struct buffer *buffer, size_t needed) {
  size_t doubled = buffer->capacity ? buffer->capacity * 2 : first_capacity(buffer);
  return doubled < needed ? needed : doubled;
}

void buffer_enlarge(struct buffer *buffer, size_t size) {
  if (size > SIZE_MAX - buffer->length) arena_fail(buffer->arena);
  size_t capacity = next_capacity(buffer, buffer->length + size);
  buffer->data = arena_grow(buffer->arena, buffer->data, buffer->capacity, capacity);
  buffer->capacity = capacity;
}

void buffer_cut(struct buffer *buffer) {
  struct pieces *pieces = buffer->pieces;
  if (!pieces || !buffer->length) return;
  struct remit_piece *piece = arena_hand_over_piece(buffer->arena, buffer->data, buffer->length);
  if (pieces->last) pieces->last->next = piece;
  else pieces->first = piece;
  pieces->last = piece;
  *buffer = buffer_in_pieces(buffer->arena, pieces);
}

void buffer_bytes(struct buffer *buffer, const char *bytes, size_t length) {
  if (!length) return;
  memcpy(buffer_reserve(buffer, length), bytes, length);
  buffer->length += length;
}

void buffer_repeat(struct buffer *buffer, char c, size_t times) {
  memset(buffer_reserve(buffer, times), c, times);
  buffer->length += times;
}

void buffer_integer(struct buffer *buffer, int64_t value) { buffer_padded(buffer, value, 1); }

void buffer_padded(struct buffer *buffer, int64_t value, int digits) {
  char text[20];
  int start = sizeof text;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do text[--start] = (char)('0' + rest % 10);
  while (rest /= 10);
  int written = (int)sizeof text - start;
  if (value < 0) buffer_char(buffer, '-');
  if (digits > written) buffer_repeat(buffer, '0', (size_t)(digits - written));
  buffer_bytes(buffer, text + start, (size_t)written);
}

void buffer_code_point(struct buffer *buffer, uint32_t code_point) {
  buffer->length += (size_t)utf8_encode(code_point, buffer_reserve(buffer, 4));
}

char *buffer_string(struct buffer *buffer) { return arena_copy(buffer->arena, buffer->data, buffer->length); }
