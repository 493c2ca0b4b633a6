#include "emit/markup.h"

#include "base/utf8.h"

enum { REPLACEMENT_CHARACTER = 0xFFFD };

/* Bytes that do not stand for themselves in text or in an attribute's quotes; of the rest of UTF-8 only 0xC2 (C1
 * controls) and 0xEF (characters that are none) can begin something that is not let through. */
static const bool special[256] = {
    [0] = true,  [1] = true,  [2] = true,  [3] = true,  [4] = true,  [5] = true,  [6] = true,  [7] = true,
    [8] = true,  [11] = true, [12] = true, [13] = true, [14] = true, [15] = true, [16] = true, [17] = true,
    [18] = true, [19] = true, [20] = true, [21] = true, [22] = true, [23] = true, [24] = true, [25] = true,
    [26] = true, [27] = true, [28] = true, [29] = true, [30] = true, [31] = true, [127] = true, ['&'] = true,
    ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true, [0xC2] = true, [0xEF] = true};

static void put_special(struct buffer *out, uint32_t c, const char *bytes, int size) {
  bool none = c == UTF8_INVALID || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  switch (c) {
    case '&': buffer_text(out, "&amp;"); return;
    case '<': buffer_text(out, "&lt;"); return;
    case '>': buffer_text(out, "&gt;"); return;
    case '"': buffer_text(out, "&quot;"); return;
    case '\'': buffer_text(out, "&#39;"); return;
    case '\r': buffer_text(out, "&#13;"); return;
    default: break;
  }
  if (none || (c >= 0x7F && c < 0xA0)) buffer_code_point(out, REPLACEMENT_CHARACTER);
  else if (c < ' ') buffer_code_point(out, 0x2400 + c); /* its picture */
  else buffer_bytes(out, bytes, (size_t)size);
}

void markup_words(struct buffer *out, const char *text, size_t length) {
  size_t from = 0;
  for (size_t at = 0; at < length;) {
    if (!special[(unsigned char)text[at]]) {
      at++;
      continue;
    }
    int size;
    uint32_t c = utf8_decode(text + at, length - at, &size);
    buffer_bytes(out, text + from, at - from);
    put_special(out, c, text + at, size);
    from = at += (size_t)size;
  }
  if (from < length) buffer_bytes(out, text + from, length - from);
}
