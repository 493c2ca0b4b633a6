/* Figures from a filled workbook: its hidden sheet says which cell is whose. */
#include <stdlib.h>
#include <string.h>

#include "base/guard.h"
#include "score/cells.h"
#include "score/figures_reading.h"
#include "score/workbook.h"
#include "score/workbook_text.h"
#include "text/text.h"

/* Columns of the hidden sheet, and its rows before the first cell's. */
enum { MAP_KIND, MAP_NAME, MAP_DATE, MAP_SHEET, MAP_CELL, MAP_UNIT, MAP_NOTE, MAP_COLUMNS };
enum { MAP_FORM, MAP_AGREEMENT, MAP_VERSION, MAP_FINGERPRINT, MAP_HEADS, MAP_FIRST };
static const char map_name[] = "remit_map";

enum { NOWHERE = UINT32_MAX };

/* A cell that is to be filled in. */
struct asked {
  struct stored_cell map[MAP_COLUMNS]; /* its row in the hidden sheet */
  uint32_t sheet;                      /* NOWHERE: the workbook lacks it */
  bool gone, gone_before;              /* its sheet; and that of a row before this one under the same name */
  struct stored_cell value, note;      /* as they were filled in */
  bool has_note;
  struct raw_row raw;
};

/* A workbook while it is read. */
struct filled {
  struct figures_reading *reading;
  struct arena *arena;
  uint32_t file;
  day_number as_of;
  struct workbook book;
  VECTOR(struct asked) cells;
  struct workbook_text text;
  const char *fingerprint;
  struct span fingerprint_span;
  day_number judged, latest; /* as typed; the latest day of a figure; DAY_NONE */
  /* Where it is only asked whether anything was typed. */
  const char *bytes;
  uint32_t length;
  enum figures_typed typed;
  bool known; /* what its cells are of; else nothing of it counts */
};

static struct finding *complain_row(struct filled *filled, const char *code, struct span span, enum text_key key,
                                    const struct argument *arguments) {
  figures_leave_out(filled->reading, span);
  return complain(filled->reading->complaints, code, NULL, span, key, arguments);
}

static void help(struct filled *filled, struct finding *finding, enum text_key key, const struct argument *arguments) {
  complain_help(filled->reading->complaints, finding, key, arguments);
}

/* ---- What cannot be read at all ---- */

static void complain_whole(struct filled *filled, enum text_key key, enum text_key helping, const struct argument *arguments) {
  struct finding *finding =
      complain(filled->reading->complaints, "D001", NULL, span_at(filled->file, 0, 0), key, arguments);
  help(filled, finding, helping, NO_ARGS);
}

static void complain_size(struct filled *filled, enum text_key key, const struct argument *arguments) {
  finding_error(filled->reading->complaints->findings, E009, span_at(filled->file, 0, 0), key, arguments);
}

static void complain_fault(struct filled *filled) {
  const struct workbook *book = &filled->book;
  struct argument part = arg_name(book->part ? figures_shown(filled->arena, book->part, strlen(book->part)) : "");
  switch (book->fault) {
    case WORKBOOK_FINE: break;
    case WORKBOOK_DAMAGED: complain_whole(filled, TEXT_D001_BOOK_DAMAGED, TEXT_D001_BOOK_AGAIN, NO_ARGS); break;
    case WORKBOOK_LOCKED: complain_whole(filled, TEXT_D001_BOOK_LOCKED, TEXT_D001_BOOK_LOCKED_HELP, NO_ARGS); break;
    case WORKBOOK_FOREIGN: complain_whole(filled, TEXT_D001_BOOK_FOREIGN, TEXT_D001_BOOK_AGAIN, NO_ARGS); break;
    case WORKBOOK_TOO_LARGE: complain_size(filled, TEXT_D001_BOOK_LARGE, ARGS(arg_integer(WORKBOOK_MIB))); break;
    case WORKBOOK_SWOLLEN: complain_size(filled, TEXT_D001_BOOK_SWOLLEN, ARGS(part, arg_integer(WORKBOOK_RATIO))); break;
    case WORKBOOK_MANY_PARTS: complain_size(filled, TEXT_D001_BOOK_PARTS, ARGS(arg_integer(WORKBOOK_PARTS))); break;
    case WORKBOOK_MANY_CELLS: complain_size(filled, TEXT_D001_BOOK_CELLS, ARGS(arg_integer(WORKBOOK_CELLS))); break;
    case WORKBOOK_NOT_XML:
      if (book->part) complain_whole(filled, TEXT_D001_BOOK_PART, TEXT_D001_BOOK_AGAIN, ARGS(part));
      else complain_whole(filled, TEXT_D001_BOOK_DAMAGED, TEXT_D001_BOOK_AGAIN, NO_ARGS);
      break;
  }
}

/* ---- The hidden sheet ---- */

static bool holds(const struct stored_cell *cell, const char *word) {
  return cell->length == strlen(word) && !memcmp(cell->text, word, cell->length);
}

/* What a row of it says, from the cells at `at` on; returns where the next row begins. */
static uint32_t take_row(struct stored_cells cells, uint32_t at, struct stored_cell *row) {
  uint32_t number = cells.items[at].row;
  for (uint32_t i = 0; i < MAP_COLUMNS; i++) row[i] = (struct stored_cell){.row = number, .column = i, .text = ""};
  for (; at < cells.count && cells.items[at].row == number; at++)
    if (cells.items[at].length > 0) row[cells.items[at].column] = cells.items[at];
  return at;
}

/* A row of those before the first cell's; false where it is not as it was written. */
static bool read_fact(struct filled *filled, const struct stored_cell *row) {
  static const char *const names[] = {"remit_scorecard", "agreement", "version", "fingerprint", "kind"};
  if (!holds(&row[MAP_KIND], names[row->row])) return false;
  if (row->row == MAP_FORM) return holds(&row[1], "1");
  if (row->row == MAP_FINGERPRINT) filled->fingerprint = arena_copy(filled->arena, row[1].text, row[1].length);
  return row->row != MAP_HEADS || holds(&row[MAP_NOTE], "note");
}

static void add_asked(struct filled *filled, const struct stored_cell *row) {
  struct asked asked = {.sheet = NOWHERE};
  memcpy(asked.map, row, sizeof asked.map);
  VECTOR_PUSH(filled->arena, &filled->cells, asked);
}

static bool is_empty(const struct stored_cell *row) {
  for (uint32_t i = 0; i < MAP_COLUMNS; i++)
    if (row[i].length > 0) return false;
  return true;
}

static bool read_map(struct filled *filled) {
  const struct workbook_sheet *sheet = workbook_sheet(&filled->book, map_name, sizeof map_name - 1);
  if (!sheet) {
    complain_whole(filled, TEXT_D001_BOOK_NO_MAP, TEXT_D001_BOOK_NO_MAP_HELP, NO_ARGS);
    return false;
  }
  struct stored_cells cells = workbook_cells(&filled->book, sheet, MAP_COLUMNS);
  struct stored_cell row[MAP_COLUMNS];
  uint32_t facts = 0;
  bool ours = true;
  for (uint32_t at = 0; at < cells.count && ours && filled->book.fault == WORKBOOK_FINE;) {
    at = take_row(cells, at, row);
    if (row->row < MAP_FIRST) ours = row->row == facts++ && read_fact(filled, row);
    else if (!is_empty(row)) add_asked(filled, row);
  }
  if (filled->book.fault == WORKBOOK_FINE && (!ours || facts != MAP_FIRST))
    complain_whole(filled, TEXT_D001_BOOK_OTHER_MAP, TEXT_D001_BOOK_NO_MAP_HELP, NO_ARGS);
  return filled->book.fault == WORKBOOK_FINE && ours && facts == MAP_FIRST;
}

/* ---- The cells that it names ---- */

static int by_sheet_name(const void *a, const void *b) {
  const struct asked *const *left = a, *const *right = b;
  const struct stored_cell *one = &(*left)->map[MAP_SHEET], *other = &(*right)->map[MAP_SHEET];
  int order = stored_compare(one->text, one->length, other->text, other->length);
  return order ? order : (*left > *right) - (*left < *right);
}

static void find_place(struct filled *filled, struct asked *asked, const struct workbook_sheet *sheet) {
  const struct stored_cell *cell = &asked->map[MAP_CELL], *note = &asked->map[MAP_NOTE];
  if (!workbook_address(cell->text, cell->length, &asked->value.row, &asked->value.column)) return;
  asked->sheet = (uint32_t)(sheet - filled->book.sheets.items);
  asked->has_note = workbook_address(note->text, note->length, &asked->note.row, &asked->note.column);
}

/* The rows of one sheet stand together for that, so that each sheet is looked for once. */
static void find_places(struct filled *filled) {
  uint32_t count = filled->cells.count;
  struct asked **rows = ARENA_ARRAY(filled->arena, struct asked *, (size_t)count + 1);
  for (uint32_t i = 0; i < count; i++) rows[i] = &filled->cells.items[i];
  if (count > 1) qsort(rows, count, sizeof *rows, by_sheet_name);
  const struct workbook_sheet *sheet = NULL;
  for (uint32_t i = 0; i < count; i++) {
    const struct stored_cell *name = &rows[i]->map[MAP_SHEET], *before = i > 0 ? &rows[i - 1]->map[MAP_SHEET] : NULL;
    bool same = before && stored_compare(name->text, name->length, before->text, before->length) == 0;
    if (!same) sheet = workbook_sheet(&filled->book, name->text, name->length);
    rows[i]->gone = !sheet;
    rows[i]->gone_before = !sheet && same;
    if (sheet) find_place(filled, rows[i], sheet);
  }
}

/* A cell that is asked for: a figure's or a note's. Several rows may ask for the same. */
struct place {
  uint32_t sheet;
  struct stored_cell *cell;
};

static int by_place(const void *a, const void *b) {
  const struct place *left = a, *right = b;
  if (left->sheet != right->sheet) return left->sheet < right->sheet ? -1 : 1;
  return stored_by_address(left->cell, right->cell);
}

/* All of them by sheet, row and column. */
static struct place *places_of(struct filled *filled, uint32_t *count) {
  struct place *places = ARENA_ARRAY(filled->arena, struct place, 2 * (size_t)filled->cells.count + 1);
  *count = 0;
  for (uint32_t i = 0; i < filled->cells.count; i++) {
    struct asked *asked = &filled->cells.items[i];
    if (asked->sheet == NOWHERE) continue;
    places[(*count)++] = (struct place){asked->sheet, &asked->value};
    if (asked->has_note) places[(*count)++] = (struct place){asked->sheet, &asked->note};
  }
  if (*count > 1) qsort(places, *count, sizeof *places, by_place);
  return places;
}

/* Reads the cells of one sheet: each once, into `room`, and from there to all who asked for it. */
static void read_sheet(struct filled *filled, const struct place *places, uint32_t count, struct stored_cell *room) {
  struct stored_cells cells = {room, 0};
  for (uint32_t i = 0; i < count; i++)
    if (i == 0 || stored_by_address(places[i - 1].cell, places[i].cell) != 0) room[cells.count++] = *places[i].cell;
  workbook_find_cells(&filled->book, &filled->book.sheets.items[places->sheet], cells);
  for (uint32_t i = 0; i < count; i++) {
    if (stored_by_address(room, places[i].cell) != 0) room++;
    *places[i].cell = *room;
  }
}

static void read_cells(struct filled *filled) {
  uint32_t count;
  const struct place *places = places_of(filled, &count);
  struct stored_cell *room = ARENA_ARRAY(filled->arena, struct stored_cell, (size_t)count + 1);
  for (uint32_t first = 0, end; first < count && filled->book.fault == WORKBOOK_FINE; first = end) {
    for (end = first; end < count && places[end].sheet == places[first].sheet;) end++;
    read_sheet(filled, places + first, end - first, room);
  }
}

/* ---- What they say ---- */

static bool is_note(const struct asked *asked) { return holds(&asked->map[MAP_KIND], "note"); }
static bool is_judged(const struct asked *asked) { return is_note(asked) && holds(&asked->map[MAP_NAME], "as_of"); }

static void put_raw(struct raw_cell *cell, const char *text, size_t length) {
  while (length > 0 && strchr(" \t\n", text[length - 1])) length--;
  for (; length > 0 && strchr(" \t\n", *text); length--) text++;
  cell->text = text;
  cell->length = (uint32_t)length;
}

enum { DAY_LENGTH = 10 }; /* 2026-03-31 */

/* A day, however the cell keeps it. */
static void put_day(struct filled *filled, struct raw_cell *raw, const struct stored_cell *cell) {
  day_number day;
  if (cell->kind == STORED_NUMBER && workbook_day(&filled->book, cell->text, cell->length, &day))
    put_raw(raw, day_written(filled->arena, day), DAY_LENGTH);
  else put_raw(raw, cell->text, cell->kind == STORED_DATE && cell->length > DAY_LENGTH ? DAY_LENGTH : cell->length);
}

static void put_value(struct filled *filled, struct raw_row *raw, const struct stored_cell *cell) {
  struct raw_cell *value = &raw->cells[FIELD_VALUE];
  bool number = cell->kind == STORED_NUMBER;
  put_raw(value, cell->length ? cell->text : "", cell->length);
  raw->figure = number ? RAW_EXACT : cell->kind == STORED_FORMULA ? RAW_FORMULA : RAW_COMMA;
  if (cell->kind == STORED_FORMULA) put_raw(value, "=", 1);
  if (cell->kind == STORED_DATE || (number && cell->style == STYLE_DATE)) {
    raw->figure = RAW_DAY;
    put_day(filled, value, cell);
  } else if (number) {
    const char *figure = stored_figure(filled->arena, cell->text, cell->length, cell->style == STYLE_SHARE);
    if (figure) put_raw(value, figure, strlen(figure));
  }
}

/* What is typed as the day to be judged. */
static void read_judged(struct filled *filled, struct asked *asked) {
  struct raw_cell cell = {.span = asked->raw.span};
  day_number day;
  put_day(filled, &cell, &asked->value);
  if (cell.length == 0 && asked->value.kind != STORED_FORMULA) return;
  if (figure_day(filled->arena, cell.text, cell.length, &day) == DATE_READ) {
    filled->judged = filled->reading->judged_on = day;
    return;
  }
  struct finding *finding = complain(filled->reading->complaints, "D005", NULL, cell.span, TEXT_D005,
                                     ARGS(arg_name(figures_shown(filled->arena, cell.text, cell.length))));
  help(filled, finding, TEXT_D005_HELP, ARGS(arg_name(day_written(filled->arena, filled->reading->model->agreement.term.to))));
}

static void put_words(struct filled *filled, struct asked *asked) {
  struct raw_cell *cells = asked->raw.cells;
  put_raw(&cells[FIELD_KIND], asked->map[MAP_KIND].text, asked->map[MAP_KIND].length);
  put_raw(&cells[FIELD_NAME], asked->map[MAP_NAME].text, asked->map[MAP_NAME].length);
  put_day(filled, &cells[FIELD_DATE], &asked->map[MAP_DATE]);
  put_value(filled, &asked->raw, &asked->value);
  put_raw(&cells[FIELD_NOTE], asked->note.length ? asked->note.text : "", asked->note.length);
  day_number day;
  bool figure = !is_note(asked) && cells[FIELD_VALUE].length > 0;
  if (figure && figure_day(filled->arena, cells[FIELD_DATE].text, cells[FIELD_DATE].length, &day) == DATE_READ && day > filled->latest)
    filled->latest = day;
}

/* Where a finding about the cell stands: a line of the text, in the sheet where the cell is, or in the hidden one. */
static void put_line(struct filled *filled, struct asked *asked) {
  const struct workbook_sheet *sheet = asked->sheet == NOWHERE ? NULL : &filled->book.sheets.items[asked->sheet];
  const struct book_line line = {.sheet = sheet ? sheet->name : map_name,
                                 .value = sheet ? &asked->value : &asked->map[MAP_CELL],
                                 .note = sheet && asked->has_note ? &asked->note : NULL};
  workbook_text_line(&filled->text, &line, &asked->raw);
}

static bool is_said(const struct asked *asked) {
  return asked->sheet == NOWHERE || is_judged(asked) || (!is_note(asked) && asked->raw.cells[FIELD_VALUE].length > 0);
}

static void put_text(struct filled *filled) {
  filled->text = workbook_text_begin(filled->arena, filled->file);
  if (filled->fingerprint)
    filled->fingerprint_span = workbook_text_fact(&filled->text, map_name, MAP_FINGERPRINT, 1, filled->fingerprint);
  for (uint32_t i = 0; i < filled->cells.count; i++) {
    put_words(filled, &filled->cells.items[i]);
    if (is_said(&filled->cells.items[i])) put_line(filled, &filled->cells.items[i]);
  }
  workbook_text_end(&filled->text, sources_get(filled->reading->model->sources, filled->file));
}

/* ---- Held against the agreement ---- */

static void look_at_version(struct filled *filled) {
  enum { SHOWN = 12 };
  const char *own = filled->reading->model->fingerprint, *found = filled->fingerprint;
  if (!own || !strcmp(own, found)) return;
  struct finding *finding =
      complain(filled->reading->complaints, "D010", NULL, filled->fingerprint_span, TEXT_D010,
               ARGS(arg_string(figures_shown(filled->arena, found, strlen(found) < SHOWN ? strlen(found) : SHOWN)),
                    arg_string(arena_copy(filled->arena, own, SHOWN))));
  help(filled, finding, TEXT_D010_BOOK_HELP, NO_ARGS);
}

/* A sheet that is gone is said once, and a row of the hidden sheet that names no cell each time. */
static void complain_nowhere(struct filled *filled, const struct asked *asked) {
  const struct stored_cell *name = &asked->map[MAP_SHEET];
  if (asked->gone_before) return;
  if (!asked->gone) {
    struct finding *finding = complain_row(filled, "D001", asked->raw.span, TEXT_D001_BOOK_ROW, NO_ARGS);
    help(filled, finding, TEXT_D001_BOOK_NO_MAP_HELP, NO_ARGS);
    return;
  }
  struct finding *finding = complain_row(filled, "D001", asked->raw.span, TEXT_D001_BOOK_NO_SHEET,
                                         ARGS(arg_name(figures_shown(filled->arena, name->text, name->length))));
  help(filled, finding, TEXT_D001_BOOK_NO_SHEET_HELP, NO_ARGS);
}

/* What is done has no day in the hidden sheet: it is of the day that the workbook was filled in for. */
static void give_day(struct filled *filled, struct asked *asked) {
  struct period term = filled->reading->model->agreement.term;
  struct raw_cell *date = &asked->raw.cells[FIELD_DATE];
  day_number day = filled->judged != DAY_NONE ? filled->judged : filled->latest != DAY_NONE ? filled->latest : filled->as_of;
  if (date->length > 0 || day == DAY_NONE) return;
  day = day < term.from ? term.from : day > term.to ? term.to : day;
  put_raw(date, day_written(filled->arena, day), DAY_LENGTH);
}

static void hold_against(struct filled *filled) {
  look_at_version(filled);
  for (uint32_t i = 0; i < filled->cells.count; i++)
    if (is_judged(&filled->cells.items[i])) read_judged(filled, &filled->cells.items[i]);
  for (uint32_t i = 0; i < filled->cells.count; i++) {
    struct asked *asked = &filled->cells.items[i];
    if (asked->sheet == NOWHERE) {
      complain_nowhere(filled, asked);
    } else if (!is_note(asked) && asked->raw.cells[FIELD_VALUE].length > 0) {
      give_day(filled, asked);
      figures_add_row(filled->reading, &asked->raw);
    }
  }
}

/* The cells that the hidden sheet names; false where that cannot be done. */
static bool read_filled(struct filled *filled, const char *bytes, uint32_t length) {
  workbook_open(&filled->book, filled->arena, bytes, length);
  if (filled->book.fault != WORKBOOK_FINE || !read_map(filled)) return false;
  find_places(filled);
  read_cells(filled);
  return filled->book.fault == WORKBOOK_FINE;
}

static void read_workbook(void *context) {
  struct filled *filled = context;
  struct source *source = sources_get(filled->reading->model->sources, filled->file);
  filled->text = workbook_text_begin(filled->arena, filled->file);
  filled->known = read_filled(filled, source->bytes, source->length);
  if (filled->known) put_text(filled);
  else workbook_text_end(&filled->text, source);
  if (filled->known) hold_against(filled);
  else complain_fault(filled);
}

/* Works on the workbook and closes it, also where memory fails. */
static void with_workbook(struct filled *filled, void (*work)(void *context)) {
  bool done = guarded((struct arena *const[]){filled->arena, NULL}, work, filled);
  workbook_close(&filled->book);
  if (!done) arena_fail(filled->arena);
}

bool figures_add_workbook(struct figures_reading *reading, uint32_t file, day_number as_of) {
  struct filled *filled = ARENA_NEW(reading->arena, struct filled);
  *filled = (struct filled){.reading = reading, .arena = reading->arena, .file = file, .as_of = as_of,
                            .judged = DAY_NONE, .latest = DAY_NONE};
  with_workbook(filled, read_workbook);
  return filled->known;
}

/* ---- Whether anything was typed ---- */

static struct finding *say_nothing(void *context, const char *code, const struct entity *about, struct span span,
                                   enum text_key message, const struct argument *arguments) {
  (void)context, (void)code, (void)about, (void)span, (void)message, (void)arguments;
  return NULL;
}

static void look_for_typed(void *context) {
  struct filled *filled = context;
  filled->typed = TYPED_UNKNOWN;
  if (!read_filled(filled, filled->bytes, filled->length)) return;
  filled->typed = TYPED_NOTHING;
  for (uint32_t i = 0; i < filled->cells.count; i++) {
    const struct asked *asked = &filled->cells.items[i];
    if (asked->value.length > 0 || asked->value.kind == STORED_FORMULA || asked->note.length > 0) filled->typed = TYPED_SOMETHING;
  }
}

enum figures_typed figures_typed_workbook(struct arena *arena, const char *bytes, uint32_t length) {
  static const struct complaints silent = {.add = say_nothing};
  struct figures_reading *reading = ARENA_NEW(arena, struct figures_reading);
  struct filled *filled = ARENA_NEW(arena, struct filled);
  *reading = (struct figures_reading){.arena = arena, .complaints = &silent};
  *filled = (struct filled){.reading = reading, .arena = arena, .bytes = bytes, .length = length};
  with_workbook(filled, look_for_typed);
  return filled->typed;
}
