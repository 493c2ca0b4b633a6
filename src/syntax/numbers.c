#include "syntax/numbers.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "base/day.h"
#include "base/utf8.h"

/* A figure cut into what stands before it, its groups of digits, and what stands after it. */
enum { GROUPS_MAX = 16 };
struct cut {
  struct buffer prefix, suffix;
  struct group {
    struct buffer digits;
    char separator; /* before it: , . blank */
  } groups[GROUPS_MAX];
  int count;
  bool negative, overflow;
  bool typed_blank; /* a plain blank is among the separators, which may have parted two figures */
  bool ended;       /* nothing stands after the last digit, or before the first, that would have parted groups */
};

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* 1'000 as Switzerland writes it, with either apostrophe. */
static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }

static bool is_separator(uint32_t c) { return c == ',' || c == '.' || c == ' ' || c == 0x3001 || is_apostrophe(c); }

/* A minus, or what a word processor makes of one. */
static bool is_dash(uint32_t c) { return c == '-' || c == 0x2212 || (c >= 0x2010 && c <= 0x2015); }

static void cut_digit(struct cut *cut, struct arena *arena, uint32_t c, char *separator) {
  if (cut->count == 0 || *separator) {
    if (cut->count == GROUPS_MAX) {
      cut->overflow = true;
      return;
    }
    cut->groups[cut->count].digits = buffer_in(arena);
    cut->groups[cut->count++].separator = *separator;
    *separator = 0;
  }
  buffer_char(&cut->groups[cut->count - 1].digits, (char)c);
}

static struct cut cut_figure(struct arena *arena, const char *bytes, size_t length) {
  struct cut cut = {.prefix = buffer_in(arena), .suffix = buffer_in(arena)};
  char separator = 0;
  for (size_t i = 0; i < length;) {
    int size;
    uint32_t c = utf8_plain_form(utf8_decode(bytes + i, length - i, &size));
    if (bytes[i] == ' ' || bytes[i] == '\t') cut.typed_blank = true;
    if (is_digit(c) && !cut.suffix.length)
      cut_digit(&cut, arena, c, &separator);
    else if (is_separator(c))
      separator = c == 0x3001 ? ',' : is_apostrophe(c) ? '\'' : (char)c;
    else if (is_dash(c))
      cut.negative = true;
    else if (c != '_')
      buffer_bytes(cut.count ? &cut.suffix : &cut.prefix, bytes + i, (size_t)size);
    i += (size_t)size;
  }
  cut.ended = !separator || cut.suffix.length; /* a blank may stand before the sign of a currency */
  return cut;
}

/* Whether the groups from `first` to `last` are thousands: three digits each but the first, one separator. */
static bool are_thousands(const struct cut *cut, int last) {
  if (cut->groups[0].digits.length > 3 || last < 1) return false;
  for (int i = 1; i <= last; i++)
    if (cut->groups[i].digits.length != 3 || cut->groups[i].separator != cut->groups[1].separator) return false;
  return true;
}

static void put_groups(struct buffer *out, const struct cut *cut, int last) {
  for (int i = 0; i <= last; i++) {
    if (i) buffer_char(out, '_');
    buffer_bytes(out, cut->groups[i].digits.data, cut->groups[i].digits.length);
  }
}

/* Signs of currencies; some are those of several. */
struct sign {
  const char *sign, *code;
  bool only;
};

static const struct sign *find_sign(const struct buffer *sign) {
  static const struct sign signs[] = {
    {"€", "EUR", true}, {"$", "USD", false}, {"＄", "USD", false}, {"US$", "USD", true}, {"NT$", "TWD", true},
    {"HK$", "HKD", true}, {"£", "GBP", false}, {"¥", "JPY", false}, {"₫", "VND", true}, {"đ", "VND", true},
    {"₩", "KRW", false}, {"₹", "INR", true}, {"A$", "AUD", true}, {"C$", "CAD", false}};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (strlen(signs[i].sign) == sign->length && memcmp(signs[i].sign, sign->data, sign->length) == 0) return &signs[i];
  return NULL;
}

static bool is_suffix(const struct cut *cut, char c) { return cut->suffix.length == 1 && cut->suffix.data[0] == c; }

/* 1e3: what would stand for it is as long as its exponent says. */
static bool is_power(const struct cut *cut) {
  if (!cut->suffix.length || (cut->suffix.data[0] | 0x20) != 'e') return false;
  for (size_t i = 1; i < cut->suffix.length; i++)
    if (!is_digit((unsigned char)cut->suffix.data[i])) return false;
  return true;
}

static void put_unit(struct buffer *out, const struct cut *cut) {
  const struct buffer *sign = cut->prefix.length ? &cut->prefix : &cut->suffix;
  if (!sign->length) return;
  if (is_suffix(cut, 'K')) { /* a thousand, in capitals */
    buffer_char(out, 'k');
    return;
  }
  const struct sign *currency = find_sign(sign);
  buffer_char(out, ' ');
  if (currency)
    buffer_text(out, currency->code);
  else
    buffer_bytes(out, sign->data, sign->length);
}

/* The figure with its groups up to `last` before the point, the next after it (0: at least one zero). */
static const char *figure(struct arena *arena, const struct cut *cut, int last, bool zero) {
  struct buffer out = buffer_in(arena);
  if (cut->negative) buffer_char(&out, '-');
  put_groups(&out, cut, last);
  if (last + 1 < cut->count) {
    buffer_char(&out, '.');
    buffer_bytes(&out, cut->groups[last + 1].digits.data, cut->groups[last + 1].digits.length);
    if (zero) buffer_char(&out, '0');
  }
  put_unit(&out, cut);
  return buffer_string(&out);
}

/* 1,200,300 as figures of a list; NULL where other signs than commas part them. */
static const char *listed(struct arena *arena, const struct cut *cut) {
  struct buffer out = buffer_in(arena);
  for (int i = 0; i < cut->count; i++) {
    if (i && cut->groups[i].separator != ',') return NULL;
    if (i) buffer_text(&out, ", ");
    buffer_bytes(&out, cut->groups[i].digits.data, cut->groups[i].digits.length);
  }
  return cut->count > 1 ? buffer_string(&out) : NULL;
}

/* Where the dash between two figures stands, 0 where there is none, and its bytes. */
static size_t dash_between(const char *bytes, size_t length, size_t *dash_size) {
  bool digits = false;
  int size;
  for (size_t i = 0; i < length; i += (size_t)size) {
    uint32_t c = utf8_plain_form(utf8_decode(bytes + i, length - i, &size));
    *dash_size = (size_t)size;
    if (is_dash(c) && digits) return i;
    digits = digits || is_digit(c);
  }
  return 0;
}

static const char *with_between(struct arena *arena, const char *bytes, size_t length, size_t dash, size_t size,
                                const char *between) {
  struct buffer out = buffer_in(arena);
  buffer_bytes(&out, bytes, dash);
  buffer_text(&out, between);
  buffer_bytes(&out, bytes + dash + size, length - dash - size);
  return buffer_string(&out);
}

/* .5 as 0.5 */
static void put_zero_before(struct arena *arena, struct cut *cut) {
  cut->groups[1] = cut->groups[0];
  cut->groups[0].digits = buffer_in(arena);
  buffer_char(&cut->groups[0].digits, '0');
  cut->count = 2;
}

/* 12m may be twelve million. */
static const char *millions(struct arena *arena, const struct cut *cut) {
  struct cut other = *cut;
  other.suffix = other.prefix;
  struct buffer out = buffer_in(arena);
  buffer_text(&out, figure(arena, &other, 0, false));
  buffer_char(&out, 'M');
  return buffer_string(&out);
}

/* ---- What nobody can mean otherwise ---- */

static bool begins_with_zero(const struct group *group) { return group->digits.data[0] == '0'; }

static bool is_group_of_zeros(const struct group *group) {
  return group->digits.length == 3 && memcmp(group->digits.data, "000", 3) == 0;
}

/* 1 200 may be two figures, of which the second does not begin with 0. */
static bool is_one_figure(const struct cut *cut, int last) {
  if (!cut->typed_blank || last > 1) return true;
  return begins_with_zero(&cut->groups[1]);
}

/* 12,000 are thousands: no fraction ends in three zeros. 12,500 are only where three decimals cannot be. */
static enum certainty of_thousands(const struct cut *cut, int last) {
  char separator = cut->groups[1].separator;
  if (begins_with_zero(&cut->groups[0])) return CERTAINTY_NONE;
  if (separator == ' ') return is_one_figure(cut, last) ? CERTAINTY_FULL : CERTAINTY_NONE;
  if (separator == '\'' || last > 1) return CERTAINTY_FULL;
  if (separator != ',') return CERTAINTY_NONE;
  return is_group_of_zeros(&cut->groups[1]) ? CERTAINTY_FULL : CERTAINTY_OF_MONEY;
}

/* The digits alone, whatever stands beside them. */
static enum certainty of_digits(const struct cut *cut, bool signed_) {
  int last = cut->count - 1;
  if (are_thousands(cut, last)) return of_thousands(cut, last);
  if (last == 0) return signed_ ? CERTAINTY_FULL : CERTAINTY_NONE;
  if (begins_with_zero(&cut->groups[0]) && last > 1) return CERTAINTY_NONE;
  if (last == 1) return signed_ && cut->groups[1].separator == '.' ? CERTAINTY_FULL : CERTAINTY_NONE;
  bool decimals = are_thousands(cut, last - 1) && cut->groups[last].separator != cut->groups[1].separator;
  if (!decimals || cut->groups[last].separator == ' ') return CERTAINTY_NONE;
  return cut->groups[1].separator == ' ' ? of_thousands(cut, last - 1) : CERTAINTY_FULL;
}

static enum certainty certainty_of(const struct cut *cut) {
  const struct buffer *sign = cut->prefix.length ? &cut->prefix : &cut->suffix;
  const struct sign *currency = find_sign(sign);
  bool capital_k = is_suffix(cut, 'K') && !cut->prefix.length;
  if (!cut->ended || cut->negative || (cut->prefix.length && cut->suffix.length)) return CERTAINTY_NONE;
  if (sign->length && !capital_k && !(currency && currency->only)) return CERTAINTY_NONE;
  enum certainty certainty = of_digits(cut, sign->length > 0);
  return currency && certainty == CERTAINTY_OF_MONEY ? CERTAINTY_FULL : certainty;
}

/* 10kg: the figure is fine, and the word after it is not parted from it. */
static const char *unit_beside(struct arena *arena, const struct cut *cut, const char *bytes, size_t length) {
  size_t own = cut->suffix.length;
  if (own < 2 || cut->prefix.length || cut->negative || cut->count > 2 || find_sign(&cut->suffix)) return NULL;
  if (cut->count == 2 && cut->groups[1].separator != '.') return NULL;
  if (memcmp(bytes + length - own, cut->suffix.data, own) != 0) return NULL;
  for (size_t i = 0; i < own; i++)
    if ((cut->suffix.data[i] | 0x20) < 'a' || (cut->suffix.data[i] | 0x20) > 'z') return NULL;
  return arena_copy(arena, cut->suffix.data, own);
}

/* ---- */

static struct number_repair repair_cut(struct arena *arena, struct cut *cut) {
  struct number_repair repair = {.certainty = certainty_of(cut)};
  int last = cut->count - 1;
  if (last == 0 && cut->groups[0].separator == '.') {
    if (!cut->prefix.length && !cut->suffix.length) repair.certainty = cut->negative ? CERTAINTY_NONE : CERTAINTY_FULL;
    put_zero_before(arena, cut);
    repair.write = figure(arena, cut, 0, false);
  } else if (are_thousands(cut, last)) {
    repair.write = figure(arena, cut, last, false);
    char separator = cut->groups[1].separator;
    if (last == 1 && (separator == ',' || separator == '.') && !cut->prefix.length) repair.either = figure(arena, cut, 0, true);
  } else if (last == 0 || last == 1) {
    repair.write = figure(arena, cut, 0, false);
    if (is_suffix(cut, 'm')) repair.either = millions(arena, cut);
  } else if (are_thousands(cut, last - 1) && cut->groups[last].separator != cut->groups[1].separator) {
    repair.write = figure(arena, cut, last - 1, false);
  }
  repair.list = listed(arena, cut);
  return repair;
}

struct number_repair number_repair(struct arena *arena, const char *bytes, size_t length) {
  struct number_repair repair = {.write = NULL};
  size_t size, dash = dash_between(bytes, length, &size);
  if (dash) {
    repair.write = with_between(arena, bytes, length, dash, size, " to ");
    repair.either = with_between(arena, bytes, length, dash, size, " - ");
    return repair;
  }
  struct cut cut = cut_figure(arena, bytes, length);
  if (cut.overflow || cut.count == 0 || is_power(&cut)) return repair;
  const char *unit = unit_beside(arena, &cut, bytes, length);
  repair = repair_cut(arena, &cut);
  repair.unit = unit;
  return repair;
}

static bool read_part(const char *bytes, size_t length, size_t *at, int *value, int *digits) {
  *value = *digits = 0;
  while (*at < length) {
    int size;
    uint32_t c = utf8_plain_form(utf8_decode(bytes + *at, length - *at, &size));
    if (!is_digit(c)) {
      *at += (size_t)size;
      break;
    }
    *value = *value * 10 + (int)(c - '0');
    if (++*digits > 4) return false;
    *at += (size_t)size;
  }
  return *digits > 0;
}

/* Whether there is such a date; the day is -1 where a month is meant. */
static bool is_date(int year, int month, int day) {
  return civil_is_valid((struct civil){year, month, day < 0 ? 1 : day});
}

static void put_date(struct buffer *out, int year, int month, int day) {
  buffer_padded(out, year, 4);
  buffer_char(out, '-');
  buffer_padded(out, month, 2);
  if (day < 0) return;
  buffer_char(out, '-');
  buffer_padded(out, day, 2);
}

/* The parts of a date as they are written, and how many digits each has; false where it has more or fewer. */
struct parts {
  int value[3], digits[3], count; /* -1: there is none */
};

static bool read_parts(const char *bytes, size_t length, struct parts *parts) {
  size_t at = 0;
  *parts = (struct parts){.value = {-1, -1, -1}};
  while (parts->count < 3 && at < length &&
         read_part(bytes, length, &at, &parts->value[parts->count], &parts->digits[parts->count]))
    parts->count++;
  return parts->count >= 2 && at >= length;
}

const char *date_repair(struct arena *arena, const char *bytes, size_t length) {
  struct parts parts;
  if (!read_parts(bytes, length, &parts)) return NULL;
  const int *part = parts.value, *digits = parts.digits, count = parts.count;
  struct buffer out = buffer_in(arena);
  if (digits[0] == 4) {
    if (!is_date(part[0], part[1], part[2])) return NULL;
    put_date(&out, part[0], part[1], part[2]);
    return buffer_string(&out);
  }
  if (count < 3 || digits[2] != 4) return NULL;
  bool dots = memchr(bytes, '.', length) != NULL; /* day first, as Bulgaria and Vietnam write; with / it may be either */
  if (!dots && part[0] <= 12 && part[1] <= 12 && part[0] != part[1]) return NULL;
  int day = part[0] > 12 || dots ? part[0] : part[1], month = day == part[0] && (dots || part[0] > 12) ? part[1] : part[0];
  if (!is_date(part[2], month, day)) return NULL;
  put_date(&out, part[2], month, day);
  return buffer_string(&out);
}

/* Year first, the month comes second everywhere; of a month alone both digits, or its sign 月, stand. Year last, one of the
 * others is too large for a month, or both are the same. */
bool date_is_certain(const char *bytes, size_t length) {
  struct parts parts;
  if (!read_parts(bytes, length, &parts)) return false;
  const int *part = parts.value, year = parts.digits[0] == 4 ? part[0] : part[2];
  if (year < DAY_FIRST_YEAR || year > DAY_LAST_YEAR) return false;
  bool signs = parts.digits[0] == 4 && length > 4 && memchr(bytes, '\xE6', length);
  if (parts.count == 2) return signs || (parts.digits[1] == 2 && !memchr(bytes, '/', length));
  return parts.digits[0] == 4 || part[0] > 12 || part[1] > 12 || part[0] == part[1];
}
