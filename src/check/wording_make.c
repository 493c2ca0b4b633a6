/* A program of the build: writes the rows of wording.def and its like as the C file of wording_table.h, so that nothing is
 * worked out when an agreement is checked. */
#include "check/wording_table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/table_numbers.h"
#include "base/utf8.h"

enum language { EN, ZH, BG, VI };

static const struct row {
  enum wording_list list;
  enum language language;
  const char *phrase;
} rows[] = {
#define PHRASE(list, language, phrase) {WORDING_##list, language, phrase},
#include "check/wording.def"
#include "check/wording_dates.def"
#include "check/wording_deeds.def"
#include "check/wording_denials.def"
#include "check/wording_things.def"
#undef PHRASE
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

/* A row made ready. */
struct ready {
  size_t list, part;
  const char *bytes;
  size_t length;
};

static struct ready make_ready(struct arena *arena, const struct row *row) {
  int size;
  struct ready ready = {.list = row->list, .length = strlen(row->phrase)};
  ready.bytes = utf8_name_form(arena, row->phrase, &ready.length);
  ready.bytes = utf8_fold_case(arena, ready.bytes, &ready.length);
  ready.part = wording_part(utf8_decode(ready.bytes, ready.length, &size), row->language == ZH);
  return ready;
}

static size_t second_byte(const struct ready *ready) {
  int size;
  utf8_decode(ready->bytes, ready->length, &size);
  char second = (size_t)size < ready->length ? ready->bytes[size] : 0;
  return second == ' ' || second == '*' ? 0 : (unsigned char)second;
}

static int compare(const void *left, const void *right) {
  const struct ready *a = left, *b = right;
  if (a->list != b->list) return a->list < b->list ? -1 : 1;
  if (a->part != b->part) return a->part < b->part ? -1 : 1;
  size_t shorter = a->length < b->length ? a->length : b->length;
  int order = memcmp(a->bytes, b->bytes, shorter);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static void write_texts(const struct ready *all) {
  fputs("const unsigned char wording_bytes[] = {\n", stdout);
  for (size_t i = 0; i < ROW_COUNT; i++) write_bytes(all[i].bytes, all[i].length);
  fputs("};\n\n", stdout);
}

/* False: there is no room for what is to be said. */
static bool write_phrases(const struct ready *all) {
  size_t at = 0;
  bool fits = true;
  fputs("const struct phrase wording_phrases[] = {\n", stdout);
  for (size_t i = 0; i < ROW_COUNT; at += all[i++].length) {
    fputs("{", stdout);
    write_numbers((const size_t[]){at, all[i].length, second_byte(&all[i])}, 3);
    fputs("},\n", stdout);
    fits = fits && at <= UINT16_MAX && all[i].length <= UINT8_MAX;
  }
  fputs("};\n\n", stdout);
  return fits;
}

static void write_lists(const struct ready *all) {
  size_t row = 0;
  fputs("const struct wording wording_lists[] = {\n", stdout);
  for (size_t list = 0; list < WORDING_LIST_COUNT; list++) {
    fputs("{{", stdout);
    for (size_t part = 0; part <= 2 * WORDING_BUCKETS; part++) {
      while (row < ROW_COUNT && all[row].list == list && all[row].part < part) row++;
      write_numbers(&row, 1);
    }
    fputs("}},\n", stdout);
  }
  fputs("};\n", stdout);
}

int main(void) {
  struct arena arena;
  static struct ready all[ROW_COUNT];
  arena_init(&arena, &arena_standard_allocator, NULL);
  for (size_t i = 0; i < ROW_COUNT; i++) all[i] = make_ready(&arena, &rows[i]);
  qsort(all, ROW_COUNT, sizeof *all, compare);
  fputs("#include \"check/wording_table.h\"\n\n", stdout);
  write_texts(all);
  bool fits = write_phrases(all);
  write_lists(all);
  arena_free(&arena);
  return fits && !ferror(stdout) && !fclose(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
