#include "syntax/slips.h"

#include "base/utf8.h"
#include "syntax/errors.h"
#include "syntax/tokens.h"

/* Where the grammar refused something, and what it would have taken. */
struct refusal {
  struct place place;
  const struct raw *raw; /* what stands there */
  bool at_end;           /* the statement ends there */
  const char *const *expected;
  int count;
};

static bool expects(const struct refusal *r, const char *what) { return errors_expects(r->expected, r->count, what); }

static const struct statement_row *row_of(const struct parser *p) { return &statement_rows[p->statement->kind]; }

static enum block_kind block_of(const struct parser *p) { return p->blocks[p->depth].kind; }

/* ---- Quotes and parentheses ---- */

static bool slip_quote(struct parser *p, const struct refusal *r) { return !r->at_end && errors_missing_quote(p, r->place); }

/* The token before the one that is refused begins a line and a statement: it was read as a unit or a name. */
static bool begins_above(struct parser *p, const struct refusal *r) {
  const struct raw *first = p->before[0];
  return !r->at_end && p->taken >= 3 && first->line_start && tokens_begins_statement(first, block_of(p));
}

static bool slip_parenthesis(struct parser *p, const struct refusal *r) {
  bool begins = !r->at_end && tokens_begins_statement(r->raw, block_of(p));
  if (!p->parentheses || (!r->at_end && !begins && !begins_above(p, r))) return false;
  struct finding *f = errors_fault(p, E007, p->parenthesis, TEXT_OPEN_PARENTHESIS, NO_ARGS);
  errors_help(p, f, TEXT_OPEN_PARENTHESIS_HELP, NO_ARGS);
  p->next_begins = begins;
  if (begins || r->at_end) return true;
  tokens_give_back_two(p);
  p->returned = true;
  return true;
}

/* ---- Lines ---- */

/* Whether the word starts a statement here or in a block outside; perhaps misspelt, unless the line before it ends with
 * a word or sign that joins. */
static bool begins_anywhere(struct parser *p, const struct raw *raw) {
  const struct word *word = raw->word;
  bool joined = p->current->kind >= RAW_COMMA || (p->taken && tokens_joins(p->current));
  int distance;
  for (uint32_t i = 0; word && i <= p->depth; i++)
    if (words_statement(word, p->blocks[i].kind)) return true;
  if (joined) return false;
  return words_nearest(block_of(p), names_text(p->syntax->names, raw->atom), &distance) != STATEMENT_NONE;
}

static bool is_expected_word(struct parser *p, const struct refusal *r, const struct raw *raw) {
  size_t length = raw->place.end - raw->place.start;
  for (int i = 0; i < r->count; i++) {
    const char *word = r->expected[i];
    bool same = strncmp(word, p->bytes + raw->place.start, length) == 0 && (word[length] == 0 || word[length] == ' ');
    if (same) return true;
  }
  return false;
}

/* At the end of a line whose statement lacks something that the next line begins with. */
static bool slip_wrapped(struct parser *p, const struct refusal *r) {
  const struct raw *next = tokens_peek(p, 0);
  if (!r->at_end || !next->line_start || next->kind == RAW_END || next->kind == RAW_CLOSE || next->kind == RAW_OPEN)
    return false;
  if (next->kind == RAW_WORD && !is_expected_word(p, r, next) && begins_anywhere(p, next)) return false;
  errors_wrapped_line(p, next);
  p->wrapped = true;
  return true;
}

/* A line that is indented further than the one before it, and begins with a word that joins. */
static bool slip_indented(struct parser *p, const struct refusal *r) {
  (void)r;
  struct statement *above = p->sibling;
  struct raw head = {.kind = RAW_WORD, .place = {p->statement->start, p->statement->start + p->statement->head_length}};
  if (!above || p->indent == NO_INDENT || p->sibling_indent == NO_INDENT || p->indent <= p->sibling_indent) return false;
  head.atom = names_find(p->syntax->names, p->bytes + head.place.start, p->statement->head_length);
  head.word = words_of(p->syntax->words, p->syntax->names, head.atom);
  if (!tokens_joins(&head)) return false;
  int line = (int)source_position(p->syntax->sources, p->file, above->end ? above->end - 1 : 0).line;
  struct finding *f = errors_fault(p, E007, head.place, TEXT_OWN_LINE, ARGS(arg_name(errors_head(p))));
  errors_help(p, f, TEXT_WRAPPED_LINE_HELP, ARGS(arg_integer(line)));
  above->spoiled = true;
  return true;
}

/* ---- Braces and separators ---- */

static bool slip_brace(struct parser *p, const struct refusal *r) {
  if (r->at_end || r->raw->kind != RAW_OPEN) return false;
  if (row_of(p)->opens == BLOCK_NONE)
    errors_no_block_here(p, r->place);
  else
    errors_incomplete(p, r->expected, r->count);
  return true;
}

/* `kpi followers "Followers" measures …`: the first statement of the block, and no {. */
static bool slip_no_brace(struct parser *p, const struct refusal *r) {
  enum block_kind opens = row_of(p)->opens;
  if (r->at_end || opens == BLOCK_NONE || !expects(r, "{") || !tokens_begins_statement(r->raw, opens)) return false;
  errors_no_opening(p, r->raw, p->statement);
  p->next_begins = p->unbraced = true;
  return true;
}

static bool slip_no_separator(struct parser *p, const struct refusal *r) {
  if (r->at_end || p->taken < 2 || !tokens_begins_statement(r->raw, block_of(p))) return false;
  const char *word = errors_excerpt(p, r->place);
  struct finding *f = errors_fault(p, E007, r->place, TEXT_NO_SEPARATOR, ARGS(arg_name(word)));
  errors_help(p, f, TEXT_NO_SEPARATOR_HELP, ARGS(arg_name(word)));
  p->next_begins = true;
  return true;
}

/* `responsible mei,` and on the next line `accountable wu`: a comma where the statement was to end. */
static bool slip_comma(struct parser *p, const struct refusal *r) {
  const struct raw *name = p->before[0];
  if (r->at_end || p->taken < 3 || p->before[1]->kind != RAW_COMMA || !tokens_begins_statement(name, block_of(p)))
    return false;
  const char *word = errors_excerpt(p, name->place);
  struct finding *f = errors_fault(p, E007, name->place, TEXT_READ_AS_NAME, ARGS(arg_name(word)));
  errors_help(p, f, TEXT_READ_AS_NAME_HELP, ARGS(arg_name(word)));
  tokens_give_back_two(p);
  p->returned = true;
  return true;
}

/* Entries of `mix` and `split`: `product 30%, daily 70%`, or without anything between them. */
static bool slip_entries(struct parser *p, const struct refusal *r) {
  if (p->statement->head_length || r->at_end || p->taken < 3) return false;
  const struct raw *entry = r->raw->kind == RAW_COMMA ? tokens_peek(p, 0) : r->raw;
  if ((entry->kind != RAW_WORD && entry->kind != RAW_PARAM) || tokens_joins(entry)) return false;
  struct finding *f = errors_fault(p, E007, r->place, TEXT_ENTRIES, ARGS(arg_name(errors_head(p))));
  errors_help(p, f, TEXT_ENTRIES_HELP, ARGS(arg_name(errors_excerpt(p, entry->place))));
  p->next_begins = r->raw->kind != RAW_COMMA;
  p->returned = r->raw->kind == RAW_COMMA;
  return true;
}

/* ---- Names and figures ---- */

static bool slip_one_name(struct parser *p, const struct refusal *r) {
  if (!p->one_name || r->at_end || (r->raw->kind != RAW_COMMA && !tokens_joins(r->raw))) return false;
  struct finding *f = errors_fault(p, E007, r->place, TEXT_ONE_NAME_ONLY, ARGS(arg_name(errors_head(p))));
  if (p->statement->kind == STATEMENT_duty_accountable)
    errors_help(p, f, TEXT_ONE_ACCOUNTABLE_HELP, NO_ARGS);
  else
    errors_form_help(p, f);
  return true;
}

/* Whether nothing but a name can stand there. */
static bool wants_name(const struct refusal *r) {
  for (int i = 0; i < r->count; i++)
    if (strcmp(r->expected[i], "a name") != 0 && strcmp(r->expected[i], "a parameter") != 0) return false;
  return r->count > 0;
}

static bool slip_reserved(struct parser *p, const struct refusal *r) {
  if (r->at_end || !wants_name(r) || r->raw->kind != RAW_WORD || !tokens_joins(r->raw)) return false;
  const char *word = errors_excerpt(p, r->place);
  struct buffer other = buffer_in(p->syntax->findings->arena);
  for (const char *c = word; *c; c++) buffer_char(&other, *c == ' ' ? '_' : *c);
  buffer_text(&other, "_1");
  struct finding *f = errors_fault(p, E007, r->place, TEXT_RESERVED_NAME, ARGS(arg_name(word)));
  errors_help(p, f, TEXT_RESERVED_NAME_HELP, ARGS(arg_name(buffer_string(&other)), arg_name(word)));
  return true;
}

/* `weekly-report`: names are joined with `_`. */
static bool slip_hyphen(struct parser *p, const struct refusal *r) {
  const struct raw *before = p->before[0], *after = tokens_peek(p, 0);
  if (r->at_end || r->raw->kind != RAW_MINUS || p->taken < 2 || before->kind != RAW_WORD) return false;
  bool joined = before->place.end == r->place.start && after->place.start == r->place.end;
  if (!joined || (after->kind != RAW_WORD && after->kind != RAW_NUMBER)) return false;
  struct buffer name = buffer_in(p->syntax->findings->arena);
  buffer_text(&name, errors_excerpt(p, before->place));
  buffer_char(&name, '_');
  buffer_text(&name, errors_excerpt(p, after->place));
  struct finding *f = errors_fault(p, E007, r->place, TEXT_HYPHEN, ARGS(arg_name("-")));
  errors_help(p, f, TEXT_WRITE, ARGS(arg_name(buffer_string(&name))));
  return true;
}

static bool is_code(const struct parser *p, struct place place) {
  for (uint32_t i = place.start; i < place.end; i++)
    if (p->bytes[i] < 'A' || p->bytes[i] > 'Z') return false;
  return place.end - place.start == 3;
}

/* `EUR 12` */
static bool slip_currency(struct parser *p, const struct refusal *r) {
  const struct raw *number = tokens_peek(p, 0);
  if (r->at_end || !expects(r, "a number") || r->raw->kind != RAW_WORD || number->kind != RAW_NUMBER ||
      !is_code(p, r->place))
    return false;
  struct buffer right = buffer_in(p->syntax->findings->arena);
  buffer_text(&right, errors_excerpt(p, number->place));
  buffer_char(&right, ' ');
  buffer_text(&right, errors_excerpt(p, r->place));
  struct place place = {r->place.start, number->place.end};
  struct finding *f = errors_fault(p, E005, place, TEXT_CURRENCY_FIRST, ARGS(arg_name(errors_excerpt(p, r->place))));
  errors_help(p, f, TEXT_WRITE, ARGS(arg_name(buffer_string(&right))));
  if (!number->faulty) errors_repair(p, f, place, buffer_string(&right));
  return true;
}

/* ---- Words written together ---- */

static bool is_digit_at(const char *text, size_t left, int *size) {
  uint32_t c = utf8_decode(text, left, size);
  return c >= '0' && c <= '9';
}

/* The bytes of the next piece: a word of the table, a figure with what follows it, or characters up to the next of
 * these. */
static size_t piece(const char *text, size_t length) {
  int size;
  size_t known = words_prefix(text, length), at = 0;
  if (known || is_digit_at(text, length, &size)) return known ? known : length;
  while (at < length && !is_digit_at(text + at, length - at, &size) && (at == 0 || !words_prefix(text + at, length - at)))
    at += (size_t)size;
  return at;
}

const char *slips_apart(struct parser *p, const struct raw *word) {
  const struct name *name = names_get(p->syntax->names, word->atom);
  const char *text = name->text;
  size_t length = name->length, pieces = 0;
  int size;
  if (length > 200 || utf8_script(utf8_decode(text, length, &size)) != UTF8_HAN) return NULL;
  struct buffer out = buffer_in(p->syntax->findings->arena);
  for (size_t at = 0; at < length; pieces++) {
    size_t next = piece(text + at, length - at);
    if (pieces) buffer_char(&out, ' ');
    buffer_bytes(&out, text + at, next);
    at += next;
  }
  return pieces > 1 ? buffer_string(&out) : NULL;
}

static bool slip_together(struct parser *p, const struct refusal *r) {
  const char *apart = !r->at_end && r->raw->kind == RAW_WORD ? slips_apart(p, r->raw) : NULL;
  if (!apart) return false;
  errors_written_together(p, r->raw, apart);
  return true;
}

/* ---- */

/* The first that has something to say says it. */
static bool (*const slips[])(struct parser *p, const struct refusal *r) = {
    slip_quote,        slip_parenthesis, slip_wrapped, slip_brace,    slip_one_name, slip_indented, slip_no_brace,
    slip_no_separator, slip_comma,       slip_entries, slip_reserved, slip_hyphen,   slip_currency, slip_together};

void slips_report(struct parser *p, struct place place, const char *const *expected, int count) {
  if (p->spoiled) return;
  struct refusal refusal = {place, p->current, p->ended, expected, count};
  p->spoiled = true; /* so that the scanner says nothing of what is looked at beyond */
  if (errors_full(p)) {
    errors_fault(p, E007, place, TEXT_UNEXPECTED, NO_ARGS); /* counted, and not shown */
    return;
  }
  for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
    if (slips[i](p, &refusal)) return;
  if (refusal.at_end)
    errors_incomplete(p, expected, count);
  else
    errors_unexpected(p, place, expected, count);
}
