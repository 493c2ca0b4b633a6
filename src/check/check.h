/* The rules: const model in, findings out. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "diag/diag.h"
#include "model/model.h"

struct code_selection;

struct check_options {
  day_number as_of; /* DAY_NONE: no day was given, nothing expires */
  const struct code_selection *selection; /* NULL: every rule is asked for */
};

/* Runs every rule, then decides levels and acceptances (policy, allow, draft) of all findings in the list. `working` is an
 * empty arena with the allocator of the findings' own; it is empty again after. */
void check_run(struct model *model, struct findings *findings, const struct check_options *options, struct arena *working);

/* All codes, E codes first: for `rules`, `explain` and whoever lists them. */
const struct code_row *check_code(uint32_t index); /* NULL past the last */
uint32_t check_index(const struct code_row *row); /* past the last where it is none of them */

/* What is said of a code. An example that holds an `agreement` stands by itself; any other is a fragment, and is compiled
 * as if it stood at the end of the base agreement. */
struct code_page {
  const struct code_row *row;
  const char *why, *wrong, *right;
  bool apart; /* the examples only describe it, and are not compiled */
  bool whole; /* they stand by themselves */
};
bool check_page(uint32_t index, struct code_page *page); /* false past the last */

/* A complete small agreement in which no rule finds anything: src/check/base.remit. */
extern const unsigned char check_base[];
extern const size_t check_base_length;

#endif
