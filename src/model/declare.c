/* What is declared: an entity for each declaration, with its name, before anything is read. */
#include <stddef.h>
#include <string.h>

#include "base/ahead.h"
#include "base/utf8.h"
#include "model/builder.h"

/* A list of pointers, whatever they point to. */
struct pointers {
  void **items;
  uint32_t count, capacity;
};

struct kind_row {
  enum entity_kind kind;
  size_t size;
  size_t list; /* in the model, or in the entity of the block outside */
};

#define IN_MODEL(entity, type, list) {ENTITY_##entity, sizeof(struct type), offsetof(struct model, list)}
#define SINGLE(entity, type) {ENTITY_##entity, sizeof(struct type), 0}

static const struct kind_row *kind_row(enum statement_kind kind) {
  static const struct kind_row rows[STATEMENT_KIND_COUNT] = {
    [STATEMENT_agreement] = SINGLE(AGREEMENT, agreement),
    [STATEMENT_calendar] = SINGLE(CALENDAR, entity),
    [STATEMENT_client] = IN_MODEL(CLIENT, party, parties),
    [STATEMENT_agency] = IN_MODEL(AGENCY, party, parties),
    [STATEMENT_supplier] = IN_MODEL(SUPPLIER, party, parties),
    [STATEMENT_asset] = IN_MODEL(ASSET, asset, assets),
    [STATEMENT_goal] = IN_MODEL(GOAL, goal, goals),
    [STATEMENT_objective] = IN_MODEL(OBJECTIVE, objective, objectives),
    [STATEMENT_kpi] = IN_MODEL(KPI, kpi, kpis),
    [STATEMENT_content] = IN_MODEL(CONTENT, content, contents),
    [STATEMENT_channel] = IN_MODEL(CHANNEL, channel, channels),
    [STATEMENT_brand] = SINGLE(BRAND, brand),
    [STATEMENT_budget] = SINGLE(BUDGET, budget),
    [STATEMENT_incentive] = IN_MODEL(INCENTIVE, incentive, incentives),
    [STATEMENT_roi] = SINGLE(ROI, roi),
    [STATEMENT_action] = IN_MODEL(ACTION, action, actions),
    [STATEMENT_deliverable] = IN_MODEL(DELIVERABLE, deliverable, deliverables),
    [STATEMENT_duty] = IN_MODEL(DUTY, duty, duties),
    [STATEMENT_approval] = IN_MODEL(APPROVAL, approval, approvals),
    [STATEMENT_phase] = IN_MODEL(PHASE, phase, phases),
    [STATEMENT_campaign] = IN_MODEL(CAMPAIGN, phase, campaigns),
    [STATEMENT_review] = IN_MODEL(REVIEW, review, reviews),
    [STATEMENT_diagnosis] = IN_MODEL(DIAGNOSIS, diagnosis, diagnoses),
    [STATEMENT_selection] = IN_MODEL(SELECTION, selection, selections),
    [STATEMENT_policy] = SINGLE(POLICY, entity),
    [STATEMENT_party_department] = {ENTITY_DEPARTMENT, sizeof(struct department), offsetof(struct party, departments)},
    [STATEMENT_party_person] = {ENTITY_PERSON, sizeof(struct person), offsetof(struct party, persons)},
    [STATEMENT_budget_line] = {ENTITY_LINE, sizeof(struct line), offsetof(struct budget, lines)},
    [STATEMENT_budget_rate] = {ENTITY_RATE, sizeof(struct rate), offsetof(struct budget, rates)},
    [STATEMENT_selection_criterion] = {ENTITY_CRITERION, sizeof(struct criterion), offsetof(struct selection, criteria)},
    [STATEMENT_selection_candidate] = {ENTITY_CANDIDATE, sizeof(struct entity), offsetof(struct selection, candidates)},
    [STATEMENT_agreement_clause] = {ENTITY_CLAUSE, sizeof(struct clause), offsetof(struct agreement, clauses)}};
  return rows[kind].size ? &rows[kind] : NULL;
}

static void *push(struct builder *b, void *list, void *item) {
  struct pointers *pointers = list;
  VECTOR_PUSH(b->arena, pointers, item);
  return item;
}

/* Days, lengths of time and indices for which 0 is not "none". */
static void clear(struct entity *e) {
  switch (e->kind) {
    case ENTITY_OBJECTIVE: ((struct objective *)e)->by = DAY_NONE; break;
    case ENTITY_KPI: {
      struct kpi *k = (struct kpi *)e;
      k->proxy = -1;
      static const struct target no_stretch = {.by = DAY_NONE, .each = TIME_NONE};
      static const struct kpi_costs no_costs = {.stated = false};
      k->stretch = &no_stretch;
      static const struct band no_band = {.stated = false};
      static const struct money no_worth = {.stated = false};
      k->costs = &no_costs;
      k->green = k->amber = &no_band;
      k->worth = &no_worth;
      k->baseline.on = k->target.by = DAY_NONE;
      k->reported.unit = TIME_NONE;
      k->reported.interval = 1;
      break;
    }
    case ENTITY_CONTENT: ((struct content *)e)->reacts.unit = TIME_NONE; break;
    case ENTITY_CHANNEL: {
      struct channel *c = (struct channel *)e;
      c->answers.within.unit = c->answers.every.unit = c->boost.per = TIME_NONE;
      c->answers.from = c->answers.to = -1;
      break;
    }
    case ENTITY_ROI: ((struct roi *)e)->judge = ((struct roi *)e)->expect.by = DAY_NONE; break;
    case ENTITY_ACTION: {
      struct action *a = (struct action *)e;
      a->due = a->period.from = a->period.to = DAY_NONE;
      a->every.unit = TIME_NONE;
      break;
    }
    case ENTITY_DELIVERABLE: {
      struct deliverable *d = (struct deliverable *)e;
      d->due = DAY_NONE;
      d->every.unit = d->accepted_within.unit = d->silence.within.unit = TIME_NONE;
      break;
    }
    case ENTITY_APPROVAL: ((struct approval *)e)->silence.within.unit = TIME_NONE; break;
    case ENTITY_REVIEW: {
      struct review *v = (struct review *)e;
      v->on = DAY_NONE;
      v->every.unit = v->minutes_within.unit = TIME_NONE;
      break;
    }
    default: break;
  }
}

static void place(struct builder *b, struct entity *e, const struct statement *s, const struct node *name) {
  e->span = name ? ast_span(s, name) : ast_head_span(s);
  e->head = span_at(s->file, s->start, s->end);
  e->block = span_at(s->file, s->start, s->has_block && s->close > s->end ? s->close + 1 : s->end);
  e->included = s->file != b->root_file;
}

static void duplicate(struct builder *b, const struct entity *e, const struct entity *first) {
  struct finding *f = fault_at(b, E102, e->span, TEXT_DUPLICATE_NAME, ARGS(arg_name(e->spelling)));
  finding_related(b->findings, f, first->span, TEXT_FIRST_DECLARED, NO_ARGS);
  finding_help(b->findings, f, TEXT_DUPLICATE_NAME_HELP, NO_ARGS);
}

static void enter_name(struct builder *b, struct entity *e, atom name) {
  e->name = name;
  e->spelling = names_text(b->names, name);
  struct entity *first = b->symbols[name];
  if (first && first->kind != ENTITY_UNKNOWN && e->kind != ENTITY_UNKNOWN)
    duplicate(b, e, first);
  else if (!first || first->kind == ENTITY_UNKNOWN)
    name_stands_for(b, name, e);
}

static const struct node *name_node_of(const struct statement *s) {
  const struct node *name = s->spoiled ? NULL : ast_argument(s, ROLE_NAME);
  return name && name->kind == NODE_NAME ? name : NULL;
}

/* What it would have declared: the name that stands second, and whatever its block holds. */
static void unknown_declaration(struct builder *b, const struct statement *s) {
  bool named = s->name && s->name < b->symbol_count;
  if (!named || s->has_block) b->names_missing = true;
  if (!named) return;
  struct entity *e = ARENA_NEW(b->arena, struct entity);
  e->kind = ENTITY_UNKNOWN;
  place(b, e, s, NULL);
  enter_name(b, e, s->name);
}

static struct entity *new_entity(struct builder *b, const struct statement *s, const struct kind_row *row) {
  struct entity *e = row->kind == ENTITY_AGREEMENT ? &b->model->agreement.entity : arena_alloc(b->arena, row->size);
  e->kind = row->kind;
  e->spelling = "";
  const struct node *name = name_node_of(s);
  place(b, e, s, name);
  clear(e);
  if (name)
    enter_name(b, e, name->atom);
  else if (s->spoiled && s->name && row->kind != ENTITY_SELECTION)
    enter_name(b, e, s->name);
  else if (s->spoiled && row->kind != ENTITY_SELECTION)
    b->names_missing = true;
  e->misread = s->spoiled;
  e->incomplete = s->spoiled && !s->has_block; /* a block may have been meant that was not found */
  e->order = b->declared.count;
  VECTOR_PUSH(b->scratch, &b->declared, ((struct declared){.statement = s, .entity = e}));
  return e;
}

static void single(struct builder *b, struct entity **slot, struct entity *e) {
  if (!*slot) {
    *slot = e;
    return;
  }
  const struct statement *s = b->declared.items[b->declared.count - 1].statement;
  struct finding *f = fault_at(b, E106, ast_head_span(s), TEXT_REPEATED_BLOCK, ARGS(arg_name(words_spelling((enum sense)statement_rows[s->kind].sense))));
  finding_related(b->findings, f, (*slot)->head, TEXT_FIRST_HERE, NO_ARGS);
  finding_help(b->findings, f, TEXT_REPEATED_BLOCK_HELP, NO_ARGS);
  b->declared.count--;
}

/* False where there are too many declarations already: what the others declare is not known then. */
static bool has_room(struct builder *b, const struct statement *s) {
  if (b->declared.count < MODEL_DECLARATIONS_MAX) return true;
  if (!b->overfull) {
    struct finding *f = fault_at(b, E009, ast_head_span(s), TEXT_TOO_MANY_DECLARATIONS, ARGS(arg_integer(MODEL_DECLARATIONS_MAX)));
    finding_help(b->findings, f, TEXT_TOO_MANY_DECLARATIONS_HELP, NO_ARGS);
  }
  b->overfull = b->names_missing = true;
  return false;
}

static void declare_nested(struct builder *b, const struct statement *block, struct entity *outer) {
  for (const struct statement *s = block; s; s = s->next) {
    if (s->kind == STATEMENT_NONE && (s->name || s->has_block)) unknown_declaration(b, s);
    const struct kind_row *row = kind_row((enum statement_kind)s->kind);
    if (row && has_room(b, s)) push(b, (char *)outer + row->list, new_entity(b, s, row));
  }
}

static void declare_agreement(struct builder *b, const struct statement *s, const struct kind_row *row) {
  struct model *m = b->model;
  if (m->has_agreement) {
    struct finding *f = fault_at(b, E105, ast_head_span(s), TEXT_SECOND_AGREEMENT, NO_ARGS);
    finding_related(b->findings, f, m->agreement.entity.head, TEXT_FIRST_HERE, NO_ARGS);
    finding_help(b->findings, f, TEXT_SECOND_AGREEMENT_HELP, NO_ARGS);
    return;
  }
  m->has_agreement = true;
  declare_nested(b, s->block, new_entity(b, s, row));
}

static void declare_single(struct builder *b, const struct statement *s, const struct kind_row *row, struct entity **slot) {
  struct entity *e = new_entity(b, s, row);
  single(b, slot, e);
  declare_nested(b, s->block, e); /* of a second one too, whose names are used elsewhere */
}

static void declare_one(struct builder *b, const struct statement *s) {
  struct model *m = b->model;
  const struct kind_row *row = kind_row((enum statement_kind)s->kind);
  if (!row || !has_room(b, s)) return;
  switch (row->kind) {
    case ENTITY_AGREEMENT: declare_agreement(b, s, row); break;
    case ENTITY_CALENDAR: declare_single(b, s, row, &b->calendar); break;
    case ENTITY_POLICY: declare_single(b, s, row, &b->policy); break;
    case ENTITY_BRAND: declare_single(b, s, row, (struct entity **)&m->brand); break;
    case ENTITY_BUDGET: declare_single(b, s, row, (struct entity **)&m->budget); break;
    case ENTITY_ROI: declare_single(b, s, row, (struct entity **)&m->roi); break;
    default: {
      struct entity *e = push(b, (char *)m + row->list, new_entity(b, s, row));
      if (row->kind <= ENTITY_SUPPLIER || row->kind == ENTITY_SELECTION) declare_nested(b, s->block, e);
    }
  }
}

static void declare_file(struct builder *b, const struct ast_file *file) {
  if (file->refused) b->model->incomplete = true;
  for (const struct statement *s = file->statements; s; s = s->next) {
    look_ahead(s->next); /* beyond its block */
    switch (s->kind) {
      case STATEMENT_NONE:
        b->unknown_declared = true;
        unknown_declaration(b, s);
        break;
      case STATEMENT_param: parameters_declare(b, s); break;
      case STATEMENT_include:
        b->has_includes = true;
        if (s->included) declare_file(b, s->included);
        else if (s->spoiled) b->model->incomplete = true;
        break;
      default: declare_one(b, s); break;
    }
  }
}

/* E104: a name of mixed scripts that looks like another. */

static unsigned scripts_of(const char *text) {
  unsigned scripts = 0;
  for (size_t i = 0, length = strlen(text); i < length;) {
    int size;
    scripts |= 1u << utf8_script(utf8_decode(text + i, length - i, &size));
    i += (size_t)size;
  }
  return scripts;
}

static const char *skeleton(struct builder *b, const char *text) {
  struct buffer out = buffer_in(b->arena);
  for (size_t i = 0, length = strlen(text); i < length;) {
    int size;
    buffer_code_point(&out, utf8_skeleton(utf8_decode(text + i, length - i, &size)));
    i += (size_t)size;
  }
  return buffer_string(&out);
}

static bool is_mixed(const char *text) {
  unsigned scripts = scripts_of(text), looks_alike = 1u << UTF8_LATIN | 1u << UTF8_CYRILLIC | 1u << UTF8_GREEK;
  scripts &= looks_alike;
  return scripts & (scripts - 1);
}

static atom look_of(struct builder *b, const char *text) {
  const char *looks = skeleton(b, text);
  return names_intern(b->names, looks, strlen(looks));
}

/* By the atom of how it looks, the entity of that look whose name is of one script, else the first. */
static void make_looks(struct builder *b) {
  atom *looks = ARENA_ARRAY(b->scratch, atom, b->declared.count + 1);
  for (uint32_t i = 0; i < b->declared.count; i++)
    if (b->declared.items[i].entity->name) looks[i] = look_of(b, b->declared.items[i].entity->spelling);
  b->look_count = names_count(b->names) + 1;
  b->looks = ARENA_ARRAY(b->scratch, struct entity *, b->look_count);
  for (uint32_t i = 0; i < b->declared.count; i++) {
    struct entity *e = b->declared.items[i].entity, **known = &b->looks[looks[i]];
    if (looks[i] && (!*known || (is_mixed((*known)->spelling) && !is_mixed(e->spelling)))) *known = e;
  }
}

struct entity *declare_lookalike(struct builder *b, const char *text) {
  if (!is_mixed(text)) return NULL;
  if (!b->looks) make_looks(b);
  atom look = look_of(b, text);
  struct entity *e = look < b->look_count ? b->looks[look] : NULL;
  return e && strcmp(e->spelling, text) != 0 ? e : NULL;
}

void declare_confusable(struct builder *b, const char *name, struct span span, const struct entity *other) {
  struct finding *f = fault_at(b, E104, span, TEXT_CONFUSABLE, ARGS(arg_name(name), arg_name(other->spelling)));
  finding_related(b->findings, f, other->span, TEXT_DECLARED_HERE, ARGS(arg_name(other->spelling)));
  finding_help(b->findings, f, TEXT_CONFUSABLE_HELP, NO_ARGS);
}

static void check_confusable(struct builder *b, const struct entity *e) {
  const struct entity *other = declare_lookalike(b, e->spelling);
  if (other) declare_confusable(b, e->spelling, e->span, other);
}

static void check_all_confusable(struct builder *b) {
  for (uint32_t i = 0; i < b->declared.count; i++) {
    look_at_declared(b, i + LOOKED_AHEAD);
    const struct entity *e = b->declared.items[i].entity;
    bool ascii = true;
    for (const char *c = e->spelling; *c; c++) ascii = ascii && !(*c & 0x80);
    if (!ascii && e->name) check_confusable(b, e);
  }
}

struct declared *declare_find(struct builder *b, const struct entity *entity) {
  return &b->declared.items[entity->order];
}

const struct statement *declare_statement(struct builder *b, const struct entity *entity) {
  return declare_find(b, entity)->statement;
}

size_t declare_size(const struct declared *declared) {
  return kind_row((enum statement_kind)declared->statement->kind)->size;
}

size_t declare_largest(void) {
  size_t largest = 0;
  for (int kind = 0; kind < STATEMENT_KIND_COUNT; kind++) {
    const struct kind_row *row = kind_row((enum statement_kind)kind);
    if (row && row->size > largest) largest = row->size;
  }
  return largest;
}

void look_at_declared(const struct builder *b, uint32_t index) {
  if (index >= b->declared.count) return;
  look_ahead(b->declared.items[index].statement);
  look_ahead(b->declared.items[index].entity);
}

void declare_all(struct builder *b) {
  declare_file(b, b->input->root);
  check_all_confusable(b);
}
