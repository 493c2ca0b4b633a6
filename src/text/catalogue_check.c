/* A program of the build: reads the whole catalogue and names each fault of a row that would otherwise be found by the
 * person who gets the sentence. Exit status 1 if there is one. The first language is the one the others are held
 * against. */
#include "text/catalogue.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_ARGUMENTS = 9 }; /* a placeholder has one digit */

/* The key's spelling, for the messages. */
static const char *const keys[TEXT_COUNT] = {
#define TEXT(key, kinds, words) [TEXT_##key] = #key,
#include "text/en.def"
#undef TEXT
};

struct checking {
  FILE *out;
  const char *column, *key; /* of the row that is looked at */
  unsigned faults;
};

static void fault(struct checking *checking, const char *what, int number) {
  checking->faults++;
  fputs(checking->column, checking->out);
  fputs(": ", checking->out);
  fputs(checking->key, checking->out);
  fputs(": ", checking->out);
  for (; *what; what++) fputc(*what == '#' ? '0' + number : *what, checking->out);
  fputc('\n', checking->out);
}

/* One placeholder against the kinds; *used gets a bit for its argument. */
static void check_placeholder(struct checking *checking, const char *kinds, const struct placeholder *found,
                              unsigned *used) {
  if (!found->well_formed) {
    fault(checking, "{# is neither {#} nor {#?one|many}", found->argument);
  } else if (found->argument == 0 || (size_t)found->argument > strlen(kinds)) {
    fault(checking, "{#} is used, but the row's kinds have no argument #", found->argument);
  } else {
    *used |= 1u << found->argument;
    if (found->one && kinds[found->argument - 1] != ARGUMENT_INTEGER)
      fault(checking, "{#?one|many} chooses by argument #, which is no integer (I)", found->argument);
  }
}

static void check_kinds(struct checking *checking, const char *kinds) {
  if (strlen(kinds) > MOST_ARGUMENTS) fault(checking, "more than # arguments", MOST_ARGUMENTS);
  if (kinds[strspn(kinds, "NSIDPQTMLXOE")]) fault(checking, "a letter among the kinds that stands for none", 0);
}

static void check_row(struct checking *checking, const struct text_row *row) {
  if (!row->words || !*row->words) {
    fault(checking, "no text", 0);
    return;
  }
  check_kinds(checking, row->kinds);
  unsigned used = 0;
  struct placeholder found;
  for (const char *words = row->words; text_placeholder(words, &found); words = found.end)
    check_placeholder(checking, row->kinds, &found, &used);
  for (int number = 1; number <= MOST_ARGUMENTS && row->kinds[number - 1]; number++)
    if (!(used & 1u << number)) fault(checking, "argument # is not used", number);
}

static bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

/* Whether there is anything to translate: a mark, a pattern of placeholders, an abbreviation in capitals may be the
 * same in two languages. */
static bool has_words(const char *words) {
  struct placeholder found;
  for (const char *p = words; *p; p++) {
    if (is_word_byte(*p)) return true;
    if (*p == '{' && text_placeholder(p, &found) && found.start == p && found.well_formed && !found.one)
      p = found.end - 1;
  }
  return false;
}

/* A row against the same key's in an earlier language. */
static void check_pair(struct checking *checking, const struct text_row *row, const struct text_row *other) {
  if (!row->words || !other->words) return;
  if (strcmp(row->kinds, other->kinds) != 0) fault(checking, "the kinds are not those of an earlier language", 0);
  if (strcmp(row->words, other->words) == 0 && has_words(row->words))
    fault(checking, "the text is that of another language: not translated", 0);
}

static void check_language(struct checking *checking, enum text_language language) {
  const char *code = text_row_of(language, TEXT_LANGUAGE_CODE).words;
  checking->column = code ? code : "a column without LANGUAGE_CODE";
  for (int key = TEXT_NONE + 1; key < TEXT_COUNT; key++) {
    struct text_row row = text_row_of(language, (enum text_key)key);
    checking->key = keys[key];
    check_row(checking, &row);
    for (int other = 0; other < (int)language; other++) {
      struct text_row earlier = text_row_of((enum text_language)other, (enum text_key)key);
      check_pair(checking, &row, &earlier);
    }
  }
}

/* All languages, or the one whose code is named. */
int main(int count, char **arguments) {
  struct checking checking = {.out = stderr};
  int only = count > 1 ? (int)text_language_of(arguments[1]) : LANGUAGE_COUNT;
  for (int language = 0; language < LANGUAGE_COUNT; language++)
    if (only == LANGUAGE_COUNT || only == language) check_language(&checking, (enum text_language)language);
  return checking.faults > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
