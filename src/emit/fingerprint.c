#include "emit/fingerprint.h"

#include <nettle/sha2.h>

#include "emit/place.h"

enum {
  SHOWN_BYTES = 16,  /* of the digest */
  MOST_LINE = 1024,  /* of a longer line only this much on either side counts, so that its length does not matter */
};

/* ---- Repetitions ---- */

struct repetitions repetitions_of(struct arena *arena, uint32_t count) {
  uint32_t room = 16;
  while (room / 2 < count && room < UINT32_C(1) << 31) room *= 2;
  return (struct repetitions){ARENA_ARRAY(arena, struct repetition, room), room};
}

/* FNV-1a; never 0. */
static uint64_t key_of(const char *bytes, size_t length) {
  uint64_t key = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < length; i++) key = (key ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
  return key ? key : 1;
}

uint32_t repetition_of(struct repetitions *repetitions, const char *bytes, size_t length) {
  uint64_t key = key_of(bytes, length);
  uint32_t at = (uint32_t)(key ^ key >> 32) & (repetitions->room - 1);
  while (repetitions->slots[at].key && repetitions->slots[at].key != key) at = (at + 1) & (repetitions->room - 1);
  repetitions->slots[at].key = key;
  return ++repetitions->slots[at].times;
}

/* ---- Fingerprints ---- */

/* A NUL after each part, which no part holds, so that two parts cannot be taken for one. */
static void add_part(struct buffer *parts, const char *text, size_t length) {
  buffer_bytes(parts, text, length);
  buffer_char(parts, 0);
}

static void add_text(struct buffer *parts, const char *text) { add_part(parts, text, strlen(text)); }

static void add_names(struct buffer *parts, const struct argument *argument) {
  for (; argument->kind != ARGUMENT_END; argument++) {
    if (argument->kind == ARGUMENT_NAME) add_text(parts, argument->as.string);
    for (size_t i = 0; argument->kind == ARGUMENT_LIST && i < argument->as.list.count; i++)
      add_text(parts, argument->as.list.names[i]);
  }
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* The line without blanks at its ends, and with one blank for several. */
static void add_line(struct buffer *parts, const char *line, size_t length) {
  bool gap = false, any = false;
  for (size_t i = 0; i < length; i++) {
    if (is_blank(line[i])) {
      gap = any;
      continue;
    }
    if (gap) buffer_char(parts, ' ');
    buffer_char(parts, line[i]);
    gap = false;
    any = true;
  }
  buffer_char(parts, 0);
}

static void add_place(struct buffer *parts, const struct findings *findings, struct span span) {
  size_t length;
  struct position position = source_position(findings->sources, span.file, span.start);
  const char *line = source_line(findings->sources, span.file, position.line, &length);
  const char *bytes = sources_get(findings->sources, span.file)->bytes;
  size_t start = (size_t)(line - bytes), at = span.start > start ? span.start - start : 0;
  if (at > length) at = length;
  size_t from = at > MOST_LINE ? at - MOST_LINE : 0, to = length - at > MOST_LINE ? at + MOST_LINE : length;
  add_line(parts, line + from, to - from);
}

static void put_digest(struct buffer *out, const struct buffer *parts) {
  uint8_t digest[SHA256_DIGEST_SIZE];
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, parts->length, (const uint8_t *)parts->data);
  sha256_digest(&context, sizeof digest, digest);
  for (size_t i = 0; i < SHOWN_BYTES; i++) {
    buffer_char(out, "0123456789abcdef"[digest[i] >> 4]);
    buffer_char(out, "0123456789abcdef"[digest[i] & 0xF]);
  }
}

void fingerprint_write(struct buffer *out, struct repetitions *repetitions, const struct findings *findings,
                       const struct finding *finding) {
  struct buffer parts = buffer_in(out->arena);
  size_t start = out->length;
  add_text(&parts, place_path(sources_get(findings->sources, 0)->name));
  add_text(&parts, place_path(sources_get(findings->sources, finding->span.file)->name));
  add_text(&parts, finding->code->code);
  add_names(&parts, finding->message.arguments);
  add_place(&parts, findings, finding->span);
  put_digest(out, &parts);
  uint32_t ordinal = repetition_of(repetitions, out->data + start, out->length - start);
  buffer_char(out, ':');
  buffer_integer(out, ordinal);
}
