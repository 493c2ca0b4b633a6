#include "syntax/halves.h"

#include "base/guard.h"
#include "syntax/scan.h"
#include "syntax/syntax.h"
#include "syntax/tokens.h"

/* ---- The second half ---- */

/* The first line after the middle that follows one which begins with a `}`, and itself begins with a word; 0: there is none. */
static uint32_t find_middle(const struct parser *p) {
  bool closes = false;
  for (uint32_t at = p->length / 2; at < p->length;) {
    const char *feed = memchr(p->bytes + at, '\n', p->length - at);
    if (!feed) return 0;
    at = (uint32_t)(feed + 1 - p->bytes);
    if (closes && (unsigned char)p->bytes[at] >= 'A' && p->bytes[at] != '}') return at;
    closes = p->bytes[at] == '}';
  }
  return 0;
}

struct second_half {
  struct arena trees, names;
  const struct names *others; /* the first half's */
  struct syntax syntax;
  struct sources sources; /* its text alone: faults are looked up there, too */
  struct findings findings;
  const char *text; /* the whole */
  char *bytes;      /* a copy from `start` on: the scanner writes to what it reads */
  uint32_t start, length;
  bool plain;            /* it has no characters that are refused */
  bool done;             /* memory did not fail */
  struct ast_file *tree; /* with places and atoms of its own; NULL: it is of no use */
};

static void parse_second(void *context) {
  struct second_half *half = context;
  struct names *names = names_beside(&half->names, half->others);
  half->sources.arena = &half->names;
  half->findings = (struct findings){.arena = &half->names, .sources = &half->sources, .limit = 1};
  half->syntax = (struct syntax){.arena = &half->trees,
                                 .names = names,
                                 .words = words_new(&half->names),
                                 .sources = &half->sources,
                                 .findings = &half->findings};
  struct ast_file *tree = syntax_parse_part(&half->syntax, sources_add(&half->sources, "", NULL, half->bytes, half->length));
  if (half->findings.added == 0) half->tree = tree;
}

/* On any thread. */
static void run_second(void *context) {
  struct second_half *half = context;
  struct arena *const arenas[] = {&half->trees, &half->names, NULL};
  half->done = guarded(arenas, parse_second, half);
}

/* ---- Taken over ---- */

struct move {
  const atom *atoms; /* by those of the second half */
  uint32_t by;       /* how far it lies from the text's start */
  uint32_t file;
};

static void move_nodes(const struct move *move, struct node *nodes) {
  for (struct node *node = nodes; node; node = node->next) {
    node->start += move->by;
    node->end += move->by;
    if (node->kind != NODE_QUANTITY) node->atom = move->atoms[node->atom]; /* of which it is a length */
    move_nodes(move, node->children);
  }
}

static void move_statements(const struct move *move, struct statement *statements) {
  for (struct statement *s = statements; s; s = s->next) {
    s->file = (uint16_t)move->file;
    s->start += move->by;
    s->end += move->by;
    s->name = move->atoms[s->name];
    move_nodes(move, s->arguments);
    if (!s->has_block) continue;
    s->close += move->by;
    move_statements(move, s->block);
  }
}

static void take_second(struct parser *p, struct second_half *half) {
  /* in the order in which the first half's parser would have met the names */
  struct move move = {names_join(p->syntax->names, half->syntax.names, &half->names), half->start, p->file};
  move_statements(&move, half->tree->statements);
  struct statement *last = p->blocks[0].last;
  if (last) last->next = half->tree->statements;
  else p->tree->statements = half->tree->statements;
  for (int kind = 0; kind < STATEMENT_KIND_COUNT; kind++) p->tree->holds[kind] |= half->tree->holds[kind];
  for (uint32_t i = 0; i < half->tree->comments.count; i++) {
    struct span comment = half->tree->comments.items[i];
    VECTOR_PUSH(p->arena, &p->tree->comments, span_at(p->file, comment.start + move.by, comment.end + move.by));
  }
  arena_join(p->arena, &half->trees);
}

/* ---- Both ---- */

struct first_half {
  struct parser *parser;
  uint32_t end;
  bool plain, done, arrived;
};

static void parse_first(void *context) {
  struct first_half *half = context;
  half->arrived = syntax_parse_until(half->parser, half->end);
}

/* What reaches the guard of the whole must not do so while the other half is at work. */
static void run_first(void *context) {
  struct first_half *half = context;
  struct syntax *syntax = half->parser->syntax;
  struct arena *const arenas[] = {syntax->arena, syntax->findings->arena, NULL};
  half->done = guarded(arenas, parse_first, half);
}

struct halves {
  struct first_half first;
  struct second_half second;
};

static void take_halves(void *context) {
  struct halves *halves = context;
  take_second(halves->first.parser, &halves->second);
}

/* Whether the second half stands in the tree; *done: memory did not fail. */
static bool join_halves(struct halves *halves, bool *done) {
  struct syntax *syntax = halves->first.parser->syntax;
  struct arena *const arenas[] = {syntax->arena, syntax->findings->arena, &halves->second.names, NULL};
  if (!halves->first.arrived || !halves->second.tree) return false;
  *done = guarded(arenas, take_halves, halves);
  return true;
}

static void begin_second(struct parser *p, struct second_half *half, uint32_t start) {
  const struct arena *arena = p->arena;
  arena_init(&half->trees, arena->allocator, arena->guard);
  arena_init(&half->names, arena->allocator, arena->guard);
  half->trees.store = half->names.store = arena->store;
  half->others = p->syntax->names;
  half->text = p->bytes;
  half->start = start;
  half->length = p->length - start;
  half->bytes = arena_grow(&half->names, NULL, 0, half->length + 2);
}

static void look_at_first(void *context) {
  struct first_half *half = context;
  half->plain = scan_is_plain(half->parser->bytes, half->end);
}

static void look_at_second(void *context) {
  struct second_half *half = context;
  memcpy(half->bytes, half->text + half->start, half->length + 2);
  half->plain = scan_is_plain(half->bytes, half->length);
}

static void at_once(const struct remit_helper *helper, struct halves *halves, void (*first)(void *), void (*second)(void *)) {
  helper->both(helper->context, &(struct remit_work){first, &halves->first}, &(struct remit_work){second, &halves->second});
}

/* False where the tree is none, and memory failed. */
static bool parse_halves(struct parser *p, struct halves *halves) {
  at_once(p->syntax->helper, halves, run_first, run_second);
  bool done = halves->first.done && halves->second.done, joined = done && join_halves(halves, &done);
  arena_free(&halves->second.trees);
  arena_free(&halves->second.names);
  if (done && halves->first.arrived && !joined) syntax_parse_until(p, UINT32_MAX);
  return done;
}

bool halves_parse(struct parser *p) {
  const struct remit_helper *helper = p->syntax->helper;
  uint32_t middle = helper && p->length >= SYNTAX_HELPED_FROM ? find_middle(p) : 0;
  if (!middle) return false;
  struct halves halves = {.first = {.parser = p, .end = middle}};
  scan_begin(p);
  begin_second(p, &halves.second, middle);
  at_once(helper, &halves, look_at_first, look_at_second);
  bool plain = halves.first.plain && halves.second.plain;
  if (plain && !parse_halves(p, &halves)) arena_fail(p->arena);
  if (!plain) arena_free(&halves.second.names);
  scan_end(p);
  return plain;
}
