#include "check/places.h"

#include <string.h>

/* What may stand between the two, at the end of the bytes from `start` to `at`: its length; 0: something else. */
static uint32_t blank_before(const char *bytes, uint32_t at) {
  static const char *const blanks[] = {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\xAF", "\xE3\x80\x80"};
  for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
    uint32_t length = (uint32_t)strlen(blanks[i]);
    if (at >= length && memcmp(bytes + at - length, blanks[i], length) == 0) return length;
  }
  return 0;
}

static bool ends_statement(char c) { return c == '{' || c == '}' || c == ';' || c == '\n'; }

struct span word_before(const struct model *model, struct span value) {
  const char *bytes = sources_get(model->sources, value.file)->bytes;
  uint32_t end = value.start, blank = 0;
  while ((blank = blank_before(bytes, end)) > 0) end -= blank;
  uint32_t start = end;
  while (start > 0 && blank_before(bytes, start) == 0 && !ends_statement(bytes[start - 1])) start--;
  return start < end ? span_at(value.file, start, end) : value;
}
