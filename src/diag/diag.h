/* Findings: what is wrong, where, and what to write instead. The one gate for everything that is reported. */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/day.h"
#include "base/vector.h"
#include "source/source.h"
#include "text/text.h"

enum level { LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR };

/* What every code says of itself. The rules of src/check add a row each, the E codes stand in codes.def. */
struct code_row {
  const char *code; /* "M001" */
  const char *name; /* "mix-not-100" */
  enum level level; /* unless a policy says otherwise */
  const char *summary;
};

/* The E codes, in the order of codes.def. */
enum e_code {
#define CODE(code, name, level, summary, why, wrong, right, apart) code,
#include "diag/codes.def"
#undef CODE
  E_CODE_COUNT
};
extern const struct code_row e_codes[E_CODE_COUNT];

/* What explains an E code. */
struct code_text {
  const char *why;           /* why it matters: a paragraph */
  const char *wrong, *right; /* short texts in the language */
  bool apart;                /* no short text by itself can show it: these describe it, and are not compiled */
};
extern const struct code_text e_texts[E_CODE_COUNT];

struct note {
  enum text_key key; /* TEXT_NONE: there is none */
  const struct argument *arguments;
};

struct related {
  struct span span;
  struct note message;
};

/* What mends a finding for certain: these bytes, on one line, become this text. */
struct repair {
  struct span span; /* of no length: the text is put in there */
  const char *text;
};

/* An `allow` that accepts a finding. */
struct acceptance {
  const char *reason;
  const char *const *agreed_by; /* names, `agreed_count` of them */
  uint32_t agreed_count;
  day_number until; /* DAY_NONE if it has no end */
};

struct finding {
  const struct code_row *code;
  enum level level;
  struct span span;
  struct note message, label, help;
  VECTOR(struct related) related;
  VECTOR(struct repair) repairs; /* to be made together or not at all; none: only a person can say what is meant */
  const struct acceptance *accepted; /* NULL: it stands */
  bool lowered; /* a rule that has two levels chose the lower one (info) */
  uint32_t order; /* in which it was added; ties of place are broken by it */
};

struct findings {
  struct arena *arena;
  struct sources *sources;
  VECTOR(struct finding *) list;
  uint32_t limit;     /* how many are kept; set by the caller */
  uint32_t left_out;  /* how many came after that */
  uint32_t errors;    /* those added as E codes or as rows of level error: whether later passes can go on */
  uint32_t added;     /* all of them, so that each has its order */
  struct finding *scratch; /* what those beyond the limit are written to */
};

/* Adds a finding at its code's level. Its arguments are copied (strings in them are not). Always gives a finding to
 * add to, also beyond the limit. */
struct finding *finding_add(struct findings *findings, const struct code_row *code, struct span span,
                            enum text_key message, const struct argument *arguments);

/* The same for an E code. */
struct finding *finding_error(struct findings *findings, enum e_code code, struct span span, enum text_key message,
                              const struct argument *arguments);

/* Whether it is in the list; those beyond the limit are not. */
static inline bool finding_is_kept(const struct findings *findings, const struct finding *finding) {
  return finding != findings->scratch;
}

void finding_label(struct findings *findings, struct finding *finding, enum text_key key,
                   const struct argument *arguments); /* beside the caret */
void finding_help(struct findings *findings, struct finding *finding, enum text_key key,
                  const struct argument *arguments);
void finding_related(struct findings *findings, struct finding *finding, struct span span, enum text_key key,
                     const struct argument *arguments);

/* A part of the finding's repair; of those that cannot be wrong only. The text is not copied. */
void finding_repair(struct findings *findings, struct finding *finding, struct span span, const char *text);

/* By file, place, code and order. */
void findings_sort(struct findings *findings);

struct findings_count {
  uint32_t errors, warnings, infos, accepted;
};

/* What stands at each level; accepted ones apart. */
struct findings_count findings_tally(const struct findings *findings);

#endif
