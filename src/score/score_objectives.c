/* What each objective came to, and which diagnoses hold. */
#include "score/scoring.h"

/* ---- Objectives ---- */

static void gather_kpis(const struct scoring *scoring, struct objective_score *o) {
  uint32_t count = o->objective->kpis.count;
  o->kpis = ARENA_ARRAY(scoring->arena, const struct kpi_score *, count);
  o->no_data = ARENA_ARRAY(scoring->arena, const struct kpi_score *, count);
  for (uint32_t i = 0; i < count; i++) {
    const struct kpi_score *k = scoring_kpi(scoring, o->objective->kpis.items[i]);
    o->kpis[o->kpi_count++] = k;
    if (k->standing == STANDING_NO_DATA && k->due) o->no_data[o->no_data_count++] = k;
  }
}

static struct decimal weight_of(const struct kpi_score *k) {
  bool known = k->kpi->weight_stated && k->kpi->weight.known;
  return known ? k->kpi->weight.value : decimal_from_integer(0);
}

/* By their weights, or alike: true where the weights come to something. */
static bool add_up(const struct objective_score *o, bool weighted, struct decimal *sum, struct decimal *weights) {
  *sum = *weights = decimal_from_integer(0);
  for (uint32_t i = 0; i < o->kpi_count; i++) {
    const struct kpi_score *k = o->kpis[i];
    struct decimal weight = weighted ? weight_of(k) : decimal_from_integer(1);
    if (!k->score.known) continue;
    *sum = decimal_add(*sum, decimal_multiply(k->score.value, weight));
    *weights = decimal_add(*weights, weight);
  }
  return !decimal_is_zero(*weights);
}

static struct result mean_of(const struct objective_score *o) {
  struct decimal sum, weights;
  if (!add_up(o, true, &sum, &weights)) add_up(o, false, &sum, &weights);
  return result_quotient(result_of(sum), result_of(weights));
}

void scoring_objectives(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  score->objectives.count = model->objectives.count;
  score->objectives.items = ARENA_ARRAY(scoring->arena, struct objective_score, model->objectives.count);
  for (uint32_t i = 0; i < model->objectives.count; i++) {
    struct objective_score *o = &score->objectives.items[i];
    o->objective = model->objectives.items[i];
    gather_kpis(scoring, o);
    o->score = mean_of(o);
  }
}

/* ---- Conditions ---- */

static bool is_in_state(enum standing standing, enum kpi_state state) {
  static const enum standing standings[] = {[STATE_MET] = STANDING_MET,           [STATE_MISSED] = STANDING_MISSED,
                                            [STATE_ON_TRACK] = STANDING_ON_TRACK, [STATE_AT_RISK] = STANDING_AT_RISK,
                                            [STATE_OFF_TRACK] = STANDING_OFF_TRACK};
  if (state != STATE_BEHIND) return standing == standings[state];
  return standing == STANDING_AT_RISK || standing == STANDING_OFF_TRACK || standing == STANDING_MISSED;
}

/* A figure that is not there is neither over nor under anything. */
static bool comparison_holds(const struct scoring *scoring, const struct condition *c) {
  if (!c->kpi || !c->figure.known) return false;
  const struct tallied *now = &scoring_kpi(scoring, c->kpi)->now;
  return now->figure.known && comparison_passes(c->comparison, quotient_compare(now->exactly, fraction_of(c->figure.value)));
}

bool scoring_holds(const struct scoring *scoring, const struct condition *c) {
  switch (c->kind) {
    case CONDITION_STATE: return c->kpi && is_in_state(scoring_kpi(scoring, c->kpi)->standing, c->state);
    case CONDITION_COMPARISON: return comparison_holds(scoring, c);
    case CONDITION_NOT: return !scoring_holds(scoring, c->left);
    case CONDITION_AND: return scoring_holds(scoring, c->left) && scoring_holds(scoring, c->right);
    case CONDITION_OR: break;
  }
  return scoring_holds(scoring, c->left) || scoring_holds(scoring, c->right);
}

/* ---- Diagnoses ---- */

enum { MINUTES_OF_DAY = 24 * 60 };

/* Asked when the day's work begins. */
static day_number answered_by(const struct scoring *scoring, const struct tail *tail) {
  const struct calendar *calendar = &scoring->model->calendar;
  if (tail->due != DAY_NONE || tail->within.unit == TIME_NONE) return tail->due;
  moment asked = (moment)scoring->day * MINUTES_OF_DAY + calendar->opens;
  moment answered = calendar_after(calendar, asked, &tail->within);
  return answered == MOMENT_NEVER ? DAY_NONE : (day_number)(answered / MINUTES_OF_DAY);
}

static void ask(const struct scoring *scoring, struct diagnosis_score *d) {
  for (const struct tail *tail = d->diagnosis->then; tail; tail = tail->next) d->count++;
  struct question_score *questions = ARENA_ARRAY(scoring->arena, struct question_score, d->count);
  uint32_t at = 0;
  for (const struct tail *tail = d->diagnosis->then; tail; tail = tail->next)
    questions[at++] = (struct question_score){tail, answered_by(scoring, tail)};
  d->questions = questions;
}

void scoring_diagnoses(struct scoring *scoring) {
  const struct model *model = scoring->model;
  struct score *score = scoring->score;
  score->diagnoses.items = ARENA_ARRAY(scoring->arena, struct diagnosis_score, model->diagnoses.count);
  for (uint32_t i = 0; i < model->diagnoses.count; i++) {
    const struct diagnosis *diagnosis = model->diagnoses.items[i];
    if (!diagnosis->when || !scoring_holds(scoring, diagnosis->when)) continue;
    struct diagnosis_score *d = &score->diagnoses.items[score->diagnoses.count++];
    d->diagnosis = diagnosis;
    ask(scoring, d);
  }
}
