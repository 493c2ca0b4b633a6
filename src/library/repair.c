/* The repairs of an agreement's findings, made in the texts of its files. */
#include <string.h>

#include "library/agreement.h"

/* ---- Which are made ---- */

static bool is_of_file(const struct remit_agreement *agreement, uint32_t source) {
  for (uint32_t i = 0; i < agreement->loader.files.count; i++)
    if (agreement->loader.files.items[i]->source == source) return true;
  return false; /* a value that was given from outside */
}

/* A repair changes a line and leaves its end. */
static bool is_in_line(const struct remit_agreement *agreement, const struct repair *repair) {
  const struct source *source = sources_get(&agreement->sources, repair->span.file);
  const char *bytes = source->bytes + repair->span.start;
  return !memchr(bytes, '\n', repair->span.end - repair->span.start) && !strchr(repair->text, '\n');
}

static bool are_apart(const struct repair *a, const struct repair *b) {
  if (a->span.file != b->span.file) return true;
  if (a->span.start == b->span.start) return false;
  return a->span.start < b->span.start ? a->span.end <= b->span.start : b->span.end <= a->span.start;
}

static bool can_be_made(const struct remit_agreement *agreement, const struct repair *repair) {
  if (!is_of_file(agreement, repair->span.file) || !is_in_line(agreement, repair)) return false;
  for (uint32_t i = 0; i < agreement->repairs.count; i++)
    if (!are_apart(repair, &agreement->repairs.items[i])) return false;
  return true;
}

static bool is_before(const struct repair *a, const struct repair *b) {
  return a->span.file != b->span.file ? a->span.file < b->span.file : a->span.start < b->span.start;
}

/* By place: findings come so, and few repairs do not. */
static void add(struct remit_agreement *agreement, struct repair repair) {
  VECTOR_PUSH(&agreement->arena, &agreement->repairs, repair);
  struct repair *items = agreement->repairs.items;
  uint32_t i = agreement->repairs.count - 1;
  for (; i > 0 && is_before(&repair, &items[i - 1]); i--) items[i] = items[i - 1];
  items[i] = repair;
}

/* All parts of a finding's repair, or none. What a policy has switched off, or a person has accepted, stays as it is. */
static void add_all(struct remit_agreement *agreement, const struct finding *finding) {
  if (finding->level == LEVEL_OFF || finding->accepted) return;
  for (uint32_t i = 0; i < finding->repairs.count; i++)
    if (!can_be_made(agreement, &finding->repairs.items[i])) return;
  for (uint32_t i = 0; i < finding->repairs.count; i++) add(agreement, finding->repairs.items[i]);
}

void repairs_find(struct remit_agreement *agreement) {
  for (uint32_t i = 0; i < agreement->findings.list.count; i++) add_all(agreement, agreement->findings.list.items[i]);
}

/* ---- What comes of them ---- */

static const struct loaded *file_at(const struct remit_agreement *agreement, size_t index) {
  return index < agreement->loader.files.count ? agreement->loader.files.items[index] : NULL;
}

size_t remit_repair_count(const struct remit_agreement *agreement, size_t index) {
  const struct loaded *file = agreement->state == AGREEMENT_CHECKED ? file_at(agreement, index) : NULL;
  size_t count = 0;
  for (uint32_t i = 0; file && i < agreement->repairs.count; i++)
    count += agreement->repairs.items[i].span.file == file->source;
  return count;
}

const char *remit_file_bytes(const struct remit_agreement *agreement, size_t index, size_t *length) {
  const struct loaded *file = agreement->state == AGREEMENT_BROKEN ? NULL : file_at(agreement, index);
  *length = file ? file->length : 0;
  return file ? file->bytes : NULL;
}

/* Places are counted behind a byte-order mark. */
static bool write_repaired(const struct remit_agreement *agreement, const struct loaded *file, struct remit_buffer *out) {
  size_t mark = file->length - sources_get(&agreement->sources, file->source)->length, at = 0;
  bool room = true;
  for (uint32_t i = 0; i < agreement->repairs.count && room; i++) {
    const struct repair *repair = &agreement->repairs.items[i];
    if (repair->span.file != file->source) continue;
    room = append(out, file->bytes + at, mark + repair->span.start - at) && append(out, repair->text, strlen(repair->text));
    at = mark + repair->span.end;
  }
  return room && append(out, file->bytes + at, file->length - at);
}

enum remit_status remit_write_repaired(const struct remit_agreement *agreement, size_t index, struct remit_buffer *out) {
  if (!agreement || !out || agreement->state != AGREEMENT_CHECKED || !file_at(agreement, index)) return REMIT_WRONG_USE;
  size_t before = out->length;
  if (write_repaired(agreement, file_at(agreement, index), out)) return REMIT_OK;
  out->length = before;
  return REMIT_NO_MEMORY;
}
