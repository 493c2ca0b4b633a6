/* What a finding is known by from one run to the next: it stays the same where lines were added above it, or figures in
 * the message changed. */
#ifndef EMIT_FINGERPRINT_H
#define EMIT_FINGERPRINT_H

#include "base/buffer.h"
#include "diag/diag.h"

/* How often something was met. */
struct repetition {
  uint64_t key; /* 0: an empty slot */
  uint32_t times;
};

struct repetitions {
  struct repetition *slots;
  uint32_t room; /* a power of two */
};

/* For at most `count` different things. */
struct repetitions repetitions_of(struct arena *arena, uint32_t count);

/* How often these bytes were met, this time included. */
uint32_t repetition_of(struct repetitions *repetitions, const char *bytes, size_t length);

/* 32 hexadecimal digits of the SHA-256 of the agreement's and the file's name, the code, the names that the message is
 * about, and the line at which the finding stands, blanks made one; then a colon and the how manieth of its like it is. */
void fingerprint_write(struct buffer *out, struct repetitions *repetitions, const struct findings *findings,
                       const struct finding *finding);

#endif
