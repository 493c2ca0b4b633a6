/* What follows from all statements together: bounds of targets, lines over the term, lists the other way round. */
#include "model/builder.h"

/* Sorting, stable: an array of dated things, by day and then by their order in the text. */
struct dated {
  day_number day;
  void *item;
};

static void merge(const struct dated *from, struct dated *to, uint32_t left, uint32_t middle, uint32_t right) {
  uint32_t i = left, k = middle;
  for (uint32_t n = left; n < right; n++)
    to[n] = i < middle && (k >= right || from[i].day <= from[k].day) ? from[i++] : from[k++];
}

static struct dated *sorted(struct arena *arena, struct dated *items, uint32_t count) {
  struct dated *other = ARENA_ARRAY(arena, struct dated, count);
  for (uint32_t width = 1; width < count; width *= 2) {
    for (uint32_t left = 0; left < count; left += 2 * width) {
      uint32_t middle = left + width < count ? left + width : count;
      uint32_t right = left + 2 * width < count ? left + 2 * width : count;
      merge(items, other, left, middle, right);
    }
    struct dated *swap = items;
    items = other;
    other = swap;
  }
  return items;
}

/* The list was built back to front: in the text's order, then by date. */
static struct milestone *sort_milestones(struct arena *arena, struct milestone *list) {
  uint32_t count = 0;
  for (struct milestone *m = list; m; m = m->next) count++;
  if (count < 2) return list;
  struct dated *items = ARENA_ARRAY(arena, struct dated, count);
  uint32_t at = count;
  for (struct milestone *m = list; m; m = m->next) items[--at] = (struct dated){m->target.by, m};
  items = sorted(arena, items, count);
  for (uint32_t i = 0; i < count; i++)
    ((struct milestone *)items[i].item)->next = i + 1 < count ? items[i + 1].item : NULL;
  return items[0].item;
}

static struct forecast *sort_forecasts(struct arena *arena, struct forecast *list) {
  uint32_t count = 0;
  for (struct forecast *f = list; f; f = f->next) count++;
  if (count < 2) return list;
  struct dated *items = ARENA_ARRAY(arena, struct dated, count);
  uint32_t at = count;
  for (struct forecast *f = list; f; f = f->next) items[--at] = (struct dated){f->on, f};
  items = sorted(arena, items, count);
  for (uint32_t i = 0; i < count; i++)
    ((struct forecast *)items[i].item)->next = i + 1 < count ? items[i + 1].item : NULL;
  return items[0].item;
}

static void hand_on_reaches(struct builder *b, struct phase *phase) {
  for (uint32_t i = 0; i < phase->reach.count; i++) {
    struct kpi *kpi = (struct kpi *)phase->reach.items[i].kpi.to;
    if (!kpi || !phase->reach.items[i].target.known || phase->period.to == DAY_NONE) continue;
    struct milestone *m = ARENA_NEW(b->arena, struct milestone);
    m->target = phase->reach.items[i].target;
    m->phase = &phase->entity;
    m->next = kpi->milestones;
    kpi->milestones = m;
  }
}

/* Bounds */

/* What a relative target starts from: the baseline; for a sum, what it makes for the time up to the target's date. */
static bool base_of(const struct builder *b, const struct kpi *kpi, const struct target *t, struct decimal *base) {
  if (!kpi->baseline.figure.known || kpi->baseline.form == BASELINE_MEASURED) return false;
  *base = kpi->baseline.figure.value;
  if (kpi->baseline.form != BASELINE_OVER || kpi->tally != TALLY_SUM) return true;
  const struct period *over = &kpi->baseline.over, *term = &b->model->agreement.term;
  if (over->from == DAY_NONE || term->from == DAY_NONE || t->by == DAY_NONE) return false;
  int64_t have = over->to - over->from + 1, want = t->by - term->from + 1;
  if (have == want || want <= 0) return true;
  *base = decimal_divide(decimal_multiply(*base, decimal_from_integer(want)), decimal_from_integer(have));
  return true;
}

/* Of `each`: how often it comes from one day to the target's. */
static int64_t times_from(day_number from, const struct target *t) {
  if (t->by <= from) return 0;
  if (t->each == TIME_WEEK) return (t->by - from) / 7;
  if (t->each == TIME_DAY) return t->by - from;
  int rest, length;
  int months = months_between(from, t->by, &rest, &length);
  return months / (t->each == TIME_QUARTER ? 3 : t->each == TIME_YEAR ? 12 : 1);
}

/* How often a change of the baseline comes; false where a day that it is counted from or to is unknown. */
static bool count_times(const struct builder *b, const struct kpi *kpi, struct target *t) {
  bool read = kpi->baseline.form == BASELINE_ON;
  day_number from = read ? kpi->baseline.on : b->model->agreement.term.from;
  t->times = 1;
  if (t->each == TIME_NONE) return true;
  if (from == DAY_NONE || t->by == DAY_NONE) return false;
  t->times = times_from(read ? from : from - 1, t);
  return true;
}

static struct decimal changed(const struct target *t, struct decimal base) {
  struct decimal amount = t->form == TARGET_REDUCE ? decimal_negated(t->a) : t->a, one = decimal_from_integer(1);
  if (!t->relative) return decimal_add(base, decimal_multiply(amount, decimal_from_integer(t->times)));
  return decimal_multiply(base, decimal_power(decimal_add(one, amount), (uint32_t)t->times));
}

static void keep(struct builder *b, struct target *t, bool high, struct decimal value) {
  if (!decimal_is_finite(value)) {
    struct finding *f = fault_at(b, E207, t->span, TEXT_NUMBER_TOO_LARGE_TO_WORK, NO_ARGS);
    finding_help(b->findings, f, TEXT_NUMBER_TOO_LONG_HELP, NO_ARGS);
    return;
  }
  t->bounded = true;
  if (high) t->has_high = true, t->high = value;
  else t->has_low = true, t->low = value;
}

/* Of a target that names its figures; false where it rests on a baseline, or asks for nothing. */
static bool bound_as_written(struct builder *b, struct target *t) {
  switch (t->form) {
    case TARGET_LEAST:
    case TARGET_MAINTAIN_LEAST: keep(b, t, false, t->a); return true;
    case TARGET_MOST:
    case TARGET_MAINTAIN_MOST: keep(b, t, true, t->a); return true;
    case TARGET_BETWEEN:
      keep(b, t, false, t->a);
      keep(b, t, true, t->b);
      return true;
    default: return false;
  }
}

static struct argument amount(const struct unit *unit, struct decimal value) {
  if (unit->kind == UNIT_PERCENT) return arg_quantity(decimal_scaled(value, 2), text_unit_own(MEASURE_PER_CENT));
  return arg_quantity(value, unit_said(unit));
}

static bool is_off_scale(const struct unit *unit, struct decimal value) {
  return unit->kind == UNIT_SCORE && unit->base_count == 1 &&
         (decimal_compare(value, unit->low) < 0 || decimal_compare(value, unit->high) > 0);
}

/* Where a change leads to: what can be reduced cannot become less than nothing by it. False: to nowhere. */
static bool change_is_possible(struct builder *b, const struct kpi *kpi, struct target *t, struct decimal base,
                               struct decimal value) {
  const struct unit *unit = kpi->unit;
  if (!unit || !decimal_is_finite(value)) return true;
  struct argument from = amount(unit, base), to = amount(unit, value);
  if (is_off_scale(unit, value)) {
    struct finding *f = fault_at(b, E203, t->span, TEXT_CHANGE_OFF_SCALE, ARGS(from, to, arg_number(unit->low), arg_number(unit->high)));
    finding_help(b->findings, f, TEXT_OFF_SCALE_HELP, NO_ARGS);
  } else if (t->form == TARGET_REDUCE && decimal_is_negative(value) && !decimal_is_negative(base)) {
    struct finding *f = fault_at(b, E203, t->span, TEXT_CHANGE_BELOW_NOTHING, ARGS(from, to));
    finding_help(b->findings, f, TEXT_CHANGE_BELOW_NOTHING_HELP, ARGS(from));
  } else {
    return true;
  }
  t->known = false;
  return false;
}

static void bound(struct builder *b, const struct kpi *kpi, struct target *t) {
  struct decimal base, one = decimal_from_integer(1);
  if (!t->stated || !t->known || bound_as_written(b, t) || t->form == TARGET_OBSERVE) return;
  if (!base_of(b, kpi, t, &base)) return;
  if (t->form == TARGET_MAINTAIN) {
    keep(b, t, kpi_less_is_better(kpi), base);
  } else if (t->form == TARGET_MAINTAIN_WITHIN) {
    keep(b, t, false, decimal_multiply(base, decimal_subtract(one, t->a)));
    keep(b, t, true, decimal_multiply(base, decimal_add(one, t->a)));
  } else if (count_times(b, kpi, t)) {
    struct decimal value = changed(t, base);
    if (change_is_possible(b, kpi, t, base, value)) keep(b, t, t->form == TARGET_REDUCE, value);
  }
}

/* The year before the term: 2025, or from 2025-07-01 to 2026-06-30. */
static void write_year_before(struct buffer *out, day_number first) {
  day_number from = day_add_months(first, -12), to = first - 1;
  struct civil start = civil_from_day(from);
  if (start.month == 1 && start.day == 1) {
    buffer_integer(out, start.year);
    return;
  }
  buffer_text(out, "from ");
  day_write(out, from);
  buffer_text(out, " to ");
  day_write(out, to);
}

/* What is measured otherwise is another figure: it is left open. */
static const char *baseline_written(const struct builder *b, bool sum) {
  day_number first = b->model->agreement.term.from;
  struct buffer out = buffer_in(b->arena);
  buffer_text(&out, sum ? "baseline \u2026 over " : "baseline \u2026 on ");
  if (first == DAY_NONE) buffer_text(&out, sum ? "PERIOD" : "DATE");
  else if (sum) write_year_before(&out, first);
  else day_write(&out, first - 1);
  return buffer_string(&out);
}

/* What is read of the wrong kind of baseline is no figure of this KPI. */
static void check_baseline_form(struct builder *b, struct kpi *kpi) {
  if (entity_unknown(&kpi->entity, STATEMENT_kpi_tally)) return;
  bool wrong = (kpi->tally == TALLY_SUM && kpi->baseline.form == BASELINE_ON) ||
               (kpi->tally == TALLY_LATEST && kpi->baseline.form == BASELINE_OVER);
  if (!wrong) return;
  bool sum = kpi->tally == TALLY_SUM;
  struct finding *f = fault_at(b, E211, kpi->baseline.span, sum ? TEXT_BASELINE_ON_SUM : TEXT_BASELINE_OVER_LATEST,
                               ARGS(arg_name(kpi->entity.spelling)));
  finding_help(b->findings, f, sum ? TEXT_BASELINE_ON_SUM_HELP : TEXT_BASELINE_OVER_LATEST_HELP,
               ARGS(arg_name(baseline_written(b, sum))));
  kpi->baseline.figure.known = false;
  kpi->entity.unknown |= 1ull << b->bits[STATEMENT_kpi_baseline];
}

static void resolve_kpi(struct builder *b, struct kpi *kpi) {
  kpi->milestones = sort_milestones(b->arena, kpi->milestones);
  kpi->forecasts = sort_forecasts(b->arena, kpi->forecasts);
  check_baseline_form(b, kpi);
  bound(b, kpi, &kpi->target);
  if (kpi->stretch->stated) {
    struct target *stretch = (struct target *)kpi->stretch; /* the builder's own, not the shared one */
    if (kpi->target.stated) stretch->by = kpi->target.by;
    bound(b, kpi, stretch);
  }
  for (struct milestone *m = kpi->milestones; m; m = m->next) bound(b, kpi, &m->target);
  for (uint32_t i = 0; i < kpi->measures.count; i++) {
    struct objective *o = (struct objective *)kpi->measures.items[i].to;
    VECTOR_PUSH(b->arena, &o->kpis, kpi);
    bool scored = kpi->target.stated && kpi->target.form != TARGET_OBSERVE && kpi->target.by != DAY_NONE;
    if (!o->by_stated && scored && (o->by == DAY_NONE || kpi->target.by > o->by)) o->by = kpi->target.by;
  }
}

/* Reports and reviews whose bounds nobody wrote go on to their first day after the term; a report before the end of the
 * term's first period is of a time before the term, and none is due. */
static void extend_one(const struct builder *b, struct recurrence *r, bool report) {
  const struct period *term = &b->model->agreement.term;
  struct calendar unmoved = b->model->calendar; /* a recurrence's bounds hold for its days before they are moved */
  unmoved.closed = CLOSED_STAYS;
  const struct calendar *calendar = &unmoved;
  if (r->unit == TIME_NONE || term->from == DAY_NONE) return;
  if (!r->bounds_stated) {
    r->to = day_add_months(term->to, 24);
    r->to = recurrence_next(calendar, r, term->to + 1);
    if (r->to == DAY_NONE) r->to = term->to;
  }
  if (!report || r->from != term->from) return;
  for (int i = 0; i < 3; i++) {
    day_number day = recurrence_next(calendar, r, r->from);
    if (day == DAY_NONE || recurrence_period_end(calendar, r, day) >= term->from) return;
    r->from = recurrence_next(calendar, r, day + 1);
    if (r->from == DAY_NONE) r->from = day + 1;
  }
}

static bool same_days(const struct recurrence *a, const struct recurrence *b) {
  return a->unit == b->unit && a->interval == b->interval && a->spot == b->spot && a->nth == b->nth &&
         a->weekday == b->weekday && a->from == b->from && a->to == b->to && a->bounds_stated == b->bounds_stated;
}

/* Most reports of an agreement recur alike: the last answer is kept for the next question. */
struct extended {
  struct recurrence asked, answer;
  bool known;
};

static void extend(const struct builder *b, struct recurrence *r, bool report, struct extended *last) {
  if (!last->known || !same_days(&last->asked, r)) {
    last->asked = last->answer = *r;
    last->known = true;
    extend_one(b, &last->answer, report);
  }
  r->from = last->answer.from;
  r->to = last->answer.to;
}

/* Lines: the amount over the whole term. A share of a line that is a share of it in turn is a circle. */

static int64_t months_begun(const struct period *term) {
  int rest, length;
  int months = months_between(term->from, term->to + 1, &rest, &length);
  return months + (rest > 0);
}

static void whole_of_amount(const struct builder *b, struct line *line) {
  const struct period *term = &b->model->agreement.term;
  line->whole = line->amount;
  if (!line->per_month) return;
  line->whole.known = line->amount.known && term->from != DAY_NONE;
  if (line->whole.known) line->whole.amount = decimal_multiply(line->amount.amount, decimal_from_integer(months_begun(term)));
}

static bool is_before(const struct entity *a, const struct entity *b) {
  return a->span.file < b->span.file || (a->span.file == b->span.file && a->span.start < b->span.start);
}

/* The last `count` of the chain rest on one another. */
static void report_line_cycle(struct builder *b, struct line *const *lines, uint32_t count) {
  const struct entity **members = ARENA_ARRAY(b->arena, const struct entity *, count);
  const struct line *first = lines[0];
  for (uint32_t i = 0; i < count; i++) {
    members[i] = &lines[i]->entity;
    if (is_before(members[i], &first->entity)) first = lines[i];
  }
  struct finding *f = fault_at(b, E206, first->share_of.span, TEXT_LINE_CYCLE, ARGS(arg_name(name_circle(b, members, count))));
  finding_help(b->findings, f, TEXT_LINE_CYCLE_HELP, NO_ARGS);
}

/* Follows the chain of shares from `line` to a line with an amount, then works back. The chain is as long as the text
 * makes it: it is walked, not recursed into. */
static void whole_of_share(struct builder *b, struct line *line, uint8_t *state) {
  VECTOR(struct line *) chain = {0};
  struct line *at = line;
  while (at && at->by_share && state[at->entity.order] == 0) {
    state[at->entity.order] = 1;
    VECTOR_PUSH(b->arena, &chain, at);
    at = (struct line *)at->share_of.to;
  }
  bool cyclic = at && at->by_share && state[at->entity.order] == 1;
  uint32_t from = chain.count;
  while (cyclic && from && chain.items[from - 1] != at) from--;
  if (cyclic) report_line_cycle(b, &chain.items[from - 1], chain.count - from + 1);
  while (chain.count) {
    struct line *l = chain.items[--chain.count];
    const struct line *of = (const struct line *)l->share_of.to;
    state[l->entity.order] = 2;
    l->whole = (struct money){.stated = true, .span = l->share.span, .currency = b->model->agreement.currency};
    if (cyclic || !of || !of->whole.known || !l->share.known) continue;
    l->whole.known = true;
    l->whole.amount = decimal_multiply(of->whole.amount, l->share.value);
    if (l->share_least.known && decimal_compare(l->whole.amount, l->share_least.amount) < 0) l->whole.amount = l->share_least.amount;
  }
}

static void resolve_lines(struct builder *b) {
  struct budget *budget = b->model->budget;
  if (!budget) return;
  uint8_t *state = ARENA_ARRAY(b->scratch, uint8_t, b->declared.count + 1);
  for (uint32_t i = 0; i < budget->lines.count; i++)
    if (!budget->lines.items[i]->by_share) whole_of_amount(b, budget->lines.items[i]);
  for (uint32_t i = 0; i < budget->lines.count; i++)
    if (budget->lines.items[i]->by_share) whole_of_share(b, budget->lines.items[i], state);
}

/* A figure a day for three centuries, for each of thousands of KPIs, is no agreement: its scorecard would have no end. */
static void limit_periods(struct builder *b) {
  static const int days[] = {[TIME_DAY] = 1, [TIME_WORKDAY] = 1, [TIME_WEEK] = 7, [TIME_MONTH] = 28, [TIME_QUARTER] = 90,
                             [TIME_YEAR] = 365, [TIME_NONE] = 28};
  const struct period *term = &b->model->agreement.term;
  int64_t periods = 0;
  if (term->from == DAY_NONE) return;
  for (uint32_t i = 0; i < b->model->kpis.count; i++) {
    const struct kpi *kpi = b->model->kpis.items[i];
    periods += (term->to - term->from) / (days[kpi->reported.unit] * (int64_t)kpi->reported.interval) + 1;
    if (periods <= MODEL_PERIODS_MAX) continue;
    struct span place = kpi->reported.unit == TIME_NONE ? kpi->entity.span : kpi->reported.span;
    struct finding *f = fault_at(b, E009, place, TEXT_TOO_MANY_PERIODS, ARGS(arg_integer(MODEL_PERIODS_MAX)));
    finding_help(b->findings, f, TEXT_TOO_MANY_PERIODS_HELP, NO_ARGS);
    return;
  }
}

/* Once for each channel of a campaign, and once for each line. */
static void check_repeated(struct builder *b) {
  const struct model *m = b->model;
  for (uint32_t i = 0; i < m->campaigns.count; i++) {
    const struct phase *campaign = m->campaigns.items[i];
    begin_round(b);
    for (uint32_t k = 0; k < campaign->posts.count; k++) meet_once(b, &campaign->posts.items[k].channel);
    begin_round(b);
    for (uint32_t k = 0; k < campaign->mixes.count; k++) meet_once(b, &campaign->mixes.items[k].of);
  }
  begin_round(b);
  for (uint32_t i = 0; m->budget && i < m->budget->splits.count; i++) meet_once(b, &m->budget->splits.items[i].of);
}

void resolve_all(struct builder *b) {
  struct model *m = b->model;
  struct extended reports = {.known = false}, reviews = {.known = false};
  for (uint32_t i = 0; i < m->phases.count; i++) hand_on_reaches(b, m->phases.items[i]);
  for (uint32_t i = 0; i < m->campaigns.count; i++) hand_on_reaches(b, m->campaigns.items[i]);
  for (uint32_t i = 0; i < m->kpis.count; i++) {
    resolve_kpi(b, m->kpis.items[i]);
    extend(b, &m->kpis.items[i]->reported, true, &reports);
  }
  for (uint32_t i = 0; i < m->reviews.count; i++) extend(b, &m->reviews.items[i]->every, false, &reviews);
  for (uint32_t i = 0; i < m->actions.count; i++)
    for (uint32_t k = 0; k < m->actions.items[i]->expects.count; k++) {
      struct expectation *e = &m->actions.items[i]->expects.items[k];
      if (e->kpi.to) bound(b, (const struct kpi *)e->kpi.to, &e->target);
    }
  if (m->roi && m->roi->expect.known) bound_as_written(b, &m->roi->expect);
  check_repeated(b);
  formulas_check(b);
  limit_periods(b);
  resolve_lines(b);
}
