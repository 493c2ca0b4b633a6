#include <assert.h>
#include <stddef.h>

#include "text/catalogue.h"

/* A language's sentences lie in one block of characters, and its table says where in it: a table of pointers would have to
 * be mended, each of them, whenever the program starts. */
struct row_place {
  uint32_t kinds, words; /* 0: the column lacks the key */
};

#define COLUMN en
#define ROWS "text/en.def"
#include "text/column.inc"
#define COLUMN zh
#define ROWS "text/zh.def"
#include "text/column.inc"
#define COLUMN bg
#define ROWS "text/bg.def"
#include "text/column.inc"
#define COLUMN vi
#define ROWS "text/vi.def"
#include "text/column.inc"

static const struct {
  const void *pool;
  const struct row_place *rows;
} columns[] = {
    [LANGUAGE_EN] = {&pool_en, rows_en},
    [LANGUAGE_ZH_HANT] = {&pool_zh, rows_zh},
    [LANGUAGE_BG] = {&pool_bg, rows_bg},
    [LANGUAGE_VI] = {&pool_vi, rows_vi},
};
static_assert(sizeof columns / sizeof columns[0] == LANGUAGE_COUNT, "each language has its column");

struct text_row text_row_of(enum text_language language, enum text_key key) {
  const char *pool = columns[language].pool;
  struct row_place place = columns[language].rows[key];
  return (struct text_row){place.words ? pool + place.kinds : NULL, place.words ? pool + place.words : NULL};
}
