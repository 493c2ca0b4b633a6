/* Whether words speak of a price, in the languages of agreements. */
#ifndef CHECK_PRICE_WORDS_H
#define CHECK_PRICE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

bool speaks_of_price(struct arena *arena, const char *text, size_t length);

#endif
