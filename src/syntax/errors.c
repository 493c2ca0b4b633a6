#include "syntax/errors.h"

#include "base/utf8.h"
#include "syntax/numbers.h"
#include "syntax/repairs.h"
#include "syntax/tokens.h"

bool errors_full(const struct parser *p) { return p->syntax->findings->left_out > 0; }

const char *errors_excerpt(struct parser *p, struct place place) {
  if (errors_full(p)) return "";
  uint32_t end = place.end > p->length ? p->length : place.end;
  return arena_copy(p->syntax->findings->arena, p->bytes + place.start, end > place.start ? end - place.start : 0);
}

struct finding *errors_fault(struct parser *p, enum e_code code, struct place place, enum text_key key,
                             const struct argument *arguments) {
  p->spoiled = p->faulted = true;
  return finding_error(p->syntax->findings, code, span_at(p->file, place.start, place.end), key, arguments);
}

void errors_help(struct parser *p, struct finding *finding, enum text_key key, const struct argument *arguments) {
  if (errors_full(p)) return;
  finding_help(p->syntax->findings, finding, key, arguments);
}

void errors_repair(struct parser *p, struct finding *finding, struct place place, const char *text) {
  if (!errors_full(p)) finding_repair(p->syntax->findings, finding, span_at(p->file, place.start, place.end), text);
}

/* U+202E as text. */
static const char *code_point_name(struct parser *p, uint32_t c) {
  static const char hex[] = "0123456789ABCDEF";
  struct buffer out = buffer_in(p->syntax->findings->arena);
  buffer_text(&out, "U+");
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) buffer_char(&out, hex[(c >> shift) & 15]);
  return buffer_string(&out);
}

void errors_not_utf8(struct parser *p, uint32_t at) {
  struct finding *f = errors_fault(p, E001, (struct place){at, at + 1}, TEXT_NOT_UTF8, NO_ARGS);
  errors_help(p, f, TEXT_NOT_UTF8_HELP, NO_ARGS);
}

void errors_refused(struct parser *p, struct place place, uint32_t c) {
  bool bidi = utf8_is_bidi_control(c);
  struct finding *f = errors_fault(p, bidi ? E003 : E002, place, bidi ? TEXT_BIDI_CONTROL : TEXT_CONTROL_CHARACTER,
                            ARGS(arg_string(code_point_name(p, c))));
  errors_help(p, f, bidi ? TEXT_BIDI_CONTROL_HELP : TEXT_CONTROL_CHARACTER_HELP, NO_ARGS);
}

void errors_bad_number(struct parser *p, struct place place) {
  if (p->quoted) return; /* it may be text */
  struct finding *f = errors_fault(p, E005, place, TEXT_BAD_NUMBER, ARGS(arg_name(errors_excerpt(p, place))));
  if (errors_full(p)) return;
  p->miswritten = f;
  struct number_repair repair = number_repair(p->syntax->findings->arena, p->bytes + place.start, place.end - place.start);
  if (!repair.write)
    errors_help(p, f, TEXT_BAD_NUMBER_HELP_PLAIN, NO_ARGS);
  else if (repair.list && p->parentheses)
    errors_help(p, f, TEXT_BAD_NUMBER_HELP_TWO, ARGS(arg_name(repair.write), arg_name(repair.list)));
  else if (repair.either)
    errors_help(p, f, TEXT_BAD_NUMBER_HELP_EITHER, ARGS(arg_name(repair.write), arg_name(repair.either)));
  else
    errors_help(p, f, TEXT_BAD_NUMBER_HELP, ARGS(arg_name(repair.write)));
}

void errors_no_such_date(struct parser *p, struct place place) {
  if (p->quoted) return; /* it may be text */
  struct finding *f = errors_fault(p, E006, place, TEXT_NO_SUCH_DATE, ARGS(arg_name(errors_excerpt(p, place))));
  errors_help(p, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
}

void errors_bad_date(struct parser *p, struct place place) {
  if (p->quoted) return; /* it may be text */
  struct finding *f = errors_fault(p, E006, place, TEXT_BAD_DATE, ARGS(arg_name(errors_excerpt(p, place))));
  if (errors_full(p)) return;
  const char *write = date_repair(p->syntax->findings->arena, p->bytes + place.start, place.end - place.start);
  p->miswritten = f;
  if (write)
    errors_help(p, f, TEXT_BAD_DATE_HELP, ARGS(arg_name(write)));
  else
    errors_help(p, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
}

void errors_no_such_time(struct parser *p, struct place place) {
  if (p->quoted) return; /* it may be text */
  struct finding *f = errors_fault(p, E006, place, TEXT_NO_SUCH_TIME, ARGS(arg_name(errors_excerpt(p, place))));
  errors_help(p, f, TEXT_NO_SUCH_TIME_HELP, NO_ARGS);
}

void errors_bad_code_point(struct parser *p, struct place place) {
  struct finding *f = errors_fault(p, E007, place, TEXT_NO_SUCH_CODE_POINT, ARGS(arg_name(errors_excerpt(p, place))));
  errors_help(p, f, TEXT_NO_SUCH_CODE_POINT_HELP, NO_ARGS);
}

void errors_bad_escape(struct parser *p, struct place place) {
  struct finding *f = errors_fault(p, E007, place, TEXT_BACKSLASH, ARGS(arg_name(errors_excerpt(p, place))));
  errors_help(p, f, TEXT_BACKSLASH_HELP, NO_ARGS);
}

static const char *closing_quote(const char *bytes, size_t length) {
  static const struct { const char *open, *close; } quotes[] = {
    {"\"\"\"", "\"\"\""}, {"\"", "\""}, {"「", "」"}, {"『", "』"}, {"“", "”"}, {"„", "“"}};
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    size_t n = strlen(quotes[i].open);
    if (length >= n && memcmp(bytes, quotes[i].open, n) == 0) return quotes[i].close;
  }
  return "\"";
}

/* A text block without its end takes the rest of the file, so blocks that stay open are no faults of their own. */
static void open_block_text(struct parser *p, struct place place) {
  p->swallowed = true;
  place.end = place.start + 3;
  struct finding *f = errors_fault(p, E004, place, TEXT_OPEN_TEXT, ARGS(arg_string("\"\"\"")));
  errors_help(p, f, TEXT_OPEN_BLOCK_TEXT_HELP, NO_ARGS);
}

void errors_open_text(struct parser *p, struct place place) {
  const char *close = closing_quote(p->bytes + place.start, place.end - place.start);
  if (strlen(close) == 3 && close[0] == '"') {
    open_block_text(p, place);
    return;
  }
  if (p->quoted) return;
  struct finding *f = errors_fault(p, E004, place, TEXT_OPEN_TEXT, ARGS(arg_string(close)));
  errors_help(p, f, TEXT_OPEN_TEXT_HELP, ARGS(arg_string(close)));
}

/* Whether a text on this line stays open, quotes being counted from the line's start. */
static bool lacks_quote(const struct parser *p, uint32_t at) {
  enum { FAR = 1000 }; /* a line may be long, and hold many faults */
  uint32_t start = at, end = p->length - at > FAR ? at + FAR : p->length;
  bool open = false;
  while (start > 0 && p->bytes[start - 1] != '\n')
    if (at - start-- > FAR) return false;
  for (; start < end && p->bytes[start] != '\n'; start++) {
    if (p->bytes[start] == '#' && !open) return false;
    if (p->bytes[start] == '"') open = !open;
    if (p->bytes[start] == '\\' && open) start++;
  }
  return open && (start >= p->length || p->bytes[start] == '\n');
}

bool errors_missing_quote(struct parser *p, struct place at) {
  if (!lacks_quote(p, at.start)) return false;
  p->quoted = true;
  struct finding *f = errors_fault(p, E004, at, TEXT_QUOTE_MISSING, NO_ARGS);
  errors_help(p, f, TEXT_QUOTE_MISSING_HELP, NO_ARGS);
  return true;
}

/* What stands in other programs' texts for a sign of the language. */
static const char *meant_by(const char *character) {
  static const struct { const char *character, *write; } meant[] = {
    {"\u2212", "-"}, {"\u2010", "-"}, {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"}, {"\u2014", "-"},
    {"\u2015", "-"}, {"\u00D7", "*"}, {"\u00F7", "/"}, {"\u2265", ">="}, {"\u2264", "<="}, {"[", "{"}, {"]", "}"},
    {"'", "\""}, {"`", "\""}, {"\u2018", "\""}, {"\u2019", "\""}, {"\u00AB", "\""}, {"\u00BB", "\""}};
  for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
    if (strcmp(character, meant[i].character) == 0) return meant[i].write;
  return NULL;
}

/* Whether what the scanner meets follows from a fault that was reported: on the line of a faulty statement, or beside
 * another. On a line of its own it does not, though that is looked at while the statement before it is still at hand. */
static bool follows(const struct parser *p) { return p->faulted || (p->spoiled && !p->scanned_line_end); }

void errors_stray(struct parser *p, struct place place) {
  if (follows(p) || errors_missing_quote(p, place)) return;
  const char *character = errors_excerpt(p, place), *write = meant_by(character), *right = repairs_sign(p, character);
  struct finding *f = errors_fault(p, E007, place, TEXT_STRAY, ARGS(arg_name(character)));
  if (right) errors_repair(p, f, place, right);
  if (write)
    errors_help(p, f, TEXT_STRAY_MEANT_HELP, ARGS(arg_name(write)));
  else
    errors_help(p, f, TEXT_STRAY_HELP, NO_ARGS);
}

void errors_bad_name(struct parser *p, struct place place) {
  if (follows(p)) return;
  struct finding *f = errors_fault(p, E007, place, TEXT_BAD_NAME, ARGS(arg_name(errors_excerpt(p, place))));
  if (repairs_is_percent(p, place)) {
    errors_help(p, f, TEXT_STRAY_MEANT_HELP, ARGS(arg_name("%")));
    errors_repair(p, f, place, "%");
    return;
  }
  errors_help(p, f, TEXT_BAD_NAME_HELP, NO_ARGS);
}

void errors_too_deep(struct parser *p, struct place place) {
  if (p->spoiled) return;
  struct finding *f = errors_fault(p, E009, place, TEXT_TOO_DEEP, ARGS(arg_integer(SYNTAX_OPERATORS_MAX)));
  errors_help(p, f, TEXT_TOO_DEEP_HELP, NO_ARGS);
}

const char *errors_head(struct parser *p) {
  const struct statement *s = p->statement, *owner = p->blocks[p->depth].owner;
  if (s->head_length == 0 && owner) return errors_excerpt(p, (struct place){owner->start, owner->start + owner->head_length});
  return errors_excerpt(p, (struct place){s->start, s->start + s->head_length});
}

/* What the grammar calls a class of words, as the forms of statements.def call it. */
static const char *form_word(const char *expected) {
  static const struct { const char *grammar, *form; } classes[] = {
    {"a name", "NAME"}, {"a number", "NUMBER"}, {"a date", "DATE"}, {"a time", "09:00"},
    {"a text in quotes", "\"…\""}, {"a language", "en"}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strcmp(expected, classes[i].grammar) == 0) return classes[i].form;
  return expected;
}

bool errors_expects(const char *const *expected, int count, const char *what) {
  for (int i = 0; i < count; i++)
    if (strcmp(expected[i], what) == 0) return true;
  return false;
}

/* What may stand almost anywhere says nothing: a parameter, the end, and the minus of a number. */
static bool is_telling(const char *expected, bool number) {
  if (strcmp(expected, "a parameter") == 0 || strcmp(expected, "the end of the statement") == 0) return false;
  return !number || strcmp(expected, "-") != 0;
}

static void label_expected(struct parser *p, struct finding *f, const char *const *expected, int count) {
  if (errors_full(p)) return;
  enum { SHOWN = 5 };
  const char **shown = ARENA_ARRAY(p->syntax->findings->arena, const char *, SHOWN);
  bool number = errors_expects(expected, count, "a number");
  size_t n = 0;
  for (int i = 0; i < count; i++) {
    if (!is_telling(expected[i], number)) continue;
    if (n == SHOWN) return;
    shown[n++] = form_word(expected[i]);
  }
  if (n) finding_label(p->syntax->findings, f, TEXT_MAY_STAND, ARGS(arg_any(shown, n)));
}

void errors_form_help(struct parser *p, struct finding *f) {
  errors_help(p, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[p->statement->kind].form)));
}

void errors_incomplete(struct parser *p, const char *const *expected, int count) {
  struct place place = {p->previous->place.start, tokens_end(p)};
  if (p->current->kind == RAW_OPEN) place = p->before[0]->place;
  if (place.start < p->statement->start) place.start = p->statement->start;
  struct finding *f = errors_fault(p, E007, place, TEXT_INCOMPLETE, ARGS(arg_name(errors_head(p))));
  label_expected(p, f, expected, count);
  errors_form_help(p, f);
}

void errors_unexpected(struct parser *p, struct place place, const char *const *expected, int count) {
  const char *head = errors_head(p);
  struct finding *f = errors_fault(p, E007, place, TEXT_UNEXPECTED, ARGS(arg_name(head), arg_name(errors_excerpt(p, place))));
  label_expected(p, f, expected, count);
  bool any_value = errors_expects(expected, count, "a text in quotes");
  if (errors_expects(expected, count, "a date") && !any_value)
    errors_help(p, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
  else if (errors_expects(expected, count, "a time"))
    errors_help(p, f, TEXT_NO_SUCH_TIME_HELP, NO_ARGS);
  else
    errors_form_help(p, f);
}

static const char *statement_word(enum statement_kind kind) {
  return words_spelling((enum sense)statement_rows[kind].sense);
}

/* The word that opens the block, as it is written there. */
static const char *block_word(struct parser *p, const struct open_block *block) {
  if (!block->owner) return "";
  return errors_excerpt(p, (struct place){block->owner->start, block->owner->start + block->owner->head_length});
}

/* All first words of the block's statements. */
static void list_help(struct parser *p, struct finding *f, enum block_kind block) {
  size_t n = 0;
  const char **words = ARENA_ARRAY(p->syntax->findings->arena, const char *, STATEMENT_KIND_COUNT);
  for (int kind = 1; kind < STATEMENT_KIND_COUNT; kind++)
    if (statement_rows[kind].block == block && statement_rows[kind].sense != SENSE_NONE)
      words[n++] = statement_word((enum statement_kind)kind);
  if (n) errors_help(p, f, TEXT_UNKNOWN_LIST_HELP, ARGS(arg_any(words, n)));
  else errors_help(p, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[words_first(block)].form)));
}

static void unknown_help(struct parser *p, struct finding *f, const struct raw *word, enum statement_kind near) {
  enum block_kind block = p->blocks[p->depth].kind;
  enum block_kind other = word->word ? words_other_block(word->word, block) : BLOCK_NONE;
  if (near != STATEMENT_NONE)
    errors_help(p, f, TEXT_UNKNOWN_NEAR_HELP, ARGS(arg_name(statement_word(near))));
  else if (other != BLOCK_NONE && other != BLOCK_FILE && other != BLOCK_ANY)
    errors_help(p, f, TEXT_UNKNOWN_BLOCK_HELP,
                ARGS(arg_name(errors_excerpt(p, word->place)), arg_name(statement_word(words_opener(other)))));
  else
    list_help(p, f, block);
}

static struct finding *unknown_in(struct parser *p, const struct raw *word) {
  const char *text = errors_excerpt(p, word->place);
  const struct open_block *block = &p->blocks[p->depth];
  if (!block->owner) return errors_fault(p, E010, word->place, TEXT_UNKNOWN_STATEMENT, ARGS(arg_name(text)));
  return errors_fault(p, E010, word->place, TEXT_UNKNOWN_STATEMENT_IN, ARGS(arg_name(text), arg_name(block_word(p, block))));
}

struct finding *errors_unknown_statement(struct parser *p, const struct raw *word, enum statement_kind near) {
  struct finding *f = unknown_in(p, word);
  if (!errors_full(p)) unknown_help(p, f, word, near);
  return f;
}

void errors_misplaced(struct parser *p, const struct raw *word, const struct open_block *outer) {
  const char *text = errors_excerpt(p, word->place), *inner = block_word(p, &p->blocks[p->depth]);
  struct finding *f = unknown_in(p, word);
  if (outer->owner)
    errors_help(p, f, TEXT_MISPLACED_HELP, ARGS(arg_name(text), arg_name(block_word(p, outer)), arg_name(inner)));
  else
    errors_help(p, f, TEXT_MISPLACED_TOP_HELP, ARGS(arg_name(text), arg_name(inner)));
}

void errors_lone_entry(struct parser *p, const struct raw *first, enum statement_kind opener) {
  struct finding *f = unknown_in(p, first);
  errors_help(p, f, TEXT_LONE_ENTRY_HELP, ARGS(arg_name(statement_rows[opener].form)));
}

static int line_of(struct parser *p, uint32_t offset) {
  return (int)source_position(p->syntax->sources, p->file, offset).line;
}

void errors_wrapped_line(struct parser *p, const struct raw *first) {
  struct finding *f = errors_fault(p, E007, first->place, TEXT_WRAPPED_LINE, ARGS(arg_name(errors_excerpt(p, first->place))));
  if (!errors_full(p) && p->previous->place.end)
    errors_help(p, f, TEXT_WRAPPED_LINE_HELP, ARGS(arg_integer(line_of(p, p->previous->place.start))));
  else
    errors_help(p, f, TEXT_STRAY_HELP, NO_ARGS);
}

/* In `mix` and `split`, what does not begin with a name. */
static void no_entry(struct parser *p, const struct raw *first) {
  struct finding *f = errors_fault(p, E007, first->place, TEXT_NO_ENTRY,
                                   ARGS(arg_name(block_word(p, &p->blocks[p->depth])), arg_name(errors_excerpt(p, first->place))));
  errors_help(p, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[words_first(p->blocks[p->depth].kind)].form)));
}

void errors_no_word(struct parser *p, const struct raw *first) {
  if (p->spoiled) return;
  enum block_kind block = p->blocks[p->depth].kind;
  if (first->kind != RAW_OPEN && (block == BLOCK_MIX || block == BLOCK_SPLIT)) {
    no_entry(p, first);
    return;
  }
  struct finding *f = errors_fault(p, E007, first->place, TEXT_NO_WORD, ARGS(arg_name(errors_excerpt(p, first->place))));
  errors_help(p, f, TEXT_STRAY_HELP, NO_ARGS);
}

void errors_phrase(struct parser *p, const struct raw *word, enum sense phrase) {
  struct finding *f = errors_fault(p, E007, word->place, TEXT_PHRASE,
                                   ARGS(arg_name(errors_excerpt(p, word->place)), arg_name(words_spelling(phrase))));
  errors_form_help(p, f);
}

void errors_written_together(struct parser *p, const struct raw *word, const char *apart) {
  struct finding *f = errors_fault(p, E007, word->place, TEXT_TOGETHER, ARGS(arg_name(errors_excerpt(p, word->place))));
  errors_help(p, f, TEXT_TOGETHER_HELP, ARGS(arg_name(apart)));
}

/* ---- Braces ---- */

void errors_unclosed(struct parser *p, const struct open_block *block, const struct raw *before) {
  if (p->swallowed) return;
  struct finding *f = errors_fault(p, E008, block->place, TEXT_UNCLOSED, ARGS(arg_name(block_word(p, block))));
  if (before && !errors_full(p))
    errors_help(p, f, TEXT_UNCLOSED_BEFORE_HELP,
                ARGS(arg_name(errors_excerpt(p, before->place)), arg_integer(line_of(p, before->place.start))));
  else
    errors_help(p, f, TEXT_UNCLOSED_HELP, NO_ARGS);
}

void errors_unclosed_skipped(struct parser *p, struct place brace) {
  if (p->swallowed) return;
  struct finding *f = errors_fault(p, E008, brace, TEXT_UNCLOSED_TEXT, NO_ARGS);
  errors_help(p, f, TEXT_UNCLOSED_HELP, NO_ARGS);
}

void errors_unopened(struct parser *p, struct place brace) {
  struct finding *f = errors_fault(p, E007, brace, TEXT_UNOPENED, NO_ARGS);
  errors_help(p, f, TEXT_UNOPENED_HELP, NO_ARGS);
}

void errors_early_close(struct parser *p, const struct raw *first, const struct statement *declaration) {
  const char *head = errors_excerpt(p, (struct place){declaration->start, declaration->start + declaration->head_length});
  struct finding *f = errors_fault(p, E007, (struct place){declaration->close, declaration->close + 1}, TEXT_EARLY_CLOSE, ARGS(arg_name(head)));
  errors_help(p, f, TEXT_EARLY_CLOSE_HELP, ARGS(arg_name(errors_excerpt(p, first->place)), arg_integer(line_of(p, first->place.start))));
}

void errors_no_opening(struct parser *p, const struct raw *first, const struct statement *declaration) {
  const char *head = errors_excerpt(p, (struct place){declaration->start, declaration->start + declaration->head_length});
  struct finding *f = errors_fault(p, E007, first->place, TEXT_NO_OPENING,
                                   ARGS(arg_name(errors_excerpt(p, first->place)), arg_name(head)));
  errors_help(p, f, TEXT_NO_OPENING_HELP, ARGS(arg_integer(line_of(p, declaration->start))));
}

void errors_no_block_here(struct parser *p, struct place brace) {
  struct finding *f = errors_fault(p, E007, brace, TEXT_NO_BLOCK_HERE, ARGS(arg_name(errors_head(p))));
  errors_help(p, f, TEXT_NO_BLOCK_HERE_HELP, NO_ARGS);
}

void errors_blocks_too_deep(struct parser *p, struct place brace) {
  struct finding *f = errors_fault(p, E009, brace, TEXT_BLOCKS_TOO_DEEP, ARGS(arg_integer(SYNTAX_BLOCKS_MAX)));
  errors_help(p, f, TEXT_BLOCKS_TOO_DEEP_HELP, NO_ARGS);
}
