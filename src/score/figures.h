/* Figures that were reported: rows of kind, name, date, value and note, each held against the agreement. A row that
 * cannot be right is a complaint and is left out; none is dropped silently. */
#ifndef SCORE_FIGURES_H
#define SCORE_FIGURES_H

#include "model/model.h"
#include "score/complaints.h"

enum row_kind { ROW_KPI, ROW_SPEND, ROW_POSTS, ROW_ACTION, ROW_DELIVERABLE, ROW_KIND_COUNT };

struct figure_row {
  enum row_kind kind;
  const struct entity *thing; /* a KPI, a line, a channel, an action, a deliverable */
  const struct entity *part;  /* NULL, or what stands after the slash */
  day_number date;
  struct decimal value;       /* in the thing's unit; a share is a fraction */
  struct text note;
  struct span span;           /* of the row */
  struct span date_span;
};

enum { LEFT_NAMED = 20 };

/* In the order of their kinds, things, parts and dates, so that those of one thing stand together. */
struct figures {
  const struct figure_row *items;
  uint32_t count;
  uint32_t left_out;  /* rows that cannot be right */
  const struct span *left; /* where the first of them stand, LEFT_NAMED at most */
  const struct figure_row *remarks; /* rows that hold a note and no figure, in the same order */
  uint32_t remark_count;
  day_number latest;  /* DAY_NONE: there is no row */
};

/* The five columns. */
enum field { FIELD_KIND, FIELD_NAME, FIELD_DATE, FIELD_VALUE, FIELD_NOTE, FIELD_COUNT };

/* One row as a sheet has it, from whatever file. */
struct raw_cell {
  const char *text;
  uint32_t length;
  struct span span;
};
/* What its figure is. */
enum raw_figure {
  RAW_POINT,   /* as a person writes it, with a point before decimals */
  RAW_COMMA,   /* the same, and one comma is the decimal sign too */
  RAW_EXACT,   /* as a program keeps a number: digits, a point, perhaps a per cent sign */
  RAW_DAY,     /* a day or a time, and no figure */
  RAW_FORMULA  /* a formula of which the file does not keep what it gives */
};
struct raw_row {
  struct raw_cell cells[FIELD_COUNT];
  struct span span;
  enum raw_figure figure;
};

struct figures_reading;

struct figures_reading *figures_begin(struct arena *arena, const struct model *model, const struct complaints *complaints);
/* Both: false where the reading gives up, so that nothing of the file counts; a finding says why. */
bool figures_add_csv(struct figures_reading *reading, uint32_t file); /* a source, in UTF-8 and without NUL */

/* Those of the workbook that `remit build` writes: a source with the bytes of one, which becomes a text of its figures, in
 * which every place has its cell. What is done of an action has no day of its own there: it is of the day that the workbook
 * is judged on, else of that of its latest figure, else `as_of`. */
bool figures_add_workbook(struct figures_reading *reading, uint32_t file, day_number as_of);

/* The day that a workbook was to be judged on, as it is typed into it; DAY_NONE: none. Of several the last. */
day_number figures_judged_on(const struct figures_reading *reading);

/* Whether anything was typed into a sheet, of whatever agreement it is. */
enum figures_typed { TYPED_NOTHING, TYPED_SOMETHING, TYPED_UNKNOWN };
enum figures_typed figures_typed_csv(struct arena *arena, const char *bytes, uint32_t length);
enum figures_typed figures_typed_workbook(struct arena *arena, const char *bytes, uint32_t length);

void figures_add_row(struct figures_reading *reading, const struct raw_row *row);
/* A row that cannot be right, which was complained of. */
void figures_leave_out(struct figures_reading *reading, struct span span);
struct figures figures_end(struct figures_reading *reading);

/* What is noted of the day of a thing as a whole, in a row without a figure; empty: nothing. */
struct text figures_remark(const struct figures *all, enum row_kind kind, const struct entity *thing, day_number date);

/* The rows of a thing; of all its parts together. */
struct figures figures_of(const struct figures *all, enum row_kind kind, const struct entity *thing);

#endif
