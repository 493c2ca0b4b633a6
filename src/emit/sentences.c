#include "emit/sentences.h"

#include "emit/place.h"
#include "emit/shown.h"

/* What is shown stands after something else, so a colon in front does no harm and is left alone. */
static void put_shown(struct buffer *out, const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    struct piece piece = shown_piece(text, length, at);
    shown_write(out, text, length, at, piece);
    at += piece.size;
  }
}

struct buffer sentence_from(const struct findings_listing *listing, enum text_key key, const struct argument *arguments) {
  struct buffer words = buffer_in(listing->out->arena), shown = buffer_in(listing->out->arena);
  if (key != TEXT_NONE) text_write(&words, listing->style.language, key, arguments);
  put_shown(&shown, words.data, words.length);
  return shown;
}

struct buffer sentence_of(const struct findings_listing *listing, const struct note *note) {
  return sentence_from(listing, note->key, note->arguments);
}

static void add(struct buffer *sentence, const struct findings_listing *listing, enum text_key key,
                const struct argument *arguments) {
  struct buffer part = sentence_from(listing, key, arguments);
  if (sentence->length) buffer_text(sentence, text_plain(listing->style.language, TEXT_LIST_APART));
  buffer_bytes(sentence, part.data, part.length);
}

struct buffer sentence_of_acceptance(const struct findings_listing *listing, const struct acceptance *accepted) {
  struct buffer sentence = buffer_in(listing->out->arena);
  add(&sentence, listing, TEXT_ACCEPTED, ARGS(arg_string(accepted->reason)));
  if (accepted->agreed_count > 0)
    add(&sentence, listing, TEXT_ACCEPTED_BY, ARGS(arg_list(accepted->agreed_by, accepted->agreed_count)));
  if (accepted->until != DAY_NONE) add(&sentence, listing, TEXT_ACCEPTED_UNTIL, ARGS(arg_date(accepted->until)));
  return sentence;
}

struct buffer shown_path(const struct findings_listing *listing, const struct finding *finding) {
  struct buffer shown = buffer_in(listing->out->arena);
  const char *path = place_path(sources_get(listing->findings->sources, finding->span.file)->name);
  put_shown(&shown, path, strlen(path));
  return shown;
}

struct buffer shown_cell(const struct findings_listing *listing, const struct finding *finding) {
  struct place place = place_of(listing->findings->sources, finding->span);
  struct buffer shown = buffer_in(listing->out->arena);
  if (place.cell) put_shown(&shown, place.cell, strlen(place.cell));
  return shown;
}

struct buffer shown_place(const struct findings_listing *listing, const struct finding *finding, bool column) {
  struct place place = place_of(listing->findings->sources, finding->span);
  struct buffer words = buffer_in(listing->out->arena), shown = buffer_in(listing->out->arena);
  place_write(&words, &place, column);
  put_shown(&shown, words.data, words.length);
  return shown;
}

const char *level_name(enum text_language language, enum level level) {
  return text_plain(language, level == LEVEL_ERROR     ? TEXT_LEVEL_ERROR
                              : level == LEVEL_WARNING ? TEXT_LEVEL_WARNING
                                                       : TEXT_LEVEL_INFO);
}

struct buffer sentence_with_help(const struct findings_listing *listing, const struct finding *finding) {
  struct buffer words = sentence_of(listing, &finding->message), help = sentence_of(listing, &finding->help);
  if (!help.length) return words;
  buffer_char(&words, '\n');
  buffer_text(&words, text_plain(listing->style.language, TEXT_HELP));
  buffer_text(&words, text_plain(listing->style.language, TEXT_COLON));
  buffer_bytes(&words, help.data, help.length);
  return words;
}
