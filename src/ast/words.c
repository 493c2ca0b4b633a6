#include "ast/words.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <utf8proc.h>

#include "ast/words_table.h"
#include "base/slip.h"
#include "base/utf8.h"
#include "base/vector.h"

enum { SENSES = sizeof((struct word *)0)->senses / sizeof(uint16_t) };
enum { PHRASES = sizeof((struct word *)0)->phrases / sizeof(struct phrase) };

/* What `struct name.word` says of a name: not asked yet, no word, or from FIRST_WORD on the word's index. */
enum { NOT_ASKED, NO_WORD, FIRST_WORD };

/* `spellings` holds all languages' columns; empty ones among them are skipped. */
#define KEYWORD(sense, terminal, en, zh, bg, vi) [SENSE_##sense] = {#sense, en, en "|" zh "|" bg "|" vi},
static const struct {
  const char *name, *english, *spellings;
} keywords[] = {
    [SENSE_NONE] = {"", "", ""},
#include "keywords.def"
};
#undef KEYWORD
static_assert(sizeof keywords / sizeof *keywords == SENSE_COUNT, "a row for each sense");

/* The statement that a sense starts in a block. */
#define STATEMENT(id, block, word, shape, often, group, opens, form) [BLOCK_##block][SENSE_##word] = STATEMENT_##id,
static const uint8_t statement_of[BLOCK_KIND_COUNT][SENSE_COUNT] = {
#include "statements.def"
};
#undef STATEMENT
static_assert(STATEMENT_KIND_COUNT <= UINT8_MAX + 1, "a statement kind fits a byte");

/* ---- Spellings ---- */

struct spelling {
  const char *text; /* no NUL after it */
  size_t length;
};

/* The next spelling of a list parted by `|`, at which `*rest` stands; false: there is none left. */
static bool next_spelling(const char **rest, struct spelling *spelling) {
  while (**rest == '|') ++*rest;
  const char *end = strchr(*rest, '|');
  *spelling = (struct spelling){*rest, end ? (size_t)(end - *rest) : strlen(*rest)};
  *rest += spelling->length;
  return spelling->length > 0;
}

/* A phrase's first word; the other's length is 0 where there is none. */
static struct spelling split_phrase(struct spelling spelling, struct spelling *second) {
  const char *blank = memchr(spelling.text, ' ', spelling.length);
  size_t first = blank ? (size_t)(blank - spelling.text) : spelling.length;
  *second = (struct spelling){0};
  if (blank) *second = (struct spelling){blank + 1, spelling.length - first - 1};
  return (struct spelling){spelling.text, first};
}

/* ---- The table by word ---- */

/* Words are made and interned only when they are asked for: a text uses few of those of four languages, and the program
 * has about a millisecond in all. */
struct words {
  struct arena *arena;
  uint16_t made[WORDS_MOST + 1]; /* by number of the first entry: what `struct name.word` is to be, NOT_ASKED before the word is made */
  VECTOR(struct word *) list;
};

static const char *text_of(const struct entry *entry) { return (const char *)words_bytes + entry->at; }

static bool is_at(uint16_t number, const char *text, size_t length) {
  const struct entry *entry = &words_entries[number - 1];
  return entry->length == length && !memcmp(text_of(entry), text, length);
}

/* The slot where the word is or would be. */
static uint32_t slot_of(const char *text, size_t length) {
  uint32_t slot = words_hash(text, length) % WORDS_SLOTS;
  while (words_slots[slot] && !is_at(words_slots[slot], text, length)) slot = (slot + 1) % WORDS_SLOTS;
  return slot;
}

struct words *words_new(struct arena *arena) {
  struct words *words = ARENA_NEW(arena, struct words);
  words->arena = arena;
  return words;
}

/* ---- Words ---- */

static bool has_sense(const struct word *word, enum sense sense) {
  for (int i = 0; i < word->count; i++)
    if (word->senses[i] == sense) return true;
  return false;
}

/* That each sense of the table finds room here and below, test_words shows. */
static void add_sense(struct word *word, enum sense sense) {
  if (word->count < SENSES && !has_sense(word, sense)) word->senses[word->count++] = (uint16_t)sense;
}

static void add_phrase(struct word *word, enum sense sense, atom second) {
  if (word->phrase_count < PHRASES)
    word->phrases[word->phrase_count++] = (struct phrase){.sense = (uint16_t)sense, .second = second};
}

static struct word *make_word(struct words *words, struct names *names, uint16_t number) {
  struct word *word = ARENA_NEW(words->arena, struct word);
  for (const struct entry *entry; number; number = entry->next) {
    entry = &words_entries[number - 1];
    const char *second = text_of(entry) + entry->length + 1;
    if (entry->second) add_phrase(word, entry->sense, names_intern(names, second, entry->second));
    else if (entry->sense != SENSE_NONE) add_sense(word, entry->sense);
  }
  return word;
}

/* What `struct name.word` is to be for a name spelt so, NO_WORD where the table has no such spelling. */
static uint16_t find_spelling(struct words *words, struct names *names, const char *text, size_t length) {
  uint16_t number = words_slots[slot_of(text, length)];
  if (!number) return NO_WORD;
  if (words->made[number] == NOT_ASKED) {
    words->made[number] = (uint16_t)(FIRST_WORD + words->list.count);
    struct word *word = make_word(words, names, number);
    VECTOR_PUSH(words->arena, &words->list, word);
  }
  return words->made[number];
}

static uint16_t find_name(struct words *words, struct names *names, const struct name *name) {
  size_t length = name->length;
  uint16_t found = find_spelling(words, names, name->text, length);
  if (found != NO_WORD) return found;
  const char *folded = utf8_fold_case(words->arena, name->text, &length);
  return folded == name->text ? NO_WORD : find_spelling(words, names, folded, length);
}

const struct word *words_of(struct words *words, struct names *names, atom a) {
  if (a == ATOM_NONE) return NULL;
  struct name *name = names_get(names, a);
  if (name->word == NOT_ASKED) name->word = find_name(words, names, name);
  return name->word == NO_WORD ? NULL : words->list.items[name->word - FIRST_WORD];
}

void words_settle(struct words *words, struct names *names) {
  for (atom a = 1; a <= names_count(names); a++) words_of(words, names, a);
}

size_t words_prefix(const char *text, size_t length) {
  enum { LONGEST_WORD = 64 };
  size_t longest = 0;
  int size;
  for (size_t at = 0; at < length && at < LONGEST_WORD; at += (size_t)size) {
    utf8_decode(text + at, length - at, &size);
    if (words_slots[slot_of(text, at + (size_t)size)]) longest = at + (size_t)size;
  }
  return longest;
}

bool words_has_sense(struct words *words, struct names *names, atom a, enum sense sense) {
  const struct word *word = words_of(words, names, a);
  return word && has_sense(word, sense);
}

/* A phrase's other word is one of the table's too, and each of them is one `struct word` however it is written. */
enum sense words_phrase(struct words *words, struct names *names, const struct word *first, const struct word *second) {
  for (int i = 0; second && i < first->phrase_count; i++)
    if (words_of(words, names, first->phrases[i].second) == second) return (enum sense)first->phrases[i].sense;
  return SENSE_NONE;
}

static bool is_choice(const enum sense *choices, enum sense sense) {
  while (*choices != SENSE_NONE && *choices != sense) choices++;
  return *choices != SENSE_NONE;
}

enum sense words_choice(struct words *words, struct names *names, atom a, const enum sense *choices) {
  const struct word *word = words_of(words, names, a);
  for (int i = 0; word && i < word->count; i++)
    if (is_choice(choices, word->senses[i])) return word->senses[i];
  return SENSE_NONE;
}

/* ---- Statements ---- */

enum statement_kind words_statement_of(enum sense sense, enum block_kind block) {
  uint8_t kind = statement_of[block][sense];
  return kind ? kind : statement_of[BLOCK_ANY][sense];
}

enum statement_kind words_statement_alone(const struct word *word, enum block_kind block) {
  enum statement_kind kind = STATEMENT_NONE;
  for (int i = 0; word && !kind && i < word->count; i++) kind = words_statement_of(word->senses[i], block);
  return kind;
}

enum statement_kind words_statement(const struct word *word, enum block_kind block) {
  enum statement_kind kind = words_statement_alone(word, block);
  for (int i = 0; word && !kind && i < word->phrase_count; i++) kind = words_statement_of(word->phrases[i].sense, block);
  return kind;
}

enum block_kind words_other_block(const struct word *word, enum block_kind block) {
  for (int other = BLOCK_FILE; other < BLOCK_KIND_COUNT; other++)
    if (other != (int)block && other != BLOCK_ANY && words_statement(word, (enum block_kind)other))
      return (enum block_kind)other;
  return BLOCK_NONE;
}

enum statement_kind words_opener(enum block_kind block) {
  for (int kind = STATEMENT_NONE + 1; block != BLOCK_NONE && kind < STATEMENT_KIND_COUNT; kind++)
    if (statement_rows[kind].opens == block) return (enum statement_kind)kind;
  return STATEMENT_NONE;
}

enum statement_kind words_first(enum block_kind block) {
  for (int kind = STATEMENT_NONE + 1; kind < STATEMENT_KIND_COUNT; kind++)
    if (statement_rows[kind].block == block) return (enum statement_kind)kind;
  return STATEMENT_NONE;
}

/* A `|` stands in English at the units alone, whose plurals are understood too; what is written there is the sense's
 * own name (test_words holds the table to that). */
const char *words_spelling(enum sense sense) {
  return strchr(keywords[sense].english, '|') ? keywords[sense].name : keywords[sense].english;
}

/* ---- Misspelt words ---- */

enum { LONGEST = 127 }; /* bytes of a word that may be near one of the table */

/* The word in lower case, with a NUL; false: it is too long to be near any. */
static bool lower(struct spelling word, char out[LONGEST + 1]) {
  size_t written = 0;
  int size;
  for (size_t i = 0; i < word.length; i += (size_t)size) {
    uint32_t c = utf8_decode(word.text + i, word.length - i, &size);
    if (written + 4 > LONGEST || c == UTF8_INVALID) return false;
    written += (size_t)utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)c), out + written);
  }
  out[written] = 0;
  return true;
}

static int letters(const char *word) { return (int)utf8_count(word, strlen(word)); }

/* In a short word two slips leave nothing of it. */
static int limit_for(const char *a, const char *b) { return letters(a) <= 4 || letters(b) <= 4 ? 1 : 2; }

/* How far the word is from the nearest spelling of a statement's first word; INT_MAX where none is near. */
static int distance_to(enum sense sense, const char *word) {
  int least = INT_MAX;
  const char *rest = keywords[sense].spellings;
  struct spelling spelling, second;
  char known[LONGEST + 1];
  while (next_spelling(&rest, &spelling)) {
    if (!lower(split_phrase(spelling, &second), known)) continue;
    int limit = limit_for(word, known), distance = names_distance(word, known, limit);
    if (distance <= limit && distance < least) least = distance;
  }
  return least;
}

static bool stands_in(const struct statement_row *row, enum block_kind block) {
  return row->block == block || row->block == BLOCK_ANY;
}

enum statement_kind words_nearest(enum block_kind block, const char *text, int *distance) {
  enum statement_kind nearest = STATEMENT_NONE;
  char word[LONGEST + 1];
  *distance = INT_MAX;
  if (!lower((struct spelling){text, strlen(text)}, word)) return STATEMENT_NONE;
  for (int kind = STATEMENT_NONE + 1; kind < STATEMENT_KIND_COUNT; kind++) {
    if (!stands_in(&statement_rows[kind], block)) continue;
    int other = distance_to((enum sense)statement_rows[kind].sense, word);
    if (other >= *distance) continue;
    *distance = other;
    nearest = (enum statement_kind)kind;
  }
  return nearest;
}

/* ---- What alone can be meant ---- */

/* The nearest spelling to a word, and how far the nearest other one is. */
struct search {
  const char *word;
  char nearest[LONGEST + 1];
  struct spelling first, second;
  enum sense sense;
  int distance, next_distance;
};

enum { NEARLY = 2 }; /* slips by which another word is still too near */

static void compare(struct search *search, enum sense sense, struct spelling spelling) {
  struct spelling second, first = split_phrase(spelling, &second);
  char known[LONGEST + 1];
  if (!lower(first, known)) return;
  int distance = names_distance(search->word, known, NEARLY);
  bool same = strcmp(known, search->nearest) == 0;
  if (distance >= search->distance) {
    if (!same && distance < search->next_distance) search->next_distance = distance;
    return;
  }
  search->next_distance = search->distance;
  search->distance = distance;
  search->sense = sense;
  search->first = first;
  search->second = second;
  strcpy(search->nearest, known);
}

bool words_correct(struct arena *arena, const enum sense *senses, const char *text, struct correction *correction) {
  enum { LEAST_LETTERS = 4 };
  char word[LONGEST + 1];
  if (!lower((struct spelling){text, strlen(text)}, word)) return false;
  struct search search = {.word = word, .distance = NEARLY + 1, .next_distance = NEARLY + 1};
  for (; *senses != SENSE_NONE; senses++) {
    const char *rest = keywords[*senses].spellings;
    for (struct spelling spelling; next_spelling(&rest, &spelling);) compare(&search, *senses, spelling);
  }
  if (search.distance != 1 || search.next_distance <= NEARLY || letters(search.nearest) < LEAST_LETTERS) return false;
  *correction = (struct correction){.word = arena_copy(arena, search.first.text, search.first.length),
                                    .second = arena_copy(arena, search.second.text, search.second.length),
                                    .sense = search.sense};
  return slip_between(word, search.nearest).kind != SLIP_NONE;
}
