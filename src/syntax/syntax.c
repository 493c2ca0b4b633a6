#include "syntax/syntax.h"

#include "remit_parser.h"
#include "syntax/errors.h"
#include "syntax/scan.h"
#include "syntax/slips.h"
#include "syntax/tokens.h"

static struct open_block *top(struct parser *p) { return &p->blocks[p->depth]; }

static void attach(struct parser *p, struct open_block *block, struct statement *s) {
  if (block->last)
    block->last->next = s;
  else if (block->owner)
    block->owner->block = s;
  else
    p->tree->statements = s;
  block->last = s;
}

/* Passes over a block that no statement opens. */
static void skip_block(struct parser *p, struct statement *owner, struct place brace) {
  uint32_t open = 1;
  owner->has_block = true;
  while (open) {
    struct raw raw = tokens_take(p);
    owner->close = raw.place.start;
    if (raw.kind == RAW_OPEN) open++;
    if (raw.kind == RAW_CLOSE) open--;
    if (raw.kind != RAW_END) continue;
    errors_unclosed_skipped(p, brace);
    return;
  }
}

/* The statement's block begins at the brace. */
static void open_block(struct parser *p, struct statement *s, struct place brace) {
  enum block_kind kind = statement_rows[s->kind].opens;
  if (kind == BLOCK_NONE || p->depth == SYNTAX_BLOCKS_MAX) {
    if (kind != BLOCK_NONE) errors_blocks_too_deep(p, brace);
    skip_block(p, s, brace);
    return;
  }
  s->has_block = true;
  p->depth++;
  *top(p) = (struct open_block){.kind = kind, .owner = s, .place = brace, .indent = p->indent};
}

static void close_block(struct parser *p, uint32_t close) {
  top(p)->owner->close = close;
  p->depth--;
}

/* A statement of one of the open blocks: of the innermost, but for what stands in it and belongs outside. */
static struct statement *begin_in(struct parser *p, struct open_block *block, enum statement_kind kind, const struct raw *first) {
  struct statement *s = ARENA_NEW(p->arena, struct statement);
  s->kind = (uint16_t)kind;
  s->file = (uint16_t)p->file;
  s->start = first->place.start;
  s->end = first->place.end;
  s->head_length = (uint16_t)(s->end - s->start < UINT16_MAX ? s->end - s->start : UINT16_MAX);
  p->sibling = block->last;
  p->sibling_indent = block->last_indent;
  p->indent = block->last_indent = tokens_indent(p, first);
  attach(p, block, s);
  p->statement = s;
  p->arguments = (struct node_list){NULL, NULL};
  p->opens = p->spoiled = p->wrapped = p->next_begins = p->unbraced = p->returned = p->quoted = false;
  p->ended = p->head_given = p->one_name = false;
  p->spoiled = first->faulty;
  p->parentheses = p->operators = p->taken = 0;
  p->current = *first;
  p->second.kind = RAW_END;
  return s;
}

static struct statement *begin(struct parser *p, enum statement_kind kind, const struct raw *first) {
  return begin_in(p, top(p), kind, first);
}

/* What the rest of the text would have said is not known: each block that is open lacks something. */
static void end_swallowed(struct parser *p) {
  struct raw nothing = {.kind = RAW_END, .place = {p->length, p->length}};
  for (uint32_t i = 0; i <= p->depth; i++) begin_in(p, &p->blocks[i], STATEMENT_NONE, &nothing)->spoiled = true;
}

/* After a fault: passes over the rest of the statement, so that it spoils nothing else. A line that goes on only because
 * of an open parenthesis, and at whose first word the fault was seen, is a statement of its own. */
static void recover(struct parser *p, struct statement *s) {
  s->spoiled = true;
  p->parentheses = 0;
  if (p->current.kind == RAW_OPEN && !p->ended) {
    open_block(p, s, p->current.place);
    return;
  }
  if (p->returned) return;
  if (p->wrapped) tokens_skip_ends(p);
  bool own_line = p->next_begins || (!p->ended && p->current.line_start && p->taken > 1);
  if (own_line)
    tokens_give_back(p);
  else if (!p->ended || p->wrapped)
    tokens_skip_statement(p);
  if (p->unbraced)
    open_block(p, s, p->current.place);
  else if (tokens_peek(p, 0)->kind == RAW_OPEN)
    open_block(p, s, tokens_take(p).place);
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
  while (s->end > s->start && (p->bytes[s->end - 1] == ' ' || p->bytes[s->end - 1] == '\n')) s->end--;
  open_block(p, s, p->current.place);
}

static void parse_arguments(struct parser *p, struct statement *s, int head) {
  p->head_token = head;
  finish(p, s, remit_yyparse(p) == 0);
}

/* Passes over a statement that no row of the table is. What it names is kept as a name, so that its uses are not faults
 * too. */
static void pass_over(struct parser *p, struct statement *s) {
  s->spoiled = true;
  tokens_take(p);
  if (tokens_peek(p, 0)->kind == RAW_WORD) s->name = tokens_peek(p, 0)->atom;
  tokens_skip_statement(p);
  tokens_skip_line_ends_before_block(p);
  if (tokens_peek(p, 0)->kind == RAW_OPEN) open_block(p, s, tokens_take(p).place);
}

/* What no statement begins with. At the start of a line it may be what the line above lacks. */
static void no_word(struct parser *p, const struct raw *raw) {
  struct statement *s = begin(p, STATEMENT_NONE, raw);
  bool wrapped = raw->line_start && p->sibling && !p->sibling->has_block && (raw->kind != RAW_WORD || tokens_joins(p, raw));
  if (wrapped || raw->kind == RAW_WORD) {
    errors_wrapped_line(p, raw);
    if (wrapped) p->sibling->spoiled = true;
  } else {
    errors_no_word(p, raw);
  }
  pass_over(p, s);
}

static enum statement_kind nearest(struct parser *p, const struct raw *raw) {
  int distance;
  return errors_full(p) ? STATEMENT_NONE : words_nearest(top(p)->kind, names_text(p->syntax->names, raw->atom), &distance);
}

/* A misspelt first word: its statement is read as what was meant, so that nothing in its block is lost, but counts as
 * spoiled. */
static void parse_misspelt(struct parser *p, const struct raw *first, enum statement_kind near) {
  tokens_take(p);
  struct statement *s = begin(p, near, first);
  errors_unknown_statement(p, first, near);
  s->guessed = true;
  parse_arguments(p, s, tokens_shape(near));
}

/* A first word that starts nothing here. */
static void unknown(struct parser *p, const struct raw *first) {
  if (first->faulty) { /* what is wrong has been said */
    pass_over(p, begin(p, STATEMENT_NONE, first));
    return;
  }
  if (first->kind != RAW_WORD || tokens_joins(p, first)) {
    no_word(p, first);
    return;
  }
  enum statement_kind near = nearest(p, first);
  if (near != STATEMENT_NONE) {
    parse_misspelt(p, first, near);
    return;
  }
  struct statement *s = begin(p, STATEMENT_NONE, first);
  const char *apart = errors_full(p) ? NULL : slips_apart(p, first);
  if (apart)
    errors_written_together(p, first, apart);
  else
    errors_unknown_statement(p, first, STATEMENT_NONE);
  pass_over(p, s);
}

/* The innermost block outside this one of which the word at hand starts a statement; NULL: there is none. */
static struct open_block *outer_block(struct parser *p) {
  int words;
  enum sense missing;
  for (uint32_t i = p->depth; i-- > 0;)
    if (tokens_statement(p, p->blocks[i].kind, &words, &missing) != STATEMENT_NONE) return &p->blocks[i];
  return NULL;
}

/* This block's } is missing before `first`, NULL at the end of the text. */
static void close_unclosed(struct parser *p, const struct raw *first) {
  errors_unclosed(p, top(p), first);
  close_block(p, tokens_end(p));
}

static void parse_known(struct parser *p, struct open_block *block, enum statement_kind kind, int words) {
  struct raw first = tokens_take(p);
  if (words == 2) first.place.end = tokens_take(p).place.end;
  struct statement *s = begin_in(p, block, kind, &first);
  if (block != top(p)) errors_misplaced(p, &first, block);
  parse_arguments(p, s, tokens_shape(kind));
}

/* A statement of a block outside: by its indentation it was meant to stand in this one; else this one's } is missing. */
static void parse_outer(struct parser *p, struct open_block *block) {
  const struct raw *first = tokens_peek(p, 0);
  uint32_t indent = tokens_indent(p, first), own = top(p)->indent;
  bool nested = indent == NO_INDENT || (own != NO_INDENT && indent > own);
  int words;
  enum sense missing;
  if (nested)
    parse_known(p, block, tokens_statement(p, block->kind, &words, &missing), words);
  else
    close_unclosed(p, first);
}

/* The statement before this one is a declaration without a block, in which this one would stand: its { is missing. */
static bool opens_sibling(struct parser *p) {
  struct statement *above = top(p)->last;
  int words;
  enum sense missing;
  if (!above || above->has_block || statement_rows[above->kind].opens == BLOCK_NONE) return false;
  if (tokens_statement(p, statement_rows[above->kind].opens, &words, &missing) == STATEMENT_NONE) return false;
  struct raw first = *tokens_peek(p, 0);
  if (!above->spoiled) errors_no_opening(p, &first, above);
  p->indent = top(p)->last_indent;
  open_block(p, above, first.place);
  return true;
}

static bool is_item_block(enum block_kind kind) { return kind == BLOCK_MIX || kind == BLOCK_SPLIT; }

/* Lines of `mix` and `split` begin with a name, whatever word that is. */
static void parse_item(struct parser *p) {
  struct raw at = *tokens_peek(p, 0);
  at.place.end = at.place.start;
  struct statement *s = begin(p, top(p)->kind == BLOCK_MIX ? STATEMENT_mix_share : STATEMENT_split_share, &at);
  p->current.kind = RAW_LINE_END; /* nothing was taken yet */
  parse_arguments(p, s, tokens_shape((enum statement_kind)s->kind));
}

/* `posts 3 per week` is no entry of a mix; a figure of an entry is followed by its sign, by `to`, or by nothing. */
static bool is_share(struct parser *p) {
  enum raw_kind figure = tokens_peek(p, 1)->kind;
  const struct raw *after = tokens_peek(p, 2);
  if (figure != RAW_NUMBER && figure != RAW_PARAM) return figure == RAW_MINUS;
  return after->kind != RAW_WORD || !outer_block(p) || words_has_sense(p->syntax->words, p->syntax->names, after->atom, SENSE_to);
}

/* A word that a figure follows is an entry's, whatever else it means. */
static bool is_item(struct parser *p) {
  const struct raw *first = tokens_peek(p, 0);
  if (!is_item_block(top(p)->kind) || (first->kind != RAW_WORD && first->kind != RAW_PARAM)) return false;
  if (is_share(p)) return true;
  return !outer_block(p) && (first->kind == RAW_PARAM || nearest(p, first) == STATEMENT_NONE);
}

/* A first word that starts no statement of this block. */
static void parse_unknown(struct parser *p) {
  struct raw first = *tokens_peek(p, 0);
  struct open_block *outer = first.kind == RAW_WORD && p->depth ? outer_block(p) : NULL;
  if (outer)
    parse_outer(p, outer);
  else if (first.kind != RAW_WORD || !opens_sibling(p))
    unknown(p, &first);
}

/* `accepted jo`, where "accepted by" begins a statement. */
static void parse_half(struct parser *p, enum sense phrase) {
  struct raw first = tokens_take(p);
  struct statement *s = begin(p, tokens_half(top(p)->kind, phrase), &first);
  errors_phrase(p, &first, phrase);
  p->current.kind = RAW_LINE_END;
  recover(p, s);
}

static void parse_statement(struct parser *p) {
  int words;
  enum sense missing;
  enum statement_kind kind = tokens_statement(p, top(p)->kind, &words, &missing);
  if (kind != STATEMENT_NONE)
    parse_known(p, top(p), kind, words);
  else if (missing != SENSE_NONE)
    parse_half(p, missing);
  else if (is_item(p))
    parse_item(p);
  else
    parse_unknown(p);
}

/* True at the end of the text. */
static bool parse_next(struct parser *p) {
  tokens_skip_ends(p);
  const struct raw *raw = tokens_peek(p, 0);
  switch (raw->kind) {
    case RAW_END:
      if (p->swallowed) end_swallowed(p);
      while (p->depth) close_unclosed(p, NULL);
      return true;
    case RAW_CLOSE:
      p->statement = NULL;
      if (p->depth) {
        close_block(p, tokens_take(p).place.start);
      } else {
        errors_unopened(p, tokens_take(p).place);
      }
      return false;
    case RAW_OPEN: {
      struct statement *s = begin(p, STATEMENT_NONE, raw);
      errors_no_word(p, raw);
      s->spoiled = true;
      open_block(p, s, tokens_take(p).place);
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
