#include "model/build.h"

#include <string.h>

#include "model/builder.h"

static void number_bits(struct builder *b) {
  int first[BLOCK_KIND_COUNT];
  for (int i = 0; i < BLOCK_KIND_COUNT; i++) first[i] = -1;
  for (int i = 1; i < STATEMENT_KIND_COUNT; i++) {
    enum block_kind block = statement_rows[i].block;
    if (first[block] < 0) first[block] = i;
    b->bits[i] = (uint8_t)(i - first[block]);
    if (statement_rows[i].group) b->groups[block][statement_rows[i].group] |= 1ull << b->bits[i];
  }
}

static void builder_init(struct builder *b, const struct model_input *input) {
  *b = (struct builder){.input = input, .arena = input->arena, .names = input->names, .words = input->words,
                        .findings = input->findings, .sources = input->sources,
                        .root_file = input->root->file};
  b->scratch = input->trees ? input->trees : input->arena;
  struct model *m = b->model = ARENA_NEW(input->arena, struct model);
  m->arena = input->arena;
  m->names = input->names;
  m->sources = input->sources;
  m->incomplete = input->incomplete;
  m->fingerprint = "";
  m->agreement.entity.spelling = "";
  m->agreement.term = (struct period){DAY_NONE, DAY_NONE, {0, 0, 0}};
  m->agreement.renews.unit = m->agreement.renews_notice.unit = m->agreement.notice.unit = TIME_NONE;
  m->agreement.change_within.unit = TIME_NONE;
  m->agreement.notice_from = DAY_NONE;
  m->agreement.second_language = EMIT_NONE;
  calendar_init(&m->calendar);
  b->symbol_count = names_count(input->names) + 1;
  b->symbols = ARENA_ARRAY(b->scratch, struct entity *, b->symbol_count);
  b->symbol_kinds = ARENA_ARRAY(b->scratch, uint8_t, b->symbol_count);
  b->mentions = ARENA_ARRAY(b->scratch, bool, b->symbol_count);
  b->aliases = ARENA_ARRAY(b->scratch, atom, b->symbol_count);
  b->units = ARENA_ARRAY(b->scratch, struct unit *, b->symbol_count);
  b->suggestions_left = 2000000;
  number_bits(b);
  readers_find(b);
}

static void read_titles(struct builder *b) {
  for (uint32_t i = 0; i < b->declared.count; i++) {
    look_at_declared(b, i + LOOKED_AHEAD);
    const struct declared *d = &b->declared.items[i];
    const struct node *title = d->statement->spoiled ? NULL : ast_argument(d->statement, ROLE_TITLE);
    if (title) d->entity->title = read_text(b, d->statement, title);
  }
}

static bool is_early(enum statement_kind kind) {
  return kind == STATEMENT_agreement_language || kind == STATEMENT_agreement_term || kind == STATEMENT_agreement_currency || kind == STATEMENT_agreement_exchange;
}

static const struct statement *statement_of(struct builder *b, const struct entity *e) {
  return b->declared.items[e->order].statement;
}

/* The languages, the currency, the exchange and the term come first: texts, figures and dates everywhere rest on them. */
static void read_frame(struct builder *b) {
  struct model *m = b->model;
  const struct statement *agreement = m->has_agreement ? statement_of(b, &m->agreement.entity) : NULL;
  if (agreement) read_chosen(b, agreement->block, &m->agreement.entity, is_early, true);
  read_titles(b);
  if (b->calendar) {
    m->calendar.stated = true;
    m->calendar.span = b->calendar->head;
    read_block(b, statement_of(b, b->calendar)->block, b->calendar, BLOCK_CALENDAR);
    m->calendar.unknown = b->calendar->incomplete || b->calendar->unknown;
  }
  calendar_prepare(b->arena, &m->calendar, m->agreement.term.from, m->agreement.term.to);
  if (!agreement) return;
  read_chosen(b, agreement->block, &m->agreement.entity, is_early, false);
  check_required(b, &m->agreement.entity, BLOCK_AGREEMENT);
}

/* Spellings of one counted thing, `unit orders, order`, hold for the whole agreement. */
static void join_spellings(struct builder *b, const struct node *list) {
  if (!list || !list->children->next) return;
  atom canonical = unit_canonical(b, list->children->atom);
  for (const struct node *n = list->children->next; n; n = n->next)
    if (n->atom != canonical && n->atom < b->symbol_count && !b->aliases[n->atom]) b->aliases[n->atom] = canonical;
}

static const struct statement *unit_statement(struct builder *b, const struct kpi *kpi) {
  for (const struct statement *s = statement_of(b, &kpi->entity)->block; s; s = s->next)
    if (s->kind == STATEMENT_kpi_unit) return s->spoiled ? NULL : s;
  return NULL;
}

static void read_units(struct builder *b) {
  struct model *m = b->model;
  for (uint32_t i = 0; i < m->kpis.count; i++) {
    const struct statement *s = unit_statement(b, m->kpis.items[i]);
    if (!s) continue;
    join_spellings(b, ast_argument(s, ROLE_VALUE));
    join_spellings(b, ast_argument(s, ROLE_PER));
  }
  for (uint32_t i = 0; i < m->kpis.count; i++) {
    struct reading r = {.b = b, .statement = unit_statement(b, m->kpis.items[i]), .entity = &m->kpis.items[i]->entity};
    if (r.statement) m->kpis.items[i]->unit = read_unit(&r);
  }
}

static void read_duty_kind(struct builder *b, struct duty *duty) {
  static const enum sense choices[] = {SENSE_core, SENSE_specialist, SENSE_NONE};
  const struct statement *s = statement_of(b, &duty->entity);
  const struct node *kind = s->spoiled ? NULL : ast_argument(s, ROLE_KIND);
  duty->kind_unknown = s->spoiled;
  if (!kind) return;
  enum sense sense = read_choice(b, s, kind, choices);
  duty->kind_unknown = sense == SENSE_NONE;
  duty->core = sense == SENSE_core;
  duty->specialist = sense == SENSE_specialist;
}

/* The trees are read once and in the order in which they were made, so what lies behind is given back on the way: the
 * model takes its room. With included files, and where a misplaced statement was moved to its block, the orders differ,
 * and the trees stay. */
static void give_back_trees(struct builder *b, uint32_t next) {
  enum { STRIDE = 512 };
  if (!b->in_order || next % STRIDE || next >= b->declared.count) return;
  arena_free_before(b->input->trees, b->declared.items[next].statement);
}

static void read_rest(struct builder *b) {
  b->in_order = b->input->trees && !b->has_includes && !b->findings->errors;
  for (uint32_t i = 0; i < b->declared.count; i++) {
    give_back_trees(b, i);
    look_at_declared(b, i + LOOKED_AHEAD);
    struct declared *d = &b->declared.items[i];
    const struct statement_row *row = &statement_rows[d->statement->kind];
    enum entity_kind kind = d->entity->kind;
    if (kind == ENTITY_PHASE || kind == ENTITY_CAMPAIGN) phase_dates(b, d);
    if (kind == ENTITY_DUTY) read_duty_kind(b, (struct duty *)d->entity);
    if (row->block != BLOCK_FILE || kind == ENTITY_AGREEMENT || kind == ENTITY_CALENDAR) continue;
    read_block(b, d->statement->block, d->entity, row->opens);
  }
}

/* `remit 1`: the version of the language, once and first. */
static void check_version(struct builder *b, const struct ast_file *file, const struct statement *s) {
  static const enum sense number[] = {SENSE_number, SENSE_NONE};
  const struct node *node = s->spoiled ? NULL : ast_argument(s, ROLE_VALUE);
  struct value v = {0};
  struct decimal version;
  if (node) v = value_of_kind(b, s, node, number);
  if (s != file->statements) {
    struct finding *f = fault_at(b, file->statements->kind == STATEMENT_remit ? E106 : E007, ast_head_span(s),
                                 TEXT_VERSION_FIRST, ARGS(arg_name(head_word(b, s))));
    finding_help(b->findings, f, TEXT_VERSION_FIRST_HELP, NO_ARGS);
  } else if (v.node && read_number(b, v, &version) && decimal_compare(version, decimal_from_integer(1)) != 0) {
    struct finding *f = fault_at(b, E203, v.span, TEXT_LANGUAGE_VERSION, ARGS(arg_number(version)));
    finding_help(b->findings, f, TEXT_WRITE, ARGS(arg_name("remit 1")));
  }
}

/* What stands at the top of a file and declares nothing. */
static void read_top(struct builder *b, const struct ast_file *file) {
  if (!file->holds[STATEMENT_include] && !file->holds[STATEMENT_remit] && !file->holds[STATEMENT_allow]) return;
  for (const struct statement *s = file->statements; s; s = s->next) {
    if (s->kind == STATEMENT_include && s->included) read_top(b, s->included);
    if (s->kind == STATEMENT_remit) check_version(b, file, s);
    if (s->kind != STATEMENT_allow || s->spoiled) continue;
    struct reading r = {.b = b, .statement = s};
    r.row = readers_frame(STATEMENT_allow);
    r.row->read(&r);
  }
}

static void check_agreement(struct builder *b) {
  struct model *m = b->model;
  if (m->has_agreement || m->incomplete || b->unknown_declared) return;
  struct finding *f = fault_at(b, E105, span_at(b->root_file, 0, 0), TEXT_NO_AGREEMENT, NO_ARGS);
  finding_help(b->findings, f, TEXT_NO_AGREEMENT_HELP, NO_ARGS);
}

struct model *model_build(const struct model_input *input) {
  struct builder *b = ARENA_NEW(input->arena, struct builder);
  builder_init(b, input);
  declare_all(b);
  parameters_give(b);
  check_agreement(b);
  read_frame(b);
  read_units(b);
  read_top(b, input->root);
  read_rest(b);
  resolve_all(b);
  mention_persons(b);
  repairs_settle(b);
  b->model->incomplete = b->model->incomplete || b->names_missing || b->unknown_declared;
  return b->model;
}
