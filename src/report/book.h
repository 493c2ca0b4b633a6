/* A workbook apart from how a format writes it: sheets with cells, formulas, inputs, colours and charts. A report puts
 * cells one at a time and the back end (src/emit/xlsx.c) takes them over, so none of it is kept here. Rows and columns
 * count from 0. Text of the agreement is only ever put as words: no formula holds any. */
#ifndef REPORT_BOOK_H
#define REPORT_BOOK_H

#include "report/document.h"

/* How a cell looks. */
enum book_look {
  LOOK_PLAIN,
  LOOK_TITLE,
  LOOK_QUIET,   /* said smaller */
  LOOK_NOTICE,  /* not to be overlooked */
  LOOK_HEAD,    /* of a table */
  LOOK_FIGURE_HEAD, /* of a column of figures */
  LOOK_BAND,    /* heads a group of rows */
  LOOK_STRONG,
  LOOK_VALUE,   /* beside a label: all to the left */
  LOOK_CELL,    /* of a table */
  LOOK_TOTAL,
  LOOK_STATUS,
  LOOK_GOOD,    /* a status that does not change */
  LOOK_MIDDLING,
  LOOK_BAD,
  LOOK_NEUTRAL,
  LOOK_INPUT    /* to be filled in: the only cells that are not locked */
};

enum book_form { FORM_GENERAL, FORM_WORDS, FORM_NUMBER, FORM_SHARE, FORM_POINTS, FORM_DATE, FORM_MONTH, FORM_SHORT_MONTH };
enum book_sign { SIGN_NONE, SIGN_LEAST, SIGN_MOST }; /* ≥ or ≤ before a figure */

struct book_style {
  uint8_t look;   /* enum book_look */
  uint8_t form;   /* enum book_form */
  uint8_t places; /* decimals of numbers and shares */
  uint8_t bound;  /* enum book_sign */
  bool wrap;
  const char *unit; /* said after a figure, with the blank before it; no quotation mark, no backslash; NULL: none */
};

struct book_place {
  uint32_t sheet, row, column;
};

enum book_value { VALUE_BLANK, VALUE_WORDS, VALUE_NUMBER, VALUE_DATE, VALUE_FORMULA };

struct book_cell {
  struct book_place at;
  struct book_style style;
  uint8_t value; /* enum book_value */
  uint32_t last; /* the last column that it is spread over; 0: it is not */
  const char *words;      /* VALUE_WORDS; what a formula gives in the empty sheet, where that is no number */
  struct decimal number;  /* VALUE_NUMBER; what a formula gives, where `words` is NULL */
  day_number date;
  const char *formula;    /* without the sign = */
};

/* What may be typed into cells. */
enum book_rule_kind { RULE_NUMBER, RULE_BETWEEN, RULE_DATE };
struct book_rule {
  uint8_t kind;
  struct book_place first;
  uint32_t last_row, last_column;
  const char *low, *high;         /* RULE_BETWEEN: figures, high NULL: none; RULE_DATE: low as a day */
  const char *title, *message;    /* said where something else is typed */
};

/* Cells in which these words stand get a colour. */
enum book_colour { COLOUR_GOOD, COLOUR_MIDDLING, COLOUR_BAD, COLOUR_NEUTRAL };
struct book_tint {
  struct book_place first;
  uint32_t last_row, last_column;
  const char *words;
  uint8_t colour;
};

enum { SERIES_MOST = 8 };
struct book_series {
  const char *name;
  uint32_t column;
  bool actual; /* what has come, beside what was planned */
};
struct book_chart {
  struct book_place at;
  uint32_t source, first_row, last_row, dates; /* the sheet, the rows and the column of dates that it is drawn from */
  struct book_series series[SERIES_MOST];
  uint32_t series_count;
  struct book_style figures;
  const char *description;
  uint32_t rows; /* over how many rows it stands */
  bool lines;    /* from figure to figure; else columns */
};

enum { SHEET_COLUMNS_MOST = 12 };
struct book_sheet {
  const char *name;   /* at most 31 characters, none of []:*?/\ */
  uint8_t widths[SHEET_COLUMNS_MOST]; /* in characters; 0: as usual */
  uint8_t other_width;  /* of the columns after those; 0: as usual */
  uint32_t frozen_rows, frozen_columns;
  bool hidden, landscape;
  uint8_t pages_wide;   /* in print; 0: one */
  uint8_t print_scale;  /* in per cent, instead of a width in pages; 0: none */
  const char *footer;
};

struct book {
  const struct book_back *back;
  struct arena *scratch;  /* for what is put: emptied now and then */
};

struct book_back {
  uint32_t (*sheet)(struct book *book, const struct book_sheet *sheet); /* its number, from 0 */
  void (*cell)(struct book *book, const struct book_cell *cell);
  void (*height)(struct book *book, uint32_t sheet, uint32_t row, uint32_t lines);
  void (*breaks)(struct book *book, uint32_t sheet, const uint32_t *rows, uint32_t count); /* pages begin at these rows */
  void (*rule)(struct book *book, const struct book_rule *rule);
  void (*tint)(struct book *book, const struct book_tint *tint);
  void (*chart)(struct book *book, const struct book_chart *chart);
  void (*properties)(struct book *book, const char *title, const char *subject);
};

/* ---- Cells ---- */

void book_words(struct book *book, struct book_place at, struct book_style style, const char *words);
void book_number(struct book *book, struct book_place at, struct book_style style, struct decimal number);
void book_date(struct book *book, struct book_place at, struct book_style style, day_number day);
void book_blank(struct book *book, struct book_place at, struct book_style style);
void book_spread(struct book *book, struct book_place at, uint32_t last, struct book_style style, const char *words);

/* A formula, with the words that it gives in the empty sheet, or the number. */
void book_formula(struct book *book, struct book_place at, struct book_style style, const char *formula,
                  const char *present);
void book_counted(struct book *book, struct book_place at, struct book_style style, const char *formula,
                  struct decimal present);

/* In how many lines words stand that are broken in a column of so many characters. */
uint32_t book_lines(const char *words, uint32_t width);

/* ---- Formulas ---- */

/* `pattern` with {1} … {9} replaced by `parts`, which end with NULL; in the arena. */
const char *book_fill(struct arena *arena, const char *pattern, const char *const *parts);
#define PARTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* 'Sheet'!$C$5, and the cells from there to another of the sheet. */
const char *book_cell_name(struct arena *arena, const char *sheet, uint32_t row, uint32_t column);
const char *book_range_name(struct arena *arena, const char *sheet, uint32_t row, uint32_t column, uint32_t last_row,
                            uint32_t last_column);
const char *book_address(struct arena *arena, uint32_t row, uint32_t column); /* C5 */

/* A figure, and words in quotes, as formulas have them. */
const char *book_figure(struct arena *arena, struct decimal figure);
const char *book_quoted(struct arena *arena, const char *words);
const char *book_day(struct arena *arena, day_number day); /* as a spreadsheet counts days */

enum { BOOK_DAY_ZERO = 25569 }; /* the number of 1970-01-01 in a spreadsheet */

#endif
