#include "score/changes.h"

#include <assert.h>

/* The better the higher; 0: it is not held against anything. */
static const uint8_t ranks[] = {[STANDING_NONE] = 0,    [STANDING_NOT_DUE] = 0, [STANDING_NO_DATA] = 0,
                                [STANDING_MISSED] = 1,  [STANDING_OFF_TRACK] = 2, [STANDING_AT_RISK] = 3,
                                [STANDING_ON_TRACK] = 4, [STANDING_MET] = 5};
static_assert(sizeof ranks / sizeof ranks[0] == STANDING_COUNT, "each standing has its rank");

static int way_between(struct result was, struct result is) {
  return was.known && is.known ? decimal_compare(is.value, was.value) : 0;
}

static int way_of_figure(const struct kpi_score *was, const struct kpi_score *is) {
  bool directed = is->asked.has_low != is->asked.has_high;
  if (!directed || is->kpi->tally == TALLY_SUM) return 0;
  int way = way_between(was->actual, is->actual);
  return is->asked.has_low ? way : -way;
}

/* Neither is held against its target: only that a figure is wanting now can have changed. */
static enum change_way way_unheld(const struct kpi_score *was, const struct kpi_score *is) {
  bool lacks = is->standing == STANDING_NO_DATA && was->standing != STANDING_NO_DATA;
  return lacks ? CHANGE_LACKING : CHANGE_NONE;
}

static enum change_way way_of(const struct kpi_score *was, const struct kpi_score *is) {
  int before = ranks[was->standing], now = ranks[is->standing];
  if (now == 0) return before > 0 ? CHANGE_LACKING : way_unheld(was, is);
  if (before == 0) return CHANGE_BEGUN;
  int way = now - before;
  if (way == 0) way = way_between(was->score, is->score);
  if (way == 0) way = way_of_figure(was, is);
  return way > 0 ? CHANGE_BETTER : way < 0 ? CHANGE_WORSE : CHANGE_NONE;
}

struct changes changes_of(struct arena *arena, const struct score *was, const struct score *is) {
  uint32_t count = is->kpis.count;
  struct change *items = ARENA_ARRAY(arena, struct change, count);
  for (uint32_t i = 0; i < count; i++) {
    const struct kpi_score *before = &was->kpis.items[i], *now = &is->kpis.items[i];
    items[i] = (struct change){before, now, way_of(before, now)};
  }
  return (struct changes){items, count};
}
