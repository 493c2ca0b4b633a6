/* The words of the language, by sense: the table of grammar/keywords.def. */
#ifndef AST_WORDS_H
#define AST_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "ast/ast.h"
#include "base/names.h"

enum sense {
  SENSE_NONE,
#define KEYWORD(sense, terminal, en, zh, bg, vi) SENSE_##sense,
#include "keywords.def"
#undef KEYWORD
  SENSE_COUNT
};

/* What the table knows of a word as it is spelt: all its senses, and the phrases that it begins. */
struct word {
  uint16_t senses[6];
  uint8_t count;
  uint8_t phrase_count;
  struct phrase {
    uint16_t sense;
    atom second; /* the word that must follow */
  } phrases[4];
};

struct words;

/* What will be known of the table's words, which are interned when they are asked for: of one table of names. */
struct words *words_new(struct arena *arena);

/* What the table knows of a name, compared without regard to case; NULL: it is no word of the language. */
const struct word *words_of(struct words *words, struct names *names, atom a);

/* Asks that of all names: from then on, until another is interned, it is only looked up, and several may ask at once. */
void words_settle(struct words *words, struct names *names);

bool words_has_sense(struct words *words, struct names *names, atom a, enum sense sense);

/* The first sense of `a` that stands in `choices` (ended by SENSE_NONE), else SENSE_NONE. */
enum sense words_choice(struct words *words, struct names *names, atom a, const enum sense *choices);

/* The sense of the phrase that the two words are, else SENSE_NONE. */
enum sense words_phrase(struct words *words, struct names *names, const struct word *first, const struct word *second);

/* The statement that the word starts in a block of this kind: by itself, or else with a phrase. */
enum statement_kind words_statement(const struct word *word, enum block_kind block);
enum statement_kind words_statement_alone(const struct word *word, enum block_kind block);
enum statement_kind words_statement_of(enum sense sense, enum block_kind block);

/* How English writes the sense: its first spelling. */
const char *words_spelling(enum sense sense);

/* The statement kind of `block` nearest to a misspelt first word, and how far it is; STATEMENT_NONE: none is near. */
enum statement_kind words_nearest(enum block_kind block, const char *text, int *distance);

/* The right spelling of a misspelt word, in the language of the table that it is misspelt in. */
struct correction {
  const char *word, *second; /* `second` follows in a phrase, "" where it is none */
  enum sense sense;
};

/* Sets *correction where `text` is one slip from a spelling of one of the senses (ended by SENSE_NONE), and no other of
 * them is as near or nearly so. Words of less than four letters are left alone. */
bool words_correct(struct arena *arena, const enum sense *senses, const char *text, struct correction *correction);

/* A block, other than `block`, in which the word starts a statement; BLOCK_NONE: there is none. */
enum block_kind words_other_block(const struct word *word, enum block_kind block);

/* The statement that opens a block of this kind, and the first that stands in it, for messages. */
enum statement_kind words_opener(enum block_kind block);
enum statement_kind words_first(enum block_kind block);

/* The bytes of the longest word of the table that stands at the start of `text`, which is in name form; 0: none does. */
size_t words_prefix(const char *text, size_t length);

#endif
