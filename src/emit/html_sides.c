#include "emit/html_sides.h"

#include "emit/markup.h"

static void put_string(struct buffer *out, const char *text) { markup_words(out, text, strlen(text)); }

/* What lacks its translation is read in the language that it was written in. */
void html_words(struct document_writer *writer, const char *text, size_t length) {
  struct buffer *out = writer->out;
  for (size_t at = 0, end; at < length; at = end) {
    for (end = at; end < length && text[end] != UNTRANSLATED_BEGINS && text[end] != UNTRANSLATED_ENDS;) end++;
    markup_words(out, text + at, end - at);
    if (end == length) return;
    if (text[end++] == UNTRANSLATED_ENDS) {
      buffer_text(out, "</span>");
    } else {
      buffer_text(out, "<span lang=\"");
      put_string(out, sides_code(writer->sides->first));
      buffer_text(out, "\">");
    }
  }
}

size_t html_side_begin(struct document_writer *writer, const char *element) {
  if (writer->sides && !writer->sides->keeping) {
    buffer_char(writer->out, '<');
    buffer_text(writer->out, element);
    buffer_text(writer->out, " class=\"side\">");
  }
  return writer->out->length;
}

/* Whether the other side says the same in the same words: in both languages, or since it lacks its translation. */
static bool is_same(const struct sides *sides, const struct side *own, const struct side *other) {
  static const char begins[] = "<span lang=\"", ends[] = "</span>";
  size_t before = sizeof begins - 1 + strlen(sides_code(sides->first)) + 2, after = sizeof ends - 1;
  if (own->length == other->length) return memcmp(own->bytes, other->bytes, own->length) == 0;
  return other->length == own->length + before + after && memcmp(other->bytes, begins, sizeof begins - 1) == 0 &&
         memcmp(other->bytes + before, own->bytes, own->length) == 0;
}

void html_side_end(struct document_writer *writer, size_t from, const char *element, enum sided sided) {
  struct buffer *out = writer->out;
  struct side other;
  if (!writer->sides) return;
  bool beside = sides_other(writer->sides, out, from, &other);
  if (writer->sides->keeping) return;
  const struct side own = {out->data + from, out->length - from};
  beside = beside && (sided == SIDED_ALWAYS || !is_same(writer->sides, &own, &other));
  buffer_text(out, "</");
  buffer_text(out, element);
  buffer_char(out, '>');
  if (!beside) return;
  if (strcmp(element, "span") == 0) buffer_char(out, ' '); /* between blocks it would be a line, where blanks are kept */
  buffer_char(out, '<');
  buffer_text(out, element);
  buffer_text(out, " class=\"side other\" lang=\"");
  put_string(out, sides_code(writer->sides->second));
  buffer_text(out, "\">");
  buffer_bytes(out, other.bytes, other.length);
  buffer_text(out, "</");
  buffer_text(out, element);
  buffer_char(out, '>');
}
