/* Whether a file may include another: a look at its bytes, far cheaper than reading it as a text. */
#include <string.h>

#include "ast/words.h"
#include "base/files.h"
#include "library/agreement.h"
#include "library/limits.h"

static char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

static bool is_name_byte(char c) {
  char letter = lower_letter(c);
  return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static bool stands_at(const char *bytes, const char *word, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (lower_letter(bytes[i]) != word[i]) return false;
  return !is_name_byte(bytes[length]); /* two NULs stand after the file's last byte */
}

/* Full-width letters are read as plain ones: a text that has any may write the word with them. */
static bool is_full_width(const char *bytes) {
  return bytes[0] == '\xEF' && (bytes[1] == '\xBC' || bytes[1] == '\xBD') && (unsigned char)bytes[2] >= 0x81;
}

static bool has_word(const char *bytes, size_t size, const char *word) {
  size_t length = strlen(word);
  for (size_t i = 0; i < size; i++) {
    if (lower_letter(bytes[i]) == word[0] && i + length <= size && stands_at(bytes + i, word, length)) return true;
    if (bytes[i] == '\xEF' && is_full_width(bytes + i)) return true;
  }
  return false;
}

struct look {
  const char *path;
  struct arena arena;
  bool found;
};

static void look_into(void *context) {
  struct look *look = context;
  char *bytes;
  size_t length;
  struct file_result result = file_read(&look->arena, look->path, NULL, (size_t)LIMIT_FILE_MIB << 20, &bytes, &length);
  look->found = result.status == FILE_OK && has_word(bytes, length, words_spelling(SENSE_include));
}

bool remit_may_include(const char *path) {
  struct look look = {.path = path};
  struct arena *const arenas[] = {&look.arena, NULL};
  arena_init(&look.arena, &arena_standard_allocator, NULL);
  bool looked = path && guarded(arenas, look_into, &look);
  arena_free(&look.arena);
  return !looked || look.found;
}
