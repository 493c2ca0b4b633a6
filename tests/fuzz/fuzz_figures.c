/* What a fuzzer calls with figures: the first byte says of what the rest is: a sheet, or an archive, as it is; or a part of a
 * small workbook, the others being as they should, so that the fuzzer need not work out sums. They are held against the
 * agreement of the rules' examples, and what is found is listed; of one in eight all of it is done twice, with the same bytes
 * both times. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "remit/remit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int holds) {
  if (!holds) abort();
}

/* ---- An archive in which nothing is packed ---- */

static const struct part {
  const char *name, *text;
} parts[] = {
#define PART(name, text) {name, text},
#include "parts.def"
#undef PART
};
enum { PARTS = sizeof parts / sizeof parts[0], PLACE_OF_LIST = 16 };

struct bytes {
  uint8_t *data;
  size_t length;
};

static void add(struct bytes *out, const void *data, size_t length) {
  out->data = realloc(out->data, out->length + length + 1);
  demand(out->data != NULL);
  if (length > 0) memcpy(out->data + out->length, data, length);
  out->length += length;
}

static void add_number(struct bytes *out, uint32_t number, int size) {
  for (int i = 0; i < size; i++) add(out, &(uint8_t){(uint8_t)(number >> 8 * i)}, 1);
}

static uint32_t sum_of(const uint8_t *data, size_t length) {
  uint32_t sum = UINT32_MAX;
  for (size_t i = 0; i < length; i++) {
    sum ^= data[i];
    for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
  }
  return ~sum;
}

/* What the part's own head and the list say alike. */
static void add_head(struct bytes *out, const char *name, const uint8_t *data, size_t length) {
  add_number(out, 10, 4);
  add_number(out, 0, 2);
  add_number(out, 0x21 << 16, 4);
  add_number(out, sum_of(data, length), 4);
  add_number(out, (uint32_t)length, 4);
  add_number(out, (uint32_t)length, 4);
  add_number(out, (uint32_t)strlen(name), 2);
  add_number(out, 0, 2);
}

static void add_part(struct bytes *out, struct bytes *list, const char *name, const uint8_t *data, size_t length) {
  add(list, "PK\1\2\24", 6);
  add_head(list, name, data, length);
  add_number(list, 0, 2);
  add_number(list, 0, 4);
  add_number(list, 0, 4);
  add_number(list, (uint32_t)out->length, 4);
  add(list, name, strlen(name));
  add(out, "PK\3\4", 4);
  add_head(out, name, data, length);
  add(out, name, strlen(name));
  add(out, data, length);
}

static struct bytes workbook_with(size_t chosen, const uint8_t *data, size_t size) {
  struct bytes out = {0}, list = {0};
  for (size_t i = 0; i < PARTS; i++) {
    const uint8_t *own = (const uint8_t *)parts[i].text;
    add_part(&out, &list, parts[i].name, i == chosen ? data : own, i == chosen ? size : strlen(parts[i].text));
  }
  size_t start = out.length;
  add(&out, list.data, list.length);
  add(&out, "PK\5\6\0\0\0", 8);
  add_number(&out, PARTS, 2);
  add_number(&out, PARTS, 2);
  add_number(&out, (uint32_t)list.length, 4);
  add_number(&out, (uint32_t)start, 4);
  add_number(&out, 0, 2);
  free(list.data);
  return out;
}

/* ---- One file of figures ---- */

static struct remit_buffer outputs(const struct bytes *file) {
  struct remit_buffer out = {0}, base = {0};
  struct remit_agreement *agreement;
  demand(remit_write_base(&base) == REMIT_OK);
  demand(remit_read_text(NULL, "plan.remit", base.data, base.length, &agreement) == REMIT_OK);
  demand(remit_check(agreement) == REMIT_OK);
  demand(remit_add_figures_text(agreement, "figures", (const char *)file->data, file->length) == REMIT_OK);
  demand(remit_score(agreement) == REMIT_OK);
  for (enum remit_format format = REMIT_FORMAT_TEXT; format <= REMIT_FORMAT_JSON; format++) {
    struct remit_listing listing = {.format = format, .show_allowed = true};
    demand(remit_listing_begin(&listing, &out) == REMIT_OK);
    demand(remit_listing_add(&listing, agreement, &out) == REMIT_OK);
    demand(remit_listing_end(&listing, &out) == REMIT_OK);
  }
  for (enum remit_score_form form = REMIT_SCORE_TEXT; form <= REMIT_SCORE_CSV; form++)
    demand(remit_write_score(agreement, form, NULL, &out) == REMIT_OK);
  remit_free(agreement);
  remit_buffer_free(&base);
  return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bytes file = {0};
  if (size == 0) return 0;
  size_t chosen = data[0] % (PARTS + 1);
  if (chosen == PARTS) add(&file, data + 1, size - 1);
  else file = workbook_with(chosen, data + 1, size - 1);
  struct remit_buffer one = outputs(&file);
  if (sum_of(data, size) % 8 == 0) {
    struct remit_buffer other = outputs(&file);
    demand(one.length == other.length && !memcmp(one.data, other.data, one.length));
    remit_buffer_free(&other);
  }
  remit_buffer_free(&one);
  free(file.data);
  return 0;
}
