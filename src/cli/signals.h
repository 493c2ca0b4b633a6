/* Signals: what ends the program leaves no half-written file behind. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include "base/arena.h"

/* From now on an interrupt removes the file that is being written, and ends the program as it would have; a pipe that
 * nobody reads is a write that fails. */
void signals_prepare(void);

/* What the person is told when an interrupt comes while this file is being written. */
void signals_writing(struct arena *arena, const char *path);
void signals_written(void);

#endif
