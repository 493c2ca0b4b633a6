#include "emit/document_xlsx.h"

#include "base/utf8.h"
#include "emit/sheet_names.h"
#include "report/book_setting.h"

enum {
  WIDTH_LEAST = 9, WIDTH_MOST = 42, /* of a column, in characters */
  DATE_WIDTH = 19, MONTH_WIDTH = 16,
  EDGES = 3,
  PAGE_WIDTH = 100, WIDE = 130,     /* what words are spread over; from which on a page is laid across */
  LEADS_BEFORE = 6, FROZEN_FROM = 25, /* the row before which a table begins that leads its sheet; rows of one that moves */
  UNKNOWN_LAST = 3                  /* of the columns, while they are being measured */
};

/* What is known of a sheet once its parts have been put a first time. */
struct measured {
  struct book_sheet form;
  uint32_t columns, rows;
  uint32_t head_row, heads; /* the last row of heads, and how many tables have some */
  bool drawn;
};

struct workbook {
  struct book_setting setting;  /* first: what the document puts its parts into */
  struct document *document;
  struct arena *arena;
  void (*report)(struct document *document, void *context);
  void *context;
  struct sheet_names names;
  VECTOR(struct measured) sheets;
  bool writing;                 /* it is the second time */
  const char *title, *kicker;
};

struct measuring {
  struct book book; /* first */
  struct workbook *workbook;
};

/* ---- The first time: how wide, how long ---- */

static struct measured *current(struct measuring *measuring, uint32_t sheet) { return &measuring->workbook->sheets.items[sheet]; }

static void widen(struct measured *sheet, uint32_t column, size_t width) {
  size_t wanted = width + EDGES > WIDTH_MOST ? WIDTH_MOST : width + EDGES < WIDTH_LEAST ? WIDTH_LEAST : width + EDGES;
  uint8_t *kept = column < SHEET_COLUMNS_MOST ? &sheet->form.widths[column] : &sheet->form.other_width;
  if (wanted > *kept) *kept = (uint8_t)wanted;
  if (column >= sheet->columns) sheet->columns = column + 1;
}

/* The widest piece between `breaks`. */
static size_t widest(const char *words, const char *breaks) {
  size_t most = 0;
  for (const char *at = words; *at; at += *at != 0) {
    size_t length = strcspn(at, breaks), width = utf8_width(at, length);
    if (width > most) most = width;
    at += length;
  }
  return most;
}

static size_t number_width(struct arena *arena, const struct book_cell *cell) {
  enum { GROUP = 3, SIGNS = 2 };
  struct buffer digits = buffer_in(arena);
  struct decimal figure = cell->style.form == FORM_SHARE ? decimal_scaled(cell->number, 2) : cell->number;
  decimal_write(&digits, decimal_rounded(figure, cell->style.places));
  size_t unit = cell->style.unit ? utf8_width(cell->style.unit, strlen(cell->style.unit)) : 0;
  return digits.length + digits.length / GROUP + unit + SIGNS;
}

static void measure_head(struct measured *sheet, const struct book_cell *cell) {
  bool next = sheet->heads > 0 && cell->at.row <= sheet->head_row + 1;
  if (!next) sheet->heads++;
  sheet->head_row = cell->at.row;
}

/* Heads are broken between words, all else where it is very long; in a matrix each mark has a column of its own. */
static void measure_cell(struct book *book, const struct book_cell *cell) {
  struct measured *sheet = current((struct measuring *)book, cell->at.sheet);
  bool head = cell->style.look == LOOK_HEAD || cell->style.look == LOOK_FIGURE_HEAD;
  if (cell->at.row >= sheet->rows) sheet->rows = cell->at.row + 1;
  if (head) measure_head(sheet, cell);
  if (cell->last > cell->at.column || cell->style.look == LOOK_TITLE) return;
  switch ((enum book_value)cell->value) {
    case VALUE_WORDS: widen(sheet, cell->at.column, widest(cell->words, head ? " \n" : "\n")); break;
    case VALUE_NUMBER: widen(sheet, cell->at.column, number_width(book->scratch, cell)); break;
    case VALUE_DATE: widen(sheet, cell->at.column, cell->style.form == FORM_MONTH ? MONTH_WIDTH : DATE_WIDTH); break;
    case VALUE_BLANK:
    case VALUE_FORMULA: break;
  }
}

static void measure_height(struct book *book, uint32_t sheet, uint32_t row, uint32_t lines) {
  (void)book;
  (void)sheet;
  (void)row;
  (void)lines;
}

static void measure_chart(struct book *book, const struct book_chart *chart) {
  current((struct measuring *)book, chart->at.sheet)->drawn = true;
}

static const struct book_back measuring_back = {.cell = measure_cell, .height = measure_height, .chart = measure_chart};

static uint32_t last_column(const struct measured *sheet) {
  uint32_t columns = 0, width = 0;
  for (; columns < sheet->columns || width < PAGE_WIDTH; columns++)
    width += columns < SHEET_COLUMNS_MOST ? sheet->form.widths[columns] : sheet->form.other_width;
  return columns - 1;
}

/* Columns that hold nothing are there for words to be spread over. */
static void finish(struct workbook *workbook, struct measured *sheet) {
  enum { SPARE = 14 };
  uint32_t width = 0;
  bool leads = sheet->heads == 1 && !sheet->drawn && sheet->head_row < LEADS_BEFORE && sheet->rows > FROZEN_FROM;
  for (uint32_t i = 0; i < SHEET_COLUMNS_MOST; i++)
    if (sheet->form.widths[i] == 0) sheet->form.widths[i] = i < sheet->columns ? WIDTH_LEAST : SPARE;
  if (sheet->form.other_width == 0) sheet->form.other_width = SPARE;
  for (uint32_t i = 0; i <= last_column(sheet); i++)
    width += i < SHEET_COLUMNS_MOST ? sheet->form.widths[i] : sheet->form.other_width;
  sheet->form.landscape = width > WIDE;
  sheet->form.frozen_rows = leads ? sheet->head_row + 1 : 0;
  sheet->form.footer = workbook->title;
}

/* ---- Sheets ---- */

static const char *kept(struct workbook *workbook, const struct cell *cell) {
  const char *words = cell_string(workbook->document, cell);
  return arena_copy(workbook->arena, words, strlen(words));
}

static void begin_sheet(struct workbook *workbook, const char *words) {
  struct book_setting *set = &workbook->setting;
  uint32_t number = set->form ? set->sheet + 1 : 0;
  if (!workbook->writing) {
    struct measured made = {.form = {.name = sheet_name(&workbook->names, words)}};
    VECTOR_PUSH(workbook->arena, &workbook->sheets, made);
  }
  set->form = &workbook->sheets.items[number].form;
  if (workbook->writing) set->book->back->sheet(set->book, set->form);
  set->sheet = number;
  set->row = 0;
  set->last = workbook->writing ? last_column(&workbook->sheets.items[number]) : UNKNOWN_LAST;
}

/* Scorecard: Tea */
static void put_title(struct workbook *workbook, const struct part *part) {
  struct book_setting *set = &workbook->setting;
  struct part heading = *part;
  workbook->title = kept(workbook, &part->text);
  workbook->kicker = kept(workbook, &part->kicker);
  begin_sheet(workbook, *workbook->kicker ? workbook->kicker : workbook->title);
  heading.kind = PART_HEADING;
  heading.level = HEADING_FIRST;
  book_setting_put(&set->sink, &heading, workbook->document->scratch);
}

static void put(struct document_sink *sink, const struct part *part, struct arena *scratch) {
  struct workbook *workbook = (struct workbook *)sink;
  if (part->kind == PART_TITLE) {
    put_title(workbook, part);
    return;
  }
  bool heading = part->kind == PART_HEADING && part->level == HEADING_FIRST && part->style != STYLE_SAME_SHEET;
  if (heading || !workbook->setting.form) begin_sheet(workbook, heading ? kept(workbook, &part->text) : "");
  book_setting_put(sink, part, scratch);
}

static void put_all(struct workbook *workbook, struct book *book) {
  workbook->setting = (struct book_setting){.sink = {.put = put}, .book = book, .document = workbook->document,
                                            .arena = workbook->arena};
  workbook->document->sinks = &workbook->setting.sink;
  workbook->report(workbook->document, workbook->context);
  workbook->document->sinks = NULL;
}

static void measure(struct workbook *workbook) {
  struct measuring measuring = {.book = {.back = &measuring_back, .scratch = workbook->document->scratch}, .workbook = workbook};
  put_all(workbook, &measuring.book);
  document_rest(workbook->document);
  for (uint32_t i = 0; i < workbook->sheets.count; i++) finish(workbook, &workbook->sheets.items[i]);
}

static void fill(struct book *book, void *context) {
  struct workbook *workbook = context;
  workbook->writing = true;
  if (workbook->title) book->back->properties(book, workbook->title, workbook->kicker);
  put_all(workbook, book);
}

enum xlsx_result document_xlsx_write(struct buffer *out, struct document *document,
                                     void (*report)(struct document *document, void *context), void *context) {
  struct workbook workbook = {.document = document, .arena = out->arena, .report = report, .context = context,
                              .names = {.arena = out->arena}};
  measure(&workbook);
  return xlsx_write(out, document->scratch, document->language, fill, &workbook);
}
