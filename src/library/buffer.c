#include <stdint.h>
#include <string.h>

#include "library/agreement.h"

static const struct remit_allocator *allocator_of(const struct remit_buffer *buffer) {
  return buffer->allocator ? buffer->allocator : &arena_standard_allocator;
}

/* At least twice as much as before, so that appending bit by bit stays linear. */
static bool make_room(struct remit_buffer *out, size_t length) {
  const struct remit_allocator *allocator = allocator_of(out);
  if (length <= out->capacity - out->length) return true;
  if (length > SIZE_MAX / 2 - out->length) return false;
  size_t capacity = out->length + length;
  if (capacity < 2 * out->capacity) capacity = 2 * out->capacity;
  char *data = out->data ? allocator->reallocate(allocator->context, out->data, capacity)
                         : allocator->allocate(allocator->context, capacity);
  if (!data) return false;
  out->data = data;
  out->capacity = capacity;
  return true;
}

bool append(struct remit_buffer *out, const char *bytes, size_t length) {
  if (!make_room(out, length)) return false;
  if (length) memcpy(out->data + out->length, bytes, length);
  out->length += length;
  return true;
}

bool take_over(struct remit_buffer *out, struct arena *arena, const struct buffer *bytes) {
  char *block = out->data ? NULL : arena_hand_over(arena, bytes->data, bytes->capacity, bytes->length);
  if (!block) return append(out, bytes->data, bytes->length);
  out->data = block;
  out->length = bytes->length;
  out->capacity = bytes->capacity;
  return true;
}

void remit_written_free(struct remit_written *written) {
  const struct remit_allocator *allocator = written->allocator ? written->allocator : &arena_standard_allocator;
  for (struct remit_piece *piece = written->pieces, *next; piece; piece = next) {
    next = piece->next;
    allocator->release(allocator->context, piece);
  }
  *written = (struct remit_written){.allocator = written->allocator};
}

void remit_buffer_free(struct remit_buffer *buffer) {
  const struct remit_allocator *allocator = allocator_of(buffer);
  if (buffer->data) allocator->release(allocator->context, buffer->data);
  *buffer = (struct remit_buffer){.allocator = buffer->allocator};
}
