/* What the sheets of the scorecard share. Internal to src/report. */
#ifndef REPORT_SCORECARD_BOOK_PARTS_H
#define REPORT_SCORECARD_BOOK_PARTS_H

#include <assert.h>

#include "report/scorecard_book.h"
#include "report/scorecard_parts.h"
#include "score/standard.h"

/* The sheets, in their order. The last two are hidden: what the formulas go through, and where each figure stands. */
enum card_sheet { CARD_SUMMARY, CARD_KPIS, CARD_CONTENT, CARD_BUDGET, CARD_PEOPLE, CARD_REVIEWS, CARD_WORKING, CARD_MAP,
                  CARD_SHEETS };

/* Columns of the sheet of KPIs. */
enum { KPI_PERIOD, KPI_PLANNED, KPI_GREEN, KPI_AMBER, KPI_ACTUAL, KPI_HELD, KPI_WAY, KPI_STATUS, KPI_NOTE, KPI_GAP, KPI_CHART };

/* Columns of the working sheet, whose rows are those of the sheet of KPIs. Of a period … */
enum { WORK_DATE, WORK_LOW, WORK_HIGH, WORK_AMBER_LOW, WORK_AMBER_HIGH, WORK_PLANNED_WAY, WORK_HELD, WORK_COUNT, WORK_BROKEN,
       WORK_STATE, WORK_OF /* the day of the last figure in it */, WORK_PLAN_LOW, WORK_PLAN_HIGH, WORK_SHOWN, WORK_LACKING,
       WORK_SUM, WORK_AT /* what it is computed to be */, WORK_FIGURE, WORK_WAY, WORK_PLAN_LINE,
       WORK_LAST = 28 /* in it nothing else stands */, WORK_CODES = 30, WORK_WORDS };

/* … and of the line that heads a KPI: as it stands on the day that is judged. */
enum { NOW_LINE, NOW_STATE, NOW_HELD, NOW_WAY, NOW_PLANNED_WAY, NOW_SCORE, NOW_LACKING, NOW_DATE, NOW_START, NOW_TARGET,
       NOW_BASELINE, NOW_PLAN_LOW, NOW_PLAN_HIGH, NOW_LOW, NOW_HIGH, NOW_AMBER_LOW, NOW_AMBER_HIGH, NOW_BROKEN, NOW_PLAN_LINE,
       NOW_LAST_LINE, NOW_LATEST /* of all rows, whatever the target's date */, NOW_LATEST_DATE,
       NOW_FROM /* nothing is due before it */, NOW_BY, NOW_DUE, NOW_UNTIL, NOW_CELLS };
static_assert((int)NOW_CELLS <= (int)WORK_LAST, "the day that is judged is the greatest of a column of its own");

enum { CARD_SUMMARY_FIRST_ROW = 5, CARD_FIRST_ROW = 3 }; /* after the sheet's name, what to do, and the head */

enum { CARD_AS_OF_ROW = 2, CARD_AS_OF_COLUMN = 1 }; /* in the summary: the day to be judged */

/* A KPI's lines in the sheet of KPIs. */
struct kpi_block {
  const struct kpi *kpi;
  const struct objective *home; /* NULL: none */
  bool heads_home;              /* the objective is named above it */
  struct periods periods;
  uint32_t head;                /* its own line; what is said of it stands below */
  uint32_t first;               /* the line of the first period */
  bool baseline_row;            /* a line before that is for the baseline */
};

struct card {
  struct scorecard sc;
  struct book *book;
  uint32_t sheets[CARD_SHEETS];
  const char *names[CARD_SHEETS];
  struct kpi_block *blocks;
  uint32_t block_count, rows;   /* rows of the sheet of KPIs */
  uint32_t plan_row;            /* below them in the working sheet: plans of days on which no period ends */
  struct entity_map of_kpi;     /* struct kpi_block, by KPI */
  struct periods months;
  struct entity_map line_rows;  /* rows of the budget's lines, from 1 */
  struct entity_map filled;     /* where what is done of a thing is typed: its row in the sheet of people, from 1 */
  uint32_t budget_column, content_column, content_last; /* of the first month; the last row with posts */
  const char *roi;              /* the cell with the return so far; NULL: there is none */
  const char *as_of;            /* the cell with the day that is judged: 0 where there is no figure */
  uint32_t map_row;
  struct {
    uint32_t sheet, row, lines;
  } tall;                       /* the line with words over several lines that was put last */
  const char *footer;
};

/* ---- Cells ---- */

struct book_place card_at(const struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column);
const char *card_say(const struct card *card, struct cell cell);           /* in the scratch */
const char *card_words(const struct card *card, enum text_key key);        /* without arguments */
const char *card_name(const struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column);
void card_heads(struct card *card, enum card_sheet sheet, uint32_t row, const enum text_key *keys, uint32_t count);
void card_title(struct card *card, enum card_sheet sheet, enum text_key title, struct cell hint, uint32_t last_column);

void card_month_heads(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column);

/* Makes a line high enough for words that are broken in a column of so many characters. */
void card_fit(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, const char *words);

/* Words over several columns of together `width` characters, in as many lines as they need. */
void card_spread(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, uint32_t last,
                 enum book_look look, uint32_t width, const char *words);
struct book_style card_figures(const struct unit *unit, int places, enum book_look look);
void card_cell(struct card *card, enum card_sheet sheet, uint32_t row, uint32_t column, struct cell cell,
               enum book_look look); /* figures and dates as such, anything else in words */

/* A cell to fill in, and its line in the map; `unit` NULL: a plain number. */
void card_input(struct card *card, struct book_place at, struct book_style style, const struct place *place,
                const struct unit *unit);
void card_rule(struct card *card, struct book_place first, uint32_t last_row, uint32_t last_column,
               const struct unit *unit);
void card_rule_share(struct card *card, struct book_place at);
void card_statuses(struct card *card, enum card_sheet sheet, uint32_t first_row, uint32_t last_row, uint32_t column);

/* The word of the state in the cell `state`. */
const char *card_state_word(struct card *card, const char *state);

/* ---- Sheets ---- */

void card_add_sheet(struct card *card, enum card_sheet sheet, const struct book_sheet *form);
const struct book_sheet *card_form(enum card_sheet sheet);
void card_summary(struct card *card, const struct report_options *options);
void card_kpis(struct card *card);
void card_working(struct card *card, const struct kpi_block *block, const struct standard *standard); /* lines of one KPI in the working sheet */
void card_working_frame(struct card *card);
void card_content(struct card *card);
void card_budget(struct card *card);
void card_people(struct card *card);
void card_reviews(struct card *card);
void card_map_frame(struct card *card);

/* ---- Formulas ---- */

const char *card_now(const struct card *card, const struct kpi *kpi, uint32_t column); /* a cell of its heading line */

/* In the working sheet: the last day up to `day` of which all that a computed KPI rests on has a figure, 0 where there is
 * none; and what it comes to on the day that stands in a cell, NULL: it cannot be worked out. */
const char *card_common_day(struct card *card, const struct kpi *kpi, const char *day);
const char *card_computed(struct card *card, const struct kpi *kpi, const char *day);

const char *card_holds(struct card *card, const struct condition *condition);          /* true or false */
const char *card_cost(struct card *card, const struct line *line); /* NULL: it is not known */

#endif
