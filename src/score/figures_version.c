/* The note of a sheet that says from which version of the agreement it was made. */
#include <string.h>

#include "score/figures_reading.h"
#include "text/text.h"

enum { FINGERPRINT = 12 };
enum version_form { FORM_WHOLE, FORM_VERSION, FORM_COUNT };

/* Where the version and the fingerprint stand in a form of the note. */
#define VERSION_MARK "\1"
#define FINGERPRINT_MARK "\2"

/* What the sheet says of its version, in a language. */
static struct buffer form_of(struct arena *arena, enum text_language language, enum version_form form) {
  struct buffer whole = buffer_in(arena);
  struct argument fingerprint = arg_string(FINGERPRINT_MARK);
  if (form == FORM_VERSION) text_write(&whole, language, TEXT_ACTUALS_OF_VERSION, ARGS(arg_string(VERSION_MARK), fingerprint));
  else text_write(&whole, language, TEXT_ACTUALS_OF, ARGS(fingerprint));
  return whole;
}

static bool is_hexadecimal(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f'))) return false;
  return true;
}

/* ---- Whether a note is that one ---- */

/* How far the text goes along with one character of a form; NULL: it does not. A blank may be left out beside a version in
 * the same script. */
static const char *past(char c, const char *text, const char *end) {
  if (c == ' ') return text + (text < end && *text == ' ');
  if (c != *FINGERPRINT_MARK) return text < end && *text == c ? text + 1 : NULL;
  return end - text >= FINGERPRINT && is_hexadecimal(text, FINGERPRINT) ? text + FINGERPRINT : NULL;
}

/* Whether the text is the form with a version and a fingerprint in it. */
static bool fits(const char *form, const char *form_end, const char *text, const char *end) {
  for (; form < form_end && *form != *VERSION_MARK; form++) {
    text = past(*form, text, end);
    if (!text) return false;
  }
  if (form == form_end) return text == end;
  for (; text <= end; text++)
    if (fits(form + 1, form_end, text, end)) return true;
  return false;
}

static bool is_version_in(struct arena *arena, enum text_language language, const struct raw_cell *note) {
  const char *end = note->text + note->length;
  for (int i = 0; i < FORM_COUNT; i++) {
    struct buffer form = form_of(arena, language, (enum version_form)i), inconsistent = buffer_in(arena);
    text_write(&inconsistent, language, TEXT_ACTUALS_NOT_CONSISTENT, ARGS(arg_string(buffer_string(&form))));
    if (fits(form.data, form.data + form.length, note->text, end)) return true;
    if (fits(inconsistent.data, inconsistent.data + inconsistent.length, note->text, end)) return true;
  }
  return false;
}

bool figures_is_version(struct arena *arena, const struct raw_cell *note) {
  for (int language = 0; language < LANGUAGE_COUNT; language++)
    if (is_version_in(arena, (enum text_language)language, note)) return true;
  return false;
}

/* ---- Of which version a sheet is ---- */

/* The words right before the fingerprint, in each language and form. */
struct version_words {
  struct buffer before[LANGUAGE_COUNT][FORM_COUNT];
};

static struct buffer words_before(struct arena *arena, enum text_language language, enum version_form form) {
  struct buffer whole = form_of(arena, language, form), words = buffer_in(arena);
  const char *end = memchr(whole.data, *FINGERPRINT_MARK, whole.length), *start = memchr(whole.data, *VERSION_MARK, whole.length);
  if (end && (!start || start < end)) {
    start = start ? start + 1 : whole.data;
    while (start < end && *start == ' ') start++; /* which is not there after a version in the same script */
    buffer_bytes(&words, start, (size_t)(end - start));
  }
  return words;
}

/* They are worked out once: a sheet has notes by the thousand. */
static const struct version_words *words_of(struct figures_reading *reading) {
  if (reading->version_words) return reading->version_words;
  struct version_words *words = ARENA_NEW(reading->arena, struct version_words);
  for (int language = 0; language < LANGUAGE_COUNT; language++)
    for (int form = 0; form < FORM_COUNT; form++)
      words->before[language][form] = words_before(reading->arena, (enum text_language)language, (enum version_form)form);
  return reading->version_words = words;
}

/* The fingerprint behind these words in the note; NULL: there is none. */
static const char *behind(const struct raw_cell *note, const struct buffer *words) {
  for (size_t at = 0; words->length > 0 && at + words->length + FINGERPRINT <= note->length; at++) {
    const char *digits = note->text + at + words->length;
    if (!memcmp(note->text + at, words->data, words->length) && is_hexadecimal(digits, FINGERPRINT)) return digits;
  }
  return NULL;
}

static const char *fingerprint_in(const struct version_words *words, const struct raw_cell *note) {
  const char *found = NULL;
  for (int language = 0; language < LANGUAGE_COUNT && !found; language++)
    for (int form = 0; form < FORM_COUNT && !found; form++) found = behind(note, &words->before[language][form]);
  return found;
}

bool figures_names_version(struct figures_reading *reading, const struct raw_cell *note) {
  return fingerprint_in(words_of(reading), note) != NULL;
}

void figures_look_for_version(struct figures_reading *reading, const struct raw_cell *note) {
  enum { LONGEST = 400 };
  const char *own = reading->model->fingerprint;
  if (reading->version_told || !own || note->length < FINGERPRINT || note->length > LONGEST) return;
  const char *found = fingerprint_in(words_of(reading), note);
  if (!found || !memcmp(found, own, FINGERPRINT)) return;
  reading->version_told = true;
  struct finding *finding =
      complain(reading->complaints, "D010", NULL, note->span, TEXT_D010,
               ARGS(arg_string(arena_copy(reading->arena, found, FINGERPRINT)),
                    arg_string(arena_copy(reading->arena, own, FINGERPRINT))));
  complain_help(reading->complaints, finding, TEXT_D010_HELP, NO_ARGS);
}
