#include "emit/sides.h"

bool sides_other(struct sides *sides, const struct buffer *out, size_t from, struct side *other) {
  if (sides->keeping) {
    size_t length = out->length - from;
    struct side side = {arena_copy(sides->arena, length > 0 ? out->data + from : "", length), length};
    VECTOR_PUSH(sides->arena, &sides->kept, side);
    return false;
  }
  if (sides->next >= sides->kept.count) return false;
  *other = sides->kept.items[sides->next++];
  return true;
}

const char *sides_code(enum text_language language) { return text_plain(language, TEXT_LANGUAGE_CODE); }
