/* What remit_agreement holds, and how a public function guards itself. Internal to src/library. */
#ifndef LIBRARY_AGREEMENT_H
#define LIBRARY_AGREEMENT_H

#include "base/guard.h"
#include "check/selection.h"
#include "library/load.h"
#include "model/build.h"
#include "score/score.h"

enum agreement_state { AGREEMENT_READ, AGREEMENT_CHECKED, AGREEMENT_BROKEN };

struct remit_agreement {
  struct remit_allocator allocator;
  struct arena arena; /* sources, findings, model */
  struct arena trees; /* what was written, freed as soon as the model is built; then what rules work in */
  struct arena_store store; /* of these two and of artifacts; emptied when the agreement is checked */
  enum agreement_state state;
  bool holds_agreement;
  day_number as_of;
  day_number before; /* the earlier day that is compared with; DAY_NONE: none */
  struct remit_helper helper; /* without a function where the text is too short to be worth its while */
  const struct code_selection *selection; /* NULL: every rule is asked for */
  struct sources sources;
  struct findings findings;
  struct loader loader;
  struct parameter_value *values;
  uint32_t value_count;
  char fingerprint[LOAD_FINGERPRINT + 1]; /* empty until it is asked for */
  struct model *model; /* NULL until it is checked */
  VECTOR(uint32_t) figures; /* the sources that hold figures */
  VECTOR(const char *) unread_figures; /* the names of sheets of which nothing could be read */
  struct score *score;    /* NULL until it is scored */
  const struct score_input *scored; /* what the score is of */
  struct score *previous; /* of the same figures, as of an earlier day; NULL: there is none */
  const char *scored_day; /* NULL: there is none */
  VECTOR(struct repair) repairs; /* those to be made, by place; none lie in one another */
};

/* The two steps of remit_check: the model is built, then the rules are applied to it, which leaves it as it is. False where
 * memory failed. */
bool check_build(struct remit_agreement *agreement);
bool check_apply(struct remit_agreement *agreement);

/* What remit_check returns after them, when both are `done`. */
enum remit_status check_end(struct remit_agreement *agreement, bool done);

/* Finds the repairs of the findings, which are sorted. */
void repairs_find(struct remit_agreement *agreement);

/* Findings beyond the limit may have been errors, so that there were any is one. */
void report_left_out(struct findings *findings);

/* The fingerprint, worked out at the first time. */
const char *fingerprint_of(struct remit_agreement *agreement);

/* The bytes become the caller's, without a copy where the buffer is empty; false where there is no memory for them. The
 * arena has the buffer's allocator. */
bool take_over(struct remit_buffer *out, struct arena *arena, const struct buffer *bytes);

/* Appends bytes to the caller's buffer; false where there is no memory for them. */
bool append(struct remit_buffer *out, const char *bytes, size_t length);

#endif
