/* Cells of a workbook handed to libxlsxwriter. It writes to a file and by temporary files, prints to standard error what
 * it does not like, and takes nothing back: so whatever it could refuse is made fit before it is handed over. */
#include "emit/xlsx.h"

#include "base/files.h"
#include "base/utf8.h"
#include "emit/xlsx_format.h"

enum {
  TEXT_MOST = 32767,    /* characters of a cell */
  FORMULA_MOST = 8192,
  GAP = 60, TITLE_MOST = 32, MESSAGE_MOST = 255, /* of what is said where something wrong is typed */
  FOOTER_MOST = 120, PROPERTY_MOST = 200,
  PAPER_A4 = 9, LINE_POINTS = 15, ROW_POINTS = 18,
  WORKBOOK_MOST = 1 << 30 /* bytes that are read back */
};

struct xlsx_sheet {
  lxw_worksheet *worksheet;
  const char *name;
};

struct xlsx {
  struct book book; /* first: what a report puts cells into */
  struct xlsx_library library;
  lxw_workbook *workbook;
  struct xlsx_formats formats;
  VECTOR(struct xlsx_sheet) sheets;
  struct arena *arena;
  bool failed;
};

static void note(struct xlsx *xlsx, lxw_error error) { xlsx->failed |= error != LXW_NO_ERROR; }

/* ---- The one way into the medium for words ---- */

static bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

/* Whether a reader would take the text for a character that was escaped: _x000D_. */
static bool is_escape(const char *at) {
  if (at[0] != '_' || at[1] != 'x') return false;
  for (int i = 2; i < 6; i++)
    if (!is_hexadecimal(at[i])) return false;
  return at[6] == '_';
}

static void put_escaped(struct buffer *out, uint32_t c) {
  static const char digits[] = "0123456789ABCDEF";
  buffer_text(out, "_x");
  for (int shift = 12; shift >= 0; shift -= 4) buffer_char(out, digits[c >> shift & 0xF]);
  buffer_char(out, '_');
}

/* What XML cannot hold, or would change. */
static bool is_outside_xml(uint32_t c) { return (c < ' ' && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF; }

/* The words as a cell can hold them, at most `most` characters of UTF-16: what is more is cut off. */
static const char *fit(struct arena *arena, const char *words, size_t most) {
  struct buffer out = buffer_in(arena);
  size_t length = strlen(words), characters = 0;
  int size;
  for (size_t at = 0; at < length; at += (size_t)size) {
    uint32_t c = utf8_decode(words + at, length - at, &size);
    bool escaped = is_outside_xml(c) || is_escape(words + at);
    characters += escaped ? 7 : c > 0xFFFF ? 2 : 1;
    if (characters > most) break;
    if (escaped) put_escaped(&out, c);
    if (!escaped || c == '_') buffer_bytes(&out, words + at, (size_t)size);
    if (escaped && c == '_') out.length--; /* the escape stands for it */
  }
  return buffer_string(&out);
}

/* In a footer & begins a code. */
static const char *fit_footer(struct arena *arena, const char *words) {
  struct buffer out = buffer_in(arena);
  buffer_text(&out, "&L&8");
  buffer_char(&out, ' '); /* so that digits which follow are no part of the size */
  for (const char *at = fit(arena, words, FOOTER_MOST); *at; at++) {
    if (*at == '&') buffer_char(&out, '&');
    if (*at != '\n') buffer_char(&out, *at);
  }
  buffer_text(&out, "&R&8&P / &N");
  return buffer_string(&out);
}

/* ---- Sheets ---- */

static void set_widths(struct xlsx *xlsx, lxw_worksheet *worksheet, const struct book_sheet *sheet) {
  enum { COLUMN_LAST = 1023 };
  lxw_col_t count = 0;
  for (; count < SHEET_COLUMNS_MOST && sheet->widths[count]; count++)
    note(xlsx, xlsx->library.worksheet_set_column(worksheet, count, count, sheet->widths[count], NULL));
  if (sheet->other_width)
    note(xlsx, xlsx->library.worksheet_set_column(worksheet, count, COLUMN_LAST, sheet->other_width, NULL));
}

static void set_print(struct xlsx *xlsx, lxw_worksheet *worksheet, const struct book_sheet *sheet) {
  const struct xlsx_library *library = &xlsx->library;
  library->worksheet_set_paper(worksheet, PAPER_A4);
  if (sheet->landscape) library->worksheet_set_landscape(worksheet);
  if (sheet->print_scale) library->worksheet_set_print_scale(worksheet, sheet->print_scale);
  else library->worksheet_fit_to_pages(worksheet, sheet->pages_wide ? sheet->pages_wide : 1, 0);
  if (sheet->frozen_columns > 0)
    note(xlsx, library->worksheet_repeat_columns(worksheet, 0, (lxw_col_t)(sheet->frozen_columns - 1)));
  if (sheet->frozen_rows > 0) note(xlsx, library->worksheet_repeat_rows(worksheet, sheet->frozen_rows - 1, sheet->frozen_rows - 1));
  if (sheet->footer) note(xlsx, library->worksheet_set_footer(worksheet, fit_footer(xlsx->book.scratch, sheet->footer)));
}

static uint32_t add_sheet(struct book *book, const struct book_sheet *sheet) {
  struct xlsx *xlsx = (struct xlsx *)book;
  const struct xlsx_library *library = &xlsx->library;
  lxw_protection allowed = {.format_columns = 1, .format_rows = 1};
  lxw_worksheet *worksheet = library->workbook_add_worksheet(xlsx->workbook, sheet->name);
  VECTOR_PUSH(xlsx->arena, &xlsx->sheets, ((struct xlsx_sheet){worksheet, sheet->name}));
  if (!worksheet) {
    xlsx->failed = true;
    return xlsx->sheets.count - 1;
  }
  set_widths(xlsx, worksheet, sheet);
  set_print(xlsx, worksheet, sheet);
  if (sheet->frozen_rows + sheet->frozen_columns > 0)
    library->worksheet_freeze_panes(worksheet, sheet->frozen_rows, (lxw_col_t)sheet->frozen_columns);
  library->worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
  library->worksheet_protect(worksheet, NULL, &allowed);
  if (sheet->hidden) library->worksheet_hide(worksheet);
  return xlsx->sheets.count - 1;
}

static lxw_worksheet *sheet_of(struct xlsx *xlsx, struct book_place at) {
  return xlsx->sheets.items[at.sheet].worksheet;
}

/* ---- Cells ---- */

static void put_formula(struct xlsx *xlsx, const struct book_cell *cell, lxw_format *format) {
  lxw_worksheet *worksheet = sheet_of(xlsx, cell->at);
  lxw_col_t column = (lxw_col_t)cell->at.column;
  if (strlen(cell->formula) > FORMULA_MOST) {
    xlsx->failed = true;
  } else if (cell->words) {
    note(xlsx, xlsx->library.worksheet_write_formula_str(worksheet, cell->at.row, column, cell->formula, format,
                                                         fit(xlsx->book.scratch, cell->words, TEXT_MOST)));
  } else {
    note(xlsx, xlsx_write_formula(&xlsx->library, worksheet, cell->at.row, column, cell->formula, format, cell->number));
  }
}

static void put_words(struct xlsx *xlsx, const struct book_cell *cell, lxw_format *format) {
  lxw_worksheet *worksheet = sheet_of(xlsx, cell->at);
  lxw_col_t column = (lxw_col_t)cell->at.column;
  const char *words = fit(xlsx->book.scratch, cell->words, TEXT_MOST);
  if (cell->last > cell->at.column)
    note(xlsx, xlsx->library.worksheet_merge_range(worksheet, cell->at.row, column, cell->at.row, (lxw_col_t)cell->last,
                                                   words, format));
  else note(xlsx, xlsx->library.worksheet_write_string(worksheet, cell->at.row, column, words, format));
}

static void put_cell(struct book *book, const struct book_cell *cell) {
  struct xlsx *xlsx = (struct xlsx *)book;
  lxw_format *format = xlsx->failed ? NULL : xlsx_format(&xlsx->formats, cell->style);
  xlsx->failed |= !format || cell->at.row >= LXW_ROW_MAX || cell->at.column >= LXW_COL_MAX;
  if (xlsx->failed) return;
  lxw_worksheet *worksheet = sheet_of(xlsx, cell->at);
  lxw_col_t column = (lxw_col_t)cell->at.column;
  switch ((enum book_value)cell->value) {
    case VALUE_BLANK: note(xlsx, xlsx->library.worksheet_write_blank(worksheet, cell->at.row, column, format)); break;
    case VALUE_WORDS: put_words(xlsx, cell, format); break;
    case VALUE_NUMBER:
      note(xlsx, xlsx_write_number(&xlsx->library, worksheet, cell->at.row, column, cell->number, format));
      break;
    case VALUE_DATE:
      note(xlsx, xlsx_write_number(&xlsx->library, worksheet, cell->at.row, column,
                                   decimal_from_integer((int64_t)cell->date + BOOK_DAY_ZERO), format));
      break;
    case VALUE_FORMULA: put_formula(xlsx, cell, format); break;
  }
}

static void set_height(struct book *book, uint32_t sheet, uint32_t row, uint32_t lines) {
  struct xlsx *xlsx = (struct xlsx *)book;
  if (xlsx->failed) return;
  note(xlsx, xlsx->library.worksheet_set_row(xlsx->sheets.items[sheet].worksheet, row, lines * LINE_POINTS + (ROW_POINTS - LINE_POINTS), NULL));
}

static void set_breaks(struct book *book, uint32_t sheet, const uint32_t *rows, uint32_t count) {
  enum { BREAKS_MOST = 1000 };
  struct xlsx *xlsx = (struct xlsx *)book;
  lxw_row_t *breaks = ARENA_ARRAY(book->scratch, lxw_row_t, BREAKS_MOST + 1); /* a 0 ends them */
  for (uint32_t i = 0; i < count && i < BREAKS_MOST; i++) breaks[i] = rows[i];
  if (!xlsx->failed && count > 0)
    note(xlsx, xlsx->library.worksheet_set_h_pagebreaks(xlsx->sheets.items[sheet].worksheet, breaks));
}

/* ---- What belongs to cells ---- */

/* The library's own copy is made at once; its structures have no const. */
static char *as_given(const char *text) { return (char *)(uintptr_t)text; }

static void add_rule(struct book *book, const struct book_rule *rule) {
  struct xlsx *xlsx = (struct xlsx *)book;
  struct arena *arena = book->scratch;
  const char *least = rule->low ? rule->low : "-1E+300";
  lxw_data_validation validation = {
      .validate = rule->kind == RULE_DATE ? LXW_VALIDATION_TYPE_DATE_FORMULA : LXW_VALIDATION_TYPE_DECIMAL_FORMULA,
      .criteria = rule->high ? LXW_VALIDATION_CRITERIA_BETWEEN : LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
      .minimum_formula = as_given(least),
      .maximum_formula = as_given(rule->high ? rule->high : ""),
      .value_formula = as_given(least),
      .error_title = as_given(fit(arena, rule->title, TITLE_MOST)),
      .error_message = as_given(fit(arena, rule->message, MESSAGE_MOST))};
  if (xlsx->failed) return;
  note(xlsx, xlsx->library.worksheet_data_validation_range(sheet_of(xlsx, rule->first), rule->first.row,
                                                           (lxw_col_t)rule->first.column, rule->last_row,
                                                           (lxw_col_t)rule->last_column, &validation));
}

static void add_tint(struct book *book, const struct book_tint *tint) {
  struct xlsx *xlsx = (struct xlsx *)book;
  lxw_format *format = xlsx->failed ? NULL : xlsx_tint(&xlsx->formats, (enum book_colour)tint->colour);
  lxw_conditional_format condition = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                      .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                      .value_string = as_given(book_quoted(book->scratch, tint->words)),
                                      .format = format};
  xlsx->failed |= !format;
  if (xlsx->failed) return;
  note(xlsx, xlsx->library.worksheet_conditional_format_range(sheet_of(xlsx, tint->first), tint->first.row,
                                                              (lxw_col_t)tint->first.column, tint->last_row,
                                                              (lxw_col_t)tint->last_column, &condition));
}

/* ---- Charts ---- */

/* What was planned is pale, what has come dark, so that they are told apart without colour too. */
static void set_columns(const struct xlsx_library *library, lxw_chart_series *series, bool actual) {
  lxw_chart_fill fill = {.color = actual ? 0x1F4E9E : 0xC9CDD3};
  library->chart_series_set_fill(series, &fill);
}

/* What has come has its points; the others differ by how their lines are broken. */
static void set_lines(const struct xlsx_library *library, lxw_chart_series *series, bool actual, uint32_t number) {
  static const struct {
    lxw_color_t colour;
    uint8_t dash;
  } lines[] = {{0x595959, LXW_CHART_LINE_DASH_DASH}, {0xB26B00, LXW_CHART_LINE_DASH_SQUARE_DOT},
               {0x7F4B00, LXW_CHART_LINE_DASH_LONG_DASH}, {0x6B3FA0, LXW_CHART_LINE_DASH_DASH_DOT},
               {0x2E7D32, LXW_CHART_LINE_DASH_ROUND_DOT}, {0x9C0006, LXW_CHART_LINE_DASH_LONG_DASH_DOT}};
  enum { LINE_COUNT = sizeof lines / sizeof *lines, MARKER_SIZE = 7 };
  lxw_chart_line line = {.color = actual ? 0x1F4E9E : lines[number % LINE_COUNT].colour,
                         .width = actual ? 3 : 2,
                         .dash_type = actual ? LXW_CHART_LINE_DASH_SOLID : lines[number % LINE_COUNT].dash};
  lxw_chart_fill fill = {.color = line.color};
  library->chart_series_set_line(series, &line);
  library->chart_series_set_marker_type(series, actual ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
  if (!actual) return;
  library->chart_series_set_marker_size(series, MARKER_SIZE);
  library->chart_series_set_marker_fill(series, &fill);
}

/* One that is not there yet leaves no mark, in whatever program. */
static void add_series(struct xlsx *xlsx, lxw_chart *chart, const struct book_chart *drawn, uint32_t number) {
  const struct xlsx_library *library = &xlsx->library;
  struct arena *arena = xlsx->book.scratch;
  const struct book_series *s = &drawn->series[number];
  const char *sheet = xlsx->sheets.items[drawn->source].name;
  lxw_chart_series *series = library->chart_add_series(
      chart, book_range_name(arena, sheet, drawn->first_row, drawn->dates, drawn->last_row, drawn->dates),
      book_range_name(arena, sheet, drawn->first_row, s->column, drawn->last_row, s->column));
  xlsx->failed |= !series;
  if (!series) return;
  library->chart_series_set_name(series, s->name);
  if (drawn->lines) set_lines(library, series, s->actual, number);
  else set_columns(library, series, s->actual);
}

static void set_axes(struct xlsx *xlsx, lxw_chart *chart, const struct book_chart *drawn) {
  const struct xlsx_library *library = &xlsx->library;
  lxw_chart_line faint = {.color = 0xD9D9D9};
  lxw_chart_axis *dates = library->chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
  lxw_chart_axis *figures = library->chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
  library->chart_axis_set_num_format(dates, text_plain(xlsx->formats.language, TEXT_SHEET_SHORT_MONTH_FORM));
  library->chart_axis_set_num_format(figures, xlsx_figures(xlsx->book.scratch, xlsx->formats.language, drawn->figures));
  library->chart_axis_major_gridlines_set_line(figures, &faint);
}

static void add_chart(struct book *book, const struct book_chart *drawn) {
  struct xlsx *xlsx = (struct xlsx *)book;
  const struct xlsx_library *library = &xlsx->library;
  lxw_chart_options options = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                               .description = as_given(fit(book->scratch, drawn->description, MESSAGE_MOST))};
  lxw_chart *chart = xlsx->failed ? NULL : library->workbook_add_chart(xlsx->workbook, drawn->lines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
  xlsx->failed |= !chart;
  if (!chart) return;
  for (uint32_t i = 0; i < drawn->series_count; i++) add_series(xlsx, chart, drawn, i);
  if (!drawn->lines) library->chart_set_series_gap(chart, GAP);
  set_axes(xlsx, chart, drawn);
  library->chart_title_off(chart);
  library->chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  library->chart_show_hidden_data(chart);
  library->chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
  note(xlsx, library->worksheet_insert_chart_opt(sheet_of(xlsx, drawn->at), drawn->at.row, (lxw_col_t)drawn->at.column,
                                                 chart, &options));
}

/* ---- The file ---- */

static void set_properties(struct book *book, const char *title, const char *subject) {
  enum { CREATED = 315532800 }; /* 1 January 1980, as the members of the archive say: the clock is not asked */
  struct xlsx *xlsx = (struct xlsx *)book;
  lxw_doc_properties properties = {.title = as_given(fit(book->scratch, title, PROPERTY_MOST)),
                                   .subject = as_given(fit(book->scratch, subject, PROPERTY_MOST)),
                                   .created = CREATED};
  note(xlsx, xlsx->library.workbook_set_properties(xlsx->workbook, &properties));
}

static const struct book_back back = {.sheet = add_sheet, .cell = put_cell, .height = set_height, .breaks = set_breaks, .rule = add_rule,
                                      .tint = add_tint, .chart = add_chart, .properties = set_properties};

struct writing {
  struct xlsx xlsx;
  void (*fill)(struct book *book, void *context);
  void *context;
  struct buffer *out;
  int file; /* it has no name: nothing is left behind, whatever happens */
};

static void build(struct writing *writing) {
  struct xlsx *xlsx = &writing->xlsx;
  struct buffer path = buffer_in(xlsx->arena);
  lxw_workbook_options options = {.constant_memory = LXW_FALSE};
  buffer_text(&path, "/dev/fd/");
  buffer_integer(&path, writing->file);
  xlsx->workbook = xlsx->library.workbook_new_opt(buffer_string(&path), &options);
  xlsx->failed = xlsx->workbook == NULL;
  xlsx->formats.workbook = xlsx->workbook;
  if (!xlsx->failed) writing->fill(&xlsx->book, writing->context);
}

static void read_back(struct writing *writing) {
  char *bytes;
  size_t length;
  struct file_result read = file_read_nameless(writing->xlsx.arena, writing->file, WORKBOOK_MOST, &bytes, &length);
  writing->xlsx.failed = read.status != FILE_OK;
  if (read.status == FILE_OK) buffer_bytes(writing->out, bytes, length);
}

/* An arena that has no memory does not return: here it does, so that what the library holds is let go. */
static bool attempt(struct writing *writing, void (*step)(struct writing *writing)) {
  struct arena *const arenas[] = {writing->xlsx.arena, writing->xlsx.book.scratch};
  jmp_buf here, *const outer[] = {arenas[0]->guard, arenas[1]->guard};
  for (int i = 0; i < 2; i++) arenas[i]->guard = &here;
  bool done = setjmp(here) == 0;
  if (done) step(writing);
  for (int i = 0; i < 2; i++) arenas[i]->guard = outer[i];
  return done;
}

/* The library closes what it wrote, or lets it go. */
static void close_workbook(struct xlsx *xlsx, bool whole) {
  if (!xlsx->workbook) return;
  if (whole && !xlsx->failed) note(xlsx, xlsx->library.workbook_close(xlsx->workbook));
  else xlsx->library.lxw_workbook_free(xlsx->workbook);
}

enum xlsx_result xlsx_write(struct buffer *out, struct arena *scratch, enum text_language language,
                            void (*fill)(struct book *book, void *context), void *context) {
  struct writing writing = {.fill = fill, .context = context, .out = out};
  struct xlsx *xlsx = &writing.xlsx;
  *xlsx = (struct xlsx){.book = {.back = &back, .scratch = scratch}, .arena = out->arena};
  if (!xlsx_library_load(&xlsx->library)) return XLSX_NO_LIBRARY;
  xlsx->formats = (struct xlsx_formats){.library = &xlsx->library, .arena = out->arena, .language = language};
  bool opened = file_open_nameless(&writing.file).status == FILE_OK, done = opened;
  if (opened) {
    done = attempt(&writing, build);
    close_workbook(xlsx, done);
    if (done && !xlsx->failed) done = attempt(&writing, read_back);
    file_close(writing.file);
  }
  xlsx_library_release(&xlsx->library);
  if (opened && !done) arena_fail(out->arena);
  return done && !xlsx->failed ? XLSX_WRITTEN : XLSX_NOT_WRITTEN;
}
