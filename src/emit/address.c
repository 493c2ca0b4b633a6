#include "emit/address.h"

#include <stdbool.h>

/* Those that stand for themselves in every address (RFC 3986); a colon could make a scheme of what is before it. */
static bool is_plain(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c == '~' || c == '/';
}

void address_write(struct buffer *out, const char *path) {
  static const char digits[] = "0123456789ABCDEF";
  if (*path == '/') buffer_char(out, '.'); /* never that of another machine */
  for (; *path; path++) {
    unsigned char c = (unsigned char)*path;
    if (is_plain(c)) {
      buffer_char(out, (char)c);
      continue;
    }
    buffer_char(out, '%');
    buffer_char(out, digits[c >> 4]);
    buffer_char(out, digits[c & 15]);
  }
}
