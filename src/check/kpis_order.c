/* K: figures of one KPI that must follow one another: bands, milestones, the stretch. */
#include "check/figures.h"
#include "check/rule.h"

enum direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN };

/* Which way a target asks the figure to go, or to stay; none for a range, and where nothing is asked. */
static enum direction direction_of(const struct kpi *kpi, const struct target *target) {
  if (!target->stated || !target->known) return DIRECTION_NONE;
  switch (target->form) {
    case TARGET_LEAST:
    case TARGET_GROW:
    case TARGET_MAINTAIN_LEAST: return DIRECTION_UP;
    case TARGET_MOST:
    case TARGET_REDUCE:
    case TARGET_MAINTAIN_MOST: return DIRECTION_DOWN;
    case TARGET_MAINTAIN: return kpi_less_is_better(kpi) ? DIRECTION_DOWN : DIRECTION_UP;
    default: return DIRECTION_NONE;
  }
}

/* Whether `a` asks for more than `b` does. */
static bool is_stricter(enum direction direction, struct decimal a, struct decimal b) {
  int order = decimal_compare(a, b);
  return direction == DIRECTION_DOWN ? order < 0 : order > 0;
}

static struct argument difference(const struct unit *unit, struct decimal a, struct decimal b) {
  return difference_argument(unit, decimal_absolute(decimal_subtract(a, b)));
}

/* The bound of a target in a direction, if it has one that is known. */
static bool bound_in(const struct target *target, enum direction direction, struct decimal *out) {
  bool down = direction == DIRECTION_DOWN;
  *out = down ? target->high : target->low;
  return target->stated && target->known && target->bounded && (down ? target->has_high : target->has_low);
}

/* K004 */

static enum direction band_direction(const struct band *band) {
  if (!band->stated || !band->known) return DIRECTION_NONE;
  return band->least ? DIRECTION_UP : DIRECTION_DOWN;
}

/* A band, and what comes before it in the order target, green, amber. */
struct rung {
  const char *name;
  const struct band *band;
  const struct band *above; /* NULL: the target */
};

static bool points_otherwise(struct report *report, const struct kpi *kpi, const struct rung *rung, enum direction wanted) {
  enum direction own = band_direction(rung->band);
  if (own == DIRECTION_NONE || wanted == DIRECTION_NONE || own == wanted) return false;
  bool up = wanted == DIRECTION_UP;
  struct finding *finding =
      report_finding(report, &kpi->entity, rung->band->span, up ? TEXT_K004_MORE_IS_BETTER : TEXT_K004_LESS_IS_BETTER,
                     ARGS(arg_name(rung->name), arg_name(kpi->entity.spelling)));
  if (direction_of(kpi, &kpi->target) != DIRECTION_NONE)
    report_related(report, finding, kpi->target.span, TEXT_KPI_TARGET_RELATED, NO_ARGS);
  else
    report_related(report, finding, kpi->green->span, TEXT_K004_GREEN_RELATED, NO_ARGS);
  report_help(report, finding, TEXT_K004_WAY_HELP, ARGS(arg_name(rung->name), arg_name(up ? "at least" : "at most")));
  return true;
}

static bool lies_beyond(struct report *report, const struct kpi *kpi, const struct rung *rung) {
  enum direction own = band_direction(rung->band);
  struct decimal above = rung->above ? rung->above->value : decimal_from_integer(0);
  if (own == DIRECTION_NONE || (!rung->above && !bound_in(&kpi->target, own, &above))) return false;
  if (!is_stricter(own, rung->band->value, above)) return false;
  struct argument limit = figure_argument(kpi->unit, above);
  struct finding *finding = report_finding(
      report, &kpi->entity, rung->band->span, rung->above ? TEXT_K004_BEYOND_GREEN : TEXT_K004_BEYOND_TARGET,
      ARGS(arg_name(rung->name), arg_name(kpi->entity.spelling), figure_argument(kpi->unit, rung->band->value),
           difference(kpi->unit, rung->band->value, above), limit));
  report_related(report, finding, rung->above ? rung->above->span : kpi->target.span,
                 rung->above ? TEXT_K004_GREEN_RELATED : TEXT_KPI_TARGET_RELATED, NO_ARGS);
  report_help(report, finding, own == DIRECTION_UP ? TEXT_K004_HELP_LESS : TEXT_K004_HELP_MORE,
              ARGS(arg_name(rung->name), limit));
  return true;
}

/* One finding for each KPI: a target that has a slip in it makes both bands look wrong. */
static void check_bands(struct report *report, const struct kpi *kpi) {
  enum direction wanted = direction_of(kpi, &kpi->target);
  const struct band *green = band_direction(kpi->green) != DIRECTION_NONE ? kpi->green : NULL;
  if (wanted == DIRECTION_NONE) wanted = band_direction(kpi->green);
  const struct rung rungs[] = {{"green", kpi->green, NULL}, {"amber", kpi->amber, green}};
  for (size_t i = 0; i < sizeof rungs / sizeof rungs[0]; i++)
    if (points_otherwise(report, kpi, &rungs[i], wanted) || lies_beyond(report, kpi, &rungs[i])) return;
}

static void bands_out_of_order(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct entity *entity = &kpi->entity;
    bool stated = entity_stated(entity, STATEMENT_kpi_green) || entity_stated(entity, STATEMENT_kpi_amber);
    if (!stated) continue;
    bool unknown = entity->incomplete || entity_unknown(entity, STATEMENT_kpi_green) ||
                   entity_unknown(entity, STATEMENT_kpi_amber) || entity_unknown(entity, STATEMENT_kpi_target);
    if (!report_unsure(report, unknown)) check_bands(report, kpi);
  }
}

const struct rule rule_K004 = {
    .row = {"K004", "bands-out-of-order", LEVEL_ERROR,
            "target, green and amber do not follow one another in the target's direction, or a band points the other way"},
    .why = "Who meets the target must be green, and who is green must not be amber. Bands that cross each other, or point the other "
           "way, give two colours to one figure, and the meeting is spent on the colour. Two that begin at the same figure are in "
           "order. For a range, `at least` is held against its lower end and `at most` against its upper one.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000; green at least 15_000; amber at least 18_000 }\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000; green at least 18_000; amber at least 15_000 }\n",
    .run = bands_out_of_order,
};

/* K005 */

/* The milestones of a KPI in the order of their days, one at a time. */
struct climb {
  const struct kpi *kpi;
  const struct period *term;
  enum direction direction; /* up for a sum: it never falls */
  bool sum;
  const struct milestone *before; /* the last that was in order with the target; NULL: none */
  struct decimal before_value;
};

/* The one figure that a milestone, or the target, stands for in the order; false where there is none. */
static bool figure_asked(const struct climb *climb, const struct target *target, struct decimal *out) {
  if (!target->stated || !target->known || !target->bounded) return false;
  if (climb->sum) {
    *out = target->has_low ? target->low : target->high;
    return true;
  }
  return climb->direction != DIRECTION_NONE && target->has_low != target->has_high &&
         bound_in(target, climb->direction, out);
}

/* The most that a sum may be, the figure to be reached of others. */
static bool figure_of_target(const struct climb *climb, struct decimal *out) {
  const struct target *target = &climb->kpi->target;
  if (!figure_asked(climb, target, out)) return false;
  if (climb->sum && target->has_high) *out = target->high;
  return true;
}

static struct finding *report_out_of_order(struct report *report, const struct climb *climb, const struct milestone *m,
                                           enum text_key message, const struct argument *arguments) {
  struct finding *finding = report_finding(report, &climb->kpi->entity, m->target.span, message, arguments);
  if (!climb->sum) report_lowered(report, finding);
  return finding;
}

static void report_back(struct report *report, const struct climb *climb, const struct milestone *m, struct decimal value) {
  const struct unit *unit = climb->kpi->unit;
  struct argument before = figure_argument(unit, climb->before_value);
  bool up = climb->direction == DIRECTION_UP;
  struct finding *finding =
      report_out_of_order(report, climb, m, up ? TEXT_K005_BACK : TEXT_K005_BACK_UP,
                          ARGS(arg_name(climb->kpi->entity.spelling), figure_argument(unit, value), arg_date(m->target.by),
                               difference(unit, value, climb->before_value), before, arg_date(climb->before->target.by)));
  report_related(report, finding, climb->before->target.span, TEXT_K005_BEFORE_RELATED, NO_ARGS);
  bool ceiling = m->target.has_high && !m->target.has_low;
  if (climb->sum) report_help(report, finding, ceiling ? TEXT_K005_BACK_HELP_SUM_MOST : TEXT_K005_BACK_HELP_SUM, ARGS(before));
  else report_help(report, finding, TEXT_K005_BACK_HELP, ARGS(before, arg_name("allow K005 \"…\"")));
}

static void report_beyond(struct report *report, const struct climb *climb, const struct milestone *m, struct decimal value,
                          struct decimal limit) {
  const struct unit *unit = climb->kpi->unit;
  const struct target *target = &climb->kpi->target;
  struct argument most = figure_argument(unit, limit);
  bool up = climb->direction == DIRECTION_UP;
  struct finding *finding =
      report_out_of_order(report, climb, m, up ? TEXT_K005_BEYOND : TEXT_K005_BEYOND_DOWN,
                          ARGS(arg_name(climb->kpi->entity.spelling), figure_argument(unit, value), arg_date(m->target.by),
                               difference(unit, value, limit), most, arg_date(target->by)));
  report_related(report, finding, target->span, TEXT_KPI_TARGET_RELATED, NO_ARGS);
  if (climb->sum) report_help(report, finding, TEXT_K005_BEYOND_HELP_SUM, ARGS(most));
  else report_help(report, finding, TEXT_K005_BEYOND_HELP, ARGS(most, arg_name("allow K005 \"…\"")));
}

/* A figure that is beyond the target is not what the next one is held against: it is the one at fault. */
static void check_figure(struct report *report, struct climb *climb, const struct milestone *m) {
  struct decimal value, limit;
  if (!figure_asked(climb, &m->target, &value)) return;
  if (figure_of_target(climb, &limit) && is_stricter(climb->direction, value, limit)) {
    report_beyond(report, climb, m, value, limit);
    return;
  }
  bool later = climb->before && m->target.by > climb->before->target.by;
  if (later && is_stricter(climb->direction, climb->before_value, value)) report_back(report, climb, m, value);
  climb->before = m;
  climb->before_value = value;
}

/* One whose date lies outside the term is T001's. */
static void check_milestone(struct report *report, struct climb *climb, const struct milestone *m) {
  const struct target *target = &climb->kpi->target;
  if (report_unsure(report, !m->target.known || m->target.by == DAY_NONE || target->by == DAY_NONE)) return;
  if (m->target.by > climb->term->to || m->target.by < climb->term->from) return;
  if (m->target.by <= target->by) {
    check_figure(report, climb, m);
    return;
  }
  struct argument due = arg_date(target->by);
  struct finding *finding = report_finding(report, &climb->kpi->entity, m->target.by_span, TEXT_K005_LATE,
                                           ARGS(arg_name(climb->kpi->entity.spelling), arg_date(m->target.by),
                                                arg_integer((int64_t)m->target.by - target->by), due));
  report_related(report, finding, target->by_span, TEXT_K005_DUE_RELATED, NO_ARGS);
  report_help(report, finding, TEXT_K005_LATE_HELP, ARGS(due, arg_date(m->target.by)));
}

static void milestone_out_of_order(const struct model *model, struct report *report) {
  const struct period *term = &model->agreement.term;
  if (report_unsure(report, term->from == DAY_NONE || term->to == DAY_NONE)) return;
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    if (!kpi->milestones || !kpi->target.stated) continue;
    if (report_unsure(report, !kpi->target.known || entity_unknown(&kpi->entity, STATEMENT_kpi_tally))) continue;
    struct climb climb = {.kpi = kpi, .term = term, .sum = kpi->tally == TALLY_SUM};
    climb.direction = climb.sum ? DIRECTION_UP : direction_of(kpi, &kpi->target);
    for (const struct milestone *m = kpi->milestones; m; m = m->next) check_milestone(report, &climb, m);
  }
}

const struct rule rule_K005 = {
    .row = {"K005", "milestone-out-of-order", LEVEL_ERROR,
            "a milestone goes back, lies beyond the target or comes after it; info where a figure that is no sum goes back"},
    .why = "Milestones are the steps to the target. A sum never falls, so a step that asks for less than the one before it, or for "
           "more than the target, has a slip in it; and nothing leads to a target that is already due. A figure that is no sum "
           "may fall with the season, from one step to the next and from the last one to the target: that is only mentioned. What "
           "a phase asks for (`reach`) is such a step at its end.",
    .wrong = "kpi leads \"Leads\" {\n"
             "  unit      leads\n"
             "  tally     sum\n"
             "  target    at least 600 by end\n"
             "  milestone at least 300 by month 6\n"
             "  milestone at least 200 by month 9\n"
             "}\n",
    .right = "kpi leads \"Leads\" {\n"
             "  unit      leads\n"
             "  tally     sum\n"
             "  target    at least 600 by end\n"
             "  milestone at least 300 by month 6\n"
             "  milestone at least 450 by month 9\n"
             "}\n",
    .run = milestone_out_of_order,
};

/* K021 */

/* Two that count alike from a baseline which is not measured yet. */
static bool asks_no_more_than_growth(const struct target *stretch, const struct target *target) {
  bool alike = stretch->form == target->form && stretch->relative == target->relative && stretch->each == target->each &&
               (target->form == TARGET_GROW || target->form == TARGET_REDUCE);
  return alike && decimal_compare(stretch->a, target->a) <= 0;
}

/* Whether every figure that meets the target meets the stretch too. */
static bool asks_no_more(const struct target *stretch, const struct target *target) {
  if (!stretch->bounded || !target->bounded) return asks_no_more_than_growth(stretch, target);
  if (stretch->has_low && (!target->has_low || decimal_compare(stretch->low, target->low) > 0)) return false;
  return !stretch->has_high || (target->has_high && decimal_compare(stretch->high, target->high) >= 0);
}

static bool is_opposite(enum direction a, enum direction b) {
  return a != DIRECTION_NONE && b != DIRECTION_NONE && a != b;
}

static void help_stretch(struct report *report, struct finding *finding, const struct kpi *kpi) {
  const struct target *target = &kpi->target;
  struct decimal limit;
  if (bound_in(target, DIRECTION_UP, &limit) && !target->has_high)
    report_help(report, finding, TEXT_K021_HELP_MORE, ARGS(figure_argument(kpi->unit, limit)));
  else if (bound_in(target, DIRECTION_DOWN, &limit) && !target->has_low)
    report_help(report, finding, TEXT_K021_HELP_LESS, ARGS(figure_argument(kpi->unit, limit)));
  else
    report_help(report, finding, TEXT_K021_HELP, NO_ARGS);
}

static struct finding *report_stretch(struct report *report, const struct kpi *kpi, bool opposite) {
  const struct target *target = &kpi->target, *stretch = kpi->stretch;
  const struct argument name = arg_name(kpi->entity.spelling);
  enum direction direction = direction_of(kpi, target);
  struct decimal asked, promised;
  if (opposite) return report_finding(report, &kpi->entity, stretch->span, TEXT_K021_WAY, ARGS(name));
  if (direction == DIRECTION_NONE || !bound_in(stretch, direction, &asked) || !bound_in(target, direction, &promised))
    return report_finding(report, &kpi->entity, stretch->span, TEXT_K021, ARGS(name));
  return report_finding(report, &kpi->entity, stretch->span, TEXT_K021_FIGURES,
                        ARGS(name, figure_argument(kpi->unit, asked), figure_argument(kpi->unit, promised)));
}

static void stretch_within_target(const struct model *model, struct report *report) {
  for (uint32_t i = 0; i < model->kpis.count; i++) {
    const struct kpi *kpi = model->kpis.items[i];
    const struct target *target = &kpi->target, *stretch = kpi->stretch;
    if (!stretch->stated || !target->stated || target->form == TARGET_OBSERVE) continue;
    if (report_unsure(report, !stretch->known || !target->known)) continue;
    bool opposite = is_opposite(direction_of(kpi, stretch), direction_of(kpi, target));
    if (!opposite && !asks_no_more(stretch, target)) continue;
    struct finding *finding = report_stretch(report, kpi, opposite);
    report_related(report, finding, target->span, TEXT_KPI_TARGET_RELATED, NO_ARGS);
    help_stretch(report, finding, kpi);
  }
}

const struct rule rule_K021 = {
    .row = {"K021", "stretch-within-target", LEVEL_ERROR, "a stretch that asks for no more than the target"},
    .why = "A stretch is what would delight both sides beyond what was promised. One that everybody reaches who meets the target says "
           "nothing, or its figure and the target's were exchanged. One that points the other way is no stretch of that target.",
    .wrong = "kpi followers \"Followers\" { unit followers; target at least 20_000; stretch at least 18_000 }\n",
    .right = "kpi followers \"Followers\" { unit followers; target at least 20_000; stretch at least 25_000 }\n",
    .run = stretch_within_target,
};
