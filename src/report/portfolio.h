/* Many agreements side by side: what is at risk in any of them, how each stands, and which could not be scored. Of each a row is kept,
 * and nothing else of it. */
#ifndef REPORT_PORTFOLIO_H
#define REPORT_PORTFOLIO_H

#include "report/document.h"
#include "score/changes.h"

enum portfolio_state {
  PORTFOLIO_SCORED,
  PORTFOLIO_UNFILLED, /* nothing was filled in beside it */
  PORTFOLIO_UNSCORED  /* for a reason */
};

enum portfolio_reason {
  REASON_NONE,
  REASON_ERRORS,          /* it has errors */
  REASON_UNREAD,          /* its file cannot be read: `trouble` */
  REASON_OUTSIDE,         /* its file lies outside the folder */
  REASON_NO_FILE,         /* what was named is a folder, a device or a pipe */
  REASON_FIGURES_UNREAD,  /* the figures cannot be read: `trouble` */
  REASON_FIGURES_NO_FILE,
  REASON_FIGURES_OUTSIDE, /* a link that leads out of the folder */
  REASON_FIGURES_FAULTY,  /* nothing in them could be read: findings say why */
  REASON_NO_LIBRARY,      /* the figures are a workbook, and there is nothing to read it with */
  REASON_NO_MEMORY,
  REASON_COUNT
};

/* A KPI that needs attention. */
struct portfolio_kpi {
  const char *name, *title;
  enum standing standing, was; /* was: STANDING_COUNT where it is not compared */
  enum change_way way;
  struct result score;
  uint32_t lacking; /* how many figures that were due it lacks */
  const char **owners, **owner_titles; /* of the objectives that it measures */
  uint32_t owner_count;
};

struct portfolio_objective {
  const char *name, *title;
  struct result score;
};

struct portfolio_row {
  const char *path;      /* of its file, under the folder */
  const char *scorecard; /* of its filled scorecard, from where the page is; NULL: there is none */
  const char *figures;   /* of the file of its figures, as the path above; NULL: there is none */
  enum portfolio_state state;
  enum portfolio_reason reason;
  enum text_key trouble;
  const char *name, *title, *client, *agency; /* NULL: not known */
  const char *label;     /* what it is called where it is shown; NULL until the rows are labelled */
  day_number as_of, previous;                 /* DAY_NONE: none */
  day_number not_before;                      /* the earlier day that it could not be compared with; DAY_NONE: none */
  uint32_t standings[STANDING_COUNT];
  uint32_t better, worse;                     /* of those that are compared */
  const struct portfolio_kpi *kpis;           /* in the agreement's order */
  uint32_t kpi_count;
  const struct portfolio_objective *objectives;
  uint32_t objective_count;
  struct result roi;
  uint32_t errors, warnings, infos, accepted; /* findings */
};

struct portfolio {
  VECTOR(struct portfolio_row) rows;  /* in the order of their paths */
  VECTOR(const char *) passed_over;   /* files that hold no agreement */
};

/* Adds to the row what is known of the agreement without figures, and what the scoring came to; `previous` may be NULL. Copies all of it
 * to the arena. */
void portfolio_describe(struct arena *arena, struct portfolio_row *row, const struct model *model);
void portfolio_fill(struct arena *arena, struct portfolio_row *row, const struct score *score, const struct score *previous);

/* All of them together. */
struct portfolio_sums {
  uint32_t standings[STANDING_COUNT], scored, unfilled, unscored, better, worse, uncompared;
  day_number previous;   /* DAY_NONE: nothing is compared */
  day_number not_before; /* the day that those were to be compared with that could not; DAY_NONE: there are none */
};
struct portfolio_sums portfolio_sum(const struct portfolio *portfolio);

/* The rows of agreements that were scored, the most urgent first: by the worst standing in them, then by their paths. */
const struct portfolio_row **portfolio_by_urgency(struct arena *arena, const struct portfolio *portfolio, uint32_t *count);

/* Whether something in it needs attention. */
static inline bool portfolio_needs_attention(const struct portfolio_row *row) { return row->kpi_count > 0; }

/* Those that need attention, the worst first. */
enum { PORTFOLIO_URGENT = 4 };
extern const enum standing portfolio_urgent[PORTFOLIO_URGENT];

/* The same rows, each with its label: its title, with its path where another has that title too; its path where it has none. */
struct portfolio portfolio_labelled(struct arena *arena, const struct portfolio *portfolio, enum text_language language);

void portfolio_say_reason(struct buffer *out, enum text_language language, const struct portfolio_row *row);

/* How many files were passed over, and at most so many of their paths. Nothing where there are none. */
void portfolio_say_passed_over(struct buffer *out, enum text_language language, const struct portfolio *portfolio, uint32_t most);

/* Puts the page into `document`; what it sorts stays in `arena`. */
void portfolio_write(struct document *document, struct arena *arena, const struct portfolio *portfolio);

#endif
