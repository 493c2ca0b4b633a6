/* What the blocks of all declarations say, read by one or by two. */
#include <string.h>

#include "base/guard.h"
#include "model/builder.h"

/* Declarations that are still to be read. */
struct part {
  uint32_t next, end;
};

static void read_duty_kind(struct builder *b, struct duty *duty) {
  static const enum sense choices[] = {SENSE_core, SENSE_specialist, SENSE_NONE};
  const struct statement *s = declare_statement(b, &duty->entity);
  const struct node *kind = s->spoiled ? NULL : ast_argument(s, ROLE_KIND);
  duty->kind_unknown = s->spoiled;
  if (!kind) return;
  enum sense sense = read_choice(b, s, kind, choices);
  duty->kind_unknown = sense == SENSE_NONE;
  duty->core = sense == SENSE_core;
  duty->specialist = sense == SENSE_specialist;
}

/* What stands inside another is read with it; the agreement, its calendar and its policy were read before. */
static bool is_read_here(const struct declared *d) {
  enum entity_kind kind = d->entity->kind;
  return statement_rows[d->statement->kind].block == BLOCK_FILE && kind != ENTITY_AGREEMENT && kind != ENTITY_CALENDAR &&
         kind != ENTITY_POLICY;
}

/* Phases and campaigns, in the order of the text. */
static void date_phases(struct builder *b) {
  const struct model *m = b->model;
  for (uint32_t phase = 0, campaign = 0; phase < m->phases.count || campaign < m->campaigns.count;) {
    bool first = campaign == m->campaigns.count ||
                 (phase < m->phases.count && m->phases.items[phase]->entity.order < m->campaigns.items[campaign]->entity.order);
    phase_dates(b, declare_find(b, first ? &m->phases.items[phase++]->entity : &m->campaigns.items[campaign++]->entity));
  }
}

/* The trees are read once and in the order in which they were made, so what lies behind is given back on the way: the
 * model takes its room. With included files, and where a misplaced statement was moved to its block, the orders differ,
 * and the trees stay. */
static void give_back_trees(struct builder *b, uint32_t next) {
  enum { STRIDE = 512 };
  if (!b->in_order || next % STRIDE) return;
  arena_free_before(b->input->trees, b->declared.items[next].statement);
}

static void read_part(struct builder *b, struct part *part) {
  for (; part->next < part->end; part->next++) {
    give_back_trees(b, part->next);
    look_at_declared(b, part->next + LOOKED_AHEAD);
    const struct declared *d = &b->declared.items[part->next];
    if (!is_read_here(d)) continue;
    if (b->kept) memcpy(b->kept, d->entity, declare_size(d));
    if (d->entity->kind == ENTITY_DUTY) read_duty_kind(b, (struct duty *)d->entity);
    read_block(b, d->statement->block, d->entity, statement_rows[d->statement->kind].opens);
  }
}

/* ---- By two ---- */

struct side {
  struct builder *b;
  struct part *part;
  bool done; /* as far as it could; else memory failed */
};

void write_alone(struct builder *b) {
  if (!b->kept) return;
  b->gave_up = true;
  arena_fail(b->arena);
}

static void read_side(void *context) {
  struct side *side = context;
  read_part(side->b, side->part);
}

/* What reaches the guards of the whole must not do so while the other is at work. */
static void run_side(void *context) {
  struct side *side = context;
  struct arena *const arenas[] = {side->b->arena, side->b->scratch, NULL};
  side->done = guarded(arenas, read_side, side) || side->b->gave_up;
}

/* What it gave up is as if it had not been begun. */
static void end_side(struct side *side) {
  struct builder *b = side->b;
  const struct declared *d = &b->declared.items[side->part->next];
  if (b->gave_up) memcpy(d->entity, b->kept, declare_size(d));
  b->kept = NULL;
  b->gave_up = false;
}

/* With memory of its own, and tables of its own where reading fills them. */
static struct builder second_builder(struct builder *b, struct arena *arena) {
  struct builder second = *b;
  arena_init(arena, b->arena->allocator, NULL);
  arena->store = b->arena->store;
  second.arena = second.scratch = arena;
  second.mentions = ARENA_ARRAY(b->scratch, bool, b->symbol_count);
  second.kept = arena_alloc(b->scratch, declare_largest());
  second.in_order = false; /* what it has read lies behind what the first has still to read */
  memset(&second.met, 0, sizeof second.met);
  second.met_at = NULL;
  second.tails = second.tails_end = NULL;
  return second;
}

/* Reads what can be read at once; the rest is left in the parts. */
static void read_parts(struct builder *b, struct part *first, struct part *second) {
  const struct remit_helper *helper = b->input->helper;
  struct arena arena;
  struct builder beside = second_builder(b, &arena);
  struct side one = {.b = b, .part = first}, other = {.b = &beside, .part = second};
  b->kept = arena_alloc(b->scratch, declare_largest());
  helper->both(helper->context, &(struct remit_work){run_side, &one}, &(struct remit_work){run_side, &other});
  for (uint32_t i = 0; i < b->symbol_count; i++) b->mentions[i] |= beside.mentions[i];
  arena_join(b->arena, &arena);
  end_side(&one);
  end_side(&other);
  b->tails = b->tails_end = NULL; /* they may be of what was given up */
  if (!one.done || !other.done) arena_fail(b->arena);
}

/* The first declaration in the second half of the text. */
static uint32_t find_middle(struct builder *b) {
  uint32_t low = 0, high = b->declared.count, half = (uint32_t)(sources_get(b->sources, b->root_file)->length / 2);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (b->declared.items[middle].statement->start < half) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Where nothing is wrong and nothing is put in from outside, few readers write what is not their own. */
static bool is_for_two(const struct builder *b) {
  return b->input->helper && !b->has_includes && !b->parameters.count && !b->findings->errors && !b->names_missing &&
         !b->model->incomplete;
}

void blocks_read(struct builder *b) {
  struct part first = {0, b->declared.count}, second = {b->declared.count, b->declared.count};
  b->in_order = b->input->trees && !b->has_includes && !b->findings->errors;
  date_phases(b);
  if (is_for_two(b)) {
    first.end = second.next = find_middle(b);
    words_settle(b->words, b->names);
    read_parts(b, &first, &second);
  }
  read_part(b, &first);
  read_part(b, &second);
}
