/* The values that a template's parameters are given from outside. */
#ifndef LIBRARY_VALUES_H
#define LIBRARY_VALUES_H

#include "library/load.h"
#include "model/build.h"

/* Reads the texts of NAME = VALUE, holds them against the parameters that the loaded files declare, and sets *given to
 * an array in the loader's arena; returns its length. What is wrong with them is among the findings. */
uint32_t values_read(struct loader *loader, const struct remit_values *texts, size_t count,
                     struct parameter_value **given);

#endif
