/* The rules: const model in, findings out. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "diag/diag.h"
#include "model/model.h"

struct check_options {
  day_number as_of; /* DAY_NONE: no day was given, nothing expires */
};

/* Runs every rule, then decides levels and acceptances (policy, allow, draft) of all findings in the list. */
void check_run(struct model *model, struct findings *findings, const struct check_options *options);

/* All codes, E codes first: for `rules`, `explain` and whoever lists them. */
const struct code_row *check_code(uint32_t index); /* NULL past the last */
const struct code_row *check_find_code(const char *code);

#endif
