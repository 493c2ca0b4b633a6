/* Reading one statement: its row says how. Here what the tables share. */
#include <string.h>

#include "ast/literals.h"
#include "model/builder.h"

void mark_unknown(struct reading *r) { r->entity->unknown |= 1ull << r->b->bits[r->statement->kind]; }

struct ref ref_of(struct reading *r, enum role role, const struct wanted *wanted) {
  const struct node *node = argument(r, role);
  return node ? name_ref(r->b, value_of(r->b, r->statement, node), wanted) : (struct ref){NULL, {0, 0, 0}};
}

int read_time(struct reading *r, const struct node *node) {
  size_t length;
  const char *bytes = bytes_of(r->b, (struct value){.node = node, .file = r->statement->file}, &length);
  return literal_time(bytes, length);
}

void reader_nothing(struct reading *r) { (void)r; }

void reader_text(struct reading *r) { *(struct text *)r->field = read_text(r->b, r->statement, argument(r, ROLE_VALUE)); }

void reader_texts(struct reading *r) {
  struct text text = read_text(r->b, r->statement, argument(r, ROLE_VALUE));
  VECTOR(struct text) *list = r->field;
  VECTOR_PUSH(r->b->arena, list, text);
}

void reader_ref(struct reading *r) {
  struct ref *ref = r->field;
  *ref = name_ref(r->b, value_of(r->b, r->statement, argument(r, ROLE_VALUE)), r->row->extra);
  if (!ref->to) mark_unknown(r);
}

uint32_t list_length(const struct node *list) {
  uint32_t count = list->kind != NODE_LIST;
  if (count) return 1;
  for (const struct node *n = list->children; n; n = n->next) count++;
  return count;
}

void reader_refs(struct reading *r) {
  const struct node *list = argument(r, ROLE_VALUE);
  struct refs *refs = r->field;
  *refs = name_refs(r->b, r->statement, list, r->row->extra);
  if (refs->count < list_length(list)) mark_unknown(r);
}

void reader_money(struct reading *r) {
  struct money *money = r->field;
  *money = read_money(r->b, r->statement, argument(r, ROLE_VALUE));
  if (!money->known) mark_unknown(r);
}

void reader_effort(struct reading *r) {
  struct quantity *q = r->field;
  *q = read_effort(r->b, r->statement, argument(r, ROLE_VALUE));
  if (!q->known) mark_unknown(r);
}

/* Tails of one list come one after another, and there may be many. */
void reader_tail(struct reading *r) {
  struct builder *b = r->b;
  struct tail **end = b->tails == r->field ? b->tails_end : r->field;
  while (*end) end = &(*end)->next;
  *end = read_tail(b, r->statement);
  b->tails = r->field;
  b->tails_end = &(*end)->next;
}

void reader_duration_within(struct reading *r) {
  struct duration *d = r->field;
  *d = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  if (d->unit == TIME_NONE) mark_unknown(r);
}

/* A part twice, such as `to a to b` in one line, is a statement repeated. */
void check_parts(struct reading *r) {
  uint64_t seen = 0;
  for (const struct node *n = r->statement->arguments; n; n = n->next) {
    if (seen >> n->role & 1) {
      struct finding *f = fault_at(r->b, E106, ast_span(r->statement, n), TEXT_REPEATED_PART, NO_ARGS);
      finding_help(r->b->findings, f, TEXT_REPEATED_PART_HELP, NO_ARGS);
    }
    seen |= 1ull << n->role;
  }
}

static const struct reader *reader_of(enum statement_kind kind) {
  const struct reader *(*const tables[])(enum statement_kind) = {readers_goals, readers_publishing, readers_money,
                                                                 readers_work, readers_frame};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    const struct reader *row = tables[i](kind);
    if (row) return row;
  }
  return NULL;
}

void readers_find(struct builder *b) {
  for (int kind = 0; kind < STATEMENT_KIND_COUNT; kind++) b->readers[kind] = reader_of((enum statement_kind)kind);
}

void read_statement(struct builder *b, const struct statement *s, struct entity *entity) {
  struct reading r = {.b = b, .statement = s, .entity = entity};
  bool own = statement_rows[s->kind].block != BLOCK_ANY;
  if (s->kind == STATEMENT_NONE || s->guessed) entity->incomplete = true;
  if (s->kind == STATEMENT_NONE) return;
  if (own) entity->stated |= 1ull << b->bits[s->kind];
  if (s->spoiled) {
    if (own) mark_unknown(&r);
    return;
  }
  r.row = b->readers[s->kind];
  if (!r.row || !r.row->read) return;
  r.field = (char *)entity + r.row->offset;
  r.row->read(&r);
}

/* E106: a statement that may stand once, or one of a group of which only one may. */

enum { BITS = 64 };

/* What was read of a block: the first of each kind, by its bit. */
struct firsts {
  uint64_t seen; /* the bits of those that there are */
  const struct statement *items[BITS];
};

/* The first of its kind or group in the block; NULL: this one is. */
static const struct statement *first_of(struct builder *b, const struct statement *s, const struct firsts *firsts) {
  const struct statement_row *row = &statement_rows[s->kind];
  if (row->often == OFTEN_MANY || row->block == BLOCK_ANY || s->kind == STATEMENT_NONE) return NULL;
  if (firsts->seen >> b->bits[s->kind] & 1) return firsts->items[b->bits[s->kind]];
  const struct statement *first = NULL;
  uint64_t group = row->often == OFTEN_EXCLUSIVE ? b->groups[row->block][row->group] & firsts->seen : 0;
  for (int i = 0; group >> i; i++)
    if (group >> i & 1 && (!first || firsts->items[i]->start < first->start)) first = firsts->items[i];
  return first;
}

static void keep_first(struct builder *b, const struct statement *s, struct firsts *firsts) {
  if (statement_rows[s->kind].block == BLOCK_ANY || s->kind == STATEMENT_NONE) return;
  firsts->seen |= 1ull << b->bits[s->kind];
  firsts->items[b->bits[s->kind]] = s;
}

static unsigned column_of(struct builder *b, const struct statement *s) {
  return source_position(b->sources, s->file, s->start).column;
}

/* A line further in than the one above, whose first word joins, may have been meant to go on from there. */
static bool goes_on(struct builder *b, const struct statement *s, const struct statement *above) {
  static const enum sense joining[] = {SENSE_by_date, SENSE_on, SENSE_for, SENSE_from, SENSE_after, SENSE_due, SENSE_NONE};
  enum sense sense = (enum sense)statement_rows[s->kind].sense;
  bool joins = false;
  for (int i = 0; joining[i] != SENSE_NONE; i++)
    joins = joins || strcmp(words_spelling(joining[i]), words_spelling(sense)) == 0;
  return joins && above && source_position(b->sources, s->file, above->end).line < source_position(b->sources, s->file, s->start).line &&
         column_of(b, above) < column_of(b, s);
}

static void report_repeated(struct builder *b, const struct statement *s, const struct statement *first,
                            const struct statement *above) {
  bool same = first->kind == s->kind;
  const char *word = words_spelling((enum sense)statement_rows[s->kind].sense);
  const char *other = words_spelling((enum sense)statement_rows[first->kind].sense);
  struct finding *f = same ? fault_at(b, E106, ast_head_span(s), TEXT_REPEATED, ARGS(arg_name(word)))
                           : fault_at(b, E106, ast_head_span(s), TEXT_REPEATED_GROUP, ARGS(arg_name(word), arg_name(other)));
  finding_related(b->findings, f, ast_head_span(first), TEXT_FIRST_HERE, NO_ARGS);
  if (goes_on(b, s, above))
    finding_help(b->findings, f, TEXT_WRAPPED_LINE_HELP,
                 ARGS(arg_integer((int64_t)source_position(b->sources, s->file, above->end).line)));
  else
    finding_help(b->findings, f, TEXT_REPEATED_HELP, NO_ARGS);
}

/* E107: what the block cannot do without. */

static const char *const *group_words(struct builder *b, enum block_kind kind, int group, size_t *count) {
  enum { MOST = 8 };
  const char **words = ARENA_ARRAY(b->arena, const char *, MOST);
  *count = 0;
  for (int i = 1; i < STATEMENT_KIND_COUNT && *count < MOST; i++)
    if (statement_rows[i].block == kind && statement_rows[i].group == group)
      words[(*count)++] = words_spelling((enum sense)statement_rows[i].sense);
  return words;
}

static const char *group_form(enum block_kind kind, int group) {
  int i = 1;
  while (statement_rows[i].block != kind || statement_rows[i].group != group) i++;
  return statement_rows[i].form;
}

/* The word that the block begins with: `agency` for one, though the block is that of all parties. */
static const char *opening_word(struct builder *b, const struct entity *entity, enum block_kind kind) {
  const struct declared *d = entity->order < b->declared.count ? declare_find(b, entity) : NULL;
  enum statement_kind opener = d && d->entity == entity ? (enum statement_kind)d->statement->kind : words_opener(kind);
  return words_spelling((enum sense)statement_rows[opener].sense);
}

static void report_missing(struct builder *b, const struct entity *entity, enum block_kind kind, int group) {
  size_t count;
  const char *const *words = group_words(b, kind, group, &count), *block = opening_word(b, entity, kind);
  struct argument lacks = count > 1 ? arg_any(words, count) : arg_name(words[0]);
  struct text label = entity_label(entity);
  const char *name = entity->name ? entity->spelling : arena_copy(b->arena, label.bytes ? label.bytes : "", label.length);
  struct finding *f = *name ? fault_at(b, E107, entity->head, count > 1 ? TEXT_MISSING_ONE_OF : TEXT_MISSING,
                                       ARGS(arg_name(block), arg_name(name), lacks))
                            : fault_at(b, E107, entity->head, count > 1 ? TEXT_MISSING_ONE_OF_BLOCK : TEXT_MISSING_BLOCK,
                                       ARGS(arg_name(block), lacks));
  finding_help(b->findings, f, TEXT_MISSING_HELP, ARGS(arg_name(group_form(kind, group))));
}

void part_missing(struct builder *b, const struct statement *s, const struct entity *entity, enum text_key part) {
  struct finding *f = fault_at(b, E107, entity->head, TEXT_MISSING_PART,
                               ARGS(arg_name(head_word(b, s)), arg_name(entity->spelling), arg_text(part)));
  finding_help(b->findings, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[s->kind].form)));
}

/* What lacks is unknown too, so that nothing which follows from it is found. */
void check_required(struct builder *b, struct entity *entity, enum block_kind kind) {
  if (entity->incomplete) return;
  for (int group = 1; group < GROUPS_MAX; group++) {
    uint64_t members = b->groups[kind][group];
    if (!members || entity->stated & members) continue;
    report_missing(b, entity, kind, group);
    entity->unknown |= members;
  }
}

void read_chosen(struct builder *b, const struct statement *block, struct entity *entity,
                 bool (*chosen)(enum statement_kind), bool want) {
  struct firsts firsts;
  const struct statement *above = NULL;
  firsts.seen = 0;
  for (const struct statement *s = block; s; above = s, s = s->next) {
    if (chosen && chosen((enum statement_kind)s->kind) != want) continue;
    const struct statement *first = first_of(b, s, &firsts);
    bool sure = first && !first->guessed; /* else the first may have been meant as another */
    if (sure && !s->spoiled) report_repeated(b, s, first, above);
    if (sure) continue;
    keep_first(b, s, &firsts);
    read_statement(b, s, entity);
  }
}

void read_block(struct builder *b, const struct statement *block, struct entity *entity, enum block_kind kind) {
  read_chosen(b, block, entity, NULL, true);
  check_required(b, entity, kind);
}
