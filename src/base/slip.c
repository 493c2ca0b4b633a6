#include "base/slip.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 64 }; /* characters of a name in which a slip is looked for */

struct letters {
  uint32_t at[LONGEST];
  int count; /* LONGEST + 1: there are more */
};

static void read_letters(const char *text, struct letters *letters) {
  size_t length = strlen(text);
  int size;
  letters->count = 0;
  for (size_t i = 0; i < length; i += (size_t)size) {
    uint32_t c = utf8_decode(text + i, length - i, &size);
    if (letters->count < LONGEST) letters->at[letters->count] = c;
    if (++letters->count > LONGEST) return;
  }
}

static bool is_letter(uint32_t c) { return c != '_' && utf8_is_name_start(c); }

static bool are_letters(const struct letters *word, int from, int to) {
  for (; from < to; from++)
    if (!is_letter(word->at[from])) return false;
  return true;
}

/* Of the stretches in which the two differ, which begin at `from`: of `a` and `b` letters. */
static enum slip_kind kind_of(const struct letters *written, const struct letters *meant, int from, int a, int b) {
  if (!are_letters(written, from, from + a) || !are_letters(meant, from, from + b)) return SLIP_NONE;
  if (a == 0 && b == 1) return SLIP_MISSING;
  if (a == 1 && b == 0) return SLIP_EXTRA;
  if (a == 1 && b == 1) return SLIP_REPLACED;
  bool swapped = a == 2 && b == 2 && written->at[from] == meant->at[from + 1] && written->at[from + 1] == meant->at[from];
  return swapped ? SLIP_SWAPPED : SLIP_NONE;
}

struct slip slip_between(const char *written, const char *meant) {
  struct letters w, m;
  read_letters(written, &w);
  read_letters(meant, &m);
  int shorter = w.count < m.count ? w.count : m.count, before = 0, after = 0;
  if (w.count > LONGEST || m.count > LONGEST) return (struct slip){.kind = SLIP_NONE};
  while (before < shorter && w.at[before] == m.at[before]) before++;
  while (after < shorter - before && w.at[w.count - after - 1] == m.at[m.count - after - 1]) after++;
  int end = m.count - after, first = before, last = end;
  struct slip slip = {.kind = kind_of(&w, &m, before, w.count - after - before, end - before)};
  while (first > 0 && is_letter(m.at[first - 1])) first--;
  while (last < m.count && is_letter(m.at[last])) last++;
  slip.letters = last - first;
  slip.inside = before > first && end < last;
  return slip;
}
