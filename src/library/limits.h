/* The compiler's stated limits: what the code goes by, and what `remit limits` prints. */
#ifndef LIBRARY_LIMITS_H
#define LIBRARY_LIMITS_H

#include <stddef.h>
#include <stdint.h>

#include "text/text.h"

enum {
  LIMIT_FILE_MIB = 16,
  LIMIT_TOTAL_MIB = 64,
  LIMIT_FILES = 1024,
  LIMIT_INCLUDE_DEPTH = 32,
  LIMIT_FINDINGS = 500,
  LIMIT_VALUES = 1000
};

enum { BYTES_PER_MIB = 1024 * 1024 };

struct limit_row {
  const char *name;
  int64_t value;
  enum text_key unit; /* what the value counts */
  enum text_key what; /* what it is a limit of */
};

const struct limit_row *limit_at(size_t index); /* NULL past the last */

#endif
