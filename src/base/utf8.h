/* UTF-8, and what Unicode says of a character (from utf8proc). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { UTF8_INVALID = 0xFFFFFFFFu };

/* The code point at `text`, of which `length` bytes are left (length >= 1); *size gets its bytes, 1 for an invalid
 * one, which gives UTF8_INVALID. */
uint32_t utf8_decode(const char *text, size_t length, int *size);

/* The code point's UTF-8 in `out` (4 bytes' room); returns its length. */
int utf8_encode(uint32_t code_point, char *out);

/* The first byte that is not well-formed UTF-8, or `length`. */
size_t utf8_first_invalid(const char *text, size_t length);

/* The characters (code points) in `text`. */
size_t utf8_count(const char *text, size_t length);

/* Terminal columns of `text`: by grapheme the widest of its code points; a tab counts as one here. */
size_t utf8_width(const char *text, size_t length);

/* The bytes of the grapheme cluster at the start of `text`, and its terminal columns. */
size_t utf8_grapheme(const char *text, size_t length, int *width);

bool utf8_is_bidi_control(uint32_t code_point);   /* the twelve of Bidi_Control */
bool utf8_is_control(uint32_t code_point);        /* C0 except tab, LF, CR; DEL; C1; U+2028, U+2029 */
bool utf8_is_invisible(uint32_t code_point);      /* zero-width and tag characters, soft hyphen */
bool utf8_is_name_start(uint32_t code_point);     /* XID_Start or _ */
bool utf8_is_name_continue(uint32_t code_point);  /* XID_Continue */

/* A full-width form, full-width or ideographic space, no-break space as its plain ASCII character; others as they are. */
uint32_t utf8_plain_form(uint32_t code_point);

/* `text` in NFC with full-width forms folded; the Vietnamese tone mark of oa, oe, uy set as the older custom has it
 * (hoà -> hòa), so that both are one name. In `arena` unless it was so already (then `text` itself); *length is
 * updated. */
const char *utf8_name_form(struct arena *arena, const char *text, size_t *length);

/* `text` in simple case folding. In `arena` unless it was so already; *length is updated. */
const char *utf8_fold_case(struct arena *arena, const char *text, size_t *length);

enum utf8_script { UTF8_COMMON, UTF8_LATIN, UTF8_CYRILLIC, UTF8_GREEK, UTF8_HAN, UTF8_OTHER };
enum utf8_script utf8_script(uint32_t code_point);

/* The Latin letter that a Cyrillic or Greek one looks like, else the code point itself. */
uint32_t utf8_skeleton(uint32_t code_point);

#endif
