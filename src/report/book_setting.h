/* A document's parts set into the cells of a workbook's sheet, one below the other. Figures and dates are put as such, with
 * their units in how they are shown; all else is words. */
#ifndef REPORT_BOOK_SETTING_H
#define REPORT_BOOK_SETTING_H

#include "report/book.h"
#include "report/chart.h"

enum { SETTING_UNITS_MOST = 64 };

struct book_setting {
  struct document_sink sink;      /* first; `put` is book_setting_put, or calls it */
  struct book *book;
  struct document *document;
  const struct book_sheet *form;  /* of the sheet: its widths */
  struct arena *arena;            /* for what outlasts a part */
  uint32_t sheet, row;            /* where the next part goes */
  uint32_t last;                  /* the last column that words are spread over */
  /* Cells to fill in; NULL: they stay empty. `room`: to write in, over the whole width. */
  void (*input)(struct book_setting *set, struct book_place at, const struct place *place, bool room);
  /* The rest is its own. */
  const struct column *columns;
  uint32_t column_count;
  uint32_t lines;                 /* of the row that is being put */
  const char *heading;            /* that was put last */
  const char *units[SETTING_UNITS_MOST]; /* with which figures are shown: a workbook has room for some hundred forms */
  uint32_t unit_count;
  const char *drawn;              /* what the chart shows that the next table is drawn as; NULL: it is not */
  uint32_t drawn_row, first_row, last_row; /* where it stands; the table's rows that are no sums */
  struct book_style drawn_figures; /* as the first of them is shown */
};

/* Charts stand over so many rows. */
enum { SETTING_CHART_ROWS = 16 };

void book_setting_put(struct document_sink *sink, const struct part *part, struct arena *scratch);

/* Words over the columns from `column` on, in as many lines as they need. */
void book_setting_spread(struct book_setting *set, uint32_t column, enum book_look look, const char *words);

#endif
