/* Which findings a back end lists, and which of them it counts: the same for all. */
#ifndef EMIT_LISTED_H
#define EMIT_LISTED_H

#include "emit/findings.h"

static inline bool finding_is_listed(const struct finding *finding, const struct findings_style *style) {
  return finding->level != LEVEL_OFF && finding->level >= style->least && (!finding->accepted || style->show_accepted);
}

/* `count` without what the style leaves out. */
static inline struct findings_count count_listed(struct findings_count count, const struct findings_style *style) {
  if (style->least > LEVEL_INFO) count.infos = 0;
  if (style->least > LEVEL_WARNING) count.warnings = 0;
  if (!style->show_accepted) count.accepted = 0;
  return count;
}

#endif
