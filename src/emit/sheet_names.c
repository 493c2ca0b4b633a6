#include "emit/sheet_names.h"

#include "base/utf8.h"

enum { NAME_MOST = 31 }; /* of UTF-16 */

static bool is_forbidden(uint32_t c) {
  return c == UTF8_INVALID || c == '[' || c == ']' || c == ':' || c == '*' || c == '?' || c == '/' || c == '\\' ||
         utf8_is_control(c) || utf8_is_bidi_control(c) || c == 0xFFFE || c == 0xFFFF;
}

/* A piece of text that cannot be parted, or its fit: a sign that no name may hold is a hyphen, a line end a blank. */
static void put_piece(struct buffer *out, const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    int size;
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c == '\n' || c == '\t' || c == '\r') buffer_char(out, ' ');
    else if (is_forbidden(c)) buffer_char(out, '-');
    else buffer_bytes(out, text + at, (size_t)size);
    at += (size_t)size;
  }
}

static uint32_t units_of(const struct buffer *piece) {
  uint32_t units = 0;
  for (size_t at = 0; at < piece->length; at++)
    units += ((unsigned char)piece->data[at] & 0xC0) != 0x80 ? ((unsigned char)piece->data[at] >= 0xF0 ? 2 : 1) : 0;
  return units;
}

static bool is_edge(char c) { return c == ' ' || c == '\''; }

/* At most `most` units; no blank and no apostrophe at an end. */
static struct buffer fit(struct arena *arena, const char *words, uint32_t most) {
  struct buffer out = buffer_in(arena);
  size_t length = strlen(words), size;
  uint32_t units = 0;
  for (size_t at = 0; at < length; at += size) {
    int width;
    struct buffer piece = buffer_in(arena);
    size = utf8_grapheme(words + at, length - at, &width);
    put_piece(&piece, words + at, size);
    if (out.length == 0 && piece.length == 1 && is_edge(piece.data[0])) continue;
    units += units_of(&piece);
    if (units > most) break;
    buffer_bytes(&out, piece.data, piece.length);
  }
  while (out.length > 0 && is_edge(out.data[out.length - 1])) out.length--;
  return out;
}

static const char *folded(struct arena *arena, const char *name) {
  size_t length = strlen(name);
  const char *text = utf8_fold_case(arena, name, &length);
  return arena_copy(arena, text, length);
}

/* A spreadsheet keeps one name for itself. */
static bool is_taken(const struct sheet_names *names, const char *name) {
  if (!strcmp(name, "history")) return true;
  for (uint32_t i = 0; i < names->taken.count; i++)
    if (!strcmp(names->taken.items[i], name)) return true;
  return false;
}

/* Plan (2); the number alone where there is nothing else. */
static const char *numbered(struct arena *arena, const char *words, uint32_t number) {
  struct buffer digits = buffer_in(arena);
  buffer_integer(&digits, number);
  struct buffer name = fit(arena, words, NAME_MOST - (uint32_t)digits.length - 3);
  bool alone = name.length == 0;
  if (!alone) buffer_text(&name, " (");
  buffer_bytes(&name, digits.data, digits.length);
  if (!alone) buffer_char(&name, ')');
  return buffer_string(&name);
}

const char *sheet_name(struct sheet_names *names, const char *words) {
  struct buffer fitted = fit(names->arena, words, NAME_MOST);
  const char *name = buffer_string(&fitted), *kept = folded(names->arena, name);
  for (uint32_t number = *name ? 2 : 1; !*name || is_taken(names, kept); number++) {
    name = numbered(names->arena, words, number);
    kept = folded(names->arena, name);
  }
  VECTOR_PUSH(names->arena, &names->taken, kept);
  return name;
}
