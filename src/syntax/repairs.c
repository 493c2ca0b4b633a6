#include "syntax/repairs.h"

#include "base/utf8.h"
#include "syntax/errors.h"
#include "syntax/numbers.h"
#include "syntax/tokens.h"

/* ---- Figures and dates ---- */

static bool is_one_of(char c, const char *signs) { return c && strchr(signs, c); }

/* A figure of which a piece may have been cut off, as in 1 200,50, is left alone. The text ends with a NUL. */
static bool stands_alone(const struct parser *p, struct place place) {
  const char *after = p->bytes + place.end;
  bool begins = place.start == 0 || is_one_of(p->bytes[place.start - 1], " \t\n({;<>=");
  bool no_break = !memcmp(after, "\xC2\xA0", 2); /* two NUL bytes stand after the text */
  bool comma = *after == ',' && is_one_of(after[1], " \t\r\n");
  return begins && (place.end == p->length || is_one_of(*after, " \t\r\n;)}%#") || no_break || comma);
}

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* Whether the code of a currency follows, of those that have no thousandths, and not a price for each of something. */
static bool is_amount(const struct parser *p, uint32_t at) {
  static const char *const of_thousandths[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  const char *bytes = p->bytes + at;
  while (is_blank(*bytes)) bytes++;
  if (!is_capital(bytes[0]) || !is_capital(bytes[1]) || !is_capital(bytes[2])) return false;
  for (size_t i = 0; i < sizeof of_thousandths / sizeof *of_thousandths; i++)
    if (!memcmp(bytes, of_thousandths[i], 3)) return false;
  for (bytes += 3; is_blank(*bytes);) bytes++;
  return is_one_of(*bytes, "\r\n;}") || bytes == p->bytes + p->length;
}

/* A unit is one of time, or a word that the text has used before and the language has not. Some endings are none, whatever
 * else they are: 3pm, 2nd. */
static bool is_unit(const struct parser *p, const char *word) {
  static const char *const endings[] = {"am", "pm", "st", "nd", "rd", "th"};
  static const enum sense times[] = {SENSE_minute, SENSE_hour, SENSE_day, SENSE_week, SENSE_month, SENSE_quarter,
                                     SENSE_year, SENSE_workhour, SENSE_workday, SENSE_NONE};
  struct names *names = p->syntax->names;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (!strcmp(word, endings[i])) return false;
  atom a = names_intern(names, word, strlen(word));
  if (words_of(p->syntax->words, names, a)) return words_choice(p->syntax->words, names, a, times) != SENSE_NONE;
  return names_get(names, a)->checked; /* it stood somewhere as a word of its own */
}

/* In a list between parentheses a comma may part two figures, and a rate may have three decimals. */
static bool is_certain(const struct parser *p, struct place place, const struct number_repair *repair) {
  bool rate = p->statement && p->statement->kind == STATEMENT_agreement_exchange;
  if (!repair->write || rate || (repair->list && p->parentheses)) return false;
  if (repair->unit) return is_unit(p, repair->unit);
  if (repair->certainty == CERTAINTY_OF_MONEY) return is_amount(p, place.end);
  return repair->certainty == CERTAINTY_FULL;
}

static const char *right_number(struct parser *p, struct place place) {
  struct number_repair repair =
      number_repair(p->syntax->findings->arena, p->bytes + place.start, place.end - place.start);
  return is_certain(p, place, &repair) ? repair.write : NULL;
}

static const char *right_date(struct parser *p, struct place place) {
  size_t length = place.end - place.start;
  if (!date_is_certain(p->bytes + place.start, length)) return NULL;
  return date_repair(p->syntax->findings->arena, p->bytes + place.start, length);
}

void repairs_figure(struct parser *p, const struct raw *raw) {
  struct finding *f = p->miswritten;
  p->miswritten = NULL;
  if (!stands_alone(p, raw->place)) return;
  const char *right = raw->kind == RAW_DATE ? right_date(p, raw->place) : right_number(p, raw->place);
  if (!right) return;
  errors_repair(p, f, raw->place, right);
  if (raw->kind == RAW_NUMBER) errors_help(p, f, TEXT_BAD_NUMBER_HELP, ARGS(arg_name(right))); /* and nothing else */
}

/* ---- Words ---- */

/* The first words of the statements that may stand in one of the blocks that are open. */
static void gather(const struct parser *p, enum sense senses[STATEMENT_KIND_COUNT + 1]) {
  bool open[BLOCK_KIND_COUNT] = {[BLOCK_ANY] = true};
  size_t count = 0;
  for (uint32_t i = 0; i <= p->depth; i++) open[p->blocks[i].kind] = true;
  for (int kind = STATEMENT_NONE + 1; kind < STATEMENT_KIND_COUNT; kind++)
    if (open[statement_rows[kind].block] && statement_rows[kind].sense != SENSE_NONE)
      senses[count++] = (enum sense)statement_rows[kind].sense;
  senses[count] = SENSE_NONE;
}

static bool is_word(const struct parser *p, const struct raw *raw, const char *word) {
  size_t length = strlen(word);
  return raw->kind == RAW_WORD && raw->place.end - raw->place.start == length &&
         !memcmp(p->bytes + raw->place.start, word, length);
}

bool repairs_first_word(struct parser *p, const struct raw *written, struct correction *correction, bool *phrase) {
  enum sense senses[STATEMENT_KIND_COUNT + 1];
  *phrase = false;
  if (errors_full(p) || written->word) return false; /* a word of the language is that word */
  gather(p, senses);
  if (!words_correct(p->syntax->findings->arena, senses, names_text(p->syntax->names, written->atom), correction)) return false;
  *phrase = *correction->second && is_word(p, tokens_peek(p, 1), correction->second);
  return *phrase || !*correction->second;
}

/* ---- Signs ---- */

static bool is_condition(enum statement_kind kind) {
  return kind == STATEMENT_incentive_when || kind == STATEMENT_diagnosis_when || kind == STATEMENT_channel_boost;
}

const char *repairs_sign(const struct parser *p, const char *character) {
  static const struct {
    const char *character, *write;
    bool compares;
  } signs[] = {{"\u2265", ">=", true}, {"\u2264", "<=", true}, {"\u00D7", "*", false}, {"\u00F7", "/", false},
               {"\u2212", "-", false}};
  if (!p->statement) return NULL;
  bool condition = is_condition(p->statement->kind), formula = p->statement->kind == STATEMENT_kpi_formula;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (strcmp(character, signs[i].character) == 0) return (signs[i].compares ? condition : formula) ? signs[i].write : NULL;
  return NULL;
}

bool repairs_is_percent(const struct parser *p, struct place place) {
  const char *bytes = p->bytes + place.start, *after = p->bytes + place.end;
  bool small = place.end - place.start == 3 && !memcmp(bytes, "\uFE6A", 3);
  bool arabic = place.end - place.start == 2 && !memcmp(bytes, "\u066A", 2);
  if (place.start == 0 || bytes[-1] < '0' || bytes[-1] > '9') return false;
  return (small || arabic) && (place.end == p->length || is_one_of(*after, " \t\r\n;,)}"));
}
