#include "base/names.h"

#include <stdbool.h>
#include <string.h>

#include "base/ahead.h"
#include "base/utf8.h"
#include "base/vector.h"

__extension__ typedef unsigned __int128 product;

/* The names lie in blocks that never move, since others keep pointers to them. The table holds four bytes an entry (uthash
 * takes 56 and a pointer), and three quarters of it at most are in use: so an atom needs the low bits alone by which a slot is found,
 * and the high ones are those of the name's hash. Other names are hardly ever looked at on the way to the right one. */
enum { BLOCK = 256, FIRST_SLOTS = 512 };

struct names {
  struct arena *arena;
  uint64_t seed;
  VECTOR(struct name *) blocks;
  uint32_t count;
  uint32_t mask;   /* one less than the number of slots, a power of two */
  uint32_t *slots; /* an atom, and the hash's bits above the mask; the atom 0 is free */
};

/* ---- Hash ---- */

struct hashed {
  uint32_t hash;
  bool ascii;
};

static uint64_t mixed(uint64_t a, uint64_t b) {
  product p = (product)a * b;
  return (uint64_t)p ^ (uint64_t)(p >> 64);
}

static uint64_t eight_bytes(const char *text) {
  uint64_t value;
  memcpy(&value, text, sizeof value);
  return value;
}

static uint64_t four_bytes(const char *text) {
  uint32_t value;
  memcpy(&value, text, sizeof value);
  return value;
}

/* The last sixteen bytes or fewer, all of them in the two words. */
static void last_words(const char *text, size_t length, uint64_t *a, uint64_t *b) {
  *a = *b = 0;
  if (length >= 8) {
    *a = eight_bytes(text);
    *b = eight_bytes(text + length - 8);
  } else if (length >= 4) {
    *a = four_bytes(text);
    *b = four_bytes(text + length - 4);
  } else if (length) {
    *a = (uint64_t)(unsigned char)text[0] << 16 | (uint64_t)(unsigned char)text[length / 2] << 8 |
         (unsigned char)text[length - 1];
  }
}

/* As wyhash does it: words multiplied to 128 bits, both halves kept. */
static struct hashed hash_of(const struct names *names, const char *text, size_t length) {
  const uint64_t first = names->seed ^ 0xA0761D6478BD642Fu, second = names->seed ^ 0xE7037ED1A0B428DBu;
  uint64_t state = names->seed, seen = 0, a, b;
  size_t rest = length;
  for (; rest > 16; rest -= 16, text += 16) {
    a = eight_bytes(text);
    b = eight_bytes(text + 8);
    seen |= a | b;
    state = mixed(a ^ first, b ^ second ^ state);
  }
  last_words(text, rest, &a, &b);
  seen |= a | b;
  state = mixed(a ^ first ^ length, b ^ second ^ state);
  return (struct hashed){(uint32_t)mixed(state, 0x8EBC6AF09C88C6E3u), !(seen & 0x8080808080808080u)};
}

/* ---- Table ---- */

struct names *names_new(struct arena *arena) {
  struct names *names = ARENA_NEW(arena, struct names);
  names->arena = arena;
  /* The address is a seed that who writes a hostile file cannot know; atoms are counted in order of interning, so
   * that no output depends on it. */
  names->seed = mixed((uint64_t)(uintptr_t)names ^ 0x589965CC75374CC3u, 0x1D8E4E27C47D124Fu);
  names->slots = ARENA_ARRAY(arena, uint32_t, FIRST_SLOTS);
  names->mask = FIRST_SLOTS - 1;
  return names;
}

struct names *names_beside(struct arena *arena, const struct names *other) {
  struct names *names = names_new(arena);
  names->seed = other->seed;
  return names;
}

uint32_t names_count(const struct names *names) { return names->count; }

struct name *names_get(const struct names *names, atom a) {
  return &names->blocks.items[(a - 1) / BLOCK][(a - 1) % BLOCK];
}

static bool is_name(const struct names *names, atom a, uint32_t hash, const char *text, size_t length) {
  const struct name *name = names_get(names, a);
  return name->hash == hash && name->length == length && !memcmp(name->text, text, length);
}

static atom find_spelling(const struct names *names, const char *text, size_t length, uint32_t hash) {
  const uint32_t mask = names->mask, *slots = names->slots;
  for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
    atom a = slots[slot] & mask;
    if (!a || ((slots[slot] ^ hash) <= mask && is_name(names, a, hash, text, length))) return a;
  }
}

/* Into the first free slot from the name's own on. */
static void put_in_slot(uint32_t *slots, uint32_t mask, uint32_t hash, atom a) {
  uint32_t slot = hash & mask;
  while (slots[slot] & mask) slot = (slot + 1) & mask;
  slots[slot] = a | (hash & ~mask);
}

static void double_slots(struct names *names) {
  if (names->mask > UINT32_MAX / 2) arena_fail(names->arena);
  uint32_t mask = names->mask * 2 + 1;
  size_t old_size = sizeof *names->slots * ((size_t)names->mask + 1);
  uint32_t *slots = arena_grow(names->arena, names->slots, old_size, 2 * old_size);
  memset(slots, 0, 2 * old_size);
  for (atom a = 1; a <= names->count; a++) put_in_slot(slots, mask, names_get(names, a)->hash, a);
  names->slots = slots;
  names->mask = mask;
}

static atom add_name(struct names *names, uint32_t hash, const char *text, size_t length) {
  if (length > UINT32_MAX) arena_fail(names->arena);
  if (names->count >= names->mask / 4 * 3) double_slots(names);
  if (names->count == names->blocks.count * BLOCK) {
    struct name *block = ARENA_ARRAY(names->arena, struct name, BLOCK);
    VECTOR_PUSH(names->arena, &names->blocks, block);
  }
  atom a = ++names->count;
  struct name *name = names_get(names, a);
  *name = (struct name){.length = (uint32_t)length, .hash = hash};
  name->text = length < NAME_NEAR ? memcpy(name->near, text, length) : arena_copy(names->arena, text, length);
  put_in_slot(names->slots, names->mask, hash, a);
  return a;
}

/* What is in the table is in name form: a spelling that stands there as it is needs no look at Unicode. */
atom names_find(struct names *names, const char *text, size_t length) {
  struct hashed hashed = hash_of(names, text, length);
  atom found = find_spelling(names, text, length, hashed.hash);
  if (found || hashed.ascii) return found;
  const char *form = utf8_name_form(names->arena, text, &length);
  return form == text ? ATOM_NONE : find_spelling(names, form, length, hash_of(names, form, length).hash);
}

atom names_intern(struct names *names, const char *text, size_t length) {
  struct hashed hashed = hash_of(names, text, length);
  atom found = find_spelling(names, text, length, hashed.hash);
  if (found) return found;
  if (hashed.ascii) return add_name(names, hashed.hash, text, length);
  const char *form = utf8_name_form(names->arena, text, &length);
  if (form != text) {
    hashed = hash_of(names, form, length);
    found = find_spelling(names, form, length, hashed.hash);
  }
  return found ? found : add_name(names, hashed.hash, form, length);
}

/* ---- Joined ---- */

/* The names' slots lie far apart, and none of them is near: they are sent for before it is their turn. */
atom *names_join(struct names *to, const struct names *from, struct arena *arena) {
  enum { SENT_FOR = 16 };
  atom *atoms = ARENA_ARRAY(arena, atom, from->count + 1);
  for (atom a = 1; a <= from->count; a++) {
    if (a + SENT_FOR <= from->count) look_ahead(&to->slots[names_get(from, a + SENT_FOR)->hash & to->mask]);
    const struct name *name = names_get(from, a);
    atoms[a] = find_spelling(to, name->text, name->length, name->hash);
    if (!atoms[a]) atoms[a] = add_name(to, name->hash, name->text, name->length);
    if (name->checked) names_get(to, atoms[a])->checked = true;
  }
  return atoms;
}

/* ---- Distance ---- */

/* The language has no longer names; of longer texts only equal ones are near. */
enum { LONGEST = 256 };

struct points {
  uint32_t at[LONGEST];
  int count; /* LONGEST + 1 where there are more */
};

static void read_points(const char *text, struct points *points) {
  size_t length = strlen(text);
  points->count = 0;
  while (length) {
    int size;
    uint32_t c = utf8_decode(text, length, &size);
    if (points->count == LONGEST) {
      points->count++;
      return;
    }
    points->at[points->count++] = c;
    text += size;
    length -= (size_t)size;
  }
}

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

/* The cheapest way to make the first i + 1 of a the first j + 1 of b, from the three ways to less, and from the swap
 * of neighbours; rows[0] is that of i, rows[1] and rows[2] those before it. */
static int step(const struct points *a, const struct points *b, int i, int j, int *const rows[3]) {
  bool same = a->at[i] == b->at[j];
  int cost = least(rows[1][j] + !same, least(rows[1][j + 1], rows[0][j]) + 1);
  if (i && j && a->at[i] == b->at[j - 1] && a->at[i - 1] == b->at[j]) cost = least(cost, rows[2][j - 1] + 1);
  return cost;
}

/* Row i of the table, only where it can be within the limit; returns the least in it. */
static int fill_row(const struct points *a, const struct points *b, int i, int limit, int *const rows[3]) {
  int first = most(0, i - limit), last = least(b->count - 1, i + limit), lowest = limit + 1;
  rows[0][first] = first ? limit + 1 : i + 1;
  if (!first) lowest = least(lowest, i + 1);
  for (int j = first; j <= last; j++) {
    rows[0][j + 1] = step(a, b, i, j, rows);
    lowest = least(lowest, rows[0][j + 1]);
  }
  if (last + 2 <= b->count) rows[0][last + 2] = limit + 1;
  return lowest;
}

static int distance(const struct points *a, const struct points *b, int limit) {
  int space[3][LONGEST + 1];
  int *rows[3] = {space[0], space[1], space[2]};
  int lowest_before = 0;
  for (int j = 0; j <= b->count; j++) rows[0][j] = j;
  for (int i = 0; i < a->count; i++) {
    int *oldest = rows[2];
    rows[2] = rows[1];
    rows[1] = rows[0];
    rows[0] = oldest;
    int lowest = fill_row(a, b, i, limit, rows);
    if (lowest > limit && lowest_before > limit) return limit + 1; /* two rows: a swap looks back over one */
    lowest_before = lowest;
  }
  return least(rows[0][b->count], limit + 1);
}

int names_distance(const char *a, const char *b, int limit) {
  struct points from, to;
  read_points(a, &from);
  read_points(b, &to);
  if (from.count > LONGEST || to.count > LONGEST) return strcmp(a, b) ? limit + 1 : 0;
  if (from.count - to.count > limit || to.count - from.count > limit) return limit + 1;
  return distance(&from, &to, limit);
}
