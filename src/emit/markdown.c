/* Markdown: CommonMark with the tables of GitHub. */
#include "emit/markdown.h"

#include "base/utf8.h"
#include "emit/address.h"
#include "emit/document.h"

enum { REPLACEMENT_CHARACTER = 0xFFFD };

/* Nothing of it is seen or read as text, but it ends what programs look for in a text: an address, a name to be
 * mentioned, a number of an issue. Those are looked for after the backslashes are gone. */
#define BREAK "<!-- -->"

/* Between the two languages: in a heading, a label or a table's head, and where there is room for lines. */
#define BESIDE " / "
#define BELOW "<br>"

/* ---- The one way into the medium for words ---- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_' || (unsigned char)c >= 0x80; }

struct words {
  const char *text;
  size_t length;
};

/* The byte at `at`; a blank beyond the end. */
static char byte_at(struct words words, size_t at) { return at < words.length ? words.text[at] : ' '; }

/* The colon of `://`, or one that could begin `:smile:`. */
static bool is_live_colon(struct words words, size_t at) {
  size_t end = at + 1;
  if (byte_at(words, end) == '/') return true;
  while (is_word(byte_at(words, end)) || byte_at(words, end) == '-' || byte_at(words, end) == '+') end++;
  return end > at + 1 && byte_at(words, end) == ':';
}

/* The dot of `www.`, the minus of GH-12. */
static bool ends_prefix(struct words words, size_t at, const char *prefix) {
  size_t length = strlen(prefix);
  if (at < length || (at > length && is_word(words.text[at - length - 1]))) return false;
  for (size_t i = 0; i < length; i++)
    if ((words.text[at - length + i] | 0x20) != prefix[i]) return false;
  return true;
}

static bool is_live(struct words words, size_t at) {
  switch (words.text[at]) {
    case '@': return true;
    case '#': return is_digit(byte_at(words, at + 1));
    case ':': return is_live_colon(words, at);
    case '-': return is_digit(byte_at(words, at + 1)) && ends_prefix(words, at, "gh");
    default: return false;
  }
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

enum { MOST_DIGITS = 9 }; /* of the number of a list's item */

/* What makes a block where a line starts: the mark of a list's item, a rule, the line under a heading. */
static bool starts_block(struct words words, size_t at) {
  char c = words.text[at], next = byte_at(words, at + 1);
  size_t digits = 0;
  if (c == '-' || c == '+' || c == '=') return at == 0 && (is_blank(next) || next == c);
  if ((c != '.' && c != ')') || at > MOST_DIGITS || !is_blank(next)) return false;
  while (digits < at && is_digit(words.text[digits])) digits++;
  return digits > 0 && digits == at;
}

/* A blank that would be taken away: at either end, or beside a line end. */
static bool is_edge_blank(struct words words, size_t at) {
  if (words.text[at] != ' ') return false;
  return at == 0 || at + 1 == words.length || words.text[at - 1] == '\n' || words.text[at + 1] == '\n';
}

static const char *entity_of(struct words words, size_t at) {
  switch (words.text[at]) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '|': return "&#124;"; /* so that no reader of tables takes it for the end of a cell */
    case '\t': return "&#9;";
    case '\r': return "&#13;";
    case '\n': return "<br>&#10;"; /* seen as the end of a line, and one in the text that is read back */
    case ' ': return is_edge_blank(words, at) ? "&#32;" : NULL;
    default: return NULL;
  }
}

static bool is_marking(char c) {
  return c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' || c == '~' || c == '$' || c == '#';
}

static void put_ascii(struct buffer *out, struct words words, size_t at) {
  char c = words.text[at];
  const char *entity = entity_of(words, at);
  if (entity) {
    buffer_text(out, entity);
    return;
  }
  if (c == '.' && ends_prefix(words, at, "www")) buffer_text(out, BREAK);
  if (is_marking(c) || starts_block(words, at)) buffer_char(out, '\\');
  if (c < ' ' || c == 0x7F) buffer_code_point(out, c < ' ' ? 0x2400 + (uint32_t)c : 0x2421); /* its picture */
  else buffer_char(out, c);
  if (is_live(words, at)) buffer_text(out, BREAK);
}

/* Blanks beyond ASCII: at an edge they would keep the mark of strong text from being one. */
static bool is_wide_blank(uint32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static void put_wide(struct buffer *out, struct words words, size_t at, uint32_t c, size_t size) {
  bool edge = at == 0 || at + size == words.length;
  if (c == UTF8_INVALID || (c >= 0x80 && c < 0xA0)) {
    buffer_code_point(out, REPLACEMENT_CHARACTER);
  } else if (edge && is_wide_blank(c)) {
    buffer_text(out, "&#");
    buffer_integer(out, c);
    buffer_char(out, ';');
  } else {
    buffer_bytes(out, words.text + at, size);
  }
}

void markdown_words(struct buffer *out, const char *text, size_t length) {
  struct words words = {text, length};
  for (size_t at = 0; at < length;) {
    int size = 1;
    uint32_t c = utf8_decode(text + at, length - at, &size);
    if (c < 0x80) put_ascii(out, words, at);
    else put_wide(out, words, at, c, (size_t)size);
    at += (size_t)size;
  }
}

void markdown_prose(struct buffer *out, const char *text) {
  while (*text) {
    size_t length = strcspn(text, "`");
    const char *end = text[length] ? strchr(text + length + 1, '`') : NULL;
    if (!end) length = strlen(text);
    markdown_words(out, text, length);
    if (end) buffer_bytes(out, text + length, (size_t)(end + 1 - text) - length);
    text = end ? end + 1 : text + length;
  }
}

static void put_sentence(struct document_writer *writer, enum text_key key) {
  const char *words = text_plain(writer->language, key);
  markdown_words(writer->out, words, strlen(words));
}

/* A colon, a bracket: as it stands, since its blanks part words; Markdown has no other use for any of them. */
static void put_mark(struct document_writer *writer, enum text_key key) {
  buffer_text(writer->out, text_plain(writer->language, key));
}

/* ---- Cells ---- */

/* What lacks its translation is not marked: the words show it. */
static void unmark(struct buffer *words) {
  size_t kept = 0;
  for (size_t i = 0; i < words->length; i++)
    if (words->data[i] != UNTRANSLATED_BEGINS && words->data[i] != UNTRANSLATED_ENDS) words->data[kept++] = words->data[i];
  words->length = kept;
}

static void put_cell(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  struct buffer words = buffer_in(scratch);
  cell_say(&words, writer->document, cell);
  if (writer->document->second) unmark(&words);
  if (cell->address) buffer_char(writer->out, '[');
  markdown_words(writer->out, words.data, words.length);
  if (!cell->address) return;
  buffer_text(writer->out, "](");
  address_write(writer->out, cell->address);
  buffer_char(writer->out, ')');
}

/* What was written from `from` on is said in the second language after it, unless it is the same. */
static void put_other(struct document_writer *writer, size_t from, const char *between) {
  struct buffer *out = writer->out;
  struct side other;
  if (!writer->sides || !sides_other(writer->sides, out, from, &other)) return;
  if (out->length - from == other.length && memcmp(out->data + from, other.bytes, other.length) == 0) return;
  buffer_text(out, between);
  buffer_text(out, "<span lang=\"");
  buffer_text(out, sides_code(writer->sides->second));
  buffer_text(out, "\">");
  buffer_bytes(out, other.bytes, other.length);
  buffer_text(out, "</span>");
}

static void put_both(struct document_writer *writer, const struct cell *cell, const char *between, struct arena *scratch) {
  size_t from = writer->out->length;
  put_cell(writer, cell, scratch);
  put_other(writer, from, between);
}

static void put_both_sentences(struct document_writer *writer, enum text_key key) {
  size_t from = writer->out->length;
  put_sentence(writer, key);
  put_other(writer, from, BESIDE);
}

static void put_strong(struct document_writer *writer, const struct cell *cell, struct arena *scratch) {
  buffer_text(writer->out, "**");
  put_both(writer, cell, BESIDE, scratch);
  buffer_text(writer->out, "**");
}

/* ---- Parts ---- */

static void put_number(struct document_writer *writer, const struct part *part) {
  if (!part->number) return;
  markdown_words(writer->out, part->number, strlen(part->number));
  buffer_char(writer->out, ' ');
}

/* 4.1 Objective: Sales that start on Facebook */
static void put_heading(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  buffer_repeat(writer->out, '#', part->kind == PART_TITLE ? 1 : part->level);
  buffer_char(writer->out, ' ');
  put_number(writer, part);
  size_t from = writer->out->length;
  if (!cell_is_empty(&part->kicker)) {
    put_cell(writer, &part->kicker, scratch);
    put_mark(writer, TEXT_COLON);
  }
  put_cell(writer, &part->text, scratch);
  put_other(writer, from, BESIDE);
  buffer_text(writer->out, "\n\n");
}

/* A number at the start of a paragraph is strong, so that it is no item of a list. */
static void put_clause_number(struct document_writer *writer, const struct part *part) {
  if (!part->number) return;
  buffer_text(writer->out, "**");
  markdown_words(writer->out, part->number, strlen(part->number));
  buffer_text(writer->out, "** ");
}

static void put_fact(struct document_writer *writer, const struct fact *fact, struct arena *scratch) {
  buffer_text(writer->out, "- **");
  put_both_sentences(writer, fact->label);
  buffer_text(writer->out, "**"); /* before the colon: after one as wide as a letter it would not end the strong text */
  put_mark(writer, TEXT_COLON);
  size_t from = writer->out->length;
  put_cell(writer, &fact->value, scratch);
  if (!cell_is_empty(&fact->note)) {
    put_mark(writer, TEXT_NOTE_OPEN);
    put_cell(writer, &fact->note, scratch);
    put_mark(writer, TEXT_BRACKET_CLOSE);
  }
  put_other(writer, from, BELOW);
  buffer_char(writer->out, '\n');
}

static void put_head(struct document_writer *writer, const struct column *column) {
  buffer_char(writer->out, ' ');
  size_t from = writer->out->length;
  put_sentence(writer, column->head);
  if (column->unit) {
    put_mark(writer, TEXT_NOTE_OPEN);
    markdown_words(writer->out, column->unit, strlen(column->unit));
    put_mark(writer, TEXT_BRACKET_CLOSE);
  }
  put_other(writer, from, BESIDE);
  buffer_text(writer->out, " |");
}

static void put_table(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  writer->column_count = part->count;
  if (!cell_is_empty(&part->text)) {
    put_strong(writer, &part->text, scratch);
    buffer_text(writer->out, "\n\n");
  }
  buffer_char(writer->out, '|');
  for (uint32_t i = 0; i < part->count; i++) put_head(writer, &part->columns[i]);
  buffer_text(writer->out, "\n|");
  for (uint32_t i = 0; i < part->count; i++)
    buffer_text(writer->out, part->columns[i].form == COLUMN_TEXT ? " --- |" : " ---: |");
  buffer_char(writer->out, '\n');
}

static void put_row(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  bool strong = part->style != ROW_PLAIN;
  buffer_char(writer->out, '|');
  for (uint32_t i = 0; i < writer->column_count; i++) {
    const struct cell *cell = i < part->count ? &part->cells[i] : &(const struct cell){.kind = CELL_EMPTY};
    buffer_char(writer->out, ' ');
    if (strong && i == 0) put_strong(writer, cell, scratch);
    else put_both(writer, cell, BELOW, scratch);
    buffer_text(writer->out, " |");
  }
  buffer_char(writer->out, '\n');
}

static void put_list(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  for (uint32_t i = 0; i < part->count; i++) {
    buffer_text(writer->out, "- ");
    put_both(writer, &part->cells[i], BELOW, scratch);
    buffer_char(writer->out, '\n');
  }
}

/* Name: Wu Ta-wei. What is to be written by hand has a line. */
static void put_signature(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  if (!cell_is_empty(&part->kicker)) {
    put_both(writer, &part->kicker, BESIDE, scratch);
    put_mark(writer, TEXT_COLON);
  }
  put_strong(writer, &part->text, scratch);
  buffer_text(writer->out, "\n\n");
  for (uint32_t i = 0; i < part->count; i++) {
    const struct fact *fact = &part->facts[i];
    struct cell line = cell_words("________________________");
    put_fact(writer, &(struct fact){.label = fact->label, .value = cell_is_empty(&fact->value) ? line : fact->value}, scratch);
  }
}

/* - [ ] What is to be done (who; by when), and below it what is said of it */
static void put_task(struct document_writer *writer, const struct task *task, struct arena *scratch) {
  bool who = !cell_is_empty(&task->who), when = !cell_is_empty(&task->when);
  buffer_text(writer->out, "- [ ] ");
  put_cell(writer, &task->what, scratch);
  if (who || when) put_mark(writer, TEXT_NOTE_OPEN);
  put_cell(writer, &task->who, scratch);
  if (who && when) put_mark(writer, TEXT_LIST_APART);
  put_cell(writer, &task->when, scratch);
  if (who || when) put_mark(writer, TEXT_BRACKET_CLOSE);
  if (!cell_is_empty(&task->note)) {
    buffer_text(writer->out, "<br>");
    put_cell(writer, &task->note, scratch);
  }
  buffer_char(writer->out, '\n');
}

static void put_matrix(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  writer->column_count = part->count;
  if (!cell_is_empty(&part->text)) {
    put_strong(writer, &part->text, scratch);
    buffer_text(writer->out, "\n\n");
  }
  buffer_char(writer->out, '|');
  for (uint32_t i = 0; i < part->count; i++) {
    buffer_char(writer->out, ' ');
    put_cell(writer, &part->heads[i].name, scratch);
    buffer_text(writer->out, " |");
  }
  buffer_text(writer->out, "\n|");
  for (uint32_t i = 0; i < part->count; i++) buffer_text(writer->out, i == 0 ? " --- |" : " :---: |");
  buffer_char(writer->out, '\n');
}

/* What is asked, and an empty quotation to write in. */
static void put_room(struct document_writer *writer, const struct part *part, struct arena *scratch) {
  put_cell(writer, &part->text, scratch);
  buffer_text(writer->out, "\n\n> &nbsp;\n");
}

void markdown_put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct document_writer *writer = (struct document_writer *)sink;
  buffer_may_cut(writer->out);
  switch ((enum part_kind)part->kind) {
    case PART_CONTENTS: return;
    case PART_TITLE:
    case PART_HEADING: put_heading(writer, part, scratch); return;
    case PART_PARAGRAPH:
      put_clause_number(writer, part);
      put_both(writer, &part->text, BELOW, scratch);
      buffer_char(writer->out, '\n');
      break;
    case PART_NOTICE:
      buffer_text(writer->out, "> ");
      put_strong(writer, &part->text, scratch);
      buffer_char(writer->out, '\n');
      break;
    case PART_FACTS:
      for (uint32_t i = 0; i < part->count; i++) put_fact(writer, &part->facts[i], scratch);
      break;
    case PART_LIST: put_list(writer, part, scratch); break;
    case PART_TABLE: put_table(writer, part, scratch); return;
    case PART_ROW: put_row(writer, part, scratch); return;
    case PART_TABLE_END: break;
    case PART_TASKS:
      for (uint32_t i = 0; i < part->count; i++) put_task(writer, &part->tasks[i], scratch);
      break;
    case PART_MATRIX: put_matrix(writer, part, scratch); return;
    case PART_ROOM: put_room(writer, part, scratch); break;
    case PART_PANEL: /* of pages */
    case PART_LIVE_KPI:
    case PART_LIVE_CARD: break;
    case PART_CHART: break; /* the table of its points follows */
    case PART_SIGNATURE: put_signature(writer, part, scratch); break;
  }
  buffer_char(writer->out, '\n');
}
