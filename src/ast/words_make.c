/* A program of the build: writes the spellings of keywords.def as the C file of words_table.h. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ast/words.h"
#include "ast/words_table.h"
#include "base/table_numbers.h"
#include "base/utf8.h"

/* All languages' columns, parted by `|`; empty ones among them are skipped. */
#define KEYWORD(sense, terminal, en, zh, bg, vi) [SENSE_##sense] = en "|" zh "|" bg "|" vi,
static const char *const spellings[SENSE_COUNT] = {
    [SENSE_NONE] = "",
#include "keywords.def"
};
#undef KEYWORD

struct making {
  struct arena arena;
  struct entry entries[WORDS_MOST];
  const char *texts[WORDS_MOST]; /* those that begin at their own bytes */
  uint32_t count;
  size_t bytes;
  uint16_t slots[WORDS_SLOTS];
  bool full;
};

static uint16_t *slot_of(struct making *making, const char *text, size_t length) {
  uint32_t slot = words_hash(text, length) % WORDS_SLOTS;
  for (; making->slots[slot]; slot = (slot + 1) % WORDS_SLOTS) {
    uint32_t i = making->slots[slot] - 1u;
    if (making->entries[i].length == length && !memcmp(making->texts[i], text, length)) break;
  }
  return &making->slots[slot];
}

static void add_entry(struct making *making, enum sense sense, const char *text, size_t at, size_t length, size_t second) {
  if (making->count == WORDS_MOST || at > UINT16_MAX || length > UINT8_MAX || second > UINT8_MAX) {
    making->full = true;
    return;
  }
  uint16_t *place = slot_of(making, text, length);
  while (*place) place = &making->entries[*place - 1].next;
  making->texts[making->count] = text;
  making->entries[making->count] = (struct entry){(uint16_t)at, (uint8_t)length, (uint8_t)second, (uint16_t)sense, 0};
  *place = (uint16_t)++making->count;
}

/* A phrase's other word is one of the table's as well, without a sense of its own: so that `At LEAST` and `at least`
 * are found equal through words_of. */
static void add_spelling(struct making *making, enum sense sense, const char *text, size_t length) {
  text = utf8_name_form(&making->arena, text, &length);
  const char *blank = memchr(text, ' ', length);
  size_t first = blank ? (size_t)(blank - text) : length, second = blank ? length - first - 1 : 0;
  add_entry(making, sense, text, making->bytes, first, second);
  if (second) add_entry(making, SENSE_NONE, text + first + 1, making->bytes + first + 1, second, 0);
  write_bytes(text, length);
  making->bytes += length;
}

static void add_sense(struct making *making, enum sense sense) {
  for (const char *rest = spellings[sense]; *rest;) {
    size_t length = strcspn(rest, "|");
    if (length) add_spelling(making, sense, rest, length);
    rest += length + (rest[length] != 0);
  }
}

static void write_table(const struct making *making) {
  fputs("const struct entry words_entries[] = {\n", stdout);
  for (uint32_t i = 0; i < making->count; i++) {
    const struct entry *entry = &making->entries[i];
    fputs("{", stdout);
    write_numbers((const size_t[]){entry->at, entry->length, entry->second, entry->sense, entry->next}, 5);
    fputs("},\n", stdout);
  }
  fputs("};\nconst uint16_t words_slots[] = {\n", stdout);
  for (uint32_t i = 0; i < WORDS_SLOTS; i++) write_numbers(&(size_t){making->slots[i]}, 1);
  fputs("};\n", stdout);
}

int main(void) {
  static struct making making;
  arena_init(&making.arena, &arena_standard_allocator, NULL);
  fputs("#include \"ast/words_table.h\"\n\nconst unsigned char words_bytes[] = {\n", stdout);
  for (int sense = SENSE_NONE + 1; sense < SENSE_COUNT; sense++) add_sense(&making, (enum sense)sense);
  fputs("};\n", stdout);
  write_table(&making);
  arena_free(&making.arena);
  return !making.full && !ferror(stdout) && !fclose(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
