/* The page of one rule. Its texts are the rule's own; only what an example holds is made safe to show. */
#include "base/utf8.h"
#include "emit/findings.h"
#include "emit/findings_json.h"
#include "emit/json.h"
#include "emit/markdown.h"
#include "emit/rules.h"
#include "emit/sentences.h"
#include "emit/shown.h"

struct page_writer {
  struct buffer *out;
  enum text_language language;
  const struct code_page *page;
  const struct findings *found; /* NULL: not shown */
};

static void put(struct page_writer *writer, enum text_key key) {
  buffer_text(writer->out, text_plain(writer->language, key));
}

/* An example's lines with `indent` blanks before each; what cannot be seen, or is no character at all, as <U+202E>, <E9>. */
static void put_example(struct buffer *out, const char *text, size_t indent) {
  size_t length = strlen(text);
  bool at_start = true;
  for (size_t at = 0; at < length;) {
    if (text[at] == '\n' || text[at] == '\t') {
      buffer_char(out, text[at]);
      at_start = text[at++] == '\n';
      continue;
    }
    struct piece piece = shown_piece(text, length, at);
    if (at_start) buffer_repeat(out, ' ', indent);
    shown_write(out, text, length, at, piece);
    at_start = false;
    at += piece.size;
  }
}

static void put_findings(struct page_writer *writer) {
  const struct findings_style style = {.language = writer->language, .least = LEVEL_INFO, .show_accepted = true};
  size_t start = writer->out->length;
  emit_findings_text(writer->out, writer->found, &style);
  if (writer->out->length > start + 1 && writer->out->data[writer->out->length - 2] == '\n') writer->out->length--;
}

/* ---- Text ---- */

enum { WIDTH = 96, INDENT = 2 };

static size_t word_length(const char *text) { return strcspn(text, " \n"); }

/* A paragraph, broken between words; a line end begins another. */
static void put_paragraph(struct buffer *out, const char *text) {
  size_t column = 0;
  while (*text) {
    size_t length = word_length(text), width = utf8_width(text, length);
    if (column > 0 && column + 1 + width > WIDTH) {
      buffer_char(out, '\n');
      column = 0;
    }
    if (length > 0) {
      buffer_repeat(out, ' ', column ? 1 : INDENT);
      column += (column ? 1 : INDENT) + width;
      buffer_bytes(out, text, length);
    }
    text += length;
    if (*text == '\n') {
      buffer_char(out, '\n');
      column = 0;
    }
    text += *text != 0;
  }
  buffer_char(out, '\n');
}

static void put_title(struct page_writer *writer, enum text_key key) {
  buffer_char(writer->out, '\n');
  put(writer, key);
  buffer_text(writer->out, "\n\n");
}

static void write_text(struct page_writer *writer) {
  const struct code_page *page = writer->page;
  struct buffer *out = writer->out;
  text_write(out, writer->language, TEXT_PAGE_HEAD,
             ARGS(arg_string(page->row->code), arg_string(page->row->name), arg_string(level_name(writer->language, page->row->level)),
                  arg_string(page->row->summary)));
  buffer_char(out, '\n');
  put_title(writer, TEXT_PAGE_WHY);
  put_paragraph(out, page->why);
  put_title(writer, TEXT_PAGE_WRONG);
  put_example(out, page->wrong, INDENT);
  if (writer->found) {
    buffer_char(out, '\n');
    put_findings(writer);
  }
  if (page->apart) {
    buffer_char(out, '\n');
    put_paragraph(out, text_plain(writer->language, TEXT_PAGE_APART));
  }
  put_title(writer, TEXT_PAGE_RIGHT);
  put_example(out, page->right, INDENT);
  if (!page->whole && !page->apart) {
    buffer_char(out, '\n');
    put_paragraph(out, text_plain(writer->language, TEXT_PAGE_BASE));
  }
}

/* ---- Markdown ---- */

static void put_heading(struct page_writer *writer, enum text_key key) {
  buffer_text(writer->out, "\n## ");
  put(writer, key);
  buffer_text(writer->out, "\n\n");
}

static void put_fenced(struct buffer *out, const char *text) {
  buffer_text(out, "```remit\n");
  put_example(out, text, 0);
  buffer_text(out, "```\n");
}

static void put_sentence(struct page_writer *writer, enum text_key key) {
  buffer_char(writer->out, '\n');
  markdown_prose(writer->out, text_plain(writer->language, key));
  buffer_char(writer->out, '\n');
}

static void write_markdown(struct page_writer *writer) {
  const struct code_page *page = writer->page;
  struct buffer *out = writer->out;
  buffer_text(out, "# ");
  buffer_text(out, page->row->code);
  buffer_char(out, ' ');
  buffer_text(out, page->row->name);
  buffer_text(out, "\n\n**");
  buffer_text(out, level_name(writer->language, page->row->level));
  buffer_text(out, "**");
  buffer_text(out, text_plain(writer->language, TEXT_COLON));
  markdown_prose(out, page->row->summary);
  buffer_char(out, '\n');
  put_heading(writer, TEXT_PAGE_WHY);
  markdown_prose(out, page->why);
  buffer_char(out, '\n');
  put_heading(writer, TEXT_PAGE_WRONG);
  put_fenced(out, page->wrong);
  if (writer->found) {
    buffer_text(out, "\n```text\n");
    put_findings(writer);
    buffer_text(out, "```\n");
  }
  if (page->apart) put_sentence(writer, TEXT_PAGE_APART);
  put_heading(writer, TEXT_PAGE_RIGHT);
  put_fenced(out, page->right);
  if (!page->whole && !page->apart) put_sentence(writer, TEXT_PAGE_BASE);
}

/* ---- JSON ---- */

static void put_member(struct json *json, const char *key, const char *text) {
  json_key(json, key);
  json_put_text(json, text);
}

/* As it is, unless it has bytes that JSON cannot hold. */
static void put_json_example(struct json *json, const char *text) {
  struct buffer shown = buffer_in(json->out->arena);
  json_key(json, "text");
  if (utf8_first_invalid(text, strlen(text)) == strlen(text)) {
    json_put_text(json, text);
    return;
  }
  put_example(&shown, text, 0);
  json_put_string(json, shown.data, shown.length);
}

static void put_json_findings(struct page_writer *writer) {
  const struct findings *found = writer->found;
  buffer_text(writer->out, ", \"findings\": [");
  for (uint32_t i = 0; found && i < found->list.count; i++) {
    if (i) buffer_text(writer->out, ", ");
    put_finding_json(writer->out, found->sources, found->list.items[i], writer->language);
  }
  buffer_char(writer->out, ']');
}

static void write_json(struct page_writer *writer) {
  const struct code_page *page = writer->page;
  struct json json = {.out = writer->out};
  json_object_begin(&json);
  json_key(&json, "version");
  json_put_integer(&json, 1);
  put_member(&json, "code", page->row->code);
  put_member(&json, "name", page->row->name);
  put_member(&json, "level", level_name(LANGUAGE_EN, page->row->level));
  put_member(&json, "summary", page->row->summary);
  put_member(&json, "why", page->why);
  json_key(&json, "compiled");
  json_put_bool(&json, !page->apart);
  json_key(&json, "wrong");
  json_object_begin(&json);
  put_json_example(&json, page->wrong);
  put_json_findings(writer);
  json_object_end(&json);
  json_key(&json, "right");
  json_object_begin(&json);
  put_json_example(&json, page->right);
  json_object_end(&json);
  json_object_end(&json);
  buffer_char(writer->out, '\n');
}

void emit_page(struct buffer *out, enum text_language language, const struct code_page *page, const struct findings *found,
               enum rules_form form) {
  struct page_writer writer = {out, language, page, found};
  switch (form) {
    case RULES_TEXT: write_text(&writer); break;
    case RULES_JSON: write_json(&writer); break;
    case RULES_MARKDOWN: write_markdown(&writer); break;
  }
}
