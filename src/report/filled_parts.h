/* What the parts of the filled scorecard share. Internal to src/report. */
#ifndef REPORT_FILLED_PARTS_H
#define REPORT_FILLED_PARTS_H

#include "check/entity_map.h"
#include "report/filled.h"
#include "report/phrases.h"
#include "report/scorecard_parts.h"

struct filled {
  struct document *document;
  struct arena *arena;
  const struct score *score, *previous;
  const struct model *model;
  struct scorecard card; /* the empty one's ways of saying things */
  bool brief;
  bool lacks; /* a figure that was due */
  int sheet, last_sheet; /* of a workbook: that of the part which is being put, and of the heading before it */
  const struct objective_score **objectives; /* by priority */
  uint32_t objective_count;
};

/* ---- Cells: empty where a figure is not known ---- */

struct cell filled_say(enum text_key key);
struct cell filled_actual(const struct filled *filled, const struct kpi_score *k); /* what is held against the plan */
struct cell filled_figure(const struct filled *filled, const struct kpi_score *k, struct result result);
struct cell filled_range(const struct filled *filled, const struct kpi_score *k, const struct bounds *bounds);
struct cell filled_planned(const struct filled *filled, const struct kpi_score *k, const struct plan *plan);
struct cell filled_projected(const struct filled *filled, const struct kpi_score *k);
struct cell filled_standing(const struct filled *filled, const struct kpi_score *k);
struct cell filled_share(struct result share);
struct cell filled_money(const struct filled *filled, struct result amount);
struct cell filled_amount(const struct filled *filled, struct result amount); /* without the currency, which the head names */

/* A share below the whole is never rounded up to it. */
struct decimal filled_rounded_share(struct decimal share);

/* What the return is to come to, and by when; empty where nothing is expected of it. */
struct cell filled_expected(struct filled *filled);

/* A date as a sentence has it. */
struct argument filled_day(const struct filled *filled, day_number day);

/* At most so many decimals, and none that say nothing. */
struct decimal filled_rounded(struct decimal value, int places);

void filled_heading(struct filled *filled, const char *anchor, enum text_key key);
void filled_heading_of(struct filled *filled, const char *anchor, struct cell text);

/* Questions, each with who answers it, by when. */
void filled_questions(struct filled *filled, const struct question_score *questions, uint32_t count);

/* The first days of which it has no figure. */
struct cell filled_lacking(struct filled *filled, const struct kpi_score *k);

/* What rows of these kinds (bits) note, each with its thing and day. */
void filled_notes(struct filled *filled, unsigned kinds);

/* The owners of the objectives that a KPI measures. */
struct cell filled_owners(struct filled *filled, const struct kpi *kpi);

/* ---- Parts ---- */

void filled_overview(struct filled *filled);
void filled_attention(struct filled *filled);
void filled_diagnoses(struct filled *filled);
void filled_changes(struct filled *filled);
void filled_glance(struct filled *filled);
void filled_review(struct filled *filled);
void filled_kpis(struct filled *filled);
void filled_mix(struct filled *filled);
void filled_budget(struct filled *filled);
void filled_incentives(struct filled *filled);
void filled_return(struct filled *filled);
void filled_indirect(struct filled *filled);
void filled_late(struct filled *filled);
void filled_work(struct filled *filled);

#endif
