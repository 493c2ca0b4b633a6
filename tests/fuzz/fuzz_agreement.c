/* What a fuzzer calls with each text that it thinks of: the text is read, checked and listed; one in eight is also written
 * in every form, and all of it done twice, with the same bytes both times. A crash, a sanitizer's report, a hang and a difference are faults. Texts are
 * changed line by line as well as byte by byte, so that many of them stay agreements. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "remit/remit.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t max_size, unsigned seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- One text ---- */

static void demand(int holds) {
  if (!holds) abort();
}

static void list(struct remit_agreement *agreement, enum remit_format format, struct remit_buffer *out) {
  struct remit_listing listing = {.format = format, .show_allowed = true};
  demand(remit_listing_begin(&listing, out) == REMIT_OK);
  demand(remit_listing_add(&listing, agreement, out) == REMIT_OK);
  demand(remit_listing_end(&listing, out) == REMIT_OK);
}

static void write_all(struct remit_agreement *agreement, struct remit_buffer *out) {
  const struct remit_artifact_style style = {.force = true};
  for (size_t i = 0; remit_artifact_at(i); i++) {
    const struct remit_artifact *artifact = remit_artifact_at(i);
    enum remit_status status = remit_write_artifact(agreement, artifact->name, artifact->form, &style, out);
    demand(status == REMIT_OK || status == REMIT_NOT_CONSISTENT || status == REMIT_NOTHING);
  }
}

static struct remit_buffer outputs(const uint8_t *data, size_t size, int written) {
  const struct remit_options options = {.as_of = "2026-06-30"};
  struct remit_buffer out = {0};
  struct remit_agreement *agreement;
  demand(remit_read_text(&options, "fuzzed.remit", (const char *)data, size, &agreement) == REMIT_OK);
  demand(remit_check(agreement) == REMIT_OK);
  list(agreement, REMIT_FORMAT_TEXT, &out);
  list(agreement, REMIT_FORMAT_JSON, &out);
  if (written) write_all(agreement, &out);
  remit_free(agreement);
  return out;
}

static int is_chosen(const uint8_t *data, size_t size) {
  uint32_t sum = 0;
  for (size_t i = 0; i < size; i++) sum = sum * 31 + data[i];
  return sum % 8 == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  int chosen = is_chosen(data, size);
  struct remit_buffer one = outputs(data, size, chosen);
  if (chosen) {
    struct remit_buffer other = outputs(data, size, chosen);
    demand(one.length == other.length && !memcmp(one.data, other.data, one.length));
    remit_buffer_free(&other);
  }
  remit_buffer_free(&one);
  return 0;
}

/* ---- Changes by lines ---- */

struct line {
  size_t start, length;
};

static uint32_t next_random(unsigned *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Some line of the text, with its end. */
static struct line some_line(const uint8_t *data, size_t size, unsigned *seed) {
  size_t start = next_random(seed) % size, end = start;
  while (start > 0 && data[start - 1] != '\n') start--;
  while (end < size && data[end] != '\n') end++;
  if (end < size) end++;
  return (struct line){start, end - start};
}

static size_t drop(uint8_t *data, size_t size, struct line line) {
  memmove(data + line.start, data + line.start + line.length, size - line.start - line.length);
  return size - line.length;
}

static size_t insert(uint8_t *data, size_t size, size_t max_size, size_t at, const uint8_t *bytes, size_t length) {
  if (length > max_size - size) return size;
  memmove(data + at + length, data + at, size - at);
  memcpy(data + at, bytes, length);
  return size + length;
}

static size_t copy_line(uint8_t *data, size_t size, size_t max_size, struct line line, size_t at) {
  uint8_t *bytes = malloc(line.length ? line.length : 1);
  if (!bytes) return size;
  memcpy(bytes, data + line.start, line.length);
  size = insert(data, size, max_size, at, bytes, line.length);
  free(bytes);
  return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
  uint32_t choice = next_random(&seed) % 4;
  if (size == 0 || choice == 0) return LLVMFuzzerMutate(data, size, max_size);
  struct line line = some_line(data, size, &seed), other = some_line(data, size, &seed);
  if (choice == 1) return drop(data, size, line);
  if (choice == 2) return copy_line(data, size, max_size, line, other.start);
  /* within one line */
  size_t rest = size - line.start - line.length, room = max_size - rest - line.start;
  uint8_t *bytes = malloc(room ? room : 1);
  if (!bytes || !room) {
    free(bytes);
    return size;
  }
  memcpy(bytes, data + line.start, line.length);
  size_t length = LLVMFuzzerMutate(bytes, line.length, room < line.length + 64 ? room : line.length + 64);
  size = drop(data, size, line);
  size = insert(data, size, max_size, line.start, bytes, length);
  free(bytes);
  return size;
}

/* The beginning of one text and the end of the other, cut at lines. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t max_size, unsigned seed) {
  if (!first_size || !second_size) return 0;
  size_t head = some_line(first, first_size, &seed).start, tail = some_line(second, second_size, &seed).start;
  size_t rest = second_size - tail;
  if (head > max_size) head = max_size;
  if (rest > max_size - head) rest = max_size - head;
  memcpy(out, first, head);
  memcpy(out + head, second + tail, rest);
  return head + rest;
}
