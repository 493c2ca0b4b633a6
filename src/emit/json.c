#include "emit/json.h"

#include "base/utf8.h"

enum { INDENT = 2, REPLACEMENT_CHARACTER = 0xFFFD };

static void new_line(struct json *json) {
  if (!json->indented) return;
  buffer_char(json->out, '\n');
  buffer_repeat(json->out, ' ', (size_t)(json->depth * INDENT));
}

/* What stands before a key, or before a value that no key stands before. */
static void begin_member(struct json *json) {
  if (json->comma) buffer_text(json->out, json->indented ? "," : ", ");
  if (json->depth > 0) new_line(json);
}

static void begin_value(struct json *json) {
  if (!json->keyed) begin_member(json);
  json->keyed = false;
  json->comma = true;
}

static void begin_container(struct json *json, char bracket) {
  begin_value(json);
  buffer_char(json->out, bracket);
  json->comma = false;
  json->depth++;
}

/* An empty container is closed on its own line: [] */
static void end_container(struct json *json, char bracket) {
  json->depth--;
  if (json->comma) new_line(json);
  buffer_char(json->out, bracket);
  json->comma = true;
}

void json_object_begin(struct json *json) { begin_container(json, '{'); }
void json_object_end(struct json *json) { end_container(json, '}'); }
void json_array_begin(struct json *json) { begin_container(json, '['); }
void json_array_end(struct json *json) { end_container(json, ']'); }

static void write_unit(struct buffer *out, uint32_t unit) {
  buffer_text(out, "\\u");
  for (int shift = 12; shift >= 0; shift -= 4) buffer_char(out, "0123456789abcdef"[unit >> shift & 0xF]);
}

/* The letter of a two-character escape, or 0. */
static char short_escape(uint32_t c) {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
  }
}

/* Beyond what JSON asks for: `<`, so that JSON can stand in a page; what would steer a terminal; the bracket of ##[,
 * which a build machine takes for a command. A reader gets the same text. All of them lie below U+10000. */
static bool needs_escape(uint32_t c, const char *text, size_t at) {
  if (c == '[') return at >= 2 && text[at - 1] == '#' && text[at - 2] == '#';
  return c == '<' || utf8_is_control(c) || utf8_is_bidi_control(c);
}

static void write_character(struct buffer *out, const char *text, size_t at, uint32_t c, int size) {
  char letter = short_escape(c);
  if (letter) {
    buffer_char(out, '\\');
    buffer_char(out, letter);
  } else if (c == UTF8_INVALID) {
    buffer_code_point(out, REPLACEMENT_CHARACTER);
  } else if (needs_escape(c, text, at)) {
    write_unit(out, c);
  } else {
    buffer_bytes(out, text + at, (size_t)size);
  }
}

static void write_quoted(struct buffer *out, const char *text, size_t length) {
  int size;
  buffer_char(out, '"');
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(text + at, length - at, &size);
    write_character(out, text, at, c, size);
  }
  buffer_char(out, '"');
}

void json_key(struct json *json, const char *key) {
  begin_member(json);
  write_quoted(json->out, key, strlen(key));
  buffer_text(json->out, ": ");
  json->keyed = true;
}

void json_put_string(struct json *json, const char *text, size_t length) {
  begin_value(json);
  write_quoted(json->out, text, length);
}

void json_put_text(struct json *json, const char *text) {
  if (text) {
    json_put_string(json, text, strlen(text));
  } else {
    json_put_null(json);
  }
}

void json_put_integer(struct json *json, int64_t value) {
  begin_value(json);
  buffer_integer(json->out, value);
}

void json_put_decimal(struct json *json, struct decimal value) {
  begin_value(json);
  if (decimal_is_finite(value)) {
    decimal_write(json->out, value);
  } else {
    buffer_text(json->out, "null");
  }
}

void json_put_date(struct json *json, day_number day) {
  begin_value(json);
  if (day == DAY_NONE) {
    buffer_text(json->out, "null");
    return;
  }
  buffer_char(json->out, '"');
  day_write(json->out, day);
  buffer_char(json->out, '"');
}

void json_put_bool(struct json *json, bool value) {
  begin_value(json);
  buffer_text(json->out, value ? "true" : "false");
}

void json_put_null(struct json *json) {
  begin_value(json);
  buffer_text(json->out, "null");
}
