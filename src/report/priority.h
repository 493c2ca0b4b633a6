/* Objectives in the order in which reports show them. */
#ifndef REPORT_PRIORITY_H
#define REPORT_PRIORITY_H

#include "model/model.h"

/* All of the model's, by their priority, then as the text has them; NULL where there are none. */
const struct objective **objectives_by_priority(struct arena *arena, const struct model *model);

#endif
