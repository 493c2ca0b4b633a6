#include "syntax/tokens.h"

#include <assert.h>

#include "ast/literals.h"
#include "base/utf8.h"
#include "remit_parser.h"
#include "syntax/errors.h"
#include "syntax/repairs.h"
#include "syntax/scan.h"

enum { TOK_PLAIN = -1 };

static const short terminals[SENSE_COUNT] = {
#define KEYWORD(sense, terminal, en, zh, bg, vi) [SENSE_##sense] = TOK_##terminal,
#include "keywords.def"
#undef KEYWORD
};

static const short shapes[STATEMENT_KIND_COUNT] = {
#define STATEMENT(id, block, word, shape, often, group, opens, form) [STATEMENT_##id] = TOK_H_##shape,
#include "statements.def"
#undef STATEMENT
};

int tokens_shape(enum statement_kind kind) { return shapes[kind]; }

bool tokens_takes_name(enum statement_kind kind) {
  switch (shapes[kind]) {
    case TOK_H_TITLED:
    case TOK_H_DUTY:
    case TOK_H_PERIODED:
    case TOK_H_PERSON:
    case TOK_H_NAMED:
    case TOK_H_NAME_BLOCK:
    case TOK_H_CLAUSE:
    case TOK_H_LINE:
    case TOK_H_RATE:
    case TOK_H_CRITERION:
    case TOK_H_PARAM: return true;
    default: return false;
  }
}

/* A name is checked once; a character that no name has is reported where it is first met. */
static void check_name(struct parser *p, struct place place, struct name *name) {
  name->checked = true;
  for (size_t i = place.start; i < place.end;) {
    int size;
    uint32_t c = utf8_plain_form(utf8_decode(p->bytes + i, place.end - i, &size));
    bool in_tag = c == '-' && (p->bytes[place.start] | 0x20) == 'z'; /* zh-Hant */
    if (!utf8_is_name_continue(c) && !in_tag) {
      name->checked = false; /* said again wherever it stands: each is a fault of its own */
      errors_bad_name(p, (struct place){(uint32_t)i, (uint32_t)i + (uint32_t)size});
      return;
    }
    i += (size_t)size;
  }
}

static void intern(struct parser *p, struct raw *raw) {
  uint32_t from = raw->place.start;
  if (raw->kind == RAW_PARAM) from += p->bytes[from] == '$' ? 1 : 3;
  raw->atom = names_intern(p->syntax->names, p->bytes + from, raw->place.end - from);
  if (raw->kind == RAW_WORD) raw->word = words_of(p->syntax->words, p->syntax->names, raw->atom);
  struct name *name = names_get(p->syntax->names, raw->atom);
  if (!name->checked) check_name(p, (struct place){from, raw->place.end}, name);
}

void tokens_scan(struct parser *p, uint32_t ahead) {
  assert(ahead < RAW_AHEAD);
  while (p->ahead_count <= ahead) {
    struct raw *raw = tokens_slot(p, p->ahead_first + p->ahead_count++);
    p->faulted = false;
    scan_next(p, raw);
    if (p->miswritten) repairs_figure(p, raw);
    if (raw->kind == RAW_WORD || raw->kind == RAW_PARAM) intern(p, raw);
    raw->line_start = p->scanned_line_end;
    raw->faulty = p->faulted;
    p->scanned_line_end = raw->kind == RAW_LINE_END;
  }
}

/* A line may end many times; none of these ends takes up the room of what was taken before them. */
static void drop_end(struct parser *p) {
  p->ahead_count--;
  for (uint32_t i = 0; i < p->ahead_count; i++) *tokens_slot(p, p->ahead_first + i) = *tokens_slot(p, p->ahead_first + i + 1);
}

/* A fault that was seen when the token was looked at, before its statement began, is that statement's. */
struct raw *tokens_take(struct parser *p) {
  enum raw_kind kind = tokens_peek(p, 0)->kind;
  struct raw *raw = tokens_slot(p, p->ahead_first);
  if (raw->faulty) p->spoiled = true;
  if (kind == RAW_LINE_END || kind == RAW_SEMICOLON) {
    drop_end(p);
    return raw;
  }
  p->ahead_first++;
  p->ahead_count--;
  return p->previous = raw;
}

static void give_back(struct parser *p, const struct raw *raw) {
  assert(p->ahead_count < RAW_AHEAD);
  p->ahead_count++;
  *tokens_slot(p, --p->ahead_first) = *raw;
}

void tokens_give_back(struct parser *p) {
  struct raw raw = *p->current;
  if (p->second) {
    give_back(p, p->second);
    raw.place.end = p->current_end;
  }
  give_back(p, &raw);
}

void tokens_give_back_two(struct parser *p) {
  const struct raw before = *p->before[0];
  tokens_give_back(p);
  give_back(p, &before);
}

/* A line's blanks are looked at once, so the time is the text's. */
uint32_t tokens_indent(const struct parser *p, const struct raw *raw) {
  uint32_t at = raw->place.start;
  if (!raw->line_start) return NO_INDENT;
  while (at > 0 && p->bytes[at - 1] != '\n') at--;
  return raw->place.start - at;
}

void tokens_skip_line_ends_before_block(struct parser *p) {
  if (tokens_peek(p, 0)->kind != RAW_LINE_END) return;
  while (tokens_peek(p, 0)->kind == RAW_LINE_END && tokens_peek(p, 1)->kind == RAW_LINE_END) tokens_take(p);
  if (tokens_peek(p, 0)->kind == RAW_LINE_END && tokens_peek(p, 1)->kind == RAW_OPEN) tokens_take(p);
}

uint32_t tokens_end(const struct parser *p) { return p->previous->place.end; }

static bool is_block_edge(enum raw_kind kind) { return kind == RAW_OPEN || kind == RAW_CLOSE || kind == RAW_END; }

void tokens_skip_statement(struct parser *p) {
  for (;;) {
    enum raw_kind kind = tokens_peek(p, 0)->kind;
    if (is_block_edge(kind) || kind == RAW_SEMICOLON) return;
    if (kind == RAW_LINE_END && p->previous->kind != RAW_COMMA) return;
    tokens_take(p);
  }
}

void tokens_skip_ends(struct parser *p) {
  for (;;) {
    enum raw_kind kind = tokens_peek(p, 0)->kind;
    if (kind != RAW_LINE_END && kind != RAW_SEMICOLON) return;
    tokens_take(p);
  }
}

/* The sense of the phrase that the word begins, if its second word is the raw token at `second`. */
static enum sense phrase_of(struct parser *p, const struct word *word, uint32_t second_at) {
  if (!word->phrase_count) return SENSE_NONE;
  return words_phrase(p->syntax->words, p->syntax->names, word, tokens_peek(p, second_at)->word);
}

enum statement_kind tokens_statement(struct parser *p, enum block_kind block, int *words, enum sense *missing) {
  const struct word *word = tokens_peek(p, 0)->word;
  *words = 1;
  *missing = SENSE_NONE;
  if (!word) return STATEMENT_NONE;
  enum sense phrase = phrase_of(p, word, 1);
  if (phrase != SENSE_NONE && words_statement_of(phrase, block) != STATEMENT_NONE) {
    *words = 2;
    return words_statement_of(phrase, block);
  }
  enum statement_kind kind = words_statement_alone(word, block);
  for (int i = 0; kind == STATEMENT_NONE && i < word->phrase_count; i++)
    if (words_statement_of(word->phrases[i].sense, block) != STATEMENT_NONE)
      *missing = (enum sense)word->phrases[i].sense;
  return kind;
}

static int terminal_of(const struct word *word) {
  for (int i = 0; i < word->count; i++)
    if (terminals[word->senses[i]] != TOK_PLAIN) return terminals[word->senses[i]];
  return TOK_WORD;
}

static bool is_joining(int terminal) { return terminal >= TOK_AND && terminal <= TOK_ALL_KPIS; }

bool tokens_joins(const struct raw *raw) { return raw->word && is_joining(terminal_of(raw->word)); }

bool tokens_begins_statement(const struct raw *raw, enum block_kind block) {
  return raw->word && !tokens_joins(raw) && words_statement(raw->word, block) != STATEMENT_NONE;
}

/* `30 萬`, `50 triệu`: the magnitude is part of the figure. */
static void take_magnitude(struct parser *p, struct raw *number) {
  const struct raw *next = tokens_peek(p, 0);
  if (next->kind != RAW_WORD || next->place.end - next->place.start > 12) return;
  bool plain = true;
  for (uint32_t i = next->place.start; i < next->place.end; i++) plain = plain && !(p->bytes[i] & 0x80);
  if (plain && next->place.end - next->place.start > 1) return;
  struct decimal value;
  uint32_t end = next->place.end;
  if (!literal_number(p->bytes + number->place.start, end - number->place.start, &value)) return;
  tokens_take(p);
  p->previous->kind = RAW_NUMBER;
  number->place.end = end;
}

/* Whether the word starts a statement of the block that the statement at hand opens: then a { is missing. */
static bool begins_its_block(const struct parser *p, const struct word *word) {
  enum block_kind opens = statement_rows[p->statement->kind].opens;
  return opens != BLOCK_NONE && words_statement(word, opens) != STATEMENT_NONE;
}

static int word_token(struct parser *p, struct raw *raw, enum raw_kind before) {
  const struct word *word = raw->word;
  if (before == RAW_TEXT && p->taken > 1 && !begins_its_block(p, word) && tokens_peek(p, 0)->kind == RAW_TEXT) return TOK_LANGUAGE;
  if (!word) return TOK_WORD;
  enum sense phrase = phrase_of(p, word, 0);
  if (phrase != SENSE_NONE && terminals[phrase] != TOK_PLAIN) {
    p->current_end = raw->place.end;
    p->second = tokens_take(p);
    raw->place.end = p->second->place.end;
    return terminals[phrase];
  }
  return terminal_of(word);
}

static int sign_token(enum raw_kind kind) {
  static const short signs[] = {
    [RAW_NUMBER] = TOK_NUMBER, [RAW_DATE] = TOK_DATE, [RAW_TIME] = TOK_TIME, [RAW_TEXT] = TOK_TEXT,
    [RAW_PARAM] = TOK_PARAM, [RAW_OPEN] = TOK_OPEN, [RAW_COMMA] = TOK_COMMA, [RAW_LPAREN] = TOK_LPAREN,
    [RAW_RPAREN] = TOK_RPAREN, [RAW_PERCENT] = TOK_PERCENT, [RAW_EQUALS] = TOK_EQUALS, [RAW_LESS] = TOK_LESS,
    [RAW_LESS_EQUAL] = TOK_LESS_EQUAL, [RAW_GREATER] = TOK_GREATER, [RAW_GREATER_EQUAL] = TOK_GREATER_EQUAL,
    [RAW_MINUS] = TOK_MINUS, [RAW_PLUS] = TOK_PLUS_SIGN, [RAW_TIMES] = TOK_TIMES, [RAW_DIVIDE] = TOK_DIVIDE};
  return signs[kind];
}

/* Passes over line ends that end nothing; true where the statement ends here. */
static bool at_statement_end(struct parser *p) {
  while (tokens_peek(p, 0)->kind == RAW_LINE_END) {
    bool goes_on = p->parentheses || p->previous->kind == RAW_COMMA;
    while (tokens_peek(p, 0)->kind == RAW_LINE_END) tokens_take(p);
    if (!goes_on && tokens_peek(p, 0)->kind != RAW_OPEN) return true;
  }
  enum raw_kind kind = tokens_peek(p, 0)->kind;
  return kind == RAW_SEMICOLON || kind == RAW_CLOSE || kind == RAW_END;
}

/* False where the statement has too many signs and joining words. */
static bool count_operator(struct parser *p, enum raw_kind kind, int token) {
  if (kind == RAW_LPAREN && !p->parentheses++) p->parenthesis = p->current->place;
  if (kind == RAW_RPAREN && p->parentheses) p->parentheses--;
  bool counts = kind == RAW_LPAREN || (kind >= RAW_MINUS && kind <= RAW_DIVIDE) || token == TOK_AND || token == TOK_OR ||
                token == TOK_NOT;
  return !counts || ++p->operators <= SYNTAX_OPERATORS_MAX;
}

static int end_token(struct parser *p, struct place *place) {
  p->ended = true;
  *place = (struct place){tokens_end(p), tokens_end(p)};
  return TOK_END;
}

/* `person person mei`: the name is the word after. */
static bool repeats_head(const struct parser *p) {
  const struct place *first = &p->before[0]->place;
  return first->end - first->start == p->statement->head_length &&
         memcmp(p->bytes + first->start, p->bytes + p->statement->start, p->statement->head_length) == 0;
}

int remit_yylex(REMIT_YYSTYPE *value, struct place *place, struct parser *p) {
  if (!p->head_given) {
    p->head_given = true;
    *place = (struct place){p->statement->start, p->statement->start + p->statement->head_length};
    return p->head_token;
  }
  if (p->ended || p->current->kind == RAW_OPEN || at_statement_end(p)) return end_token(p, place);
  enum raw_kind before = p->previous->kind;
  struct raw *raw = tokens_take(p);
  p->before[1] = p->before[0];
  p->before[0] = p->current;
  p->current = raw;
  p->second = NULL;
  p->taken++;
  if (raw->kind == RAW_NUMBER) take_magnitude(p, raw);
  int token = raw->kind == RAW_WORD ? word_token(p, raw, before) : sign_token(raw->kind);
  if (!count_operator(p, raw->kind, token)) {
    errors_too_deep(p, raw->place);
    tokens_skip_statement(p);
    return end_token(p, place);
  }
  if (raw->kind == RAW_WORD && !is_joining(token) && (p->taken == 1 || (p->taken == 2 && repeats_head(p))))
    p->statement->name = raw->atom;
  if (p->taken == 1) p->one_name = p->head_token == TOK_H_NAME;
  value->TOK_WORD = raw->atom;
  *place = raw->place;
  return token;
}
