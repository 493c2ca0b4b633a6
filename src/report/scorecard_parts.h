/* What the parts of the scorecard share. Internal to src/report. */
#ifndef REPORT_SCORECARD_PARTS_H
#define REPORT_SCORECARD_PARTS_H

#include "report/actuals.h"
#include "report/links.h"
#include "report/phrases.h"
#include "report/reader.h"
#include "report/scorecard.h"
#include "score/path.h"
#include "score/periods.h"

/* Recurrences that were put into words, in the scorecard's arena: most are alike. */
enum { SAID_KEPT = 8 };
struct said {
  struct {
    struct recurrence recurrence;
    struct text words;
  } items[SAID_KEPT];
  uint32_t count, next;
};

struct scorecard {
  struct document *document;
  const struct model *model;
  struct arena *arena;
  struct decimal tolerance;
  struct links links;
  bool live;                           /* for a page that works out what follows */
  struct actuals actuals;              /* of a live page: the lines of the sheet of figures, */
  struct actuals by_thing;             /* the same, those of one thing together; */
  struct periods months;               /* and the months in which they fall */
  struct periods_kept periods;
  struct said said;
  const struct objective **objectives; /* in order of priority, then of the text */
  uint32_t objective_count;
  struct entity_map kpis;              /* that are shown, of an agreement for one reader; empty: all */
  struct entity_map ranks;             /* of objectives: their place in that order, from 1 */
  uint32_t notes;                      /* inputs that were numbered, since nothing names them */
};

/* What the whole length of a scorecard rests on; it stays in `arena`. */
struct scorecard scorecard_begin(struct document *document, struct arena *arena, const struct model *model);

/* The place of an objective in the order of priority, from 1. */
uint32_t scorecard_rank(const struct scorecard *sc, const struct entity *objective);

/* Sentences and headings without arguments. */
struct cell scorecard_say(enum text_key key);
void scorecard_heading(struct scorecard *sc, const char *anchor, enum text_key key); /* of a whole part */
void scorecard_thing(struct scorecard *sc, const char *anchor, enum text_key kicker, const struct entity *entity);

/* Cells to fill in. */
struct cell scorecard_input(enum input_kind kind, const char *name, const char *part, day_number date, struct text label);
struct cell scorecard_follows(enum follows_kind kind, const char *name, day_number date);
struct cell scorecard_note(struct scorecard *sc, struct text label); /* words, of which only people read */

/* When something recurs, in words. */
struct cell scorecard_recurrence(struct scorecard *sc, const struct recurrence *recurrence);

/* An amount in a column whose head names the currency. */
struct cell scorecard_column_amount(const struct scorecard *sc, struct decimal amount);

/* A table of questions, each with who answers it by when, and room for the answer. */
void scorecard_questions(struct scorecard *sc, enum text_key caption, const struct tail *questions);

/* The objective under which a KPI is shown: the first in order that it measures; NULL: it measures none. */
const struct objective *scorecard_home(const struct scorecard *sc, const struct kpi *kpi);

/* The KPIs of an objective that are shown. */
struct kpi_list {
  const struct kpi *const *items;
  uint32_t count;
};
struct kpi_list scorecard_kpis_of(struct scorecard *sc, const struct objective *objective);

/* Its baseline and target as figures. */
struct cell scorecard_baseline(struct scorecard *sc, const struct kpi *kpi);
struct cell scorecard_target(struct scorecard *sc, const struct kpi *kpi);

/* The parts, in their order. */
void scorecard_summary(struct scorecard *sc);
void scorecard_objectives(struct scorecard *sc);
void scorecard_kpi(struct scorecard *sc, const struct kpi *kpi);
void scorecard_content(struct scorecard *sc);
void scorecard_budget(struct scorecard *sc);
void scorecard_return(struct scorecard *sc);
void scorecard_diagnoses(struct scorecard *sc);
void scorecard_people(struct scorecard *sc);
void scorecard_reviews(struct scorecard *sc);
void scorecard_customers(struct scorecard *sc);

/* Whether a part has anything to show. */
bool scorecard_has_people(const struct model *model);
bool scorecard_has_direct(const struct model *model);
bool scorecard_has_content(const struct model *model);
bool scorecard_has_return(const struct model *model);

/* The KPIs whose gain ROI counts: those that are named, else all; NULL past the last. A worth they need not have. */
const struct kpi *scorecard_counted(const struct model *model, uint32_t i);

/* Money's destination, and what an incentive pays. */
struct cell scorecard_line_goes_to(struct scorecard *sc, const struct line *line);
struct cell scorecard_incentive_pays(struct scorecard *sc, const struct incentive *incentive);

/* Who reports a KPI and when, and where its figures are read. */
struct cell scorecard_reported(struct scorecard *sc, const struct kpi *kpi);
struct cell scorecard_source(struct scorecard *sc, const struct kpi *kpi);
enum text_key scorecard_tally(enum tally tally);


/* A range as a cell: one figure where both ends are the same; and the posts of a cadence, and of a share of it. */
struct cell scorecard_range(enum figure_form form, bool has_low, struct decimal low, bool has_high, struct decimal high);
struct cell scorecard_cadence(const struct cadence *posts);
struct cell scorecard_posts_of_share(const struct cadence *posts, const struct share_item *item);
bool scorecard_cadence_is_known(const struct cadence *posts);

/* Whether a baseline is still to be measured, on a day on which no period ends: its figure has a line of its own. */
bool scorecard_baseline_row(const struct kpi *kpi, const struct periods *periods);

#endif
