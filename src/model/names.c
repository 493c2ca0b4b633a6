#include <string.h>

#include "base/utf8.h"
#include "model/builder.h"

#define KIND(kind) (1ull << ENTITY_##kind)

const struct wanted wanted_person = {KIND(PERSON), TEXT_WANT_PERSON};
const struct wanted wanted_party = {KIND(CLIENT) | KIND(AGENCY) | KIND(SUPPLIER), TEXT_WANT_PARTY};
const struct wanted wanted_side = {KIND(CLIENT) | KIND(AGENCY) | KIND(SUPPLIER) | KIND(PERSON), TEXT_WANT_SIDE};
const struct wanted wanted_goal = {KIND(GOAL), TEXT_WANT_GOAL};
const struct wanted wanted_department = {KIND(DEPARTMENT), TEXT_WANT_DEPARTMENT};
const struct wanted wanted_objective = {KIND(OBJECTIVE), TEXT_WANT_OBJECTIVE};
const struct wanted wanted_kpi = {KIND(KPI), TEXT_WANT_KPI};
const struct wanted wanted_content = {KIND(CONTENT), TEXT_WANT_CONTENT};
const struct wanted wanted_channel = {KIND(CHANNEL), TEXT_WANT_CHANNEL};
const struct wanted wanted_line = {KIND(LINE), TEXT_WANT_LINE};
const struct wanted wanted_action = {KIND(ACTION), TEXT_WANT_ACTION};
const struct wanted wanted_deliverable = {KIND(DELIVERABLE), TEXT_WANT_DELIVERABLE};
const struct wanted wanted_counted_on = {KIND(CHANNEL) | KIND(CONTENT), TEXT_WANT_COUNTED_ON};
const struct wanted wanted_needed = {KIND(ACTION) | KIND(DELIVERABLE), TEXT_WANT_NEEDED};
const struct wanted wanted_included = {KIND(ACTION) | KIND(DELIVERABLE) | KIND(CHANNEL), TEXT_WANT_INCLUDED};
const struct wanted wanted_approved = {KIND(CONTENT) | KIND(DELIVERABLE) | KIND(ACTION), TEXT_WANT_APPROVED};
const struct wanted wanted_reviewed = {KIND(KPI) | KIND(DUTY) | KIND(DELIVERABLE) | KIND(ACTION), TEXT_WANT_REVIEWED};
const struct wanted wanted_phase = {KIND(PHASE) | KIND(CAMPAIGN), TEXT_WANT_PHASE};

enum text_key kind_name(enum entity_kind kind) {
  static const enum text_key keys[ENTITY_KIND_COUNT] = {
    [ENTITY_UNKNOWN] = TEXT_KIND_UNKNOWN, [ENTITY_CLIENT] = TEXT_KIND_CLIENT, [ENTITY_AGENCY] = TEXT_KIND_AGENCY,
    [ENTITY_SUPPLIER] = TEXT_KIND_SUPPLIER, [ENTITY_DEPARTMENT] = TEXT_KIND_DEPARTMENT, [ENTITY_PERSON] = TEXT_KIND_PERSON,
    [ENTITY_ASSET] = TEXT_KIND_ASSET, [ENTITY_GOAL] = TEXT_KIND_GOAL, [ENTITY_OBJECTIVE] = TEXT_KIND_OBJECTIVE,
    [ENTITY_KPI] = TEXT_KIND_KPI, [ENTITY_CONTENT] = TEXT_KIND_CONTENT, [ENTITY_CHANNEL] = TEXT_KIND_CHANNEL,
    [ENTITY_BUDGET] = TEXT_KIND_BUDGET, [ENTITY_LINE] = TEXT_KIND_LINE, [ENTITY_RATE] = TEXT_KIND_RATE,
    [ENTITY_INCENTIVE] = TEXT_KIND_INCENTIVE, [ENTITY_ACTION] = TEXT_KIND_ACTION,
    [ENTITY_DELIVERABLE] = TEXT_KIND_DELIVERABLE, [ENTITY_DUTY] = TEXT_KIND_DUTY, [ENTITY_APPROVAL] = TEXT_KIND_APPROVAL,
    [ENTITY_PHASE] = TEXT_KIND_PHASE, [ENTITY_CAMPAIGN] = TEXT_KIND_CAMPAIGN, [ENTITY_REVIEW] = TEXT_KIND_REVIEW,
    [ENTITY_DIAGNOSIS] = TEXT_KIND_DIAGNOSIS, [ENTITY_SELECTION] = TEXT_KIND_SELECTION,
    [ENTITY_CRITERION] = TEXT_KIND_CRITERION, [ENTITY_CANDIDATE] = TEXT_KIND_CANDIDATE, [ENTITY_CLAUSE] = TEXT_KIND_CLAUSE,
    [ENTITY_AGREEMENT] = TEXT_KIND_AGREEMENT, [ENTITY_BRAND] = TEXT_KIND_BRAND, [ENTITY_ROI] = TEXT_KIND_ROI,
    [ENTITY_POLICY] = TEXT_KIND_POLICY, [ENTITY_CALENDAR] = TEXT_KIND_CALENDAR};
  return keys[kind];
}

struct entity *name_entity(struct builder *b, atom a) { return a < b->symbol_count ? b->symbols[a] : NULL; }

void name_stands_for(struct builder *b, atom a, struct entity *entity) {
  if (a >= b->symbol_count) return;
  b->symbols[a] = entity;
  b->symbol_kinds[a] = (uint8_t)entity->kind;
}

static bool is_wanted(const struct wanted *wanted, enum entity_kind kind) { return wanted->kinds >> kind & 1; }

/* How many slips a name may have and still be meant: a Han character counts as two letters. */
static int longest_slip(const struct name *name) {
  int length = 0, size;
  for (size_t i = 0; i < name->length && length <= 4; i += (size_t)size) {
    uint32_t c = utf8_decode(name->text + i, name->length - i, &size);
    length += utf8_script(c) == UTF8_HAN ? 2 : 1;
  }
  return length <= 2 ? 0 : length <= 4 ? 1 : 2;
}

/* What a comparison takes of what all of them may take. */
static void spend(struct builder *b, uint32_t length) {
  uint32_t cost = 1 + length / 16;
  b->suggestions_left -= cost < b->suggestions_left ? cost : b->suggestions_left;
}

/* The nearest declared name of a kind that is wanted. The work for all names together is bounded. */
static struct entity *nearest(struct builder *b, const struct name *name, const struct wanted *wanted) {
  struct entity *best = NULL;
  int limit = longest_slip(name), least = limit + 1;
  for (uint32_t i = 0; i < b->declared.count && b->suggestions_left; i++) {
    struct entity *e = b->declared.items[i].entity;
    bool fits = e->name && is_wanted(wanted, e->kind);
    spend(b, fits ? name->length : 0);
    if (!fits) continue;
    int distance = names_distance(name->text, e->spelling, limit);
    if (distance < least) {
      least = distance;
      best = e;
    }
  }
  return best;
}

/* What a name stands for that nothing declares: with its first use it has been said. */
static void forget_name(struct builder *b, atom a) {
  if (!b->nobody) b->nobody = ARENA_NEW(b->arena, struct entity);
  b->nobody->kind = ENTITY_UNKNOWN;
  b->nobody->spelling = "";
  if (!b->suspect) b->suspect = ARENA_NEW(b->arena, struct entity);
  *b->suspect = *b->nobody;
  name_stands_for(b, a, b->nobody);
}

static void unknown_name(struct builder *b, atom a, struct span span, const struct wanted *wanted) {
  if (b->names_missing || b->model->incomplete) return;
  write_alone(b);
  forget_name(b, a);
  const struct name *name = names_get(b->names, a);
  const struct entity *other = declare_lookalike(b, name->text);
  if (other) {
    declare_confusable(b, name->text, span, other);
    return;
  }
  struct finding *f = fault_at(b, E101, span, TEXT_UNKNOWN_NAME, ARGS(arg_name(name->text), arg_text(wanted->name)));
  struct entity *near = nearest(b, name, wanted);
  if (near)
    finding_help(b->findings, f, TEXT_UNKNOWN_NAME_NEAR, ARGS(arg_name(near->spelling)));
  else
    finding_help(b->findings, f, TEXT_UNKNOWN_NAME_HELP, ARGS(arg_name(name->text)));
  if (near && repair_name(b, f, span, a, near, is_wanted(wanted, ENTITY_PERSON))) name_stands_for(b, a, b->suspect);
}

/* Used twice it is rather a name that was forgotten. */
static void suspect_again(struct builder *b, atom a) {
  name_stands_for(b, a, b->nobody);
  repair_withdraw(b, a);
}

static void wrong_kind(struct builder *b, struct entity *e, struct span span, const struct wanted *wanted) {
  struct finding *f = fault_at(b, E103, span, TEXT_WRONG_KIND,
                               ARGS(arg_name(e->spelling), arg_text(kind_name(e->kind)), arg_text(wanted->name)));
  finding_related(b->findings, f, e->span, TEXT_DECLARED_HERE, ARGS(arg_name(e->spelling)));
  struct entity *near = nearest(b, names_get(b->names, e->name), wanted);
  if (near)
    finding_help(b->findings, f, TEXT_UNKNOWN_NAME_NEAR, ARGS(arg_name(near->spelling)));
  else
    finding_help(b->findings, f, TEXT_WRONG_KIND_HELP, ARGS(arg_text(wanted->name)));
}

const char *name_circle(struct builder *b, const struct entity *const *members, uint32_t count) {
  return entities_circle(b->arena, members, count);
}

static atom name_of(struct builder *b, struct value v) {
  if (v.given) return names_intern(b->names, v.given->bytes, v.given->length);
  return v.node->atom;
}

struct ref name_ref(struct builder *b, struct value v, const struct wanted *wanted) {
  struct ref ref = {.span = v.span};
  if (!v.node && !v.given) return ref;
  atom a = name_of(b, v);
  struct entity *e = name_entity(b, a);
  enum entity_kind kind = e ? (enum entity_kind)b->symbol_kinds[a] : ENTITY_UNKNOWN;
  if (!e)
    unknown_name(b, a, v.span, wanted);
  else if (e == b->suspect)
    suspect_again(b, a);
  else if (kind != ENTITY_UNKNOWN && !is_wanted(wanted, kind))
    wrong_kind(b, e, v.span, wanted);
  else if (kind != ENTITY_UNKNOWN)
    ref.to = e;
  if (ref.to) b->mentions[a] = true;
  return ref;
}

void mention_persons(struct builder *b) {
  for (uint32_t i = 0; i < b->model->parties.count; i++) {
    const struct party *party = b->model->parties.items[i];
    for (uint32_t k = 0; k < party->persons.count; k++) {
      struct person *person = party->persons.items[k];
      atom name = person->entity.name;
      person->mentioned = b->mentions[name] && b->symbols[name] == &person->entity;
    }
  }
}

void begin_round(struct builder *b) {
  if (!b->met_at) b->met_at = ARENA_ARRAY(b->scratch, uint32_t, b->declared.count + 1);
  b->met.count = 0;
}

void meet_once(struct builder *b, const struct ref *ref) {
  if (!ref->to) return;
  uint32_t order = ref->to->order, at = b->met_at[order];
  if (at < b->met.count && b->met.items[at].order == order) {
    struct finding *f = fault_at(b, E106, ref->span, TEXT_REPEATED, ARGS(arg_name(ref->to->spelling)));
    finding_related(b->findings, f, b->met.items[at].span, TEXT_FIRST_HERE, NO_ARGS);
    finding_help(b->findings, f, TEXT_REPEATED_HELP, NO_ARGS);
    b->met.items[at].span = ref->span;
    return;
  }
  b->met_at[order] = b->met.count;
  VECTOR_PUSH(b->scratch, &b->met, ((struct met){order, ref->span}));
}

static const enum sense name_kind[] = {SENSE_name, SENSE_NONE};

struct refs name_refs(struct builder *b, const struct statement *s, const struct node *list, const struct wanted *wanted) {
  struct refs refs = {.stated = true, .span = ast_span(s, list)};
  uint32_t count = 0;
  const struct node *first = list->kind == NODE_LIST ? list->children : list;
  for (const struct node *n = first; n; n = list->kind == NODE_LIST ? n->next : NULL) count++;
  refs.items = ARENA_ARRAY(b->arena, struct ref, count);
  for (const struct node *n = first; n; n = list->kind == NODE_LIST ? n->next : NULL) {
    struct ref ref = name_ref(b, value_of_kind(b, s, n, name_kind), wanted);
    if (ref.to) refs.items[refs.count++] = ref;
    else refs.partial = true;
  }
  return refs;
}
