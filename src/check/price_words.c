#include "check/price_words.h"

#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

/* In simple case folding. Words of letters stand between other characters; Chinese is written without gaps. */
static const char *const words[] = {"price", "prices", "pricing", "cost", "costs", "fee", "fees", "quote", "quotation",
                                    "цена", "цени", "цената", "цените", "ценова", "разход", "разходи", "разходите", "хонорар",
                                    "хонорари", "оферта", "giá", "chi phí", "phí"};
static const char *const signs[] = {"價格", "價錢", "價位", "報價", "費用", "收費", "成本"};
/* The same syllable or word in another sense: judging, value; a thing that pays for itself. */
static const char *const others[] = {"đánh giá", "giá trị", "cost-effective", "cost effective"};

static const char *find(const char *text, const char *end, const char *word) {
  size_t length = strlen(word);
  for (const char *at = text; (size_t)(end - at) >= length; at++)
    if (memcmp(at, word, length) == 0) return at;
  return NULL;
}

static bool is_letter_at(const char *at, const char *end) {
  int size;
  if (at >= end) return false;
  uint32_t c = utf8_decode(at, (size_t)(end - at), &size);
  return c != '_' && utf8_is_name_continue(c);
}

/* Whether a letter ends where `at` begins. */
static bool is_letter_before(const char *text, const char *at, const char *end) {
  if (at == text) return false;
  do at--;
  while (at > text && ((unsigned char)*at & 0xC0) == 0x80);
  return is_letter_at(at, end);
}

static bool has_word(const char *text, const char *end, const char *word) {
  for (const char *at = find(text, end, word); at; at = find(at + 1, end, word))
    if (!is_letter_before(text, at, end) && !is_letter_at(at + strlen(word), end)) return true;
  return false;
}

static void blank_out(char *text, const char *end, const char *phrase) {
  for (const char *at = find(text, end, phrase); at; at = find(at + 1, end, phrase))
    memset(text + (at - text), '.', strlen(phrase));
}

bool speaks_of_price(struct arena *arena, const char *text, size_t length) {
  const char *form = utf8_name_form(arena, text, &length);
  form = utf8_fold_case(arena, form, &length);
  char *plain = arena_copy(arena, form, length);
  const char *end = plain + length;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) blank_out(plain, end, others[i]);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (has_word(plain, end, words[i])) return true;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (find(plain, end, signs[i])) return true;
  return false;
}
