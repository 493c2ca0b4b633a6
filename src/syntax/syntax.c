#include "syntax/syntax.h"

#include "remit_parser.h"
#include "syntax/errors.h"
#include "syntax/halves.h"
#include "syntax/repairs.h"
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
  if (!block->owner) p->tree->holds[s->kind] = true;
  block->last = s;
}

/* Passes over a block that no statement opens. */
static void skip_block(struct parser *p, struct statement *owner, struct place brace) {
  uint32_t open = 1;
  owner->has_block = true;
  while (open) {
    enum raw_kind kind = tokens_peek(p, 0)->kind;
    owner->close = tokens_peek(p, 0)->place.start;
    tokens_take(p);
    if (kind == RAW_OPEN) open++;
    if (kind == RAW_CLOSE) open--;
    if (kind != RAW_END) continue;
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
  p->head = *first;
  p->current = &p->head;
  p->second = NULL;
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

/* The rest of a line in which a quote is missing: what is text there, and what not, is not known. */
static void skip_quoted_line(struct parser *p) {
  for (;;) {
    enum raw_kind kind = tokens_peek(p, 0)->kind;
    if (kind == RAW_LINE_END || kind == RAW_END || kind == RAW_CLOSE) return;
    struct place place = tokens_peek(p, 0)->place;
    tokens_take(p);
    if (kind != RAW_OPEN) continue;
    open_block(p, p->statement, place);
    return;
  }
}

/* After a fault: passes over the rest of the statement, so that it spoils nothing else. A line that goes on only because
 * of an open parenthesis, and at whose first word the fault was seen, is a statement of its own. */
static void recover(struct parser *p, struct statement *s) {
  s->spoiled = true;
  p->parentheses = 0;
  struct place place = p->current->place;
  if (p->current->kind == RAW_OPEN && !p->ended) {
    open_block(p, s, place);
    return;
  }
  if (p->returned) return;
  if (p->wrapped) tokens_skip_ends(p);
  if (p->quoted) {
    skip_quoted_line(p);
    return;
  }
  bool own_line = p->next_begins || (!p->ended && p->current->line_start && p->taken > 1);
  if (own_line)
    tokens_give_back(p);
  else if (!p->ended || p->wrapped)
    tokens_skip_statement(p);
  if (p->unbraced)
    open_block(p, s, place);
  else if (tokens_peek(p, 0)->kind == RAW_OPEN)
    open_block(p, s, tokens_take(p)->place);
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
  s->end = p->current->place.start;
  while (s->end > s->start && (p->bytes[s->end - 1] == ' ' || p->bytes[s->end - 1] == '\n')) s->end--;
  open_block(p, s, p->current->place);
}

/* False where what follows the first word is not built as it should be. */
static bool parse_arguments(struct parser *p, struct statement *s, int head) {
  p->head_token = head;
  bool parsed = remit_yyparse(p) == 0;
  finish(p, s, parsed);
  return parsed;
}

/* Passes over a statement that no row of the table is. What it names is kept as a name, so that its uses are not faults
 * too: the second word, or the first where a text follows it, since the word of the declaration may be missing. */
static void pass_over(struct parser *p, struct statement *s) {
  s->spoiled = true;
  const struct raw *first = tokens_take(p), *second = tokens_peek(p, 0);
  if (second->kind == RAW_WORD)
    s->name = second->atom;
  else if (first->kind == RAW_WORD)
    s->name = first->atom;
  tokens_skip_statement(p);
  tokens_skip_line_ends_before_block(p);
  if (tokens_peek(p, 0)->kind == RAW_OPEN) open_block(p, s, tokens_take(p)->place);
}

/* Whether the word begins a statement, but none that stands outside all blocks. */
static bool is_astray(const struct raw *raw) {
  const struct word *word = raw->word;
  return word && words_statement(word, BLOCK_FILE) == STATEMENT_NONE && words_other_block(word, BLOCK_FILE) != BLOCK_NONE;
}

/* Statements of a block that no line opens: with the first of them the others are said, and the } after them. */
static void pass_over_astray(struct parser *p, struct statement *s) {
  for (tokens_skip_ends(p); is_astray(tokens_peek(p, 0)); tokens_skip_ends(p)) {
    tokens_take(p);
    tokens_skip_statement(p);
    tokens_skip_line_ends_before_block(p);
    if (tokens_peek(p, 0)->kind == RAW_OPEN) skip_block(p, s, tokens_take(p)->place);
    s->has_block = true; /* what it holds may have declared names */
  }
  if (tokens_peek(p, 0)->kind == RAW_CLOSE) tokens_take(p);
}

/* What no statement begins with. At the start of a line it may be what the line above lacks. */
static void no_word(struct parser *p, const struct raw *raw) {
  struct statement *s = begin(p, STATEMENT_NONE, raw);
  bool word = raw->kind == RAW_WORD, astray = word && p->depth == 0 && is_astray(raw);
  bool wrapped = raw->line_start && p->sibling && !p->sibling->has_block && (!word || tokens_joins(raw));
  if (wrapped && p->sibling->spoiled && p->indent > p->sibling_indent && p->indent != NO_INDENT)
    p->spoiled = true; /* it belongs to the line above, of which it has been said */
  else if (wrapped || (word && !astray))
    errors_wrapped_line(p, raw);
  else if (astray)
    errors_unknown_statement(p, raw, STATEMENT_NONE);
  else
    errors_no_word(p, raw);
  if (wrapped) p->sibling->spoiled = true;
  pass_over(p, s);
  if (astray && !wrapped) pass_over_astray(p, s);
}

/* Whether the word begins a statement of some other block. */
static bool is_elsewhere(struct parser *p, const struct raw *raw) {
  return raw->word && words_other_block(raw->word, top(p)->kind) != BLOCK_NONE;
}

/* Whether what follows the word at hand can stand after the first word of such a statement: a name, or a block. */
static bool may_be(struct parser *p, enum statement_kind kind) {
  enum raw_kind second = tokens_peek(p, 1)->kind;
  if (tokens_takes_name(kind)) return second == RAW_WORD || second == RAW_PARAM;
  return statement_rows[kind].opens == BLOCK_NONE || second != RAW_TEXT;
}

/* The statement of this block that the word at hand was meant to begin; STATEMENT_NONE: none is near. A word of another
 * block is that word, unless one slip makes it one of this. */
static enum statement_kind nearest(struct parser *p, const struct raw *raw) {
  int distance;
  if (errors_full(p)) return STATEMENT_NONE;
  enum statement_kind near = words_nearest(top(p)->kind, names_text(p->syntax->names, raw->atom), &distance);
  bool other = distance > 1 && is_elsewhere(p, raw);
  return near != STATEMENT_NONE && !other && may_be(p, near) ? near : STATEMENT_NONE;
}

/* A misspelt first word: its statement is read as what was meant, so that nothing in its block is lost, but counts as
 * spoiled. Where one word alone can be meant, and the rest is built as with that word, it is repaired. */
static void parse_misspelt(struct parser *p, const struct raw *first, enum statement_kind near) {
  struct correction correction;
  bool phrase, certain = repairs_first_word(p, first, &correction, &phrase);
  struct raw *head = tokens_take(p);
  if (phrase) head->place.end = tokens_take(p)->place.end;
  struct statement *s = begin(p, near, head);
  struct finding *f = errors_unknown_statement(p, first, near);
  s->guessed = true;
  bool parsed = parse_arguments(p, s, tokens_shape(near));
  if (certain && parsed && correction.sense == (enum sense)statement_rows[near].sense)
    errors_repair(p, f, first->place, correction.word);
}

static bool is_item_block(enum block_kind kind) { return kind == BLOCK_MIX || kind == BLOCK_SPLIT; }

/* Whether `product 30%` or `product 15% to 20%` is at hand. */
static bool is_entry(struct parser *p) {
  enum raw_kind name = tokens_peek(p, 0)->kind, figure = tokens_peek(p, 1)->kind;
  return (name == RAW_WORD || name == RAW_PARAM) && figure == RAW_NUMBER && tokens_peek(p, 2)->kind == RAW_PERCENT;
}

/* Entries of a mix or split whose first line is missing: with the first of them the others are said, and the } after
 * them. */
static bool pass_over_entries(struct parser *p) {
  enum block_kind kind = top(p)->kind;
  struct raw first = *tokens_peek(p, 0);
  enum statement_kind wanted = kind == BLOCK_CHANNEL ? STATEMENT_channel_mix
                               : kind == BLOCK_BUDGET ? STATEMENT_budget_split
                               : kind == BLOCK_CAMPAIGN ? STATEMENT_campaign_mix : STATEMENT_NONE;
  if (wanted == STATEMENT_NONE || !is_entry(p)) return false;
  errors_lone_entry(p, &first, wanted);
  while (is_entry(p)) {
    begin(p, wanted, &first)->spoiled = true;
    tokens_skip_statement(p);
    tokens_skip_ends(p);
  }
  const struct raw *brace = tokens_peek(p, 0);
  uint32_t indent = tokens_indent(p, brace), own = top(p)->indent;
  if (brace->kind == RAW_CLOSE && indent != NO_INDENT && own != NO_INDENT && indent > own) tokens_take(p);
  return true;
}

/* Whether the line at hand is indented further than the statement above it, which has no block: it may belong to it. */
static bool is_indented(struct parser *p, const struct raw *first) {
  const struct open_block *block = top(p);
  uint32_t indent = tokens_indent(p, first);
  return block->last && !block->last->has_block && indent != NO_INDENT && block->last_indent != NO_INDENT &&
         indent > block->last_indent;
}

/* Such a line, of which no word begins a statement. */
static void wrapped(struct parser *p, const struct raw *first) {
  struct statement *above = top(p)->last;
  struct statement *s = begin(p, STATEMENT_NONE, first);
  if (!above->spoiled) errors_wrapped_line(p, first);
  above->spoiled = true;
  pass_over(p, s);
}

/* A first word that starts nothing here. */
static void unknown(struct parser *p, const struct raw *first) {
  if (first->faulty) { /* what is wrong has been said */
    pass_over(p, begin(p, STATEMENT_NONE, first));
    return;
  }
  if (first->kind != RAW_WORD || tokens_joins(first)) {
    no_word(p, first);
    return;
  }
  enum statement_kind near = nearest(p, first);
  bool other = near != STATEMENT_NONE || (is_elsewhere(p, first) && p->previous->kind != RAW_NUMBER);
  if (near == STATEMENT_NONE && pass_over_entries(p)) return;
  if (is_indented(p, first) && (!other || top(p)->last->spoiled)) {
    wrapped(p, first);
    return;
  }
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
  if (p->depth == 0 && is_astray(first)) pass_over_astray(p, s);
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
  struct raw *first = tokens_take(p);
  if (words == 2) first->place.end = tokens_take(p)->place.end;
  struct statement *s = begin_in(p, block, kind, first);
  if (block != top(p)) errors_misplaced(p, first, block);
  parse_arguments(p, s, tokens_shape(kind));
}

/* A statement of a block outside: by its indentation it was meant to stand in this one; else this one's } is missing. */
static void parse_outer(struct parser *p, struct open_block *block) {
  const struct raw *first = tokens_peek(p, 0);
  uint32_t indent = tokens_indent(p, first), own = top(p)->indent;
  bool nested = indent == NO_INDENT || (own != NO_INDENT && indent > own);
  int words;
  enum sense missing;
  if (!nested) {
    close_unclosed(p, first);
    return;
  }
  enum statement_kind kind = tokens_statement(p, block->kind, &words, &missing);
  parse_known(p, block, kind, words);
}

static bool would_stand_in(struct parser *p, enum block_kind kind) {
  int words;
  enum sense missing;
  if (is_item_block(kind) && is_entry(p)) return true;
  return kind != BLOCK_NONE && tokens_statement(p, kind, &words, &missing) != STATEMENT_NONE;
}

/* Whether the block holds already what such a statement may say once. */
static bool has_said(const struct statement *block, enum statement_kind kind) {
  const struct statement_row *row = &statement_rows[kind];
  for (const struct statement *s = block; s; s = s->next) {
    bool group = row->often == OFTEN_EXCLUSIVE && statement_rows[s->kind].often == OFTEN_EXCLUSIVE;
    if ((s->kind == kind && row->often != OFTEN_MANY) || (group && statement_rows[s->kind].group == row->group)) return true;
  }
  return false;
}

/* The statement before this one has closed its block, in which this one would stand, by its indentation too: its } is
 * one too many. Where the block has said the same already, the line is missing that opens another. */
static bool reopens_sibling(struct parser *p) {
  struct statement *above = top(p)->last;
  struct raw first = *tokens_peek(p, 0);
  uint32_t indent = tokens_indent(p, &first);
  if (!above || !above->has_block || p->depth == SYNTAX_BLOCKS_MAX || p->blocks[p->depth + 1].owner != above) return false;
  if (indent == NO_INDENT || top(p)->last_indent == NO_INDENT || indent <= top(p)->last_indent) return false;
  int words;
  enum sense missing;
  enum statement_kind kind = tokens_statement(p, p->blocks[p->depth + 1].kind, &words, &missing);
  bool of_party = p->blocks[p->depth + 1].kind == BLOCK_PARTY && has_said(above->block, STATEMENT_party_contact);
  if (!would_stand_in(p, p->blocks[p->depth + 1].kind) || has_said(above->block, kind) || of_party) return false;
  errors_early_close(p, &first, above);
  p->depth++;
  return true;
}

/* The statement before this one is a declaration without a block, in which this one would stand: its { is missing. */
static bool opens_sibling(struct parser *p) {
  struct statement *above = top(p)->last;
  if (!above || above->has_block || !would_stand_in(p, statement_rows[above->kind].opens)) return false;
  struct raw first = *tokens_peek(p, 0);
  if (!above->spoiled) errors_no_opening(p, &first, above);
  p->indent = top(p)->last_indent;
  open_block(p, above, first.place);
  return true;
}

/* Lines of `mix` and `split` begin with a name, whatever word that is. */
static void parse_item(struct parser *p) {
  struct raw at = *tokens_peek(p, 0);
  at.place.end = at.place.start;
  struct statement *s = begin(p, top(p)->kind == BLOCK_MIX ? STATEMENT_mix_share : STATEMENT_split_share, &at);
  p->head.kind = RAW_LINE_END; /* nothing was taken yet */
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
  struct raw first = *tokens_peek(p, 0); /* a copy: the statement's own first word is made longer where it is a phrase */
  struct open_block *outer = first.kind == RAW_WORD && p->depth ? outer_block(p) : NULL;
  if (outer)
    parse_outer(p, outer);
  else if (first.kind != RAW_WORD || !(opens_sibling(p) || reopens_sibling(p)))
    unknown(p, &first);
}

/* `accepted jo`, where "accepted by" begins a statement. */
static void parse_half(struct parser *p, enum sense phrase) {
  const struct raw *first = tokens_take(p);
  struct statement *s = begin(p, words_statement_of(phrase, top(p)->kind), first);
  errors_phrase(p, first, phrase);
  p->head.kind = RAW_LINE_END;
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

static void parse_close(struct parser *p) {
  const struct raw *brace = tokens_take(p);
  p->statement = NULL;
  if (!p->depth) {
    errors_unopened(p, brace->place);
    return;
  }
  bool doubled = top(p)->doubled;
  close_block(p, brace->place.start);
  tokens_skip_ends(p);
  if (doubled && tokens_peek(p, 0)->kind == RAW_CLOSE) tokens_take(p);
}

/* A brace where a statement should begin. Right after another it is a slip of the finger, and opens nothing. */
static void parse_open(struct parser *p) {
  struct raw brace = *tokens_peek(p, 0);
  struct open_block *block = top(p);
  bool doubled = p->depth && !block->last && p->previous->kind == RAW_OPEN;
  struct statement *s = begin(p, STATEMENT_NONE, &brace);
  errors_no_word(p, &brace);
  s->spoiled = true;
  tokens_take(p);
  if (doubled)
    block->doubled = true;
  else
    open_block(p, s, brace.place);
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
    case RAW_CLOSE: parse_close(p); return false;
    case RAW_OPEN: parse_open(p); return false;
    default:
      parse_statement(p);
      return false;
  }
}

bool syntax_parse_until(struct parser *p, uint32_t place) {
  for (;;) {
    if (p->depth == 0) tokens_skip_ends(p);
    if (p->depth == 0 && p->ahead_count == 1 && tokens_peek(p, 0)->place.start == place) return true;
    if (parse_next(p)) return false;
  }
}

static struct parser *new_parser(struct syntax *syntax, uint32_t file) {
  const struct source *source = sources_get(syntax->sources, file);
  struct parser *p = ARENA_NEW(syntax->arena, struct parser);
  *p = (struct parser){.syntax = syntax, .arena = syntax->arena, .bytes = source->bytes, .length = source->length,
                       .file = file};
  p->tree = ARENA_NEW(p->arena, struct ast_file);
  p->tree->file = file;
  p->scanned_line_end = true;
  p->previous = tokens_slot(p, RAW_RING - 1);
  p->blocks[0].kind = BLOCK_FILE;
  return p;
}

struct ast_file *syntax_parse_part(struct syntax *syntax, uint32_t file) {
  struct parser *p = new_parser(syntax, file);
  scan_begin(p);
  while (!syntax->findings->added && !parse_next(p)) continue;
  scan_end(p);
  return p->tree;
}

struct ast_file *syntax_parse(struct syntax *syntax, uint32_t file) {
  struct parser *p = new_parser(syntax, file);
  if (halves_parse(p)) return p->tree;
  if (!scan_accepts(p)) {
    p->tree->refused = true;
    return p->tree;
  }
  scan_begin(p);
  syntax_parse_until(p, UINT32_MAX);
  scan_end(p);
  return p->tree;
}

struct statement *syntax_parse_value(struct syntax *syntax, uint32_t file) {
  struct parser *p = new_parser(syntax, file);
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
