#include "check/approvals_spend.h"

#include <stdlib.h>

#include "check/figures.h"

static bool is_read_money(const struct money *money) {
  return !money->stated || (money->known && decimal_is_finite(money->amount));
}

static bool is_read(const struct spend_limit *limit) {
  bool line = limit->line.to || limit->line.span.end == 0;
  return line && is_read_money(&limit->over) && is_read_money(&limit->up_to);
}

static struct amounts amounts_of(const struct spend_limit *limit) {
  struct amounts amounts = {.from = decimal_from_integer(0), .endless = !limit->up_to.stated};
  if (limit->over.stated) amounts.from = limit->over.amount;
  if (limit->up_to.stated) amounts.to = limit->up_to.amount;
  return amounts;
}

/* Those of no line come first. */
static int compare_lines(const struct entity *a, const struct entity *b) {
  if (!a || !b) return (a != NULL) - (b != NULL);
  return (a->order > b->order) - (a->order < b->order);
}

static int compare_spends(const void *left, const void *right) {
  const struct covered_spend *a = left, *b = right;
  int order = compare_lines(a->line, b->line);
  if (!order) order = decimal_compare(a->amounts.from, b->amounts.from);
  return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void gather(struct covered_spends *spends, const struct approval *approval) {
  const struct entity *entity = &approval->entity;
  if (entity->incomplete || entity_unknown(entity, STATEMENT_approval_covers)) spends->known = false;
  for (uint32_t i = 0; i < approval->spend.count; i++) {
    const struct spend_limit *limit = &approval->spend.items[i];
    if (!is_read(limit)) {
      spends->known = false;
      continue;
    }
    struct amounts amounts = amounts_of(limit);
    bool empty = !amounts.endless && decimal_compare(amounts.from, amounts.to) >= 0; /* reported as an empty range */
    if (empty) spends->known = false;
    else spends->items[spends->count] = (struct covered_spend){approval, limit, limit->line.to, amounts, spends->count};
    spends->count += !empty;
  }
}

struct covered_spends covered_spends_of(const struct model *model, struct arena *arena) {
  struct covered_spends spends = {.known = !model->incomplete};
  uint32_t room = 0;
  for (uint32_t i = 0; i < model->approvals.count; i++) room += model->approvals.items[i]->spend.count;
  spends.items = ARENA_ARRAY(arena, struct covered_spend, room + 1);
  for (uint32_t i = 0; i < model->approvals.count; i++) gather(&spends, model->approvals.items[i]);
  if (spends.count > 1) qsort(spends.items, spends.count, sizeof *spends.items, compare_spends);
  return spends;
}

uint32_t covered_spends_end(const struct covered_spends *spends, uint32_t first) {
  uint32_t end = first;
  while (end < spends->count && spends->items[end].line == spends->items[first].line) end++;
  return end;
}

const char *amounts_written(const struct model *model, const struct amounts *amounts, const struct entity *line,
                            struct arena *arena) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "spend");
  if (!decimal_is_zero(amounts->from)) {
    buffer_text(&out, " over ");
    buffer_text(&out, money_written(model, amounts->from, arena));
  }
  if (!amounts->endless) {
    buffer_text(&out, " up to ");
    buffer_text(&out, money_written(model, amounts->to, arena));
  }
  if (line) {
    buffer_text(&out, " on ");
    buffer_text(&out, line->spelling);
  }
  return buffer_string(&out);
}
