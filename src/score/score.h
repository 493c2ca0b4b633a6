/* Figures held against the agreement: what each KPI, objective, line, person and return came to on a day. Everything that
 * is shown of a scoring, in whatever form, is in these structures; docs/scoring.md says how each is worked out. */
#ifndef SCORE_SCORE_H
#define SCORE_SCORE_H

#include "score/path.h"
#include "score/tallies.h"

enum standing {
  STANDING_NONE, /* `observe`: nothing is asked */
  STANDING_NOT_DUE, STANDING_NO_DATA, STANDING_MET, STANDING_MISSED, STANDING_ON_TRACK, STANDING_AT_RISK,
  STANDING_OFF_TRACK, STANDING_COUNT
};

/* One figure in a KPI's course: of what was reported of a day, or, of a computed KPI, of the end of a period. */
struct course_point {
  day_number day;
  struct decimal value;  /* what was reported of that day */
  struct result figure;  /* what the KPI comes to on that day */
  struct text note;      /* of the last row of that day that has one */
  bool excused;          /* shown, and held against nothing */
};

struct kpi_score {
  const struct kpi *kpi;
  enum standing standing;
  day_number held;       /* the last day of which figures are held against the target, up to that of the scoring */
  day_number date;       /* of the last row that the figure rests on; DAY_NONE */
  struct result actual;  /* held against the target */
  struct quotient exactly; /* the same, not rounded */
  struct tallied now;    /* of all rows up to the day of the scoring: what conditions and returns go by */
  struct result planned, target, attainment, planned_attainment, score, projected;
  struct result trend;   /* the last change, above 0 in the target's direction */
  struct result measured; /* what a baseline came to that was to be measured */
  struct path path;
  struct plan plan;
  struct limits limits;
  struct bounds asked;    /* at the target's date; with neither end nothing is known */
  bool incomplete;        /* a sum or an average that lacks a period */
  bool due;               /* a report was due by the day */
  bool stretch_reached;   /* of a KPI with a stretch */
  bool awaits;            /* its baseline is still to be measured */
  bool broken;            /* what is to be maintained did not hold … */
  uint32_t looked;        /* … at the end of some of the first periods, so many of which were looked at */
  const struct course_point *course;
  uint32_t course_count;
  const day_number *missing; /* last days of periods whose report was due and that have no row */
  const struct text *missing_notes; /* of the same days: what a row without a figure says; empty: nothing */
  uint32_t missing_count;
};

struct objective_score {
  const struct objective *objective;
  struct result score;
  const struct kpi_score **kpis;    /* that measure it */
  uint32_t kpi_count;
  const struct kpi_score **no_data; /* those that count as 0 for lack of a figure that was due */
  uint32_t no_data_count;
  struct result value, cost, roi;   /* its part of the direct return */
};

struct line_score {
  const struct line *line;
  struct result whole;   /* over the term */
  struct result planned; /* the part of it that belongs to the term's days so far */
  struct result spent;   /* what rows say; not known where there is none */
};

struct mix_score {
  const struct channel *channel;
  const struct entity *content;    /* NULL: posts that name no content */
  const struct share_item *item;   /* what is planned; NULL: nothing */
  struct decimal posts;
  struct result share;             /* of the channel's posts */
  bool within;                     /* of what is planned */
};

/* What somebody was to do. */
struct task_score {
  const struct entity *task;  /* an action or a deliverable */
  struct refs by;
  day_number due;             /* DAY_NONE: it recurs */
  struct result done;         /* the share; not known where no row says so */
  bool late;                  /* due by the day, and not all of it is done */
};

struct returns_score {
  bool stated;       /* the agreement has an `roi` */
  struct result value, cost, roi;
  bool too_soon;     /* before the day from which it is to be judged */
  bool incomplete;   /* a counted KPI has no figure */
};

struct indirect_score {
  enum indirect_kind kind;
  const struct kpi_score **proxies;
  uint32_t count;
};

/* What a row of spending, posts or work notes; those of KPIs stand in their courses. */
struct note_score {
  enum row_kind kind;
  const struct entity *thing, *part; /* part: NULL, or what stands after the slash */
  day_number day;
  struct text note;
};

struct incentive_score {
  const struct incentive *incentive;
  bool due;
  struct decimal amount;
};

/* A question that a diagnosis asks, and the day by which it is to be answered; DAY_NONE: none is said. */
struct question_score {
  const struct tail *tail;
  day_number by;
};
struct diagnosis_score {
  const struct diagnosis *diagnosis;
  const struct question_score *questions;
  uint32_t count;
};

#define SCORE_LIST(type) \
  struct {               \
    type *items;         \
    uint32_t count;      \
  }

struct score {
  const struct model *model;
  day_number as_of;     /* DAY_NONE: there is no figure, and no day was given */
  uint32_t left_out;    /* rows that cannot be right */
  const char **left;    /* where the first of them stand, LEFT_NAMED at most: actuals.csv:14; of a workbook its name and KPIs!E14 */
  SCORE_LIST(struct kpi_score) kpis;              /* these lists in the agreement's order */
  SCORE_LIST(struct objective_score) objectives;
  SCORE_LIST(struct line_score) lines;
  SCORE_LIST(struct mix_score) mixes;
  SCORE_LIST(struct task_score) tasks;
  SCORE_LIST(struct note_score) notes;            /* of figures, then of rows without one; each by kind, thing and day */
  SCORE_LIST(struct incentive_score) incentives;
  SCORE_LIST(struct diagnosis_score) diagnoses;   /* whose condition holds */
  SCORE_LIST(struct indirect_score) indirect;     /* of kinds that an objective returns, or a KPI stands in for */
  struct returns_score returns;
};

struct score_input {
  const struct model *model;
  const struct figures *figures;
  day_number as_of;            /* DAY_NONE: the latest date in the figures */
  struct decimal tolerance;
  const struct complaints *complaints; /* of periods without a row, KPIs that cannot be computed, rows after the day;
                                          NULL: to nobody */
};

/* All of it in the arena. */
struct score *score_of(struct arena *arena, const struct score_input *input);

#endif
