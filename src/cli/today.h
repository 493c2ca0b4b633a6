/* The day that it is where the program runs: the only place that looks at the clock. */
#ifndef CLI_TODAY_H
#define CLI_TODAY_H

#include "base/arena.h"

const char *today(struct arena *arena); /* 2026-03-31; NULL: the system does not say */

#endif
