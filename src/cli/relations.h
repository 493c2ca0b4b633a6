/* Which files of a call belong to another one. */
#ifndef CLI_RELATIONS_H
#define CLI_RELATIONS_H

#include "cli/inputs.h"

/* Marks the inputs that another input includes, and those that were named before. */
void relations_find(struct call *call, struct inputs *inputs);

#endif
