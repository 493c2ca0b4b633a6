/* The neutral document: what a report says, apart from how a format writes it. It streams: a report makes one part at a
 * time in a scratch arena and puts it into the document, which hands it to each sink (a back end of src/emit); then
 * the scratch is emptied. So a report of any length is made once for all formats, and none of it is kept. */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include "model/values.h"
#include "text/text.h"

/* A sentence of the catalogue. */
struct sentence {
  enum text_key key;
  const struct argument *arguments; /* NULL: it takes none */
};

enum cell_kind {
  CELL_EMPTY,
  CELL_TEXT,     /* of the agreement */
  CELL_SENTENCE, /* of the catalogue */
  CELL_FIGURE,   /* a number, a share or money */
  CELL_RANGE,    /* at least `low`, at most `high`, or between them */
  CELL_DATE,
  CELL_INPUT,    /* to be filled in */
  CELL_FOLLOWS,  /* what follows from what is filled in: empty on paper */
  CELL_LIST      /* cells of the other kinds, one after another */
};

enum figure_form { FIGURE_NUMBER, FIGURE_SHARE, FIGURE_MONEY };

/* How a cell is meant to be looked at; a back end without such means leaves it out. */
enum tone {
  TONE_PLAIN, TONE_MISSING, TONE_QUIET, TONE_STRONG,
  TONE_GOOD, TONE_MIDDLING, TONE_BAD, TONE_NEUTRAL /* of a status, which its words tell */
};

/* Kinds of figures that are filled in: those of actuals.csv, and words. */
enum input_kind { INPUT_KPI, INPUT_SPEND, INPUT_POSTS, INPUT_ACTION, INPUT_DELIVERABLE, INPUT_NOTE, INPUT_KIND_COUNT };

/* What follows from inputs. Of a KPI its status, the figure held against its target, what was planned, the way gone, the
 * score, how many figures lack, its figure of one period and a limit of it; then of money and posts; then of conditions. */
enum follows_kind {
  FOLLOWS_STATUS, FOLLOWS_LATEST, FOLLOWS_PLANNED, FOLLOWS_WAY, FOLLOWS_SCORE, FOLLOWS_LACKING, FOLLOWS_FIGURE, FOLLOWS_AMBER,
  FOLLOWS_SPENT, FOLLOWS_LEFT, FOLLOWS_POSTED, FOLLOWS_SHARE, FOLLOWS_VALUE, FOLLOWS_RETURN, FOLLOWS_DONE, FOLLOWS_DUE,
  FOLLOWS_HOLDS, FOLLOWS_KIND_COUNT
};

/* The thing that an input or a result is of: `name`, or `name/part` (a channel and a content). */
struct place {
  uint8_t kind;      /* enum input_kind or enum follows_kind */
  const char *name;  /* of the agreement, or a number for inputs that nothing else reads */
  const char *part;  /* NULL: none */
  day_number date;   /* the last day of its period; DAY_NONE: of the whole term */
  struct text label; /* what a person calls it */
};

struct cell {
  uint8_t kind;     /* enum cell_kind */
  uint8_t tone;     /* enum tone */
  uint8_t form;     /* enum figure_form, of figures and ranges */
  int8_t places;    /* decimals shown of them; -1: as they are */
  bool has_low, has_high;
  bool month;       /* a date that stands for the whole month that it ends */
  bool lines;       /* a list of which each item wants a line of its own */
  struct text_unit unit; /* of a figure or range, money's currency too; none: the column's head says it, or there is none */
  const char *anchor; /* of a heading that the cell leads to; NULL: none */
  const char *address; /* of another file that it leads to: its path from where this one is; NULL: none */
  union {
    struct text text;
    struct sentence sentence;
    struct decimal figure; /* a share as a fraction */
    struct {
      struct decimal low, high;
    } range;
    day_number date;
    struct place place;
    struct {
      const struct cell *items;
      uint32_t count;
    } list;
  } as;
};

/* A label and what it says. */
struct fact {
  enum text_key label; /* takes no arguments */
  struct cell value;
  struct cell note;    /* said smaller, beside it; may be empty */
};

/* Something to be done, with a box to tick. */
struct task {
  struct cell what, who, when;
  struct cell note;    /* said smaller, under `what`; may be empty, as may `who` and `when` */
  uint32_t number;     /* of its box, in the whole document, from 1 */
};

/* The head of a matrix's column. */
enum { HEAD_GROUPS = 2 };
struct head {
  struct cell groups[HEAD_GROUPS];  /* the larger one first; may be empty */
  bool begins[HEAD_GROUPS];         /* with this column */
  struct cell name, note;
};

enum column_form { COLUMN_TEXT, COLUMN_FIGURE, COLUMN_INPUT };

struct column {
  enum text_key head; /* takes no arguments */
  const char *unit;   /* of the column's figures, beside its head; NULL: none */
  enum column_form form;
};

enum part_kind {
  PART_TITLE,     /* `text`, `kicker` (what kind of document it is); comes first, and once */
  PART_CONTENTS,  /* `cells`: sentences with anchors */
  PART_HEADING,   /* `level`, `anchor`, `number`, `kicker`, `text` */
  PART_PARAGRAPH, /* `text`; a numbered clause has `anchor` and `number` */
  PART_NOTICE,    /* `text`: not to be overlooked */
  PART_FACTS,     /* `facts` */
  PART_LIST,      /* `cells` */
  PART_TABLE,     /* `columns`, and the caption in `text`: rows follow, then PART_TABLE_END */
  PART_ROW,       /* `cells`, one for each column; of ROW_GROUP one for all */
  PART_TABLE_END,
  PART_TASKS,     /* `tasks` */
  PART_MATRIX,    /* `heads`, the first of the rows' names, and the caption in `text`: rows follow, then PART_TABLE_END. A
                   * row has its name in the first cell and what is said of it in `kicker`; the others hold marks. */
  PART_ROOM,      /* room to write in: `text` says what, `cells` one input */
  PART_PANEL,     /* of a live page: what its figures come to, and what can be done with them */
  PART_LIVE_KPI,  /* what a live page knows of a KPI: `live_kpi` */
  PART_LIVE_CARD, /* and of everything else: `live_card`; comes last */
  PART_CHART,     /* `chart` (report/chart.h); the table of its points follows */
  PART_SIGNATURE  /* where `text` signs (`kicker`: as what): `facts`, a line to write on for each without a value */
};

enum part_style {
  STYLE_PLAIN,
  STYLE_LARGE, /* the few facts that matter most */
  STYLE_BESIDE, /* facts that may stand beside the table before them */
  STYLE_PAPER,  /* of the title: a document to be printed and signed, whose short tables are not torn apart */
  STYLE_LEGEND, /* short: what a sign in the table after them means */
  STYLE_NOW,    /* facts that follow from what is filled in */
  STYLE_FIGURES, /* of a matrix: it holds figures to fill in, and no marks */
  STYLE_SAME_SHEET /* of a heading: a workbook puts it below what stands before it */
};
enum row_style { ROW_PLAIN, ROW_GROUP, ROW_TOTAL };

enum { HEADING_FIRST = 2, HEADING_LAST = 5 };

struct part {
  uint8_t kind;  /* enum part_kind */
  uint8_t level; /* HEADING_FIRST … HEADING_LAST, none deeper by more than one than that before it */
  uint8_t style; /* enum part_style of facts, headings and the title, enum row_style of rows */
  const char *anchor;
  const char *number; /* of a clause, such as 3.2; NULL: it is not numbered */
  struct cell kicker, text;
  const struct column *columns; /* stay until PART_TABLE_END */
  const struct cell *cells;
  const struct fact *facts;
  const struct task *tasks;
  const struct head *heads; /* stay until PART_TABLE_END */
  const struct live_kpi *live_kpi;   /* report/live.h */
  const struct live_card *live_card;
  const struct chart *chart;         /* report/chart.h */
  uint32_t count; /* of columns, cells, facts, tasks or heads */
};

/* What takes the parts. `scratch` is for its own passing needs. */
struct document_sink {
  void (*put)(struct document_sink *sink, const struct part *part, struct arena *scratch);
  struct document_sink *next;
};

/* A long report for a format that keeps nothing from one part to the next may be put in two shares, at the same time. */
enum report_share { REPORT_WHOLE, REPORT_BEGINNING, REPORT_REST };

/* How a report is wanted. */
struct report_options {
  bool inconsistent; /* the agreement has errors: a notice says so */
  bool live;         /* for a page that works out what follows from the figures that are filled in */
  bool sheet;        /* for a spreadsheet: one table with a line for each item, instead of headed lists */
  enum report_share share; /* only of a report that says so */
};

enum { DOCUMENT_DATES = 64, DOCUMENT_DATE_LENGTH = 56 };

struct reader;
struct document {
  const struct reader *reader; /* for whom it is; NULL: for everybody */
  struct arena *scratch; /* the caller's, who frees it also where a guard is reached */
  struct document_sink *sinks;
  enum text_language language;
  bool second; /* it is in the agreement's second language: texts are said by their translations */
  enum text_language first; /* then, that in which those stand that have none */
  struct {
    day_number day;
    char words[DOCUMENT_DATE_LENGTH]; /* empty: none */
  } dates[DOCUMENT_DATES]; /* as they were said last, found by the day's number */
  struct part row; /* the one that was put last */
};

void document_put(struct document *document, const struct part *part);

/* Empties the scratch: nothing that was made in it may still be put. */
void document_rest(struct document *document);

/* ---- Cells ---- */

struct cell cell_text(struct text text); /* empty where there is none */
struct cell cell_plain(struct text text); /* of no language: a version, an address */
struct cell cell_words(const char *words); /* text that is no sentence; not copied */
struct cell cell_sentence(struct document *document, enum text_key key, const struct argument *arguments); /* copied */
struct cell cell_date(day_number day); /* empty for DAY_NONE */
struct cell cell_figure(enum figure_form form, struct decimal value, struct text_unit unit);
struct cell cell_list(const struct cell *items, uint32_t count); /* empty where there are none */
struct cell cell_missing(enum text_key key); /* a sentence without arguments, in place of what lacks */

static inline bool cell_is_empty(const struct cell *cell) { return cell->kind == CELL_EMPTY; }

/* Only the digits of a figure, a range's `low` or its `high`, rounded as the cell says; a share in per cent. */
struct decimal cell_digits(const struct cell *cell, struct decimal value);

/* A cell in the words of the document's language: what a person reads. Inputs and results give nothing. The one way by
 * which a report says a cell within a sentence, and by which back ends for people say it anywhere. */
void cell_say(struct buffer *out, const struct document *document, const struct cell *cell);

/* Texts of the agreement as the document says them: as they were written, or in the second language, where one that lacks
 * its translation stands as it was written, between these marks, which no text can hold. */
#define UNTRANSLATED_BEGINS '\x0E'
#define UNTRANSLATED_ENDS '\x0F'
void text_say(struct buffer *out, const struct document *document, const struct text *text);

/* The same in the scratch, and as an argument (S) of a sentence. */
const char *cell_string(struct document *document, const struct cell *cell);
struct argument arg_cell(struct document *document, const struct cell *cell);
struct argument arg_words(struct document *document, struct text text);

/* A date as an argument of a sentence, which takes it as a text (S): the same few dates come again and again. */
struct argument arg_said_date(struct document *document, day_number day);

/* ---- Parts ---- */

void document_title(struct document *document, struct cell kicker, struct cell text);
void document_heading(struct document *document, int level, const char *anchor, struct cell kicker, struct cell text);
void document_paragraph(struct document *document, struct cell text); /* nothing of an empty one */
void document_clause(struct document *document, const char *number, const char *anchor, struct cell text); /* likewise */
void document_notice(struct document *document, struct cell text);
void document_list(struct document *document, const struct cell *items, uint32_t count); /* nothing of none */
void document_table(struct document *document, struct cell caption, const struct column *columns, uint32_t count);
void document_row(struct document *document, enum row_style style, const struct cell *cells, uint32_t count);
void document_table_end(struct document *document);
void document_tasks(struct document *document, const struct task *tasks, uint32_t count); /* nothing of none */
void document_matrix(struct document *document, struct cell caption, const struct head *heads, uint32_t count);
void document_figures(struct document *document, struct cell caption, const struct head *heads, uint32_t count);
void document_matrix_row(struct document *document, struct cell note, const struct cell *cells, uint32_t count);
void document_room(struct document *document, struct cell label, struct cell input);

/* Facts that are collected and then put; those whose value is empty are left out. */
struct fact_list {
  struct document *document;
  VECTOR(struct fact) facts;
};
static inline struct fact_list facts_in(struct document *document) { return (struct fact_list){.document = document}; }
void facts_add_line(struct fact_list *list, enum text_key label, struct cell value); /* also where the value is empty */
static inline void facts_add(struct fact_list *list, enum text_key label, struct cell value) {
  if (!cell_is_empty(&value)) facts_add_line(list, label, value);
}
void facts_add_noted(struct fact_list *list, enum text_key label, struct cell value, struct cell note);
void facts_put(struct fact_list *list, enum part_style style); /* nothing where there are none */
void facts_sign(struct fact_list *list, struct cell kicker, struct cell who); /* where somebody signs */

#endif
