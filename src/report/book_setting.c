#include "report/book_setting.h"

#include "base/utf8.h"

enum { DIGITS_MOST = 15, PLACES_MOST = 6, LINES_MOST = 26 /* of 15 points: a row is at most 409 points high */ };

static struct book_place at(const struct book_setting *set, uint32_t column) {
  return (struct book_place){set->sheet, set->row, column};
}

static const char *say(const struct book_setting *set, const struct cell *cell) { return cell_string(set->document, cell); }

static const char *words_of(const struct book_setting *set, enum text_key key) { return text_plain(set->document->language, key); }

/* ---- Rows ---- */

static uint32_t width_of(const struct book_setting *set, uint32_t column) {
  enum { USUAL = 9, TIGHT = 2 /* characters that the edges take */ };
  uint32_t width = column < SHEET_COLUMNS_MOST ? set->form->widths[column] : 0;
  if (width == 0) width = set->form->other_width ? set->form->other_width : USUAL;
  return width > TIGHT ? width - TIGHT : 1;
}

static void need(struct book_setting *set, uint32_t lines) {
  if (lines > set->lines) set->lines = lines > LINES_MOST ? LINES_MOST : lines;
}

static void end_row(struct book_setting *set) {
  if (set->lines > 1) set->book->back->height(set->book, set->sheet, set->row, set->lines);
  set->lines = 0;
  set->row++;
}

void book_setting_spread(struct book_setting *set, uint32_t column, enum book_look look, const char *words) {
  uint32_t width = 0;
  for (uint32_t i = column; i <= set->last; i++) width += width_of(set, i);
  need(set, book_lines(words, width));
  book_spread(set->book, at(set, column), set->last, (struct book_style){.look = (uint8_t)look, .wrap = true}, words);
}

static void put_line(struct book_setting *set, enum book_look look, const struct cell *cell) {
  if (cell_is_empty(cell)) return;
  book_setting_spread(set, 0, look, say(set, cell));
  end_row(set);
}

static void put_words(struct book_setting *set, uint32_t column, enum book_look look, const char *words) {
  need(set, book_lines(words, width_of(set, column)));
  book_words(set->book, at(set, column), (struct book_style){.look = (uint8_t)look, .wrap = true}, words);
}

/* ---- Cells ---- */

/* A status has its colour, besides its word. */
static enum book_look look_of(const struct cell *cell, enum book_look look) {
  if (look != LOOK_CELL && look != LOOK_TOTAL && look != LOOK_VALUE) return look;
  switch ((enum tone)cell->tone) {
    case TONE_GOOD: return LOOK_GOOD;
    case TONE_MIDDLING: return LOOK_MIDDLING;
    case TONE_BAD: return LOOK_BAD;
    case TONE_NEUTRAL: return LOOK_NEUTRAL;
    default: return look;
  }
}

/* How many digits count; a spreadsheet keeps 15. */
static bool fits(struct decimal figure) {
  struct decimal size = decimal_absolute(decimal_reduced(figure));
  size.exponent = 0;
  return decimal_is_finite(figure) && decimal_compare(size, decimal_scaled(decimal_from_integer(1), DIGITS_MOST)) < 0;
}

static bool keep_unit(struct book_setting *set, const char **unit) {
  for (uint32_t i = 0; i < set->unit_count; i++) {
    if (strcmp(set->units[i], *unit)) continue;
    *unit = set->units[i];
    return true;
  }
  if (set->unit_count == SETTING_UNITS_MOST) return false;
  *unit = set->units[set->unit_count++] = arena_copy(set->arena, *unit, strlen(*unit));
  return true;
}

/* What stands after the digits of a figure as its language says it; false where it is no more than that, or too long. */
static bool unit_after(struct book_setting *set, const struct cell *cell, struct decimal figure, const char **unit) {
  enum { UNIT_MOST = 40 };
  struct cell whole = cell_figure((enum figure_form)cell->form, figure, cell->unit), digits;
  whole.places = cell->places;
  digits = whole;
  digits.unit = (struct text_unit){0};
  *unit = NULL;
  if (cell->form == FIGURE_SHARE || text_unit_none(&cell->unit)) return true;
  const char *said = say(set, &whole), *plain = say(set, &digits);
  size_t length = strlen(plain);
  if (strncmp(said, plain, length) || strlen(said + length) > UNIT_MOST) return false;
  *unit = said + length;
  for (const char *c = *unit; *c; c++)
    if ((unsigned char)*c < ' ' || *c == '"' || *c == '\\') return false; /* programs read these in forms each in its way */
  return keep_unit(set, unit);
}

static int places_of(const struct cell *cell, struct decimal figure) {
  struct decimal digits = decimal_reduced(cell_digits(cell, figure));
  int places = digits.exponent < 0 ? -digits.exponent : 0;
  return places > PLACES_MOST ? PLACES_MOST : places;
}

/* A figure, or a limit of one, as a number; false where only words can say it. */
static bool put_number(struct book_setting *set, uint32_t column, const struct cell *cell, enum book_look look) {
  bool bound = cell->kind == CELL_RANGE && cell->has_low != cell->has_high;
  struct decimal figure = !bound ? cell->as.figure : cell->has_low ? cell->as.range.low : cell->as.range.high;
  struct book_style style = {.look = (uint8_t)look, .form = cell->form == FIGURE_SHARE ? FORM_SHARE : FORM_NUMBER};
  if ((cell->kind != CELL_FIGURE && !bound) || !fits(figure) || !unit_after(set, cell, figure, &style.unit)) return false;
  style.places = (uint8_t)places_of(cell, figure);
  style.bound = !bound ? SIGN_NONE : cell->has_low ? SIGN_LEAST : SIGN_MOST;
  if (set->drawn && set->drawn_figures.form == FORM_GENERAL) set->drawn_figures = style;
  book_number(set->book, at(set, column), style, figure);
  return true;
}

static void put_cell(struct book_setting *set, uint32_t column, const struct cell *cell, enum book_look look) {
  if (cell->kind == CELL_INPUT && set->input) {
    set->input(set, at(set, column), &cell->as.place, false);
  } else if (cell->kind == CELL_DATE) {
    book_date(set->book, at(set, column), (struct book_style){.look = (uint8_t)look, .form = cell->month ? FORM_MONTH : FORM_DATE},
              cell->as.date);
  } else if (!put_number(set, column, cell, look)) {
    put_words(set, column, look_of(cell, look), say(set, cell));
  }
}

/* ---- Headings and facts ---- */

static void put_mark(struct book_setting *set, struct buffer *out, enum text_key mark) { buffer_text(out, words_of(set, mark)); }

/* 3.2 KPI: Members */
static const char *kicked(struct book_setting *set, const struct part *part) {
  struct buffer out = buffer_in(set->document->scratch);
  if (part->number) {
    buffer_text(&out, part->number);
    buffer_char(&out, ' ');
  }
  if (!cell_is_empty(&part->kicker)) {
    cell_say(&out, set->document, &part->kicker);
    put_mark(set, &out, TEXT_COLON);
  }
  cell_say(&out, set->document, &part->text);
  return buffer_string(&out);
}

static void put_heading(struct book_setting *set, const struct part *part) {
  static const enum book_look looks[] = {LOOK_TITLE, LOOK_TITLE, LOOK_TITLE, LOOK_BAND, LOOK_STRONG, LOOK_STRONG};
  enum book_look look = looks[part->level];
  const char *words = kicked(set, part);
  set->heading = arena_copy(set->arena, words, strlen(words));
  if (set->row > 0) set->row++;
  if (look == LOOK_TITLE) {
    book_words(set->book, at(set, 0), (struct book_style){.look = LOOK_TITLE}, words);
    need(set, 2);
  } else book_setting_spread(set, 0, look, words);
  end_row(set);
}

static void put_clause(struct book_setting *set, const struct part *part) {
  book_setting_spread(set, 0, LOOK_PLAIN, kicked(set, part));
  end_row(set);
}

static void put_fact(struct book_setting *set, const struct fact *fact) {
  enum { VALUE = 1, NOTE = 2 };
  const struct cell *value = &fact->value;
  bool noted = !cell_is_empty(&fact->note) && set->last >= NOTE;
  put_words(set, 0, LOOK_STRONG, words_of(set, fact->label));
  if (value->kind == CELL_DATE || noted) put_cell(set, VALUE, value, LOOK_VALUE);
  else if (!put_number(set, VALUE, value, LOOK_VALUE)) {
    enum book_look look = look_of(value, LOOK_VALUE);
    if (look == LOOK_VALUE) book_setting_spread(set, VALUE, LOOK_VALUE, say(set, value));
    else put_words(set, VALUE, look, say(set, value));
  }
  if (noted) book_setting_spread(set, NOTE, LOOK_QUIET, say(set, &fact->note));
  end_row(set);
}

static void put_facts(struct book_setting *set, const struct part *part) {
  for (uint32_t i = 0; i < part->count; i++) put_fact(set, &part->facts[i]);
  set->row++;
}

/* ---- Tables ---- */

static const char *head_of(struct book_setting *set, const struct column *column) {
  struct buffer out = buffer_in(set->document->scratch);
  put_mark(set, &out, column->head);
  if (column->unit) {
    put_mark(set, &out, TEXT_NOTE_OPEN);
    buffer_text(&out, column->unit);
    put_mark(set, &out, TEXT_BRACKET_CLOSE);
  }
  return buffer_string(&out);
}

static void put_caption(struct book_setting *set, const struct part *part) {
  const char *words = say(set, &part->text);
  if (*words && !(set->heading && !strcmp(words, set->heading))) put_line(set, LOOK_STRONG, &part->text);
}

/* A chart stands above the table that it is drawn from. */
static void leave_room(struct book_setting *set) {
  if (!set->drawn) return;
  set->drawn_row = set->row;
  set->row += SETTING_CHART_ROWS;
}

static void put_table(struct book_setting *set, const struct part *part) {
  set->columns = part->columns;
  set->column_count = part->count;
  leave_room(set);
  put_caption(set, part);
  for (uint32_t i = 0; i < part->count; i++)
    put_words(set, i, part->columns[i].form == COLUMN_FIGURE ? LOOK_FIGURE_HEAD : LOOK_HEAD, head_of(set, &part->columns[i]));
  end_row(set);
  set->first_row = set->row;
  set->last_row = 0;
}

static void put_group(struct book_setting *set, const struct cell *cell) {
  const struct book_style band = {.look = LOOK_BAND};
  for (uint32_t i = 1; i < set->column_count; i++) book_blank(set->book, at(set, i), band);
  book_words(set->book, at(set, 0), band, say(set, cell));
}

static const char *with_note(struct book_setting *set, const struct cell *cell, const struct cell *note) {
  struct buffer out = buffer_in(set->document->scratch);
  cell_say(&out, set->document, cell);
  if (!cell_is_empty(note)) {
    buffer_char(&out, '\n');
    cell_say(&out, set->document, note);
  }
  return buffer_string(&out);
}

static void put_row(struct book_setting *set, const struct part *part) {
  enum book_look look = part->style == ROW_TOTAL ? LOOK_TOTAL : LOOK_CELL;
  if (part->style == ROW_PLAIN) set->last_row = set->row;
  if (part->style == ROW_GROUP) put_group(set, &part->cells[0]);
  for (uint32_t i = 0; part->style != ROW_GROUP && i < part->count; i++) {
    if (i == 0 && !cell_is_empty(&part->kicker)) put_words(set, i, look, with_note(set, &part->cells[i], &part->kicker));
    else put_cell(set, i, &part->cells[i], look);
  }
  end_row(set);
}

static enum book_form form_of(const struct book_setting *set) { return (enum book_form)set->drawn_figures.form; }

static bool is_actual(enum text_key head) {
  return head == TEXT_REPORT_ACTUAL || head == TEXT_CHART_ACTUAL || head == TEXT_SHEET_HELD;
}

static void put_chart(struct book_setting *set) {
  struct book_chart chart = {.at = {set->sheet, set->drawn_row, 0}, .source = set->sheet, .first_row = set->first_row,
                             .last_row = set->last_row, .dates = 0, .figures = set->drawn_figures, .lines = true,
                             .description = set->drawn, .rows = SETTING_CHART_ROWS};
  for (uint32_t i = 1; i < set->column_count && chart.series_count < SERIES_MOST; i++) {
    enum text_key head = set->columns[i].head;
    if (set->columns[i].form != COLUMN_FIGURE || head == TEXT_SCORE_REPORTED) continue; /* one day's part of what is held */
    chart.series[chart.series_count++] = (struct book_series){
        .name = words_of(set, head), .column = i, .actual = is_actual(head)};
  }
  chart.figures.unit = NULL;
  chart.figures.bound = SIGN_NONE;
  if (set->last_row >= set->first_row && chart.series_count > 0 && form_of(set) != FORM_GENERAL) set->book->back->chart(set->book, &chart);
}

static void end_table(struct book_setting *set) {
  if (set->drawn) put_chart(set);
  set->drawn = NULL;
  set->columns = NULL;
  set->row++;
}

static void note_chart(struct book_setting *set, const struct chart *chart) {
  const char *words = say(set, &chart->alternative);
  set->drawn = arena_copy(set->arena, words, strlen(words));
  set->drawn_figures = (struct book_style){.form = FORM_GENERAL};
}

/* ---- Matrices ---- */

static void put_head_groups(struct book_setting *set, const struct part *part, int level) {
  bool any = false;
  for (uint32_t i = 0; i < part->count; i++) any |= !cell_is_empty(&part->heads[i].groups[level]);
  for (uint32_t i = 0; any && i < part->count; i++)
    put_words(set, i, LOOK_HEAD, part->heads[i].begins[level] ? say(set, &part->heads[i].groups[level]) : "");
  if (any) end_row(set);
}

static void put_matrix(struct book_setting *set, const struct part *part) {
  set->column_count = part->count;
  put_caption(set, part);
  for (int level = 0; level < HEAD_GROUPS; level++) put_head_groups(set, part, level);
  for (uint32_t i = 0; i < part->count; i++)
    put_words(set, i, i > 0 ? LOOK_FIGURE_HEAD : LOOK_HEAD, with_note(set, &part->heads[i].name, &part->heads[i].note));
  end_row(set);
}

/* ---- Other parts ---- */

static void put_task(struct book_setting *set, const struct task *task, bool people) {
  put_words(set, 0, LOOK_CELL, with_note(set, &task->what, &task->note));
  if (people) put_cell(set, 1, &task->who, LOOK_CELL);
  put_cell(set, people ? 2 : 1, &task->when, LOOK_CELL);
  end_row(set);
}

static void put_tasks(struct book_setting *set, const struct part *part) {
  bool people = false;
  for (uint32_t i = 0; i < part->count; i++) people |= !cell_is_empty(&part->tasks[i].who);
  for (uint32_t i = 0; i < part->count; i++) put_task(set, &part->tasks[i], people);
  set->row++;
}

static void put_list(struct book_setting *set, const struct part *part) {
  for (uint32_t i = 0; i < part->count; i++) put_line(set, LOOK_PLAIN, &part->cells[i]);
  set->row++;
}

static void put_room(struct book_setting *set, const struct part *part) {
  enum { ROOM_LINES = 5 };
  put_line(set, LOOK_STRONG, &part->text);
  if (set->input) set->input(set, at(set, 0), &part->cells[0].as.place, true);
  else book_setting_spread(set, 0, LOOK_CELL, "");
  need(set, ROOM_LINES);
  end_row(set);
  set->row++;
}

static void put_signature(struct book_setting *set, const struct part *part) {
  book_setting_spread(set, 0, LOOK_STRONG, kicked(set, part));
  end_row(set);
  for (uint32_t i = 0; i < part->count; i++) {
    put_words(set, 0, LOOK_PLAIN, words_of(set, part->facts[i].label));
    put_cell(set, 1, &part->facts[i].value, LOOK_CELL);
    end_row(set);
  }
  set->row++;
}

void book_setting_put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct book_setting *set = (struct book_setting *)sink;
  (void)scratch;
  switch ((enum part_kind)part->kind) {
    case PART_HEADING: put_heading(set, part); break;
    case PART_PARAGRAPH:
      if (part->number) put_clause(set, part);
      else put_line(set, set->input ? LOOK_QUIET : LOOK_PLAIN, &part->text);
      break;
    case PART_NOTICE: put_line(set, LOOK_NOTICE, &part->text); break;
    case PART_FACTS: put_facts(set, part); break;
    case PART_LIST: put_list(set, part); break;
    case PART_TABLE: put_table(set, part); break;
    case PART_ROW: put_row(set, part); break;
    case PART_TABLE_END: end_table(set); break;
    case PART_TASKS: put_tasks(set, part); break;
    case PART_MATRIX: put_matrix(set, part); break;
    case PART_ROOM: put_room(set, part); break;
    case PART_CHART: note_chart(set, part->chart); break;
    case PART_SIGNATURE: put_signature(set, part); break;
    case PART_TITLE: /* the sheet's own, or that of the whole workbook */
    case PART_CONTENTS: /* the sheets' names say it */
    case PART_PANEL: /* of pages */
    case PART_LIVE_KPI:
    case PART_LIVE_CARD: break;
  }
}
