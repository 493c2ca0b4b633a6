#include "score/history.h"

#include "score/scoring.h"

struct telling {
  struct scoring scoring;
  day_number last; /* that of the whole */
  void *context;
  void (*take)(void *context, const struct history_point *point);
};

/* As of `day`, going on from `k`, the same of an earlier day where there was one. */
static void tell(struct telling *telling, const struct kpi *kpi, day_number day, const struct course_point *reported,
                 struct kpi_score *k) {
  const struct kpi_score before = *k;
  telling->scoring.day = day;
  scoring_hold(&telling->scoring, kpi, before.kpi ? &before : NULL, k);
  struct history_point point = {.day = day, .excused = scoring_is_excused(&telling->scoring, kpi, day), .score = k};
  if (reported && !kpi->formula) point.reported = (struct result){reported->value, true};
  telling->take(telling->context, &point);
}

/* The days of its periods' ends and those of its reports, in one order. */
static void tell_kpi(struct telling *telling, const struct kpi *kpi) {
  const struct periods *periods = &tallies_rows(telling->scoring.tallies, kpi)->periods;
  struct kpi_score whole = {.kpi = kpi}, k = {.kpi = NULL};
  uint32_t at = 0;
  telling->scoring.day = telling->last;
  scoring_course(&telling->scoring, &whole);
  for (uint32_t i = 0; i < periods->count && periods->items[i].last <= telling->last; i++) {
    day_number end = periods->items[i].last;
    for (; at < whole.course_count && whole.course[at].day < end; at++)
      tell(telling, kpi, whole.course[at].day, &whole.course[at], &k);
    bool both = at < whole.course_count && whole.course[at].day == end;
    tell(telling, kpi, end, both ? &whole.course[at] : NULL, &k);
    if (both) at++;
  }
  for (; at < whole.course_count; at++) tell(telling, kpi, whole.course[at].day, &whole.course[at], &k);
}

void history_each(struct arena *arena, const struct score_input *input, void *context,
                  void (*take)(void *context, const struct history_point *point)) {
  struct telling telling = {.scoring = scoring_begin(arena, input, NULL), .context = context, .take = take};
  telling.last = telling.scoring.day;
  for (uint32_t i = 0; i < input->model->kpis.count; i++) tell_kpi(&telling, input->model->kpis.items[i]);
}
