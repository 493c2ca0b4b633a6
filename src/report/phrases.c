#include "report/phrases.h"

#include <assert.h>

#include "model/units.h"
#include "score/fraction.h"

static const struct cell nothing = {.kind = CELL_EMPTY};

/* ---- Names ---- */

struct text phrase_label(enum text_language language, const struct entity *entity) {
  struct text label = entity_label(entity);
  if (label.length) return label;
  const char *words = text_plain(language, TEXT_REPORT_NAMELESS);
  return (struct text){.bytes = words, .length = (uint32_t)strlen(words)};
}

struct cell phrase_entity(const struct entity *entity) {
  if (!entity) return nothing;
  struct text label = entity_label(entity);
  if (label.length) return cell_text(label);
  return (struct cell){.kind = CELL_SENTENCE, .as.sentence = {.key = TEXT_REPORT_NAMELESS}};
}

struct cell phrase_refs(struct document *document, const struct refs *refs) {
  if (refs->count == 0) return nothing;
  if (refs->count == 1) return phrase_entity(refs->items[0].to);
  struct cell *items = ARENA_ARRAY(document->scratch, struct cell, refs->count);
  for (uint32_t i = 0; i < refs->count; i++) items[i] = phrase_entity(refs->items[i].to);
  return cell_list(items, refs->count);
}

struct argument arg_entity(struct document *document, const struct entity *entity) {
  struct cell label = phrase_entity(entity);
  return label.kind == CELL_TEXT ? arg_words(document, label.as.text) : arg_cell(document, &label);
}

const char *phrase_anchor(struct document *document, const char *kind, const struct entity *entity) {
  struct buffer anchor = buffer_in(document->scratch);
  buffer_text(&anchor, kind);
  buffer_char(&anchor, '-');
  buffer_text(&anchor, entity->spelling);
  return buffer_ended(&anchor);
}

/* ---- Figures ---- */

/* Names are written with underscores where words are meant. */
static const char *spaced(struct arena *arena, const char *name) {
  if (!strchr(name, '_')) return name;
  char *words = arena_copy(arena, name, strlen(name));
  for (char *c = words; *c; c++)
    if (*c == '_') *c = ' ';
  return words;
}

struct text_unit phrase_said_unit(struct arena *arena, const struct unit *unit) {
  struct text_unit said = unit_said(unit);
  if (said.word) said.word = spaced(arena, said.word);
  if (said.per) said.per = spaced(arena, said.per);
  return said;
}

static const char *unit_name(struct document *document, const struct text_unit *unit) {
  struct buffer name = buffer_in(document->scratch);
  text_unit_name(&name, document->language, unit);
  return buffer_ended(&name);
}

const char *phrase_head_unit(struct document *document, const struct unit *unit) {
  struct text_unit said = phrase_said_unit(document->scratch, unit);
  return text_unit_none(&said) ? NULL : unit_name(document, &said);
}

static enum figure_form form_of(const struct unit *unit) {
  return unit && unit->kind == UNIT_PERCENT ? FIGURE_SHARE : FIGURE_NUMBER;
}

struct cell phrase_figure(struct document *document, const struct unit *unit, struct decimal value) {
  return cell_figure(form_of(unit), value, phrase_said_unit(document->scratch, unit));
}

struct cell phrase_amount(const struct model *model, struct decimal amount) {
  struct cell cell = cell_figure(FIGURE_MONEY, amount, text_unit_of(model->agreement.currency));
  int64_t whole;
  cell.places = (int8_t)(decimal_to_integer(amount, &whole) ? 0 : model->agreement.currency_places);
  return cell;
}

struct cell phrase_money(const struct model *model, const struct money *money) {
  return money->stated && money->known ? phrase_amount(model, money->amount) : nothing;
}

struct cell phrase_unit(struct document *document, const struct unit *unit) {
  if (!unit) return nothing;
  if (unit->kind == UNIT_PERCENT) return cell_sentence(document, TEXT_REPORT_UNIT_PERCENT, NO_ARGS);
  if (unit->kind == UNIT_SCORE)
    return cell_sentence(document, TEXT_REPORT_UNIT_SCORE, ARGS(arg_number(unit->low), arg_number(unit->high)));
  struct text_unit said = phrase_said_unit(document->scratch, unit);
  return cell_words(unit_name(document, &said));
}

/* ---- Targets ---- */

/* What a change of the baseline comes to, shown with three digits at least; rounded so that a figure which reaches what
 * is shown reaches what is meant. */
static struct decimal worked_out(const struct target *target, struct decimal value, bool share, bool up) {
  enum { WHOLE_FROM = 100, MOST_PLACES = 4 };
  int places = share ? 2 : 0;
  bool stated = target->form < TARGET_GROW || target->form == TARGET_MAINTAIN_LEAST || target->form == TARGET_MAINTAIN_MOST;
  if (stated) return value;
  struct decimal size = decimal_scaled(decimal_absolute(value), places);
  for (; places < MOST_PLACES && decimal_compare(size, decimal_from_integer(WHOLE_FROM)) < 0; places++)
    size = decimal_scaled(size, 1);
  return value.exponent >= -places ? value : fraction_rounded(fraction_of(value), places, up);
}

struct cell phrase_bounds(struct document *document, const struct unit *unit, const struct target *target) {
  if (!target->stated || !target->known || !target->bounded) return nothing;
  struct cell cell = phrase_figure(document, unit, target->low);
  cell.kind = CELL_RANGE;
  cell.has_low = target->has_low;
  cell.has_high = target->has_high;
  cell.as.range.low = worked_out(target, target->low, cell.form == FIGURE_SHARE, true);
  cell.as.range.high = worked_out(target, target->high, cell.form == FIGURE_SHARE, false);
  return cell;
}

struct cell phrase_band(struct document *document, const struct unit *unit, const struct band *band) {
  if (!band->stated || !band->known) return (struct cell){.kind = CELL_EMPTY};
  struct cell cell = phrase_figure(document, unit, band->value);
  cell.kind = CELL_RANGE;
  cell.has_low = band->least;
  cell.has_high = !band->least;
  cell.as.range.low = cell.as.range.high = band->value;
  return cell;
}

struct cell phrase_roi(struct document *document, const struct target *target) {
  static const struct unit share = {.kind = UNIT_PERCENT};
  return phrase_bounds(document, &share, target);
}

/* 20 %, 2 percentage points, 500 followers. */
static struct cell amount_of_change(struct document *document, const struct unit *unit, const struct target *target) {
  if (target->relative) return cell_figure(FIGURE_SHARE, target->a, (struct text_unit){0});
  if (!unit || unit->kind != UNIT_PERCENT) return phrase_figure(document, unit, target->a);
  return cell_figure(FIGURE_NUMBER, decimal_scaled(target->a, 2), text_unit_own(MEASURE_POINT));
}

static struct cell phrase_change(struct document *document, const struct unit *unit, const struct target *target) {
  bool up = target->form == TARGET_GROW;
  struct cell amount = amount_of_change(document, unit, target);
  struct argument by = arg_cell(document, &amount);
  if (target->each == TIME_NONE) return cell_sentence(document, up ? TEXT_REPORT_GROW : TEXT_REPORT_REDUCE, ARGS(by));
  return cell_sentence(document, up ? TEXT_REPORT_GROW_EACH : TEXT_REPORT_REDUCE_EACH,
                       ARGS(by, arg_text(phrase_time_unit(target->each))));
}

static struct cell phrase_maintained(struct document *document, const struct unit *unit, const struct target *target) {
  if (target->form == TARGET_MAINTAIN) return cell_sentence(document, TEXT_REPORT_MAINTAIN, NO_ARGS);
  if (target->form == TARGET_MAINTAIN_WITHIN)
    return cell_sentence(document, TEXT_REPORT_MAINTAIN_WITHIN, ARGS(arg_share(target->a)));
  struct cell bounds = phrase_bounds(document, unit, target);
  return cell_sentence(document, TEXT_REPORT_ALWAYS, ARGS(arg_cell(document, &bounds)));
}

struct cell phrase_target(struct document *document, const struct unit *unit, const struct target *target) {
  if (!target->stated || !target->known) return nothing;
  switch (target->form) {
    case TARGET_GROW:
    case TARGET_REDUCE: return phrase_change(document, unit, target);
    case TARGET_MAINTAIN:
    case TARGET_MAINTAIN_LEAST:
    case TARGET_MAINTAIN_MOST:
    case TARGET_MAINTAIN_WITHIN: return phrase_maintained(document, unit, target);
    case TARGET_OBSERVE: return cell_sentence(document, TEXT_REPORT_OBSERVE, NO_ARGS);
    default: return phrase_bounds(document, unit, target);
  }
}

struct cell phrase_target_by(struct document *document, const struct unit *unit, const struct target *target) {
  struct cell words = phrase_bounds(document, unit, target);
  if (cell_is_empty(&words)) words = phrase_target(document, unit, target);
  if (cell_is_empty(&words) || target->by == DAY_NONE || target->form == TARGET_OBSERVE) return words;
  return cell_sentence(document, TEXT_REPORT_BY_DATE, ARGS(arg_cell(document, &words), arg_said_date(document, target->by)));
}

/* ---- Words of enumerations ---- */

enum text_key phrase_indirect_kind(enum indirect_kind kind) {
  static_assert(TEXT_REPORT_RETURN_MESSAGING - TEXT_REPORT_RETURN_THOUGHT_LEADERSHIP == RETURN_KIND_COUNT - 1,
                "the kinds of indirect return stand in their order");
  return (enum text_key)(TEXT_REPORT_RETURN_THOUGHT_LEADERSHIP + (int)kind);
}

static_assert(TEXT_REPORT_EVERY_SUNDAY - TEXT_REPORT_EVERY_MONDAY == SUNDAY, "weekdays stand in their order");
static_assert(TEXT_REPORT_ON_SUNDAY - TEXT_REPORT_ON_MONDAY == SUNDAY, "weekdays stand in their order");
static_assert(TEXT_REPORT_ON_NTH_SUNDAY - TEXT_REPORT_ON_NTH_MONDAY == SUNDAY, "weekdays stand in their order");
static_assert(TEXT_REPORT_ON_LAST_SUNDAY - TEXT_REPORT_ON_LAST_MONDAY == SUNDAY, "weekdays stand in their order");

enum text_key phrase_time_unit(enum time_unit unit) { return (enum text_key)(TEXT_UNIT_MINUTE + (int)unit); }

/* ---- Time ---- */

struct cell phrase_duration(struct document *document, const struct duration *duration) {
  if (duration->unit == TIME_NONE) return nothing;
  return cell_sentence(document, TEXT_REPORT_AMOUNT,
                       ARGS(arg_quantity(duration->amount, unit_of_time_said(duration->unit))));
}

struct cell phrase_effort(struct document *document, const struct quantity *effort) {
  if (!effort->known || !effort->unit || effort->unit->kind != UNIT_TIME) return nothing;
  return cell_sentence(document, TEXT_REPORT_AMOUNT, ARGS(arg_quantity(effort->value, unit_said(effort->unit))));
}

struct cell phrase_period(struct document *document, const struct period *period) {
  if (period->from == DAY_NONE || period->to == DAY_NONE) return nothing;
  return cell_sentence(document, TEXT_REPORT_PERIOD,
                       ARGS(arg_said_date(document, period->from), arg_said_date(document, period->to)));
}

struct cell phrase_by(day_number day) {
  struct cell cell = cell_date(day);
  cell.month = day != DAY_NONE && day_month_end(day) == day;
  return cell;
}

static struct cell of_weekday(struct document *document, enum text_key monday, const struct recurrence *r,
                              const struct argument *arguments) {
  return cell_sentence(document, (enum text_key)((int)monday + (int)r->weekday), arguments);
}

/* on day 3, on the second Tuesday; empty for the unit's first day. */
static struct cell phrase_spot(struct document *document, const struct recurrence *r) {
  const struct argument *nth = ARGS(arg_integer(r->nth));
  switch (r->spot) {
    case SPOT_ANY: break;
    case SPOT_WEEKDAY: return of_weekday(document, TEXT_REPORT_ON_MONDAY, r, NO_ARGS);
    case SPOT_DAY:
      return cell_sentence(document, r->unit == TIME_MONTH ? TEXT_REPORT_ON_DAY_OF_MONTH : TEXT_REPORT_ON_DAY_OF_QUARTER, nth);
    case SPOT_LAST_DAY: return cell_sentence(document, TEXT_REPORT_ON_LAST_DAY, NO_ARGS);
    case SPOT_WORKDAY: return cell_sentence(document, TEXT_REPORT_ON_WORKDAY, nth);
    case SPOT_LAST_WORKDAY: return cell_sentence(document, TEXT_REPORT_ON_LAST_WORKDAY, NO_ARGS);
    case SPOT_NTH_WEEKDAY: return of_weekday(document, TEXT_REPORT_ON_NTH_MONDAY, r, nth);
    case SPOT_LAST_WEEKDAY: return of_weekday(document, TEXT_REPORT_ON_LAST_MONDAY, r, NO_ARGS);
  }
  return nothing;
}

/* every month, every 2 months */
static struct cell phrase_interval(struct document *document, const struct recurrence *r) {
  static const struct {
    enum text_key each, many;
  } rows[] = {
      [TIME_DAY] = {TEXT_REPORT_EVERY_DAY, TEXT_REPORT_EVERY_N_DAYS},
      [TIME_WEEK] = {TEXT_REPORT_EVERY_WEEK, TEXT_REPORT_EVERY_N_WEEKS},
      [TIME_MONTH] = {TEXT_REPORT_EVERY_MONTH, TEXT_REPORT_EVERY_N_MONTHS},
      [TIME_QUARTER] = {TEXT_REPORT_EVERY_QUARTER, TEXT_REPORT_EVERY_N_QUARTERS},
      [TIME_YEAR] = {TEXT_REPORT_EVERY_YEAR, TEXT_REPORT_EVERY_N_YEARS},
      [TIME_WORKDAY] = {TEXT_REPORT_EVERY_WORKDAY, TEXT_REPORT_EVERY_N_WORKDAYS},
  };
  if (r->interval <= 1) return cell_sentence(document, rows[r->unit].each, NO_ARGS);
  return cell_sentence(document, rows[r->unit].many, ARGS(arg_integer(r->interval)));
}

static struct cell phrase_unbounded(struct document *document, const struct recurrence *r) {
  bool each = r->interval <= 1;
  if (each && r->unit == TIME_WEEK && r->spot == SPOT_WEEKDAY) return of_weekday(document, TEXT_REPORT_EVERY_MONDAY, r, NO_ARGS);
  struct cell words = phrase_interval(document, r), spot = phrase_spot(document, r);
  if (cell_is_empty(&spot)) return words;
  return cell_sentence(document, each ? TEXT_REPORT_EVERY_ON : TEXT_REPORT_EVERY_N_ON,
                       ARGS(arg_cell(document, &words), arg_cell(document, &spot)));
}

/* The first report of a time within the term, on which the model lets reports begin. */
static day_number first_report(const struct model *model, const struct recurrence *r) {
  struct recurrence all = *r;
  struct calendar unmoved = model->calendar; /* bounds hold for days before they are moved off closed ones */
  unmoved.closed = CLOSED_STAYS;
  day_number day = all.from = model->agreement.term.from;
  do day = recurrence_next(&unmoved, &all, day);
  while (day != DAY_NONE && recurrence_period_end(&unmoved, &all, day++) < all.from);
  return day == DAY_NONE ? day : day - 1;
}

/* Whether it keeps within bounds of its own; those of the term go without saying. */
static bool is_bounded(const struct model *model, const struct recurrence *r) {
  const struct period *term = &model->agreement.term;
  if (r->from == DAY_NONE || r->to == DAY_NONE || term->from == DAY_NONE || term->to == DAY_NONE) return false;
  return r->to < term->to || (r->from > term->from && r->from != first_report(model, r));
}

struct cell phrase_recurrence(struct document *document, const struct model *model, const struct recurrence *recurrence) {
  if (recurrence->unit == TIME_NONE) return nothing;
  struct cell words = phrase_unbounded(document, recurrence);
  if (!is_bounded(model, recurrence)) return words;
  return cell_sentence(document, TEXT_REPORT_EVERY_FROM_TO,
                       ARGS(arg_cell(document, &words), arg_said_date(document, recurrence->from),
                            arg_said_date(document, recurrence->to)));
}

struct cell phrase_due(struct document *document, const struct tail *tail) {
  struct cell within = phrase_duration(document, &tail->within);
  if (cell_is_empty(&within)) return cell_date(tail->due);
  return cell_sentence(document, TEXT_REPORT_WITHIN, ARGS(arg_cell(document, &within)));
}
