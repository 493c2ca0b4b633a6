#include "syntax/syntax.h"

#include "remit_parser.h"
#include "syntax/errors.h"
#include "syntax/scan.h"
#include "syntax/tokens.h"

static struct open_block *top(struct parser *p) { return &p->blocks[p->depth]; }

static void attach(struct parser *p, struct statement *s) {
  struct open_block *block = top(p);
  if (block->last)
    block->last->next = s;
  else if (block->owner)
    block->owner->block = s;
  else
    p->tree->statements = s;
  block->last = s;
}

static void push_block(struct parser *p, struct statement *owner, enum block_kind kind, struct place brace) {
  if (p->depth == SYNTAX_BLOCKS_MAX) {
    finding_error(p->syntax->findings, E009, span_at(p->file, brace.start, brace.end), TEXT_BLOCKS_TOO_DEEP,
                  ARGS(arg_integer(SYNTAX_BLOCKS_MAX)));
    kind = BLOCK_NONE;
  } else {
    p->depth++;
  }
  owner->has_block = true;
  *top(p) = (struct open_block){.kind = kind, .owner = owner, .place = brace};
}

static void pop_block(struct parser *p, uint32_t close) {
  top(p)->owner->close = close;
  p->depth--;
}

/* Passes over all that a block holds which no statement opens. */
static void skip_block(struct parser *p) {
  struct place brace = top(p)->place;
  uint32_t open = 1;
  for (;;) {
    struct raw raw = tokens_take(p);
    if (raw.kind == RAW_END) {
      errors_unclosed(p, brace, BLOCK_NONE);
      break;
    }
    if (raw.kind == RAW_OPEN) open++;
    if (raw.kind == RAW_CLOSE && --open == 0) break;
  }
  pop_block(p, tokens_end(p));
}

static void open_block(struct parser *p, struct statement *s, enum block_kind kind, struct place brace) {
  push_block(p, s, kind, brace);
  if (kind == BLOCK_NONE) skip_block(p);
}

static struct statement *begin(struct parser *p, enum statement_kind kind, const struct raw *first) {
  struct statement *s = ARENA_NEW(p->arena, struct statement);
  s->kind = (uint16_t)kind;
  s->file = (uint16_t)p->file;
  s->start = first->place.start;
  s->end = first->place.end;
  s->head_length = (uint16_t)(s->end - s->start < UINT16_MAX ? s->end - s->start : UINT16_MAX);
  attach(p, s);
  p->statement = s;
  p->arguments = (struct node_list){NULL, NULL};
  p->opens = p->spoiled = p->wrapped = p->next_begins = p->ended = p->head_given = p->one_name = false;
  p->parentheses = p->operators = p->taken = 0;
  p->current = *first;
  return s;
}

/* After a fault: passes over the rest of the statement, so that it spoils nothing else. A line that goes on only because
 * of an open parenthesis, and at whose first word the fault was seen, is a statement of its own. */
static void recover(struct parser *p, struct statement *s) {
  s->spoiled = true;
  p->parentheses = 0;
  if (p->current.kind == RAW_OPEN && !p->ended) {
    open_block(p, s, statement_rows[s->kind].opens, p->current.place);
    return;
  }
  if (p->wrapped) tokens_skip_ends(p);
  bool own_line = p->next_begins || (!p->ended && p->current.line_start && p->taken > 1);
  if (own_line)
    tokens_give_back(p);
  else if (!p->ended || p->wrapped)
    tokens_skip_statement(p);
  if (tokens_peek(p, 0)->kind == RAW_OPEN) {
    struct raw brace = tokens_take(p);
    open_block(p, s, statement_rows[s->kind].opens, brace.place);
  }
}

static void finish(struct parser *p, struct statement *s, bool parsed) {
  s->end = tokens_end(p);
  s->spoiled = p->spoiled;
  if (!parsed) {
    recover(p, s);
    return;
  }
  s->arguments = p->arguments.first;
  if (!p->opens) return;
  s->end = p->current.place.start;
  open_block(p, s, statement_rows[s->kind].opens, p->current.place);
}

static void parse_arguments(struct parser *p, struct statement *s, int head) {
  p->head_token = head;
  finish(p, s, remit_yyparse(p) == 0);
}

/* A first word that starts nothing here: what it names is kept as a name, so that its uses are not faults too. */
static void unknown(struct parser *p, const struct raw *raw) {
  struct statement *s = begin(p, STATEMENT_NONE, raw);
  bool joins = tokens_joins(p, raw);
  if (raw->kind != RAW_WORD)
    raw->line_start && p->previous.place.end && raw->kind >= RAW_NUMBER && raw->kind <= RAW_PARAM
        ? errors_wrapped_line(p, raw) : errors_no_word(p, raw);
  else if (joins)
    errors_wrapped_line(p, raw);
  else
    errors_unknown_statement(p, raw, top(p)->kind);
  s->spoiled = true;
  tokens_take(p);
  if (tokens_peek(p, 0)->kind == RAW_WORD) s->name = tokens_peek(p, 0)->atom;
  tokens_skip_statement(p);
  tokens_skip_line_ends_before_block(p);
  if (tokens_peek(p, 0)->kind == RAW_OPEN) open_block(p, s, BLOCK_NONE, tokens_take(p).place);
}

/* Whether the word at hand starts a statement of a block outside this one: then this one's } is missing. */
static bool belongs_outside(struct parser *p) {
  int words;
  enum sense missing;
  for (uint32_t i = p->depth; i-- > 0;)
    if (tokens_statement(p, p->blocks[i].kind, &words, &missing) != STATEMENT_NONE) return true;
  return false;
}

static void close_unclosed(struct parser *p) {
  errors_unclosed(p, top(p)->place, top(p)->kind);
  pop_block(p, tokens_end(p));
}

static bool is_item_block(enum block_kind kind) { return kind == BLOCK_MIX || kind == BLOCK_SPLIT; }

/* Lines of `mix` and `split` begin with a name, whatever word that is; but a word of the block outside that no figure
 * follows is a sign of a missing }. */
static void parse_item(struct parser *p) {
  const struct raw *first = tokens_peek(p, 0);
  if (first->kind != RAW_WORD && first->kind != RAW_PARAM) {
    unknown(p, first);
    return;
  }
  enum raw_kind second = tokens_peek(p, 1)->kind;
  if (second != RAW_NUMBER && second != RAW_PARAM && second != RAW_MINUS && belongs_outside(p)) {
    close_unclosed(p);
    return;
  }
  struct raw at = *first;
  at.place.end = at.place.start;
  struct statement *s = begin(p, top(p)->kind == BLOCK_MIX ? STATEMENT_mix_share : STATEMENT_split_share, &at);
  p->current.kind = RAW_LINE_END; /* nothing was taken yet */
  parse_arguments(p, s, tokens_shape((enum statement_kind)s->kind));
}

static void parse_statement(struct parser *p) {
  int words;
  enum sense missing;
  enum statement_kind kind = tokens_statement(p, top(p)->kind, &words, &missing);
  if (kind == STATEMENT_NONE && missing == SENSE_NONE && is_item_block(top(p)->kind)) {
    parse_item(p);
    return;
  }
  struct raw first = *tokens_peek(p, 0);
  if (kind == STATEMENT_NONE && missing == SENSE_NONE) {
    if (first.kind == RAW_WORD && p->depth && belongs_outside(p))
      close_unclosed(p);
    else
      unknown(p, &first);
    return;
  }
  if (kind == STATEMENT_NONE) kind = tokens_half(top(p)->kind, missing);
  tokens_take(p);
  if (words == 2) first.place.end = tokens_take(p).place.end;
  struct statement *s = begin(p, kind, &first);
  if (missing != SENSE_NONE) {
    errors_phrase(p, &first, missing);
    p->current.kind = RAW_LINE_END;
    recover(p, s);
    return;
  }
  parse_arguments(p, s, tokens_shape(kind));
}

/* True at the end of the text. */
static bool parse_next(struct parser *p) {
  tokens_skip_ends(p);
  const struct raw *raw = tokens_peek(p, 0);
  switch (raw->kind) {
    case RAW_END:
      while (p->depth) close_unclosed(p);
      return true;
    case RAW_CLOSE:
      p->statement = NULL;
      if (p->depth) {
        tokens_take(p);
        pop_block(p, tokens_end(p) - 1);
      } else {
        errors_unopened(p, tokens_take(p).place);
      }
      return false;
    case RAW_OPEN: {
      struct statement *s = begin(p, STATEMENT_NONE, raw);
      errors_no_word(p, raw);
      s->spoiled = true;
      open_block(p, s, BLOCK_NONE, tokens_take(p).place);
      return false;
    }
    default:
      parse_statement(p);
      return false;
  }
}

static void parser_init(struct parser *p, struct syntax *syntax, uint32_t file) {
  const struct source *source = sources_get(syntax->sources, file);
  *p = (struct parser){.syntax = syntax, .arena = syntax->arena, .bytes = source->bytes, .length = source->length,
                       .file = file};
  p->tree = ARENA_NEW(p->arena, struct ast_file);
  p->tree->file = file;
  p->scanned_line_end = true;
  p->blocks[0].kind = BLOCK_FILE;
}

struct ast_file *syntax_parse(struct syntax *syntax, uint32_t file) {
  struct parser *p = ARENA_NEW(syntax->arena, struct parser);
  parser_init(p, syntax, file);
  if (!scan_accepts(p)) {
    p->tree->refused = true;
    return p->tree;
  }
  scan_begin(p);
  while (!parse_next(p)) continue;
  scan_end(p);
  return p->tree;
}

struct statement *syntax_parse_value(struct syntax *syntax, uint32_t file) {
  struct parser *p = ARENA_NEW(syntax->arena, struct parser);
  parser_init(p, syntax, file);
  if (!scan_accepts(p)) return NULL;
  scan_begin(p);
  struct raw at = {.kind = RAW_LINE_END};
  struct statement *s = begin(p, STATEMENT_param, &at);
  parse_arguments(p, s, TOK_H_VALUE);
  tokens_skip_ends(p);
  bool whole = tokens_peek(p, 0)->kind == RAW_END;
  scan_end(p);
  return whole && !s->spoiled ? s : NULL;
}
