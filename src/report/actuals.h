/* The sheet of figures: which are due, of what, and of which day. */
#ifndef REPORT_ACTUALS_H
#define REPORT_ACTUALS_H

#include "model/model.h"
#include "report/document.h"

/* One line of the sheet. */
struct actual {
  enum input_kind kind;       /* any but notes */
  const struct entity *thing;
  const struct entity *part;  /* NULL, or a content, a channel, an action: name/part */
  day_number date;            /* the last day of the period that the figure is of */
};

/* In the order of their days, so that what is filled in together stands together; then by kind, then as in the text.
 * No two are alike. */
struct actuals {
  struct actual *items;
  uint32_t count;
};

struct actuals actuals_of(struct arena *arena, const struct model *model);

#endif
