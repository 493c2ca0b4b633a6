/* The day and the figure of a row. */
#include <string.h>

#include "score/cells.h"
#include "score/figures_reading.h"
#include "text/text.h"

static struct finding *complain_of(struct figures_reading *reading, const char *code, const struct figure_row *row,
                                   struct span span, enum text_key key, const struct argument *arguments) {
  figures_leave_out(reading, span);
  return complain(reading->complaints, code, row->thing, span, key, arguments);
}

static void help(struct figures_reading *reading, struct finding *finding, enum text_key key, const struct argument *arguments) {
  complain_help(reading->complaints, finding, key, arguments);
}

static struct argument written(const struct figures_reading *reading, const struct raw_cell *cell) {
  return arg_name(figures_shown(reading->arena, cell->text, cell->length));
}

/* ---- Days ---- */

enum { DAYS_BEFORE = 30, DAYS_AFTER = 90 };

/* The days that rows of this thing can be of. */
static struct period days_of(const struct model *model, const struct figure_row *row) {
  struct period days = model->agreement.term;
  const struct kpi *kpi = (const struct kpi *)row->thing;
  bool outside = row->kind == ROW_SPEND || row->kind == ROW_ACTION || row->kind == ROW_DELIVERABLE;
  bool measured = row->kind == ROW_KPI && kpi->baseline.form == BASELINE_MEASURED;
  bool later = row->kind == ROW_KPI && kpi->target.by != DAY_NONE && kpi->target.by > days.to;
  if (outside || measured) days.from -= DAYS_BEFORE;
  if (outside || later) days.to += DAYS_AFTER;
  return days;
}

static bool outside_term(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell) {
  const struct period days = days_of(reading->model, row), *term = &reading->model->agreement.term;
  if (row->date >= days.from && row->date <= days.to) return false;
  struct finding *finding = complain_of(reading, "D005", row, cell->span, TEXT_D005_OUTSIDE,
                                        ARGS(arg_date(row->date), arg_date(term->from), arg_date(term->to)));
  help(reading, finding, TEXT_D005_OUTSIDE_HELP,
       ARGS(arg_name(row->thing->spelling), arg_date(days.from), arg_date(days.to)));
  return true;
}

bool figures_read_date(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell) {
  struct argument example = arg_name(day_written(reading->arena, day_month_end(reading->model->agreement.term.from)));
  struct finding *finding;
  switch (figure_day(reading->arena, cell->text, cell->length, &row->date)) {
    case DATE_READ: return !outside_term(reading, row, cell);
    case DATE_TWO_WAYS:
      finding = complain_of(reading, "D005", row, cell->span, TEXT_D005_TWO_WAYS, ARGS(written(reading, cell)));
      break;
    case DATE_MISSING:
      finding = complain_of(reading, "D005", row, cell->span, TEXT_D005_NO_SUCH_DAY, ARGS(written(reading, cell)));
      break;
    default:
      finding = cell->length
                    ? complain_of(reading, "D005", row, cell->span, TEXT_D005, ARGS(written(reading, cell)))
                    : complain_of(reading, "D005", row, row->span, TEXT_D005_EMPTY, ARGS(arg_name(row->thing->spelling)));
      break;
  }
  help(reading, finding, TEXT_D005_HELP, ARGS(example));
  return false;
}

/* ---- Figures ---- */

/* A figure being read. */
struct value {
  struct figures_reading *reading;
  struct figure_row *row;
  const struct raw_cell *cell;
  struct written_number number;
};

static struct finding *bad(const struct value *v, enum text_key key, const struct argument *arguments) {
  return complain_of(v->reading, "D004", v->row, v->cell->span, key, arguments);
}

static const struct unit *unit_of(const struct figure_row *row) {
  return row->kind == ROW_KPI ? ((const struct kpi *)row->thing)->unit : NULL;
}

static bool is_share(const struct figure_row *row) {
  const struct unit *unit = unit_of(row);
  return row->kind == ROW_ACTION || row->kind == ROW_DELIVERABLE || (unit && unit->kind == UNIT_PERCENT);
}

static const char *unit_name(const struct value *v) {
  const struct unit *unit = unit_of(v->row);
  if (v->row->kind == ROW_SPEND) return v->reading->model->agreement.currency;
  if (is_share(v->row)) return "%";
  return unit && unit->spelling ? unit->spelling : "";
}

static bool no_figure(const struct value *v, enum number_reading reading) {
  struct arena *arena = v->reading->arena;
  struct argument cell = arg_name(figures_shown(arena, v->cell->text, v->cell->length));
  struct finding *finding;
  switch (reading) {
    case NUMBER_TWO_WAYS:
      finding = bad(v, TEXT_D004_TWO_WAYS, ARGS(cell));
      help(v->reading, finding, TEXT_D004_TWO_WAYS_HELP, ARGS(arg_name(v->number.plain), arg_name(v->number.exact)));
      break;
    case NUMBER_GROUPED:
      finding = bad(v, TEXT_D004_GROUPED, ARGS(cell));
      if (v->number.plain) help(v->reading, finding, TEXT_D004_WRITE, ARGS(arg_name(v->number.plain)));
      else help(v->reading, finding, TEXT_D004_GROUPED_HELP, NO_ARGS);
      break;
    case NUMBER_TOO_LONG:
      bad(v, TEXT_D004_TOO_LONG, ARGS(cell, arg_integer(DECIMAL_DIGITS)));
      break;
    default:
      finding = bad(v, TEXT_D004, ARGS(cell));
      help(v->reading, finding, TEXT_D004_HELP, ARGS(arg_name(is_share(v->row) ? "3.5%" : "12.5")));
      break;
  }
  return false;
}

static const char *per_cent_written(struct arena *arena, struct decimal value) {
  struct buffer out = buffer_in(arena);
  decimal_write(&out, value);
  buffer_char(&out, '%');
  return buffer_string(&out);
}

/* 0 is 0 whatever it is counted in; any other share has its sign. */
static bool read_share(const struct value *v) {
  struct arena *arena = v->reading->arena;
  v->row->value = decimal_scaled(v->number.value, -2);
  if (v->number.percent || (!v->number.unit && decimal_is_zero(v->number.value))) return true;
  struct argument name = arg_name(v->row->thing->spelling);
  struct finding *finding = bad(v, TEXT_D004_SHARE_WANTED, ARGS(name, arg_number(v->number.value)));
  const char *whole = per_cent_written(arena, decimal_scaled(v->number.value, 2));
  bool fraction = decimal_compare(decimal_absolute(v->number.value), decimal_from_integer(1)) <= 0;
  struct argument plain = arg_name(per_cent_written(arena, v->number.value));
  if (fraction) help(v->reading, finding, TEXT_D004_SHARE_HELP_BOTH, ARGS(arg_name(whole), plain));
  else help(v->reading, finding, TEXT_D004_WRITE, ARGS(plain));
  return false;
}

/* In English, or in a language of the agreement. */
static bool says_posts(const struct value *v, const char *stated) {
  static const enum text_language languages[] = {[EMIT_EN] = LANGUAGE_EN, [EMIT_ZH_HANT] = LANGUAGE_ZH_HANT,
                                                 [EMIT_BG] = LANGUAGE_BG, [EMIT_VI] = LANGUAGE_VI, [EMIT_NONE] = LANGUAGE_EN};
  const struct agreement *agreement = &v->reading->model->agreement;
  const enum text_language asked[] = {LANGUAGE_EN, languages[agreement->language], languages[agreement->second_language]};
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
    if (!strcmp(stated, text_plain(asked[i], TEXT_D004_POSTS))) return true;
  return false;
}

static bool has_other_unit(const struct value *v) {
  const char *own = unit_name(v), *stated = v->number.percent ? "%" : v->number.unit;
  bool posts = v->row->kind == ROW_POSTS;
  if (!stated || (posts ? says_posts(v, stated) : own && !strcmp(stated, own))) return false;
  struct argument name = arg_name(v->row->thing->spelling), other = arg_string(stated);
  if (posts) bad(v, TEXT_D004_OTHER_THAN_POSTS, ARGS(name, other));
  else if (own && *own) bad(v, TEXT_D004_OTHER_UNIT, ARGS(name, arg_string(own), other));
  else bad(v, TEXT_D004_NO_UNIT, ARGS(name, other));
  return true;
}

static bool is_off_scale(const struct value *v, const struct unit *unit) {
  struct decimal value = v->row->value;
  if (!unit || unit->kind != UNIT_SCORE || unit->base_count != 1) return false;
  if (decimal_compare(value, unit->low) >= 0 && decimal_compare(value, unit->high) <= 0) return false;
  bad(v, TEXT_D004_OFF_SCALE, ARGS(arg_number(value), arg_number(unit->low), arg_number(unit->high)));
  return true;
}

static bool is_impossible(const struct value *v) {
  const struct unit *unit = unit_of(v->row);
  struct argument name = arg_name(v->row->thing->spelling);
  struct decimal value = v->row->value, one = decimal_from_integer(1);
  bool counted = unit && (unit->kind == UNIT_COUNT || unit->kind == UNIT_TIME);
  bool done = v->row->kind == ROW_ACTION || v->row->kind == ROW_DELIVERABLE, posts = v->row->kind == ROW_POSTS;
  int64_t whole;
  if ((counted || done || posts) && decimal_is_negative(value)) bad(v, TEXT_D004_NEGATIVE, ARGS(name));
  else if (done && decimal_compare(value, one) > 0) bad(v, TEXT_D004_OVER_ALL, ARGS(name));
  else if (posts && !decimal_to_integer(value, &whole)) bad(v, TEXT_D004_HALF_POST, ARGS(name));
  else return is_off_scale(v, unit);
  return true;
}

/* What a spreadsheet made of what was typed, and is no figure. */
static bool is_other_than_figure(const struct value *v, enum raw_figure figure) {
  struct finding *finding = NULL;
  if (figure == RAW_DAY) finding = bad(v, TEXT_D004_DAY, ARGS(arg_name(figures_shown(v->reading->arena, v->cell->text, v->cell->length))));
  if (figure == RAW_DAY) help(v->reading, finding, TEXT_D004_DAY_HELP, NO_ARGS);
  if (figure == RAW_FORMULA) finding = bad(v, TEXT_D004_FORMULA, NO_ARGS);
  if (figure == RAW_FORMULA) help(v->reading, finding, TEXT_D004_FORMULA_HELP, NO_ARGS);
  return figure == RAW_DAY || figure == RAW_FORMULA;
}

bool figures_read_value(struct figures_reading *reading, struct figure_row *row, const struct raw_cell *cell,
                        enum raw_figure figure) {
  struct value v = {reading, row, cell, {.unit = NULL}};
  if (is_other_than_figure(&v, figure)) return false;
  enum number_reading read = figure == RAW_EXACT
                                 ? figure_exact(cell->text, cell->length, &v.number)
                                 : figure_number(reading->arena, cell->text, cell->length, figure == RAW_COMMA, &v.number);
  if (read != NUMBER_READ) return no_figure(&v, read);
  row->value = v.number.value;
  if (is_share(row) && !v.number.unit) {
    if (!read_share(&v)) return false;
  } else if (has_other_unit(&v)) {
    return false;
  }
  return !is_impossible(&v);
}
