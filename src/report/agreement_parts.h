/* What the parts of the agreement share. Internal to src/report. */
#ifndef REPORT_AGREEMENT_PARTS_H
#define REPORT_AGREEMENT_PARTS_H

#include "check/entity_map.h"
#include "report/agreement.h"
#include "report/phrases.h"

enum { PAPER_DEPTH = 4 }; /* 4.1.2.3: part, thing, thing within it, clause */

struct paper {
  struct document *document;
  const struct model *model;
  struct arena *arena;
  int numbers[PAPER_DEPTH]; /* of the last clause at each depth; 0: none yet */
  int depth;                /* of the heading that clauses stand under: 1 for a part */
};

/* ---- Headings and clauses ---- */

/* Each of them takes the next number; a thing stands under a part (depth 2) or within another thing (3). */
void paper_part(struct paper *paper, enum text_key title);
void paper_thing(struct paper *paper, int depth, struct cell kicker, const struct entity *entity);
void paper_topic(struct paper *paper, enum text_key title); /* as a thing, with a title of the catalogue */
void paper_clause(struct paper *paper, enum text_key key, const struct argument *arguments);
void paper_text(struct paper *paper, struct text text); /* a clause in the agreement's own words */

/* ---- Arguments: with the translation where there is one ---- */

struct argument paper_words(struct paper *paper, struct text text);
struct argument paper_entity(struct paper *paper, const struct entity *entity);
struct argument paper_refs(struct paper *paper, const struct refs *refs);
struct argument paper_duration(struct paper *paper, const struct duration *duration);
struct argument paper_date(struct paper *paper, day_number day);

/* ---- Cells ---- */

struct cell paper_say(enum text_key key);
struct cell paper_sentence(struct paper *paper, enum text_key key, const struct argument *arguments);
struct cell paper_money(struct paper *paper, const struct money *money); /* as it was agreed, and in the currency */
struct cell paper_effort(struct paper *paper, const struct quantity *effort); /* 4 hours per week */
struct cell paper_time(struct paper *paper, enum timing timing, const struct period *period, day_number due,
                       const struct recurrence *every);
struct cell paper_hour(struct paper *paper, int minutes); /* 09:00 */
struct cell paper_cadence(struct paper *paper, const struct cadence *cadence);
struct cell paper_revisions(struct paper *paper, const struct revisions *revisions);

/* Items that stand one below the other in a cell. */
struct paper_lines {
  struct paper *paper;
  VECTOR(struct cell) cells;
};
void paper_lines_add(struct paper_lines *lines, struct cell cell); /* nothing of an empty one */
struct cell paper_lines_cell(const struct paper_lines *lines);

/* The KPI and what is asked of it. */
void paper_lines_expect(struct paper_lines *lines, const struct expectation *expectation);

/* ---- Tables ---- */

/* Rows are collected and then put; a column in which nothing stands is left out. */
struct paper_table {
  struct paper *paper;
  const struct column *columns;
  uint32_t column_count;
  VECTOR(struct cell) cells;
};
void paper_table_row(struct paper_table *table, const struct cell *cells);
void paper_table_put(struct paper_table *table, enum text_key caption); /* nothing where there are no rows */

/* What is to be done or asked, by whom and by when. */
void paper_tails(struct paper *paper, enum text_key caption, const struct tail *tails);
void paper_mix(struct paper *paper, struct cell caption, const struct shares *mix);

/* What happens where nobody answers in time; `accepts` says it of acceptance. */
void paper_silence(struct paper *paper, const struct silence *silence, enum text_key accepts);

/* ---- The parts, in their order ---- */

void paper_parties(struct paper *paper);
void paper_frame(struct paper *paper);
void paper_purpose(struct paper *paper);
void paper_objectives(struct paper *paper);
void paper_kpi(struct paper *paper, int depth, const struct kpi *kpi);
void paper_publishing(struct paper *paper);
void paper_assets(struct paper *paper);
void paper_brand(struct paper *paper);
void paper_approvals(struct paper *paper);
void paper_budget(struct paper *paper);
void paper_incentives(struct paper *paper);
void paper_roi(struct paper *paper);
void paper_duties(struct paper *paper);
void paper_actions(struct paper *paper);
void paper_deliverables(struct paper *paper);
void paper_phases(struct paper *paper);
void paper_reviews(struct paper *paper);
void paper_diagnoses(struct paper *paper);
void paper_scope(struct paper *paper);
void paper_changes(struct paper *paper);
void paper_own_clauses(struct paper *paper);
void paper_calendar(struct paper *paper);
void paper_house_rules(struct paper *paper);
void paper_accepted(struct paper *paper);
void paper_signatures(struct paper *paper);

#endif
