#include "diag/diag.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CODE(code, name, level, summary, why, wrong, right, apart) [code] = {#code, name, LEVEL_##level, summary},
const struct code_row e_codes[] = {
#include "diag/codes.def"
};
#undef CODE

#define CODE(code, name, level, summary, why, wrong, right, apart) [code] = {why, wrong, right, apart},
const struct code_text e_texts[] = {
#include "diag/codes.def"
};
#undef CODE

static_assert(sizeof e_codes / sizeof e_codes[0] == E_CODE_COUNT, "each E code has its row");

static const struct argument no_arguments[] = {{.kind = ARGUMENT_END}};

static const struct argument *copy_arguments(struct arena *arena, const struct argument *arguments) {
  size_t count = 0;
  while (arguments[count].kind != ARGUMENT_END) count++;
  if (count == 0) return no_arguments;
  struct argument *copy = ARENA_ARRAY(arena, struct argument, count + 1);
  memcpy(copy, arguments, sizeof *copy * (count + 1));
  return copy;
}

/* Nobody reads the scratch finding, so nothing is copied for it. */
static struct note make_note(struct findings *findings, const struct finding *finding, enum text_key key,
                             const struct argument *arguments) {
  if (!finding_is_kept(findings, finding)) return (struct note){key, no_arguments};
  return (struct note){key, copy_arguments(findings->arena, arguments)};
}

/* A finding in the list, or the scratch one. */
static struct finding *room_for_finding(struct findings *findings) {
  if (findings->list.count < findings->limit) {
    struct finding *finding = ARENA_NEW(findings->arena, struct finding);
    VECTOR_PUSH(findings->arena, &findings->list, finding);
    return finding;
  }
  findings->left_out++;
  if (!findings->scratch) findings->scratch = ARENA_NEW(findings->arena, struct finding);
  return findings->scratch;
}

struct finding *finding_add(struct findings *findings, const struct code_row *code, struct span span,
                            enum text_key message, const struct argument *arguments) {
  struct finding *finding = room_for_finding(findings);
  *finding = (struct finding){.code = code, .level = code->level, .span = span, .order = findings->added++};
  finding->message = make_note(findings, finding, message, arguments);
  if (code->level == LEVEL_ERROR) findings->errors++;
  return finding;
}

struct finding *finding_error(struct findings *findings, enum e_code code, struct span span, enum text_key message,
                              const struct argument *arguments) {
  return finding_add(findings, &e_codes[code], span, message, arguments);
}

void finding_label(struct findings *findings, struct finding *finding, enum text_key key,
                   const struct argument *arguments) {
  finding->label = make_note(findings, finding, key, arguments);
}

void finding_help(struct findings *findings, struct finding *finding, enum text_key key,
                  const struct argument *arguments) {
  finding->help = make_note(findings, finding, key, arguments);
}

void finding_related(struct findings *findings, struct finding *finding, struct span span, enum text_key key,
                     const struct argument *arguments) {
  if (!finding_is_kept(findings, finding)) return;
  struct related related = {span, make_note(findings, finding, key, arguments)};
  VECTOR_PUSH(findings->arena, &finding->related, related);
}

void finding_repair(struct findings *findings, struct finding *finding, struct span span, const char *text) {
  if (!finding_is_kept(findings, finding)) return;
  struct repair repair = {span, text};
  VECTOR_PUSH(findings->arena, &finding->repairs, repair);
}

static int compare_numbers(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

/* By file, start, end and code. */
static int compare_places(const struct finding *a, const struct finding *b) {
  int order = compare_numbers(a->span.file, b->span.file);
  if (order == 0) order = compare_numbers(a->span.start, b->span.start);
  if (order == 0) order = compare_numbers(a->span.end, b->span.end);
  return order != 0 ? order : strcmp(a->code->code, b->code->code);
}

static int compare_findings(const void *left, const void *right) {
  const struct finding *a = *(struct finding *const *)left, *b = *(struct finding *const *)right;
  int order = compare_places(a, b);
  return order != 0 ? order : compare_numbers(a->order, b->order);
}

static bool same_text(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* As written: 1.0 and 1 differ, which does no harm. */
static bool same_decimal(struct decimal a, struct decimal b) {
  return a.low == b.low && a.high == b.high && a.exponent == b.exponent && a.negative == b.negative &&
         a.state == b.state;
}

static bool same_unit(const struct text_unit *a, const struct text_unit *b) {
  return same_text(a->word, b->word) && same_text(a->per, b->per) && a->own == b->own && a->per_own == b->per_own;
}

static bool same_list(const struct argument *a, const struct argument *b) {
  if (a->as.list.count != b->as.list.count) return false;
  for (size_t i = 0; i < a->as.list.count; i++)
    if (!same_text(a->as.list.names[i], b->as.list.names[i])) return false;
  return true;
}

static bool same_argument(const struct argument *a, const struct argument *b);

static bool same_terms(const struct argument *a, const struct argument *b) {
  if (a->as.terms.count != b->as.terms.count || a->as.terms.cut != b->as.terms.cut) return false;
  for (size_t i = 0; i < a->as.terms.count; i++) {
    const struct term *one = &a->as.terms.items[i], *other = &b->as.terms.items[i];
    if (!same_text(one->name, other->name) || !same_argument(&one->figure, &other->figure)) return false;
  }
  return true;
}

static bool same_argument(const struct argument *a, const struct argument *b) {
  if (a->kind != b->kind) return false;
  switch ((enum argument_kind)a->kind) {
    case ARGUMENT_END: break;
    case ARGUMENT_NAME:
    case ARGUMENT_STRING: return same_text(a->as.string, b->as.string);
    case ARGUMENT_INTEGER:
    case ARGUMENT_MINUTES: return a->as.integer == b->as.integer;
    case ARGUMENT_NUMBER:
    case ARGUMENT_SHARE: return same_decimal(a->as.number, b->as.number);
    case ARGUMENT_QUANTITY:
      return same_decimal(a->as.quantity.number, b->as.quantity.number) &&
             same_unit(&a->as.quantity.unit, &b->as.quantity.unit);
    case ARGUMENT_MONTH:
    case ARGUMENT_DATE: return a->as.date == b->as.date;
    case ARGUMENT_LIST:
    case ARGUMENT_ANY:
    case ARGUMENT_CHAIN: return same_list(a, b);
    case ARGUMENT_TERMS: return same_terms(a, b);
    case ARGUMENT_TEXT: return a->as.text == b->as.text;
  }
  return true;
}

static bool same_note(struct note a, struct note b) {
  if (a.key != b.key) return false;
  for (size_t i = 0;; i++) {
    if (!same_argument(&a.arguments[i], &b.arguments[i])) return false;
    if (a.arguments[i].kind == ARGUMENT_END) return true;
  }
}

/* Whether one of the first `kept` findings, which are sorted, says the same of the same place. */
static bool is_repeated(const struct findings *findings, uint32_t kept, const struct finding *finding) {
  for (uint32_t i = kept; i > 0; i--) {
    const struct finding *earlier = findings->list.items[i - 1];
    if (compare_places(earlier, finding) != 0) return false;
    if (same_note(earlier->message, finding->message)) return true;
  }
  return false;
}

void findings_sort(struct findings *findings) {
  if (findings->list.count == 0) return;
  qsort(findings->list.items, findings->list.count, sizeof(struct finding *), compare_findings);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < findings->list.count; i++) {
    struct finding *finding = findings->list.items[i];
    if (!is_repeated(findings, kept, finding)) findings->list.items[kept++] = finding;
  }
  findings->list.count = kept;
}

struct findings_count findings_tally(const struct findings *findings) {
  struct findings_count count = {0};
  for (uint32_t i = 0; i < findings->list.count; i++) {
    const struct finding *finding = findings->list.items[i];
    if (finding->level == LEVEL_OFF) continue;
    if (finding->accepted) {
      count.accepted++;
    } else if (finding->level == LEVEL_ERROR) {
      count.errors++;
    } else if (finding->level == LEVEL_WARNING) {
      count.warnings++;
    } else {
      count.infos++;
    }
  }
  return count;
}
