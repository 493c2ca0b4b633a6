#include "syntax/errors.h"

#include "base/utf8.h"
#include "syntax/numbers.h"
#include "syntax/tokens.h"

const char *errors_excerpt(struct parser *p, struct place place) {
  uint32_t end = place.end > p->length ? p->length : place.end;
  return arena_copy(p->syntax->findings->arena, p->bytes + place.start, end > place.start ? end - place.start : 0);
}

static struct finding *fault(struct parser *p, enum e_code code, struct place place, enum text_key key,
                             const struct argument *arguments) {
  p->spoiled = true;
  return finding_error(p->syntax->findings, code, span_at(p->file, place.start, place.end), key, arguments);
}

static void help(struct parser *p, struct finding *finding, enum text_key key, const struct argument *arguments) {
  finding_help(p->syntax->findings, finding, key, arguments);
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
  struct finding *f = fault(p, E001, (struct place){at, at + 1}, TEXT_NOT_UTF8, NO_ARGS);
  help(p, f, TEXT_NOT_UTF8_HELP, NO_ARGS);
}

void errors_refused(struct parser *p, struct place place, uint32_t c) {
  bool bidi = utf8_is_bidi_control(c);
  struct finding *f = fault(p, bidi ? E003 : E002, place, bidi ? TEXT_BIDI_CONTROL : TEXT_CONTROL_CHARACTER,
                            ARGS(arg_string(code_point_name(p, c))));
  help(p, f, bidi ? TEXT_BIDI_CONTROL_HELP : TEXT_CONTROL_CHARACTER_HELP, NO_ARGS);
}

void errors_bad_number(struct parser *p, struct place place) {
  struct finding *f = fault(p, E005, place, TEXT_BAD_NUMBER, ARGS(arg_name(errors_excerpt(p, place))));
  struct number_repair repair = number_repair(p->syntax->findings->arena, p->bytes + place.start, place.end - place.start);
  if (!repair.write)
    help(p, f, TEXT_BAD_NUMBER_HELP_PLAIN, NO_ARGS);
  else if (repair.two && p->parentheses)
    help(p, f, TEXT_BAD_NUMBER_HELP_TWO, ARGS(arg_name(repair.write), arg_name(repair.two)));
  else if (repair.either)
    help(p, f, TEXT_BAD_NUMBER_HELP_EITHER, ARGS(arg_name(repair.write), arg_name(repair.either)));
  else
    help(p, f, TEXT_BAD_NUMBER_HELP, ARGS(arg_name(repair.write)));
}

void errors_no_such_date(struct parser *p, struct place place) {
  struct finding *f = fault(p, E006, place, TEXT_NO_SUCH_DATE, ARGS(arg_name(errors_excerpt(p, place))));
  help(p, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
}

void errors_bad_date(struct parser *p, struct place place) {
  struct finding *f = fault(p, E006, place, TEXT_BAD_DATE, ARGS(arg_name(errors_excerpt(p, place))));
  const char *write = date_repair(p->syntax->findings->arena, p->bytes + place.start, place.end - place.start);
  if (write)
    help(p, f, TEXT_BAD_DATE_HELP, ARGS(arg_name(write)));
  else
    help(p, f, TEXT_BAD_DATE_HELP_FORM, NO_ARGS);
}

void errors_no_such_time(struct parser *p, struct place place) {
  struct finding *f = fault(p, E006, place, TEXT_NO_SUCH_TIME, ARGS(arg_name(errors_excerpt(p, place))));
  help(p, f, TEXT_NO_SUCH_TIME_HELP, NO_ARGS);
}

void errors_bad_escape(struct parser *p, struct place place) {
  struct finding *f = fault(p, E007, place, TEXT_BACKSLASH, ARGS(arg_name(errors_excerpt(p, place))));
  help(p, f, TEXT_BACKSLASH_HELP, NO_ARGS);
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

void errors_open_text(struct parser *p, struct place place) {
  const char *close = closing_quote(p->bytes + place.start, place.end - place.start);
  uint32_t end = place.end;
  if (place.end == p->length && strlen(close) == 3 && close[0] == '"') {
    p->swallowed = true; /* what follows it is not read: blocks that stay open are no faults of their own */
    end = place.start + 3;
  }
  struct finding *f = fault(p, E004, (struct place){place.start, end}, TEXT_OPEN_TEXT, ARGS(arg_string(close)));
  if (p->swallowed)
    help(p, f, TEXT_OPEN_BLOCK_TEXT_HELP, NO_ARGS);
  else
    help(p, f, TEXT_OPEN_TEXT_HELP, ARGS(arg_string(close)));
}

void errors_stray(struct parser *p, struct place place) {
  if (p->spoiled) return;
  struct finding *f = fault(p, E007, place, TEXT_STRAY, ARGS(arg_string(errors_excerpt(p, place))));
  help(p, f, TEXT_STRAY_HELP, NO_ARGS);
}

void errors_bad_name(struct parser *p, struct place place) {
  if (p->spoiled) return;
  struct finding *f = fault(p, E007, place, TEXT_BAD_NAME, ARGS(arg_string(errors_excerpt(p, place))));
  help(p, f, TEXT_BAD_NAME_HELP, NO_ARGS);
}

void errors_too_deep(struct parser *p, struct place place) {
  if (p->spoiled) return;
  struct finding *f = fault(p, E009, place, TEXT_TOO_DEEP, ARGS(arg_integer(SYNTAX_OPERATORS_MAX)));
  help(p, f, TEXT_TOO_DEEP_HELP, NO_ARGS);
}

static const char *head_text(struct parser *p) {
  const struct statement *s = p->statement;
  if (s->head_length == 0) return words_spelling((enum sense)statement_rows[words_opener(BLOCK_MIX)].sense);
  return errors_excerpt(p, (struct place){s->start, s->start + s->head_length});
}

/* What the grammar calls a class of words, as the forms of statements.def call it. */
static const char *form_word(const char *expected) {
  static const struct { const char *grammar, *form; } classes[] = {
    {"a name", "NAME"}, {"a number", "NUMBER"}, {"a date", "DATE"}, {"a time", "09:00"},
    {"a text in quotes", "\"…\""}, {"a parameter", "$NAME"}, {"a language", "en"}};
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strcmp(expected, classes[i].grammar) == 0) return classes[i].form;
  return expected;
}

static bool expects(const char *const *expected, int count, const char *what) {
  for (int i = 0; i < count; i++)
    if (strcmp(expected[i], what) == 0) return true;
  return false;
}

/* The words that may stand, without those that always may. */
static void label_expected(struct parser *p, struct finding *f, const char *const *expected, int count) {
  const char *shown[ERRORS_EXPECTED_MAX];
  size_t n = 0;
  for (int i = 0; i < count; i++)
    if (strcmp(expected[i], "a parameter") != 0 && strcmp(expected[i], "the end of the statement") != 0)
      shown[n++] = form_word(expected[i]);
  if (n == 0 || n > 5) return;
  const char **kept = ARENA_ARRAY(p->syntax->findings->arena, const char *, n);
  for (size_t i = 0; i < n; i++) kept[i] = shown[i];
  finding_label(p->syntax->findings, f, TEXT_MAY_STAND, ARGS(arg_list(kept, n)));
}

static void form_help(struct parser *p, struct finding *f) {
  help(p, f, TEXT_FORM_HELP, ARGS(arg_name(statement_rows[p->statement->kind].form)));
}

static void syntax_one_name(struct parser *p, struct place place) {
  struct finding *f = fault(p, E007, place, TEXT_ONE_NAME_ONLY, ARGS(arg_name(head_text(p))));
  if (p->statement->kind == STATEMENT_duty_accountable)
    help(p, f, TEXT_ONE_ACCOUNTABLE_HELP, NO_ARGS);
  else
    form_help(p, f);
}

static void syntax_reserved(struct parser *p, struct place place) {
  const char *word = errors_excerpt(p, place);
  struct buffer other = buffer_in(p->syntax->findings->arena);
  buffer_text(&other, word);
  buffer_text(&other, "_1");
  struct finding *f = fault(p, E007, place, TEXT_RESERVED_NAME, ARGS(arg_name(word)));
  help(p, f, TEXT_RESERVED_NAME_HELP, ARGS(arg_name(buffer_string(&other)), arg_name(word)));
}

/* At the end of a line whose statement lacks something that the next line begins with. */
static bool syntax_wrapped(struct parser *p) {
  const struct raw *next = tokens_peek(p, 0);
  if (!next->line_start || next->kind == RAW_END || next->kind == RAW_CLOSE || next->kind == RAW_OPEN) return false;
  if (next->kind == RAW_WORD && !tokens_joins(p, next)) return false;
  errors_wrapped_line(p, next);
  p->wrapped = true;
  return true;
}

static void syntax_no_separator(struct parser *p, struct place place) {
  const char *word = errors_excerpt(p, place);
  struct finding *f = fault(p, E007, place, TEXT_NO_SEPARATOR, ARGS(arg_name(word)));
  help(p, f, TEXT_NO_SEPARATOR_HELP, ARGS(arg_name(word)));
  p->next_begins = true;
}

void errors_syntax(struct parser *p, struct place place, const char *const *expected, int count) {
  if (p->spoiled) return;
  const struct raw *raw = &p->current;
  bool at_end = p->ended;
  if (at_end && syntax_wrapped(p)) return;
  if (!at_end && raw->kind == RAW_OPEN) {
    errors_no_block_here(p, place);
    return;
  }
  if (p->one_name && !at_end && (raw->kind == RAW_COMMA || tokens_joins(p, raw))) {
    syntax_one_name(p, place);
    return;
  }
  if (!at_end && p->taken > 1 && tokens_begins_statement(p, p->blocks[p->depth].kind)) {
    syntax_no_separator(p, place);
    return;
  }
  bool name_wanted = count == 0 || expects(expected, count, "a name");
  if (!at_end && name_wanted && expects(expected, count, "a name") && raw->kind == RAW_WORD && tokens_joins(p, raw)) {
    syntax_reserved(p, place);
    return;
  }
  if (at_end) place = (struct place){p->previous.place.start, tokens_end(p)};
  struct finding *f = at_end ? fault(p, E007, place, TEXT_INCOMPLETE, ARGS(arg_name(head_text(p))))
                             : fault(p, E007, place, TEXT_UNEXPECTED,
                                     ARGS(arg_name(head_text(p)), arg_name(errors_excerpt(p, place))));
  label_expected(p, f, expected, count);
  form_help(p, f);
}

static const char *block_name(enum block_kind block) {
  return words_spelling((enum sense)statement_rows[words_opener(block)].sense);
}

static void unknown_help(struct parser *p, struct finding *f, const struct raw *word, enum block_kind block) {
  int distance;
  enum statement_kind near = words_nearest(block, names_text(p->syntax->names, word->atom), &distance);
  if (near != STATEMENT_NONE) {
    help(p, f, TEXT_UNKNOWN_NEAR_HELP, ARGS(arg_name(words_spelling((enum sense)statement_rows[near].sense))));
    return;
  }
  const struct word *known = tokens_word(p, word);
  enum block_kind other = known ? words_other_block(known, block) : BLOCK_NONE;
  if (other != BLOCK_NONE && other != BLOCK_FILE && other != BLOCK_ANY)
    help(p, f, TEXT_UNKNOWN_BLOCK_HELP, ARGS(arg_name(errors_excerpt(p, word->place)), arg_name(block_name(other))));
}

void errors_unknown_statement(struct parser *p, const struct raw *word, enum block_kind block) {
  const char *text = errors_excerpt(p, word->place);
  struct finding *f = block == BLOCK_FILE
                          ? fault(p, E010, word->place, TEXT_UNKNOWN_STATEMENT, ARGS(arg_name(text)))
                          : fault(p, E010, word->place, TEXT_UNKNOWN_STATEMENT_IN,
                                  ARGS(arg_name(text), arg_name(block_name(block))));
  unknown_help(p, f, word, block);
}

void errors_wrapped_line(struct parser *p, const struct raw *first) {
  struct finding *f = fault(p, E007, first->place, TEXT_WRAPPED_LINE, ARGS(arg_name(errors_excerpt(p, first->place))));
  struct position above = source_position(p->syntax->sources, p->file, p->previous.place.start);
  if (p->previous.place.end) help(p, f, TEXT_WRAPPED_LINE_HELP, ARGS(arg_integer(above.line)));
}

void errors_no_word(struct parser *p, const struct raw *first) {
  if (p->spoiled) return;
  struct finding *f = fault(p, E007, first->place, TEXT_NO_WORD, ARGS(arg_name(errors_excerpt(p, first->place))));
  (void)f;
}

void errors_phrase(struct parser *p, const struct raw *word, enum sense phrase) {
  struct finding *f = fault(p, E007, word->place, TEXT_PHRASE,
                            ARGS(arg_name(errors_excerpt(p, word->place)), arg_name(words_spelling(phrase))));
  form_help(p, f);
}

void errors_unclosed(struct parser *p, struct place brace, enum block_kind block) {
  if (p->swallowed) return;
  struct finding *f = block == BLOCK_NONE
                          ? fault(p, E008, brace, TEXT_UNCLOSED_TEXT, NO_ARGS)
                          : fault(p, E008, brace, TEXT_UNCLOSED, ARGS(arg_name(block_name(block))));
  help(p, f, TEXT_UNCLOSED_HELP, NO_ARGS);
}

void errors_unopened(struct parser *p, struct place brace) {
  struct finding *f = fault(p, E007, brace, TEXT_UNOPENED, NO_ARGS);
  help(p, f, TEXT_UNOPENED_HELP, NO_ARGS);
}

void errors_no_block_here(struct parser *p, struct place brace) {
  struct finding *f = fault(p, E007, brace, TEXT_NO_BLOCK_HERE, ARGS(arg_name(head_text(p))));
  help(p, f, TEXT_NO_BLOCK_HERE_HELP, NO_ARGS);
}
