/* What is wrong with figures: the codes and levels of the D rules are decided above this floor. */
#ifndef SCORE_COMPLAINTS_H
#define SCORE_COMPLAINTS_H

#include "diag/diag.h"
#include "model/model.h"

struct complaints {
  struct findings *findings;
  void *context;
  /* A finding of the rule with this code; NULL where it is off. */
  struct finding *(*add)(void *context, const char *code, const struct entity *about, struct span span,
                         enum text_key message, const struct argument *arguments);
};

/* To nobody (NULL) nothing is said. */
static inline struct finding *complain(const struct complaints *to, const char *code, const struct entity *about,
                                       struct span span, enum text_key message, const struct argument *arguments) {
  return !to ? NULL : to->add(to->context, code, about, span, message, arguments);
}

/* Whether anybody reads what is added to the finding: the rule is on, and there is room for it. */
static inline bool is_told(const struct complaints *to, const struct finding *finding) {
  return finding && finding_is_kept(to->findings, finding);
}

static inline void complain_help(const struct complaints *to, struct finding *finding, enum text_key key,
                                 const struct argument *arguments) {
  if (finding) finding_help(to->findings, finding, key, arguments);
}

static inline void complain_related(const struct complaints *to, struct finding *finding, struct span span,
                                    enum text_key key, const struct argument *arguments) {
  if (finding) finding_related(to->findings, finding, span, key, arguments);
}

#endif
