/* A workbook as XLSX, read from memory as bytes that nobody vouches for: an archive of parts in XML. What it says of itself
 * is only believed as far as it is so: every part is read with limits on its size, on how much it expands, on how deep its
 * elements lie, and without definitions of a document's type, so that nothing in it can name or repeat anything. Nothing
 * is ever written, and no other file is opened. */
#ifndef SCORE_WORKBOOK_H
#define SCORE_WORKBOOK_H

#include "base/vector.h"
#include "base/day.h"
#include "score/workbook_library.h"

enum {
  WORKBOOK_MIB = 64,            /* all parts that are read, expanded */
  WORKBOOK_RATIO = 200,         /* of a part expanded to what it takes in the archive; of small ones any will do */
  WORKBOOK_PARTS = 10000,
  WORKBOOK_CELLS = 5000000,     /* that are passed, kept or not */
  WORKBOOK_TEXTS = 1000000,     /* that cells share; and cells of the map */
  WORKBOOK_DEPTH = 64           /* of elements in one another */
};

/* What kept a workbook from being read; `part` of struct workbook says in which part, where that is known. */
enum workbook_fault {
  WORKBOOK_FINE,
  WORKBOOK_DAMAGED,    /* cut short, or not as an archive is */
  WORKBOOK_LOCKED,     /* encrypted */
  WORKBOOK_FOREIGN,    /* an archive of something else */
  WORKBOOK_TOO_LARGE,
  WORKBOOK_SWOLLEN,    /* it expands more than any workbook does */
  WORKBOOK_MANY_PARTS,
  WORKBOOK_MANY_CELLS,
  WORKBOOK_NOT_XML     /* a part that is not what a workbook's parts are */
};

struct workbook_entry {
  const char *name;
  unz64_file_pos place;
  uint64_t packed, start, end; /* start and end: of its bytes, known when it was read; 0 before */
};

enum stored_kind {
  STORED_NOTHING,
  STORED_NUMBER,
  STORED_TEXT,
  STORED_DATE,     /* as text: 2026-03-31 */
  STORED_FORMULA   /* without its value */
};
enum stored_style { STYLE_PLAIN, STYLE_SHARE, STYLE_DATE };

/* What a cell holds; of a formula the value that it had when the workbook was saved. */
struct stored_cell {
  uint32_t row, column; /* from 0 */
  uint8_t kind, style;  /* enum stored_kind, stored_style */
  const char *text;     /* of a number as it is written in the file */
  uint32_t length;
};

struct stored_text {
  const char *bytes;
  uint32_t length;
};

struct workbook_sheet {
  const char *name, *part; /* part: NULL where it has none */
};

struct workbook {
  struct arena *arena;
  struct workbook_library library;
  bool loaded;
  const char *bytes; /* the archive */
  uint64_t length;
  unzFile file;
  XML_Parser parser; /* of the part that is being read */
  VECTOR(struct workbook_entry) entries; /* by name */
  uint64_t expanded; /* bytes, of all parts so far */
  uint32_t cells;    /* that were passed so far */
  enum workbook_fault fault;
  const char *part;  /* where the fault is; NULL: in the whole */
  bool from_1904;    /* its days count from 1904 on */
  VECTOR(struct workbook_sheet) sheets;
  const struct workbook_sheet **by_name; /* the same in the order of their names, and of the list where those are alike */
  VECTOR(struct stored_text) texts;
  VECTOR(uint8_t) styles; /* enum stored_style, by a cell's style */
};

/* Whether the bytes begin as an archive does. */
bool workbook_begins(const char *bytes, size_t length);

/* A workbook of these bytes, which stay where they are: its sheets, texts and styles. Where `fault` is set afterwards nothing
 * of it can be read. Arena allocations may jump out of each of these functions, after which the workbook is to be closed. */
void workbook_open(struct workbook *book, struct arena *arena, const char *bytes, size_t length);
void workbook_close(struct workbook *book);

const struct workbook_sheet *workbook_sheet(const struct workbook *book, const char *name, size_t length); /* NULL: none */

/* All cells of a sheet in the columns before `columns`, at most WORKBOOK_TEXTS. */
struct stored_cells {
  struct stored_cell *items;
  uint32_t count;
};
struct stored_cells workbook_cells(struct workbook *book, const struct workbook_sheet *sheet, uint32_t columns);

/* How two stored cells, or two texts, lie to one another: rows before columns; as bytes. */
int stored_by_address(const void *a, const void *b);
int stored_compare(const char *a, size_t length, const char *b, size_t other);

/* Fills in those cells of the sheet whose places `cells` names, in the order of rows and columns, no two alike. */
void workbook_find_cells(struct workbook *book, const struct workbook_sheet *sheet, struct stored_cells cells);

/* E14 as row and column; false where it is no such address. */
bool workbook_address(const char *text, size_t length, uint32_t *row, uint32_t *column);

/* The day of a serial number; false where it is none between the years 1900 and 9999. */
bool workbook_day(const struct workbook *book, const char *text, size_t length, day_number *out);

#endif
