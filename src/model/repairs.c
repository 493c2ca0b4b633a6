/* Repairs of misspelt names, where no other name can be meant. */
#include <string.h>

#include "base/slip.h"
#include "model/builder.h"

/* ---- One name for another ---- */

/* Names are chosen freely, and one that nothing declares may have been forgotten: only a slip that makes no other word is
 * one. A letter at the end is often an inflection, and one person's name may differ from another's by a letter. */
static bool is_slip(const char *written, const char *meant, bool of_person) {
  struct slip slip = slip_between(written, meant);
  switch (slip.kind) {
    case SLIP_NONE: return false;
    case SLIP_SWAPPED: return slip.letters >= 4;
    case SLIP_MISSING:
    case SLIP_EXTRA: return slip.letters >= 5 && slip.inside;
    case SLIP_REPLACED: return slip.letters >= 7 && slip.inside && !of_person;
  }
  return false;
}

enum { NEARLY = 2 }; /* slips by which another name is still too near */

static bool spend(struct builder *b, const char *name) {
  uint32_t cost = 1 + (uint32_t)strlen(name) / 16;
  b->suggestions_left -= cost < b->suggestions_left ? cost : b->suggestions_left;
  return b->suggestions_left > 0;
}

/* Whether no declared name of any kind but this one is as near, or nearly so. */
static bool is_alone(struct builder *b, const char *written, const struct entity *meant) {
  for (uint32_t i = 0; i < b->declared.count; i++) {
    const struct entity *e = b->declared.items[i].entity;
    if (!e->name || e->name == meant->name) continue;
    if (!spend(b, written) || names_distance(written, e->spelling, NEARLY) <= NEARLY) return false;
  }
  return true;
}

static bool is_alone_parameter(struct builder *b, const char *written, atom meant) {
  for (uint32_t i = 0; i < b->parameters.count; i++) {
    atom other = b->parameters.items[i].name;
    if (other == meant) continue;
    if (!spend(b, written) || names_distance(written, names_text(b->names, other), NEARLY) <= NEARLY) return false;
  }
  return true;
}

/* ---- Where it stands ---- */

static bool stands_at(const struct source *source, uint32_t at, const char *text, size_t length) {
  return at + length <= source->length && !memcmp(source->bytes + at, text, length);
}

/* Whether the name is written just so there: not in a parameter's value that is used there, and not in another form. */
static bool is_written(struct builder *b, struct span span, const char *text) {
  const struct source *source = sources_get(b->sources, span.file);
  size_t length = strlen(text);
  return span.end - span.start == length && stands_at(source, span.start, text, length);
}

/* Beside the right name a list would have it twice. */
static bool shares_line(struct builder *b, struct span span, const char *text) {
  enum { FAR = 1000 };
  const struct source *source = sources_get(b->sources, span.file);
  size_t length = strlen(text);
  uint32_t at = span.start;
  while (at > 0 && source->bytes[at - 1] != '\n' && span.start - at < FAR) at--;
  for (; at < source->length && source->bytes[at] != '\n' && at < span.end + FAR; at++)
    if (stands_at(source, at, text, length)) return true;
  return false;
}

/* ---- What is known at the end only ---- */

static bool wait_for_end(struct builder *b, struct misspelling misspelling, const char *written) {
  if (!is_written(b, misspelling.span, written) || shares_line(b, misspelling.span, misspelling.right)) return false;
  VECTOR_PUSH(b->arena, &b->misspellings, misspelling);
  return true;
}

bool repair_name(struct builder *b, struct finding *f, struct span span, atom written, const struct entity *meant,
                 bool of_person) {
  const char *text = names_text(b->names, written);
  struct misspelling misspelling = {.finding = f, .span = span, .written = written, .meant = meant, .right = meant->spelling};
  if (b->findings->left_out || !is_slip(text, meant->spelling, of_person) || !is_alone(b, text, meant)) return false;
  return wait_for_end(b, misspelling, text);
}

/* `$NAME` and `{$NAME}`: the name alone. */
static struct span without_signs(struct builder *b, struct span span) {
  const struct source *source = sources_get(b->sources, span.file);
  bool braces = stands_at(source, span.start, "{$", 2);
  if (!braces && !stands_at(source, span.start, "$", 1)) return span;
  return span_at(span.file, span.start + (braces ? 2 : 1), span.end - braces);
}

void repair_parameter(struct builder *b, struct finding *f, struct span span, atom written, atom meant) {
  const char *text = names_text(b->names, written), *right = names_text(b->names, meant);
  if (b->findings->left_out || !is_slip(text, right, false) || !is_alone_parameter(b, text, meant)) return;
  struct misspelling misspelling = {.finding = f, .span = without_signs(b, span), .written = written, .parameter = meant, .right = right};
  misspelling.again = repair_withdraw(b, written);
  wait_for_end(b, misspelling, text);
}

bool repair_withdraw(struct builder *b, atom written) {
  bool any = false;
  for (uint32_t i = 0; i < b->misspellings.count; i++) {
    if (b->misspellings.items[i].written != written) continue;
    b->misspellings.items[i].again = any = true;
  }
  return any;
}

void repairs_settle(struct builder *b) {
  for (uint32_t i = 0; i < b->misspellings.count; i++) {
    const struct misspelling *m = &b->misspellings.items[i];
    bool used = m->meant ? b->mentions[m->meant->name] : parameter_is_used(b, m->parameter);
    if (used && !m->again) finding_repair(b->findings, m->finding, m->span, m->right);
  }
}

/* ---- Words and shares ---- */

void repair_choice(struct builder *b, struct finding *f, struct span span, const char *written, const enum sense *choices) {
  struct correction correction;
  if (!is_written(b, span, written) || !words_correct(b->arena, choices, written, &correction) || *correction.second) return;
  finding_repair(b->findings, f, span, correction.word);
}

/* Digits with at most one point, and few of them. */
static bool is_plain_number(struct builder *b, struct value v, struct decimal *value) {
  enum { LONGEST = 6 };
  size_t length;
  const char *bytes = bytes_of(b, v, &length);
  return length <= LONGEST && decimal_read(bytes, length, value);
}

/* `5` where 5 % can be meant alone; 0.3 may be 30 %, and 1 the whole. */
void repair_share(struct builder *b, struct finding *f, struct value v) {
  struct decimal value;
  bool bare = v.node->kind == NODE_QUANTITY && v.node->flag == QUANTITY_BARE && !v.node->negative;
  if (!bare || v.span.file != v.file || v.span.start != v.node->start || !is_plain_number(b, v, &value)) return;
  bool share = decimal_compare(value, decimal_from_integer(1)) > 0 && decimal_compare(value, decimal_from_integer(100)) <= 0;
  if (share) finding_repair(b->findings, f, span_at(v.file, v.node->end, v.node->end), "%");
}
