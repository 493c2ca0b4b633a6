#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static bool between(uint32_t c, uint32_t first, uint32_t last) { return c >= first && c <= last; }

/* ---- Bytes and code points ---- */

static int sequence_length(uint32_t first_byte) {
  if (first_byte < 0xC2 || first_byte > 0xF4) return 0;
  return first_byte < 0xE0 ? 2 : first_byte < 0xF0 ? 3 : 4;
}

uint32_t utf8_decode(const char *text, size_t length, int *size) {
  static const uint32_t least[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
  const unsigned char *bytes = (const unsigned char *)text;
  *size = 1;
  if (bytes[0] < 0x80) return bytes[0];
  int count = sequence_length(bytes[0]);
  if (!count || (size_t)count > length) return UTF8_INVALID;
  uint32_t c = bytes[0] & (0x7Fu >> count);
  for (int i = 1; i < count; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return UTF8_INVALID;
    c = c << 6 | (bytes[i] & 0x3Fu);
  }
  if (c < least[count] || between(c, 0xD800, 0xDFFF) || c > 0x10FFFF) return UTF8_INVALID;
  *size = count;
  return c;
}

int utf8_encode(uint32_t code_point, char *out) {
  uint32_t c = code_point > 0x10FFFF || between(code_point, 0xD800, 0xDFFF) ? 0xFFFD : code_point;
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  int length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (int i = length - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)((0xF00u >> length & 0xFF) | c);
  return length;
}

/* The ASCII bytes at the start: eight at a time, since most of what is read is ASCII. */
static size_t ascii_run(const char *text, size_t length) {
  size_t i = 0;
  for (uint64_t eight; length - i >= sizeof eight; i += sizeof eight) {
    memcpy(&eight, text + i, sizeof eight);
    if (eight & 0x8080808080808080u) break;
  }
  while (i < length && !(text[i] & 0x80)) i++;
  return i;
}

size_t utf8_first_invalid(const char *text, size_t length) {
  size_t i = 0;
  while (i < length) {
    int size = 1;
    if (!(text[i] & 0x80)) i += ascii_run(text + i, length - i);
    else if (utf8_decode(text + i, length - i, &size) == UTF8_INVALID) return i;
    else i += (size_t)size;
  }
  return length;
}

size_t utf8_count(const char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length;) {
    size_t run = text[i] & 0x80 ? 0 : ascii_run(text + i, length - i);
    int size = 0;
    if (!run) utf8_decode(text + i, length - i, &size);
    i += run + (size_t)size;
    count += run ? run : 1;
  }
  return count;
}

/* ---- Widths ---- */

/* A tab and what cannot be decoded take one column; half a flag counts as two, so that both halves do. */
static int columns(uint32_t c) {
  if (c == '\t' || c == UTF8_INVALID) return 1;
  return between(c, 0x1F1E6, 0x1F1FF) ? 2 : utf8proc_charwidth((utf8proc_int32_t)c);
}

static bool breaks_between(uint32_t a, uint32_t b, utf8proc_int32_t *state) {
  if (a == UTF8_INVALID || b == UTF8_INVALID) return true;
  return utf8proc_grapheme_break_stateful((utf8proc_int32_t)a, (utf8proc_int32_t)b, state);
}

size_t utf8_grapheme(const char *text, size_t length, int *width) {
  *width = 0;
  if (!length) return 0;
  int size;
  uint32_t c = utf8_decode(text, length, &size);
  size_t end = (size_t)size;
  utf8proc_int32_t state = 0;
  *width = columns(c);
  while (end < length) {
    uint32_t next = utf8_decode(text + end, length - end, &size);
    if (breaks_between(c, next, &state)) break;
    if (columns(next) > *width) *width = columns(next);
    end += (size_t)size;
    c = next;
  }
  return end;
}

static size_t ascii_width(const char *text, size_t length) {
  size_t width = 0;
  for (size_t i = 0; i < length; i++) width += (text[i] >= ' ' && text[i] != 0x7F) || text[i] == '\t';
  return width;
}

size_t utf8_width(const char *text, size_t length) {
  size_t total = 0;
  for (size_t i = 0; i < length;) {
    size_t run = ascii_run(text + i, length - i);
    if (run && i + run < length) run--; /* the last may bear a mark */
    total += ascii_width(text + i, run);
    i += run;
    int width = 0;
    i += utf8_grapheme(text + i, length - i, &width);
    total += (size_t)width;
  }
  return total;
}

/* ---- What a character is ---- */

bool utf8_is_bidi_control(uint32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069);
}

bool utf8_is_control(uint32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return between(c, 0x7F, 0x9F) || c == 0x2028 || c == 0x2029;
}

/* Variation selectors are not among them: what they choose (an emoji's picture, a Han character's shape) is seen. */
bool utf8_is_invisible(uint32_t c) {
  if (c < 0x34F) return c == 0xAD;
  if (between(c, 0x200B, 0x200D) || between(c, 0x2060, 0x2064) || between(c, 0x206A, 0x206F)) return true;
  if (c == 0x34F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E) return true;
  return c == 0x3164 || c == 0xFEFF || c == 0xFFA0 || between(c, 0xE0000, 0xE007F);
}

static bool is_letter(uint32_t c) {
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* Letters by category that Unicode keeps out of XID since their NFKC form begins with something else, and one that is
 * a sign. */
static bool is_never_in_name(uint32_t c) {
  if (between(c, 0xFE70, 0xFE7E)) return c % 2 == 0;
  return c == 0x37A || c == 0x2E2F || between(c, 0xFC5E, 0xFC63) || c == 0xFDFA || c == 0xFDFB;
}

static bool is_never_first(uint32_t c) { return c == 0xE33 || c == 0xEB3 || c == 0xFF9E || c == 0xFF9F; }

static bool is_old_name_start(uint32_t c) { return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E; }

static bool is_old_name_continue(uint32_t c) {
  return c == 0xB7 || c == 0x387 || between(c, 0x1369, 0x1371) || c == 0x19DA;
}

/* XID save for what is not seen (variation selectors, fillers): two names that look equal must be equal. */
static bool is_seen(uint32_t c) { return !utf8proc_get_property((utf8proc_int32_t)c)->ignorable; }

bool utf8_is_name_start(uint32_t c) {
  if (c < 0x80) return between(c | 0x20, 'a', 'z') || c == '_';
  bool letter = is_letter(c) || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_NL;
  if (!letter) return is_old_name_start(c) || c == 0xFF3F;
  return !is_never_first(c) && !is_never_in_name(c) && is_seen(c);
}

bool utf8_is_name_continue(uint32_t c) {
  if (c < 0x80) return between(c | 0x20, 'a', 'z') || c == '_' || between(c, '0', '9');
  switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return !is_never_in_name(c) && is_seen(c);
    default: return is_old_name_start(c) || is_old_name_continue(c);
  }
}

/* ---- Scripts ---- */

/* Unicode 15's scripts, unassigned code points counted with their neighbours; with them the letters of no script.
 * Another letter is of another script, and what is no letter tells nothing. */
static const struct {
  uint32_t first, last;
  enum utf8_script script;
} script_ranges[] = {
    {0x41, 0x5A, UTF8_LATIN},         {0x61, 0x7A, UTF8_LATIN},         {0xAA, 0xAA, UTF8_LATIN},
    {0xB5, 0xB5, UTF8_COMMON},        {0xBA, 0xBA, UTF8_LATIN},         {0xC0, 0xD6, UTF8_LATIN},
    {0xD8, 0xF6, UTF8_LATIN},         {0xF8, 0x2B8, UTF8_LATIN},        {0x2B9, 0x2D1, UTF8_COMMON},
    {0x2E0, 0x2E4, UTF8_LATIN},       {0x2EC, 0x2EE, UTF8_COMMON},      {0x370, 0x373, UTF8_GREEK},
    {0x374, 0x374, UTF8_COMMON},      {0x375, 0x37D, UTF8_GREEK},       {0x37F, 0x384, UTF8_GREEK},
    {0x386, 0x386, UTF8_GREEK},       {0x388, 0x3E1, UTF8_GREEK},       {0x3F0, 0x3FF, UTF8_GREEK},
    {0x400, 0x484, UTF8_CYRILLIC},    {0x487, 0x52F, UTF8_CYRILLIC},    {0x640, 0x640, UTF8_COMMON},
    {0x1C80, 0x1C88, UTF8_CYRILLIC},  {0x1CE9, 0x1CFA, UTF8_COMMON},    {0x1D00, 0x1D25, UTF8_LATIN},
    {0x1D26, 0x1D2A, UTF8_GREEK},     {0x1D2B, 0x1D2B, UTF8_CYRILLIC},  {0x1D2C, 0x1D5C, UTF8_LATIN},
    {0x1D5D, 0x1D61, UTF8_GREEK},     {0x1D62, 0x1D65, UTF8_LATIN},     {0x1D66, 0x1D6A, UTF8_GREEK},
    {0x1D6B, 0x1D77, UTF8_LATIN},     {0x1D78, 0x1D78, UTF8_CYRILLIC},  {0x1D79, 0x1DBE, UTF8_LATIN},
    {0x1DBF, 0x1DBF, UTF8_GREEK},     {0x1E00, 0x1EFF, UTF8_LATIN},     {0x1F00, 0x1FFE, UTF8_GREEK},
    {0x2071, 0x2071, UTF8_LATIN},     {0x207F, 0x207F, UTF8_LATIN},     {0x2090, 0x209C, UTF8_LATIN},
    {0x2102, 0x2124, UTF8_COMMON},    {0x2126, 0x2126, UTF8_GREEK},     {0x2128, 0x2128, UTF8_COMMON},
    {0x212A, 0x212B, UTF8_LATIN},     {0x212C, 0x2131, UTF8_COMMON},    {0x2132, 0x2132, UTF8_LATIN},
    {0x2133, 0x2149, UTF8_COMMON},    {0x214E, 0x214E, UTF8_LATIN},     {0x2160, 0x2188, UTF8_LATIN},
    {0x2C60, 0x2C7F, UTF8_LATIN},     {0x2DE0, 0x2DFF, UTF8_CYRILLIC},  {0x2E2F, 0x2E2F, UTF8_COMMON},
    {0x2E80, 0x2FD5, UTF8_HAN},       {0x3005, 0x3005, UTF8_HAN},       {0x3006, 0x3006, UTF8_COMMON},
    {0x3007, 0x3007, UTF8_HAN},       {0x3021, 0x3029, UTF8_HAN},       {0x3031, 0x3035, UTF8_COMMON},
    {0x3038, 0x303B, UTF8_HAN},       {0x303C, 0x303C, UTF8_COMMON},    {0x30FC, 0x30FC, UTF8_COMMON},
    {0x3400, 0x4DBF, UTF8_HAN},       {0x4E00, 0x9FFF, UTF8_HAN},       {0xA640, 0xA69F, UTF8_CYRILLIC},
    {0xA717, 0xA71F, UTF8_COMMON},    {0xA722, 0xA787, UTF8_LATIN},     {0xA788, 0xA788, UTF8_COMMON},
    {0xA78B, 0xA7FF, UTF8_LATIN},     {0xA9CF, 0xA9CF, UTF8_COMMON},    {0xAB30, 0xAB5A, UTF8_LATIN},
    {0xAB5C, 0xAB64, UTF8_LATIN},     {0xAB65, 0xAB65, UTF8_GREEK},     {0xAB66, 0xAB69, UTF8_LATIN},
    {0xF900, 0xFAD9, UTF8_HAN},       {0xFB00, 0xFB06, UTF8_LATIN},     {0xFE2E, 0xFE2F, UTF8_CYRILLIC},
    {0xFF21, 0xFF3A, UTF8_LATIN},     {0xFF41, 0xFF5A, UTF8_LATIN},     {0xFF70, 0xFF70, UTF8_COMMON},
    {0xFF9E, 0xFF9F, UTF8_COMMON},    {0x10140, 0x1018E, UTF8_GREEK},   {0x101A0, 0x101A0, UTF8_GREEK},
    {0x10780, 0x107BA, UTF8_LATIN},   {0x16FE2, 0x16FE3, UTF8_HAN},     {0x16FF0, 0x16FF1, UTF8_HAN},
    {0x1D200, 0x1D245, UTF8_GREEK},   {0x1D400, 0x1D7CB, UTF8_COMMON},  {0x1DF00, 0x1DF2A, UTF8_LATIN},
    {0x1E030, 0x1E08F, UTF8_CYRILLIC}, {0x20000, 0x323AF, UTF8_HAN},
};

enum utf8_script utf8_script(uint32_t code_point) {
  size_t low = 0, high = sizeof script_ranges / sizeof *script_ranges;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (code_point < script_ranges[middle].first) high = middle;
    else if (code_point > script_ranges[middle].last) low = middle + 1;
    else return script_ranges[middle].script;
  }
  return is_letter(code_point) ? UTF8_OTHER : UTF8_COMMON;
}

static const struct {
  uint16_t letter;
  char latin;
} look_alikes[] = {
    /* Greek */
    {0x37F, 'J'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'},
    {0x39C, 'M'}, {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3B1, 'a'},
    {0x3B3, 'y'}, {0x3B9, 'i'}, {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C5, 'u'}, {0x3F1, 'p'}, {0x3F2, 'c'},
    {0x3F3, 'j'}, {0x3F9, 'C'}, {0x3FA, 'M'},
    /* Cyrillic */
    {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'},
    {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'},
    {0x433, 'r'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'},
    {0x456, 'i'}, {0x458, 'j'}, {0x474, 'V'}, {0x475, 'v'}, {0x4AE, 'Y'}, {0x4AF, 'y'}, {0x4BB, 'h'}, {0x4C0, 'I'},
    {0x4CF, 'l'}, {0x501, 'd'}, {0x51A, 'Q'}, {0x51B, 'q'}, {0x51C, 'W'}, {0x51D, 'w'},
};

uint32_t utf8_skeleton(uint32_t code_point) {
  if (!between(code_point, 0x370, 0x52F)) return code_point;
  for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
    if (look_alikes[i].letter == code_point) return (uint32_t)look_alikes[i].latin;
  return code_point;
}

/* ---- Forms ---- */

uint32_t utf8_plain_form(uint32_t c) {
  if (between(c, 0xFF01, 0xFF5E)) return c - 0xFEE0;
  return c == 0xA0 || c == 0x2007 || c == 0x202F || c == 0x3000 ? ' ' : c;
}

static const struct {
  uint32_t plain, marked[5]; /* grave, acute, hook, tilde, dot */
} tone_vowels[] = {
    {'a', {0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1}},     {'A', {0xC0, 0xC1, 0x1EA2, 0xC3, 0x1EA0}},
    {'e', {0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9}},   {'E', {0xC8, 0xC9, 0x1EBA, 0x1EBC, 0x1EB8}},
    {'y', {0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5}}, {'Y', {0x1EF2, 0xDD, 0x1EF6, 0x1EF8, 0x1EF4}},
    {'o', {0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD}},     {'O', {0xD2, 0xD3, 0x1ECE, 0xD5, 0x1ECC}},
    {'u', {0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5}},    {'U', {0xD9, 0xDA, 0x1EE6, 0x168, 0x1EE4}},
};
enum { TONE_VOWELS = sizeof tone_vowels / sizeof *tone_vowels, TONES = 5 };

static uint32_t without_tone(uint32_t c, int *tone) {
  for (int i = 0; i < TONE_VOWELS; i++)
    for (*tone = 0; *tone < TONES; ++*tone)
      if (tone_vowels[i].marked[*tone] == c) return tone_vowels[i].plain;
  return 0;
}

static uint32_t with_tone(uint32_t plain, int tone) {
  int i = 0;
  while (tone_vowels[i].plain != plain) i++;
  return tone_vowels[i].marked[tone];
}

/* Whether `first` and a marked vowel, without its mark `second`, are one of the pairs whose mark wanders. */
static bool is_tone_pair(uint32_t first, uint32_t second) {
  uint32_t a = first | 0x20, b = second | 0x20;
  if (first >= 0x80 || !second) return false;
  return (a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y');
}

static bool ends_syllable(const utf8proc_int32_t *points, size_t next, size_t count) {
  return next == count || points[next] == '_' || utf8proc_category(points[next]) == UTF8PROC_CATEGORY_ND;
}

static void set_older_tone_marks(utf8proc_int32_t *points, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int tone;
    uint32_t first = (uint32_t)points[i - 1], second = without_tone((uint32_t)points[i], &tone);
    if (!is_tone_pair(first, second) || !ends_syllable(points, i + 1, count)) continue;
    if ((first | 0x20) == 'u' && i > 1 && (points[i - 2] | 0x20) == 'q') continue; /* qu is a consonant: quý */
    points[i - 1] = (utf8proc_int32_t)with_tone(first, tone);
    points[i] = (utf8proc_int32_t)second;
  }
}

/* Whether it is in name form whatever follows: blocks of which that is true as a whole. */
static bool is_settled(uint32_t c) {
  if (c < 0x300) return c != 0xA0;
  if (c < 0x3000) return between(c, 0x400, 0x482) || between(c, 0x48A, 0x590) || between(c, 0x1E00, 0x1EFF);
  return between(c, 0x3041, 0x3096) || between(c, 0x3400, 0x9FFF) || between(c, 0xAC00, 0xD7A3);
}

static bool is_in_name_form(const char *text, size_t length) {
  uint32_t previous = 0;
  for (size_t i = ascii_run(text, length); i < length;) {
    int size, tone;
    uint32_t c = utf8_decode(text + i, length - i, &size);
    if (!is_settled(c)) return false;
    if (i && !previous) previous = (unsigned char)text[i - 1];
    if ((previous | 0x20) == 'o' || (previous | 0x20) == 'u')
      if (is_tone_pair(previous, without_tone(c, &tone))) return false;
    previous = c;
    i += (size_t)size;
  }
  return true;
}

static int combining_class(utf8proc_int32_t c) { return utf8proc_get_property(c)->combining_class; }

static void sort_marks(utf8proc_int32_t *marks, size_t count) {
  for (size_t i = 1; i < count; i++) {
    utf8proc_int32_t mark = marks[i];
    size_t at = i;
    for (; at && combining_class(marks[at - 1]) > combining_class(mark); at--) marks[at] = marks[at - 1];
    marks[at] = mark;
  }
}

/* Marks in canonical order. A run of more than thirty, which no language has (Unicode's stream-safe format), stays as
 * it is: a hostile one would take the square of its length. */
static void order_marks(utf8proc_int32_t *points, size_t count) {
  enum { LONGEST_RUN = 30 };
  for (size_t i = 0; i < count; i++) {
    size_t start = i;
    while (i < count && combining_class(points[i])) i++;
    if (i - start <= LONGEST_RUN) sort_marks(points + start, i - start);
  }
}

/* The canonical decomposition of the plain forms; only its length where there is no room. */
static size_t decompose(const char *text, size_t length, utf8proc_int32_t *points, size_t room) {
  size_t count = 0;
  int size, unused = 0;
  for (size_t i = 0; i < length; i += (size_t)size) {
    utf8proc_int32_t c = (utf8proc_int32_t)utf8_plain_form(utf8_decode(text + i, length - i, &size));
    size_t left = count < room ? room - count : 0;
    count += (size_t)utf8proc_decompose_char(c, left ? points + count : points, (utf8proc_ssize_t)left,
                                             UTF8PROC_DECOMPOSE, &unused);
  }
  return count;
}

static bool is_same(const char *text, size_t length, const utf8proc_int32_t *points, size_t count) {
  size_t i = 0;
  int size;
  for (size_t n = 0; n < count; n++, i += (size_t)size)
    if (i >= length || utf8_decode(text + i, length - i, &size) != (uint32_t)points[n]) return false;
  return i == length;
}

static char *encode(struct arena *arena, const utf8proc_int32_t *points, size_t count, size_t *length) {
  char bytes[4];
  *length = 0;
  for (size_t i = 0; i < count; i++) *length += (size_t)utf8_encode((uint32_t)points[i], bytes);
  char *text = arena_alloc(arena, *length + 1), *end = text;
  for (size_t i = 0; i < count; i++) {
    int size = utf8_encode((uint32_t)points[i], bytes);
    memcpy(end, bytes, (size_t)size);
    end += size;
  }
  return text;
}

const char *utf8_name_form(struct arena *arena, const char *text, size_t *length) {
  enum { SHORT = 256 };
  if (is_in_name_form(text, *length) || utf8_first_invalid(text, *length) < *length) return text;
  utf8proc_int32_t few[SHORT], *points = few;
  size_t count = decompose(text, *length, few, SHORT);
  if (count > SHORT) {
    points = ARENA_ARRAY(arena, utf8proc_int32_t, count);
    decompose(text, *length, points, count);
  }
  order_marks(points, count);
  count = (size_t)utf8proc_normalize_utf32(points, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  set_older_tone_marks(points, count);
  return is_same(text, *length, points, count) ? text : encode(arena, points, count, length);
}

/* Simple folding: where the full one gives more than one character, the lower case. Turkish dotted I has none. */
static uint32_t folded(uint32_t c) {
  if (c < 0x80) return between(c, 'A', 'Z') ? c + 0x20 : c;
  if (c == 0x130 || c == UTF8_INVALID) return c;
  utf8proc_int32_t points[4];
  int unused = 0;
  utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, points, 4, UTF8PROC_CASEFOLD, &unused);
  return (uint32_t)(count == 1 ? points[0] : utf8proc_tolower((utf8proc_int32_t)c));
}

/* Folds into `out` where there is one; the length in any case. */
static size_t fold(const char *text, size_t length, char *out, bool *changed) {
  size_t written = 0;
  for (size_t i = 0; i < length;) {
    int size;
    char bytes[4] = {text[i]};
    uint32_t c = utf8_decode(text + i, length - i, &size), other = folded(c);
    int new_size = other == UTF8_INVALID ? 1 : utf8_encode(other, bytes);
    if (out) memcpy(out + written, bytes, (size_t)new_size);
    if (other != c) *changed = true;
    written += (size_t)new_size;
    i += (size_t)size;
  }
  return written;
}

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

static const char *fold_ascii(struct arena *arena, const char *text, size_t length) {
  size_t capital = 0;
  while (capital < length && !is_capital(text[capital])) capital++;
  if (capital == length) return text;
  char *out = arena_copy(arena, text, length);
  for (size_t i = capital; i < length; i++) out[i] = (char)(out[i] + (is_capital(out[i]) ? 'a' - 'A' : 0));
  return out;
}

const char *utf8_fold_case(struct arena *arena, const char *text, size_t *length) {
  if (ascii_run(text, *length) == *length) return fold_ascii(arena, text, *length);
  bool changed = false;
  size_t new_length = fold(text, *length, NULL, &changed);
  if (!changed) return text;
  char *out = arena_alloc(arena, new_length + 1);
  fold(text, *length, out, &changed);
  *length = new_length;
  return out;
}
