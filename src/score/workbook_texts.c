/* What cells share: their texts and their styles. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "score/workbook_parts.h"

/* ---- Words ---- */

void part_words_add(struct part_words *words, const char *bytes, size_t length) {
  if (words->wanted && words->phonetic == 0) buffer_bytes(&words->text, bytes, length);
}

static int hexadecimal(char c) {
  const char *digits = "0123456789ABCDEFabcdef", *at = c ? strchr(digits, c) : NULL;
  return !at ? -1 : at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* _x000D_ stands for a character that XML cannot hold, or would change; -1: it is nothing of the kind. */
static int escaped(const char *at, size_t rest) {
  int value = 0;
  if (rest < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return -1;
  for (int i = 2; i < 6; i++) {
    if (hexadecimal(at[i]) < 0) return -1;
    value = value * 16 + hexadecimal(at[i]);
  }
  return value;
}

struct stored_text part_words_done(struct arena *arena, struct part_words *words) {
  struct buffer out = buffer_in(arena);
  const struct buffer *text = &words->text;
  for (size_t at = 0; at < text->length; at++) {
    int value = text->data[at] == '_' ? escaped(text->data + at, text->length - at) : -1;
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < 0 || value == 0 || surrogate) {
      buffer_char(&out, text->data[at]);
      continue;
    }
    if (value != '\r') buffer_code_point(&out, (uint32_t)value);
    at += 6;
  }
  words->text.length = 0;
  return (struct stored_text){buffer_string(&out), (uint32_t)out.length};
}

/* ---- Texts ---- */

struct texts {
  struct workbook *book;
  const char *part;
  struct part_words words;
};

static void start_text(void *context, const char *name, const char **attributes) {
  struct texts *texts = context;
  (void)attributes;
  texts->words.phonetic += !strcmp(name, "rPh");
  texts->words.wanted = !strcmp(name, "t");
}

static void end_text(void *context, const char *name) {
  struct texts *texts = context;
  struct workbook *book = texts->book;
  texts->words.wanted = false;
  if (!strcmp(name, "rPh")) texts->words.phonetic--;
  if (strcmp(name, "si") != 0) return;
  if (book->texts.count >= WORKBOOK_TEXTS) {
    workbook_fails(book, WORKBOOK_MANY_CELLS, NULL);
    return;
  }
  VECTOR_PUSH(book->arena, &book->texts, part_words_done(book->arena, &texts->words));
}

static void add_text(void *context, const char *bytes, size_t length) {
  part_words_add(&((struct texts *)context)->words, bytes, length);
}

void workbook_read_texts(struct workbook *book, const char *part) {
  struct texts texts = {book, part, {.text = buffer_in(book->arena)}};
  const struct part_reader reader = {&texts, start_text, end_text, add_text};
  workbook_read_part(book, part, &reader);
}

/* ---- Styles ---- */

enum { FORMATS_MOST = 2000, STYLES_MOST = 100000 };

/* A format that the workbook itself defines. */
struct own_format {
  long number;
  enum stored_style style;
};

struct styles {
  struct workbook *book;
  VECTOR(struct own_format) formats;
  bool of_cells;
};

/* Digits of days and times stand outside of quotes and brackets; [h] counts hours. */
static bool shows_time(const char *code) {
  for (const char *at = code; *at; at++) {
    const char *end = *at == '"' ? strchr(at + 1, '"') : *at == '[' ? strchr(at, ']') : NULL;
    bool counts = *at == '[' && strchr("hmsHMS", at[1]) && at[1] && (at[2] == ']' || at[2] == at[1]);
    if (counts) return true;
    if (end) at = end;
    else if ((*at == '\\' || *at == '_' || *at == '*') && at[1]) at++;
    else if (strchr("ymdhsYMDHS", *at)) return true;
  }
  return false;
}

static bool shows_share(const char *code) {
  for (const char *at = code; *at; at++) {
    const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
    if (end) at = end;
    else if (*at == '\\' && at[1]) at++;
    else if (*at == '%') return true;
  }
  return false;
}

enum stored_style workbook_style_of(const char *code) {
  if (!strncmp(code, "General", 7)) return STYLE_PLAIN;
  return shows_share(code) ? STYLE_SHARE : shows_time(code) ? STYLE_DATE : STYLE_PLAIN;
}

/* Formats that every spreadsheet program knows by their numbers. */
static enum stored_style usual_style(long number) {
  bool date = (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 45 && number <= 47) ||
              (number >= 50 && number <= 58);
  return date ? STYLE_DATE : number == 9 || number == 10 ? STYLE_SHARE : STYLE_PLAIN;
}

static enum stored_style style_of(const struct styles *styles, const char *written) {
  long number = written ? strtol(written, NULL, 10) : 0;
  for (uint32_t i = styles->formats.count; i > 0; i--)
    if (styles->formats.items[i - 1].number == number) return styles->formats.items[i - 1].style;
  return usual_style(number);
}

static void start_style(void *context, const char *name, const char **attributes) {
  struct styles *styles = context;
  struct workbook *book = styles->book;
  const char *number = part_attribute(attributes, "numFmtId", false), *code = part_attribute(attributes, "formatCode", false);
  if (!strcmp(name, "cellXfs")) styles->of_cells = true;
  if (book->styles.count >= STYLES_MOST || styles->formats.count >= FORMATS_MOST) {
    workbook_fails(book, WORKBOOK_MANY_CELLS, NULL);
  } else if (!strcmp(name, "numFmt") && number && code && !styles->of_cells) {
    VECTOR_PUSH(book->arena, &styles->formats, ((struct own_format){strtol(number, NULL, 10), workbook_style_of(code)}));
  } else if (!strcmp(name, "xf") && styles->of_cells) {
    VECTOR_PUSH(book->arena, &book->styles, (uint8_t)style_of(styles, number));
  }
}

static void end_style(void *context, const char *name) {
  if (!strcmp(name, "cellXfs")) ((struct styles *)context)->of_cells = false;
}

void workbook_read_styles(struct workbook *book, const char *part) {
  struct styles styles = {.book = book};
  const struct part_reader reader = {.context = &styles, .start = start_style, .end = end_style};
  workbook_read_part(book, part, &reader);
}
