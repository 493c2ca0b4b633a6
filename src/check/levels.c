#include "check/levels.h"

#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

/* An allowance among those of its code. They are sorted by code and place, those that hold everywhere first, so that each
 * knows the next one round it, as blocks stand in one another. */
struct allowed {
  struct allowance *allowance;
  uint32_t rule;
  struct allowed *outer;             /* the nearest that holds wherever this one does; NULL: none */
  const struct allowance *accepting; /* itself, or the nearest outer one whose day is not over; NULL: none */
};

struct levels {
  bool draft;
  enum level policy[RULE_COUNT];
  bool stated[RULE_COUNT]; /* the policy says something of it */
  struct allowed *allowed;
  uint32_t count;
};

bool levels_is_expired(const struct allowance *allowance, day_number as_of) {
  return as_of != DAY_NONE && allowance->acceptance.until != DAY_NONE && as_of > allowance->acceptance.until;
}

/* ---- What is allowed where ---- */

static bool holds_at(const struct allowance *allowance, struct span span) {
  if (allowance->everywhere) return true;
  const struct span *where = &allowance->where;
  return where->file == span.file && where->start <= span.start && span.start < where->end;
}

/* In the text's order: they are of one array. */
static int compare_order(const struct allowed *a, const struct allowed *b) {
  return (a->allowance > b->allowance) - (a->allowance < b->allowance);
}

/* By code; in it those that hold everywhere, then by start; of one start the wider first. */
static int compare_allowed(const void *left, const void *right) {
  const struct allowed *a = left, *b = right;
  const struct span *x = &a->allowance->where, *y = &b->allowance->where;
  if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
  if (a->allowance->everywhere != b->allowance->everywhere) return a->allowance->everywhere ? -1 : 1;
  if (a->allowance->everywhere) return compare_order(a, b);
  if (x->file != y->file) return x->file < y->file ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return compare_order(a, b);
}

static void link_allowed(struct levels *levels, day_number as_of) {
  for (uint32_t i = 0; i < levels->count; i++) {
    struct allowed *this = &levels->allowed[i];
    struct allowed *outer = i > 0 && this[-1].rule == this->rule ? &this[-1] : NULL;
    while (outer && !(outer->allowance->everywhere || holds_at(outer->allowance, this->allowance->where)))
      outer = outer->outer;
    this->outer = outer;
    this->accepting = !levels_is_expired(this->allowance, as_of) ? this->allowance : outer ? outer->accepting : NULL;
  }
}

static void gather_allowed(struct levels *levels, struct model *model, day_number as_of) {
  levels->allowed = ARENA_ARRAY(model->arena, struct allowed, model->allowances.count);
  for (uint32_t i = 0; i < model->allowances.count; i++) {
    struct allowance *allowance = &model->allowances.items[i];
    uint32_t rule = rules_find(allowance->code);
    if (rule < RULE_COUNT) levels->allowed[levels->count++] = (struct allowed){.allowance = allowance, .rule = rule};
  }
  if (levels->count == 0) return;
  qsort(levels->allowed, levels->count, sizeof *levels->allowed, compare_allowed);
  link_allowed(levels, as_of);
}

static bool starts_after(const struct allowed *allowed, uint32_t rule, struct span span) {
  const struct span *where = &allowed->allowance->where;
  if (allowed->rule != rule) return allowed->rule > rule;
  if (allowed->allowance->everywhere) return false;
  return where->file != span.file ? where->file > span.file : where->start > span.start;
}

/* The innermost allowance of the rule that holds at the place, or NULL. */
static struct allowed *find_allowed(const struct levels *levels, uint32_t rule, struct span span) {
  uint32_t low = 0, high = levels->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (starts_after(&levels->allowed[middle], rule, span))
      high = middle;
    else
      low = middle + 1;
  }
  struct allowed *found = low > 0 && levels->allowed[low - 1].rule == rule ? &levels->allowed[low - 1] : NULL;
  while (found && !holds_at(found->allowance, span)) found = found->outer;
  return found;
}

/* ---- Decisions ---- */

static void read_policy(struct levels *levels, const struct model *model) {
  for (uint32_t i = 0; i < model->levels.count; i++) {
    const struct policy_level *level = &model->levels.items[i];
    uint32_t rule = rules_find(level->code);
    if (!level->known || rule == RULE_COUNT) continue;
    levels->policy[rule] = level->level;
    levels->stated[rule] = true;
  }
}

static enum level at_most(enum level level, enum level most) { return level < most ? level : most; }

static bool is_milder_in_draft(const struct code_row *row) {
  return row->code[0] == 'C' || strcmp(row->code, "G007") == 0;
}

static enum level decide_level(const struct levels *levels, const struct finding *finding, uint32_t rule) {
  bool stated = rule < RULE_COUNT && levels->stated[rule];
  enum level level = stated ? levels->policy[rule] : finding->code->level;
  bool raised = level > finding->code->level;
  if (finding->lowered && !raised) level = at_most(level, LEVEL_INFO);
  if (levels->draft && is_milder_in_draft(finding->code)) level = at_most(level, LEVEL_INFO);
  return level;
}

static struct allowed *allowed_at(const struct levels *levels, const struct finding *finding, uint32_t rule) {
  return rule < RULE_COUNT ? find_allowed(levels, rule, finding->span) : NULL;
}

static void mark_used(struct allowed *allowed) {
  for (; allowed && !allowed->allowance->used; allowed = allowed->outer) allowed->allowance->used = true;
}

void levels_decide(struct levels *levels, struct finding *finding) {
  if (rules_is_e_code(finding->code->code)) return; /* an error, whatever is said of it */
  uint32_t rule = rules_of_row(finding->code);
  struct allowed *allowed = allowed_at(levels, finding, rule);
  finding->level = decide_level(levels, finding, rule);
  finding->accepted = allowed && allowed->accepting ? &allowed->accepting->acceptance : NULL;
  mark_used(allowed);
}

void levels_use(struct levels *levels, uint32_t rule, struct span span) { mark_used(find_allowed(levels, rule, span)); }

bool levels_is_off(const struct levels *levels, uint32_t rule) {
  return levels->stated[rule] && levels->policy[rule] == LEVEL_OFF;
}

const struct acceptance *levels_acceptance(const struct levels *levels, uint32_t rule, struct span span) {
  const struct allowed *allowed = find_allowed(levels, rule, span);
  return allowed && allowed->accepting ? &allowed->accepting->acceptance : NULL;
}

struct levels *levels_new(struct model *model, day_number as_of) {
  struct levels *levels = ARENA_NEW(model->arena, struct levels);
  levels->draft = model->agreement.draft;
  read_policy(levels, model);
  gather_allowed(levels, model, as_of);
  return levels;
}
