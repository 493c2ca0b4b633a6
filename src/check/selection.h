/* Which codes a run is asked for. A code that is named counts for more than the letter of its family; of two names that say
 * as much, the one to ignore wins. E codes are always asked for: a check whose errors are hidden checks nothing. */
#ifndef CHECK_SELECTION_H
#define CHECK_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What a word names, in capitals or small letters. */
enum selection_word {
  SELECTION_NOTHING,
  SELECTION_CODE,     /* M001 */
  SELECTION_FAMILY,   /* M */
  SELECTION_E_CODE,   /* E007, which can be selected and not ignored */
  SELECTION_E_FAMILY  /* E */
};
enum selection_word selection_word(const char *word);

/* The code or the family's letter that was perhaps meant; NULL: none is near. */
const char *selection_near(const char *word);

struct selection_words {
  const char *const *select, *const *ignore;
  size_t select_count, ignore_count;
};

/* In the arena; NULL where nothing was named. Every word names something, and none to ignore an E code. */
struct code_selection;
struct code_selection *selection_new(struct arena *arena, const struct selection_words *words);

/* Whether the rule of this index is asked for; `selection` may be NULL. */
bool selection_has(const struct code_selection *selection, uint32_t rule);

#endif
