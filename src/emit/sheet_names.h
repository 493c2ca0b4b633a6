/* Names of a workbook's sheets, as a spreadsheet takes them: at most 31 characters, none of []:*?/\, no apostrophe at an
 * end, and no two alike without regard to case. */
#ifndef EMIT_SHEET_NAMES_H
#define EMIT_SHEET_NAMES_H

#include "base/buffer.h"
#include "base/vector.h"

struct sheet_names {
  struct arena *arena;
  VECTOR(const char *) taken; /* in one case */
};

/* The words made fit, with a number after them where they are taken; never empty. In the arena. */
const char *sheet_name(struct sheet_names *names, const char *words);

#endif
