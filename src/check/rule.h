/* A rule: a function with its row beside it, in the file of its family. To add one: the function and the row, its code in
 * rules.def, its sentences in the catalogues, its examples in tests/rules. Which level a finding has in the end, and
 * whether it is accepted, is decided in levels.c alone. */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "check/entity_map.h"
#include "check/settings.h"
#include "diag/diag.h"
#include "model/model.h"

enum { RULE_PREREQUISITES_MAX = 5 };

struct report;
struct levels;
struct recurrences;
struct code_selection;

struct rule {
  struct code_row row;
  const char *why;          /* why it matters: a paragraph */
  /* Short texts in the language, which `remit explain` compiles: one that holds an `agreement` stands by itself, any other is
   * a fragment and stands at the end of base.remit. The wrong one gives a finding of this code and no E code, the right one
   * neither. A first line `# checked with --as-of 2026-05-10` gives the day. */
  const char *wrong, *right;
  /* Rules that speak instead of this one where they find something about the same thing, as do those instead of
   * which these speak. One that is not heard, since it is off or accepted, speaks instead of nothing: who accepts the one
   * has not accepted the other. What such a fact makes meaningless by itself the rule's own function leaves out. */
  const struct rule *prerequisites[RULE_PREREQUISITES_MAX];
  bool last;                /* runs after all others: it speaks of what they found */
  void (*run)(const struct model *model, struct report *report); /* NULL: its findings are not made by `check` */
};

#define RULE(code) extern const struct rule rule_##code;
#include "check/rules.def"
#undef RULE

/* One run of all rules: what they go by, and where their findings go. */
struct report {
  struct arena *arena; /* to work in: emptied after the rule, but for what its findings say */
  const struct settings *settings;
  day_number as_of;          /* DAY_NONE: no day was given */
  struct recurrences *recurrences; /* by the agreement's calendar */
  /* What follows is kept by report.c and check.c; rules leave it alone. */
  struct findings *findings;
  uint32_t rule;             /* the index of the one that runs */
  const struct code_selection *selection;
  struct levels *levels;
  bool *unsure;              /* by index: something that it needed was unknown */
  struct entity_map marks;   /* the rules that found something about a thing */
  bool heard;                /* the last finding is, or what speaks instead of it */
};

/* A finding of the rule that runs, about `about` (NULL: about nothing in particular). NULL where a prerequisite speaks
 * instead, or the rule is off: the functions below then do nothing. */
struct finding *report_finding(struct report *report, const struct entity *about, struct span span, enum text_key message,
                               const struct argument *arguments);
void report_label(struct report *report, struct finding *finding, enum text_key key, const struct argument *arguments);
void report_help(struct report *report, struct finding *finding, enum text_key key, const struct argument *arguments);
void report_repair(struct report *report, struct finding *finding, struct span span, const char *text); /* not copied */
void report_related(struct report *report, struct finding *finding, struct span span, enum text_key key,
                    const struct argument *arguments);

/* The finding is one of those that the catalogue puts at info, whatever the rule's level. */
void report_lowered(struct report *report, struct finding *finding);

/* `unknown`, noted: where a rule keeps silent since something is unknown, nobody can say what it would have found, and an
 * `allow` of it is not called unused. */
bool report_unsure(struct report *report, bool unknown);

/* Whether some KPI may measure an objective without anybody being able to tell; noted too. */
bool report_unsure_of_measures(struct report *report, const struct model *model);

/* What was just found is about this too: rules instead of which it speaks keep silent about it. */
void report_also_about(struct report *report, const struct entity *about);

/* Whether the text has faults, so that something may be named where it could not be read; noted too. */
bool report_unsure_of_mentions(struct report *report, const struct model *model);

/* Whether the statement is missing for certain. */
bool report_lacks(struct report *report, const struct entity *entity, enum statement_kind kind);

/* Whether a prerequisite of the rule that runs speaks of this: the same is then not said again. */
bool report_is_silenced(const struct report *report, const struct entity *about);

/* Whether the rule that runs has found something about this already. */
bool report_has_found(const struct report *report, const struct entity *about);

#endif
