#include "emit/rules.h"

#include "base/utf8.h"
#include "emit/json.h"
#include "emit/markdown.h"
#include "emit/sentences.h"

static void put(struct buffer *out, enum text_language language, enum text_key key) {
  buffer_text(out, text_plain(language, key));
}

/* ---- Text ---- */

static void put_padded(struct buffer *out, const char *text, size_t width) {
  size_t own = utf8_width(text, strlen(text));
  buffer_text(out, text);
  buffer_repeat(out, ' ', own < width ? width - own : 1);
}

/* The widest of a language's levels, and two blanks more. */
static size_t level_column(enum text_language language) {
  size_t column = 0;
  for (enum level level = LEVEL_INFO; level <= LEVEL_ERROR; level++) {
    const char *name = level_name(language, level);
    size_t width = utf8_width(name, strlen(name)) + 2;
    if (width > column) column = width;
  }
  return column;
}

static void put_text_row(struct buffer *out, enum text_language language, const struct code_row *row) {
  enum { CODE = 6, NAME = 33 };
  put_padded(out, row->code, CODE);
  put_padded(out, row->name, NAME);
  put_padded(out, level_name(language, row->level), level_column(language));
  buffer_text(out, row->summary);
  buffer_char(out, '\n');
}

/* ---- JSON ---- */

static void put_member(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

/* Words for programs: the same in every language. */
static void put_json_row(struct buffer *out, const struct code_row *row) {
  struct json json = {.out = out};
  json_object_begin(&json);
  put_member(&json, "code", row->code);
  put_member(&json, "name", row->name);
  put_member(&json, "level", level_name(LANGUAGE_EN, row->level));
  put_member(&json, "summary", row->summary);
  json_object_end(&json);
}

/* ---- Markdown ---- */

static void put_markdown_row(struct buffer *out, enum text_language language, const struct code_row *row) {
  buffer_text(out, "| ");
  buffer_text(out, row->code);
  buffer_text(out, " | ");
  buffer_text(out, row->name);
  buffer_text(out, " | ");
  buffer_text(out, level_name(language, row->level));
  buffer_text(out, " | ");
  markdown_prose(out, row->summary);
  buffer_text(out, " |\n");
}

static void put_markdown_head(struct buffer *out, enum text_language language) {
  static const enum text_key heads[] = {TEXT_RULES_CODE, TEXT_RULES_NAME, TEXT_SUMMARY_LEVEL, TEXT_RULES_SUMMARY};
  for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
    buffer_text(out, i ? " | " : "| ");
    put(out, language, heads[i]);
  }
  buffer_text(out, " |\n| --- | --- | --- | --- |\n");
}

/* ---- All ---- */

static void put_head(struct buffer *out, enum text_language language, enum rules_form form) {
  if (form == RULES_JSON) buffer_text(out, "{\"version\": 1, \"rules\": [");
  if (form == RULES_MARKDOWN) put_markdown_head(out, language);
}

void emit_rules(struct buffer *out, enum text_language language, enum rules_form form) {
  const struct code_row *row;
  put_head(out, language, form);
  for (uint32_t i = 0; (row = check_code(i)) != NULL; i++) {
    switch (form) {
      case RULES_TEXT: put_text_row(out, language, row); break;
      case RULES_JSON:
        buffer_text(out, i ? ",\n" : "\n");
        put_json_row(out, row);
        break;
      case RULES_MARKDOWN: put_markdown_row(out, language, row); break;
    }
  }
  if (form == RULES_JSON) buffer_text(out, "\n]}\n");
}
