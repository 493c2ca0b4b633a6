/* Reading one statement: its row says how. Here what the tables share. */
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

void reader_quantity(struct reading *r) {
  struct quantity *q = r->field;
  *q = read_quantity(r->b, r->statement, argument(r, ROLE_VALUE));
  if (!q->known) mark_unknown(r);
}

void reader_tail(struct reading *r) {
  struct tail **last = r->field;
  while (*last) last = &(*last)->next;
  *last = read_tail(r->b, r->statement);
}

void reader_duration_within(struct reading *r) {
  struct duration *d = r->field;
  *d = read_duration(r->b, r->statement, argument(r, ROLE_WITHIN));
  if (d->unit == TIME_NONE) mark_unknown(r);
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

void read_statement(struct builder *b, const struct statement *s, struct entity *entity) {
  struct reading r = {.b = b, .statement = s, .entity = entity};
  if (s->kind == STATEMENT_NONE) {
    entity->incomplete = true;
    return;
  }
  if (statement_rows[s->kind].block != BLOCK_ANY) entity->stated |= 1ull << b->bits[s->kind];
  if (s->spoiled) {
    mark_unknown(&r);
    return;
  }
  r.row = reader_of((enum statement_kind)s->kind);
  if (!r.row || !r.row->read) return;
  r.field = (char *)entity + r.row->offset;
  r.row->read(&r);
}

/* E106: a statement that may stand once, or one of a group of which only one may. */

static const struct statement *first_of(const struct statement *block, const struct statement *s) {
  const struct statement_row *row = &statement_rows[s->kind];
  for (const struct statement *x = block; x != s; x = x->next) {
    const struct statement_row *other = &statement_rows[x->kind];
    if (x->kind == s->kind) return x;
    if (row->often == OFTEN_EXCLUSIVE && other->often == OFTEN_EXCLUSIVE && other->group == row->group) return x;
  }
  return NULL;
}

static bool is_repeated(struct builder *b, const struct statement *block, const struct statement *s, uint64_t stated) {
  const struct statement_row *row = &statement_rows[s->kind];
  if (row->often == OFTEN_MANY || row->block == BLOCK_ANY) return false;
  if (row->often == OFTEN_ONCE && !(stated >> b->bits[s->kind] & 1)) return false;
  const struct statement *first = first_of(block, s);
  if (!first) return false;
  bool same = first->kind == s->kind;
  const char *word = words_spelling((enum sense)row->sense);
  struct finding *f = same ? fault_at(b, E106, ast_head_span(s), TEXT_REPEATED, ARGS(arg_name(word)))
                           : fault_at(b, E106, ast_head_span(s), TEXT_REPEATED_GROUP,
                                      ARGS(arg_name(word), arg_name(words_spelling((enum sense)statement_rows[first->kind].sense))));
  finding_related(b->findings, f, ast_head_span(first), TEXT_FIRST_HERE, NO_ARGS);
  return true;
}

/* E107: what the block cannot do without. */

static void report_missing(struct builder *b, const struct entity *entity, enum block_kind kind, int group) {
  const char *words[8];
  size_t count = 0;
  for (int i = 1; i < STATEMENT_KIND_COUNT; i++)
    if (statement_rows[i].block == kind && statement_rows[i].group == group && count < 8)
      words[count++] = words_spelling((enum sense)statement_rows[i].sense);
  const char **kept = ARENA_ARRAY(b->arena, const char *, count);
  for (size_t i = 0; i < count; i++) kept[i] = words[i];
  const char *block = words_spelling((enum sense)statement_rows[words_opener(kind)].sense);
  struct text label = entity_label(entity);
  const char *name = entity->name ? entity->spelling : arena_copy(b->arena, label.bytes ? label.bytes : "", label.length);
  struct finding *f = *name ? fault_at(b, E107, entity->head, count > 1 ? TEXT_MISSING_ONE_OF : TEXT_MISSING,
                                       ARGS(arg_name(block), arg_name(name), count > 1 ? arg_list(kept, count) : arg_name(kept[0])))
                            : fault_at(b, E107, entity->head, count > 1 ? TEXT_MISSING_ONE_OF_BLOCK : TEXT_MISSING_BLOCK,
                                       ARGS(arg_name(block), count > 1 ? arg_list(kept, count) : arg_name(kept[0])));
  for (int i = 1; i < STATEMENT_KIND_COUNT; i++)
    if (statement_rows[i].block == kind && statement_rows[i].group == group) {
      finding_help(b->findings, f, TEXT_MISSING_HELP, ARGS(arg_name(statement_rows[i].form)));
      return;
    }
}

void check_required(struct builder *b, const struct entity *entity, enum block_kind kind) {
  if (entity->incomplete) return;
  for (int group = 1; group < GROUPS_MAX; group++) {
    uint64_t members = b->groups[kind][group];
    if (members && !(entity->stated & members)) report_missing(b, entity, kind, group);
  }
}

void read_chosen(struct builder *b, const struct statement *block, struct entity *entity,
                 bool (*chosen)(enum statement_kind), bool want) {
  for (const struct statement *s = block; s; s = s->next) {
    if (chosen && chosen((enum statement_kind)s->kind) != want) continue;
    if (s->kind != STATEMENT_NONE && is_repeated(b, block, s, entity->stated)) continue;
    read_statement(b, s, entity);
  }
}

void read_block(struct builder *b, const struct statement *block, struct entity *entity, enum block_kind kind) {
  read_chosen(b, block, entity, NULL, true);
  check_required(b, entity, kind);
}
