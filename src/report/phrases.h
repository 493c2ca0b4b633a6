/* Values of the model as cells: what is said of a target, a recurrence, a condition, in every report alike. All are
 * made in the document's scratch. What is not stated gives an empty cell. */
#ifndef REPORT_PHRASES_H
#define REPORT_PHRASES_H

#include "model/model.h"
#include "report/document.h"

/* Names: the titles of things, or their names where they have none; of one whose name could not be read, that it has none. */
struct cell phrase_entity(const struct entity *entity); /* NULL: empty */
struct text phrase_label(enum text_language language, const struct entity *entity); /* for what is no cell */
struct cell phrase_refs(struct document *document, const struct refs *refs);
struct argument arg_entity(struct document *document, const struct entity *entity); /* S; NULL: without a word */
const char *phrase_anchor(struct document *document, const char *kind, const struct entity *entity); /* kpi-followers */

/* Figures in a KPI's unit, and money in the agreement's currency. */
struct text_unit phrase_said_unit(struct arena *arena, const struct unit *unit); /* the writer's words, without underscores */
struct cell phrase_figure(struct document *document, const struct unit *unit, struct decimal value);
struct cell phrase_amount(const struct model *model, struct decimal amount); /* rounded to the currency's places */
struct cell phrase_money(const struct model *model, const struct money *money);
const char *phrase_head_unit(struct document *document, const struct unit *unit); /* for a column of its figures; NULL: none */
struct cell phrase_unit(struct document *document, const struct unit *unit);

/* Targets: what it asks for as a range, and in its own words (grow by 20 %). */
struct cell phrase_bounds(struct document *document, const struct unit *unit, const struct target *target);
struct cell phrase_target(struct document *document, const struct unit *unit, const struct target *target);
struct cell phrase_target_by(struct document *document, const struct unit *unit, const struct target *target);

/* A green or amber band: at least, or at most, its figure. Empty where it is not stated or not known. */
struct cell phrase_band(struct document *document, const struct unit *unit, const struct band *band);

/* What a return on investment is to come to: a range of shares. */
struct cell phrase_roi(struct document *document, const struct target *target);

/* Time. */
struct cell phrase_duration(struct document *document, const struct duration *duration);
struct cell phrase_effort(struct document *document, const struct quantity *effort); /* 6 hours per week */
struct cell phrase_period(struct document *document, const struct period *period);
struct cell phrase_recurrence(struct document *document, const struct model *model, const struct recurrence *recurrence);
struct cell phrase_by(day_number day); /* a date by which: the month where it is the month's end */

/* Conditions and formulas, with the titles of what they name. */
struct cell phrase_condition(struct document *document, const struct condition *condition);
struct cell phrase_expression(struct document *document, const struct expression *expression);

/* When a question or a task is due: within 5 workdays, 31 March 2026. */
struct cell phrase_due(struct document *document, const struct tail *tail);

/* Words of enumerations. */
enum text_key phrase_indirect_kind(enum indirect_kind kind);
enum text_key phrase_time_unit(enum time_unit unit); /* month */

#endif
