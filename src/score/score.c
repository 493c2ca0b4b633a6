#include "score/score.h"

#include "score/scoring.h"
#include "text/text.h"

struct result result_quotient(struct result a, struct result b) {
  if (!a.known || !b.known || decimal_is_zero(b.value)) return (struct result){.known = false};
  return result_of(decimal_divide(a.value, b.value));
}

const struct kpi_score *scoring_kpi(const struct scoring *scoring, const struct kpi *kpi) {
  return &scoring->score->kpis.items[scoring->tallies->index_of[kpi->entity.order]];
}

/* Without any figure the day is the one before the term: nothing is due yet. */
static day_number day_of(const struct score_input *input) {
  if (input->as_of != DAY_NONE) return input->as_of;
  if (input->figures->latest != DAY_NONE) return input->figures->latest;
  return input->model->agreement.term.from - 1;
}

enum { NAMED = 3 };

/* Rows that are later than the day. */
struct later {
  const struct figure_row *first; /* by its place */
  uint32_t count, things;
  const char **names; /* of the first few things */
};

/* Rows of one thing stand together. */
static struct later later_rows(const struct scoring *scoring) {
  struct later later = {.names = ARENA_ARRAY(scoring->arena, const char *, NAMED)};
  const struct entity *last = NULL;
  for (uint32_t i = 0; i < scoring->figures->count; i++) {
    const struct figure_row *row = &scoring->figures->items[i];
    if (row->date <= scoring->day) continue;
    if (later.count++ == 0 || span_is_before(row->date_span, later.first->date_span)) later.first = row;
    if (row->thing == last) continue;
    last = row->thing;
    if (later.things++ < NAMED) later.names[later.things - 1] = row->thing->spelling;
  }
  return later;
}

/* Told once, however many they are: a sheet of the whole term that is scored in its middle is nothing wrong. */
static void complain_of_later_rows(const struct scoring *scoring) {
  const struct later later = later_rows(scoring);
  const struct entity *about = later.things == 1 ? later.first->thing : NULL;
  struct argument day = arg_date(scoring->day), count = arg_integer(later.count);
  if (later.count == 0) return;
  if (later.count == 1)
    complain(scoring->complaints, "D008", about, later.first->date_span, TEXT_D008, ARGS(day));
  else if (later.things <= NAMED)
    complain(scoring->complaints, "D008", about, later.first->date_span, TEXT_D008_ROWS,
             ARGS(count, day, arg_list(later.names, later.things)));
  else
    complain(scoring->complaints, "D008", about, later.first->date_span, TEXT_D008_ROWS_OF_MANY,
             ARGS(count, day, arg_list(later.names, NAMED), arg_integer(later.things)));
}

struct scoring scoring_begin(struct arena *arena, const struct score_input *input, struct score *score) {
  return (struct scoring){.arena = arena,
                          .model = input->model,
                          .figures = input->figures,
                          .tallies = tallies_of(arena, input->model, input->figures),
                          .score = score,
                          .complaints = input->complaints,
                          .day = day_of(input),
                          .tolerance = input->tolerance,
                          .gaps = ARENA_ARRAY(arena, struct gaps, input->model->kpis.count)};
}

static const char *place_of(struct arena *arena, struct sources *sources, struct span span) {
  const char *name = sources_get(sources, span.file)->name, *slash = strrchr(name, '/');
  const struct source_cell *cell = source_cell(sources, span);
  struct buffer words = buffer_in(arena);
  buffer_text(&words, slash ? slash + 1 : name);
  buffer_char(&words, ':');
  if (cell) buffer_text(&words, cell->name);
  else buffer_integer(&words, source_position(sources, span.file, span.start).line);
  return buffer_string(&words);
}

static const char **places_left_out(struct arena *arena, const struct score_input *input) {
  const struct figures *figures = input->figures;
  uint32_t count = figures->left_out < LEFT_NAMED ? figures->left_out : LEFT_NAMED;
  const char **places = ARENA_ARRAY(arena, const char *, count);
  for (uint32_t i = 0; i < count; i++) places[i] = place_of(arena, input->model->sources, figures->left[i]);
  return places;
}

struct score *score_of(struct arena *arena, const struct score_input *input) {
  struct score *score = ARENA_NEW(arena, struct score);
  struct scoring scoring = scoring_begin(arena, input, score);
  bool dated = input->as_of != DAY_NONE || input->figures->latest != DAY_NONE;
  score->model = input->model;
  score->as_of = dated ? scoring.day : DAY_NONE;
  score->left_out = input->figures->left_out;
  score->left = places_left_out(arena, input);
  complain_of_later_rows(&scoring);
  scoring_kpis(&scoring);
  scoring_objectives(&scoring);
  scoring_budget(&scoring);
  scoring_mixes(&scoring);
  scoring_tasks(&scoring);
  scoring_notes(&scoring);
  scoring_returns(&scoring);
  scoring_incentives(&scoring);
  scoring_diagnoses(&scoring);
  return score;
}
