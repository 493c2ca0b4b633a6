/* Places that the model does not keep, found in the text. */
#ifndef CHECK_PLACES_H
#define CHECK_PLACES_H

#include "model/model.h"

/* The word that stands before a value: `total` before 500_000 TWD. The value itself where none is found. */
struct span word_before(const struct model *model, struct span value);

#endif
